"""The kinds of answers a practical can ask for.

A kind knows how to *read* an answer (accept every reasonable form of it, or say in
one sentence what was found instead), how to tell whether two answers are the *same*,
and what *hint* to give when an answer is wrong in a way nobody named.
"""

import contextlib
import copy
import io
import math
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from numbers import Number, Real
from typing import NamedTuple

import numpy as np
import pandas as pd


class Text(NamedTuple):
    """The same words in both languages."""

    fr: str
    en: str

    def format(self, **values):
        """Fill the words' places in both languages."""
        return Text(self.fr.format(**values), self.en.format(**values))


class Kind(NamedTuple):
    """How to read, compare and comment on one kind of answer."""

    read: Callable[[object], object]
    same: Callable[[object, object], bool]
    hint: Callable[[object, object], Text]


class Unanswered(Exception):
    """A placeholder is still there; carries the sentence to show, if one is due."""

    def __init__(self, text=None):
        super().__init__()
        self.text = text


class Unreadable(Exception):
    """The answer is not of the kind asked; carries the sentence to show."""

    def __init__(self, fr, en):
        super().__init__(en)
        self.text = Text(fr, en)


def reject_placeholder(answer):
    """Raise Unanswered when nothing has been typed over the `...`."""
    if answer is ...:
        raise Unanswered
    if isinstance(answer, dict) and answer:
        if all(value is ... for value in answer.values()):
            raise Unanswered
    elif isinstance(answer, list | tuple) and answer:
        if all(value is ... for value in answer):
            raise Unanswered


def describe(answer):
    """Name what an answer is, in words a beginner knows."""
    if answer is None:
        return Text("rien (`None`)", "nothing (`None`)")
    if isinstance(answer, bool | np.bool_):
        return Text(
            "une réponse vrai/faux (`True` ou `False`)",
            "a true/false answer (`True` or `False`)",
        )
    if isinstance(answer, str):
        return Text("un texte", "a text")
    if isinstance(answer, Number) and not isinstance(answer, Real | Decimal):
        return Text("un nombre complexe", "a complex number")
    if isinstance(answer, Number):
        return Text("un nombre", "a number")
    if isinstance(answer, pd.DataFrame):
        rows, columns = answer.shape
        return Text(
            f"une table de {rows} lignes et {columns} colonnes",
            f"a table of {rows} rows and {columns} columns",
        )
    if isinstance(answer, pd.Series):
        return Text(
            f"une colonne (Series) de {len(answer)} valeurs",
            f"a column (Series) of {len(answer)} values",
        )
    if isinstance(answer, dict):
        return Text("un dictionnaire", "a dictionary")
    if isinstance(answer, np.ndarray):
        return Text(
            f"un tableau NumPy de {answer.size} valeurs",
            f"a NumPy array of {answer.size} values",
        )
    if isinstance(answer, list | tuple | set | frozenset | pd.Index):
        return Text(
            f"une liste de {len(answer)} élément(s)", f"a list of {len(answer)} item(s)"
        )
    if isinstance(answer, type):
        return Text(f"un type (`{answer.__name__}`)", f"a type (`{answer.__name__}`)")
    if callable(answer):
        return Text("une fonction", "a function")
    name = type(answer).__name__
    return Text(f"un objet `{name}`", f"a `{name}` object")


def shown(value):
    """Return a few characters of what was typed, whatever it is."""
    try:
        text = " ".join(str(value).split())
    except Exception:  # an object of the student's may fail in any way
        text = type(value).__name__
    return text if len(text) <= 40 else text[:39] + "…"


def is_flat(answer):
    """Tell a plain list of single values from a list of lists."""
    if isinstance(answer, np.ndarray):
        return answer.ndim == 1
    return not any(
        isinstance(value, list | tuple | set | dict | np.ndarray | pd.Series)
        for value in answer
    )


def expected_but_found(wanted, answer):
    """Say what was wanted and what came instead."""
    found, more = describe(answer), unfinished(answer)
    return Unreadable(
        f"On attend {wanted.fr} ; la réponse est {found.fr}.{more.fr}",
        f"The answer should be {wanted.en}; it is {found.en}.{more.en}",
    )


def unfinished(answer):
    """Say what lacks to a calculation that stopped one step too early."""
    if callable(answer) and hasattr(answer, "__self__"):
        return Text(
            f" Il manque les parenthèses : `.{answer.__name__}()`.",
            f" The brackets are missing: `.{answer.__name__}()`.",
        )
    if type(answer).__name__.endswith("GroupBy"):
        return Text(
            " C'est regroupé, mais pas résumé : `.sum()`, `.mean()`, `.size()` ?",
            " It is grouped, but not summarised: `.sum()`, `.mean()`, `.size()`?",
        )
    return Text("", "")


# --- One number -------------------------------------------------------------------

A_NUMBER = Text("un seul nombre", "a single number")


def number(tolerance=0.0, *, share=False):
    """Expect one number, right within an absolute tolerance.

    With `share=True` the expected answer is a share between 0 and 1, and the same
    answer given as a percentage is accepted.
    """

    def same(value, expected):
        margin = tolerance + 1e-9 * max(1.0, abs(expected))
        if abs(value - expected) <= margin:
            return True
        return share and abs(value / 100 - expected) <= margin

    def hint(value, expected):
        if share and value > 1 >= expected:
            value = value / 100
        return number_hint(value, expected)

    return Kind(read_number, same, hint)


def read_number(answer):
    """Return the answer as a float, or say why it is not a number."""
    if isinstance(answer, pd.DataFrame | pd.Series | np.ndarray):
        if answer.size != 1:
            problem = expected_but_found(A_NUMBER, answer).text
            raise Unreadable(
                f"{problem.fr} Des lignes se comptent avec `len`, une colonne se "
                "résume avec `.sum()` ou `.mean()`.",
                f"{problem.en} Rows are counted with `len`, a column is summarised "
                "with `.sum()` or `.mean()`.",
            )
        answer = np.asarray(answer).ravel()[0]
    if isinstance(answer, list | tuple) and len(answer) == 1:
        answer = answer[0]
    if isinstance(answer, pd.Timedelta | np.timedelta64):
        raise Unreadable(
            "La réponse est une durée. On attend un nombre : prenez par exemple ses "
            "jours avec `.days`.",
            "The answer is a duration. A number is expected: take its days, for "
            "example, with `.days`.",
        )
    if isinstance(answer, str):
        raise Unreadable(
            "La réponse est un texte. Écrivez le nombre sans guillemets, sans unité, "
            "avec un point pour les décimales : `12.5`.",
            "The answer is a text. Type the number without quotes or unit, with a "
            "point for decimals: `12.5`.",
        )
    if isinstance(answer, bool | np.bool_):
        raise expected_but_found(A_NUMBER, answer)
    if isinstance(answer, tuple) and len(answer) == 2:
        more = Text("", "")
        if all(isinstance(value, int) for value in answer):  # 12,5 and .shape alike
            more = Text(
                " Ou vous avez donné lignes et colonnes (`.shape`) : lequel des deux ?",
                " Or you gave rows and columns (`.shape`): which of the two?",
            )
        raise Unreadable(
            "La réponse contient deux nombres séparés par une virgule. En Python, les "
            f"décimales s'écrivent avec un point : `12.5`.{more.fr}",
            "The answer holds two numbers separated by a comma. In Python, decimals "
            f"are written with a point: `12.5`.{more.en}",
        )
    if isinstance(answer, Number) and not isinstance(answer, Real | Decimal):
        raise expected_but_found(A_NUMBER, answer)
    if answer is pd.NA or answer is pd.NaT:
        answer = math.nan
    try:
        value = float(answer)
    except OverflowError:
        raise Unreadable(
            "Le nombre est démesuré : une puissance ou une multiplication de trop ?",
            "The number is far too large: one power or one product too many?",
        ) from None
    except Exception:  # an object of the student's may fail in any way
        raise expected_but_found(A_NUMBER, answer) from None
    if math.isnan(value):
        raise Unreadable(
            "La réponse est une valeur manquante (`NaN`) : un des nombres du calcul "
            "est vide, ou la sélection ne contient aucune ligne.",
            "The answer is a missing value (`NaN`): a number in the calculation is "
            "empty, or the selection holds no row.",
        )
    if math.isinf(value):
        raise Unreadable(
            "La réponse est infinie : il y a une division par zéro dans le calcul.",
            "The answer is infinite: there is a division by zero in the calculation.",
        )
    return value


# Of units: tens and thousands, then hours, minutes and seconds.
FACTORS = (10, 100, 1000, 1_000_000, 24, 60, 1440, 3600)
UPSIDE_DOWN = Text(
    "La division est dans le mauvais sens : que met-on en haut, que met-on en bas ?",
    "The division is upside down: what goes on top, what goes below?",
)
TOO_ROUNDED = Text(
    "Le calcul est bon, mais trop arrondi : gardez plus de décimales.",
    "The calculation is right, but rounded too much: keep more decimals.",
)


def wrong_unit(factor):
    """Say that an answer is right but for its unit."""
    return Text(
        f"Les chiffres sont bons à un facteur {factor} près : vérifiez l'unité "
        "demandée.",
        f"The digits are right, but a factor of {factor} is off: check the unit asked "
        "for.",
    )


def number_hint(value, expected):
    """Tell how a number misses: its sign, its unit, its size."""

    def near(target):
        return math.isclose(value, target, rel_tol=0.005)

    if expected and near(-expected):
        return Text(
            "La grandeur est bonne, le signe est inversé : quel nombre retire-t-on de "
            "l'autre ?",
            "The size is right, the sign is reversed: which number is subtracted from "
            "which?",
        )
    for factor in FACTORS:
        if expected and (near(expected * factor) or near(expected / factor)):
            return wrong_unit(factor)
    if expected and value and near(1 / expected):
        return UPSIDE_DOWN
    if value and any(value == round(expected, places) for places in range(4)):
        return TOO_ROUNDED
    if expected and math.isclose(value, expected, rel_tol=0.03):
        return Text(
            "Vous êtes tout près. N'arrondissez pas trop en chemin ; si vous comptez "
            "des lignes, quelques-unes sont en trop ou manquent.",
            "You are very close. Do not round too much on the way; if you are counting "
            "rows, a few are too many or missing.",
        )
    if value > expected:
        return Text("Le nombre est trop grand.", "The number is too large.")
    return Text("Le nombre est trop petit.", "The number is too small.")


# --- One value a key --------------------------------------------------------------


def series(tolerance=0.0, *, key=None, share=False):
    """Expect one number a key (a customer, a channel, a month), in any order.

    Accepts a Series, a dict, a one-column table, a table with the key as a column,
    or a plain list in the order of the expected answer.
    """
    wanted = Text(
        "une valeur par ligne (une Series)"
        if key is None
        else f"une valeur par `{key}` (une Series)",
        "one value per row (a Series)"
        if key is None
        else f"one value per `{key}` (a Series)",
    )

    def read(answer):
        values = as_series(answer, key, wanted)
        if len(values) == 0:
            raise Unreadable(
                "La réponse est vide : la sélection n'a gardé aucune ligne.",
                "The answer is empty: the selection kept no row.",
            )
        return numeric_column(values, wanted, answer)

    def same(values, expected):
        # A key without a value (no response, so no rate) may be left out.
        left_out = expected.isna() & ~expected.index.isin(values.index)
        if len(values) < len(expected):
            expected = expected[~left_out]
        values = with_keys(values, expected)
        if not same_keys(values.index, expected.index):
            return False
        aligned = values.reindex(expected.index)
        if close(aligned, expected, tolerance).all():
            return True
        return share and bool(close(aligned / 100, expected, tolerance).all())

    def hint(values, expected):
        values = with_keys(values, expected)
        if not same_keys(values.index, expected.index):
            return keys_hint(values.index, expected.index)
        aligned = values.reindex(expected.index)
        return column_hint(aligned, expected, tolerance)

    return Kind(read, same, hint)


def as_series(answer, key, wanted):
    """Return the answer, whatever its form, as one value a key."""
    if isinstance(answer, pd.DataFrame):
        if key in answer.columns:
            answer = answer.set_index(key)
        if answer.shape[1] != 1:
            problem = expected_but_found(wanted, answer).text
            raise Unreadable(
                f"{problem.fr} Gardez une seule colonne de valeurs.",
                f"{problem.en} Keep a single column of values.",
            )
        return answer.iloc[:, 0]
    if isinstance(answer, pd.Series):
        return answer
    if isinstance(answer, dict):
        left = [name for name, value in answer.items() if value is ...]
        if left:
            raise still_open(left)
        if not is_flat(list(answer.values())):
            raise expected_but_found(wanted, answer)
        return pd.Series(answer)
    if isinstance(answer, np.ndarray) and answer.ndim == 2 and answer.shape[1] == 1:
        answer = answer.ravel()
    if isinstance(answer, list | tuple | np.ndarray) and is_flat(answer):
        return pd.Series(list(answer))
    raise expected_but_found(wanted, answer)


def numeric_column(values, wanted, answer):
    """Return the values as numbers, or say which kind they are."""
    if pd.api.types.is_bool_dtype(values):
        raise Unreadable(
            "Les valeurs sont des vrai/faux. On attend des nombres.",
            "The values are true/false. Numbers are expected.",
        )
    if pd.api.types.is_timedelta64_dtype(values):
        raise Unreadable(
            "Les valeurs sont des durées. On attend des nombres : prenez leurs jours "
            "avec `.dt.days`.",
            "The values are durations. Numbers are expected: take their days with "
            "`.dt.days`.",
        )
    if pd.api.types.is_datetime64_any_dtype(values):
        raise Unreadable(
            "Les valeurs sont des dates. On attend des nombres.",
            "The values are dates. Numbers are expected.",
        )
    if pd.api.types.is_string_dtype(values):
        raise Unreadable(
            "Les valeurs sont des textes. On attend des nombres.",
            "The values are texts. Numbers are expected.",
        )
    try:
        numbers = values.astype(float)
    except Exception:  # a column of objects may fail in any way
        raise Unreadable(
            "Une valeur au moins n'est pas un nombre. Affichez votre réponse : que "
            "contient-elle ?",
            "At least one value is not a number. Display your answer: what does it "
            "hold?",
        ) from None
    if np.isinf(numbers).any():
        raise Unreadable(
            "Une valeur au moins est infinie : il y a une division par zéro.",
            "At least one value is infinite: there is a division by zero.",
        )
    if values.index.has_duplicates:
        repeated = values.index[values.index.duplicated()][0]
        raise Unreadable(
            f"« {shown(repeated)} » apparaît plusieurs fois. On attend une ligne par "
            "clé.",
            f"“{shown(repeated)}” appears several times. One row per key is expected.",
        )
    return numbers


def with_keys(values, expected):
    """Give an answer the expected keys where it says the same with others.

    A plain list has the keys of its places; 2025 and "2025" are the same year.
    """
    if same_keys(values.index, expected.index):
        return values
    if values.index.equals(pd.RangeIndex(len(expected))):
        return values.set_axis(expected.index)
    written = {str(key): key for key in expected.index}
    keys = [written.get(str(key)) for key in values.index]
    if any(key is None for key in keys) or len(set(keys)) < len(keys):
        return values
    return values.set_axis(pd.Index(keys))


def same_keys(found, expected):
    """Tell whether two indexes hold the same keys, in any order."""
    return len(found) == len(expected) and not len(lost_keys(expected, found))


def lost_keys(wanted, found):
    """Return the keys of the first index that the second lacks."""
    return wanted.difference(found, sort=False)


def close(values, expected, tolerance):
    """Compare numbers with a margin, anything else by equality."""
    if pd.api.types.is_numeric_dtype(expected):
        both_missing = values.isna() & expected.isna()
        return both_missing | (
            (values - expected).abs() <= tolerance + 1e-9 * expected.abs().clip(1)
        )
    pairs = zip(values, expected, strict=True)
    equal = pd.Series([same_value(a, b) for a, b in pairs], index=expected.index)
    return equal | (values.isna() & expected.isna())


def same_value(found, expected):
    """Compare two values of any kind; those that cannot be compared differ."""
    try:
        return bool(found == expected)
    except Exception:  # an object of the student's may fail in any way
        return False


def keys_hint(found, expected):
    """Tell how many rows are missing and how many are too many."""
    missing, extra = lost_keys(expected, found), lost_keys(found, expected)
    if len(missing) and len(extra):
        return Text(
            f"Les lignes ne sont pas celles qu'on attend. En moins : {len(missing)} "
            f"(par exemple « {shown(missing[0])} ») ; en trop : {len(extra)} "
            f"(par exemple « {shown(extra[0])} »).",
            f"The rows are not the expected ones. Missing: {len(missing)} (for "
            f"example “{shown(missing[0])}”); too many: {len(extra)} (for example "
            f"“{shown(extra[0])}”).",
        )
    if len(missing):
        return Text(
            f"Lignes manquantes : {len(missing)}, par exemple « {shown(missing[0])} ».",
            f"Rows missing: {len(missing)}, for example “{shown(missing[0])}”.",
        )
    return Text(
        f"Lignes en trop : {len(extra)}, par exemple « {shown(extra[0])} ».",
        f"Rows too many: {len(extra)}, for example “{shown(extra[0])}”.",
    )


def column_hint(values, expected, tolerance):
    """Tell how a column of numbers misses: unit, sign, division, rounding, keys.

    Both have the same keys, in the same order.
    """
    for factor in FACTORS:
        for scaled in (values * factor, values / factor):
            if close(scaled, expected, tolerance).all():
                return wrong_unit(factor)
    if close(-values, expected, tolerance).all():
        return Text(
            "Les grandeurs sont bonnes, le signe est inversé : que retire-t-on de "
            "quoi ?",
            "The sizes are right, the sign is reversed: what is subtracted from what?",
        )
    # What is 0 has no inverse; a missing value stays missing.
    if (values != 0).all() and close(1 / values, expected, tolerance).all():
        return UPSIDE_DOWN
    if any(values.equals(expected.round(places)) for places in range(4)):
        return TOO_ROUNDED
    in_order = [one.sort_values(ignore_index=True) for one in (values, expected)]
    if close(*in_order, tolerance).all():
        return Text(
            "Les bonnes valeurs y sont, mais pas en face des bonnes clés : vérifiez "
            "laquelle va à quelle clé.",
            "The right values are there, but not against the right keys: check which "
            "goes to which.",
        )
    return differences_hint(~close(values, expected, tolerance))


def differences_hint(wrong):
    """Tell how many values differ, and on which row to begin."""
    example = wrong.index[wrong][0]
    if wrong.all():
        return Text(
            f"Aucune valeur ne correspond. Refaites le calcul à la main pour une "
            f"seule ligne, par exemple « {example} ».",
            f"No value matches. Work one row out by hand, for example “{example}”.",
        )
    return Text(
        f"Valeurs à revoir : {int(wrong.sum())} sur {len(wrong)}, par exemple à la "
        f"ligne « {example} ».",
        f"Values to look at again: {int(wrong.sum())} out of {len(wrong)}, for "
        f"example on row “{example}”.",
    )


# --- A table ----------------------------------------------------------------------


def table(columns, *, key=None, tolerance=0.0):
    """Expect a table with at least these columns, one row a key, in any order."""
    wanted = Text("une table (DataFrame)", "a table (DataFrame)")

    def read(answer):
        if not isinstance(answer, pd.DataFrame):
            raise expected_but_found(wanted, answer)
        if key in answer.columns:
            answer = answer.set_index(key)
        if answer.columns.has_duplicates:
            twice = shown(answer.columns[answer.columns.duplicated()][0])
            raise Unreadable(
                f"Deux colonnes portent le nom `{twice}` : donnez-leur deux noms.",
                f"Two columns are called `{twice}`: give them two names.",
            )
        lost = [name for name in columns if name not in answer.columns]
        if lost:
            names = ", ".join(f"`{name}`" for name in lost)
            raise Unreadable(
                f"Il manque à la table : {names}. Vérifiez le nom des colonnes.",
                f"The table lacks {names}. Check the names of the columns.",
            )
        if answer.empty:
            raise Unreadable(
                "La table est vide : la sélection n'a gardé aucune ligne.",
                "The table is empty: the selection kept no row.",
            )
        if answer.index.has_duplicates:
            repeated = answer.index[answer.index.duplicated()][0]
            raise Unreadable(
                f"« {shown(repeated)} » apparaît plusieurs fois. On attend une ligne "
                "par clé.",
                f"“{shown(repeated)}” appears several times. One row per key is "
                "expected.",
            )
        for name in columns:
            if pd.api.types.is_timedelta64_dtype(answer[name]):
                raise Unreadable(
                    f"La colonne `{name}` contient des durées. On attend des nombres : "
                    "prenez leurs jours avec `.dt.days`.",
                    f"The column `{name}` holds durations. Numbers are expected: take "
                    "their days with `.dt.days`.",
                )
        return answer[list(columns)]

    def wrong_cells(values, expected):
        aligned = values.reindex(expected.index)
        return {
            name: ~comparable(aligned[name], expected[name], tolerance)
            for name in columns
        }

    def same(values, expected):
        values = with_keys(values, expected)
        if not same_keys(values.index, expected.index):
            return False
        return not any(bad.any() for bad in wrong_cells(values, expected).values())

    def hint(values, expected):
        values = with_keys(values, expected)
        if not same_keys(values.index, expected.index):
            return keys_hint(values.index, expected.index)
        wrong = wrong_cells(values, expected)
        name = next(name for name in columns if wrong[name].any())
        found, right = values.reindex(expected.index)[name], expected[name]
        numbers = all(pd.api.types.is_numeric_dtype(one) for one in (found, right))
        detail = (
            column_hint(found.astype(float), right.astype(float), tolerance)
            if numbers
            else differences_hint(wrong[name])
        )
        return Text(f"Colonne `{name}`. {detail.fr}", f"Column `{name}`. {detail.en}")

    return Kind(read, same, hint)


def comparable(values, expected, tolerance):
    """Compare one column, taking text for numbers as different, not as an error."""
    numeric = pd.api.types.is_numeric_dtype
    if numeric(expected) and not numeric(values):
        return pd.Series(False, index=expected.index)
    if numeric(expected):
        return close(values.astype(float), expected.astype(float), tolerance)
    return close(values.astype(object), expected.astype(object), tolerance)


# --- Words: classify, choose, order -----------------------------------------------


def plain(word):
    """Lower case, no accents, no hyphens: what a reader would call the same word."""
    if not isinstance(word, str):
        return None
    decomposed = unicodedata.normalize("NFKD", word.strip().casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("-", "").replace("_", "").replace(" ", "").replace("’", "'")


def still_open(names):
    """Name what has not been answered yet."""
    listed = ", ".join(f"`{name}`" for name in names)
    return Unanswered(
        Text(f"Il reste à répondre : {listed}.", f"Still to be answered: {listed}.")
    )


def mapping(labels, clues=None):
    """Expect a dict that gives each item one of the labels.

    Parameters
    ----------
    labels : dict[str, list[str]]
        Each label's code and the other spellings accepted for it.
    clues : dict[str, Text], optional
        For an item, what to think about when it is wrong.
    """
    spellings = {
        plain(word): code for code, others in labels.items() for word in [code, *others]
    }
    known = ", ".join(f"`{code}`" for code in labels)

    def read(answer):
        if isinstance(answer, pd.Series):
            answer = answer.to_dict()
        if not isinstance(answer, dict):
            raise expected_but_found(
                Text(
                    "un dictionnaire `{clé: réponse}`", "a dictionary `{key: answer}`"
                ),
                answer,
            )
        left = [item for item, value in answer.items() if value is ...]
        if left:
            raise still_open(left)
        codes = {}
        for item, value in answer.items():
            code = spellings.get(plain(value)) if isinstance(value, str) else None
            if code is None:
                raise Unreadable(
                    f"`{shown(item)}` : « {shown(value)} » n'est pas une réponse "
                    f"possible. Choisissez parmi {known}, entre guillemets.",
                    f"`{shown(item)}`: “{shown(value)}” is not a possible answer. "
                    f"Choose among {known}, in quotes.",
                )
            codes[str(item).strip()] = code
        if not codes:
            raise Unreadable(
                "Le dictionnaire est vide : reprenez les clés de l'énoncé.",
                "The dictionary is empty: take the keys of the question again.",
            )
        return codes

    def named_as(codes, expected):
        """Take `a` for `A`."""
        names = {name.casefold(): name for name in expected}
        return {names.get(item.casefold(), item): code for item, code in codes.items()}

    def hint(codes, expected):
        codes = named_as(codes, expected)
        missing = [item for item in expected if item not in codes]
        if missing:
            listed = ", ".join(f"`{item}`" for item in missing)
            return Text(f"Il manque {listed}.", f"{listed} missing.")
        extra = [item for item in codes if item not in expected]
        if extra:
            return Text(
                f"`{extra[0]}` n'est pas un élément de la question.",
                f"`{extra[0]}` is not an item of the question.",
            )
        wrong = [item for item in expected if codes[item] != expected[item]]
        right = len(expected) - len(wrong)
        clue = (clues or {}).get(wrong[0], Text("", ""))
        return Text(
            f"{right} sur {len(expected)} sont justes. Revoyez `{wrong[0]}`. "
            f"{clue.fr}".strip(),
            f"{right} out of {len(expected)} are right. Look again at `{wrong[0]}`. "
            f"{clue.en}".strip(),
        )

    def same(codes, expected):
        return named_as(codes, expected) == expected

    return Kind(read, same, hint)


def as_list(answer, wanted):
    """Return the items of a list, a column or an array."""
    if isinstance(answer, np.ndarray | pd.Series | pd.Index) and answer.ndim == 1:
        return answer.tolist()
    if isinstance(answer, list | tuple):
        return list(answer)
    raise expected_but_found(wanted, answer)


def ordering(items):
    """Expect a list that puts the items in order."""
    known = {plain(item): item for item in items}
    listed = ", ".join(f"`{item}`" for item in sorted(items))

    def read(answer):
        if isinstance(answer, str) and len(answer.split()) > 1:
            answer = answer.replace(",", " ").split()
        if isinstance(answer, set | frozenset):
            raise Unreadable(
                "Les accolades `{}` font un ensemble, qui n'a pas d'ordre. Écrivez une "
                "liste, entre crochets : `[...]`.",
                "Braces `{}` make a set, which has no order. Write a list, in square "
                "brackets: `[...]`.",
            )
        answer = as_list(answer, Text("une liste dans l'ordre", "a list in order"))
        if any(value is ... for value in answer):
            raise Unreadable(
                "La liste n'est pas complète.", "The list is not complete."
            )
        found = [known.get(plain(value)) for value in answer]
        if None in found:
            unknown = shown(answer[found.index(None)])
            raise Unreadable(
                f"« {unknown} » n'est pas un élément de la question : {listed}.",
                f"“{unknown}” is not an item of the question: {listed}.",
            )
        if len(found) != len(set(found)) or len(found) != len(items):
            raise Unreadable(
                f"Chaque élément doit paraître une fois et une seule : {listed}.",
                f"Each item must appear once and only once: {listed}.",
            )
        return found

    def hint(found, expected):
        if found == expected[::-1]:
            return Text(
                "L'ordre est exactement inversé.", "The order is exactly reversed."
            )
        place = next(
            i for i, (a, b) in enumerate(zip(found, expected, strict=True)) if a != b
        )
        if place == 0:
            return Text(
                f"`{found[0]}` ne vient pas en premier.",
                f"`{found[0]}` does not come first.",
            )
        several = place > 1
        return Text(
            (f"Les {place} premiers sont à leur" if several else "Le premier est à sa")
            + f" place ; `{found[place]}` ne vient pas ensuite.",
            (f"The first {place} are" if several else "The first is")
            + f" in place; `{found[place]}` does not come next.",
        )

    return Kind(read, lambda found, expected: found == expected, hint)


def choices(options):
    """Expect the options that apply, in any order (a string when there is one)."""
    known = {plain(option): option for option in options}
    listed = ", ".join(f"`{option}`" for option in options)

    def read(answer):
        if isinstance(answer, str):
            answer = [answer]
        if isinstance(answer, set | frozenset):
            answer = list(answer)
        found = set()
        wanted = Text(f"une réponse parmi {listed}", f"an answer among {listed}")
        for value in as_list(answer, wanted):
            if value is ...:
                raise Unreadable(
                    "La liste n'est pas complète.", "The list is not complete."
                )
            if plain(value) not in known:
                raise Unreadable(
                    f"« {shown(value)} » n'est pas une réponse possible. Choisissez "
                    f"parmi {listed}.",
                    f"“{shown(value)}” is not a possible answer. Choose among "
                    f"{listed}.",
                )
            found.add(known[plain(value)])
        if not found:
            raise Unreadable(
                "La liste est vide : écrivez-y vos réponses, entre guillemets.",
                "The list is empty: type your answers in it, in quotes.",
            )
        return found

    def hint(found, expected):
        if len(found) == len(expected) == 1:
            given = next(iter(found))
            return Text(
                f"La réponse `{given}` n'est pas celle qu'on attend.",
                f"The answer `{given}` is not the one expected.",
            )
        if found < expected:
            return Text(
                f"Ce qui est là est juste, mais il en manque {len(expected - found)}.",
                f"What is there is right, but {len(expected - found)} are missing.",
            )
        if found > expected:
            return Text(
                f"Il y en a {len(found - expected)} en trop.",
                f"{len(found - expected)} do not belong.",
            )
        return Text(
            f"{len(found & expected)} sur {len(expected)} sont justes.",
            f"{len(found & expected)} out of {len(expected)} are right.",
        )

    return Kind(read, lambda found, expected: found == expected, hint)


# --- A function -------------------------------------------------------------------


def function(cases, result):
    """Expect a function, judged by what it returns on each case.

    Parameters
    ----------
    cases : callable returning a list of tuples
        The arguments of each call, made from the data in use.
    result : Kind
        The kind of what the function returns.
    """

    def read(answer):
        if not callable(answer):
            raise expected_but_found(
                Text(
                    "une fonction (donnez son nom, sans parenthèses)",
                    "a function (give its name, without brackets)",
                ),
                answer,
            )
        return [run(answer, case, result) for case in cases()]

    def same(found, expected):
        return all(map(result.same, found, expected))

    def hint(found, expected):
        wrong = [
            i
            for i, (a, b) in enumerate(zip(found, expected, strict=True))
            if not result.same(a, b)
        ]
        called = shown_call(cases()[wrong[0]])
        detail = result.hint(found[wrong[0]], expected[wrong[0]])
        return Text(
            f"Votre fonction est juste dans {len(expected) - len(wrong)} cas sur "
            f"{len(expected)}. Essayez-la avec {called.fr} : {first_lower(detail.fr)}",
            f"Your function is right in {len(expected) - len(wrong)} of "
            f"{len(expected)} cases. Try it with {called.en}: {first_lower(detail.en)}",
        )

    return Kind(read, same, hint)


def run(answer, case, result):
    """Call the function on one case and read what it returns."""
    # A function may change what it is given: each run gets its own.
    arguments, called = copy.deepcopy(case), shown_call(case)
    try:
        # What it prints would bury the verdict.
        with contextlib.redirect_stdout(io.StringIO()):
            returned = answer(*arguments)
    except KeyboardInterrupt:
        raise Unreadable(
            f"Vous avez interrompu votre fonction, appelée avec {called.fr} : une "
            "boucle ne s'arrête-t-elle jamais ?",
            f"You interrupted your function, called with {called.en}: is there a loop "
            "that never ends?",
        ) from None
    except (Exception, SystemExit) as error:  # the student's code may fail in any way
        reason = f"{type(error).__name__} ({shown(error)})"
        raise Unreadable(
            f"Votre fonction s'arrête avec {called.fr} : {reason}.",
            f"Your function stops with {called.en}: {reason}.",
        ) from None
    if returned is ...:
        raise Unanswered
    if returned is None:
        raise Unreadable(
            f"Avec {called.fr}, votre fonction ne renvoie rien : manque-t-il un "
            "`return`, au moins dans ce cas ?",
            f"With {called.en}, your function returns nothing: is a `return` missing, "
            "at least in this case?",
        )
    try:
        return result.read(returned)
    except Unreadable as problem:
        raise Unreadable(
            f"Voyez ce que renvoie votre fonction avec {called.fr}. {problem.text.fr}",
            f"See what your function returns with {called.en}. {problem.text.en}",
        ) from None


def shown_call(case):
    """Write the arguments of a call as they can be typed, large ones by their size."""

    def written(rows):
        return "`" + ", ".join(typed(value, rows) for value in case) + "`"

    return Text(written("lignes"), written("rows"))


# A column or a list of dates up to this long is written in full.
FEW = 12


def typed(value, rows):
    """Write one argument: in full when it is short enough to be typed again."""
    short = isinstance(value, pd.Series | list) and 0 < len(value) <= FEW
    if short and isinstance(value, list):
        if all(isinstance(one, pd.Timestamp) for one in value):
            days = ", ".join(f'"{one:%Y-%m-%d}"' for one in value)
            return f"list(pd.to_datetime([{days}]))"
    if short and isinstance(value, pd.Series) and value.dtype.kind in "iuf":
        given = ["None" if pd.isna(one) else f"{one:g}" for one in value.tolist()]
        return f"pd.Series([{', '.join(given)}])"
    if isinstance(value, pd.DataFrame | pd.Series):
        return f"<{len(value)} {rows}>"
    return shown(repr(value))


def first_lower(sentence):
    """Begin a sentence by a small letter, to go on from another."""
    return sentence[:1].lower() + sentence[1:]
