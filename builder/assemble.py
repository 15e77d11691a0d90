"""Put together one notebook, not yet executed, from a chapter's source."""

import hashlib
from typing import NamedTuple

import nbformat

from builder.source import Chapter
from builder.wording import LANGUAGES, NAVIGATION, OTHER

FOLDERS = {"lesson": "notebooks", "exercise": "exercises", "solution": "solutions"}
FILES = {"lesson": "lesson.md", "exercise": "practice.md", "solution": "practice.md"}
ROLES = {
    "lesson": {None},
    "exercise": {None, "stub", "room"},
    "solution": {None, "solution", "model"},
}
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python"}
# The exact version of Python is left out: the same bytes whatever runs the build.
LANGUAGE_INFO = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


class Target(NamedTuple):
    """One notebook to build: which chapter, which kind, which language."""

    slug: str
    kind: str
    lang: str

    @property
    def file(self):
        return f"{FOLDERS[self.kind]}/{self.lang}/{self.slug}.ipynb"

    @property
    def source(self):
        return f"chapters/{self.slug}/{FILES[self.kind]}"


class Assembled(NamedTuple):
    """A notebook without outputs; the source line of each cell, its slide if asked."""

    notebook: nbformat.NotebookNode
    lines: list
    slides: list


def targets_of(chapter: Chapter, languages=LANGUAGES) -> list[Target]:
    """Return the notebooks that a chapter's sources give."""
    return [
        Target(chapter.slug, kind, lang)
        for kind, file in FILES.items()
        if file in chapter.sources
        for lang in languages
    ]


def cells_for(chapter: Chapter, kind, lang):
    """Choose the cells of a source that belong in one notebook."""
    return [
        cell
        for cell in chapter.sources[FILES[kind]].cells
        if cell.lang in (None, lang) and cell.role in ROLES[kind]
    ]


def assemble(chapters: dict[str, Chapter], target: Target) -> Assembled:
    """Return a notebook with its navigation and stable cell ids, unexecuted."""
    chosen = cells_for(chapters[target.slug], target.kind, target.lang)
    cells = [new_cell(cell.kind, cell.text, cell.tags) for cell in chosen]
    link = language_link(target)
    if cells and cells[0].cell_type == "markdown":
        cells[0].source = f"{link}\n\n{cells[0].source}"
    else:
        cells.insert(0, new_cell("markdown", link))
    cells.append(new_cell("markdown", last_cell(chapters, target)))
    before = [None] * (len(cells) - 1 - len(chosen))
    lines = [*before, *(cell.line for cell in chosen), None]
    slides = [*before, *(cell.metadata.get("slide") for cell in chosen), None]
    for cell, identity in zip(cells, stable_ids(cells), strict=True):
        cell["id"] = identity
    metadata = {"kernelspec": KERNEL | {"name": "python3"}}
    metadata["language_info"] = LANGUAGE_INFO
    notebook = nbformat.v4.new_notebook(metadata=metadata, cells=cells)
    notebook.nbformat_minor = 5
    return Assembled(notebook, lines, slides)


def new_cell(kind, text, tags=()):
    # `long-ok` speaks to the checks of the source alone.
    kept = [tag for tag in tags if tag != "long-ok"]
    metadata = {"tags": kept} if kept else {}
    make = nbformat.v4.new_code_cell if kind == "code" else None
    make = make or nbformat.v4.new_markdown_cell
    return make(source=text, metadata=metadata)


def stable_ids(cells):
    """Name each cell after its content, so that an edit renames that cell alone."""
    seen = {}
    for cell in cells:
        content = f"{cell.cell_type}\n{cell.source}"
        name = hashlib.sha256(content.encode()).hexdigest()[:10]
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def language_link(target: Target):
    other = OTHER[target.lang]
    label = NAVIGATION[other]["other_language"]
    return f"[{label}](../{other}/{target.slug}.ipynb)"


def last_cell(chapters: dict[str, Chapter], target: Target):
    """Write the links to the chapter's other notebooks and to its neighbours."""
    words = NAVIGATION[target.lang]
    chapter = chapters[target.slug]
    beside = " · ".join(
        f"[{words[one.kind]}](../../{one.file})"
        for one in targets_of(chapter, [target.lang])
        if one.kind != target.kind
    )
    lines = ["---", beside]
    for label, neighbour in neighbours(chapters, target.slug).items():
        title = f"{neighbour.number} · {neighbour.title(target.lang)}"
        file = Target(neighbour.slug, "lesson", target.lang).file
        lines.append(f"{words[label]}{words['colon']} [{title}](../../{file})")
    return "\n\n".join(line for line in lines if line)


def neighbours(chapters: dict[str, Chapter], slug):
    """Return the chapters before and after, among those that have a lesson."""
    order = sorted(name for name in chapters if "lesson.md" in chapters[name].sources)
    place = order.index(slug)
    found = {}
    if place > 0:
        found["previous"] = chapters[order[place - 1]]
    if place + 1 < len(order):
        found["next"] = chapters[order[place + 1]]
    return found


def to_bytes(notebook) -> bytes:
    """Write a notebook as the bytes that are committed."""
    return (nbformat.writes(notebook, version=4) + "\n").encode()
