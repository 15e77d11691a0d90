"""Make an edition of the company: a folder of tables with their description.

The tables are made chunk by chunk, on two processes when there are several chunks, in
a temporary folder beside the target; the finished edition takes the target's place in
one move, so that a half-made one never looks complete.
"""

import hashlib
import json
import secrets
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from . import tables
from .answers import campaign_effects
from .parameters import PARAMETERS
from .satellites import SATELLITES
from .schema import conform, dictionary, read_package, resources
from .streams import CHUNK

FORMATS = ("csv", "parquet")
FEWEST = 200
"""Below this, some tables would be empty."""

_OWN_FILES = ("datapackage.json", "DICTIONARY.md", "README.md")
_PARAMETERS = "truth/parameters.json"
PROGRESS_FROM = 2 * CHUNK


def generate(seed, customers):
    """Make every table in memory.

    Parameters
    ----------
    seed : int
        Zero or more; the same seed and size give the same tables.
    customers : int
        How many customers, 200 or more.

    Returns
    -------
    dict
        pandas.DataFrame by the name of the table, truth tables included.

    Raises
    ------
    TypeError, ValueError
        If the seed or the number of customers will not do.

    Examples
    --------
    >>> orders = generate(7, 300)["orders"]
    """
    _check_numbers(seed, customers)
    parts = [make_chunk(seed, *chunk, customers) for chunk in chunks(customers)]
    made = {}
    described = resources(read_package())
    sums = pd.concat([part.pop("_campaign_sums") for part in parts])
    parts[0]["truth/campaign_effects"] = campaign_effects(sums)
    for name, resource in described.items():
        frames = [conform(part[name], resource) for part in parts if name in part]
        frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
        named = frame.select_dtypes("category").columns
        made[name] = frame.astype(dict.fromkeys(named, "str"))
    return made


def make_chunk(seed, chunk, count, customers):
    """Make the tables of one chunk, satellites included, not yet conformed."""
    world = tables.simulate(seed, chunk, count, customers)
    made = tables.core_tables(*world)
    for satellite in SATELLITES:
        made.update(satellite.build(*world))
    if chunk:
        for name in tables.SHARED:
            del made[name]
    return made


def chunks(customers):
    """Split the customers into chunks of 50,000; the last takes what is left.

    Returns
    -------
    list of (int, int)
        Number and size of each chunk.
    """
    count = max(1, round(customers / CHUNK))
    sizes = [CHUNK] * (count - 1) + [customers - CHUNK * (count - 1)]
    return list(enumerate(sizes))


def make_edition(out, seed, customers=6000, format="csv"):
    """Make an edition of the company in a folder.

    Parameters
    ----------
    out : str or path
        The target folder: absent, empty, or holding an edition to be replaced.
    seed : int
        Zero or more.
    customers : int
        200 or more.
    format : {"csv", "parquet"}
        Parquet needs the package duckdb; an edition of several chunks then has
        several files a table.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    TypeError, ValueError
        If an argument will not do, with what to do about it.
    OSError
        If the folder cannot be written.

    Examples
    --------
    >>> make_edition("my_work/company", seed=7, customers=300)  # doctest: +SKIP
    """
    _check_numbers(seed, customers)
    if format not in FORMATS:
        raise ValueError(f"format must be one of {FORMATS}, not {format!r}.")
    if format == "parquet":
        _need_duckdb()
    out = Path(out).expanduser().absolute()
    _check_target(out)
    work = _work_folder(out)
    try:
        _write(work, seed, customers, format)
        if (out / "README.md").is_file():
            shutil.copyfile(out / "README.md", work / "README.md")
        _take_place(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return out


# ------------------------------------------------------------------------- checks


def _check_numbers(seed, customers):
    for name, value in (("seed", seed), ("customers", customers)):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
            raise TypeError(f"{name} must be a whole number, not {value!r}.")
    if seed < 0:
        raise ValueError(f"seed must be zero or more, not {seed}.")
    if customers < FEWEST:
        raise ValueError(
            f"customers must be {FEWEST} or more, not {customers}: with fewer, some "
            "tables would be empty."
        )


def _need_duckdb():
    try:
        import duckdb  # noqa: F401
    except ImportError:
        raise ValueError(
            "format='parquet' needs the package duckdb: pip install duckdb, or ask "
            "for csv."
        ) from None


def _check_target(out):
    if out.exists() and not out.is_dir():
        raise ValueError(f"out must be a folder, but {out} is a file.")
    if not out.is_dir() or not any(out.iterdir()):
        return
    package = out / "datapackage.json"
    allowed = set(_OWN_FILES) | {_PARAMETERS}
    if package.is_file():
        try:
            described = json.loads(package.read_text(encoding="utf-8"))
            for resource in described["resources"]:
                allowed.update(_paths(resource))
        except (ValueError, KeyError, TypeError):
            raise ValueError(
                f"out holds a datapackage.json that cannot be read: {package}. Choose "
                "another folder, or delete it yourself."
            ) from None
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if name not in allowed and not (path.is_dir() and name == "truth"):
            raise ValueError(
                f"out is not empty and holds {name!r}, which is no part of an edition: "
                f"nothing was written in {out}. Choose another folder."
            )


def _paths(resource):
    path = resource["path"]
    return [path] if isinstance(path, str) else path


def _work_folder(out):
    work = out.parent / f".{out.name}.unfinished-{secrets.token_hex(4)}"
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        (work / "truth").mkdir(parents=True)
    except OSError as error:
        raise OSError(
            f"out cannot be written: {out.parent} ({error.strerror}). Choose a folder "
            "you may write in."
        ) from None
    return work


def _take_place(work, out):
    """Put the finished edition where the old one was, keeping the old till then."""
    old = work.with_name(work.name.replace("unfinished", "replaced"))
    if out.exists():
        out.rename(old)
    try:
        work.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


# ------------------------------------------------------------------------ writing


def _write(work, seed, customers, format):
    package = read_package()
    parts = chunks(customers)
    report = _progress(customers)
    job = partial(_write_chunk, work, seed, format, len(parts), customers)
    done = []
    if len(parts) == 1:
        done.append(job(*parts[0]))
    else:
        with ProcessPoolExecutor(max_workers=2) as pool:
            waiting = [pool.submit(job, *part) for part in parts]
            for finished in as_completed(waiting):
                done.append(finished.result())
                report(sum(parts[part["chunk"]][1] for part in done))
    done.sort(key=lambda part: part["chunk"])
    effects = campaign_effects(pd.concat([part["sums"] for part in done]))
    described = resources(package)
    name = "truth/campaign_effects"
    done[0]["files"][name] = _write_table(
        work, name, conform(effects, described[name]), described[name], format, ""
    )
    _describe(package, done, work, format)
    package["edition"] = {"seed": seed, "customers": customers}
    extra = {m.__name__.rpartition(".")[2]: m.PARAMETERS for m in SATELLITES}
    text = tables.parameters_text({**PARAMETERS, **extra}, seed, customers)
    _save(work / _PARAMETERS, text)
    _save(work / "DICTIONARY.md", dictionary(package))
    # Written last: a folder without it is no edition.
    _save(
        work / "datapackage.json",
        json.dumps(package, ensure_ascii=False, indent=1) + "\n",
    )


def _save(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_chunk(work, seed, format, parts, customers, chunk, count):
    made = make_chunk(seed, chunk, count, customers)
    described = resources(read_package())
    sums = made.pop("_campaign_sums")
    suffix = f"-{chunk:03d}" if parts > 1 else ""
    files = {}
    for name, resource in described.items():
        if name in made:
            frame = conform(made.pop(name), resource)
            # The tables that all chunks share have one file.
            end = "" if name in tables.SHARED else suffix
            files[name] = _write_table(work, name, frame, resource, format, end)
    return {"chunk": chunk, "sums": sums, "files": files}


def _write_table(work, name, frame, resource, format, suffix):
    path = f"{name}{suffix}.{format}"
    if format == "csv":
        _write_csv(work / path, frame, resource)
    else:
        _write_parquet(work / path, frame, resource)
    return path, len(frame)


def _write_csv(path, frame, resource):
    """Write a table with dates, 0/1 and numbers spelled in one way everywhere."""
    fields = resource["schema"]["fields"]
    columns = [_cells(frame[field["name"]], field) for field in fields]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        print(*(field["name"] for field in fields), sep=",", file=file)
        for row in zip(*columns, strict=True):
            file.write(",".join(row) + "\n")


def _cells(column, field):
    """Spell each cell of a column, a missing one as an empty text."""
    # Fast because each different value is spelled once, and most come again and again.
    if column.dtype == "float64":
        # By their bits, because 0 and -0 are equal and yet spelled apart.
        codes, bits = pd.factorize(column.to_numpy().view("int64"))
        texts = [repr(number) for number in bits.view("float64").tolist()]
        texts = ["" if text == "nan" else text for text in texts]
        return np.array(texts, dtype=object)[codes].tolist()
    codes, different = pd.factorize(column)
    if field["type"] in ("date", "datetime"):
        unit = {"%Y-%m-%d": "D", "%Y-%m-%d %H:%M": "m"}.get(field["format"], "s")
        moments = np.asarray(different).astype("datetime64[s]")
        texts = np.datetime_as_string(moments, unit=unit).tolist()
        texts = [moment.replace("T", " ") for moment in texts]
    elif field["type"] == "boolean":
        texts = [str(int(value)) for value in different]
    elif field["type"] == "string":
        texts = [_quoted(text) for text in different.tolist()]
    else:
        texts = [str(number) for number in different.tolist()]
    return np.array([*texts, ""], dtype=object)[codes].tolist()


def _quoted(text):
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


_SQL_TYPES = {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "string": "VARCHAR",
    "date": "DATE",
    "datetime": "TIMESTAMP",
}


def _write_parquet(path, frame, resource):
    import duckdb

    wanted = ", ".join(
        f'CAST("{field["name"]}" AS {_SQL_TYPES[field["type"]]}) AS "{field["name"]}"'
        for field in resource["schema"]["fields"]
    )
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("made", frame)
        target = str(path).replace("'", "''")
        connection.execute(
            f"COPY (SELECT {wanted} FROM made) TO '{target}' (FORMAT parquet)"
        )


def _describe(package, done, work, format):
    """Fill in the rows, sizes and hashes of what was written; join CSV parts."""
    for resource in package["resources"]:
        name = resource["name"]
        files = [part["files"][name] for part in done if name in part["files"]]
        paths = [path for path, _ in files]
        if format == "csv" and len(paths) > 1:
            paths = [_join_csv(work, name, paths)]
        resource["path"] = paths[0] if len(paths) == 1 else paths
        resource["format"] = format
        if format == "parquet":
            resource["mediatype"] = "application/vnd.apache.parquet"
            for key in ("encoding", "dialect"):
                resource.pop(key, None)
        resource["rows"] = sum(rows for _, rows in files)
        resource["bytes"] = sum((work / path).stat().st_size for path in paths)
        resource["hash"] = "sha256:" + _hash(work, paths)


def _join_csv(work, name, paths):
    """Join the parts of a table in one file, with one header."""
    whole = f"{name}.csv"
    with (work / whole).open("wb") as target:
        for number, path in enumerate(paths):
            with (work / path).open("rb") as part:
                if number:
                    part.readline()
                shutil.copyfileobj(part, target, 1 << 20)
            (work / path).unlink()
    return whole


def _hash(work, paths):
    """Give the SHA-256 of the files of a table, one after the other."""
    found = hashlib.sha256()
    for path in paths:
        with (work / path).open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    return found.hexdigest()


def _progress(customers):
    """Give a function that draws the progress of a large edition on stderr."""
    if customers < PROGRESS_FROM:
        return lambda made: None

    def draw(made):
        width = 30
        bar = ("#" * (width * made // customers)).ljust(width, ".")
        print(
            f"\r[{bar}] {made:,} of {customers:,} customers",
            end="\n" if made == customers else "",
            file=sys.stderr,
            flush=True,
        )

    draw(0)
    return draw
