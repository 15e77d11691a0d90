"""How customers answered campaigns, and what the campaigns truly changed."""

import numpy as np
import pandas as pd

from .dates import DAYS, dates
from .parameters import PARAMETERS
from .people import RESPONSE_TYPES

_ROOM = 4096  # more than the days of the history, so that a key sorts by customer, day


def make_contacts(stream_of, people, catalogue, journey):
    """Make the table of contacts: opened, clicked, responded, ordered, amount.

    Returns
    -------
    pandas.DataFrame
        The columns of the table `contacts`.
    """
    rng = stream_of("contacts")
    sent = journey.contacts
    plans = catalogue.plans
    plan = sent["campaign_id"].to_numpy() - 1
    orders, amount = _in_window(sent, plans["window_days"].to_numpy()[plan], journey)
    channel = plans["channel"].to_numpy()[plan]
    treated, delivered = sent["treated"].to_numpy(), sent["delivered"].to_numpy()
    trust = people["trust"].to_numpy()[sent["customer"].to_numpy()]
    coupon = plans["purpose"].to_numpy()[plan] == "loyalty"
    opened, answered = _answers(rng, sent, channel, coupon, orders > 0, trust)
    day = sent["sent_day"].to_numpy()
    email, sms = channel == "email", channel == "sms"
    return pd.DataFrame(
        {
            "contact_id": sent["contact_id"].to_numpy(),
            "campaign_id": sent["campaign_id"].to_numpy(),
            "customer_id": sent["customer_id"].to_numpy(),
            "group": pd.Categorical.from_codes(
                np.where(treated, 0, 1), ["treated", "control"]
            ),
            "sent_on": pd.Series(dates(day)).where(treated),
            "delivered": _maybe(delivered, treated),
            "opened": _maybe(opened, treated & email),
            "clicked": _maybe(answered, treated & (email | sms)),
            "responded": _maybe(answered, treated),
            "ordered": orders > 0,
            "order_amount": amount / 100,
            "unsubscribed": sent["unsubscribed"].to_numpy(),
        }
    )


def _maybe(values, known):
    return pd.arrays.BooleanArray(np.asarray(values, dtype=bool), ~known)


def _in_window(sent, window, journey):
    """Count the orders of each contact's window and add up their amounts."""
    orders = journey.orders
    key = orders["customer"].to_numpy() * _ROOM + orders["day"].to_numpy()
    order = np.argsort(key, kind="stable")
    key = key[order]
    total = np.concatenate([[0], orders["amount_centimes"].to_numpy()[order].cumsum()])
    day = sent["sent_day"].to_numpy()
    base = sent["customer"].to_numpy() * _ROOM
    first = np.searchsorted(key, base + day)
    last = np.searchsorted(key, base + np.minimum(day + window, DAYS))
    return last - first, total[last] - total[first]


def _answers(rng, sent, channel, coupon, ordered, trust):
    """Draw who opened and who answered: buyers far more than others.

    Loyal customers, who would have ordered anyway, answer a lot: a response rate
    rewards the campaigns sent to them.
    """
    count = len(sent)
    extra, delivered = sent["extra"].to_numpy(), sent["delivered"].to_numpy()
    opens = np.where(ordered, 0.72, (0.24 + 0.05 * trust).clip(0.05, 0.6))
    opened = rng.random(count) < opens
    opened |= extra | sent["unsubscribed"].to_numpy()
    answers = PARAMETERS["campaigns"]["answers"]
    base = pd.Series(channel).map(answers["others"]).to_numpy()
    # A message of thanks carries a coupon that buyers bring to the till anyway.
    anyway = answers["orders_anyway"]
    buyers = pd.Series(channel).map(anyway).to_numpy()
    buyers = np.where(coupon, anyway["with_coupon"], buyers)
    chance = np.where(extra, answers["moved"], np.where(ordered, buyers, base))
    answered = rng.random(count) < chance
    answered &= delivered & (opened | (channel != "email"))
    return opened & delivered, answered


def campaign_sums(people, catalogue, journey):
    """Add up, by campaign and response type, what the campaigns truly changed.

    Returns
    -------
    pandas.DataFrame
        Sums over the customers of one chunk, to be added to those of the others.
    """
    sent = journey.contacts
    who = sent["customer"].to_numpy()
    kind = people["response_type"].cat.codes.to_numpy()[who]
    treated = sent["treated"].to_numpy()
    gain, loss = sent["expected_extra"].to_numpy(), sent["expected_put_off"].to_numpy()
    orders = journey.orders
    rate = orders["margin"].sum() / max(orders["amount"].sum(), 1.0)
    net = (gain - loss) * people["basket_mean"].to_numpy()[who] * rate
    caused = np.bincount(
        orders["campaign_id"].to_numpy() * 4
        + people["response_type"].cat.codes.to_numpy()[orders["customer"].to_numpy()],
        minlength=4 * (len(catalogue.plans) + 1),
    )
    cell = sent["campaign_id"].to_numpy() * 4 + kind
    size = 4 * (len(catalogue.plans) + 1)
    table = pd.DataFrame(
        {
            "campaign_id": np.arange(size) // 4,
            "type_code": np.arange(size) % 4,
            "sent": np.bincount(cell, treated, size).astype(np.int64),
            "held_out": np.bincount(cell, ~treated, size).astype(np.int64),
            "orders_caused": caused,
            "gain": np.bincount(cell, gain, size),
            "loss": np.bincount(cell, loss, size),
            "margin": np.bincount(cell, net, size),
            "ordered": np.bincount(cell, sent["expected_ordered"].to_numpy(), size),
        }
    )
    return table[table["campaign_id"] > 0]


def campaign_effects(sums):
    """Turn the sums of all chunks into the table `truth/campaign_effects`."""
    by_type = sums.groupby(["campaign_id", "type_code"], as_index=False).sum()
    total = by_type.groupby("campaign_id", as_index=False).sum()
    table = pd.concat([total.assign(type_code=-1), by_type])
    table = table.sort_values(["campaign_id", "type_code"], ignore_index=True)
    names = np.array(["all", *RESPONSE_TYPES])
    people_meant = (table["sent"] + table["held_out"]).clip(lower=1)
    return pd.DataFrame(
        {
            "campaign_id": table["campaign_id"],
            "response_type": names[table["type_code"].to_numpy() + 1],
            "sent": table["sent"],
            "held_out": table["held_out"],
            "orders_caused": table["orders_caused"],
            "expected_gain": table["gain"] / people_meant,
            "expected_loss": table["loss"] / people_meant,
            "effect": (table["gain"] - table["loss"]) / people_meant,
            "ordered_effect": table["ordered"] / people_meant,
            "margin_effect": table["margin"] / people_meant,
        }
    )
