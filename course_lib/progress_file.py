"""Which practicals are answered: a file of the student's own, and a table of it.

`check` adds a line to `my_work/progress.csv`: when, which practical, what it found. The
file holds no answer, is read by nothing but `progress`, and is never sent anywhere.
The environment variable `CRM_PROGRESS` names another file, or is `off`.
"""

import os
import re
from datetime import datetime
from pathlib import Path

from course_lib.answers import Text
from course_lib.data import ROOT
from course_lib.language import language
from course_lib.typography import french

HEADER = ["when", "practical", "status"]
ANSWERED = ("right", "mistake", "wrong", "unreadable")

TITLE = re.compile(r'^  title: {fr: "(.*)", en: "(.*)"}$', re.MULTILINE)

WORDS = {
    "head": Text(
        "| Chapitre | Justes | À reprendre | À faire |",
        "| Chapter | Right | To try again | To do |",
    ),
    "total": Text("**Ensemble**", "**All**"),
    "of": Text("{right} sur {all}", "{right} of {all}"),
    "where": Text(
        "Votre fichier : `{file}`. Il reste sur cet ordinateur ; effacez-le pour "
        "repartir de zéro.",
        "Your file: `{file}`. It stays on this computer; delete it to start afresh.",
    ),
    "damaged": Text(
        "Votre fichier de progression était endommagé ({lines} ligne(s) "
        "illisible(s)) : il est gardé tel quel sous `{aside}`, et tout ce qui se "
        "lisait encore est repris.",
        "Your progress file was damaged ({lines} unreadable line(s)): it is kept as it "
        "was in `{aside}`, and all that could still be read is taken over.",
    ),
    "gone": Text(
        "{count} exercice(s) de votre fichier n'existent plus dans ce cahier : "
        "{names}. Vos lignes sont gardées.",
        "{count} practical(s) in your file are no longer in this workbook: {names}. "
        "Your lines are kept.",
    ),
    "off": Text(
        "La progression n'est pas notée ici (`CRM_PROGRESS` vaut `off`).",
        "Progress is not kept here (`CRM_PROGRESS` is `off`).",
    ),
    "unreadable": Text(
        "Votre fichier de progression ne peut pas être lu : `{file}` ({reason}). "
        "Vérifiez que c'est un fichier et que vous avez le droit de le lire.",
        "Your progress file cannot be read: `{file}` ({reason}). See that it is a file "
        "and that you are allowed to read it.",
    ),
    "unwritable": Text(
        "Cette réponse n'a pas pu être notée dans `{file}` ({reason}) : vérifiez que "
        "vous avez le droit d'y écrire.",
        "This answer could not be noted in `{file}` ({reason}): see that you are "
        "allowed to write there.",
    ),
    "unknown": Text(
        "Il n'y a pas d'exercices au chapitre « {chapter} ». Essayez : {known}.",
        "There are no practicals in chapter “{chapter}”. Try: {known}.",
    ),
}


def progress(chapter: str | None = None) -> None:
    """Show which practicals are right, to try again, or still to do.

    Parameters
    ----------
    chapter : str, optional
        The number of a chapter, such as ``"08"``. By default all of them.

    Notes
    -----
    Never raises: what is wrong with the file is said in a sentence. A practical that
    was right once stays right. What is run in a folder of solutions does not count.

    Examples
    --------
    >>> progress("98")  # doctest: +ELLIPSIS
    There are no practicals in chapter “98”. ...
    """
    from course_lib.checking import practicals, show_text

    show_text(summary(progress_file(), list(practicals()), chapter))


def progress_file() -> Path | None:
    """Return the file of this computer's student, or None where none is kept."""
    chosen = os.environ.get("CRM_PROGRESS", "")
    if chosen.lower() == "off":
        return None
    return Path(chosen).expanduser() if chosen else ROOT / "my_work" / "progress.csv"


def record(practical: str, status: str, file: Path | None, folder: Path) -> str:
    """Add one check to the file; return a sentence if that failed, else nothing.

    Parameters
    ----------
    practical, status : str
        What was checked and what was found. An untouched practical is not noted.
    file : Path or None
        Where; None for nowhere.
    folder : Path
        The notebook's folder: in a folder of solutions, nothing is noted.
    """
    if file is None or status not in ANSWERED or "solutions" in folder.parts:
        return ""
    line = f"{datetime.now():%Y-%m-%d %H:%M:%S},{practical},{status}\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Added in one write, so that two notebooks at once lose nothing.
        flags = os.O_APPEND | os.O_CREAT | os.O_RDWR
        handle = os.open(file, flags, mode=0o600)
        try:
            os.write(handle, (beginning(file) + line).encode())
        finally:
            os.close(handle)
    except OSError as error:
        return said("unwritable", file=shown(file), reason=error.strerror)
    return ""


def beginning(file: Path) -> str:
    """Return what must stand before a new line: the header, a missing line end."""
    content = file.read_bytes()
    if not content:
        return ",".join(HEADER) + "\n"
    return "" if content.endswith(b"\n") else "\n"


def summary(file: Path | None, known: list[str], chapter: str | None = None) -> str:
    """Write the table of the practicals, with what there is to say of the file."""
    chapters = sorted({name[:2] for name in known})
    if chapter is not None and chapter not in chapters:
        return said("unknown", chapter=chapter, known=", ".join(chapters))
    if file is None:
        return said("off")
    try:
        rows, remark = read_rows(file)
    except OSError as error:
        return said("unreadable", file=shown(file), reason=error.strerror)
    best = dict.fromkeys(known, "open")
    for _, name, status in rows:
        if name in best and best[name] != "right":
            best[name] = "right" if status == "right" else "again"
    gone = sorted({name for _, name, _ in rows} - set(known))
    parts = [table(best, [chapter] if chapter else chapters)]
    if gone:
        parts.append(said("gone", count=len(gone), names=", ".join(gone)))
    parts += [remark, said("where", file=shown(file))]
    return "\n\n".join(part for part in parts if part)


def table(best: dict[str, str], chapters: list[str]) -> str:
    """Write the state of the practicals as a Markdown table, a chapter a row."""
    lines = [said("head"), "|---|---|---|---|"]
    for chapter in chapters:
        mine = {name: state for name, state in best.items() if name[:2] == chapter}
        cells = [
            " ".join(name for name, state in mine.items() if state == wanted)
            for wanted in ("right", "again", "open")
        ]
        lines.append(f"| {named(chapter)} | {' | '.join(cells)} |")
    states = [best[name] for name in best if name[:2] in chapters]
    counts = [states.count(wanted) for wanted in ("right", "again", "open")]
    right = said("of", right=counts[0], all=len(states))
    lines.append(f"| {said('total')} | {right} | {counts[1]} | {counts[2]} |")
    return "\n".join(lines)


def named(chapter: str) -> str:
    """Return a chapter's number and, from the header of its lesson, its title."""
    for lesson in (ROOT / "chapters").glob(f"{chapter}_*/lesson.md"):
        titles = TITLE.search(lesson.read_text(encoding="utf-8"))
        if titles:
            return f"{chapter} · {getattr(Text(*titles.groups()), language())}"
    return chapter


def read_rows(file: Path) -> tuple[list[list[str]], str]:
    """Return the good lines of the file, and a remark if some were not.

    A damaged file is kept under another name, and its good lines are written anew.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return [], ""
    lines = content.decode("utf-8", errors="replace").splitlines()
    found = [line.split(",") for line in lines if line.strip()]
    found = [row for row in found if row != HEADER]
    rows = [row for row in found if good(row)]
    broken = len(found) - len(rows)
    if not broken:
        return rows, ""
    aside = free_name(file)
    os.replace(file, aside)
    rewrite(file, rows)
    return rows, said("damaged", lines=broken, aside=shown(aside))


def good(row: list[str]) -> bool:
    """Tell whether a line is one that `record` wrote."""
    if len(row) != len(HEADER) or row[2] not in ANSWERED:
        return False
    try:
        datetime.strptime(row[0], "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return False
    chapter, _, number = row[1].partition(".")
    return len(chapter) == 2 and chapter.isdigit() and number.isdigit()


def free_name(file: Path) -> Path:
    """Return a name beside the file that nothing has yet."""
    number = 1
    while (aside := file.with_name(f"{file.stem}-damaged-{number}.csv")).exists():
        number += 1
    return aside


def rewrite(file: Path, rows: list[list[str]]) -> None:
    """Write the file anew, readable by its owner alone."""
    handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode=0o600)
    with open(handle, "w", encoding="utf-8", newline="\n") as target:
        target.writelines(",".join(row) + "\n" for row in [HEADER, *rows])


def shown(file: Path) -> str:
    """Return a path as it is shown: from the workbook's folder if it is in it."""
    inside = file.is_relative_to(ROOT)
    return (file.relative_to(ROOT) if inside else file).as_posix()


def said(key: str, **values) -> str:
    """Return a sentence in the language in use."""
    words = getattr(WORDS[key], language()).format(**values)
    return french(words) if language() == "fr" else words
