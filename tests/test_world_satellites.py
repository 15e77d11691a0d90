"""The tables around the core: their keys and ranges on several editions, and every
planted effect found again with the method the course teaches for it."""

import re
import unicodedata

import numpy as np
import pandas as pd
import pytest
from scipy.special import logit
from sklearn.decomposition import FactorAnalysis
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from course_lib.world import (
    calls,
    complaints,
    credit,
    opportunities,
    phrases,
    prospects,
    surveys,
    tables,
    texts,
    web,
)
from course_lib.world.schema import conform, read_package, resources

MODULES = (complaints, surveys, calls, prospects, opportunities, credit, web)
FIRST, AFTER = pd.Timestamp("2022-01-01"), pd.Timestamp("2026-01-01")


class Edition:
    """The world of one seed and the satellite tables made from it."""

    def __init__(self, seed, customers, chunk=0):
        self.world = tables.simulate(seed, chunk, customers)
        self.people, self.journey, self.places = self.world[1:4]
        self.tables = {}
        for module in MODULES:
            self.tables.update(module.build(*self.world))

    def __getitem__(self, name):
        return self.tables[name]


@pytest.fixture(scope="module")
def usual():
    return Edition(101, 6000)


@pytest.fixture(
    scope="module", params=[(202, 400, 0), (303, 1200, 0), (404, 400, 3)], ids=str
)
def other(request):
    return Edition(*request.param)


# ----------------------------------------------------- every edition: keys and ranges


def test_tables_hold_to_their_description(other):
    described = resources(read_package())
    for name, table in other.tables.items():
        frame = conform(table, described[name])  # types, and no required value missing
        assert set(table.columns) == set(frame.columns), name
        key = described[name]["schema"]["primaryKey"]
        assert not frame.duplicated(key).any(), name
        for field in described[name]["schema"]["fields"]:
            column, limits = frame[field["name"]].dropna(), field.get("constraints", {})
            where = f"{name}.{field['name']}"
            if "enum" in limits:
                assert set(column.astype(str)) <= set(limits["enum"]), where
            if "minimum" in limits and len(column):
                assert column.min() >= limits["minimum"], where
            if "maximum" in limits and len(column):
                assert column.max() <= limits["maximum"], where
            if field["type"] in ("date", "datetime") and len(column):
                assert column.min() >= FIRST, where
                assert column.max() < AFTER, where


def test_rows_grow_with_the_customers_and_calls_stay_in_one_centre(other):
    customers = len(other.people)
    assert len(other["prospects"]) == round(customers * 5 / 6)
    assert len(other["surveys"]) <= customers / 2
    if other.journey.chunk:
        assert len(other["calls"]) == len(other["truth/call_rates"]) == 0
    else:
        # Poisson: five standard deviations of its mean.
        mean = customers * 40 / 6
        assert abs(len(other["calls"]) - mean) < 5 * np.sqrt(mean)


def test_identifiers_of_chunks_do_not_meet():
    low, high = Edition(5, 300, 0), Edition(5, 300, 1)
    for name, key in {
        "complaints": "complaint_id",
        "surveys": "survey_id",
        "prospects": "prospect_id",
        "opportunities": "opportunity_id",
        "seller_weeks": "seller_id",
        "credit_requests": "case_id",
        "web_visits": "visit_id",
    }.items():
        assert low[name][key].max() < high[name][key].min(), name
    assert low["complaints"]["text_fr"][0] != high["complaints"]["text_fr"][0]


def test_same_seed_same_tables():
    first, again = Edition(9, 300), Edition(9, 300)
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, again[name])


def test_tables_agree_with_the_journey(other):
    heard = other.journey.incidents.query("complained").set_index("incident_id")
    truth = other["truth/complaint_truth"]
    assert sorted(truth["incident_id"]) == sorted(heard.index)
    told = heard.loc[truth["incident_id"]]
    assert (told["order_id"].to_numpy() == other["complaints"]["order_id"]).all()
    assert (told["happened_at"].to_numpy() <= other["complaints"]["opened_at"]).all()
    assert (told["true_cause"].to_numpy() == truth["true_cause"].to_numpy()).all()
    won = other["prospects"].query("converted")
    people = other.people.set_index("customer_id").loc[won["customer_id"]]
    assert won["customer_id"].is_unique
    assert (people["acquired_on"].to_numpy() == won["converted_on"].to_numpy()).all()
    assert list(people["acquisition_channel"]) == list(won["source"])
    visits = other["web_visits"].query("ordered")
    orders = other.journey.orders.query("channel == 'web'")
    paid = orders.groupby("customer_id")["amount"].agg(set)
    assert all(
        cart in paid[customer]
        for cart, customer in zip(
            visits["cart_amount"], visits["customer_id"], strict=True
        )
    )


def test_stages_come_in_order(other):
    def rising(table, names):
        days = table[names].to_numpy().astype("datetime64[s]")
        for before, after in zip(days.T[:-1], days.T[1:], strict=True):
            known = ~np.isnat(before) & ~np.isnat(after)
            assert (before <= after)[known].all(), names

    rising(other["complaints"], ["opened_at", "first_answer_at", "resolved_at"])
    stages = ["created_on", "qualified_on", "hot_on", "converted_on"]
    rising(other["prospects"], stages)
    stages = "created_on qualified_on proposal_on negotiation_on closed_on".split()
    rising(other["opportunities"], stages)
    events = other["credit_requests"]
    rising(events, ["started_at", "ended_at"])
    before = events.groupby("case_id")["ended_at"].shift()
    assert (events["started_at"] >= before)[before.notna()].all()


def test_outcomes_and_gaps_agree(other):
    sales = other["opportunities"]
    assert ((sales["outcome"] == "open") == sales["closed_on"].isna()).all()
    won = sales[sales["outcome"] == "won"]
    assert (won["stage"] == "negotiation").all()
    answered = other["calls"].query("~abandoned")
    assert answered[["handling_seconds", "agent_id"]].notna().all().all()
    assert other["calls"].query("abandoned")["agent_id"].isna().all()
    asked = other["surveys"]
    assert (asked["complained"].isna() == ~asked["had_problem"]).all()
    visits = other["web_visits"]
    assert (visits["products_seen"] < visits["pages_seen"]).all()
    assert visits.loc[visits["ordered"], "cart_amount"].gt(0).all()
    held = (
        other["credit_requests"]
        .groupby("case_id")["outcome"]
        .agg(lambda values: values.notna().to_numpy()[:-1].any())
    )
    assert not held.any()  # on the last event only


# ----------------------------------------------------------------- complaint texts


def test_phrases_are_twins():
    book = texts._book()
    for cause, category in book["cores"]:
        assert len(book["cores"][cause, category]) >= 8, (cause, category)
    assert set(phrases.HINTS) == set(phrases.CORES) == set(complaints.CAUSES)
    nouns = [
        line.split(", ")[0]
        for block in phrases.NOUNS.values()
        for line in block.strip().splitlines()
    ]
    assert len(nouns) == len(set(nouns))
    with pytest.raises(ValueError, match="brackets of the twins differ"):
        texts._variants("un [a|b]", "one [a|b|c]")


def test_every_phrase_can_be_written_for_every_customer():
    book = texts._book()
    blocks = [*book["cores"].values(), *book["hints"].values()]
    blocks += [*book["urgency"].values(), *book["greetings"].values()]
    blocks += [*book["endings"].values(), book["vague"], book["contexts"]]
    blocks += [book["asides"], book["demands"]]
    drawn = iter(np.random.default_rng(1).random(100_000).tolist())
    for woman in (True, False):
        for category in texts.CATEGORY_MARKS.values():
            fact = {"category": category, "woman": woman, "order_id": 12, "month": 3}
            fact |= {"amount": 250.0, "days": 6, "city": "Rabat", "day": 4}
            slots = texts._slots(lambda: next(drawn), book, fact)
            for variant in (v for block in blocks for entry in block for v in entry):
                for side in (0, 1):
                    text = texts._fill([variant], side, slots[side])
                    assert not re.search(r"[{}\[\]|]|//|  ", text), text


def test_french_articles():
    nouns = {form[0][""]: form[0] for form in texts._nouns(phrases.NOUNS["beauty"])}
    assert nouns["huile d'argan"]["du_"] == "de l'huile d'argan"
    assert nouns["huile d'argan"]["mon_"] == "mon huile d'argan"
    assert nouns["crème de jour"]["mon_"] == "ma crème de jour"
    assert nouns["gommage"]["ce_"] == "ce gommage"
    assert nouns["crème de jour"]["e"] == "e"


def test_texts_hardly_repeat(usual):
    for column in ("text_fr", "text_en"):
        lengths = usual["complaints"][column].str.len()
        # Measured: no exact repetition; one in two hundred would still be natural.
        assert usual["complaints"][column].nunique() > 0.995 * len(lengths)
        assert 15 <= lengths.min()
        assert lengths.max() < 900
        # Short and long ones, as in any message box.
        assert lengths.quantile(0.9) > 2 * lengths.quantile(0.1)


def test_texts_are_typed_as_people_type(usual):
    french = usual["complaints"]["text_fr"]
    shouted = french.str.isupper().mean()
    plain = french.map(lambda text: text == texts._plain(text)).mean()
    assert 0.02 < shouted < 0.09  # 5 % of the writers
    assert 0.4 < plain < 0.7  # no accent at all: three styles, and short messages
    assert french.str.lower().str.contains("salam").mean() > 0.03


WORDS = {
    "late_delivery": "retard attend delai livraison suivi",
    "damaged": "cass abim emballage fuit coule morceau ecras",
    "wrong_item": "erreur tromp manque mauvais incomplet",
    "billing": "factur debit dirham remise ticket releve",
    "product_quality": "qualite gout defaut decu odeur finition",
    "staff": "vendeu accueil telephone conseill caiss employe",
    "website": "site appli compte page",
    "refund": "rembours retour avoir renvoy virement echange",
}


def keyword_rule(text):
    letters = unicodedata.normalize("NFD", text.lower())
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    hits = {
        cause: sum(word in text for word in words.split())
        for cause, words in WORDS.items()
    }
    best = max(hits, key=hits.get)
    return best if hits[best] else "late_delivery"


@pytest.mark.parametrize("column", ["text_fr", "text_en"])
def test_a_simple_text_model_is_good_but_not_perfect(usual, column):
    table, truth = usual["complaints"], usual["truth/complaint_truth"]
    cause = table["cause"].astype(str).to_numpy()
    model = make_pipeline(
        TfidfVectorizer(
            strip_accents="unicode", ngram_range=(1, 2), min_df=2, sublinear_tf=True
        ),
        LogisticRegression(C=10, max_iter=300),
    )
    folds = StratifiedKFold(3, shuffle=True, random_state=0)
    found = cross_val_predict(model, table[column], cause, cv=folds)
    # Measured on three seeds: 0.82 to 0.84 of the recorded causes, 0.88 to 0.91 of the
    # true ones. 8 % are recorded wrongly, so that no model can pass 0.92 of these.
    assert 0.78 < (found == cause).mean() < 0.89
    assert 0.84 < (found == truth["true_cause"].to_numpy()).mean() < 0.95
    if column == "text_fr":
        rule = table[column].map(keyword_rule).to_numpy()
        # The rule is a fair attempt with several stems a cause: it stays far behind.
        assert 0.25 < (rule == cause).mean() < 0.60


def test_recorded_cause_and_urgency_are_sometimes_wrong(usual):
    table, truth = usual["complaints"], usual["truth/complaint_truth"]
    wrong = (table["cause"].astype(str) != truth["true_cause"].astype(str)).mean()
    late = (table["urgency"].astype(str) != truth["true_urgency"].astype(str)).mean()
    # Three standard errors at 2,000 complaints: 0.018 and 0.022.
    assert abs(wrong - complaints.PARAMETERS["wrong_cause"]) < 0.02
    assert abs(late - complaints.PARAMETERS["wrong_urgency"]) < 0.025


# ------------------------------------------------------------- complaint handling


def test_delays_have_a_long_tail_and_some_cases_stay_open(usual):
    table = usual["complaints"]
    hours = (table["first_answer_at"] - table["opened_at"]).dt.total_seconds() / 3600
    days = (table["resolved_at"] - table["opened_at"]).dt.total_seconds() / 86_400
    assert hours.mean() > 1.4 * hours.median()
    assert days.mean() > 1.4 * days.median()
    assert 0.03 < table["resolved_at"].isna().mean() < 0.09  # planted: about 6 %


def test_satisfaction_follows_justice(usual):
    answered = usual["complaints"].dropna(subset="satisfaction_after")
    names = [f"justice_{x}" for x in ("distributive", "procedural", "interactional")]
    items = answered[names].astype(float)
    fit = LinearRegression().fit(items, answered["satisfaction_after"].astype(float))
    planted = [complaints.PARAMETERS["satisfaction"][n.split("_")[1]] for n in names]
    # Cutting to whole numbers, at both ends too, shrinks them by up to a third.
    for found, weight in zip(fit.coef_, planted, strict=True):
        assert 0.55 * weight < found < 1.1 * weight


def test_handling_shows_in_what_customers_think(usual):
    answered = usual["complaints"].dropna(subset="satisfaction_after")
    told = usual["truth/complaint_truth"]["incident_id"][answered.index]
    incidents = usual.journey.incidents.set_index("incident_id").loc[told]
    well = incidents["well_handled"].to_numpy()
    causes = np.stack([well, incidents["compensation_share"]], axis=1).astype(float)
    fair = answered["justice_distributive"].astype(float)
    fit = LinearRegression().fit(causes, fair)
    planted = complaints.PARAMETERS["justice"]["distributive"]
    # Answers are cut to 1–7; the standard error is near 0.08.
    assert abs(fit.coef_[0] - planted["well"]) < 0.3
    assert fit.coef_[1] > 0.5 * planted["compensation_share"]
    manner = answered["justice_interactional"].astype(float)
    gap = manner[well].mean() - manner[~well].mean()
    planted = complaints.PARAMETERS["justice"]["interactional"]["well"]
    assert abs(gap - planted) < 0.35


def test_a_badly_handled_complaint_lowers_later_activity(usual):
    incidents = usual.journey.incidents
    early = incidents[incidents["happened_at"] < AFTER - pd.Timedelta("270D")]
    left_on = usual.journey.status["dropped_out_on"].to_numpy()[early["customer"]]
    gone = (left_on - early["happened_at"].to_numpy()) < np.timedelta64(210, "D")
    kind = np.where(
        ~early["complained"], "silent", np.where(early["well_handled"], "well", "badly")
    )
    lost = pd.Series(gone).groupby(kind).mean()
    # Planted hazards × 3 and × 1.1 for six months; about 600 cases each, so that the
    # standard error of the difference is near 0.02.
    assert lost["badly"] > lost["well"] + 0.05
    assert lost["badly"] > lost["silent"]


# ------------------------------------------------------------------------- surveys

TRUST = list(surveys.PARAMETERS["loadings"])


def alpha(items):
    count = items.shape[1]
    whole = items.sum(axis=1).var()
    return count / (count - 1) * (1 - items.var().sum() / whole)


def test_two_factors_stand_behind_the_trust_items(usual):
    items = usual["surveys"][TRUST].dropna().astype(float)
    scores = (items - items.mean()) / items.std()
    fitted = FactorAnalysis(2, rotation="varimax").fit(scores)
    loadings = fitted.components_.T
    own = np.abs(loadings).argmax(axis=1)
    assert (own[:3] == own[0]).all()
    assert (own[3:] == own[3]).all()
    assert own[0] != own[3]
    planted = np.abs(list(surveys.PARAMETERS["loadings"].values()))
    strong = np.abs(loadings).max(axis=1)
    weak = np.abs(loadings).min(axis=1)
    # Seven points instead of a continuum, and factors that stay correlated after an
    # orthogonal rotation, take up to 0.15 from the planted loadings.
    assert (np.abs(strong - planted) < 0.15).all()
    assert (weak < 0.35).all()
    # The reversed item goes against its factor.
    reversed_item = TRUST.index("benevolence_2")
    assert np.sign(loadings[reversed_item, own[3]]) == -np.sign(loadings[3, own[3]])


def test_factor_scores_find_the_true_factors(usual):
    items = usual["surveys"][TRUST].dropna().astype(float)
    truth = usual["truth/survey_factors"].loc[items.index]
    items["benevolence_2"] = 8 - items["benevolence_2"]
    for name in ("credibility", "benevolence"):
        mean = items[[item for item in TRUST if item.startswith(name)]].mean(axis=1)
        # Reliability near 0.8, so the correlation is near its square root, 0.89.
        assert np.corrcoef(mean, truth[f"{name}_factor"])[0, 1] > 0.82
    assert 0.40 < truth.corr().loc["credibility_factor", "benevolence_factor"] < 0.60


def test_forgetting_to_reverse_ruins_the_reliability(usual):
    items = usual["surveys"][TRUST[3:]].dropna().astype(float)
    assert alpha(items) < 0.2
    items["benevolence_2"] = 8 - items["benevolence_2"]
    assert 0.74 < alpha(items) < 0.88


def test_most_problems_are_silent_and_the_survey_says_what_happened(usual):
    asked = usual["surveys"]
    incidents = usual.journey.incidents
    pairs = asked[["survey_id", "customer_id", "surveyed_on"]].merge(
        incidents[["customer_id", "happened_at", "complained"]], on="customer_id"
    )
    days = (pairs["surveyed_on"] - pairs["happened_at"].dt.normalize()).dt.days
    recent = pairs[(days >= 0) & (days < surveys.MEMORY_DAYS)]
    spoke = recent.groupby("survey_id")["complained"].any()
    problem = asked[asked["had_problem"]].set_index("survey_id")["complained"]
    pd.testing.assert_series_equal(
        problem.astype(bool), spoke, check_names=False, check_index_type=False
    )
    # The planted share of incidents that become complaints, seen from the survey:
    # higher, as a customer with several problems is more likely to have complained.
    share = incidents["complained"].mean()
    assert share - 0.03 < problem.mean() < share + 0.20
    assert problem.mean() < 0.5


def test_problems_and_trust_show_in_satisfaction(usual):
    asked = usual["surveys"].dropna(subset=["satisfaction", "recommendation"])
    means = asked.groupby("had_problem")[["satisfaction", "recommendation"]].mean()
    assert means.loc[True, "satisfaction"] < means.loc[False, "satisfaction"] - 0.4
    assert means.loc[True, "recommendation"] < means.loc[False, "recommendation"] - 0.6
    trust = usual["truth/survey_factors"].loc[asked.index].iloc[:, 1:].mean(axis=1)
    assert np.corrcoef(trust, asked["satisfaction"].astype(float))[0, 1] > 0.4


# --------------------------------------------------------------------------- calls


def test_arrivals_follow_the_planted_rates(usual):
    rates, table = usual["truth/call_rates"], usual["calls"]
    half_hour = table["arrived_at"].dt.floor("30min").value_counts()
    found = half_hour.reindex(rates["half_hour_at"], fill_value=0).to_numpy()
    expected = rates["expected_calls"].to_numpy()
    # Poisson: the sum of squares over the mean is chi-square, 1152 ± 48.
    spread = ((found - expected) ** 2 / expected).sum() / len(found)
    assert 0.85 < spread < 1.15
    assert table["arrived_at"].is_monotonic_increasing
    assert (table["arrived_at"].dt.day_of_week < 6).all()


def test_handling_times_are_log_normal_of_the_reason(usual):
    table = usual["calls"].dropna(subset="handling_seconds")
    logs = np.log(table["handling_seconds"].astype(float))
    means = table.groupby("reason", observed=True)["handling_seconds"].mean()
    for reason, mean in calls.PARAMETERS["handling_mean"].items():
        # 2,500 calls and more a reason: a standard error of 1.5 %.
        assert abs(means[reason] / mean - 1) < 0.07, reason
    inner = logs - logs.groupby(table["reason"], observed=True).transform("mean")
    assert abs(inner.std() - calls.PARAMETERS["handling_log_sd"]) < 0.02
    assert abs(inner.skew()) < 0.1  # the logarithm is symmetric
    assert 220 < table["handling_seconds"].mean() < 260


def erlang_c(load, agents):
    """Erlang's formula by the recursion of Erlang B; probability of waiting."""
    blocked = 1.0
    for n in range(1, agents + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked / (1 - load / agents * (1 - blocked))


def test_a_steady_queue_waits_as_erlang_says():
    rng = np.random.default_rng(3)
    agents, mean, days = 8, 240.0, 40
    rate = 6.6 / mean
    day = np.arange(days)
    start = 86_400 * (7 * (day // 6) + day % 6) + 8 * 3600
    arrived = np.concatenate(
        [
            np.sort(begin + rng.random(rng.poisson(rate * 43_200)) * 43_200)
            for begin in start
        ]
    )
    forever = np.full(len(arrived), np.inf)
    work = rng.exponential(mean, len(arrived))
    duty = np.full((days, calls.SLOTS), agents)
    begun, adviser = calls.serve(arrived, work, forever, duty)
    waiting = erlang_c(6.6, agents)
    # Two shifts a day meet at 14:00, when the afternoon's advisers come fresh, and
    # every day starts empty: a little less waiting than in the endless steady state.
    assert (adviser > 0).all()
    assert 0.8 * waiting < (begun > arrived).mean() < 1.1 * waiting
    expected = waiting * mean / (agents - 6.6)
    assert 0.65 * expected < (begun - arrived).mean() < 1.2 * expected


def test_the_queue_by_hand():
    # One adviser, from 8:00; the third caller would wait 180 seconds, but bears 179.
    opening = 8 * 3600
    arrived = opening + np.array([0.0, 10.0, 20.0, 130.0])
    work, patience = np.full(4, 100.0), np.array([500.0, 500.0, 179.0, 500.0])
    duty = np.ones((1, calls.SLOTS), dtype=int)
    begun, adviser = calls.serve(arrived, work, patience, duty)
    assert list(begun - opening) == [0, 100, 20, 200]
    assert list(adviser > 0) == [True, True, False, True]
    patience[2] = 181.0
    begun, adviser = calls.serve(arrived, work, patience, duty)
    assert list(begun - opening) == [0, 100, 200, 300]


def test_an_adviser_back_from_a_break_finishes_the_call_first():
    # Two advisers, the second away from 8:30 to 9:00. Both take a call of an hour and
    # ten minutes at 8:10, so that a caller of 9:05 must wait until 9:20.
    duty = np.full((1, calls.SLOTS), 2)
    duty[0, 1] = 1
    arrived = 8 * 3600 + np.array([600.0, 600.0, 3900.0])
    begun, adviser = calls.serve(arrived, np.full(3, 4200.0), np.full(3, 1e6), duty)
    assert begun[2] - 8 * 3600 == 4800
    assert adviser[2] in adviser[:2]


def test_nobody_talks_to_two_callers_or_off_duty(usual):
    table = usual["calls"].query("~abandoned").copy()
    table["start"] = table["arrived_at"] + pd.to_timedelta(table["queue_seconds"], "s")
    seconds = pd.to_timedelta(table["handling_seconds"].astype(int), "s")
    table["end"] = table["start"] + seconds
    table = table.sort_values(["agent_id", "start"])
    before = table.groupby("agent_id")["end"].shift()
    # Seconds are cut to whole numbers in the table: one may seem to overlap.
    overlap = (before - table["start"]).dt.total_seconds().dropna()
    assert overlap.max() <= 1
    rates = usual["truth/call_rates"].set_index("half_hour_at")["advisers"]
    slot = table["start"].dt.floor("30min")
    busy = table.groupby(slot)["agent_id"].nunique()
    shared = busy.index.intersection(rates.index)
    at_noon = shared[(shared.hour * 60 + shared.minute) == 14 * 60]
    inside = shared.difference(at_noon)
    assert (busy[inside] <= rates[inside]).all()


def test_short_half_hours_lose_more_callers(usual):
    table = usual["calls"]
    slot = (table["arrived_at"].dt.hour - calls.OPENS) * 2
    slot += table["arrived_at"].dt.minute // 30
    short = slot.isin(list(calls.PARAMETERS["short_half_hours"]))
    lost = table.groupby(short)["abandoned"].mean()
    assert lost[True] > 1.7 * lost[False]
    assert 0.02 < table["abandoned"].mean() < 0.10
    assert 0.70 < (table["queue_seconds"] <= 20).mean() < 0.95


def test_some_calls_are_announced_by_other_tables(usual):
    table = usual["calls"]
    known = table.dropna(subset="customer_id")
    assert 0.10 < len(known) / len(table) < 0.30
    orders = usual.journey.orders.query("channel == 'phone'")
    day = orders["ordered_at"].dt.normalize()
    orders = orders[(day >= "2025-11-03") & (day <= "2025-12-20")]
    ordering = known[known["reason"] == "phone_order"]
    assert orders["customer_id"].isin(set(ordering["customer_id"])).mean() > 0.9


def test_an_unsolved_call_brings_another(usual):
    known = usual["calls"].dropna(subset="customer_id").query("~abandoned")
    known = known.sort_values(["customer_id", "arrived_at"])
    following = known.groupby("customer_id")["arrived_at"].shift(-1)
    soon = (following - known["arrived_at"]) < pd.Timedelta("7D")
    again = soon.groupby(known["resolved_first_contact"].astype(bool)).mean()
    assert again[False] > again[True] + 0.15


# ------------------------------------------------------------------------ prospects


def test_logistic_regression_finds_the_lead_score(usual):
    table = usual["prospects"]
    counts = "pages_seen emails_opened visits store_visit asked_quote".split()
    choices = table[["source", "lead_magnet"]].astype(object).fillna("none")
    design = pd.get_dummies(choices).drop(columns=["source_web", "lead_magnet_none"])
    design = design.join(table[counts]).astype(float)
    fit = LogisticRegression(C=1e6, max_iter=3000).fit(design, table["converted"])
    found = dict(zip(design.columns, fit.coef_[0], strict=True))
    planted = prospects.PARAMETERS["score"]
    # About four standard errors at 5,000 prospects of which 850 convert.
    for name, room in zip(counts, (0.06, 0.16, 0.14, 0.40, 0.50), strict=True):
        assert abs(found[name] - planted[name]) < room, name
    for name in ("social", "referral", "store"):
        assert abs(found[f"source_{name}"] - planted["source"][name]) < 0.5, name
    probability = usual["truth/prospect_scores"]["probability"]
    assert abs(table["converted"].mean() - probability.mean()) < 0.02
    assert 0.13 < table["converted"].mean() < 0.22
    tenth = pd.qcut(probability, 10, labels=False)
    assert table["converted"].groupby(tenth).mean().is_monotonic_increasing or (
        np.corrcoef(tenth, table["converted"])[0, 1] > 0.25
    )
    assert np.allclose(
        usual["truth/prospect_scores"]["score"], logit(probability), atol=0.02
    )


def test_nobody_converts_before_the_counts_are_complete(usual):
    won = usual["prospects"].query("converted")
    wait = (won["converted_on"] - won["created_on"]).dt.days
    assert wait.min() > prospects.WATCHED_DAYS


# -------------------------------------------------------------------- opportunities


def test_a_quick_proposal_wins_more(usual):
    table = usual["opportunities"].query("outcome != 'open'")
    offered = table.dropna(subset="proposal_on")
    days = (offered["proposal_on"] - offered["created_on"]).dt.days.clip(lower=1)
    source = pd.get_dummies(offered["source"].astype(str)).astype(float)
    design = source.drop(columns="fair").assign(speed=-np.log(days))
    fit = LogisticRegression(C=1e6, max_iter=2000)
    fit.fit(design, offered["outcome"] == "won")
    found = dict(zip(design.columns, fit.coef_[0], strict=True))
    # Two gates of weight 0.55 each, of which the weaker decides; 900 proposals give a
    # standard error of 0.13.
    assert 0.2 < found["speed"] < 1.2
    assert found["existing_customer"] > found["cold_call"]
    assert 0.2 < (table["outcome"] == "won").mean() < 0.4


def test_the_tool_gives_selling_time_back(usual):
    weeks = usual["seller_weeks"].query("selling_hours > 0")
    hours = ["selling_hours", "admin_hours", "travel_hours", "meeting_hours"]
    shares = weeks[hours].div(weeks[hours].sum(axis=1), axis=0)
    after = weeks["week_on"] >= opportunities.PARAMETERS["tool_on"]
    # Within sellers, as those who came late weigh more in the second period.
    means = shares.groupby([weeks["seller_id"], after]).mean()["admin_hours"].unstack()
    ratio = (means[True] / means[False]).dropna().mean()
    assert abs(ratio - opportunities.PARAMETERS["tool_paperwork_factor"]) < 0.04
    assert (weeks["week_on"].dt.day_of_week == 0).all()


# --------------------------------------------------------------------------- credit


def test_the_bottleneck_is_the_committee_and_cases_wait(usual):
    events = usual["credit_requests"]
    before = events.groupby("case_id")["ended_at"].shift()
    waited = (events["started_at"] - before).dt.total_seconds()
    worked = (events["ended_at"] - events["started_at"]).dt.total_seconds()
    by_activity = waited.groupby(events["activity"], observed=True)
    assert by_activity.mean().idxmax() == credit.PARAMETERS["bottleneck"]
    assert by_activity.sum().idxmax() == credit.PARAMETERS["bottleneck"]
    assert waited.sum() > 50 * worked.sum()  # measured: about 140
    sessions = events[events["activity"] == "credit_committee"]["started_at"]
    assert set(sessions.dt.day_of_week) == {1, 3}


def test_variants_and_outcomes_of_the_process(usual):
    events = usual["credit_requests"]
    cases = events.groupby("case_id")
    variants = cases["activity"].agg(lambda values: "-".join(values))
    closed = cases["outcome"].last().dropna()
    assert len(closed) > 0.93 * len(variants)
    assert {"granted", "refused", "abandoned"} == set(closed)
    share = variants.value_counts(normalize=True)
    assert 0.25 < share.iloc[0] < 0.5  # one usual way, and many others
    assert len(share) >= 15
    loop = variants.str.contains("request_documents-receive_documents-check_file")
    assert 0.22 < loop.mean() < 0.40
    amount = cases["amount"].last()
    large = variants.str.contains("credit_committee") & amount.notna()
    assert amount[large].min() > credit.PARAMETERS["desk_limit"]


# ------------------------------------------------------------------------ web visits


def test_visits_that_order_are_few_and_e_mail_sells_best(usual):
    table = usual["web_visits"]
    assert 0.02 < table["ordered"].mean() < 0.09
    by_source = table.groupby("source", observed=True)["ordered"].mean()
    assert by_source["email"] > 3 * by_source["social"]
    filled = table["cart_amount"] > 0
    left = 1 - table["ordered"].sum() / filled.sum()
    assert 0.5 < left < 0.85
    known = table.dropna(subset="customer_id").merge(
        usual.people[["customer_id", "acquired_on"]], on="customer_id"
    )
    assert (known["visited_at"].dt.normalize() >= known["acquired_on"]).all()
