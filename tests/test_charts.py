"""Figures: the text beside them, the words on them, the style."""

import base64
import doctest

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient

from course_lib import charts, use_language
from course_lib.language import money, percent

ALT = "Line that rises from 1 to 4 in three steps."

NOTEBOOK = f"""
import matplotlib.pyplot as plt
from course_lib import show
plt.style.use("course_lib.workbook")
fig, ax = plt.subplots()
ax.plot([1, 2, 4])
ax.set_title("Été à Béni Mellal")
show(fig, alt="{ALT}")
"""


@pytest.fixture(autouse=True)
def french_and_closed():
    use_language("fr")
    yield
    plt.close("all")


def a_figure():
    fig, ax = plt.subplots()
    ax.plot([1, 2, 4])
    return fig


def test_docstring_examples_run():
    assert doctest.testmod(charts).failed == 0


def test_in_a_notebook_a_figure_is_shown_once_with_its_text_and_the_same_bytes():
    def outputs():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(NOTEBOOK)])
        NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
        return notebook.cells[0].outputs

    (first,), (second,) = outputs(), outputs()
    assert first.output_type == "display_data"
    assert first.metadata["image/png"]["alt"] == ALT
    assert first.data["text/plain"] == ALT
    picture = base64.b64decode(first.data["image/png"])
    assert picture.startswith(b"\x89PNG") and b"Software" not in picture
    assert picture == base64.b64decode(second.data["image/png"])


def test_in_a_program_the_text_is_printed_and_the_figure_closed(capsys):
    charts.show(a_figure(), alt=ALT)
    assert capsys.readouterr().out == ALT + "\n"
    assert plt.get_fignums() == []


def test_axes_stand_for_their_figure(capsys):
    charts.show(a_figure().axes[0], alt=ALT)
    assert ALT in capsys.readouterr().out


@pytest.mark.parametrize("alt", ["", "   ", "sales chart", "\n" * 30])
def test_a_text_too_short_to_tell_the_figure_is_refused(alt):
    with pytest.raises(ValueError, match="alt: .* too short"):
        charts.show(a_figure(), alt=alt)


@pytest.mark.parametrize("alt", [None, 3, ["a text"]])
def test_a_text_that_is_no_text_is_refused(alt):
    with pytest.raises(TypeError, match="alt: expected text"):
        charts.show(a_figure(), alt=alt)


@pytest.mark.parametrize("wrong", [None, "fig", [1, 2], plt])
def test_what_is_no_figure_is_refused(wrong):
    with pytest.raises(TypeError, match="fig: expected a figure"):
        charts.show(wrong, alt=ALT)


def test_bars_carry_their_values_in_the_language():
    shares = pd.Series({"Magasin": 0.425, "Web": 0.3})
    fig = charts.bar_chart(
        shares, title="Part", unit="Part (%)", write=percent, highlight="Web"
    )
    (ax,) = fig.axes
    assert [text.get_text() for text in ax.texts] == ["42,5\xa0%", "30,0\xa0%"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Magasin", "Web"]
    assert [bar.get_width() for bar in ax.patches] == [0.425, 0.3]
    pale, dark = (bar.get_facecolor() for bar in ax.patches)
    assert pale != dark


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        (pd.Series(dtype=float), "empty"),
        (pd.Series([1.0, np.nan]), "missing"),
        (pd.Series(["a"]), "expected numbers"),
        ([1, 2], "expected a pandas Series"),
    ],
)
def test_bars_of_nothing_drawable_are_refused(values, fault):
    with pytest.raises((TypeError, ValueError), match=fault):
        charts.bar_chart(values, title="t", unit="u")


def test_an_unknown_bar_cannot_be_highlighted():
    with pytest.raises(ValueError, match="highlight: there is no bar 'C'.*A, B"):
        charts.bar_chart(
            pd.Series({"A": 1, "B": 2}), title="t", unit="u", highlight="C"
        )


def test_lines_carry_their_names_at_their_ends_without_overlap():
    table = pd.DataFrame({"A": [1, 5.0], "B": [2, 5.01], "C": [0, 1]}, index=[1, 2])
    fig = charts.line_chart(table, title="t", unit="u", xlabel="x")
    heights = {text.get_text(): text.xy[1] for text in fig.axes[0].texts}
    assert heights["C"] == 1 and heights["A"] == 5
    # 4 % of the axis is about the height of a letter.
    assert heights["B"] - heights["A"] > 0.04 * 5


def test_a_line_over_dates_has_months_in_the_language():
    dates = pd.date_range("2022-01-01", periods=36, freq="MS")
    fig = charts.line_chart(pd.Series(range(36), dates, name="A"), title="t", unit="u")
    fig.draw_without_rendering()
    ticks = [tick.get_text() for tick in fig.axes[0].get_xticklabels()]
    assert "janv. 2023" in ticks


def test_too_many_lines_are_refused():
    table = pd.DataFrame(np.ones((3, 7)), columns=list("ABCDEFG"))
    with pytest.raises(ValueError, match="7 lines are too many"):
        charts.line_chart(table, title="t", unit="u")


@pytest.mark.parametrize(
    ("set_axis", "french", "english"),
    [
        (charts.number_axis, "2\u202f000", "2,000"),
        (charts.money_axis, "2\u202f000\xa0MAD", "MAD\xa02,000"),
        (charts.percent_axis, "200\u202f000\xa0%", "200,000%"),
    ],
)
def test_axes_are_written_in_the_language(set_axis, french, english):
    for code, expected in (("fr", french), ("en", english)):
        use_language(code)
        fig, ax = plt.subplots()
        ax.set_xlim(0, 5000)
        set_axis(ax.xaxis)
        fig.draw_without_rendering()
        assert expected in [tick.get_text() for tick in ax.get_xticklabels()]


def shown_labels(set_up):
    """Return the labels of the horizontal axis of a figure once it was shown."""
    fig, ax = plt.subplots()
    set_up(ax)
    charts.show(fig, alt=ALT)
    fig.draw_without_rendering()
    low, high = ax.get_xlim()
    return [
        tick.label1.get_text()
        for tick in ax.xaxis.get_major_ticks()
        if low <= tick.get_loc() <= high
    ]


@pytest.mark.parametrize(
    ("ends", "french", "english"),
    [
        (
            (0, 0.2),
            ["0,00", "0,05", "0,10", "0,15", "0,20"],
            "0.00 0.05 0.10 0.15 0.20",
        ),
        ((-2, 2), ["−2", "−1", "0", "1", "2"], "−2 −1 0 1 2"),
        ((2022, 2026), ["2022", "2023", "2024", "2025", "2026"], None),
        ((0, 8000), ["0", "2000", "4000", "6000", "8000"], None),
        (
            (0, 20_000),
            ["0", "5\u202f000", "10\u202f000", "15\u202f000", "20\u202f000"],
            "0 5,000 10,000 15,000 20,000",
        ),
        ((0, 2e7), ["0", "10\u202f000\u202f000", "20\u202f000\u202f000"], None),
    ],
)
def test_a_shown_figure_has_its_numbers_in_the_language(ends, french, english):
    def set_up(ax):
        ax.set_xlim(*ends)
        ax.set_xticks(np.linspace(*ends, len(french)))

    assert shown_labels(set_up) == french
    if english is not None:
        use_language("en")
        assert shown_labels(set_up) == english.split()


def test_a_tick_next_to_zero_has_no_minus_sign():
    def set_up(ax):
        ax.set_xlim(-0.3, 0.3)
        ax.set_xticks([-0.3, -1e-17, 0.3])

    assert shown_labels(set_up) == ["−0,3", "0,0", "0,3"]


@pytest.mark.parametrize(
    ("set_up", "kept"),
    [
        (lambda ax: ax.set_xticks([0, 1], ["1.5", "12000"]), ["1.5", "12000"]),
        (lambda ax: ax.bar(["1.5", "b"], [1, 2]), ["1.5", "b"]),
        (
            lambda ax: (ax.set_xticks([0, 1]), ax.xaxis.set_major_formatter("{x}.")),
            None,
        ),
        (lambda ax: (ax.set_xticks([0, 1]), charts.percent_axis(ax.xaxis)), None),
    ],
)
def test_an_axis_with_a_format_of_its_own_keeps_it(set_up, kept, monkeypatch):
    shown = shown_labels(set_up)
    monkeypatch.setattr(charts, "_write_numbers", lambda figure: None)
    assert shown == shown_labels(set_up)
    assert kept is None or shown == kept


def test_the_style_can_be_read_without_colour():
    with plt.style.context("course_lib.workbook"):
        cycle = plt.rcParams["axes.prop_cycle"].by_key()
        assert len({str(line) for line in cycle["linestyle"]}) == len(cycle["color"])
        assert plt.rcParams["font.size"] >= 11
        assert plt.rcParams["figure.figsize"] == [7.5, 4.2]
        assert not plt.rcParams["axes.spines.top"]


def test_a_slider_draws_the_figure_of_its_value():
    seen = []
    charts.slider(
        lambda share: seen.append(share),
        label="Share",
        minimum=0.0,
        maximum=1.0,
        step=0.1,
        value=0.5,
    )
    assert seen == [0.5]


def test_money_is_written_on_bars():
    fig = charts.bar_chart(pd.Series({"A": 1500.0}), title="t", unit="u", write=money)
    assert fig.axes[0].texts[0].get_text() == "1\u202f500\xa0MAD"


def test_known_words_are_drawn_in_the_language():
    fig = charts.bar_chart(pd.Series({"A": 1}), title="Orders", unit="Revenue (MAD)")
    assert fig.axes[0].get_xlabel() == "Chiffre d’affaires (MAD)"
    assert fig.axes[0].get_title() == "Commandes"
    line = charts.line_chart(pd.Series([1, 2]), title="t", unit="Customers")
    assert line.axes[0].get_ylabel() == "Clients"
