"""Survey measures: worked examples, a slow reference, what cannot be an answer."""

import doctest
import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import surveys
from course_lib.data import data_folder, load
from course_lib.surveys import ces, cronbach_alpha, csat, nps, nps_difference

Z = 1.959963984540054  # the 97.5 % quantile of the normal law, to 16 digits
EXACT = 1e-9


def answers(promoters, passives, detractors):
    return [9] * promoters + [7] * passives + [6] * detractors


def test_the_examples_in_the_docstrings_run():
    found = doctest.testmod(surveys)
    assert found.attempted and not found.failed


# --- NPS ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "where"),
    [(0, 2), (6, 2), (7, 1), (8, 1), (9, 0), (10, 0)],
)
def test_each_score_goes_to_its_group(score, where):
    found = nps([score])
    counts = (found.promoters, found.passives, found.detractors)
    assert counts[where] == 1 and sum(counts) == 1
    assert found.score == (100, 0, -100)[where]


def test_half_promoters_a_third_passives_a_sixth_detractors():
    """The example of Cross Validated 18603: score 1/3, variance of a ticket 5/9."""
    found = nps(answers(162, 108, 54))
    assert found.score == pytest.approx(100 / 3, abs=EXACT)
    # With 324 answers the three imaginary ones move the bounds by less than a point.
    wald = 100 * Z * math.sqrt(5 / 9 / 324)
    assert found.low == pytest.approx(100 / 3 - wald, abs=1)
    assert found.high == pytest.approx(100 / 3 + wald, abs=1)


def test_the_adjusted_interval_counted_by_hand():
    # 3 + ¾, 2 + 1½, 1 + ¾ of 9: mean 2/9, mean of squares 5.5/9.
    found = nps(answers(3, 2, 1))
    margin = Z * math.sqrt((5.5 / 9 - (2 / 9) ** 2) / 9)
    assert found.low == pytest.approx(100 * (2 / 9 - margin), abs=EXACT)
    assert found.high == pytest.approx(100 * (2 / 9 + margin), abs=EXACT)


def test_all_promoters_are_not_a_certainty():
    found = nps([10] * 20)
    assert found.score == found.high == 100
    assert 50 < found.low < 95


counts = st.integers(0, 300)
groups = st.tuples(counts, counts, counts).filter(any)


@settings(deadline=None)
@given(groups, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_the_interval_is_that_of_tickets_with_three_more(drawn, confidence):
    found = nps(answers(*drawn), confidence=confidence)
    weights = np.array(drawn) + [0.75, 1.5, 0.75]
    tickets = np.array([1, 0, -1])
    mean = np.average(tickets, weights=weights)
    variance = np.average((tickets - mean) ** 2, weights=weights)
    from scipy.stats import norm

    margin = norm.ppf((1 + confidence) / 2) * math.sqrt(variance / weights.sum())
    assert found.low == pytest.approx(max(-100, 100 * (mean - margin)), abs=1e-7)
    assert found.high == pytest.approx(min(100, 100 * (mean + margin)), abs=1e-7)
    assert -100 <= found.score <= 100


@settings(deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=60), st.randoms())
def test_order_gaps_and_form_change_nothing(scores, random):
    found = nps(scores)
    mixed = [*scores, None, float("nan"), pd.NA]
    random.shuffle(mixed)
    assert nps(pd.Series(mixed, dtype="Int64")) == found
    assert nps(np.array(scores, dtype=float)) == found
    assert nps(tuple(scores)) == found
    turned = nps([10 if s <= 6 else 0 if s >= 9 else 7 for s in scores])
    assert turned.score == -found.score
    assert turned.low == pytest.approx(-found.high, abs=EXACT)


def test_the_interval_holds_the_true_score_about_as_often_as_it_says():
    random = np.random.default_rng(4)
    chances = np.array([0.45, 0.35, 0.20])
    held = 0
    for counts in random.multinomial(60, chances, size=600):
        found = nps(answers(*counts))
        held += found.low <= 25 <= found.high
    # 600 draws at 95 %: three standard errors are 2.7 points.
    assert 0.923 <= held / 600 <= 0.985


# --- Two groups -----------------------------------------------------------------------


@settings(deadline=None)
@given(groups, groups)
def test_the_gap_turns_round_and_is_wider_than_each(one, other):
    first, second = answers(*one), answers(*other)
    found, turned = nps_difference(first, second), nps_difference(second, first)
    assert found.gap == pytest.approx(-turned.gap, abs=EXACT)
    assert found.low == pytest.approx(-turned.high, abs=EXACT)
    assert -200 <= found.low < found.high <= 200
    # Margins combine as the sides of a right angle: more than one, less than both.
    low, high = nps(first), nps(second)
    inside = low.low > -100 and low.high < 100 and high.low > -100 and high.high < 100
    if inside and found.low > -200 and found.high < 200:
        one, other = (low.high - low.low) / 2, (high.high - high.low) / 2
        wide = (found.high - found.low) / 2
        assert max(one, other) < wide < one + other


def test_intervals_may_overlap_although_the_gap_is_real():
    first, second = answers(120, 60, 70), answers(98, 60, 92)
    assert nps(first).low < nps(second).high
    assert nps_difference(first, second).low > 0


# --- CSAT and CES ---------------------------------------------------------------------


def test_wilson_on_the_usual_example():
    # 81 of 263: 25.5 % to 36.6 % (Newcombe 1998, Statistics in Medicine 17, table I).
    found = csat([5] * 81 + [1] * 182)
    assert found.answers == 263
    assert found.low == pytest.approx(25.53, abs=0.01)
    assert found.high == pytest.approx(36.62, abs=0.01)


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=200))
def test_csat_is_a_share_within_its_interval(scores):
    found = csat(scores)
    expected = 100 * sum(score >= 4 for score in scores) / len(scores)
    assert found.score == pytest.approx(expected, abs=EXACT)
    assert 0 <= found.low <= found.score <= found.high <= 100
    assert found.low < found.high


def test_csat_on_another_scale():
    assert csat([7, 6, 5], satisfied=6, highest=7).score == pytest.approx(200 / 3)
    with pytest.raises(ValueError, match="satisfied"):
        csat([1, 2], satisfied=6)


def test_ces_is_the_mean_with_students_interval():
    # Mean 3, standard deviation √2.5; t of 4 degrees of freedom is 2.776445 in tables.
    found = ces([1, 2, 3, 4, 5])
    assert found.score == 3
    margin = 2.776445 * math.sqrt(2.5 / 5)
    assert found.high == pytest.approx(3 + margin, abs=1e-5)


@settings(deadline=None)
@given(st.lists(st.integers(1, 7), min_size=2, max_size=100))
def test_ces_stays_on_its_scale(scores):
    found = ces(scores)
    assert 1 <= found.low <= found.score <= found.high <= 7
    assert found.score == pytest.approx(np.mean(scores))


def test_one_effort_has_no_margin():
    with pytest.raises(ValueError, match="at least two"):
        ces([3])


# --- What cannot be an answer ---------------------------------------------------------


@pytest.mark.parametrize("measure", [nps, csat, ces])
@pytest.mark.parametrize(
    ("scores", "error", "said"),
    [
        ([3, 11], ValueError, "outside"),
        ([3, -1], ValueError, "outside"),
        ([3, 2.5], ValueError, "not whole"),
        ([3, float("inf")], ValueError, "infinite"),
        (["3", "4"], TypeError, "to_numeric"),
        ([True, False], TypeError, "numbers"),
        ([], ValueError, "no answer"),
        ([None, float("nan")], ValueError, "no answer among 2 rows"),
        (9, TypeError, "one column"),
        (None, TypeError, "one column"),
        ("nine", TypeError, "one column"),
        (pd.DataFrame({"a": [3]}), TypeError, "one column"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(measure, scores, error, said):
    with pytest.raises(error, match=said):
        measure(scores)


def test_the_message_says_which_answer_and_what_to_do():
    with pytest.raises(ValueError, match=r"1 of 3 answers are outside 0–10 .*is 11"):
        nps([4, 11, 9])


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, float("nan")])
def test_confidence_is_a_share(confidence):
    for call in (nps, csat, ces):
        with pytest.raises(ValueError, match="confidence"):
            call([3, 4], confidence=confidence)
    with pytest.raises(ValueError, match="confidence"):
        nps_difference([3, 4], [5], confidence=confidence)


def test_confidence_is_a_number():
    with pytest.raises(TypeError, match="confidence"):
        nps([3, 4], confidence="high")


def test_on_the_company_a_problem_costs_points():
    survey = load("surveys")
    kept = survey.copy()
    troubled = survey["had_problem"]
    scores = survey["recommendation"]
    assert nps_difference(scores[troubled], scores[~troubled]).high < 0
    pd.testing.assert_frame_equal(survey, kept)


# --- Cronbach's alpha -----------------------------------------------------------------

# Denis, D. J. (2016), Applied Univariate, Bivariate, and Multivariate Statistics: five
# items, ten people; SPSS gives 0.633, and 0.691 on standardised items.
TEN_PEOPLE = pd.DataFrame(
    [
        [10, 12, 15, 11, 12],
        [12, 18, 12, 12, 1],
        [8, 16, 14, 14, 4],
        [6, 8, 16, 8, 6],
        [4, 7, 8, 7, 5],
        [6, 6, 3, 7, 3],
        [3, 4, 6, 5, 8],
        [7, 3, 7, 9, 9],
        [8, 9, 4, 10, 10],
        [9, 5, 6, 11, 12],
    ],
    columns=[f"item_{number}" for number in range(1, 6)],
)

# The data set "cronbach_wide_missing" of Pingouin (Vallat, 2018), whose documentation
# gives both values below and those of R's psych::alpha; "." is an answer not given.
TWELVE_PEOPLE = pd.DataFrame(
    [
        [np.nan if mark == "." else float(mark) for mark in row]
        for row in (
            "11111111111 11111111010 .011.111100 11101101100 11111000100 01.01111000 "
            "11110010000 11111000000 01011000010 10010100.00 11100000000 10010000000"
        ).split()
    ]
)


def test_alpha_reproduces_published_values():
    assert round(cronbach_alpha(TEN_PEOPLE), 3) == 0.633
    assert round(cronbach_alpha(TEN_PEOPLE, standardised=True), 3) == 0.691


def test_alpha_with_gaps_reproduces_published_values():
    pairwise = cronbach_alpha(TWELVE_PEOPLE, missing="pairwise")
    listwise = cronbach_alpha(TWELVE_PEOPLE, missing="listwise")
    assert pairwise == pytest.approx(0.732660835214447, abs=EXACT)
    assert listwise == pytest.approx(0.8016949152542373, abs=EXACT)
    assert cronbach_alpha(TWELVE_PEOPLE) == listwise


def test_alpha_is_one_for_copies_and_zero_for_unrelated_items():
    same = pd.DataFrame({"a": [1, 2, 3, 7], "b": [1, 2, 3, 7], "c": [1, 2, 3, 7]})
    assert cronbach_alpha(same) == pytest.approx(1, abs=EXACT)
    crossed = pd.DataFrame({"a": [1, 1, 2, 2], "b": [1, 2, 1, 2]})
    assert cronbach_alpha(crossed) == pytest.approx(0, abs=EXACT)


def test_alpha_knows_neither_the_order_nor_the_names_nor_the_origin():
    expected = cronbach_alpha(TEN_PEOPLE)
    mixed = TEN_PEOPLE.sample(frac=1, random_state=1).iloc[:, ::-1]
    assert cronbach_alpha(mixed) == pytest.approx(expected, abs=EXACT)
    # Reversing every item, from 8 or from 7, changes no variance.
    assert cronbach_alpha(7 - TEN_PEOPLE) == pytest.approx(expected, abs=EXACT)
    twins = TEN_PEOPLE.set_axis(["a", "a", "b", "b", "b"], axis=1)
    assert cronbach_alpha(twins) == pytest.approx(expected, abs=EXACT)


def test_standardised_alpha_ignores_the_unit_of_an_item_and_raw_alpha_does_not():
    other = TEN_PEOPLE.assign(item_5=TEN_PEOPLE["item_5"] * 10)
    raw, before = cronbach_alpha(other), cronbach_alpha(TEN_PEOPLE)
    assert abs(raw - before) > 0.1
    assert cronbach_alpha(other, standardised=True) == pytest.approx(
        cronbach_alpha(TEN_PEOPLE, standardised=True), abs=EXACT
    )


def test_an_item_not_reversed_makes_alpha_fall_and_may_make_it_negative():
    items = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 2, 4, 4], "c": [5, 3, 3, 1]})
    assert cronbach_alpha(items) < 0
    assert cronbach_alpha(items.assign(c=6 - items["c"])) > 0.9


def test_without_gaps_the_two_ways_agree():
    assert cronbach_alpha(TEN_PEOPLE, "pairwise") == cronbach_alpha(TEN_PEOPLE)
    whole = TWELVE_PEOPLE.astype("Int64")
    assert cronbach_alpha(whole) == pytest.approx(0.8016949152542373, abs=EXACT)


def test_alpha_leaves_the_table_as_it_was():
    before = TWELVE_PEOPLE.copy()
    cronbach_alpha(TWELVE_PEOPLE, "pairwise", standardised=True)
    pd.testing.assert_frame_equal(TWELVE_PEOPLE, before)


@pytest.mark.parametrize(
    ("items", "options", "error", "words"),
    [
        ([[1, 2], [3, 4]], {}, TypeError, "items: expected a pandas DataFrame"),
        (pd.DataFrame({"a": [], "b": []}), {}, ValueError, "items: the table is empty"),
        (TEN_PEOPLE[["item_1"]], {}, ValueError, "found 1 column"),
        (TEN_PEOPLE.astype(str), {}, TypeError, "column 'item_1'"),
        (TEN_PEOPLE > 5, {}, TypeError, "column 'item_1'"),
        (TEN_PEOPLE.assign(item_3=np.inf), {}, ValueError, "'item_3': 10 of 10"),
        (TEN_PEOPLE.assign(item_3=np.nan), {}, ValueError, "'item_3': nobody"),
        (TEN_PEOPLE.head(1), {}, ValueError, "1 of 1 respondents"),
        (TEN_PEOPLE * 0, {}, ValueError, "does not vary"),
        (pd.DataFrame({"a": [1, 2], "b": [2, 1]}), {}, ValueError, "does not vary"),
        (TEN_PEOPLE, {"missing": "drop"}, ValueError, "'listwise', 'pairwise'"),
        (
            TEN_PEOPLE.assign(item_2=4),
            {"standardised": True},
            ValueError,
            "'item_2': everybody gave the same",
        ),
        (
            pd.DataFrame({"a": [1, 2, np.nan, np.nan], "b": [np.nan, np.nan, 1, 2]}),
            {"missing": "pairwise"},
            ValueError,
            "some pair of items",
        ),
        (
            pd.DataFrame({"a": [1, 2, np.nan, np.nan], "b": [np.nan, np.nan, 1, 2]}),
            {},
            ValueError,
            "0 of 4 respondents answered every item",
        ),
    ],
)
def test_items_that_give_no_alpha_are_refused_with_a_reason(
    items, options, error, words
):
    with pytest.raises(error, match=words):
        cronbach_alpha(items, **options)


def test_alpha_of_the_planted_items_is_what_their_loadings_promise():
    table = load("surveys")
    planted = (data_folder() / "truth" / "parameters.json").read_text("utf-8")
    loadings = json.loads(planted)["surveys"]["loadings"]
    for name in ("credibility", "benevolence"):
        own = [abs(value) for item, value in loadings.items() if name in item]
        items = table[[f"{name}_{number}" for number in (1, 2, 3)]].astype(float)
        if name == "benevolence":
            items["benevolence_2"] = 8 - items["benevolence_2"]
        between = sum(own) ** 2 - sum(value**2 for value in own)
        promised = 3 / 2 * between / (3 + between)
        # Rounding answers to 1–7 and cutting the ends costs a few hundredths.
        assert cronbach_alpha(items) == pytest.approx(promised, abs=0.06)
