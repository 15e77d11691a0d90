"""Recency, frequency, monetary value; scores; clusters; moves between segments."""

import doctest
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from course_lib import segmentation
from course_lib.segmentation import (
    cluster_customers,
    cluster_quality,
    migration_table,
    rfm_scores,
    rfm_table,
)

DATA = Path(__file__).parent / "data"


def orders(**columns):
    table = {
        "customer_id": [2, 1, 1, 3],
        "ordered_at": pd.to_datetime(
            ["2025-03-01", "2025-01-01", "2025-02-15", "2025-03-31"]
        ),
        "amount": [80.0, 100.0, 50.0, 0.0],
    }
    return pd.DataFrame(table | columns)


def test_docstring_examples_run():
    options = doctest.NORMALIZE_WHITESPACE
    names = {"pd": pd, "np": np}
    assert (
        doctest.testmod(segmentation, extraglobs=names, optionflags=options).failed == 0
    )


# --- rfm_table ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cdnow():
    transactions = pd.read_csv(DATA / "cdnow_sample.csv", parse_dates=["ordered_on"])
    return transactions[transactions["ordered_on"] <= "1997-09-30"]


def test_cdnow_agrees_with_the_published_summary(cdnow):
    published = pd.read_csv(DATA / "cdnow_summary.csv", index_col="customer_id")
    # There, the purchases of one day are one.
    daily = cdnow.groupby(["customer_id", "ordered_on"], as_index=False)["amount"].sum()
    rfm = rfm_table(daily, as_of="1997-09-30", date="ordered_on")
    assert len(rfm) == len(published) == 2357
    assert (rfm["frequency"] == published["x"] + 1).all()
    # Weeks since the last purchase, T - t_x, both published to two decimals.
    weeks = published["T"] - published["t_x"]
    assert (rfm["recency"] == (7 * weeks).round()).all()
    # The mean of the repeat purchases is published to the cent: half a cent apart.
    first = daily.groupby("customer_id")["amount"].first()
    repeat = (rfm["monetary"] - first) / published["x"]
    apart = (repeat - published["zbar"])[published["x"] > 0].abs()
    assert apart.max() < 0.0051
    # Of the 2,357, 1,411 bought nothing more in those 39 weeks.
    assert (rfm["frequency"] == 1).sum() == 1411


def test_cdnow_agrees_with_a_plain_groupby(cdnow):
    rfm = rfm_table(cdnow, date="ordered_on")
    groups = cdnow.groupby("customer_id")
    expected = pd.DataFrame(
        {
            "recency": (
                cdnow["ordered_on"].max() - groups["ordered_on"].max()
            ).dt.days.astype("int64"),
            "frequency": groups.size(),
            "monetary": groups["amount"].sum(),
        }
    )
    pd.testing.assert_frame_equal(rfm, expected)


def test_index_columns_and_types():
    rfm = rfm_table(orders())
    assert rfm.index.name == "customer_id"
    assert rfm.index.tolist() == [1, 2, 3]
    assert rfm.dtypes.astype(str).to_dict() == {
        "recency": "int64",
        "frequency": "int64",
        "monetary": "float64",
    }


def test_by_default_one_looks_back_from_the_day_of_the_last_transaction():
    assert rfm_table(orders())["recency"].tolist() == [44, 30, 0]
    assert rfm_table(orders(), "2025-04-30")["recency"].tolist() == [74, 60, 30]


@pytest.mark.parametrize(
    "as_of",
    [
        "2025-04-01",
        "2025-04-01 23:59",
        pd.Timestamp("2025-04-01"),
        pd.Timestamp("2025-04-01").date(),
        np.datetime64("2025-04-01"),
    ],
)
def test_the_day_may_be_given_in_several_ways(as_of):
    assert rfm_table(orders(), as_of)["recency"].tolist() == [45, 31, 1]


def test_the_time_of_day_plays_no_part():
    late = orders(
        ordered_at=pd.to_datetime(
            [
                "2025-03-01 23:59",
                "2025-01-01 07:00",
                "2025-02-15 08:00",
                "2025-03-31 18:30",
            ]
        )
    )
    assert rfm_table(late, "2025-03-31")["recency"].tolist() == [44, 30, 0]
    assert rfm_table(late)["recency"].tolist() == [44, 30, 0]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_dates_of_every_resolution(unit):
    dates = orders()["ordered_at"].astype(f"datetime64[{unit}]")
    assert rfm_table(orders(ordered_at=dates))["recency"].tolist() == [44, 30, 0]


def test_dates_before_1970():
    early = pd.to_datetime(
        ["1960-01-01 12:00", "1959-12-31 00:00", "1959-12-30 09:00", "1960-01-02 23:00"]
    )
    assert rfm_table(orders(ordered_at=early))["recency"].tolist() == [2, 1, 0]


def test_iso_text_and_date_objects_are_dates():
    text = orders(ordered_at=["2025-03-01", "2025-01-01", "2025-02-15", "2025-03-31"])
    pd.testing.assert_frame_equal(rfm_table(text), rfm_table(orders()))
    objects = orders(ordered_at=orders()["ordered_at"].dt.date)
    pd.testing.assert_frame_equal(rfm_table(objects), rfm_table(orders()))


def test_dates_in_one_time_zone_count_the_days_of_that_zone():
    local = pd.to_datetime(
        ["2025-03-01 00:30", "2025-01-01 00:00", "2025-02-15 12:00", "2025-03-31 23:30"]
    ).tz_localize("Africa/Casablanca")
    table = orders(ordered_at=local)
    assert rfm_table(table)["recency"].tolist() == [44, 30, 0]
    as_of = pd.Timestamp("2025-04-30 23:30", tz="UTC")  # already May in Casablanca
    assert rfm_table(table, as_of)["recency"].tolist() == [75, 61, 31]


@pytest.mark.parametrize(
    "ids",
    [
        pd.Series(["b", "a", "a", "é"], dtype="str"),
        pd.Series(["b", "a", "a", "é"], dtype="object"),
        pd.Series(["b", "a", "a", "é"], dtype="category"),
        pd.Series([7, -5, -5, 10**12]),
        pd.Series([7, 5, 5, 9], dtype="Int64"),
        pd.Series([7, 5, 5, 9], dtype="uint8"),
        pd.Series([7.0, 5.0, 5.0, 9.0]),
    ],
)
def test_identifiers_of_every_kind(ids):
    rfm = rfm_table(orders(customer_id=ids))
    assert rfm.index.tolist() == sorted(set(ids))
    assert rfm["frequency"].tolist() == [2, 1, 1]
    assert rfm["monetary"].tolist() == [150.0, 80.0, 0.0]


def test_unused_categories_are_no_customers():
    ids = pd.Categorical(["b", "a", "a", "c"], categories=["a", "b", "c", "z"])
    assert rfm_table(orders(customer_id=ids)).index.tolist() == ["a", "b", "c"]


def test_other_column_names():
    renamed = orders().rename(
        columns={"customer_id": "who", "ordered_at": "when", "amount": "paid"}
    )
    rfm = rfm_table(renamed, customer="who", date="when", amount="paid")
    pd.testing.assert_frame_equal(rfm, rfm_table(orders()))


def test_two_orders_of_one_day_count_twice():
    twice = pd.concat([orders(), orders().head(1)])
    assert rfm_table(twice).loc[2].tolist() == [30, 2, 160.0]


def test_the_table_given_is_left_as_it_was():
    given, before = orders(), orders()
    rfm_table(given)
    pd.testing.assert_frame_equal(given, before)


WRONG_TABLES = {
    "no table": ([1, 2], "transactions: expected a pandas DataFrame, found list"),
    "empty": (orders().head(0), "transactions: the table is empty"),
    "no customer": (orders().drop(columns="customer_id"), "no column 'customer_id'"),
    "no date": (orders().drop(columns="ordered_at"), "date: no column 'ordered_at'"),
    "no amount": (orders().drop(columns="amount"), "amount: no column 'amount'"),
    "twice amount": (
        pd.concat([orders(), orders()[["amount"]]], axis=1),
        "2 columns are called 'amount'",
    ),
    "missing id": (
        orders(customer_id=[1, np.nan, 2, 3]),
        "column 'customer_id': 1 of 4 identifiers are missing",
    ),
    "missing text id": (
        orders(customer_id=["a", None, "b", "c"]),
        "1 of 4 identifiers",
    ),
    "mixed ids": (orders(customer_id=[1, "1", 2, 3]), "all text or all whole numbers"),
    "boolean ids": (orders(customer_id=[True] * 4), "expected identifiers .* bool"),
    "date ids": (orders(customer_id=orders()["ordered_at"]), "expected identifiers"),
    "fractional ids": (orders(customer_id=[1.5, 2, 3, 4]), "expected identifiers"),
    "text amount": (orders(amount=["80", "1", "2", "3"]), "'amount': expected numbers"),
    "boolean amount": (orders(amount=[True] * 4), "'amount': expected numbers"),
    "missing amount": (orders(amount=[1, np.nan, 2, 3]), "'amount': 1 of 4 .* missing"),
    "infinite amount": (orders(amount=[1, np.inf, 2, 3]), "1 of 4 values are infinite"),
    "negative amount": (
        orders(amount=[1, -2.5, 2, 3]),
        r"'amount': 1 of 4 values are below 0 \(the lowest is -2.5\).*returns",
    ),
    "missing date": (
        orders(ordered_at=[pd.NaT, *orders()["ordered_at"][1:]]),
        "'ordered_at': 1 of 4 dates are missing",
    ),
    "unreadable date": (
        orders(ordered_at=["2025-03-01", "2025-13-01", "2025-02-15", "2025-03-31"]),
        "1 of 4 values are not ISO dates, for example '2025-13-01'",
    ),
    "ambiguous date": (
        orders(ordered_at=["01/03/2025"] * 4),
        "4 of 4 values are not ISO dates, for example '01/03/2025'",
    ),
    "number as date": (orders(ordered_at=[20250301] * 4), "expected dates, found type"),
    "mixed zones as text": (
        orders(ordered_at=["2025-03-01T00:00+01:00"] * 3 + ["2025-03-01T00:00+02:00"]),
        "'ordered_at': its dates are in several time zones",
    ),
    "some with a zone": (
        orders(ordered_at=["2025-03-01T00:00+01:00"] * 3 + ["2025-03-01T00:00"]),
        "'ordered_at': its dates are in several time zones",
    ),
    "mixed zones": (
        orders(
            ordered_at=pd.Series(
                [pd.Timestamp("2025-03-01", tz="UTC")] * 3
                + [pd.Timestamp("2025-03-01", tz="Africa/Casablanca")],
                dtype="object",
            )
        ),
        "'ordered_at': its dates are in several time zones",
    ),
    "repeated order": (
        orders(order_id=[1, 2, 2, 3]),
        "'order_id': 1 of 4 rows repeat an order",
    ),
}


@pytest.mark.parametrize("case", WRONG_TABLES)
def test_a_wrong_table_is_refused_by_name(case):
    table, message = WRONG_TABLES[case]
    with pytest.raises((TypeError, ValueError), match=message):
        rfm_table(table)


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        ("2025-03-01", "as_of: 1 of 4 transactions come after 2025-03-01"),
        ("31/12/2025", "as_of: '31/12/2025' is not a date"),
        (20251231, "as_of: expected a date, found int"),
        (pd.NaT, "as_of: .*date"),
        (pd.Timestamp("2025-12-31", tz="UTC"), "as_of: .* has a time zone"),
    ],
)
def test_a_wrong_day_is_refused(as_of, message):
    with pytest.raises((TypeError, ValueError), match=message):
        rfm_table(orders(), as_of)


# --- rfm_scores -----------------------------------------------------------------------


def rfm(recency, frequency=None, monetary=None):
    return pd.DataFrame(
        {
            "recency": recency,
            "frequency": recency if frequency is None else frequency,
            "monetary": recency if monetary is None else monetary,
        }
    )


@pytest.mark.parametrize("bins", [2, 3, 5, 9])
def test_scores_are_those_of_qcut_where_it_can_cut(bins):
    values = np.random.default_rng(1).permutation(103).astype(float)
    scores = rfm_scores(rfm(values), bins=bins)
    cut = pd.qcut(values, bins, labels=False) + 1
    assert scores["f"].tolist() == scores["m"].tolist() == cut.tolist()
    assert scores["r"].tolist() == (bins + 1 - cut).tolist()


def test_the_most_recent_have_the_best_score():
    scores = rfm_scores(rfm([1, 20, 300, 4000, 5000], [5, 4, 3, 2, 1]))
    assert scores["r"].tolist() == [5, 4, 3, 2, 1]
    assert scores["f"].tolist() == [5, 4, 3, 2, 1]
    assert scores["rfm"].tolist() == ["551", "442", "333", "224", "115"]


def test_equal_values_get_the_first_of_the_groups_they_fill():
    # Six of ten ordered once: they fill the groups 1 to 3 and get 1.
    scores = rfm_scores(rfm(range(10), [1] * 6 + [2, 2, 3, 9]))
    assert scores["f"].tolist() == [1] * 6 + [4, 4, 5, 5]


def test_too_few_different_values_use_fewer_scores():
    scores = rfm_scores(rfm([3, 3, 3], [1, 1, 2], [7, 8, 9]))
    assert scores["r"].tolist() == [5, 5, 5]
    assert scores["f"].tolist() == [1, 1, 5]
    assert scores["m"].is_monotonic_increasing


def test_scores_keep_the_customers():
    table = rfm_table(orders())
    assert rfm_scores(table).index.equals(table.index)
    assert rfm_scores(table).columns.tolist() == ["r", "f", "m", "rfm"]


def test_codes_stay_readable_over_nine():
    scores = rfm_scores(rfm(np.arange(24.0)), bins=12)
    assert scores["rfm"].iloc[[0, -1]].tolist() == ["12-1-1", "1-12-12"]


@pytest.mark.parametrize("bins", [1, 0, -3, 2.5, True, "5", None, np.nan])
def test_wrong_bins_are_refused(bins):
    with pytest.raises((TypeError, ValueError), match="bins: "):
        rfm_scores(rfm([1, 2, 3]), bins=bins)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (rfm([1, 2]).drop(columns="monetary"), "no column 'monetary'"),
        (rfm([1, np.nan]), "'recency': 1 of 2 values are missing"),
        (rfm([1, 2], [1, np.inf]), "'frequency': 1 of 2 values are infinite"),
        (rfm([1, 2], ["a", "b"]), "'frequency': expected numbers"),
        (rfm([1, 2]).head(0), "rfm: the table is empty"),
        (None, "rfm: expected a pandas DataFrame"),
    ],
)
def test_a_wrong_rfm_is_refused(table, message):
    with pytest.raises((TypeError, ValueError), match=message):
        rfm_scores(table)


# --- clusters -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def three_groups():
    """Three groups far apart, and the group each customer was drawn from."""
    rng = np.random.default_rng(3)
    centres = np.array([[300.0, 1, 200], [40, 6, 2_000], [10, 20, 9_000]])
    group = np.repeat([0, 1, 2], 60)
    spread = centres[group] * rng.normal(1, 0.05, (180, 3))
    table = pd.DataFrame(spread, columns=["recency", "frequency", "monetary"])
    return table, group


def test_groups_far_apart_are_found_and_numbered_by_value(three_groups):
    table, group = three_groups
    clusters = cluster_customers(table, 3)
    assert clusters.customers["cluster"].tolist() == (3 - group).tolist()
    assert clusters.centres.index.tolist() == [1, 2, 3]
    assert clusters.centres["customers"].tolist() == [60, 60, 60]
    assert clusters.centres["share"].sum() == pytest.approx(1)
    means = table.groupby(3 - group).mean().to_numpy()
    np.testing.assert_allclose(clusters.centres[list(table.columns)], means)


def test_neither_the_order_of_rows_nor_the_seed_changes_clear_groups(three_groups):
    table, _ = three_groups
    first = cluster_customers(table, 3).customers
    again = cluster_customers(table.sample(frac=1, random_state=0), 3, seed=9)
    pd.testing.assert_frame_equal(again.customers.sort_index(), first)


def test_the_unit_of_a_column_does_not_matter(three_groups):
    table, _ = three_groups
    in_centimes = table.assign(monetary=table["monetary"] * 100)
    assert (
        cluster_customers(in_centimes, 3).customers["cluster"]
        == cluster_customers(table, 3).customers["cluster"]
    ).all()


def test_the_logarithm_brings_in_a_long_tail():
    spend = pd.DataFrame({"monetary": [1.0, 2, 3, 90, 100, 110, 1_000]})
    plain = cluster_customers(spend, 2).customers["cluster"].tolist()
    logged = cluster_customers(spend, 2, log="monetary").customers["cluster"].tolist()
    assert plain == [2, 2, 2, 2, 2, 2, 1]
    assert logged != plain


def test_quality_prefers_the_number_of_groups_drawn(three_groups):
    table, _ = three_groups
    quality = cluster_quality(table, [2, 3, 4, 5])
    assert quality.columns.tolist() == ["inertia", "silhouette", "stability"]
    assert quality["silhouette"].idxmax() == 3
    # Halves of three groups this far apart give back the same three groups.
    assert quality.loc[3, "stability"] > 0.99 > quality.loc[5, "stability"]
    assert quality["inertia"].is_monotonic_decreasing
    pd.testing.assert_frame_equal(quality, cluster_quality(table, [2, 3, 4, 5]))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda t: cluster_customers(t, 1), "k: must be at least 2"),
        (lambda t: cluster_customers(t, 181), "k: must be at most 180"),
        (lambda t: cluster_customers(t, 2.0), "k: expected a whole number"),
        (lambda t: cluster_customers(t, True), "k: expected a whole number"),
        (lambda t: cluster_customers(t, 3, seed=-1), "seed: must be at least 0"),
        (lambda t: cluster_customers(t, 3, log=["spend"]), "log: no column 'spend'"),
        (lambda t: cluster_customers(t - 50, 3, log=["recency"]), "are below 0"),
        (lambda t: cluster_customers(t, 3, order_by="x"), "order_by: no column 'x'"),
        (lambda t: cluster_customers(t.assign(a=1), 3), "'a': all 180 values are the"),
        (lambda t: cluster_customers(t.assign(a="x"), 3), "'a': expected numbers"),
        (lambda t: cluster_customers(t.head(0), 3), "features: the table is empty"),
        (lambda t: cluster_quality(t, []), "ks: no number of clusters"),
        (lambda t: cluster_quality(t, [2, 500]), "ks: must be at most 180"),
        (lambda t: cluster_quality(t, [2], resamples=0), "resamples: must be at least"),
    ],
)
def test_wrong_arguments_of_clusters_are_refused(three_groups, call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call(three_groups[0])


# --- migration_table ------------------------------------------------------------------


def test_moves_between_segments_are_counted():
    before = pd.Series({1: "gold", 2: "gold", 3: "new", 4: "new"})
    after = pd.Series({1: "gold", 2: "asleep", 3: "gold", 5: "new"})
    moves = migration_table(before, after)
    assert moves.to_dict("index") == {
        "absent": {"absent": 0, "asleep": 0, "gold": 0, "new": 1},
        "gold": {"absent": 0, "asleep": 1, "gold": 1, "new": 0},
        "new": {"absent": 1, "asleep": 0, "gold": 1, "new": 0},
    }
    assert moves.index.name == "before" and moves.columns.name == "after"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (pd.Series({1: "a"}), {1: "a"}, "after: expected a pandas Series"),
        (pd.Series(dtype=str), pd.Series({1: "a"}), "before: the Series is empty"),
        (
            pd.Series({1: "a"}),
            pd.Series(["a", "b"], index=[1, 1]),
            "after: the Series names a customer twice",
        ),
    ],
)
def test_wrong_segments_are_refused(before, after, message):
    with pytest.raises((TypeError, ValueError), match=message):
        migration_table(before, after)
