"""Loyalty: points and what they owe, tiers, the effect of joining, a programme's rules.

A ledger of points has one row per entry: `entry_on` (date), `kind` and signed `points`:
points granted (`earned`, `referral`) are positive, points `redeemed` or `expired`
negative. Points live for whole months: those of March 2024 that are left leave on
1 September 2025 when they live for 18.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

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

GRANTED, TAKEN = ["earned", "referral"], ["redeemed", "expired"]
# Two standard errors on each side, of an estimate close to normal: 95 %.
NORMAL_95 = 1.96


class Allocation(NamedTuple):
    """What a sale pays for: the goods, the points, and the points' price in it."""

    goods: float
    points: float
    price_of_point: float


class Programme(NamedTuple):
    """A programme over one year; amounts in MAD, `breakage` and `roi` as shares."""

    points: float
    redeemed: float
    breakage: float
    incremental_margin: float
    cost: float
    profit: float
    roi: float


class Ratio(NamedTuple):
    """A ratio and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


# --- Points -----------------------------------------------------------------------


def breakage_table(
    ledger: pd.DataFrame, as_of, *, expiry_months: int = 18
) -> pd.DataFrame:
    """Follow the points granted each month to the end of their life.

    Parameters
    ----------
    ledger : DataFrame
        `entry_on`, `kind` and signed `points` (see the top of this module).
    as_of : date
        Later entries are ignored.
    expiry_months : int, default 18
        Whole months that points live for.

    Returns
    -------
    DataFrame
        Index `month` (a `PeriodIndex`); columns `granted` and `expired` (points),
        `over` (True: their life is over), `breakage`, the share expired of the points
        granted, missing as long as the life of the points is not over.

    Raises
    ------
    TypeError, ValueError
        For a missing column, an unknown kind, points of the wrong sign, no entry until
        `as_of`, and points that expire without having been granted.

    Examples
    --------
    >>> ledger = pd.DataFrame(
    ...     {
    ...         "entry_on": ["2024-01-05", "2024-03-09", "2024-06-20", "2025-07-01"],
    ...         "kind": ["earned", "redeemed", "earned", "expired"],
    ...         "points": [100, -80, 50, -20],
    ...     }
    ... )
    >>> breakage_table(ledger, "2025-07-31").reset_index()
         month  granted  expired   over  breakage
    0  2024-01    100.0     20.0   True       0.2
    1  2024-06     50.0      0.0  False       NaN
    """
    entries, now = _entries(ledger), require_day(as_of, "as_of")
    life = require_whole(expiry_months, "expiry_months", minimum=1)
    entries = _until(entries, now)
    month = entries["entry_on"].dt.to_period("M")
    granted = entries["kind"].isin(GRANTED)
    table = entries["points"][granted].groupby(month[granted]).sum().to_frame("granted")
    gone = entries["kind"] == "expired"
    lost = -entries["points"][gone].groupby(month[gone] - life).sum()
    table["expired"] = lost.reindex(table.index).fillna(0.0)
    if table["expired"].sum() != lost.sum() or (lost > 0).sum() != (
        (table["expired"] > 0).sum()
    ):
        raise ValueError(
            f"expiry_months: some points expire {life} months after a month in which "
            "none was granted; give the life of the points of this programme."
        )
    table["over"] = table.index <= now.to_period("M") - life
    share = table["expired"] / table["granted"]
    table["breakage"] = share.where(table["over"])
    table.index.name = "month"
    return table


def breakage_rate(ledger: pd.DataFrame, as_of, *, expiry_months: int = 18) -> float:
    """Estimate the share of points that will never be used.

    Only points whose life is over count: a point that may still be used is neither
    lost nor saved (its fate is censored), and counting it would lower the rate.

    Parameters
    ----------
    ledger, as_of, expiry_months
        As for `breakage_table`.

    Returns
    -------
    float
        Points expired by points granted, over the months whose points are all gone.

    Raises
    ------
    TypeError, ValueError
        As `breakage_table`, and when no points have come to the end of their life.

    Examples
    --------
    >>> ledger = pd.DataFrame(
    ...     {
    ...         "entry_on": ["2024-01-05", "2024-03-09", "2024-06-20", "2025-07-01"],
    ...         "kind": ["earned", "redeemed", "earned", "expired"],
    ...         "points": [100, -80, 50, -20],
    ...     }
    ... )
    >>> breakage_rate(ledger, "2025-07-31")
    0.2
    """
    table = breakage_table(ledger, as_of, expiry_months=expiry_months)
    over = table[table["over"]]
    if over.empty:
        raise ValueError(
            f"ledger: no points have lived for {expiry_months} months on "
            f"{require_day(as_of, 'as_of'):%Y-%m-%d}, so none can be said to be lost; "
            "wait, or give a rate known elsewhere."
        )
    return float(over["expired"].sum() / over["granted"].sum())


def points_liability(
    ledger: pd.DataFrame,
    dates,
    *,
    value_of_point: float,
    breakage: float | None = None,
    expiry_months: int | None = 18,
) -> pd.DataFrame:
    """Compute what the points held by members still owe, on one or several dates.

    Of the points whose life is not over, a share `breakage` of those **granted** will
    be lost; what was used came out of the others. So the points still to be honoured
    are those outstanding, less that share of the points granted and still alive.

    Parameters
    ----------
    ledger : DataFrame
        `entry_on`, `kind` and signed `points` (see the top of this module).
    dates : date or list of dates
        When to look, at the end of the day.
    value_of_point : float
        What a point used costs, in MAD: its face value, or the price that IFRS 15
        puts on it (`Allocation.price_of_point`).
    breakage : float, optional
        Share of the points granted that will be lost; by default estimated on each
        date by `breakage_rate`, from what was known that day.
    expiry_months : int or None, default 18
        Whole months that points live for; None: they never expire, and `breakage` must
        be given.

    Returns
    -------
    DataFrame
        Index `date`; columns `granted`, `redeemed`, `expired` (points since the
        beginning), `outstanding` (points), `breakage` (share of the points granted),
        `expected` (points still to be honoured) and `liability` (MAD).

    Raises
    ------
    TypeError, ValueError
        As `breakage_rate`; for a share out of 0–1; when more points were used than
        granted.

    Examples
    --------
    Illustrative Example 52 of IFRS 15: 9,500 of 10,000 points should be used, and
    4,500 are in the second year.

    >>> ledger = pd.DataFrame(
    ...     {
    ...         "entry_on": ["2024-06-30", "2025-06-30"],
    ...         "kind": ["earned", "redeemed"],
    ...         "points": [10_000, -4_500],
    ...     }
    ... )
    >>> price = allocate_sale(100_000, 10_000, 1, 0.95).price_of_point
    >>> found = points_liability(
    ...     ledger,
    ...     ["2024-12-31", "2025-12-31"],
    ...     value_of_point=price,
    ...     breakage=0.05,
    ...     expiry_months=None,
    ... )
    >>> found["liability"].round().tolist()
    [8676.0, 4566.0]

    References
    ----------
    International Accounting Standards Board (2014). IFRS 15 Revenue from Contracts with
    Customers, paragraphs B39-B47; Illustrative Example 52.
    """
    entries = _entries(ledger)
    value = require_number(value_of_point, "value_of_point", minimum=0)
    if breakage is None and expiry_months is None:
        raise ValueError(
            "breakage: points that never expire show no loss; give the share that "
            "will never be used."
        )
    if breakage is not None:
        breakage = require_number(breakage, "breakage", minimum=0, maximum=1)
    many = isinstance(dates, list | tuple | pd.Series | pd.Index | np.ndarray)
    days = [require_day(day, "dates") for day in (dates if many else [dates])]
    if not days:
        raise ValueError("dates: the list is empty; give at least one date.")
    rows = [_owed(entries, day, value, breakage, expiry_months) for day in days]
    return pd.DataFrame(rows, index=pd.DatetimeIndex(days, name="date"))


def _owed(entries, day, value, breakage, life) -> dict:
    seen = _until(entries, day)
    sums = seen.groupby("kind")["points"].sum()
    granted = float(sums.reindex(GRANTED).sum())
    redeemed, expired = (abs(float(sums.get(kind, 0))) for kind in TAKEN)
    left = granted - redeemed - expired
    if left < 0:
        raise ValueError(
            f"ledger: on {day:%Y-%m-%d}, {redeemed + expired:g} points were used or "
            f"lost but only {granted:g} granted; complete the ledger."
        )
    rate = breakage
    if rate is None:
        rate = breakage_rate(seen, day, expiry_months=life)
    alive = granted
    if life is not None:
        table = breakage_table(seen, day, expiry_months=life)
        alive = float(table["granted"][~table["over"]].sum())
    expected = min(max(left - rate * alive, 0.0), left)
    return {
        "granted": granted,
        "redeemed": redeemed,
        "expired": expired,
        "outstanding": left,
        "breakage": rate,
        "expected": expected,
        "liability": expected * value,
    }


def allocate_sale(
    sales: float, points: float, value_of_point: float, redemption: float
) -> Allocation:
    """Share what customers paid between the goods and the points (IFRS 15).

    Each part gets its share of the stand-alone prices: the goods theirs, the points
    their face value times the chance that they are used.

    Parameters
    ----------
    sales : float
        What customers paid for the goods, at their ordinary price.
    points : float
        Points granted on those sales.
    value_of_point : float
        What a point used is worth to the customer.
    redemption : float
        Share of the points that should be used, 0 to 1 (1 less the breakage).

    Returns
    -------
    Allocation
        `goods`: revenue of today; `points`: revenue kept for the day the points are
        used; `price_of_point`: the latter per point expected to be used.

    Raises
    ------
    TypeError, ValueError
        For what is not a finite number, no sales, negative points or value, a
        redemption of 0 or out of 0–1.

    Examples
    --------
    >>> found = allocate_sale(100_000, 10_000, 1, 0.95)
    >>> round(found.goods), round(found.points)
    (91324, 8676)

    References
    ----------
    International Accounting Standards Board (2014). IFRS 15 Revenue from Contracts with
    Customers, Illustrative Example 52 (paragraphs IE267-IE270).
    """
    sales = _positive(sales, "sales")
    points = require_number(points, "points", minimum=0)
    value = require_number(value_of_point, "value_of_point", minimum=0)
    redemption = require_number(redemption, "redemption", minimum=0, maximum=1)
    alone = points * redemption * value
    goods = sales * sales / (sales + alone)
    return Allocation(goods, sales - goods, value * sales / (sales + alone))


def points_revenue(allocated: float, redeemed: float, expected: float) -> float:
    """Compute the revenue recognised on points so far, as they are used (IFRS 15).

    Parameters
    ----------
    allocated : float
        The part of the sales kept for the points, in MAD.
    redeemed : float
        Points used since the beginning.
    expected : float
        Points that should be used in all, as estimated today.

    Returns
    -------
    float
        Revenue since the beginning, in MAD; take off what was recognised before.

    Raises
    ------
    TypeError, ValueError
        For what is not a finite number, a negative one, or more points used than
        expected.

    Examples
    --------
    >>> first_year = points_revenue(8_676, 4_500, 9_500)
    >>> second_year = points_revenue(8_676, 8_500, 9_700) - first_year
    >>> round(first_year), round(second_year)
    (4110, 3493)

    References
    ----------
    International Accounting Standards Board (2014). IFRS 15 Revenue from Contracts with
    Customers, Illustrative Example 52 (paragraphs IE267-IE270).
    """
    allocated = require_number(allocated, "allocated", minimum=0)
    redeemed = require_number(redeemed, "redeemed", minimum=0)
    expected = _positive(expected, "expected")
    if redeemed > expected:
        raise ValueError(
            f"expected: {redeemed:g} points were already used, more than the "
            f"{expected:g} expected in all; raise the estimate."
        )
    return allocated * redeemed / expected


# --- Tiers ------------------------------------------------------------------------


def tiers(spend: pd.Series, thresholds: dict, *, base: str = "bronze") -> pd.Series:
    """Give each member the tier that the spend reaches.

    Parameters
    ----------
    spend : Series
        MAD spent over the period of the rule, one row per member.
    thresholds : dict
        The least spend of each tier, in MAD: ``{"silver": 3000, "gold": 8000}``.
    base : str, default "bronze"
        The tier of those below every threshold.

    Returns
    -------
    Series
        Ordered categories, same index as `spend`. Someone exactly at a threshold is in
        its tier.

    Raises
    ------
    TypeError, ValueError
        For what is not a Series of numbers, and thresholds that are empty, not
        positive or twice the same.

    Examples
    --------
    >>> spend = pd.Series({1: 2_999.0, 2: 3_000.0, 3: 9_500.0})
    >>> tiers(spend, {"silver": 3_000, "gold": 8_000}).tolist()
    ['bronze', 'silver', 'gold']
    """
    amounts = _spend(spend)
    names, limits = _limits(thresholds)
    codes = np.searchsorted(limits, amounts, side="right")
    found = pd.Categorical.from_codes(codes, [base, *names], ordered=True)
    return pd.Series(found, index=spend.index, name="tier")


# --- The effect of joining ----------------------------------------------------------


def joining_windows(
    orders: pd.DataFrame,
    members: pd.DataFrame,
    *,
    before_days: int = 180,
    wait_days: int = 31,
    after_days: int = 365,
) -> pd.DataFrame:
    """Count orders before and after each order at which a customer could have joined.

    Customers join at an order, so the fair comparison of someone who joins is someone
    who was not a member either, ordered too, and did not join. Windows that begin
    before the customer's first order or end after the last order of the table are left
    out, and so are orders made before anybody had joined.

    Parameters
    ----------
    orders : DataFrame
        One row per order: `customer_id`, `ordered_at`.
    members : DataFrame
        One row per member: `customer_id`, `joined_on`.
    before_days, wait_days, after_days : int
        Orders are counted over `before_days` before the order, then over `after_days`
        that begin `wait_days` after it; the order itself is in neither.

    Returns
    -------
    DataFrame
        One row per customer and day of order: `customer_id`, `day`, `joined` (True: on
        that day), `before`, `after` (numbers of orders).

    Raises
    ------
    TypeError, ValueError
        For a missing column, missing identifiers or dates, a member listed twice, and
        when no order leaves room for both windows.

    Examples
    --------
    >>> orders = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 1, 1, 2, 2, 2],
    ...         "ordered_at": [
    ...             "2024-01-01",
    ...             "2024-02-15",
    ...             "2024-03-01",
    ...             "2024-03-20",
    ...             "2024-01-01",
    ...             "2024-03-01",
    ...             "2024-06-01",
    ...         ],
    ...     }
    ... )
    >>> members = pd.DataFrame({"customer_id": [1], "joined_on": ["2024-03-01"]})
    >>> joining_windows(orders, members, before_days=30, wait_days=10, after_days=60)[
    ...     ["customer_id", "joined", "before", "after"]
    ... ]
       customer_id  joined  before  after
    0            1    True       1      1
    1            2   False       0      0
    """
    visits = _visits(orders, members)
    before = require_whole(before_days, "before_days", minimum=1)
    wait = require_whole(wait_days, "wait_days", minimum=1)
    after = require_whole(after_days, "after_days", minimum=1)
    end = visits["day"].max()
    first = visits.groupby("customer_id")["day"].transform("min")
    visits["joined"] = visits["joined_on"] == visits["day"]
    visits["before"] = _orders_between(visits, -before, 0)
    visits["after"] = _orders_between(visits, wait, wait + after)
    room = (visits["day"] - first).dt.days >= before
    room &= (end - visits["day"]).dt.days >= wait + after - 1
    room &= visits["day"] >= visits["joined_on"].min()
    could_join = ~(visits["joined_on"] < visits["day"])
    found = visits[room & could_join].drop_duplicates(["customer_id", "day"])
    if found.empty:
        raise ValueError(
            f"orders: no order has {before} days of history before it and "
            f"{wait + after} days after it; shorten the windows."
        )
    columns = ["customer_id", "day", "joined", "before", "after"]
    return found[columns].reset_index(drop=True)


def joining_effect(windows: pd.DataFrame) -> Ratio:
    """Estimate by how much joining multiplied orders (difference in differences).

    The change of those who joined, after ÷ before, is divided by the change of those
    who could have joined and did not: what time alone does to everybody goes out, and
    so does a lasting difference of pace between the two groups.

    Parameters
    ----------
    windows : DataFrame
        As `joining_windows` returns it.

    Returns
    -------
    Ratio
        `value` (1: no effect), `low` and `high`, its 95 % interval. A customer with
        several orders counts as one source of chance, not several.

    Raises
    ------
    TypeError, ValueError
        For a missing column, a group without customers or without orders.

    Examples
    --------
    >>> windows = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 2, 3, 4],
    ...         "joined": [True, True, False, False],
    ...         "before": [4, 6, 3, 7],
    ...         "after": [6, 6, 4, 6],
    ...     }
    ... )
    >>> round(joining_effect(windows).value, 2)
    1.2

    References
    ----------
    Angrist, J. D. and Pischke, J.-S. (2009). Mostly Harmless Econometrics. Princeton
    University Press, chapter 5.
    """
    require_table(windows, "windows")
    ids = require_ids(
        require_column(windows, "customer_id", "windows"), "customer_id"
    ).to_numpy()
    joined = require_column(windows, "joined", "windows").to_numpy(dtype=bool)
    logs, influence = [], pd.Series(0.0, index=pd.unique(ids))
    for group, sign in ((joined, 1), (~joined, -1)):
        name = "joined" if sign == 1 else "did not join"
        if not group.any():
            raise ValueError(f"windows: nobody in it {name}; pass both groups.")
        for column, side in (("after", 1), ("before", -1)):
            counts = require_numbers(
                require_column(windows, column, "windows"), column, minimum=0
            )
            counts = np.where(group, counts, 0.0)
            if counts.sum() == 0:
                raise ValueError(
                    f"column {column!r}: no order at all among those who {name}; "
                    "lengthen the windows."
                )
            logs.append(sign * side * np.log(counts.sum()))
            # Share of each customer in the sum: how far one customer moves the log.
            moved = sign * side * counts / counts.sum()
            influence = influence.add(pd.Series(moved).groupby(ids).sum())
    # Before and after of a customer move together: their difference is what counts.
    middle, error = float(sum(logs)), float(np.sqrt((influence**2).sum()))
    ends = np.exp([middle - NORMAL_95 * error, middle + NORMAL_95 * error])
    return Ratio(float(np.exp(middle)), float(ends[0]), float(ends[1]))


# --- A programme's rules ------------------------------------------------------------


def simulate_programme(
    spend: pd.Series,
    *,
    margin_rate: float,
    uplift: float,
    points_per_mad: float = 0.1,
    value_of_point: float = 0.1,
    expiry_months: int = 18,
    reward_step: float = 100,
    usage: float = 0.8,
    thresholds: dict | None = None,
    bonus: dict | None = None,
    fixed_cost: float = 0.0,
) -> Programme:
    """Work out one year of a programme from its rules.

    Each member spends `spend` × (1 + `uplift`), earns points on all of it (also on what
    would have been spent anyway), and uses the share `usage` of them if a reward is
    within reach before they expire; otherwise none.

    Parameters
    ----------
    spend : Series
        What each member would spend in a year **without** the programme, in MAD.
    margin_rate : float
        Margin left by one MAD of sales, 0 to 1.
    uplift : float
        True effect of the programme on spend, as a share: 0.08 for 8 % more.
    points_per_mad, value_of_point : float
        Points earned per MAD paid, and what one costs when used, in MAD.
    expiry_months : int, default 18
        How long points live for.
    reward_step : float, default 100
        The points that the smallest reward takes.
    usage : float, default 0.8
        Share of the points used by members who can reach a reward.
    thresholds, bonus : dict, optional
        Least spend of each tier in MAD, and what multiplies its points:
        ``{"silver": 3000}`` and ``{"silver": 1.5}``.
    fixed_cost : float, default 0
        Cards, software, staff, in MAD per year.

    Returns
    -------
    Programme
        `points`, `redeemed`, `breakage` (share), `incremental_margin` (margin on the
        additional sales alone), `cost` (points used and fixed cost), `profit`
        (margin less cost), `roi` (profit by cost; missing when nothing is spent).

    Raises
    ------
    TypeError, ValueError
        For what is not a finite number or is out of bounds, and for a bonus of a tier
        that has no threshold.

    Examples
    --------
    >>> spend = pd.Series([200.0, 3_000.0])
    >>> found = simulate_programme(spend, margin_rate=0.3, uplift=0.1, usage=1)
    >>> round(found.incremental_margin), round(found.cost, 1), round(found.roi, 2)
    (96, 33.0, 1.91)
    """
    amounts = _spend(spend)
    rate = require_number(margin_rate, "margin_rate", minimum=0, maximum=1)
    uplift = require_number(uplift, "uplift", minimum=-1)
    per_mad = require_number(points_per_mad, "points_per_mad", minimum=0)
    value = require_number(value_of_point, "value_of_point", minimum=0)
    life = require_whole(expiry_months, "expiry_months", minimum=1)
    step = require_number(reward_step, "reward_step", minimum=0)
    usage = require_number(usage, "usage", minimum=0, maximum=1)
    fixed = require_number(fixed_cost, "fixed_cost", minimum=0)
    with_it = amounts * (1 + uplift)
    points = with_it * per_mad * _multipliers(with_it, thresholds, bonus)
    within_reach = points * life / 12 >= step
    redeemed = float((points * usage)[within_reach].sum())
    earned = float(points.sum())
    margin = float((with_it - amounts).sum() * rate)
    cost = redeemed * value + fixed
    profit = margin - cost
    return Programme(
        earned,
        redeemed,
        1 - redeemed / earned if earned else float("nan"),
        margin,
        cost,
        profit,
        profit / cost if cost else float("nan"),
    )


def _multipliers(spend, thresholds, bonus) -> np.ndarray:
    if thresholds is None:
        if bonus:
            raise ValueError(
                "thresholds: a bonus needs the spend that opens each tier."
            )
        return np.ones(len(spend))
    names, limits = _limits(thresholds)
    bonus = {} if bonus is None else bonus
    unknown = [name for name in bonus if name not in names]
    if unknown:
        raise ValueError(
            f"bonus: no tier {unknown[0]!r} in thresholds; its tiers are: "
            f"{', '.join(names)}."
        )
    times = [1.0]
    for name in names:
        times.append(
            require_number(bonus.get(name, 1.0), f"bonus[{name!r}]", minimum=0)
        )
    return np.array(times)[np.searchsorted(limits, spend, side="right")]


# --- Arguments ----------------------------------------------------------------------


def _entries(ledger) -> pd.DataFrame:
    require_table(ledger, "ledger")
    day = require_dates(require_column(ledger, "entry_on", "ledger"), "entry_on")
    kind = require_column(ledger, "kind", "ledger")
    unknown = kind[~kind.isin(GRANTED + TAKEN)]
    if len(unknown):
        raise ValueError(
            f"column 'kind': {len(unknown)} of {len(kind)} entries are of an unknown "
            f"kind, for example {unknown.iloc[0]!r}; use "
            f"{', '.join(map(repr, GRANTED + TAKEN))}."
        )
    points = require_numbers(require_column(ledger, "points", "ledger"), "points")
    wrong = np.where(kind.isin(GRANTED), points < 0, points > 0)
    if wrong.any():
        raise ValueError(
            f"column 'points': {int(wrong.sum())} of {len(points)} entries have the "
            "wrong sign; points earned or of a referral are positive, points redeemed "
            "or expired negative."
        )
    return pd.DataFrame({"entry_on": day, "kind": kind.astype(str), "points": points})


def _until(entries, day) -> pd.DataFrame:
    seen = entries[entries["entry_on"] < day.normalize() + pd.Timedelta(days=1)]
    if seen.empty:
        raise ValueError(
            f"ledger: no entry until {day:%Y-%m-%d}; the first is of "
            f"{entries['entry_on'].min():%Y-%m-%d}. Take a later date."
        )
    return seen


def _visits(orders, members) -> pd.DataFrame:
    require_table(orders, "orders")
    require_table(members, "members")
    ids = require_ids(
        require_column(orders, "customer_id", "orders"), "customer_id"
    ).to_numpy()
    at = require_dates(require_column(orders, "ordered_at", "orders"), "ordered_at")
    of = require_ids(require_column(members, "customer_id", "members"), "customer_id")
    if of.duplicated().any():
        raise ValueError(
            f"column 'customer_id': {int(of.duplicated().sum())} members are listed "
            "twice; keep one row per member."
        )
    on = require_dates(require_column(members, "joined_on", "members"), "joined_on")
    joined = pd.Series(on.dt.normalize().to_numpy(), index=of.to_numpy())
    visits = pd.DataFrame({"customer_id": ids, "day": at.dt.normalize().to_numpy()})
    visits["joined_on"] = joined.reindex(ids).to_numpy()
    return visits.sort_values(["customer_id", "day"], ignore_index=True)


def _orders_between(visits, start, end) -> np.ndarray:
    """Count the orders of each row's customer from day + start to day + end - 1."""
    code = pd.factorize(visits["customer_id"], sort=True)[0].astype(np.int64)
    day = (visits["day"] - visits["day"].min()).dt.days.to_numpy(dtype=np.int64)
    # Each customer has a stretch of numbers wide enough for no window to leave it.
    width = int(day.max()) + 2 * (abs(start) + abs(end)) + 2
    place = code * width + day
    return np.searchsorted(place, place + end) - np.searchsorted(place, place + start)


def _spend(spend) -> np.ndarray:
    if not isinstance(spend, pd.Series):
        raise TypeError(
            f"spend: expected a pandas Series, found {type(spend).__name__}; pass one "
            "amount per member."
        )
    if spend.empty:
        raise ValueError("spend: the Series is empty; pass at least one member.")
    return require_numbers(spend, str(spend.name or "spend"), minimum=0)


def _limits(thresholds):
    if not isinstance(thresholds, dict) or not thresholds:
        raise ValueError(
            "thresholds: expected the least spend of each tier, such as "
            "{'silver': 3000, 'gold': 8000}."
        )
    for name, limit in thresholds.items():
        _positive(limit, f"thresholds[{name!r}]")
    names = sorted(thresholds, key=thresholds.get)
    limits = np.array([float(thresholds[name]) for name in names])
    if (np.diff(limits) == 0).any():
        raise ValueError("thresholds: two tiers begin at the same spend; keep one.")
    return names, limits


def _positive(value, argument) -> float:
    value = require_number(value, argument)
    if value <= 0:
        raise ValueError(f"{argument}: must be more than 0, found {value:g}.")
    return value
