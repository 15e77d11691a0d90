"""Association rules: what is bought together."""

import doctest

import numpy as np
import pandas as pd
import pytest

from course_lib import baskets as library
from course_lib.baskets import association_rules


def lines(*contents):
    rows = [(order, item) for order, items in enumerate(contents) for item in items]
    return pd.DataFrame(rows, columns=["order_id", "product_id"])


def pairs(rules):
    return set(zip(rules["antecedent"], rules["consequent"], strict=True))


def test_docstring_examples_run():
    assert doctest.testmod(library, extraglobs={"pd": pd}).failed == 0


def test_measures_by_hand():
    # Ten baskets: a in 5, b in 4, both in 4.
    table = lines("ab", "ab", "ab", "ab", "a", "c", "c", "c", "c", "c")
    rules = association_rules(table, 0.2)
    assert pairs(rules) == {(("a",), ("b",)), (("b",), ("a",))}
    rule = rules[rules["antecedent"] == ("a",)].iloc[0]
    assert rule["baskets"] == 4
    assert rule["support"] == pytest.approx(0.4)
    assert rule["confidence"] == pytest.approx(4 / 5)
    assert rule["lift"] == pytest.approx(0.8 / 0.4)
    # Lift is the same both ways; confidence is not.
    assert rules["lift"].tolist() == pytest.approx([2, 2])
    assert sorted(rules["confidence"]) == pytest.approx([0.8, 1.0])


def test_the_five_transactions_of_the_textbook():
    # Tan, Steinbach and Kumar (2005), Introduction to Data Mining, table 6.1:
    # {milk, diapers} → {beer} has support 2/5 and confidence 2/3.
    table = lines(
        ["bread", "milk"],
        ["bread", "diapers", "beer", "eggs"],
        ["milk", "diapers", "beer", "cola"],
        ["bread", "milk", "diapers", "beer"],
        ["bread", "milk", "diapers", "cola"],
    )
    rules = association_rules(table, 0.4, 2 / 3, max_items=3)
    rule = rules[
        (rules["antecedent"] == ("diapers", "milk"))
        & (rules["consequent"] == ("beer",))
    ].iloc[0]
    assert rule["support"] == pytest.approx(2 / 5)
    assert rule["confidence"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("denominator", range(2, 60))
def test_a_rule_equal_to_its_thresholds_is_kept(denominator):
    for numerator in range(1, denominator):
        contents = ["ab"] * numerator + ["a"] * (denominator - numerator)
        share = numerator / denominator
        wanted = (("a",), ("b",))
        assert wanted in pairs(association_rules(lines(*contents), share, share))


@pytest.mark.parametrize("threshold", [0.8, 0.1 + 0.7, 0.7 + 0.1])
def test_eight_in_ten_is_eighty_per_cent(threshold):
    table = lines(*["ab"] * 8, *["a"] * 2)
    assert len(association_rules(table, 0.1, threshold)) == 2
    assert len(association_rules(table, threshold, 0.1)) == 2


def test_a_rule_just_below_a_threshold_is_dropped():
    table = lines(*["ab"] * 799, *["a"] * 201)
    assert pairs(association_rules(table, 0.1, 0.8)) == {(("b",), ("a",))}
    assert association_rules(table, 0.8).empty


def test_an_item_twice_in_a_basket_counts_once():
    once = lines("ab", "a", "b")
    twice = pd.concat([once, once.head(1)], ignore_index=True)
    pd.testing.assert_frame_equal(
        association_rules(once, 0.3), association_rules(twice, 0.3)
    )


def test_the_order_of_the_lines_does_not_matter():
    rng = np.random.default_rng(2)
    table = pd.DataFrame(
        {
            "order_id": rng.integers(0, 200, 600),
            "product_id": rng.integers(0, 8, 600),
        }
    )
    rules = association_rules(table, 0.05)
    assert len(rules) > 10
    shuffled = table.sample(frac=1, random_state=5)
    pd.testing.assert_frame_equal(rules, association_rules(shuffled, 0.05))


def test_no_rule_is_an_empty_table_with_its_columns():
    for table in [lines("a", "b"), lines("ab", "c", "d")]:
        rules = association_rules(table, 0.9)
        assert rules.empty
        assert list(rules) == [
            "antecedent",
            "consequent",
            "baskets",
            "support",
            "confidence",
            "lift",
        ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"min_support": 0}, "min_support: at 0 every set"),
        ({"min_support": 2}, "min_support: must be at most 1"),
        ({"min_confidence": 80}, "min_confidence: must be at most 1"),
        ({"min_confidence": -0.1}, "min_confidence: must be at least 0"),
        ({"max_items": 1}, "max_items: must be at least 2"),
        ({"item": "product"}, "lines: no column 'product'"),
        ({"lines": lines().head(0)}, "lines: the table is empty"),
        ({"lines": [1]}, "lines: expected a pandas DataFrame"),
        (
            {"lines": pd.DataFrame({"order_id": [1], "product_id": [None]})},
            "'product_id': 1 of 1 identifiers are missing",
        ),
    ],
)
def test_wrong_input_is_refused(arguments, message):
    with pytest.raises((TypeError, ValueError), match=message):
        association_rules(**{"lines": lines("ab")} | arguments)
