"""A process read from its event log: waiting and working, variants, a map."""

import textwrap

import numpy as np
import pandas as pd

from course_lib.validation import (
    require_column,
    require_dates,
    require_ids,
    require_table,
)

ARROW = " > "

# Where the activities of the company's credit requests stand on their map: the usual
# path on one line, the loop of the missing documents and the desk below it.
CREDIT_PLACES = {
    "submit_request": (0, 1),
    "check_file": (1, 1),
    "request_documents": (0.65, 0),
    "receive_documents": (1.7, 0),
    "score_request": (2, 1),
    "second_opinion": (2.65, 2),
    "desk_decision": (3.1, 0),
    "credit_committee": (3.3, 1),
    "notify_customer": (4.3, 1),
    "sign_contract": (5.3, 1),
    "pay_supplier": (6.3, 1),
}
LONGEST_NAME = 13


def event_times(events: pd.DataFrame) -> pd.DataFrame:
    """Add to each event how long it took and how long the case waited before it.

    Parameters
    ----------
    events : DataFrame
        One row an event: `case_id`, `activity`, `started_at`, `ended_at`.

    Returns
    -------
    DataFrame
        The same rows, sorted by case and start, with `working_hours` (end minus start)
        and `waiting_hours`: start minus the latest end before it in the case, 0 if the
        two overlap, missing (NaN) for the first event. Hours are those of the clock,
        nights and weekends included: the customer's hours.

    Raises
    ------
    TypeError, ValueError
        For a missing column, missing identifiers, activities or dates, an event that
        ends before it starts, and an empty table.

    Examples
    --------
    >>> events = pd.DataFrame(
    ...     {
    ...         "case_id": [1, 1],
    ...         "activity": ["ask", "answer"],
    ...         "started_at": ["2025-01-06 09:00", "2025-01-06 12:00"],
    ...         "ended_at": ["2025-01-06 10:00", "2025-01-06 12:30"],
    ...     }
    ... )
    >>> event_times(events)[["activity", "working_hours", "waiting_hours"]]
      activity  working_hours  waiting_hours
    0      ask            1.0            NaN
    1   answer            0.5            2.0

    References
    ----------
    van der Aalst, W. M. P. (2016). Process Mining: Data Science in Action, 2nd edition.
    Springer.
    """
    require_table(events, "events")
    require_ids(require_column(events, "case_id", "events"), "case_id")
    activity = require_column(events, "activity", "events")
    if activity.isna().any():
        raise ValueError(
            f"column 'activity': {int(activity.isna().sum())} of {len(activity)} "
            "values are missing; name what was done or drop those rows."
        )
    times = {
        name: require_dates(require_column(events, name, "events"), name)
        for name in ("started_at", "ended_at")
    }
    found = events.assign(**times)
    backwards = int((found["ended_at"] < found["started_at"]).sum())
    if backwards:
        raise ValueError(
            f"column 'ended_at': {backwards} of {len(found)} events end before they "
            "start; correct or drop those rows."
        )
    found = found.sort_values(["case_id", "started_at", "ended_at"], kind="stable")
    latest = found.groupby("case_id")["ended_at"].cummax()
    before = latest.groupby(found["case_id"]).shift()
    found["working_hours"] = _hours(found["ended_at"] - found["started_at"])
    found["waiting_hours"] = _hours(found["started_at"] - before).clip(lower=0)
    return found


def activity_times(events: pd.DataFrame) -> pd.DataFrame:
    """Sum up the working and waiting time of each activity, the longest wait first.

    Parameters
    ----------
    events : DataFrame
        See `event_times`.

    Returns
    -------
    DataFrame
        Index `activity`; columns `events`, `working_hours` and `waiting_hours` (sums),
        `mean_wait` (hours an event).

    Raises
    ------
    TypeError, ValueError
        As `event_times`.

    Examples
    --------
    >>> events = pd.DataFrame(
    ...     {
    ...         "case_id": [1, 1],
    ...         "activity": ["ask", "answer"],
    ...         "started_at": ["2025-01-06 09:00", "2025-01-06 12:00"],
    ...         "ended_at": ["2025-01-06 10:00", "2025-01-06 12:30"],
    ...     }
    ... )
    >>> activity_times(events)["waiting_hours"].to_dict()
    {'answer': 2.0, 'ask': 0.0}
    """
    groups = event_times(events).groupby("activity")
    table = pd.DataFrame(
        {
            "events": groups.size(),
            "working_hours": groups["working_hours"].sum(),
            "waiting_hours": groups["waiting_hours"].sum(),
            "mean_wait": groups["waiting_hours"].mean(),
        }
    )
    return table.sort_values("waiting_hours", ascending=False, kind="stable")


def case_times(events: pd.DataFrame) -> pd.DataFrame:
    """Measure each case from its first start to its last end.

    Parameters
    ----------
    events : DataFrame
        See `event_times`.

    Returns
    -------
    DataFrame
        Index `case_id`; columns `events`, `elapsed_hours` (last end minus first start),
        `working_hours` and `waiting_hours` (sums). Elapsed is working plus waiting when
        no two events of a case overlap.

    Raises
    ------
    TypeError, ValueError
        As `event_times`.

    Examples
    --------
    >>> events = pd.DataFrame(
    ...     {
    ...         "case_id": [1, 1],
    ...         "activity": ["ask", "answer"],
    ...         "started_at": ["2025-01-06 09:00", "2025-01-06 12:00"],
    ...         "ended_at": ["2025-01-06 10:00", "2025-01-06 12:30"],
    ...     }
    ... )
    >>> case_times(events)
             events  elapsed_hours  working_hours  waiting_hours
    case_id
    1             2            3.5            1.5            2.0
    """
    groups = event_times(events).groupby("case_id")
    return pd.DataFrame(
        {
            "events": groups.size(),
            "elapsed_hours": _hours(
                groups["ended_at"].max() - groups["started_at"].min()
            ),
            "working_hours": groups["working_hours"].sum(),
            "waiting_hours": groups["waiting_hours"].sum(),
        }
    )


def variants(events: pd.DataFrame) -> pd.DataFrame:
    """Count the different paths that cases take, the usual one first.

    Parameters
    ----------
    events : DataFrame
        See `event_times`. Leave out cases still under way: their path is not finished.

    Returns
    -------
    DataFrame
        Index `variant`, the activities in order joined by ``" > "``; columns `cases`,
        `share` (0 to 1) and `steps`.

    Raises
    ------
    TypeError, ValueError
        As `event_times`.

    Examples
    --------
    >>> events = pd.DataFrame(
    ...     {
    ...         "case_id": [1, 1, 2],
    ...         "activity": ["ask", "answer", "ask"],
    ...         "started_at": ["2025-01-06", "2025-01-07", "2025-01-06"],
    ...         "ended_at": ["2025-01-06", "2025-01-07", "2025-01-06"],
    ...     }
    ... )
    >>> variants(events)
                  cases  share  steps
    variant
    ask               1    0.5      1
    ask > answer      1    0.5      2
    """
    ordered = event_times(events)
    names = ordered["activity"].astype(str)
    paths = names.groupby(ordered["case_id"]).agg(ARROW.join).rename("variant")
    steps = ordered.groupby("case_id").size()
    table = pd.DataFrame({"variant": paths, "steps": steps}).groupby("variant")
    found = table["steps"].agg(cases="size", steps="first")
    found["share"] = found["cases"] / found["cases"].sum()
    found = found.sort_values("cases", ascending=False, kind="stable")
    return found[["cases", "share", "steps"]]


def transitions(events: pd.DataFrame) -> pd.DataFrame:
    """Count how often one activity follows another, and the wait between the two.

    Parameters
    ----------
    events : DataFrame
        See `event_times`.

    Returns
    -------
    DataFrame
        Columns `source`, `target`, `times` and `mean_wait` (hours), the most frequent
        first; empty if every case has a single event.

    Raises
    ------
    TypeError, ValueError
        As `event_times`.

    Examples
    --------
    >>> events = pd.DataFrame(
    ...     {
    ...         "case_id": [1, 1],
    ...         "activity": ["ask", "answer"],
    ...         "started_at": ["2025-01-06 09:00", "2025-01-06 12:00"],
    ...         "ended_at": ["2025-01-06 10:00", "2025-01-06 12:30"],
    ...     }
    ... )
    >>> transitions(events)
      source  target  times  mean_wait
    0    ask  answer      1        2.0
    """
    ordered = event_times(events)
    ordered["activity"] = ordered["activity"].astype(str)
    ordered["source"] = ordered.groupby("case_id")["activity"].shift()
    moves = ordered.dropna(subset=["source"]).rename(columns={"activity": "target"})
    found = moves.groupby(["source", "target"])["waiting_hours"]
    table = found.agg(times="size", mean_wait="mean").reset_index()
    return table.sort_values("times", ascending=False, ignore_index=True)


def draw_map(
    ax,
    flows: pd.DataFrame,
    places: dict = CREDIT_PLACES,
    names: dict | None = None,
    highlight: str | None = None,
) -> None:
    """Draw a process as boxes and arrows, the thicker the more often taken.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw.
    flows : DataFrame
        As `transitions` gives it; beside each arrow stands its mean wait.
    places : dict of str to (number, number), default CREDIT_PLACES
        The centre of each activity's box: by default those of the company's credit
        process. Moves from or to an activity without a place are not drawn.
    names : dict of str to str, optional
        What to write in a box instead of the activity's code; long names are cut into
        lines.
    highlight : str, optional
        The activity whose box is drawn dark.

    Raises
    ------
    ValueError
        If a column of `flows` is missing, no move has both its places, or `highlight`
        has none.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> flows = pd.DataFrame(
    ...     {"source": ["ask"], "target": ["answer"], "times": [3], "mean_wait": [30.0]}
    ... )
    >>> draw_map(ax, flows, {"ask": (0, 0), "answer": (1, 0)})
    >>> [text.get_text() for text in ax.texts][-2:]
    ['ask', 'answer']
    >>> plt.close(fig)
    """
    from course_lib.language import language, number

    require_table(flows, "flows")
    for name in ("source", "target", "times", "mean_wait"):
        require_column(flows, name, "flows")
    drawn = flows[flows["source"].isin(places) & flows["target"].isin(places)]
    if drawn.empty:
        raise ValueError(
            "places: no move has a place for both its activities; give the centre of "
            f"each of {', '.join(sorted(set(flows['source'])))}."
        )
    if highlight is not None and highlight not in places:
        raise ValueError(
            f"highlight: there is no activity {highlight!r} on the map; it has: "
            f"{', '.join(places)}."
        )
    day = "j" if language() == "fr" else "d"
    widest = drawn["times"].max()
    for move in drawn.itertuples():
        start, end = np.array(places[move.source]), np.array(places[move.target])
        _arrow(ax, start, end, 0.8 + 3.5 * move.times / widest)
        level = start[1] == end[1]
        ax.text(
            *((start + end) / 2 + [0, 0.13 if level else 0]),
            f"{number(move.mean_wait / 24, 1)} {day}",
            ha="center",
            va="center",
            fontsize=9,
            bbox={"boxstyle": "round,pad=0.12", "fc": "white", "ec": "none"},
        )
    for activity, place in places.items():
        dark = activity == highlight
        ax.text(
            *place,
            textwrap.fill((names or {}).get(activity, activity), LONGEST_NAME),
            ha="center",
            va="center",
            fontsize=9,
            color="white" if dark else "black",
            bbox={
                "boxstyle": "round,pad=0.4",
                "fc": "0.25" if dark else "#eef2f5",
                "ec": "0.3",
            },
        )
    corners = np.array(list(places.values()), dtype=float)
    ax.set_xlim(corners[:, 0].min() - 0.6, corners[:, 0].max() + 0.6)
    ax.set_ylim(corners[:, 1].min() - 0.5, corners[:, 1].max() + 0.5)
    ax.set_axis_off()


def _arrow(ax, start, end, width) -> None:
    arrow = {
        "arrowstyle": "-|>",
        "mutation_scale": 14,
        "color": "0.55",
        "linewidth": width,
        "shrinkA": 24,
        "shrinkB": 28,
    }
    ax.annotate("", xy=end, xytext=start, arrowprops=arrow)


def _hours(durations: pd.Series) -> pd.Series:
    return durations.dt.total_seconds() / 3600
