"""Random streams and identifiers: one named stream a table, one chunk at a time."""

import zlib

import numpy as np

CHUNK = 50_000
"""Customers simulated together; a small edition is one chunk."""

STRIDE = 5_000_000
"""Room kept for the identifiers of one chunk in every table but `customers`."""


def stream(seed, name, chunk=0):
    """Give the random generator of one table.

    Each name has a stream of its own, so that adding a table, or drawing more
    numbers for one, leaves all the others as they were.

    Parameters
    ----------
    seed : int
        The seed of the edition, zero or more.
    name : str
        The name of the table or of the process.
    chunk : int
        The number of the chunk of customers, from 0.

    Examples
    --------
    >>> stream(7, "orders").integers(10) == stream(7, "orders").integers(10)
    True
    """
    key = zlib.crc32(name.encode("ascii"))
    return np.random.default_rng(np.random.SeedSequence([seed, key, chunk]))


def identifiers(chunk, count):
    """Give the numbers of the rows of one chunk of a table: 1, 2, 3 … in the first."""
    if count > STRIDE:
        raise ValueError(
            f"{count} rows in one chunk, but only {STRIDE} identifiers are kept for it."
        )
    return chunk * STRIDE + np.arange(1, count + 1, dtype=np.int64)


def customer_identifiers(chunk, count):
    """Give the numbers of the customers of one chunk, without gaps between chunks."""
    return chunk * CHUNK + np.arange(1, count + 1, dtype=np.int64)
