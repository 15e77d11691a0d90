"""What to offer a customer, from what those who buy the same things buy."""

import pandas as pd

from course_lib.validation import (
    require_column,
    require_ids,
    require_table,
    require_whole,
)


def item_similarity(
    purchases: pd.DataFrame, *, customer: str = "customer_id", item: str = "product_id"
) -> pd.DataFrame:
    """Measure how far two items have the same buyers: the cosine of their columns.

    With one column of zeros and ones an item (has this customer ever bought it?), the
    cosine is the number of common buyers divided by the square root of the product of
    the two numbers of buyers: 1 for the same buyers, 0 for none in common. How often
    a customer bought does not matter.

    Parameters
    ----------
    purchases : DataFrame
        One row a purchase (or an order line).
    customer, item : str
        The columns that name the customer and the item.

    Returns
    -------
    DataFrame
        Square, items on both sides, sorted; 1 on the diagonal.

    Raises
    ------
    TypeError, ValueError
        For a missing column or identifier.

    Examples
    --------
    >>> purchases = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 2, 2, 3, 4],
    ...         "product_id": ["soap", "mitt", "soap", "mitt", "soap", "soap"],
    ...     }
    ... )
    >>> round(float(item_similarity(purchases).loc["soap", "mitt"]), 3)
    0.707

    References
    ----------
    Sarwar, B., Karypis, G., Konstan, J. and Riedl, J. (2001). Item-based collaborative
    filtering recommendation algorithms. Proceedings of the 10th International
    Conference on World Wide Web, 285-295.
    """
    from scipy.sparse import csr_array
    from sklearn.metrics.pairwise import cosine_similarity

    pairs = _pairs(purchases, customer, item)
    rows, _ = pd.factorize(pairs[customer])
    columns, items = pd.factorize(pairs[item], sort=True)
    bought = csr_array(([1.0] * len(pairs), (columns, rows)))
    # Rounding may leave 1.0000000000000002 for the same buyers.
    alike = cosine_similarity(bought, dense_output=True).clip(0.0, 1.0)
    index = pd.Index(items, name=item)
    return pd.DataFrame(alike, index=index, columns=index.rename(None))


def recommend(
    purchases: pd.DataFrame,
    customer_id,
    n: int = 5,
    *,
    keep_bought: bool = False,
    similarity: pd.DataFrame | None = None,
    customer: str = "customer_id",
    item: str = "product_id",
) -> pd.DataFrame:
    """List the items most like those a customer already bought.

    The score of an item is the sum of its similarities to the items bought. A customer
    never seen, or for whom too few items have a score, gets the items with most buyers
    instead; the column `basis` says which.

    Parameters
    ----------
    purchases : DataFrame
        One row a purchase of anyone, this customer's included.
    customer_id : int or str
        The customer.
    n : int, default 5
        How many items; fewer come back when there are no more.
    keep_bought : bool, default False
        Whether items the customer already bought may be offered again (tea runs out,
        a tagine dish does not).
    similarity : DataFrame, optional
        The result of `item_similarity`, when it is at hand already.
    customer, item : str
        The columns that name the customer and the item.

    Returns
    -------
    DataFrame
        The best first: the item, `score` (0 for the popular ones), `basis`
        (`"similar"` or `"popular"`) and `buyers` (customers who bought it).

    Raises
    ------
    TypeError, ValueError
        For a missing column, a missing customer, an `n` below 1.

    Examples
    --------
    >>> purchases = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 2, 2, 3, 4, 4],
    ...         "product_id": ["soap", "mitt", "soap", "mitt", "soap", "tea", "mint"],
    ...     }
    ... )
    >>> recommend(purchases, 3, n=1)["product_id"].tolist()
    ['mitt']
    >>> recommend(purchases, 99, n=1)[["product_id", "basis"]].to_numpy().tolist()
    [['soap', 'popular']]

    References
    ----------
    Sarwar, B., Karypis, G., Konstan, J. and Riedl, J. (2001). Item-based collaborative
    filtering recommendation algorithms. Proceedings of the 10th International
    Conference on World Wide Web, 285-295.
    """
    n = require_whole(n, "n", minimum=1)
    if customer_id is None or pd.isna(customer_id):
        raise ValueError("customer_id: it is missing; give the customer's identifier.")
    pairs = _pairs(purchases, customer, item)
    if similarity is None:
        similarity = item_similarity(pairs, customer=customer, item=item)
    buyers = pairs[item].value_counts()
    unknown = buyers.index.difference(similarity.index)
    if len(unknown):
        raise ValueError(
            f"similarity: item {unknown[0]!r} is not in it; compute it with "
            "item_similarity from the same purchases."
        )
    bought = pairs.loc[pairs[customer] == customer_id, item]
    offer = pd.DataFrame({"score": similarity[list(bought)].sum(axis=1)})
    offer["buyers"] = buyers.reindex(offer.index, fill_value=0)
    offer["basis"] = (offer["score"] > 0).map({True: "similar", False: "popular"})
    if not keep_bought:
        offer = offer.drop(index=bought)
    # Ties go to the item with more buyers, then to the first in order.
    offer = offer.rename_axis(item).reset_index()
    offer = offer.sort_values(["score", "buyers", item], ascending=[False, False, True])
    return offer[[item, "score", "basis", "buyers"]].head(n).reset_index(drop=True)


def _pairs(purchases, customer, item) -> pd.DataFrame:
    """Return each customer and item once."""
    require_table(purchases, "purchases")
    require_ids(require_column(purchases, customer, "purchases"), customer)
    require_ids(require_column(purchases, item, "purchases"), item)
    return purchases[[customer, item]].drop_duplicates()
