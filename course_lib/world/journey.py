"""What happens to each customer, month after month: the one cause of all tables.

Messages bring orders and drive some people to unsubscribe; orders bring incidents; a
few incidents become complaints; incidents and their handling change the hazard of
leaving; leaving ends the orders. `make_journey` runs the 48 months for one chunk.

The `Journey` it returns holds these tables. `customer` is always the position of the
customer in `people` (0, 1, 2 …), beside the `customer_id`; a column that ends in
`_day` is a day number (see `dates`), one that ends in `_on` or `_at` a datetime64.

orders
    order_id, customer, customer_id, ordered_at, day, channel (store, web, phone),
    store_id, main_category (of the first line), promised_on, promised_day,
    delivered_on (NaT: taken away, or not there yet on the last day), delivered_day,
    campaign_id (the campaign that caused the order, 0: none; not published); after
    `baskets`, also discount, amount, delivery_cost, returned. Sorted by ordered_at.
incidents
    incident_id, customer, customer_id, order_id, happened_at, happened_day,
    true_cause (late_delivery, damaged, wrong_item, billing, product_quality, staff,
    website, refund), severity (1 to 3), complained (bool), channel (phone, email,
    store, web_form, social, post; missing when silent), first_answer_hours and
    resolution_days (NaN when silent; resolution_days also when never resolved),
    resolved (bool), well_handled (bool), compensation_share (part of the order's
    amount given back), hazard_factor. The complaints are the rows with complained.
contacts
    contact_id, campaign_id, customer, customer_id, sent_day (of the campaign, for
    the control group too), treated (bool), delivered (bool), pressure (messages in
    the last 30 days, this one included), unsubscribed (bool), extra (bool: it caused
    one order), active (bool: still a customer on that day), expected_extra and
    expected_put_off (orders expected from, or lost by, a message if it is sent),
    expected_ordered (change of the probability of at least one order in the window).
status
    One row a customer: dropped_out_on (NaT: still active at the end),
    dropped_out_day (NEVER), joined_on (loyalty), joined_day, email_consent_on,
    email_withdrawn_on, sms_consent_on, sms_withdrawn_on, post_consent_on, and the
    same as …_day.
lines
    The order lines (see `baskets`): order_id, line_number, product_id, quantity,
    unit_price, personalised, and order (position in orders).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from .catalogue import CATEGORIES
from .dates import (
    DAYS,
    MONTH_STARTS,
    MONTHS,
    NEVER,
    dates,
    day_of,
    is_peak,
    moments,
    month_of,
    season_weights,
)
from .parameters import PARAMETERS
from .places import CONTACT_CENTRE, WEB_STORE
from .streams import identifiers

CAUSES = ("late_delivery", *PARAMETERS["incidents"]["causes"])
COMPLAINT_CHANNELS = ("phone", "email", "store", "web_form", "social", "post")
ORDER_CHANNELS = ("store", "web", "phone")


class Journey(NamedTuple):
    """The tables of one chunk; columns as in the module's description."""

    chunk: int
    orders: pd.DataFrame
    incidents: pd.DataFrame
    contacts: pd.DataFrame
    status: pd.DataFrame
    lines: pd.DataFrame


class _State(NamedTuple):
    """What the simulation remembers of each customer, changed month by month."""

    dropped: np.ndarray
    joined: np.ndarray
    hazard: np.ndarray  # factor of each month (row) for each customer
    last_order: np.ndarray
    monthly: np.ndarray  # orders of each month (row) of each customer
    last_of_category: np.ndarray  # last day a category (row) was bought
    consent: dict
    withdrawn: dict
    put_offs: list  # first day, last day, share of orders put off by customer


def make_journey(stream_of, people, places, catalogue, chunk):
    """Run the four years of the customers of one chunk.

    Returns
    -------
    Journey
        With empty `lines`: `baskets.fill_baskets` adds them.
    """
    rng = {
        name: stream_of(name)
        for name in (
            "dropout",
            "orders",
            "delivery",
            "incidents",
            "campaigns",
            "put_off",
            "loyalty",
        )
    }
    calm = _calm(people)
    state = _first_state(stream_of("consents"), people)
    orders, incidents, contacts, sent = [], [], [], []
    pending = _no_extra()
    for month in range(MONTHS):
        start, end = _alive(rng["dropout"], people, state, month)
        base = _baseline(rng["orders"], calm, people, state, month, start, end)
        plans = catalogue.plans[
            (catalogue.plans["sent_day"] >= MONTH_STARTS[month])
            & (catalogue.plans["sent_day"] < MONTH_STARTS[month + 1])
        ]
        for plan in plans.itertuples():
            made = _send(rng["campaigns"], calm, plan, people, state, sent, month)
            contacts.append(made)
            pending = _join_extra(pending, _extra_of(made, plan, rng["campaigns"]))
        base = _thin(rng["put_off"], base, state)
        now, pending = _due(pending, state, month)
        made = _orders(rng, people, state, places, base, now)
        _remember(made, state, month)
        orders.append(made)
        incidents.append(_incidents(rng["incidents"], people, made, state))
        _join_programme(rng["loyalty"], people, made, state)
    return _tables(people, state, orders, incidents, contacts, chunk)


# ---------------------------------------------------------------- before the start


class _Calm(NamedTuple):
    """Orders expected of each kind of season, cumulated by day."""

    cumulative: np.ndarray
    season: np.ndarray


def _calm(people):
    weights = season_weights()
    cumulative = np.concatenate([np.zeros((2, 1)), weights.cumsum(axis=1)], axis=1)
    season = (people["archetype_code"].to_numpy() == 1).astype(np.intp)
    return _Calm(cumulative, season)


def _expected(calm, people, first, last, who=slice(None)):
    """Give the orders expected of customers from day `first` to before `last`."""
    season = calm.season[who]
    weight = calm.cumulative[season, last] - calm.cumulative[season, first]
    return people["purchase_rate"].to_numpy()[who] * 12 / 365.25 * weight


def _first_state(rng, people):
    count = len(people)
    acquired = people["acquired_day"].to_numpy()
    consents = PARAMETERS["consents"]
    consent = {}
    for channel, share in consents["first_order"].items():
        draw = rng.random(count)
        later = acquired + rng.integers(20, 500, count)
        day = np.where(draw < share, acquired, NEVER)
        some = (draw >= share) & (draw < share + consents["later"]) & (later < DAYS)
        consent[channel] = np.where(some, later, day)
    # Some withdraw of their own accord, whatever they receive.
    mean_days = 365 * consents["own_withdrawal_mean_years"]
    withdrawn = {}
    for channel in ("email", "sms"):
        own = consent[channel] + 30 + rng.exponential(mean_days, count).astype(np.int64)
        withdrawn[channel] = np.where(
            (consent[channel] < DAYS) & (own < DAYS), own, NEVER
        )
    return _State(
        dropped=np.full(count, NEVER),
        joined=np.full(count, NEVER),
        hazard=np.ones((MONTHS + 12, count), dtype=np.float32),
        last_order=np.full(count, -NEVER),
        monthly=np.zeros((MONTHS, count), dtype=np.int16),
        last_of_category=np.full((3, count), -NEVER),
        consent=consent,
        withdrawn=withdrawn,
        put_offs=[],
    )


# ------------------------------------------------------------------- each month


def _alive(rng, people, state, month):
    """Decide who leaves this month; give the days each may order, first and last.

    The hazard of the month is the customer's own, times what happened before.
    """
    first, last = MONTH_STARTS[month], MONTH_STARTS[month + 1]
    acquired = people["acquired_day"].to_numpy()
    start = np.maximum(acquired + 1, first).clip(max=last)
    exposed = (acquired < last) & (state.dropped >= NEVER)
    hazard = people["dropout_hazard"].to_numpy() * state.hazard[month]
    wait = rng.exponential(1.0, len(people)) / hazard * 365.25 / 12
    leaves = exposed & (wait < last - start)
    day = start + np.minimum(wait, DAYS).astype(np.int64)
    state.dropped[leaves] = day[leaves]
    end = np.where(exposed, np.minimum(state.dropped, last), start)
    return start, np.maximum(end, start)


def _baseline(rng, calm, people, state, month, start, end):
    """Draw the orders nobody asked for: first orders, and a Poisson process after."""
    factor = PARAMETERS["loyalty"]["true_rate_factor"]
    expected = _expected(calm, people, start, end)
    expected = expected * np.where(state.joined < MONTH_STARTS[month], factor, 1.0)
    count = rng.poisson(expected)
    who = np.repeat(np.arange(len(people)), count)
    season = calm.season[who]
    low = calm.cumulative[season, start[who]]
    high = calm.cumulative[season, end[who]]
    target = low + rng.random(len(who)) * (high - low)
    day = np.empty(len(who), dtype=np.int64)
    for kind in (0, 1):
        mine = season == kind
        found = np.searchsorted(calm.cumulative[kind], target[mine], side="right") - 1
        day[mine] = found
    day = day.clip(start[who], np.maximum(end[who] - 1, start[who]))
    acquired = people["acquired_day"].to_numpy()
    new = np.flatnonzero(
        (acquired >= MONTH_STARTS[month]) & (acquired < MONTH_STARTS[month + 1])
    )
    return (
        np.concatenate([new, who]),
        np.concatenate([acquired[new], day]),
        np.arange(len(new) + len(who)) < len(new),
    )


def _audience(plan, people, state, month):
    """Give the positions of the customers a campaign is meant for.

    The company knows what it recorded up to the end of the month before.
    """
    day = plan.sent_day
    acquired = people["acquired_day"].to_numpy()
    known = acquired < MONTH_STARTS[month]
    media = "sms" if plan.channel == "phone" else plan.channel
    allowed = known & (state.consent[media] < day)
    if media in state.withdrawn:
        allowed &= state.withdrawn[media] > day
    since = day - state.last_order
    if plan.audience == "recent":
        allowed &= since <= 90
    elif plan.audience == "sleeping":
        allowed &= since > 180
    elif plan.audience == "members":
        allowed &= state.joined < MONTH_STARTS[month]
    elif plan.audience == "best":
        year = state.monthly[max(month - 12, 0) : month].sum(axis=0)
        allowed &= year >= 8
    elif plan.audience == "new":
        allowed &= day - acquired <= 120
    elif plan.audience == "birthday":
        born = people["birth_day"].to_numpy()
        allowed &= (born >= 305) & (born < 335)
    elif plan.audience in CATEGORIES:
        row = CATEGORIES.index(plan.audience)
        allowed &= day - state.last_of_category[row] <= 365
    return np.flatnonzero(allowed)


def _send(rng, calm, plan, people, state, sent, month):
    """Send one campaign: control group, deliveries, effects, unsubscribing."""
    who = _audience(plan, people, state, month)
    count = len(who)
    day, last = plan.sent_day, min(plan.sent_day + plan.window_days, DAYS)
    treated = rng.random(count) >= plan.control_share
    reached = PARAMETERS["campaigns"]["reached"][plan.channel]
    delivered = treated & (rng.random(count) < reached)
    active = state.dropped[who] > day
    kind = people["response_type"].cat.codes.to_numpy()[who]
    lift, put_off = _response(plan, kind)
    expected = _expected(calm, people, np.full(count, day), np.full(count, last), who)
    factor = PARAMETERS["loyalty"]["true_rate_factor"]
    expected = expected * np.where(state.joined[who] < MONTH_STARTS[month], factor, 1.0)
    extra = delivered & active & (rng.random(count) < lift)
    share = np.zeros(len(people))
    share[who] = put_off * delivered
    state.put_offs[:] = [old for old in state.put_offs if old[1] > MONTH_STARTS[month]]
    state.put_offs.append((day, last, share))
    pressure = _pressure(sent, who, day, len(people), delivered)
    left = _unsubscribe(rng, plan, people, state, who, delivered, pressure)
    _tire(people, state, who[treated], pressure[treated], month)
    return pd.DataFrame(
        {
            "campaign_id": plan.campaign_id,
            "customer": who,
            "sent_day": day,
            "treated": treated,
            "delivered": delivered,
            "pressure": pressure,
            "unsubscribed": left,
            "extra": extra,
            "active": active,
            "expected_extra": lift * active * reached,
            "expected_put_off": put_off * active * reached * expected,
            # Of a Poisson process: at least one order with the message, or without.
            "expected_ordered": reached
            * active
            * (np.exp(-expected) - (1 - lift) * np.exp(-expected * (1 - put_off))),
        }
    )


def _response(plan, kind):
    """Give the probability of one more order, and the share of orders put off."""
    campaigns = PARAMETERS["campaigns"]
    lift = np.array(list(campaigns["lift"].values()))[kind] * plan.strength
    annoyed = campaigns["put_off_do_not_disturb"] if plan.strength > 0 else 0.0
    return lift, np.maximum(np.where(kind == 3, annoyed, 0.0), plan.put_off)


def _thin(rng, base, state):
    """Take away the orders that messages put off; first orders stay."""
    who, day, first = base
    kept = np.ones(len(who), dtype=bool)
    for begin, end, share in state.put_offs:
        reached = (day >= begin) & (day < end)
        kept &= ~(reached & (rng.random(len(who)) < share[who])) | first
    return who[kept], day[kept], first[kept]


def _pressure(sent, who, day, count, delivered):
    """Count the messages each person received in the last 30 days, with this one."""
    recent = np.zeros(count, dtype=np.int64)
    for other, people_reached in sent:
        if other > day - PARAMETERS["messages"]["pressure_days"]:
            recent[people_reached] += 1
    sent.append((day, who[delivered]))
    return recent[who] + delivered


def _unsubscribe(rng, plan, people, state, who, delivered, pressure):
    messages = PARAMETERS["messages"]
    beyond = pressure - people["message_tolerance"].to_numpy()[who]
    chance = messages["unsubscribe_base"] * np.exp(
        messages["unsubscribe_growth"] * beyond.clip(min=0)
        + np.where(beyond > 0, 1.2, 0.0)
    )
    left = delivered & (
        rng.random(len(who)) < chance.clip(max=messages["unsubscribe_cap"])
    )
    media = "sms" if plan.channel == "phone" else plan.channel
    if media not in state.withdrawn:
        return np.zeros(len(who), dtype=bool)
    state.withdrawn[media][who[left]] = plan.sent_day + 1
    return left


def _tire(people, state, who, pressure, month):
    """Raise a little the hazard of those who receive more than they bear."""
    attrition = PARAMETERS["attrition"]
    tired = who[pressure > people["message_tolerance"].to_numpy()[who]]
    for later in range(month + 1, month + 1 + attrition["over_messaged_months"]):
        rows = state.hazard[later]
        # Once a month: a second tiring message of the month adds nothing.
        rows[tired] = np.maximum(rows[tired], attrition["over_messaged"])


def _no_extra():
    empty = np.zeros(0, dtype=np.int64)
    return empty, empty, empty


def _join_extra(first, second):
    return tuple(np.concatenate(pair) for pair in zip(first, second, strict=True))


def _extra_of(contacts, plan, rng):
    """Place the orders a campaign brings in its window, most of them early."""
    who = contacts["customer"].to_numpy()[contacts["extra"].to_numpy()]
    wait = plan.window_days * rng.beta(1.0, 2.2, len(who))
    day = plan.sent_day + wait.astype(np.int64)
    return who, day, np.full(len(who), plan.campaign_id)


def _due(pending, state, month):
    """Split the extra orders between this month and later; leavers make none."""
    who, day, campaign = pending
    now = day < MONTH_STARTS[month + 1]
    here = now & (day < state.dropped[who]) & (day < DAYS)
    return (
        (who[here], day[here], campaign[here]),
        (who[~now], day[~now], campaign[~now]),
    )


# --------------------------------------------------------------- orders and after


def _orders(rng, people, state, places, base, extra):
    who = np.concatenate([base[0], extra[0]])
    day = np.concatenate([base[1], extra[1]])
    campaign = np.concatenate([np.zeros(len(base[0]), dtype=np.int64), extra[2]])
    first = np.concatenate([base[2], np.zeros(len(extra[0]), dtype=bool)])
    channel = _channels(rng["orders"], people, who, day, first)
    return {
        "customer": who,
        "day": day,
        "minute": _minutes(rng["orders"], channel),
        "channel": channel,
        "store_id": _stores(rng["orders"], people, places, who, day, channel),
        "category": _main_category(rng["orders"], people, who),
        "campaign_id": campaign,
        **_deliveries(rng["delivery"], people, places, who, day, channel),
    }


def _channels(rng, people, who, day, first):
    web = PARAMETERS["web"]
    share = web["share_first"] + (web["share_last"] - web["share_first"]) * day / DAYS
    habit = people["preferred_channel"].cat.codes.to_numpy()[who]
    on_web = np.array([0.28, 2.9, 0.5])[habit] * share
    by_phone = np.array([0.012, 0.015, 0.55])[habit]
    came = people["acquisition_channel"].cat.codes.to_numpy()[who]
    on_web = np.where(first & (came == 1), 1.0, on_web)
    on_web = np.where(first & ((came == 0) | (came == 4)), 0.0, on_web)
    by_phone = np.where(first & ((came == 0) | (came == 1)), 0.0, by_phone)
    draw = rng.random(len(who))
    on_web = on_web.clip(max=1.0)
    return np.where(draw < on_web, 1, np.where(draw < on_web + by_phone, 2, 0))


def _minutes(rng, channel):
    """Draw the minute of the day: evenings on the web, late afternoon in shops."""
    hours = {
        0: [
            (10, 14),
            (11, 22),
            (12, 20),
            (13, 9),
            (14, 8),
            (15, 14),
            (16, 22),
            (17, 30),
            (18, 34),
            (19, 26),
            (20, 12),
        ],
        1: [
            (0, 4),
            (7, 3),
            (8, 6),
            (9, 9),
            (10, 12),
            (11, 12),
            (12, 12),
            (13, 13),
            (14, 11),
            (15, 10),
            (16, 10),
            (17, 11),
            (18, 12),
            (19, 14),
            (20, 19),
            (21, 26),
            (22, 24),
            (23, 13),
        ],
        2: [
            (8, 6),
            (9, 14),
            (10, 18),
            (11, 16),
            (12, 9),
            (13, 6),
            (14, 10),
            (15, 14),
            (16, 13),
            (17, 11),
            (18, 8),
            (19, 4),
        ],
    }
    minute = np.zeros(len(channel), dtype=np.int64)
    within = rng.integers(0, 60, len(channel))
    draw = rng.random(len(channel))
    for kind, shape in hours.items():
        hour, weight = np.array(shape).T
        edges = np.cumsum(weight / weight.sum())[:-1]
        mine = channel == kind
        minute[mine] = hour[np.searchsorted(edges, draw[mine], side="right")] * 60
    return minute + within


def _stores(rng, people, places, who, day, channel):
    opened = np.array(
        [
            (d - np.datetime64("2022-01-01")) / np.timedelta64(1, "D")
            for d in places.stores["opened_on"].to_numpy()
        ]
    )
    near = places.nearest[people["zone"].to_numpy()[who]]
    shop = np.where(day >= opened[near[:, 0]], near[:, 0], near[:, 1])
    shop = np.where(rng.random(len(who)) < 0.10, near[:, 1], shop)
    # Where both are too new, the head office's shop serves.
    shop = np.where(day >= opened[shop], shop, 0)
    return np.select(
        [channel == 1, channel == 2], [WEB_STORE, CONTACT_CENTRE], shop + 1
    )


def _main_category(rng, people, who):
    taste = people[["taste_home", "taste_fine_food"]].to_numpy()[who]
    draw = rng.random(len(who))
    return np.where(draw < taste[:, 0], 0, np.where(draw < taste.sum(axis=1), 1, 2))


def _deliveries(rng, people, places, who, day, channel):
    delivery = PARAMETERS["delivery"]
    delivered = (channel > 0) | (rng.random(len(who)) < 0.08)
    far = places.distance[people["zone"].to_numpy()[who]]
    promised = day + 2 + rng.integers(0, 3, len(who)) + (far > 40)
    chance = np.where(channel == 0, delivery["late_store"], delivery["late_web"])
    chance = chance * np.where(is_peak()[day], delivery["late_peak_factor"], 1.0)
    late = rng.random(len(who)) < chance
    days_late = 1 + rng.exponential(delivery["late_mean_days"], len(who)).astype(int)
    early = rng.choice(3, len(who), p=[0.62, 0.28, 0.10])
    arrival = np.where(
        late, promised + days_late, np.maximum(promised - early, day + 1)
    )
    return {
        "promised_day": np.where(delivered, promised, NEVER),
        "delivered_day": np.where(delivered, arrival, NEVER),
    }


def _remember(made, state, month):
    who, day = made["customer"], made["day"]
    np.maximum.at(state.last_order, who, day)
    state.monthly[month] = np.bincount(who, minlength=len(state.joined))
    for row in range(3):
        mine = made["category"] == row
        np.maximum.at(state.last_of_category[row], who[mine], day[mine])


def _incidents(rng, people, made, state):
    """Draw what goes wrong with the orders of a month, and how it is handled."""
    incidents = PARAMETERS["incidents"]
    count = len(made["day"])
    delivered = made["delivered_day"] < NEVER
    days_late = np.where(delivered, made["delivered_day"] - made["promised_day"], 0)
    felt = (days_late >= 2) & (rng.random(count) < incidents["late_felt"])
    likely = incidents["other_per_order"] * np.where(made["channel"] == 0, 0.8, 1.5)
    other = ~felt & (rng.random(count) < likely)
    where = np.flatnonzero(felt | other)
    cause = _causes(rng, felt[where], made["channel"][where])
    seen = np.where(delivered, made["delivered_day"], made["day"])[where]
    happened = np.where(felt[where], made["promised_day"][where] + 1, seen)
    happened = happened + np.where(felt[where], 0, rng.geometric(0.4, len(where)) - 1)
    keep = happened < DAYS
    where, cause, happened = where[keep], cause[keep], happened[keep]
    severity = 1 + (rng.random((len(where), 1)) > [0.45, 0.83]).sum(axis=1)
    who = made["customer"][where]
    chance = people["complaint_propensity"].to_numpy()[who]
    chance = (chance * np.array([0.6, 1.05, 1.6])[severity - 1]).clip(max=0.97)
    complained = rng.random(len(where)) < chance
    found = {
        "order": where,
        "customer": who,
        "happened_day": happened,
        "happened_minute": rng.integers(8 * 60, 21 * 60, len(where)),
        "true_cause": cause,
        "severity": severity,
        "complained": complained,
        **_handling(rng, complained, severity, happened),
    }
    _hurt(state, found)
    return found


def _causes(rng, late, channel):
    shares = np.array(list(PARAMETERS["incidents"]["causes"].values()))
    shares = np.stack([shares, shares, shares])
    names = CAUSES[1:]
    shares[0, names.index("website")] *= 0.1
    shares[1, names.index("staff")] *= 0.3
    shares[2, names.index("website")] *= 0.3
    edges = (shares / shares.sum(axis=1, keepdims=True)).cumsum(axis=1)[:, :-1]
    drawn = (rng.random((len(late), 1)) > edges[channel]).sum(axis=1) + 1
    return np.where(late, 0, drawn)


def _handling(rng, complained, severity, happened):
    """Draw how fast and how well the company answers a complaint."""
    incidents = PARAMETERS["incidents"]
    count = len(complained)
    well = rng.random(count) < incidents["good_handling_share"]
    never = ~well & (rng.random(count) < incidents["never_resolved_share"] * 2)
    answer = np.exp(rng.normal(np.where(well, np.log(7), np.log(34)), 1.0))
    days = answer / 24 + np.exp(rng.normal(np.where(well, 0.7, 2.4), 0.9))
    days = days * np.array([0.8, 1.0, 1.4])[severity - 1]
    resolved = complained & ~never & (happened + days < DAYS)
    gift = np.where(well, rng.random(count) < 0.55, rng.random(count) < 0.12)
    share = gift * rng.choice([0.1, 0.2, 0.3, 0.5], count, p=[0.4, 0.35, 0.15, 0.1])
    return {
        "complaint_channel": np.where(
            complained, rng.choice(6, count, p=[0.38, 0.22, 0.16, 0.13, 0.09, 0.02]), -1
        ),
        "first_answer_hours": np.where(complained, answer.round(1), np.nan),
        "resolution_days": np.where(complained & ~never, days.round(2), np.nan),
        "resolved": resolved,
        "well_handled": complained & well,
        "compensation_share": np.where(resolved, share, 0.0),
    }


def _hurt(state, found):
    """Write the effect of incidents on the hazard of the six months that follow."""
    attrition = PARAMETERS["attrition"]
    factor = np.where(
        found["complained"],
        np.where(
            found["well_handled"], attrition["good_handling"], attrition["bad_handling"]
        ),
        attrition["silent_incident"],
    )
    found["hazard_factor"] = factor
    month = month_of(found["happened_day"])
    for later in range(1, attrition["effect_months"] + 1):
        # Of several causes at once, the worst counts: factors do not multiply.
        np.maximum.at(state.hazard, (month + later, found["customer"]), factor)


def _join_programme(rng, people, made, state):
    """Let customers join, mostly at their first order, the more so the keener."""
    loyalty = PARAMETERS["loyalty"]
    day, who = made["day"], made["customer"]
    may = (day >= day_of(loyalty["launched_on"])) & (state.joined[who] >= NEVER)
    relative = people["purchase_rate"].to_numpy()[who] / 0.55
    first = day == people["acquired_day"].to_numpy()[who]
    chance = (
        np.where(first, loyalty["join_first"], loyalty["join_later"])
        * people["loyalty_inclination"].to_numpy()[who]
        * relative ** loyalty["join_power"]
    )
    joins = may & (rng.random(len(who)) < chance)
    np.minimum.at(state.joined, who[joins], day[joins])


# ---------------------------------------------------------------------- the tables


def _tables(people, state, orders, incidents, contacts, chunk):
    ids = people["customer_id"].to_numpy()
    order_table, rank = _order_table(orders, ids, chunk)
    incident_table = _incident_table(incidents, orders, rank, order_table, ids, chunk)
    contact_table = pd.concat(contacts, ignore_index=True)
    contact_table.insert(0, "contact_id", identifiers(chunk, len(contact_table)))
    contact_table["customer_id"] = ids[contact_table["customer"].to_numpy()]
    status = {"customer_id": ids}
    days = {"dropped_out": state.dropped, "joined": state.joined}
    for channel, consent in state.consent.items():
        days[f"{channel}_consent"] = consent
    for channel, withdrawn in state.withdrawn.items():
        days[f"{channel}_withdrawn"] = np.where(withdrawn < DAYS, withdrawn, NEVER)
    for name, value in days.items():
        status[f"{name}_day"] = value
        status[f"{name}_on"] = dates(value)
    return Journey(
        chunk,
        order_table,
        incident_table,
        contact_table,
        pd.DataFrame(status),
        pd.DataFrame(),
    )


def _stack(parts, name):
    return np.concatenate([part[name] for part in parts])


def _order_table(orders, ids, chunk):
    made = {name: _stack(orders, name) for name in orders[0]}
    by_time = np.lexsort((made["customer"], made["minute"], made["day"]))
    made = {name: values[by_time] for name, values in made.items()}
    rank = np.empty(len(by_time), dtype=np.int64)
    rank[by_time] = np.arange(len(by_time))
    arrived = np.where(made["delivered_day"] < DAYS, made["delivered_day"], NEVER)
    table = pd.DataFrame(
        {
            "order_id": identifiers(chunk, len(by_time)),
            "customer": made["customer"],
            "customer_id": ids[made["customer"]],
            "ordered_at": moments(made["day"], made["minute"]),
            "day": made["day"],
            "channel": pd.Categorical.from_codes(made["channel"], list(ORDER_CHANNELS)),
            "store_id": made["store_id"],
            "main_category": pd.Categorical.from_codes(
                made["category"], list(CATEGORIES)
            ),
            "promised_on": dates(made["promised_day"]),
            "promised_day": made["promised_day"],
            "delivered_on": dates(arrived),
            "delivered_day": arrived,
            "campaign_id": made["campaign_id"],
        }
    )
    return table, rank


def _incident_table(incidents, orders, rank, order_table, ids, chunk):
    sizes = [len(part["day"]) for part in orders]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    for part, offset in zip(incidents, first, strict=True):
        part["order"] = rank[part["order"] + offset]
    made = {name: _stack(incidents, name) for name in incidents[0]}
    # An incident cannot come before its order, even within the day.
    moment = moments(made["happened_day"], made["happened_minute"])
    ordered = order_table["ordered_at"].to_numpy()[made["order"]]
    moment = np.maximum(moment, ordered + np.timedelta64(20, "m"))
    by_time = np.lexsort((made["order"], moment))
    made = {name: values[by_time] for name, values in made.items()}
    return pd.DataFrame(
        {
            "incident_id": identifiers(chunk, len(by_time)),
            "customer": made["customer"],
            "customer_id": ids[made["customer"]],
            "order_id": order_table["order_id"].to_numpy()[made["order"]],
            "order": made["order"],
            "happened_at": moment[by_time],
            "happened_day": made["happened_day"],
            "true_cause": pd.Categorical.from_codes(made["true_cause"], list(CAUSES)),
            "severity": made["severity"],
            "complained": made["complained"],
            "channel": pd.Categorical.from_codes(
                made["complaint_channel"], list(COMPLAINT_CHANNELS)
            ),
            "first_answer_hours": made["first_answer_hours"],
            "resolution_days": made["resolution_days"],
            "resolved": made["resolved"],
            "well_handled": made["well_handled"],
            "compensation_share": made["compensation_share"],
            "hazard_factor": made["hazard_factor"],
        }
    )
