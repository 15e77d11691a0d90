"""Where a lesson is cut into slides, when it is shown live with RISE.

A section begins a slide; a new one begins beneath it where the next cell, with its
outputs, would not fit any more. A `slide:` line in the source overrules this.
"""

import base64
import math
import re
import struct

from builder.wording import SECTIONS

TYPES = ("slide", "subslide", "fragment", "skip", "notes", "-")
# Read at home: a deck has no quiz to unfold, no vocabulary and no references.
AT_HOME = ("quiz", "terms", "references")
# A screen of 1280 by 720, in the sizes that `workbook.py lab --slides` gives to text
# and figures (TALLEST: longer code and outputs scroll); measured in a browser, in
# pixels, and rounded up.
ROOM = 660
LINE, CODE_LINE, TABLE_ROW = 28, 22, 26
LETTERS = 118  # of text, a line
MARGIN = 24
TALLEST = {"code": 230, "outputs": 403, "figure": 374}


def mark_slides(cells, chosen, lang):
    """Give each cell of an executed lesson its slide type.

    `chosen` holds, for each cell, what the source asks for, or None.
    """
    at_home, used = False, 0
    for index, (cell, asked) in enumerate(zip(cells, chosen, strict=True)):
        heading = heading_of(cell)
        if heading:
            at_home = heading in [SECTIONS[name][lang] for name in AT_HOME]
        tall = height(cell)
        if asked:
            kind = asked
        elif index == len(cells) - 1 or at_home or prepares(cell):
            kind = "skip"
        elif index == 0 or heading:
            kind = "slide"
        else:
            kind = "-" if used + tall <= ROOM else "subslide"
        if kind in ("slide", "subslide"):
            used = tall
        elif kind in ("-", "fragment"):
            used += tall
        cell.metadata["slideshow"] = {"slide_type": kind}


def heading_of(cell):
    found = re.search(r"^## +(.+)$", cell.source, re.MULTILINE)
    return found[1].strip() if found and cell.cell_type == "markdown" else None


def prepares(cell):
    """Tell whether a cell only sets the notebook up."""
    return cell.cell_type == "code" and "use_language(" in cell.source


def height(cell):
    """Estimate how much of a slide a cell takes, in pixels."""
    if cell.cell_type == "markdown":
        return text_height(cell.source)
    code = CODE_LINE * len(cell.source.splitlines())
    outputs = sum(map(output_height, cell.outputs))
    return MARGIN + min(code, TALLEST["code"]) + min(outputs, TALLEST["outputs"])


def text_height(text):
    """Estimate the height of Markdown; what is folded stays folded."""
    text = re.sub(r"<details>.*?</details>", "<details>", text, flags=re.DOTALL)
    total = MARGIN
    for block in re.split(r"\n\s*\n", text.strip()):
        if block.startswith("|"):
            rows = [row for row in block.splitlines() if not set(row) <= set("|-: ")]
            total += sum(table_row(row) for row in rows) + MARGIN
        elif block.startswith("#"):
            rest = "\n".join(block.splitlines()[1:])
            total += 2 * LINE + (text_height(rest) if rest else 0)
        else:
            total += sum(wrapped(item) for item in items(block)) + LINE // 2
    return total


def items(block):
    """Split a block into list items, or leave it as one paragraph."""
    if not re.match(r"(?:[-*]|\d+\.) ", block):
        return [block.replace("\n", " ")]
    return re.split(r"\n(?=\s*(?:[-*]|\d+\.) )", block)


def wrapped(text):
    return LINE * math.ceil(len(text) / LETTERS)


def table_row(row):
    cells = row.strip("|").split("|")
    widest = max(map(len, cells))
    return TABLE_ROW * max(1, math.ceil(widest * len(cells) / (LETTERS * 1.2)))


def output_height(output):
    if output.output_type == "stream":
        return CODE_LINE * len(output.text.splitlines()) + MARGIN
    data = output.get("data", {})
    if "image/png" in data:
        return min(figure_height(data["image/png"]), TALLEST["figure"]) + MARGIN
    if "text/html" in data:
        return TABLE_ROW * data["text/html"].count("<tr") + 2 * MARGIN
    return CODE_LINE * len(data.get("text/plain", "").splitlines()) + MARGIN


def figure_height(png):
    """Return the height of a picture, in its own pixels."""
    return struct.unpack(">I", base64.b64decode(png[:40])[20:24])[0]
