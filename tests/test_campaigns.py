"""The indicators of direct marketing, and the price of an SMS campaign."""

import doctest

import numpy as np
import pandas as pd
import pytest

from course_lib import campaigns as library
from course_lib.campaigns import GSM_ALPHABET, GSM_EXTENSION, kpis, sms_cost

CAMPAIGNS = pd.DataFrame(
    {
        "campaign_id": [1, 2, 3],
        "channel": ["email", "sms", "email"],
        "fixed_cost": [100.0, 50.0, 10.0],
        "unit_cost": [0.1, 0.5, 0.0],
    }
)


def contacts():
    """Campaign 1: 4 sent, 3 delivered, 2 responses, 1 order. Campaign 2: 2, 2, 0, 0."""
    yes, no = True, False
    return pd.DataFrame(
        [
            (1, "treated", yes, yes, yes, 300.0, "f"),
            (1, "treated", yes, yes, no, np.nan, "m"),
            (1, "treated", yes, no, yes, 80.0, "m"),  # ordered without responding
            (1, "treated", no, no, no, np.nan, "f"),
            (1, "control", None, None, yes, 999.0, "f"),
            (2, "treated", yes, no, no, np.nan, "f"),
            (2, "treated", yes, no, no, np.nan, "f"),
            (2, "control", None, None, no, np.nan, "m"),
        ],
        columns=[
            "campaign_id",
            "group",
            "delivered",
            "responded",
            "ordered",
            "order_amount",
            "gender",
        ],
    ).astype({"delivered": "boolean", "responded": "boolean"})


def test_docstring_examples_run():
    assert doctest.testmod(library, extraglobs={"pd": pd}).failed == 0


def test_indicators_by_hand():
    result = kpis(contacts(), CAMPAIGNS, margin_rate=0.5)
    assert result.index.tolist() == [1, 2] and result.index.name == "campaign_id"
    assert result.loc[1].to_dict() == pytest.approx(
        {
            "sent": 4,
            "delivered": 3,
            "responses": 2,
            "orders": 1,
            "delivery_rate": 3 / 4,
            "response_rate": 2 / 3,
            "conversion_rate": 1 / 2,
            "revenue": 300,
            "cost": 100 + 4 * 0.1,
            "cost_per_order": 100.4,
            "revenue_per_message": 75,
            "roi": (150 - 100.4) / 100.4,
        }
    )


def test_a_rate_of_nothing_is_missing():
    result = kpis(contacts(), CAMPAIGNS, margin_rate=0.5).loc[2]
    assert result["response_rate"] == 0
    assert np.isnan(result["conversion_rate"]) and np.isnan(result["cost_per_order"])
    assert result["roi"] == -1
    free = CAMPAIGNS.assign(fixed_cost=0, unit_cost=0)
    assert kpis(contacts(), free, margin_rate=0.5)["roi"].isna().all()


def test_those_held_out_count_nowhere():
    without = contacts().query("group == 'treated'")
    pd.testing.assert_frame_equal(
        kpis(contacts(), CAMPAIGNS, margin_rate=0.4),
        kpis(without, CAMPAIGNS, margin_rate=0.4),
    )


def test_channels_add_up_their_campaigns():
    each = kpis(contacts(), CAMPAIGNS, margin_rate=0.5)
    by_channel = kpis(contacts(), CAMPAIGNS, by="channel", margin_rate=0.5)
    assert by_channel.index.tolist() == ["email", "sms"]
    sums = ["sent", "delivered", "responses", "orders", "revenue", "cost"]
    assert by_channel.loc["email", sums].tolist() == each.loc[1, sums].tolist()
    # A campaign that was sent to nobody costs nothing here.
    assert by_channel["cost"].sum() == each["cost"].sum() == pytest.approx(151.4)


def test_a_fixed_cost_is_shared_out_by_messages_within_a_campaign():
    by_gender = kpis(contacts(), CAMPAIGNS, by="gender", margin_rate=0.5)
    # Campaign 1: two messages each. Campaign 2: both to women.
    assert by_gender.loc["m", "cost"] == pytest.approx(50 + 2 * 0.1)
    assert by_gender.loc["f", "cost"] == pytest.approx(50 + 2 * 0.1 + 50 + 2 * 0.5)


def test_zero_and_one_are_no_and_yes():
    numbers = contacts().query("group == 'treated'")
    numbers = numbers.astype({"delivered": int, "responded": int, "ordered": int})
    pd.testing.assert_frame_equal(
        kpis(numbers, CAMPAIGNS, margin_rate=0.4),
        kpis(contacts(), CAMPAIGNS, margin_rate=0.4),
    )


def test_the_tables_given_are_left_as_they_were():
    given, described = contacts(), CAMPAIGNS.copy()
    kpis(given, described, margin_rate=0.4)
    pd.testing.assert_frame_equal(given, contacts())
    pd.testing.assert_frame_equal(described, CAMPAIGNS)


def changed(row, column, value):
    table = contacts()
    table[column] = table[column].astype(object)
    table.loc[row, column] = value
    return table


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (contacts().drop(columns="group"), "contacts: no column 'group'"),
        (contacts().drop(columns="responded"), "contacts: no column 'responded'"),
        (contacts().drop(columns="campaign_id"), "contacts: no column 'campaign_id'"),
        (contacts().head(0), "contacts: the table is empty"),
        (contacts().query("group == 'control'"), "no contact is 'treated'"),
        (changed(0, "group", "test"), "'group': expected .* found 'test'"),
        (changed(0, "group", None), r"'group': expected .* found '\(empty\)'"),
        (changed(0, "campaign_id", 9), "campaign_id 9 is not in campaigns"),
        (changed(0, "delivered", None), "'delivered': 1 treated contacts have no"),
        (changed(0, "ordered", "yes"), "'ordered': expected True or False"),
        (contacts().assign(ordered=2), "'ordered': expected True or False"),
        (changed(0, "order_amount", -1.0), "'order_amount': 1 of 6 .* below 0"),
        (changed(0, "order_amount", np.nan), "'order_amount': 1 of 6 .* missing"),
        (changed(0, "order_amount", "300"), "'order_amount': expected numbers"),
    ],
)
def test_wrong_contacts_are_refused(table, message):
    with pytest.raises((TypeError, ValueError), match=message):
        kpis(table, CAMPAIGNS, margin_rate=0.5)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (CAMPAIGNS.drop(columns="unit_cost"), "campaigns: no column 'unit_cost'"),
        (CAMPAIGNS.assign(fixed_cost=-1), "'fixed_cost': 3 of 3 values are below 0"),
        (CAMPAIGNS.assign(fixed_cost=np.nan), "'fixed_cost': 3 of 3 values are miss"),
        (CAMPAIGNS.assign(unit_cost="0.1"), "'unit_cost': expected numbers"),
        (pd.concat([CAMPAIGNS, CAMPAIGNS]), "campaign_id 1 is there twice"),
        ({}, "campaigns: expected a pandas DataFrame"),
    ],
)
def test_wrong_campaigns_are_refused(table, message):
    with pytest.raises((TypeError, ValueError), match=message):
        kpis(contacts(), table, margin_rate=0.5)


@pytest.mark.parametrize("rate", [-0.1, 1.1, np.nan, np.inf, True, "0.5", None])
def test_a_wrong_margin_rate_is_refused(rate):
    with pytest.raises((TypeError, ValueError), match="margin_rate: "):
        kpis(contacts(), CAMPAIGNS, margin_rate=rate)


def test_an_unknown_column_to_group_by_gives_those_there_are():
    with pytest.raises(ValueError, match="by: no column 'chanel' .*channel"):
        kpis(contacts(), CAMPAIGNS, by="chanel", margin_rate=0.5)


# --- sms_cost -------------------------------------------------------------------------


def test_the_alphabet_is_that_of_the_standard():
    # 128 codes, of which one is the escape to the extension table.
    assert len(GSM_ALPHABET) == 127
    assert len(GSM_EXTENSION) == 10
    assert not GSM_ALPHABET & GSM_EXTENSION
    assert set("éèàùòìÉÇäöüñ") <= GSM_ALPHABET
    assert not set("çêëîïôœûâÀÈ’«»\xa0") & (GSM_ALPHABET | GSM_EXTENSION)


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("a", "GSM-7", 1, 1),
        ("é" * 160, "GSM-7", 160, 1),
        ("é" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        # 153 is odd: the € that would be cut begins the next part.
        ("€" * 153, "GSM-7", 306, 3),
        ("ç" * 70, "UCS-2", 70, 1),
        ("a" * 70 + "ê", "UCS-2", 71, 2),
        ("سلام " * 27, "UCS-2", 135, 3),
        ("👋" * 35, "UCS-2", 70, 1),
        ("👋" * 67, "UCS-2", 134, 3),
        ("€ç", "UCS-2", 2, 1),
    ],
)
def test_parts_of_a_text(text, encoding, units, parts):
    price = sms_cost(10, text=text, price_per_sms=0.2)
    assert (price.encoding, price.units, price.parts) == (encoding, units, parts)
    assert price.billed == 10 * parts
    assert price.cost == pytest.approx(10 * parts * 0.2)


def test_the_characters_at_fault_are_given_once_each():
    assert sms_cost(1, text="Reçu, ça ! fête", price_per_sms=1).outside_alphabet == "çê"
    assert sms_cost(1, text="Recu", price_per_sms=1).outside_alphabet == ""


@pytest.mark.parametrize(
    ("characters", "unicode", "parts"),
    [(160, False, 1), (161, False, 2), (70, True, 1), (71, True, 2), (135, True, 3)],
)
def test_parts_of_a_length(characters, unicode, parts):
    price = sms_cost(1, characters=characters, unicode=unicode, price_per_sms=1)
    assert price.parts == price.cost == parts


def test_a_fixed_cost_is_added_once():
    assert sms_cost(100, text="a", price_per_sms=0.5, fixed_cost=30).cost == 80
    assert sms_cost(0, text="a", price_per_sms=0.5, fixed_cost=30).cost == 30


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "give either text or characters"),
        ({"text": "a", "characters": 1}, "give either text or characters"),
        ({"text": ""}, "text: it is empty"),
        ({"text": 3}, "text: expected text, found int"),
        ({"text": "a" * 153 * 256}, "text: it needs 256 parts"),
        ({"characters": 0}, "characters: must be at least 1"),
        ({"characters": 2.5}, "characters: expected a whole number"),
        ({"text": "a", "messages": -1}, "messages: must be at least 0"),
        ({"text": "a", "messages": True}, "messages: expected a whole number"),
        ({"text": "a", "price_per_sms": -1}, "price_per_sms: must be at least 0"),
        ({"text": "a", "price_per_sms": np.nan}, "price_per_sms: expected a finite"),
        ({"text": "a", "price_per_sms": "1"}, "price_per_sms: expected a number"),
        ({"text": "a", "fixed_cost": np.inf}, "fixed_cost: expected a finite"),
    ],
)
def test_wrong_arguments_are_refused(arguments, message):
    given = {"messages": 1, "price_per_sms": 1} | arguments
    with pytest.raises((TypeError, ValueError), match=message):
        sms_cost(given.pop("messages"), **given)
