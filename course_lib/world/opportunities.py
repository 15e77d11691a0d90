"""Business gifts: the sales to firms, stage by stage, and how the sellers' weeks go.

An opportunity passes gates (qualified, proposal, negotiation, won) with chances that
depend on the seller, the sector, the source and, from the proposal on, how quickly the
proposal came. Sellers buried in paperwork are slow; the sales-force tool of July 2024
takes part of that paperwork away.
"""

import numpy as np
import pandas as pd

from .dates import DAYS, NEVER, dates, day_of
from .draws import category, choose, logistic
from .streams import identifiers

SECTORS = ("hotels", "banking", "industry", "public", "health", "services")
SOURCES = ("existing_customer", "fair", "web_form", "cold_call", "referral")
STAGES = ("lead", "qualified", "proposal", "negotiation")
OUTCOMES = ("won", "lost", "open")

PARAMETERS = {
    "opportunities_per_customer": 1_500 / 6_000,
    "sellers_per_customer": 8 / 6_000,
    "late_starters": 0.25,
    "sector": {
        "hotels": [0.24, 0.30],
        "banking": [0.16, 0.10],
        "industry": [0.18, -0.05],
        "public": [0.12, -0.45],
        "health": [0.10, 0.05],
        "services": [0.20, 0.0],
    },
    "source": {
        "existing_customer": [0.26, 0.55],
        "fair": [0.18, 0.0],
        "web_form": [0.24, -0.10],
        "cold_call": [0.20, -0.50],
        "referral": [0.12, 0.45],
    },
    "seller_skill_sd": 0.35,
    "gates": [1.35, 1.25, 0.75, 0.55],
    "speed_weight": 0.55,
    "usual_days_to_proposal": 16.0,
    # Median days to the next stage (or to losing it), log-normal spread.
    "stage_days": [5.0, 10.0, 13.0, 15.0],
    "stage_log_sd": 0.65,
    # Each tenth of the week spent on paperwork makes the proposal this much slower.
    "paperwork_slows": 0.22,
    "amount_median": 11_000.0,
    "amount_log_sd": 0.85,
    "week_hours": 42.0,
    # Shares of the week: selling, paperwork, travel, meetings.
    "week_shares": [0.38, 0.30, 0.20, 0.12],
    "week_spread": 60.0,
    "paperwork_sd": 0.06,
    "tool_on": "2024-07-01",
    "tool_paperwork_factor": 0.72,
}
_WEEKS = 7 * np.arange(-(-DAYS // 7)) + 2  # day 2 was Monday 2022-01-03
_WEEKS = _WEEKS[_WEEKS < DAYS]


def build(stream_of, people, journey, places, catalogue):
    """Build `opportunities` and `seller_weeks`.

    Parameters
    ----------
    stream_of : callable
        Gives the random generator of a name, for this chunk.
    people : pandas.DataFrame
        Gives the size: one opportunity for four customers.
    journey : Journey
        Gives the number of the chunk.
    places, catalogue
        Not used; every table is built with the same arguments.

    Returns
    -------
    dict of str to pandas.DataFrame
        `opportunities` sorted by `created_on`, `seller_weeks` by seller and week.
    """
    rng = stream_of("opportunities")
    sellers = _sellers(rng, len(people), journey.chunk)
    count = max(40, round(PARAMETERS["opportunities_per_customer"] * len(people)))
    return {
        "opportunities": _opportunities(rng, sellers, count, journey.chunk),
        "seller_weeks": _weeks(stream_of("seller_weeks"), sellers),
    }


def _sellers(rng, customers, chunk):
    """Draw the sellers: identifier, skill, share of paperwork, first day."""
    count = max(3, round(PARAMETERS["sellers_per_customer"] * customers))
    late = np.arange(count) >= count - round(PARAMETERS["late_starters"] * count)
    first = np.where(late, _WEEKS[rng.integers(40, 130, count)], 0)
    usual = PARAMETERS["week_shares"][1]
    paperwork = usual + PARAMETERS["paperwork_sd"] * rng.standard_normal(count)
    return pd.DataFrame(
        {
            "seller_id": identifiers(chunk, count),
            "skill": PARAMETERS["seller_skill_sd"] * rng.standard_normal(count),
            "paperwork": paperwork.clip(0.12, 0.48),
            "first_day": first,
        }
    )


def _opportunities(rng, sellers, count, chunk):
    created = _creation_days(rng, count)
    seller = _assign(rng, sellers, created)
    sector, sector_lean = _draw(rng, "sector", count)
    source, source_lean = _draw(rng, "source", count)
    lean = sellers["skill"].to_numpy()[seller] + sector_lean + source_lean
    paperwork = _paperwork(sellers["paperwork"].to_numpy()[seller], created)
    days = _durations(rng, paperwork)
    to_proposal = days[0] + days[1]
    speed = -np.log(to_proposal / PARAMETERS["usual_days_to_proposal"])
    reached = _gates(rng, lean, PARAMETERS["speed_weight"] * speed)
    moments = created + np.cumsum(np.rint(days), axis=0).astype(np.int64)
    # Gate by gate: passed, it opens the next stage; not passed, it closes the sale.
    closed = np.take_along_axis(moments, reached.clip(max=3)[None], axis=0)[0]
    stage_day = [
        np.where((reached > gate) & (moments[gate] < DAYS), moments[gate], NEVER)
        for gate in range(3)
    ]
    open_still = closed >= DAYS
    outcome = np.where(open_still, 2, np.where(reached == 4, 0, 1))
    spread = PARAMETERS["amount_log_sd"] * rng.standard_normal(count)
    amount = np.rint(PARAMETERS["amount_median"] * np.exp(spread) / 50).clip(10) * 50.0
    return pd.DataFrame(
        {
            "opportunity_id": identifiers(chunk, count),
            "seller_id": sellers["seller_id"].to_numpy()[seller],
            "sector": category(sector, SECTORS),
            "source": category(source, SOURCES),
            "created_on": dates(created),
            "qualified_on": dates(stage_day[0]),
            "proposal_on": dates(stage_day[1]),
            "negotiation_on": dates(stage_day[2]),
            "closed_on": dates(np.where(open_still, NEVER, closed)),
            "amount": amount,
            "stage": category(sum(day < NEVER for day in stage_day), STAGES),
            "outcome": category(outcome, OUTCOMES),
        }
    )


def _creation_days(rng, count):
    """Firms think of gifts in autumn, for the end of the year, and before feasts."""
    day = np.arange(DAYS)
    year_day = day % 365.25
    weight = (1 + 0.25 * day / DAYS) * (
        1 + 1.4 * np.exp(-(((year_day - 300) / 28) ** 2))
    )
    weight *= ((day + 5) % 7) < 5
    return np.sort(choose(rng, weight, count))


def _assign(rng, sellers, created):
    there = sellers["first_day"].to_numpy()[None, :] <= created[:, None]
    place = (rng.random(len(created)) * there.sum(axis=1)).astype(np.int64)
    # Sellers are in order of their first day, so those there come first.
    order = np.argsort(sellers["first_day"].to_numpy(), kind="stable")
    return order[place]


def _draw(rng, name, count):
    table = np.array(list(PARAMETERS[name].values()))
    code = choose(rng, table[:, 0], count)
    return code, table[code, 1]


def _paperwork(share, day):
    tool = np.asarray(day) >= day_of(PARAMETERS["tool_on"])
    return share * np.where(tool, PARAMETERS["tool_paperwork_factor"], 1.0)


def _durations(rng, paperwork):
    """Draw the days of each stage; paperwork slows the two before the proposal."""
    median = np.array(PARAMETERS["stage_days"])[:, None]
    spread = PARAMETERS["stage_log_sd"]
    noise = rng.standard_normal((4, len(paperwork)))
    days = median * np.exp(spread * noise)
    usual = PARAMETERS["week_shares"][1]
    slow = np.exp(PARAMETERS["paperwork_slows"] * 10 * (paperwork - usual))
    days[:2] *= slow
    return days.clip(min=1)


def _gates(rng, lean, speed):
    """Count the gates each opportunity passes, 0 to 4 (won)."""
    base = np.array(PARAMETERS["gates"])[:, None]
    score = base + 0.6 * lean[None, :] + np.array([0, 0, 1, 1])[:, None] * speed
    passed = rng.random(score.shape) < logistic(score)
    return np.minimum.accumulate(passed, axis=0).sum(axis=0)


def _weeks(rng, sellers):
    """Draw the hours of every week of every seller."""
    first = sellers["first_day"].to_numpy()
    seller, week = np.nonzero(first[:, None] <= _WEEKS[None, :])
    day = _WEEKS[week]
    usual = np.array(PARAMETERS["week_shares"])
    paperwork = _paperwork(sellers["paperwork"].to_numpy()[seller], day)
    # The time paperwork leaves is shared among the rest as usual.
    rest = (1 - paperwork) / (1 - usual[1])
    shares = rest[:, None] * usual[None, :]
    shares[:, 1] = paperwork
    drawn = rng.gamma(PARAMETERS["week_spread"] * shares)
    drawn /= drawn.sum(axis=1, keepdims=True)
    total = PARAMETERS["week_hours"] + 3.0 * rng.standard_normal(len(day))
    # Leave: some weeks in August, a few others.
    august = (day % 365.25 > 212) & (day % 365.25 < 243)
    away = rng.random(len(day)) < np.where(august, 0.38, 0.035)
    hours = np.where(away[:, None], 0.0, total[:, None] * drawn).round(1)
    names = ("selling_hours", "admin_hours", "travel_hours", "meeting_hours")
    return pd.DataFrame(
        {
            "seller_id": sellers["seller_id"].to_numpy()[seller],
            "week_on": dates(day),
            **dict(zip(names, hours.T, strict=True)),
        }
    )
