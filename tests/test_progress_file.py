"""What is kept of a student's answers, and what happens when that file is hurt."""

import os
import stat
import sys
from pathlib import Path

import pytest

from builder.source import chapter_slugs, read_chapter
from course_lib import checking, progress, use_language
from course_lib.checking import check, practicals
from course_lib.progress_file import named, progress_file, read_rows, record, summary

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = Path("my_work/exercises/fr")
KNOWN = ["01.1", "01.2", "02.1"]


@pytest.fixture
def file(tmp_path):
    use_language("en")
    yield tmp_path / "mine" / "progress.csv"
    use_language("fr")


def noted(file, *found):
    for practical, status in found:
        assert record(practical, status, file, EXERCISES) == ""


def test_what_is_right_to_try_again_and_to_do(file):
    noted(file, ("01.1", "wrong"), ("01.1", "right"), ("01.2", "mistake"))
    lines = summary(file, KNOWN).splitlines()
    assert lines[2].startswith("| 01 · From product to customer")
    assert lines[2].endswith(" | 01.1 | 01.2 |  |")
    assert lines[3].startswith("| 02 · The race to differentiate")
    assert lines[3].endswith(" |  |  | 02.1 |")
    assert lines[4] == "| **All** | 1 of 3 | 1 | 1 |"
    assert "**All** | 0 of 1 | 0 | 1 |" in summary(file, KNOWN, "02")


def test_right_once_stays_right(file):
    noted(file, ("01.1", "right"), ("01.1", "wrong"))
    assert "1 of 3" in summary(file, KNOWN)


def test_nothing_is_noted_of_the_untouched_of_solutions_and_when_off(file):
    assert record("01.1", "unanswered", file, EXERCISES) == ""
    assert record("01.1", "right", file, Path("my_work/solutions/fr")) == ""
    assert record("01.1", "right", None, EXERCISES) == ""
    assert not file.parent.exists()
    assert "not kept" in summary(None, KNOWN)
    assert progress_file() is None  # as set for every test


def test_the_file_is_readable_and_private(file):
    noted(file, ("01.1", "right"))
    text = file.read_text(encoding="utf-8").splitlines()
    assert text[0] == "when,practical,status"
    assert text[1].endswith(",01.1,right")
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage",
    [
        b"\x00\xff\xfe garbage\n",
        b'"an open quote,01.2\n',
        b"2026-13-45 00:00:00,01.2,right\n",
        b"2026-01-01 00:00:00,01.2,perfect\n",
        b"2026-01-01 00:00:00,../etc,right\n",
    ],
)
def test_a_damaged_file_is_set_aside_and_its_good_lines_live_on(file, damage):
    noted(file, ("01.1", "right"))
    before = file.read_bytes() + damage
    file.write_bytes(before)
    noted(file, ("02.1", "right"))
    shown = summary(file, KNOWN)

    assert "2 of 3" in shown and "(1 unreadable line(s))" in shown
    aside = file.with_name("progress-damaged-1.csv")
    assert aside.read_bytes().startswith(before)
    assert "was damaged" not in summary(file, KNOWN)  # said once
    file.write_bytes(file.read_bytes() + damage)
    summary(file, KNOWN)
    assert file.with_name("progress-damaged-2.csv").exists()  # nothing overwritten


def test_half_a_line_does_not_spoil_the_next(file):
    noted(file, ("01.1", "right"))
    file.write_bytes(file.read_bytes() + b"2026-01-01 00:0")
    noted(file, ("02.1", "right"))
    assert "2 of 3" in summary(file, KNOWN)


def test_two_headers_are_no_damage(file):
    noted(file, ("01.1", "right"))
    file.write_bytes(b"when,practical,status\n" + file.read_bytes())
    assert "was damaged" not in summary(file, KNOWN)


def test_what_an_update_took_away_is_kept(file):
    noted(file, ("01.9", "right"), ("01.1", "right"))
    shown = summary(file, KNOWN)
    assert "1 of 3" in shown and "1 practical(s)" in shown and "01.9" in shown
    assert len(read_rows(file)[0]) == 2


def test_a_file_that_cannot_be_is_said(tmp_path):
    use_language("en")
    (tmp_path / "file").write_text("in the way")
    inside = tmp_path / "file" / "progress.csv"
    assert "could not be noted" in record("01.1", "right", inside, EXERCISES)
    folder = tmp_path / "progress.csv"
    folder.mkdir()
    assert "could not be noted" in record("01.1", "right", folder, EXERCISES)
    assert "cannot be read" in summary(folder, KNOWN)
    use_language("fr")
    assert "n’a pas pu être notée" in record("01.1", "right", folder, EXERCISES)


def test_an_unknown_chapter_is_said_with_those_there_are(file):
    assert "“99”" in summary(file, KNOWN, "99")
    assert "01, 02" in summary(file, KNOWN, "99")


def test_check_notes_in_a_notebook_only(file, monkeypatch, capsys):
    monkeypatch.setenv("CRM_PROGRESS", str(file))
    name, one = next(iter(practicals().items()))
    check(name, one.expected())
    assert not file.exists()
    monkeypatch.setattr(checking, "in_notebook", lambda: True)
    check(name, one.expected())
    check(name, ...)
    assert [row[1:] for row in read_rows(file)[0]] == [[name, "right"]]
    monkeypatch.chdir(os.fspath(file.parent))
    capsys.readouterr()
    monkeypatch.setattr(checking, "in_notebook", lambda: False)
    progress(name[:2])
    assert f"| {name} |" in capsys.readouterr().out


def test_chapters_have_the_titles_of_their_lessons():
    for slug in chapter_slugs(ROOT):
        chapter = read_chapter(ROOT / "chapters" / slug, ROOT)
        for lang in ("fr", "en"):
            use_language(lang)
            assert named(slug[:2]) == f"{slug[:2]} · {chapter.title(lang)}"
    assert named("98") == "98"
