"""Figures: shown with a text for those who do not see them, labelled in the language.

The style is `plt.style.use("course_lib.workbook")`. A title or the name of an axis that
the catalogue of the language holds (`"Customers"`, `"Revenue (MAD)"` …) may be given in
English: it is drawn in the language in use. The numbers of the axes are written by
`show`, whatever drew them.
"""

import base64
import inspect
from io import BytesIO

from course_lib import language
from course_lib.validation import require_numbers, require_table

# A text shorter than this names a figure ("sales chart") instead of telling it.
SHORTEST_ALT = 20
DOTS_PER_INCH = 110

DARK, PALE = "#0b4f7a", "#b9c4cc"

# An axis that stays below this is not grouped, so that years are not: 2025, not 2,025.
FIRST_GROUPED = 10_000
NO_GROUPS = {
    "fr": str.maketrans("", "", "\N{NARROW NO-BREAK SPACE}"),
    "en": str.maketrans("", "", ","),
}


def show(fig, alt: str) -> None:
    """Show a figure with the text that stands for it, then close it.

    The numbers of its axes are written in the language in use, unless the axis already
    has a format of its own.

    Parameters
    ----------
    fig : matplotlib Figure
        The figure, or one of its axes.
    alt : str
        What the figure shows, in a sentence a reader who does not see it can use: the
        kind of chart, what it compares, what stands out.

    Raises
    ------
    TypeError, ValueError
        If `fig` is no figure, or `alt` is empty or shorter than 20 characters.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> fig, ax = plt.subplots()
    >>> _ = ax.plot([1, 2, 4])
    >>> show(fig, alt="Line that rises from 1 to 4 in three steps.")
    Line that rises from 1 to 4 in three steps.
    """
    import matplotlib.pyplot as plt
    from IPython import get_ipython
    from IPython.display import display

    figure = _figure(fig)
    _check_alt(alt)
    _write_numbers(figure)
    picture = BytesIO()
    # No software name and a fixed resolution: the same bytes on every machine.
    figure.savefig(
        picture,
        format="png",
        dpi=DOTS_PER_INCH,
        bbox_inches="tight",
        metadata={"Software": None},
    )
    plt.close(figure)
    if get_ipython() is None:
        print(alt)
        return
    display(
        {
            "image/png": base64.b64encode(picture.getvalue()).decode("ascii"),
            "text/plain": alt,
        },
        metadata={"image/png": {"alt": alt}},
        raw=True,
    )


def _figure(fig):
    from matplotlib.figure import Figure

    figure = getattr(fig, "figure", fig)
    if not isinstance(figure, Figure):
        raise TypeError(
            f"fig: expected a figure, found {type(fig).__name__}; make one with "
            "fig, ax = plt.subplots() and pass fig."
        )
    return figure


def _check_alt(alt) -> None:
    if not isinstance(alt, str):
        raise TypeError(f"alt: expected text, found {type(alt).__name__} {alt!r}.")
    if len(alt.strip()) < SHORTEST_ALT:
        raise ValueError(
            f"alt: {alt.strip()!r} is too short to stand for a figure; say in a "
            "sentence what it shows and what stands out."
        )


def bar_chart(values, *, title: str, unit: str, write=None, highlight=None):
    """Draw horizontal bars, the value written at the end of each.

    Parameters
    ----------
    values : Series
        One number a bar; its index holds the names, drawn from top to bottom.
    title : str
        What the chart says.
    unit : str
        Name and unit of the values, written under the axis: `"Orders"`,
        `"Response rate (%)"`.
    write : function, optional
        How a value is written: `number` (the default), `percent` or `money`.
    highlight : optional
        The name of the one bar to draw dark; the others are then grey.

    Returns
    -------
    matplotlib Figure

    Raises
    ------
    TypeError, ValueError
        If `values` is no Series of finite numbers, or holds no bar `highlight`.

    Examples
    --------
    >>> import pandas as pd
    >>> orders = pd.Series({"Store": 420, "Web": 310})
    >>> fig = bar_chart(orders, title="Orders by channel", unit="Orders")
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['420', '310']
    """
    import matplotlib.pyplot as plt

    write = write or language.number
    heights = _series(values)
    names = [str(name) for name in values.index]
    if highlight is not None and highlight not in values.index:
        raise ValueError(
            f"highlight: there is no bar {highlight!r}; the bars are: "
            f"{', '.join(names)}."
        )
    dark = [highlight is None or name == highlight for name in values.index]
    fig, ax = plt.subplots(figsize=(7.5, 1.3 + 0.42 * len(heights)))
    bars = ax.barh(
        range(len(heights)),
        heights,
        height=0.68,
        color=[DARK if one else PALE for one in dark],
    )
    ax.bar_label(bars, labels=[write(value) for value in heights], padding=4)
    ax.set_yticks(range(len(heights)), names)
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    # The values stand at the bars' ends, so ticks would only repeat them.
    ax.grid(visible=False)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.set(title=language.translate(title), xlabel=language.translate(unit))
    ax.margins(x=0.16)
    if heights.min() < 0:
        ax.axvline(0, color="#444444", linewidth=0.8)
        ax.spines["left"].set_visible(False)
    else:
        ax.set_xlim(left=0)
    return fig


def line_chart(table, *, title: str, unit: str, xlabel: str = "", write=None):
    """Draw one line a column, its name written at its end instead of in a legend.

    Parameters
    ----------
    table : DataFrame or Series
        The index is the horizontal axis (dates or numbers); each column is a line. Six
        lines at most; gaps (NaN) stay open.
    title : str
        What the chart says.
    unit : str
        Name and unit of the vertical axis.
    xlabel : str, optional
        Name and unit of the horizontal axis; dates need none.
    write : function, optional
        How a value is written on the axis: `number` (the default), `percent`, `money`.

    Returns
    -------
    matplotlib Figure

    Examples
    --------
    >>> import pandas as pd
    >>> sales = pd.DataFrame({"Store": [3, 4, 5], "Web": [1, 3, 6]}, index=[1, 2, 3])
    >>> fig = line_chart(sales, title="Orders", unit="Orders", xlabel="Week")
    >>> [text.get_text() for text in fig.axes[0].texts]
    ['Store', 'Web']
    """
    import matplotlib.pyplot as plt
    import pandas as pd

    table = table.to_frame() if isinstance(table, pd.Series) else table
    require_table(table, "table")
    if table.shape[1] > 6:
        raise ValueError(
            f"table: {table.shape[1]} lines are too many to tell apart; keep 6 or "
            "draw them in several charts."
        )
    fig, ax = plt.subplots()
    ends = []
    for position, name in enumerate(table.columns):
        line = table.iloc[:, position].dropna()
        require_numbers(line, str(name))
        ax.plot(line.index, line.to_numpy())
        ends.append((line.index[-1], float(line.iloc[-1]), str(name)))
    ax.set(
        title=language.translate(title),
        ylabel=language.translate(unit),
        xlabel=language.translate(xlabel),
    )
    _written(ax.yaxis, write or language.number)
    if isinstance(table.index, pd.DatetimeIndex):
        date_axis(ax.xaxis)
    if len(ends) > 1:
        _name_lines(ax, ends)
    return fig


def number_axis(axis, decimals: int = 0) -> None:
    """Write the numbers of an axis (`ax.xaxis`, `ax.yaxis`) in the language in use."""
    _written(axis, lambda value: language.number(value, decimals))


def percent_axis(axis, decimals: int = 0) -> None:
    """Write the shares of an axis (0 to 1) as percentages in the language in use."""
    _written(axis, lambda value: language.percent(value, decimals))


def money_axis(axis) -> None:
    """Write the amounts of an axis in dirhams, in the language in use."""
    from matplotlib.ticker import MaxNLocator

    # Amounts are long: with more than a few they would run into one another.
    axis.set_major_locator(MaxNLocator(5))
    _written(axis, language.money)


def date_axis(axis) -> None:
    """Write the dates of an axis as months and years in the language in use."""
    from matplotlib import dates
    from matplotlib.ticker import FuncFormatter

    axis.set_major_locator(dates.AutoDateLocator(minticks=3, maxticks=7))
    axis.set_major_formatter(
        FuncFormatter(lambda value, _: language.month(dates.num2date(value)))
    )


def slider(draw, *, label: str, minimum, maximum, step, value) -> None:
    """Put a slider above a figure that is drawn again when it is let go.

    It needs a running notebook, so the same figure without it comes first, for those
    who read the page elsewhere; tag the cell `nbval-ignore-output`.

    Parameters
    ----------
    draw : function
        Takes the slider's value, and shows a figure with `show`.
    label : str
        What the slider sets, with its unit.
    minimum, maximum, step, value : int or float
        Its range, its step, and where it starts; all whole numbers for a whole result.
    """
    import ipywidgets

    whole = all(isinstance(x, int) for x in (minimum, maximum, step, value))
    kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    control = kind(
        value=value,
        min=minimum,
        max=maximum,
        step=step,
        description=label,
        continuous_update=False,
        style={"description_width": "initial"},
        layout={"width": "95%", "max_width": "640px"},
    )
    ipywidgets.interact(draw, **{_first_argument(draw): control})


def _first_argument(draw) -> str:
    return next(iter(inspect.signature(draw).parameters))


def _series(values):
    import pandas as pd

    if not isinstance(values, pd.Series):
        raise TypeError(
            f"values: expected a pandas Series, found {type(values).__name__}; take "
            "one column of the table."
        )
    if values.empty:
        raise ValueError("values: the Series is empty, so there is nothing to draw.")
    return require_numbers(values, str(values.name or "values"))


def _write_numbers(figure) -> None:
    """Write in the language every axis that still has matplotlib's own numbers."""
    from matplotlib.ticker import ScalarFormatter

    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            if type(axis.get_major_formatter()) is ScalarFormatter:
                _written(axis, _plain_number(axis))


def _plain_number(axis):
    """Return how to write one number of an axis, as precisely as matplotlib would."""
    plain = axis.get_major_formatter()
    # No power of ten set apart at the end of the axis: the numbers stand in full.
    plain.set_scientific(False)
    plain.set_useOffset(False)

    def write(value):
        plain.set_locs(axis.get_majorticklocs())
        text = plain(value).replace("\N{MINUS SIGN}", "-")
        written = language.number(float(text), len(text.partition(".")[2]))
        if max(abs(end) for end in axis.get_view_interval()) < FIRST_GROUPED:
            written = written.translate(NO_GROUPS[language.language()])
        return written.replace("-", "\N{MINUS SIGN}")

    return write


def _written(axis, write) -> None:
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))


def _name_lines(ax, ends) -> None:
    """Write each line's name at its end, moved apart where two would overlap."""
    low, high = ax.get_ylim()
    room = (high - low) * 0.065
    height = -float("inf")
    for x, y, name in sorted(ends, key=lambda end: end[1]):
        height = max(y, height + room)
        ax.annotate(
            name,
            xy=(x, height),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            annotation_clip=False,
        )
