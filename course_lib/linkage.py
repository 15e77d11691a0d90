"""Find the records that belong to the same person, and measure how well.

The four steps of record linkage, each a small function: bring the writing together
(`normalise_…`), choose which records to compare (`candidate_pairs`), compare them
(`compare`), and put together those judged the same (`link`). `pair_scores` then holds
the result against a truth.
"""

import unicodedata
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api import types

from course_lib.validation import require_column, require_ids, require_table

# Beyond this many pairs a key tells too little apart, and the memory of a small
# computer would be filled before the first comparison.
MOST_PAIRS = 5_000_000


class PairScores(NamedTuple):
    """How well a linkage found the pairs of records of the same person.

    `right` pairs were found and true, `wrong` ones found and false, `missed` ones true
    and not found. A rate whose denominator is zero is missing (NaN).
    """

    right: int
    wrong: int
    missed: int
    precision: float
    recall: float
    f1: float


def normalise_name(names: pd.Series) -> pd.Series:
    """Write names in one way: lower case, no accents, words in alphabetical order.

    Hyphens and apostrophes part words; digits and other signs are dropped. The order of
    the words is lost on purpose: first and last names are often typed in each other's
    place.

    Parameters
    ----------
    names : Series of text
        Full names; put first and last names together before.

    Returns
    -------
    Series of text
        Missing where the name is missing or holds no letter.

    Raises
    ------
    TypeError
        If `names` is no Series of text.

    Examples
    --------
    >>> normalise_name(pd.Series(["Aïcha EL FASSI", "el fassi, Aicha"])).tolist()
    ['aicha el fassi', 'aicha el fassi']
    """
    return _each(names, "names", _plain_name)


def normalise_email(emails: pd.Series) -> pd.Series:
    """Write e-mail addresses in one way: lower case, no blanks around.

    Parameters
    ----------
    emails : Series of text

    Returns
    -------
    Series of text
        Missing where there is no address: nothing before or after one `@`, or a blank
        in the middle.

    Raises
    ------
    TypeError
        If `emails` is no Series of text.

    Examples
    --------
    >>> normalise_email(pd.Series([" Salma@Example.com", "none"])).tolist()
    ['salma@example.com', nan]
    """
    return _each(emails, "emails", _plain_email)


def normalise_phone(phones: pd.Series, country: str = "212") -> pd.Series:
    """Write telephone numbers in one way: `+`, the country's code, nine digits.

    Parameters
    ----------
    phones : Series of text
        Numbers as typed: `06 00 12 34 56`, `+212 6 00 12 34 56`, `00212600123456` …
    country : str, default "212"
        The code of the country (Morocco), whose numbers have nine digits after it or
        after a zero.

    Returns
    -------
    Series of text
        Missing where the digits make no number of that country.

    Raises
    ------
    TypeError, ValueError
        If `phones` is no Series of text (read such a column as text: a number loses its
        first zero), or `country` is not made of digits.

    Examples
    --------
    >>> normalise_phone(pd.Series(["06 00 12 34 56", "+212600123456"])).tolist()
    ['+212600123456', '+212600123456']
    """
    if not isinstance(country, str) or not country.isdecimal():
        raise ValueError(
            f"country: expected the digits of a country's code, found {country!r}; "
            "write it as '212'."
        )
    return _each(phones, "phones", lambda text: _plain_phone(text, country))


def normalise_date(dates: pd.Series) -> pd.Series:
    """Read dates typed as YYYY-MM-DD or as DD/MM/YYYY.

    Parameters
    ----------
    dates : Series of text

    Returns
    -------
    Series of datetime64
        Missing where the date is missing.

    Raises
    ------
    TypeError, ValueError
        If `dates` is no Series of text, or a value has neither form or names no day.

    Examples
    --------
    >>> normalise_date(pd.Series(["1990-04-03", "03/04/1990"])).dt.month.tolist()
    [4, 4]
    """
    dates = _texts(dates, "dates")
    iso = pd.to_datetime(dates, format="%Y-%m-%d", errors="coerce")
    day_first = pd.to_datetime(dates, format="%d/%m/%Y", errors="coerce")
    read = iso.fillna(day_first)
    unread = dates[read.isna() & dates.notna()]
    if len(unread):
        raise ValueError(
            f"dates: {len(unread)} of {len(dates)} values are neither YYYY-MM-DD nor "
            f"DD/MM/YYYY, for example {unread.iloc[0]!r}; correct them or set them "
            "missing."
        )
    return read


def candidate_pairs(
    records: pd.DataFrame, keys: list[str], *, record: str = "record_id"
) -> pd.DataFrame:
    """List the pairs of records that agree on at least one key (blocking).

    Parameters
    ----------
    records : DataFrame
        One row a record, its keys normalised.
    keys : list of str
        The columns of which one at least must be the same; a missing value is the same
        as nothing.
    record : str
        The column that holds the record's identifier.

    Returns
    -------
    DataFrame
        Columns `record_a` and `record_b`, the first the smaller; each pair once, in
        order.

    Raises
    ------
    TypeError, ValueError
        For a missing column, repeated or missing identifiers, an empty list of keys,
        and a key so common that it makes more than five million pairs.

    Examples
    --------
    >>> records = pd.DataFrame({"record_id": [1, 2, 3], "phone": ["a", "b", "a"]})
    >>> candidate_pairs(records, ["phone"]).values.tolist()
    [[1, 3]]
    """
    require_table(records, "records")
    if isinstance(keys, str) or not len(keys):
        raise ValueError(
            f"keys: expected a list of columns, found {keys!r}; write it as ['phone']."
        )
    ids = _record_ids(require_column(records, record, "records"), record)
    order = np.argsort(ids.to_numpy(), kind="stable")
    blocks = [
        _pairs_of_block(require_column(records, key, "records").iloc[order], key)
        for key in keys
    ]
    # Positions in the order of identifiers, so that the first is always the smaller.
    codes = np.unique(np.concatenate([a * len(ids) + b for a, b in blocks]))
    sorted_ids = ids.to_numpy()[order]
    return pd.DataFrame(
        {
            "record_a": sorted_ids[codes // len(ids)],
            "record_b": sorted_ids[codes % len(ids)],
        }
    )


def compare(
    records: pd.DataFrame,
    pairs: pd.DataFrame,
    columns: list[str],
    *,
    record: str = "record_id",
) -> pd.DataFrame:
    """Say, for each pair and column, whether the two records agree.

    Parameters
    ----------
    records : DataFrame
        One row a record, its columns normalised.
    pairs : DataFrame
        Columns `record_a` and `record_b`, as `candidate_pairs` returns them.
    columns : list of str
        The columns to compare.
    record : str
        The column that holds the record's identifier.

    Returns
    -------
    DataFrame
        The pairs, and for each column 1 (the same), -1 (different) or 0 (one of the
        two is missing, which says nothing).

    Raises
    ------
    TypeError, ValueError
        For a missing column, repeated identifiers, and a pair of unknown records.

    Examples
    --------
    >>> records = pd.DataFrame(
    ...     {"record_id": [1, 2, 3], "city": ["Fès", "Fès", None], "sex": [*"fmf"]}
    ... )
    >>> pairs = pd.DataFrame({"record_a": [1, 1], "record_b": [2, 3]})
    >>> compare(records, pairs, ["city", "sex"])
       record_a  record_b  city  sex
    0         1         2     1   -1
    1         1         3     0    1
    """
    first, second = _both(records, pairs, record)
    found = pairs[["record_a", "record_b"]].reset_index(drop=True)
    for name in columns:
        values = require_column(records, name, "records")
        codes = pd.factorize(values)[0]  # a missing value is -1
        a, b = codes[first], codes[second]
        known = (a >= 0) & (b >= 0)
        found[name] = np.where(known, np.where(a == b, 1, -1), 0)
    return found


def similarity(
    records: pd.DataFrame,
    pairs: pd.DataFrame,
    column: str,
    *,
    record: str = "record_id",
) -> pd.Series:
    """Say how alike two texts are, from 0 (nothing in common) to 1 (the same).

    Twice the number of letters that both hold in the same order, over all letters of
    the two: a letter doubled, dropped or moved costs little.

    Parameters
    ----------
    records, pairs, record
        As for `compare`.
    column : str
        A column of text.

    Returns
    -------
    Series
        One number a pair; missing where one of the two texts is missing.

    Raises
    ------
    TypeError, ValueError
        As for `compare`, and if the column holds no text.

    Examples
    --------
    >>> records = pd.DataFrame({"record_id": [1, 2], "name": ["karima", "kraima"]})
    >>> pairs = pd.DataFrame({"record_a": [1], "record_b": [2]})
    >>> similarity(records, pairs, "name").round(2).tolist()
    [0.83]
    """
    from rapidfuzz import fuzz

    first, second = _both(records, pairs, record)
    texts = _texts(require_column(records, column, "records"), column)
    known = texts.notna().to_numpy()
    values = texts.to_numpy(dtype=object)
    alike = [
        fuzz.ratio(values[a], values[b]) / 100 if known[a] and known[b] else np.nan
        for a, b in zip(first, second, strict=True)
    ]
    return pd.Series(alike, index=pairs.index, name=column, dtype="float64")


def link(records: pd.Series, pairs: pd.DataFrame) -> pd.Series:
    """Put together the records that pairs join, directly or through others.

    Parameters
    ----------
    records : Series
        The identifiers of all records, those in no pair too.
    pairs : DataFrame
        Columns `record_a` and `record_b`: the pairs judged the same person.

    Returns
    -------
    Series
        For each record (the index), its group: the smallest identifier in it. A record
        joined to no other is alone in its group.

    Raises
    ------
    TypeError, ValueError
        For repeated or missing identifiers, a missing column, a pair of unknown
        records.

    Examples
    --------
    >>> pairs = pd.DataFrame({"record_a": [1, 2], "record_b": [2, 4]})
    >>> link(pd.Series([1, 2, 3, 4]), pairs).to_dict()
    {1: 1, 2: 1, 3: 3, 4: 1}
    """
    if not isinstance(records, pd.Series):
        records = pd.Series(records)
    ids = _record_ids(records, str(records.name or "records"))
    order = np.sort(ids.to_numpy())
    first, second = _positions(pd.Index(order), pairs)
    leader = list(range(len(order)))
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        a, b = _leader(leader, a), _leader(leader, b)
        leader[max(a, b)] = min(a, b)
    groups = order[[_leader(leader, at) for at in range(len(order))]]
    found = pd.Series(groups, index=pd.Index(order, name=records.name), name="group")
    return found.reindex(pd.Index(ids, name=records.name))


def pair_scores(groups: pd.Series, truth: pd.Series) -> PairScores:
    """Hold a linkage against the truth, pair of records by pair of records.

    Precision is the share of the pairs found that are true; recall the share of the
    true pairs that were found; F1 their harmonic mean. Pairs are counted from the sizes
    of the groups, without being listed.

    Parameters
    ----------
    groups : Series
        For each record (the index), the group it was put in.
    truth : Series
        For each record (the same index, in any order), the person it belongs to.

    Returns
    -------
    PairScores
        `right`, `wrong`, `missed`, `precision`, `recall`, `f1`.

    Raises
    ------
    TypeError, ValueError
        If the two do not speak of the same records, each once, or hold a gap.

    References
    ----------
    Christen, P. (2012). *Data Matching*. Springer, chapter 7.

    Examples
    --------
    >>> groups = pd.Series({1: "x", 2: "x", 3: "y", 4: "z"})
    >>> truth = pd.Series({1: "Salma", 2: "Salma", 3: "Salma", 4: "Omar"})
    >>> scores = pair_scores(groups, truth)
    >>> scores.right, scores.wrong, scores.missed, scores.precision
    (1, 0, 2, 1.0)
    """
    for name, values in {"groups": groups, "truth": truth}.items():
        if not isinstance(values, pd.Series):
            raise TypeError(
                f"{name}: expected a Series with one value per record, found "
                f"{type(values).__name__}; make one with .set_index(...)[...]."
            )
        _record_ids(values.index.to_series(), f"index of {name}")
        require_ids(values, name)
    if len(groups) != len(truth) or not groups.index.isin(truth.index).all():
        raise ValueError(
            f"groups, truth: their indexes hold different records ({len(groups)} and "
            f"{len(truth)}); give both one value for the same records."
        )
    group = pd.factorize(groups)[0]
    person = pd.factorize(truth.reindex(groups.index))[0]
    found, true = _pairs_within(group), _pairs_within(person)
    right = _pairs_within(group.astype("int64") * len(groups) + person)
    return PairScores(
        right,
        found - right,
        true - right,
        right / found if found else np.nan,
        right / true if true else np.nan,
        2 * right / (found + true) if found + true else np.nan,
    )


# --- Inner steps ------------------------------------------------------------------


def _texts(values, argument: str) -> pd.Series:
    if not isinstance(values, pd.Series):
        raise TypeError(
            f"{argument}: expected a column of text (a Series), found "
            f"{type(values).__name__}; pass one column of the table."
        )
    text = types.is_string_dtype(values) or (
        types.is_object_dtype(values)
        and types.infer_dtype(values, skipna=True) in {"string", "empty"}
    )
    if not text and not values.isna().all():
        raise TypeError(
            f"{argument}: expected text, found type {values.dtype}; read the column "
            "as text, or convert it with .astype(str)."
        )
    return values.astype("str")


def _each(values, argument: str, rewrite) -> pd.Series:
    texts = _texts(values, argument)
    # The same text is rewritten once, however often it comes back.
    new = {text: rewrite(text) for text in texts.dropna().unique()}
    return texts.map(new).astype("str")


def _plain_name(text: str):
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in parts if not unicodedata.combining(c))
    # Two passes: folding the case of some letters makes new accents.
    words = "".join(c if c.isalpha() else " " for c in letters.casefold()).split()
    return " ".join(sorted(words)) or np.nan


def _plain_email(text: str):
    plain = text.strip().casefold()
    name, at, host = plain.partition("@")
    whole = name and at and host and "@" not in host and len(plain.split()) == 1
    return plain if whole else np.nan


def _plain_phone(text: str, country: str):
    digits = "".join(c for c in text if c in "0123456789")
    international = text.strip().startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00")
    if digits.startswith(country) and len(digits) > 9:
        # Some write the zero of calls at home after the code: +212 (0)6…
        digits = digits[len(country) :].removeprefix("0")
    elif international:
        return np.nan  # the number of another country
    else:
        digits = digits.removeprefix("0")
    return f"+{country}{digits}" if len(digits) == 9 else np.nan


def _record_ids(ids: pd.Series, name: str) -> pd.Series:
    require_ids(ids, name)
    if ids.duplicated().any():
        again = ids[ids.duplicated()].iloc[0]
        raise ValueError(
            f"column {name!r}: the record {again} is there several times; give each "
            "record one row."
        )
    return ids


def _pairs_of_block(values: pd.Series, key: str):
    """Return the positions of the two records of every pair of a key's blocks."""
    codes, kept = _known(values)
    order = np.argsort(codes, kind="stable")
    sizes = np.bincount(codes) if len(codes) else np.zeros(0, dtype="int64")
    count = int((sizes.astype("int64") * (sizes - 1) // 2).sum())
    if count > MOST_PAIRS:
        raise ValueError(
            f"column {key!r}: {int(sizes.max())} records share one value, which makes "
            f"{count} pairs; choose a finer key, or put two columns together."
        )
    places = kept[order]
    # In its block, the record at place i is joined to all those after it.
    within = np.arange(len(places)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    after = np.repeat(sizes, sizes) - 1 - within
    first = np.repeat(np.arange(len(places)), after)
    start = np.repeat(np.cumsum(after) - after, after)
    second = first + 1 + np.arange(len(first)) - start
    return places[first].astype("int64"), places[second].astype("int64")


def _known(values: pd.Series):
    codes = pd.factorize(values)[0]
    kept = np.flatnonzero(codes >= 0)
    return codes[kept], kept


def _both(records, pairs, record):
    require_table(records, "records")
    ids = _record_ids(require_column(records, record, "records"), record)
    return _positions(pd.Index(ids), pairs)


def _positions(ids: pd.Index, pairs):
    if not isinstance(pairs, pd.DataFrame):
        raise TypeError(
            f"pairs: expected a pandas DataFrame, found {type(pairs).__name__}; make "
            "one with candidate_pairs."
        )
    found = []
    for name in ("record_a", "record_b"):
        column = require_column(pairs, name, "pairs")
        places = ids.get_indexer(column)
        if (places < 0).any():
            unknown = column[places < 0].iloc[0]
            raise ValueError(
                f"column {name!r}: the record {unknown} is not among the records; "
                "make the pairs from the same table."
            )
        found.append(places)
    return found


def _leader(leader: list, at: int) -> int:
    while leader[at] != at:
        leader[at] = leader[leader[at]]
        at = leader[at]
    return at


def _pairs_within(codes: np.ndarray) -> int:
    sizes = np.unique(codes, return_counts=True)[1].astype("int64")
    return int((sizes * (sizes - 1) // 2).sum())
