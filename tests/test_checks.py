"""The contract of every practical: what its check says of any answer.

The solution passes, each usual error is named in both languages, nonsense gets a
sentence, nothing gives the answer away; on other editions of the company too.
"""

import os
import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from course_lib import checking
from course_lib.checking import Feedback, check, feedback, practicals
from course_lib.data import load
from course_lib.language import use_language
from course_lib.typography import french
from course_lib.world.edition import make_edition

IDS = list(practicals())
MISTAKES = [(id, usual.name) for id in IDS for usual in practicals()[id].mistakes]
LANGUAGES = ("fr", "en")
# Two other companies, small enough to be made in a second or two: a seed, a size.
EDITIONS = {"seed 5": (5, 400), "seed 23": (23, 700)}


class Surly:
    """An object that refuses everything a check may try on it."""

    def refuse(self, *args):
        raise RuntimeError("no")

    __eq__ = __float__ = __len__ = __iter__ = __str__ = __repr__ = refuse
    __hash__ = None


NONSENSE = {
    "None": None,
    "a text": "beaucoup",
    "an empty text": "",
    "a true": True,
    "a numpy false": np.bool_(False),
    "NaN": float("nan"),
    "NA": pd.NA,
    "NaT": pd.NaT,
    "infinity": float("inf"),
    "minus infinity": -np.inf,
    "a huge number": 10**400,
    "a large number": 1e300,
    "a complex number": 3 + 4j,
    "a class": dict,
    "a function": print,
    "a module": np,
    "an empty list": [],
    "a mixed list": [1, "a", None, [2], Ellipsis],
    "a list of dicts": [{}, {}],
    "an empty dict": {},
    "a dict of lists": {"a": [1, 2], "b": [3]},
    "a dict of odd keys": {(1, 2): 3, None: 4, 5: "a"},
    "a set": {1, "a"},
    "a date": pd.Timestamp("2025-01-01"),
    "a duration": pd.Timedelta(days=3),
    "an empty table": pd.DataFrame(),
    "a table of gaps": pd.DataFrame({"a": [np.nan, None]}),
    "a wide table": pd.DataFrame(np.ones((3, 4))),
    "a table of texts": pd.DataFrame({"city": ["a", "b"], "amount": ["x", "y"]}),
    "twin columns": pd.DataFrame([[1, 2]], columns=["amount", "amount"]),
    "an empty column": pd.Series(dtype=float),
    "a column of texts": pd.Series(["a", "b"]),
    "a column of lists": pd.Series([[1], [2]]),
    "a repeated key": pd.Series([1, 2], index=["a", "a"]),
    "two levels of keys": pd.Series([1.0], index=pd.MultiIndex.from_tuples([(1, "a")])),
    "a cube": np.zeros((2, 2, 2)),
    "a bare array": np.array(3),
    "an odd object": Surly(),
    "a list of odd objects": [Surly()],
    "a column of odd objects": pd.Series({"a": Surly()}),
}


@pytest.fixture(autouse=True)
def french_after_all():
    yield
    use_language("fr")


# --- Each edition's answers, computed once ----------------------------------------


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    made = {"committed": None}
    for name, (seed, customers) in EDITIONS.items():
        target = tmp_path_factory.mktemp("edition") / "company"
        made[name] = str(make_edition(target, seed=seed, customers=customers))
    return made


@pytest.fixture
def edition(request, folders, monkeypatch):
    """Use an edition; what the checks compute from it is remembered."""
    name = getattr(request, "param", "committed")
    if folders[name]:
        monkeypatch.setenv("CRM_DATA", folders[name])
    monkeypatch.setattr(checking, "practicals", lambda: remembered(name))
    return name


@cache
def remembered(name):
    """Return the practicals, their computations done only once for this edition."""
    return {id: with_memory(one) for id, one in practicals().items()}


def with_memory(one):
    mistakes = [
        usual._replace(value=cache(usual.value)) if usual.value else usual
        for usual in one.mistakes
    ]
    return one._replace(expected=cache(one.expected), mistakes=mistakes)


def solution(id):
    return checking.practicals()[id].expected()


def wrong_answer(id, name):
    (usual,) = [one for one in checking.practicals()[id].mistakes if one.name == name]
    return usual.value() if usual.value else usual.example()


def said(id, answer):
    """Return the feedback in both languages, once sure that they agree."""
    found = {}
    for language in LANGUAGES:
        use_language(language)
        found[language] = feedback(id, answer)
    assert found["fr"][:2] == found["en"][:2]
    return found["fr"], found["en"]


# --- What is right ----------------------------------------------------------------


@pytest.mark.parametrize("id", IDS)
def test_the_solution_passes_and_says_why_it_matters(id, edition):
    for found, why in zip(said(id, solution(id)), practicals()[id].why, strict=True):
        assert found.status == "right", found.text
        assert len(why) > 60, "say why the result matters for the company"


def other_forms(answer):
    """Return the same answer in the other forms that a student may give it."""
    if isinstance(answer, pd.Series):
        key = answer.index.name or "key"
        named = answer.rename("value").rename_axis(key)
        forms = [
            answer.to_dict(),
            answer.iloc[::-1],
            named.to_frame(),
            named.to_numpy(),
        ]
        return [*forms, list(named), answer.astype(object), named[::-1].to_frame()]
    if isinstance(answer, pd.DataFrame):
        forms = [answer[answer.columns[::-1]], answer.iloc[::-1], answer.assign(more=1)]
        return [*forms, answer.reset_index()] if answer.index.name else forms
    if isinstance(answer, dict):
        forms = [dict(reversed(answer.items())), pd.Series(answer)]
        if all(isinstance(value, str) for value in answer.values()):
            forms.append({key: f" {value.upper()} " for key, value in answer.items()})
        return forms
    if isinstance(answer, list | tuple):
        return [tuple(answer), np.array(answer), pd.Series(answer)]
    if isinstance(answer, set | frozenset):
        return [list(answer), tuple(answer)]
    if isinstance(answer, int | float | np.number):
        forms = [float(answer), np.float64(answer), pd.Series([answer])]
        return [*forms, pd.DataFrame({"x": [answer]})]
    return []


@pytest.mark.parametrize("id", IDS)
def test_a_right_answer_of_another_form_passes(id, edition):
    for form in other_forms(solution(id)):
        found, _ = said(id, form)
        assert found.status == "right", f"{type(form).__name__}: {found.text}"


@pytest.mark.parametrize("id", IDS)
def test_a_share_given_in_per_cent_passes(id, edition):
    answer = solution(id)
    if isinstance(answer, int | float | np.number) and 0 < abs(answer) < 1:
        assert said(id, 100 * answer)[0].status == "right", "use number(share=True)"


# --- What is wrong ----------------------------------------------------------------


@pytest.mark.parametrize(("id", "name"), MISTAKES)
def test_each_usual_error_is_named(id, name, edition):
    for found in said(id, wrong_answer(id, name)):
        assert (found.status, found.mistake) == ("mistake", name), found.text


@pytest.mark.parametrize("id", IDS)
def test_usual_errors_are_several_and_told_apart(id):
    one = practicals()[id]
    names = [usual.name for usual in one.mistakes]
    assert len(names) >= 3
    assert len(set(names)) == len(names)
    for language in LANGUAGES:
        messages = [getattr(usual.message, language) for usual in one.mistakes]
        texts = [*messages, getattr(one.otherwise, language)]
        assert len(set(texts)) == len(texts)
    for usual in one.mistakes:
        by_value = usual.value is not None
        assert by_value != (usual.when is not None and usual.example is not None)


def messages_of(one):
    return [one.why, one.otherwise, *(usual.message for usual in one.mistakes)]


@pytest.mark.parametrize("id", IDS)
def test_messages_are_short_sentences_in_two_languages(id):
    for message in messages_of(practicals()[id]):
        for text in message:
            assert text == text.strip() and "  " not in text
            assert text.rstrip("*`)»")[-1] in ".?!", text
            assert len(text) < 420, f"too long to be read: {text}"
        assert message.fr != message.en
        assert french(message.fr).count("\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}") == 0


def written(value):
    """Return the ways a number may be printed, those that tell something."""
    forms = set()
    for number in (value, 100 * value):
        for decimals in range(5):
            plain = f"{abs(number):,.{decimals}f}"
            for thousands in ("", ",", " ", "\N{NARROW NO-BREAK SPACE}"):
                for point in (".", ","):
                    parts = plain.replace(",", thousands).split(".")
                    forms.add(point.join(parts))
    return {form for form in forms if len(form.strip("0.,")) >= 3}


def secrets(answer):
    """Return what must not be read in the message that a wrong answer gets."""
    if isinstance(answer, pd.DataFrame):
        numbers = answer.select_dtypes("number").to_numpy().ravel()
    elif isinstance(answer, pd.Series):
        numbers = answer.to_numpy() if answer.dtype.kind in "if" else []
    elif isinstance(answer, int | float | np.number):
        numbers = [answer]
    else:
        numbers = []
    return set().union(*(written(float(value)) for value in numbers[:200]))


def spoiled(answer):
    """Return wrong answers of the right kind, near and far from the right one."""
    if isinstance(answer, bool):
        return []
    if isinstance(answer, int | float | np.number):
        return [answer * 1.01 + 1e-3, answer * 3.3 + 1, -answer, answer / 1000, 0]
    if isinstance(answer, pd.Series) and answer.dtype.kind in "if":
        return [answer * 1.7 + 1, answer.iloc[:1] * 2, answer.rename(str).iloc[1:]]
    if isinstance(answer, pd.DataFrame):
        return [answer.iloc[1:], answer.iloc[:0]]
    if isinstance(answer, dict):
        values = list(answer.values())
        turned = dict(zip(answer, [*values[1:], values[0]], strict=True))
        return [turned, dict(list(answer.items())[1:])]
    if isinstance(answer, list | tuple | set):
        return [list(answer)[1:], list(answer)[:1], list(answer)[::-1]]
    return []


@pytest.mark.parametrize("id", IDS)
def test_no_message_gives_the_answer(id, edition):
    kept = secrets(solution(id))
    usual = [wrong_answer(id, one.name) for one in practicals()[id].mistakes]
    for answer in [*usual, *spoiled(solution(id))]:
        for found in said(id, answer):
            if found.status != "right":
                told = [
                    form
                    for form in kept
                    if re.search(rf"(?<![\w.,]){re.escape(form)}(?!\d)", found.text)
                ]
                assert not told, f"{told} in: {found.text}"


@pytest.mark.parametrize("id", IDS)
def test_no_message_gives_the_label_looked_for(id, edition):
    right = solution(id)
    for usual in practicals()[id].mistakes:
        answer = usual.example() if usual.example else None
        if isinstance(right, dict) and isinstance(answer, dict):
            changed = {str(right[k]) for k in right if answer.get(k) != right[k]}
            for text in usual.message if len(changed) == 1 else []:
                told = [label for label in changed if f"`{label}`" in text]
                assert not told, f"{told} in: {text}"


# --- What cannot be read ----------------------------------------------------------


@pytest.mark.parametrize("nonsense", NONSENSE)
@pytest.mark.parametrize("id", IDS)
def test_nonsense_gets_a_sentence(id, nonsense, edition):
    for found in said(id, NONSENSE[nonsense]):
        assert found.status in ("unreadable", "wrong", "mistake"), found.text
        assert len(found.text) > 40


@pytest.mark.parametrize("id", IDS)
def test_an_untouched_practical_is_not_answered(id, edition):
    answers = [..., [...]]
    right = solution(id)
    if isinstance(right, dict):
        answers.append(dict.fromkeys(right, ...))
    if callable(right):
        answers = [lambda *arguments: ...]
    for answer in answers:
        for found in said(id, answer):
            assert found.status == "unanswered"
            assert "..." in found.text


# --- Other editions of the company ------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS, indirect=True)
@pytest.mark.parametrize("id", IDS)
def test_on_another_edition_the_checks_follow(id, edition):
    assert said(id, solution(id))[0].status == "right"
    for usual in practicals()[id].mistakes:
        found, _ = said(id, wrong_answer(id, usual.name))
        assert found.status == "mistake", f"{usual.name}: {found.text}"


def test_the_expected_answers_are_those_of_the_edition_in_use(folders, monkeypatch):
    before = practicals()["00.4"].expected()
    monkeypatch.setenv("CRM_DATA", folders["seed 5"])
    assert practicals()["00.4"].expected() != before


# --- The engine -------------------------------------------------------------------


def test_ids_are_numbered_by_chapter_without_a_gap():
    for chapter in {id[:2] for id in IDS}:
        numbers = [int(id[3:]) for id in IDS if id.startswith(f"{chapter}.")]
        assert numbers == list(range(1, len(numbers) + 1))


def test_check_prints_the_feedback_and_returns_nothing(capsys):
    use_language("en")
    assert check("00.1", "12,5") is None
    assert capsys.readouterr().out.startswith(
        "✘ **Cannot be read.** The answer is a text"
    )


def test_the_words_follow_the_language_and_french_typography():
    use_language("fr")
    found = feedback("00.1", (12, 5))
    assert "séparés par une virgule" in found.text
    assert "s’écrivent" in found.text
    use_language("en")
    assert "separated by a comma" in feedback("00.1", (12, 5)).text


def test_an_unknown_practical_gets_the_list_of_its_chapter():
    use_language("en")
    found = feedback("00.99", 3)
    assert found.status == "unknown"
    assert '"00.1"' in found.text and '"08.1"' not in found.text


@pytest.mark.parametrize("id", [0.1, None, ["00.1"], ...])
def test_a_practical_is_asked_by_its_number_in_quotes(id):
    use_language("en")
    found = feedback(id, 3)
    assert found.status == "unknown"
    assert "in quotes" in found.text


def test_data_that_cannot_be_read_are_named_not_raised(monkeypatch, tmp_path):
    monkeypatch.setenv("CRM_DATA", str(tmp_path / "nowhere"))
    use_language("en")
    found = feedback("00.4", 3)
    assert found.status == "failed"
    assert "nowhere" in found.text and "Traceback" not in found.text


def test_an_answer_is_not_changed_by_its_check():
    orders = load("orders")
    answer = orders.groupby("channel")["amount"].sum()
    kept = answer.copy()
    feedback("00.5", answer)
    pd.testing.assert_series_equal(answer, kept)


def test_feedback_is_plain_data():
    found = feedback("00.3", ["cut_axis", "no_unit"])
    assert isinstance(found, Feedback)
    assert (found.status, found.mistake) == ("mistake", "period_missed")


def test_the_committed_edition_is_the_one_tested():
    assert "CRM_DATA" not in os.environ
