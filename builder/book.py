"""The whole workbook, as the rules see it."""

from pathlib import Path
from typing import NamedTuple

import nbformat

from builder.assemble import Target, targets_of
from builder.build import read_chapters
from builder.source import Chapter, Problem, Source


class Book(NamedTuple):
    """The repository's folder and its chapters, by folder name."""

    root: Path
    chapters: dict[str, Chapter]

    def source(self, slug, name) -> Source | None:
        return self.chapters[slug].sources.get(name)

    def sources(self, slug) -> list[Source]:
        return list(self.chapters[slug].sources.values())

    def built(self, slug):
        """Return each notebook of a chapter that is built, with its target."""
        for target in targets_of(self.chapters[slug]):
            path = self.root / target.file
            if path.exists():
                yield target, nbformat.read(path, as_version=4)


def open_book(root: Path, wanted=None) -> Book:
    """Read every chapter of the workbook (see `read_chapters`)."""
    return Book(root, read_chapters(root, wanted))


def at_cell(rule, source: Source, cell, message, advice=False) -> Problem:
    """Describe a problem in a cell of a source file."""
    message = f"cell {cell.number}: {message}"
    return Problem(rule, source.file, cell.line, message, advice)


def at_built(rule, target: Target, index, message) -> Problem:
    """Describe a problem in a cell of a built notebook."""
    return Problem(rule, target.file, None, f"cell {index + 1}: {message}")
