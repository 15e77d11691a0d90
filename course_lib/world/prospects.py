"""Prospects: who left a contact, what they did in the two weeks after, who bought.

The chance of becoming a customer follows a logistic score of what the company sees.
The number of visits has no effect of its own: it only goes with the pages seen. Each
converted prospect is one of the customers, and bought for the first time on the day of
its conversion.
"""

import numpy as np
import pandas as pd

from .dates import DAYS, NEVER, dates
from .draws import category, choose, logistic, with_gaps
from .people import ACQUISITION_CHANNELS
from .streams import identifiers

LEAD_MAGNETS = ("discount_code", "gift_guide", "recipe_booklet", "skin_care_guide")
WATCHED_DAYS = 14
"""The counts are those of the first two weeks; nobody converts before their end."""

PARAMETERS = {
    "prospects_per_customer": 5_000 / 6_000,
    "source": {
        "store": 0.08,
        "web": 0.34,
        "social": 0.27,
        "referral": 0.12,
        "fair": 0.13,
        "partner": 0.06,
    },
    "lead_magnet": {
        "discount_code": 0.26,
        "gift_guide": 0.14,
        "recipe_booklet": 0.17,
        "skin_care_guide": 0.11,
        "none": 0.32,
    },
    "score": {
        "base": -3.75,
        "pages_seen": 0.10,
        "emails_opened": 0.30,
        "visits": 0.0,
        "store_visit": 0.90,
        "asked_quote": 1.30,
        "source": {
            "store": 0.50,
            "web": 0.0,
            "social": -0.60,
            "referral": 0.90,
            "fair": -0.20,
            "partner": 0.10,
        },
        "lead_magnet": {
            "discount_code": 0.45,
            "gift_guide": 0.25,
            "recipe_booklet": 0.10,
            "skin_care_guide": 0.20,
            "none": 0.0,
        },
    },
    "days_to_convert_mean": 22.0,
    "days_to_convert_most": 75,
    "qualified_shift": 1.9,
    "hot_shift": 0.7,
}


def build(stream_of, people, journey, places, catalogue):
    """Build `prospects` and `truth/prospect_scores`.

    Parameters
    ----------
    stream_of : callable
        Gives the random generator of a name, for this chunk.
    people : pandas.DataFrame
        The converted prospects are taken from these customers.
    journey : Journey
        Gives the number of the chunk.
    places : Places
        Gives where the others live.
    catalogue
        Not used; every table is built with the same arguments.

    Returns
    -------
    dict of str to pandas.DataFrame
        Sorted by `created_on`.
    """
    rng = stream_of("prospects")
    count = max(50, round(PARAMETERS["prospects_per_customer"] * len(people)))
    source = choose(rng, list(PARAMETERS["source"].values()), count)
    seen = _behaviour(rng, source, count)
    score = _score(source, seen)
    customer = _customers(rng, people, source, rng.random(count) < logistic(score))
    stages = _stages(rng, people, score, customer)
    zone = choose(rng, places.zone_pull, count)
    zone = np.where(customer >= 0, people["zone"].to_numpy()[customer], zone)
    converted = customer >= 0
    ids = identifiers(journey.chunk, count)
    order = np.argsort(stages["created_on"], kind="stable")
    magnet = np.where(seen["lead_magnet"] < len(LEAD_MAGNETS), seen["lead_magnet"], -1)
    prospects = pd.DataFrame(
        {
            "source": category(source, ACQUISITION_CHANNELS),
            "lead_magnet": category(magnet, LEAD_MAGNETS),
            "zone_id": places.zones["zone_id"].to_numpy()[zone],
            "created_on": dates(stages.pop("created_on")),
            "pages_seen": seen["pages_seen"],
            "emails_opened": seen["emails_opened"],
            "visits": seen["visits"],
            "store_visit": seen["store_visit"],
            "asked_quote": seen["asked_quote"],
            **{name: dates(day) for name, day in stages.items()},
            "converted": converted,
            "customer_id": with_gaps(
                people["customer_id"].to_numpy()[customer], ~converted
            ),
        }
    ).iloc[order]
    prospects = prospects.reset_index(drop=True)
    prospects.insert(0, "prospect_id", ids)
    truth = pd.DataFrame(
        {
            "prospect_id": ids,
            "score": score[order].round(4),
            "probability": logistic(score[order]).round(4),
        }
    )
    return {"prospects": prospects, "truth/prospect_scores": truth}


def _behaviour(rng, source, count):
    """Draw what each prospect does; a hidden interest moves all of it."""
    interest = rng.standard_normal(count)
    near = np.isin(source, [ACQUISITION_CHANNELS.index(x) for x in ("store", "fair")])
    return {
        "lead_magnet": choose(rng, list(PARAMETERS["lead_magnet"].values()), count),
        "pages_seen": 1 + rng.poisson(np.exp(1.5 + 0.60 * interest).clip(max=24)),
        "emails_opened": rng.binomial(6, logistic(-0.5 + 0.8 * interest)),
        "visits": 1 + rng.poisson(np.exp(0.3 + 0.55 * interest).clip(max=12)),
        "store_visit": rng.random(count) < logistic(-1.7 + 0.5 * interest + near),
        "asked_quote": rng.random(count) < logistic(-2.4 + 0.4 * interest),
    }


def _score(source, seen):
    weights = PARAMETERS["score"]
    score = weights["base"] + np.array(list(weights["source"].values()))[source]
    score = score + np.array(list(weights["lead_magnet"].values()))[seen["lead_magnet"]]
    for name in "pages_seen emails_opened visits store_visit asked_quote".split():
        score = score + weights[name] * seen[name]
    return score


def _customers(rng, people, source, converts):
    """Give each converting prospect a customer won through the same channel.

    A channel may have won too few: those left over do not convert.
    """
    customer = np.full(len(source), -1)
    channel = people["acquisition_channel"].cat.codes.to_numpy()
    possible = people["acquired_day"].to_numpy() > PARAMETERS["days_to_convert_most"]
    for code in range(len(ACQUISITION_CHANNELS)):
        wanting = np.flatnonzero(converts & (source == code))
        won = rng.permutation(np.flatnonzero(possible & (channel == code)))
        customer[wanting[: len(won)]] = won[: len(wanting)]
    return customer


def _stages(rng, people, score, customer):
    """Draw the days of the stages; those after the last day have not come yet."""
    count, most = len(score), PARAMETERS["days_to_convert_most"]
    converted = customer >= 0
    acquired = people["acquired_day"].to_numpy()
    spread = PARAMETERS["days_to_convert_mean"] - WATCHED_DAYS
    wait = 1 + WATCHED_DAYS + rng.gamma(1.3, spread / 1.3, count).astype(np.int64)
    wait = wait.clip(max=most)
    other = acquired[rng.integers(0, len(people), count)] - rng.integers(0, 30, count)
    created = np.where(converted, acquired[customer] - wait, other)
    created = np.abs(created).clip(max=DAYS - WATCHED_DAYS - 1)
    qualified = created + (wait * rng.uniform(0.1, 0.45, count)).astype(np.int64)
    hot = created + (wait * rng.uniform(0.5, 0.9, count)).astype(np.int64)
    draw = rng.random((2, count))
    is_qualified = converted | (
        draw[0] < logistic(score + PARAMETERS["qualified_shift"])
    )
    is_hot = converted | (
        is_qualified & (draw[1] < logistic(score + PARAMETERS["hot_shift"]))
    )
    return {
        "created_on": created,
        "qualified_on": np.where(is_qualified & (qualified < DAYS), qualified, NEVER),
        "hot_on": np.where(is_hot & (hot < DAYS), hot, NEVER),
        "converted_on": np.where(converted, acquired[customer], NEVER),
    }
