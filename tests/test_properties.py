"""What holds for any input: invariants, and a clear error for whatever is wrong."""

from datetime import datetime

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings

from course_lib.campaigns import kpis, sms_cost
from course_lib.language import money, number, percent, use_language
from course_lib.segmentation import (
    cluster_customers,
    migration_table,
    rfm_scores,
    rfm_table,
)

# The same examples on every machine: a red test can be seen again.
settings.register_profile("workbook", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("workbook")

CENTS = st.integers(0, 10**9)
DATES = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1))
IDS = st.one_of(
    st.integers(-(2**62), 2**62), st.text(max_size=6), st.sampled_from(["C1", "C2"])
)
NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)


@st.composite
def transactions(draw):
    """Draw a right table: identifiers all text or all whole, dates, amounts."""
    kind = draw(
        st.sampled_from(
            [st.integers(0, 8), st.integers(-(2**62), 2**62), st.text(max_size=3)]
        )
    )
    rows = draw(st.lists(st.tuples(kind, DATES, CENTS), min_size=1, max_size=40))
    table = pd.DataFrame(rows, columns=["customer_id", "ordered_at", "amount"])
    table["amount"] /= 100
    return table


@given(transactions())
def test_rfm_keeps_every_customer_order_and_dirham(table):
    rfm = rfm_table(table)
    assert set(rfm.index) == set(table["customer_id"])
    assert rfm.index.is_unique and rfm.index.is_monotonic_increasing
    assert rfm["frequency"].sum() == len(table)
    # Amounts are whole cents below 1e7: sums of 40 are exact to far less than a cent.
    assert rfm["monetary"].sum() == pytest.approx(table["amount"].sum(), abs=1e-3)
    assert rfm["recency"].min() == 0
    assert (rfm["frequency"] >= 1).all() and (rfm["recency"] >= 0).all()


@given(transactions(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(table, random):
    places = list(range(len(table)))
    random.shuffle(places)
    pd.testing.assert_frame_equal(
        rfm_table(table.iloc[places]), rfm_table(table), rtol=1e-12
    )


@given(transactions())
def test_rfm_is_that_of_a_plain_groupby(table):
    groups = table.groupby("customer_id")
    last = groups["ordered_at"].max().dt.normalize()
    rfm = rfm_table(table)
    expected = (table["ordered_at"].max().normalize() - last).dt.days
    assert rfm["recency"].tolist() == expected.tolist()
    assert rfm["frequency"].tolist() == groups.size().tolist()


@given(transactions(), st.integers(0, 400))
def test_a_later_day_adds_the_same_days_to_everyone(table, days):
    later = table["ordered_at"].max().normalize() + pd.Timedelta(days=days)
    assert (
        rfm_table(table, later)["recency"] == rfm_table(table)["recency"] + days
    ).all()


@given(transactions(), st.sampled_from(["customer_id", "ordered_at", "amount"]))
def test_a_gap_is_an_error_that_names_its_column(table, column):
    table = table.astype({column: object})
    table.loc[table.index[-1], column] = None
    with pytest.raises((TypeError, ValueError), match=f"column '{column}'"):
        rfm_table(table)


@given(
    transactions(),
    st.sampled_from(["customer_id", "ordered_at", "amount"]),
    st.lists(
        st.one_of(
            st.none(),
            st.booleans(),
            st.floats(),
            st.text(max_size=5),
            st.datetimes(timezones=st.timezones()),
            st.lists(st.integers(), max_size=2),
            st.complex_numbers(),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_whatever_a_column_holds_there_is_a_result_or_a_clear_error(
    table, column, values
):
    filled = [values[i % len(values)] for i in range(len(table))]
    table = table.assign(**{column: pd.Series(filled, index=table.index)})
    try:
        rfm = rfm_table(table)
    except (TypeError, ValueError) as error:
        assert column in str(error)
        assert len(str(error)) > 40
    else:
        assert rfm["frequency"].sum() == len(table)
        assert np.isfinite(rfm.to_numpy(dtype=float)).all()


@given(transactions(), st.floats(max_value=-0.01) | st.sampled_from([np.inf, np.nan]))
def test_an_impossible_amount_is_an_error(table, amount):
    table.loc[table.index[0], "amount"] = amount
    with pytest.raises(ValueError, match="column 'amount': 1 of"):
        rfm_table(table)


@given(transactions())
def test_transactions_after_the_day_are_counted_in_the_error(table):
    day = table["ordered_at"].min().normalize()
    later = int((table["ordered_at"].dt.normalize() > day).sum())
    assume(later)
    with pytest.raises(ValueError, match=f"as_of: {later} of {len(table)} trans"):
        rfm_table(table, as_of=day)


@given(st.lists(NUMBERS, min_size=1, max_size=60), st.integers(2, 12))
def test_scores_never_part_equals_nor_turn_the_order_round(values, bins):
    rfm = pd.DataFrame({"recency": values, "frequency": values, "monetary": values})
    scores = rfm_scores(rfm, bins)
    assert scores[["r", "f", "m"]].to_numpy().min() >= 1
    assert scores[["r", "f", "m"]].to_numpy().max() <= bins
    ranked = scores.assign(value=values).sort_values("value", kind="stable")
    assert ranked["f"].is_monotonic_increasing
    assert ranked["r"].is_monotonic_decreasing
    assert (ranked.groupby("value")[["r", "f", "m"]].nunique() == 1).all(axis=None)
    assert (scores["r"] == bins + 1 - scores["f"]).all()


@given(st.lists(NUMBERS, min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_scores_do_not_depend_on_the_order_of_customers(values, random):
    rfm = pd.DataFrame({"recency": values, "frequency": values, "monetary": values})
    places = list(range(len(values)))
    random.shuffle(places)
    shuffled = rfm_scores(rfm.iloc[places])
    pd.testing.assert_frame_equal(shuffled.sort_index(), rfm_scores(rfm))


@settings(max_examples=15)
@given(st.lists(st.integers(0, 1000), min_size=4, max_size=30, unique=True))
def test_clusters_hold_everyone_and_are_numbered_by_value(spend):
    features = pd.DataFrame({"monetary": spend})
    customers, centres = cluster_customers(features, 3)
    assert centres["customers"].sum() == len(spend)
    assert set(customers["cluster"]) == {1, 2, 3}
    assert centres["monetary"].is_monotonic_decreasing


@given(st.dictionaries(st.integers(0, 20), st.sampled_from("abc"), min_size=1))
def test_moves_count_each_customer_once(segments):
    before = pd.Series(segments)
    after = pd.Series({key + 1: value for key, value in segments.items()})
    moves = migration_table(before, after)
    assert moves.to_numpy().sum() == len(set(before.index) | set(after.index))


@st.composite
def contacts(draw):
    row = st.tuples(
        st.integers(1, 3),
        st.sampled_from(["treated", "control"]),
        *[st.booleans()] * 3,
        CENTS,
    )
    rows = draw(st.lists(row, min_size=1, max_size=40))
    columns = ["campaign_id", "group", "delivered", "responded", "ordered"]
    table = pd.DataFrame(rows, columns=[*columns, "order_amount"])
    assume((table["group"] == "treated").any())
    return table


CAMPAIGNS = pd.DataFrame(
    {
        "campaign_id": [1, 2, 3],
        "channel": ["sms", "sms", "post"],
        "fixed_cost": [10.0, 20.0, 40.0],
        "unit_cost": [0.5, 0.25, 4.0],
    }
)


@given(contacts())
def test_indicators_add_up_whatever_the_grouping(table):
    each = kpis(table, CAMPAIGNS, margin_rate=0.4)
    by_channel = kpis(table, CAMPAIGNS, by="channel", margin_rate=0.4)
    treated = table[table["group"] == "treated"]
    assert each["sent"].sum() == by_channel["sent"].sum() == len(treated)
    assert (each["orders"] <= each["responses"]).all()
    for name in ("delivered", "responses", "orders", "revenue", "cost"):
        assert by_channel[name].sum() == pytest.approx(each[name].sum())
    shares = each[["delivery_rate", "conversion_rate"]].stack().dropna()
    assert shares.between(0, 1).all()


@given(st.text(min_size=1, max_size=400), st.integers(0, 10**6))
def test_an_sms_bill_covers_its_text(text, messages):
    price = sms_cost(messages, text=text, price_per_sms=0.25)
    alone, each = (160, 153) if price.encoding == "GSM-7" else (70, 67)
    assert price.units >= len(text)
    assert (price.parts == 1) == (price.units <= alone)
    # A character of two places may leave one place of a part empty.
    if price.parts > 1:
        assert (price.parts - 1) * (each - 1) < price.units <= price.parts * each
    assert price.cost == price.billed * 0.25 == messages * price.parts * 0.25
    assert bool(price.outside_alphabet) == (price.encoding == "UCS-2")


@given(st.floats() | st.integers(), st.integers(0, 4), st.sampled_from(["fr", "en"]))
def test_every_number_can_be_written(value, decimals, code):
    use_language(code)
    try:
        for write in (number, percent, money):
            text = write(value, decimals)
            assert text and "nan" not in text.lower()
    finally:
        use_language("fr")


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_is_written_can_be_read_back(value):
    use_language("en")
    try:
        written = number(value, 2).replace(",", "").replace("\u2212", "-")
        assert float(written) == float(value)
    finally:
        use_language("fr")
