"""Processes read from their log: a hand-made case, a slow reference, the company."""

import doctest
import json

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import process
from course_lib.data import data_folder, load
from course_lib.process import (
    CREDIT_PLACES,
    activity_times,
    case_times,
    draw_map,
    event_times,
    transitions,
    variants,
)

matplotlib.use("Agg")
START = pd.Timestamp("2025-01-06 09:00")


def log(*rows):
    """Build a log from (case, activity, first hour, last hour)."""
    return pd.DataFrame(
        {
            "case_id": [row[0] for row in rows],
            "activity": [row[1] for row in rows],
            "started_at": [START + pd.Timedelta(hours=row[2]) for row in rows],
            "ended_at": [START + pd.Timedelta(hours=row[3]) for row in rows],
        }
    )


# Two cases: 1 waits 2 h then 5 h; 2 waits 20 h. The rows are not in order.
SMALL = log(
    (1, "decide", 9, 10),
    (2, "ask", 0, 2),
    (1, "ask", 0, 1),
    (1, "check", 3, 4),
    (2, "decide", 22, 23),
)


def test_the_examples_in_the_docstrings_run():
    found = doctest.testmod(process, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted and not found.failed


def test_waits_by_hand():
    found = event_times(SMALL)
    assert found["activity"].tolist() == ["ask", "check", "decide", "ask", "decide"]
    assert found["working_hours"].tolist() == [1, 1, 1, 2, 1]
    np.testing.assert_array_equal(found["waiting_hours"], [np.nan, 2, 5, np.nan, 20])


def test_activities_by_hand_longest_wait_first():
    found = activity_times(SMALL)
    assert found.index.tolist() == ["decide", "check", "ask"]
    assert found["waiting_hours"].tolist() == [25, 2, 0]
    assert found["working_hours"].tolist() == [2, 1, 3]
    assert found.loc["decide", "mean_wait"] == 12.5
    # The busiest is not the bottleneck.
    assert found["working_hours"].idxmax() == "ask"


def test_cases_by_hand():
    found = case_times(SMALL)
    assert found["elapsed_hours"].tolist() == [10, 23]
    assert found["waiting_hours"].tolist() == [7, 20]
    assert found["events"].tolist() == [3, 2]


def test_variants_and_moves_by_hand():
    found = variants(pd.concat([SMALL, log((3, "ask", 1, 2), (3, "decide", 5, 6))]))
    assert found.index.tolist() == ["ask > decide", "ask > check > decide"]
    assert found["cases"].tolist() == [2, 1]
    assert found["steps"].tolist() == [2, 3]
    moves = transitions(SMALL).set_index(["source", "target"])
    assert moves.loc[("check", "decide"), "mean_wait"] == 5
    assert moves["times"].sum() == 3


def test_events_that_overlap_do_not_wait():
    found = event_times(log((1, "a", 0, 5), (1, "b", 1, 2), (1, "c", 6, 7)))
    np.testing.assert_array_equal(found["waiting_hours"], [np.nan, 0, 1])


steps = st.lists(
    st.tuples(
        st.integers(1, 6), st.sampled_from("abc"), st.integers(0, 50), st.integers(0, 9)
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(steps)
def test_as_a_slow_walk_through_each_case(rows):
    events = log(
        *[(case, name, start, start + last) for case, name, start, last in rows]
    )
    waits, elapsed, moves = {}, {}, 0
    for case in set(events["case_id"]):
        own = events[events["case_id"] == case]
        own = own.sort_values(["started_at", "ended_at"], kind="stable")
        free, wait = None, 0
        for row in own.itertuples():
            if free is not None:
                wait += max(0, (row.started_at - free).total_seconds() / 3600)
                moves += 1
            free = row.ended_at if free is None else max(free, row.ended_at)
        waits[case] = wait
        elapsed[case] = (free - own["started_at"].min()).total_seconds() / 3600
    found = case_times(events)
    assert found["waiting_hours"].to_dict() == pytest.approx(waits)
    assert found["elapsed_hours"].to_dict() == pytest.approx(elapsed)
    assert transitions(events)["times"].sum() == moves
    assert variants(events)["cases"].sum() == len(waits)
    assert variants(events)["share"].sum() == pytest.approx(1)
    total = activity_times(events)
    assert total["events"].sum() == len(rows)
    assert total["waiting_hours"].sum() == pytest.approx(sum(waits.values()))


def test_nothing_given_is_changed():
    kept = SMALL.copy()
    for call in (event_times, activity_times, case_times, variants, transitions):
        call(SMALL)
    pd.testing.assert_frame_equal(SMALL, kept)


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"started_at": pd.NaT}, ValueError, "missing"),
        ({"case_id": None}, ValueError, "missing"),
        ({"activity": None}, ValueError, "'activity'.*missing"),
        ({"ended_at": START - pd.Timedelta(days=9)}, ValueError, "end before"),
        ({"started_at": 5}, TypeError, "expected dates"),
    ],
)
def test_a_log_that_cannot_be_read(change, error, said):
    with pytest.raises(error, match=said):
        activity_times(SMALL.assign(**change))


@pytest.mark.parametrize("column", ["case_id", "activity", "started_at", "ended_at"])
def test_a_missing_column_is_named(column):
    with pytest.raises(ValueError, match=f"no column '{column}'"):
        variants(SMALL.drop(columns=column))


def test_an_empty_log():
    with pytest.raises(ValueError, match="empty"):
        case_times(SMALL.iloc[:0])


def test_cases_of_one_event_make_no_move():
    assert transitions(log((1, "ask", 0, 1))).empty


def test_the_map_draws_what_has_a_place():
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots()
    draw_map(ax, transitions(SMALL), {"ask": (0, 0), "decide": (1, 0)}, {"ask": "A"})
    words = [text.get_text() for text in ax.texts]
    assert "A" in words and "decide" in words and "check" not in words
    with pytest.raises(ValueError, match="places"):
        draw_map(ax, transitions(SMALL), {"ask": (0, 0)})
    plt.close(fig)


def test_the_company_s_bottleneck_is_the_one_planted():
    events = load("credit_requests")
    done = events[events["outcome"].notna()]["case_id"]
    found = activity_times(events[events["case_id"].isin(done)])
    truth = json.loads((data_folder() / "truth" / "parameters.json").read_text("utf-8"))
    assert f'"bottleneck": "{found.index[0]}"' in json.dumps(truth)
    assert found["working_hours"].idxmax() != found.index[0]


def test_the_map_knows_the_places_of_our_credit_process():
    import matplotlib.pyplot as plt

    events = load("credit_requests")
    names = dict.fromkeys(CREDIT_PLACES, "a rather long name")
    fig, ax = plt.subplots()
    draw_map(ax, transitions(events), names=names, highlight="credit_committee")
    assert set(events["activity"]) == set(CREDIT_PLACES)
    boxes = ax.texts[-len(CREDIT_PLACES) :]
    assert boxes[0].get_text() == "a rather long\nname"
    dark = [box.get_color() == "white" for box in boxes]
    assert dark == [activity == "credit_committee" for activity in CREDIT_PLACES]
    with pytest.raises(ValueError, match="no activity 'lunch' on the map"):
        draw_map(ax, transitions(events), highlight="lunch")
    plt.close(fig)
