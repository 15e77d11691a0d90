"""Read the one schema, bring tables to it, and describe what was written.

`datasets/datapackage.json` says which tables there are, their columns, types and
limits; `datasets/DICTIONARY.md` is made from it.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

PACKAGE = Path(__file__).resolve().parents[2] / "datasets" / "datapackage.json"
DEFAULT_DECIMALS = 2


def read_package(path=PACKAGE):
    """Read the data package that describes every table.

    Raises
    ------
    FileNotFoundError
        If the file is not there.
    """
    if not path.is_file():
        raise FileNotFoundError(
            f"The description of the tables is missing: {path}. Restore it from the "
            "repository: git checkout -- datasets/datapackage.json"
        )
    return json.loads(path.read_text(encoding="utf-8"))


def resources(package):
    """Give the description of each table by its name."""
    return {resource["name"]: resource for resource in package["resources"]}


def conform(frame, resource):
    """Bring a table to its described columns, order, types and decimals.

    Parameters
    ----------
    frame : pandas.DataFrame
        With at least the described columns.
    resource : dict
        The description of the table.

    Raises
    ------
    ValueError
        If a described column is missing, or a required one holds missing values.
    """
    columns = {}
    for field in resource["schema"]["fields"]:
        name = field["name"]
        if name not in frame:
            raise ValueError(
                f"Table {resource['name']}: the column {name!r} is described in "
                f"datapackage.json but was not made; found {list(frame.columns)}."
            )
        column = _typed(frame[name], field)
        if field.get("constraints", {}).get("required") and column.isna().any():
            raise ValueError(
                f"Table {resource['name']}: the column {name!r} is required, but "
                f"{int(column.isna().sum())} of its values are missing."
            )
        columns[name] = column.reset_index(drop=True)
    return pd.DataFrame(columns)


def _typed(column, field):
    kind = field["type"]
    if kind == "integer":
        return column.astype("Int64" if column.isna().any() else "int64")
    if kind == "number":
        digits = field.get("decimals", DEFAULT_DECIMALS)
        return pd.Series(np.round(column.astype("float64").to_numpy(), digits))
    if kind == "boolean":
        return column.astype("boolean" if column.isna().any() else "bool")
    if kind in ("date", "datetime"):
        return column.astype("datetime64[s]")
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column
    return column.astype("str")


def dictionary(package):
    """Write the readable dictionary of all tables, French then English.

    Returns
    -------
    str
        Markdown.
    """
    lines = [
        "# Dictionnaire des données · Data dictionary",
        "",
        "Engendré depuis / made from `datapackage.json`. Entreprise, personnes et "
        "chiffres inventés · invented company, people and figures.",
        "",
    ]
    for resource in package["resources"]:
        lines += _table_lines(resource)
    return "\n".join(lines) + "\n"


def _table_lines(resource):
    fields = resource["schema"]["fields"]
    lines = [
        f"## `{resource['name']}` · {resource['title_fr']} · {resource['title']}",
        "",
        f"{resource['description_fr']}  ",
        f"*{resource['description']}*",
        "",
        f"{resource['rows']} lignes · rows. Clé · key: "
        + ", ".join(f"`{name}`" for name in resource["schema"]["primaryKey"])
        + ".",
        "",
        "| colonne · column | type | unité · unit | français | English |",
        "|---|---|---|---|---|",
    ]
    for field in fields:
        lines.append(
            f"| `{field['name']}` | {field['type']} | {field.get('unit', '')} "
            f"| {_meaning(field, 'fr')} | {_meaning(field, 'en')} |"
        )
    return [*lines, ""]


def _meaning(field, language):
    suffix = "_fr" if language == "fr" else ""
    title, text = field["title" + suffix], field["description" + suffix]
    colon = " : " if language == "fr" else ": "
    words = f"**{title}**" + ("" if text.rstrip(".") == title else f"{colon}{text}")
    if "labels" in field:
        values = ", ".join(
            f"`{code}` {label[language]}" for code, label in field["labels"].items()
        )
        words += f" ({values})"
    return words.replace("|", "\\|")
