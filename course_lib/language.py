"""The language in use, and numbers, amounts and dates written its way.

One language is in use at a time, French until `use_language` says otherwise. Words come
from the gettext catalogue of the package, formats from Babel. A missing value (`None`,
NaN, NaT) is written as a dash, "—".

The catalogue is edited in `locale/fr/LC_MESSAGES/course_lib.po` and compiled by

    pybabel compile -d course_lib/locale -D course_lib
"""

import gettext as _gettext
import numbers
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from pathlib import Path

LANGUAGES = ("fr", "en")
MISSING = "—"
MINUS = "\N{MINUS SIGN}"

# British English, because it writes the day before the month as French does. French of
# France, because that of Morocco separates thousands by a full stop.
_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_language = "fr"


def use_language(code: str) -> None:
    """Choose the language of words, numbers, dates, charts and checks.

    Parameters
    ----------
    code : str
        `"fr"` or `"en"`.

    Raises
    ------
    ValueError
        For any other value; the message gives the accepted ones.

    Examples
    --------
    >>> use_language("en")
    >>> percent(0.1234)
    '12.3%'
    """
    global _language
    if not isinstance(code, str) or code not in LANGUAGES:
        raise ValueError(
            f'use_language: "fr" (français) or "en" (English) expected, found {code!r}.'
        )
    _language = code


def language() -> str:
    """Return the code of the language in use, `"fr"` or `"en"`."""
    return _language


def translate(text: str) -> str:
    """Return an English word or sentence of the library in the language in use.

    Parameters
    ----------
    text : str
        English text, which is the key of the catalogue. A text that the catalogue does
        not hold comes back as it is.

    Examples
    --------
    >>> use_language("fr")
    >>> translate("Customers")
    'Clients'
    """
    # gettext keeps its own header under the empty text.
    if _language == "en" or not text:
        return text
    return _catalogue(_language).gettext(text)


def number(x, decimals: int = 0) -> str:
    """Write a number with its thousands separated.

    Parameters
    ----------
    x : number or None
        A half is rounded away from zero, as a spreadsheet does.
    decimals : int, default 0
        How many decimals to show.

    Returns
    -------
    str
        `"1,234.5"` in English, `"1 234,5"` in French (narrow no-break space), `"—"` for
        a missing value.

    Examples
    --------
    >>> use_language("en")
    >>> number(1234567.891, decimals=1)
    '1,234,567.9'
    """
    return _write(x, decimals, "number")


def percent(x, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as a percentage.

    Parameters
    ----------
    x : number or None
        A share: 0.125 is written `"12.5%"` in English, `"12,5 %"` in French.
    decimals : int, default 1
        How many decimals to show.

    Examples
    --------
    >>> use_language("en")
    >>> percent(0.5, decimals=0)
    '50%'
    """
    return _write(x, decimals, "percent")


def money(x, decimals: int = 0) -> str:
    """Write an amount in Moroccan dirhams (MAD).

    Parameters
    ----------
    x : number or None
        An amount in dirhams.
    decimals : int, default 0
        0 for whole dirhams, 2 for centimes.

    Returns
    -------
    str
        `"MAD 1,235"` in English, `"1 235 MAD"` in French; the spaces do not break.

    Examples
    --------
    >>> use_language("en")
    >>> money(1234.5, decimals=2).split()
    ['MAD', '1,234.50']
    """
    return _write(x, decimals, "money")


def day(date) -> str:
    """Write a date in full.

    Parameters
    ----------
    date : date, datetime, Timestamp, ISO text or None
        The time of day, if any, is left out.

    Returns
    -------
    str
        `"31 December 2025"` or `"31 décembre 2025"`; `"—"` for a missing date.

    Examples
    --------
    >>> use_language("fr")
    >>> day("2022-01-01")
    '1er janvier 2022'
    """
    from babel.dates import format_date

    from course_lib.validation import require_day

    if _is_missing(date):
        return MISSING
    stamp = require_day(date, "date")
    text = format_date(stamp.date(), "d MMMM y", locale=_LOCALES[_language])
    if _language == "fr" and stamp.day == 1:
        return text.replace("1 ", "1er ", 1)
    return text


def month(date) -> str:
    """Write the month and year of a date, short enough for an axis.

    Examples
    --------
    >>> use_language("en")
    >>> month("2025-12-31")
    'Dec 2025'
    """
    from babel.dates import format_date

    from course_lib.validation import require_day

    if _is_missing(date):
        return MISSING
    stamp = require_day(date, "date")
    return format_date(stamp.date(), "MMM y", locale=_LOCALES[_language])


@cache
def _catalogue(code: str):
    folder = Path(__file__).parent / "locale"
    return _gettext.translation("course_lib", folder, languages=[code])


def _write(x, decimals: int, kind: str) -> str:
    if isinstance(decimals, bool) or not isinstance(decimals, int) or decimals < 0:
        raise ValueError(
            f"decimals: expected a whole number from 0, found {decimals!r}."
        )
    if _is_missing(x):
        return MISSING
    if type(x).__name__ in {"bool", "bool_"} or not isinstance(
        x, numbers.Real | Decimal
    ):
        raise TypeError(
            f"{kind}: expected a number, found {type(x).__name__} {x!r}; convert it "
            "first, for example with float()."
        )
    # Room for every digit of the largest float.
    with localcontext(prec=400):
        written = _formatted(x, decimals, kind)
    # Babel writes a hyphen, which is shorter than the minus sign and breaks a line.
    return written.replace("-", MINUS)


def _formatted(x, decimals: int, kind: str) -> str:
    from babel import numbers as babel_numbers

    locale = _LOCALES[_language]
    value = _rounded(x, decimals + (2 if kind == "percent" else 0))
    digits = "0" if decimals == 0 else "0." + "0" * decimals
    if kind == "number":
        return babel_numbers.format_decimal(value, f"#,##{digits}", locale=locale)
    if kind == "percent":
        pattern = babel_numbers.Locale.parse(locale).percent_formats[None].pattern
        pattern = pattern.replace("#,##0", f"#,##{digits}")
        return babel_numbers.format_percent(value, pattern, locale=locale)
    pattern = babel_numbers.Locale.parse(locale).currency_formats["standard"].pattern
    # A currency written in letters stands apart from the number in English too.
    pattern = pattern.replace("#,##0.00", f"#,##{digits}").replace("¤#", "¤\xa0#")
    return babel_numbers.format_currency(
        value, "MAD", pattern, locale=locale, currency_digits=False
    )


def _rounded(x, decimals: int) -> Decimal:
    exact = x if isinstance(x, Decimal) else Decimal(str(x))
    if not exact.is_finite():
        return exact
    # str() gives the digits that a reader sees, so that 2.675 becomes 2.68; adding
    # zero turns "-0" into "0".
    step = Decimal(1).scaleb(-decimals)
    return exact.quantize(step, rounding=ROUND_HALF_UP) + 0


def _is_missing(x) -> bool:
    if x is None or type(x).__name__ in {"NAType", "NaTType"}:
        return True
    # NaN is the one value that differs from itself; an array is no single value.
    return getattr(x, "ndim", 0) == 0 and bool(x != x)
