"""Complaints: process, working hours, deadlines, silence, words."""

import doctest
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from course_lib import complaints as lib
from course_lib.data import load

END = pd.Timestamp("2026-01-01")


def test_the_examples_of_the_documentation_hold():
    found = doctest.testmod(
        lib, extraglobs={"pd": pd, "np": np}, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert found.failed == 0 and found.attempted > 10


def cases(**columns):
    table = {
        "complaint_id": [1, 2, 3, 4],
        "urgency": ["high", "high", "low", "low"],
        "opened_at": pd.to_datetime(
            ["2025-12-01", "2025-12-01", "2025-12-30", "2025-12-01"]
        ),
        "first_answer_at": pd.to_datetime(
            ["2025-12-02", "2025-12-03", None, "2025-12-02"]
        ),
        "resolved_at": pd.to_datetime(["2025-12-03", None, None, "2025-12-20"]),
        "compensation": [20.0, 0.0, 0.0, 0.0],
        "reopened": [True, False, False, False],
    }
    return pd.DataFrame(table | columns)


# --- The process ------------------------------------------------------------------


def test_every_step_of_the_process_leads_to_the_lesson_learnt():
    for step in lib.MOVES:
        seen, found = set(), [step]
        while found:
            one = found.pop()
            if one not in seen:
                seen.add(one)
                found += lib.MOVES[one]
        assert "learn" in seen
    assert set(lib.PLACES) == set(lib.MOVES)


def test_the_history_holds_the_traced_steps_in_order():
    history = lib.case_history(cases())
    steps = history.groupby("complaint_id")["step"].agg(list).tolist()
    assert steps == [
        ["receive", "answer", "compensate", "close", "reopen"],
        ["receive", "answer"],
        ["receive"],
        ["receive", "answer", "close"],
    ]
    assert history["position"].tolist() == [0, 1, 2, 3, 4, 0, 1, 0, 0, 1, 2]


def test_a_case_closed_before_its_first_answer_shows_a_forbidden_move():
    late = cases().iloc[[0]].copy()
    late["first_answer_at"] = late["resolved_at"] + pd.Timedelta(hours=1)
    history = lib.case_history(late)
    expected = ["receive", "compensate", "close", "reopen", "answer"]
    assert history["step"].tolist() == expected
    assert not lib.moves(history, lib.TRACED_MOVES)["allowed"].all()


def test_compensation_of_a_case_still_open_comes_last():
    still = cases().iloc[[1]].assign(compensation=20.0)
    assert lib.case_history(still)["step"].tolist() == [
        "receive",
        "answer",
        "compensate",
    ]


def test_the_company_s_complaints_follow_the_traced_process():
    found = lib.moves(lib.case_history(load("complaints")), lib.TRACED_MOVES)
    assert found["allowed"].all()
    assert found["times"].is_monotonic_decreasing


def test_a_forbidden_move_is_seen_and_counted_whatever_the_order_of_rows():
    history = pd.DataFrame(
        {
            "complaint_id": [1, 1, 2, 2, 2],
            "position": [1, 0, 2, 1, 0],
            "step": ["close", "receive", "close", "answer", "receive"],
        }
    )
    found = lib.moves(history, lib.TRACED_MOVES).set_index(["from", "to"])
    assert not found.loc[("receive", "close"), "allowed"]
    assert found.loc[("answer", "close"), "allowed"]
    assert found["times"].tolist() == [1, 1, 1]


def test_an_unknown_step_is_named():
    history = pd.DataFrame({"complaint_id": [1], "position": [0], "step": ["shout"]})
    with pytest.raises(ValueError, match="'shout'"):
        lib.moves(history, lib.MOVES)


def test_the_drawing_has_a_box_per_step_and_an_arrow_per_move():
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots()
    lib.draw_process(ax, {"close": "clore"}, traced=["close"])
    words = [text.get_text() for text in ax.texts]
    assert words.count("") == sum(map(len, lib.MOVES.values()))
    assert "clore" in words and "receive" in words
    plt.close(fig)
    with pytest.raises(ValueError, match="traced"):
        lib.draw_process(ax, traced=["shout"])


# --- Working hours ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2025-03-03 09:00", "2025-03-03 11:30", 2.5),  # a Monday
        ("2025-03-03 18:00", "2025-03-04 09:00", 3),  # overnight
        ("2025-03-01 22:00", "2025-03-03 12:00", 4),  # over a Sunday
        ("2025-03-02 10:00", "2025-03-02 18:00", 0),  # Sunday
        ("2025-03-03 00:00", "2025-03-10 00:00", 72),  # a week of six days
        ("2025-03-04 05:00", "2025-03-04 23:00", 12),
    ],
)
def test_only_open_hours_count(start, end, hours):
    assert lib.working_hours(start, end) == hours


def test_a_week_has_as_many_hours_wherever_it_starts():
    starts = pd.Series(pd.date_range("2024-02-26 03:17", periods=50, freq="7h"))
    weeks = lib.working_hours(starts, starts + pd.Timedelta(days=7))
    assert np.allclose(weeks, 72, atol=1e-4)  # rounding to a few milliseconds


def test_hours_follow_the_table_and_a_missing_end_stays_missing():
    found = lib.working_hours(cases()["opened_at"], cases()["resolved_at"])
    assert found.isna().tolist() == [False, True, True, False]
    assert found.iloc[0] == 24
    opened = lib.working_hours(cases()["opened_at"], END)
    assert opened.notna().all()


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"opens": 25}, "opens"),
        ({"opens": 9, "closes": 9}, "closes"),
        ({"closed_on": tuple(range(7))}, "closed_on"),
    ],
)
def test_impossible_opening_hours_are_refused(wrong, match):
    with pytest.raises(ValueError, match=match):
        lib.working_hours("2025-03-03", "2025-03-04", **wrong)


# --- Deadlines --------------------------------------------------------------------


def test_an_open_case_breaks_its_deadline_or_is_pending():
    report = lib.sla_report(cases(), {"high": 72, "low": 240}, END)
    assert report.loc["high", ["cases", "kept", "broken", "pending"]].tolist() == [
        2,
        1,
        1,
        0,
    ]
    assert report.loc["low", ["kept", "broken", "pending"]].tolist() == [0, 1, 1]
    assert report["kept_share"].tolist() == [0.5, 0.0]


def test_exactly_on_time_is_kept_and_what_is_closed_later_is_open_today():
    report = lib.sla_report(cases(), {"high": 48, "low": 24}, END)
    assert report.loc["high", "kept"] == 1
    early = lib.sla_report(
        cases().iloc[:2], {"high": 40}, pd.Timestamp("2025-12-02 12:00")
    )
    assert early.loc["high", "pending"] == 2
    assert np.isnan(early.loc["high", "kept_share"])


def test_kept_broken_and_pending_make_all_the_company_s_cases():
    table = load("complaints")
    limits = {"high": 120, "normal": 240, "low": 360}
    report = lib.sla_report(table, limits, END)
    parts = report["kept"] + report["broken"] + report["pending"]
    assert (parts == report["cases"]).all()
    assert report["cases"].sum() == len(table)
    closed = table[table["resolved_at"].notna()]
    flattering = lib.sla_report(closed, limits, END)
    assert (report["kept_share"] < flattering["kept_share"]).all()


@pytest.mark.parametrize(
    ("table", "limits", "as_of", "match"),
    [
        (cases(), {"high": 5}, END, "'low'"),
        (cases(), {"high": 5, "low": 5}, "2025-12-15", "as_of"),
        (cases(), {"high": -1, "low": 5}, END, "limits"),
        (cases().drop(columns="urgency"), {"high": 5}, END, "'urgency'"),
        (
            cases(resolved_at=pd.Timestamp("2025-11-01")),
            {"high": 5, "low": 5},
            END,
            "before 'opened_at'",
        ),
    ],
)
def test_a_report_that_cannot_be_made_says_why(table, limits, as_of, match):
    with pytest.raises(ValueError, match=match):
        lib.sla_report(table, limits, as_of)


# --- Silence ----------------------------------------------------------------------


def test_the_silent_share_reads_only_those_with_a_problem():
    problem = pd.Series([True] * 10 + [False] * 5)
    spoke = pd.Series([True, True] + [False] * 8 + [None] * 5, dtype="boolean")
    found = lib.silent_share(problem, spoke)
    assert found.share == 0.8 and found.unhappy == 10
    # Newcombe (1998), Statistics in Medicine 17, 857-872, gives Wilson's interval by
    # this formula; for 8 of 10 it is 0.490 to 0.943.
    assert (round(found.low, 3), round(found.high, 3)) == (0.490, 0.943)


def test_silence_that_cannot_be_told_is_refused():
    with pytest.raises(ValueError, match="had_problem"):
        lib.silent_share(pd.Series([False]), pd.Series([None]))
    with pytest.raises(ValueError, match="complained"):
        lib.silent_share(pd.Series([True]), pd.Series([None]))


# --- Words ------------------------------------------------------------------------


def test_cleaning_makes_variants_of_typing_alike():
    typed = ["Reçu CASSÉ !!", "recu casse", "  reçu, cassé (317)."]
    assert {lib.clean_text(text) for text in typed} == {"recu casse"}
    assert lib.clean_text("ma sœur") == "ma soeur"
    assert lib.clean_text("12 !") == ""
    with pytest.raises(TypeError, match="text"):
        lib.clean_text(None)


def test_a_keyword_rule_counts_words_and_falls_back():
    words = {"late": ["attend", "retard"], "damaged": ["cass"]}
    assert lib.keyword_label("casse mais j attends le retard", words, "?") == "late"
    assert lib.keyword_label("colis casse", words, "?") == "damaged"
    assert lib.keyword_label("attend casse", words, "?") == "late"  # the first
    assert lib.keyword_label("fracasse", words, "?") == "?"
    with pytest.raises(ValueError, match="words"):
        lib.keyword_label("a", {}, "?")


def test_the_strongest_words_are_those_of_the_largest_weights():
    model = SimpleNamespace(
        classes_=np.array(["x", "y", "z"]),
        coef_=np.array([[0, 3, 1], [5, 0, -9], [0, 0, 1]]),
    )
    found = lib.strongest_words(["a", "b", "c"], model, count=2)
    assert found.to_dict() == {"x": "b, c", "y": "a, b", "z": "c, a"}
    with pytest.raises(ValueError, match="names"):
        lib.strongest_words(["a"], model)
    two = SimpleNamespace(classes_=["x", "y"], coef_=np.zeros((1, 3)))
    with pytest.raises(ValueError, match="three labels"):
        lib.strongest_words(["a", "b", "c"], two)
