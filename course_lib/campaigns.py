"""What a campaign cost and brought: the indicators of direct marketing, SMS prices."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api import types

from course_lib.validation import (
    require_column,
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
