"""What customers leave once they are served: profit per customer, whale curve."""

import pandas as pd

from course_lib.validation import (
    require_column,
    require_ids,
    require_number,
    require_numbers,
    require_table,
)


def customer_profit(
    orders: pd.DataFrame,
    order_lines: pd.DataFrame,
    products: pd.DataFrame,
    *,
    messages: pd.DataFrame | None = None,
    complaints: pd.DataFrame | None = None,
    complaint_cost: float = 0.0,
) -> pd.DataFrame:
    """Compute what each customer left after the goods and the service.

    Give the orders, messages and complaints of one period only, at the prices of the
    costs: `unit_cost` is dated, and next to older prices it would understate margins.

    Parameters
    ----------
    orders : DataFrame
        One row per order: `order_id`, `customer_id`, `amount` and `delivery_cost` in
        MAD, `returned` (True: refunded, the goods are lost).
    order_lines : DataFrame
        One row per line: `order_id`, `product_id`, `quantity`. Lines of other orders
        are ignored.
    products : DataFrame
        One row per product: `product_id`, `unit_cost` in MAD.
    messages : DataFrame, optional
        One row per message sent: `customer_id`, `unit_cost` in MAD.
    complaints : DataFrame, optional
        One row per complaint: `customer_id`, `compensation` in MAD.
    complaint_cost : float, default 0
        Cost of handling one complaint, in MAD, on top of the compensation.

    Returns
    -------
    DataFrame
        One row per customer with an order; columns in MAD: `revenue` (refunds taken
        off), `goods`, `delivery`, `messages`, `complaints` and `profit`, the revenue
        less the four costs. Messages to people without an order and their complaints
        belong to no row.

    Raises
    ------
    TypeError, ValueError
        For a missing column, a missing identifier or number, an order without lines, a
        line whose product is unknown, a negative cost.

    Examples
    --------
    >>> orders = pd.DataFrame(
    ...     {
    ...         "order_id": [1, 2],
    ...         "customer_id": [7, 8],
    ...         "amount": [200.0, 90.0],
    ...         "delivery_cost": [0.0, 40.0],
    ...         "returned": [False, False],
    ...     }
    ... )
    >>> lines = pd.DataFrame(
    ...     {"order_id": [1, 2], "product_id": [5, 5], "quantity": [2, 1]}
    ... )
    >>> products = pd.DataFrame({"product_id": [5], "unit_cost": [60.0]})
    >>> customer_profit(orders, lines, products)["profit"].to_dict()
    {7: 80.0, 8: -10.0}

    References
    ----------
    Haenlein, M. and Kaplan, A. M. (2009). Unprofitable customers and their management.
    Business Horizons 52(1), 89-97.
    """
    orders = require_table(orders, "orders").reset_index(drop=True)
    amount = _money(orders, "amount", "orders")
    returned = _returned(orders)
    customer = _ids(orders, "customer_id", "orders")
    parts = pd.DataFrame(
        {
            "revenue": amount.where(~returned, 0.0),
            "goods": _goods(orders, order_lines, products),
            "delivery": _money(orders, "delivery_cost", "orders"),
        }
    )
    found = parts.groupby(customer).sum()
    extra = require_number(complaint_cost, "complaint_cost", minimum=0)
    found["messages"] = _per_customer(messages, "unit_cost", "messages", found.index)
    found["complaints"] = _per_customer(
        complaints, "compensation", "complaints", found.index, extra
    )
    costs = found[["goods", "delivery", "messages", "complaints"]].sum(axis=1)
    found["profit"] = found["revenue"] - costs
    return found


def whale_curve(profit: pd.Series) -> pd.DataFrame:
    """Add customers' profits up, from the best customer to the worst.

    Parameters
    ----------
    profit : Series
        One profit per customer, in MAD; losses are negative.

    Returns
    -------
    DataFrame
        One row per customer, best first, and a first row of zeros; columns `customers`
        (share of the customers so far, 0 to 1), `profit` (MAD so far) and
        `share_of_profit` (`profit` divided by the total: beyond 1 where the curve is
        above what is left in the end).

    Raises
    ------
    TypeError, ValueError
        If `profit` is no Series of finite numbers, is empty, or its total is not above
        zero, for a share of it then means nothing.

    Examples
    --------
    >>> whale_curve(pd.Series([60.0, -20.0, 40.0]))["share_of_profit"].tolist()
    [0.0, 0.75, 1.25, 1.0]

    References
    ----------
    Cooper, R. and Kaplan, R. S. (1991). Profit priorities from activity-based costing.
    Harvard Business Review, May-June.
    """
    ranked = _profits(profit).sort_values(ascending=False, kind="stable")
    so_far = pd.concat([pd.Series([0.0]), ranked.cumsum()], ignore_index=True)
    customers = pd.Series(range(len(so_far))) / len(ranked)
    return pd.DataFrame(
        {
            "customers": customers,
            "profit": so_far,
            "share_of_profit": so_far / ranked.sum(),
        }
    )


def _profits(profit) -> pd.Series:
    if not isinstance(profit, pd.Series):
        raise TypeError(
            f"profit: expected a pandas Series, found {type(profit).__name__}; take "
            "one column of the table."
        )
    if profit.empty:
        raise ValueError("profit: the Series is empty, so there is no curve to draw.")
    numbers = pd.Series(require_numbers(profit, "profit"))
    if numbers.sum() <= 0:
        raise ValueError(
            f"profit: the total is {numbers.sum():g}, not above 0, so that shares of "
            "it mean nothing; look at the amounts instead."
        )
    return numbers


def _ids(table, name, argument) -> pd.Series:
    column = require_column(table, name, argument)
    require_ids(column, name)
    return column


def _money(table, name, argument) -> pd.Series:
    column = require_column(table, name, argument)
    return pd.Series(require_numbers(column, name, minimum=0), index=column.index)


def _returned(orders) -> pd.Series:
    column = require_column(orders, "returned", "orders")
    if column.isna().any() or not column.isin([True, False]).all():
        raise ValueError(
            "column 'returned': expected True or False (or 1 and 0) in every row."
        )
    return column.astype(bool)


def _goods(orders, order_lines, products) -> pd.Series:
    """Return the cost of the goods of each order, in the rows of `orders`."""
    order_lines = require_table(order_lines, "order_lines").reset_index(drop=True)
    require_table(products, "products")
    order_ids = _ids(orders, "order_id", "orders")
    product_ids = _ids(products, "product_id", "products")
    cost_of = _money(products, "unit_cost", "products").set_axis(product_ids)
    kept = _ids(order_lines, "order_id", "order_lines").isin(order_ids)
    lines = order_lines[kept]
    unit_cost = _ids(lines, "product_id", "order_lines").map(cost_of)
    if unit_cost.isna().any():
        unknown = lines["product_id"][unit_cost.isna()].iloc[0]
        raise ValueError(
            f"products: product {unknown} of order_lines is not in the table; add "
            "its row."
        )
    goods = (_money(lines, "quantity", "order_lines") * unit_cost).groupby(
        lines["order_id"]
    )
    found = order_ids.map(goods.sum())
    if found.isna().any():
        alone = order_ids[found.isna()].iloc[0]
        raise ValueError(
            f"order_lines: order {alone} has no line, so that its goods have no "
            "cost; give the lines of all orders."
        )
    return found


def _per_customer(table, name, argument, customers, extra=0.0) -> pd.Series:
    """Add up a cost, plus `extra` for each row, per customer; nothing is zero."""
    if table is None or (isinstance(table, pd.DataFrame) and table.empty):
        return pd.Series(0.0, index=customers)
    table = require_table(table, argument).reset_index(drop=True)
    cost = _money(table, name, argument) + extra
    per_customer = cost.groupby(_ids(table, "customer_id", argument)).sum()
    return per_customer.reindex(customers, fill_value=0.0).astype(float)
