"""Personal data: groups of look-alikes, coarser values, pseudonyms.

A *quasi-identifier* names nobody alone, but several together may point at one person.
People with the same quasi-identifiers form an *equivalence class*: they look alike. A
missing value counts as a value of its own: who did not give a birth year looks like the
others who did not.
"""

import hashlib
import hmac

import numpy as np
import pandas as pd
from pandas.api import types

from course_lib.validation import (
    require_column,
    require_ids,
    require_table,
    require_whole,
)

# Under 16 bytes a key could be found by trying them all.
SHORTEST_KEY = 16


def equivalence_classes(table: pd.DataFrame, quasi_identifiers: list) -> pd.Series:
    """Give the size of each group of people who look alike.

    Parameters
    ----------
    table : DataFrame
        One row per person.
    quasi_identifiers : list of column names
        What somebody outside may know of a person. Neither the identifier (everyone
        would be alone) nor the sensitive column (it is what one wants to learn).

    Returns
    -------
    Series
        Named `size`, one row per class, the smallest first; its index holds the values
        of the quasi-identifiers. The sizes add up to the rows of the table.

    Raises
    ------
    TypeError, ValueError
        For anything but a table with rows and a list of its columns, each given once.

    Examples
    --------
    >>> people = pd.DataFrame(
    ...     {"city": ["Fès", "Fès", "Fès", "Oujda"], "gender": ["f", "f", None, "m"]}
    ... )
    >>> equivalence_classes(people, ["city", "gender"]).tolist()
    [1, 1, 2]

    References
    ----------
    Sweeney, L. (2002). k-anonymity: a model for protecting privacy. International
    Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10(5), 557-570.
    """
    names = _columns(table, quasi_identifiers)
    # observed: an unused category is nobody. dropna: a missing value is a value.
    sizes = table.groupby(names, dropna=False, observed=True, sort=False).size()
    return sizes.sort_values(kind="stable").rename("size")


def k_anonymity(table: pd.DataFrame, quasi_identifiers: list) -> int:
    """Give k: the number of people in the smallest group of look-alikes.

    Parameters
    ----------
    table : DataFrame
        One row per person. A missing value is a value of its own.
    quasi_identifiers : list of column names
        What somebody outside may know of a person.

    Returns
    -------
    int
        1 or more. With 1, at least one person is alone of their kind.

    Raises
    ------
    TypeError, ValueError
        See `equivalence_classes`.

    Examples
    --------
    >>> people = pd.DataFrame(
    ...     {"city": ["Fès", "Fès", "Oujda"], "gender": ["f", "f", "m"]}
    ... )
    >>> k_anonymity(people, ["city", "gender"])
    1
    >>> k_anonymity(people.head(2), ["city", "gender"])
    2

    References
    ----------
    Sweeney, L. (2002). k-anonymity: a model for protecting privacy. International
    Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10(5), 557-570.
    """
    return int(equivalence_classes(table, quasi_identifiers).iloc[0])


def unique_share(table: pd.DataFrame, quasi_identifiers: list) -> float:
    """Give the share of people, not of classes, who are alone of their kind.

    Parameters
    ----------
    table : DataFrame
        One row per person. A missing value is a value of its own.
    quasi_identifiers : list of column names
        What somebody outside may know of a person.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    TypeError, ValueError
        See `equivalence_classes`.

    Examples
    --------
    >>> people = pd.DataFrame({"city": ["Fès", "Fès", "Fès", "Oujda"]})
    >>> unique_share(people, ["city"])
    0.25
    """
    sizes = equivalence_classes(table, quasi_identifiers)
    return float((sizes == 1).sum() / sizes.sum())


def l_diversity(table: pd.DataFrame, quasi_identifiers: list, sensitive: str) -> int:
    """Give l: the fewest distinct sensitive values in a group of look-alikes.

    With 1, there is a group about whose members one learns the sensitive value without
    knowing which row is whose. This is the simplest form, distinct l-diversity.

    Parameters
    ----------
    table : DataFrame
        One row per person. A missing value, sensitive or not, is a value of its own.
    quasi_identifiers : list of column names
        What somebody outside may know of a person.
    sensitive : column name
        What nobody outside should learn; not one of the quasi-identifiers.

    Returns
    -------
    int
        1 or more, at most `k_anonymity(table, quasi_identifiers)`.

    Raises
    ------
    TypeError, ValueError
        See `equivalence_classes`; or for a sensitive column among them.

    Examples
    --------
    >>> people = pd.DataFrame(
    ...     {"city": ["Fès"] * 3 + ["Oujda"] * 2, "buys": ["a", "b", "b", "a", "a"]}
    ... )
    >>> k_anonymity(people, ["city"]), l_diversity(people, ["city"], "buys")
    (2, 1)

    References
    ----------
    Machanavajjhala, A., Kifer, D., Gehrke, J. and Venkitasubramaniam, M. (2007).
    l-diversity: privacy beyond k-anonymity. ACM Transactions on Knowledge Discovery
    from Data 1(1), article 3.
    """
    names = _columns(table, quasi_identifiers)
    if not types.is_hashable(sensitive):
        raise TypeError(
            f"sensitive: expected one column name, found {type(sensitive).__name__}; "
            "call the function once per sensitive column."
        )
    values = require_column(table, sensitive, "sensitive")
    if sensitive in names:
        raise ValueError(
            f"sensitive: {sensitive!r} is also a quasi-identifier, so each group would "
            "hold one value of it; take it out of the list."
        )
    keys = [table[name] for name in names]
    groups = values.groupby(keys, dropna=False, observed=True, sort=False)
    return int(groups.nunique(dropna=False).min())


def suppress_small(
    table: pd.DataFrame, quasi_identifiers: list, k: int
) -> pd.DataFrame:
    """Leave out the people whose group of look-alikes counts fewer than k.

    Parameters
    ----------
    table : DataFrame
        One row per person. A missing value is a value of its own.
    quasi_identifiers : list of column names
        What somebody outside may know of a person.
    k : int
        The smallest group allowed, 1 or more.

    Returns
    -------
    DataFrame
        The rows kept, in their order, with their index; perhaps none.

    Raises
    ------
    TypeError, ValueError
        See `equivalence_classes`; or for k not a whole number of at least 1.

    Examples
    --------
    >>> people = pd.DataFrame({"city": ["Fès", "Oujda", "Fès"]})
    >>> suppress_small(people, ["city"], k=2)["city"].tolist()
    ['Fès', 'Fès']
    """
    names = _columns(table, quasi_identifiers)
    k = require_whole(k, "k", minimum=1)
    groups = table.groupby(names, dropna=False, observed=True, sort=False)
    sizes = groups[names[0]].transform("size")
    return table[(sizes >= k).to_numpy()]


def year_band(years, width: int) -> pd.Series:
    """Write each year as the band it falls in: 1987 becomes 1980-1989.

    Parameters
    ----------
    years : Series of whole numbers
        Such as birth years; missing values stay missing.
    width : int
        Years in a band, 1 or more. Bands begin at multiples of the width.

    Returns
    -------
    Series
        Text, with the index of `years`.

    Raises
    ------
    TypeError, ValueError
        For anything but whole numbers, or a width under 1.

    Examples
    --------
    >>> year_band(pd.Series([1987, 1990]), width=10).tolist()
    ['1980-1989', '1990-1999']
    """
    width = require_whole(width, "width", minimum=1)
    years = pd.Series(years)
    known = years.dropna()
    if types.is_bool_dtype(known) or not types.is_numeric_dtype(known):
        raise TypeError(
            f"years: expected years as whole numbers, found {known.dtype} values; "
            "convert them with pd.to_numeric first."
        )
    numbers = known.to_numpy(dtype="float64")
    if not (np.isfinite(numbers) & (numbers == np.floor(numbers))).all():
        raise ValueError(
            "years: expected whole numbers, found decimals or infinite values; keep "
            "the year alone, for example with .dt.year."
        )
    start = (known.astype("int64") // width) * width
    band = start.astype(str) + "-" + (start + width - 1).astype(str)
    return band.reindex(years.index)


def pseudonymise(ids, key) -> pd.Series:
    """Replace each identifier by a keyed hash (HMAC-SHA256).

    The same identifier always gets the same pseudonym, so tables can still be joined.
    Pseudonymous is not anonymous: who holds the key finds everyone again, and the other
    columns may still point at one person. Keep the key elsewhere.

    Parameters
    ----------
    ids : Series or list
        Identifiers: text or whole numbers, none missing. 12 and "12" are the same.
    key : str or bytes
        The secret, at least 16 bytes; in real life made at random, with
        `secrets.token_hex(16)` for example, and never written in a notebook.

    Returns
    -------
    Series
        64 hexadecimal digits each, with the index of `ids`.

    Raises
    ------
    TypeError, ValueError
        For a missing identifier, or a key that is too short or of another type.

    Examples
    --------
    >>> secret = "a key of the lesson, for show"
    >>> names = pseudonymise(pd.Series([1, 2, 1]), secret)
    >>> names[0] == names[2], names[0] == names[1], len(names[0])
    (True, False, 64)

    References
    ----------
    Krawczyk, H., Bellare, M. and Canetti, R. (1997). HMAC: keyed-hashing for message
    authentication. RFC 2104.
    """
    if isinstance(key, str):
        key = key.encode()
    if not isinstance(key, bytes):
        raise TypeError(
            f"key: expected text or bytes, found {type(key).__name__}; make one with "
            "secrets.token_hex(16)."
        )
    if len(key) < SHORTEST_KEY:
        raise ValueError(
            f"key: {len(key)} bytes are too few, it could be guessed; use at least "
            f"{SHORTEST_KEY}, for example secrets.token_hex(16)."
        )
    if isinstance(ids, str) or not types.is_list_like(ids):
        raise TypeError(
            f"ids: expected a column or a list of identifiers, found "
            f"{type(ids).__name__}; put a single one in a list."
        )
    values = require_ids(pd.Series(ids), "ids")
    if types.is_float_dtype(values):  # a column of numbers that once had a gap
        values = values.astype("int64")
    hashed = [_keyed(key, str(one)) for one in values]
    return pd.Series(hashed, index=values.index, name="pseudonym", dtype="str")


def _keyed(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _columns(table, quasi_identifiers) -> list:
    """Return the names asked for, each a column of the table, each once."""
    require_table(table, "table")
    if isinstance(quasi_identifiers, str):
        raise TypeError(
            f"quasi_identifiers: expected a list of column names, found the text "
            f"{quasi_identifiers!r}; put it in brackets: [{quasi_identifiers!r}]."
        )
    if not isinstance(quasi_identifiers, list | tuple | pd.Index):
        raise TypeError(
            "quasi_identifiers: expected a list of column names, found "
            f"{type(quasi_identifiers).__name__}; write them in brackets."
        )
    names = list(quasi_identifiers)
    if not names:
        raise ValueError(
            "quasi_identifiers: the list is empty; name at least one column that "
            "somebody outside may know."
        )
    for name in names:
        if not types.is_hashable(name):
            raise TypeError(
                "quasi_identifiers: expected column names, found "
                f"{type(name).__name__} in the list; write one flat list of names."
            )
        require_column(table, name, "quasi_identifiers")
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise ValueError(
            f"quasi_identifiers: {twice[0]!r} is given {names.count(twice[0])} times; "
            "name each column once."
        )
    return names
