"""Requests for payment by instalments, as the event log of their process.

A case goes through a chain of activities; documents may be missing (a loop), a second
opinion may be asked for, the customer may give up or be refused. Small amounts are
decided at the desk; larger ones wait for a committee that meets twice a week and
decides a few cases a session: it is the planted bottleneck, and nearly all the time of
a case is waiting.
"""

import numpy as np
import pandas as pd

from .dates import DAYS, START, day_of, season_weights
from .draws import category, choose
from .streams import identifiers

ACTIVITIES = (
    "submit_request",
    "check_file",
    "request_documents",
    "receive_documents",
    "score_request",
    "second_opinion",
    "credit_committee",
    "desk_decision",
    "notify_customer",
    "sign_contract",
    "pay_supplier",
)
OUTCOMES = ("granted", "refused", "abandoned")
FIRST_DAY = day_of("2024-01-01")

PARAMETERS = {
    "cases_per_customer": 1_000 / 6_000,
    "amount_median": 6_500.0,
    "amount_log_sd": 0.65,
    "desk_limit": 3_500.0,
    "missing_documents": 0.34,
    "missing_documents_again": 0.20,
    "gives_up_documents": 0.16,
    "second_opinion": 0.16,
    "refused": 0.17,
    "refused_per_log_amount": 0.35,
    "gives_up_offer": 0.07,
    "bottleneck": "credit_committee",
    "committee_weekdays": [1, 3],  # Tuesday and Thursday
    "committee_hour": 14,
    # Room of a session over the cases that come, on average, between two sessions.
    "committee_room": 1.06,
    # Median working minutes, log-normal spread, median waiting hours before, spread.
    "activities": {
        "submit_request": [12, 0.4, 0.0, 0.0],
        "check_file": [18, 0.5, 7.0, 0.8],
        "request_documents": [6, 0.4, 2.0, 0.7],
        "receive_documents": [8, 0.4, 46.0, 0.8],
        "score_request": [10, 0.4, 5.0, 0.7],
        "second_opinion": [35, 0.5, 22.0, 0.6],
        "credit_committee": [14, 0.4, 0.0, 0.0],
        "desk_decision": [9, 0.4, 4.0, 0.7],
        "notify_customer": [6, 0.4, 5.0, 0.8],
        "sign_contract": [25, 0.3, 26.0, 0.8],
        "pay_supplier": [8, 0.3, 14.0, 0.6],
    },
}
RESOURCES = {
    "submit_request": ("shop_desk_1", "shop_desk_2", "shop_desk_3", "web_form"),
    "check_file": ("clerk_1", "clerk_2", "clerk_3"),
    "request_documents": ("clerk_1", "clerk_2", "clerk_3"),
    "receive_documents": ("clerk_1", "clerk_2", "clerk_3"),
    "score_request": ("scoring_system",),
    "second_opinion": ("analyst_1", "analyst_2"),
    "credit_committee": ("committee",),
    "desk_decision": ("clerk_1", "clerk_2", "clerk_3"),
    "notify_customer": ("clerk_2", "clerk_3"),
    "sign_contract": ("shop_desk_1", "shop_desk_2", "shop_desk_3"),
    "pay_supplier": ("accounting",),
}
NAMES = tuple(sorted({name for names in RESOURCES.values() for name in names}))


def build(stream_of, people, journey, places, catalogue):
    """Build `credit_requests`: the requests of 2024 and 2025, event by event.

    Parameters
    ----------
    stream_of : callable
        Gives the random generator of a name, for this chunk.
    people : pandas.DataFrame
        Gives the number of cases: about one for six customers.
    journey : Journey
        Gives the number of the chunk.
    places, catalogue
        Not used; every table is built with the same arguments.

    Returns
    -------
    dict of str to pandas.DataFrame
        Sorted by case, then by time. Cases still under way on the last day end
        without amount or outcome.
    """
    rng = stream_of("credit_requests")
    count = max(20, round(PARAMETERS["cases_per_customer"] * len(people)))
    spread = PARAMETERS["amount_log_sd"] * rng.standard_normal(count)
    amount = np.rint(PARAMETERS["amount_median"] * np.exp(spread) / 50).clip(10) * 50
    events, outcome = _run(rng, _submissions(rng, count), amount)
    return {"credit_requests": _table(events, amount, outcome, journey.chunk)}


def _submissions(rng, count):
    """Draw when customers ask: moments of opening days, in minutes from day 0."""
    days = np.arange(FIRST_DAY, DAYS)
    weight = season_weights()[0][FIRST_DAY:] * (_weekday(days) < 6)
    day = days[choose(rng, weight, count)]
    minute = rng.integers(9 * 60 + 30, 19 * 60 + 30, count)
    return np.sort(day * 1440.0 + minute)


def _run(rng, clock, amount):
    """Take every case through the process; give the events and the outcomes.

    `clock` holds, for each case, the minute at which its last event ended.
    """
    events = []

    def do(activity, cases):
        _do(rng, events, clock, activity, cases)

    everybody = np.arange(len(clock))
    outcome = np.zeros(len(clock), dtype=np.int8)
    do("submit_request", everybody)
    do("check_file", everybody)
    going = everybody
    incomplete = _some(rng, going, PARAMETERS["missing_documents"])
    for again in (PARAMETERS["missing_documents_again"], 0.0):
        do("request_documents", incomplete)
        lost = _some(rng, incomplete, PARAMETERS["gives_up_documents"])
        outcome[lost] = OUTCOMES.index("abandoned")
        going = np.setdiff1d(going, lost)
        incomplete = np.setdiff1d(incomplete, lost)
        do("receive_documents", incomplete)
        do("check_file", incomplete)
        incomplete = _some(rng, incomplete, again)
    do("score_request", going)
    do("second_opinion", _some(rng, going, PARAMETERS["second_opinion"]))
    large = amount[going] > PARAMETERS["desk_limit"]
    do("desk_decision", going[~large])
    _sit(rng, events, clock, going[large])
    do("notify_customer", going)
    lean = PARAMETERS["refused_per_log_amount"] * np.log(
        amount / PARAMETERS["amount_median"]
    )
    refused = _some(rng, going, (PARAMETERS["refused"] * np.exp(lean))[going])
    outcome[refused] = OUTCOMES.index("refused")
    going = np.setdiff1d(going, refused)
    lost = _some(rng, going, PARAMETERS["gives_up_offer"])
    outcome[lost] = OUTCOMES.index("abandoned")
    going = np.setdiff1d(going, lost)
    do("sign_contract", going)
    do("pay_supplier", going)
    return events, outcome


def _some(rng, cases, chance):
    return cases[rng.random(len(cases)) < chance]


def _do(rng, events, clock, activity, cases):
    """Add one activity to some cases: they wait, then someone works on them."""
    work, work_sd, wait, wait_sd = PARAMETERS["activities"][activity]
    waited = 60 * wait * np.exp(wait_sd * rng.standard_normal(len(cases)))
    start = clock[cases] + waited
    if wait:
        start = _in_office(start)
    worked = work * np.exp(work_sd * rng.standard_normal(len(cases)))
    _note(rng, events, clock, activity, cases, start, worked)


def _sit(rng, events, clock, cases):
    """Bring cases before the committee: oldest first, a few at each session."""
    days = np.arange(FIRST_DAY, 2 * DAYS)
    days = days[np.isin(_weekday(days), PARAMETERS["committee_weekdays"])]
    sessions = days * 1440.0 + PARAMETERS["committee_hour"] * 60
    usual = len(cases) / (days < DAYS).sum()
    room = max(1.0, PARAMETERS["committee_room"] * usual)
    queue = cases[np.argsort(clock[cases], kind="stable")]
    ready = np.searchsorted(sessions, clock[queue])
    # Each case takes the first place free in or after the session it is ready for.
    place = np.arange(len(queue))
    place = np.maximum.accumulate(np.ceil(ready * room) - place) + place
    session = np.floor(place / room).astype(int)
    work, spread = PARAMETERS["activities"]["credit_committee"][:2]
    worked = work * np.exp(spread * rng.standard_normal(len(queue)))
    before = np.cumsum(worked) - worked
    first = np.searchsorted(session, session)
    start = sessions[session] + before - before[first]
    _note(rng, events, clock, "credit_committee", queue, start, worked)


def _note(rng, events, clock, activity, cases, start, worked):
    start = np.floor(start)
    end = start + np.ceil(worked.clip(min=1))
    clock[cases] = end
    hands = rng.integers(0, len(RESOURCES[activity]), len(cases))
    code = np.array([NAMES.index(name) for name in RESOURCES[activity]])[hands]
    activity_code = np.full(len(cases), ACTIVITIES.index(activity))
    events.append((cases, activity_code, code, start, end))


def _in_office(minute):
    """Move moments outside office hours (9 to 17, Monday to Friday) to the next."""
    day, rest = np.divmod(minute, 1440)
    late = rest >= 17 * 60
    day = day + late
    rest = np.where(late | (rest < 9 * 60), 9 * 60 + rest % 60, rest)
    weekday = _weekday(day)
    return (day + np.where(weekday >= 5, 7 - weekday, 0)) * 1440 + rest


def _weekday(day):
    return (np.asarray(day) + 5) % 7  # day 0 was a Saturday; Monday is 0


def _table(events, amount, outcome, chunk):
    case, activity, hands, start, end = (
        np.concatenate(x) for x in zip(*events, strict=True)
    )
    order = np.lexsort((end, start, case))
    case, activity, hands = case[order], activity[order], hands[order]
    start, end = start[order], end[order]
    # A case is closed if its last event is over before the end of the last day.
    final = np.append(case[1:] != case[:-1], True)
    seen = end < DAYS * 1440
    shown = (final & seen)[seen]
    case, activity, hands = case[seen], activity[seen], hands[seen]
    origin = START.astype("datetime64[s]")
    return pd.DataFrame(
        {
            "event_id": identifiers(chunk, len(case)),
            "case_id": identifiers(chunk, len(amount))[case],
            "activity": category(activity, ACTIVITIES),
            "resource": category(hands, NAMES),
            "started_at": origin + (start[seen] * 60).astype("timedelta64[s]"),
            "ended_at": origin + (end[seen] * 60).astype("timedelta64[s]"),
            "amount": np.where(shown, amount[case], np.nan),
            "outcome": category(np.where(shown, outcome[case], -1), OUTCOMES),
        }
    )
