"""Point scores, gains and lift, calibration, profit, snapshots, fairness."""

import doctest
import math

import numpy as np
import pandas as pd
import pytest

from course_lib import scoring as library
from course_lib.scoring import (
    best_threshold,
    calibration_table,
    gains_table,
    group_rates,
    profit_curve,
    scorecard,
    snapshot,
    snapshots,
    time_split,
)

# A hand-worked mailing: 100 customers, 20 buyers, of whom the score finds 9, 5, 2, 1, 1
# in the first five tenths, then 1, 1, 0, 0, 0.
FOUND = [9, 5, 2, 1, 1, 1, 1, 0, 0, 0]


def mailing():
    y = np.concatenate([[1] * found + [0] * (10 - found) for found in FOUND])
    return pd.Series(y), pd.Series(np.arange(100, 0, -1.0))


def noisy(rows=997, values=40, seed=3):
    """Outcomes and scores with many ties."""
    rng = np.random.default_rng(seed)
    score = rng.integers(0, values, rows) / values
    return (rng.random(rows) < 0.1 + 0.5 * score).astype(int), score


def test_docstring_examples_run():
    assert doctest.testmod(library).failed == 0


# --- Points


def test_points_add_up():
    table = pd.DataFrame(
        {
            "quote": [True, False, False],
            "source": ["referral", None, "web"],
            "pages": [10, 4, 5],
        },
        index=[7, 8, 9],
    )
    card = {
        "quote": {True: 30},
        "source": {"referral": 20, "web": -5},
        "pages": [(10, 20), (5, 10)],  # any order
    }
    assert scorecard(table, card).to_dict() == {7: 70, 8: 0, 9: 5}


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ({}, "expected a dictionary"),
        ({"nothing": {True: 1}}, "no column 'nothing'"),
        ({"quote": {"yes": 1}}, "can never be 'yes'"),
        ({"source": {3: 1}}, "can never be 3"),
        ({"source": {"web": math.nan}}, "finite"),
        ({"pages": [(5, 1), (5, 2)]}, "twice"),
        ({"pages": [5, 1]}, "pairs"),
        ({"pages": 5}, "at least, points"),
        ({"gap": [(1, 1)]}, "missing"),
    ],
)
def test_bad_points_are_refused(card, words):
    table = pd.DataFrame(
        {"quote": [True, False], "source": ["web", "x"], "pages": [1, 2]}
    ).assign(gap=[1.0, np.nan])
    with pytest.raises((TypeError, ValueError), match=words):
        scorecard(table, card)


# --- Gains and lift


def test_gains_worked_by_hand():
    table = gains_table(*mailing())
    assert table["positives"].tolist() == FOUND
    assert table["customers"].tolist() == [10] * 10
    assert table["lift"].tolist() == pytest.approx([f / 10 / 0.2 for f in FOUND])
    assert table["cumulative_share"].tolist() == pytest.approx(
        [0.45, 0.70, 0.80, 0.85, 0.90, 0.95, 1, 1, 1, 1]
    )
    # Mailing the best 20 %: 14 buyers of 20, against 4 at random: a lift of 3.5.
    assert table.loc[2, "cumulative_lift"] == pytest.approx(3.5)
    assert table.loc[10, "cumulative_lift"] == pytest.approx(1)


def test_the_larger_bins_come_first():
    table = gains_table([1, 0, 1, 0, 0], [5, 4, 3, 2, 1], bins=2)
    assert table["customers"].tolist() == [3, 2]
    assert table["positives"].tolist() == [2, 0]


def test_gains_do_not_depend_on_the_order_of_rows():
    y, score = noisy()
    once = gains_table(y, score)
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(y))
        pd.testing.assert_frame_equal(gains_table(y[order], score[order]), once)


def test_equal_scores_share_their_positives():
    table = gains_table([1, 0, 0, 0], [5, 5, 5, 5], bins=4)
    assert table["positives"].tolist() == [0.25] * 4
    assert table["lift"].tolist() == [1] * 4
    # By chance order: the mean over many shuffles of a table that breaks ties by row.
    y, score = noisy(rows=60, values=4)
    rng = np.random.default_rng(0)
    total = np.zeros(6)
    for _ in range(4000):
        order = rng.permutation(60)
        by_row = np.argsort(-score[order], kind="stable")
        total += y[order][by_row].reshape(6, 10).sum(axis=1)
    # 4,000 shuffles, at most 2.5 of spread a bin: 0.15 is nearly four standard errors.
    assert gains_table(y, score, bins=6)["positives"].to_numpy() == pytest.approx(
        total / 4000, abs=0.15
    )


@pytest.mark.parametrize("bins", [1, 2, 3, 7, 10, 100, 997])
def test_gains_keep_the_sums(bins):
    y, score = noisy()
    table = gains_table(y, score, bins=bins)
    assert table["customers"].sum() == 997
    assert table["customers"].max() - table["customers"].min() <= 1
    assert table["positives"].sum() == pytest.approx(y.sum())
    assert table["share_of_positives"].sum() == pytest.approx(1)
    assert table["cumulative_share"].iloc[-1] == pytest.approx(1)
    weighted = (table["lift"] * table["customers"]).sum() / 997
    assert weighted == pytest.approx(1)


def test_gains_agree_with_sklearn():
    from sklearn.metrics import precision_score, roc_auc_score

    y, score = noisy()
    one_each = gains_table(y, score, bins=len(y))
    # With one customer a bin, the area under the gains curve gives the AUC:
    # area = (1 - base) AUC + base / 2.
    steps = np.concatenate([[0], one_each["cumulative_share"]])
    area = ((steps[1:] + steps[:-1]) / 2).mean()
    base = y.mean()
    assert (area - base / 2) / (1 - base) == pytest.approx(roc_auc_score(y, score))
    # Without ties, the rate of the first tenth is the precision of selecting it.
    y, score = mailing()
    first = gains_table(y, score).loc[1, "rate"]
    assert first == pytest.approx(precision_score(y, score > 90))


@pytest.mark.parametrize(
    ("y", "score", "bins", "words"),
    [
        ([1, 0], [0.1, math.nan], 2, "missing"),
        ([1, 0], [0.1, math.inf], 2, "infinite"),
        ([1, 0, 1], [0.1, 0.2], 2, "2 values for 3"),
        ([0, 0], [0.1, 0.2], 2, "none of the 2 outcomes"),
        ([1, 2], [0.1, 0.2], 2, "found also 2"),
        ([1, None], [0.1, 0.2], 2, "missing"),
        ([1, 0], [0.1, 0.2], 3, "3 bins for 2"),
        ([1, 0], [0.1, 0.2], 0, "at least 1"),
        ([1, 0], [0.1, 0.2], 1.5, "whole number"),
        ([1, 0], np.ones((2, 2)), 2, "second column"),
        ([1, 0], ["a", "b"], 2, "numbers"),
        ([], [], 1, "no value"),
        ("10", [0.1, 0.2], 1, "one value per customer"),
        (pd.Series([1, 0], [1, 2]), pd.Series([1, 0], [2, 1]), 2, "its index"),
    ],
)
def test_bad_scores_are_refused(y, score, bins, words):
    with pytest.raises((TypeError, ValueError), match=words):
        gains_table(y, score, bins=bins)


# --- Calibration


def test_calibration_agrees_with_sklearn():
    from sklearn.calibration import calibration_curve

    rng = np.random.default_rng(1)
    chance = rng.random(500)
    y = rng.random(500) < chance
    observed, predicted = calibration_curve(y, chance, n_bins=8, strategy="quantile")
    table = calibration_table(y, chance, bins=8)
    assert table["observed"].to_numpy() == pytest.approx(observed)
    assert table["predicted"].to_numpy() == pytest.approx(predicted)
    assert table["customers"].sum() == 500


def test_calibration_interval_and_ties():
    # Wilson's interval for 1 of 10, as published in many tables: 0.018 to 0.404.
    table = calibration_table([1] + [0] * 9, [0.2] * 10, bins=5)
    assert len(table) == 1
    assert table.loc[1, ["lower", "upper"]].tolist() == pytest.approx(
        [0.0179, 0.4042], abs=0.0001
    )
    y, score = noisy()
    order = np.random.default_rng(0).permutation(len(y))
    pd.testing.assert_frame_equal(
        calibration_table(y, score), calibration_table(y[order], score[order])
    )


def test_probabilities_outside_0_to_1_are_refused():
    with pytest.raises(ValueError, match="outside 0 to 1"):
        calibration_table([1, 0], [30, 70], bins=1)


# --- Profit


def test_profit_by_hand_and_by_force():
    y, score = noisy(rows=200, values=15)
    curve = profit_curve(y, score, benefit=30, cost=12)
    assert curve.loc[0, ["contacted", "profit"]].tolist() == [0, 0]
    for row in curve.itertuples():
        chosen = score >= row.threshold
        assert row.contacted == chosen.sum()
        assert row.profit == 30 * y[chosen].sum() - 12 * chosen.sum()
    best = best_threshold(y, score, benefit=30, cost=12)
    assert best.profit == curve["profit"].max()
    chosen = score >= best.threshold
    assert (best.contacted, best.positives) == (chosen.sum(), y[chosen].sum())


def test_ties_are_contacted_together():
    curve = profit_curve([1, 0, 0], [0.5, 0.5, 0.5], benefit=10, cost=1)
    assert curve["contacted"].tolist() == [0, 3]


def test_nobody_and_everybody():
    assert best_threshold([1, 0], [0.9, 0.1], 1, 2).threshold == math.inf
    assert best_threshold([0, 0], [0.9, 0.1], 10, 2)[1:] == (0, 0, 0.0)
    assert best_threshold([1, 0], [0.9, 0.1], 1, 0).contacted == 1  # the fewer
    assert best_threshold([1, 1], [0.9, 0.1], 1, 0).contacted == 2
    with pytest.raises(ValueError, match="cost"):
        best_threshold([1, 0], [0.9, 0.1], 1, -2)


# --- Time


def orders():
    return pd.DataFrame(
        {
            "customer_id": [1, 1, 1, 2, 2, 3],
            "ordered_at": pd.to_datetime(
                [
                    "2024-01-01 10:00",
                    "2024-06-30 23:50",
                    "2024-07-01 00:10",
                    "2024-03-01 12:00",
                    "2025-01-01 12:00",
                    "2024-08-01 12:00",
                ]
            ),
            "amount": [10.0, 20.0, 40.0, 80.0, 160.0, 320.0],
        }
    )


def test_snapshot_sees_nothing_of_the_day_or_after():
    seen = snapshot(orders(), "2024-07-01")
    assert seen.index.tolist() == [1, 2]  # customer 3 had not bought yet
    assert seen.loc[1].tolist() == [1, 182, 2, 30.0, 2, 181, 1, 0]
    # Customer 2 comes back on 1 January, one day after the window: gone, it says.
    assert seen.loc[2, ["recency", "gap", "churned"]].tolist() == [122, 122, 1]
    later = orders()
    later.loc[later["ordered_at"] >= "2024-07-01", "amount"] = 9999
    features = ["recency", "tenure", "orders", "spend", "recent_orders", "gap"]
    pd.testing.assert_frame_equal(
        snapshot(later, "2024-07-01")[features], seen[features]
    )


def test_snapshots_need_their_outcome():
    with pytest.raises(ValueError, match="data end on 2025-01-01"):
        snapshot(orders(), "2024-07-03", months=6)
    snapshot(orders(), "2024-07-02", months=6)
    snapshot(orders(), "2024-07-03", months=6, end="2025-01-02")
    with pytest.raises(ValueError, match="no order before"):
        snapshot(orders(), "2024-01-01", months=6)
    with pytest.raises(ValueError, match="past the snapshot"):
        snapshots(orders(), ["2024-06-01", "2024-07-01"], months=2)
    with pytest.raises(ValueError, match="past the snapshot"):
        snapshots(orders(), ["2024-07-01", "2024-06-01"], months=1)
    pair = snapshots(orders(), ["2024-06-01", "2024-07-01"], months=1)
    pd.testing.assert_frame_equal(pair[1], snapshot(orders(), "2024-07-01", months=1))


def test_time_split():
    early, late = time_split(orders(), "ordered_at", "2024-07-01")
    assert (len(early), len(late)) == (3, 3)
    assert early["ordered_at"].max() < pd.Timestamp("2024-07-01")
    for cutoff in ("2024-01-01", "2026-01-01"):
        with pytest.raises(ValueError, match="one side"):
            time_split(orders(), "ordered_at", cutoff)
    with pytest.raises(ValueError, match="not a date"):
        time_split(orders(), "ordered_at", "1/7/2024")


# --- Fairness


def test_group_rates_agree_with_sklearn():
    from sklearn.metrics import precision_score, recall_score

    y, score = noisy()
    chosen = score > 0.6
    group = np.where(np.arange(len(y)) % 3 == 0, "a", "b")
    table = group_rates(y, chosen, group)
    for name, row in table.iterrows():
        own = group == name
        assert row["customers"] == own.sum()
        assert row["precision"] == pytest.approx(precision_score(y[own], chosen[own]))
        assert row["recall"] == pytest.approx(recall_score(y[own], chosen[own]))
        specificity = recall_score(1 - y[own], ~chosen[own])
        assert row["false_positive_rate"] == pytest.approx(1 - specificity)
        assert row["recall_low"] < row["recall"] < row["recall_high"]


def test_rates_without_denominator_are_missing():
    table = group_rates([0, 0, 1], [0, 0, 1], ["a", "a", None])
    assert table.index.tolist() == ["a"]
    assert table.loc["a", ["precision", "recall", "recall_low"]].isna().all()
    with pytest.raises(ValueError, match="no customer has a group"):
        group_rates([0, 1], [0, 1], [None, None])
    with pytest.raises(ValueError, match="3 values for 2"):
        group_rates([0, 1], [0, 1], ["a", "b", "c"])
