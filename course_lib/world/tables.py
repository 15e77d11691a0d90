"""The tables of one chunk of customers, as the company's systems show them."""

import json
from functools import partial

import pandas as pd

from .answers import campaign_sums, make_contacts
from .baskets import fill_baskets
from .catalogue import make_catalogue
from .journey import make_journey
from .loyalty import make_loyalty, referrals
from .people import make_people
from .places import make_places
from .records import make_records
from .streams import stream

SHARED = ("stores", "zones", "products", "campaigns")
"""Tables that do not depend on the customers: made once an edition."""


def simulate(seed, chunk, count, customers=None):
    """Run one chunk: who the customers are and what happens to them.

    Parameters
    ----------
    seed, chunk, count : int
        The seed, and the number and size of the chunk.
    customers : int, optional
        The customers of all chunks; those of this one when not given.

    Returns
    -------
    stream_of, people, journey, places, catalogue
    """
    shared = partial(stream, seed)
    stream_of = partial(stream, seed, chunk=chunk)
    places, catalogue = make_places(shared, customers or count), make_catalogue(shared)
    people = make_people(stream_of, count, chunk, places)
    journey = make_journey(stream_of, people, places, catalogue, chunk)
    journey = fill_baskets(stream_of, people, places, catalogue, journey)
    return stream_of, people, journey, places, catalogue


def core_tables(stream_of, people, journey, places, catalogue):
    """Make the core tables of one chunk.

    Returns
    -------
    dict
        Tables by name; `_campaign_sums` is to be added up over the chunks.
    """
    referrer = referrals(stream_of("referrals"), people, journey.status)
    members, ledger = make_loyalty(stream_of, people, journey, referrer)
    raw, clean, pairs = make_records(stream_of, people, places, journey)
    return {
        "stores": places.stores,
        "zones": places.zones,
        "products": catalogue.products,
        "campaigns": catalogue.campaigns,
        "customers": _customers(people, journey, places, referrer),
        "customer_records": raw,
        "customer_records_clean": clean,
        "orders": journey.orders,
        "order_lines": journey.lines,
        "contacts": make_contacts(stream_of, people, catalogue, journey),
        "loyalty_members": members,
        "points_ledger": ledger,
        "truth/people": _truth(people, journey),
        "truth/incidents": _incidents(journey),
        "truth/record_pairs": pairs,
        "_campaign_sums": campaign_sums(people, catalogue, journey),
    }


def _customers(people, journey, places, referrer):
    ids = people["customer_id"].to_numpy()
    by = pd.Series(pd.array(ids[referrer.clip(0)], dtype="Int64"))
    zone = places.zones["zone_id"].to_numpy()[people["zone"].to_numpy()]
    table = people.assign(zone_id=zone, referred_by=by.mask(referrer < 0))
    status = journey.status
    for name in ("email_consent", "sms_consent", "post_consent"):
        table[f"{name}_on"] = status[f"{name}_on"]
    for name in ("email_withdrawn", "sms_withdrawn"):
        table[f"{name}_on"] = status[f"{name}_on"]
    return table


def _truth(people, journey):
    return people.assign(dropped_out_on=journey.status["dropped_out_on"])


def _incidents(journey):
    incidents = journey.incidents
    well = incidents["well_handled"].astype("boolean")
    return incidents.assign(well_handled=well.where(incidents["complained"]))


def parameters_text(parameters, seed, customers):
    """Write every parameter of the processes, with the seed and the size."""
    whole = {"seed": seed, "customers": customers, **parameters}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
