"""The charts of those who decide: what is asked is drawn, what is wrong is said."""

import doctest

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from course_lib import dashboards
from course_lib.dashboards import customer_screen, diagram, portfolio_page, zone_map
from course_lib.data import load

BARS = pd.Series({2024: 800.0, 2025: 950.0}, name="MAD")


@pytest.fixture(autouse=True)
def style_and_no_figure_left():
    with plt.style.context("course_lib.workbook"):
        yield
    plt.close("all")


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_the_examples_in_the_docstrings_run():
    found = doctest.testmod(dashboards)
    assert found.attempted and not found.failed


# --- The diagram ------------------------------------------------------------------


def test_a_diagram_draws_each_box_at_its_place_and_each_link():
    boxes = {"a": ("ask", 0, 0, 1), "b": ("answer", 2, 1, 1.5)}
    ax = diagram(boxes, [("a", "b")], shaded=["b"]).axes[0]
    drawn = [
        (patch.get_x(), patch.get_y(), patch.get_width()) for patch in ax.patches[:2]
    ]
    assert drawn == [(-0.5, -0.4, 1), (1.25, 0.6, 1.5)]
    assert ax.patches[0].get_facecolor() != ax.patches[1].get_facecolor()
    assert ax.lines[0].get_xydata().tolist() == [[0, 0], [2, 1]]
    assert texts(ax) == ["ask", "answer"]


@pytest.mark.parametrize("wrong", [{"links": [("a", "z")]}, {"shaded": ["z"]}])
def test_a_diagram_names_the_box_that_is_not_there(wrong):
    with pytest.raises(ValueError, match="no box 'z'; the boxes are: a"):
        diagram({"a": ("ask", 0, 0, 1)}, **wrong)
    with pytest.raises(ValueError, match="no box to draw"):
        diagram({})


# --- The map ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def towns():
    zones = load("zones")
    found = zones.groupby("city")[["longitude", "latitude"]].mean()
    found["spend"] = zones.groupby("city")["estimated_spend"].sum()
    return found.assign(share=found["spend"].rank() / 200)


def test_a_map_gives_each_place_its_area_and_its_grey(towns):
    ax = zone_map(towns, size="spend", shade="share", title="Map").axes[0]
    discs = ax.collections[0]
    assert (
        discs.get_offsets().data.tolist()
        == towns[["longitude", "latitude"]].to_numpy().tolist()
    )
    areas = pd.Series(discs.get_sizes(), towns.index)
    ratio = areas / towns["spend"]
    assert ratio.max() == pytest.approx(ratio.min())
    assert discs.get_array().tolist() == towns["share"].tolist()


def test_the_names_of_a_map_do_not_cover_one_another(towns):
    ax = zone_map(towns, size="spend", shade="share", title="Map").axes[0]
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) == len(towns)
    for rank, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[rank + 1 :])


def test_a_map_says_which_column_is_missing(towns):
    with pytest.raises((ValueError, KeyError), match="shadow"):
        zone_map(towns, size="spend", shade="shadow", title="Map")
    with pytest.raises(ValueError, match="spend"):
        gap = towns.assign(spend=float("nan"))
        zone_map(gap, size="spend", shade="share", title="Map")


# --- The screen and the page ------------------------------------------------------


def test_a_screen_reads_from_top_to_bottom_and_ends_with_what_to_do():
    lines = ["Customer 12", "Orders: 3", "TO DO: call"]
    left, right = customer_screen(lines, BARS, title="Purchases", unit="MAD").axes
    assert texts(left) == lines
    heights = [text.get_position()[1] for text in left.texts]
    assert heights == sorted(heights, reverse=True)
    assert [text.get_weight() for text in left.texts] == ["bold", "normal", "bold"]
    assert [bar.get_height() for bar in right.patches] == [800, 950]
    assert right.get_ylabel() == "MAD"


@pytest.mark.parametrize("lines", [[], ["one"] * 9, "one text"])
def test_a_screen_holds_one_to_eight_lines(lines):
    with pytest.raises(ValueError, match="lines: give a list of 1 to 8"):
        customer_screen(lines, BARS, title="A", unit="MAD")


def test_a_page_draws_periods_as_lines_and_the_rest_as_bars():
    months = pd.period_range("2025-01", periods=3, freq="M")
    sales = pd.Series([5.0, 6, 8], index=months, name="Thousand MAD")
    state = pd.Series({"Here": 1_200, "Gone": 12}, name="Customers")
    first, second, third = portfolio_page({"A": sales, "B": state, "C": sales}).axes
    assert first.lines[0].get_ydata().tolist() == [5, 6, 8]
    assert first.get_ylim()[0] == 0
    assert first.get_ylabel() == "Thousand MAD"
    assert [bar.get_width() for bar in second.patches] == [1_200, 12]
    assert texts(second)[1] == "12"
    assert [label.get_text() for label in second.get_yticklabels()] == ["Here", "Gone"]
    assert second.get_xlabel() == "Customers"


def test_a_page_holds_one_to_four_questions_with_numbers():
    with pytest.raises(ValueError, match="1 to 4 questions, found 5"):
        portfolio_page({str(rank): BARS for rank in range(5)})
    with pytest.raises(ValueError, match="found 0"):
        portfolio_page({})
    with pytest.raises(TypeError, match="Sales: expected a pandas Series, found list"):
        portfolio_page({"Sales": [1, 2]})
    with pytest.raises(ValueError, match="nothing to draw"):
        portfolio_page({"Sales": BARS.iloc[:0]})
