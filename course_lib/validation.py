"""Checks of arguments, shared by the other modules.

Each takes what the caller gave and returns it in one known form, or raises an error
that names the argument or the column, says what was found, and what to do.
"""

import math
import numbers
from datetime import date, datetime

import numpy as np
import pandas as pd
from pandas.api import types


def require_table(value, argument: str) -> pd.DataFrame:
    """Return `value` if it is a DataFrame with at least one row."""
    if not isinstance(value, pd.DataFrame):
        raise TypeError(
            f"{argument}: expected a pandas DataFrame, found "
            f"{_kind(value)}; pass a table such as load('orders')."
        )
    if value.empty:
        raise ValueError(
            f"{argument}: the table is empty ({len(value)} rows, "
            f"{value.shape[1]} columns); check the filter that produced it."
        )
    return value


def require_column(table: pd.DataFrame, name, argument: str) -> pd.Series:
    """Return the column called `name`, which must be there exactly once."""
    found = list(table.columns).count(name)
    if found == 1:
        return table[name]
    if found > 1:
        raise ValueError(
            f"{argument}: {found} columns are called {name!r}; rename or drop all "
            "but one."
        )
    names = ", ".join(map(str, table.columns)) or "none"
    raise ValueError(
        f"{argument}: no column {name!r} in the table; its columns are: {names}. "
        "Rename a column or pass its name."
    )


def require_numbers(
    values: pd.Series, name: str, *, minimum: float | None = None, advice: str = ""
) -> np.ndarray:
    """Return a column as finite float64 numbers, none below `minimum`."""
    values = pd.Series(values)
    plain = types.is_numeric_dtype(values) and not types.is_complex_dtype(values)
    if types.is_object_dtype(values):
        plain = types.infer_dtype(values, skipna=True) in {
            "decimal",
            "integer",
            "floating",
            "mixed-integer-float",
        }
    if not plain or types.is_bool_dtype(values):
        raise TypeError(
            f"column {name!r}: expected numbers, found {_dtype(values)}; convert it "
            "with pd.to_numeric first."
        )
    array = values.to_numpy(dtype="float64", na_value=np.nan)
    # One pass tells whether all is well; which fault it is matters only afterwards.
    if not np.isfinite(array).all():
        missing = int(np.isnan(array).sum())
        if missing:
            raise ValueError(
                f"column {name!r}: {missing} of {len(array)} values are missing; "
                "drop those rows or fill them first."
            )
        infinite = int(np.isinf(array).sum())
        raise ValueError(
            f"column {name!r}: {infinite} of {len(array)} values are infinite; "
            "look for a division by zero and drop or correct those rows."
        )
    if minimum is not None and (array < minimum).any():
        low = array[array < minimum]
        raise ValueError(
            f"column {name!r}: {len(low)} of {len(array)} values are below {minimum:g} "
            f"(the lowest is {low.min():g}). "
            + (advice or "Correct or drop those rows first.")
        )
    return array


def require_ids(values: pd.Series, name: str) -> pd.Series:
    """Return a column of identifiers: no gap, and not text and numbers together."""
    if values.isna().any():
        missing = int(values.isna().sum())
        raise ValueError(
            f"column {name!r}: {missing} of {len(values)} identifiers are missing; "
            "drop those rows (they belong to no known customer) or fill them first."
        )
    if types.is_bool_dtype(values) or not (
        types.is_integer_dtype(values)
        or types.is_string_dtype(values)
        or types.is_object_dtype(values)
        or isinstance(values.dtype, pd.CategoricalDtype)
        or _whole_floats(values)
    ):
        raise TypeError(
            f"column {name!r}: expected identifiers (whole numbers or text), found "
            f"{_dtype(values)}; pass the column that names each customer."
        )
    if types.is_object_dtype(values):
        kind = types.infer_dtype(values, skipna=False)
        if kind not in {"string", "integer"}:
            raise TypeError(
                f"column {name!r}: identifiers must be all text or all whole numbers, "
                f"found {kind} values; convert them with .astype(str) first."
            )
    return values


def require_dates(values: pd.Series, name: str) -> pd.Series:
    """Return a column as datetime64, with its time zone if it has just one.

    Dates, date-times and ISO text (`2025-12-31`, `2025-12-31 18:05`) are accepted;
    any other text is refused, because 03/04/2025 means two different days.
    """
    if types.is_datetime64_any_dtype(values):
        parsed = values
    elif _texts_or_dates(values):
        parsed = _parse_dates(values, name)
    else:
        raise TypeError(
            f"column {name!r}: expected dates, found {_dtype(values)}; convert it "
            "with pd.to_datetime (give the format) first."
        )
    missing = int(parsed.isna().sum())
    if missing:
        raise ValueError(
            f"column {name!r}: {missing} of {len(parsed)} dates are missing; drop "
            "those rows or complete them first."
        )
    return parsed


def require_day(value, argument: str) -> pd.Timestamp:
    """Return one date as a Timestamp, from a date, a date-time or ISO text."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(
                f"{argument}: {value!r} is not a date; write it as '2025-12-31'."
            ) from None
    if not isinstance(value, date | datetime | np.datetime64):
        raise TypeError(
            f"{argument}: expected a date, found {_kind(value)}; write it as "
            "'2025-12-31' or pd.Timestamp(2025, 12, 31)."
        )
    stamp = pd.Timestamp(value)
    if stamp is pd.NaT:
        raise ValueError(
            f"{argument}: the date is missing (NaT); write it as '2025-12-31'."
        )
    return stamp


def require_whole(value, argument: str, *, minimum: int, maximum=None) -> int:
    """Return `value` if it is a whole number (not a boolean) within its bounds."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Integral):
        raise TypeError(
            f"{argument}: expected a whole number, found {_kind(value)}; write it "
            f"without decimals, for example {argument}={minimum}."
        )
    return int(_within(value, argument, minimum, maximum))


def require_number(value, argument: str, *, minimum=None, maximum=None) -> float:
    """Return `value` if it is one finite number (not a boolean) within its bounds."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        raise TypeError(f"{argument}: expected a number, found {_kind(value)}.")
    if not math.isfinite(value):
        raise ValueError(f"{argument}: expected a finite number, found {value}.")
    return float(_within(value, argument, minimum, maximum))


def require_choice(value, argument: str, accepted) -> str:
    """Return `value` if it is one of the accepted words."""
    accepted = list(accepted)
    if not isinstance(value, str) or value not in accepted:
        raise ValueError(
            f"{argument}: expected one of {', '.join(map(repr, accepted))}, found "
            f"{value!r}."
        )
    return value


def _within(value, argument, minimum, maximum):
    if minimum is not None and value < minimum:
        raise ValueError(f"{argument}: must be at least {minimum}, found {value}.")
    if maximum is not None and value > maximum:
        raise ValueError(f"{argument}: must be at most {maximum}, found {value}.")
    return value


def _whole_floats(values: pd.Series) -> bool:
    # A column of whole numbers turns to floats when it once had a gap.
    if not types.is_float_dtype(values):
        return False
    array = values.to_numpy(dtype="float64", na_value=np.nan)
    return bool(np.isfinite(array).all() and (array == np.floor(array)).all())


def _texts_or_dates(values: pd.Series) -> bool:
    if isinstance(values.dtype, pd.StringDtype):
        return True
    return types.is_object_dtype(values) and types.infer_dtype(values) in {
        "string",
        "date",
        "datetime",
        "datetime64",
    }


def _parse_dates(values: pd.Series, name: str) -> pd.Series:
    try:
        # errors="coerce" would also hide mixed zones, so they are looked for first.
        parsed = pd.to_datetime(values, format="ISO8601")
    except (ValueError, TypeError) as error:
        if (
            "time zone" in str(error).lower()
            or "timezone" in str(error).lower()
            or ("tz-aware" in str(error).lower() or "utc" in str(error).lower())
        ):
            raise ValueError(
                f"column {name!r}: its dates are in several time zones; put them in "
                "one with pd.to_datetime(..., utc=True).dt.tz_convert(zone) first."
            ) from None
        bad = values[pd.to_datetime(values, format="ISO8601", errors="coerce").isna()]
        bad = bad[bad.notna()]
        example = f", for example {bad.iloc[0]!r}" if len(bad) else ""
        raise ValueError(
            f"column {name!r}: {len(bad)} of {len(values)} values are not ISO dates"
            f"{example}; convert them with pd.to_datetime(..., format=...) first."
        ) from None
    return parsed


def _kind(value) -> str:
    text = repr(value)
    return f"{type(value).__name__} {text if len(text) <= 40 else text[:37] + '...'}"


def _dtype(values) -> str:
    if types.is_object_dtype(values):
        return f"{types.infer_dtype(values, skipna=True)} values"
    if isinstance(values.dtype, pd.StringDtype):
        return "text"
    return f"type {values.dtype}"
