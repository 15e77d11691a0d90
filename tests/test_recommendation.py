"""Recommendation from the items that have the same buyers."""

import doctest

import numpy as np
import pandas as pd
import pytest

from course_lib import recommendation as library
from course_lib.recommendation import item_similarity, recommend


def purchases():
    """Return five customers: soap goes with mitt, tea with mint; 5 bought only soap."""
    bought = {
        1: ["soap", "mitt"],
        2: ["soap", "mitt", "soap"],
        3: ["tea", "mint"],
        4: ["tea", "soap"],
        5: ["soap"],
    }
    rows = [(who, item) for who, items in bought.items() for item in items]
    return pd.DataFrame(rows, columns=["customer_id", "product_id"])


def test_docstring_examples_run():
    assert doctest.testmod(library, extraglobs={"pd": pd}).failed == 0


def test_similarity_by_hand():
    alike = item_similarity(purchases())
    assert list(alike) == list(alike.index) == ["mint", "mitt", "soap", "tea"]
    # Two common buyers, of 4 and 2.
    assert alike.loc["soap", "mitt"] == pytest.approx(2 / 8**0.5)
    assert alike.loc["tea", "mint"] == pytest.approx(1 / 2**0.5)
    assert alike.loc["mitt", "mint"] == 0
    assert np.allclose(alike, alike.T) and np.allclose(np.diag(alike), 1)


def test_the_score_is_the_sum_over_what_was_bought():
    alike = item_similarity(purchases())
    offer = recommend(purchases(), 4)
    assert offer["product_id"].tolist() == ["mitt", "mint"]
    assert offer["score"].tolist() == pytest.approx(
        [alike.loc["mitt", "soap"], alike.loc["mint", "tea"]]
    )
    assert offer["buyers"].tolist() == [2, 1]


def test_what_was_bought_is_left_out_or_kept():
    assert "soap" not in recommend(purchases(), 5)["product_id"].tolist()
    kept = recommend(purchases(), 5, n=1, keep_bought=True)
    assert kept["product_id"].tolist() == ["soap"]


def test_nobody_known_gets_what_most_buy_and_it_is_said():
    offer = recommend(purchases(), 99, n=3)
    assert offer["product_id"].tolist() == ["soap", "mitt", "tea"]
    assert set(offer["basis"]) == {"popular"}
    # Customer 1 has no score for mint: it comes last, as the popular item it is.
    known = recommend(purchases(), 1)
    assert known["basis"].tolist() == ["similar", "popular"]


def test_a_similarity_at_hand_gives_the_same():
    alike = item_similarity(purchases())
    pd.testing.assert_frame_equal(
        recommend(purchases(), 4), recommend(purchases(), 4, similarity=alike)
    )
    with pytest.raises(ValueError, match="similarity: item 'mint' is not in it"):
        recommend(purchases(), 4, similarity=alike.drop(columns="mint", index="mint"))


def test_the_order_of_the_rows_and_repeats_do_not_matter():
    table = purchases()
    shuffled = pd.concat([table, table]).sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(recommend(table, 5), recommend(shuffled, 5))


def test_who_bought_everything_gets_nothing():
    table = pd.DataFrame({"customer_id": [1, 1], "product_id": ["a", "b"]})
    assert recommend(table, 1).empty


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0}, "n: must be at least 1"),
        ({"n": 2.5}, "n: expected a whole number"),
        ({"customer_id": None}, "customer_id: it is missing"),
        ({"item": "product"}, "purchases: no column 'product'"),
        ({"purchases": purchases().head(0)}, "purchases: the table is empty"),
        ({"purchases": {}}, "purchases: expected a pandas DataFrame"),
        (
            {"purchases": purchases().assign(product_id=None)},
            "'product_id': 10 of 10 identifiers are missing",
        ),
    ],
)
def test_wrong_input_is_refused(arguments, message):
    with pytest.raises((TypeError, ValueError), match=message):
        recommend(**{"purchases": purchases(), "customer_id": 1} | arguments)
