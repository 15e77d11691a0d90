"""The customers and their latent traits: everything later comes from these.

`make_people` gives one row a customer; the index is the position 0, 1, 2 … in the
chunk. Columns:

customer_id          identifier
zone                 position of the zone in `places.zones`
birth_year
birth_day            day of the year of birth, 1 to 365
gender               f or m
acquired_day         day number of the first order (see `dates`)
acquired_on          the same as a date
acquisition_channel  store, web, social, referral, fair, partner
preferred_channel    store, web, phone
archetype            one of `parameters.ARCHETYPES`
archetype_code       its position
purchase_rate        orders a month while active, at average season
dropout_hazard       monthly hazard of leaving before what happens to the customer
basket_mean          expected amount of an order, MAD
price_sensitivity    0 to 1
message_tolerance    messages in 30 days the customer bears
trust                standardised, mean of the two factors
credibility_factor, benevolence_factor   standardised, correlated
complaint_propensity probability of complaining after an ordinary incident
loyalty_inclination  taste for joining a programme, around 1
return_propensity    multiplies the probability of sending an order back, mean 1
response_type        persuadable, sure_thing, lost_cause, do_not_disturb
taste_home, taste_fine_food, taste_beauty   shares, summing to 1
"""

import numpy as np
import pandas as pd

from .dates import DAYS, dates, season_weights
from .parameters import ARCHETYPES, PARAMETERS
from .streams import customer_identifiers

RESPONSE_TYPES = ("persuadable", "sure_thing", "lost_cause", "do_not_disturb")
ACQUISITION_CHANNELS = ("store", "web", "social", "referral", "fair", "partner")
CHANNELS = ("store", "web", "phone")
GENDERS = ("f", "m")


def make_people(stream_of, count, chunk, places):
    """Draw the customers of one chunk and their latent traits.

    Parameters
    ----------
    stream_of : callable
        Gives the random generator of a name, for this chunk.
    count : int
        How many customers.
    chunk : int
        The number of the chunk.
    places : Places
        Where they live.

    Returns
    -------
    pandas.DataFrame
        One row a customer, columns as in the module's description.
    """
    rng = stream_of("people")
    kinds = PARAMETERS["archetypes"]
    kind = _choose(rng, kinds["share"], count)
    acquired = np.sort(_acquisition_days(rng, count))
    people = pd.DataFrame(
        {
            "customer_id": customer_identifiers(chunk, count),
            "zone": _zones(rng, count, places),
            "birth_year": _birth_years(rng, kind),
            "birth_day": rng.integers(1, 366, count),
            "gender": _category(rng.random(count) < _men(kind), GENDERS),
            "acquired_day": acquired,
            "acquired_on": dates(acquired),
            "acquisition_channel": _acquisition_channels(rng, acquired, kind),
            "preferred_channel": _preferred_channels(rng, acquired, kind),
            "archetype": _category(kind, ARCHETYPES),
            "archetype_code": kind,
        }
    )
    people = people.assign(**_behaviour(rng, kind), **_attitudes(rng, kind))
    # Whoever trusts leaves less; the second term keeps the mean hazard as it was.
    slope = PARAMETERS["trust"]["log_hazard_per_trust"]
    calmer = np.exp(slope * people["trust"] - slope**2 / 2)
    people["dropout_hazard"] = (people["dropout_hazard"] * calmer).clip(1e-5, 1.0)
    return people


def _behaviour(rng, kind):
    kinds, attrition = PARAMETERS["archetypes"], PARAMETERS["attrition"]
    count = len(kind)
    shape = np.array(kinds["purchase_rate_shape"])[kind]
    rate = np.array(kinds["purchase_rate_mean"])[kind] * rng.gamma(shape) / shape
    hazard = (
        attrition["hazard_mean"]
        * np.array(kinds["hazard_factor"])[kind]
        * rng.gamma(attrition["hazard_shape"], size=count)
        / attrition["hazard_shape"]
    )
    # The inverse of a Gamma is the spread of means in the Gamma-Gamma model.
    q = PARAMETERS["basket"]["customer_shape"]
    basket = np.array(kinds["basket_mean"])[kind] * (q - 1) / rng.gamma(q, size=count)
    tastes = np.array(
        [kinds["taste_home"], kinds["taste_fine_food"], kinds["taste_beauty"]]
    ).T[kind]
    own = rng.gamma(6 * tastes + 0.05)
    own /= own.sum(axis=1, keepdims=True)
    return {
        "purchase_rate": rate.clip(0.004, 12.0),
        "dropout_hazard": hazard.clip(1e-5, 1.0),
        "basket_mean": basket.clip(60.0, 2500.0),
        "taste_home": own[:, 0],
        "taste_fine_food": own[:, 1],
        "taste_beauty": own[:, 2],
    }


def _attitudes(rng, kind):
    kinds, count = PARAMETERS["archetypes"], len(kind)
    sensitivity = np.array(kinds["price_sensitivity"])[kind]
    rho = PARAMETERS["trust"]["factor_correlation"]
    credibility = rng.standard_normal(count)
    benevolence = rho * credibility + np.sqrt(1 - rho**2) * rng.standard_normal(count)
    trust = (credibility + benevolence) / np.sqrt(2 + 2 * rho)
    types = np.array(kinds["response_types"]).cumsum(axis=1)[kind]
    response = (rng.random((count, 1)) > types[:, :3]).sum(axis=1)
    tolerance = rng.gamma(4.0, PARAMETERS["messages"]["tolerance_mean"] / 4.0, count)
    return {
        "price_sensitivity": rng.beta(6 * sensitivity, 6 * (1 - sensitivity)),
        "message_tolerance": tolerance.clip(0.5, 12.0),
        "trust": trust,
        "credibility_factor": credibility,
        "benevolence_factor": benevolence,
        "complaint_propensity": rng.beta(1.6, 3.3, count),
        "loyalty_inclination": rng.gamma(2.0, 0.5, count),
        "return_propensity": _return_propensity(rng, count),
        "response_type": _category(response, RESPONSE_TYPES),
    }


def _return_propensity(rng, count):
    shape = PARAMETERS["returns"]["customer_shape"]
    return (rng.gamma(shape, size=count) / shape).clip(max=12.0)


def _acquisition_days(rng, count):
    # A young company wins fewer new customers each year: its market saturates.
    day = np.arange(DAYS)
    weight = season_weights()[1] ** 0.7 * (1.25 - 0.45 * day / DAYS)
    return _choose(rng, weight / weight.sum(), count)


def _zones(rng, count, places):
    weight = places.zone_pull
    return _choose(rng, weight / weight.sum(), count)


def _birth_years(rng, kind):
    middle = np.array([1978, 1982, 1981, 1993, 1985])[kind]
    return (middle + rng.normal(0, 9.5, len(kind))).round().astype(int).clip(1938, 2006)


def _men(kind):
    return np.array([0.36, 0.42, 0.38, 0.14, 0.42])[kind]


def _acquisition_channels(rng, acquired, kind):
    first = np.array([0.60, 0.13, 0.05, 0.12, 0.06, 0.04])
    last = np.array([0.42, 0.22, 0.15, 0.12, 0.05, 0.04])
    age = (acquired / DAYS)[:, None]
    shares = first + (last - first) * age
    shares[kind == 3] *= np.array([0.4, 2.5, 2.5, 1.0, 0.5, 0.8])
    edges = (shares / shares.sum(axis=1, keepdims=True)).cumsum(axis=1)[:, :-1]
    code = (rng.random((len(kind), 1)) > edges).sum(axis=1)
    # A referral needs an earlier customer.
    code[: min(20, len(code))] = np.where(code[:20] == 3, 0, code[:20])
    return _category(code, ACQUISITION_CHANNELS)


def _preferred_channels(rng, acquired, kind):
    web = np.array(PARAMETERS["archetypes"]["web_taste"])[kind]
    web = web * (0.75 + 0.45 * acquired / DAYS)
    draw = rng.random(len(kind))
    return _category(np.where(draw < web, 1, np.where(draw > 0.95, 2, 0)), CHANNELS)


def _choose(rng, shares, count):
    edges = np.cumsum(shares)[:-1]
    return np.searchsorted(edges, rng.random(count), side="right")


def _category(codes, names):
    return pd.Categorical.from_codes(np.asarray(codes, dtype=np.int8), list(names))
