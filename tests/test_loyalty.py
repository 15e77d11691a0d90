"""Points, liability, tiers, the effect of joining and a programme's rules."""

import numpy as np
import pandas as pd
import pytest

from course_lib import load
from course_lib.loyalty import (
    allocate_sale,
    breakage_rate,
    breakage_table,
    joining_effect,
    joining_windows,
    points_liability,
    points_revenue,
    simulate_programme,
    tiers,
)


def ledger(**changes):
    entries = {
        "entry_on": ["2024-01-05", "2024-03-09", "2024-06-20", "2025-07-01"],
        "kind": ["earned", "redeemed", "referral", "expired"],
        "points": [100, -80, 50, -20],
    }
    return pd.DataFrame(entries | changes)


# --- IFRS 15, Illustrative Example 52 (paragraphs IE267-IE270) ----------------------


def test_the_standards_example_is_allocated_as_published():
    found = allocate_sale(100_000, 10_000, 1, 0.95)
    # The standard prints whole currency units.
    assert round(found.goods) == 91_324
    assert round(found.points) == 8_676
    assert found.goods + found.points == pytest.approx(100_000)
    assert found.price_of_point * 9_500 == pytest.approx(found.points)


def test_the_standards_example_is_recognised_as_published():
    first = points_revenue(8_676, 4_500, 9_500)
    assert round(first) == 4_110
    assert round(points_revenue(8_676, 8_500, 9_700) - first) == 3_493


def test_the_liability_of_the_standards_example_is_what_is_not_yet_recognised():
    entries = pd.DataFrame(
        {
            "entry_on": ["2024-06-30", "2025-06-30"],
            "kind": ["earned", "redeemed"],
            "points": [10_000, -4_500],
        }
    )
    found = points_liability(
        entries,
        ["2024-12-31", "2025-12-31"],
        value_of_point=allocate_sale(100_000, 10_000, 1, 0.95).price_of_point,
        breakage=0.05,
        expiry_months=None,
    )
    assert found["liability"].round().tolist() == [8_676, 8_676 - 4_110]
    assert found["expected"].tolist() == [9_500, 5_000]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0, 10, 1, 0.9), "sales: must be more than 0"),
        ((100, -1, 1, 0.9), "points: must be at least 0"),
        ((100, 10, 1, 1.2), "redemption: must be at most 1"),
        ((100, 10, float("nan"), 0.9), "value_of_point: expected a finite"),
    ],
)
def test_an_impossible_sale_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        allocate_sale(*arguments)


def test_no_more_points_can_be_used_than_expected():
    with pytest.raises(ValueError, match="expected: 20 points were already used"):
        points_revenue(100, 20, 10)


# --- Breakage -----------------------------------------------------------------------


def test_points_that_may_still_be_used_are_neither_lost_nor_saved():
    assert breakage_rate(ledger(), "2025-07-31") == 0.2  # 20 of 100, not of 150
    table = breakage_table(ledger(), "2025-07-31")
    assert table["over"].tolist() == [True, False]
    assert np.isnan(table["breakage"].iloc[1])


def test_a_month_is_over_on_the_first_day_after_its_life():
    with pytest.raises(ValueError, match="no points have lived for 18 months"):
        breakage_rate(ledger(), "2025-06-30")
    assert breakage_rate(ledger(), "2025-07-01") == 0.2


def test_what_comes_later_is_not_known_yet():
    later = pd.concat(
        [
            ledger(),
            pd.DataFrame(
                {"entry_on": ["2025-12-01"], "kind": ["expired"], "points": [-50]}
            ),
        ]
    )
    assert breakage_rate(later, "2025-07-31") == 0.2
    assert breakage_rate(later, "2025-12-01") == pytest.approx(70 / 150)


def test_every_expired_point_of_the_company_belongs_to_its_month():
    entries = load("points_ledger")
    table = breakage_table(entries, "2025-12-31")
    expired = -entries.loc[entries["kind"] == "expired", "points"].sum()
    assert table["expired"].sum() == expired
    assert (table.loc[~table["over"], "expired"] == 0).all()
    assert table["breakage"].dropna().between(0, 1).all()


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"points": [100, 80, 50, -20]}, ValueError, "1 of 4 entries have the wrong"),
        ({"kind": ["earned", "spent", "earned", "expired"]}, ValueError, "'spent'"),
        ({"points": [100, None, 50, -20]}, ValueError, "1 of 4 values are missing"),
        ({"entry_on": ["05/01/2024"] * 4}, ValueError, "not ISO dates"),
        ({"points": ["a"] * 4}, TypeError, "expected numbers"),
    ],
)
def test_a_bad_ledger_is_refused(changes, error, words):
    with pytest.raises(error, match=words):
        breakage_rate(ledger(**changes), "2025-07-31")


def test_a_wrong_life_of_points_is_noticed():
    with pytest.raises(ValueError, match="expiry_months: some points expire 12"):
        breakage_rate(ledger(), "2025-07-31", expiry_months=12)


# --- Liability ----------------------------------------------------------------------


def test_breakage_is_taken_off_the_points_granted_not_off_those_left():
    entries = pd.DataFrame(
        {
            "entry_on": ["2025-01-05", "2025-06-01"],
            "kind": ["earned", "redeemed"],
            "points": [1_000, -700],
        }
    )
    found = points_liability(entries, "2025-07-31", value_of_point=0.1, breakage=0.2)
    row = found.iloc[0]
    # 800 of 1,000 should be used, 700 were: 100 are due, not 80 % of the 300 left.
    assert (row["outstanding"], row["expected"], row["liability"]) == (300, 100, 10)


def test_breakage_is_estimated_from_what_was_known_that_day():
    found = points_liability(
        load("points_ledger"), ["2024-12-31", "2025-12-31"], value_of_point=0.1
    )
    known = [breakage_rate(load("points_ledger"), day) for day in found.index]
    assert found["breakage"].tolist() == known
    balance = found["granted"] - found["redeemed"] - found["expired"]
    assert (found["outstanding"] == balance).all()
    assert (found["expected"] < found["outstanding"]).all()
    assert (found["liability"] == found["expected"] * 0.1).all()


def test_the_companys_points_outstanding_are_the_sum_of_its_ledger():
    entries = load("points_ledger")
    found = points_liability(entries, "2025-12-31", value_of_point=0.1)
    assert found["outstanding"].iloc[0] == entries["points"].sum()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"dates": []}, "dates: the list is empty"),
        ({"dates": "2023-01-01"}, "no entry until 2023-01-01"),
        ({"breakage": 1.5}, "breakage: must be at most 1"),
        ({"expiry_months": None}, "breakage: points that never expire"),
    ],
)
def test_an_impossible_liability_is_refused(arguments, words):
    given = {"dates": "2025-07-31", "value_of_point": 0.1} | arguments
    with pytest.raises(ValueError, match=words):
        points_liability(ledger(), **given)


def test_more_points_used_than_granted_are_noticed():
    short = ledger(points=[10, -80, 50, 0])
    with pytest.raises(ValueError, match="80 points were used or lost but only 60"):
        points_liability(short, "2025-07-31", value_of_point=0.1, breakage=0)


# --- Tiers --------------------------------------------------------------------------


def test_a_threshold_belongs_to_the_tier_it_opens():
    spend = pd.Series([0, 2_999.99, 3_000, 8_000])
    found = tiers(spend, {"gold": 8_000, "silver": 3_000})
    assert found.tolist() == ["bronze", "bronze", "silver", "gold"]
    assert found.cat.ordered


def test_the_tiers_of_the_company_come_back():
    orders, members = load("orders"), load("loyalty_members")
    recent = orders[orders["ordered_at"] >= "2025-01-01"]
    spend = recent.groupby("customer_id")["amount"].sum()
    spend = spend.reindex(members["customer_id"]).fillna(0)
    found = tiers(spend, {"silver": 3_000, "gold": 8_000})
    assert found.tolist() == members["tier"].tolist()


@pytest.mark.parametrize(
    ("thresholds", "words"),
    [
        ({}, "thresholds: expected the least spend"),
        ({"silver": 0}, "must be more than 0"),
        ({"silver": 10, "gold": 10}, "two tiers begin at the same spend"),
    ],
)
def test_bad_thresholds_are_refused(thresholds, words):
    with pytest.raises(ValueError, match=words):
        tiers(pd.Series([1.0]), thresholds)


def test_spend_must_be_a_column_of_amounts():
    with pytest.raises(TypeError, match="spend: expected a pandas Series"):
        tiers([1, 2], {"silver": 10})
    with pytest.raises(ValueError, match="below 0"):
        tiers(pd.Series([-1.0]), {"silver": 10})


# --- The effect of joining ------------------------------------------------------------


def company(true_factor, seed=4, customers=12_000):
    """Make orders at a lasting pace; the quick join more, and then buy a little more.

    Day 0 is the first order; the chance of joining at an order, and so being counted,
    grows with the pace, as in the company.
    """
    rng = np.random.default_rng(seed)
    pace = rng.gamma(2.0, 0.25, customers)  # orders a month
    counts = rng.poisson(pace[:, None], (customers, 36))
    who, month = np.nonzero(counts)
    chance = rng.random(len(who)) < 0.02 * pace[who] ** 0.4 / 0.7
    joined = pd.Series(month[chance]).groupby(who[chance]).min()
    start = joined.reindex(range(customers)).fillna(99).to_numpy()
    more = rng.poisson(pace[:, None] * (true_factor - 1), (customers, 36))
    counts += np.where(np.arange(36) > start[:, None], more, 0)
    who, month = np.repeat(np.nonzero(counts), counts[np.nonzero(counts)], axis=1)
    day = pd.Timestamp("2022-01-01") + pd.to_timedelta(30 * month, "D")
    orders = pd.DataFrame({"customer_id": who, "ordered_at": day})
    first = pd.Timestamp("2022-01-01") + pd.to_timedelta(30 * joined, "D")
    members = pd.DataFrame({"customer_id": joined.index, "joined_on": first.to_numpy()})
    return orders, members


@pytest.mark.parametrize("true_factor", [1.0, 1.5])
def test_the_effect_of_joining_is_found_where_the_naive_ratio_is_not(true_factor):
    orders, members = company(true_factor)
    found = joining_effect(joining_windows(orders, members, wait_days=30))
    # About 2,000 join: the standard error of the ratio is near 2 %; three of them.
    assert abs(found.value / true_factor - 1) < 0.06
    assert found.low < found.value < found.high
    per_head = orders["customer_id"].value_counts()
    inside = per_head.index.isin(members["customer_id"])
    assert per_head[inside].mean() / per_head[~inside].mean() > 1.3 * true_factor


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    inside = 0
    for seed in range(40):
        windows = joining_windows(*company(1.2, seed, 1_500), wait_days=30)
        found = joining_effect(windows)
        inside += found.low < 1.2 < found.high
    # Binomial (40, 0.95): fewer than 34 happens once in a hundred.
    assert inside >= 34


def test_windows_count_neither_the_order_itself_nor_other_customers():
    orders = pd.DataFrame(
        {
            "customer_id": [1] * 5 + [2] * 3,
            "ordered_at": pd.to_datetime(
                ["2024-01-01", "2024-02-15", "2024-03-01", "2024-03-20", "2024-05-10"]
                + ["2024-01-01", "2024-03-01", "2024-06-01"]
            ),
        }
    )
    members = pd.DataFrame({"customer_id": [1], "joined_on": ["2024-03-01"]})
    found = joining_windows(
        orders, members, before_days=30, wait_days=10, after_days=60
    )
    # Customer 1: 15 February before; 20 March after, 10 May one day too late to count.
    assert found[["joined", "before", "after"]].values.tolist() == [
        [True, 1, 1],
        [False, 0, 0],
    ]


def test_windows_that_do_not_fit_are_refused():
    orders, members = company(1.0, customers=50)
    with pytest.raises(ValueError, match="shorten the windows"):
        joining_windows(orders, members, after_days=5_000)
    twice = pd.concat([members, members])
    with pytest.raises(ValueError, match="members are listed twice"):
        joining_windows(orders, twice)


def test_an_effect_needs_both_groups():
    windows = pd.DataFrame(
        {"customer_id": [1, 2], "joined": [True, True], "before": [1, 1], "after": 2}
    )
    with pytest.raises(ValueError, match="nobody in it did not join"):
        joining_effect(windows)
    windows["joined"], windows["after"] = [True, False], [0, 2]
    with pytest.raises(ValueError, match="no order at all among those who joined"):
        joining_effect(windows)


# --- A programme's rules --------------------------------------------------------------


SPEND = pd.Series([200.0, 3_000.0])


def test_the_sums_of_a_programme():
    found = simulate_programme(
        SPEND, margin_rate=0.3, uplift=0.1, usage=0.5, fixed_cost=10
    )
    # 22 and 330 points; 22 in a year are 33 in 18 months: no reward within reach.
    assert found.points == pytest.approx(352)
    assert found.redeemed == pytest.approx(165)
    assert found.breakage == pytest.approx(1 - 165 / 352)
    assert found.incremental_margin == pytest.approx(0.3 * 320)
    assert found.cost == pytest.approx(26.5)
    assert found.profit == pytest.approx(69.5)
    assert found.roi == pytest.approx(69.5 / 26.5)


def test_points_are_paid_on_what_would_have_been_spent_anyway():
    found = simulate_programme(SPEND, margin_rate=0.3, uplift=0, reward_step=0, usage=1)
    assert found.incremental_margin == 0
    assert found.cost == pytest.approx(0.1 * 0.1 * 3_200)
    assert found.roi == -1


def test_a_longer_life_brings_rewards_within_reach():
    def used(months):
        return simulate_programme(
            SPEND, margin_rate=0.3, uplift=0, expiry_months=months
        ).redeemed

    assert used(3) == 0
    assert used(6) < used(60)


def test_a_tier_multiplies_its_own_points_only():
    found = simulate_programme(
        SPEND,
        margin_rate=0.3,
        uplift=0,
        thresholds={"silver": 3_000},
        bonus={"silver": 2},
    )
    assert found.points == pytest.approx(20 + 2 * 300)


def test_no_cost_gives_no_return():
    found = simulate_programme(SPEND, margin_rate=0.3, uplift=0.1, points_per_mad=0)
    assert np.isnan(found.roi) and np.isnan(found.breakage)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"margin_rate": 30}, "margin_rate: must be at most 1"),
        ({"uplift": -2}, "uplift: must be at least -1"),
        ({"usage": 80}, "usage: must be at most 1"),
        ({"expiry_months": 0}, "expiry_months: must be at least 1"),
        ({"bonus": {"gold": 2}}, "thresholds: a bonus needs"),
        (
            {"thresholds": {"silver": 10}, "bonus": {"gold": 2}},
            "bonus: no tier 'gold'",
        ),
    ],
)
def test_impossible_rules_are_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        simulate_programme(SPEND, **({"margin_rate": 0.3, "uplift": 0.1} | changes))
