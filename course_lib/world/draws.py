"""Small draws the tables share: choices by share, categories, whole-number scales."""

import numpy as np
import pandas as pd


def choose(rng, shares, count):
    """Draw positions 0, 1, 2 …, each with its share (the shares sum to one)."""
    edges = np.cumsum(shares)[:-1] / np.sum(shares)
    return np.searchsorted(edges, rng.random(count), side="right")


def choose_rows(rng, shares):
    """Draw one position for each row of a table of shares."""
    edges = (shares / shares.sum(axis=1, keepdims=True)).cumsum(axis=1)[:, :-1]
    return (rng.random((len(shares), 1)) > edges).sum(axis=1)


def category(codes, names):
    """Name positions; -1 stays missing."""
    return pd.Categorical.from_codes(np.asarray(codes, dtype=np.int8), list(names))


def scale(latent, lowest, highest):
    """Turn a continuous answer into a whole number of a scale, as a respondent does."""
    return np.rint(latent).clip(lowest, highest).astype(np.int64)


def with_gaps(values, missing):
    """Give whole numbers, or yes/no, where some are missing."""
    kind = "boolean" if np.asarray(values).dtype == bool else "Int64"
    result = pd.array(values, dtype=kind)
    result[np.asarray(missing)] = pd.NA
    return result


def logistic(score):
    """Turn a score into a probability."""
    return 1 / (1 + np.exp(-score))
