"""Figures: shown with a text for those who do not see them, labelled in the language.

The style is `plt.style.use("course_lib.workbook")`.
"""

import base64
from io import BytesIO

# A text shorter than this names a figure ("sales chart") instead of telling it.
SHORTEST_ALT = 20
DOTS_PER_INCH = 110


def show(fig, alt: str) -> None:
    """Show a figure with the text that stands for it, then close it.

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
