"""What is in each order: products, quantities, prices, discounts, delivery costs.

A basket aims at an amount drawn around the customer's own mean, then fills it with
products of the shelf whose prices come near; the amount is what the lines add up to,
in whole centimes.
"""

import numpy as np
import pandas as pd

from .catalogue import CATEGORIES, INFLATION
from .parameters import PARAMETERS

YEAR_STARTS = np.array([0, 365, 730, 1096])


def fill_baskets(stream_of, people, places, catalogue, journey):
    """Add lines, amounts, delivery costs and returns to the orders of a journey.

    Returns
    -------
    Journey
        The same journey; `orders` gains discount, amount, delivery_cost, returned,
        amount_centimes and margin (MAD: lines at price minus cost, minus
        discount, before returns);
        `lines` is filled.
    """
    orders = journey.orders
    lines = _lines(stream_of("order_lines"), people, catalogue, orders)
    rng = stream_of("amounts")
    price = lines["price_centimes"] * lines["quantity"]
    gross = np.bincount(lines["order"], price, len(orders)).astype(np.int64)
    rate = _discount_rates(rng, people, catalogue, orders)
    discount = np.rint(gross * rate).astype(np.int64)
    cost = catalogue.products["unit_cost"].to_numpy()[lines["product"]]
    spent = np.bincount(lines["order"], cost * lines["quantity"], len(orders))
    amount = gross - discount
    returned = _returns(rng, people, orders, journey.incidents)
    filled = orders.assign(
        discount=discount / 100,
        amount=amount / 100,
        delivery_cost=_delivery_costs(rng, people, places, orders, returned),
        returned=returned,
        amount_centimes=amount,
        margin=amount / 100 - spent,
    )
    table = pd.DataFrame(
        {
            "order_id": orders["order_id"].to_numpy()[lines["order"]],
            "line_number": lines["line_number"],
            "product_id": lines["product"] + 1,
            "quantity": lines["quantity"],
            "unit_price": lines["price_centimes"] / 100,
            "personalised": lines["personalised"],
            "order": lines["order"],
        }
    )
    return journey._replace(orders=filled, lines=table)


def _lines(rng, people, catalogue, orders):
    basket = PARAMETERS["basket"]
    who = orders["customer"].to_numpy()
    year = np.searchsorted(YEAR_STARTS, orders["day"].to_numpy(), side="right") - 1
    shape = basket["order_shape"]
    target = people["basket_mean"].to_numpy()[who] * rng.gamma(shape, size=len(who))
    target = target / shape * np.array(INFLATION)[year]
    count = (1 + rng.poisson(basket["lines"] * np.sqrt(target / 320))).clip(1, 8)
    order = np.repeat(np.arange(len(who)), count)
    share = rng.gamma(1.4, size=len(order))
    share /= np.bincount(order, share, len(who))[order]
    first = np.concatenate([[True], order[1:] != order[:-1]])[: len(order)]
    category = _categories(rng, people, orders, order, first)
    aim = target[order] * share
    quantity = np.where(
        aim < 150, 1 + np.searchsorted([0.72, 0.90, 0.96], rng.random(len(order))), 1
    )
    product = _nearest(rng, catalogue, category, aim / quantity, orders, order, year)
    extra_order, extra_product = _companions(rng, catalogue, orders, order, product)
    order = np.concatenate([order, extra_order])
    product = np.concatenate([product, extra_product])
    quantity = np.concatenate([quantity, np.ones(len(extra_order), dtype=np.int64)])
    return _merge(rng, catalogue, order, product, quantity, year)


def _categories(rng, people, orders, order, first):
    """Give the category of each line: mostly the first line's."""
    main = orders["main_category"].cat.codes.to_numpy().astype(np.int64)[order]
    taste = people[["taste_home", "taste_fine_food"]].to_numpy()
    taste = taste[orders["customer"].to_numpy()[order]]
    draw = rng.random(len(order))
    own = np.where(draw < taste[:, 0], 0, np.where(draw < taste.sum(axis=1), 1, 2))
    return np.where(first | (rng.random(len(order)) < 0.6), main, own)


def _nearest(rng, catalogue, category, aim, orders, order, year):
    """Pick a product of the category whose price comes near the amount aimed at."""
    products = catalogue.products
    day = (
        (products["launched_on"].to_numpy() - np.datetime64("2022-01-01"))
        / np.timedelta64(1, "D")
    ).astype(np.int64)
    product = np.empty(len(order), dtype=np.int64)
    shift = np.rint(rng.normal(0, 3.0, len(order))).astype(np.int64)
    for code, name in enumerate(CATEGORIES):
        shelf = np.flatnonzero((products["category"] == name).to_numpy())
        shelf = shelf[np.argsort(catalogue.prices[-1, shelf], kind="stable")]
        mine = np.flatnonzero(category == code)
        level = catalogue.prices[-1, shelf] / 100
        found = np.searchsorted(
            level, aim[mine] / np.array(INFLATION)[year[order[mine]]]
        )
        # Turned back at both ends: the cheapest product must not sell for all.
        place = np.abs(found + shift[mine])
        place = np.minimum(place, 2 * len(shelf) - 2 - place).clip(0)
        old = np.flatnonzero(day[shelf] <= 0)
        nearest_old = old[
            np.abs(old[None, :] - np.arange(len(shelf))[:, None]).argmin(1)
        ]
        sold = orders["day"].to_numpy()[order[mine]] >= day[shelf[place]]
        product[mine] = shelf[np.where(sold, place, nearest_old[place])]
    return product


def _companions(rng, catalogue, orders, order, product):
    """Add what goes with a product in the same basket, as planted."""
    names = catalogue.products["name_en"].tolist()
    day = orders["day"].to_numpy()
    orders_added, products_added = [], []
    for bought, added, chance in PARAMETERS["basket"]["companions"]:
        launch = catalogue.products["launched_on"].iloc[names.index(added)]
        launch = (launch - np.datetime64("2022-01-01")) / np.timedelta64(1, "D")
        with_it = order[product == names.index(bought)]
        chosen = with_it[rng.random(len(with_it)) < chance]
        chosen = chosen[day[chosen] >= launch]
        orders_added.append(chosen)
        products_added.append(np.full(len(chosen), names.index(added)))
    return np.concatenate(orders_added), np.concatenate(products_added)


def _merge(rng, catalogue, order, product, quantity, year):
    """Put one product of an order on one line, and number the lines."""
    stuff = len(catalogue.products)
    key, where = np.unique(order * stuff + product, return_inverse=True)
    quantity = np.bincount(where, quantity).astype(np.int64)
    order, product = key // stuff, key % stuff
    start = np.concatenate([[True], order[1:] != order[:-1]])
    first = np.maximum.accumulate(np.where(start, np.arange(len(order)), 0))
    made = catalogue.products["customisable"].to_numpy()[product]
    return {
        "order": order,
        "line_number": np.arange(len(order)) - first + 1,
        "product": product,
        "quantity": quantity,
        "price_centimes": catalogue.prices[year[order], product],
        "personalised": made & (rng.random(len(order)) < 0.18),
    }


def _discount_rates(rng, people, catalogue, orders):
    basket = PARAMETERS["basket"]
    sensitive = people["price_sensitivity"].to_numpy()[orders["customer"].to_numpy()]
    low, high = basket["discount_share"], basket["discount_share_sensitive"]
    chance = low + (high - low) * sensitive
    campaign = orders["campaign_id"].to_numpy()
    promotion = (catalogue.plans["purpose"] == "promotion").to_numpy()
    chance = np.where((campaign > 0) & promotion[campaign - 1], 0.8, chance)
    rate = rng.choice(
        [0.05, 0.10, 0.15, 0.20, 0.30], len(orders), p=[0.12, 0.33, 0.2, 0.21, 0.14]
    )
    return np.where(rng.random(len(orders)) < chance, rate, 0.0)


def _delivery_costs(rng, people, places, orders, returned):
    """Give what each delivery costs the company, the way back included."""
    delivery = PARAMETERS["delivery"]
    zone = people["zone"].to_numpy()[orders["customer"].to_numpy()]
    far = np.minimum(places.distance[zone], 150)
    cost = delivery["cost_base"] + delivery["cost_per_km"] * far
    cost = cost + rng.gamma(2.0, 5.0, len(orders)) + delivery["cost_return"] * returned
    return np.where(orders["promised_on"].notna(), cost.round(2), 0.0)


def _returns(rng, people, orders, incidents):
    returns = PARAMETERS["returns"]
    chance = np.where(
        orders["channel"] == "store", returns["store"], returns["distance"]
    )
    own = people["return_propensity"].to_numpy()[orders["customer"].to_numpy()]
    chance = (chance * own).clip(max=0.75)
    faulty = incidents["true_cause"].isin(["damaged", "wrong_item", "product_quality"])
    where = incidents.loc[faulty, "order"].to_numpy()
    chance[where] = np.maximum(chance[where], returns["faulty"])
    return rng.random(len(orders)) < chance
