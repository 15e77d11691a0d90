"""What a customer is worth: the formula, and models of who stays and who buys.

The models are those of Fader and Hardie, fitted by maximum likelihood. Their *recency*
is the time from the first purchase to the last, and their *frequency* counts repeat
purchases only: see `btyd_summary`. Recency and frequency as RFM means them are made by
`segmentation.rfm_table`.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course_lib.grouping import customer_rows, day_numbers, last_day
from course_lib.validation import (
    require_choice,
    require_column,
    require_dates,
    require_day,
    require_number,
    require_numbers,
    require_table,
    require_whole,
)


class NoConvergence(ValueError, RuntimeError):
    """The likelihood has no maximum that could be found: there is no fit to use."""


def btyd_summary(
    transactions: pd.DataFrame,
    end,
    *,
    unit: str = "D",
    customer: str = "customer_id",
    date: str = "ordered_at",
    amount: str = "amount",
) -> pd.DataFrame:
    """Sum up each customer's purchases as the models of customer value need them.

    All that a customer buys in one calendar day is one purchase, and the first day is
    not counted: it made the person a customer.

    Parameters
    ----------
    transactions : DataFrame
        One row a transaction.
    end : date, Timestamp or ISO text
        The last day observed. Transactions after it are left out, and so are customers
        whose first purchase comes after it.
    unit : {"D", "W"}, default "D"
        Unit of time: days, or weeks with their fraction (10 days are 1.43 weeks).
    customer, date, amount : str
        The columns that hold the customer's identifier (text or whole numbers), the
        date or date-time, and what was paid (zero or more).

    Returns
    -------
    DataFrame
        Index `customer_id`, sorted; `frequency`, the days with a purchase after the
        first; `recency`, the time from the first such day to the last (not to `end`:
        that is the recency of RFM); `T`, the time from the first day to `end`;
        `monetary_value`, the mean total of the days after the first, in the unit of
        `amount`, and 0 for customers with no such day.

    Raises
    ------
    TypeError, ValueError
        For a missing column, a wrong type, missing identifiers, dates or amounts,
        negative amounts, an empty table, an unknown unit and no transaction up to
        `end`.

    Examples
    --------
    >>> orders = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 1, 2],
    ...         "ordered_at": ["2025-01-01", "2025-01-11", "2025-01-11", "2025-01-20"],
    ...         "amount": [100.0, 50.0, 30.0, 80.0],
    ...     }
    ... )
    >>> btyd_summary(orders, "2025-01-31")
                 frequency  recency   T  monetary_value
    customer_id
    1                    1       10  30            80.0
    2                    0        0  11             0.0

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). RFM and CLV: using iso-value
    curves for customer base analysis. Journal of Marketing Research 42, 415-430.
    """
    from scipy.sparse import csr_array

    require_table(transactions, "transactions")
    require_choice(unit, "unit", ["D", "W"])
    ids = require_column(transactions, customer, "customer")
    dates = require_dates(require_column(transactions, date, "date"), date)
    amounts = require_numbers(
        require_column(transactions, amount, "amount"),
        amount,
        minimum=0,
        advice="Take returns off the purchase they belong to, or keep only the rows "
        f"that are purchases: transactions[transactions[{amount!r}] >= 0].",
    )
    closing = last_day(require_day(end, "end"), dates, "end")

    # Fast because SciPy fills its sparse table of customers by days by counting, and so
    # sums the amounts of a day: no sort of the transactions and no group objects.
    days = day_numbers(dates)
    start = int(days.min())
    days = (days - start).astype("int32")
    rows, customers = customer_rows(ids, customer)
    if int(days.max()) > closing - start:
        kept = days <= closing - start
        rows, days, amounts = rows[kept], days[kept], amounts[kept]
        if not len(rows):
            raise ValueError(
                f"end: all {len(kept)} transactions come after {end}; give a later day."
            )
    daily = csr_array((amounts, (rows, days)), shape=(len(customers), days.max() + 1))
    daily.sum_duplicates()

    purchases = np.diff(daily.indptr)
    bought = purchases > 0
    opening = daily.indptr[:-1][bought]
    frequency = purchases[bought].astype("int64") - 1
    first = daily.indices[opening].astype("int64")
    last = daily.indices[opening + frequency]
    daily.data[opening] = 0
    repeats = np.add.reduceat(daily.data, opening)
    summary = pd.DataFrame(
        {
            "frequency": frequency,
            "recency": last - first,
            "T": closing - start - first,
            "monetary_value": repeats / np.maximum(frequency, 1),
        },
        index=customers[bought].rename("customer_id"),
    )
    if unit == "W":
        summary[["recency", "T"]] = summary[["recency", "T"]] / 7
    return summary


def clv(margin, retention, discount, horizon=None):
    """Value a customer: the margins to come, as likely as they are and discounted.

    `margin × (r/(1+i) + r²/(1+i)² + …)`, which is `margin × r / (1 + i − r)` when it
    never stops: the first margin counted is that of the next period, if the customer
    stays. Add one `margin` if the first is earned at once and for sure.

    Parameters
    ----------
    margin : number, array or Series
        Margin (not revenue) a period of a customer who is there.
    retention : number, array or Series
        Probability of staying from one period to the next, 0 to 1, the same for ever
        and for everybody: averaged over customers who differ, it misleads.
    discount : number, array or Series
        Discount rate a period, 0 or more; periods must be those of the margin.
    horizon : int, optional
        How many periods to count. By default all that come.

    Returns
    -------
    float, array or Series
        The value today, in the unit of `margin`, without the cost of acquisition.

    Raises
    ------
    TypeError, ValueError
        For what is not a number, retention outside 0 to 1, a negative discount, and no
        horizon when nobody ever leaves and nothing is discounted.

    Examples
    --------
    >>> round(clv(100, 0.8, 0.12), 2)
    250.0
    >>> round(clv(100, 0.8, 0.12, horizon=3), 2)
    158.89

    References
    ----------
    Gupta, S. and Lehmann, D. R. (2003). Customers as assets. Journal of Interactive
    Marketing 17(1), 9-24.
    """
    (m, r, i), shaped = _columns(margin=margin, retention=retention, discount=discount)
    for name, values, low, high in (
        ("retention", r, 0, 1),
        ("discount", i, 0, np.inf),
    ):
        wrong = values[(values < low) | (values > high)]
        if len(wrong):
            between = "between 0 and 1" if high == 1 else "0 or more"
            raise ValueError(
                f"{name}: must be {between}, found {wrong[0]:g}; write 12 % as 0.12."
            )
    ratio = r / (1 + i)
    if horizon is None:
        if (ratio == 1).any():
            raise ValueError(
                "horizon: with retention 1 and discount 0 the value has no end; give a "
                "number of periods."
            )
        return shaped(m * r / (1 + i - r))
    horizon = require_whole(horizon, "horizon", minimum=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        # 1 - ratio^h, kept exact when ratio is close to 1.
        multiple = ratio * -np.expm1(horizon * np.log(ratio)) / ((1 + i - r) / (1 + i))
    return shaped(m * np.where(ratio == 1, horizon, multiple))


@dataclass(frozen=True)
class ShiftedBetaGeometric:
    """What `fit_sbg` returns: each customer leaves at a rate of his or her own."""

    alpha: float
    beta: float
    log_likelihood: float

    def survival(self, t):
        """Return the share of the cohort still there after `t` periods (0 or more)."""
        from scipy.special import gammaln

        (t,), shaped = _columns(t=t)
        _at_least("t", t, 0)
        total = self.alpha + self.beta
        return shaped(
            np.exp(
                gammaln(self.beta + t)
                - gammaln(self.beta)
                - gammaln(total + t)
                + gammaln(total)
            )
        )

    def retention(self, t):
        """Return the share of those there after `t` - 1 periods who stay for the next.

        It rises with `t` (1 or more) though nobody changes: those who leave easily are
        gone first.
        """
        (t,), shaped = _columns(t=t)
        _at_least("t", t, 1)
        return shaped((self.beta + t - 1) / (self.alpha + self.beta + t - 1))


def fit_sbg(surviving) -> ShiftedBetaGeometric:
    """Fit the shifted-beta-geometric model of retention to one cohort.

    For a contract renewed or not at the end of each period. Each customer leaves with a
    probability of his or her own, always the same; these vary between customers as a
    beta distribution.

    Parameters
    ----------
    surviving : Series, array or list of numbers
        Customers at the start, after one period, after two …: at least three numbers,
        none above the one before. Numbers, not shares: the likelihood counts customers.

    Returns
    -------
    ShiftedBetaGeometric
        `.alpha`, `.beta`, `.log_likelihood`; `.survival(t)` and `.retention(t)`, for a
        number, a list, an array or a Series of numbers of periods.

    Raises
    ------
    TypeError, ValueError
        For numbers that are missing, negative or rise, or fewer than three.
    NoConvergence
        When the likelihood has no maximum: the model wants a retention that rises with
        age, so a cohort whose retention is level or falls has no estimate.

    Examples
    --------
    >>> model = fit_sbg([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> round(model.alpha, 3), round(model.beta, 3), round(model.log_likelihood, 2)
    (0.668, 3.806, -1611.16)
    >>> round(model.survival(12), 3)
    0.378

    References
    ----------
    Fader, P. S. and Hardie, B. G. S. (2007). How to project customer retention. Journal
    of Interactive Marketing 21(1), 76-90.
    """
    (there,), _ = _columns(surviving=surviving)
    _at_least("surviving", there, 0)
    if len(there) < 3:
        raise ValueError(
            f"surviving: {len(there)} numbers cannot fit two parameters; give the "
            "customers at the start and after at least two periods."
        )
    if (np.diff(there) > 0).any():
        place = int(np.argmax(np.diff(there) > 0)) + 1
        raise ValueError(
            f"surviving: rises from {there[place - 1]:g} to {there[place]:g} after "
            f"{place} periods; a cohort only loses customers."
        )
    kept, lost = there[1:], there[:-1] - there[1:]
    age = np.arange(len(kept))

    def gradient(logs):
        alpha, beta = np.exp(logs)
        total = alpha + beta + age
        value = np.sum(
            lost * np.log(alpha / total) + kept * np.log((beta + age) / total)
        )
        both = np.sum((lost + kept) / total)
        slope = [lost.sum() / alpha - both, np.sum(kept / (beta + age)) - both]
        return value, np.multiply(slope, [alpha, beta])

    (alpha, beta), likelihood = _maximise(
        gradient,
        [[1, 1], [0.5, 5], [5, 5], [0.1, 0.1]],
        ["alpha", "beta"],
        "Retention must rise with age, some customers must leave and some must stay.",
    )
    return ShiftedBetaGeometric(alpha, beta, likelihood)


@dataclass(frozen=True, eq=False)
class BGNBD:
    """What `fit_bgnbd` returns: buyers who buy at random until they drop out."""

    params: pd.Series
    log_likelihood: float

    def probability_alive(self, frequency, recency, T):  # noqa: N803
        """Return the probability that a customer has not dropped out.

        In this model one drops out just after a purchase, so whoever never bought again
        is alive for certain.
        """
        histories, shaped = _columns(frequency=frequency, recency=recency, T=T)
        _check_histories(*histories)
        return shaped(self._alive(*histories))

    def expected_purchases(self, t, frequency, recency, T):  # noqa: N803
        """Return the purchases to expect in the `t` units of time after `T`.

        `t`, `recency` and `T` are in the unit of the fit. A customer who starts today
        has `frequency`, `recency` and `T` all 0.
        """
        (t, *histories), shaped = _columns(
            t=t, frequency=frequency, recency=recency, T=T
        )
        _at_least("t", t, 0)
        _check_histories(*histories)
        x, _, age = histories
        return shaped(self._alive(*histories) * self._purchases(t, x, age))

    def _alive(self, x, last, age):
        from scipy.special import expit

        r, alpha, a, b = self.params
        odds = np.log(a / (b + np.maximum(x, 1) - 1)) + (r + x) * (
            np.log1p(age / alpha) - np.log1p(last / alpha)
        )
        return np.where(x > 0, expit(-odds), 1.0)

    def _purchases(self, t, x, age):
        """Return the purchases to expect of customers known to be alive."""
        from scipy.special import hyp2f1

        r, alpha, a, b = self.params
        z = t / (alpha + age + t)

        def formula(a):
            # The published formula with its hypergeometric function transformed (Euler,
            # 15.8.1 in the DLMF), so that many purchases do not make its terms explode.
            # SciPy's still overflows where a - r is exactly a whole number: an unseen
            # difference keeps off it.
            off = 2e-10 if abs(r - a - round(r - a)) < 1e-10 else 0.0
            c = a + b + x - 1
            series = hyp2f1(a + b - r - 1 - off, a - 1, c, z)
            return c / (a - 1) * (1 - np.exp((a - 1) * np.log1p(-z)) * series)

        if min(abs(a - 1), abs(a + b - 1)) > 1e-3:
            return formula(a)
        # There it reads 0/0, or nearly, though it is smooth: interpolate across, exact
        # to the fourth power of the distance.
        near = formula(a + 2e-3) + formula(a - 2e-3)
        far = formula(a + 4e-3) + formula(a - 4e-3)
        return (4 * near - far) / 6


def fit_bgnbd(frequency, recency, T, weights=None) -> BGNBD:  # noqa: N803
    """Fit the BG/NBD model of repeat purchases to a customer base without contract.

    While alive, a customer buys at random at a rate of his or her own (a gamma
    distribution, `r` and `alpha`, over customers); after each purchase he or she drops
    out for ever with a probability of his or her own (a beta distribution, `a`, `b`).

    Parameters
    ----------
    frequency, recency, T : Series, array or list of numbers
        As `btyd_summary` gives them: repeat purchases (whole numbers), time from the
        first purchase to the last, time from the first to the end of observation. Any
        one unit of time; `alpha` is in it, and so is what the model predicts.
    weights : Series, array or list of numbers, optional
        How many customers each row stands for. By default 1.

    Returns
    -------
    BGNBD
        `.params`, a Series of `r`, `alpha`, `a`, `b`; `.log_likelihood`;
        `.probability_alive(frequency, recency, T)` and
        `.expected_purchases(t, frequency, recency, T)`, which take a number, a list, an
        array or a Series, and keep the index of a Series.

    Raises
    ------
    TypeError, ValueError
        For values that are missing or negative, a frequency that is not whole, a
        recency above `T` or above 0 without repeat purchase, and indexes that differ.
    NoConvergence
        When the likelihood has no maximum, as when nobody drops out, or when all
        customers drop out, or buy, at one same rate.

    Examples
    --------
    >>> model = BGNBD(
    ...     pd.Series({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}), 0
    ... )
    >>> round(model.expected_purchases(39, frequency=2, recency=30.43, T=38.86), 3)
    1.226
    >>> round(model.probability_alive(frequency=2, recency=30.43, T=38.86), 3)
    0.727

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). "Counting your customers" the
    easy way: an alternative to the Pareto/NBD model. Marketing Science 24, 275-284.
    """
    from scipy.special import expit, gammaln, psi

    weights = 1 if weights is None else weights
    (x, last, age, weight), _ = _columns(
        frequency=frequency, recency=recency, T=T, weights=weights
    )
    _check_histories(x, last, age)
    _at_least("weights", weight, 0)
    if not (weight[x > 0] > 0).any():
        raise ValueError(
            f"frequency: none of {len(x)} customers bought again, which says nothing "
            "of a rate; observe them longer."
        )
    # Fast because customers who never came back differ only by their age, and the gamma
    # functions depend on nothing but the number of purchases: few different values.
    once, again = x == 0, x > 0
    once_age, place = np.unique(age[once], return_inverse=True)
    once_weight = np.bincount(place, weights=weight[once], minlength=len(once_age))
    counts, place = np.unique(x, return_inverse=True)
    count_weight = np.bincount(place, weights=weight)
    x, last, age, weight = x[again], last[again], age[again], weight[again]
    everybody = count_weight.sum()
    # In units of the mean age, so that one set of starts suits days, weeks and years.
    scale = (once_age @ once_weight + age @ weight) / everybody

    def gradient(logs):
        r, alpha, a, b = np.exp(logs)
        alpha = alpha * scale
        once_log = np.log1p(once_age / alpha)
        log_age, log_last = np.log1p(age / alpha), np.log1p(last / alpha)
        gap = np.log(a / (b + x - 1)) + (r + x) * (log_age - log_last)
        gone = expit(gap)  # probability of having dropped out after the last purchase
        value = (
            count_weight
            @ (
                gammaln(r + counts)
                - gammaln(r)
                - counts * np.log(alpha)
                + gammaln(a + b)
                - gammaln(a + b + counts)
                + gammaln(b + counts)
                - gammaln(b)
            )
            - r * (once_weight @ once_log)
            + weight @ (np.logaddexp(0, gap) - (r + x) * log_age)
        )
        in_r = (
            count_weight @ (psi(r + counts) - psi(r))
            - once_weight @ once_log
            - weight @ (log_age + gone * (log_last - log_age))
        )
        # d log1p(age / alpha) / d log(alpha) is -age / (alpha + age).
        share_age, share_last = age / (alpha + age), last / (alpha + last)
        in_log_alpha = (
            r * (once_weight @ (once_age / (alpha + once_age)))
            + weight @ ((r + x) * (share_age + gone * (share_last - share_age)))
            - count_weight @ counts
        )
        both = psi(a + b) - psi(a + b + counts)
        in_a = count_weight @ both + weight @ gone / a
        in_b = count_weight @ (both + psi(b + counts) - psi(b)) - weight @ (
            gone / (b + x - 1)
        )
        return value, np.array([r * in_r, in_log_alpha, a * in_a, b * in_b])

    (r, alpha, a, b), likelihood = _maximise(
        gradient,
        [[0.5, 0.5, 0.5, 2], [1, 0.1, 2, 2]],
        ["r", "alpha", "a", "b"],
        "Customers must differ in how often they buy, and some must have dropped out: "
        "observe more of them, or for longer.",
    )
    params = pd.Series({"r": r, "alpha": alpha * scale, "a": a, "b": b}, name="value")
    return BGNBD(params, likelihood)


@dataclass(frozen=True, eq=False)
class GammaGamma:
    """What `fit_gamma_gamma` returns: customers who spend about a mean of their own."""

    params: pd.Series
    log_likelihood: float

    def expected_spend(self, frequency, monetary_value):
        """Return the mean spend a purchase to expect of each customer from now on.

        Between what the customer spent and the mean of all, nearer the first the more
        repeat purchases there are; a customer with none (`frequency` 0, whatever the
        `monetary_value`) is expected to spend the mean of all, `p * v / (q - 1)`.
        """
        (x, spend), shaped = _columns(
            frequency=frequency, monetary_value=monetary_value
        )
        _check_spend(x, spend)
        p, q, v = self.params
        weight = p * x + q - 1
        if (weight <= 0).any():
            raise ValueError(
                f"frequency: {int((weight <= 0).sum())} of {len(x)} customers have too "
                f"few purchases for their mean spend to be finite (q is {q:.3g}, under "
                "1); give only customers who bought again."
            )
        return shaped(p * (v + x * spend) / weight)


def fit_gamma_gamma(frequency, monetary_value) -> GammaGamma:
    """Fit the Gamma-Gamma model of what customers spend a purchase.

    A customer's purchases vary around a mean of his or her own (a gamma distribution of
    shape `p`), and those means vary between customers (`q` and `v`). It supposes that
    how much a customer spends has nothing to do with how often: look at their
    correlation first.

    Parameters
    ----------
    frequency, monetary_value : Series, array or list of numbers
        As `btyd_summary` gives them: repeat purchases, and their mean amount. Rows with
        frequency 0 say nothing of spend and are left out.

    Returns
    -------
    GammaGamma
        `.params`, a Series of `p`, `q`, `v` (`v` in the unit of the amounts);
        `.log_likelihood`; `.expected_spend(frequency, monetary_value)`, which takes a
        number, a list, an array or a Series, and keeps the index of a Series.

    Raises
    ------
    TypeError, ValueError
        For values that are missing or negative, and a customer with repeat purchases
        who spent nothing.
    NoConvergence
        When the likelihood has no maximum, as when all customers spend the same.

    Examples
    --------
    >>> model = GammaGamma(pd.Series({"p": 6.25, "q": 3.74, "v": 15.44}), 0)
    >>> round(model.expected_spend(frequency=0, monetary_value=0), 2)
    35.22
    >>> round(model.expected_spend(frequency=2, monetary_value=22.35), 2)
    24.66

    References
    ----------
    Fader, P. S. and Hardie, B. G. S. (2013). The Gamma-Gamma model of monetary value.
    http://brucehardie.com/notes/025/
    """
    from scipy.special import betaln, psi

    (x, spend), _ = _columns(frequency=frequency, monetary_value=monetary_value)
    _check_spend(x, spend)
    x, spend = x[x > 0], spend[x > 0]
    if len(x) < 2:
        raise ValueError(
            f"frequency: {len(x)} customers bought again; the model needs two or more, "
            "in practice hundreds."
        )
    total, constant = x * spend, np.log(spend).sum()
    scale = spend.mean()
    counts, place = np.unique(x, return_inverse=True)
    customers = np.bincount(place)

    def gradient(logs):
        p, q, v = np.exp(logs)
        v = v * scale
        above, below = np.log1p(total / v), np.log1p(v / total)
        shapes = p * counts
        value = (
            -customers @ betaln(shapes, q)
            - q * above.sum()
            - p * (x @ below)
            - constant
        )
        joint = psi(shapes + q)
        in_p = customers @ (counts * (joint - psi(shapes))) - x @ below
        in_q = customers @ joint - len(x) * psi(q) - above.sum()
        in_log_v = np.sum((q * total - p * x * v) / (v + total))
        return value, np.array([p * in_p, q * in_q, in_log_v])

    (p, q, v), likelihood = _maximise(
        gradient,
        [[2, 2, 1], [6, 4, 0.5], [0.5, 1.2, 1], [20, 10, 0.5]],
        ["p", "q", "v"],
        "Customers must differ in what they spend, and from one purchase to the next.",
    )
    return GammaGamma(
        pd.Series({"p": p, "q": q, "v": v * scale}, name="value"), likelihood
    )


def residual_value(
    purchases: BGNBD,
    spend: GammaGamma,
    summary: pd.DataFrame,
    *,
    margin_rate: float,
    discount: float,
    horizon: int,
    year: float = 365 / 7,
) -> pd.Series:
    """Value what each customer is expected to leave in the years to come.

    For each year, the purchases expected of the customer times the margin of one
    purchase, discounted as `clv` does it: the margins of a year count at its end.

    Parameters
    ----------
    purchases : BGNBD
        The model of purchases, as `fit_bgnbd` gives it.
    spend : GammaGamma
        The model of spend, as `fit_gamma_gamma` gives it.
    summary : DataFrame
        As `btyd_summary` gives it: `frequency`, `recency`, `T`, `monetary_value`.
    margin_rate : float
        Margin left by one dirham of purchases, 0 to 1: 0.2 for 20 %.
    discount : float
        Discount rate a year, 0 or more: 0.12 for 12 %.
    horizon : int
        Years to count.
    year : float, default 365 / 7
        Length of a year in the unit of the summary: weeks by default, 365 for days.

    Returns
    -------
    Series
        The value today of each customer, in the unit of `monetary_value`; index of
        `summary`. What the customer left so far is not in it.

    Raises
    ------
    TypeError, ValueError
        For a missing column, a margin rate outside 0 to 1, a negative discount, a
        horizon that is not a whole number of years, and impossible histories.

    Examples
    --------
    >>> purchases = BGNBD(
    ...     pd.Series({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}), 0
    ... )
    >>> spend = GammaGamma(pd.Series({"p": 6.25, "q": 3.74, "v": 15.44}), 0)
    >>> summary = pd.DataFrame(
    ...     {"frequency": 2, "recency": 30.43, "T": 38.86, "monetary_value": 22.35},
    ...     index=[1],
    ... )
    >>> value = residual_value(
    ...     purchases, spend, summary, margin_rate=0.3, discount=0.15, horizon=3
    ... )
    >>> value.round(2).to_dict()
    {1: 20.58}

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). RFM and CLV: using iso-value
    curves for customer base analysis. Journal of Marketing Research 42, 415-430.
    """
    history, amounts, rates = _prospects(summary, margin_rate, discount, horizon, year)
    before, total = 0.0, 0.0
    for number, rate in enumerate(rates, start=1):
        after = purchases.expected_purchases(number * year, *history)
        total, before = total + (after - before) * rate, after
    return margin_rate * spend.expected_spend(history[0], amounts) * total


def simulate_value(
    purchases: BGNBD,
    spend: GammaGamma,
    summary: pd.DataFrame,
    *,
    margin_rate: float,
    discount: float,
    horizon: int,
    year: float = 365 / 7,
    draws: int = 200,
    seed: int = 0,
) -> np.ndarray:
    """Draw what each customer may leave in the years to come, many times over.

    The mean of the draws is `residual_value`; their spread is what chance alone makes
    of it, if the two models and their parameters are true. Errors of the models are
    not in it.

    Parameters
    ----------
    purchases, spend, summary, margin_rate, discount, horizon, year
        As `residual_value` takes them.
    draws : int, default 200
        How many futures to draw.
    seed : int, default 0
        Same seed, same draws.

    Returns
    -------
    array
        One row per customer, in the order of `summary`; one column per draw.

    Raises
    ------
    TypeError, ValueError
        As `residual_value`.

    Examples
    --------
    >>> purchases = BGNBD(
    ...     pd.Series({"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}), 0
    ... )
    >>> spend = GammaGamma(pd.Series({"p": 6.25, "q": 3.74, "v": 15.44}), 0)
    >>> summary = pd.DataFrame(
    ...     {"frequency": 2, "recency": 30.43, "T": 38.86, "monetary_value": 22.35},
    ...     index=[1],
    ... )
    >>> drawn = simulate_value(
    ...     purchases,
    ...     spend,
    ...     summary,
    ...     margin_rate=0.3,
    ...     discount=0.15,
    ...     horizon=3,
    ...     draws=9,
    ... )
    >>> drawn.shape
    (1, 9)
    """
    history, amounts, rates = _prospects(summary, margin_rate, discount, horizon, year)
    draws = require_whole(draws, "draws", minimum=1)
    alive = purchases.probability_alive(*history).to_numpy()[:, None]
    x, _, age = (column.to_numpy(dtype="float64")[:, None] for column in history)
    spent = amounts.to_numpy(dtype="float64")[:, None]
    size, rng = (len(x), draws), np.random.default_rng(seed)

    # What is known of a living customer after these purchases: a rate and a chance of
    # leaving, then the number of the purchase after which he or she leaves.
    r, alpha, a, b = purchases.params
    rate = rng.gamma(r + x, 1 / (alpha + age), size)
    leaving = np.clip(rng.beta(a, b + x, size), 1e-12, 1)
    last = np.where(rng.random(size) < alive, rng.geometric(leaving), 0)

    p, q, v = spend.params
    scale = 1 / rng.gamma(q + p * x, 1 / (v + x * spent), size)
    total = np.zeros(size)
    wanted, before = np.zeros(size, dtype="int64"), np.zeros(size, dtype="int64")
    for rate_of_year in rates:
        wanted += rng.poisson(rate * year)
        bought = np.minimum(wanted, last) - before
        total += rate_of_year * scale * rng.gamma(p * bought)
        before += bought
    return margin_rate * total


def _prospects(summary, margin_rate, discount, horizon, year):
    """Check what values are made from; return histories, amounts, discount factors."""
    require_table(summary, "summary")
    history = [
        require_column(summary, name, "summary") for name in ("frequency", "recency")
    ]
    history.append(require_column(summary, "T", "summary"))
    amounts = require_column(summary, "monetary_value", "summary")
    require_number(margin_rate, "margin_rate", minimum=0, maximum=1)
    require_number(discount, "discount", minimum=0)
    require_number(year, "year", minimum=0)
    years = np.arange(1, require_whole(horizon, "horizon", minimum=1) + 1)
    return history, amounts, (1 + discount) ** -years.astype("float64")


def _maximise(gradient, starts, names, advice):
    """Return the parameters, all above 0, that make a log-likelihood greatest.

    `gradient` gives the log-likelihood and its derivatives for the logarithms of the
    parameters. The best of several climbs counts, and only if it ended at a top.
    """

    def loss(logs):
        value, slope = gradient(logs)
        return -value, -slope

    ends = [_descend(loss, np.log(start)) for start in starts]
    place, value, reached = min(ends, key=lambda end: end[1])
    if not reached:
        where = ", ".join(
            f"{name} {number:.3g}"
            for name, number in zip(names, np.exp(place), strict=True)
        )
        raise NoConvergence(
            "no convergence: the likelihood goes on rising without a top (last tried, "
            f"in the scale of the data: {where}), so there is no estimate. {advice}"
        )
    return np.exp(place).tolist(), float(-value)


def _descend(loss, place):
    """Return where Newton's method ends, the loss there, and whether it is a minimum.

    It is one where the loss curves up in every direction, beyond rounding, and Newton's
    last step is next to nothing. On a ridge that falls for ever the slope fades too,
    but as slowly as the curve, so that the step stays long: that is not a minimum.
    """
    limit, bump = 16.0, 1e-5
    value, slope = loss(place)
    for _ in range(100):
        rows = [loss(place + side)[1] - slope for side in bump * np.eye(len(place))]
        curve = (np.array(rows) + np.transpose(rows)) / (2 * bump)
        strengths, axes = np.linalg.eigh(curve)
        rounding = 1e-7 * abs(value)
        # Where it curves down, its strength is turned round so that the step descends.
        step = axes @ (axes.T @ slope / np.maximum(np.abs(strengths), rounding))
        length = np.abs(step).max()
        if length < 1e-7:
            return place - step, value, bool(strengths[0] > rounding)
        step /= max(1.0, length)
        after = loss(place - step)
        while not after[0] <= value + 1e-12 * abs(value) and length > 1e-9:
            step, length = step / 2, length / 2
            after = loss(place - step)
        place, (value, slope) = place - step, after
        if length <= 1e-9 or np.abs(place).max() > limit:
            break
    return place, value, False


def _columns(**arguments):
    """Return the arguments as arrays of one length, and how to shape the answer.

    Numbers alone give a number, a Series gives a Series with its index, anything else
    an array.
    """
    index, arrays = None, []
    for name, values in arguments.items():
        if np.ndim(values) > 1:
            raise TypeError(
                f"{name}: expected a number, a list, an array or a Series, found "
                f"{type(values).__name__} with {np.ndim(values)} dimensions."
            )
        if isinstance(values, pd.Series):
            if index is not None and not values.index.equals(index):
                raise ValueError(
                    f"{name}: its index is not that of the other columns, so the rows "
                    "may not match; take them all from one table."
                )
            index = values.index
        column = pd.Series(values if np.ndim(values) else [values])
        if column.empty:
            raise ValueError(f"{name}: no values; check the filter that made it empty.")
        arrays.append(require_numbers(column, name))
    lengths = {
        name: len(array)
        for name, array in zip(arguments, arrays, strict=True)
        if np.ndim(arguments[name])
    }
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"lengths differ ({found}); give one value for each row.")

    def shaped(answer):
        if index is not None:
            return pd.Series(answer, index=index)
        return answer if lengths else float(answer[0])

    return np.broadcast_arrays(*arrays), shaped


def _at_least(name: str, values: np.ndarray, minimum: float) -> None:
    if values.min() < minimum:
        low = values[values < minimum]
        raise ValueError(
            f"{name}: {len(low)} of {len(values)} values are below {minimum} (lowest "
            f"{low.min():g}); correct or drop them first."
        )


def _whole_counts(frequency: np.ndarray) -> None:
    _at_least("frequency", frequency, 0)
    broken = frequency[frequency != np.floor(frequency)]
    if len(broken):
        raise ValueError(
            f"frequency: {len(broken)} of {len(frequency)} values are not whole (first "
            f"{broken[0]:g}); it counts repeat purchases, as btyd_summary does."
        )


def _check_histories(frequency, recency, age) -> None:
    _whole_counts(frequency)
    _at_least("recency", recency, 0)
    _at_least("T", age, 0)
    advice = (
        "here recency is the time from the first purchase to the last, not the time "
        "since the last one as in RFM; take it from btyd_summary."
    )
    late = int((recency > age).sum())
    if late:
        raise ValueError(
            f"recency: above T in {late} of {len(age)} rows, that is, a last purchase "
            f"after the end of observation; {advice}"
        )
    wrong = int(((frequency == 0) & (recency > 0)).sum())
    if wrong:
        raise ValueError(
            f"recency: above 0 in {wrong} of {len(age)} rows without any repeat "
            f"purchase; {advice}"
        )


def _check_spend(frequency, spend) -> None:
    _whole_counts(frequency)
    _at_least("monetary_value", spend, 0)
    free = int(((frequency > 0) & (spend == 0)).sum())
    if free:
        raise ValueError(
            f"monetary_value: {free} of {len(spend)} customers bought again but spent "
            "0, which a gamma distribution cannot; drop them first."
        )
