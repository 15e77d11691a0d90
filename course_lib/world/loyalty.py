"""The loyalty programme: referrals, members, and the ledger of their points.

One point for every 10 MAD paid once a member (the joining order counts), 200 for a
recommended customer's first order. 100 points are worth 10 MAD, used by hundreds as a
means of payment. Points leave 18 months after the month they were earned in, on the
first of the month, oldest used first.
"""

import numpy as np
import pandas as pd

from .dates import DAYS, MONTH_STARTS, MONTHS, NEVER, dates, month_of
from .parameters import PARAMETERS
from .streams import identifiers

KINDS = ("earned", "redeemed", "expired", "referral")
TIERS = ("bronze", "silver", "gold")


def referrals(rng, people, status):
    """Choose who recommended the company to each referred customer.

    Returns
    -------
    numpy.ndarray
        Position of the referrer, -1 for nobody. A referrer came before, is still a
        customer, and is the most trusting of a few candidates.
    """
    referred = np.flatnonzero((people["acquisition_channel"] == "referral").to_numpy())
    referrer = np.full(len(people), -1)
    if not len(referred):
        return referrer
    day = people["acquired_day"].to_numpy()
    draw = rng.random((len(referred), 6)) * np.searchsorted(day, day[referred])[:, None]
    candidates = draw.astype(np.int64)
    trust = people["trust"].to_numpy()[candidates]
    there = status["dropped_out_day"].to_numpy()[candidates] > day[referred][:, None]
    there &= day[candidates] < day[referred][:, None]
    score = np.where(there, trust, -np.inf)
    best = candidates[np.arange(len(referred)), score.argmax(axis=1)]
    referrer[referred] = np.where(there.any(axis=1), best, -1)
    return referrer


def make_loyalty(stream_of, people, journey, referrer):
    """Make the tables of members and of points.

    Returns
    -------
    members, ledger : pandas.DataFrame
        As the data package describes them.
    """
    rng = stream_of("points_ledger")
    joined = journey.status["joined_day"].to_numpy()
    member = np.flatnonzero(joined < NEVER)
    row = np.full(len(people), -1)
    row[member] = np.arange(len(member))
    earned = _earned(journey.orders, joined, row)
    referred = _referred(people, referrer, joined, row)
    moves = _use_and_expiry(rng, people, member, earned, referred)
    ledger = _ledger(people, member, journey, earned, referred, moves)
    tiers = _tiers(journey.orders, member)
    members = pd.DataFrame(
        {
            "customer_id": people["customer_id"].to_numpy()[member],
            "joined_on": dates(joined[member]),
            "tier": pd.Categorical.from_codes(tiers, list(TIERS)),
        }
    )
    return members, ledger


def _earned(orders, joined, row):
    loyalty = PARAMETERS["loyalty"]
    who, day = orders["customer"].to_numpy(), orders["day"].to_numpy()
    points = orders["amount_centimes"].to_numpy() // (100 * loyalty["mad_per_point"])
    chosen = np.flatnonzero((day >= joined[who]) & (points > 0))
    return {
        "order": chosen,
        "row": row[who[chosen]],
        "day": day[chosen],
        "points": points[chosen],
        "amount": orders["amount_centimes"].to_numpy()[chosen],
    }


def _referred(people, referrer, joined, row):
    new = np.flatnonzero(referrer >= 0)
    day = people["acquired_day"].to_numpy()[new]
    new = new[joined[referrer[new]] <= day]
    return {
        "row": row[referrer[new]],
        "day": people["acquired_day"].to_numpy()[new],
        "points": np.full(len(new), PARAMETERS["loyalty"]["referral_points"]),
    }


def _use_and_expiry(rng, people, member, earned, referred):
    """Run the points of all members month by month, oldest points used first."""
    loyalty = PARAMETERS["loyalty"]
    step, life = loyalty["redeem_step"], loyalty["expiry_months"]
    count = len(member)
    left = np.zeros((count, MONTHS), dtype=np.int64)
    taste = people["loyalty_inclination"].to_numpy()[member]
    month = month_of(earned["day"])
    edges = np.searchsorted(month, np.arange(MONTHS + 1))
    other = month_of(referred["day"])
    used, expired = [], []
    for now in range(MONTHS):
        if now >= life:
            gone = np.flatnonzero(left[:, now - life])
            expired.append(
                (gone, np.full(len(gone), MONTH_STARTS[now]), -left[gone, now - life])
            )
            left[:, now - life] = 0
        here = slice(edges[now], edges[now + 1])
        rows, first = np.unique(earned["row"][here], return_index=True)
        balance = left[rows].sum(axis=1)
        # An order is paid with points up to half its amount.
        room = earned["amount"][here][first] // (2 * 10 * 100) * step
        points = np.minimum(balance, room) // step * step
        wants = rng.random(len(rows)) < (0.22 * (0.5 + taste[rows])).clip(max=0.8)
        does = wants & (points > 0)
        rows, points = rows[does], points[does]
        before = left[rows].cumsum(axis=1) - left[rows]
        left[rows] -= (points[:, None] - before).clip(0, left[rows])
        used.append((rows, edges[now] + first[does], -points))
        np.add.at(left, (earned["row"][here], now), earned["points"][here])
        mine = other == now
        np.add.at(left, (referred["row"][mine], now), referred["points"][mine])
    return used, expired


def _ledger(people, member, journey, earned, referred, moves):
    used, expired = moves
    used_row, used_at, used_points = (
        np.concatenate(part) for part in zip(*used, strict=True)
    )
    gone_row, gone_day, gone_points = (
        np.concatenate(part) for part in zip(*expired, strict=True)
    )
    none = np.full
    parts = [
        (earned["row"], earned["day"], 0, earned["points"], earned["order"]),
        (used_row, earned["day"][used_at], 1, used_points, earned["order"][used_at]),
        (gone_row, gone_day, 2, gone_points, none(len(gone_row), -1)),
        (
            referred["row"],
            referred["day"],
            3,
            referred["points"],
            none(len(referred["row"]), -1),
        ),
    ]
    row, day, points, order = (
        np.concatenate([part[i] for part in parts]) for i in (0, 1, 3, 4)
    )
    kind = np.concatenate([np.full(len(part[0]), part[2]) for part in parts])
    # Of one day: expiry, use, then new points, so that a balance is never negative.
    turn = np.array([2, 1, 0, 3])[kind]
    by_time = np.lexsort((order, turn, row, day))
    row, day, points, order, kind = (
        values[by_time] for values in (row, day, points, order, kind)
    )
    ids = journey.orders["order_id"].to_numpy()
    order_id = pd.array(ids[order.clip(0)], dtype="Int64")
    order_id[order < 0] = pd.NA
    return pd.DataFrame(
        {
            "entry_id": identifiers(journey.chunk, len(row)),
            "customer_id": people["customer_id"].to_numpy()[member[row]],
            "entry_on": dates(day),
            "kind": pd.Categorical.from_codes(kind, list(KINDS)),
            "points": points,
            "order_id": order_id,
        }
    )


def _tiers(orders, member):
    loyalty = PARAMETERS["loyalty"]
    recent = orders[orders["day"] >= DAYS - 365]
    spend = np.bincount(
        recent["customer"], recent["amount"], minlength=member.max(initial=0) + 1
    )
    spend = spend[member]
    return np.searchsorted(
        [loyalty["silver_spend"], loyalty["gold_spend"]], spend, "right"
    )
