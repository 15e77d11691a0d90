"""What the repository holds: nothing too big, nothing private, no dead link."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from course_lib.typography import french

ROOT = Path(__file__).resolve().parent.parent
BINARY = {".png", ".mo", ".parquet"}
BUILT = ("notebooks", "exercises", "solutions")
LOCKS = {
    ".python-version",
    "conda-lock.yml",
    "pdm.lock",
    "pipfile.lock",
    "pixi.lock",
    "poetry.lock",
    "pylock.toml",
    "uv.lock",
}


@cache
def committed():
    """List the files that git holds."""
    command = ["git", "ls-files", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return without_git()
    names = listed.stdout.decode("utf-8").split("\0")
    return sorted(ROOT / name for name in names if name and (ROOT / name).is_file())


def without_git():
    """List the files of a folder downloaded as a ZIP, less what git would ignore."""
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    ignored = {".git"} | {line.strip("/*") for line in lines if line.endswith("/")}
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(
            part in ignored or part.endswith(".egg-info")
            for part in path.relative_to(ROOT).parts
        )
    )


def texts():
    for path in committed():
        if path.suffix not in BINARY:
            yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def size(folder):
    inside = [path for path in committed() if (ROOT / folder) in path.parents]
    return sum(path.stat().st_size for path in inside)


def test_git_and_a_zip_hold_the_same_kind_of_files():
    names = {path.relative_to(ROOT).as_posix() for path in without_git()}
    assert {"README.md", "workbook.py", "course_lib/__init__.py"} <= names
    assert not [name for name in names if name.startswith((".git/", ".venv/"))]


def test_no_file_is_too_big():
    big = {
        path.name: path.stat().st_size
        for path in committed()
        if path.stat().st_size > (500_000 if path.suffix == ".ipynb" else 5_000_000)
    }
    assert big == {}


def test_the_data_are_light():
    assert size("datasets") < 25_000_000


def test_nobody_left_a_lock_file():
    assert not [path for path in committed() if path.name.lower() in LOCKS]


# A path that starts at the top of somebody's machine; in an address such as
# https://example.org/home/ a letter or a dot stands before it.
MACHINE_PATH = (
    rb"(?<![\w.:/~-])/(?:root|home|Users|work|opt|tmp|var)/\w|[A-Z]:\\\\?Users"
)
REGISTRY = rb"pypi\.org|pythonhosted\.org|anaconda\.(?:org|com)|index-url[ =]\S*://"


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY])
def test_no_file_names_a_machine_or_a_registry(pattern):
    found = {
        name: match.group()
        for name, content in texts()
        for match in [re.search(pattern, content)]
        if match
    }
    assert found == {}


def test_the_patterns_find_what_they_are_for():
    # In two pieces: whole, they would be found in this file too.
    home, temporary = b"/ho" + b"me/ana", b"/t" + b"mp/x"
    for path in (b'"%s/crm"' % home, b"(%s)" % temporary, b"C:\\Us" + b"ers"):
        assert re.search(MACHINE_PATH, path)
    for fine in (b"https://example.org/home/x", b"./tmp/x", b"a/work/b", b"24/7"):
        assert not re.search(MACHINE_PATH, fine)
    assert re.search(REGISTRY, b"--index-url " + b"https://host/simple")


def test_every_text_is_utf_8_with_plain_line_ends():
    for name, content in texts():
        content.decode("utf-8")
        assert b"\r" not in content, f"{name} has Windows line ends"
        assert not content.startswith(b"\xef\xbb\xbf"), f"{name} has a byte order mark"


def test_only_the_commands_can_be_executed_as_scripts():
    listed = subprocess.run(
        ["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True
    )
    lines = listed.stdout.splitlines()
    executable = [line.split("\t")[1] for line in lines if line.startswith("100755")]
    assert set(executable) <= {".ci/run"}


# -- README, in both languages -------------------------------------------------

READMES = {"en": "README.md", "fr": "README.fr.md"}
PAGES = [*READMES.values(), "CONTRIBUTING.md", "LICENSE-CC-BY.md", "builder/README.md"]
WORDS = {
    "fr": ("lire", "read", "s’exercer", "solutions"),
    "en": ("lire", "read", "practise", "solutions"),
}


def page(name):
    return (ROOT / name).read_text("utf-8")


def links(text):
    return re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name):
    folder = (ROOT / name).parent
    inside = [link for link in links(page(name)) if "://" not in link]
    assert [link for link in inside if not (folder / link).exists()] == []


def table(lang):
    """Return the table of chapters as {number: (title, the other cells)}."""
    rows = re.findall(r"^\| (\d\d) \| (.+?) \|(.*)\|$", page(READMES[lang]), re.M)
    return {number: (title, cells.strip()) for number, title, cells in rows}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_links_every_chapter_that_exists_and_no_other(lang):
    slugs = {path.parent.name[:2]: path.parent.name for path in sources()}
    rows = table(lang)
    assert sorted(rows) == [f"{number:02}" for number in range(17)]
    for number, (title, cells) in rows.items():
        expected = cells_of(lang, slugs[number]) if number in slugs else "| | |"
        assert cells == expected, (
            f"{READMES[lang]}: the row should be | {number} | {title} | {expected} |"
        )


def sources():
    return sorted((ROOT / "chapters").glob("*/lesson.md"))


def cells_of(lang, slug):
    folders = ("notebooks/fr", "notebooks/en", f"exercises/{lang}", f"solutions/{lang}")
    return " | ".join(
        f"[{word}]({folder}/{slug}.ipynb)"
        for word, folder in zip(WORDS[lang], folders, strict=True)
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_gives_the_title_of_each_chapter(lang):
    rows = table(lang)
    for source in sources():
        title = re.search(
            rf'^  title:.*\b{lang}: "(.+?)"[,}}]', source.read_text("utf-8"), re.M
        )
        assert rows[source.parent.name[:2]][0] == title.group(1)


def test_both_readmes_say_the_same():
    french_page, english_page = page(READMES["fr"]), page(READMES["en"])
    blocks = [
        re.findall(r"```.*?```", text, re.S) for text in (french_page, english_page)
    ]
    assert blocks[0] == blocks[1]
    shape = [
        re.findall(r"^(#+|\*\*|!\[)", text, re.M)
        for text in (french_page, english_page)
    ]
    assert shape[0] == shape[1]
    outside = [
        {link for link in links(text) if "://" in link}
        for text in (french_page, english_page)
    ]
    assert outside[0] == outside[1]


def test_the_french_readme_keeps_french_typography():
    text = page(READMES["fr"])
    assert text == french(text)
    assert "'" not in re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)


def test_both_readmes_say_that_the_company_is_invented():
    assert "It is invented" in page(READMES["en"])
    assert "Elle est inventée" in page(READMES["fr"])
