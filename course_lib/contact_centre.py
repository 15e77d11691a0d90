"""How many advisers a contact centre needs: Erlang C, a simulation, a day's plan.

Arrivals are always *per hour* and durations always *in seconds*. Nothing in a number
says that it was minutes: read the docstrings, and look twice at a strange result.

References
----------
Gans, N., Koole, G., Mandelbaum, A. (2003). Telephone call centers: tutorial, review,
and research prospects. Manufacturing & Service Operations Management, 5(2), 79-141.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from course_lib.validation import require_number, require_numbers, require_whole

SECONDS_PER_HOUR = 3600


class Service(NamedTuple):
    """What callers and advisers live with: three shares and one time in seconds."""

    occupancy: float
    waiting_probability: float
    service_level: float
    average_speed_of_answer: float


def erlang_c(arrivals_per_hour, handling_seconds, agents, target_seconds):
    """Say how a queue without abandonment behaves in the long run (M/M/n).

    Parameters
    ----------
    arrivals_per_hour : float
        Calls per *hour* (a half hour's calls count double).
    handling_seconds : float
        Mean handling time of a call, talk and follow-up work, in *seconds*.
    agents : int
        Advisers on duty.
    target_seconds : float
        The wait that the service level counts as in time, in *seconds*.

    Returns
    -------
    Service
        `occupancy` (share of the advisers' time spent on calls),
        `waiting_probability` (share of calls not answered at once), `service_level`
        (share answered within the target), `average_speed_of_answer` (mean wait of
        all calls, in seconds).

    Raises
    ------
    TypeError, ValueError
        If an argument is no number of its kind, or if the offered load (arrivals ×
        handling time) is not below the number of agents: the queue would then grow
        for ever.

    Examples
    --------
    >>> found = erlang_c(200, 180, 14, 20)
    >>> round(found.service_level, 4), round(found.average_speed_of_answer, 2)
    (0.8884, 7.84)

    References
    ----------
    Erlang, A. K. (1917). Solution of some problems in the theory of probabilities of
    significance in automatic telephone exchanges.
    """
    load = offered_load(arrivals_per_hour, handling_seconds)
    agents = require_whole(agents, "agents", minimum=1)
    target = require_number(target_seconds, "target_seconds", minimum=0)
    least = _fewest_stable(load)
    if agents < least:
        raise ValueError(
            f"agents: {agents} cannot keep up with an offered load of {load:.4g} "
            f"(hours of work arriving per hour); at least {least} are needed, or "
            "fewer or shorter calls. Check the units: calls per hour, seconds."
        )
    blocking = 1.0
    for count in range(1, agents + 1):
        blocking = _one_more(blocking, load, count)
    return _service(blocking, load, agents, float(handling_seconds), target)


def agents_needed(
    arrivals_per_hour,
    handling_seconds,
    target_seconds,
    service_level,
    *,
    maximum_occupancy=1.0,
):
    """Return the fewest agents that reach a service level, by `erlang_c`.

    Parameters
    ----------
    arrivals_per_hour, handling_seconds, target_seconds : float
        See `erlang_c`: calls per *hour*, *seconds*, *seconds*.
    service_level : float
        Share of calls to answer within the target: at least 0 and below 1 (0.8, not
        80).
    maximum_occupancy : float, optional
        Share of their time that agents may spend on calls, above 0 and at most 1.

    Returns
    -------
    int
        Never fewer than keep the queue from growing, hence at least 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is no number of its kind or is out of its bounds.

    Examples
    --------
    >>> agents_needed(200, 180, 20, 0.8)
    14
    >>> agents_needed(200, 180, 20, 0.8, maximum_occupancy=0.6)
    17
    """
    load = offered_load(arrivals_per_hour, handling_seconds)
    target = require_number(target_seconds, "target_seconds", minimum=0)
    wanted = _share(service_level, "service_level")
    if wanted == 1:
        raise ValueError(
            "service_level: no number of agents answers every call in time for sure; "
            "ask for a share below 1, such as 0.99."
        )
    most = _share(maximum_occupancy, "maximum_occupancy")
    if most == 0:
        raise ValueError("maximum_occupancy: must be above 0, found 0.")
    blocking, agents, enough = 1.0, 0, _fewest_stable(load)
    while True:
        agents += 1
        blocking = _one_more(blocking, load, agents)
        if agents < enough or load / agents > most * (1 + 1e-12):
            continue
        found = _service(blocking, load, agents, float(handling_seconds), target)
        if found.service_level >= wanted:
            return agents


def offered_load(arrivals_per_hour, handling_seconds):
    """Return the hours of work that arrive per hour, in erlangs.

    Parameters
    ----------
    arrivals_per_hour : float
        Calls per *hour*.
    handling_seconds : float
        Mean handling time in *seconds*.

    Returns
    -------
    float

    Examples
    --------
    >>> offered_load(200, 180)
    10.0
    """
    arrivals = require_number(arrivals_per_hour, "arrivals_per_hour", minimum=0)
    return arrivals * _positive(handling_seconds, "handling_seconds") / SECONDS_PER_HOUR


def staff_day(
    calls_per_interval,
    handling_seconds,
    target_seconds,
    service_level,
    *,
    interval_minutes=30,
    maximum_occupancy=1.0,
):
    """Say how many agents each interval of a day needs.

    Parameters
    ----------
    calls_per_interval : Series or list of float
        Calls expected in each interval (*not* per hour); the index is kept.
    handling_seconds, target_seconds : float
        See `erlang_c`, in *seconds*.
    service_level, maximum_occupancy : float
        See `agents_needed`.
    interval_minutes : float, optional
        Length of an interval.

    Returns
    -------
    pandas.DataFrame
        One row per interval: `calls`, `load` (erlangs), `agents`, `occupancy`,
        `service_level`, `average_speed_of_answer` (seconds).

    Raises
    ------
    TypeError, ValueError
        If an argument is no number of its kind or is out of its bounds.

    Examples
    --------
    >>> staff_day([20, 50], 180, 20, 0.8)[["load", "agents"]]
       load  agents
    0   2.0       4
    1   5.0       8
    """
    minutes = _positive(interval_minutes, "interval_minutes")
    calls = pd.Series(calls_per_interval, name="calls", dtype=None)
    if calls.empty:
        raise ValueError(
            "calls_per_interval: it is empty; give one number per interval."
        )
    amounts = require_numbers(calls, "calls_per_interval", minimum=0)
    rows = []
    for amount in amounts:
        per_hour = float(amount) * 60 / minutes
        agents = agents_needed(
            per_hour,
            handling_seconds,
            target_seconds,
            service_level,
            maximum_occupancy=maximum_occupancy,
        )
        found = erlang_c(per_hour, handling_seconds, agents, target_seconds)
        rows.append(
            {
                "calls": float(amount),
                "load": offered_load(per_hour, handling_seconds),
                "agents": agents,
                "occupancy": found.occupancy,
                "service_level": found.service_level,
                "average_speed_of_answer": found.average_speed_of_answer,
            }
        )
    return pd.DataFrame(rows, index=calls.index)


def simulate_queue(
    arrivals_per_hour,
    handling_seconds,
    agents,
    *,
    seed,
    hours=1.0,
    patience_seconds=None,
    handling_log_sd=None,
):
    """Play a queue call by call: first come, first served, on SimPy.

    The queue starts empty; when the hours are over no new call comes, and those
    waiting are served. An agent whose duty ends finishes the call at hand.

    Parameters
    ----------
    arrivals_per_hour : float or list of float
        Calls per *hour*; a list gives the rate of each of as many equal slices of the
        hours.
    handling_seconds : float
        Mean handling time, in *seconds*.
    agents : int or list of int
        Advisers on duty; a list, as long as that of the arrivals, gives each slice's.
    seed : int
        Same seed, same calls, whatever the agents.
    hours : float, optional
        How long calls come in.
    patience_seconds : float, optional
        Mean patience in *seconds* (exponential); None: nobody gives up.
    handling_log_sd : float, optional
        Standard deviation of the logarithm of handling times, then log-normal; None:
        exponential, as Erlang C assumes.

    Returns
    -------
    pandas.DataFrame
        One row per call: `call_id`, `arrived_seconds`, `queue_seconds` (until the
        answer or the abandonment), `handling_seconds` (missing if abandoned),
        `abandoned`.

    Raises
    ------
    TypeError, ValueError
        If an argument is no number of its kind, or the lists differ in length.

    Examples
    --------
    >>> calls = simulate_queue(60, 120, 3, seed=1, hours=200)
    >>> formula = erlang_c(60, 120, 3, 20)
    >>> in_time = (calls["queue_seconds"] <= 20).mean()
    >>> bool(abs(in_time - formula.service_level) < 0.03)
    True
    """
    rates, duty = _slices(arrivals_per_hour, agents)
    mean = _positive(handling_seconds, "handling_seconds")
    length = _positive(hours, "hours") * SECONDS_PER_HOUR / len(rates)
    rng = np.random.default_rng(require_whole(seed, "seed", minimum=0))
    counts = rng.poisson(np.array(rates) * length / SECONDS_PER_HOUR)
    starts = np.repeat(np.arange(len(rates)) * length, counts)
    arrived = np.sort(starts + rng.random(len(starts)) * length)
    work = _handling_times(rng, mean, handling_log_sd, len(arrived))
    patience = np.full(len(arrived), np.inf)
    if patience_seconds is not None:
        bears = _positive(patience_seconds, "patience_seconds")
        patience = rng.exponential(bears, len(arrived))
    waited, abandoned = _play(arrived, work, patience, duty, length)
    return pd.DataFrame(
        {
            "call_id": np.arange(1, len(arrived) + 1),
            "arrived_seconds": arrived,
            "queue_seconds": waited,
            "handling_seconds": np.where(abandoned, np.nan, work),
            "abandoned": abandoned,
        }
    )


def _play(arrived, work, patience, duty, length):
    """Return the wait of each call and whether its caller gave up."""
    import simpy

    env = simpy.Environment()
    desk = simpy.PriorityResource(env, capacity=max(duty))
    waited = np.zeros(len(arrived))
    abandoned = np.zeros(len(arrived), dtype=bool)

    def call(number):
        with desk.request(priority=1) as turn:
            outcome = yield turn | env.timeout(min(patience[number], 1e12))
            waited[number] = env.now - arrived[number]
            abandoned[number] = turn not in outcome
            if turn in outcome:
                yield env.timeout(work[number])

    def arrivals():
        for number, moment in enumerate(arrived):
            yield env.timeout(moment - env.now)
            env.process(call(number))

    def absence(begin, end):
        # Who is off duty holds a place at the desk, before any caller.
        yield env.timeout(begin)
        with desk.request(priority=0) as place:
            yield place
            yield env.timeout(max(end - env.now, 0))

    for begin, end in _absences(duty):
        env.process(absence(begin * length, end * length))
    env.process(arrivals())
    env.run()
    # The clock adds and takes away: a wait of 1e-12 seconds is no wait.
    return np.where(waited < 1e-6, 0.0, waited), abandoned


def _absences(duty):
    """Give the stretches (from slice, to slice) where a place stays empty."""
    stretches = []
    for place in range(max(duty)):
        off = np.array([0, *(int(count <= place) for count in duty), 0])
        edges = np.flatnonzero(np.diff(off))
        stretches += edges.reshape(-1, 2).tolist()
    return stretches


def _handling_times(rng, mean, log_sd, count):
    if log_sd is None:
        return rng.exponential(mean, count)
    spread = require_number(log_sd, "handling_log_sd", minimum=0)
    return mean * np.exp(spread * rng.standard_normal(count) - spread**2 / 2)


def _slices(arrivals, agents):
    """Return both as lists of one length."""
    rates = _as_list(arrivals)
    duty = _as_list(agents)
    if len(duty) == 1:
        duty = duty * len(rates)
    if len(rates) == 1:
        rates = rates * len(duty)
    if not rates or len(rates) != len(duty):
        raise ValueError(
            f"agents: {len(duty)} values for {len(rates)} of arrivals_per_hour; give "
            "one number, or one for each slice."
        )
    return (
        [require_number(one, "arrivals_per_hour", minimum=0) for one in rates],
        [require_whole(one, "agents", minimum=1) for one in duty],
    )


def _as_list(value):
    listed = isinstance(value, list | tuple | np.ndarray | pd.Series)
    return list(value) if listed else [value]


def _one_more(blocking, load, agents):
    """Return Erlang B for one agent more, from that of one fewer."""
    # The recursion stays between 0 and 1: powers and factorials would overflow.
    return load * blocking / (agents + load * blocking)


def _service(blocking, load, agents, handling, target):
    spare = agents - load
    # Written as a sum of what is positive: never above 1, even near saturation.
    waiting = blocking / (blocking + spare / agents * (1 - blocking))
    return Service(
        occupancy=load / agents,
        waiting_probability=waiting,
        service_level=1 - waiting * math.exp(-spare * target / handling),
        average_speed_of_answer=waiting * handling / spare,
    )


def _fewest_stable(load):
    # A load of 2 may be computed as 1.9999999999999998: two agents are not enough.
    return math.floor(load * (1 + 1e-12)) + 1


def _positive(value, argument):
    number = require_number(value, argument, minimum=0)
    if number == 0:
        raise ValueError(f"{argument}: must be above 0, found 0.")
    return number


def _share(value, argument):
    number = require_number(value, argument)
    if not 0 <= number <= 1:
        raise ValueError(
            f"{argument}: must be a share between 0 and 1, found {number:g}; write 80% "
            "as 0.8."
        )
    return number
