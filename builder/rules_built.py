"""Rules on the notebooks that are built and committed."""

import html
import re
import subprocess
import sys

import nbformat

from builder.assemble import FOLDERS, Target, assemble, targets_of
from builder.book import Book, at_built
from builder.build import inputs
from builder.execute import LARGEST, unfit
from builder.prose import images, links, numbers, parse
from builder.slides import mark_slides
from builder.source import Problem
from builder.wording import LANGUAGES, OTHER

SHORTEST_ALT = 20


def current(book: Book, slug):
    """Every notebook of the chapter is built, and is what its source gives."""
    for target in targets_of(book.chapters[slug]):
        path = book.root / target.file
        again = f"run `python -m builder build {slug[:2]}`"
        if not path.exists():
            yield Problem("current", target.file, None, f"not built; {again}")
            continue
        built = nbformat.read(path, as_version=4)
        assembled = assemble(book.chapters, target)
        place = first_stale(built, assembled.notebook)
        if place is not None:
            line = dict(enumerate(assembled.lines)).get(place)
            where = f"{target.source}:{line}" if line else "its links or its header"
            message = f"stale since cell {place + 1} ({where}); {again}"
            yield Problem("current", target.file, None, message)


def first_stale(built, fresh):
    """Return the place of the first cell that differs, or None."""
    old = [inputs(cell) for cell in built.cells]
    new = [inputs(cell) for cell in fresh.cells]
    for place, (before, after) in enumerate(zip(old, new, strict=False)):
        if before != after:
            return place
    if len(old) != len(new) or built.metadata != fresh.metadata:
        return min(len(old), len(new))
    return None


def slides(book: Book, slug):
    """Each cell of a lesson has the slide type that the source and its height give."""
    again = f"run `python -m builder text {slug[:2]}`"
    for target, notebook in book.built(slug):
        if target.kind != "lesson":
            continue
        asked = assemble(book.chapters, target).slides
        if len(asked) != len(notebook.cells):
            continue  # stale: another rule says so
        found = [slide_of(cell) for cell in notebook.cells]
        mark_slides(notebook.cells, asked, target.lang)
        for index, cell in enumerate(notebook.cells):
            if found[index] != slide_of(cell):
                message = f"is a {found[index]}, not a {slide_of(cell)}; {again}"
                yield at_built("slides", target, index, message)
                break


def slide_of(cell):
    return cell.metadata.get("slideshow", {}).get("slide_type", "cell of no deck")


def executed(book: Book, slug):
    """Lessons and solutions are executed in order; exercises wait, unanswered."""
    for target, notebook in book.built(slug):
        for order, (index, cell) in enumerate(enumerate_code(notebook), 1):
            if target.kind == "exercise":
                if cell.execution_count is not None or cell.outputs:
                    yield at_built("executed", target, index, "an exercise has outputs")
            elif cell.execution_count != order:
                message = f"execution count {cell.execution_count}, not {order}"
                yield at_built("executed", target, index, message)


def enumerate_code(notebook):
    return [
        (index, cell)
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
    ]


def valid(book: Book, slug):
    """Notebooks are valid, light, and show nothing of the machine that built them."""
    for target in targets_of(book.chapters[slug]):
        path = book.root / target.file
        if not path.exists():
            continue
        weight = path.stat().st_size
        if weight > LARGEST:
            message = f"{weight / 1000:.0f} kB, over {LARGEST / 1000:.0f} kB"
            yield Problem("valid", target.file, None, message)
        try:
            notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
            nbformat.validate(notebook)
        except (ValueError, nbformat.ValidationError) as error:
            message = f"not a valid notebook: {str(error).splitlines()[0]}"
            yield Problem("valid", target.file, None, message)
            continue
        if "widgets" in notebook.metadata:
            yield Problem("valid", target.file, None, "holds the state of widgets")
        for index, cell in enumerate_code(notebook):
            for output in cell.outputs:
                complaint = unfit(output)
                if complaint:
                    yield at_built("valid", target, index, complaint)


def alt_texts(book: Book, slug):
    """Every picture has a real alternative text."""
    for target, notebook in book.built(slug):
        for index, cell in enumerate_code(notebook):
            for output in cell.outputs:
                for kind in output.get("data", {}):
                    alt = output.metadata.get(kind, {}).get("alt", "")
                    if kind.startswith("image/") and len(alt) < SHORTEST_ALT:
                        message = (
                            f"picture with alternative text {alt!r}; "
                            'draw it with show(fig, alt="…"), what one should see in it'
                        )
                        yield at_built("alt_texts", target, index, message)


def same_results(book: Book, slug):
    """The two editions print the same numbers."""
    built = dict(book.built(slug))
    for target, french in built.items():
        twin = target._replace(lang=OTHER[target.lang])
        if target.lang != "fr" or twin not in built:
            continue
        pairs = zip(french.cells, built[twin].cells, strict=False)
        for index, (fr, en) in enumerate(pairs):
            one, other = printed_numbers(fr, "fr"), printed_numbers(en, "en")
            if one != other:
                message = (
                    f"other numbers printed in {twin.file}: only in French "
                    f"{difference(one, other)}, only in English "
                    f"{difference(other, one)}"
                )
                yield at_built("same_results", target, index, message)


def printed_numbers(cell, lang):
    """Return the numbers that a cell's outputs show."""
    texts = [shown_text(output) for output in cell.get("outputs", [])]
    return numbers("\n".join(texts), lang)


def shown_text(output):
    """Return what a reader sees of an output, pictures apart."""
    data = output.get("data", {})
    if "text/html" in data:
        # The HTML form is whole where the plain one may be cut to the page's width.
        page = re.sub(r"<style.*?</style>", "", data["text/html"], flags=re.DOTALL)
        return html.unescape(re.sub(r"<[^>]*>", " ", page))
    return output.get("text", "") or data.get(
        "text/markdown", data.get("text/plain", "")
    )


def difference(some, others):
    """Return the items of a list that another has not, repetitions counted."""
    left = list(others)
    return [one for one in some if not (one in left and left.remove(one) is None)]


def answered(book: Book, slug):
    """In a solution, every check says that the answer is right."""
    from course_lib.checking import LABELS

    right = LABELS["right"]._asdict()
    for target, notebook in book.built(slug):
        for index, cell in enumerate_code(notebook):
            if target.kind != "solution" or not re.search(
                r"^check\(", cell.source, re.M
            ):
                continue
            shown = "".join(shown_text(output) for output in cell.outputs)
            asked = len(re.findall(r"^check\(", cell.source, re.M))
            if shown.count(right[target.lang]) != asked:
                message = f"the solution does not pass its check: {shown.strip()[:200]}"
                yield at_built("answered", target, index, message)


def reachable(book: Book, slug):
    """Relative links and images lead to files of the repository."""
    to_come = {
        (book.root / target.file).resolve()
        for other in book.chapters.values()
        for target in targets_of(other)
    }
    for target, notebook in book.built(slug):
        folder = (book.root / target.file).parent
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type != "markdown":
                continue
            for file in relative_targets(cell.source):
                path = (folder / file).resolve()
                if not path.exists() and path not in to_come:
                    message = f"the link to {file} leads nowhere"
                    yield at_built("reachable", target, index, message)


def relative_targets(text):
    """Return the files that a text's links and images lead to."""
    tokens = parse(text)
    files = [link.target.split("#")[0] for link in [*links(tokens), *images(tokens)]]
    return [file for file in files if file and not re.match(r"[a-z]+:", file)]


def ruff(book: Book, slug):
    """The code of the notebooks passes `ruff check` and `ruff format`."""
    files = [
        target.file
        for target in targets_of(book.chapters[slug])
        if (book.root / target.file).exists()
    ]
    if not files:  # given none, ruff would look at the whole repository
        return
    advice = {"check": "correct the source", "format": "run `python -m builder tidy`"}
    for name, options in {"check": [], "format": ["--check"]}.items():
        command = [sys.executable, "-m", "ruff", name, *options, "--quiet"]
        done = subprocess.run(
            [*command, "--output-format=concise", *files],
            cwd=book.root,
            capture_output=True,
            text=True,
        )
        for line in (done.stdout + done.stderr).splitlines():
            message = f"ruff {name}: {line.strip()}; {advice[name]}"
            yield Problem("ruff", f"chapters/{slug}", None, message)


def orphans(book: Book):
    """No built notebook is without its source, or without its twin."""
    expected = {
        target.file
        for slug in book.chapters
        for target in targets_of(book.chapters[slug])
    }
    for kind, folder in FOLDERS.items():
        for lang in LANGUAGES:
            for path in sorted((book.root / folder / lang).rglob("*.ipynb")):
                file = path.relative_to(book.root).as_posix()
                if ".ipynb_checkpoints" in file:
                    continue
                if file not in expected:
                    message = "built from no source; remove it"
                    yield Problem("orphans", file, None, message)
                twin = Target(path.stem, kind, OTHER[lang]).file
                if not (book.root / twin).exists():
                    message = f"without its twin {twin}"
                    yield Problem("orphans", file, None, message)
