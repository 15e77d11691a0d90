"""Rules on the shape of a chapter's source and on its two languages."""

import ast
import re

from builder import typography
from builder.assemble import cells_for
from builder.book import Book, at_cell
from builder.prose import (
    MATHS,
    facts,
    headings,
    images,
    inline,
    links,
    numbers,
    parse,
    squeeze,
    words,
)
from builder.slides import TYPES
from builder.source import CHAPTER_FOLDER, SOURCES, Problem
from builder.wording import LANGUAGES, OTHER, SECTIONS

KNOWN_KEYS = {"lang", "role", "tags", "reason", "slide"}
KNOWN_ROLES = {"stub", "solution", "model", "room"}
KNOWN_TAGS = {"long-ok", "nbval-ignore-output"}
FEWEST_CELLS, MOST_CELLS = 25, 60
MOST_LINES, MOST_SETUP_LINES = 8, 10
MOST_WORDS = 120
ALLOWED_HTML = re.compile(r"</?(?:details|summary)>")


def header(book: Book, slug):
    """The folder is named NN_slug; each file's header says what it should."""
    chapter = book.chapters[slug]
    if not CHAPTER_FOLDER.fullmatch(slug):
        yield Problem(
            "header", f"chapters/{slug}", None, "name the folder NN_words_in_lower_case"
        )
    for name in SOURCES:
        if name not in chapter.sources:
            yield Problem("header", f"chapters/{slug}/{name}", None, "write this file")
    for source in book.sources(slug):
        wanted = ["chapter", "title"]
        if source.file.endswith("lesson.md"):
            wanted += ["minutes", "needs", "opens"]
        for key in wanted:
            if key not in source.header:
                message = f"add `{key}:` under `workbook:` in the header"
                yield Problem("header", source.file, 1, message)
        if source.header.get("chapter") != slug[:2]:
            message = f'`chapter:` must be "{slug[:2]}", in quotes, as the folder'
            yield Problem("header", source.file, 1, message)
        titles = source.header.get("title")
        if not isinstance(titles, dict) or set(titles) != set(LANGUAGES):
            message = '`title:` must be {fr: "…", en: "…"}'
            yield Problem("header", source.file, 1, message)
    minutes = chapter.sources["lesson.md"].header.get("minutes")
    if not isinstance(minutes, dict) or set(minutes) != {"read", "practise"}:
        message = "`minutes:` must be {read: …, practise: …}"
        yield Problem("header", chapter.sources["lesson.md"].file, 1, message)


def metadata(book: Book, slug):
    """Cells carry known keys, languages, roles and tags, and code that parses."""
    for source in book.sources(slug):
        lesson = source.file.endswith("lesson.md")
        for cell in source.cells:
            for message in metadata_faults(cell, lesson):
                yield at_cell("metadata", source, cell, message)


def metadata_faults(cell, lesson):
    unknown = set(cell.metadata) - KNOWN_KEYS
    if unknown:
        yield f"unknown key {sorted(unknown)}; known: {sorted(KNOWN_KEYS)}"
    if cell.kind not in ("markdown", "code"):
        yield f"a {cell.kind} cell has no place here; use text or code"
    if cell.lang not in (None, *LANGUAGES):
        yield f'lang is {cell.lang!r}; write "fr" or "en"'
    if cell.kind == "markdown" and cell.lang is None:
        yield 'text without a language; put +++ {"lang": "fr"} (or "en") above it'
    if cell.role not in (None, *KNOWN_ROLES):
        yield f"role is {cell.role!r}; known: {sorted(KNOWN_ROLES)}"
    if "slide" in cell.metadata and not (lesson and cell.metadata["slide"] in TYPES):
        yield f"`slide:` is for lessons, one of {TYPES}"
    if lesson and cell.role:
        yield "a lesson has no roles; they belong in practice.md"
    if cell.role in ("stub", "solution") and cell.kind != "code":
        yield f"role {cell.role} is for code; text takes `room` or `model`"
    if cell.role == "room" and cell.kind != "markdown":
        yield "role room is for text; code takes `stub`"
    unknown = set(cell.tags) - KNOWN_TAGS
    if unknown:
        yield f"unknown tag {sorted(unknown)}; known: {sorted(KNOWN_TAGS)}"
    if "long-ok" in cell.tags and not cell.metadata.get("reason"):
        yield "the tag long-ok needs a `:reason:` line that says why it is long"
    if cell.kind == "code":
        try:
            ast.parse(without_magics(cell.text))
        except SyntaxError as error:
            yield f"this code does not parse: {error.msg} (its line {error.lineno})"


def twins(book: Book, slug):
    """Each French cell is followed at once by its English twin."""
    for source in book.sources(slug):
        for cell, after in pairs_at(source, "fr"):
            if not is_twin(cell, after):
                message = "no English twin just after it (same kind, role and tags)"
                yield at_cell("twins", source, cell, message)
        for cell, before in pairs_at(source, "en"):
            if not is_twin(before, cell):
                message = "no French twin just before it (same kind, role and tags)"
                yield at_cell("twins", source, cell, message)


def pairs_at(source, lang):
    """Return each cell of a language with the cell where its twin should be."""
    step = 1 if lang == "fr" else -1
    for index, cell in enumerate(source.cells):
        if cell.lang == lang:
            place = index + step
            inside = 0 <= place < len(source.cells)
            yield cell, source.cells[place] if inside else None


def is_twin(french, english):
    return (
        french is not None
        and english is not None
        and (french.lang, english.lang) == ("fr", "en")
        and french.kind == english.kind
        and french.role == english.role
        and french.tags == english.tags
    )


def twin_pairs(source, kind):
    return [
        (french, english)
        for french, english in pairs_at(source, "fr")
        if french.kind == kind and is_twin(french, english)
    ]


def twin_prose(book: Book, slug):
    """Twins have the same headings, links, figures, maths, folds, lists, tables."""
    for source in book.sources(slug):
        for french, english in twin_pairs(source, "markdown"):
            fr, en = facts(french.text, "fr"), facts(english.text, "en")
            for name in fr._fields:
                if getattr(fr, name) != getattr(en, name):
                    message = (
                        f"{name.replace('_', ' ')} differ: French "
                        f"{getattr(fr, name)}, English {getattr(en, name)}"
                    )
                    yield at_cell("twin_prose", source, english, message)


def twin_numbers(book: Book, slug):
    """Twins give the same numbers, small whole ones (often words) apart."""
    for source in book.sources(slug):
        for french, english in twin_pairs(source, "markdown"):
            french_text = typography.tidy_prose(french.text)
            fr, en = large_numbers(french_text, "fr"), large_numbers(english.text, "en")
            # Either text may quote the other's way of writing a number.
            only_fr = fr - en - large_numbers(english.text, "fr")
            only_en = en - fr - large_numbers(french_text, "en")
            if only_fr or only_en:
                message = (
                    f"numbers differ: only in French {sorted(only_fr)}, "
                    f"only in English {sorted(only_en)}"
                )
                yield at_cell("twin_numbers", source, english, message)


def large_numbers(text, lang):
    """Return the numbers of a text that no language writes in words."""
    text = MATHS.sub(" ", text)  # compared apart
    text = re.sub(r"\b(\d0)s\b", r"19\1", text)  # "the 60s" are "les années 1960"
    found = {number for number in numbers(text, lang) if number}
    return {number for number in found if "." in number or int(number) > 20}


def twin_code(book: Book, slug):
    """A pair of code cells is the same program but for strings and comments."""
    for source in book.sources(slug):
        for french, english in twin_pairs(source, "code"):
            try:
                fr, en = program(french.text), program(english.text)
            except SyntaxError:
                continue  # said by `metadata`
            if fr != en:
                where = first_difference(french.text, english.text)
                message = f"not the French program with other strings: {where}"
                yield at_cell("twin_code", source, english, message)


class WithoutWords(ast.NodeTransformer):
    """Empty the strings of a program, and the words of its f-strings."""

    def visit_Constant(self, node):
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node):
        values = [part for part in node.values if isinstance(part, ast.FormattedValue)]
        for part in values:
            part.value = self.visit(part.value)
        return ast.JoinedStr(values) if values else ast.Constant("")


def program(code):
    """Return a form of the code that two twins share."""
    return ast.dump(WithoutWords().visit(ast.parse(without_magics(code))))


def first_difference(french, english):
    """Show the first statement that differs."""
    fr, en = (ast.parse(without_magics(code)).body for code in (french, english))
    for one, other in zip(fr, en, strict=False):
        if program(ast.unparse(one)) != program(ast.unparse(other)):
            return f"`{ast.unparse(one)}` against `{ast.unparse(other)}`"
    return f"{len(fr)} statements in French, {len(en)} in English"


def without_magics(code):
    """Replace the lines that IPython alone understands."""
    return re.sub(r"^([ \t]*)[%!].*$", r"\1pass", code, flags=re.MULTILINE)


def title(book: Book, slug):
    """Each edition has one title, first; in the lesson it holds the header's."""
    for source in book.sources(slug):
        for lang in LANGUAGES:
            cells = [
                cell
                for cell in source.cells
                if cell.lang == lang and cell.kind == "markdown"
            ]
            if not cells or not cells[0].text.startswith("# "):
                message = f"begin the {lang} edition by a `# ` title"
                yield Problem("title", source.file, 1, message)
                continue
            wanted = header_title(source, lang)
            first_line = cells[0].text.splitlines()[0]
            if source.file.endswith("lesson.md") and wanted not in first_line:
                message = f"the title is not the header's, {wanted!r}"
                yield at_cell("title", source, cells[0], message)
            for cell in cells:
                tops = [words for level, words in headings(cell.text) if level == 1]
                if tops[cell is cells[0] :]:
                    message = f"a second title, {tops[-1]!r}; make it `## `"
                    yield at_cell("title", source, cell, message)


def header_title(source, lang):
    titles = source.header.get("title")
    return titles.get(lang, "") if isinstance(titles, dict) else ""


def size(book: Book, slug):
    """A lesson has 25 to 60 cells in each language."""
    source = book.source(slug, "lesson.md")
    for lang in LANGUAGES:
        count = len(cells_for(book.chapters[slug], "lesson", lang)) + 1
        if not FEWEST_CELLS <= count <= MOST_CELLS:
            message = (
                f"{count} cells in {lang}, the last one counted; "
                f"a lesson has {FEWEST_CELLS} to {MOST_CELLS}"
            )
            yield Problem("size", source.file, None, message)


def sections(book: Book, slug):
    """The lesson's fixed sections are there, in order, and hold what they should."""
    source = book.source(slug, "lesson.md")
    for lang in LANGUAGES:
        found = split_sections(source, lang)
        places = []
        for name, heading in SECTIONS.items():
            wanted = heading[lang]
            index = next((i for i, one in enumerate(found) if one[0] == wanted), None)
            if index is None:
                message = f"no section {wanted!r} in the {lang} edition"
                yield Problem("sections", source.file, None, message)
                continue
            places.append(index)
            _, cell, text = found[index]
            for message in section_faults(name, text):
                yield at_cell("sections", source, cell, f"in {wanted!r}, {message}")
        if places != sorted(places):
            order = ", ".join(heading[lang] for heading in SECTIONS.values())
            message = f"put the {lang} sections in this order: {order}"
            yield Problem("sections", source.file, None, message)
        yield from minutes_said(source, lang)


def split_sections(source, lang):
    """Return (heading, its cell, the text under it) for each heading of a language.

    A section runs to the next heading of its level or above.
    """
    parts, open_parts = [], []
    for cell in source.cells:
        if cell.lang not in (None, lang) or cell.kind != "markdown":
            continue
        for chunk in re.split(r"^(?=#{1,6} )", cell.text, flags=re.MULTILINE):
            found = re.match(r"(#{1,6}) +(.+)", chunk)
            if found:
                level = len(found[1])
                open_parts = [part for part in open_parts if part[0] < level]
                part = (level, squeeze(found[2]), cell, [])
                parts.append(part)
                open_parts.append(part)
                chunk = chunk[found.end() :]
            for part in open_parts:
                part[3].append(chunk)
    return [(heading, cell, "\n\n".join(texts)) for _, heading, cell, texts in parts]


def section_faults(name, text):
    if name in ("objectives", "takeaways"):
        count = len(top_items(text))
        if not 3 <= count <= 6:
            yield f"{count} list items; write 3 to 6"
    if name == "quiz":
        count = text.count("<details>")
        if count != 5:
            yield f"{count} folded answers; write five questions, each with its own"
    if name == "limits" and words(text) < 20:
        yield "too few words; say one honest limit and how the truth compares"
    if name == "terms" and not any(t.type == "table_open" for t in parse(text)):
        yield "no table; write one row a term, French and English"
    if name == "references":
        items = top_items(text)
        if not items:
            yield "no list; write one reference an item"
        for item in items:
            if not re.search(r"\b(1[5-9]|20)\d\d\b", item):
                yield f"no year in {item[:60]!r}; write author, year, title"


def top_items(text):
    """Return the items of the text's lists, sub-lists left in their item."""
    lines = re.split(r"^(?=(?:[-*+]|\d+[.)]) )", text, flags=re.MULTILINE)
    return [line for line in lines if re.match(r"(?:[-*+]|\d+[.)]) ", line)]


def minutes_said(source, lang):
    """The opening says the minutes that the header gives."""
    cells = [cell for cell in source.cells if cell.kind == "markdown"]
    opening = [cell for cell in cells if cell.lang == lang][:4]
    said = numbers(" ".join(cell.text for cell in opening), lang)
    times = source.header.get("minutes")
    for what, minutes in times.items() if isinstance(times, dict) else ():
        if opening and str(minutes) not in said:
            message = f"the opening does not say the {minutes} minutes to {what}"
            yield at_cell("sections", source, opening[0], message)


def code_length(book: Book, slug):
    """A code cell has at most 8 lines, the set-up cell 10."""
    for source in book.sources(slug):
        code = [cell for cell in source.cells if cell.kind == "code"]
        for cell in code:
            most = MOST_SETUP_LINES if is_setup(cell) else MOST_LINES
            count = len(code_lines(cell.text))
            if count > most and "long-ok" not in cell.tags:
                message = (
                    f"{count} lines of code; split it in cells of at most {most}, "
                    "or tag it long-ok with a reason"
                )
                yield at_cell("code_length", source, cell, message)
            if count == 0:
                yield at_cell("code_length", source, cell, "no code; write it as text")


def is_setup(cell):
    return "use_language(" in cell.text


def code_lines(code):
    """Return the lines that are neither blank nor a comment."""
    lines = [line.strip() for line in code.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def text_length(book: Book, slug):
    """A text cell has about 120 words at most (advice)."""
    for source in book.sources(slug):
        long_ones = ("quiz", "terms", "references")
        last = {SECTIONS[name][lang] for name in long_ones for lang in LANGUAGES}
        for cell in source.cells:
            exempt = any(words in last for _, words in headings(cell.text))
            count = words(cell.text) if cell.kind == "markdown" else 0
            if count > MOST_WORDS and not exempt and cell.role != "model":
                message = f"{count} words; split it, or put code between"
                yield at_cell("text_length", source, cell, message, advice=True)


def plain_markdown(book: Book, slug):
    """Only what GitHub shows: no HTML but folds, no directive, no role."""
    for source in book.sources(slug):
        for cell in source.cells:
            if cell.kind == "markdown":
                for message in markdown_faults(cell.text):
                    yield at_cell("plain_markdown", source, cell, message)


def markdown_faults(text):
    tokens = parse(text)
    for token in [*tokens, *inline(tokens)]:
        if token.type in ("html_block", "html_inline"):
            tags = re.findall(r"<[^>]*>", token.content)
            for tag in tags:
                if not ALLOWED_HTML.fullmatch(tag):
                    yield f"HTML {tag}; only <details> and <summary> are allowed"
        if token.type == "fence" and token.info.startswith("{"):
            yield f"MyST directive {token.info}; GitHub shows it as code"
    prose = "".join(
        "`" if token.type == "code_inline" else token.content
        for token in inline(tokens)
    )
    for found in re.findall(r"^:::.*|\{[a-z:]+\}(?=$|`)", prose, re.MULTILINE):
        yield f"MyST {found}; use plain Markdown"
    if text.count("<details>") != text.count("</details>"):
        yield "<details> and </details> do not match"
    if text.count("<details>") != text.count("<summary>"):
        yield "each <details> needs one <summary>"
    for found in re.finditer(r"</summary>(.*)\n(.*)|(.*)\n</details>", text):
        if found[1] or found[2] or found[3]:
            yield "leave a blank line after </summary> and before </details>"
    for image in images(tokens):
        if len(image.text) < 20:
            yield f"image {image.target}: write an alternative text of 20 characters"
    for link in links(tokens):
        if not link.text:
            yield f"link to {link.target} without words"


def edition_words(book: Book, slug):
    """The code of one edition chooses that edition's language."""
    for source in book.sources(slug):
        for cell in source.cells:
            if cell.kind != "code":
                continue
            for chosen in re.findall(r"use_language\([\"'](\w+)[\"']\)", cell.text):
                if cell.lang != chosen:
                    wanted = cell.lang or "a pair of cells, French then English"
                    message = f'use_language("{chosen}") in a cell for {wanted}'
                    yield at_cell("edition_words", source, cell, message)
        for lang in LANGUAGES:
            wrong = re.compile(rf"\((?:\.\./)+(?:\w+/)?{OTHER[lang]}/")
            for cell in source.cells:
                if cell.lang == lang and wrong.search(cell.text):
                    message = f"a link to the {OTHER[lang]} edition in {lang} text"
                    yield at_cell("edition_words", source, cell, message)


def french_typography(book: Book, slug):
    """French prose has its quotes, apostrophes and no-break spaces."""
    for source in book.sources(slug):
        for cell in source.cells:
            if cell.lang == "fr" and cell.kind == "markdown":
                for line, message in typography.faults(cell.text):
                    problem = at_cell("french_typography", source, cell, message)
                    yield problem._replace(line=cell.line + line)
