"""Complaints: the incidents customers spoke of, as the company recorded them.

Who complains, how fast and how well the company answers, and what that does to the
customer's later life are decided in `journey`; here the complaint gets its record (with
the adviser's mistakes), its text and what the customer thought of the handling.
"""

import numpy as np
import pandas as pd

from .dates import DAYS, START
from .draws import category, choose_rows, scale, with_gaps
from .journey import CAUSES, COMPLAINT_CHANNELS
from .streams import identifiers
from .texts import PARAMETERS as TEXTS
from .texts import TONES, URGENCIES, write_complaints

PARAMETERS = {
    "texts": TEXTS,
    "wrong_cause": 0.08,
    # Of the wrong causes, those that are the second cause the message speaks of.
    "wrong_cause_from_text": 0.5,
    "wrong_urgency": 0.12,
    "hours_before_complaining": 6.0,
    # Rows: severity 1 to 3; columns: low, normal, high.
    "urgency": [[0.50, 0.46, 0.04], [0.15, 0.72, 0.13], [0.03, 0.37, 0.60]],
    "tone": [[0.42, 0.45, 0.13], [0.32, 0.40, 0.28], [0.20, 0.30, 0.50]],
    "escalation": {"base": 0.02, "late_answer": 0.14, "slow": 0.24, "high": 0.10},
    "late_answer_hours": 72,
    "slow_days": 15,
    "reopened_well": 0.04,
    "reopened_badly": 0.18,
    "justice": {
        "mood_sd": 0.5,
        "noise_sd": 0.8,
        "distributive": {"base": 3.5, "well": 0.9, "compensation_share": 5.0},
        "procedural": {"base": 5.1, "log_answer": -0.45, "log_days": -0.35},
        "interactional": {"base": 3.9, "well": 1.3, "staff": -0.8},
    },
    "satisfaction": {
        "base": 3.15,
        "distributive": 0.42,
        "procedural": 0.30,
        "interactional": 0.34,
        "noise_sd": 0.6,
    },
    # People with a strong opinion answer the follow-up more often, happy ones most.
    "follow_up": {"base": 0.38, "extreme": 0.10, "well": 0.08, "open": 0.12},
}


def build(stream_of, people, journey, places, catalogue):
    """Build `complaints` and `truth/complaint_truth` from the journey's incidents.

    Parameters
    ----------
    stream_of : callable
        Gives the random generator of a name, for this chunk.
    people : pandas.DataFrame
        See `people`.
    journey : Journey
        See `journey`.
    places : Places
        Gives the customers' cities.
    catalogue : Catalogue
        Not used; every table is built with the same arguments.

    Returns
    -------
    dict of str to pandas.DataFrame
        Sorted by `opened_at`.
    """
    rng = stream_of("complaints")
    heard = _heard(rng, journey)
    true_urgency = choose_rows(
        rng, np.array(PARAMETERS["urgency"])[heard["severity"].to_numpy() - 1]
    )
    facts = _facts(rng, people, journey, places, heard, true_urgency)
    french, english, second = write_complaints(stream_of("complaint_texts"), facts)
    code = {name: position for position, name in enumerate(CAUSES)} | {None: -1}
    second = np.array([code[name] for name in second], dtype=int)
    cause = _recorded_cause(rng, heard["true_cause"].cat.codes.to_numpy(), second)
    times = _times(heard)
    ids = identifiers(journey.chunk, len(heard))
    complaints = pd.DataFrame(
        {
            "complaint_id": ids,
            "customer_id": heard["customer_id"].to_numpy(),
            "order_id": heard["order_id"].to_numpy(),
            "channel": category(heard["channel"].cat.codes, COMPLAINT_CHANNELS),
            "cause": category(cause, CAUSES),
            "text_fr": french,
            "text_en": english,
            "urgency": category(_recorded_urgency(rng, true_urgency), URGENCIES),
            **times,
            **_outcome(rng, people, journey, heard, times, true_urgency),
        }
    )
    truth = pd.DataFrame(
        {
            "complaint_id": ids,
            "incident_id": heard["incident_id"].to_numpy(),
            "true_cause": category(heard["true_cause"].cat.codes, CAUSES),
            "second_cause": category(second, CAUSES),
            "true_urgency": category(true_urgency, URGENCIES),
        }
    )
    return {"complaints": complaints, "truth/complaint_truth": truth}


def _heard(rng, journey):
    """Give the incidents that became complaints, in the order they were opened."""
    heard = journey.incidents[journey.incidents["complained"]].copy()
    hours = rng.exponential(PARAMETERS["hours_before_complaining"], len(heard))
    opened = heard["happened_at"].to_numpy() + _minutes(hours * 60)
    heard["opened_at"] = np.minimum(opened, _end() - np.timedelta64(1, "m"))
    return heard.sort_values(["opened_at", "incident_id"], ignore_index=True)


def _facts(rng, people, journey, places, heard, urgency):
    """Gather what each message speaks of."""
    orders = journey.orders.iloc[heard["order"].to_numpy()]
    customers = people.iloc[heard["customer"].to_numpy()]
    ordered = orders["ordered_at"].to_numpy().astype("datetime64[D]")
    month = ordered.astype("datetime64[M]")
    tone = _tone(rng, heard["severity"].to_numpy(), customers["trust"].to_numpy())
    opened = heard["opened_at"].to_numpy().astype("datetime64[D]")
    return {
        "cause": heard["true_cause"].to_numpy().astype(object),
        "urgency": np.array(URGENCIES, dtype=object)[urgency],
        "tone": np.array(TONES, dtype=object)[tone],
        "category": orders["main_category"].to_numpy().astype(object),
        "woman": customers["gender"].to_numpy() == "f",
        "order_id": orders["order_id"].to_numpy(),
        "month": month.astype(int) % 12,
        "day": (ordered - month).astype(int) + 1,
        "amount": orders["amount"].to_numpy(),
        "days": (opened - ordered).astype(int).clip(min=4),
        "city": places.zones["city"].to_numpy()[customers["zone"].to_numpy()],
    }


def _tone(rng, severity, trust):
    """Draw the tone: graver incidents make angry people, trust polite ones."""
    shares = np.array(PARAMETERS["tone"])[severity - 1]
    lean = np.exp(0.4 * trust)
    return choose_rows(rng, shares * np.stack([lean, np.ones(len(lean)), 1 / lean], 1))


def _recorded_cause(rng, true, second):
    """Record some causes wrongly: often as the other cause the message speaks of."""
    count = len(true)
    wrong = rng.random(count) < PARAMETERS["wrong_cause"]
    other = (true + rng.integers(1, len(CAUSES), count)) % len(CAUSES)
    follow = (second >= 0) & (rng.random(count) < PARAMETERS["wrong_cause_from_text"])
    return np.where(wrong, np.where(follow, second, other), true)


def _recorded_urgency(rng, true):
    """Record some urgencies one step too low or too high."""
    wrong = rng.random(len(true)) < PARAMETERS["wrong_urgency"]
    step = rng.choice([-1, 1], len(true))
    step = np.where(true == 0, 1, np.where(true == 2, -1, step))
    return np.where(wrong, true + step, true)


def _times(heard):
    """Give the moments of the process; what comes after the last day is missing."""
    opened = heard["opened_at"].to_numpy()
    answer = _at_work(opened + _minutes(heard["first_answer_hours"].to_numpy() * 60))
    days = heard["resolution_days"].to_numpy()
    never = ~heard["resolved"].to_numpy()
    resolved = _at_work(opened + _minutes(np.where(never, 0, days) * 1440))
    resolved = np.maximum(resolved, answer)
    resolved[never | (resolved >= _end())] = np.datetime64("NaT")
    answer[answer >= _end()] = np.datetime64("NaT")
    return {"opened_at": opened, "first_answer_at": answer, "resolved_at": resolved}


def _at_work(moment):
    """Move what falls outside opening hours (8 to 20, not on Sunday) to the next."""
    day = moment.astype("datetime64[D]")
    minute = (moment - day).astype("timedelta64[m]").astype(int)
    late = minute >= 20 * 60
    day = day + late.astype(int)
    closed = late | (minute < 8 * 60)
    minute = np.where(closed, 8 * 60 + minute % 60, minute)
    sunday = (day.astype(int) + 3) % 7 == 6  # 1970-01-01 was a Thursday
    return (day + sunday.astype(int)).astype("datetime64[s]") + _minutes(minute)


def _outcome(rng, people, journey, heard, times, urgency):
    """Give how it ended, and what the customers who answered the follow-up thought."""
    count = len(heard)
    solved = ~np.isnat(times["resolved_at"])
    well = heard["well_handled"].to_numpy()
    hours = heard["first_answer_hours"].to_numpy()
    days = np.where(solved, heard["resolution_days"].to_numpy(), 60.0)
    chance = PARAMETERS["escalation"]
    escalated = rng.random(count) < (
        chance["base"]
        + chance["late_answer"] * (hours > PARAMETERS["late_answer_hours"])
        + chance["slow"] * (days > PARAMETERS["slow_days"])
        + chance["high"] * (urgency == 2)
    )
    again = np.where(well, PARAMETERS["reopened_well"], PARAMETERS["reopened_badly"])
    amount = journey.orders["amount"].to_numpy()[heard["order"].to_numpy()]
    share = np.where(solved, heard["compensation_share"].to_numpy(), 0.0)
    # Given in whole tens of dirhams, at least ten.
    given = np.rint(amount * share / 10).clip(min=1) * 10.0
    return {
        "reopened": solved & (rng.random(count) < again),
        "escalated": escalated,
        "compensation": given * (share > 0),
        **_opinions(rng, people, heard, share, hours, days, solved),
    }


def _opinions(rng, people, heard, share, hours, days, solved):
    justice, weights = PARAMETERS["justice"], PARAMETERS["satisfaction"]
    count = len(heard)
    well = heard["well_handled"].to_numpy()
    staff = (heard["true_cause"] == "staff").to_numpy()
    trust = people["trust"].to_numpy()[heard["customer"].to_numpy()]
    mood = justice["mood_sd"] * (rng.standard_normal(count) + 0.5 * trust)
    fair, process, manner = (
        justice[name] for name in ("distributive", "procedural", "interactional")
    )
    felt = {
        "distributive": fair["base"]
        + fair["well"] * well
        + fair["compensation_share"] * share,
        "procedural": process["base"]
        + process["log_answer"] * np.log(hours.clip(min=0.5) / 6)
        + process["log_days"] * np.log(days.clip(min=0.3) / 3),
        "interactional": manner["base"]
        + manner["well"] * well
        + manner["staff"] * staff,
    }
    felt = {
        name: value + mood + justice["noise_sd"] * rng.standard_normal(count)
        for name, value in felt.items()
    }
    satisfaction = scale(
        weights["base"]
        + sum(weights[name] * (value - 4) for name, value in felt.items())
        + weights["noise_sd"] * rng.standard_normal(count),
        1,
        5,
    )
    chance = PARAMETERS["follow_up"]
    answers = rng.random(count) < np.where(
        solved,
        chance["base"]
        + chance["extreme"] * np.abs(satisfaction - 3)
        + chance["well"] * well,
        chance["open"],
    )
    columns = {
        f"justice_{name}": with_gaps(scale(value, 1, 7), ~answers)
        for name, value in felt.items()
    }
    return columns | {"satisfaction_after": with_gaps(satisfaction, ~answers)}


def _minutes(count):
    return np.asarray(count).astype(np.int64).astype("timedelta64[m]")


def _end():
    return (START + DAYS).astype("datetime64[s]")
