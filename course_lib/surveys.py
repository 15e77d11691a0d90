"""What customers answer to surveys: NPS, CSAT, CES, each with its margin of error.

And whether several items measure one thing: Cronbach's alpha.
"""

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from course_lib.validation import (
    require_choice,
    require_number,
    require_numbers,
    require_table,
)

# Rocks (2016) compares ways to compute an interval; adding these imaginary answers
# before computing is among the best, and works when everybody is a promoter too.
EXTRA_PROMOTERS, EXTRA_PASSIVES, EXTRA_DETRACTORS = 0.75, 1.5, 0.75


class NPS(NamedTuple):
    """A Net Promoter Score, its interval (both −100 to 100) and its answers."""

    score: float
    low: float
    high: float
    promoters: int
    passives: int
    detractors: int


class Estimate(NamedTuple):
    """A measure, its confidence interval and the number of answers behind it."""

    score: float
    low: float
    high: float
    answers: int


class Difference(NamedTuple):
    """The gap between two scores and its confidence interval, in points."""

    gap: float
    low: float
    high: float


def nps(scores, *, confidence: float = 0.95) -> NPS:
    """Compute the Net Promoter Score of answers from 0 to 10, with its interval.

    The score is the percentage of promoters (9 and 10) minus the percentage of
    detractors (0 to 6). Passives (7 and 8) count in the total alone.

    Parameters
    ----------
    scores : Series, list or array
        Whole numbers from 0 to 10. Missing answers are left out of the calculation.
    confidence : float, default 0.95
        Between 0 and 1, both excluded.

    Returns
    -------
    NPS
        `score`, `low` and `high` from −100 to 100, and the number of `promoters`,
        `passives` and `detractors`. The interval is the adjusted Wald interval: 0.75
        promoter, 1.5 passive and 0.75 detractor are added to the answers before it is
        computed. It holds for answers drawn at random; it knows nothing of those who
        never answer.

    Raises
    ------
    TypeError, ValueError
        If an answer is no number, is not whole or is outside 0–10, or if there is none.

    Examples
    --------
    >>> found = nps([10, 9, 9, 8, 7, 3, None])
    >>> found.promoters, found.passives, found.detractors
    (3, 2, 1)
    >>> round(found.score, 1), round(found.low, 1), round(found.high, 1)
    (33.3, -26.7, 71.2)

    References
    ----------
    Reichheld, F. F. (2003). The one number you need to grow. Harvard Business Review,
    81(12), 46–54.
    Rocks, B. (2016). Interval estimation for the "Net Promoter Score". The American
    Statistician, 70(4), 365–372.
    """
    answers = _answers(scores, 0, 10)
    z = _quantile(confidence)
    promoters = int((answers >= 9).sum())
    detractors = int((answers <= 6).sum())
    passives = len(answers) - promoters - detractors
    middle, margin = _adjusted(promoters, passives, detractors, z)
    return NPS(
        score=100 * (promoters - detractors) / len(answers),
        low=max(-100.0, middle - margin),
        high=min(100.0, middle + margin),
        promoters=promoters,
        passives=passives,
        detractors=detractors,
    )


def nps_difference(first, second, *, confidence: float = 0.95) -> Difference:
    """Compute how far the NPS of one group is above that of another.

    Two intervals that overlap do not settle the matter: look instead whether the
    interval of the gap holds zero.

    Parameters
    ----------
    first, second : Series, list or array
        Answers from 0 to 10 of two separate groups of people; missing ones are left
        out.
    confidence : float, default 0.95
        Between 0 and 1, both excluded.

    Returns
    -------
    Difference
        `gap`, the first score minus the second, then `low` and `high`, in points
        (−200 to 200): the two adjusted Wald margins combined, as the root of the sum of
        their squares.

    Raises
    ------
    TypeError, ValueError
        As `nps`.

    Examples
    --------
    >>> found = nps_difference([10] * 30 + [5] * 10, [10] * 10 + [5] * 30)
    >>> found.gap, found.low > 0
    (100.0, True)

    References
    ----------
    Rocks, B. (2016). Interval estimation for the "Net Promoter Score". The American
    Statistician, 70(4), 365–372.
    """
    z = _quantile(confidence)
    one, other = nps(first), nps(second)
    middle, margin = _adjusted(one.promoters, one.passives, one.detractors, z)
    away, its_margin = _adjusted(other.promoters, other.passives, other.detractors, z)
    spread = math.hypot(margin, its_margin)
    return Difference(
        gap=one.score - other.score,
        low=max(-200.0, middle - away - spread),
        high=min(200.0, middle - away + spread),
    )


def csat(
    scores, *, satisfied: int = 4, highest: int = 5, confidence: float = 0.95
) -> Estimate:
    """Compute the percentage of satisfied customers, with its interval.

    Parameters
    ----------
    scores : Series, list or array
        Whole numbers from 1 to `highest`; missing answers are left out.
    satisfied : int, default 4
        The lowest answer that counts as satisfied.
    highest : int, default 5
        The top of the scale.
    confidence : float, default 0.95
        Between 0 and 1, both excluded.

    Returns
    -------
    Estimate
        `score`, `low` and `high` from 0 to 100, and the number of `answers`. The
        interval is Wilson's, which stays within 0 and 100.

    Raises
    ------
    TypeError, ValueError
        If an answer is no number, is not whole or is outside the scale, if there is
        none, or if `satisfied` is not on the scale.

    Examples
    --------
    >>> found = csat([5, 4, 4, 3, 2, None])
    >>> found.score, found.answers
    (60.0, 5)
    >>> round(found.low, 1), round(found.high, 1)
    (23.1, 88.2)

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association, 22(158), 209–212.
    """
    require_number(highest, "highest", minimum=2)
    require_number(satisfied, "satisfied", minimum=1, maximum=highest)
    answers = _answers(scores, 1, highest)
    z, count = _quantile(confidence), len(answers)
    share = (answers >= satisfied).mean()
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    spread = z * math.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    spread /= 1 + z**2 / count
    # At 0 and 100 % one bound is the score itself, which rounding may just miss.
    low, high = min(share, middle - spread), max(share, middle + spread)
    bounds = max(0.0, 100 * low), min(100.0, 100 * high)
    return Estimate(100 * float(share), *map(float, bounds), count)


def ces(scores, *, highest: int = 7, confidence: float = 0.95) -> Estimate:
    """Compute the mean effort customers report, with its interval.

    Parameters
    ----------
    scores : Series, list or array
        Whole numbers from 1 (very easy) to `highest` (very difficult); missing answers
        are left out.
    highest : int, default 7
        The top of the scale.
    confidence : float, default 0.95
        Between 0 and 1, both excluded.

    Returns
    -------
    Estimate
        `score`, `low` and `high` on the scale (the lower, the easier), and the number
        of `answers`. The interval is Student's, cut at the ends of the scale.

    Raises
    ------
    TypeError, ValueError
        If an answer is no number, is not whole or is outside the scale, or if there
        are fewer than two.

    Examples
    --------
    >>> found = ces([1, 2, 3, 4, 5])
    >>> found.score, round(found.low, 2), round(found.high, 2)
    (3.0, 1.04, 4.96)

    References
    ----------
    Dixon, M., Freeman, K. and Toman, N. (2010). Stop trying to delight your customers.
    Harvard Business Review, 88(7/8), 116–122.
    Student (1908). The probable error of a mean. Biometrika, 6(1), 1–25.
    """
    from scipy.special import stdtrit

    require_number(highest, "highest", minimum=2)
    answers = _answers(scores, 1, highest)
    count = len(answers)
    if count < 2:
        raise ValueError(
            "scores: one answer has no margin of error; give at least two."
        )
    _quantile(confidence)
    t = stdtrit(count - 1, (1 + confidence) / 2)
    mean, margin = answers.mean(), t * answers.std(ddof=1) / math.sqrt(count)
    low, high = max(1.0, mean - margin), min(float(highest), mean + margin)
    return Estimate(float(mean), float(low), float(high), count)


def cronbach_alpha(items, missing: str = "listwise", *, standardised=False) -> float:
    """Compute how far the items of a scale move together: Cronbach's alpha.

    α = k/(k − 1) × (1 − sum of the items' variances ÷ variance of their total), for
    k items.

    Parameters
    ----------
    items : DataFrame
        One column per item, one row per respondent. Items worded the other way round
        must have been reversed already (on a scale from 1 to 7: 8 minus the answer).
    missing : {"listwise", "pairwise"}, default "listwise"
        `"listwise"` keeps the respondents who answered every item; `"pairwise"` takes
        each variance and each covariance from all who answered the item or the pair.
    standardised : bool, default False
        True: every item is first put on the same footing (variance 1), as if α were
        computed from the correlations. It is another figure: say which one you give.

    Returns
    -------
    float
        At most 1. A negative value is returned as it is: it nearly always means that
        an item was not reversed.

    Raises
    ------
    TypeError, ValueError
        If there are fewer than two items, an item holds no numbers, infinite values or
        nothing at all, too few respondents answered, or the total (for
        `standardised=True`, an item) never varies.

    Examples
    --------
    >>> import pandas as pd
    >>> items = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 2, 4, 4], "c": [1, 3, 3, 5]})
    >>> round(cronbach_alpha(items), 3)
    0.933
    >>> items["c"] = 6 - items["c"]
    >>> round(cronbach_alpha(items), 3)
    -3.6

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests.
    Psychometrika, 16(3), 297–334.
    """
    require_choice(missing, "missing", ["listwise", "pairwise"])
    scores = _items(items)
    if missing == "listwise":
        complete = scores.dropna()
        if len(complete) < 2:
            raise ValueError(
                f"items: {len(complete)} of {len(scores)} respondents answered every "
                "item, and two are needed; pass missing='pairwise' or drop the item "
                "that few answered."
            )
        scores = complete
    covariance = _covariance(scores)
    if standardised:
        covariance = _correlation(covariance, items.columns)
    count, total = len(covariance), covariance.sum()
    # Sums of squares leave a speck where exact sums leave zero.
    if total <= 1e-12 * np.abs(covariance).sum():
        raise ValueError(
            "items: the total of the items does not vary from one respondent to the "
            "next, so alpha has no value; check that each row is one person's "
            "answers, and that no item cancels another."
        )
    return float(count / (count - 1) * (1 - np.trace(covariance) / total))


def _items(items) -> pd.DataFrame:
    """Return the items as numbers with gaps, or say which of them cannot be one."""
    require_table(items, "items")
    if items.shape[1] < 2:
        raise ValueError(
            f"items: alpha compares items with one another, found {items.shape[1]} "
            "column; pass two or more, for example "
            "surveys[['credibility_1', 'credibility_2', 'credibility_3']]."
        )
    columns = []
    for place, name in enumerate(items.columns):
        column = items.iloc[:, place]
        given = column.dropna()
        if given.empty:
            raise ValueError(
                f"column {name!r}: nobody answered this item; drop it, or check the "
                "filter that produced the table."
            )
        numbers = require_numbers(given, str(name))
        columns.append(pd.Series(numbers, index=np.flatnonzero(column.notna())))
    return pd.concat(columns, axis=1, keys=range(len(columns))).reindex(
        range(len(items))
    )


def _covariance(scores: pd.DataFrame) -> np.ndarray:
    """Return the covariances, each over the respondents who answered both items."""
    covariance = scores.cov(min_periods=2).to_numpy()
    if np.isnan(covariance).any():
        raise ValueError(
            "items: fewer than two respondents answered some pair of items, so their "
            "covariance has no value; drop the item that few answered."
        )
    return covariance


def _correlation(covariance: np.ndarray, names) -> np.ndarray:
    spread = np.sqrt(np.diag(covariance))
    if not spread.all():
        constant = names[int(np.flatnonzero(spread == 0)[0])]
        raise ValueError(
            f"column {constant!r}: everybody gave the same answer, so the item cannot "
            "be standardised; drop it or pass standardised=False."
        )
    return covariance / np.outer(spread, spread)


def _answers(scores, lowest: int, highest: int) -> np.ndarray:
    """Return the answers given, as numbers, or say which of them cannot be one."""
    if np.ndim(scores) != 1:
        raise TypeError(
            f"scores: expected one column of answers, found "
            f"{type(scores).__name__}; pass for example surveys['recommendation']."
        )
    column = pd.Series(scores)
    given = column.dropna()
    if given.empty:
        raise ValueError(
            f"scores: there is no answer among {len(column)} rows; check the filter "
            "that produced them."
        )
    values = require_numbers(given, "scores")
    scale = f"whole numbers from {lowest} to {highest}"
    outside = values[(values < lowest) | (values > highest)]
    if len(outside):
        raise ValueError(
            f"scores: {len(outside)} of {len(values)} answers are outside "
            f"{lowest}–{highest} (the first is {outside[0]:g}); this scale has "
            f"{scale}: is it the right column?"
        )
    broken = values[values != np.floor(values)]
    if len(broken):
        raise ValueError(
            f"scores: {len(broken)} of {len(values)} answers are not whole (the first "
            f"is {broken[0]:g}); give each person's answer, {scale}, not a mean."
        )
    return values


def _quantile(confidence: float) -> float:
    """Return how many standard errors the interval takes on each side."""
    confidence = require_number(confidence, "confidence")
    if not 0 < confidence < 1:
        raise ValueError(
            f"confidence: must lie between 0 and 1, found {confidence:g}; write 0.95 "
            "for 95 %."
        )
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _adjusted(promoters, passives, detractors, z) -> tuple[float, float]:
    """Return the middle and the margin of the adjusted Wald interval, in points."""
    up, down = promoters + EXTRA_PROMOTERS, detractors + EXTRA_DETRACTORS
    count = up + down + passives + EXTRA_PASSIVES
    middle = (up - down) / count
    variance = (up + down) / count - middle**2
    return 100 * middle, 100 * z * math.sqrt(variance / count)
