"""How a lesson is cut into slides."""

import base64
import struct

import nbformat
import pytest

from builder.slides import ROOM, height, mark_slides


def text(source):
    return nbformat.v4.new_markdown_cell(source)


def code(source, lines=0, png=0):
    outputs = []
    if lines:
        stream = "row\n" * lines
        outputs.append(nbformat.v4.new_output("stream", text=stream))
    if png:
        picture = b"\x89PNG\r\n\x1a\n" + bytes(8) + struct.pack(">II", 640, png)
        data = {"image/png": base64.b64encode(picture + bytes(40)).decode()}
        outputs.append(nbformat.v4.new_output("display_data", data=data))
    return nbformat.v4.new_code_cell(source, outputs=outputs)


def types(cells, asked=None, lang="en"):
    mark_slides(cells, asked or [None] * len(cells), lang)
    return [cell.metadata["slideshow"]["slide_type"] for cell in cells]


END = text("---\n\n[Practicals](x)")


def test_sections_begin_slides_and_what_fits_stays_together():
    cells = [
        text("# Title"),
        code('use_language("en")'),
        text("## One\n\nA question."),
        code("orders.head()", lines=5),
        text("What to see."),
        END,
    ]
    assert types(cells) == ["slide", "skip", "slide", "-", "-", "skip"]


def test_a_slide_ends_where_the_next_cell_would_not_fit():
    figures = [code("show(fig)", png=400) for _ in range(2)]
    cells = [text("# T"), text("## One"), *figures, text("See."), END]
    assert types(cells) == ["slide", "slide", "-", "subslide", "-", "skip"]


def test_no_slide_is_estimated_over_the_screen():
    cells = [text("# T"), text("## One")]
    cells += [code("a = 1\n" * n, lines=n) for n in (3, 9, 30, 2, 12)]
    cells += [text("word " * 60), code("show(fig)", png=900), END]
    found = types(cells)
    used = 0
    for cell, kind in zip(cells[:-1], found, strict=False):
        used = height(cell) if kind in ("slide", "subslide") else used + height(cell)
        assert used <= ROOM, cell.source[:20]


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "References"), ("fr", "Vérifiez-vous")]
)
def test_what_is_read_at_home_is_in_no_deck(lang, heading):
    cells = [text("# T"), text(f"## {heading}\n\n- A"), text("more"), END]
    assert types(cells, lang=lang) == ["slide", "skip", "skip", "skip"]


def test_the_source_overrules():
    cells = [text("# T"), text("## One"), text("More."), text("Alone."), END]
    asked = [None, "subslide", "notes", "subslide", None]
    assert types(cells, asked) == ["slide", "subslide", "notes", "subslide", "skip"]
