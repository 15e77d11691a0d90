"""Customers told apart: the same sums for any identifiers, and never one for two."""

import uuid

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import grouping
from course_lib.grouping import customer_rows
from course_lib.lifecycle import cohort_table
from course_lib.segmentation import rfm_table
from course_lib.value import btyd_summary

FUNCTIONS = {
    "rfm_table": lambda table: rfm_table(table, "2025-12-31"),
    "btyd_summary": lambda table: btyd_summary(table, "2025-12-31"),
    "cohort_table": cohort_table,
}
# Ways to write a number below 10,000 as text, in the order of the numbers.
NAMES = {
    "same length": "C{:05d}".format,
    "other length": lambda who: f"C{'z' * (who > 4000)}{who:05d}",
    "long": lambda who: f"{who:05d}-{uuid.UUID(int=who**31 % 2**128)}",
    "outside ASCII": "é\u4f60\U0001f600{:05d}".format,
    "far from equal in length": lambda who: f"{who:05d}" + "x" * 900 * (who == 4321),
}


def purchases(rows=3000, seed=3):
    rng = np.random.default_rng(seed)
    hours = rng.integers(0, 1000 * 24, rows)
    return pd.DataFrame(
        {
            "customer_id": rng.integers(4000, 4500, rows),
            "ordered_at": pd.Timestamp("2023-01-01") + pd.to_timedelta(hours, "h"),
            # Whole numbers: their sums are exact in any order.
            "amount": rng.integers(0, 1000, rows).astype(float),
        }
    )


def named(table, name, kind="str"):
    ids = pd.Series([name(who) for who in table["customer_id"]], dtype=object)
    return table.assign(customer_id=ids.astype(kind))


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("kind", ["str", "object", "category"])
@pytest.mark.parametrize("name", NAMES)
def test_texts_and_numbers_give_the_same(function, kind, name):
    table, run = purchases(), FUNCTIONS[function]
    expected, found = run(table), run(named(table, NAMES[name], kind))
    if function != "cohort_table":
        assert found.index.tolist() == [NAMES[name](who) for who in expected.index]
        assert found.index.name == "customer_id"
        found.index = expected.index
    pd.testing.assert_frame_equal(found, expected)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    "number", [lambda who: who, lambda who: who * 10**15 - 2**62, float]
)
def test_numbers_of_every_size_give_the_same(function, number):
    table, run = purchases(), FUNCTIONS[function]
    ids = [number(int(who)) for who in table["customer_id"]]
    pd.testing.assert_frame_equal(
        run(table.assign(customer_id=ids)).reset_index(drop=True),
        run(table).reset_index(drop=True),
    )


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("name", [*NAMES, "number"])
def test_the_order_of_rows_plays_no_part(function, name):
    table = purchases()
    if name != "number":
        table = named(table, NAMES[name])
    run = FUNCTIONS[function]
    pd.testing.assert_frame_equal(run(table.sample(frac=1, random_state=5)), run(table))


ANY_TEXT = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.text(alphabet="ab\0", max_size=4),
        st.from_regex(r"C[0-9]{1,3}", fullmatch=True),
        st.characters(categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(ANY_TEXT, st.sampled_from(["str", "object"]))
def test_each_text_is_one_customer_and_they_stand_in_order(texts, kind):
    rows, customers = customer_rows(pd.Series(texts, dtype=kind), "customer_id")
    assert customers.tolist() == sorted(set(texts))
    assert customers[rows].tolist() == texts
    assert customers.dtype == kind


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.lists(st.text(alphabet="abyz09", max_size=3), min_size=1, max_size=99))
def test_texts_are_told_apart_the_same_in_both_ways(texts):
    letters = grouping._letters(np.array(texts, dtype=object))
    expected = [sorted(set(texts)).index(text) for text in texts]
    for ranks in grouping._digits(letters), grouping._words(letters):
        assert ranks is None or ranks.tolist() == expected


def test_usual_identifiers_take_the_short_way():
    # Else the results would be right, and slow without anybody being told.
    who = np.random.default_rng(0).integers(0, 20_000, 100_000)
    for name in "C{:06d}".format, "C{}".format, "customer-{}".format:
        letters = grouping._letters(np.array([*map(name, who)], dtype=object))
        assert grouping._digits(letters) is not None
    long = [str(uuid.UUID(int=int(w) ** 9 * 7**40 % 2**128)) for w in who]
    letters = grouping._letters(np.array(long, dtype=object))
    assert grouping._digits(letters) is None
    assert grouping._words(letters) is not None


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("multiplier", [0, 2**63])
def test_texts_that_sum_to_one_number_stay_two_customers(
    function, multiplier, monkeypatch
):
    # All sums the same, or one of two: what chance would need ages to find.
    table, run = purchases(), FUNCTIONS[function]
    expected = run(table).reset_index(drop=True)
    blind = np.full_like(grouping._MULTIPLIERS, multiplier)
    monkeypatch.setattr(grouping, "_MULTIPLIERS", blind)
    table = named(table, NAMES["long"])
    assert grouping._words(grouping._letters(table["customer_id"].to_numpy())) is None
    pd.testing.assert_frame_equal(run(table).reset_index(drop=True), expected)


def test_no_two_texts_share_what_tells_them_apart():
    # Texts alike up to where the shorter one is filled up, and beyond 512 letters.
    texts = ["a", "a\0", "a\0\0", "ab", "b" * 511, "b" * 512, "b" * 513, "", "\0"]
    rows, customers = customer_rows(pd.Series(texts * 2), "customer_id")
    assert len(customers) == len(texts)
    assert customers[rows].tolist() == texts * 2
    long = ["x" * 600 + end for end in "abcabc"]
    assert len(customer_rows(pd.Series(long), "customer_id")[1]) == 3


BAD = {
    "missing text": (["C1", None, "C2", "C1"], "1 of 4 identifiers are missing"),
    "missing number": ([1, np.nan, 2, 1], "1 of 4 identifiers are missing"),
    "text and number": (["C1", 1, "C2", "C1"], "all text or all whole numbers"),
    "text and bytes": (["C1", b"C1", "C2", "C1"], "all text or all whole numbers"),
    "yes and no": ([True, False, True, True], "identifiers"),
    "fractions": ([1.5, 2, 3, 1], "identifiers"),
}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("kind", ["object", "category"])
@pytest.mark.parametrize("case", BAD)
def test_what_is_no_identifier_is_refused(function, kind, case):
    ids, message = BAD[case]
    table = purchases(rows=4).assign(customer_id=pd.Series(ids, dtype=kind))
    with pytest.raises((TypeError, ValueError), match=f"'customer_id'.*{message}"):
        FUNCTIONS[function](table)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_gaps_in_plain_columns_are_refused(function):
    table = named(purchases(rows=4), NAMES["same length"])
    gap = table["customer_id"].where(table.index != 2)
    assert gap.dtype == "str"
    with pytest.raises(ValueError, match="'customer_id': 1 of 4 identifiers"):
        FUNCTIONS[function](table.assign(customer_id=gap))
    gap = table["ordered_at"].where(table.index != 2)
    with pytest.raises(ValueError, match="'ordered_at': 1 of 4 dates are missing"):
        FUNCTIONS[function](table.assign(ordered_at=gap))
