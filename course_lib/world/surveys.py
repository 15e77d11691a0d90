"""Satisfaction surveys: what customers feel of the company, item by item.

Trust is never seen: six items show it, three for credibility and three for benevolence,
one of them reversed. The two factors are the customer's own (see `people`), moved by
the incidents of the last twelve months. Whether there was a problem, and whether the
customer complained of it, is what `journey` says: most problems are silent.
"""

import numpy as np
import pandas as pd

from .dates import dates, day_of
from .draws import category, choose, scale, with_gaps
from .people import CHANNELS
from .streams import identifiers

FIRST_DAY = day_of("2023-01-01")
LAST_DAY = day_of("2025-12-15")
MEMORY_DAYS = 365

PARAMETERS = {
    "answers_per_customer": 0.5,
    "days_between": 120,
    # Each item = its mean + spread × (loading × factor + the rest); standard scores.
    "loadings": {
        "credibility_1": 0.84,
        "credibility_2": 0.80,
        "credibility_3": 0.74,
        "benevolence_1": 0.82,
        "benevolence_2": -0.70,
        "benevolence_3": 0.78,
    },
    "item_mean": {
        "credibility_1": 4.7,
        "credibility_2": 4.5,
        "credibility_3": 4.9,
        "benevolence_1": 4.2,
        "benevolence_2": 3.9,
        "benevolence_3": 4.0,
    },
    "item_spread": 1.45,
    # What incidents of the last year take from the factors, in standard deviations.
    "hurt": {
        "silent": {"credibility": 0.35, "benevolence": 0.20},
        "bad_handling": {"credibility": 0.60, "benevolence": 0.75},
        "good_handling": {"credibility": 0.15, "benevolence": 0.00},
    },
    # Form of commitment: loading on its own factor, which leans on trust (affective),
    # on the programme and spending (calculative), on trust and age (normative).
    "commitment": {
        "affective": {"mean": 4.2, "trust": 0.62, "member": 0.10, "age": 0.00},
        "calculative": {"mean": 3.6, "trust": 0.05, "member": 0.45, "age": 0.00},
        "normative": {"mean": 2.9, "trust": 0.25, "member": 0.05, "age": 0.25},
    },
    "commitment_loading": 0.78,
    "satisfaction": {"mean": 3.85, "trust": 0.50, "problem": 0.55, "noise_sd": 0.75},
    "recommendation": {"mean": 8.0, "trust": 1.1, "problem": 0.95, "noise_sd": 1.9},
    "effort": {
        "mean": 3.0,
        "trust": -0.35,
        "problem": 0.90,
        "web": -0.3,
        "noise_sd": 1.2,
    },
    "missing": 0.025,
    "missing_benevolence": 0.02,
}


def build(stream_of, people, journey, places, catalogue):
    """Build `surveys` and `truth/survey_factors`.

    Parameters
    ----------
    stream_of : callable
        Gives the random generator of a name, for this chunk.
    people : pandas.DataFrame
        Gives the latent trust.
    journey : Journey
        Gives who was a customer when, and the incidents.
    places, catalogue
        Not used; every table is built with the same arguments.

    Returns
    -------
    dict of str to pandas.DataFrame
        Sorted by `surveyed_on`. The truth holds the factors as they stood on the day.
    """
    rng = stream_of("surveys")
    who, day = _respondents(rng, people, journey)
    past = _past(journey.incidents, who, day)
    factors = _factors(people, who, past)
    trust = (factors["credibility"] + factors["benevolence"]) / np.sqrt(3)
    channel = people["preferred_channel"].cat.codes.to_numpy()[who]
    problem = past["worst"] > 0
    count = len(who)
    ids = identifiers(journey.chunk, count)
    answers = {
        **_overall(rng, trust, past, channel == CHANNELS.index("web")),
        **_trust_items(rng, factors),
        **_commitment_items(rng, people, journey, who, day, trust),
    }
    for name in answers:
        chance = PARAMETERS["missing"]
        chance += PARAMETERS["missing_benevolence"] * name.startswith("benevolence")
        answers[name] = with_gaps(answers[name], rng.random(count) < chance)
    surveys = pd.DataFrame(
        {
            "survey_id": ids,
            "customer_id": people["customer_id"].to_numpy()[who],
            "surveyed_on": dates(day),
            "channel": category(channel, CHANNELS),
            **answers,
            "had_problem": problem,
            "complained": with_gaps(past["complained"], ~problem),
        }
    )
    truth = pd.DataFrame(
        {"survey_id": ids}
        | {f"{name}_factor": value.round(4) for name, value in factors.items()}
    )
    return {"surveys": surveys, "truth/survey_factors": truth}


def _respondents(rng, people, journey):
    """Draw who answers and when: customers of the day, the attached a little more."""
    wanted = round(PARAMETERS["answers_per_customer"] * len(people))
    day = np.sort(rng.integers(FIRST_DAY, LAST_DAY, 4 * wanted))
    weight = np.exp(0.25 * people["trust"].to_numpy())
    who = choose(rng, weight / weight.sum(), len(day))
    there = (people["acquired_day"].to_numpy()[who] + 30 <= day) & (
        journey.status["dropped_out_day"].to_numpy()[who] > day
    )
    who, day = who[there], day[there]
    # Nobody is asked twice within a few months.
    order = np.lexsort((day, who))
    same = who[order][1:] == who[order][:-1]
    soon = same & (np.diff(day[order]) < PARAMETERS["days_between"])
    keep = np.sort(order[np.append(True, ~soon)])
    if len(keep) > wanted:
        keep = np.sort(rng.permutation(keep)[:wanted])
    return who[keep], day[keep]


def _past(incidents, who, day):
    """Sum up each respondent's incidents of the twelve months before the day.

    `worst` is 0 none, 1 a well-handled complaint, 2 a silent incident, 3 a complaint
    badly handled; `complained` tells whether any was a complaint.
    """
    complained = incidents["complained"].to_numpy()
    well = incidents["well_handled"].to_numpy()
    rank = np.where(complained, np.where(well, 1, 3), 2)
    worst = np.zeros(len(who), dtype=np.int64)
    voiced = np.zeros(len(who), dtype=bool)
    # Pair every answer with the customer's incidents, which are few.
    by_customer = np.argsort(incidents["customer"].to_numpy(), kind="stable")
    customer = incidents["customer"].to_numpy()[by_customer]
    first = np.searchsorted(customer, who)
    many = np.searchsorted(customer, who, side="right") - first
    answer = np.repeat(np.arange(len(who)), many)
    start = np.repeat(first - (np.cumsum(many) - many), many)
    incident = by_customer[start + np.arange(len(answer))]
    happened = incidents["happened_day"].to_numpy()[incident]
    recent = (happened <= day[answer]) & (happened > day[answer] - MEMORY_DAYS)
    answer, incident = answer[recent], incident[recent]
    np.maximum.at(worst, answer, rank[incident])
    np.logical_or.at(voiced, answer, complained[incident])
    return {"worst": worst, "complained": voiced}


def _factors(people, who, past):
    """Give the two factors of trust on the day of the answer."""
    hurt = PARAMETERS["hurt"]
    steps = ("good_handling", "silent", "bad_handling")
    return {
        name: people[f"{name}_factor"].to_numpy()[who]
        - np.array([0.0, *(hurt[step][name] for step in steps)])[past["worst"]]
        for name in ("credibility", "benevolence")
    }


def _overall(rng, trust, past, web):
    """Draw satisfaction, recommendation and effort; a problem settled counts half."""
    problem = np.array([0.0, 0.4, 1.0, 1.8])[past["worst"]]
    answers = {}
    for name, low, high, sign in (
        ("satisfaction", 1, 5, -1),
        ("recommendation", 0, 10, -1),
        ("effort", 1, 7, 1),
    ):
        weight = PARAMETERS[name]
        latent = weight["mean"] + weight["trust"] * trust
        latent += sign * weight["problem"] * problem + weight.get("web", 0) * web
        noise = weight["noise_sd"] * rng.standard_normal(len(trust))
        answers[name] = scale(latent + noise, low, high)
    return answers


def _trust_items(rng, factors):
    """Draw the six items: a loading on their factor, the rest their own."""
    answers = {}
    for item, loading in PARAMETERS["loadings"].items():
        factor = factors[item.rsplit("_", 1)[0]]
        own = np.sqrt(1 - loading**2) * rng.standard_normal(len(factor))
        latent = loading * factor + own
        answers[item] = scale(
            PARAMETERS["item_mean"][item] + PARAMETERS["item_spread"] * latent, 1, 7
        )
    return answers


def _commitment_items(rng, people, journey, who, day, trust):
    """Draw two items for each form of commitment."""
    member = journey.status["joined_day"].to_numpy()[who] <= day
    age = (2024 - people["birth_year"].to_numpy()[who] - 42) / 12
    answers = {}
    for form, weight in PARAMETERS["commitment"].items():
        lean = weight["trust"] * trust + weight["age"] * age
        lean += weight["member"] * np.where(member, 1.0, -1.0)
        own = np.sqrt(max(0.0, 1 - lean.var())) * rng.standard_normal(len(who))
        for number in (1, 2):
            loading = PARAMETERS["commitment_loading"]
            rest = np.sqrt(1 - loading**2) * rng.standard_normal(len(who))
            latent = loading * (lean + own) + rest
            answers[f"{form}_{number}"] = scale(weight["mean"] + 1.4 * latent, 1, 7)
    return answers
