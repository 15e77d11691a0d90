"""Words, numbers, amounts and dates in the language in use."""

import ast
import doctest
import math
import string
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import course_lib.language
from course_lib.language import (
    day,
    language,
    money,
    month,
    number,
    percent,
    translate,
    use_language,
)

PACKAGE = Path(course_lib.language.__file__).parent
CATALOGUE = PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "course_lib.po"
NARROW, WIDE, MINUS = "\u202f", "\xa0", "\u2212"


@pytest.fixture(autouse=True)
def french_again():
    use_language("fr")
    yield
    use_language("fr")


def messages():
    with CATALOGUE.open("rb") as file:
        return [m for m in read_po(file, locale="fr") if m.id]


def test_docstring_examples_run():
    assert doctest.testmod(course_lib.language).failed == 0


@pytest.mark.parametrize("wrong", ["de", "FR", "", None, 1, ["fr"]])
def test_another_language_is_refused_and_the_one_in_use_stays(wrong):
    with pytest.raises(ValueError, match='"fr".*"en"'):
        use_language(wrong)
    assert language() == "fr"


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        (1234567.891, 2, f"1{NARROW}234{NARROW}567,89", "1,234,567.89"),
        (1234, 0, f"1{NARROW}234", "1,234"),
        (np.int64(7), 0, "7", "7"),
        (np.float32(2.5), 1, "2,5", "2.5"),
        (Decimal("1.005"), 2, "1,01", "1.01"),
        # Halves go away from zero, as in a spreadsheet, on the digits one sees.
        (2.5, 0, "3", "3"),
        (-2.5, 0, f"{MINUS}3", f"{MINUS}3"),
        (2.675, 2, "2,68", "2.68"),
        # A number that rounds to nothing has no sign.
        (-0.3, 0, "0", "0"),
        (math.inf, 0, "∞", "∞"),
        (1e25, 0, "10" + f"{NARROW}000" * 8, "10" + ",000" * 8),
    ],
)
def test_number(value, decimals, french, english):
    assert number(value, decimals) == french
    use_language("en")
    assert number(value, decimals) == english


@pytest.mark.parametrize(
    ("share", "decimals", "french", "english"),
    [
        (0.1234, 1, f"12,3{WIDE}%", "12.3%"),
        (1, 0, f"100{WIDE}%", "100%"),
        (-0.005, 1, f"{MINUS}0,5{WIDE}%", f"{MINUS}0.5%"),
        (12.5, 0, f"1{NARROW}250{WIDE}%", "1,250%"),
    ],
)
def test_percent(share, decimals, french, english):
    assert percent(share, decimals) == french
    use_language("en")
    assert percent(share, decimals) == english


def test_money():
    assert money(1234.5, 2) == f"1{NARROW}234,50{WIDE}MAD"
    assert money(1234.5) == f"1{NARROW}235{WIDE}MAD"
    use_language("en")
    assert money(1234.5, 2) == f"MAD{WIDE}1,234.50"
    assert money(-10) == f"{MINUS}MAD{WIDE}10"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("write", [number, percent, money])
def test_what_is_below_zero_has_a_minus_sign_and_no_hyphen(write, language):
    use_language(language)
    assert MINUS in write(-1234.5, 1)
    assert "-" not in write(-1234.5, 1)
    assert MINUS not in write(1234.5, 1)


@pytest.mark.parametrize(
    "value",
    ["2025-12-31", "2025-12-31 18:05", date(2025, 12, 31), pd.Timestamp("2025-12-31")],
)
def test_day(value):
    assert day(value) == "31 décembre 2025"
    use_language("en")
    assert day(value) == "31 December 2025"


def test_first_day_of_the_month_is_an_ordinal_in_french():
    assert day("2022-01-01") == "1er janvier 2022"
    assert day("2022-01-11") == "11 janvier 2022"
    use_language("en")
    assert day("2022-01-01") == "1 January 2022"


def test_month():
    assert month("2025-02-28") == "févr. 2025"
    use_language("en")
    assert month("2025-02-28") == "Feb 2025"


@pytest.mark.parametrize("write", [number, percent, money, day, month])
@pytest.mark.parametrize("missing", [None, math.nan, np.nan, pd.NA, pd.NaT])
def test_a_missing_value_is_a_dash(write, missing):
    assert write(missing) == "—"


@pytest.mark.parametrize("write", [number, percent, money])
@pytest.mark.parametrize("wrong", ["12", True, np.True_, [1], pd.Series([1.0]), 1j])
def test_what_is_no_number_is_refused(write, wrong):
    with pytest.raises(TypeError, match=f"{write.__name__}: expected a number"):
        write(wrong)


@pytest.mark.parametrize("decimals", [-1, 1.5, True, "2", None])
def test_wrong_decimals_are_refused(decimals):
    with pytest.raises(ValueError, match="decimals: expected a whole number"):
        number(1, decimals)


@pytest.mark.parametrize("wrong", ["31/12/2025", "tomorrow", 20251231, ["2025-12-31"]])
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises((TypeError, ValueError), match="date: "):
        day(wrong)


def test_translate():
    assert translate("Customers") == "Clients"
    assert translate("A sentence without translation") == (
        "A sentence without translation"
    )
    assert translate("") == ""
    use_language("en")
    assert translate("Customers") == "Customers"


def test_compiled_catalogue_agrees_with_its_source():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = {m.id: m.string for m in read_mo(file) if m.id}
    assert compiled == {m.id: m.string for m in messages()}, (
        "run: pybabel compile -d course_lib/locale -D course_lib"
    )


def test_every_sentence_of_the_library_is_translated():
    known = {message.id for message in messages() if message.string}
    used = {
        node.args[0].value
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "translate"
        and isinstance(node.args[0], ast.Constant)
    }
    assert used, "no call of translate() found"
    assert used <= known


def test_translations_keep_the_gaps_to_fill():
    def gaps(text):
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)

    for message in messages():
        assert gaps(message.id) == gaps(message.string), message.id


def test_gettext_is_not_exported_under_the_name_ipython_owns():
    assert not hasattr(course_lib.language, "_")
    assert not hasattr(course_lib, "_")
