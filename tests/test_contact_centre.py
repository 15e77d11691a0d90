"""The contact centre: published values, limits, errors, formula against simulation."""

import math

import numpy as np
import pandas as pd
import pytest

from course_lib.contact_centre import (
    agents_needed,
    erlang_c,
    offered_load,
    simulate_queue,
    staff_day,
)


def test_published_example_of_the_r_package():
    # Package ErlangC 0.1.0 (CRAN, 2024), README: 100 calls in 30 minutes, 180 seconds,
    # target of 20 seconds, 14 agents; pyworkforce 0.1.0 (PyPI) prints the same shares.
    found = erlang_c(200, 180, 14, 20)
    assert found.occupancy == pytest.approx(0.7142857142857143, abs=1e-12)
    assert found.waiting_probability == pytest.approx(0.1741319335950498, abs=1e-12)
    assert found.service_level == pytest.approx(0.8883500191794669, abs=1e-12)
    assert found.average_speed_of_answer == pytest.approx(7.83593701177724, abs=1e-9)


def test_published_row_with_eleven_agents():
    # First row of the search printed by the same README, to seven digits.
    assert erlang_c(200, 180, 11, 20).waiting_probability == pytest.approx(
        0.6821182, abs=5e-8
    )


def test_one_and_two_agents_by_hand():
    # M/M/1: wait with probability rho, mean wait rho × s / (1 - rho).
    one = erlang_c(30, 60, 1, 60)
    assert one.waiting_probability == pytest.approx(0.5, abs=1e-12)
    assert one.average_speed_of_answer == pytest.approx(60, abs=1e-9)
    assert one.service_level == pytest.approx(1 - 0.5 * math.exp(-0.5), abs=1e-12)
    # M/M/2 with load 1: the three states weigh 1, 1, 1/2 + 1/2 → C = 1/3.
    assert erlang_c(60, 60, 2, 0).waiting_probability == pytest.approx(1 / 3, abs=1e-12)


def direct_formula(load, agents):
    top = load**agents / math.factorial(agents) * agents / (agents - load)
    return top / (sum(load**k / math.factorial(k) for k in range(agents)) + top)


@pytest.mark.parametrize("load,agents", [(0.3, 1), (4.2, 6), (18, 21), (48, 55)])
def test_equals_the_formula_with_factorials(load, agents):
    found = erlang_c(load * 15, 240, agents, 15)
    assert found.waiting_probability == pytest.approx(direct_formula(load, agents))


def test_no_calls_no_wait():
    assert erlang_c(0, 180, 3, 20) == (0, 0, 1, 0)
    assert agents_needed(0, 180, 20, 0.8) == 1


def test_thousands_of_agents_do_not_overflow():
    found = erlang_c(20 * 4900, 180, 5000, 20)
    assert 0 < found.waiting_probability < 1
    assert found.occupancy == pytest.approx(0.98)
    # Halfin and Whitt: waiting depends on the spare agents over the root of the load.
    beta = 100 / math.sqrt(4900)
    normal = math.exp(-(beta**2) / 2) / math.sqrt(2 * math.pi)
    below = 0.5 * (1 + math.erf(beta / math.sqrt(2)))
    limit = 1 / (1 + beta * below / normal)
    assert found.waiting_probability == pytest.approx(limit, abs=0.01)


@pytest.mark.parametrize("agents,needed", [(10, 11), (9, 11), (1, 11)])
def test_unstable_load_says_how_many_are_needed(agents, needed):
    with pytest.raises(ValueError, match=rf"at least {needed} are needed"):
        erlang_c(200, 180, agents, 20)


def test_load_that_rounds_down_is_still_unstable():
    handling = 3600 * 2 / 49 * (1 - 2e-16)
    with pytest.raises(ValueError, match="at least 3"):
        erlang_c(49, handling, 2, 20)


@pytest.mark.parametrize("target", [0, 20, 120])
@pytest.mark.parametrize("rate", [0.5, 7, 90, 1500])
@pytest.mark.parametrize("level", [0, 0.5, 0.8, 0.999])
def test_agents_needed_is_the_fewest(rate, target, level):
    agents = agents_needed(rate, 200, target, level)
    assert erlang_c(rate, 200, agents, target).service_level >= level
    if agents > math.floor(offered_load(rate, 200)) + 1:
        assert erlang_c(rate, 200, agents - 1, target).service_level < level


def test_maximum_occupancy_is_kept():
    assert agents_needed(200, 180, 20, 0.8) == 14
    assert agents_needed(200, 180, 20, 0.8, maximum_occupancy=0.5) == 20


@pytest.mark.parametrize(
    "arguments,name",
    [
        ((-1, 180, 14, 20), "arrivals_per_hour"),
        ((math.nan, 180, 14, 20), "arrivals_per_hour"),
        ((math.inf, 180, 14, 20), "arrivals_per_hour"),
        (("200", 180, 14, 20), "arrivals_per_hour"),
        ((200, 0, 14, 20), "handling_seconds"),
        ((200, -180, 14, 20), "handling_seconds"),
        ((200, None, 14, 20), "handling_seconds"),
        ((200, 180, 13.5, 20), "agents"),
        ((200, 180, True, 20), "agents"),
        ((200, 180, 0, 20), "agents"),
        ((200, 180, 14, -1), "target_seconds"),
        ((200, 180, 14, math.nan), "target_seconds"),
    ],
)
def test_bad_input_is_named(arguments, name):
    with pytest.raises((TypeError, ValueError), match=f"^{name}:"):
        erlang_c(*arguments)


@pytest.mark.parametrize("level", [-0.1, 1, 1.5, 80, math.nan, "0.8"])
def test_bad_service_level_is_named(level):
    with pytest.raises((TypeError, ValueError), match="^service_level:"):
        agents_needed(200, 180, 20, level)


@pytest.mark.parametrize("most", [0, -1, 85])
def test_bad_occupancy_is_named(most):
    with pytest.raises(ValueError, match="^maximum_occupancy:"):
        agents_needed(200, 180, 20, 0.8, maximum_occupancy=most)


def test_day_turns_half_hours_into_hours():
    calls = pd.Series([20, 100, 0], index=["08:00", "08:30", "09:00"])
    day = staff_day(calls, 180, 20, 0.8)
    assert list(day.index) == list(calls.index)
    assert day["load"].tolist() == [2, 10, 0]
    assert day["agents"].tolist() == [agents_needed(40, 180, 20, 0.8), 14, 1]
    hourly = staff_day(calls, 180, 20, 0.8, interval_minutes=60)
    assert hourly["load"].tolist() == [1, 5, 0]


@pytest.mark.parametrize("calls", [[], [20, -1], [20, math.nan], ["a"]])
def test_day_refuses_bad_calls(calls):
    with pytest.raises((TypeError, ValueError), match="calls_per_interval"):
        staff_day(calls, 180, 20, 0.8)


def test_simulation_agrees_with_the_formula():
    formula = erlang_c(200, 180, 13, 20)
    calls = simulate_queue(200, 180, 13, seed=3, hours=150)
    waits = calls["queue_seconds"]
    # 30,000 calls that wait in runs: a few hundredths of margin on each measure.
    assert (waits > 0).mean() == pytest.approx(formula.waiting_probability, abs=0.02)
    assert (waits <= 20).mean() == pytest.approx(formula.service_level, abs=0.02)
    assert waits.mean() == pytest.approx(formula.average_speed_of_answer, rel=0.12)
    busy = calls["handling_seconds"].sum() / (13 * 150 * 3600)
    assert busy == pytest.approx(formula.occupancy, abs=0.01)
    assert not calls["abandoned"].any()


def test_abandonment_shortens_the_wait_of_the_others():
    patient = simulate_queue(200, 180, 11, seed=3, hours=25)
    leaving = simulate_queue(200, 180, 11, seed=3, hours=25, patience_seconds=120)
    assert leaving["abandoned"].mean() > 0.03
    answered = leaving[~leaving["abandoned"]]
    assert answered["queue_seconds"].mean() < patient["queue_seconds"].mean() / 2
    assert (leaving["handling_seconds"].isna() == leaving["abandoned"]).all()


def test_overload_with_abandonment_loses_the_excess():
    # Ten erlangs, five agents: about half the work must go away unserved.
    calls = simulate_queue(200, 180, 5, seed=5, hours=30, patience_seconds=60)
    assert calls["abandoned"].mean() == pytest.approx(0.5, abs=0.03)


def test_simulation_is_seeded_and_keeps_its_calls():
    one = simulate_queue(50, 180, 3, seed=8, hours=10)
    pd.testing.assert_frame_equal(one, simulate_queue(50, 180, 3, seed=8, hours=10))
    more = simulate_queue(50, 180, 6, seed=8, hours=10)
    assert (one["arrived_seconds"] == more["arrived_seconds"]).all()
    assert (more["queue_seconds"] <= one["queue_seconds"] + 1e-9).all()
    other = simulate_queue(50, 180, 3, seed=9, hours=10)
    assert not one["arrived_seconds"].head(5).equals(other["arrived_seconds"].head(5))


def test_first_come_first_served_never_more_than_the_agents():
    calls = simulate_queue(200, 180, 9, seed=2, hours=5)
    begin = calls["arrived_seconds"] + calls["queue_seconds"]
    assert (begin.diff().dropna() >= -1e-6).all()
    end = begin + calls["handling_seconds"]
    for moment in np.linspace(600, 5 * 3600, 40):
        assert ((begin <= moment) & (end > moment)).sum() <= 9


def test_log_normal_times_have_the_mean_and_the_spread():
    calls = simulate_queue(400, 200, 60, seed=4, hours=40, handling_log_sd=0.7)
    times = calls["handling_seconds"]
    assert times.mean() == pytest.approx(200, rel=0.02)
    assert np.log(times).std() == pytest.approx(0.7, abs=0.02)


def test_agents_by_slice_come_and_go():
    calls = simulate_queue([200, 200], 180, [2, 30], seed=6, hours=4)
    first = calls[calls["arrived_seconds"] < 3600]
    last = calls[calls["arrived_seconds"] > 3 * 3600]
    assert first["queue_seconds"].mean() > 600
    assert last["queue_seconds"].max() == 0
    begin = calls["arrived_seconds"] + calls["queue_seconds"]
    end = begin + calls["handling_seconds"]
    for moment in np.linspace(100, 7100, 30):
        assert ((begin <= moment) & (end > moment)).sum() <= 2


def test_who_goes_off_duty_leaves_even_with_a_queue():
    calls = simulate_queue([300, 300], 60, [5, 1], seed=6, hours=2)
    begin = calls["arrived_seconds"] + calls["queue_seconds"]
    end = begin + calls["handling_seconds"]
    for moment in np.linspace(4300, 7100, 20):
        assert ((begin <= moment) & (end > moment)).sum() <= 1


def test_arrivals_that_vary_make_more_wait_than_their_mean():
    even = simulate_queue(200, 180, 13, seed=7, hours=40)
    uneven = simulate_queue([140, 260] * 20, 180, 13, seed=7, hours=40)
    assert uneven["queue_seconds"].mean() > 2 * even["queue_seconds"].mean()


@pytest.mark.parametrize(
    "change,name",
    [
        ({"arrivals_per_hour": -1}, "arrivals_per_hour"),
        ({"arrivals_per_hour": [10, math.nan]}, "arrivals_per_hour"),
        ({"agents": 2.5}, "agents"),
        ({"agents": [2, 3], "arrivals_per_hour": [1, 2, 3]}, "agents"),
        ({"handling_seconds": 0}, "handling_seconds"),
        ({"hours": 0}, "hours"),
        ({"seed": -1}, "seed"),
        ({"patience_seconds": 0}, "patience_seconds"),
        ({"handling_log_sd": -1}, "handling_log_sd"),
    ],
)
def test_simulation_refuses_bad_input(change, name):
    good = {"arrivals_per_hour": 20, "handling_seconds": 180, "agents": 3, "seed": 1}
    with pytest.raises((TypeError, ValueError), match=f"^{name}:"):
        simulate_queue(**(good | change))


def test_no_arrivals_give_an_empty_table():
    calls = simulate_queue(0, 180, 3, seed=1)
    assert calls.empty
    assert "abandoned" in calls
