"""Scores: points by hand, tables that judge a score, and the threshold that pays.

The models themselves are scikit-learn's. Everywhere, a higher score means a more likely
"yes", and equal scores are treated alike, so no result hangs on the order of the rows.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api import types

from course_lib.validation import (
    require_column,
    require_dates,
    require_day,
    require_ids,
    require_number,
    require_numbers,
    require_table,
    require_whole,
)

# The 97.5 % point of the standard normal law: intervals are at 95 %.
Z_95 = 1.959963984540054


class Split(NamedTuple):
    """What `time_split` returns."""

    before: pd.DataFrame
    after: pd.DataFrame


class BestThreshold(NamedTuple):
    """What `best_threshold` returns."""

    threshold: float
    contacted: int
    positives: int
    profit: float


# --- Points -----------------------------------------------------------------------


def scorecard(table: pd.DataFrame, points: dict) -> pd.Series:
    """Add up the points of each row.

    Parameters
    ----------
    table : DataFrame
        One row per person.
    points : dict
        For each column, its points, in one of two forms:

        - `{value: points}` for words and true/false, such as
          `{"source": {"referral": 20, "social": -10}}`; a value that is not listed, or
          missing, gets 0;
        - `[(at least, points), ...]` for numbers, such as
          `{"pages_seen": [(5, 10), (10, 20)]}`: 10 points from 5 on, 20 from 10 on (not
          30), 0 below 5.

    Returns
    -------
    Series
        The total of each row (float), with the index of `table`, named `points`.

    Raises
    ------
    TypeError, ValueError
        For a missing column, a value that the column cannot hold, bounds given twice,
        missing numbers, or points that are no finite numbers.

    Examples
    --------
    >>> leads = pd.DataFrame({"asked_quote": [True, False], "pages_seen": [4, 12]})
    >>> card = {"asked_quote": {True: 30}, "pages_seen": [(5, 10), (10, 20)]}
    >>> scorecard(leads, card).tolist()
    [30.0, 20.0]
    """
    require_table(table, "table")
    if not isinstance(points, dict) or not points:
        raise TypeError(
            "points: expected a dictionary such as {'asked_quote': {True: 30}}, found "
            f"{points!r}."
        )
    total = pd.Series(0.0, index=table.index, name="points")
    for name, rule in points.items():
        column = require_column(table, name, "table")
        if isinstance(rule, dict) and rule:
            total += _points_of_values(column, name, rule)
        elif isinstance(rule, list | tuple) and rule:
            total += _points_of_bands(column, name, rule)
        else:
            raise TypeError(
                f"points[{name!r}]: expected {{value: points}} or a list of "
                f"(at least, points), found {rule!r}."
            )
    return total


def _points_of_values(column, name, rule):
    kind = None
    if types.is_bool_dtype(column):
        kind = (bool, np.bool_, int)
    elif types.is_string_dtype(column) or types.is_object_dtype(column):
        kind = (str, bool, int, float)
        if column.dropna().map(type).eq(str).all():
            kind = str
    elif isinstance(column.dtype, pd.CategoricalDtype):
        kind = type(column.cat.categories[0])
    for value in rule:
        if kind is not None and not isinstance(value, kind):
            raise TypeError(
                f"points[{name!r}]: the column can never be {value!r}; its values are "
                f"such as {column.dropna().iloc[:1].tolist()}."
            )
    gained = {value: _finite(gain, name) for value, gain in rule.items()}
    total = np.zeros(len(column))
    for value, gain in gained.items():
        total[column.eq(value).fillna(False).to_numpy(dtype=bool)] = gain
    return total


def _points_of_bands(column, name, rule):
    for band in rule:
        if not isinstance(band, list | tuple) or len(band) != 2:
            raise TypeError(
                f"points[{name!r}]: expected pairs (at least, points), found {band!r}."
            )
    bounds = [_finite(bound, name) for bound, _ in rule]
    gains = [_finite(gain, name) for _, gain in rule]
    if len(set(bounds)) < len(bounds):
        raise ValueError(
            f"points[{name!r}]: a bound is given twice in {rule!r}; keep one of them."
        )
    values = require_numbers(column, name)
    order = np.argsort(bounds)
    gains = np.array([0.0, *np.array(gains)[order]])
    return gains[np.searchsorted(np.array(bounds)[order], values, side="right")]


def _finite(value, name):
    return require_number(value, f"points[{name!r}]")


# --- How good is the order? -------------------------------------------------------


def gains_table(y_true, score, bins: int = 10) -> pd.DataFrame:
    """Cut customers into bins, from the best scores to the worst, and count positives.

    Customers with the same score share their positives evenly, as they would on average
    if chance ordered them (the convention of ROC curves): `positives` may then be a
    fraction, its total is exact, and the order of the rows changes nothing.

    Parameters
    ----------
    y_true : Series or array of 0/1 or booleans
        What happened: 1 for the customers looked for (buyers, leavers).
    score : Series or array of numbers
        Higher for those thought more likely. Two Series must have the same index.
    bins : int, default 10
        How many bins; their sizes differ by one at most, the larger first.

    Returns
    -------
    DataFrame
        Index `bin`, from 1 (the best scores), and the columns

        - `customers`, `positives`: how many; `rate` = positives / customers;
        - `share_of_positives`: of all positives, those of this bin;
        - `cumulative_customers`, `cumulative_share`: share of customers and share of
          positives in this bin and the better ones (the gains curve);
        - `lift` = rate / rate of all; `cumulative_lift`: the same for this bin and the
          better ones.

    Raises
    ------
    TypeError, ValueError
        For lengths or indexes that differ, missing or infinite scores, outcomes other
        than 0 and 1 or with no positive, or more bins than customers.

    Examples
    --------
    >>> table = gains_table([1, 0, 1, 0], [0.9, 0.8, 0.4, 0.1], bins=2)
    >>> table[["customers", "positives", "cumulative_share", "lift"]].values.tolist()
    [[2.0, 1.0, 0.5, 1.0], [2.0, 1.0, 1.0, 1.0]]

    References
    ----------
    Fawcett, T. (2006). An introduction to ROC analysis. Pattern Recognition Letters 27.
    """
    positive, score = _pairs(y_true, score, "score")
    bins = _bins(bins, len(score))
    total = _some_positives(positive)
    reached, found = _steps(positive, score)[1:]
    sizes = np.full(bins, len(score) // bins)
    sizes[: len(score) % bins] += 1
    ends = sizes.cumsum()
    cumulative = np.interp(ends, reached, found)
    positives = np.diff(cumulative, prepend=0.0)
    base = total / len(score)
    return pd.DataFrame(
        {
            "customers": sizes,
            "positives": positives,
            "rate": positives / sizes,
            "share_of_positives": positives / total,
            "cumulative_customers": ends / len(score),
            "cumulative_share": cumulative / total,
            "lift": positives / sizes / base,
            "cumulative_lift": cumulative / ends / base,
        },
        index=pd.RangeIndex(1, bins + 1, name="bin"),
    )


def calibration_table(y_true, probability, bins: int = 10) -> pd.DataFrame:
    """Compare predicted probabilities with what happened, bin by bin.

    The bins hold about as many customers each (quantiles of the probability); equal
    probabilities stay in one bin, so there may be fewer bins than asked for.

    Parameters
    ----------
    y_true : Series or array of 0/1 or booleans
        What happened.
    probability : Series or array
        Predicted probabilities, 0 to 1.
    bins : int, default 10

    Returns
    -------
    DataFrame
        Index `bin`, from 1 (the smallest probabilities), and `customers`, `positives`,
        `predicted` (mean probability), `observed` (share of positives) and its 95 %
        interval `lower`, `upper` (Wilson 1927).

    Raises
    ------
    TypeError, ValueError
        As `gains_table`, or for a probability outside 0 to 1.

    Examples
    --------
    >>> table = calibration_table([0, 0, 1, 1], [0.1, 0.3, 0.7, 0.9], bins=2)
    >>> table[["predicted", "observed"]].round(2).values.tolist()
    [[0.2, 0.0], [0.8, 1.0]]

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association 22, 209-212.
    """
    positive, chance = _pairs(y_true, probability, "probability")
    bins = _bins(bins, len(chance))
    outside = int(((chance < 0) | (chance > 1)).sum())
    if outside:
        raise ValueError(
            f"probability: {outside} of {len(chance)} values are outside 0 to 1 (from "
            f"{chance.min():g} to {chance.max():g}); use predict_proba(...)[:, 1], or "
            "divide percentages by 100."
        )
    edges = np.quantile(chance, np.linspace(0, 1, bins + 1)[1:-1])
    place = np.searchsorted(edges, chance)
    groups = pd.DataFrame({"y": positive, "p": chance}).groupby(place)
    table = pd.DataFrame(
        {
            "customers": groups.size(),
            "positives": groups["y"].sum().astype(int),
            "predicted": groups["p"].mean(),
            "observed": groups["y"].mean(),
        }
    )
    table["lower"], table["upper"] = _wilson(table["positives"], table["customers"])
    return table.set_axis(pd.RangeIndex(1, len(table) + 1, name="bin"))


# --- The threshold that pays ------------------------------------------------------


def profit_curve(y_true, score, benefit: float, cost: float) -> pd.DataFrame:
    """Compute the profit of contacting everyone at or above each threshold.

    Each contact costs `cost`, whoever is reached; each positive contacted brings
    `benefit`. Customers with the same score are contacted together.

    Parameters
    ----------
    y_true, score
        As in `gains_table`; here there may be no positive at all.
    benefit : float
        MAD earned on a positive who is contacted, before the cost of the contact, >= 0.
    cost : float
        MAD of one contact, >= 0.

    Returns
    -------
    DataFrame
        From contacting nobody (first row, `threshold` infinite, profit 0) to contacting
        everyone: `threshold`, `contacted`, `share` of customers contacted, `positives`,
        `profit` (MAD) = benefit × positives − cost × contacted.

    Raises
    ------
    TypeError, ValueError
        As `gains_table`, or for a negative amount.

    Examples
    --------
    >>> curve = profit_curve([1, 0, 1, 0], [0.9, 0.8, 0.4, 0.1], benefit=10, cost=4)
    >>> curve["profit"].tolist()
    [0.0, 6.0, 2.0, 8.0, 4.0]
    """
    positive, score = _pairs(y_true, score, "score")
    benefit = require_number(benefit, "benefit", minimum=0)
    cost = require_number(cost, "cost", minimum=0)
    values, contacted, positives = _steps(positive, score)
    return pd.DataFrame(
        {
            "threshold": np.array([math.inf, *values]),
            "contacted": contacted,
            "share": contacted / len(score),
            "positives": positives,
            "profit": benefit * positives - cost * contacted,
        }
    )


def best_threshold(y_true, score, benefit: float, cost: float) -> BestThreshold:
    """Find the threshold with the highest profit on these customers.

    Choose it on customers kept apart for choosing (validation), and judge it on others
    (test): its profit on the customers that chose it is too good to be true.

    Parameters
    ----------
    y_true, score, benefit, cost
        As in `profit_curve`.

    Returns
    -------
    BestThreshold
        `threshold`: contact customers whose score is at least that; infinite when the
        best is to contact nobody. `contacted`, `positives`, `profit` (MAD) on these
        customers. Of two equal profits, the one with fewer contacts.

    Examples
    --------
    >>> best_threshold([1, 0, 1, 0], [0.9, 0.8, 0.4, 0.1], benefit=10, cost=4)
    BestThreshold(threshold=0.4, contacted=3, positives=2, profit=8.0)
    >>> best_threshold([1, 0], [0.9, 0.8], benefit=1, cost=4).profit
    0.0
    """
    curve = profit_curve(y_true, score, benefit, cost)
    best = curve.loc[curve["profit"].idxmax()]
    return BestThreshold(
        float(best["threshold"]),
        int(best["contacted"]),
        int(best["positives"]),
        float(best["profit"]),
    )


# --- Time -------------------------------------------------------------------------


def time_split(table: pd.DataFrame, date_column: str, cutoff) -> Split:
    """Split a table by date: what came before learns, what came after judges.

    Parameters
    ----------
    table : DataFrame
    date_column : str
        A column of dates without gaps.
    cutoff : date or text
        Rows strictly before it go to `before`, the others to `after`.

    Returns
    -------
    Split
        `before`, `after`: the rows as they are, in their order.

    Raises
    ------
    TypeError, ValueError
        For missing dates, or when one of the two parts would be empty.

    Examples
    --------
    >>> leads = pd.DataFrame({"created_on": ["2024-05-01", "2025-05-01"]})
    >>> [len(part) for part in time_split(leads, "created_on", "2025-01-01")]
    [1, 1]
    """
    require_table(table, "table")
    days = require_dates(require_column(table, date_column, "table"), date_column)
    cutoff = _same_zone(require_day(cutoff, "cutoff"), days)
    early = (days < cutoff).to_numpy()
    if early.all() or not early.any():
        raise ValueError(
            f"cutoff: {cutoff:%Y-%m-%d} leaves every row on one side; the dates of "
            f"{date_column!r} go from {days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}."
        )
    return Split(table[early], table[~early])


def snapshot(
    transactions: pd.DataFrame,
    at,
    *,
    months: int = 6,
    end=None,
    customer: str = "customer_id",
    date: str = "ordered_at",
    amount: str = "amount",
) -> pd.DataFrame:
    """Describe each customer just before a day, and say whether they ordered after it.

    Every feature is computed from orders strictly before `at`; the outcome from those
    of the `months` that begin on `at`. A customer has left, by this definition, when
    that window holds no order of theirs. Only customers with an order before `at` are
    there.

    Parameters
    ----------
    transactions : DataFrame
        One row per order.
    at : date or text
        The day of the snapshot.
    months : int, default 6
        Length of the window after it, in calendar months.
    end : date or text, optional
        The last day the data cover; by default, the day of the last order.
    customer, date, amount : str
        Names of the columns.

    Returns
    -------
    DataFrame
        Index `customer`, sorted, and the features `recency` (whole days since the last
        order), `tenure` (days since the first), `orders`, `spend`, `recent_orders` (in
        the `months` before `at`), `gap` (mean days between orders, or `tenure` with one
        order), then the outcome: `orders_after` and `churned` (1: none, else 0).

    Raises
    ------
    TypeError, ValueError
        For missing or bad columns, no order before `at`, or a window that goes past the
        end of the data: who has not ordered yet may still do so.

    Examples
    --------
    >>> orders = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 2, 1],
    ...         "ordered_at": ["2025-01-01", "2025-03-01", "2025-03-02", "2025-05-01"],
    ...         "amount": [100.0, 50.0, 80.0, 70.0],
    ...     }
    ... )
    >>> seen = snapshot(orders, "2025-04-01", months=1, end="2025-05-01")
    >>> seen[["recency", "orders", "churned"]].values.tolist()
    [[31, 2, 1], [30, 1, 1]]
    """
    require_table(transactions, "transactions")
    months = require_whole(months, "months", minimum=1)
    ids = require_ids(require_column(transactions, customer, "transactions"), customer)
    days = require_dates(require_column(transactions, date, "transactions"), date)
    paid = require_numbers(
        require_column(transactions, amount, "transactions"), amount, minimum=0
    )
    at = _same_zone(require_day(at, "at"), days).normalize()
    days = days.dt.normalize()
    last = days.max() if end is None else _same_zone(require_day(end, "end"), days)
    until = at + pd.DateOffset(months=months)
    if not (days < at).any():
        raise ValueError(
            f"at: no order before {at:%Y-%m-%d}; the first is of "
            f"{days.min():%Y-%m-%d}. Choose a later day."
        )
    if until > last.normalize() + pd.Timedelta(days=1):
        raise ValueError(
            f"months: the window runs to {until - pd.Timedelta(days=1):%Y-%m-%d}, but "
            f"the data end on {last:%Y-%m-%d}: nobody knows yet who will order. Choose "
            "an earlier day or a shorter window."
        )
    plain = pd.DataFrame({customer: ids, "day": days, "paid": paid})
    past = plain[plain["day"] < at]
    window = plain[(plain["day"] >= at) & (plain["day"] < until)]
    recent = past[past["day"] >= at - pd.DateOffset(months=months)]
    groups = past.groupby(customer, observed=True)
    first, latest = groups["day"].min(), groups["day"].max()
    table = pd.DataFrame(
        {
            "recency": (at - latest).dt.days,
            "tenure": (at - first).dt.days,
            "orders": groups.size(),
            "spend": groups["paid"].sum(),
        }
    )
    table["recent_orders"] = _count(recent, customer, table.index)
    gap = (latest - first).dt.days / (table["orders"] - 1)
    table["gap"] = gap.where(table["orders"] > 1, table["tenure"])
    table["orders_after"] = _count(window, customer, table.index)
    table["churned"] = (table["orders_after"] == 0).astype(int)
    return table


def snapshots(transactions: pd.DataFrame, dates, *, months: int = 6, **options) -> list:
    """Take several snapshots whose windows do not overlap: to learn, choose and judge.

    Parameters
    ----------
    transactions, months, **options
        As in `snapshot`.
    dates : list of dates or texts
        In order of time.

    Returns
    -------
    list of DataFrame
        One per date.

    Raises
    ------
    ValueError
        When a window runs past the next date: on that date, the outcome of the
        customers who teach the model would not be known yet.

    Examples
    --------
    >>> orders = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 1],
    ...         "ordered_at": ["2025-01-01", "2025-02-10", "2025-03-31"],
    ...         "amount": [100.0, 50.0, 80.0],
    ...     }
    ... )
    >>> pair = snapshots(orders, ["2025-02-01", "2025-03-01"], months=1)
    >>> [int(one["orders"].iloc[0]) for one in pair]
    [1, 2]
    """
    months = require_whole(months, "months", minimum=1)
    days = [require_day(one, "dates") for one in dates]
    for one, following in zip(days, days[1:], strict=False):
        until = one + pd.DateOffset(months=months)
        if until > following:
            raise ValueError(
                f"dates: the window of {one:%Y-%m-%d} runs to {until:%Y-%m-%d}, past "
                f"the snapshot of {following:%Y-%m-%d}; put {months} months or more "
                "between the two, in order of time."
            )
    return [snapshot(transactions, one, months=months, **options) for one in days]


def _count(rows, customer, index):
    return rows.groupby(customer, observed=True).size().reindex(index, fill_value=0)


def _same_zone(day, days):
    zone = days.dt.tz
    if (zone is None) == (day.tzinfo is None):
        return day
    return day.tz_localize(zone) if zone is not None else day.tz_localize(None)


# --- Is the score fair? -----------------------------------------------------------


def group_rates(y_true, predicted, group) -> pd.DataFrame:
    """Compare, group by group, who is selected and how often rightly.

    Parameters
    ----------
    y_true : Series or array of 0/1 or booleans
        What happened.
    predicted : Series or array of 0/1 or booleans
        Who was selected (score at or above the threshold).
    group : Series or array
        The group of each customer; those without one are left out, as one more group
        would hide them: count them apart.

    Returns
    -------
    DataFrame
        Index: the groups, sorted. Columns: `customers`, `positives`, `selected`, `hits`
        (positives selected); `base_rate` = positives / customers; `selected_rate` =
        selected / customers; `precision` = hits / selected; `recall` = hits / positives
        with its 95 % interval `recall_low`, `recall_high` (Wilson);
        `false_positive_rate` = wrongly selected / negatives. A rate without a
        denominator is missing (NaN).

    Raises
    ------
    TypeError, ValueError
        For lengths or indexes that differ, values other than 0 and 1, or no group.

    Examples
    --------
    >>> table = group_rates([1, 0, 1, 0], [1, 0, 0, 0], ["f", "f", "m", "m"])
    >>> table[["customers", "selected_rate", "recall"]].values.tolist()
    [[2.0, 0.5, 1.0], [2.0, 0.0, 0.0]]

    References
    ----------
    Hardt, M., Price, E. and Srebro, N. (2016). Equality of opportunity in supervised
    learning. Advances in Neural Information Processing Systems 29.
    """
    positive = _outcomes(y_true, "y_true")
    chosen = _outcomes(predicted, "predicted")
    _same_rows(y_true, predicted, "predicted")
    _same_rows(y_true, group, "group")
    rows = pd.DataFrame(
        {
            "positives": positive,
            "selected": chosen,
            "hits": positive * chosen,
            "group": pd.Series(group).to_numpy()
            if not isinstance(group, pd.Series)
            else group.array,
        }
    )
    if rows["group"].isna().all():
        raise ValueError("group: no customer has a group; pass a column with values.")
    groups = rows.groupby("group", observed=True)
    table = groups[["positives", "selected", "hits"]].sum().astype(int)
    table.insert(0, "customers", groups.size())
    negatives = table["customers"] - table["positives"]
    table["base_rate"] = _ratio(table["positives"], table["customers"])
    table["selected_rate"] = _ratio(table["selected"], table["customers"])
    table["precision"] = _ratio(table["hits"], table["selected"])
    table["recall"] = _ratio(table["hits"], table["positives"])
    low, high = _wilson(table["hits"], table["positives"])
    table["recall_low"], table["recall_high"] = low, high
    table["false_positive_rate"] = _ratio(table["selected"] - table["hits"], negatives)
    return table


# --- Helpers ----------------------------------------------------------------------


def _steps(positive, score):
    """Return the distinct scores, best first, and the running counts, from (0, 0)."""
    values, place = np.unique(-score, return_inverse=True)
    counts = np.bincount(place)
    hits = np.bincount(place, weights=positive)
    reached = np.concatenate([[0], counts.cumsum()])
    found = np.concatenate([[0], hits.cumsum()]).astype(int)
    # Adding 0.0 turns the -0.0 that negation makes into a plain zero.
    return -values + 0.0, reached, found


def _wilson(hits, total):
    """Return the 95 % interval of a proportion (Wilson 1927); NaN when total is 0."""
    rate, total = _ratio(hits, total), total.where(total > 0)
    centre = (rate + Z_95**2 / (2 * total)) / (1 + Z_95**2 / total)
    spread = rate * (1 - rate) / total + Z_95**2 / (4 * total**2)
    half = Z_95 * np.sqrt(spread) / (1 + Z_95**2 / total)
    # The bounds are 0 and 1 exactly for none and all, but for rounding.
    return (centre - half).clip(lower=0), (centre + half).clip(upper=1)


def _ratio(top, bottom):
    return top / bottom.where(bottom > 0)


def _pairs(y_true, score, argument):
    positive = _outcomes(y_true, "y_true")
    _one_dimension(score, argument)
    values = require_numbers(pd.Series(score), argument)
    _same_rows(y_true, score, argument)
    return positive, values


def _outcomes(values, argument):
    """Return outcomes as an array of 0.0 and 1.0."""
    _one_dimension(values, argument)
    column = pd.Series(values)
    if column.empty:
        raise ValueError(f"{argument}: there is no value; check the filter before it.")
    if column.isna().any():
        raise ValueError(
            f"{argument}: {int(column.isna().sum())} of {len(column)} outcomes are "
            "missing; drop those rows first."
        )
    if types.is_bool_dtype(column):
        return column.to_numpy(dtype=float)
    array = require_numbers(column, argument)
    odd = np.unique(array[(array != 0) & (array != 1)])
    if len(odd):
        raise ValueError(
            f"{argument}: expected 0 and 1 (or booleans), found also "
            f"{', '.join(f'{one:g}' for one in odd[:3])}; write the outcome as "
            "(column == value)."
        )
    return array


def _one_dimension(values, argument):
    if isinstance(values, str) or not hasattr(values, "__len__"):
        raise TypeError(
            f"{argument}: expected one value per customer (a Series, an array or a "
            f"list), found {type(values).__name__}."
        )
    shape = getattr(values, "shape", (len(values),))
    if len(shape) != 1:
        raise ValueError(
            f"{argument}: expected one column, found a table of shape {shape}; of "
            "predict_proba, take the second column: [:, 1]."
        )


def _same_rows(y_true, other, argument):
    _one_dimension(other, argument)
    if len(y_true) != len(other):
        raise ValueError(
            f"{argument}: {len(other)} values for {len(y_true)} of y_true; both must "
            "be of the same customers."
        )
    both = isinstance(y_true, pd.Series) and isinstance(other, pd.Series)
    if both and not y_true.index.equals(other.index):
        raise ValueError(
            f"{argument}: its index is not that of y_true (same customers, same "
            f"order); use {argument}.loc[y_true.index]."
        )


def _bins(bins, rows):
    bins = require_whole(bins, "bins", minimum=1)
    if bins > rows:
        raise ValueError(
            f"bins: {bins} bins for {rows} customers; ask for {rows} at most."
        )
    return bins


def _some_positives(positive):
    total = int(positive.sum())
    if total == 0:
        raise ValueError(
            f"y_true: none of the {len(positive)} outcomes is positive, so there is no "
            "share of positives to compute; check the outcome or the period."
        )
    return total
