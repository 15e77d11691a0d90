"""What is bought together: association rules between the items of baskets."""

import math

import numpy as np
import pandas as pd

from course_lib.validation import (
    require_column,
    require_ids,
    require_number,
    require_table,
    require_whole,
)

# Thresholds are reached when they are equal but for the last binary digit.
SLACK = 1e-9


def association_rules(
    lines: pd.DataFrame,
    min_support: float = 0.01,
    min_confidence: float = 0.0,
    *,
    max_items: int = 2,
    basket: str = "order_id",
    item: str = "product_id",
) -> pd.DataFrame:
    """Find the rules "who buys this also buys that" in baskets.

    An item bought several times in a basket counts once. A rule whose support or
    confidence *equals* its threshold is kept, also where the division gives
    0.7999999999999999 for 0.8: baskets are counted in whole numbers.

    Parameters
    ----------
    lines : DataFrame
        One row an item of a basket.
    min_support : float, default 0.01
        Smallest share of all baskets that hold the whole rule, above 0 and up to 1.
    min_confidence : float, default 0
        Smallest share of the baskets with the antecedent that hold the consequent too.
    max_items : int, default 2
        Most items in a rule, both sides together.
    basket, item : str
        The columns that name the basket and the item.

    Returns
    -------
    DataFrame
        One row a rule, the highest lift first:

        - `antecedent`, `consequent`: tuples of items, sorted;
        - `baskets`: baskets that hold them all;
        - `support` = baskets / all baskets;
        - `confidence` = baskets / baskets with the antecedent;
        - `lift` = confidence / share of all baskets with the consequent (1: chance).

        Without rows when no rule reaches both thresholds.

    Raises
    ------
    TypeError, ValueError
        For a missing column or value, or thresholds outside 0 to 1.

    Examples
    --------
    >>> lines = pd.DataFrame(
    ...     {
    ...         "order_id": [1, 1, 2, 2, 3, 3, 4, 5],
    ...         "product_id": [
    ...             "soap",
    ...             "mitt",
    ...             "soap",
    ...             "mitt",
    ...             "soap",
    ...             "tea",
    ...             "tea",
    ...             "tea",
    ...         ],
    ...     }
    ... )
    >>> rules = association_rules(lines, min_support=0.4, min_confidence=0.6)
    >>> rules[["antecedent", "consequent", "baskets"]].to_numpy().tolist()
    [[('mitt',), ('soap',), 2], [('soap',), ('mitt',), 2]]
    >>> rules["lift"].round(2).tolist()
    [1.67, 1.67]

    References
    ----------
    Agrawal, R., Imielinski, T. and Swami, A. (1993). Mining association rules between
    sets of items in large databases. Proceedings of ACM SIGMOD, 207-216.
    Brin, S., Motwani, R., Ullman, J. D. and Tsur, S. (1997). Dynamic itemset counting
    and implication rules for market basket data. Proceedings of ACM SIGMOD, 255-264.
    """
    require_table(lines, "lines")
    min_support = require_number(min_support, "min_support", minimum=0, maximum=1)
    if min_support == 0:
        raise ValueError(
            "min_support: at 0 every set of items is a rule; give a share above 0, "
            "such as 0.01."
        )
    confidence = require_number(min_confidence, "min_confidence", minimum=0, maximum=1)
    max_items = require_whole(max_items, "max_items", minimum=2)
    held = _held(lines, basket, item)
    count = len(held)
    needed = max(math.ceil(min_support * count - SLACK), 1)
    rules = _mined(held, needed, max_items)
    if rules is None:
        return _as_table([], count)
    # Supports are whole numbers of baskets over their count: make them whole again.
    both, first, second = (
        (rules[name] * count).round().astype(int)
        for name in ("support", "antecedent support", "consequent support")
    )
    kept = both >= confidence * first - SLACK
    rows = zip(
        rules["antecedents"][kept],
        rules["consequents"][kept],
        both[kept],
        first[kept],
        second[kept],
        strict=True,
    )
    return _as_table(list(rows), count)


def _held(lines, basket, item) -> pd.DataFrame:
    """Return one row a basket, one column an item: True where the item is in it."""
    baskets = require_ids(require_column(lines, basket, "lines"), basket)
    items = require_ids(require_column(lines, item, "lines"), item)
    rows, names = pd.factorize(baskets)
    columns, items = pd.factorize(items, sort=True)
    held = np.zeros((len(names), len(items)), dtype=bool)
    held[rows, columns] = True
    return pd.DataFrame(held, columns=list(items))


def _mined(held, needed, max_items):
    """Return mlxtend's rules between sets held by at least `needed` baskets."""
    from mlxtend.frequent_patterns import association_rules as rules_of
    from mlxtend.frequent_patterns import fpgrowth

    # Half a basket less than needed: no rounding can lose a set that has just enough.
    frequent = fpgrowth(
        held,
        min_support=(needed - 0.5) / len(held),
        max_len=max_items,
        use_colnames=True,
    )
    if not (frequent["itemsets"].map(len) > 1).any():
        return None
    wanted = ["support", "antecedent support", "consequent support"]
    return rules_of(
        frequent, metric="support", min_threshold=0.0, return_metrics=wanted
    )


def _as_table(rows, count) -> pd.DataFrame:
    names = ["antecedent", "consequent", "baskets", "first", "second"]
    table = pd.DataFrame(rows, columns=names)
    for side in ("antecedent", "consequent"):
        table[side] = [tuple(sorted(items)) for items in table[side]]
    both = table["baskets"].astype(int)
    result = pd.DataFrame(
        {
            "antecedent": table["antecedent"],
            "consequent": table["consequent"],
            "baskets": both,
            "support": both / count,
            "confidence": both / table["first"].astype(int),
            "lift": both * count / (table["first"] * table["second"]).astype(float),
        }
    )
    return result.sort_values(
        ["lift", "baskets", "antecedent", "consequent"],
        ascending=[False, False, True, True],
        ignore_index=True,
    )
