"""Eight weeks of calls: who rings when, how long they wait, who gives up.

Arrivals are a Poisson process whose rate changes with the half hour and the weekday,
and handling times are log-normal, as Brown et al. (2005) found in a real call centre.
Patience is exponential, which is simpler than what they found, and what the usual
formulas with abandonment assume. The queue itself is simulated call by call: first
come, first served, with the advisers on duty.

References
----------
Brown, L., Gans, N., Mandelbaum, A., Sakov, A., Shen, H., Zeltyn, S., Zhao, L. (2005).
Statistical analysis of a telephone call center: a queueing-science perspective.
Journal of the American Statistical Association, 100(469), 36-50.
"""

import heapq

import numpy as np
import pandas as pd

from .dates import DAYS, START, day_of
from .draws import category, choose, with_gaps
from .streams import identifiers

WEEKS = 8
FIRST_DAY = day_of("2025-11-03")
"""A Monday; the eight weeks end on Saturday 2025-12-27."""
OPENS, CLOSES = 8, 20
SLOTS = 2 * (CLOSES - OPENS)
SLOT_SECONDS = 1800
WORKING_DAYS = 6

REASONS = (
    "order_tracking",
    "product_advice",
    "phone_order",
    "complaint",
    "billing",
    "loyalty",
    "store_information",
    "other",
)
PARAMETERS = {
    # Six to seven calls a customer sound many: most callers are not customers (yet).
    "calls_per_customer": 40_000 / 6_000,
    # Relative arrivals of the half hours from 08:00: a morning and an afternoon peak.
    "half_hour": [
        *(0.45, 0.70, 1.05, 1.35, 1.55, 1.60, 1.50, 1.35),
        *(1.05, 0.85, 0.75, 0.80, 0.95, 1.10, 1.20, 1.25),
        *(1.20, 1.15, 1.05, 0.95, 0.85, 0.75, 0.60, 0.45),
    ],
    "weekday": [1.30, 1.08, 1.00, 0.96, 0.78, 0.88],
    # The third and fourth weeks hold the November promotions; then the parcels.
    "week": [0.90, 0.92, 1.08, 1.22, 1.12, 0.98, 0.96, 0.82],
    "reasons": {
        "order_tracking": 0.31,
        "product_advice": 0.17,
        "phone_order": 0.08,
        "complaint": 0.09,
        "billing": 0.09,
        "loyalty": 0.07,
        "store_information": 0.12,
        "other": 0.07,
    },
    # Mean handling time of each reason in seconds, with the follow-up work.
    "handling_mean": {
        "order_tracking": 190,
        "product_advice": 270,
        "phone_order": 340,
        "complaint": 390,
        "billing": 290,
        "loyalty": 200,
        "store_information": 130,
        "other": 220,
    },
    "handling_log_sd": 0.68,
    "patience_mean": 280,
    "resolved": {
        "order_tracking": 0.80,
        "product_advice": 0.90,
        "phone_order": 0.94,
        "complaint": 0.52,
        "billing": 0.64,
        "loyalty": 0.86,
        "store_information": 0.97,
        "other": 0.78,
    },
    "rings_again": 0.55,
    "days_before_ringing_again": 2.0,
    # Advisers on duty: the load of a usual day plus a margin that grows with its
    # square root; some half hours are short of people (lunch, the end of the day).
    "staffing_margin": 0.9,
    "short_half_hours": {8: 0.72, 9: 0.75, 10: 0.80, 20: 0.80, 21: 0.72},
    "saturday_staff": 0.85,
    "recognised_share": 0.14,
}


def build(stream_of, people, journey, places, catalogue):
    """Build `calls` and `truth/call_rates` (arrival rate and advisers by half hour).

    Parameters
    ----------
    stream_of : callable
        Gives the random generator of a name, for this chunk.
    people : pandas.DataFrame
        See `people`.
    journey : Journey
        Its incidents and telephone orders of the eight weeks have their calls here.
    places, catalogue
        Not used; every table is built with the same arguments.

    Returns
    -------
    dict of str to pandas.DataFrame
        Both empty beyond the first chunk of customers: the company has one contact
        centre, and in an edition of a million it answers the first 50,000.
    """
    rates = call_rates(len(people) if journey.chunk == 0 else 0)
    rng = stream_of("calls")
    arrived = _arrivals(rng, rates)
    reason = choose(rng, list(PARAMETERS["reasons"].values()), len(arrived))
    luck = rng.random(len(arrived))
    customer, reason = _callers(rng, people, journey, arrived, reason, luck)
    handling = _handling(rng, reason)
    patience = rng.exponential(PARAMETERS["patience_mean"], len(arrived))
    duty = rates["advisers"].to_numpy().reshape(-1, SLOTS)
    start, adviser = serve(arrived, handling, patience, duty)
    given_up = adviser == 0
    waited = np.where(given_up, patience, start - arrived)
    known = people["customer_id"].to_numpy()[customer]
    calls = pd.DataFrame(
        {
            "call_id": identifiers(journey.chunk, len(arrived)),
            "customer_id": with_gaps(known, customer < 0),
            "arrived_at": _moment(arrived),
            "reason": category(reason, REASONS),
            "queue_seconds": waited.astype(np.int64),
            "handling_seconds": with_gaps(handling.astype(np.int64), given_up),
            "abandoned": given_up,
            "resolved_first_contact": with_gaps(
                luck < _of_reason("resolved")[reason], given_up
            ),
            "agent_id": with_gaps(adviser, given_up),
        }
    )
    return {"calls": calls, "truth/call_rates": rates}


def call_rates(customers):
    """Give the calls expected and the advisers on duty in every half hour.

    The advisers are planned for a usual week, so that the busy weeks of November are
    short of people; lunch and the end of the afternoon are short in every week.

    Parameters
    ----------
    customers : int
        How many customers the edition has; 0 gives an empty table.

    Returns
    -------
    pandas.DataFrame
        `half_hour_at`, `expected_calls`, `advisers`.
    """
    shape = np.array(PARAMETERS["half_hour"])
    weekday, week = np.array(PARAMETERS["weekday"]), np.array(PARAMETERS["week"])
    usual = weekday[:, None] * shape[None, :]
    total = PARAMETERS["calls_per_customer"] * customers
    usual *= total / (usual.sum() * week.sum())
    load = usual * week.mean() * _mean_handling() / SLOT_SECONDS
    advisers = load + PARAMETERS["staffing_margin"] * np.sqrt(load)
    for slot, share in PARAMETERS["short_half_hours"].items():
        advisers[:, slot] *= share
    advisers[-1] *= PARAMETERS["saturday_staff"]
    advisers = np.ceil(advisers).astype(np.int64).clip(min=2)
    days = 7 * np.arange(WEEKS)[:, None] + np.arange(WORKING_DAYS)
    seconds = days[:, :, None] * 86_400 + OPENS * 3600 + np.arange(SLOTS) * SLOT_SECONDS
    table = pd.DataFrame(
        {
            "half_hour_at": _moment(seconds.ravel()),
            "expected_calls": (week[:, None, None] * usual).ravel().round(3),
            "advisers": np.tile(advisers, (WEEKS, 1, 1)).ravel(),
        }
    )
    return table if customers else table.iloc[:0]


def serve(arrived, handling, patience, duty):
    """Serve calls first come, first served, with the advisers on duty.

    Who waits longer than their patience gives up. An adviser whose shift ends still
    finishes the call at hand; the last of the day answer all who wait.

    Parameters
    ----------
    arrived : array of float
        Seconds after midnight of the first Monday, sorted.
    handling, patience : array of float
        Seconds, of each call.
    duty : array of int
        Advisers on duty: a row a working day, a column a half hour.

    Returns
    -------
    start : numpy.ndarray
        Second at which each call is answered (its arrival if it never is).
    adviser : numpy.ndarray
        Number of the adviser, 0 for a caller who gave up.
    """
    start, adviser = arrived.copy(), np.zeros(len(arrived), dtype=np.int64)
    day_of_call = (arrived // 86_400).astype(int)
    for row, planned in enumerate(duty):
        day = 7 * (row // WORKING_DAYS) + row % WORKING_DAYS
        first, last = np.searchsorted(day_of_call, [day, day + 1])
        today = slice(first, last)
        shifts = _shifts(planned, day, duty.max())
        start[today], adviser[today] = _serve_day(
            arrived[today].tolist(),
            handling[today].tolist(),
            patience[today].tolist(),
            shifts,
        )
    return start, adviser


def _shifts(planned, day, most):
    """Give the stretches of duty of a day: (from, until, adviser)."""
    opening = day * 86_400 + OPENS * 3600
    half = SLOTS // 2  # morning and afternoon are worked by different people
    shifts = []
    for place in range(planned.max()):
        on = np.concatenate([[False], planned > place, [False]])
        edges = np.flatnonzero(on[1:] != on[:-1])
        for begin, end in edges.reshape(-1, 2).tolist():
            for low, high in ((begin, min(end, half)), (max(begin, half), end)):
                if low < high:
                    late = 3600 * 4 if high == SLOTS else 0
                    number = 1 + (place + day // 7) % most + most * (low >= half)
                    shifts.append(
                        (
                            opening + low * SLOT_SECONDS,
                            opening + high * SLOT_SECONDS + late,
                            number,
                        )
                    )
    return shifts


def _serve_day(arrived, handling, patience, shifts):
    free = list(shifts)  # who can take a call from when, until when
    heapq.heapify(free)
    busy = {}
    starts, numbers = [], []
    for moment, work, bears in zip(arrived, handling, patience, strict=True):
        begin, number = _next_free(free, busy, moment)
        if begin - moment > bears:
            starts.append(moment)
            numbers.append(0)
            continue
        _, until, _ = free[0]
        busy[number] = begin + work
        heapq.heapreplace(free, (begin + work, until, number))
        starts.append(begin)
        numbers.append(number)
    return starts, numbers


def _next_free(free, busy, moment):
    """Say when the next adviser can take a call of this moment, and who."""
    while free:
        since, until, number = free[0]
        if busy.get(number, 0) > since:
            # Still on a call of an earlier stretch of duty.
            heapq.heapreplace(free, (busy[number], until, number))
        elif max(moment, since) >= until:
            heapq.heappop(free)  # this stretch of duty is over
        else:
            return max(moment, since), number
    return np.inf, 0


# ----------------------------------------------------------------- what calls hold


def _arrivals(rng, rates):
    """Draw the seconds of arrival: a Poisson number in each half hour."""
    count = rng.poisson(rates["expected_calls"].to_numpy())
    begin = (rates["half_hour_at"].to_numpy() - _moment(0)).astype(np.int64)
    moments = np.repeat(begin, count) + rng.random(count.sum()) * SLOT_SECONDS
    return np.sort(np.floor(moments))


def _of_reason(name):
    return np.array(list(PARAMETERS[name].values()), dtype=float)


def _mean_handling():
    return float(np.dot(_of_reason("reasons"), _of_reason("handling_mean")))


def _handling(rng, reason):
    """Draw log-normal handling times of the reason's mean, in whole seconds."""
    spread = PARAMETERS["handling_log_sd"]
    middle = np.log(_of_reason("handling_mean"))[reason] - spread**2 / 2
    return np.ceil(np.exp(middle + spread * rng.standard_normal(len(reason))))


def _callers(rng, people, journey, arrived, reason, luck):
    """Say which customer calls, where the number is recognised, and why.

    First the calls that other tables announce (telephone orders, complaints by
    telephone, parcels awaited), then some at random among the active customers, then
    those who ring again because the first call solved nothing.
    """
    customer = np.full(len(arrived), -1)
    if not len(arrived):
        return customer, reason
    reason = reason.copy()
    for name, moments, who in _announced(rng, journey):
        inside = (moments >= 0) & (moments <= arrived[-1])
        call = np.searchsorted(arrived, moments[inside])
        # What happens while the lines are closed is told in the hours that follow.
        closed = arrived[call] - moments[inside] > 3600
        later = rng.integers(0, len(arrived) // (WEEKS * WORKING_DAYS) + 1, len(call))
        call = np.where(closed, call + later, call).clip(max=len(arrived) - 1)
        call, first = np.unique(call, return_index=True)
        fresh = customer[call] < 0
        customer[call[fresh]] = who[inside][first][fresh]
        reason[call[fresh]] = REASONS.index(name)
    _recognise(rng, people, journey, customer)
    again = (customer >= 0) & (luck >= _of_reason("resolved")[reason])
    again = np.flatnonzero(
        again & (rng.random(len(arrived)) < PARAMETERS["rings_again"])
    )
    # Counted in calls of the centre, so that nights and Sundays need no care.
    wait = PARAMETERS["days_before_ringing_again"] * len(arrived)
    wait /= WEEKS * WORKING_DAYS
    later = again + 20 + rng.exponential(wait, len(again)).astype(np.int64)
    again, later = again[later < len(arrived)], later[later < len(arrived)]
    later, first = np.unique(later, return_index=True)
    fresh = customer[later] < 0
    customer[later[fresh]] = customer[again[first[fresh]]]
    reason[later[fresh]] = reason[again[first[fresh]]]
    return customer, reason


def _announced(rng, journey):
    """Give the calls other tables speak of: reason, seconds, customers."""
    orders, incidents = journey.orders, journey.incidents
    phone = orders[orders["channel"] == "phone"]
    voiced = incidents[incidents["complained"] & (incidents["channel"] == "phone")]
    posted = orders[orders["promised_day"] < DAYS]
    late = (posted["delivered_day"] > posted["promised_day"]).to_numpy()
    asked = posted[rng.random(len(posted)) < np.where(late, 0.45, 0.08)]
    # They ask on the day promised, from ten in the morning.
    noon = (asked["promised_day"].to_numpy() - FIRST_DAY) * 86_400 + 36_000
    hours = rng.exponential(4 * 3600.0, len(asked))
    return (
        ("phone_order", _seconds(phone["ordered_at"]), phone["customer"].to_numpy()),
        ("complaint", _seconds(voiced["happened_at"]), voiced["customer"].to_numpy()),
        ("order_tracking", noon + hours, asked["customer"].to_numpy()),
    )


def _recognise(rng, people, journey, customer):
    """Recognise the number of some callers: active customers, the busiest most."""
    active = journey.status["dropped_out_day"].to_numpy() > FIRST_DAY
    active &= people["acquired_day"].to_numpy() < FIRST_DAY
    if not active.any():
        return
    weight = np.where(active, np.sqrt(people["purchase_rate"].to_numpy()), 0.0)
    some = (customer < 0) & (rng.random(len(customer)) < PARAMETERS["recognised_share"])
    customer[some] = choose(rng, weight, int(some.sum()))


def _seconds(moments):
    origin = (START + FIRST_DAY).astype("datetime64[s]")
    return (moments.to_numpy() - origin).astype("timedelta64[s]").astype(np.int64)


def _moment(seconds):
    origin = (START + FIRST_DAY).astype("datetime64[s]")
    return origin + np.asarray(seconds).astype(np.int64).astype("timedelta64[s]")
