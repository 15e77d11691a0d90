"""Visits to the web shop in 2025, of the visitors who accepted to be measured.

Every visit that ends in an order is an order of the web shop; the others look, fill a
basket and leave, or give an address for a guide or a code. Visitors who refuse the
measuring cookie leave no trace, so that most web orders have no visit here.
"""

import numpy as np
import pandas as pd

from .dates import DAYS, START, day_of, season_weights
from .draws import category, choose, logistic, with_gaps
from .prospects import LEAD_MAGNETS
from .streams import identifiers

FIRST_DAY = day_of("2025-01-01")
SOURCES = ("search", "direct", "email", "social", "advert", "referral")

PARAMETERS = {
    "visits_per_customer": 40_000 / 6_000,
    "accepts_measuring": 0.35,
    # Share of each source among the visits that order, and among the others.
    "source_of_orders": [0.27, 0.30, 0.22, 0.07, 0.09, 0.05],
    "source_of_others": [0.33, 0.15, 0.09, 0.24, 0.15, 0.04],
    "known_share": 0.30,
    "pages_median": 4.0,
    "pages_log_sd": 0.75,
    "products_per_page": 0.42,
    # Chance of filling a basket without ordering.
    "basket_base": -3.0,
    "basket_per_product": 0.38,
    "lead_magnet_share": 0.045,
    # Visits by hour of the day, from midnight.
    "hour": [
        *(1.6, 0.9, 0.5, 0.3, 0.2, 0.2, 0.4, 0.9, 1.6, 2.4, 3.0, 3.2),
        *(3.4, 3.3, 3.0, 2.9, 3.0, 3.2, 3.4, 3.8, 4.6, 5.4, 5.0, 3.3),
    ],
}


def build(stream_of, people, journey, places, catalogue):
    """Build `web_visits`.

    Parameters
    ----------
    stream_of : callable
        Gives the random generator of a name, for this chunk.
    people : pandas.DataFrame
        Gives who visits.
    journey : Journey
        Gives the web orders of 2025.
    places, catalogue
        Not used; every table is built with the same arguments.

    Returns
    -------
    dict of str to pandas.DataFrame
        Sorted by `visited_at`.
    """
    rng = stream_of("web_visits")
    total = round(PARAMETERS["visits_per_customer"] * len(people))
    measured = rng.random(len(people)) < PARAMETERS["accepts_measuring"]
    buying = _buying(rng, journey.orders, measured)
    count = max(0, total - len(buying["minute"]))
    looking = _looking(rng, people, journey, measured, count)
    visits = {name: np.concatenate([buying[name], looking[name]]) for name in buying}
    order = np.lexsort((visits["customer"], visits["minute"]))
    visits = {name: values[order] for name, values in visits.items()}
    customer = visits["customer"]
    seconds = (visits["minute"] * 60).astype("timedelta64[s]")
    table = pd.DataFrame(
        {
            "visit_id": identifiers(journey.chunk, len(customer)),
            "customer_id": with_gaps(
                people["customer_id"].to_numpy()[customer], customer < 0
            ),
            "visited_at": START.astype("datetime64[s]") + seconds,
            "source": category(visits["source"], SOURCES),
            "pages_seen": visits["pages"],
            "products_seen": visits["products"],
            "cart_amount": visits["cart"],
            "lead_magnet": category(visits["magnet"], LEAD_MAGNETS),
            "ordered": visits["ordered"],
        }
    )
    return {"web_visits": table}


def _buying(rng, orders, measured):
    """Give the visits that end in an order: it comes a few minutes later."""
    mine = (orders["channel"] == "web") & (orders["day"] >= FIRST_DAY)
    orders = orders[mine.to_numpy() & measured[orders["customer"].to_numpy()]]
    count = len(orders)
    moment = orders["ordered_at"].to_numpy() - START.astype("datetime64[s]")
    minute = moment.astype("timedelta64[m]").astype(np.int64)
    day = orders["day"].to_numpy()
    pages, products = _pages(rng, count, 1.9)
    return {
        "customer": orders["customer"].to_numpy(),
        # The same day: the customer may have been won by this very order.
        "minute": np.maximum(minute - rng.integers(4, 35, count), day * 1440),
        "source": choose(rng, PARAMETERS["source_of_orders"], count),
        "pages": pages + 3,  # basket, address, payment
        "products": products.clip(min=1),
        "cart": orders["amount"].to_numpy(),
        "magnet": np.full(count, -1),
        "ordered": np.ones(count, dtype=bool),
    }


def _looking(rng, people, journey, measured, count):
    """Give the visits without an order, most of them anonymous."""
    weight = season_weights()[0][FIRST_DAY:] * np.linspace(0.9, 1.1, DAYS - FIRST_DAY)
    day = FIRST_DAY + choose(rng, weight, count)
    hour = choose(rng, PARAMETERS["hour"], count)
    pages, products = _pages(rng, count, 1.0)
    chance = PARAMETERS["basket_base"] + PARAMETERS["basket_per_product"] * products
    filled = (rng.random(count) < logistic(chance)) & (products > 0)
    mean = journey.orders["amount"].mean()
    cart = mean * np.exp(0.7 * rng.standard_normal(count) - 0.25)
    known = _known(rng, people, journey, measured, day)
    magnet = rng.random(count) < PARAMETERS["lead_magnet_share"]
    return {
        "customer": known,
        "minute": day * 1440 + hour * 60 + rng.integers(0, 60, count),
        "source": choose(rng, PARAMETERS["source_of_others"], count),
        "pages": pages,
        "products": products,
        "cart": np.where(filled, (np.rint(cart * 2) / 2).clip(min=20), 0.0),
        "magnet": np.where(
            magnet & (known < 0), rng.integers(0, len(LEAD_MAGNETS), count), -1
        ),
        "ordered": np.zeros(count, dtype=bool),
    }


def _pages(rng, count, factor):
    spread = PARAMETERS["pages_log_sd"] * rng.standard_normal(count)
    pages = np.ceil(factor * PARAMETERS["pages_median"] * np.exp(spread)).astype(int)
    pages = pages.clip(1, 80)
    products = rng.binomial(pages - 1, PARAMETERS["products_per_page"])
    return pages, products


def _known(rng, people, journey, measured, day):
    """Recognise some visitors: customers of the day who accepted to be measured."""
    weight = np.sqrt(people["purchase_rate"].to_numpy()) * measured
    weight = weight * np.where(people["preferred_channel"] == "web", 3.0, 1.0)
    if not weight.any():
        return np.full(len(day), -1)
    who = choose(rng, weight, len(day))
    there = (people["acquired_day"].to_numpy()[who] < day) & (
        journey.status["dropped_out_day"].to_numpy()[who] > day
    )
    known = there & (rng.random(len(day)) < 1.6 * PARAMETERS["known_share"])
    return np.where(known, who, -1)
