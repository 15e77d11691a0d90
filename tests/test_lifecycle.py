"""The life of a customer: textbook tables, a slow reference, hard cases."""

import doctest

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import lifecycle
from course_lib.lifecycle import (
    cohort_table,
    funnel,
    long_run_shares,
    survival_curve,
    transition_matrix,
)


def test_the_examples_in_the_docstrings_run():
    found = doctest.testmod(lifecycle, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted and not found.failed


# --- cohorts --------------------------------------------------------------------------

visits = st.lists(
    st.tuples(st.integers(-5, 30), st.integers(0, 900 * 24)), min_size=1, max_size=80
)


@settings(deadline=None, max_examples=80)
@given(visits, st.sampled_from("DWMQY"), st.sampled_from([int, "c{}".format, float]))
def test_cohorts_are_those_of_a_groupby_and_pivot(bought, period, named):
    table = pd.DataFrame(
        {
            "customer_id": [named(who) for who, _ in bought],
            "ordered_at": pd.Timestamp("2023-12-20")
            + pd.to_timedelta([hour for _, hour in bought], unit="h"),
        }
    )
    when = table["ordered_at"].dt.to_period(period)
    first = when.groupby(table["customer_id"]).transform("min")
    long = table.assign(
        cohort=first, age=[(w - f).n for w, f in zip(when, first, strict=True)]
    )
    usual = long.groupby(["cohort", "age"])["customer_id"].nunique().unstack()
    usual = usual.reindex(columns=range((when.max() - when.min()).n + 1))

    found = cohort_table(table, period)
    assert found.index.tolist() == usual.index.tolist()
    assert found.columns.tolist() == usual.columns.tolist()
    # The same counts; what the pivot leaves empty is 0 if it can be known by now.
    known = (
        np.add.outer(
            [(cohort - when.min()).n for cohort in found.index],
            found.columns.to_numpy(),
        )
        <= (when.max() - when.min()).n
    )
    np.testing.assert_array_equal(found, np.where(known, usual.fillna(0), np.nan))


def test_daily_cohorts_of_few_customers_over_a_long_time():
    # So many days for so few rows that the other way of counting is taken.
    table = pd.DataFrame(
        {
            "customer_id": ["a", "b", "a", "a"],
            "ordered_at": ["2020-01-01", "2020-01-02", "2021-01-01", "2021-01-01"],
        }
    )
    found = cohort_table(table, "D")
    assert found.shape == (2, 367)
    assert found.loc["2020-01-01", [0, 1, 366]].tolist() == [1, 0, 1]
    assert np.isnan(found.loc["2020-01-02", 366])


@pytest.mark.parametrize("kind", ["int8", "uint64", "Int64"])
def test_cohorts_take_whole_numbers_of_every_size(kind):
    table = pd.DataFrame(
        {
            "customer_id": pd.Series([1, 2, 3, 1, 127, 127], dtype=kind),
            "ordered_at": ["2025-01-01"] * 3 + ["2025-02-01"] * 3,
        }
    )
    assert cohort_table(table).fillna(-1).to_numpy().tolist() == [[3, 1], [1, -1]]


def test_cohorts_refuse_bad_tables():
    table = pd.DataFrame({"customer_id": [1], "ordered_at": ["2025-01-01"]})
    with pytest.raises(ValueError, match="period"):
        cohort_table(table, "month")
    with pytest.raises(ValueError, match="'ordered_at'"):
        cohort_table(table.drop(columns="ordered_at"))
    with pytest.raises(ValueError, match="missing"):
        cohort_table(table.assign(customer_id=[None]))
    with pytest.raises(ValueError, match="empty"):
        cohort_table(table.head(0))


# --- survival -------------------------------------------------------------------------

# Weeks of remission of 21 patients given 6-mercaptopurine, + where still in remission:
# Freireich et al. (1963), Blood 21, 699-716.
REMISSION = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def test_survival_of_the_textbook():
    curve = survival_curve(
        REMISSION + CENSORED, [True] * len(REMISSION) + [False] * len(CENSORED)
    )
    # Kleinbaum and Klein (2012), Survival Analysis, 3rd ed., table 2.1.
    assert curve["time"].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve["events"].tolist() == [3, 1, 1, 1, 1, 1, 1]
    printed = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert curve["survival"].round(4).tolist() == printed
    # Greenwood's standard errors, as Collett (2015), Modelling Survival Data in Medical
    # Research, and every package give them: 0.0764 at week 6, 0.1346 at week 23. On the
    # scale of log(-log) they make these limits.
    for row, error in ((0, 0.0764), (6, 0.1346)):
        s = curve["survival"].iloc[row]
        spread = 1.96 * error / (s * np.log(s))
        low, high = sorted([s ** np.exp(spread), s ** np.exp(-spread)])
        # The errors are printed with four decimals.
        assert curve["lower"].iloc[row] == pytest.approx(low, abs=1e-3)
        assert curve["upper"].iloc[row] == pytest.approx(high, abs=1e-3)


histories = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1)


@given(histories)
def test_survival_is_the_product_computed_by_hand(rows):
    durations = [duration for duration, _ in rows]
    observed = [happened for _, happened in rows]
    curve = survival_curve(pd.Series(durations), np.array(observed))
    share, expected = 1.0, []
    for time in sorted({t for t, happened in rows if happened}):
        there = sum(t >= time for t in durations)
        gone = sum(t == time and happened for t, happened in rows)
        share *= 1 - gone / there
        expected.append((time, there, gone, share))
    found = list(
        curve[["time", "at_risk", "events", "survival"]].itertuples(index=False)
    )
    # The same products in the same order: rounding only.
    assert np.allclose(found, expected, rtol=1e-12, atol=1e-15) or not expected
    assert len(found) == len(expected)
    assert (curve["lower"] <= curve["survival"] + 1e-12).all()
    assert (curve["upper"] >= curve["survival"] - 1e-12).all()
    assert curve[["lower", "upper"]].stack().between(0, 1).all()


def test_survival_without_censoring_is_a_plain_share():
    curve = survival_curve([1, 2, 3, 4], [1, 1, 1, 1])
    assert curve["survival"].tolist() == pytest.approx([0.75, 0.5, 0.25, 0])
    assert curve["lower"].iloc[-1] == 0
    assert curve["upper"].iloc[-1] == curve["upper"].iloc[-2]
    assert survival_curve([1, 2], [False, False]).empty


def test_survival_refuses_bad_columns():
    with pytest.raises(ValueError, match="2 values for 3"):
        survival_curve([1, 2, 3], [True, False])
    with pytest.raises(ValueError, match="below 0"):
        survival_curve([1, -2], [True, False])
    with pytest.raises(ValueError, match="True or False"):
        survival_curve([1, 2], [1, 2])
    with pytest.raises(ValueError, match="missing"):
        survival_curve([1, 2], [True, None])
    with pytest.raises(ValueError, match="index"):
        survival_curve(pd.Series([1, 2]), pd.Series([True, False], index=[5, 6]))
    with pytest.raises(ValueError, match="no values"):
        survival_curve([], [])
    with pytest.raises(TypeError, match="durations"):
        survival_curve(3, True)


# --- moves between states -------------------------------------------------------------


def test_moves_are_counted_between_neighbouring_periods_only():
    history = pd.DataFrame(
        {
            "who": ["a", "a", "a", "b", "b", "c", "c"],
            "month": [3, 1, 2, 1, 3, 2, 3],
            "step": ["B", "A", "A", "A", "B", "A", "A"],
        }
    )
    moves = transition_matrix(history, customer="who", period="month", state="step")
    # a: A to A, A to B; b: absent in month 2, so no move; c: A to A.
    assert moves.loc["A"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert moves.loc["B"].isna().all()
    with pytest.raises(ValueError, match="'B' is unknown"):
        long_run_shares(moves)


def test_states_keep_the_order_of_a_categorical_column():
    steps = pd.Categorical(["new", "old", "new", "old"], categories=["old", "new"])
    history = pd.DataFrame(
        {"customer_id": [1, 1, 2, 2], "period": [1, 2, 1, 2], "state": steps}
    )
    assert transition_matrix(history).columns.tolist() == ["old", "new"]


def test_moves_refuse_bad_histories():
    history = pd.DataFrame(
        {"customer_id": [1, 1], "period": [1, 1], "state": ["a", "b"]}
    )
    with pytest.raises(ValueError, match="second state"):
        transition_matrix(history)
    with pytest.raises(ValueError, match="follow each other"):
        transition_matrix(history.assign(customer_id=[1, 2]))
    with pytest.raises(ValueError, match="missing"):
        transition_matrix(history.assign(state=["a", None]))


def test_the_weather_of_oz_settles_where_the_textbook_says():
    # Kemeny, Snell and Thompson's example, as Grinstead and Snell, Introduction to
    # Probability (1997), example 11.1, tell it: rain, nice, snow; 2/5, 1/5, 2/5.
    names = ["rain", "nice", "snow"]
    oz = pd.DataFrame(
        [[0.5, 0.25, 0.25], [0.5, 0, 0.5], [0.25, 0.25, 0.5]],
        index=names,
        columns=names,
    )
    assert long_run_shares(oz).tolist() == pytest.approx([0.4, 0.2, 0.4], rel=1e-12)


def test_chains_that_turn_round_end_somewhere_or_hardly_move():
    names = list("ab")
    turning = pd.DataFrame([[0, 1], [1, 0]], index=names, columns=names)
    assert long_run_shares(turning).tolist() == pytest.approx([0.5, 0.5])
    slow = pd.DataFrame(
        [[1 - 3e-9, 3e-9], [1e-9, 1 - 1e-9]], index=names, columns=names
    )
    # Rounding of 1e-16 beside a move of 1e-9.
    assert long_run_shares(slow).tolist() == pytest.approx([0.25, 0.75], rel=1e-6)

    ends = pd.DataFrame(
        [[0.5, 0.3, 0.2], [0, 1, 0], [0, 0, 1]], index=list("abc"), columns=list("abc")
    )
    with pytest.raises(ValueError, match="start"):
        long_run_shares(ends)
    start = pd.Series({"c": 0, "a": 10, "b": 10})
    # Of a's half, 0.3 / 0.5 end in b and 0.2 / 0.5 in c.
    assert long_run_shares(ends, start).tolist() == pytest.approx([0, 0.8, 0.2])


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=4, max_size=4
    )
)
def test_long_run_shares_do_not_move_any_more(rows):
    moves = pd.DataFrame(rows)
    moves = moves.div(moves.sum(axis=1), axis=0)
    shares = long_run_shares(moves)
    # Probabilities above 1/300 mix at once: only rounding is left.
    np.testing.assert_allclose(shares @ moves, shares, rtol=1e-10)
    assert shares.sum() == pytest.approx(1, rel=1e-12)


def test_long_run_shares_refuse_bad_matrices():
    names = list("ab")
    with pytest.raises(ValueError, match="sums to 0.9"):
        long_run_shares(pd.DataFrame([[0.5, 0.4], [0, 1]], index=names, columns=names))
    with pytest.raises(ValueError, match="same states"):
        long_run_shares(
            pd.DataFrame([[0.5, 0.5], [0, 1]], index=names, columns=["b", "a"])
        )


# --- funnel ---------------------------------------------------------------------------


def test_funnel_counts_who_jumped_a_stage_and_times_only_known_steps():
    people = pd.DataFrame(
        {
            "seen": ["2025-01-01"] * 4,
            "asked": ["2025-01-03", None, "2025-01-09", None],
            "bought": ["2025-01-04", "2025-01-05", None, None],
        }
    )
    found = funnel(people, ["seen", "asked", "bought"])
    assert found["reached"].tolist() == [4, 3, 2]
    assert found["share"].tolist() == [1, 0.75, 0.5]
    assert found["conversion"].tolist()[:2] == pytest.approx([0.75, 2 / 3])
    assert found["median_days"].tolist()[:2] == [5, 1]
    assert found.loc["bought", ["conversion", "median_days"]].isna().all()


def test_funnel_that_nobody_leaves_by_the_end():
    people = pd.DataFrame({"seen": ["2025-01-01"], "asked": [None], "bought": [None]})
    found = funnel(people, ["seen", "asked", "bought"])
    assert found["reached"].tolist() == [1, 0, 0]
    assert found["conversion"].tolist()[0] == 0
    assert found["conversion"].isna().tolist() == [False, True, True]


def test_funnel_refuses_bad_stages():
    people = pd.DataFrame({"seen": ["2025-01-05"], "asked": ["2025-01-03"]})
    with pytest.raises(ValueError, match="before an earlier stage"):
        funnel(people, ["seen", "asked"])
    with pytest.raises(ValueError, match="at least two"):
        funnel(people, ["seen"])
    with pytest.raises(ValueError, match="no column 'left'"):
        funnel(people, ["seen", "left"])
    with pytest.raises(ValueError, match="nobody"):
        funnel(people.assign(seen=[None], asked=[None]), ["seen", "asked"])
