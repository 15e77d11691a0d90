"""The kinds of answers: what each reads, what it takes for the same, what it hints."""

import datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.answers import (
    Text,
    Unanswered,
    Unreadable,
    choices,
    describe,
    function,
    is_flat,
    mapping,
    number,
    ordering,
    plain,
    reject_placeholder,
    series,
    shown,
    shown_call,
    table,
)

CITIES = pd.Series({"Agadir": 10.0, "Fès": 20.5, "Oujda": 30.0})
CITIES.index.name = "city"


def same(kind, answer, expected):
    return kind.same(kind.read(answer), kind.read(expected))


def said(kind, answer):
    """Return the sentence shown for an answer that cannot be read."""
    with pytest.raises((Unreadable, Unanswered)) as caught:
        kind.read(answer)
    return caught.value.text


# --- The placeholder --------------------------------------------------------------


@pytest.mark.parametrize("answer", [..., {"a": ..., "b": ...}, [...], (..., ...)])
def test_an_untouched_answer_is_unanswered(answer):
    with pytest.raises(Unanswered):
        reject_placeholder(answer)


@pytest.mark.parametrize("answer", [None, 0, {}, [], {"a": 1, "b": ...}, "..."])
def test_anything_else_has_been_touched(answer):
    assert reject_placeholder(answer) is None


# --- Words for what was found -----------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "french", "english"),
    [
        (None, "rien", "nothing"),
        (True, "vrai/faux", "true/false"),
        (np.bool_(False), "vrai/faux", "true/false"),
        ("douze", "un texte", "a text"),
        (12, "un nombre", "a number"),
        (Decimal("1.5"), "un nombre", "a number"),
        (1j, "complexe", "complex"),
        (pd.DataFrame({"a": [1, 2]}), "2 lignes et 1 colonnes", "2 rows and 1 columns"),
        (pd.Series([1, 2, 3]), "3 valeurs", "3 values"),
        ({"a": 1}, "dictionnaire", "dictionary"),
        ([1, [2]], "2 élément(s)", "2 item(s)"),
        ({1, 2, 3}, "3 élément(s)", "3 item(s)"),
        (np.zeros((2, 3)), "6 valeurs", "6 values"),
        (int, "un type (`int`)", "a type (`int`)"),
        (len, "une fonction", "a function"),
        (datetime.date(2025, 1, 1), "`date`", "`date`"),
    ],
)
def test_describe_names_what_was_given(answer, french, english):
    assert french in describe(answer).fr
    assert english in describe(answer).en


def test_shown_is_short_and_never_fails():
    class Mute:
        def __str__(self):
            raise RuntimeError

    assert shown(Mute()) == "Mute"
    assert len(shown("x" * 1000)) == 40
    assert shown("two\n  lines") == "two lines"


def test_a_flat_list_holds_no_list():
    assert is_flat([1, "a", None])
    assert not is_flat([1, [2, 3]])
    assert not is_flat(np.zeros((2, 2)))


# --- One number -------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        12.5,
        np.float32(12.5),
        Decimal("12.5"),
        Fraction(25, 2),
        pd.Series([12.5]),
        pd.DataFrame({"x": [12.5]}),
        np.array([[12.5]]),
        np.array(12.5),
    ],
)
def test_a_number_is_read_in_every_form(answer):
    assert same(number(), answer, 12.5)


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        ("12.5", "without quotes"),
        ((12, 5), "comma"),
        ((153, 11), "rows and columns"),
        (True, "true/false"),
        (np.bool_(True), "true/false"),
        (None, "nothing"),
        (float("nan"), "missing"),
        (pd.NA, "missing"),
        (pd.NaT, "missing"),
        (float("inf"), "division by zero"),
        (-np.inf, "division by zero"),
        (10**400, "far too large"),
        (1 + 2j, "complex"),
        (np.complex128(1), "complex"),
        (pd.Timedelta(days=2), "`.days`"),
        (np.timedelta64(2, "D"), "`.days`"),
        (pd.Series([1.0, 2.0]), "2 values. Rows are counted with `len`"),
        (pd.Series([pd.Timedelta(days=2)]), "`.days`"),
        (pd.DataFrame(), "0 rows"),
        ([1, 2], "a list of 2"),
        ({}, "a dictionary"),
        (len, "a function"),
        (float, "a type"),
    ],
)
def test_what_is_not_a_number_is_named(answer, english):
    sentence = said(number(), answer)
    assert english in sentence.en
    assert sentence.fr and sentence.fr != sentence.en


def test_a_number_is_right_within_its_tolerance():
    assert same(number(0.01), 3.149, 3.14159)
    assert not same(number(0.01), 3.16, 3.14159)
    assert same(number(), 0.1 + 0.2, 0.3), "rounding of floats is no error"
    assert not same(number(), 12, 13)


def test_a_share_may_be_given_in_per_cent():
    assert same(number(0.001, share=True), 12.34, 0.1234)
    assert not same(number(0.001), 12.34, 0.1234)


@pytest.mark.parametrize(
    ("value", "expected", "english"),
    [
        (-5.0, 5.0, "sign"),
        (500.0, 5.0, "factor of 100"),
        (0.005, 5.0, "factor of 1000"),
        (0.2, 5.0, "upside down"),
        (5.1, 5.0, "very close"),
        (7.0, 5.0, "too large"),
        (3.0, 5.0, "too small"),
        (3.0, 0.0, "too large"),
        (0.0, 5.0, "too small"),
        (1e308, 5.0, "too large"),
    ],
)
def test_the_hint_tells_how_a_number_misses(value, expected, english):
    assert english in number().hint(value, expected).en


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_same_as_itself_and_has_a_hint_otherwise(value):
    kind = number()
    assert kind.same(value, value)
    assert kind.hint(value, 5.0).fr


# --- One value a key --------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        CITIES,
        CITIES.iloc[::-1],
        CITIES.to_dict(),
        CITIES.to_frame("total"),
        CITIES.rename("total").reset_index(),
        CITIES.to_list(),
        tuple(CITIES),
        CITIES.to_numpy(),
        CITIES.reset_index(drop=True),
        CITIES.astype(object),
        CITIES.astype("Float64"),
    ],
)
def test_one_value_a_key_is_read_in_every_form(answer):
    assert same(series(key="city"), answer, CITIES)


def test_keys_that_differ_in_type_alone_are_the_same():
    years = pd.Series({2024: 1.0, 2025: 2.0})
    assert same(series(), {"2025": 2, "2024": 1}, years)
    assert same(series(), pd.Series({2024.0: 1.0, 2025.0: 2.0}), years)
    months = pd.Series([1.0, 2.0], index=pd.period_range("2025-01", periods=2))
    assert same(series(), {str(k): v for k, v in months.items()}, months)


def test_missing_values_are_the_same_in_the_same_place():
    holed = CITIES.where(CITIES != 20.5)
    assert same(series(), holed, holed)
    assert not same(series(), CITIES, holed)
    assert not same(series(), holed, CITIES)


def test_shares_a_key_may_be_given_in_per_cent():
    shares = CITIES / 100
    assert same(series(share=True), CITIES, shares)
    assert not same(series(), CITIES, shares)


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        (12, "a number"),
        ("text", "a text"),
        (None, "nothing"),
        (pd.DataFrame({"a": [1], "b": [2]}), "Keep a single column"),
        (pd.Series([], dtype=float), "empty"),
        ({}, "empty"),
        ([], "empty"),
        ([1, [2]], "a list"),
        ({"a": [1]}, "a dictionary"),
        ({"a": 1, "b": ...}, "Still to be answered: `b`"),
        (pd.Series(["1", "2"]), "texts"),
        (pd.Series(["a", 1], dtype=object), "not a number"),
        (pd.Series([object()]), "not a number"),
        (pd.Series(pd.to_timedelta(["1D"])), "`.dt.days`"),
        (pd.Series(pd.to_datetime(["2025-01-01"])), "dates"),
        (pd.Series([1.0, np.inf]), "infinite"),
        (pd.Series([1, 2], index=["a", "a"]), "several times"),
        (np.zeros((2, 2)), "NumPy array of 4"),
    ],
)
def test_what_is_not_one_value_a_key_is_named(answer, english):
    sentence = said(series(key="city"), answer)
    assert english in sentence.en
    assert sentence.fr and sentence.fr != sentence.en


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        ({"Agadir": 10, "Fès": 20.5}, "Rows missing: 1, for example “Oujda”"),
        ({**CITIES, "Rabat": 1}, "Rows too many: 1, for example “Rabat”"),
        ({"Agadir": 10, "Fès": 20.5, "Rabat": 30}, "not the expected ones"),
        ({**CITIES, "Fès": 99}, "look at again: 1 out of 3"),
        (CITIES * 2, "No value matches"),
        (CITIES * 1000, "factor of 1000"),
        (CITIES / 100, "factor of 100"),
    ],
)
def test_the_hint_tells_which_row_to_look_at(answer, english):
    kind = series(key="city")
    assert english in kind.hint(kind.read(answer), CITIES).en


# --- A table ----------------------------------------------------------------------

SALES = pd.DataFrame(
    {"city": ["Agadir", "Fès"], "total": [10.0, 20.5], "size": ["small", "large"]}
)
SALES_KIND = table(["total", "size"], key="city", tolerance=0.01)


@pytest.mark.parametrize(
    "answer",
    [
        SALES,
        SALES.set_index("city"),
        SALES[["size", "total", "city"]],
        SALES.iloc[::-1],
        SALES.assign(more=1),
        SALES.assign(total=SALES["total"] + 0.005),
        SALES.assign(size=SALES["size"].astype("category")),
        SALES[["total", "size"]],
    ],
)
def test_a_table_is_read_whatever_the_order_of_its_rows_and_columns(answer):
    assert same(SALES_KIND, answer, SALES)


@pytest.mark.parametrize(
    "answer",
    [
        SALES.assign(total=1.0),
        SALES.assign(total=["a", "b"]),
        SALES.assign(size=[object(), None]),
        SALES.iloc[:1],
        SALES.assign(city=["Rabat", "Fès"]),
    ],
)
def test_another_table_is_not_the_same_and_has_a_hint(answer):
    value, expected = SALES_KIND.read(answer), SALES_KIND.read(SALES)
    assert not SALES_KIND.same(value, expected)
    assert SALES_KIND.hint(value, expected).fr


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        (SALES["total"], "a column (Series)"),
        (None, "nothing"),
        (SALES.drop(columns="size"), "lacks `size`"),
        (SALES.iloc[:0], "empty"),
        (pd.concat([SALES, SALES]), "several times"),
        (pd.concat([SALES, SALES["total"]], axis=1), "Two columns"),
        (SALES.assign(size=pd.Timedelta(days=2)), "`.dt.days`"),
    ],
)
def test_what_is_not_the_table_is_named(answer, english):
    assert english in said(SALES_KIND, answer).en


# --- Words ------------------------------------------------------------------------


def test_plain_forgets_case_accents_and_hyphens():
    assert plain(" Socio-Démographique ") == plain("socio_demographique")
    assert plain(3) is None


FAMILY = mapping(
    {"push": ["pousser"], "pull": ["attirer"]}, {"b": Text("Indice.", "Clue.")}
)
RIGHT = {"a": "push", "b": "pull"}


@pytest.mark.parametrize(
    "answer",
    [
        RIGHT,
        {"b": "PULL ", "a": "Pousser"},
        pd.Series(RIGHT),
        {"a ": "push", "b": "pull"},
    ],
)
def test_a_mapping_takes_other_spellings_and_orders(answer):
    assert same(FAMILY, answer, RIGHT)


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        ({"a": "push", "b": ...}, "Still to be answered: `b`"),
        ({"a": "push", "b": 3}, "not a possible answer"),
        ({"a": "push", "b": ["pull"]}, "not a possible answer"),
        ({}, "empty"),
        (["push"], "a list"),
        (pd.DataFrame({"a": ["push"]}), "a table"),
    ],
)
def test_what_is_not_the_mapping_is_named(answer, english):
    assert english in said(FAMILY, answer).en


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        ({"a": "push"}, "`b` missing"),
        ({**RIGHT, "c": "pull"}, "`c` is not an item"),
        ({"a": "push", "b": "push"}, "1 out of 2 are right. Look again at `b`. Clue."),
    ],
)
def test_the_hint_names_one_item_to_look_at_again(answer, english):
    assert english in FAMILY.hint(FAMILY.read(answer), RIGHT).en


STEPS = ordering(["know", "target", "sell"])


def test_braces_are_no_order():
    assert "no order" in said(STEPS, {"know", "target", "sell"}).en


def test_two_decimals_with_a_comma_are_not_a_shape():
    assert "rows" not in said(number(), (12.5, 3.0)).en


@pytest.mark.parametrize(
    "answer",
    [
        ["know", "target", "sell"],
        ("Know", "TARGET", " sell"),
        np.array(["know", "target", "sell"]),
        pd.Series(["know", "target", "sell"]),
        "know, target, sell",
    ],
)
def test_an_order_is_read_in_every_form(answer):
    assert same(STEPS, answer, ["know", "target", "sell"])


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        (["know", "target"], "once and only once"),
        (["know", "know", "sell"], "once and only once"),
        (["know", "target", "eat"], "“eat” is not an item"),
        (["know", "target", 3], "“3” is not an item"),
        (["know", "target", ...], "not complete"),
        (np.array("know"), "NumPy array"),
        ({"know": 1}, "a dictionary"),
        (None, "nothing"),
    ],
)
def test_what_is_not_the_list_is_named(answer, english):
    assert english in said(STEPS, answer).en


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        (["sell", "target", "know"], "reversed"),
        (["know", "sell", "target"], "The first is in place"),
        (["target", "know", "sell"], "does not come first"),
    ],
)
def test_the_hint_tells_where_the_order_breaks(answer, english):
    assert english in STEPS.hint(STEPS.read(answer), ["know", "target", "sell"]).en


DEFECTS = choices(["axis", "unit", "period"])


@pytest.mark.parametrize(
    "answer",
    [
        ["axis", "unit"],
        ("Unit", "axis"),
        {"axis", "unit"},
        np.array(["unit", "axis", "axis"]),
        pd.Series(["unit", "axis"]),
    ],
)
def test_choices_are_read_in_every_form(answer):
    assert same(DEFECTS, answer, ["axis", "unit"])


def test_one_choice_may_be_a_string():
    assert same(DEFECTS, "axis", ["axis"])


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        ([], "empty"),
        (["colour"], "not a possible answer"),
        ([["axis"]], "not a possible answer"),
        (["axis", ...], "not complete"),
        (np.array("axis"), "NumPy array"),
        (3, "a number"),
        (None, "nothing"),
    ],
)
def test_what_is_not_a_choice_is_named(answer, english):
    assert english in said(DEFECTS, answer).en


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        ({"axis"}, "1 are missing"),
        ({"axis", "unit", "period"}, "1 do not belong"),
        ({"axis", "period"}, "1 out of 2"),
    ],
)
def test_the_hint_counts_the_choices(answer, english):
    assert english in DEFECTS.hint(answer, {"axis", "unit"}).en


# --- A function -------------------------------------------------------------------


def loss_cases():
    return [(100, 0.2), (50, 0.5), (pd.Series([1.0, 2.0]), 0.0)]


def kept(customers, loss):
    return float(np.sum(customers) * (1 - loss))


KEPT = function(loss_cases, number(0.01))


def test_a_function_is_judged_by_what_it_returns():
    assert same(KEPT, lambda n, p: np.sum(n) - np.sum(n) * p, kept)
    assert not same(KEPT, lambda n, p: np.sum(n) * p, kept)


def test_a_function_may_change_what_it_is_given():
    def greedy(customers, loss):
        total = np.sum(customers) * (1 - loss)
        if isinstance(customers, pd.Series):
            customers[:] = 0
        return total

    assert same(KEPT, greedy, kept)


def stops(customers, loss):
    return 1 / 0


def leaves(customers, loss):
    raise SystemExit


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        (3, "a number"),
        (stops, "ZeroDivisionError"),
        (leaves, "SystemExit"),
        (lambda: 3, "TypeError"),
        (lambda n, p: None, "`return`"),
        (lambda n, p: "12", "without quotes"),
    ],
)
def test_what_is_wrong_with_a_function_is_said(answer, english):
    assert english in said(KEPT, answer).en


def test_an_untouched_function_is_unanswered():
    with pytest.raises(Unanswered):
        KEPT.read(lambda n, p: ...)


def test_the_hint_shows_a_call_in_each_language():
    found, expected = KEPT.read(lambda n, p: 3.0 if p == 0 else 0.0), KEPT.read(kept)
    assert "`100, 0.2`" in KEPT.hint(found, expected).en
    found = KEPT.read(lambda n, p: 5.0 if p == 0 else kept(n, p))
    assert "`pd.Series([1, 2]), 0.0`" in KEPT.hint(found, expected).fr


def test_a_call_is_shown_as_it_can_be_typed_or_by_its_size():
    days = [pd.Timestamp("2025-02-27"), pd.Timestamp("2025-03-02")]
    column = pd.Series([10, None, 7], dtype="Float64")
    typed = shown_call((days, column, [], 2)).en
    assert typed == (
        '`list(pd.to_datetime(["2025-02-27", "2025-03-02"])), '
        "pd.Series([10, None, 7]), [], 2`"
    )
    assert shown_call((pd.Series(range(13)),)) == ("`<13 lignes>`", "`<13 rows>`")
    assert shown_call((pd.DataFrame({"a": [1]}),)).en == "`<1 rows>`"


# --- Forms that beginners give -----------------------------------------------------


def test_a_list_of_one_number_is_that_number():
    assert number().read([12.5]) == 12.5


def test_a_number_rounded_too_much_is_told_so():
    kind = number(tolerance=0.0005, share=True)
    assert "rounded too much" in kind.hint(0.35, 0.3478).en
    assert "rounded too much" in kind.hint(35, 0.3478).en


def test_a_method_without_brackets_and_an_unfinished_group_are_told_so():
    orders = pd.DataFrame({"channel": ["web"], "amount": [1.0]})
    assert "`.sum()`" in said(number(), orders["amount"].sum).en
    assert "not summarised" in said(series(), orders.groupby("channel")["amount"]).en


def test_true_and_false_are_no_numbers():
    assert "true/false" in said(series(), pd.Series([True, False])).en


def test_a_column_of_an_array_is_read():
    assert series().read(np.array([[1.0], [2.0]])).tolist() == [1.0, 2.0]


def test_a_key_without_a_value_may_be_left_out_and_no_other():
    kind = series(key="purpose")
    expected = pd.Series({"season": 0.5, "welcome": 0.2, "birthday": float("nan")})
    assert kind.same(kind.read({"season": 0.5, "welcome": 0.2}), expected)
    assert not kind.same(kind.read({"season": 0.5}), expected)
    assert not kind.same(
        kind.read({"season": 0.5, "welcome": 0.2, "birthday": 0.9}), expected
    )


def test_a_series_reversed_rounded_or_out_of_order_is_told_so():
    kind = series(tolerance=1e-6)
    expected = pd.Series({"a": 1.234567, "b": 2.345678})
    assert "sign" in kind.hint(-expected, expected).en
    assert "rounded" in kind.hint(expected.round(2), expected).en
    listed = kind.read([2.345678, 1.234567])
    assert "right keys" in kind.hint(listed, expected).en


def test_a_series_or_a_column_divided_upside_down_is_told_so():
    kind = series(tolerance=1e-6)
    expected = pd.Series({"a": 0.25, "b": 3.0, "c": float("nan")})
    hint = kind.hint(1 / expected, expected)
    assert "upside down" in hint.en and "mauvais sens" in hint.fr
    assert "upside down" not in kind.hint(1 / expected + 0.1, expected).en
    assert "upside down" not in kind.hint(expected * 0, expected).en
    rates = table(["rate"], key="city", tolerance=1e-6)
    right = pd.DataFrame({"rate": [0.2, 0.7]}, index=["Fès", "Salé"])
    assert "upside down" in rates.hint(1 / right, right).en


def test_small_letters_do_for_the_items_of_a_mapping():
    kind = mapping({"push": [], "pull": []})
    assert kind.same(kind.read({"a": "push"}), {"A": "push"})


def test_a_function_that_prints_leaves_the_page_clean(capsys):
    def talkative(x):
        print("x is", x)
        return x

    assert function(lambda: [(1,), (2,)], number()).read(talkative) == [1, 2]
    assert capsys.readouterr().out == ""


def test_a_function_stopped_by_hand_is_told_which_call():
    def endless(x):
        raise KeyboardInterrupt

    kind = function(lambda: [(306,)], number())
    assert "`306`" in said(kind, endless).en


def test_a_column_of_a_table_in_another_unit_or_rounded_is_told_so():
    kind = table(["growth"], key="city", tolerance=1e-6)
    expected = pd.DataFrame({"growth": [0.123456, 0.234567]}, index=["Fès", "Salé"])
    assert "factor of 100" in kind.hint(expected * 100, expected).en
    assert "rounded too much" in kind.hint(expected.round(2), expected).en
