"""Customer profit and the whale curve, against slow references and bad input."""

import numpy as np
import pandas as pd
import pytest

from course_lib import load
from course_lib.profitability import customer_profit, whale_curve


def orders():
    return pd.DataFrame(
        {
            "order_id": [1, 2, 3],
            "customer_id": [7, 7, 8],
            "amount": [200.0, 100.0, 90.0],
            "delivery_cost": [0.0, 40.0, 30.0],
            "returned": [False, True, False],
        }
    )


def lines():
    return pd.DataFrame(
        {"order_id": [1, 1, 2, 3], "product_id": [5, 6, 5, 6], "quantity": [1, 2, 1, 1]}
    )


def products():
    return pd.DataFrame({"product_id": [5, 6], "unit_cost": [60.0, 20.0]})


def messages():
    return pd.DataFrame({"customer_id": [8, 8, 9], "unit_cost": [0.5, 4.0, 4.0]})


def complaints():
    return pd.DataFrame({"customer_id": [7, 9], "compensation": [25.0, 10.0]})


def whole(**changes):
    tables = {"orders": orders(), "order_lines": lines(), "products": products()}
    tables |= {"messages": messages(), "complaints": complaints(), "complaint_cost": 40}
    return customer_profit(**(tables | changes))


# --- Customer profit --------------------------------------------------------------


def test_each_cost_is_taken_off_its_customer():
    found = whole()
    assert found.index.name == "customer_id"
    # 200 - (60 + 40), then a return: 0 - 60 - 40, then a complaint: 25 + 40.
    assert found.loc[7].to_dict() == {
        "revenue": 200.0,
        "goods": 160.0,
        "delivery": 40.0,
        "messages": 0.0,
        "complaints": 65.0,
        "profit": -65.0,
    }
    assert found.loc[8, "profit"] == 90 - 20 - 30 - 4.5


def test_people_without_an_order_have_no_row():
    assert list(whole().index) == [7, 8]


def test_messages_and_complaints_are_optional():
    found = whole(messages=None, complaints=None)
    assert (found[["messages", "complaints"]] == 0).all().all()
    nobody = whole(messages=messages().iloc[:0], complaints=complaints().iloc[:0])
    pd.testing.assert_frame_equal(found, nobody)


def test_lines_of_other_orders_are_ignored():
    assert len(whole(orders=orders().iloc[:1])) == 1


def test_the_row_labels_of_the_tables_do_not_matter():
    shuffled = orders().iloc[[2, 0, 1]].set_axis([30, 10, 20])
    mixed = lines().iloc[::-1].set_axis([9, 9, 9, 9])
    found = whole(orders=shuffled, order_lines=mixed)
    pd.testing.assert_frame_equal(found, whole())


def test_the_tables_given_are_not_changed():
    given = orders()
    whole(orders=given)
    pd.testing.assert_frame_equal(given, orders())


def test_the_company_adds_up_customer_by_customer():
    of_2025 = load("orders").query("ordered_at >= '2025-01-01'")
    all_lines, all_products = load("order_lines"), load("products")
    found = customer_profit(of_2025, all_lines, all_products)
    cost = all_products.set_index("product_id")["unit_cost"].to_dict()
    some = found.index[::400]
    for customer in some:
        profit = 0.0
        for row in of_2025[of_2025["customer_id"] == customer].itertuples():
            bought = all_lines[all_lines["order_id"] == row.order_id]
            goods = sum(
                quantity * cost[product]
                for quantity, product in zip(
                    bought["quantity"], bought["product_id"], strict=True
                )
            )
            profit += (0 if row.returned else row.amount) - goods - row.delivery_cost
        assert found.loc[customer, "profit"] == pytest.approx(profit, abs=1e-6)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"orders": orders().drop(columns="amount")}, "amount"),
        ({"orders": orders().assign(amount=[1.0, np.nan, 2.0])}, "amount"),
        ({"orders": orders().assign(returned=["yes", "no", "no"])}, "returned"),
        ({"orders": orders().assign(customer_id=[7, None, 8])}, "customer_id"),
        ({"orders": [1, 2]}, "orders"),
        ({"orders": orders().iloc[:0]}, "orders"),
        ({"order_lines": lines().iloc[:2]}, "has no line"),
        ({"products": products().iloc[:1]}, "product 6"),
        ({"products": products().drop(columns="unit_cost")}, "unit_cost"),
        ({"messages": messages().drop(columns="unit_cost")}, "unit_cost"),
        ({"complaints": complaints().assign(compensation=-1.0)}, "compensation"),
        ({"complaint_cost": -1}, "complaint_cost"),
    ],
)
def test_bad_tables_are_named(changes, words):
    with pytest.raises((TypeError, ValueError), match=words):
        whole(**changes)


# --- Whale curve ------------------------------------------------------------------


def test_the_curve_climbs_then_falls_back_to_the_whole():
    found = whale_curve(pd.Series([60.0, -20.0, 40.0]))
    assert found["profit"].tolist() == [0, 60, 100, 80]
    assert found["share_of_profit"].tolist() == [0, 0.75, 1.25, 1]
    assert found["customers"].tolist() == pytest.approx([0, 1 / 3, 2 / 3, 1])


def test_the_curve_peaks_where_profit_ends():
    random = np.random.default_rng(3)
    profit = pd.Series(random.normal(50, 100, 500))
    found = whale_curve(profit)
    peak = found["profit"].idxmax()
    assert found["customers"][peak] == pytest.approx((profit > 0).mean())
    assert found["profit"].max() == pytest.approx(profit[profit > 0].sum())
    assert found["share_of_profit"].iloc[-1] == pytest.approx(1)


def test_without_losses_the_curve_never_falls():
    found = whale_curve(pd.Series([3.0, 1.0, 2.0]))
    assert found["profit"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("profit", "words"),
    [
        ([1.0, 2.0], "Series"),
        (pd.Series(dtype=float), "empty"),
        (pd.Series([1.0, np.nan]), "profit"),
        (pd.Series([1.0, np.inf]), "profit"),
        (pd.Series(["a"]), "profit"),
        (pd.Series([1.0, -3.0]), "not above 0"),
    ],
)
def test_what_has_no_curve_is_refused(profit, words):
    with pytest.raises((TypeError, ValueError), match=words):
        whale_curve(profit)
