"""Read the chapter sources: MyST text notebooks that hold both languages."""

import re
from pathlib import Path
from typing import NamedTuple

from jupytext.myst import MystMetadataParsingError, myst_to_notebook

SOURCES = ("lesson.md", "practice.md")
CHAPTER_FOLDER = re.compile(r"(\d\d)_[a-z0-9_]+")


class Problem(NamedTuple):
    """Something that breaks a rule: where, and what to do about it.

    `advice` problems are shown but do not fail `status` nor the tests.
    """

    rule: str
    file: str
    line: int | None
    message: str
    advice: bool = False


class Cell(NamedTuple):
    """A cell of a source file. `line` is the line of its first character, from 1."""

    kind: str
    text: str
    metadata: dict
    line: int
    number: int

    @property
    def lang(self):
        return self.metadata.get("lang")

    @property
    def role(self):
        return self.metadata.get("role")

    @property
    def tags(self):
        return list(self.metadata.get("tags", []))


class Source(NamedTuple):
    """A source file: its path from the top of the repository, header and cells."""

    file: str
    header: dict
    cells: list


class Chapter(NamedTuple):
    """A chapter: its folder's name (`08_segmentation`) and the sources it has."""

    slug: str
    sources: dict

    @property
    def number(self):
        return self.slug[:2]

    def title(self, lang):
        titles = self.sources["lesson.md"].header.get("title")
        return titles.get(lang, self.slug) if isinstance(titles, dict) else self.slug


class SourceError(ValueError):
    """A source file that cannot be read as a notebook."""


def read_source(path: Path, root: Path) -> Source:
    """Read one source file; raise SourceError with the line when it is malformed."""
    file = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        raise SourceError(f"{file}: start it with a `---` header (see builder/README)")
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except MystMetadataParsingError as error:
        raise SourceError(f"{file}: {error}") from None
    lines = text.splitlines()
    starts = notebook.metadata["source_map"]
    cells = [
        Cell(
            kind=cell.cell_type,
            text=cell.source,
            metadata=dict(cell.metadata),
            line=first_line(cell.source, lines, start),
            number=number,
        )
        for number, (cell, start) in enumerate(
            zip(notebook.cells, starts, strict=True), 1
        )
    ]
    return Source(file, dict(notebook.metadata.get("workbook", {})), cells)


def first_line(text, lines, start):
    """Return the number (from 1) of the line where a cell's text begins."""
    wanted = text.splitlines()
    for index in range(start, len(lines)):
        if lines[index : index + len(wanted)] == wanted:
            return index + 1
    return start + 1


def read_chapter(folder: Path, root: Path) -> Chapter:
    """Read the sources that a chapter's folder has."""
    found = [name for name in SOURCES if (folder / name).exists()]
    return Chapter(
        folder.name, {name: read_source(folder / name, root) for name in found}
    )


def chapter_slugs(root: Path) -> list[str]:
    """Return the chapters that have a lesson, in order."""
    return sorted(path.parent.name for path in (root / "chapters").glob("*/lesson.md"))


def choose_slugs(root: Path, asked: list[str]) -> list[str]:
    """Return the chapters asked for by number or by name; all when none is."""
    known = chapter_slugs(root)
    chosen = []
    for name in asked:
        match = [slug for slug in known if name in (slug, slug[:2])]
        if not match:
            raise SourceError(
                f"there is no chapter {name!r} under chapters/; "
                f"give one of: {', '.join(known) or '(none yet)'}"
            )
        chosen += match
    return chosen or known
