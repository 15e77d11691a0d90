"""Complaints: their process, their deadlines, the silent ones, their words."""

import re
import unicodedata
from typing import NamedTuple

import numpy as np
import pandas as pd

from course_lib.validation import (
    require_choice,
    require_column,
    require_dates,
    require_day,
    require_number,
    require_table,
    require_whole,
)

# What may follow each step; the process ends with a lesson learnt.
MOVES = {
    "receive": ["record"],
    "record": ["acknowledge"],
    "acknowledge": ["qualify"],
    "qualify": ["route"],
    "route": ["investigate"],
    "investigate": ["answer", "escalate"],
    "escalate": ["investigate"],
    "answer": ["compensate", "close"],
    "compensate": ["close"],
    "close": ["learn", "reopen"],
    "reopen": ["investigate"],
    "learn": [],
}

# Those of the table `complaints`, which keeps the trace of a few steps only.
TRACED_MOVES = {
    "receive": ["answer"],
    "answer": ["compensate", "close"],
    "compensate": ["close"],
    "close": ["reopen"],
    "reopen": [],
}

PLACES = {
    "receive": (0, 2),
    "record": (1, 2),
    "acknowledge": (2, 2),
    "qualify": (3, 2),
    "route": (4, 2),
    "investigate": (4, 1),
    "answer": (3, 1),
    "compensate": (2, 1),
    "close": (1, 1),
    "learn": (0, 1),
    "reopen": (2.5, 0),
    "escalate": (4, 0),
}


class SilentShare(NamedTuple):
    """The share of unhappy customers who say nothing, and its interval."""

    share: float
    low: float
    high: float
    unhappy: int


def case_history(complaints: pd.DataFrame) -> pd.DataFrame:
    """Turn one row per complaint into one row per step that left a trace.

    Steps follow their dates, so that a case closed before its first answer shows.
    Compensation and reopening have no date of their own: the first stands just before
    the closing, the second just after.

    Parameters
    ----------
    complaints : DataFrame
        `complaint_id`, the dates `opened_at`, `first_answer_at` and `resolved_at`
        (empty: not yet), `compensation` in MAD (0: none) and `reopened`.

    Returns
    -------
    DataFrame
        `complaint_id`, `position` (0, 1, 2 … within the complaint) and `step`:
        `receive`, `answer`, `compensate`, `close`, `reopen`. Sorted by complaint.

    Raises
    ------
    TypeError, ValueError
        For an empty table and a missing column.

    Examples
    --------
    >>> one = pd.DataFrame(
    ...     {
    ...         "complaint_id": [7],
    ...         "opened_at": pd.to_datetime(["2025-01-06"]),
    ...         "first_answer_at": pd.to_datetime(["2025-01-07"]),
    ...         "resolved_at": pd.to_datetime([None]),
    ...         "compensation": [0.0],
    ...         "reopened": [False],
    ...     }
    ... )
    >>> case_history(one)["step"].tolist()
    ['receive', 'answer']
    """
    require_table(complaints, "complaints")
    ids = require_column(complaints, "complaint_id", "complaints")
    opened = require_column(complaints, "opened_at", "complaints")
    answered = require_column(complaints, "first_answer_at", "complaints")
    closed = require_column(complaints, "resolved_at", "complaints")
    paid = require_column(complaints, "compensation", "complaints") > 0
    again = require_column(complaints, "reopened", "complaints").astype(bool)
    found = {
        "receive": (opened, opened.notna()),
        "answer": (answered, answered.notna()),
        "compensate": (closed, paid),
        "close": (closed, closed.notna()),
        "reopen": (closed, again),
    }
    steps = pd.concat(
        [
            pd.DataFrame({"complaint_id": ids, "at": at, "order": order, "step": step})[
                seen
            ]
            for order, (step, (at, seen)) in enumerate(found.items())
        ]
    ).sort_values(["complaint_id", "at", "order"], ignore_index=True)
    steps["position"] = steps.groupby("complaint_id").cumcount()
    return steps[["complaint_id", "position", "step"]]


def moves(history: pd.DataFrame, allowed: dict) -> pd.DataFrame:
    """Count the moves from step to step and say which the process allows.

    Parameters
    ----------
    history : DataFrame
        `complaint_id`, `position` (the order of the steps) and `step`.
    allowed : dict of str to list of str
        For each step, those that may follow it, such as `MOVES`.

    Returns
    -------
    DataFrame
        One row per move seen: `from`, `to`, `times`, `allowed`; most frequent first.

    Raises
    ------
    TypeError, ValueError
        For a missing column, or a step that `allowed` does not know.

    Examples
    --------
    >>> history = pd.DataFrame(
    ...     {
    ...         "complaint_id": [1, 1, 2, 2],
    ...         "position": [0, 1, 0, 1],
    ...         "step": ["receive", "answer", "receive", "close"],
    ...     }
    ... )
    >>> moves(history, {"receive": ["answer"], "answer": ["close"], "close": []})
          from      to  times  allowed
    0  receive  answer      1     True
    1  receive   close      1    False
    """
    require_table(history, "history")
    for name in ("complaint_id", "position", "step"):
        require_column(history, name, "history")
    unknown = sorted(set(history["step"]) - set(allowed))
    if unknown:
        raise ValueError(
            f"allowed: it says nothing of the step {unknown[0]!r}; its steps are: "
            f"{', '.join(allowed)}. Add the step, or correct its name in history."
        )
    ordered = history.sort_values(["complaint_id", "position"])
    following = ordered.groupby("complaint_id")["step"].shift(-1)
    pairs = pd.DataFrame({"from": ordered["step"], "to": following}).dropna()
    counted = pairs.value_counts().rename("times").reset_index()
    counted = counted.sort_values(
        ["times", "from", "to"], ascending=[False, True, True], ignore_index=True
    )
    counted["allowed"] = [
        target in allowed[source]
        for source, target in zip(counted["from"], counted["to"], strict=True)
    ]
    return counted


def draw_process(ax, names: dict | None = None, traced=()) -> None:
    """Draw the complaint process of `MOVES` as boxes and arrows.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw.
    names : dict of str to str, optional
        What to write in a box instead of the step's code.
    traced : list of str, optional
        Steps drawn dark: those of which the data keep a trace.

    Raises
    ------
    ValueError
        If `traced` holds a step that the process does not have.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> draw_process(ax, {"receive": "reception"}, traced=["receive"])
    >>> ax.texts[0].get_text()
    'reception'
    >>> plt.close(fig)
    """
    for step in traced:
        require_choice(step, "traced", MOVES)
    boxes = {}
    for step, place in PLACES.items():
        dark = step in traced
        words = ax.text(
            *place,
            (names or {}).get(step, step),
            ha="center",
            va="center",
            fontsize=9,
            color="white" if dark else "black",
            bbox={
                "boxstyle": "round,pad=0.45",
                "fc": "0.25" if dark else "#eef2f5",
                "ec": "0.3",
            },
        )
        boxes[step] = words.get_bbox_patch()
    # The first jumps over a box and goes round it; the two others go there and back.
    bent = {("answer", "close"): 0.35, ("investigate", "escalate"): 0.25}
    bent[("escalate", "investigate")] = 0.25
    for source, targets in MOVES.items():
        for target in targets:
            ax.annotate(
                "",
                xy=PLACES[target],
                xytext=PLACES[source],
                arrowprops={
                    "arrowstyle": "-|>",
                    "color": "0.35",
                    "patchA": boxes[source],
                    "patchB": boxes[target],
                    "shrinkA": 2,
                    "shrinkB": 2,
                    "connectionstyle": f"arc3,rad={bent.get((source, target), 0)}",
                },
            )
    ax.set_xlim(-0.5, 4.6)
    ax.set_ylim(-0.4, 2.4)
    ax.set_axis_off()


def working_hours(start, end, *, opens: int = 8, closes: int = 20, closed_on=(6,)):
    """Count the hours between two moments during which the service is open.

    Parameters
    ----------
    start, end : Series of dates, or one date-time
        A missing end (still waiting) gives a missing count.
    opens, closes : int
        Opening and closing hour, the same every open day.
    closed_on : tuple of int, default (6,)
        Days of the week without service: 0 is Monday, 6 Sunday.

    Returns
    -------
    Series or float
        Hours, 0 or more when `end` is not before `start`.

    Raises
    ------
    TypeError, ValueError
        For hours outside 0 to 24, a closing that is not after the opening, and a week
        without any open day.

    Examples
    --------
    From Saturday evening to Monday noon, only Monday morning counts.

    >>> working_hours("2025-03-01 22:00", "2025-03-03 12:00")
    4.0
    """
    opens = require_whole(opens, "opens", minimum=0, maximum=23)
    closes = require_whole(closes, "closes", minimum=opens + 1, maximum=24)
    open_days = np.array([day not in set(closed_on) for day in range(7)])
    if not open_days.any():
        raise ValueError(
            "closed_on: all seven days are closed; leave at least one open."
        )
    single = not isinstance(start, pd.Series) and not isinstance(end, pd.Series)
    if single:
        start = pd.Series([require_day(start, "start")])
        end = pd.Series([require_day(end, "end")])
    elif not isinstance(end, pd.Series):
        end = pd.Series(require_day(end, "end"), index=start.index)
    elif not isinstance(start, pd.Series):
        start = pd.Series(require_day(start, "start"), index=end.index)
    hours = _open_so_far(end, opens, closes, open_days) - _open_so_far(
        start, opens, closes, open_days
    )
    return float(hours.iloc[0]) if single else hours


def _open_so_far(moment: pd.Series, opens, closes, open_days) -> pd.Series:
    # Hours of service since a Monday long ago; the difference of two is a duration.
    since = (moment - pd.Timestamp("2001-01-01")) / pd.Timedelta(days=1)
    day = np.floor(since)
    hour = (since - day) * 24
    before = np.append(0, np.cumsum(open_days))
    weekday = (day % 7).fillna(0).astype(int)
    whole = day // 7 * open_days.sum() + before[weekday]
    today = (hour - opens).clip(0, closes - opens) * open_days[weekday]
    return (whole * (closes - opens) + today).round(6)


def sla_report(
    complaints: pd.DataFrame,
    limits: dict,
    as_of,
    *,
    start: str = "opened_at",
    end: str = "resolved_at",
    by: str = "urgency",
) -> pd.DataFrame:
    """Count the deadlines kept and broken, open cases included.

    A case still open after its deadline has broken it; one still open within its
    deadline is pending and belongs to neither.

    Parameters
    ----------
    complaints : DataFrame
        One row per complaint.
    limits : dict of str to number
        Calendar hours allowed, for each value of `by`.
    as_of : date or str
        The moment at which one looks. What has an end after it counts as open.
    start, end : str
        The columns of the two dates; an empty end is a case still open.
    by : str
        The column that decides on the deadline.

    Returns
    -------
    DataFrame
        One row per key of `limits`: `cases`, `kept`, `broken`, `pending`, and
        `kept_share`, of those that are kept or broken (missing when there are none).

    Raises
    ------
    TypeError, ValueError
        For a missing column, a value of `by` without a limit, an end before its start,
        and a case opened after `as_of`.

    Examples
    --------
    >>> complaints = pd.DataFrame(
    ...     {
    ...         "urgency": ["high", "high", "high"],
    ...         "opened_at": pd.to_datetime(["2025-12-01", "2025-12-01", "2025-12-31"]),
    ...         "resolved_at": pd.to_datetime(["2025-12-02", None, None]),
    ...     }
    ... )
    >>> sla_report(complaints, {"high": 48}, as_of="2026-01-01")
             cases  kept  broken  pending  kept_share
    urgency
    high         3     1       1        1         0.5
    """
    require_table(complaints, "complaints")
    as_of = require_day(as_of, "as_of")
    groups = require_column(complaints, by, "by")
    opened = require_dates(require_column(complaints, start, "start"), start)
    ended = require_column(complaints, end, "end")
    allowed = {
        name: require_number(hours, f"limits[{name!r}]", minimum=0)
        for name, hours in limits.items()
    }
    lost = sorted(set(groups) - set(allowed))
    if lost:
        raise ValueError(
            f"limits: no deadline for {lost[0]!r}, a value of the column {by!r}; give "
            "one for each value."
        )
    backwards = int((ended < opened).sum())
    if backwards:
        raise ValueError(
            f"column {end!r}: {backwards} dates come before {start!r}; correct those "
            "rows."
        )
    late = int((opened > as_of).sum())
    if late:
        raise ValueError(
            f"as_of: {late} cases are opened after {as_of:%Y-%m-%d}; leave them out."
        )
    finished = ended.notna() & (ended <= as_of)
    lasted = ended.where(finished, as_of) - opened
    within = lasted <= pd.to_timedelta(groups.map(allowed), unit="h")
    outcome = pd.DataFrame(
        {
            "cases": True,
            "kept": finished & within,
            "broken": ~within,
            "pending": ~finished & within,
        }
    )
    report = outcome.groupby(groups).sum().reindex(list(allowed), fill_value=0)
    decided = report["kept"] + report["broken"]
    report["kept_share"] = report["kept"] / decided.where(decided > 0)
    report.index.name = by
    return report


def silent_share(had_problem, complained) -> SilentShare:
    """Estimate the share of customers with a problem who never complained.

    Parameters
    ----------
    had_problem : Series of booleans
        Whether the respondent had a problem.
    complained : Series of booleans
        Whether he or she complained; only read where there was a problem.

    Returns
    -------
    SilentShare
        `share`, `low` and `high` (Wilson's 95 % interval), `unhappy` (the respondents
        with a problem).

    Raises
    ------
    ValueError
        If nobody had a problem, or an answer on complaining is missing for someone who
        had.

    Examples
    --------
    >>> silent_share(pd.Series([True, True, False]), pd.Series([True, False, None]))[0]
    0.5

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. J. Am. Stat. Assoc. 22, 209-212.
    """
    problem = pd.Series(had_problem).astype("boolean")
    voiced = pd.Series(complained).astype("boolean")[problem.fillna(False)]
    if voiced.empty:
        raise ValueError(
            "had_problem: nobody had a problem, so there is no share; check the filter "
            "that produced the column."
        )
    if voiced.isna().any():
        raise ValueError(
            f"column 'complained': {int(voiced.isna().sum())} of {len(voiced)} "
            "customers with a problem did not say; drop those rows first."
        )
    n, share = len(voiced), float((~voiced).mean())
    z = 1.959963984540054
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return SilentShare(share, float(centre - half), float(centre + half), n)


def clean_text(text: str) -> str:
    """Bring a message to bare words: lower case, no accents, digits or signs.

    Parameters
    ----------
    text : str
        A message as the customer typed it.

    Returns
    -------
    str
        Words of letters a to z, one space between two.

    Raises
    ------
    TypeError
        If it is not a text (a missing message, for example).

    Examples
    --------
    >>> clean_text("Bonjour, mon COLIS est arrivé cassé !! (n° 317)")
    'bonjour mon colis est arrive casse n'
    """
    if not isinstance(text, str):
        raise TypeError(
            f"text: expected a text, found {type(text).__name__}; fill the missing "
            "messages with '' first."
        )
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    # An accented letter falls into the letter and its accent, which is then dropped.
    text = unicodedata.normalize("NFD", text)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(re.findall("[a-z]+", text))


def keyword_label(text: str, words: dict, default: str) -> str:
    """Label a clean message by the words it holds.

    Parameters
    ----------
    text : str
        A message brought to bare words (see `clean_text`).
    words : dict of str to list of str
        The words (or beginnings of words) of each label.
    default : str
        The label of a message that holds none of them.

    Returns
    -------
    str
        The label with most words in the message; the first in `words` if several.

    Raises
    ------
    ValueError
        If `words` is empty.

    Examples
    --------
    >>> words = {"late": ["retard", "attend"], "damaged": ["cass"]}
    >>> keyword_label("mon colis est arrive casse", words, "other")
    'damaged'
    """
    if not words:
        raise ValueError("words: no label; give at least one with its words.")
    typed = text.split()
    hits = {
        label: sum(word.startswith(tuple(starts)) for word in typed)
        for label, starts in words.items()
    }
    best = max(hits, key=hits.get)
    return best if hits[best] else default


def strongest_words(names, model, count: int = 6) -> pd.Series:
    """Give the words that push a linear text model most towards each label.

    Parameters
    ----------
    names : array or list of str
        The words, in the order of the model's columns
        (`vectorizer.get_feature_names_out()`).
    model : fitted scikit-learn linear classifier
        With `classes_` and `coef_`, three labels at least.
    count : int, default 6
        How many words a label.

    Returns
    -------
    Series
        Index the labels; the words, strongest first, in one text.

    Raises
    ------
    ValueError
        If the names are not as many as the model's columns, or there are only two
        labels.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> model = SimpleNamespace(
    ...     classes_=["a", "b", "c"], coef_=np.array([[2, 1, 0], [0, 3, 1], [0, 0, 1]])
    ... )
    >>> strongest_words(["late", "broken", "bill"], model, count=1)["b"]
    'broken'
    """
    names = np.asarray(names)
    count = require_whole(count, "count", minimum=1)
    weights = np.asarray(model.coef_)
    if len(weights) != len(model.classes_):
        raise ValueError(
            f"model: {len(weights)} rows of weights for {len(model.classes_)} labels; "
            "use a model of three labels or more."
        )
    if len(names) != weights.shape[1]:
        raise ValueError(
            f"names: {len(names)} words for {weights.shape[1]} columns of the model; "
            "take get_feature_names_out() of the same vectorizer."
        )
    best = np.argsort(-weights, axis=1, kind="stable")[:, :count]
    return pd.Series(
        [", ".join(names[row]) for row in best], index=pd.Index(model.classes_)
    )
