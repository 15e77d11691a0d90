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

    Whole numbers that lie close together are their own row numbers, so some rows may
    stand for a number that no customer has: those stay empty. Otherwise the customers
    are in the order of their first transaction.
    """
    if isinstance(ids.dtype, np.dtype) and ids.dtype.kind == "i":
        low, high = int(ids.min()), int(ids.max())
        if high - low < len(ids):
            rows = np.subtract(ids.to_numpy(), low, dtype="int64")
            return rows, pd.Index(np.arange(low, high + 1), dtype=ids.dtype)
    if isinstance(ids.dtype, pd.StringDtype) and ids.dtype.storage == "python":
        # Python knows the 64-bit hash of a text at once, and whole numbers are grouped
        # far faster than texts. That two of a million different texts share one has a
        # chance of three in a hundred million.
        texts = ids.to_numpy()
        rows, hashes = pd.factorize(np.fromiter(map(hash, texts), "int64", len(texts)))
        first = np.empty(len(hashes), dtype="int64")
        first[rows[::-1]] = np.arange(len(rows) - 1, -1, -1)
        return rows, pd.Index(texts[first], dtype=ids.dtype)
    rows, customers = pd.factorize(ids)
    return rows, pd.Index(customers)


def ascending(customers: pd.Index) -> np.ndarray:
    """Return the positions that put the customers in ascending order."""
    if pd.api.types.is_numeric_dtype(customers):
        return np.argsort(customers.to_numpy())
    # NumPy sorts texts of one width much faster than Python's own.
    return np.argsort(customers.to_numpy().astype("U"))


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
