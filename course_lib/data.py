"""The company's tables, as the data package beside them describes them.

`datapackage.json` is the one place where the schema is written: types, units, labels in
both languages, constraints, keys, sizes and hashes. The folder is the repository's
`datasets/`, or the one that the environment variable `CRM_DATA` names.
"""

import difflib
import hashlib
import json
import os
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api import types

from course_lib.language import language, translate
from course_lib.typography import french

ROOT = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """Return the folder the tables are read from.

    `CRM_DATA` if it is set (a relative path counts from the current folder, or from the
    repository if there is no such folder here), else the repository's `datasets/`.
    """
    chosen = os.environ.get("CRM_DATA")
    if not chosen:
        return ROOT / "datasets"
    folder = Path(chosen).expanduser()
    return folder if folder.is_absolute() or folder.exists() else ROOT / folder


def load(name: str) -> pd.DataFrame:
    """Read one of the company's tables, typed, after a check that it is whole.

    Parameters
    ----------
    name : str
        `"orders"`, `"customers"` … (`tables()` lists them); `"truth/people"` for a
        table of the planted truth.

    Returns
    -------
    DataFrame
        A new table, the caller's own. Dates are datetime64, text is `str`, whole
        numbers int64 (`Int64` where some are missing), yes or no `bool` (`boolean`
        where some are missing).

    Raises
    ------
    ValueError
        For an unknown name, and for a file that is not the one the data package
        describes (its size, its hash, its header or its number of rows).
    FileNotFoundError
        For a missing folder or file. Both say, in the language in use, how to get the
        file back.

    Examples
    --------
    >>> load("stores")["store_id"].is_unique
    True
    """
    folder = data_folder()
    resource = _resource(_package(folder), name)
    paths = [_whole_file(folder, resource, path) for path in _paths(resource)]
    if paths[0].suffix == ".parquet":
        table = _read_parquet(paths, resource)
    else:
        table = _read_csv(folder, paths[0], resource)
    expected = resource.get("rows")
    if expected is not None and len(table) != expected:
        _damaged(
            folder,
            paths[0],
            translate("{found} rows where {expected} are expected").format(
                found=len(table), expected=expected
            ),
        )
    return table


def tables() -> pd.DataFrame:
    """List the company's tables: title in the language in use, and number of rows.

    Examples
    --------
    >>> "orders" in tables().index
    True
    """
    resources = _main_resources(_package(data_folder()))
    return pd.DataFrame(
        {
            "title": [_in_language(r, "title") for r in resources],
            "rows": [r.get("rows") for r in resources],
        },
        index=pd.Index([r["name"] for r in resources], name="table"),
    )


def dictionary(table: str) -> pd.DataFrame:
    """Describe the columns of a table in the language in use.

    Returns
    -------
    DataFrame
        Index `field`; `label`, `type`, `unit` (empty where there is none) and
        `description`.

    Examples
    --------
    >>> dictionary("orders").loc["amount", "unit"]
    'MAD'
    """
    fields = _resource(_package(data_folder()), table)["schema"]["fields"]
    return pd.DataFrame(
        {
            "label": [_in_language(f, "title") for f in fields],
            "type": [f["type"] for f in fields],
            "unit": [f.get("unit") or "" for f in fields],
            "description": [_in_language(f, "description") for f in fields],
        },
        index=pd.Index([f["name"] for f in fields], name="field"),
    )


def labels(field: str) -> dict[str, str]:
    """Return the words for the codes of a column, in the language in use.

    Parameters
    ----------
    field : str
        `"orders.channel"`, a table and a column.

    Returns
    -------
    dict
        Code to words, in the order of the data package:
        `orders["channel"].map(labels("orders.channel"))`.

    Raises
    ------
    ValueError
        For an unknown table or column, or a column that holds no codes.

    Examples
    --------
    >>> from course_lib import use_language
    >>> use_language("fr")
    >>> labels("orders.channel")["store"]
    'magasin'
    """
    table, _, name = str(field).rpartition(".")
    if not table:
        raise ValueError(
            f"field: expected a table and a column such as 'orders.channel', found "
            f"{field!r}."
        )
    fields = _resource(_package(data_folder()), table)["schema"]["fields"]
    found = {f["name"]: f for f in fields}
    if name not in found:
        raise ValueError(
            f"field: table {table!r} has no column {name!r}; it has: "
            f"{', '.join(found)}."
        )
    words = found[name].get("labels")
    if not words:
        coded = [f["name"] for f in fields if f.get("labels")]
        raise ValueError(
            f"field: column {name!r} of {table!r} holds no codes; those that do: "
            f"{', '.join(coded) or 'none'}."
        )
    return {code: _typeset(label[language()]) for code, label in words.items()}


def label(field: str, code: str | None = None) -> str:
    """Return the words for one code, for a column, or for a table.

    `label("orders.channel", "store")` is the label of a code, `label("orders.amount")`
    that of a column, `label("orders")` that of a table.

    Examples
    --------
    >>> from course_lib import use_language
    >>> use_language("en")
    >>> label("orders")
    'Orders'
    """
    if code is None:
        package = _package(data_folder())
        table, _, name = str(field).rpartition(".")
        if not table:
            return _in_language(_resource(package, field), "title")
        words = dictionary(table)["label"].to_dict()
        what = name
    else:
        words, what = labels(field), code
    if what not in words:
        raise ValueError(
            f"label: {field!r} does not hold {what!r}; it holds: {', '.join(words)}."
        )
    return words[what]


# --- the data package -----------------------------------------------------------------


def _package(folder: Path) -> dict:
    path = folder / "datapackage.json"
    if not path.is_file():
        what = path if folder.is_dir() else folder
        raise FileNotFoundError(
            translate("{what} is missing. {remedy}").format(
                what=_shown(what), remedy=_remedy(folder, path)
            )
        )
    state = path.stat()
    return _parsed(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _parsed(path: Path, changed: int, size: int) -> dict:
    # The time of change and the size are there so that a new file is read again.
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        _damaged(path.parent, path, translate("it cannot be read"))


def _paths(resource: dict) -> list[str]:
    path = resource["path"]
    return [path] if isinstance(path, str) else list(path)


def _main_resources(package: dict) -> list[dict]:
    return [r for r in package["resources"] if not r["name"].startswith("truth/")]


def _resource(package: dict, name: str) -> dict:
    known = {resource["name"]: resource for resource in package["resources"]}
    if isinstance(name, str) and name in known:
        return known[name]
    listed = [k for k in known if not k.startswith("truth/")]
    if isinstance(name, str) and name.startswith("truth/"):
        listed = [k for k in known if k.startswith("truth/")]
    near = difflib.get_close_matches(str(name).lower(), known, n=1)
    hint = translate(' Did you mean "{near}"?').format(near=near[0]) if near else ""
    raise ValueError(
        translate('There is no table "{name}".{hint} Tables: {tables}.').format(
            name=name, hint=hint, tables=", ".join(listed)
        )
    )


def _in_language(described: dict, key: str) -> str:
    words = described.get(f"{key}_fr") if language() == "fr" else None
    return _typeset(words) if words else described.get(key, "")


def _typeset(words: str) -> str:
    """Give French words, typed on a keyboard, their apostrophes and spaces."""
    return french(words) if language() == "fr" else words


# --- files ----------------------------------------------------------------------------


def _whole_file(folder: Path, resource: dict, name: str) -> Path:
    """Return the path of a table's file, once sure that nobody has changed it."""
    path = folder / name
    if not path.is_file():
        raise FileNotFoundError(
            translate("{what} is missing. {remedy}").format(
                what=_shown(path), remedy=_remedy(folder, path)
            )
        )
    if path.suffix == ".parquet":
        # Large editions: reading every byte twice would cost more than it tells.
        return path
    expected = [field["name"] for field in resource["schema"]["fields"]]
    with path.open(encoding="utf-8", errors="replace") as file:
        header = file.readline().rstrip("\r\n").split(",")
    for found, name in zip_longest(header, expected, fillvalue=""):
        if found != name:
            how = translate(
                'its first line holds "{found}" where "{expected}" is expected'
            )
            _damaged(folder, path, how.format(found=found[:40], expected=name))
    size = path.stat().st_size
    if size != resource.get("bytes", size):
        how = translate("{found} bytes where {expected} are expected")
        _damaged(folder, path, how.format(found=size, expected=resource["bytes"]))
    if resource.get("hash") and _hash(path) != resource["hash"]:
        _damaged(folder, path, translate("its contents were changed"))
    return path


def _hash(path: Path) -> str:
    # A few milliseconds, for files of a few megabytes at most.
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(folder: Path, path: Path, how: str):
    raise ValueError(
        translate("{what} is damaged: {how}. {remedy}").format(
            what=_shown(path), how=how, remedy=_remedy(folder, path)
        )
    )


def _remedy(folder: Path, path: Path) -> str:
    """Say how to get a file back: from git, or by making the edition again."""
    if folder.resolve() == (ROOT / "datasets").resolve():
        return translate(
            "To get it back, type in a terminal, in the folder of the workbook: "
            "git checkout -- {path}"
        ).format(path=_shown(path))
    return translate(
        "To make this edition of the company again, type in a terminal, in the folder "
        "of the workbook: python -m course_lib.world {edition} --out {folder} "
        "(or unset CRM_DATA to use the workbook's own data)."
    ).format(edition=_edition(folder), folder=folder)


def _edition(folder: Path) -> str:
    """Return the options that make an edition, as its data package records them."""
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        made = package["edition"]
        parquet = str(_paths(package["resources"][0])[0]).endswith(".parquet")
    except (OSError, ValueError, LookupError, TypeError):
        return "--seed SEED --customers NUMBER"
    options = f"--seed {made.get('seed')} --customers {made.get('customers')}"
    return options + (" --format parquet" if parquet else "")


def _shown(path: Path) -> str:
    """Write a path as the reader would, from the workbook's folder where it can be."""
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return str(path)


# --- reading --------------------------------------------------------------------------


def _read_csv(folder: Path, path: Path, resource: dict) -> pd.DataFrame:
    state = path.stat()
    fields = json.dumps(resource["schema"]["fields"])
    try:
        table = _parsed_csv(path, state.st_mtime_ns, state.st_size, fields)
    except (ValueError, LookupError) as error:
        # Only a file without a hash, or with a wrong schema, gets this far.
        _damaged(folder, path, str(error).splitlines()[0])
    # pandas copies on write: what the caller does to this table stays with it.
    return table.copy(deep=False)


# A check that names a usual error reads the same few tables for each of them.
@lru_cache(maxsize=8)
def _parsed_csv(path: Path, changed: int, size: int, fields: str) -> pd.DataFrame:
    fields = json.loads(fields)
    kinds = {"number": "float64", "integer": "Int64", "boolean": "Int8"}
    table = pd.read_csv(
        path,
        dtype={f["name"]: kinds.get(f["type"], "str") for f in fields},
        keep_default_na=False,
        na_values=[""],
    )
    return _typed(table, fields)


def _read_parquet(paths: list[Path], resource: dict) -> pd.DataFrame:
    # Imported here: only large editions need it. It reads Parquet without pyarrow,
    # which would change how pandas stores and prints text.
    import duckdb

    fields = resource["schema"]["fields"]
    columns = ", ".join(f'"{field["name"]}"' for field in fields)
    with duckdb.connect() as connection:
        table = connection.execute(
            f"SELECT {columns} FROM read_parquet(?)", [[str(path) for path in paths]]
        ).df()
    return _typed(table, fields)


def _typed(table: pd.DataFrame, fields: list[dict]) -> pd.DataFrame:
    """Give each column its type; the ones that can hold gaps only where they do."""
    return pd.DataFrame(
        {field["name"]: _typed_column(table[field["name"]], field) for field in fields}
    )


def _typed_column(values: pd.Series, field: dict) -> pd.Series:
    kind = field["type"]
    if kind in {"date", "datetime"}:
        if not types.is_datetime64_any_dtype(values):
            values = pd.to_datetime(values, format=field.get("format", "ISO8601"))
        return values.astype("datetime64[us]")
    if kind == "integer":
        return values.astype("Int64" if values.hasnans else "int64")
    if kind == "boolean":
        return values.astype("boolean" if values.hasnans else "bool")
    if kind == "number":
        return values.astype("float64")
    return values.astype("str")


# --- validation -----------------------------------------------------------------------


def validate(folder=None) -> list[str]:
    """Compare every table of a folder with its data package.

    Parameters
    ----------
    folder : path, optional
        The folder of an edition; by default the one in use.

    Returns
    -------
    list of str
        One sentence a violation, `"table.field: what"`: files and their hash, header,
        number of rows, types, required, unique, enum, minimum and maximum values,
        primary and foreign keys. Empty when all is well.

    Examples
    --------
    >>> validate()
    []
    """
    folder = Path(folder) if folder is not None else data_folder()
    resources = {r["name"]: r for r in _package(folder)["resources"]}
    tables, found = {}, []
    for name, resource in resources.items():
        try:
            paths = [_whole_file(folder, resource, path) for path in _paths(resource)]
            tables[name], faults = _read_as_found(paths, resource)
        except (ValueError, OSError) as error:
            faults = [str(error)]
        found += [f"{name}: {fault}" for fault in faults]
    for name, table in tables.items():
        found += [f"{name}.{fault}" for fault in _field_faults(table, resources[name])]
        found += [f"{name}: {fault}" for fault in _key_faults(name, tables, resources)]
    return found


def _read_as_found(paths: list[Path], resource: dict) -> tuple[pd.DataFrame, list[str]]:
    """Return a table, its unreadable values missing, and what was wrong with it."""
    fields = resource["schema"]["fields"]
    if paths[0].suffix == ".parquet":
        table, faults = _read_parquet(paths, resource), []
    else:
        text = pd.read_csv(paths[0], dtype="str", keep_default_na=False, na_values=[""])
        columns, faults = {}, []
        for field in fields:
            given = text[field["name"]]
            columns[field["name"]] = _parsed_text(given, field)
            bad = given[given.notna() & columns[field["name"]].isna()]
            if len(bad):
                faults.append(
                    f"{field['name']} has {len(bad)} values that are no "
                    f"{field['type']}, for example {bad.iloc[0]!r}"
                )
        table = pd.DataFrame(columns)
    if len(table) != resource.get("rows", len(table)):
        faults.append(f"{len(table)} rows, {resource['rows']} expected")
    return table, faults


def _parsed_text(given: pd.Series, field: dict) -> pd.Series:
    kind = field["type"]
    if kind in {"date", "datetime"}:
        return pd.to_datetime(given, format=field["format"], errors="coerce")
    if kind == "boolean":
        return given.map({"1": True, "0": False}).astype("boolean")
    if kind in {"integer", "number"}:
        numbers = pd.to_numeric(given, errors="coerce").astype("float64")
        numbers = numbers.where(np.isfinite(numbers))
        return (
            numbers.where(numbers == numbers.round()) if kind == "integer" else numbers
        )
    return given


def _field_faults(table: pd.DataFrame, resource: dict) -> list[str]:
    faults = []
    for field in resource["schema"]["fields"]:
        name, rules = field["name"], field.get("constraints", {})
        values = table[name].dropna()
        missing = len(table) - len(values)
        if rules.get("required") and missing:
            faults.append(f"{name}: {missing} values are missing")
        if rules.get("unique") and not values.is_unique:
            faults.append(f"{name}: {int(values.duplicated().sum())} repeated values")
        if "enum" in rules:
            odd = sorted(set(values) - set(rules["enum"]), key=str)
            faults += [f"{name}: unexpected value {value!r}" for value in odd[:3]]
        for bound, beyond in (("minimum", values.lt), ("maximum", values.gt)):
            if bound in rules and len(values):
                limit = rules[bound]
                limit = pd.Timestamp(limit) if isinstance(limit, str) else limit
                count = int(beyond(limit).sum())
                if count:
                    faults.append(f"{name}: {count} values beyond its {bound} {limit}")
    return faults


def _key_faults(name: str, tables: dict, resources: dict) -> list[str]:
    table, schema, faults = tables[name], resources[name]["schema"], []
    key = _as_list(schema.get("primaryKey", []))
    if key and (table.duplicated(key).any() or table[key].isna().any(axis=None)):
        faults.append(f"primary key {', '.join(key)} is repeated or missing")
    for foreign in schema.get("foreignKeys", []):
        fields = _as_list(foreign["fields"])
        other = foreign["reference"]["resource"] or name
        target = _as_list(foreign["reference"]["fields"])
        if other not in tables:
            continue
        known = pd.MultiIndex.from_frame(tables[other][target])
        used = pd.MultiIndex.from_frame(table[fields].dropna())
        orphans = int((~used.isin(known)).sum())
        if orphans:
            faults.append(f"{orphans} values of {', '.join(fields)} are not in {other}")
    return faults


def _as_list(names) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
