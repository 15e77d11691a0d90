"""The case of chapter 16: a plan of actions, played by the company's true behaviour.

`price_list` and `RULES` say what a plan may hold, `check_plan` refuses what it may
not, `play` lets a season happen, with the plan and with three others to compare.
The truth (who would answer, who has left, what each bears) is read and never shown.
"""

import hashlib
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from course_lib import world
from course_lib.data import ROOT, data_folder, load
from course_lib.validation import (
    require_column,
    require_number,
    require_table,
    require_whole,
)

WEEKS = 13
DAYS_PER_MONTH = 365.25 / 12
PRICES = {"email": 0.50, "sms": 0.90, "post": 7.00, "phone": 14.00}
# Extra orders a message brings from a customer it can persuade, and what each order of
# the two weeks that follow costs in vouchers.
ACTIONS = {
    "reminder": {"strength": 0.12, "voucher": 0.0},
    "offer": {"strength": 0.24, "voucher": 15.0},
    "care_call": {"strength": 0.0, "voucher": 0.0},
}
CHANNELS = {
    "reminder": ("email", "sms", "post"),
    "offer": ("email", "sms", "post", "phone"),
    "care_call": ("phone",),
}
RULES = {
    "weeks": WEEKS,
    "budget_per_customer": 1.20,
    "messages_in_30_days": 4,
    "unsubscribed_cost": 15.0,
    "complaint_days": 180,
    "voucher_weeks": 2,
}
COLUMNS = ["customer_id", "action", "channel", "week"]
OUTCOMES = [
    "net_value",
    "season_margin",
    "kept_value",
    "cost",
    "customers_kept",
    "unsubscribed",
    "complaints",
]


class Company(NamedTuple):
    """What the season needs to know, one place a customer; the truth is in it."""

    customer_id: np.ndarray
    active: np.ndarray
    rate: np.ndarray  # orders a week
    margin: np.ndarray  # MAD an order, once goods and delivery are paid
    hazard: np.ndarray  # of leaving, a month
    trouble: np.ndarray  # what an incident multiplies the hazard by, week by week
    kind: np.ndarray  # persuadable, sure thing, lost cause, do not disturb
    tolerance: np.ndarray  # messages in 30 days
    complaining: np.ndarray  # probability, after an incident
    allowed: dict  # by channel: may a message be sent
    may_call: np.ndarray  # complained lately: a call about it needs no consent
    truth: dict
    seed: int


def open_case(seed: int = 1600, customers: int = 3000) -> str:
    """Take a company the student has not seen as the data in use.

    Where an instructor chose an edition (`CRM_DATA`), it stays. Otherwise one is made
    once in `my_work`, and used from then on; an update of the workbook that changes how
    companies are made makes another, and leaves the first.

    Parameters
    ----------
    seed, customers : int
        Which company, and how large.

    Returns
    -------
    str
        The name of the folder in use.

    Raises
    ------
    OSError
        If the folder cannot be written, or holds something else.
    """
    if not os.environ.get("CRM_DATA"):
        name = f"case_{seed}_{customers}_{_generator()}"
        folder = ROOT / "my_work" / name
        if not _whole(folder):
            _make_once(folder, seed, customers)
        os.environ["CRM_DATA"] = str(folder)
    return data_folder().name


def _generator() -> str:
    """Name what makes the companies, so that an update of it makes the case anew.

    Without it, a company made before the update would stay, and differ from the page.
    """
    text = hashlib.sha256()
    for path in sorted(Path(world.__file__).parent.glob("*.py")):
        text.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return text.hexdigest()[:6]


def _whole(folder) -> bool:
    return (folder / "datapackage.json").is_file()


def _make_once(folder, seed, customers) -> None:
    """Make the company beside its place, and put it there unless another has been.

    Two notebooks may begin together: the one that ends last takes the other's company,
    which is the same, and nobody ever reads a folder that is being replaced.
    """
    from course_lib.world.edition import make_edition

    mine = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        make_edition(mine, seed, customers)
        mine.rename(folder)
    except OSError as error:
        if not _whole(folder):
            raise OSError(
                f"The company of the case cannot be put in my_work/{folder.name} "
                f"({error.strerror or error}). If this folder is there, delete it; if "
                "the disk is full or locked, make room; then run this cell again."
            ) from error
    finally:
        shutil.rmtree(mine, ignore_errors=True)


def price_list() -> pd.DataFrame:
    """List what a plan may hold: each action by each of its channels.

    Returns
    -------
    DataFrame
        Columns `action`, `channel`, `price` (MAD a message, all included) and `voucher`
        (MAD off each order of the two weeks after an offer, whoever orders).

    Examples
    --------
    >>> price_list().query("action == 'care_call'")["price"].tolist()
    [14.0]
    """
    rows = [
        (action, channel, PRICES[channel], ACTIONS[action]["voucher"])
        for action, channels in CHANNELS.items()
        for channel in channels
    ]
    return pd.DataFrame(rows, columns=["action", "channel", "price", "voucher"])


def season_budget() -> float:
    """Return the budget of the season, in MAD: so much for each customer on file.

    Examples
    --------
    >>> season_budget() > 0
    True
    """
    return round(RULES["budget_per_customer"] * len(load("customers")), -1)


def plan_cost(plan: pd.DataFrame) -> float:
    """Return what a plan's messages cost, in MAD; vouchers come on top when used.

    Parameters
    ----------
    plan : DataFrame
        Columns `customer_id`, `action`, `channel`, `week`.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        For a missing column, an action or a channel that is not in `price_list`.

    Examples
    --------
    >>> plan_cost(
    ...     pd.DataFrame(
    ...         {
    ...             "customer_id": [1, 2],
    ...             "action": ["reminder", "offer"],
    ...             "channel": ["email", "sms"],
    ...             "week": [1, 1],
    ...         }
    ...     )
    ... )
    1.4
    """
    plan = _shape(plan)
    return float(round(plan["channel"].map(PRICES).sum(), 2))


def check_plan(plan: pd.DataFrame, budget: float | None = None) -> pd.DataFrame:
    """Refuse a plan that breaks a rule, with the first reason; return it in order.

    Parameters
    ----------
    plan : DataFrame
        One row a message: `customer_id`, `action`, `channel`, `week` (1 to 13). No row
        at all is a plan too: to do nothing.
    budget : float, optional
        In MAD. By default `season_budget()`.

    Returns
    -------
    DataFrame
        The four columns, sorted by week and customer.

    Raises
    ------
    TypeError
        If the plan is not a table or a week is not a whole number.
    ValueError
        For a missing column, an unknown customer, action, channel or week, a message
        given twice, a message without consent, a call to someone who has not complained
        in the last 180 days, more than 4 messages to a customer in 5 weeks in a row (30
        days touch 5 weeks), a budget overrun, and a negative budget.

    Examples
    --------
    >>> check_plan(pd.DataFrame(columns=["customer_id", "action", "channel", "week"]))
    Empty DataFrame
    Columns: [customer_id, action, channel, week]
    Index: []
    """
    return _checked(plan, _company(), budget)


def play(
    plan: pd.DataFrame, *, seasons: int = 20, budget: float | None = None
) -> pd.DataFrame:
    """Let the season happen with a plan, and with three others under the same budget.

    The same seasons are lived with each plan: the same customers would leave or buy of
    their own accord, so that what differs is the plan's doing.

    Parameters
    ----------
    plan : DataFrame
        As `check_plan` takes it.
    seasons : int
        How many seasons to live, 2 or more: luck differs from one to the next.
    budget : float, optional
        In MAD. By default `season_budget()`.

    Returns
    -------
    DataFrame
        Index `plan`: `yours`, `nothing`, `everyone` (an offer to all who may be
        contacted, every other week as far as the budget goes), `oracle` (who knows each
        customer's behaviour). Columns, means over the seasons of the difference from
        doing nothing: `net_value` and its range `lower` to `upper` (5th to 95th
        percentile of the seasons), made of `season_margin` (after vouchers) +
        `kept_value` (margin of the next 12 months of those kept) - `cost` (messages) -
        15 MAD an unsubscription; then `customers_kept`, `unsubscribed`, `complaints`.

    Raises
    ------
    TypeError, ValueError
        As `check_plan`; and for a number of seasons below 2.
    """
    seasons = require_whole(seasons, "seasons", minimum=2, maximum=200)
    company = _company()
    budget = season_budget() if budget is None else budget
    plans = {
        "yours": _checked(plan, company, budget),
        "nothing": _shape(pd.DataFrame(columns=COLUMNS)),
        "everyone": _everyone(company, budget),
        "oracle": _oracle(company, budget),
    }
    nothing = _season(company, plans["nothing"], seasons)
    rows = {
        name: _summary(_season(company, one, seasons), nothing, plan_cost(one))
        for name, one in plans.items()
    }
    return pd.DataFrame(rows).T.rename_axis("plan")


# ------------------------------------------------------------------- plans


def _shape(plan):
    """Return the four columns of a plan, of the right types."""
    if not isinstance(plan, pd.DataFrame):
        require_table(plan, "plan")
    found = pd.DataFrame({name: require_column(plan, name, "plan") for name in COLUMNS})
    if found.empty:
        return pd.DataFrame(columns=COLUMNS).astype(
            {"customer_id": "int64", "week": "int64"}
        )
    for name in COLUMNS:
        gaps = int(found[name].isna().sum())
        if gaps:
            raise ValueError(
                f"plan, column {name!r}: {gaps} rows are empty; fill them in or drop "
                "them."
            )
    for name in ("customer_id", "week"):
        found[name] = _whole_numbers(found[name])
    # Plain text: categories, or values of mixed types, would neither add up nor print.
    for name in ("action", "channel"):
        found[name] = found[name].astype(str)
    _refuse(~found["action"].isin(ACTIONS), found, "action", f"one of {list(ACTIONS)}")
    _refuse(~found["channel"].isin(PRICES), found, "channel", f"one of {list(PRICES)}")
    _refuse(~found["week"].between(1, WEEKS), found, "week", f"from 1 to {WEEKS}")
    for action, channels in CHANNELS.items():
        wrong = (found["action"] == action) & ~found["channel"].isin(channels)
        _refuse(wrong, found, "channel", f"one of {list(channels)} for {action!r}")
    return found


def _whole_numbers(column):
    """Return a column as whole numbers, also when they came as floats or as text."""
    numbers = pd.to_numeric(column.astype(object), errors="coerce")
    if numbers.dtype.kind not in "iuf":  # dates, true or false, complex numbers
        wrong = np.ones(len(column), dtype=bool)
    else:
        # Beyond 2**53 a number is no identifier, and would turn into another one.
        wrong = ((numbers % 1 != 0) | (numbers.abs() > 2**53)).to_numpy()
    if wrong.any():
        raise TypeError(
            f"plan, column {column.name!r}: whole numbers are expected, found "
            f"{column[wrong].iloc[0]!r}."
        )
    return numbers.astype("int64")


def _refuse(wrong, plan, column, expected):
    if wrong.any():
        row = plan[wrong].iloc[0]
        found = row[column] if isinstance(row[column], str) else int(row[column])
        raise ValueError(
            f"plan: {column} {found!r} (customer {row['customer_id']}); it must "
            f"be {expected}. Rows concerned: {int(wrong.sum())}."
        )


def _checked(plan, company, budget=None):
    budget = season_budget() if budget is None else budget
    budget = require_number(budget, "budget", minimum=0)
    plan = _shape(plan).sort_values(["week", "customer_id"], ignore_index=True)
    place = _places(plan, company)
    twice = plan.duplicated(["customer_id", "channel", "week"])
    _refuse(twice, plan, "week", "one message a channel and a week for a customer")
    may = _permitted(plan, place, company)
    if not may.all():
        row = plan[~may].iloc[0]
        reason = (
            f"has not complained in the last {RULES['complaint_days']} days, so a care "
            "call has no object"
            if row["action"] == "care_call"
            else "has not consented to text messages, and so neither to being phoned"
            if row["channel"] == "phone"
            else f"has not consented to {row['channel']}, or withdrew it"
        )
        raise ValueError(
            f"plan: customer {row['customer_id']} {reason}; {int((~may).sum())} such "
            "rows: take them out."
        )
    _refuse_pressure(plan)
    cost = plan_cost(plan)
    if cost > budget + 0.005:
        raise ValueError(
            f"plan: it costs {cost:,.2f} MAD and the budget is {budget:,.2f} MAD, that "
            f"is {cost - budget:,.2f} MAD too much; take messages out."
        )
    return plan


def _places(plan, company):
    place = pd.Index(company.customer_id).get_indexer(plan["customer_id"])
    unknown = plan["customer_id"][place < 0]
    if len(unknown):
        raise ValueError(
            f"plan: customer {unknown.iloc[0]} is not in the table customers "
            f"({unknown.nunique()} such customers); is it another edition's plan?"
        )
    return place


def _permitted(plan, place, company):
    may = np.ones(len(plan), dtype=bool)
    for channel, allowed in company.allowed.items():
        mine = (plan["channel"] == channel).to_numpy()
        may[mine] = allowed[place[mine]]
    calls = (plan["action"] == "care_call").to_numpy()
    may[calls] = company.may_call[place[calls]]
    return may


def _refuse_pressure(plan):
    most = RULES["messages_in_30_days"]
    sent = plan[plan["action"] != "care_call"]
    if sent.empty:
        return
    weekly = sent.groupby(["customer_id", "week"]).size().unstack(fill_value=0)
    weekly = weekly.reindex(columns=range(1, WEEKS + 1), fill_value=0)
    in_a_row = weekly.T.rolling(5, min_periods=1).sum().T.max(axis=1)
    over = in_a_row[in_a_row > most]
    if len(over):
        raise ValueError(
            f"plan: customer {over.index[0]} would receive {int(over.iloc[0])} "
            f"messages within 30 days, {most} at most; {len(over)} customers are "
            "concerned."
        )


def _table(company, place, action, channel, week):
    plan = pd.DataFrame(
        {
            "customer_id": company.customer_id[place],
            "action": action,
            "channel": channel,
            "week": week,
        }
    )
    return plan.astype({"customer_id": "int64", "week": "int64"})


def _everyone(company, budget):
    """Send the same offer to all, by the cheapest channel each accepts."""
    channel = np.select(
        [company.allowed["email"], company.allowed["sms"]], ["email", "sms"], ""
    )
    reachable = np.flatnonzero(channel != "")
    waves = [
        _table(company, reachable, "offer", channel[reachable], week)
        for week in range(1, WEEKS + 1, 2)
    ]
    plan = pd.concat(waves, ignore_index=True)
    spent = plan["channel"].map(PRICES).cumsum()
    return plan[spent <= budget].reset_index(drop=True)


def _oracle(company, budget):
    """Choose for each customer what truly brings most, within the budget.

    Gains of different customers add up, so one price of a dirham decides for all: each
    takes the action, channel and rhythm that bring most once their messages have been
    charged at that price, the lowest at which the budget is enough.
    """
    options = pd.concat(
        [
            _rhythm_worth(company, action, channel, rhythm)
            for action in ("reminder", "offer")
            for channel in CHANNELS[action]
            for rhythm in RHYTHMS
        ],
        ignore_index=True,
    )
    calls = _calls_worth(company)
    low, high = 0.0, float((options["gain"] / options["price"]).max())
    chosen, called = _at_price(options, calls, low)
    if chosen["price"].sum() + called["price"].sum() > budget:
        for _ in range(40):
            middle = (low + high) / 2
            chosen, called = _at_price(options, calls, middle)
            if chosen["price"].sum() + called["price"].sum() > budget:
                low = middle
            else:
                high = middle
        chosen, called = _at_price(options, calls, high)
    rows = [called.assign(week=1)]
    for rhythm, places in RHYTHMS.items():
        mine = chosen[chosen["rhythm"] == rhythm]
        rows += [mine.assign(week=week) for week in _weeks(places)]
    plan = pd.concat(rows, ignore_index=True)
    return _table(
        company,
        plan["place"].to_numpy(),
        plan["action"].to_numpy(),
        plan["channel"].to_numpy(),
        plan["week"].to_numpy(),
    )


# Messages in any 5 weeks in a row (30 days touch 5), and the weeks of five they take.
RHYTHMS = {1: (1,), 2: (1, 3), 3: (1, 3, 5), 4: (1, 2, 3, 4)}


def _weeks(places):
    return [week for week in range(1, WEEKS + 1) if (week - 1) % 5 + 1 in places]


def _at_price(options, calls, dirham):
    """Return the best option of each customer, and the calls, at a dirham's price."""
    left = options["gain"] - dirham * options["price"]
    best = options.assign(left=left)[left > 0]
    best = best.sort_values("left", ascending=False, kind="stable")
    called = calls[calls["gain"] > dirham * calls["price"]]
    return best.drop_duplicates("place"), called


def _rhythm_worth(company, action, channel, rhythm):
    """Return what a season of messages at a rhythm brings, in MAD, by customer."""
    lift, put_off = _response(company, action)
    weeks = len(_weeks(RHYTHMS[rhythm]))
    reached = company.truth["campaigns"]["reached"][channel]
    pressure = np.full(len(lift), max(1.0, rhythm * reached))
    quits = np.zeros(len(lift))
    if channel in ("email", "sms"):
        quits = _unsubscribing(company, pressure, company.tolerance) * reached
    stays = (1 - quits) ** weeks
    with np.errstate(invalid="ignore"):  # nobody quits: all are received
        sent = np.where(quits > 0, (1 - stays) / quits, weeks)
    covered = min(RULES["voucher_weeks"] * weeks, WEEKS) * reached * sent / weeks
    voucher = ACTIONS[action]["voucher"]
    lost = voucher * (1 - put_off) + put_off * company.margin
    attrition = company.truth["attrition"]
    tired = (
        (pressure > company.tolerance)
        * (attrition["over_messaged"] - 1)
        * company.hazard
        * (WEEKS * 7 / DAYS_PER_MONTH)
        * _future_value(company)
    )
    gain = sent * reached * lift * (company.margin - voucher)
    gain -= covered * company.rate * lost
    gain -= (1 - stays) * RULES["unsubscribed_cost"] + tired
    price = weeks * PRICES[channel]
    place = np.flatnonzero(company.allowed[channel] & company.active)
    return pd.DataFrame(
        {
            "place": place,
            "action": action,
            "channel": channel,
            "rhythm": rhythm,
            "gain": gain[place] - price,
            "price": price,
        }
    )


def _calls_worth(company):
    """Return the care calls, each with what it saves, in MAD."""
    better = np.minimum(company.trouble, company.truth["attrition"]["good_handling"])
    spared = (company.trouble - better).sum(axis=0) * 7 / DAYS_PER_MONTH
    reached = company.truth["campaigns"]["reached"]["phone"]
    saved = spared * company.hazard * _future_value(company) * reached
    place = np.flatnonzero(company.may_call & company.active)
    return pd.DataFrame(
        {
            "place": place,
            "action": "care_call",
            "channel": "phone",
            "gain": saved[place] - PRICES["phone"],
            "price": PRICES["phone"],
        }
    )


# ------------------------------------------------------------------- the season


def _response(company, action):
    """Return the chance of one more order, and the share of orders put off."""
    campaigns = company.truth["campaigns"]
    strength = ACTIONS[action]["strength"]
    lift = np.array(list(campaigns["lift"].values()))[company.kind] * strength
    annoyed = campaigns["put_off_do_not_disturb"] if strength else 0.0
    return lift, np.where(company.kind == 3, annoyed, 0.0)


def _unsubscribing(company, pressure, tolerance):
    messages = company.truth["messages"]
    beyond = pressure - tolerance
    chance = messages["unsubscribe_base"] * np.exp(
        messages["unsubscribe_growth"] * beyond.clip(min=0)
        + np.where(beyond > 0, 1.2, 0.0)
    )
    return chance.clip(max=messages["unsubscribe_cap"])


def _future_value(company):
    """Return the margin to expect in 12 months of a customer still there, in MAD."""
    months = (1 - np.exp(-12 * company.hazard)) / company.hazard
    return company.rate * DAYS_PER_MONTH / 7 * company.margin * months


def _season(company, plan, seasons):
    """Live the season several times; return the totals of each, one row a season."""
    count = len(company.customer_id)
    shape = (seasons, count)
    place = _places(plan, company)
    alive = np.broadcast_to(company.active, shape).copy()
    refuses = {channel: np.zeros(shape, dtype=bool) for channel in PRICES}
    calmed = np.zeros(shape, dtype=bool)
    received = np.zeros((WEEKS + 1, *shape), dtype=np.int8)
    tired_until = np.zeros(shape, dtype=np.int8)
    voucher_until = np.zeros(shape, dtype=np.int8)
    put_off_until = np.zeros(shape, dtype=np.int8)
    annoyed = _response(company, "offer")[1]
    attrition, incidents = company.truth["attrition"], company.truth["incidents"]
    margin, vouchers = np.zeros(seasons), np.zeros(seasons)
    unsubscribed, complaints = np.zeros(seasons), np.zeros(seasons)
    for week in range(1, WEEKS + 1):
        # One stream a week: what a plan adds never shifts the draws of the others.
        rng = np.random.default_rng([company.seed, 16, week])
        factor = np.where(
            calmed,
            np.minimum(company.trouble[week - 1], attrition["good_handling"]),
            company.trouble[week - 1],
        )
        factor = np.maximum(
            factor, np.where(tired_until >= week, attrition["over_messaged"], 1.0)
        )
        hazard = company.hazard * factor * 7 / DAYS_PER_MONTH
        alive &= rng.random(shape) >= 1 - np.exp(-hazard)
        wanted = rng.poisson(company.rate, shape)
        luck = {name: rng.random(shape) for name in ("put_off", "incident", "complain")}
        orders = np.zeros(shape)
        for channel in PRICES:
            reached = rng.random(shape) < company.truth["campaigns"]["reached"][channel]
            moved, leaves = rng.random(shape), rng.random(shape)
            mine = (plan["week"] == week) & (plan["channel"] == channel)
            for action in CHANNELS:
                who = place[(mine & (plan["action"] == action)).to_numpy()]
                if not len(who):
                    continue
                got = np.zeros(shape, dtype=bool)
                got[:, who] = reached[:, who]
                if action == "care_call":
                    calmed |= got
                    continue
                got &= ~refuses[channel]
                received[week] += got
                pressure = received[max(week - 4, 0) : week + 1].sum(axis=0)
                tired = got & (pressure > company.tolerance)
                tired_until[tired] = week + 9  # two months
                chance = _unsubscribing(company, pressure, company.tolerance)
                quits = got & (leaves < chance) & (channel in ("email", "sms"))
                refuses[channel] |= quits
                unsubscribed += quits.sum(axis=1)
                orders += got & (moved < _response(company, action)[0])
                until = week + RULES["voucher_weeks"] - 1
                put_off_until[got & (annoyed > 0)] = until
                if ACTIONS[action]["voucher"]:
                    voucher_until[got] = until
        held = (put_off_until >= week) & (luck["put_off"] < annoyed)
        orders = (orders + np.where(held, 0, wanted)) * alive
        margin += (orders * company.margin).sum(axis=1)
        used = (orders * (voucher_until >= week)).sum(axis=1)
        vouchers += used * ACTIONS["offer"]["voucher"]
        trouble = luck["incident"] < 1 - (1 - incidents["other_per_order"]) ** orders
        complaints += (trouble & (luck["complain"] < company.complaining)).sum(axis=1)
    return pd.DataFrame(
        {
            "season_margin": margin - vouchers,
            "kept_value": (alive * _future_value(company)).sum(axis=1),
            "customers_kept": alive.sum(axis=1),
            "unsubscribed": unsubscribed,
            "complaints": complaints,
        }
    )


def _summary(lived, nothing, cost):
    """Return the means of what a plan changed, and the range of its net value."""
    change = lived - nothing
    net = (
        change["season_margin"]
        + change["kept_value"]
        - cost
        - change["unsubscribed"] * RULES["unsubscribed_cost"]
    )
    found = change.mean().to_dict() | {"net_value": net.mean(), "cost": cost}
    found["lower"], found["upper"] = net.quantile([0.05, 0.95])
    order = ["net_value", "lower", "upper", *OUTCOMES[1:]]
    return {name: found[name] for name in order}


# ------------------------------------------------------------------- the company


def _company():
    """Read the company in use, its truth included, on the eve of the season."""
    people, customers = load("truth/people"), load("customers")
    people = people.set_index("customer_id").loc[customers["customer_id"]].reset_index()
    truth = json.loads(
        (data_folder() / "truth" / "parameters.json").read_text(encoding="utf-8")
    )
    end = load("orders")["ordered_at"].max().normalize() + pd.Timedelta(days=1)
    members = people["customer_id"].isin(load("loyalty_members")["customer_id"])
    boost = np.where(members, truth["loyalty"]["true_rate_factor"], 1.0)
    kinds = list(truth["campaigns"]["lift"])
    withdrawn = {
        channel: customers[f"{channel}_withdrawn_on"].notna().to_numpy()
        for channel in ("email", "sms")
    }
    consent = {
        channel: customers[f"{channel}_consent_on"].notna().to_numpy()
        for channel in ("email", "sms", "post")
    }
    sms = consent["sms"] & ~withdrawn["sms"]
    complaints = load("complaints")
    lately = complaints["opened_at"] > end - pd.Timedelta(days=RULES["complaint_days"])
    return Company(
        customer_id=customers["customer_id"].to_numpy(),
        active=people["dropped_out_on"].isna().to_numpy(),
        rate=people["purchase_rate"].to_numpy() * boost * 7 / DAYS_PER_MONTH,
        margin=people["basket_mean"].to_numpy() * _margin_share(),
        hazard=people["dropout_hazard"].to_numpy(),
        trouble=_trouble(people["customer_id"], end, truth),
        kind=people["response_type"].map(kinds.index).to_numpy(),
        tolerance=people["message_tolerance"].to_numpy(),
        complaining=people["complaint_propensity"].to_numpy(),
        allowed={
            "email": consent["email"] & ~withdrawn["email"],
            "sms": sms,
            "post": consent["post"],
            "phone": sms,
        },
        may_call=customers["customer_id"]
        .isin(complaints.loc[lately, "customer_id"])
        .to_numpy(),
        truth=truth,
        seed=int(truth.get("seed", 0)),
    )


def _margin_share():
    """Return what is left of a dirham of orders once goods and delivery are paid."""
    orders, lines = load("orders"), load("order_lines")
    cost = lines["product_id"].map(
        load("products").set_index("product_id")["unit_cost"]
    )
    goods = (cost * lines["quantity"]).sum()
    return 1 - (goods + orders["delivery_cost"].sum()) / orders["amount"].sum()


def _trouble(customer_id, end, truth):
    """Return what past incidents multiply the hazard by, week (row) by customer."""
    incidents = load("truth/incidents")
    incidents = incidents[incidents["hazard_factor"] > 1]
    lasts = truth["attrition"]["effect_months"] * DAYS_PER_MONTH
    until = incidents["happened_at"] + pd.to_timedelta(lasts, unit="D")
    place = pd.Index(customer_id).get_indexer(incidents["customer_id"])
    found = np.ones((WEEKS, len(customer_id)))
    for week in range(WEEKS):
        still = (until > end + pd.Timedelta(weeks=week)).to_numpy()
        np.maximum.at(
            found[week], place[still], incidents["hazard_factor"].to_numpy()[still]
        )
    return found
