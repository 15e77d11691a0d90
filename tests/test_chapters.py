"""Every chapter keeps every rule, and the committed notebooks are what it gives."""

import shutil
from pathlib import Path

import pytest

from builder.assemble import Target
from builder.book import open_book
from builder.build import read_chapters, rendered
from builder.rules import RULES, written
from builder.rules_built import orphans
from builder.source import chapter_slugs

ROOT = Path(__file__).resolve().parent.parent
SLUGS = chapter_slugs(ROOT)


@pytest.fixture(scope="module")
def book():
    return open_book(ROOT)


def said(problems):
    """Write what is to correct, one problem a line; advice is left out."""
    return "\n".join(written(one) for one in problems if not one.advice)


def test_there_are_chapters_to_hold_to_the_rules():
    assert SLUGS


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("slug", SLUGS)
def test_chapter_keeps_rule(book, slug, rule):
    assert said(RULES[rule](book, slug)) == ""


def test_no_notebook_is_without_source_or_twin(book):
    assert said(orphans(book)) == ""


@pytest.mark.parametrize("slug", SLUGS[:1])
def test_a_rebuild_gives_the_committed_bytes(slug, tmp_path):
    """Text, tables and pictures: one lesson stands for all, as it takes long."""
    shutil.copytree(ROOT / "chapters", tmp_path / "chapters")
    target = Target(slug, "lesson", "fr")
    fresh = rendered(tmp_path, read_chapters(tmp_path), target)
    same = fresh == (ROOT / target.file).read_bytes()  # pytest need not show the bytes
    assert same, f"{target.file}: run `python -m builder build {slug}`"
