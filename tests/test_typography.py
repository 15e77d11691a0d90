"""French typography of messages: spaces, apostrophes, and what must stay as it is."""

import pytest

from course_lib.typography import FULL, NARROW, french


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Combien ?", f"Combien{NARROW}?"),
        ("Bravo !", f"Bravo{NARROW}!"),
        ("Non ; relisez.", f"Non{NARROW}; relisez."),
        ("Ceci : cela", f"Ceci{FULL}: cela"),
        ("12,5 % du prix", f"12,5{FULL}% du prix"),
        ("« oui »", f"«{FULL}oui{FULL}»"),
        ("l'année d'avant", "l’année d’avant"),
        ("**parmi qui ?**", f"**parmi qui{NARROW}?**"),
        ("« Combien ? »", f"«{FULL}Combien{NARROW}?{FULL}»"),
        ("d'`orders` et l'**axe**", "d’`orders` et l’**axe**"),
    ],
)
def test_french_gives_the_signs_that_a_keyboard_lacks(typed, printed):
    assert french(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "`a ? b : c`",
        "`it's`",
        "```\nd'abord : 12 %\n```",
        "[lien](https://example.org/a?b=l'c)",
        "https://example.org/l'eau?x",
        "$a : b$",
        '<a title="l\'eau ?">',
        "à 10:30, a=b?c",
        "plain words",
        "",
    ],
)
def test_french_leaves_code_links_maths_and_times_alone(text):
    assert french(text) == text


@pytest.mark.parametrize(
    "text",
    ["Combien d'achats ?", "« Quoi ? » : 12 % ; oui !", "`x ?` l'**axe** : non"],
)
def test_french_twice_changes_nothing_more(text):
    assert french(french(text)) == french(text)
