"""The set-up: workbook.py says the right thing, does it once, and loses nothing."""

import ast
import errno
import io
import os
import re
import runpy
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import nbclient
import nbformat
import pytest

import workbook

ROOT = Path(__file__).resolve().parent.parent
ERRORS = [
    "old_python",
    "no_venv_module",
    "no_network",
    "no_room",
    "install_failed",
    "broken",
    "incomplete_here",
    "no_data",
    "port_in_use",
    "still_open",
]


def reason(call, *arguments, **named):
    """Return the sentence with which workbook.py stops."""
    with pytest.raises(workbook.Stop) as stopped:
        call(*arguments, **named)
    return str(stopped.value)


# -- What it says --------------------------------------------------------------


def test_every_message_is_in_both_languages_with_the_same_values():
    for key, versions in workbook.MESSAGES.items():
        assert set(versions) == {"fr", "en"}, key
        fields = [set(re.findall(r"{(\w+)}", words)) for words in versions.values()]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("key", ERRORS)
def test_an_error_is_one_sentence_that_says_what_to_do(key, lang):
    sentence = workbook.MESSAGES[key][lang]
    assert sentence.endswith(".")
    assert not re.search(r"[.!?] +[A-ZÀÉ]", sentence)
    todo = "install|connect|free |libérez|run|lance|choose|chois|close|fermez"
    assert re.search(todo, sentence)


def test_french_puts_a_no_break_space_before_tall_punctuation():
    for key, versions in workbook.MESSAGES.items():
        assert not re.search(r" [:;?!]", versions["fr"]), key


@pytest.mark.parametrize(
    ("environ", "system", "lang"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "", "fr"),
        ({"LANG": "en_GB.UTF-8"}, "", "en"),
        ({"LANG": "de_DE.UTF-8"}, "", "en"),
        ({"LANG": "ar_MA.UTF-8"}, "", "fr"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_MA.UTF-8"}, "", "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, "", "en"),
        ({"LANG": "C.UTF-8"}, "", "fr"),
        ({}, "", "fr"),
        ({}, "en_US", "en"),
        ({}, "fr_FR", "fr"),
    ],
)
def test_the_language_is_that_of_the_machine(environ, system, lang):
    assert workbook.machine_language(environ, system) == lang


# -- The machine ---------------------------------------------------------------


def test_workbook_starts_on_python_3_6():
    source = (ROOT / "workbook.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))


def test_workbook_imports_the_standard_library_only():
    tree = ast.parse((ROOT / "workbook.py").read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert imported <= set(sys.stdlib_module_names)


def test_an_old_python_is_told_which_one_is_needed():
    assert "3.9.1" in reason(workbook.check_python, "en", (3, 9, 1))
    assert workbook.check_python("en", (3, 11, 0)) is None
    assert workbook.check_python("en", (4, 0, 0)) is None


def test_an_old_python_gets_one_sentence_and_no_traceback():
    program = (
        "import sys, runpy; sys.version_info = (3, 8, 2); "
        "sys.argv = ['workbook.py', 'lab']; "
        "runpy.run_path('workbook.py', run_name='__main__')"
    )
    old = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=dict(os.environ, LANG="en_US.UTF-8", LANGUAGE="", LC_ALL=""),
        capture_output=True,
        text=True,
    )
    assert old.returncode == 1
    assert old.stdout == ""
    assert old.stderr.splitlines() == [workbook.text("en", "old_python", found="3.8.2")]


def test_help_names_the_three_commands():
    shown = subprocess.run(
        [sys.executable, "workbook.py", "--help"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env=dict(os.environ, PYTHONIOENCODING="utf-8"),
    )
    assert shown.returncode == 0
    for command in ("lab", "test", "reset"):
        assert re.search(rf"^ +{command} ", shown.stdout, re.MULTILINE)


def test_a_full_disk_is_seen_before_the_installation(tmp_path):
    assert "1,5\u00a0Go" in reason(workbook.check_room, "fr", tmp_path, free=10**9)
    assert workbook.check_room("fr", tmp_path, free=2 * 10**9) is None


def test_a_disk_that_fills_up_meanwhile_is_one_sentence(monkeypatch, capsys):
    def fill(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(workbook, "lab", fill)
    assert workbook.main(["lab", "--lang", "en"]) == 1
    assert capsys.readouterr().err == str(workbook.no_room("en")) + "\n"


def test_a_port_in_use_is_named():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert str(port) in reason(workbook.check_port, "fr", port)
    assert workbook.check_port("fr", port) is None


def test_a_port_that_is_no_port_is_refused(capsys):
    for wrong in ("80", "70000", "lab"):
        with pytest.raises(SystemExit):
            workbook.arguments("en", ["lab", "--port", wrong])
        assert "1024-65535" in capsys.readouterr().err


# -- The environment -----------------------------------------------------------


def test_python_is_where_each_system_puts_it():
    venv = Path("Élève à Fès") / ".venv"
    assert workbook.env_python(venv, windows=True) == venv / "Scripts" / "python.exe"
    assert workbook.env_python(venv, windows=False) == venv / "bin" / "python"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a folder to set up, and the list of what pip was asked for there."""
    root = tmp_path / "Cahier de l’élève"
    root.mkdir()
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, root)
    monkeypatch.setattr(workbook, "create", lambda lang, venv: venv.mkdir())
    monkeypatch.setattr(workbook, "starts", lambda python, modules: True)
    monkeypatch.setattr(workbook, "check_room", lambda *_: None)
    asked = []

    def run_pip(lang, folder, python, extras):
        asked.append(sorted(extras))

    def prepare(*extras, pip=run_pip):
        return workbook.prepare("en", extras, root=root, run_pip=pip)

    return SimpleNamespace(root=root, asked=asked, prepare=prepare)


def test_what_is_installed_is_not_installed_again(project):
    assert project.prepare() == workbook.env_python(project.root / ".venv")
    project.prepare()
    project.prepare()
    assert project.asked == [[]]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_change_of_packages_or_pins_installs_again(project, name):
    project.prepare()
    with (project.root / name).open("a") as file:
        file.write("# changed\n")
    project.prepare()
    project.prepare()
    assert project.asked == [[], []]


def test_a_moved_folder_is_installed_again(project):
    project.prepare()
    moved = project.root.rename(project.root.with_name("ailleurs"))
    again = []
    workbook.prepare("en", root=moved, run_pip=lambda *a: again.append(a))
    assert len(again) == 1


def test_the_tests_add_their_packages_and_the_lab_keeps_them(project):
    project.prepare()
    project.prepare("test")
    project.prepare()
    with (project.root / "constraints.txt").open("a") as file:
        file.write("# changed\n")
    project.prepare()
    assert project.asked == [[], ["test"], ["test"]]


def test_a_failed_installation_is_tried_again(project):
    def cut(*_):
        raise workbook.stop("en", "no_network")

    project.prepare()
    reason(project.prepare, "test", pip=cut)
    project.prepare()
    assert project.asked == [[], []]


def test_a_full_disk_stops_before_anything_is_made(project, monkeypatch):
    def full(*_):
        raise workbook.no_room("en")

    monkeypatch.setattr(workbook, "check_room", full)
    assert "1.5 GB" in reason(project.prepare)
    assert not (project.root / ".venv").exists()


def test_a_damaged_venv_says_how_to_reset(project, monkeypatch):
    project.prepare()
    monkeypatch.setattr(workbook, "starts", lambda python, modules: False)
    assert "python workbook.py reset" in reason(project.prepare)


def test_a_damaged_record_of_the_installation_only_costs_another_one(project):
    project.prepare()
    (project.root / ".venv" / workbook.STAMP).write_text('{"fingerprint": 3', "utf-8")
    project.prepare()
    assert project.asked == [[], []]


def test_damage_is_a_python_that_does_not_start_or_a_package_gone(tmp_path):
    assert workbook.starts(sys.executable, ["json", "pip"])
    assert not workbook.starts(sys.executable, ["json", "no_such_package"])
    assert not workbook.starts(tmp_path / "no_such_python", [])
    dead = tmp_path / "python"
    dead.write_text("not a program", "utf-8")
    assert not workbook.starts(dead, [])


def test_reset_removes_the_packages_and_nothing_else(tmp_path):
    answer = tmp_path / "my_work" / "exercises" / "fr" / "08.ipynb"
    for file in (answer, tmp_path / ".venv" / "bin" / "python"):
        file.parent.mkdir(parents=True)
        file.write_text("mine", "utf-8")
    assert workbook.reset("en", tmp_path) == workbook.text("en", "reset_done")
    assert not (tmp_path / ".venv").exists()
    assert answer.read_text("utf-8") == "mine"
    assert workbook.reset("en", tmp_path) == workbook.text("en", "reset_nothing")


def test_reset_while_jupyterlab_is_open_says_so(tmp_path, monkeypatch):
    def locked(_):
        raise PermissionError("in use")

    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(workbook.shutil, "rmtree", locked)
    assert "JupyterLab" in reason(workbook.reset, "en", tmp_path)


def test_a_venv_half_made_is_removed(tmp_path, monkeypatch):
    def interrupted(*_, **__):
        (tmp_path / ".venv").mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(workbook.subprocess, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        workbook.create("en", tmp_path / ".venv")
    assert not (tmp_path / ".venv").exists()


def test_a_python_without_venv_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook.importlib.util, "find_spec", lambda name: None)
    assert "python3-venv" in reason(workbook.create, "en", tmp_path / ".venv")


def test_a_python_without_the_workbook_says_what_it_lacks(monkeypatch):
    monkeypatch.setitem(workbook.PROBES, "", ["json", "no_such_package"])
    assert "no_such_package" in reason(workbook.current_python, "en")
    monkeypatch.setitem(workbook.PROBES, "", ["json"])
    assert workbook.current_python("en") == Path(sys.executable)


PIP_SAYS = {
    "no_network": [
        "WARNING: Retrying after connection broken by 'NewConnectionError(Failed to "
        "establish a new connection: [Errno 11001] getaddrinfo failed)'",
        "ERROR: Could not install packages: Temporary failure in name resolution",
        "ERROR: HTTPSConnectionPool(...): Read timed out. ReadTimeoutError",
    ],
    "no_room": [
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left",
        "ERROR: OSError: There is not enough space on the disk",
    ],
    "install_failed": ["ERROR: No matching distribution found for pandas==3.1.1"],
}


@pytest.mark.parametrize(
    ("key", "output"),
    [(key, line) for key, lines in PIP_SAYS.items() for line in lines],
)
def test_what_stopped_pip_is_said_in_one_sentence(
    key, output, tmp_path, monkeypatch, capsys
):
    fails = [sys.executable, "-c", f"print({output!r}); raise SystemExit(1)"]
    monkeypatch.setattr(workbook, "pip_command", lambda *_: fails)
    (tmp_path / ".venv").mkdir()
    said = reason(workbook.install, "en", tmp_path, sys.executable, [])
    assert said == workbook.text("en", key, room="1.5")
    # Only where the sentence does not explain does pip speak for itself.
    assert (output in capsys.readouterr().err) == (key == "install_failed")


def test_pip_takes_the_pins_the_project_and_its_extras():
    command = workbook.pip_command("python", {"test"})
    assert command[:4] == ["python", "-m", "pip", "install"]
    assert command[-4:] == ["--constraint", "constraints.txt", "--editable", ".[test]"]
    assert workbook.pip_command("python", set())[-1] == "."


def test_progress_names_packages_on_a_screen_only():
    line = "Collecting pandas>=3.1 (from crm-workbook==0.1.0)\n"
    screen, file = io.StringIO(), io.StringIO()
    screen.isatty = lambda: True
    for out in (screen, file):
        workbook.show_progress("en", line, out)
        workbook.show_progress("en", "Installing collected packages: pandas\n", out)
    assert "pandas " in screen.getvalue()
    assert file.getvalue() == workbook.text("en", "installing") + "\n"


# -- The student's own copies --------------------------------------------------


@pytest.fixture
def built(tmp_path):
    for tree in workbook.TREES:
        for lang in ("fr", "en"):
            notebook = tmp_path / tree / lang / "08_segmentation.ipynb"
            notebook.parent.mkdir(parents=True)
            notebook.write_text(f"{tree} {lang}", "utf-8")
    return tmp_path


def test_every_built_notebook_is_copied(built):
    mine = workbook.copy_notebooks(built)
    copies = {path.relative_to(mine).as_posix() for path in mine.rglob("*.ipynb")}
    assert copies == {
        f"{tree}/{lang}/08_segmentation.ipynb"
        for tree in workbook.TREES
        for lang in ("fr", "en")
    }


def test_an_answer_is_never_written_over(built):
    mine = workbook.copy_notebooks(built)
    name = "exercises/fr/08_segmentation.ipynb"
    (mine / name).write_text("my answer", "utf-8")
    for version in ("a new edition", "and another"):
        (built / name).write_text(version, "utf-8")
        workbook.copy_notebooks(built)
        assert (mine / name).read_text("utf-8") == "my answer"


def test_an_answer_is_kept_even_when_the_record_is_lost(built):
    mine = workbook.copy_notebooks(built)
    name = "exercises/fr/08_segmentation.ipynb"
    (mine / name).write_text("my answer", "utf-8")
    (mine / ".copied.json").write_text("{", "utf-8")
    (built / name).write_text("a new edition", "utf-8")
    workbook.copy_notebooks(built)
    assert (mine / name).read_text("utf-8") == "my answer"


def test_an_untouched_copy_follows_and_a_deleted_one_comes_back(built):
    mine = workbook.copy_notebooks(built)
    name = "notebooks/en/08_segmentation.ipynb"
    (built / name).write_text("a new edition", "utf-8")
    workbook.copy_notebooks(built)
    assert (mine / name).read_text("utf-8") == "a new edition"
    (mine / name).unlink()
    workbook.copy_notebooks(built)
    assert (mine / name).read_text("utf-8") == "a new edition"


def test_links_hold_from_the_copies(built):
    text = (
        "[a](../../exercises/fr/08_x.ipynb) [b](../../datasets/README.md) [c](../en/x)"
    )
    (built / "notebooks/fr/08_segmentation.ipynb").write_text(text, "utf-8")
    copy = workbook.copy_notebooks(built) / "notebooks/fr/08_segmentation.ipynb"
    assert copy.read_text("utf-8") == text.replace("../../data", "../../../data")


def test_git_ignores_the_copies():
    assert "my_work/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


# -- The commands --------------------------------------------------------------


def test_jupyterlab_opens_the_page_from_the_repository_and_asks_no_network():
    root = Path("/Élève à Fès/cahier")
    command = workbook.lab_command("python", root, "my_work/é è.ipynb", 8890, False)
    assert command[:3] == ["python", "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={root}" in command
    assert "--LabApp.default_url=/lab/tree/my_work/%C3%A9%20%C3%A8.ipynb" in command
    assert "--LabApp.news_url=None" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command
    assert "--LabApp.extension_manager=readonly" in command
    assert {"--ServerApp.port=8890", "--no-browser"} <= set(command)
    plain = " ".join(workbook.lab_command("python", root, ""))
    assert "port" not in plain and "--no-browser" not in plain


def test_jupyterlab_knows_every_option_it_is_given():
    from jupyterlab.labapp import LabApp

    options = " ".join(workbook.lab_command("python", ROOT, "", 8890))
    known = {
        f"{kind.__name__}.{name}"
        for kind in LabApp.classes + [LabApp, *LabApp.__mro__]
        if hasattr(kind, "class_trait_names")
        for name in kind.class_trait_names(config=True)
    }
    for option in re.findall(r"--(\w+\.\w+)=", options):
        assert option in known


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_lab_opens_the_welcome_page_of_the_language(built, lang, monkeypatch, capsys):
    welcome = built / "notebooks" / lang / "00_welcome.ipynb"
    welcome.write_text("{}", "utf-8")
    opened = []

    class Server:
        def __init__(self, command, cwd, env):
            opened.append(command)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def wait(self):
            return 0

    copy = workbook.copy_notebooks
    monkeypatch.setattr(workbook, "ROOT", built)
    asked = []

    def prepare(lang, extras):
        asked.append(extras)
        return Path("python")

    monkeypatch.setattr(workbook, "prepare", prepare)
    monkeypatch.setattr(workbook, "copy_notebooks", lambda: copy(built))
    monkeypatch.setattr(workbook, "write_lab_settings", lambda: None)
    monkeypatch.setattr(workbook.subprocess, "Popen", Server)
    assert workbook.main(["lab", "--lang", lang]) == 0
    assert workbook.main(["lab", "--lang", lang, "--slides"]) == 0
    assert asked == [[], ["live"]]  # a student's install has no slides
    page = f"my_work/notebooks/{lang}/00_welcome.ipynb"
    assert f"--LabApp.default_url=/lab/tree/{page}" in opened[0]
    assert page in capsys.readouterr().out


def test_another_edition_is_given_to_every_notebook_by_its_full_path(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    edition = tmp_path / "my_work" / "company"
    assert str(edition) in reason(workbook.lab_environment, "en", "my_work/company")
    edition.mkdir(parents=True)
    (edition / "datapackage.json").write_text("{}", "utf-8")
    environ = workbook.lab_environment("en", "my_work/company", environ={})
    assert environ["CRM_DATA"] == str(edition)
    assert "CRM_DATA" not in workbook.lab_environment("en", None, environ={})


def test_jupyterlab_reads_settings_that_ask_for_no_news(tmp_path):
    workbook.write_lab_settings(tmp_path)
    mine = {"JUPYTER_CONFIG_PATH": "elsewhere", "HOME": "kept"}
    environ = workbook.lab_environment("en", None, tmp_path, mine)
    assert environ["HOME"] == "kept"
    first, second = environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert second == "elsewhere"
    program = (
        "from jupyterlab_server.settings_utils import _get_overrides as read; "
        "print(read('')[0]['@jupyterlab/apputils-extension:notification'])"
    )
    read = subprocess.run(
        [sys.executable, "-c", program],
        env=dict(os.environ, JUPYTER_CONFIG_PATH=first),
        capture_output=True,
        text=True,
    )
    assert read.stdout.strip() == "{'fetchNews': 'false', 'checkForUpdates': False}"


def test_the_tests_are_the_five_steps_in_order():
    steps = workbook.test_steps("python", ["notebooks", "exercises", "solutions"])
    titles = [title for title, _ in steps]
    assert titles == [
        "fonts",
        "ruff check",
        "ruff format --check",
        "pytest tests",
        "pytest --nbval notebooks exercises solutions",
    ]
    for option in (
        "--nbval",
        "--nbval-current-env",
        "--nbval-cell-timeout=300",
        "--nbval-sanitize-with=tests/nbval_sanitize.cfg",
    ):
        assert option in steps[-1][1]
    assert steps[-1][1][-7:-3] == ["-n", "2", "--dist", "loadfile"]
    assert (ROOT / "tests" / "nbval_sanitize.cfg").is_file()


def test_without_a_notebook_there_is_nothing_to_validate(tmp_path, built):
    assert workbook.notebook_folders(tmp_path / "empty") == []
    assert workbook.notebook_folders(built) == list(workbook.TREES)
    assert len(workbook.test_steps("python", [])) == 4


def test_every_step_runs_even_after_a_failure(tmp_path, capsys):
    def step(name, code):
        program = f"open({name!r}, 'w'); raise SystemExit({code})"
        return (name, [sys.executable, "-c", program])

    steps = [step("one", 0), step("two", 3), step("three", 0)]
    assert workbook.run_steps(steps, dict(os.environ), tmp_path) == 1
    assert sorted(os.listdir(tmp_path)) == ["one", "three", "two"]
    assert re.search(r"FAILED +\d+ s +two", capsys.readouterr().out)


def test_a_failed_step_fails_the_command(monkeypatch):
    monkeypatch.setattr(workbook, "prepare", lambda *_: "python")
    for failed, code in ((0, 0), (2, 1)):
        monkeypatch.setattr(workbook, "run_steps", lambda *_, failed=failed: failed)
        assert workbook.main(["test"]) == code


def test_tests_see_the_repository_data_and_no_network():
    environ = {"CRM_DATA": "elsewhere", "PYTHONPATH": "mine", "HOME": "kept"}
    seen = workbook.test_environment(ROOT, environ)
    assert "CRM_DATA" not in seen
    assert seen["HOME"] == "kept"
    guard = str(ROOT / "tests" / "no_network")
    assert seen["PYTHONPATH"].split(os.pathsep) == [guard, "mine"]


def test_ci_runs_the_command_of_the_readme_and_nothing_else():
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith(("#", "set"))]
    assert commands == [
        'cd "$(dirname "$0")/.."',
        "exec python3 workbook.py test </dev/null",
    ]
    assert os.access(ROOT / ".ci" / "run", os.X_OK) or os.name == "nt"
    for readme in ("README.md", "README.fr.md"):
        assert "python workbook.py test" in (ROOT / readme).read_text("utf-8")


# -- No network ----------------------------------------------------------------

# An address that the standards reserve for examples: nobody answers there.
ELSEWHERE = "192.0.2.1"
TRIES = f"import socket; socket.create_connection(({ELSEWHERE!r}, 80), timeout=5)"


def test_this_process_reaches_only_this_computer():
    with pytest.raises(PermissionError, match="without a network"):
        socket.create_connection((ELSEWHERE, 80), timeout=5)
    with pytest.raises(PermissionError, match="without a network"):
        socket.getaddrinfo("example.org", 80)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram,
        pytest.raises(PermissionError, match="without a network"),
    ):
        datagram.sendto(b"", (ELSEWHERE, 80))
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_a_program_started_by_a_test_reaches_only_this_computer():
    refused = subprocess.run(
        [sys.executable, "-c", TRIES], capture_output=True, text=True
    )
    assert refused.returncode == 1
    assert f"{ELSEWHERE} is refused" in refused.stderr


def test_a_notebook_reaches_only_this_computer():
    source = f"try:\n    {TRIES}\nexcept PermissionError as error:\n    print(error)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=60).execute()
    (output,) = notebook.cells[0].outputs
    assert f"{ELSEWHERE} is refused" in output.text


def test_names_and_addresses_of_this_computer_are_known():
    guard = runpy.run_path(str(ROOT / "tests" / "no_network" / "sitecustomize.py"))
    for host in (None, "", "localhost", b"localhost", "127.0.0.1", "127.8.8.8", "::1"):
        assert guard["is_local"](host)
    for host in ("example.org", b"example.org", "10.0.0.1", "2001:db8::1", "8.8.8.8"):
        assert not guard["is_local"](host)


# -- One list of packages, three files -----------------------------------------


def canonical(requirement):
    return re.match(r"[\w.-]+", requirement).group().lower().replace("_", "-")


def declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = project["optional-dependencies"]
    # What shows slides is an instructor's choice, and in nobody's environment.yml.
    assert set(groups) == {"live", "test"}, "give this test the new extra"
    return {canonical(line): line for line in project["dependencies"] + groups["test"]}


def conda_lines():
    """Return the lines of environment.yml as (conda's own, pip's), with comments."""
    text = (ROOT / "environment.yml").read_text("utf-8")
    lines = re.findall(r"^( +)- (.+)$", text.split("dependencies:\n")[1], re.MULTILINE)
    own = [line for indent, line in lines if len(indent) == 2]
    return own, [line for indent, line in lines if len(indent) > 2]


def pins():
    text = (ROOT / "constraints.txt").read_text("utf-8")
    found = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE):
        found.setdefault(canonical(name), []).append(version)
    return found


def test_conda_takes_the_same_packages_with_the_same_pins():
    own, pip = conda_lines()
    assert own == ["python=3.13", "pip", "pip:"]
    assert pip[0] == "-c constraints.txt"
    assert pip[-1] == "-e .[test]"
    assert {line.split("#")[0].strip() for line in pip[1:-1]} == set(declared())


def test_every_declared_package_is_pinned_at_a_version_it_accepts():
    found = pins()
    for name, requirement in declared().items():
        least = re.fullmatch(r"[\w.-]+>=([\d.]+)", requirement).group(1)
        for version in found[name]:
            assert numbers(version) >= numbers(least), requirement


def numbers(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def test_pins_are_the_versions_in_use():
    from importlib.metadata import version

    found = pins()
    for name in declared():
        assert version(name) in found[name], f"{name}: install it again"


def test_pins_name_no_place():
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        assert re.fullmatch(
            r"[\w.-]+==[\w.]+( ; [\w.<>=!'() ]+)?|    # via( [\w.() -]+)?|    #   .+",
            line,
        ), line
        assert not re.search(r"://|index-url|find-links| @ ", line), line


def test_environment_yml_says_which_chapters_need_each_package():
    _, pip = conda_lines()
    for line in pip[1:-1]:
        assert re.search(r"# (all|tests|builder|\d\d(, \d\d)*)(:|$)", line), line


IMPORTED = {"sklearn": "scikit-learn"}  # where the two names differ


def test_a_chapter_imports_only_what_environment_yml_says_it_needs():
    _, pip = conda_lines()
    needed = {line.split()[0]: line for line in pip[1:-1]}
    for source in sorted((ROOT / "chapters").glob("*/*.md")):
        imported = re.findall(
            r"^(?:import|from) (\w+)", source.read_text("utf-8"), re.MULTILINE
        )
        for module in imported:
            line = needed.get(IMPORTED.get(module, module))
            if line is None:
                continue
            chapters = line.split("#")[1].split(":")[0]
            assert "all" in chapters or source.parent.name[:2] in chapters, (
                f"{source.parent.name} imports {module}: add its number in"
                f" environment.yml beside {line.split()[0]}"
            )


def test_no_dependency_is_recorded_twice():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    names = re.findall(r'^    "([\w-]+)>=', text, re.MULTILINE)
    assert len(names) == len(set(names))
    assert set(names) - set(declared()) == {"jupyterlab-rise"}
