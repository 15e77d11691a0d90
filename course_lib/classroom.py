"""A fresh company for each student or group of a class, from a list of names.

From the command line: `python workbook.py class roster.csv`, or, in an environment of
your own, `python -m course_lib.classroom roster.csv --out class --seed 7`.
"""

import argparse
import csv
import hashlib
import json
import re
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

from course_lib.data import ROOT

NAME_COLUMNS = ("name", "nom")
GROUP_COLUMNS = ("group", "groupe")
LONGEST_NAME = 60
BYTES_PER_CUSTOMER = 6000  # of an edition on the disk, with room to spare
RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
LIST = "editions.csv"
GUIDE = "README.md"


class Edition(NamedTuple):
    """Who gets an edition: a student or a group, its folder, its seed, its members."""

    owner: str
    folder: str
    seed: int
    members: list[str]


def read_roster(path, seed: int) -> list[Edition]:
    r"""Read the names of a class, and give each student or group a folder and a seed.

    Parameters
    ----------
    path : str or path
        A text file in UTF-8, a line each, columns separated by commas or semicolons;
        the first line names the columns: `name` (or `nom`), and `group` (or `groupe`)
        if groups share an edition.
    seed : int
        The class's own number, zero or more. A seed depends on it and on the name
        alone, so an edition can be made again whatever the order of the roster.

    Returns
    -------
    list of Edition
        In the order of the roster.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        For a file that is not text in UTF-8, no column of names, nobody, a line without
        name or group, a name that is too long or has neither letter nor digit, and two
        names that would share a folder. The message gives the lines.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     roster = Path(folder) / "roster.csv"
    ...     _ = roster.write_text("name\nAmina El Idrissi\n", encoding="utf-8")
    ...     read_roster(roster, seed=7)[0].folder
    'amina_el_idrissi'
    """
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise ValueError(f"seed must be a whole number, zero or more, not {seed!r}.")
    path = Path(path)
    rows = read_lines(path)
    header = [cell.lower() for cell in rows[0][1]]
    name_at = column(header, NAME_COLUMNS)
    group_at = column(header, GROUP_COLUMNS)
    if name_at is None:
        raise ValueError(
            f"{path.name}: the first line must name the columns, one of them `name` "
            f"(or `nom`); found {', '.join(rows[0][1])}."
        )
    members: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    people: dict[str, int] = {}
    for line, cells in rows[1:]:
        person = cell_of(cells, name_at, path, line, "name")
        if person.casefold() in people:
            raise ValueError(
                f"{path.name}, line {line}: {person!r} is already in line "
                f"{people[person.casefold()]}; if they are two people, add something "
                "that tells them apart."
            )
        people[person.casefold()] = line
        owner = person
        if group_at is not None:
            owner = cell_of(cells, group_at, path, line, "group")
        members.setdefault(owner, []).append(person)
        lines.setdefault(owner, line)
    if not members:
        raise ValueError(
            f"{path.name}: no name under the first line; add the students."
        )
    folders: dict[str, str] = {}
    for owner in members:
        folder = folder_name(owner)
        if folder in folders:
            raise ValueError(
                f"{path.name}, lines {lines[folders[folder]]} and {lines[owner]}: "
                f"{folders[folder]!r} and {owner!r} would share the folder {folder!r}; "
                "write one of them differently."
            )
        folders[folder] = owner
    return [
        Edition(owner, folder, seed_of(seed, folder), members[owner])
        for folder, owner in folders.items()
    ]


def read_lines(path: Path) -> list[tuple[int, list[str]]]:
    """Return the lines that hold something, with their numbers, cut into cells."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(
            f"{path.name} is not text in UTF-8: in the spreadsheet, save it as “CSV "
            "UTF-8”."
        ) from None
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=";" if ";" in first else ",")
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise ValueError(f"{path.name}, line {reader.line_num}: {error}.") from None
    rows = [(line, cells) for line, cells in rows if any(cells)]
    if not rows:
        raise ValueError(f"{path.name} is empty: write `name`, then a name a line.")
    return rows


def column(header: list[str], names) -> int | None:
    """Return the place of the first of these columns, None where there is none."""
    return next((header.index(name) for name in names if name in header), None)


def cell_of(cells: list[str], place: int, path: Path, line: int, what: str) -> str:
    """Return a name or a group fit to be one, its spaces made single."""
    found = cells[place] if place < len(cells) else ""
    found = re.sub(r"\s+", " ", unicodedata.normalize("NFC", found)).strip()
    where = f"{path.name}, line {line}"
    if not found:
        raise ValueError(f"{where}: no {what}; fill it in or delete the line.")
    if len(found) > LONGEST_NAME:
        raise ValueError(
            f"{where}: the {what} has {len(found)} letters, {LONGEST_NAME} at most; "
            "is a separator missing?"
        )
    if not folder_name(found).strip("_"):
        raise ValueError(
            f"{where}: the {what} {found!r} has neither letter nor digit; correct it."
        )
    return found


def folder_name(name: str) -> str:
    """Return a name as a folder: small letters without accents, `_` for the rest.

    Letters of other alphabets stay as they are.
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    folder = "_".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", bare)))
    return f"{folder}_" if folder in RESERVED else folder


def seed_of(seed: int, folder: str) -> int:
    """Return the seed of one edition, the same for the same class and name."""
    digest = hashlib.sha256(f"{seed}:{folder}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


def make_class(
    editions: list[Edition], out, customers: int = 3000, archive=False, say=print
) -> Path:
    """Make the edition of each, a list of them and a guide for handing them out.

    An edition that is already there is left alone, so a run that was stopped goes on
    where it was.

    Parameters
    ----------
    editions : list of Edition
        As `read_roster` gives them.
    out : str or path
        The folder of the class; made if it is not there.
    customers : int
        The size of each company, 200 or more.
    archive : bool
        A zip file each, about a quarter of the size, in place of a folder.
    say : function
        What to call with a line for each edition.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    ValueError, TypeError
        For no edition, a number of customers that will not do, and a folder that holds
        something else; nothing is then begun.
    OSError
        If the folder cannot be written or the disk lacks room; nothing is then begun.
    """
    from course_lib.world.edition import FEWEST, make_edition

    if not editions:
        raise ValueError("editions: nobody to make one for; read a roster first.")
    if isinstance(customers, bool) or not isinstance(customers, int):
        raise TypeError(f"customers must be a whole number, not {customers!r}.")
    if customers < FEWEST:
        raise ValueError(f"customers must be {FEWEST} or more, not {customers}.")
    out = Path(out).expanduser().absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(
            f"{out} cannot be written ({error.strerror}): choose a folder you may "
            "write in, with --out."
        ) from None
    for edition in editions:
        target = out / edition.folder
        if target.exists() and not is_edition(target, edition, customers):
            raise ValueError(
                f"{target} is already there and is not the edition of seed "
                f"{edition.seed} with {customers} customers: move it away, or choose "
                "another folder with --out."
            )
    need = len(editions) * customers * BYTES_PER_CUSTOMER
    if shutil.disk_usage(out).free < need:
        raise OSError(
            f"{len(editions)} editions need about {need / 1e9:.1f} GB, more than the "
            f"disk of {out} has left: ask for fewer --customers."
        )
    for number, edition in enumerate(editions, 1):
        target = out / edition.folder
        done = target.with_suffix(".zip") if archive else target
        state = "already there"
        if not (done.is_file() if archive else is_edition(target, edition, customers)):
            make_edition(target, edition.seed, customers)
            state = "made"
            if archive:
                pack(target, done)
        say(f"{number}/{len(editions)}  {done.name}: {state}")
    write_list(out / LIST, editions, customers)
    (out / GUIDE).write_text(guide(archive), encoding="utf-8", newline="\n")
    return out


def is_edition(folder: Path, edition: Edition, customers: int) -> bool:
    """Tell whether a folder holds just this edition, so that it can be left alone."""
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        return package["edition"] == {"seed": edition.seed, "customers": customers}
    except (OSError, ValueError, KeyError, TypeError):
        return False


def pack(folder: Path, done: Path) -> None:
    """Put an edition in a zip file, in one move, and remove its folder."""
    part = shutil.make_archive(
        str(folder) + ".part", "zip", root_dir=folder.parent, base_dir=folder.name
    )
    Path(part).replace(done)
    shutil.rmtree(folder)


def write_list(path: Path, editions: list[Edition], customers: int) -> None:
    """Write who has which folder and which seed, for a spreadsheet.

    Lines of other editions, made for a late-comer or another group, are kept.
    """
    fresh = {
        edition.folder: [
            edition.owner,
            edition.folder,
            str(edition.seed),
            str(customers),
            " / ".join(edition.members),
        ]
        for edition in editions
    }
    kept = []
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            kept = list(csv.reader(file))[1:]
    kept = [row for row in kept if len(row) == 5 and row[1] not in fresh]
    # With the mark that makes a spreadsheet read the accents.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["owner", "folder", "seed", "customers", "members"])
        writer.writerows([*kept, *fresh.values()])


def guide(archive: bool) -> str:
    """Write how to hand the editions out, in both languages."""
    unpack = ("décompressez-la dans", "unpack it in") if archive else ("", "")
    what = "NOM.zip" if archive else "NOM"
    whats = "NAME.zip" if archive else "NAME"
    move = unpack[0] or "copiez-le dans"
    moves = unpack[1] or "copy it into"
    return f"""# Une entreprise par étudiant ou par groupe

`editions.csv` dit qui reçoit quoi, avec la graine de chacun.

- **Distribuer** : donnez à chacun `{what}` ; l'étudiant le place dans le cahier
  ({move} `my_work/`), puis lance `python workbook.py lab --data my_work/NOM`.
- **Refaire une entreprise perdue** : relancez la même commande avec la même liste et
  la même graine ; ce qui existe déjà est laissé tel quel. Ou bien, avec la graine et la
  taille de `editions.csv` : `python -m course_lib.world --seed GRAINE
  --customers TAILLE --out my_work/NOM`.
- **Corriger** : lancez les solutions avec `--data` et le dossier de l'étudiant.

# A company for each student or group

`editions.csv` says who gets what, with the seed of each.

- **Hand out**: give each `{whats}`; the student puts it in the workbook ({moves}
  `my_work/`), then runs `python workbook.py lab --data my_work/NAME`.
- **Make a lost one again**: run the same command with the same roster and the same
  seed; what is there is left alone. Or, with the seed and the size in `editions.csv`:
  `python -m course_lib.world --seed SEED --customers SIZE --out my_work/NAME`.
- **Mark**: run the solutions with `--data` and the student's folder.
"""


def main(arguments=None) -> int:
    """Read the command line, make the editions; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="workbook.py class",
        description="Make a fresh company for each student or group of a class.",
    )
    parser.add_argument("roster", help="text file: `name` (and `group`), a line each")
    parser.add_argument(
        "--out", default=ROOT / "my_work" / "class", help="folder (my_work/class)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="the class's own number (1)"
    )
    parser.add_argument(
        "--customers", type=int, default=3000, help="size of each company (3000)"
    )
    parser.add_argument("--zip", action="store_true", help="a zip file each")
    chosen = parser.parse_args(arguments)
    try:
        editions = read_roster(chosen.roster, chosen.seed)
        out = make_class(editions, chosen.out, chosen.customers, chosen.zip)
    except KeyboardInterrupt:
        print("\nStopped: run it again to go on from here.", file=sys.stderr)
        return 130
    except FileNotFoundError:
        print(f"error: there is no file {chosen.roster}.", file=sys.stderr)
        return 2
    except (OSError, TypeError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(
        f"{len(editions)} editions in {out}; {GUIDE} there says how to hand them out."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
