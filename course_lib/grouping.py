"""Transactions by customer and by day, as plain arrays of whole numbers.

Shared by the functions that sum up long tables of transactions. Once each customer is a
row number and each date a column number, counting brings a customer's dates together
without sorting the transactions and without group objects, which makes them fast.
"""

from datetime import date

import numpy as np
import pandas as pd

from course_lib.validation import require_ids

# Odd numbers drawn at random, one for each eight letters of a text.
_MULTIPLIERS = np.random.default_rng(20).integers(2**63, size=64, dtype="uint64") | 1


def customer_rows(ids: pd.Series, name: str) -> tuple[np.ndarray, pd.Index]:
    """Return a row number for each transaction, and whom each row stands for.

    The customers are in ascending order. Whole numbers that lie close together are
    their own row numbers, so some rows may stand for a number that no customer has, as
    may categories that no transaction has: those rows stay empty. What is no identifier
    is refused, as `require_ids` does; `name` is that of the column.
    """
    letters = _letters(ids.to_numpy()) if _may_be_text(ids) else None
    if letters is not None:
        rows = _digits(letters)
        if rows is None:
            rows = _words(letters)
        if rows is not None:
            some = np.empty(int(rows.max()) + 1, dtype="int64")
            some[rows] = np.arange(len(rows))
            return rows, pd.Index(ids.array[some], dtype=ids.dtype)
    require_ids(ids, name)
    if isinstance(ids.dtype, pd.CategoricalDtype):
        rows, customers = customer_rows(pd.Series(ids.cat.categories), name)
        return rows[ids.cat.codes], customers
    if isinstance(ids.dtype, np.dtype) and ids.dtype.kind == "i":
        low, high = int(ids.min()), int(ids.max())
        if high - low < len(ids):
            rows = np.subtract(ids.to_numpy(), low, dtype="int64")
            return rows, pd.Index(np.arange(low, high + 1), dtype=ids.dtype)
    rows, customers = pd.factorize(ids, sort=True)
    return rows, pd.Index(customers)


def _may_be_text(ids: pd.Series) -> bool:
    return ids.dtype == object or isinstance(ids.dtype, pd.StringDtype)


def _letters(texts: np.ndarray) -> np.ndarray | None:
    """Return texts as a table of bytes, a row each, filled up with 0 at their end.

    None if not all are texts, if one has a 0 of its own, or if their lengths are so
    unequal that the table would be mostly empty.
    """
    # Fast because one long text is cut up by NumPy, where Python would hash and compare
    # a million short ones. Joining them also proves that all are texts.
    listed = texts.tolist()
    listed.append("")
    try:
        joined = "\0".join(listed)
    except TypeError:
        return None
    letters = np.frombuffer(joined.encode("utf-8", "surrogatepass"), dtype="uint8")
    stops = letters == 0
    width = int(stops.argmax()) + 1
    if np.count_nonzero(stops) != len(texts):
        return None
    if len(letters) == len(texts) * width and stops[width - 1 :: width].all():
        return letters.reshape(-1, width)
    widths = np.diff(np.flatnonzero(stops), prepend=-1)
    width = int(widths.max())
    if len(texts) * width > 4 * len(letters):
        return None
    table = np.zeros((len(texts), width), dtype="uint8")
    table[np.arange(width) < widths[:, None]] = letters
    return table


def _digits(letters: np.ndarray) -> np.ndarray | None:
    """Return the rank of each text, read as the digits of a whole number.

    Exact, and in the order of the texts, which is that of their bytes. None if there
    are many more such numbers than texts, as when they hold letters at random.
    """
    count = len(letters)
    numbers, size = np.zeros(count, dtype="int32"), 1
    for place in range(letters.shape[1] - 1):
        column = np.ascontiguousarray(letters[:, place])
        low = int(column.min()) or int((column - 1).min())
        different = int(column.max()) - low + 1
        size *= different
        if size > min(4 * count + 256, 2**31):
            return None
        if different > 1:
            numbers *= different
            numbers += np.maximum(column, low) - low
    # Ticking them off a list of all numbers ranks them without a sort.
    seen = np.zeros(size, dtype=bool)
    seen[numbers] = True
    return (np.cumsum(seen) - 1)[numbers]


def _words(letters: np.ndarray) -> np.ndarray | None:
    """Return the rank of each text, told apart eight letters at a time.

    None if the weighted sums of eight letters that stand for two texts are the same.
    """
    count, width = letters.shape
    words = -(-width // 8)
    if words > len(_MULTIPLIERS):
        return None
    table = np.zeros((count, words * 8), dtype="uint8")
    table[:, :width] = letters
    table = table.view("uint64")
    rows, different = pd.factorize(table @ _MULTIPLIERS[:words])
    some = np.empty(len(different), dtype="int64")
    some[rows] = np.arange(count)
    texts = table[some]
    # Two texts with one sum are as rare as can be, but would make one customer of two.
    if (np.take(texts, rows, axis=0) != table).any():
        return None
    order = np.argsort(texts.view(f"S{words * 8}").ravel())
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[rows]


def day_numbers(dates: pd.Series) -> np.ndarray:
    """Return the calendar day of each date, in days since 1970."""
    if dates.dt.tz is not None:
        dates = dates.dt.tz_localize(None)
    times = dates.to_numpy()
    unit = np.datetime_data(times.dtype)[0]
    return times.view("int64") // int(np.timedelta64(1, "D") / np.timedelta64(1, unit))


def last_day(stamp: pd.Timestamp, dates: pd.Series, argument: str) -> int:
    """Return the calendar day of `stamp`, in the time zone of `dates`."""
    if stamp.tz is not None:
        if dates.dt.tz is None:
            raise ValueError(
                f"{argument}: {stamp} has a time zone but the dates of the "
                "transactions have none; pass a plain date such as '2025-12-31'."
            )
        stamp = stamp.tz_convert(dates.dt.tz)
    return (stamp.date() - date(1970, 1, 1)).days


def distinct(cells: np.ndarray, size: int) -> np.ndarray:
    """Return the different numbers among `cells`, 0 to `size` - 1, in order."""
    if size > 64 * len(cells):
        return np.unique(cells)
    # Ticking them off a list of all numbers needs no sort, while that list is short.
    seen = np.zeros(size, dtype=bool)
    seen[cells] = True
    return np.flatnonzero(seen)
