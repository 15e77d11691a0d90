"""The builder on a small workbook of its own: each rule fires, and only it."""
# ruff: noqa: E501 -- the tables of cases read better with one case a line

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jupytext
import nbformat
import pytest

from builder import __main__ as command
from builder.assemble import Target, assemble
from builder.book import open_book
from builder.build import build, build_one, empty, read_chapters, refresh_text
from builder.execute import LARGEST, BuildError, normalise, refuse_size, unfit
from builder.prose import facts, numbers, sentences
from builder.rules import BUILT_RULES, RULES, SOURCE_RULES, problems, written
from builder.rules_built import difference, orphans
from builder.rules_text import program
from builder.sheets import build_sheets
from builder.source import SourceError, choose_slugs, read_source
from builder.tidy import tidy_file
from builder.typography import faults, tidy_prose
from course_lib import checking
from course_lib.checking import LABELS

SAMPLE = Path(__file__).parent / "data" / "sample"
SLUG = "98_sample"
LESSON = f"chapters/{SLUG}/lesson.md"
PRACTICE = f"chapters/{SLUG}/practice.md"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A workbook of one good chapter, and a registry that knows its practicals."""
    shutil.copytree(SAMPLE, tmp_path / "chapters" / SLUG)
    ids = ["98.1", "98.2", "98.3"]
    monkeypatch.setattr(checking, "practicals", lambda: dict.fromkeys(ids))
    return tmp_path


def change(root, file, old, new, count=1):
    """Replace a text that must be in the file."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= count, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def found(root, rules=SOURCE_RULES):
    return problems(open_book(root), [SLUG], rules)


def test_the_sample_breaks_no_rule(root):
    assert [written(problem) for problem in found(root)] == []


# (rule, file, old text, new text, what the message must say)
BROKEN = [
    ("header", LESSON, "chapter: '98'", "chapter: '97'", "98"),
    ("header", LESSON, "minutes: {read: 20, practise: 30}", "minute: 1", "minutes"),
    ("header", PRACTICE, "title: {fr: Un exemple, en: A sample}", "title: A", "title"),
    ("metadata", LESSON, ':lang: fr\n\n# Seuls', ':langue: fr\n\n# Seuls', "langue"),
    ("metadata", LESSON, '+++ {"lang": "fr"}\n\n## À retenir', "+++\n\n## À retenir", "language"),
    ("metadata", LESSON, "step_2 = 1 + 2", "step_2 = (1 + 2", "parse"),
    ("metadata", LESSON, "step_3 = 1 + 3", ":tags: [long-ok]\n\nstep_3 = 1", "reason"),
    ("metadata", PRACTICE, ":role: stub\n\ntotal", ":role: stubb\n\ntotal", "stubb"),
    ("twins", LESSON, '+++ {"lang": "en"}\n\n## Takeaways', '+++ {"lang": "fr"}\n\n## X', "twin"),
    ("twins", LESSON, ":lang: en\n", "", "English twin"),
    ("twin_prose", LESSON, "## A first look", "### A first look", "headings"),
    ("twin_prose", LESSON, "](https://example.org/en/page)", "](https://example.org/other)", "links"),
    ("twin_prose", LESSON, "$$\na + b = 1.5\n$$\n\nthe sum", "$$\na - b = 1.5\n$$\n\nthe sum", "maths"),
    ("twin_prose", LESSON, "| shop | 1,234.5 |", "| shop | 1,234.6 |", "table numbers"),
    ("twin_prose", LESSON, "- compute a total\n", "", "list items"),
    ("twin_numbers", LESSON, "6,000 customers", "7,000 customers", "7000"),
    ("twin_code", LESSON, 'print("Three"', 'print("Three", 4', "print"),
    ("twin_code", LESSON, '# Only the words differ.\nprint("Three"', 'show("Three"', "show"),
    ("title", LESSON, "# 98 · A sample", "# 98 · Another", "A sample"),
    ("title", LESSON, "## Takeaways", "# Takeaways", "second title"),
    ("sections", LESSON, "## Ce que les données ne disent pas", "## Limites", "ne disent pas"),
    ("sections", LESSON, "## Terms", "## Words", "Terms"),
    ("sections", LESSON, "- savoir compter un total\n- lire un total\n", "", "list items"),
    ("sections", LESSON, "Author (2001)", "Author (n.d.)", "no year"),
    ("sections", LESSON, "20 minutes to read", "25 minutes to read", "20 minutes"),
    ("code_length", LESSON, "step_4 = 1 + 4", "x = 1\n" * 9, "9 lines"),
    ("code_length", LESSON, "step_4 = 1 + 4", "# nothing", "no code"),
    ("plain_markdown", LESSON, "to take away", "to <b>take</b> away", "<b>"),
    ("plain_markdown", LESSON, "to take away", "{ref}`take` away", "MyST"),
    ("plain_markdown", LESSON, "<summary>Answer 1</summary>\n\n", "<summary>Answer 1</summary>\n", "blank line"),
    ("plain_markdown", LESSON, "to take away", "to take ![a](b.png)", "alternative text"),
    ("edition_words", LESSON, 'use_language("en")', 'use_language("fr")', "use_language"),
    ("french_typography", LESSON, "Une phrase à retenir\u202f!", "Une phrase à retenir !", "tidy"),
    ("french_typography", LESSON, "Une phrase", 'Une "phrase"', "« »"),
    ("practicals", PRACTICE, "## Practical 98.2 · B", "## Practical 98.4 · B", "numbered"),
    ("practicals", PRACTICE, "## TP 98.2 · B", "## TP 98.2 · C", "rise"),
    ("practicals", PRACTICE, "## TP 98.2 · B · ", "## TP 98.2 B ", "write this heading"),
    ("practicals", PRACTICE, "total = 12 + 30", "sum_of_both = 12 + 30", "does not assign"),
    ("practicals", PRACTICE, 'check("98.1", total)', 'check("98.1", 42)', "stub assigns"),
    ("practicals", PRACTICE, 'check("98.1", total)', 'check("98.2", total)', "98.1"),
    ("practicals", PRACTICE, 'check("98.1", total)', "total", "no check"),
    ("practicals", PRACTICE, "total = ...", "total = None", "..."),
    ("practicals", PRACTICE, ":role: solution\n\ntotal", ":role: model\n\ntotal", "solution"),
    ("registry", PRACTICE, 'check("98.3", advice)', 'check("98.9", advice)', "98.9"),
    ("leaks", PRACTICE, "Additionnez.", "`total = 12 + 30  # both` suffit.", "total = 12 + 30"),
    ("leaks", PRACTICE, "Two lines.", "We write first to the customers who left.", "line of the answer"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "file", "old", "new", "says"), BROKEN)
def test_a_rule_fires_and_says_where(root, rule, file, old, new, says):
    change(root, file, old, new)
    fired = [one for one in found(root) if one.rule == rule and says in one.message]
    assert fired, [written(one) for one in found(root)]
    assert fired[0].file == file
    assert fired[0].line or "cell" not in fired[0].message


def test_a_short_lesson_and_a_long_one_are_refused(root):
    change(root, LESSON, "step_1 = 1 + 1", "step_1 = 1 + 1\n```\n\n" + "\n\n".join(
        f"```{{code-cell}} ipython3\nmore_{n} = {n}\n```" for n in range(60)
    ) + "\n\n```{code-cell} ipython3\nlast = 1")  # fmt: skip
    assert any("has 25 to 60" in one.message for one in found(root))


def test_a_long_text_is_advice_not_a_fault(root):
    change(root, LESSON, "to take away", "to take away " + "word " * 130)
    (problem,) = [one for one in found(root) if one.rule == "text_length"]
    assert problem.advice


def test_a_missing_practice_is_said(root):
    (root / PRACTICE).unlink()
    assert [one.file for one in found(root)] == [PRACTICE]


def test_a_solution_may_repeat_a_line_given_before_it_not_after(root):
    line = "given_before = total * 2 + 1"
    cell = "```{code-cell} ipython3\n%s\n```\n\n"
    change(root, PRACTICE, "advice = 12 * 3.5", f"{line}\nadvice = 12 * 3.5")
    assert not found(root)
    path = root / PRACTICE
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n" + cell % line, encoding="utf-8")
    assert {one.rule for one in found(root)} == {"leaks"}
    change(root, PRACTICE, '+++ {"lang": "fr"}\n\n## TP 98.3', cell % line + '+++ {"lang": "fr"}\n\n## TP 98.3')  # fmt: skip
    assert not found(root)


# --- sources -----------------------------------------------------------------------


def test_sources_open_in_jupyterlab_with_their_metadata(root):
    """Jupytext reads the same cells, and writes back the same file."""
    for file in (LESSON, PRACTICE):
        source = read_source(root / file, root)
        notebook = jupytext.read(root / file)
        assert [(cell.cell_type, cell.source, dict(cell.metadata)) for cell in notebook.cells] == [
            (cell.kind, cell.text, cell.metadata) for cell in source.cells
        ]  # fmt: skip
        saved = jupytext.writes(notebook, fmt="md:myst")
        again = jupytext.reads(saved, fmt="md:myst")
        assert again.cells[0].metadata == {"lang": "fr"}
        assert [cell.metadata for cell in again.cells] == [
            cell.metadata for cell in notebook.cells
        ]
        assert again.metadata["workbook"] == notebook.metadata["workbook"]


def test_cells_know_their_line(root):
    lines = (root / LESSON).read_text(encoding="utf-8").splitlines()
    for cell in read_source(root / LESSON, root).cells:
        assert lines[cell.line - 1] == cell.text.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no header", "header"),
        ('---\na: 1\n---\n\n+++ {"lang": fr}\n\ntext\n', "line 5"),
        ("---\na: [1\n---\n", "metadata"),
    ],
)
def test_a_malformed_source_is_said_in_one_line(tmp_path, text, says):
    path = tmp_path / "lesson.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=says):
        read_source(path, tmp_path)


def test_an_unreadable_chapter_does_not_stop_the_work_on_another(root):
    other = root / "chapters" / "99_draft"
    other.mkdir()
    (other / "lesson.md").write_text("---\na: [1\n---\n", encoding="utf-8")
    said = []
    assert list(read_chapters(root, [SLUG], said.append)) == [SLUG]
    assert len(said) == 1 and "99_draft/lesson.md" in said[0]
    for wanted in (["99_draft"], None):
        with pytest.raises(SourceError, match="99_draft"):
            read_chapters(root, wanted)


def test_an_unknown_chapter_is_said_with_those_there_are(root, capsys):
    assert choose_slugs(root, ["98"]) == [SLUG]
    assert command.main(["check", "55"], root) == 1
    assert SLUG in capsys.readouterr().err


# --- assembling --------------------------------------------------------------------


def sources_of(root, kind, lang):
    notebook = assemble(read_chapters(root), Target(SLUG, kind, lang)).notebook
    return [cell.source for cell in notebook.cells], notebook


def test_each_notebook_gets_its_language_and_its_roles(root):
    exercise, _ = sources_of(root, "exercise", "en")
    solution, _ = sources_of(root, "solution", "en")
    assert "total = ..." in exercise and "total = ..." not in solution
    assert "total = 12 + 30  # both" in solution
    assert "*Your answer here.*" in exercise and "*Your answer here.*" not in solution
    assert not any("Votre" in cell or "Additionnez" in cell for cell in exercise)


def test_first_line_and_last_cell_lead_to_the_other_notebooks(root):
    shutil.copytree(root / "chapters" / SLUG, root / "chapters" / "99_next")
    change(root, "chapters/99_next/lesson.md", "fr: Un exemple", "fr: La suite")
    cells, _ = sources_of(root, "lesson", "fr")
    assert cells[0].splitlines()[0] == f"[English version](../en/{SLUG}.ipynb)"
    assert f"(../../exercises/fr/{SLUG}.ipynb)" in cells[-1]
    assert f"(../../solutions/fr/{SLUG}.ipynb)" in cells[-1]
    assert "[99 · La suite](../../notebooks/fr/99_next.ipynb)" in cells[-1]


def test_cell_ids_are_unique_and_move_only_with_their_cell(root):
    change(root, LESSON, "step_2 = 1 + 2", "step_1 = 1 + 1")
    _, before = sources_of(root, "lesson", "fr")
    change(root, LESSON, "step_3 = 1 + 3", "step_3 = 3 + 1")
    _, after = sources_of(root, "lesson", "fr")
    ids = [cell["id"] for cell in before.cells]
    assert len(set(ids)) == len(ids)
    moved = [a for a, b in zip(ids, after.cells, strict=True) if a != b["id"]]
    assert len(moved) == 1


# --- building ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample, its checks replaced by what the checks would say, and built."""
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(SAMPLE, root / "chapters" / SLUG)
    for file in (root / PRACTICE,):
        text = file.read_text(encoding="utf-8")
        for lang in ("fr", "en"):
            said = json.dumps(getattr(LABELS["right"], lang))
            waits = json.dumps(getattr(LABELS["unanswered"], lang))
            text = text.replace(
                f'use_language("{lang}")',
                f'use_language("{lang}")\n'
                f"check = lambda id, x: print({waits} if x is ... or "
                "(callable(x) and x(1) is ...) else "
                f"{said})",
            )
        file.write_text(text, encoding="utf-8")
    said = []
    failures = build(root, [SLUG], say=said.append)
    assert failures == 0, said
    build_sheets(root, read_chapters(root), [SLUG])
    return root


@pytest.fixture
def copy(built, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(built, root)
    return root


def built_cells(root, kind, lang="fr"):
    return nbformat.read(root / Target(SLUG, kind, lang).file, as_version=4).cells


def test_a_built_chapter_breaks_no_rule_of_the_built(built):
    book = open_book(built)
    rules = {name: rule for name, rule in BUILT_RULES.items() if name != "ruff"}
    assert [written(one) for one in problems(book, [SLUG], rules)] == []
    assert list(orphans(book)) == []


def test_building_again_gives_the_same_bytes(copy):
    before = {path: path.read_bytes() for path in copy.rglob("*.ipynb")}
    assert len(before) == 6
    assert build(copy, [SLUG], ["fr"], say=lambda line: None) == 0
    assert {path: path.read_bytes() for path in copy.rglob("*.ipynb")} == before


def test_outputs_are_normalised(built):
    """Widget views, addresses and Styler ids do not change from run to run."""
    outputs = [out for cell in built_cells(built, "lesson") for out in cell.get("outputs", [])]  # fmt: skip
    text = str(outputs)
    assert "<object at 0x000000000000>" in text
    assert "T_00001" in text and "T_00002" in text
    assert "widget-view" not in text
    assert "version" not in json.dumps(built_notebook_language(built))


def built_notebook_language(root):
    notebook = nbformat.read(root / Target(SLUG, "lesson", "fr").file, as_version=4)
    info = dict(notebook.metadata["language_info"])
    info.pop("codemirror_mode")
    return info


def test_exercises_wait_for_the_student(built):
    for cell in built_cells(built, "exercise"):
        assert not cell.get("outputs") and cell.get("execution_count") is None


def build_lesson(root):
    """Build one notebook in this process; return the message of a failure."""
    return build_one((root, read_chapters(root), Target(SLUG, "lesson", "fr")))


def test_a_failing_cell_is_named_and_the_old_notebook_stays(copy):
    before = (copy / Target(SLUG, "lesson", "fr").file).read_bytes()
    change(copy, LESSON, "step_2 = 1 + 2", "step_2 = 1\nstep_2 / 0")
    above = (copy / LESSON).read_text(encoding="utf-8").split("step_2 = 1\n")[0]
    message = build_lesson(copy)
    line = above.count("\n") + 1
    assert message.startswith(f"FAILED notebooks/fr/{SLUG}.ipynb (left as it was)")
    assert f"{LESSON}:{line} (chapter 98, fr, cell" in message
    assert "ZeroDivisionError" in message and "step_2 / 0" in message
    assert (copy / Target(SLUG, "lesson", "fr").file).read_bytes() == before


def test_a_cell_that_warns_is_refused(copy):
    change(copy, LESSON, "step_2 = 1 + 2", "import warnings\nwarnings.warn('careful')")
    message = build_lesson(copy)
    assert "stderr" in message and "careful" in message and LESSON in message


def test_what_must_not_be_committed_is_refused():
    page = nbformat.v4.new_output("display_data", {"text/html": "<script>1</script>"})
    stderr = nbformat.v4.new_output("stream", name="stderr", text="careful")
    error = nbformat.v4.new_output("error", ename="KeyError", evalue="'a'")
    assert "JavaScript" in unfit(page)
    assert "stderr" in unfit(stderr)
    assert "KeyError" in unfit(error)
    assert unfit(printed("fine")) is None


def test_an_exercise_that_answers_itself_is_refused():
    cell = nbformat.v4.new_code_cell("check()", outputs=[printed(LABELS["right"].fr)])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    with pytest.raises(BuildError, match="cell 0: the untouched exercise"):
        empty(notebook, lambda index: f"cell {index}")
    cell.outputs = [printed(LABELS["unanswered"].fr)]
    empty(notebook, str)
    assert cell.outputs == [] and cell.execution_count is None


def test_prose_alone_is_taken_in_without_executing(copy):
    chapters = read_chapters(copy)
    target = Target(SLUG, "lesson", "en")
    assert not refresh_text(copy, chapters, target)
    change(copy, LESSON, "to take away", "to keep")
    change(copy, LESSON, "step_2 = 1 + 2", "step_2 = 1 + 2  # new")
    assert not refresh_text(copy, read_chapters(copy), target)
    change(copy, LESSON, "step_2 = 1 + 2  # new", "step_2 = 1 + 2")
    assert refresh_text(copy, read_chapters(copy), target)
    cells = built_cells(copy, "lesson", "en")
    assert any("to keep" in cell.source for cell in cells)
    assert [cell.execution_count for cell in cells if cell.cell_type == "code"][0] == 1
    rules = {"current": BUILT_RULES["current"]}
    stale = {one.file for one in problems(open_book(copy), [SLUG], rules)}
    assert stale == set()


def edit(root, kind, lang, do):
    """Edit a built notebook by hand, as nobody should."""
    path = root / Target(SLUG, kind, lang).file
    notebook = nbformat.read(path, as_version=4)
    do(notebook)
    nbformat.write(notebook, path)


def first_code(notebook):
    return next(cell for cell in notebook.cells if cell.cell_type == "code")


def picture(alt):
    output = nbformat.v4.new_output("display_data", {"image/png": "AAAA"})
    output.metadata["image/png"] = {"alt": alt}
    return output


def printed(text):
    return nbformat.v4.new_output("stream", text=text)


def set_count(notebook, count):
    first_code(notebook).execution_count = count


HAND_EDITS = [
    ("current", "lesson", lambda nb: nb.cells[2].update(source="other"), "stale"),
    ("current", "lesson", lambda nb: nb.cells.pop(), "stale"),
    ("executed", "lesson", lambda nb: set_count(nb, None), "execution count None"),
    ("executed", "lesson", lambda nb: set_count(nb, 7), "execution count 7"),
    ("executed", "exercise", lambda nb: set_count(nb, 1), "outputs"),
    ("valid", "lesson", lambda nb: nb.metadata.update(widgets={}), "widgets"),
    ("valid", "lesson", lambda nb: nb.cells[0].update(source="é" * LARGEST), "kB"),
    ("alt_texts", "lesson", lambda nb: first_code(nb).outputs.append(picture("A bar")), "show("),
    ("same_results", "lesson", lambda nb: first_code(nb).outputs.append(printed("3,5\n")), "3.5"),
    ("answered", "solution", lambda nb: [cell.update(outputs=[]) for cell in nb.cells if cell.cell_type == "code"], "does not pass"),
    ("reachable", "lesson", lambda nb: nb.cells[0].update(source="[a](../../none.md)"), "none.md"),
    ("ruff", "lesson", lambda nb: first_code(nb).update(source="import os\nx = 'a'"), "ruff"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "edit_it", "says"), HAND_EDITS)
def test_a_notebook_edited_by_hand_is_seen(copy, rule, kind, edit_it, says):
    edit(copy, kind, "fr", edit_it)
    fired = problems(open_book(copy), [SLUG], {rule: BUILT_RULES[rule]})
    assert any(says in one.message for one in fired), fired


def test_a_missing_and_an_orphan_notebook_are_seen(copy):
    (copy / Target(SLUG, "lesson", "en").file).unlink()
    shutil.copy(
        copy / Target(SLUG, "lesson", "fr").file, copy / "notebooks/fr/97_old.ipynb"
    )
    book = open_book(copy)
    rules = {"current": BUILT_RULES["current"]}
    assert "not built" in problems(book, [SLUG], rules)[0].message
    said = " ".join(one.message for one in orphans(book))
    assert "no source" in said and "without its twin" in said


def test_status_exits_with_1_only_when_something_is_to_correct(
    copy, monkeypatch, capsys
):
    ids = ["98.1", "98.2", "98.3"]
    monkeypatch.setattr(checking, "practicals", lambda: dict.fromkeys(ids))
    monkeypatch.setitem(RULES, "code_length", lambda book, slug: [])
    monkeypatch.setitem(RULES, "ruff", lambda book, slug: [])
    assert command.main(["status"], copy) == 0, capsys.readouterr().out
    change(copy, LESSON, "to take away", "to keep")
    assert command.main(["status", "98"], copy) == 1
    assert f"notebooks/en/{SLUG}.ipynb: [current] stale" in capsys.readouterr().out


def test_nbval_passes_what_is_built_and_fails_an_exercise_that_raises(copy):
    """Strict mode, tables with a style and widgets included."""
    config = Path(__file__).parent / "nbval_sanitize.cfg"
    assert config.read_text(encoding="utf-8").isascii()
    edit(copy, "exercise", "en", lambda nb: first_code(nb).update(source="1 / 0"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rf"]
        + ["--nbval", "--nbval-current-env", f"--nbval-sanitize-with={config}"]
        + [f"--rootdir={copy}", "-c", os.devnull]
        + ["notebooks/fr", "exercises/fr", "exercises/en", "solutions/fr"],
        cwd=copy,
        capture_output=True,
        text=True,
        timeout=300,
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert failed and all("exercises/en" in line for line in failed), done.stdout
    assert " passed" in done.stdout.splitlines()[-1]


# --- pieces ------------------------------------------------------------------------


def test_a_heavy_notebook_is_refused():
    refuse_size(b"x" * LARGEST, "a.ipynb")
    with pytest.raises(BuildError, match="500 kB"):
        refuse_size(b"x" * (LARGEST + 1000), "a.ipynb")


def test_addresses_of_the_web_are_no_paths_of_a_machine():
    for text in ("https://example.org/home/page", "a/tmp/b", "1/home", "C: 3"):
        assert unfit(printed(text)) is None
    # In two pieces: whole, they would be found in this file too.
    for text in ("/t" + "mp/x", "file '/U" + "sers/a/b'", "C:\\U" + r"sers\a"):
        assert "path" in unfit(printed(text))


def test_widget_state_and_timing_are_dropped():
    cell = nbformat.v4.new_code_cell("x", metadata={"execution": {"a": "1"}})
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {"a": 1}})
    normalise(notebook)
    assert "widgets" not in notebook.metadata and not notebook.cells[0].metadata


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("12,3 %", "12.3%"),
        ("1\u202f234,50 MAD", "MAD 1,234.50"),
        ("6\u00a0000", "6,000"),
        ("   a\n0  1.5", "   a\n0  1.5"),
        ("22 nov. 2025", "22 Nov 2025"),
    ],
)
def test_the_same_number_is_recognised_in_both_languages(french, english):
    assert numbers(french, "fr") == numbers(english, "en") != []


def test_other_numbers_are_told_apart():
    assert numbers("12,3", "fr") != numbers("12.4", "en")
    assert numbers("1\u202f234", "fr") != numbers("1.234", "en")
    assert difference(["1", "1", "2"], ["1"]) == ["1", "2"]


@pytest.mark.parametrize(
    ("french", "english", "same"),
    [
        ('print("a")  # oui', 'print("b")', True),
        ('print(f"{x:.1f} clients")', 'print(f"We have {x:.1f}")', True),
        ('f(f"{x:.1f}")', 'f(f"{x:.2f}")', False),
        ("a = 1", "a = 2", False),
        ("a = b", "a = c", False),
        ('table["a"]', "table[0]", False),
        ("%matplotlib inline\na = 1", "%matplotlib inline\na = 1", True),
    ],
)
def test_programs_are_compared_but_for_their_words(french, english, same):
    assert (program(french) == program(english)) is same


def test_facts_forget_the_language():
    french = facts("## A\n\n[x](../fr/a.ipynb) $0{,}8^5$ `$x$` <https://fr.wikipedia.org/wiki/A>", "fr")  # fmt: skip
    english = facts("## B\n\n[y](../en/a.ipynb) $0.8^5$ <https://en.wikipedia.org/wiki/B>", "en")  # fmt: skip
    assert french == english
    assert french.headings == ["h2"] and len(french.links) == 2
    assert len(french.maths) == 1


def test_only_whole_sentences_are_searched_in_exercises():
    text = "Court. Une phrase qui a bien plus de six mots.\n\n- un autre point assez long pour compter"  # fmt: skip
    assert sentences(text) == [
        "Une phrase qui a bien plus de six mots.",
        "un autre point assez long pour compter",
    ]


TYPOGRAPHY = [
    ("Combien d'achats ?", "Combien d’achats\u202f?"),
    ("Combien d'achats?", "Combien d’achats\u202f?"),
    ("Voici : « mot »", "Voici\u00a0: «\u00a0mot\u00a0»"),
    ("Voici: «mot»", "Voici\u00a0: «\u00a0mot\u00a0»"),
    ("**Terme :** d'`x`, l'*envoi*", "**Terme\u00a0:** d’`x`, l’*envoi*"),
    ("12% et 12 % de 6 000 clients", "12\u00a0% et 12\u00a0% de 6\u202f000 clients"),
    ("en 2024 150 clients à 14:30", "en 2024 150 clients à 14:30"),
    ("`f(x) ; y = 'a'` et $a : b$", "`f(x) ; y = 'a'` et $a : b$"),
    ("[l'offre](a:b?c;d 'e')", "[l’offre](a:b?c;d 'e')"),
    ("https://a.org/x?y=1;z", "https://a.org/x?y=1;z"),
    ("| a : | b |\n|:---|---:|\n| x   | 'y' |", "| a\u00a0: | b |\n|:---|---:|\n| x   | 'y' |"),
    ("```python\nx = 'l'a ?'\n```", "```python\nx = 'l'a ?'\n```"),
    ("deux  mots &nbsp;; fin", "deux mots &nbsp;\u202f; fin"),
    ("(?) et (!)", "(?) et (!)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tidied"), TYPOGRAPHY)
def test_french_prose_is_tidied_once_and_for_all(text, tidied):
    assert tidy_prose(text) == tidied
    assert tidy_prose(tidied) == tidied


def test_what_tidy_cannot_repair_is_said_with_its_line():
    assert faults("Bien\u00a0: rien") == []
    assert faults('un\n\n"deux"')[0][0] == 2
    assert "apostrophe" in faults("un 'mot' seul")[0][1]


def test_tidy_changes_french_prose_and_code_alone(root):
    before = (root / LESSON).read_text(encoding="utf-8")
    assert not tidy_file(root / LESSON, root)
    change(root, LESSON, "Une phrase à retenir\u202f!", "L'idée à retenir !")
    change(root, LESSON, "A sentence to take away", "Don't forget : this")
    change(root, LESSON, "step_2 = 1 + 2", "step_2=1+2")
    assert tidy_file(root / LESSON, root)
    after = (root / LESSON).read_text(encoding="utf-8")
    assert after == before.replace("Une phrase à retenir", "L’idée à retenir").replace(
        "A sentence to take away", "Don't forget : this"
    )
    assert not tidy_file(root / LESSON, root)
