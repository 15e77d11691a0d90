"""What a campaign cost, brought and changed.

The indicators of direct marketing and the price of SMS; then what only a control group
can tell: the effect of a message, on whom, and what too many of them cost.
"""

import math
import statistics
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api import types

from course_lib.validation import (
    require_column,
    require_dates,
    require_ids,
    require_number,
    require_numbers,
    require_table,
    require_whole,
)

# The characters of the GSM 7-bit default alphabet (3GPP TS 23.038, section 6.2.1), and
# those of its extension table, which take two places.
GSM_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")


def kpis(
    contacts: pd.DataFrame,
    campaigns: pd.DataFrame,
    by: str = "campaign_id",
    *,
    margin_rate: float,
) -> pd.DataFrame:
    """Compute the indicators of direct marketing, one row a group.

    Only the customers of the group `treated` were sent something: those held out as
    `control` count nowhere here. An order is credited to a campaign when the customer
    responded and ordered within the campaign's window; that is not yet what the
    campaign caused, since some would have ordered anyway.

    Parameters
    ----------
    contacts : DataFrame
        One row a customer and campaign: `campaign_id`, `group` (`treated` or
        `control`), and, for those treated, the booleans `delivered`, `responded`,
        `ordered`, and `order_amount` (MAD; may be empty where nothing was ordered).
    campaigns : DataFrame
        One row a campaign: `campaign_id`, `fixed_cost` (MAD), `unit_cost` (MAD for each
        message sent), and any column to group by, such as `channel`.
    by : str, default "campaign_id"
        The column to group by, of `campaigns` or of `contacts`.
    margin_rate : float
        The share of the amount sold that is left once the goods are paid, 0 to 1.

    Returns
    -------
    DataFrame
        Index `by`, sorted, and the columns

        - `sent`, `delivered`, `responses`, `orders`: how many;
        - `delivery_rate` = delivered / sent;
        - `response_rate` = responses / delivered;
        - `conversion_rate` = orders / responses;
        - `revenue` (MAD) of those orders; `cost` (MAD) = fixed cost + unit cost × sent
          (when `by` is a column of contacts, a fixed cost is shared out by messages
          sent);
        - `cost_per_order` = cost / orders (MAD); `revenue_per_message` = revenue / sent
          (MAD); `roi` = (revenue × margin_rate − cost) / cost.

        A rate whose denominator is zero is missing (NaN).

    Raises
    ------
    TypeError, ValueError
        For a missing column, a group other than the two, missing or impossible values,
        a campaign that `campaigns` does not hold or holds twice.

    Examples
    --------
    >>> campaigns = pd.DataFrame(
    ...     {
    ...         "campaign_id": [1],
    ...         "channel": ["sms"],
    ...         "fixed_cost": [100.0],
    ...         "unit_cost": [0.5],
    ...     }
    ... )
    >>> contacts = pd.DataFrame(
    ...     {
    ...         "campaign_id": 1,
    ...         "group": ["treated", "treated", "control"],
    ...         "delivered": [True, True, None],
    ...         "responded": [True, False, None],
    ...         "ordered": [True, False, True],
    ...         "order_amount": [404.0, None, 90.0],
    ...     }
    ... )
    >>> result = kpis(contacts, campaigns, by="channel", margin_rate=0.5)
    >>> result.loc["sms", ["sent", "response_rate", "revenue", "cost", "roi"]].tolist()
    [2.0, 0.5, 404.0, 101.0, 1.0]

    References
    ----------
    Kotler, P. and Keller, K. L. Marketing Management, chapter on direct marketing.
    Farris, P. et al. (2010). Marketing Metrics. Pearson.
    """
    require_table(contacts, "contacts")
    require_table(campaigns, "campaigns")
    margin_rate = require_number(margin_rate, "margin_rate", minimum=0, maximum=1)
    messages = _messages(contacts, campaigns, by)
    groups = messages.groupby("by")
    table = groups[["sent", "delivered", "responses", "orders"]].sum()
    table["delivery_rate"] = table["delivered"] / table["sent"]
    table["response_rate"] = table["responses"] / table["delivered"]
    table["conversion_rate"] = table["orders"] / table["responses"]
    table["revenue"] = groups["revenue"].sum()
    table["cost"] = _cost(messages, campaigns)
    table["cost_per_order"] = table["cost"] / table["orders"]
    table["revenue_per_message"] = table["revenue"] / table["sent"]
    table["roi"] = (table["revenue"] * margin_rate - table["cost"]) / table["cost"]
    # 5 MAD for no order is not an infinite cost an order but one that has no meaning.
    return table.replace([np.inf, -np.inf], np.nan).rename_axis(by)


class SmsCost(NamedTuple):
    """What `sms_cost` returns."""

    encoding: str
    units: int
    parts: int
    billed: int
    cost: float
    outside_alphabet: str


def sms_cost(
    messages: int,
    *,
    price_per_sms: float,
    text: str | None = None,
    characters: int | None = None,
    unicode: bool = False,
    fixed_cost: float = 0.0,
) -> SmsCost:
    """Price a campaign by SMS from the length of its text.

    A text whose characters are all in the GSM 7-bit alphabet has 160 places in one SMS,
    153 in each part of a longer one. A single character outside it (ç, ê, œ, the
    typographic apostrophe, any Arabic letter) makes the whole text UCS-2: 70 places,
    then 67. É, é, è, à, ù and Ç are inside; € and brackets take two places.

    Parameters
    ----------
    messages : int
        How many customers are sent the text.
    price_per_sms : float
        Price of one part (MAD).
    text : str
        The text sent. Give either it or `characters`.
    characters : int
        Its length, when the text itself is not yet written.
    unicode : bool, default False
        With `characters`: whether some character lies outside the GSM alphabet.
    fixed_cost : float, default 0
        What the provider charges for the campaign as a whole (MAD).

    Returns
    -------
    SmsCost
        `encoding` (`"GSM-7"` or `"UCS-2"`), `units` (places the text takes), `parts`
        (SMS a customer), `billed` (SMS in all), `cost` (MAD), `outside_alphabet` (the
        characters that forced UCS-2, each once).

    Raises
    ------
    TypeError, ValueError
        For an empty text, a text of more than 255 parts, negative or missing numbers.

    Examples
    --------
    >>> sms_cost(1000, text="Offre d'été : -20 %", price_per_sms=0.25).cost
    250.0
    >>> sms_cost(1000, text="Vos reçus. " * 10, price_per_sms=0.25).parts
    2

    References
    ----------
    3GPP TS 23.038, Alphabets and language-specific information, section 6.2.1.
    3GPP TS 23.040, section 9.2.3.24.1, concatenated short messages.
    """
    messages = require_whole(messages, "messages", minimum=0)
    price = require_number(price_per_sms, "price_per_sms", minimum=0)
    fixed_cost = require_number(fixed_cost, "fixed_cost", minimum=0)
    if (text is None) == (characters is None):
        raise ValueError("sms_cost: give either text or characters, and not both.")
    if text is not None:
        widths, outside = _widths(text)
    else:
        characters = require_whole(characters, "characters", minimum=1, maximum=39_015)
        widths, outside = [1] * characters, ""
    encoding = "UCS-2" if outside or (unicode and text is None) else "GSM-7"
    parts = _parts(widths, encoding)
    billed = messages * parts
    return SmsCost(
        encoding, sum(widths), parts, billed, fixed_cost + billed * price, outside
    )


class GroupComparison(NamedTuple):
    """What `compare_groups` returns."""

    difference: float
    lower: float
    upper: float
    z: float
    p_value: float


def compare_groups(
    orders_treated: int, n_treated: int, orders_control: int, n_control: int
) -> GroupComparison:
    """Compare the share of buyers of those sent a message and of those held out.

    The test is the usual one of two proportions, whose standard error pools the two
    groups as if the message changed nothing. The interval of 95 % is the textbook one
    (Wald), whose standard error keeps the groups apart; so in a close case one may say
    "just" and the other "not quite". Where each group bought all or not at all, that
    interval would have no width: Newcombe's, from two Wilson intervals, replaces it.

    Parameters
    ----------
    orders_treated, orders_control : int
        Customers who ordered in each group (customers, not orders: one counts once).
    n_treated, n_control : int
        Customers in each group, at least one: everyone sent the message or held out,
        not only those who opened it.

    Returns
    -------
    GroupComparison
        `difference` (share of treated minus share of control, so 0.02 is two points),
        `lower`, `upper` (95 % interval), `z`, `p_value` (two-sided). When nobody
        ordered in either group, or everybody did: `z` 0 and `p_value` 1.

    Raises
    ------
    TypeError, ValueError
        For a group without customers, or more orders than customers.

    Examples
    --------
    >>> result = compare_groups(150, 1000, 24, 200)
    >>> round(result.difference, 3), round(result.lower, 3), round(result.upper, 3)
    (0.03, -0.02, 0.08)
    >>> round(result.z, 2), round(result.p_value, 2)
    (1.1, 0.27)

    References
    ----------
    Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical Methods for Rates and
    Proportions, 3rd ed. Wiley.
    Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions. Statistics in Medicine 17, 873-890 (method 10).
    """
    treated, n_treated = _count(orders_treated, n_treated, "treated")
    control, n_control = _count(orders_control, n_control, "control")
    first, second = treated / n_treated, control / n_control
    difference = first - second
    pooled = (treated + control) / (n_treated + n_control)
    error = math.sqrt(pooled * (1 - pooled) * (1 / n_treated + 1 / n_control))
    z = difference / error if error else 0.0
    p_value = math.erfc(abs(z) / math.sqrt(2))
    apart = math.sqrt(
        first * (1 - first) / n_treated + second * (1 - second) / n_control
    )
    below = above = _normal(0.975) * apart
    if apart == 0:
        low_1, high_1 = _wilson(treated, n_treated)
        low_2, high_2 = _wilson(control, n_control)
        below = math.hypot(first - low_1, high_2 - second)
        above = math.hypot(high_1 - first, second - low_2)
    return GroupComparison(
        difference,
        max(difference - below, -1.0),
        min(difference + above, 1.0),
        z,
        p_value,
    )


def sample_size(
    base_rate: float, effect: float, power: float = 0.8, alpha: float = 0.05
) -> int:
    """Say how many customers each group needs for a test to see an effect.

    Parameters
    ----------
    base_rate : float
        Share of customers who order without the message, 0 to 1.
    effect : float
        Change of that share worth detecting, in points of share (0.02 is two points,
        not 2 %); negative for a fall.
    power : float, default 0.8
        Chance of a significant result if the effect is real.
    alpha : float, default 0.05
        Chance of a significant result if there is none (two-sided).

    Returns
    -------
    int
        Customers in *each* of two groups of the same size, rounded up.

    Raises
    ------
    TypeError, ValueError
        For an effect of zero, rates that leave 0 to 1, a power not above alpha.

    Examples
    --------
    >>> sample_size(0.10, 0.02)
    3841
    >>> sample_size(0.50, 0.25, power=0.9)
    77

    References
    ----------
    Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical Methods for Rates and
    Proportions, 3rd ed. Wiley, chapter 4 (without continuity correction); the same as
    `power.prop.test` of R.
    """
    base = require_number(base_rate, "base_rate", minimum=0, maximum=1)
    effect = require_number(effect, "effect")
    power = require_number(power, "power", minimum=0, maximum=1)
    alpha = require_number(alpha, "alpha", minimum=0, maximum=1)
    other = base + effect
    if effect == 0:
        raise ValueError(
            "effect: 0 would need endless customers; give the smallest "
            "change worth detecting, such as 0.01."
        )
    if not 0 <= other <= 1:
        raise ValueError(
            f"effect: {base:g} + {effect:g} = {other:g} is no share; give shares, so "
            "two points are 0.02."
        )
    if not 0 < alpha < power < 1:
        raise ValueError(
            f"power: expected 0 < alpha < power < 1, found alpha={alpha:g} and "
            f"power={power:g}."
        )
    mean = (base + other) / 2
    root = _normal(1 - alpha / 2) * math.sqrt(2 * mean * (1 - mean)) + _normal(
        power
    ) * math.sqrt(base * (1 - base) + other * (1 - other))
    return math.ceil((root / effect) ** 2)


def uplift_by_decile(treated, outcome, score, bins: int = 10) -> pd.DataFrame:
    """Compare treated and control within groups of customers of similar score.

    Customers are ranked from the highest score to the lowest. Those with the same score
    stay together, so groups may differ in size, and a group may be empty (it is then
    left out); the order of the rows never matters.

    Parameters
    ----------
    treated : array-like
        True (or 1) for those sent the message, False for the control group.
    outcome : array-like
        What followed: ordered or not (0/1), or an amount (MAD).
    score : array-like
        The score that ranks the customers, such as a predicted effect.
    bins : int, default 10
        How many groups.

    Returns
    -------
    DataFrame
        Index `group` (1: the highest scores) and the columns `treated`, `control` (how
        many), `mean_score`, `treated_mean`, `control_mean`, `uplift` (their
        difference), `lower` and `upper` (its 95 % interval, Wald). Missing where a
        group lacks treated or control customers.

    Raises
    ------
    TypeError, ValueError
        For columns of several lengths, missing values, no one treated or held out.

    Examples
    --------
    >>> table = uplift_by_decile(
    ...     [1, 1, 0, 0, 1, 1, 0, 0], [1, 1, 0, 1, 0, 1, 1, 0], range(8, 0, -1), bins=2
    ... )
    >>> table["uplift"].tolist()
    [0.5, 0.0]

    References
    ----------
    Radcliffe, N. J. (2007). Using control groups to target on predicted lift: building
    and assessing uplift models. Direct Marketing Analytics Journal, 14-21.
    """
    data = _uplift_data(treated, outcome, score)
    bins = require_whole(bins, "bins", minimum=1, maximum=len(data))
    # The mean rank of those tied: they all fall into one group.
    rank = data["score"].rank(ascending=False)
    group = np.ceil((rank - 0.5) * bins / len(data)).astype(int).clip(1, bins)
    parts = data["outcome"].groupby([group.rename("group"), data["treated"]])
    count = parts.count().unstack().reindex(columns=[True, False])
    mean = parts.mean().unstack().reindex(columns=[True, False])
    # Of a share p, this variance is p (1 - p).
    spread = parts.var(ddof=0).unstack().reindex(columns=[True, False])
    table = pd.DataFrame(
        {
            "treated": count[True].fillna(0).astype(int),
            "control": count[False].fillna(0).astype(int),
            "mean_score": data["score"].groupby(group).mean(),
            "treated_mean": mean[True],
            "control_mean": mean[False],
            "uplift": mean[True] - mean[False],
        }
    )
    margin = _normal(0.975) * (
        spread[True] / table["treated"] + spread[False] / table["control"]
    ).pow(0.5)
    table["lower"] = table["uplift"] - margin
    table["upper"] = table["uplift"] + margin
    return table.rename_axis("group")


def qini_curve(treated, outcome, score) -> pd.DataFrame:
    """Cumulate what a message adds when the highest scores are targeted first.

    After each score, with the customers targeted so far, the gain is

    ``Y_t - Y_c * N_t / N_c``

    where Y are the outcomes and N the customers, t treated and c control: the outcomes
    of those treated, minus those of the control group brought to the same number of
    customers. It is not divided by anything: its unit is outcomes (orders, MAD) among
    the *treated* so far. Customers with the same score enter together, so the order of
    the rows never matters. While no control customer has entered, nothing is taken
    away. (Scikit-uplift's `qini_curve` gives the same numbers; some authors
    divide the gain by the number of treated customers, or of all.)

    Parameters
    ----------
    treated, outcome, score : array-like
        As in `uplift_by_decile`.

    Returns
    -------
    DataFrame
        One row a distinct score, highest first, after a first row of zeros: `share` of
        the customers targeted so far, `treated`, `control` (how many so far), `gain`
        (outcomes added among them) and `random` (the gain expected of a score that
        knows nothing: the same share of the whole gain).

    Raises
    ------
    TypeError, ValueError
        As in `uplift_by_decile`.

    Examples
    --------
    >>> curve = qini_curve([1, 0, 1, 0], [1, 0, 0, 1], [9, 9, 2, 2])
    >>> curve[["share", "gain"]].to_numpy().tolist()
    [[0.0, 0.0], [0.5, 1.0], [1.0, 0.0]]

    References
    ----------
    Radcliffe, N. J. (2007). Using control groups to target on predicted lift: building
    and assessing uplift models. Direct Marketing Analytics Journal, 14-21.
    """
    data = _uplift_data(treated, outcome, score)
    columns = pd.DataFrame(
        {
            "treated": data["treated"].astype(int),
            "control": (~data["treated"]).astype(int),
            "treated_outcome": data["outcome"].where(data["treated"], 0.0),
            "control_outcome": data["outcome"].where(~data["treated"], 0.0),
        }
    )
    sums = columns.groupby(data["score"]).sum().sort_index(ascending=False).cumsum()
    fair = sums["treated"] / sums["control"].where(sums["control"] > 0)
    gain = sums["treated_outcome"] - sums["control_outcome"] * fair.fillna(0.0)
    share = (sums["treated"] + sums["control"]) / len(data)
    curve = pd.DataFrame(
        {
            "share": share,
            "treated": sums["treated"],
            "control": sums["control"],
            "gain": gain,
            "random": share * gain.iloc[-1],
        }
    ).reset_index(drop=True)
    start = pd.DataFrame({name: [0] for name in curve.columns})
    return pd.concat([start.astype(curve.dtypes), curve], ignore_index=True)


def qini_coefficient(treated, outcome, score) -> float:
    """Measure how much better than chance a score finds those a message moves.

    The area between the curve of `qini_curve` and its random line, by trapezoids:

    ``sum((d[i] + d[i-1]) / 2 * (share[i] - share[i-1]))``

    with ``d = (gain - random) / N_t``; share goes from 0 to 1, and N_t counts all
    treated customers. So its unit is outcomes per treated customer: a score that knows
    nothing is worth about 0, one that ranks the wrong way round less than 0. Times N_t
    and the number of customers, it is the area between the two in orders × customers.

    It is not divided by the area of a perfect score (as Radcliffe's Q and
    `qini_auc_score` of scikit-uplift are): that one depends on what nobody observes,
    who would have ordered anyway. Compare scores on the same campaign only.

    Parameters
    ----------
    treated, outcome, score : array-like
        As in `uplift_by_decile`.

    Returns
    -------
    float
        That area; 0 when all scores are the same.

    Raises
    ------
    TypeError, ValueError
        As in `uplift_by_decile`.

    Examples
    --------
    >>> qini_coefficient([1, 0, 1, 0], [1, 0, 0, 1], [9, 9, 2, 2])
    0.25

    References
    ----------
    Radcliffe, N. J. (2007). Using control groups to target on predicted lift: building
    and assessing uplift models. Direct Marketing Analytics Journal, 14-21.
    """
    curve = qini_curve(treated, outcome, score)
    above = (curve["gain"] - curve["random"]).to_numpy() / curve["treated"].iloc[-1]
    return float(np.trapezoid(above, curve["share"].to_numpy()))


def messages_received(contacts: pd.DataFrame, window_days: int = 30) -> pd.Series:
    """Count, for each message, those its customer received lately, this one included.

    Parameters
    ----------
    contacts : DataFrame
        One row a message delivered: `customer_id`, `sent_on`.
    window_days : int, default 30
        How many days count, the day of the message included.

    Returns
    -------
    Series
        Named `messages`, with the index of `contacts`; 1 or more.

    Raises
    ------
    TypeError, ValueError
        For a missing column or date (the control group received nothing).

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 1, 2],
    ...         "sent_on": ["2025-03-01", "2025-03-30", "2025-03-31", "2025-03-31"],
    ...     }
    ... )
    >>> messages_received(table, window_days=30).tolist()
    [1, 2, 2, 1]
    """
    require_table(contacts, "contacts")
    window_days = require_whole(window_days, "window_days", minimum=1)
    customers = require_ids(
        require_column(contacts, "customer_id", "contacts"), "customer_id"
    )
    sent = require_dates(require_column(contacts, "sent_on", "contacts"), "sent_on")
    day = (sent.dt.normalize() - sent.min().normalize()).dt.days.to_numpy()
    # Each customer has a stretch of numbers of their own, so one search serves all.
    stretch = int(day.max()) + window_days + 1
    moment = pd.factorize(customers)[0].astype("int64") * stretch + window_days + day
    known = np.sort(moment)
    until = np.searchsorted(known, moment, side="right")
    before = np.searchsorted(known, moment - window_days, side="right")
    return pd.Series(until - before, index=contacts.index, name="messages")


def contact_pressure(contacts: pd.DataFrame, window_days: int = 30) -> pd.DataFrame:
    """Give the share who unsubscribe by the number of messages received lately.

    Parameters
    ----------
    contacts : DataFrame
        `customer_id`, `sent_on`, `delivered`, `unsubscribed`. Only what was delivered
        counts; rows of the control group (nothing delivered) are left out.
    window_days : int, default 30
        How many days count, the day of the message included.

    Returns
    -------
    DataFrame
        Index `messages` (received in the last `window_days`, this one included) and the
        columns `contacts` (messages delivered at that pressure), `unsubscribed`,
        `rate`, `lower` and `upper` (its 95 % Wilson interval).

    Raises
    ------
    TypeError, ValueError
        For a missing column, or no message delivered.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {
    ...         "customer_id": [1, 1, 2],
    ...         "sent_on": ["2025-03-01", "2025-03-11", "2025-03-11"],
    ...         "delivered": True,
    ...         "unsubscribed": [False, True, False],
    ...     }
    ... )
    >>> contact_pressure(table)[["contacts", "unsubscribed"]].to_numpy().tolist()
    [[2, 0], [1, 1]]

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. Journal of the American Statistical Association 22, 209-212.
    """
    require_table(contacts, "contacts")
    delivered = require_column(contacts, "delivered", "contacts").fillna(False)
    reached = contacts[delivered.astype(bool).to_numpy()]
    if reached.empty:
        raise ValueError("contacts: no message was delivered, so there is no pressure.")
    left = _yes_no(reached, "unsubscribed")
    pressure = messages_received(reached, window_days)
    table = left.groupby(pressure).agg(["size", "sum"])
    table.columns = ["contacts", "unsubscribed"]
    table["rate"] = table["unsubscribed"] / table["contacts"]
    bounds = [
        _wilson(k, n)
        for k, n in zip(table["unsubscribed"], table["contacts"], strict=True)
    ]
    table["lower"], table["upper"] = zip(*bounds, strict=True)
    return table


def _messages(contacts, campaigns, by) -> pd.DataFrame:
    """Return one row a message sent, with its group and what followed."""
    key = require_column(campaigns, "campaign_id", "campaigns")
    if not key.is_unique:
        twice = key[key.duplicated()].tolist()[0]
        raise ValueError(
            f"campaigns: campaign_id {twice!r} is there twice; one row a campaign."
        )
    group = require_column(contacts, "group", "contacts")
    unknown = sorted(set(group.fillna("(empty)")) - {"treated", "control"}, key=str)
    if unknown:
        raise ValueError(
            f"column 'group': expected 'treated' or 'control', found {unknown[0]!r}; "
            "without it nobody knows who was sent the message."
        )
    treated = contacts[(group == "treated").to_numpy()]
    if treated.empty:
        raise ValueError("column 'group': no contact is 'treated', so none was sent.")
    campaign = require_column(treated, "campaign_id", "contacts")
    missing = campaign[~campaign.isin(key)]
    if len(missing):
        raise ValueError(
            f"contacts: campaign_id {missing.tolist()[0]!r} is not in campaigns "
            f"({missing.nunique()} such); load the campaigns of the same edition."
        )
    responded = _yes_no(treated, "responded")
    ordered = responded & _yes_no(treated, "ordered")
    amounts = require_column(treated, "order_amount", "contacts")
    return pd.DataFrame(
        {
            "campaign_id": campaign,
            "by": _group_column(treated, campaigns, by),
            "sent": 1,
            "delivered": _yes_no(treated, "delivered").astype(int),
            "responses": responded.astype(int),
            "orders": ordered.astype(int),
            "revenue": require_numbers(
                amounts.where(ordered, 0), "order_amount", minimum=0
            ),
        }
    )


def _group_column(treated, campaigns, by) -> pd.Series:
    if by in campaigns.columns:
        known = campaigns.set_index("campaign_id", drop=False)
        values = treated["campaign_id"].map(require_column(known, by, "by"))
    elif by in treated.columns:
        values = require_column(treated, by, "by")
    else:
        raise ValueError(
            f"by: no column {by!r} in campaigns ({', '.join(campaigns.columns)}) or in "
            f"contacts ({', '.join(treated.columns)})."
        )
    if values.isna().any():
        raise ValueError(
            f"by: {int(values.isna().sum())} messages have no {by!r}; fill it first."
        )
    return values


def _yes_no(treated: pd.DataFrame, name: str) -> pd.Series:
    values = require_column(treated, name, "contacts")
    if values.isna().any():
        raise ValueError(
            f"column {name!r}: {int(values.isna().sum())} treated contacts have no "
            "value; fill them (False where nothing was recorded) or drop them."
        )
    boolean = types.is_bool_dtype(values) or types.infer_dtype(values) == "boolean"
    if not boolean and not (
        types.is_numeric_dtype(values) and values.isin([0, 1]).all()
    ):
        raise TypeError(
            f"column {name!r}: expected True or False, found type {values.dtype}; "
            "convert it first."
        )
    return values.astype(bool)


def _cost(messages: pd.DataFrame, campaigns: pd.DataFrame) -> pd.Series:
    """Return the cost by group: a campaign's fixed cost follows its messages."""
    costs = campaigns.set_index("campaign_id")
    for name in ("fixed_cost", "unit_cost"):
        costs[name] = require_numbers(
            require_column(costs, name, "campaigns"), name, minimum=0
        )
    sent = messages.groupby(["by", "campaign_id"])["sent"].sum().reset_index()
    whole = sent.groupby("campaign_id")["sent"].transform("sum")
    fixed = sent["campaign_id"].map(costs["fixed_cost"]) * (sent["sent"] / whole)
    unit = sent["campaign_id"].map(costs["unit_cost"]) * sent["sent"]
    return (fixed + unit).groupby(sent["by"]).sum()


def _widths(text: str) -> tuple[list[int], str]:
    """Return the places each character takes, and those outside the alphabet."""
    if not isinstance(text, str):
        raise TypeError(f"text: expected text, found {type(text).__name__} {text!r}.")
    if not text:
        raise ValueError("text: it is empty; write the message that will be sent.")
    outside = [c for c in text if c not in GSM_ALPHABET and c not in GSM_EXTENSION]
    if outside:
        # A character beyond the basic plane (an emoji) takes two UCS-2 places.
        return [2 if ord(c) > 0xFFFF else 1 for c in text], "".join(
            dict.fromkeys(outside)
        )
    return [2 if c in GSM_EXTENSION else 1 for c in text], ""


def _parts(widths: list[int], encoding: str) -> int:
    alone, each = (160, 153) if encoding == "GSM-7" else (70, 67)
    if sum(widths) <= alone:
        return 1
    parts, room = 1, each
    for width in widths:
        # A character of two places is not cut between two parts.
        if width > room:
            parts, room = parts + 1, each
        room -= width
    if parts > 255:
        raise ValueError(
            f"text: it needs {parts} parts, and one message can have 255 at most."
        )
    return parts


def _count(orders, customers, group) -> tuple[int, int]:
    customers = require_whole(customers, f"n_{group}", minimum=1)
    orders = require_whole(orders, f"orders_{group}", minimum=0)
    if orders > customers:
        raise ValueError(
            f"orders_{group}: {orders} customers ordered, of {customers} in the group; "
            "count customers who ordered, each once."
        )
    return orders, customers


def _normal(probability: float) -> float:
    return statistics.NormalDist().inv_cdf(probability)


def _wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the Wilson interval of 95 % of a share."""
    z = _normal(0.975)
    share, squared = successes / trials, z * z / trials
    half = z * math.sqrt(share * (1 - share) / trials + squared / (4 * trials))
    low = (share + squared / 2 - half) / (1 + squared)
    high = (share + squared / 2 + half) / (1 + squared)
    return max(low, 0.0), min(high, 1.0)


def _uplift_data(treated, outcome, score) -> pd.DataFrame:
    """Return the three columns together, checked."""
    columns = {"treated": treated, "outcome": outcome, "score": score}
    arrays = {}
    for name, values in columns.items():
        series = pd.Series(values if hasattr(values, "dtype") else list(values))
        if types.is_bool_dtype(series) and not series.isna().any():
            series = series.astype(float)
        arrays[name] = require_numbers(series, name)
    sizes = {name: len(array) for name, array in arrays.items()}
    if len(set(sizes.values())) > 1:
        told = ", ".join(f"{name} {size}" for name, size in sizes.items())
        raise ValueError(f"treated, outcome and score differ in length: {told}.")
    data = pd.DataFrame(arrays)
    if not data["treated"].isin([0, 1]).all():
        raise ValueError("treated: expected True or False (or 1 and 0) only.")
    data["treated"] = data["treated"] == 1
    if data["treated"].nunique() < 2:
        raise ValueError(
            "treated: both treated and control customers are needed; without a control "
            "group, what a message changed cannot be told."
        )
    return data
