"""Rows of transactions as places in a table: customer by customer, day by day.

Shared by the functions that sum up long tables of transactions. A customer becomes a
row number and a date a column number; SciPy's sparse table then brings each customer's
dates together by counting, without sorting the transactions or making group objects,
which is what makes those functions fast.
"""

from datetime import date

import numpy as np
import pandas as pd


def customer_rows(ids: pd.Series) -> tuple[np.ndarray, np.ndarray | pd.Index]:
    """Return a row number for each transaction, and whom each row stands for.

    The customers are in ascending order. Whole numbers that lie close together are
    their own row numbers, so some rows may stand for a number that no customer has:
    those stay empty.
    """
    if isinstance(ids.dtype, np.dtype) and ids.dtype.kind in "iu":
        low, high = int(ids.min()), int(ids.max())
        if high - low < len(ids):
            return ids.to_numpy() - low, np.arange(low, high + 1, dtype=ids.dtype)
    rows, customers = pd.factorize(ids)
    # Python sorts a list of texts several times faster than NumPy an object array.
    names = customers.tolist()
    order = np.array(sorted(range(len(names)), key=names.__getitem__))
    place = np.empty(len(order), dtype="int64")
    place[order] = np.arange(len(order))
    return place[rows], customers.take(order)


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


def cross_table(rows: np.ndarray, columns: np.ndarray, values: np.ndarray, height: int):
    """Sum `values` by row and column into a sparse table, columns in order."""
    from scipy.sparse import csr_array

    shape = (height, int(columns.max()) + 1)
    table = csr_array((values, (rows, columns)), shape=shape)
    table.sum_duplicates()
    return table
