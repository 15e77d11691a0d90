"""Run-sheets: what an instructor has in hand when a session begins.

A chapter's `run_sheet.md` stands beside its lesson, in both languages; from it and from
the checks come `run_sheets/fr|en/NN_slug.md`, plain Markdown to be read or printed. The
usual wrong answers are those of the checks, so that the two cannot drift apart.
"""

import re
from pathlib import Path

from builder import rules_text
from builder.book import Book
from builder.build import write_whole
from builder.rules_practice import HEADING, practicals_of
from builder.source import Chapter, Problem, read_source
from builder.wording import LANGUAGES, OTHER, PRACTICAL

FILE = "run_sheet.md"
FOLDER = "run_sheets"
CUTS = (45, 90, 180)
WORDS = {
    "fr": {
        "title": "Fiche de séance",
        "other": "English version",
        "links": ("Cours", "Travaux pratiques", "Solutions"),
        "sections": [
            "Avant la séance",
            "En 45 minutes",
            "En 90 minutes",
            "En 180 minutes",
            "Deux questions à discuter",
            "À passer si le temps manque",
        ],
        "mistakes": "Erreurs habituelles, et que répondre",
        "said": "Ce sont les phrases que la vérification montre aux étudiants.",
    },
    "en": {
        "title": "Run-sheet",
        "other": "Version française",
        "links": ("Lesson", "Practicals", "Solutions"),
        "sections": [
            "Before the session",
            "In 45 minutes",
            "In 90 minutes",
            "In 180 minutes",
            "Two questions to discuss",
            "What to skip when time is short",
        ],
        "mistakes": "Usual wrong answers, and what to say",
        "said": "These are the sentences that the check shows to students.",
    },
}
# The rules on text that hold for a run-sheet as for a lesson.
TEXT_RULES = (
    rules_text.twins,
    rules_text.twin_prose,
    rules_text.twin_numbers,
    rules_text.plain_markdown,
    rules_text.french_typography,
)
MINUTES = re.compile(r"^\|\s*(\d+)\s*\|", re.MULTILINE)


def sheet_file(slug, lang):
    return f"{FOLDER}/{lang}/{slug}.md"


def read_sheet(root: Path, slug):
    """Return the source of a chapter's run-sheet, None where there is none yet."""
    path = root / "chapters" / slug / FILE
    return read_source(path, root) if path.exists() else None


def body(source, lang):
    return "\n\n".join(cell.text for cell in source.cells if cell.lang == lang)


def written_sheet(chapter: Chapter, source, lang, registry) -> str:
    """Return the run-sheet of a chapter in one language."""
    words = WORDS[lang]
    slug = chapter.slug
    other = f"[{words['other']}](../{OTHER[lang]}/{slug}.md)"
    folders = ("notebooks", "exercises", "solutions")
    links = " · ".join(
        f"[{name}](../../{folder}/{lang}/{slug}.ipynb)"
        for name, folder in zip(words["links"], folders, strict=True)
    )
    title = f"# {words['title']} · {chapter.number} · {chapter.title(lang)}"
    parts = [other, title, links, body(source, lang)]
    parts += [
        f"## {words['mistakes']}",
        words["said"],
        *mistakes(chapter, lang, registry),
    ]
    return "\n\n".join(parts) + "\n"


def mistakes(chapter: Chapter, lang, registry):
    """Write the named mistakes of each practical, folded under its heading."""
    practice = chapter.sources.get("practice.md")
    for one in practicals_of(practice, lang) if practice else []:
        heading = next(
            words
            for words in HEADING.findall(one.heading.text)
            if words.startswith(f"{PRACTICAL[lang]} {one.id} ")
        )
        if registry.get(one.id) and registry[one.id].mistakes:
            lines = [
                f"- {getattr(usual.message, lang)}"
                for usual in registry[one.id].mistakes
            ]
            listed = "\n".join(lines)
            yield (f"<details>\n<summary>{heading}</summary>\n\n{listed}\n\n</details>")


def sheets(root: Path, chapters: dict[str, Chapter], slugs):
    """Give each run-sheet: its file and what it should hold."""
    from course_lib.checking import practicals
    from course_lib.typography import french

    registry = practicals()
    for slug in slugs:
        source = read_sheet(root, slug)
        for lang in LANGUAGES if source else ():
            text = written_sheet(chapters[slug], source, lang, registry)
            yield sheet_file(slug, lang), french(text) if lang == "fr" else text


def build_sheets(root: Path, chapters: dict[str, Chapter], slugs, say=print):
    """Write the run-sheets that changed."""
    for file, text in sheets(root, chapters, slugs):
        path = root / file
        if not path.exists() or path.read_bytes() != text.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
            say(f"wrote {file}")


def run_sheet(book: Book, slug):
    """The run-sheet is there, whole, in both languages; its minutes add up."""
    source = read_sheet(book.root, slug)
    if source is None:
        file = f"chapters/{slug}/{FILE}"
        yield Problem("run_sheet", file, None, "write this file (see builder/README)")
        return
    alone = Book(book.root, {slug: Chapter(slug, {FILE: source})})
    for rule in TEXT_RULES:
        yield from rule(alone, slug)
    for lang in LANGUAGES:
        for message in faults(body(source, lang), lang):
            yield Problem("run_sheet", source.file, None, f"{lang}: {message}")
    for file, text in sheets(book.root, book.chapters, [slug]):
        path = book.root / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            message = f"not up to date; run `python -m builder text {slug[:2]}`"
            yield Problem("run_sheet", file, None, message)


def faults(text, lang):
    """Say what is missing in a run-sheet, and which cut does not add up."""
    found = re.findall(r"^## +(.+?)\s*$", text, re.MULTILINE)
    wanted = WORDS[lang]["sections"]
    if found != wanted:
        yield f"its sections must be {wanted}, found {found}"
        return
    parts = re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]
    for cut, part in zip(CUTS, parts[1:4], strict=True):
        total = sum(int(number) for number in MINUTES.findall(part))
        if total != cut:
            yield f"the blocks of the {cut}-minute cut add up to {total}"
    questions = len(re.findall(r"^### ", parts[4], re.MULTILINE))
    if questions != 2:
        yield f"two questions are to be discussed (### each), found {questions}"
