"""Build notebooks: assemble, execute, normalise, write."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import nbformat

from builder.assemble import Assembled, Target, assemble, targets_of, to_bytes
from builder.execute import BuildError, execute, refuse_size
from builder.slides import mark_slides
from builder.source import Chapter, SourceError, chapter_slugs, read_chapter
from builder.wording import LANGUAGES

PROCESSES = 2


def read_chapters(root: Path, wanted=None, say=print) -> dict[str, Chapter]:
    """Read every chapter that has a lesson.

    Where only some are wanted, another one that cannot be read, half-way through an
    edit, is left out and named, so that it does not stop the work on these.
    """
    chapters = {}
    for slug in chapter_slugs(root):
        try:
            chapters[slug] = read_chapter(root / "chapters" / slug, root)
        except SourceError as error:
            if wanted is None or slug in wanted:
                raise
            say(f"left out: {error}")
    return chapters


def build(root: Path, slugs: Iterable[str], languages=LANGUAGES, say=print) -> int:
    """Build the notebooks of chapters; return how many could not be built.

    The neighbours' last cells follow without being executed.
    """
    chapters = read_chapters(root, slugs, say)
    targets = [
        target for slug in slugs for target in targets_of(chapters[slug], languages)
    ]
    jobs = [(root, chapters, target) for target in targets]
    failures = 0
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for target, failure in zip(targets, pool.map(build_one, jobs), strict=True):
            failures += failure is not None
            say(failure or f"built {target.file}")
    if set(chapters) != set(chapter_slugs(root)):
        return failures  # without all the neighbours, their links would come out wrong
    for slug in chapters:
        for target in targets_of(chapters[slug]):
            if target not in targets and refresh_text(root, chapters, target):
                say(f"text of {target.file} brought up to date")
    return failures


def build_one(job) -> str | None:
    """Build one notebook; return a message for the author when it fails.

    The old file stays as it is unless everything went well.
    """
    root, chapters, target = job
    try:
        content = rendered(root, chapters, target)
    except BuildError as error:
        return f"FAILED {target.file} (left as it was)\n  {error}"
    write_whole(root / target.file, content)
    return None


def rendered(root: Path, chapters: dict[str, Chapter], target: Target) -> bytes:
    """Return the bytes of one executed notebook."""
    assembled = assemble(chapters, target)
    notebook = assembled.notebook
    folder = (root / target.file).parent
    folder.mkdir(parents=True, exist_ok=True)
    place = cell_namer(assembled, target)
    execute(notebook, folder, place)
    if target.kind == "exercise":
        empty(notebook, place)
    if target.kind == "lesson":
        mark_slides(notebook.cells, assembled.slides, target.lang)
    nbformat.validate(notebook)
    content = to_bytes(notebook)
    refuse_size(content, target.file)
    return content


def empty(notebook, place):
    """Take the outputs out of an exercise, which was run only to know that it runs."""
    from course_lib.checking import LABELS

    wrongly_said = [*LABELS["right"], *LABELS["failed"], *LABELS["unknown"]]
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            shown = str(cell.outputs)
            for label in wrongly_said:
                if label in shown:
                    message = f"the untouched exercise is told {label}"
                    raise BuildError(f"{place(index)}: {message}")
            cell.outputs = []
            cell.execution_count = None


def cell_namer(assembled: Assembled, target: Target):
    """Return a function that says where a cell of the notebook comes from."""

    def name(index):
        line = assembled.lines[index]
        where = f"{target.source}:{line}" if line else "generated cell"
        return f"{where} (chapter {target.slug[:2]}, {target.lang}, cell {index + 1})"

    return name


def refresh_text(root: Path, chapters: dict[str, Chapter], target: Target) -> bool:
    """Bring the text cells of a built notebook up to date, if its code still is.

    Outputs depend on the code alone, so they are kept. Returns whether the file
    changed.
    """
    path = root / target.file
    if not path.exists():
        return False
    built = nbformat.read(path, as_version=4)
    assembled = assemble(chapters, target)
    fresh = assembled.notebook
    old = [cell for cell in built.cells if cell.cell_type == "code"]
    new = [cell for cell in fresh.cells if cell.cell_type == "code"]
    if [inputs(cell) for cell in old] != [inputs(cell) for cell in new]:
        return False
    for before, after in zip(old, new, strict=True):
        after.outputs, after.execution_count = before.outputs, before.execution_count
    if target.kind == "lesson":
        mark_slides(fresh.cells, assembled.slides, target.lang)
    content = to_bytes(fresh)
    if content == path.read_bytes():
        return False
    write_whole(path, content)
    return True


def inputs(cell):
    """Return what the source decides about a cell, before it is executed."""
    kept = {key: value for key, value in cell.metadata.items() if key != "slideshow"}
    return cell.cell_type, cell.source, cell.get("id"), kept


def write_whole(path: Path, content: bytes):
    """Replace a file at once: a build that stops half-way leaves the old one."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, path)
