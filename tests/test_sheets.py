"""The run-sheets: built from their source and the checks, and held to their minutes."""

import shutil
from pathlib import Path

import pytest

from builder.book import open_book
from builder.build import read_chapters
from builder.sheets import build_sheets, faults, run_sheet, sheet_file
from course_lib import checking
from course_lib.answers import Text
from course_lib.checking import Mistake, Practical

SAMPLE = Path(__file__).parent / "data" / "sample"
SLUG = "98_sample"
HEAD = """---
jupytext:
  notebook_metadata_filter: workbook
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3 (ipykernel), language: python, name: python3}
workbook:
  chapter: "98"
  title: {fr: "Exemple", en: "Sample"}
---
"""
FR = """
+++ {"lang": "fr"}

## Avant la séance

Rien.

## En 45 minutes

| min | faire |
|---|---|
| 20 | lire |
| 25 | calculer |

## En 90 minutes

| min | faire |
|---|---|
| 90 | lire |

## En 180 minutes

| min | faire |
|---|---|
| 180 | lire |

## Deux questions à discuter

### Pourquoi ?

Parce que.

### Comment ?

Ainsi.

## À passer si le temps manque

Tout.
"""
EN = """
+++ {"lang": "en"}

## Before the session

Nothing.

## In 45 minutes

| min | do |
|---|---|
| 20 | read |
| 25 | compute |

## In 90 minutes

| min | do |
|---|---|
| 90 | read |

## In 180 minutes

| min | do |
|---|---|
| 180 | read |

## Two questions to discuss

### Why?

Because.

### How?

So.

## What to skip when time is short

All.
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    shutil.copytree(SAMPLE, tmp_path / "chapters" / SLUG)
    usual = Mistake("slip", Text("C'est l'inverse : voyez.", "The other way round."))
    one = Practical("98.1", None, None, None, [usual], None)
    monkeypatch.setattr(checking, "practicals", lambda: {"98.1": one})
    return tmp_path


def write(root, french=FR, english=EN):
    source = root / "chapters" / SLUG / "run_sheet.md"
    source.write_text(
        HEAD
        + french.replace("Pourquoi ?", "Pourquoi\u202f?").replace(
            "Comment ?", "Comment\u202f?"
        )
        + english,
        encoding="utf-8",
    )
    build_sheets(root, read_chapters(root), [SLUG], say=str)


def said(root):
    return [problem.message for problem in run_sheet(open_book(root), SLUG)]


def test_a_sheet_holds_its_text_and_the_mistakes_of_the_checks(root):
    write(root)
    assert said(root) == []
    english = (root / sheet_file(SLUG, "en")).read_text(encoding="utf-8")
    assert "# Run-sheet · 98 · " in english and "| 25 | compute |" in english
    assert "- The other way round." in english and "lire" not in english
    french = (root / sheet_file(SLUG, "fr")).read_text(encoding="utf-8")
    assert "- C’est l’inverse\u00a0: voyez." in french  # typography as on screen
    assert "<summary>TP 98.1 · " in french


def test_a_sheet_out_of_date_is_said(root, monkeypatch):
    write(root)
    other = Mistake("slip", Text("Autre.", "Another."))
    one = Practical("98.1", None, None, None, [other], None)
    monkeypatch.setattr(checking, "practicals", lambda: {"98.1": one})
    assert len(said(root)) == 2 and "not up to date" in said(root)[0]


def test_a_missing_sheet_is_said(root):
    (root / "chapters" / SLUG / "run_sheet.md").unlink()
    assert "write this file" in said(root)[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("| 25 | calculer |", "| 24 | calculer |", "45-minute cut add up to 44"),
        ("| 180 | lire |", "| 18 | lire |", "180-minute cut add up to 18"),
        ("## En 90 minutes", "## En 80 minutes", "its sections must be"),
        ("### Comment", "#### Comment", "two questions are to be discussed"),
    ],
)
def test_minutes_and_sections_are_held(old, new, says):
    text = FR.split("}\n", 1)[1]
    assert list(faults(text, "fr")) == []
    assert says in next(faults(text.replace(old, new), "fr"))


def test_the_two_languages_hold_the_same_numbers(root):
    write(root, english=EN.replace("| 20 | read |", "| 15 | read |"))
    assert any("15" in message or "20" in message for message in said(root))
