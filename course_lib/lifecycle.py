"""The life of a customer: funnel, cohorts, survival, moves between states."""

import numpy as np
import pandas as pd

from course_lib.grouping import customer_rows, day_numbers, distinct
from course_lib.validation import (
    require_choice,
    require_column,
    require_dates,
    require_numbers,
    require_table,
)


def cohort_table(
    transactions: pd.DataFrame,
    period: str = "M",
    *,
    customer: str = "customer_id",
    date: str = "ordered_at",
) -> pd.DataFrame:
    """Count the customers of each cohort who are active at each age.

    A customer's cohort is the period of the first transaction in the table, and the age
    of a transaction is the number of periods since; someone who buys five times in a
    period is active once.

    Parameters
    ----------
    transactions : DataFrame
        One row a transaction.
    period : {"M", "D", "W", "Q", "Y"}, default "M"
        Calendar month, day, week (Monday to Sunday), quarter or year.
    customer, date : str
        The columns that hold the customer's identifier and the date or date-time.

    Returns
    -------
    DataFrame
        Index `cohort`, the periods in which somebody came (a `PeriodIndex`); columns
        `age`, 0, 1, 2 … Column 0 is the size of the cohort. A cell in which nobody was
        active holds 0; a cell that lies after the last period of the table is missing
        (NaN): it is not known yet, and must not weigh on an average. The last period
        counts even if the table stops in the middle of it.

    Raises
    ------
    TypeError, ValueError
        For a missing column, missing identifiers or dates, unreadable dates, an unknown
        period and an empty table.

    Examples
    --------
    >>> orders = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 2, 2, 3],
    ...         "ordered_at": [
    ...             "2025-01-05",
    ...             "2025-03-01",
    ...             "2025-01-20",
    ...             "2025-02-02",
    ...             "2025-02-14",
    ...         ],
    ...     }
    ... )
    >>> cohort_table(orders)
    age        0    1    2
    cohort
    2025-01  2.0  1.0  1.0
    2025-02  1.0  0.0  NaN

    References
    ----------
    Blattberg, R. C., Kim, B.-D. and Neslin, S. A. (2008). Database Marketing. Springer.
    """
    require_table(transactions, "transactions")
    period = require_choice(period, "period", ["D", "W", "M", "Q", "Y"])
    ids = require_column(transactions, customer, "customer")
    dates = require_dates(require_column(transactions, date, "date"), date)

    # Fast because only the few different days are turned into periods, and a customer's
    # different periods are ticked off a plain array: no sort and no group objects.
    days = day_numbers(dates)
    start = int(days.min())
    days -= start
    calendar = (start + np.arange(days.max() + 1)).astype("datetime64[D]")
    periods = pd.DatetimeIndex(calendar).to_period(period)
    numbers = periods.asi8 - periods.asi8[0]
    span = int(numbers[-1]) + 1
    rows, customers = customer_rows(ids, customer)
    when = numbers[days]
    first = np.full(len(customers), span)
    np.minimum.at(first, rows, when)
    rows *= span
    rows += when
    active = distinct(rows, len(customers) * span)

    # From (customer, period) to (cohort, age); nobody's row of customers has no cohort.
    came = np.bincount(first, minlength=span + 1)[:span] > 0
    place = np.cumsum(np.append(came, False)) - 1
    active += (place[first] * span - first - np.arange(len(first)) * span)[
        active // span
    ]
    cohorts = np.flatnonzero(came)
    counts = np.bincount(active, minlength=len(cohorts) * span).astype("float64")
    counts = counts.reshape(len(cohorts), span)
    counts[np.add.outer(cohorts, np.arange(span)) >= span] = np.nan
    return pd.DataFrame(
        counts,
        index=periods[np.searchsorted(numbers, cohorts)].rename("cohort"),
        columns=pd.RangeIndex(span, name="age"),
    )


def survival_curve(durations, observed) -> pd.DataFrame:
    """Estimate the share still there after each time, censored customers included.

    Kaplan and Meier's estimate. A customer who had not left when observation stopped
    (`observed` false) counts as at risk up to then, and is not taken for lost.

    Parameters
    ----------
    durations : Series, array or list of numbers, zero or more
        How long each customer was observed, in any one unit.
    observed : Series, array or list of booleans (or 0 and 1)
        True where the event (departure, second purchase …) happened at the end of the
        duration, False where it had not happened yet. Censored at the time of an event
        counts as still at risk then.

    Returns
    -------
    DataFrame
        One row for each time at which an event happened: `time`; `at_risk`, customers
        observed until then; `events`; `survival`, share beyond that time; `lower` and
        `upper`, a 95 % pointwise interval. Before the first row the survival is 1;
        after a row it stays until the next. No event, no row.

        The interval is Greenwood's on the scale of log(-log(survival)), as Kalbfleisch
        and Prentice give it, so it stays between 0 and 1. Where the survival reaches 0
        that scale has no end: `lower` is 0 and `upper` stays at its last value.

    Raises
    ------
    TypeError, ValueError
        For durations that are missing, infinite or negative, for `observed` other than
        true or false, and for two lengths or two indexes that differ.

    Examples
    --------
    >>> survival_curve([1, 2, 2, 3, 5], [True, True, False, True, False]).round(3)
       time  at_risk  events  survival  lower  upper
    0   1.0        5       1       0.8  0.204  0.969
    1   2.0        4       1       0.6  0.126  0.882
    2   3.0        2       1       0.3  0.012  0.719

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete
    observations. J. Am. Stat. Assoc. 53, 457-481. Kalbfleisch, J. D. and Prentice,
    R. L. (2002). The Statistical Analysis of Failure Time Data, 2nd ed. Wiley.
    """
    _same_rows(durations=durations, observed=observed)
    lengths = require_numbers(pd.Series(durations), "durations", minimum=0)
    events_seen = _booleans(observed, "observed")

    times, position = np.unique(lengths, return_inverse=True)
    events = np.bincount(position, weights=events_seen).astype("int64")
    leaving = np.bincount(position)
    at_risk = len(lengths) - np.concatenate([[0], np.cumsum(leaving)[:-1]])
    happened = events > 0
    times, at_risk, events = times[happened], at_risk[happened], events[happened]

    survival = np.cumprod(1 - events / at_risk)
    lower, upper = _log_log_band(at_risk, events, survival)
    return pd.DataFrame(
        {
            "time": times,
            "at_risk": at_risk,
            "events": events,
            "survival": survival,
            "lower": lower,
            "upper": upper,
        }
    )


def transition_matrix(
    history: pd.DataFrame,
    *,
    customer: str = "customer_id",
    period: str = "period",
    state: str = "state",
) -> pd.DataFrame:
    """Estimate how likely a customer is to move from each state to each other.

    Parameters
    ----------
    history : DataFrame
        One row a customer and a period: the state the customer was in.
    customer, period, state : str
        The columns that hold the customer, the period (anything that sorts: dates,
        months, numbers) and the state. A customer in no state (missing) must get a
        state of its own, such as `"absent"`, to be counted.

    Returns
    -------
    DataFrame
        Rows `from`, columns `to`, the states in order of name, or in their own order
        if the column is categorical; each row sums to 1. It counts each customer's
        moves from one period of the table to the very next one (staying is a move). A
        state that nobody was seen to be in before the last period has an unknown row
        (NaN).

    Raises
    ------
    TypeError, ValueError
        For a missing column or value, a customer with two states in one period, and
        fewer than two periods in a row.

    Examples
    --------
    >>> history = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 1, 2, 2, 2],
    ...         "period": [1, 2, 3, 1, 2, 3],
    ...         "state": ["new", "loyal", "loyal", "new", "lost", "lost"],
    ...     }
    ... )
    >>> transition_matrix(history)
    to     lost  loyal  new
    from
    lost    1.0    0.0  0.0
    loyal   0.0    1.0  0.0
    new     0.5    0.5  0.0

    References
    ----------
    Pfeifer, P. E. and Carraway, R. L. (2000). Modeling customer relationships as Markov
    chains. Journal of Interactive Marketing 14(2), 43-55.
    """
    require_table(history, "history")
    columns = {}
    for argument, name in (
        ("customer", customer),
        ("period", period),
        ("state", state),
    ):
        column = require_column(history, name, argument)
        _refuse_missing(column, name)
        columns[argument] = column
    rows, periods, states = columns["customer"], columns["period"], columns["state"]
    moments, order = pd.factorize(periods, sort=True)
    people, _ = pd.factorize(rows)
    names = pd.Categorical(states)

    place = np.lexsort([moments, people])
    people, moments, codes = people[place], moments[place], names.codes[place]
    together = people[1:] == people[:-1]
    twice = int((together & (moments[1:] == moments[:-1])).sum())
    if twice:
        raise ValueError(
            f"column {state!r}: {twice} rows give a customer a second state in the "
            "same period; keep one row for each customer and period."
        )
    moved = together & (moments[1:] == moments[:-1] + 1)
    if not moved.any():
        raise ValueError(
            f"column {period!r}: no customer is seen in two periods that follow each "
            f"other, of {len(order)}; give each customer a row for every period."
        )
    size = len(names.categories)
    moves = codes[:-1][moved] * size + codes[1:][moved].astype("int64")
    counts = np.bincount(moves, minlength=size * size).reshape(size, size)
    left = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, left, out=np.full(counts.shape, np.nan), where=left > 0)
    return pd.DataFrame(
        shares,
        index=pd.Index(names.categories, name="from"),
        columns=pd.Index(names.categories, name="to"),
    )


def long_run_shares(matrix: pd.DataFrame, start=None) -> pd.Series:
    """Say where a Markov chain settles: the share of customers in each state.

    Parameters
    ----------
    matrix : DataFrame
        Transition probabilities, rows from, columns to, the same states in the same
        order; each row sums to 1. For example what `transition_matrix` returns.
    start : Series, optional
        The shares (or numbers) of customers in each state today, by state. Needed only
        when the chain has several states, or groups of states, that nobody leaves, for
        then where it settles depends on where it starts.

    Returns
    -------
    Series
        Index `state`; shares that sum to 1. Where the chain goes round and round, the
        share of time spent in each state.

    Raises
    ------
    TypeError, ValueError
        For a matrix that is not square, or has unknown cells, cells outside 0 to 1 or
        rows that do not sum to 1, and when `start` is needed and missing.

    Examples
    --------
    >>> moves = pd.DataFrame(
    ...     {"active": [0.9, 0.2], "asleep": [0.1, 0.8]}, index=["active", "asleep"]
    ... )
    >>> long_run_shares(moves).round(3)
    state
    active    0.667
    asleep    0.333
    Name: share, dtype: float64

    References
    ----------
    Kemeny, J. G. and Snell, J. L. (1960). Finite Markov Chains. Van Nostrand.
    """
    moves = _probabilities(matrix)
    # Staying put half of the time changes where nobody ends up but stops the chain from
    # going round and round; squaring 64 times looks more than 10^19 periods ahead.
    far = (moves + np.eye(len(moves))) / 2
    for _ in range(64):
        far = far @ far
        far /= far.sum(axis=1, keepdims=True)
    if start is not None:
        shares = _shares(start, matrix.index) @ far
    elif np.ptp(far, axis=0).max() < 1e-6:
        shares = far[0]
    else:
        raise ValueError(
            "start: the chain has several ends that nobody leaves, so where it settles "
            "depends on where it starts; pass start=, the share of customers in each "
            "state today."
        )
    index = pd.Index(matrix.index, name="state")
    return pd.Series(shares / shares.sum(), index=index, name="share")


def funnel(people: pd.DataFrame, stages: list[str]) -> pd.DataFrame:
    """Count who reaches each stage, who goes on, and how long that takes.

    Parameters
    ----------
    people : DataFrame
        One row a person, one column of dates a stage, empty if not reached.
    stages : list of str
        The columns, from the first stage to the last.

    Returns
    -------
    DataFrame
        Index `stage`; `reached`, people who got there, or farther (a stage may be
        jumped over); `share`, of those in the first stage; `conversion`, the share of
        `reached` who reach the next stage; `median_days`, the median time from this
        stage to the next, in days, of those who went on and whose two dates are known.
        The last stage leads nowhere: its `conversion` and `median_days` are missing.

        `median_days` knows nothing of those who are still waiting, so while many are
        it is too short: `survival_curve` counts them in.

    Raises
    ------
    TypeError, ValueError
        For fewer than two stages, a missing column, unreadable dates, nobody in the
        first stage, or a stage dated before an earlier one.

    Examples
    --------
    >>> prospects = pd.DataFrame(
    ...     {
    ...         "created_on": ["2025-01-01", "2025-01-03", "2025-01-04", "2025-01-09"],
    ...         "qualified_on": ["2025-01-11", "2025-01-07", None, None],
    ...         "converted_on": ["2025-02-11", None, None, None],
    ...     }
    ... )
    >>> funnel(prospects, ["created_on", "qualified_on", "converted_on"])
                  reached  share  conversion  median_days
    stage
    created_on          4   1.00         0.5          7.0
    qualified_on        2   0.50         0.5         31.0
    converted_on        1   0.25         NaN          NaN

    References
    ----------
    Kotler, P. and Keller, K. L. (2016). Marketing Management, 15th ed., chapter 5.
    Pearson.
    """
    require_table(people, "people")
    if isinstance(stages, str) or len(list(stages)) < 2:
        raise ValueError(
            f"stages: expected a list of at least two columns, found {stages!r}; write "
            "['created_on', 'converted_on']."
        )
    dates = [_stage_dates(people, name) for name in stages]
    _refuse_backwards(dates, stages)

    known = np.column_stack([date.notna() for date in dates])
    # Whoever reached a stage went through those before it, dated or not.
    reached = np.logical_or.accumulate(known[:, ::-1], axis=1)[:, ::-1].sum(axis=0)
    if not reached[0]:
        raise ValueError(
            f"column {stages[0]!r}: all {len(people)} dates are missing, so nobody "
            "enters the funnel; check the column."
        )
    waits = [
        (after - before).median() / pd.Timedelta(days=1)
        for before, after in zip(dates, dates[1:], strict=False)
    ]
    onward = np.append(reached[1:], 0)
    conversion = np.divide(
        onward, reached, out=np.full(len(reached), np.nan), where=reached > 0
    )
    conversion[-1] = np.nan
    return pd.DataFrame(
        {
            "reached": reached,
            "share": reached / reached[0],
            "conversion": conversion,
            "median_days": [*waits, np.nan],
        },
        index=pd.Index(stages, name="stage"),
    )


def _log_log_band(at_risk, events, survival) -> tuple[np.ndarray, np.ndarray]:
    inside = survival > 0
    n, d, s = (at_risk[inside], events[inside], survival[inside])
    log = np.log(s)
    spread = 1.959963984540054 * np.sqrt(np.cumsum(d / (n * (n - d)))) / log
    lower, upper = np.zeros(len(survival)), np.ones(len(survival))
    lower[inside], upper[inside] = np.exp(log * np.exp([-spread, spread]))
    if inside.any():
        upper[~inside] = upper[inside][-1]
    return lower, upper


def _same_rows(**arguments) -> None:
    (one, first), (two, second) = arguments.items()
    for name, values in arguments.items():
        if np.ndim(values) != 1:
            raise TypeError(
                f"{name}: expected a column, an array or a list, found "
                f"{type(values).__name__} with {np.ndim(values)} dimensions."
            )
    if len(first) != len(second):
        raise ValueError(
            f"{two}: {len(second)} values for {len(first)} of {one}; give one for each."
        )
    if not len(first):
        raise ValueError(f"{one}: no values; check the filter that produced them.")
    both = isinstance(first, pd.Series) and isinstance(second, pd.Series)
    if both and not first.index.equals(second.index):
        raise ValueError(
            f"{two}: its index is not that of {one}, so the rows may not match; take "
            "both from one table."
        )


def _booleans(values, name: str) -> np.ndarray:
    column = pd.Series(values)
    _refuse_missing(column, name)
    if not column.isin([0, 1]).all():
        odd = column[~column.isin([0, 1])].iloc[0]
        raise ValueError(
            f"column {name!r}: expected True or False (or 1 and 0), found {odd!r}; "
            "compare first, for example dates.notna()."
        )
    return column.to_numpy(dtype="float64")


def _refuse_missing(column: pd.Series, name: str) -> None:
    missing = int(column.isna().sum())
    if missing:
        raise ValueError(
            f"column {name!r}: {missing} of {len(column)} values are missing; drop "
            "those rows or fill them first."
        )


def _probabilities(matrix) -> np.ndarray:
    require_table(matrix, "matrix")
    if list(matrix.index) != list(matrix.columns):
        raise ValueError(
            "matrix: its rows and columns must be the same states in the same order; "
            f"found rows {list(matrix.index)} and columns {list(matrix.columns)}."
        )
    for name in matrix.index:
        if matrix.loc[name].isna().any():
            raise ValueError(
                f"matrix: the row {name!r} is unknown (NaN), for nobody was seen to be "
                "in that state before the last period; fill it or leave the state out."
            )
    moves = np.column_stack(
        [require_numbers(matrix[name], name, minimum=0) for name in matrix.columns]
    )
    sums = moves.sum(axis=1)
    if not np.allclose(sums, 1, atol=1e-6):
        worst = int(np.abs(sums - 1).argmax())
        raise ValueError(
            f"matrix: the row {matrix.index[worst]!r} sums to {sums[worst]:g}; each "
            "row must sum to 1 (divide it by its total)."
        )
    return moves / sums[:, None]


def _shares(start, states) -> np.ndarray:
    if not isinstance(start, pd.Series) or set(start.index) != set(states):
        raise ValueError(
            "start: expected a Series with one number for each state "
            f"({', '.join(map(str, states))})."
        )
    numbers = require_numbers(start.reindex(states), "start", minimum=0)
    if not numbers.sum():
        raise ValueError("start: all shares are 0; give the customers of each state.")
    return numbers / numbers.sum()


def _stage_dates(people: pd.DataFrame, name: str) -> pd.Series:
    column = require_column(people, name, "stages")
    known = column[column.notna()]
    if known.empty:
        return pd.Series(pd.NaT, index=column.index, dtype="datetime64[us]")
    return require_dates(known, name).reindex(column.index)


def _refuse_backwards(dates: list[pd.Series], stages: list[str]) -> None:
    # Against the latest date so far, so that a jumped stage hides nothing.
    latest = dates[0]
    for name, date in zip(stages[1:], dates[1:], strict=True):
        wrong = int((date < latest).sum())
        if wrong:
            raise ValueError(
                f"column {name!r}: {wrong} dates come before an earlier stage; check "
                "the order of stages or correct those rows."
            )
        latest = date.where(date.notna(), latest)
