"""Transactions by customer and by day, as plain arrays of whole numbers.

Shared by the functions that sum up long tables of transactions. Once each customer is a
row number and each date a column number, counting brings a customer's dates together
without sorting the transactions and without group objects, which makes them fast.
"""

from datetime import date

import numpy as np
import pandas as pd


def customer_rows(ids: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """Return a row number for each transaction, and whom each row stands for.

    The customers are in ascending order. Whole numbers that lie close together are
    their own row numbers, so some rows may stand for a number that no customer has, as
    may categories that no transaction has: those rows stay empty.
    """
    if isinstance(ids.dtype, pd.CategoricalDtype):
        rows, customers = customer_rows(pd.Series(ids.cat.categories))
        return rows[ids.cat.codes], customers
    if isinstance(ids.dtype, np.dtype) and ids.dtype.kind == "i":
        low, high = int(ids.min()), int(ids.max())
        if high - low < len(ids):
            rows = np.subtract(ids.to_numpy(), low, dtype="int64")
            return rows, pd.Index(np.arange(low, high + 1), dtype=ids.dtype)
    texts = ids.to_numpy()
    numbers = _whole_numbers(texts)
    if numbers is None:
        rows, customers = pd.factorize(ids, sort=True)
        return rows, pd.Index(customers)
    rows = _ranks(numbers)
    first = np.empty(int(rows.max()) + 1, dtype="int64")
    first[rows[::-1]] = np.arange(len(rows))[::-1]
    return rows, pd.Index(texts[first], dtype=ids.dtype)


def _whole_numbers(texts: np.ndarray) -> np.ndarray | None:
    """Return a number for each text, the same for equal texts alone, in their order.

    None for what is not text, and for texts that 63 bits cannot tell apart.
    """
    if texts.dtype != object or not isinstance(texts[0], str):
        return None
    # Fast because one long text is cut up by NumPy, where Python would hash and compare
    # a million short ones. The order of texts is that of their bytes in UTF-8.
    joined = ("\0".join(texts) + "\0").encode("utf-8", "surrogatepass")
    letters = np.frombuffer(joined, dtype="uint8")
    widths = np.diff(np.flatnonzero(letters == 0), prepend=-1)
    shape = len(texts), int(widths.max())
    if len(widths) != len(texts) or np.prod(shape) > 4 * len(letters):
        return None
    grid = letters
    if np.prod(shape) > len(letters):
        grid = np.zeros(shape, dtype="uint8")
        grid[np.arange(shape[1]) < widths[:, None]] = letters
    numbers, size = np.zeros(len(texts), dtype="int64"), 1
    for column in np.ascontiguousarray(grid.reshape(shape).T[:-1]):
        low = int(column.min()) or int((column - 1).min())
        different = int(column.max()) - low + 1
        size *= different
        if size > 2**63:
            return None
        if different > 1:
            numbers *= different
            numbers += np.maximum(column, low) - low
    return numbers


def _ranks(numbers: np.ndarray) -> np.ndarray:
    """Return the place of each number among the different ones, in ascending order."""
    size = int(numbers.max()) + 1
    if size > 4 * len(numbers):
        return pd.factorize(numbers, sort=True)[0]
    seen = np.zeros(size, dtype=bool)
    seen[numbers] = True
    return (np.cumsum(seen) - 1)[numbers]


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
