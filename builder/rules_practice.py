"""Rules on the practicals: their shape, their checks, and that no answer leaks."""

import ast
import re
from typing import NamedTuple

from builder.assemble import Target, assemble
from builder.book import Book, at_cell
from builder.prose import sentences, squeeze
from builder.rules_text import code_lines, without_magics
from builder.source import Problem
from builder.wording import LANGUAGES, PRACTICAL

LEVELS = "ABC"
HEADING = re.compile(r"^## +(.*)$", re.MULTILINE)
# Lines that say nothing of an answer: imports, drawing, a bare name, brackets.
TRIVIAL = re.compile(
    r"(?:import|from|plt\.|ax\.|fig|show\(|check\(|display\(|print\(|use_language)\b.*"
    r"|(?:plt|ax|axes|fig)\b.*|show\(.*|check\(.*"
    r"|return|else:|try:|\w+|[\W\d]*"
)
SHORTEST_LEAK = 12  # characters of code; shorter lines say nothing


class Practical(NamedTuple):
    """One practical in one language: its heading, level and the cells under it."""

    id: str
    level: str
    heading: object
    cells: list


def practicals_of(source, lang) -> list[Practical]:
    """Split practice.md into its practicals."""
    pattern = re.compile(rf"{PRACTICAL[lang]} (\d\d\.\d+) · ([ABC]) · \S.*")
    found, current = [], None
    for cell in source.cells:
        if cell.lang not in (None, lang):
            continue
        if cell.kind == "markdown":
            for words in HEADING.findall(cell.text):
                match = pattern.fullmatch(words.strip())
                current = Practical(match[1], match[2], cell, []) if match else None
                if current:
                    found.append(current)
        if current:
            current.cells.append(cell)
    return found


def practicals(book: Book, slug):
    """Practicals rise from A to C, each with hint, answer cell and check."""
    source = book.source(slug, "practice.md")
    if source is None:
        return
    for lang in LANGUAGES:
        found = practicals_of(source, lang)
        yield from misnamed(source, lang)
        ids = [one.id for one in found]
        wanted = [f"{slug[:2]}.{n}" for n in range(1, len(found) + 1)]
        if ids != wanted:
            message = f"{lang} practicals are numbered {ids}; number them {wanted}"
            yield Problem("practicals", source.file, None, message)
        levels = "".join(one.level for one in found)
        if set(levels) != set(LEVELS) or list(levels) != sorted(levels):
            message = (
                f"{lang} levels are {levels or 'none'}; "
                "they must rise from A to C, with each level present"
            )
            yield Problem("practicals", source.file, None, message)
        for one in found:
            for cell, message in practical_faults(one, lang):
                message = f"practical {one.id} ({lang}): {message}"
                yield at_cell("practicals", source, cell, message)


def misnamed(source, lang):
    """Find headings meant for a practical that have not its form."""
    word = PRACTICAL[lang]
    for cell in source.cells:
        if cell.lang == lang and cell.kind == "markdown":
            for line in cell.text.splitlines():
                if re.match(rf"#+ +{word} ?\d", line) and not re.fullmatch(
                    rf"## {word} \d\d\.\d+ · [ABC] · \S.*", line.strip()
                ):
                    message = f"write this heading `## {word} NN.n · B · title`"
                    yield at_cell("practicals", source, cell, message)


def practical_faults(one: Practical, lang):
    texts = [cell for cell in one.cells if cell.kind == "markdown"]
    if not any("<details>" in cell.text and cell.role is None for cell in texts):
        yield one.heading, "no hint folded in <details>"
    yield from answer_faults(one)
    checks = [cell for cell in one.cells if checks_in(cell)]
    if not any(id == one.id for cell in checks for id, _ in checks_in(cell)):
        yield one.heading, f'no check("{one.id}", answer) under its answer'
    for cell in checks:
        yield from check_faults(one, cell)


def answer_faults(one: Practical):
    """Every stub is followed by its solution; every room has its model answer."""
    code = [cell for cell in one.cells if cell.kind == "code"]
    for cell, after in zip(one.cells, [*one.cells[1:], None], strict=True):
        if cell.role == "stub":
            if after is None or after.role != "solution":
                yield cell, "no `role: solution` cell just after this stub"
            else:
                lost = assigned(cell.text) - assigned(after.text)
                if lost:
                    yield after, f"the solution does not assign {sorted(lost)}"
            if "..." not in cell.text:
                yield cell, "the stub has no `...` where the answer goes"
            if not assigned(cell.text):
                yield cell, "the stub assigns no name; write `answer = ...`"
    for before, cell in zip([None, *one.cells], one.cells, strict=False):
        if cell.role == "solution" and (before is None or before.role != "stub"):
            yield cell, "no `role: stub` cell just before this solution"
    roles = [cell.role for cell in one.cells]
    if "room" in roles and "model" not in roles[roles.index("room") :]:
        yield one.heading, "room for an answer, and no `role: model` cell after it"
    if "stub" not in roles:
        yield one.heading, "no answer to write: add a stub and its solution"
    if one.level == "C" and "model" not in roles:
        yield one.heading, "level C is open: add a model answer with its rubric"
    for cell in code:
        if cell.role == "model" and checks_in(cell):
            yield cell, "a check is for students too: give it no role"


def check_faults(one: Practical, cell):
    if cell.role is not None:
        yield cell, "give the check cell no role: it is in both notebooks"
    before = one.cells[one.cells.index(cell) - 1]
    if before.role != "solution" and not checks_in(before):
        yield cell, "put the check directly under the answer cell"
    stubs = [other.text for other in one.cells if other.role == "stub"]
    names = set().union(*(assigned(text) for text in stubs))
    for id, answer in checks_in(cell):
        if id.split("-")[0] != one.id:
            yield cell, f'check("{id}") stands under practical {one.id}'
        if answer is None or not set(answer) <= names:
            yield cell, f"check a name that the stub assigns: {sorted(names)}"


def checks_in(cell):
    """Return each check() of a cell: its id, and the names in its answer."""
    if cell.kind != "code" or "check(" not in cell.text:
        return []
    try:
        tree = ast.parse(without_magics(cell.text))
    except SyntaxError:
        return []
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "check"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    return [(str(call.args[0].value), names_in(call.args[1:])) for call in calls]


def names_in(nodes):
    """Return the names used in expressions, or None when there is none."""
    names = [
        node.id for top in nodes for node in ast.walk(top) if isinstance(node, ast.Name)
    ]
    return names or None


def assigned(code):
    """Return the names that a cell gives a value to, at its top level."""
    try:
        body = ast.parse(without_magics(code)).body
    except SyntaxError:
        return set()
    names = set()
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            names |= {
                node.id
                for node in ast.walk(statement)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
    return names


def registry(book: Book, slug):
    """Every check() of a chapter is known to the library, and the reverse."""
    from course_lib import checking

    source = book.source(slug, "practice.md")
    if source is None:
        return
    known = {id for id in checking.practicals() if id[:2] == slug[:2]}
    used = {id for cell in source.cells for id, _ in checks_in(cell)}
    file = f"course_lib/checks/chapter_{slug[:2]}.py"
    for id in sorted(used - known):
        message = f'check("{id}") is not in {file}; add it there or correct the id'
        yield Problem("registry", source.file, None, message)
    for id in sorted(known - used):
        message = f'{id} is in {file} but no cell calls check("{id}", …)'
        yield Problem("registry", source.file, None, message)


def leaks(book: Book, slug):
    """No line of a solution, in prose or in code, stands in an exercise."""
    source = book.source(slug, "practice.md")
    if source is None:
        return
    exercises = {lang: exercise_text(book, slug, lang) for lang in LANGUAGES}
    for cell in source.cells:
        if cell.role not in ("solution", "model"):
            continue
        secret = code_secrets(source, cell) if cell.kind == "code" else []
        prose = cell.text if cell.kind == "markdown" else comments(cell.text)
        for line in [*secret, *sentences(prose)]:
            for lang, text in exercises.items():
                if line in text:
                    message = f"this line of the answer is in the {lang} exercise: "
                    yield at_cell("leaks", source, cell, f"{message}{line!r}")


def exercise_text(book, slug, lang):
    notebook = assemble(book.chapters, Target(slug, "exercise", lang)).notebook
    text = "\n".join(cell.source for cell in notebook.cells)
    return squeeze(text) + "\n" + squeeze(re.sub(r"[*_#>|]", " ", text))


def comments(code):
    found = re.findall(r"^\s*#\s*(.*)$", code, re.MULTILINE)
    return "\n\n".join(found)


def code_secrets(source, solution):
    """Return the lines of a solution that were not given before it."""
    given = set()
    for cell in source.cells:
        before = cell.number < solution.number and cell.role is None
        if cell.kind == "code" and (before or cell.role == "stub"):
            given |= set(telling(cell.text))
    return [line for line in telling(solution.text) if line not in given]


def telling(code):
    """Return the lines of code, and the right sides of `=`, that say something."""
    lines = [squeeze(line).rstrip(",") for line in code_lines(code)]
    values = [line.split(" = ", 1)[1] for line in lines if " = " in line]
    return [
        line
        for line in [*lines, *(value for value in values if len(value) >= 20)]
        if len(line) >= SHORTEST_LEAK and not TRIVIAL.fullmatch(line)
    ]
