"""Recency, frequency, monetary value, and groups of customers.

*Recency* here is the time since the last purchase, as in RFM; the models of customer
value call recency the time from the first purchase to the last, and count repeat
purchases only.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from course_lib.grouping import customer_rows, day_numbers, last_day
from course_lib.validation import (
    require_column,
    require_dates,
    require_day,
    require_numbers,
    require_table,
    require_whole,
)


def rfm_table(
    transactions: pd.DataFrame,
    as_of=None,
    *,
    customer: str = "customer_id",
    date: str = "ordered_at",
    amount: str = "amount",
) -> pd.DataFrame:
    """Sum up each customer's purchases: how recent, how many, how much.

    Parameters
    ----------
    transactions : DataFrame
        One row an order. Two orders of one day count twice. Rows that look alike are
        kept, since a customer may well buy the same thing twice in a day; but if the
        table has a column `order_id`, a repeated one is an error (order lines must be
        summed to orders first).
    as_of : date, Timestamp or ISO text, optional
        The day from which one looks back, that day included. By default the day of the
        last transaction in the table, so that the latest buyer has recency 0.
    customer, date, amount : str
        The columns that hold the customer's identifier (text or whole numbers), the
        date or date-time of the order, and what was paid (zero or more).

    Returns
    -------
    DataFrame
        Index `customer_id`, sorted; columns `recency` (whole days from the calendar day
        of the last purchase to `as_of`; the time of day plays no part), `frequency`
        (number of orders) and `monetary` (total, in the unit of `amount`).

    Raises
    ------
    TypeError, ValueError
        For a missing column, a wrong type, missing identifiers, dates or amounts,
        negative or infinite amounts, unreadable dates or dates in several time zones,
        transactions after `as_of`, and an empty table.

    Examples
    --------
    >>> orders = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 2],
    ...         "ordered_at": ["2025-01-01", "2025-03-01", "2025-02-01"],
    ...         "amount": [100.0, 50.0, 80.0],
    ...     }
    ... )
    >>> rfm_table(orders, as_of="2025-03-31")
                 recency  frequency  monetary
    customer_id
    1                 30          2     150.0
    2                 58          1      80.0

    References
    ----------
    Hughes, A. M. (1994). Strategic Database Marketing. Probus.
    """
    require_table(transactions, "transactions")
    ids = require_column(transactions, customer, "customer")
    dates = require_dates(require_column(transactions, date, "date"), date)
    amounts = require_numbers(
        require_column(transactions, amount, "amount"),
        amount,
        minimum=0,
        advice="Take returns off the order they belong to, or keep only the rows that "
        f"are purchases: transactions[transactions[{amount!r}] >= 0].",
    )
    _refuse_repeated_orders(transactions)

    days = day_numbers(dates)
    end = _last_day(as_of, dates, days)

    # Fast because each customer is a row number, and each of the three columns then one
    # pass over a plain array: no sort of the transactions and no group objects.
    rows, customers = customer_rows(ids, customer)
    orders = np.bincount(rows, minlength=len(customers))
    paid = np.bincount(rows, weights=amounts, minlength=len(customers))
    last = np.full(len(customers), days.min())
    np.maximum.at(last, rows, days)
    rfm = pd.DataFrame(
        {"recency": end - last, "frequency": orders, "monetary": paid},
        index=customers.rename("customer_id"),
    )
    return rfm[orders > 0]


def _refuse_repeated_orders(transactions: pd.DataFrame) -> None:
    if "order_id" not in transactions.columns:
        return
    orders = require_column(transactions, "order_id", "transactions")
    if not orders.is_unique:
        repeated = int(orders.duplicated().sum())
        raise ValueError(
            f"column 'order_id': {repeated} of {len(orders)} rows repeat an order. "
            "One row must be one order: sum order lines to orders with groupby, or "
            "remove copies with drop_duplicates('order_id')."
        )


def _last_day(as_of, dates: pd.Series, days: np.ndarray) -> int:
    """Return the day that closes the observation, in days since 1970."""
    if as_of is None:
        return int(days.max())
    end = last_day(require_day(as_of, "as_of"), dates, "as_of")
    later = int((days > end).sum())
    if later:
        raise ValueError(
            f"as_of: {later} of {len(days)} transactions come after "
            f"{np.datetime64(end, 'D')} (the last on "
            f"{np.datetime64(int(days.max()), 'D')}); "
            "drop them or choose a later date."
        )
    return end


def rfm_scores(rfm: pd.DataFrame, bins: int = 5) -> pd.DataFrame:
    """Score recency, frequency and monetary value from 1 to `bins`, the best.

    Each column is cut at its own quantiles, as `pd.qcut` does, and recency is turned
    round so that the most recent buyers have the highest score.

    Ties: equal values always get equal scores. Where one value fills several groups
    (many customers with a single order, say) `pd.qcut` refuses to cut; here that value
    takes the first of its groups, counted from the smallest value, and the scores it
    straddles stay empty. So a column with fewer different values than `bins` uses fewer
    scores, and a column with only one value tells nobody apart: everyone gets 1 (5 for
    recency, with `bins=5`).

    Parameters
    ----------
    rfm : DataFrame
        Columns `recency`, `frequency`, `monetary`, as `rfm_table` returns.
    bins : int, default 5
        How many scores, 2 or more.

    Returns
    -------
    DataFrame
        The index of `rfm`; integer columns `r`, `f`, `m`, and `rfm`, the three scores
        as text: `"543"` (`"10-3-7"` when `bins` is over 9).

    Raises
    ------
    TypeError, ValueError
        For a missing column, values that are not finite numbers, or wrong `bins`.

    Examples
    --------
    >>> rfm = pd.DataFrame(
    ...     {
    ...         "recency": [5, 40, 200, 10],
    ...         "frequency": [9, 2, 1, 1],
    ...         "monetary": [900.0, 300.0, 20.0, 35.0],
    ...     }
    ... )
    >>> rfm_scores(rfm, bins=2)
       r  f  m  rfm
    0  2  2  2  222
    1  1  2  2  122
    2  1  1  1  111
    3  2  1  1  211

    References
    ----------
    Hughes, A. M. (1994). Strategic Database Marketing. Probus.
    """
    require_table(rfm, "rfm")
    bins = require_whole(bins, "bins", minimum=2)
    scores = pd.DataFrame(
        {
            column[0]: _quantile_groups(rfm, column, bins)
            for column in ("recency", "frequency", "monetary")
        },
        index=rfm.index,
    )
    scores["r"] = bins + 1 - scores["r"]
    between = "" if bins <= 9 else "-"
    text = scores.astype(str)
    scores["rfm"] = text["r"] + between + text["f"] + between + text["m"]
    return scores


class Clusters(NamedTuple):
    """What `cluster_customers` returns."""

    customers: pd.DataFrame
    centres: pd.DataFrame


def cluster_customers(
    features: pd.DataFrame, k: int, *, seed: int = 0, log=(), order_by=None
) -> Clusters:
    """Group customers into `k` clusters by k-means on standardised features.

    In the open: columns named in `log` become `log(1 + x)` (which brings in a long
    tail of big spenders), every column is then reduced to mean 0 and standard deviation
    1 so that none weighs more for its unit, and scikit-learn's `KMeans` runs from ten
    starting points.

    Parameters
    ----------
    features : DataFrame
        One row a customer, all columns numeric, none constant; for example
        `rfm_table(...)`.
    k : int
        How many clusters, from 2 to the number of different rows.
    seed : int, default 0
        Start of the random numbers; one seed, one answer.
    log : list of str, default ()
        Columns to take the logarithm of; their values must not be negative.
    order_by : str, optional
        The column that numbers the clusters: cluster 1 has the highest mean. By default
        `monetary` if there is one, else the last column.

    Returns
    -------
    Clusters
        `customers`: the features and a column `cluster`, 1 to `k`. `centres`: one row a
        cluster, the mean of each feature over its customers in the unit of origin, then
        `customers` (how many) and `share` (of all, 0 to 1).

    Raises
    ------
    TypeError, ValueError
        For features that are not finite numbers, constant columns, wrong `k`.

    Examples
    --------
    >>> rfm = pd.DataFrame({"frequency": [1, 2, 20, 21], "monetary": [10, 12, 90, 95]})
    >>> groups = cluster_customers(rfm, 2)
    >>> groups.customers["cluster"].tolist()
    [2, 2, 1, 1]
    >>> groups.centres["monetary"].tolist()
    [92.5, 11.0]

    References
    ----------
    MacQueen, J. (1967). Some methods for classification and analysis of multivariate
    observations. Berkeley Symposium. `sklearn.cluster.KMeans`.
    """
    points = _scaled(features, log)
    k = _cluster_count(k, points, "k")
    seed = require_whole(seed, "seed", minimum=0)
    if order_by is None:
        order_by = "monetary" if "monetary" in features else features.columns[-1]
    require_column(features, order_by, "order_by")

    found = pd.Series(_k_means(points, k, seed).labels_, index=features.index)
    means = features[order_by].groupby(found).mean().sort_values(ascending=False)
    rank = {cluster: place for place, cluster in enumerate(means.index, start=1)}
    customers = features.assign(cluster=found.map(rank))
    groups = customers.groupby("cluster")
    centres = groups.mean().assign(customers=groups.size())
    return Clusters(
        customers, centres.assign(share=centres["customers"] / len(customers))
    )


def cluster_quality(
    features: pd.DataFrame,
    ks=range(2, 9),
    *,
    seed: int = 0,
    log=(),
    resamples: int = 10,
) -> pd.DataFrame:
    """Compare numbers of clusters: how tight, how apart, how stable.

    Parameters
    ----------
    features, seed, log
        As in `cluster_customers`.
    ks : list of int, default 2 to 8
        The numbers of clusters to compare.
    resamples : int, default 10
        How many halves of the customers to cluster again for the stability.

    Returns
    -------
    DataFrame
        Index `k`; `inertia`, the sum of squared distances to the centres (it always
        falls as k grows: look for the bend); `silhouette`, from -1 to 1, how much
        nearer customers are to their own cluster than to the next (on at most 2,000
        customers); `stability`, the mean adjusted Rand index between the clusters and
        those that half of the customers, drawn at random, would have given: 1 when the
        same groups come back, 0 when they agree no more than by chance.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> two = pd.DataFrame({"spend": np.r_[rng.normal(0, 1, 50), rng.normal(9, 1, 50)]})
    >>> bool(cluster_quality(two, [2]).loc[2, "stability"] > 0.9)
    True

    References
    ----------
    Rousseeuw, P. (1987). Silhouettes. J. Comput. Appl. Math. 20, 53-65.
    Hubert, L. and Arabie, P. (1985). Comparing partitions. J. Classif. 2, 193-218.
    """
    from sklearn.metrics import adjusted_rand_score, silhouette_score

    points = _scaled(features, log)
    seed = require_whole(seed, "seed", minimum=0)
    resamples = require_whole(resamples, "resamples", minimum=1)
    ks = [_cluster_count(k, points, "ks") for k in ks]
    if not ks:
        raise ValueError("ks: no number of clusters given; pass for example [3, 4, 5].")
    rng = np.random.default_rng(seed)
    halves = [
        rng.permutation(len(points))[: max(len(points) // 2, max(ks))]
        for _ in range(resamples)
    ]
    rows = []
    for k in ks:
        model = _k_means(points, k, seed)
        again = [
            _k_means(points[half], k, seed).predict(points)
            for half in halves
            if len(np.unique(points[half], axis=0)) >= k
        ]
        agreement = [adjusted_rand_score(model.labels_, other) for other in again]
        rows.append(
            {
                "k": k,
                "inertia": model.inertia_,
                "silhouette": silhouette_score(
                    points,
                    model.labels_,
                    sample_size=min(len(points), 2000),
                    random_state=seed,
                )
                if k < len(points)
                else np.nan,
                "stability": np.mean(agreement) if agreement else np.nan,
            }
        )
    return pd.DataFrame(rows).set_index("k")


def migration_table(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Count how customers moved from one segment to another between two dates.

    Parameters
    ----------
    before, after : Series
        The segment of each customer at the two dates, indexed by customer, each
        customer once.

    Returns
    -------
    DataFrame
        Customers by segment before (rows) and after (columns). Whoever has no segment
        at one of the dates is counted under `"absent"`.

    Examples
    --------
    >>> before = pd.Series({1: "gold", 2: "gold", 3: "new"})
    >>> after = pd.Series({1: "gold", 2: "asleep", 4: "new"})
    >>> migration_table(before, after).loc["gold", "asleep"].item()
    1
    """
    for name, segments in (("before", before), ("after", after)):
        if not isinstance(segments, pd.Series):
            raise TypeError(
                f"{name}: expected a pandas Series of segments indexed by customer, "
                f"found {type(segments).__name__}."
            )
        if segments.empty or not segments.index.is_unique:
            fault = "is empty" if segments.empty else "names a customer twice"
            raise ValueError(f"{name}: the Series {fault}; give each customer once.")
    both = pd.concat(
        [before.astype(object), after.astype(object)], axis=1, keys=["before", "after"]
    ).fillna("absent")
    return pd.crosstab(both["before"], both["after"])


def _quantile_groups(rfm: pd.DataFrame, column: str, bins: int) -> np.ndarray:
    values = require_numbers(require_column(rfm, column, "rfm"), column)
    edges = np.quantile(values, np.arange(1, bins) / bins)
    # How many edges a value lies above: equal values cannot be parted.
    return np.searchsorted(edges, values, side="left") + 1


def _scaled(features: pd.DataFrame, log) -> np.ndarray:
    """Return the features as numbers, logged where asked, mean 0 and deviation 1."""
    require_table(features, "features")
    log = [log] if isinstance(log, str) else list(log)
    for name in log:
        require_column(features, name, "log")
    columns = []
    for name in features.columns:
        column = require_column(features, name, "features")
        if name in log:
            values = np.log1p(require_numbers(column, name, minimum=0))
        else:
            values = require_numbers(column, name)
        if values.min() == values.max():
            raise ValueError(
                f"column {name!r}: all {len(values)} values are the same, so it tells "
                "no customer apart; leave it out."
            )
        columns.append((values - values.mean()) / values.std())
    return np.column_stack(columns)


def _cluster_count(k, points: np.ndarray, argument: str) -> int:
    return require_whole(k, argument, minimum=2, maximum=len(np.unique(points, axis=0)))


def _k_means(points: np.ndarray, k: int, seed: int):
    # Imported here: scikit-learn takes longer to load than all the rest.
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    # One thread: sums are then added in one order, so every machine finds the same
    # clusters, and on tables of this size threads cost more than they bring.
    with threadpool_limits(limits=1):
        return KMeans(n_clusters=k, n_init=10, random_state=seed).fit(points)
