"""The charts of those who decide: a diagram, a map, one screen, one page.

Each function takes numbers already computed and returns a figure for `show`, so that a
notebook shows the calculation and hides only the drawing.
"""

import pandas as pd

from course_lib import language
from course_lib.charts import DARK, PALE
from course_lib.validation import require_column, require_numbers, require_table

# A screen taken in at a glance while the telephone rings; a page read once a month.
MOST_LINES = 8
MOST_PANELS = 4
# How many shares a map writes beside the names: more would hide the names.
WRITTEN = 3

# Where the name of a town may stand beside its disc, the best place first.
SIDES = [(1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1), (0, 1), (0, -1)]


def diagram(boxes: dict, links=(), *, shaded=(), size=(7, 3)):
    """Draw named boxes, and lines between some of them.

    Parameters
    ----------
    boxes : dict of str to (str, number, number, number)
        For each box, by a short key: its text, its centre (x, y) and its width; every
        box is 0.8 high.
    links : list of (str, str), optional
        The keys of two boxes to join by a line.
    shaded : list of str, optional
        The keys of the boxes to shade.
    size : (number, number), default (7, 3)
        Width and height of the figure, in inches.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    ValueError
        If there is no box, or a link or a shade names one that is not there.

    Examples
    --------
    >>> fig = diagram({"a": ("ask", 0, 0, 1), "b": ("answer", 2, 0, 1)}, [("a", "b")])
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['ask', 'answer']
    """
    import matplotlib.pyplot as plt

    if not boxes:
        raise ValueError("boxes: there is no box to draw.")
    for key in [*(end for link in links for end in link), *shaded]:
        if key not in boxes:
            raise ValueError(
                f"boxes: there is no box {key!r}; the boxes are: {', '.join(boxes)}."
            )
    fig, ax = plt.subplots(figsize=size)
    for first, second in links:
        ends = [boxes[first][1:3], boxes[second][1:3]]
        ax.plot(*zip(*ends, strict=True), color="0.6", linewidth=1, linestyle="-")
    for key, (text, x, y, width) in boxes.items():
        face = "0.85" if key in shaded else "white"
        ax.bar(x, 0.8, width, y - 0.4, color=face, edgecolor="0.2", zorder=2)
        ax.text(x, y, text, ha="center", va="center", fontsize=9, zorder=3)
    ax.use_sticky_edges = False  # room for the line of the lowest boxes
    ax.margins(0.02)
    ax.axis("off")
    return fig


def zone_map(places: pd.DataFrame, *, size: str, shade: str, title: str, write=None):
    """Draw places as discs: large where there is much, dark where the share is high.

    Parameters
    ----------
    places : DataFrame
        One row per place, its name in the index, with columns `longitude`, `latitude`
        (degrees) and those named by `size` and `shade`.
    size : str
        The column that gives each disc its area.
    shade : str
        The column that gives each disc its grey; the three highest are also written.
    title : str
        What the map says.
    write : function, optional
        How a shade is written; `percent` by default.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    TypeError, ValueError
        If `places` is no table, is empty, or one of these columns is missing, holds a
        gap or is no number.

    Examples
    --------
    >>> towns = pd.DataFrame(
    ...     {
    ...         "longitude": [-7.6, -6.4],
    ...         "latitude": [33.6, 32.3],
    ...         "spend": [90, 10],
    ...         "share": [0.01, 0.12],
    ...     },
    ...     index=["Casablanca", "Béni Mellal"],
    ... )
    >>> fig = zone_map(towns, size="spend", shade="share", title="Our share", write=str)
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['Casablanca 0.01', 'Béni Mellal 0.12']
    """
    import matplotlib.pyplot as plt

    require_table(places, "places")
    for name in ("longitude", "latitude", size, shade):
        require_numbers(require_column(places, name, "places"), name)
    if places.empty:
        raise ValueError("places: there is no place to draw.")
    write = write or language.percent
    area = 600 * places[size] / places[size].max()
    fig, ax = plt.subplots(figsize=(5, 4))
    ax.scatter(
        places["longitude"],
        places["latitude"],
        s=area,
        c=places[shade],
        cmap="Greys",
        vmin=0,
        edgecolor="black",
        linewidth=0.8,
    )
    ax.set(title=title, xlabel="Longitude (°)", ylabel="Latitude (°)")
    ax.grid(visible=False)
    ax.margins(0.15, 0.06)
    radii = (area**0.5 / 2).tolist()
    darkest = places[shade].nlargest(WRITTEN).index
    names = [
        f"{name} {write(places[shade][name])}" if name in darkest else str(name)
        for name in places.index
    ]
    _name_places(ax, places[["longitude", "latitude"]].to_numpy(), radii, names)
    return fig


def _name_places(ax, points, radii, names) -> None:
    """Write each name at the first side of its disc where nothing stands yet."""
    # The layout settles where the discs are, then must not move them any more.
    ax.figure.draw_without_rendering()
    ax.figure.set_layout_engine("none")
    scale = 72 / ax.figure.dpi
    centres = ax.transData.transform(points) * scale  # in points, as the letters
    taken = [
        (x - r, y - r, x + r, y + r) for (x, y), r in zip(centres, radii, strict=True)
    ]
    for point, (x, y), radius, name in zip(points, centres, radii, names, strict=True):
        text = ax.annotate(name, point, (0, 0), textcoords="offset points", fontsize=8)
        text.set(ha="center", va="center")
        shape = text.get_window_extent()
        wide, high = shape.width * scale + 4, shape.height * scale
        boxes = []
        for away in (3, 9):
            for across, up in SIDES:
                reach = away + (radius if across == 0 or up == 0 else 0.7 * radius)
                left = x + across * (reach + wide / 2) - wide / 2
                low = y + up * (reach + high / 2) - high / 2
                boxes.append((left, low, left + wide, low + high))
        best = min(boxes, key=lambda box: sum(_shared(box, one) for one in taken))
        taken.append(best)
        text.set_position(((best[0] + best[2]) / 2 - x, (best[1] + best[3]) / 2 - y))


def _shared(one, other) -> float:
    """Return the area that two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0, wide) * max(0, high)


def customer_screen(lines, by_year: pd.Series, *, title: str, unit: str):
    """Draw what an adviser sees of one customer: a few lines, one small chart.

    Parameters
    ----------
    lines : list of str
        What to read, from who it is (first, bold) to what to do (last, bold); eight
        at most.
    by_year : Series
        One amount a year, drawn as bars; the index holds the years.
    title, unit : str
        What the bars show, and their unit.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    TypeError, ValueError
        If there is no line, there are more than eight, or `by_year` holds no number.

    Examples
    --------
    >>> spent = pd.Series({2024: 800.0, 2025: 950.0})
    >>> fig = customer_screen(
    ...     ["Customer 12", "TO DO: call"], spent, title="A", unit="MAD"
    ... )
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['Customer 12', 'TO DO: call']
    """
    import matplotlib.pyplot as plt

    if isinstance(lines, str) or not 0 < len(lines) <= MOST_LINES:
        raise ValueError(
            f"lines: give a list of 1 to {MOST_LINES} lines; more cannot be read while "
            "the telephone rings."
        )
    _require_bars(by_year, "by_year")
    fig, (left, right) = plt.subplots(1, 2, figsize=(6.6, 2), width_ratios=[1.9, 1])
    for rank, line in enumerate(lines):
        weight = "bold" if rank in (0, len(lines) - 1) else "normal"
        place = 1 - rank / max(1, len(lines) - 1)
        left.text(0, place, line, va="center", weight=weight, fontsize=9)
    left.axis("off")
    right.bar([str(year) for year in by_year.index], by_year, color=DARK)
    right.set(title=title, ylabel=unit)
    right.grid(visible=False)
    return fig


def portfolio_page(panels: dict, *, size=(7.6, 4.6)):
    """Draw one page of up to four questions, a chart for each.

    Parameters
    ----------
    panels : dict of str to Series
        The question is the title; the name of the Series is its unit. A Series by
        period (months, quarters) becomes a line that starts from zero; another,
        horizontal bars from top to bottom, the first one dark.
    size : (number, number), default (7.6, 4.6)
        Width and height of the page, in inches.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    TypeError, ValueError
        If there is no panel, there are more than four, or one holds no number.

    Examples
    --------
    >>> months = pd.period_range("2025-01", periods=3, freq="M")
    >>> sales = pd.Series([5, 6, 8], index=months, name="Thousand MAD")
    >>> state = pd.Series({"Here": 30, "Gone": 12}, name="Customers")
    >>> fig = portfolio_page({"Do we sell more?": sales, "Are they here?": state})
    >>> [ax.get_title(loc="left") for ax in fig.axes]
    ['Do we sell more?', 'Are they here?']
    """
    import matplotlib.pyplot as plt

    if not 0 < len(panels) <= MOST_PANELS:
        raise ValueError(
            f"panels: a page holds 1 to {MOST_PANELS} questions, found {len(panels)}; "
            "what is added hides the rest."
        )
    for title, values in panels.items():
        _require_bars(values, title)
    rows = (len(panels) + 1) // 2
    fig, axes = plt.subplots(rows, 2, figsize=size, squeeze=False)
    for ax, (title, values) in zip(axes.flat, panels.items(), strict=False):
        ax.set_title(title, fontsize=10, loc="left")
        ax.tick_params(labelsize=8)
        ax.grid(visible=False)
        if isinstance(values.index, pd.PeriodIndex):
            _line(ax, values)
        else:
            _bars(ax, values)
    for ax in axes.flat[len(panels) :]:
        ax.remove()
    return fig


def _line(ax, values) -> None:
    from matplotlib import dates

    ax.plot(values.index.to_timestamp(), values.to_numpy(), color=DARK)
    ax.set_ylim(bottom=min(0, values.min()))
    ax.set_ylabel(values.name, fontsize=9)
    ax.xaxis.set_major_locator(dates.YearLocator())
    ax.xaxis.set_major_formatter(dates.DateFormatter("%Y"))


def _bars(ax, values) -> None:
    colors = [DARK] + [PALE] * (len(values) - 1)
    bars = ax.barh([str(name) for name in values.index], values, color=colors)
    ax.bar_label(bars, [language.number(one) for one in values], padding=3, fontsize=8)
    ax.invert_yaxis()
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.margins(x=0.2)
    ax.set_xlabel(values.name, fontsize=9)


def _require_bars(values, name: str) -> None:
    if not isinstance(values, pd.Series):
        raise TypeError(
            f"{name}: expected a pandas Series, found {type(values).__name__}."
        )
    if values.empty:
        raise ValueError(f"{name}: there is nothing to draw.")
    require_numbers(values, name)
