"""French typography of the prose: what `tidy` repairs and what it cannot.

The rules themselves are the library's (`course_lib.typography`), so that notebooks and
messages are written alike. Here they also reach across emphasis and code, and add the
spaces that are missing altogether.
"""

import re
from os.path import commonprefix

from course_lib.typography import FULL, NARROW, french

HOLE = "\ue000"  # stands for what must not be touched
SPACES = f" {FULL}{NARROW}"
PROTECTED = re.compile(
    r"^(?:```|~~~).*?^(?:```|~~~)[^\S\n]*$"  # fenced code
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|\$\$.*?\$\$|\$[^$\n]+\$"
    r"|\]\([^)]*\)"  # the target of a link
    r"|</?[a-zA-Z][^>]*>|https?://[^\s)>]+|&\w+;"
    r"|^[ ]*\|?[ :|-]*-[ :|-]*\|?[ ]*$",  # the line under a table's head
    re.DOTALL | re.MULTILINE,
)
BEFORE = rf"(?<=[\w)\].%»*_’{HOLE}])"
AFTER = r"(?=\s|$|[)»*_|])"
MISSING = [
    (re.compile(rf"(?<=[\w{HOLE}])'(?=[\w*_«\[{HOLE}])"), "’"),
    (re.compile(rf"{BEFORE}(?=[;!?]+{AFTER})"), NARROW),
    (re.compile(rf"(?<=[*_])[{SPACES}]+(?=[;!?]+{AFTER})"), NARROW),
    (re.compile(rf"{BEFORE}(?=:{AFTER})"), FULL),
    (re.compile(r"(?<=\d)(?=%)"), FULL),
    (re.compile(rf"(?<=[^\s{SPACES}])(?=»)"), FULL),
    (re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?!\d)"), None),
    (re.compile(r"(?<=\S) {2,}(?=\S)"), " "),
]
LEFT = [
    (re.compile(r'["“”]'), "straight or English quotes: write « »"),
    (re.compile(r"'"), "a straight apostrophe: write ’, or « » around a word"),
]


def tidy_prose(text: str) -> str:
    """Give French prose its no-break spaces and apostrophes; idempotent.

    Code, links' targets, maths and HTML tags are never touched.
    """
    kept, holed = make_holes(text)
    lines = french(holed).split("\n")
    return fill_holes("\n".join(tidy_line(line) for line in lines), kept)


def tidy_line(line):
    for pattern, replacement in MISSING:
        if replacement is None:
            line = pattern.sub(lambda found: found[0].replace(" ", NARROW), line)
        elif replacement != " " or not line.lstrip().startswith("|"):
            line = pattern.sub(replacement, line)
    return line


def make_holes(text):
    """Return the protected pieces, and the text with a hole in the place of each."""
    kept = [found[0] for found in PROTECTED.finditer(text)]
    return kept, PROTECTED.sub(HOLE, text)


def fill_holes(text, kept):
    pieces = iter(kept)
    return re.sub(HOLE, lambda _: next(pieces), text)


def faults(text: str) -> list[tuple[int, str]]:
    """Return the line (from 0) and the nature of each typographic fault.

    What `tidy` repairs counts as one fault, at its first place.
    """
    tidied = tidy_prose(text)
    before, after = text.split("\n"), tidied.split("\n")
    changed = [
        (line, near(old, new))
        for line, (old, new) in enumerate(zip(before, after, strict=True))
        if old != new
    ]
    found = []
    if changed:
        line, place = changed[0]
        message = f"spaces or apostrophes on {len(changed)} lines, first near {place}"
        found.append((line, f"{message}: run `python -m builder tidy`"))
    kept, holed = make_holes(tidied)
    for pattern, message in LEFT:
        for one in pattern.finditer(holed):
            line = fill_holes(holed[: one.start()], kept).count("\n")
            found.append((line, message))
    return sorted(set(found))


def near(old, new):
    """Show a line around the first character that would change."""
    place = len(commonprefix([old, new]))
    return f"“{old[max(0, place - 15) : place + 10]}”"
