"""The indicators of direct marketing, and the price of an SMS campaign."""

import doctest

import numpy as np
import pandas as pd
import pytest

from course_lib import campaigns as library
from course_lib.campaigns import (
    GSM_ALPHABET,
    GSM_EXTENSION,
    compare_groups,
    contact_pressure,
    kpis,
    messages_received,
    qini_coefficient,
    qini_curve,
    sample_size,
    sms_cost,
    uplift_by_decile,
)

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


# --- compare_groups -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "lower", "upper"),
    [
        # Newcombe (1998), Statistics in Medicine 17, 873-890, table II: the textbook
        # (Wald) interval, then method 10 where that one would have no width.
        ((56, 70, 48, 80), 0.0575, 0.3425),
        ((9, 10, 3, 10), 0.2605, 0.9395),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_intervals_agree_with_published_ones(counts, lower, upper):
    result = compare_groups(*counts)
    # Half of the last digit printed.
    assert result.lower == pytest.approx(lower, abs=6e-5)
    assert result.upper == pytest.approx(upper, abs=6e-5)


def test_the_test_of_two_proportions_by_hand():
    # Shares 0.20 and 0.10, pooled 0.15: z = 0.1 / sqrt(0.15 × 0.85 × 0.02).
    result = compare_groups(20, 100, 10, 100)
    z = 0.1 / (0.15 * 0.85 * 0.02) ** 0.5
    assert result.difference == pytest.approx(0.1)
    assert result.z == pytest.approx(z) == pytest.approx(1.98030, abs=1e-5)
    # z squared is the chi-squared of the table, 3.9216: p 0.0477.
    assert result.p_value == pytest.approx(0.04767, abs=1e-5)
    turned = compare_groups(10, 100, 20, 100)
    assert turned.z == -result.z and turned.p_value == result.p_value
    assert (turned.lower, turned.upper) == (-result.upper, -result.lower)


def test_groups_without_any_difference():
    for counts in [(0, 50, 0, 20), (50, 50, 20, 20)]:
        result = compare_groups(*counts)
        assert (result.difference, result.z, result.p_value) == (0, 0, 1)
        assert result.lower < 0 < result.upper
    assert compare_groups(np.int64(3), np.int64(9), 0, 9).upper <= 1


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ((0, 0, 1, 2), "n_treated: must be at least 1"),
        ((1, 2, 0, 0), "n_control: must be at least 1"),
        ((3, 2, 0, 1), "orders_treated: 3 customers ordered, of 2"),
        ((1, 2, 3, 2), "orders_control: 3 customers ordered, of 2"),
        ((-1, 2, 0, 1), "orders_treated: must be at least 0"),
        ((0.5, 2, 0, 1), "orders_treated: expected a whole number"),
        ((None, 2, 0, 1), "orders_treated: expected a whole number"),
    ],
)
def test_impossible_groups_are_refused(counts, message):
    with pytest.raises((TypeError, ValueError), match=message):
        compare_groups(*counts)


# --- sample_size ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "effect", "power", "expected"),
    [
        # The examples of power.prop.test of R (76.7), and of Dalgaard (2008),
        # Introductory Statistics with R, chapter on power (137.604).
        (0.50, 0.25, 0.90, 77),
        (0.15, 0.15, 0.85, 138),
    ],
)
def test_sample_sizes_agree_with_published_ones(base, effect, power, expected):
    assert sample_size(base, effect, power=power) == expected
    assert sample_size(base + effect, -effect, power=power) == expected


def test_half_the_effect_needs_about_four_times_the_customers():
    ratio = sample_size(0.1, 0.01) / sample_size(0.1, 0.02)
    assert 3.6 < ratio < 4
    assert sample_size(0.1, 0.02, power=0.9) > sample_size(0.1, 0.02)
    assert sample_size(0.1, 0.02, alpha=0.01) > sample_size(0.1, 0.02)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"effect": 0}, "effect: 0 would need endless"),
        ({"effect": 0.95}, "effect: 0.1 .* is no share"),
        ({"effect": 2}, "effect: 0.1 .* is no share"),
        ({"effect": -0.2}, "effect: 0.1 .* is no share"),
        ({"base_rate": 10}, "base_rate: must be at most 1"),
        ({"power": 1}, "0 < alpha < power < 1"),
        ({"power": 0.04}, "0 < alpha < power < 1"),
        ({"alpha": 0}, "0 < alpha < power < 1"),
        ({"effect": "2 %"}, "effect: expected a number"),
    ],
)
def test_impossible_tests_are_refused(arguments, message):
    with pytest.raises((TypeError, ValueError), match=message):
        sample_size(**{"base_rate": 0.1, "effect": 0.02} | arguments)


# --- uplift ---------------------------------------------------------------------------

# Four scores, from the best: of two treated and two controls each, who ordered?
SCORE = np.repeat([4, 3, 2, 1], 4)
TREATED = np.tile([1, 1, 0, 0], 4)
OUTCOME = np.array([1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0])


def test_uplift_by_hand():
    table = uplift_by_decile(TREATED, OUTCOME, SCORE, bins=4)
    assert table.index.tolist() == [1, 2, 3, 4]
    assert table["uplift"].tolist() == [1, 0.5, 0, -0.5]
    assert table["treated"].tolist() == table["control"].tolist() == [2] * 4
    assert table["mean_score"].tolist() == [4, 3, 2, 1]
    # As for the difference of two shares.
    same = compare_groups(1, 2, 0, 2)
    assert table.loc[2, "lower"] == pytest.approx(same.lower)
    assert table.loc[2, "upper"] == pytest.approx(1 - same.lower)


def test_ties_stay_together_whatever_the_order_of_the_rows():
    order = np.random.default_rng(1).permutation(len(SCORE))
    for function in (uplift_by_decile, qini_curve):
        pd.testing.assert_frame_equal(
            function(TREATED, OUTCOME, SCORE),
            function(TREATED[order], OUTCOME[order], SCORE[order]),
        )
    # Four scores make four groups, even if ten are asked for.
    assert len(uplift_by_decile(TREATED, OUTCOME, SCORE, bins=10)) == 4
    assert len(uplift_by_decile(TREATED, OUTCOME, np.ones(16))) == 1


def test_a_group_without_controls_has_no_uplift():
    table = uplift_by_decile([1, 1, 1, 0], [1, 0, 1, 1], [4, 3, 2, 1], bins=2)
    assert np.isnan(table.loc[1, "uplift"]) and table.loc[2, "uplift"] == 0


def test_qini_by_hand():
    curve = qini_curve(TREATED, OUTCOME, SCORE)
    assert curve["gain"].tolist() == [0, 2, 3, 3, 2]
    assert curve["share"].tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert curve["random"].tolist() == [0, 0.5, 1, 1.5, 2]
    # Trapezoids of 1.5, 2, 1.5 above the line, a quarter wide, for eight treated.
    assert qini_coefficient(TREATED, OUTCOME, SCORE) == pytest.approx(5 / 4 / 8)
    assert qini_coefficient(TREATED, OUTCOME, -SCORE) == pytest.approx(-5 / 4 / 8)
    assert qini_coefficient(TREATED, OUTCOME, np.ones(16)) == 0


def test_chance_follows_the_share_of_customers_not_of_the_treated():
    curve = qini_curve([1, 1, 0, 0], [1, 1, 0, 0], [4, 3, 2, 1])
    assert curve["gain"].tolist() == [0, 1, 2, 2, 2]
    assert curve["random"].tolist() == [0, 0.5, 1, 1.5, 2]


def test_a_smaller_control_group_is_brought_to_size():
    # Two treated for one control: 2 ordered, less 1 × 2.
    assert qini_curve([1, 1, 0], [1, 1, 1], [1, 1, 1])["gain"].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (([1, 1], [0, 1], [1, 2]), "both treated and control customers are needed"),
        (([1, 2], [0, 1], [1, 2]), "treated: expected True or False"),
        (([1, 0], [0, 1], [1, np.nan]), "'score': 1 of 2 values are missing"),
        (([1, 0], [0, 1, 1], [1, 2]), "differ in length: treated 2, outcome 3"),
        (([1, 0], ["no", "yes"], [1, 2]), "'outcome': expected numbers"),
    ],
)
def test_impossible_scores_are_refused(columns, message):
    for function in (uplift_by_decile, qini_curve, qini_coefficient):
        with pytest.raises((TypeError, ValueError), match=message):
            function(*columns)


# --- contact pressure -----------------------------------------------------------------


def messages():
    return pd.DataFrame(
        {
            "customer_id": ["b", "a", "a", "b", "a", "c", "a"],
            "sent_on": pd.to_datetime(
                [
                    "2025-03-31",
                    "2025-03-01",
                    "2025-03-30",
                    "2025-03-31",
                    "2025-03-31",
                    None,
                    "2025-03-31",
                ]
            ),
            "delivered": pd.array([True] * 5 + [None, False], dtype="boolean"),
            "unsubscribed": [False, False, True, True, False, False, False],
        }
    )


def test_pressure_by_hand():
    table = messages()
    reached = table[table["delivered"].fillna(False)]
    # The message of 1 March is 30 days old on the 31st: no longer counted.
    assert messages_received(reached).tolist() == [2, 1, 2, 2, 2]
    assert messages_received(reached, 31).tolist() == [2, 1, 2, 2, 3]
    assert messages_received(reached, 1).tolist() == [2, 1, 1, 2, 1]
    result = contact_pressure(table)
    assert result.index.tolist() == [1, 2] and result.index.name == "messages"
    assert result["contacts"].tolist() == [1, 4]
    assert result["unsubscribed"].tolist() == [0, 2]
    assert result["rate"].tolist() == [0, 0.5]
    # Wilson's interval of 2 in 4 is centred: 0.15 to 0.85.
    assert result.loc[2, ["lower", "upper"]].tolist() == pytest.approx(
        [0.15, 0.85], abs=5e-3
    )


def test_pressure_agrees_with_counting_one_by_one():
    rng = np.random.default_rng(3)
    start = pd.Timestamp("2025-01-01")
    table = pd.DataFrame(
        {
            "customer_id": rng.integers(0, 12, 200),
            "sent_on": start + pd.to_timedelta(rng.integers(0, 200, 200), unit="D"),
        }
    )
    slow = [
        (
            (table["customer_id"] == row.customer_id)
            & (table["sent_on"] <= row.sent_on)
            & (table["sent_on"] > row.sent_on - pd.Timedelta(days=30))
        ).sum()
        for row in table.itertuples()
    ]
    assert messages_received(table).tolist() == slow


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (messages().drop(columns="delivered"), "contacts: no column 'delivered'"),
        (messages().assign(delivered=False), "no message was delivered"),
        (messages().assign(sent_on=pd.NaT), "'sent_on': 5 of 5 dates are missing"),
        (messages().assign(unsubscribed="no"), "'unsubscribed': expected True"),
    ],
)
def test_wrong_messages_are_refused(table, message):
    with pytest.raises((TypeError, ValueError), match=message):
        contact_pressure(table)
    with pytest.raises(ValueError, match="window_days: must be at least 1"):
        contact_pressure(messages(), window_days=0)
