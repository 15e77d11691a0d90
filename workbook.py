"""Set the workbook up and run it, with nothing but Python's standard library.

    python workbook.py lab      set up, then open the notebooks in JupyterLab
    python workbook.py class    set up, then make a fresh company for each student
    python workbook.py test     set up, then run every test and every notebook
    python workbook.py reset    remove the installed packages, and nothing else

The packages go into the folder .venv beside this file. They are installed again
only when pyproject.toml or constraints.txt change; otherwise nothing here needs
the network. This file keeps to the syntax of Python 3.6, so that an old Python
can start it and say in one sentence which Python is needed.
"""

import argparse
import errno
import hashlib
import importlib.util
import json
import locale
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
ROOM = 1500 * 1000 * 1000  # bytes: 0.9 GB installed, and what pip unpacks meanwhile
# On tables of this size scikit-learn is quickest on one thread; two programs that
# each take every core wait for each other, up to 15 times as long.
ONE_THREAD = {"OMP_NUM_THREADS": "1"}
STAMP = "workbook.json"  # in .venv: what was installed there
TREES = ("notebooks", "exercises", "solutions")
# What must be found for each set of packages to count as installed.
PROBES = {
    "": ["course_lib", "jupyterlab", "pandas", "pip", "sklearn"],
    "live": ["jupyterlab_rise"],
    "test": ["nbval", "pytest", "ruff"],
}

# How a lesson looks as slides: letters that the last row can read, and long cells that
# scroll instead of running off the screen (builder/slides.py counts on
# these heights).
SLIDES = {
    "theme": "white",
    "transition": "none",
    "center": False,
    "slideNumber": "c/t",
    "start_slideshow_at": "beginning",
    "auto_select": "none",
    "overlay": "<style>"
    ".reveal { --jp-content-font-size1: 18px; --jp-code-font-size: 15px }"
    ".reveal .jp-Cell { padding-left: 24px; padding-right: 24px }"
    ".reveal .jp-CodeCell .jp-InputArea-editor { max-height: 230px; overflow: auto }"
    ".reveal .jp-Cell-outputArea { max-height: 403px; overflow: auto }"
    ".reveal .jp-MarkdownOutput { max-height: 640px; overflow: auto }"
    ".reveal .jp-OutputArea img { max-height: 374px !important }"
    ".reveal .jp-OutputArea img { width: auto !important }"
    ".reveal .jp-Notebook-footer { display: none }"
    ".reveal h1, .reveal h2, .reveal h3 { text-transform: none !important }"
    "</style>",
}

# The no-break space is U+00A0: every Windows console can print it.
MESSAGES = {
    "old_python": {
        "en": "This workbook needs Python 3.11 or newer and found Python {found}: "
        "install a newer one from python.org, then run this command again with it.",
        "fr": "Ce cahier demande Python 3.11 ou plus récent et a trouvé Python "
        "{found} : installez-en un depuis python.org, puis relancez la commande "
        "avec lui.",
    },
    "no_venv_module": {
        "en": "This Python cannot make virtual environments: install its venv "
        "package (on Debian or Ubuntu, `sudo apt install python3-venv`), then run "
        "this command again.",
        "fr": "Ce Python ne sait pas créer d’environnement virtuel : installez son "
        "paquet venv (sous Debian ou Ubuntu, `sudo apt install python3-venv`), puis "
        "relancez la commande.",
    },
    "no_network": {
        "en": "The packages could not be downloaded: connect this computer to the "
        "Internet for the installation, then run this command again (afterwards, "
        "the workbook works offline).",
        "fr": "Les paquets n’ont pas pu être téléchargés : connectez cet ordinateur "
        "à Internet le temps de l’installation, puis relancez la commande (ensuite, "
        "le cahier fonctionne hors ligne).",
    },
    "no_room": {
        "en": "There is not enough room on the disk: free {room} GB where the "
        "workbook is, then run this command again.",
        "fr": "Il n’y a pas assez de place sur le disque : libérez {room} Go là où "
        "se trouve le cahier, puis relancez la commande.",
    },
    "install_failed": {
        "en": "The installation stopped for the reason shown above: run this command "
        "again, and if it stops again, run `python workbook.py reset` first.",
        "fr": "L’installation s’est arrêtée pour la raison affichée ci-dessus : "
        "relancez la commande et, si elle s’arrête encore, lancez d’abord "
        "`python workbook.py reset`.",
    },
    "broken": {
        "en": "The folder .venv is damaged: run `python workbook.py reset`, which "
        "removes only that folder and none of your notebooks, then run this command "
        "again.",
        "fr": "Le dossier .venv est endommagé : lancez `python workbook.py reset`, "
        "qui n’efface que ce dossier et aucun de vos notebooks, puis relancez la "
        "commande.",
    },
    "incomplete_here": {
        "en": "This Python lacks the package {missing}: install the workbook in it "
        "as README.md says, or leave out --here.",
        "fr": "Il manque à ce Python le paquet {missing} : installez-y le cahier "
        "comme l’indique README.fr.md, ou retirez --here.",
    },
    "port_in_use": {
        "en": "Port {port} is already in use: choose another one with --port, or "
        "leave --port out and a free one is found.",
        "fr": "Le port {port} est déjà utilisé : choisissez-en un autre avec --port, "
        "ou retirez --port et un port libre sera trouvé.",
    },
    "no_data": {
        "en": "The folder {folder} holds no data of the company (datapackage.json is "
        "not there): choose another one, or leave --data and CRM_DATA out.",
        "fr": "Le dossier {folder} ne contient pas les données de l’entreprise "
        "(datapackage.json n’y est pas) : choisissez-en un autre, ou retirez "
        "--data et CRM_DATA.",
    },
    "still_open": {
        "en": "The folder .venv is in use: close JupyterLab and the terminals where "
        "it is active, then run this command again.",
        "fr": "Le dossier .venv est en cours d’utilisation : fermez JupyterLab et "
        "les terminaux où il est actif, puis relancez la commande.",
    },
    "creating": {
        "en": "1/3  Creating the folder .venv (about 10 seconds)",
        "fr": "1/3  Création du dossier .venv (une dizaine de secondes)",
    },
    "downloading": {
        "en": "2/3  Downloading about 110 packages, 250 MB (1 to 5 minutes)",
        "fr": "2/3  Téléchargement d’environ 110 paquets, 250 Mo (1 à 5 minutes)",
    },
    "installing": {
        "en": "3/3  Installing the packages, 0.8 GB (1 to 2 minutes)",
        "fr": "3/3  Installation des paquets, 0,8 Go (1 à 2 minutes)",
    },
    "ready": {
        "en": "Installed in {seconds} s. Next time this step is skipped.",
        "fr": "Installé en {seconds} s. La prochaine fois, cette étape sera sautée.",
    },
    "opening": {
        "en": "JupyterLab opens in your browser, on {page}.\n"
        "If it does not, copy into the browser the address with `token=` below.\n"
        "Your notebooks are in {folder}. To stop, press Ctrl+C here.",
        "fr": "JupyterLab s’ouvre dans votre navigateur, sur {page}.\n"
        "Sinon, copiez dans le navigateur l’adresse avec `token=` ci-dessous.\n"
        "Vos notebooks sont dans {folder}. Pour arrêter, faites Ctrl+C ici.",
    },
    "reset_done": {
        "en": "The folder .venv is removed, and nothing else: `python workbook.py "
        "lab` installs it again.",
        "fr": "Le dossier .venv est effacé, et rien d’autre : `python workbook.py "
        "lab` le réinstalle.",
    },
    "reset_nothing": {
        "en": "There is no folder .venv: nothing to remove.",
        "fr": "Il n’y a pas de dossier .venv : rien à effacer.",
    },
    "committed_data": {
        "en": "CRM_DATA is set aside: the tests use the data of the repository.",
        "fr": "CRM_DATA est mis de côté : les tests utilisent les données du dépôt.",
    },
    "no_notebooks": {
        "en": "There is no built notebook yet: nothing to run.",
        "fr": "Aucun notebook construit pour l’instant : rien à exécuter.",
    },
    "help": {
        "en": "Set the workbook up and run it.",
        "fr": "Installer le cahier et l’utiliser.",
    },
    "help_lab": {
        "en": "set up, then open the notebooks in JupyterLab",
        "fr": "installer, puis ouvrir les notebooks dans JupyterLab",
    },
    "help_test": {
        "en": "set up, then run every test and every notebook",
        "fr": "installer, puis lancer tous les tests et tous les notebooks",
    },
    "help_class": {
        "en": "set up, then make a fresh company for each student of a list",
        "fr": "installer, puis créer une entreprise pour chaque étudiant d’une liste",
    },
    "help_roster": {
        "en": "list of names (and groups), then options: see class ROSTER --help",
        "fr": "liste de noms (et de groupes), puis options : voir class LISTE --help",
    },
    "help_reset": {
        "en": "remove the installed packages (.venv), and nothing else",
        "fr": "effacer les paquets installés (.venv), et rien d’autre",
    },
    "help_lang": {
        "en": "language of the notebooks (default: that of this computer)",
        "fr": "langue des notebooks (par défaut : celle de cet ordinateur)",
    },
    "help_port": {
        "en": "port of JupyterLab (default: the first free one from 8888)",
        "fr": "port de JupyterLab (par défaut : le premier libre depuis 8888)",
    },
    "help_no_browser": {
        "en": "print the address instead of opening a browser",
        "fr": "afficher l’adresse au lieu d’ouvrir un navigateur",
    },
    "help_slides": {
        "en": "install also what shows a lesson as slides (View menu, or Alt+R)",
        "fr": "installer aussi de quoi projeter un cours en diapositives (menu View, "
        "ou Alt+R)",
    },
    "help_data": {
        "en": "folder of another edition of the company's data, as CRM_DATA does",
        "fr": "dossier d’une autre édition des données de l’entreprise, comme CRM_DATA",
    },
    "help_here": {
        "en": "use the Python that runs this file (conda, for example), not .venv",
        "fr": "utiliser le Python qui lance ce fichier (conda, par exemple), pas .venv",
    },
}


class Stop(Exception):
    """A reason to stop, written for the person at the keyboard."""


def text(lang, key, **values):
    return MESSAGES[key][lang].format(**values)


def stop(lang, key, **values):
    return Stop(text(lang, key, **values))


# -- The machine ---------------------------------------------------------------


def machine_language(environ=os.environ, system=None):
    """Return "fr" or "en" for this computer.

    French is the language of the course: it is used too where the computer says
    nothing, and where it speaks Arabic, since the course is given in Morocco.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name, "C").split(".")[0] not in ("", "C", "POSIX"):
            found = environ[name]
            break
    else:
        found = system_locale() if system is None else system
    return "fr" if found.lower()[:2] in ("", "fr", "ar") else "en"


def system_locale():
    """Name the language that Windows or macOS shows, or "" when it is unknown."""
    if os.name == "nt":
        import ctypes

        code = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return locale.windows_locale.get(code, "")
    if sys.platform == "darwin":
        command = ["defaults", "read", "-g", "AppleLocale"]
        try:
            return subprocess.check_output(
                command, stderr=subprocess.DEVNULL, universal_newlines=True
            ).strip()
        except (OSError, subprocess.CalledProcessError):
            return ""
    return ""


def check_python(lang, version=sys.version_info):
    if tuple(version[:2]) < OLDEST_PYTHON:
        found = ".".join(str(part) for part in version[:3])
        raise stop(lang, "old_python", found=found)


def check_room(lang, folder, free=None):
    free = shutil.disk_usage(str(folder)).free if free is None else free
    if free < ROOM:
        raise no_room(lang)


def no_room(lang):
    room = f"{ROOM / 1e9:.1f}"
    return stop(lang, "no_room", room=room.replace(".", "," if lang == "fr" else "."))


def check_port(lang, port):
    """Stop when JupyterLab could not listen on this port of this computer."""
    for family, kind, _, _, address in socket.getaddrinfo(
        "localhost", port, type=socket.SOCK_STREAM
    ):
        with socket.socket(family, kind) as probe:
            if os.name == "posix":
                # As JupyterLab does: a server closed a moment ago is no obstacle.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                if error.errno != errno.EADDRNOTAVAIL:  # IPv6 may be switched off
                    raise stop(lang, "port_in_use", port=port) from None


# -- The environment -----------------------------------------------------------


def env_python(venv, windows=os.name == "nt"):
    return venv / ("Scripts/python.exe" if windows else "bin/python")


def fingerprint(root):
    """Summarise what an installation depends on: the two files and the folder.

    The folder counts because .venv points to it by its full path.
    """
    digest = hashlib.sha256(str(root).encode("utf-8"))
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def read_stamp(venv):
    """Return what was last installed without fail, as written by write_stamp."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
        return {"fingerprint": stamp["fingerprint"], "extras": list(stamp["extras"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"fingerprint": "", "extras": []}


def write_stamp(venv, mark, extras):
    stamp = {"fingerprint": mark, "extras": sorted(extras)}
    (venv / STAMP).write_text(json.dumps(stamp), encoding="utf-8")


def starts(python, modules):
    """Tell whether this Python starts and finds these modules."""
    program = (
        "import sys, importlib.util as u; "
        "sys.exit(not all(u.find_spec(name) for name in sys.argv[1:]))"
    )
    try:
        return not subprocess.call(
            [str(python), "-c", program] + modules,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False


def prepare(lang, extras=(), root=ROOT, run_pip=None):
    """Return the Python of .venv, once the packages of these extras are there."""
    venv = root / ".venv"
    python = env_python(venv)
    stamp = read_stamp(venv)
    mark = fingerprint(root)
    wanted = set(extras) | set(stamp["extras"])
    ready = stamp["fingerprint"] == mark and wanted == set(stamp["extras"])
    if venv.exists():
        probes = [name for extra in ["", *wanted] for name in PROBES[extra]]
        if not starts(python, probes if ready else ["pip"]):
            raise stop(lang, "broken")
    if ready:
        return python

    started = time.time()
    check_room(lang, root)
    if not venv.exists():
        create(lang, venv)
    if (venv / STAMP).exists():
        (venv / STAMP).unlink()  # until pip is done, nothing is known of .venv
    (run_pip or install)(lang, root, python, wanted)
    write_stamp(venv, mark, wanted)
    print(text(lang, "ready", seconds=round(time.time() - started)))
    return python


def create(lang, venv):
    if importlib.util.find_spec("ensurepip") is None:
        raise stop(lang, "no_venv_module")
    print(text(lang, "creating"), flush=True)
    try:
        subprocess.run(
            [sys.executable, "-m", "venv", str(venv)],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    except BaseException as error:
        # Half a .venv, left by Ctrl+C for example, would only stop the next try.
        shutil.rmtree(str(venv), ignore_errors=True)
        if isinstance(error, subprocess.CalledProcessError):
            raise install_failure(lang, error.stdout) from None
        raise


def pip_command(python, extras):
    project = "." + ("[{}]".format(",".join(sorted(extras))) if extras else "")
    return (
        [str(python), "-m", "pip", "install", "--no-input", "--compile"]
        + ["--disable-pip-version-check", "--progress-bar=off", "--retries=2"]
        + ["--constraint", "constraints.txt", "--editable", project]
    )


def install(lang, root, python, extras):
    """Run pip, show how far it is, and explain its failure in one sentence."""
    print(text(lang, "downloading"), flush=True)
    lines = []
    with subprocess.Popen(
        pip_command(python, extras),
        cwd=str(root),
        env=dict(os.environ, PIP_USER="0"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        errors="replace",
    ) as pip:
        for line in pip.stdout:
            lines.append(line)
            show_progress(lang, line, sys.stdout)
    if pip.returncode:
        raise install_failure(lang, "".join(lines))


def show_progress(lang, line, screen):
    """Name the package at hand on a screen; in a file, only the change of step."""
    shown = screen.isatty()
    if line.startswith("Installing collected packages"):
        start = "\r" if shown else ""
        print(start + text(lang, "installing"), file=screen, flush=True)
    elif line.startswith("Collecting ") and shown:
        name = re.split(r"[^\w.-]", line.split()[1])[0]
        print(f"\r     {name[:40]:<40}", end="", file=screen, flush=True)


def install_failure(lang, output):
    """Turn what pip printed into a reason to stop."""
    if re.search(r"No space left|Errno 28|not enough space on the disk", output):
        return no_room(lang)
    if re.search(
        r"NewConnectionError|NameResolutionError|getaddrinfo failed|ConnectTimeout"
        r"|name resolution|Network is unreachable|ReadTimeout|ProxyError"
        r"|Connection(Reset|Refused|Aborted)?Error|Failed to establish",
        output,
    ):
        return stop(lang, "no_network")
    print("\n" + "".join(output.splitlines(True)[-15:]), file=sys.stderr)
    return stop(lang, "install_failed")


def current_python(lang, extras=()):
    """Return the Python that runs this file, once sure it holds what is needed."""
    for name in [name for extra in ["", *extras] for name in PROBES[extra]]:
        if importlib.util.find_spec(name) is None:
            raise stop(lang, "incomplete_here", missing=name)
    return Path(sys.executable)


def reset(lang, root=ROOT):
    venv = root / ".venv"
    if not venv.exists():
        return text(lang, "reset_nothing")
    try:
        shutil.rmtree(str(venv))
    except PermissionError:
        raise stop(lang, "still_open") from None
    return text(lang, "reset_done")


# -- The student's own copies --------------------------------------------------


def copy_notebooks(root=ROOT):
    """Copy the built notebooks to my_work/, where one runs and changes them freely.

    The originals stay as they came, so that an update of the workbook never meets
    a student's answer. A copy that was changed is never written over; one that was
    not follows the original; one that was deleted comes back as new.
    """
    mine = root / "my_work"
    record = mine / ".copied.json"
    try:
        copied = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        copied = {}
    for tree in TREES:
        for original in sorted((root / tree).glob("*/*.ipynb")):
            name = original.relative_to(root).as_posix()
            target = mine / name
            content = relink(original.read_bytes())
            if target.exists() and sha256(target.read_bytes()) != copied.get(name):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            copied[name] = sha256(content)
    if copied:
        record.write_text(json.dumps(copied, indent=1), encoding="utf-8")
    return mine


def relink(notebook):
    """Keep the links right one folder deeper: ../../datasets/ needs one more ../"""
    trees = "|".join(TREES).encode("ascii")
    return re.sub(rb"\]\(\.\./\.\./(?!(?:%s)/)" % trees, b"](../../../", notebook)


def sha256(content):
    return hashlib.sha256(content).hexdigest()


# -- The commands --------------------------------------------------------------


def lab_command(python, root, page, port=None, browser=True):
    """Return the command that opens JupyterLab on this page, without the network."""
    command = [str(python), "-m", "jupyterlab"]
    command += ["--ServerApp.root_dir=" + str(root)]
    command += ["--LabApp.default_url=/lab/tree/" + quote(page)]
    command += ["--log-level=WARN"]
    # No news, no search for updates, no catalogue of extensions.
    command += ["--LabApp.news_url=None"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command += ["--LabApp.extension_manager=readonly"]
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        command += ["--no-browser"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Usual in containers; JupyterLab only listens to this computer.
        command += ["--allow-root"]
    return command


def lab_environment(lang, data, root=ROOT, environ=os.environ):
    """Return the environment of JupyterLab: its settings, and another edition.

    The edition is given by its full path: notebooks run in their own folder, where
    a relative path would mean another.
    """
    settings = [str(root / "my_work" / ".jupyter")]
    settings += [path for path in [environ.get("JUPYTER_CONFIG_PATH")] if path]
    environ = dict(environ, JUPYTER_CONFIG_PATH=os.pathsep.join(settings), **ONE_THREAD)
    if not data:
        return environ
    folder = Path(data).resolve()
    if not (folder / "datapackage.json").is_file():
        raise stop(lang, "no_data", folder=folder)
    return dict(environ, CRM_DATA=str(folder))


def write_lab_settings(root=ROOT):
    """Write JupyterLab's settings, kept apart from the student's own.

    They spare the student a first question, whether to fetch news from the Internet,
    and say how a lesson looks as slides.
    """
    folder = root / "my_work" / ".jupyter" / "labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        "jupyterlab-rise:plugin": SLIDES,
    }
    (folder / "default_setting_overrides.json").write_text(
        json.dumps(settings), encoding="utf-8"
    )


def lab(lang, port=None, browser=True, here=False, data=None, slides=False):
    environ = lab_environment(lang, data)
    if port is not None:
        check_port(lang, port)
    extras = ["live"] if slides else []
    python = current_python(lang, extras) if here else prepare(lang, extras)
    mine = copy_notebooks()
    write_lab_settings()
    page = f"my_work/notebooks/{lang}/00_welcome.ipynb"
    if not (ROOT / page).exists():
        page = ""
    print(text(lang, "opening", page=page or "JupyterLab", folder=mine), flush=True)
    with subprocess.Popen(
        lab_command(python, ROOT, page, port, browser), cwd=str(ROOT), env=environ
    ) as server:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                pass  # JupyterLab has it too, and asks whether to stop


def notebook_folders(root=ROOT):
    return [tree for tree in TREES if any((root / tree).glob("*/*.ipynb"))]


def test_steps(python, folders):
    """List the steps of `test`: a title and a command each."""
    run = [str(python), "-m"]
    nbval = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=300"]
    nbval += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg"]
    steps = [
        # Matplotlib lists the fonts once a machine, and says so in the notebook
        # that happens to be first.
        ("fonts", [str(python), "-c", "import matplotlib.font_manager"]),
        ("ruff check", run + ["ruff", "check", "."]),
        ("ruff format --check", run + ["ruff", "format", "--check", "."]),
        ("pytest tests", run + ["pytest", "-q", "-n", "2", "tests"]),
    ]
    if folders:
        command = run + ["pytest", "-q"] + nbval + ["-n", "2", "--dist", "loadfile"]
        steps += [("pytest --nbval " + " ".join(folders), command + folders)]
    return steps


def test_environment(root=ROOT, environ=os.environ):
    """Return the environment of the tests: no network, the repository's data."""
    kept = {name: value for name, value in environ.items() if name != "CRM_DATA"}
    guard = str(root / "tests" / "no_network")
    paths = [guard] + [path for path in [environ.get("PYTHONPATH")] if path]
    paths = os.pathsep.join(paths)
    return dict(kept, PYTHONPATH=paths, CRM_PROGRESS="off", **ONE_THREAD)


def run_steps(steps, environ, root=ROOT):
    """Run every step, even after a failure, and return how many failed."""
    results = []
    for number, (title, command) in enumerate(steps, 1):
        print(f"\n[{number}/{len(steps)}] {title}", flush=True)
        started = time.time()
        code = subprocess.call(
            command, cwd=str(root), env=environ, stdin=subprocess.DEVNULL
        )
        verdict = "FAILED" if code else "ok"
        results.append((title, verdict, round(time.time() - started)))
        print(f"{verdict} in {results[-1][2]} s", flush=True)
    print()
    for title, verdict, seconds in results:
        print(f"{verdict:>6}  {seconds:>5} s  {title}")
    return sum(verdict != "ok" for _, verdict, _ in results)


def run_tests(lang, here=False):
    extras = ["test"]
    python = current_python(lang, extras) if here else prepare(lang, extras)
    folders = notebook_folders()
    if not folders:
        print(text(lang, "no_notebooks"))
    if "CRM_DATA" in os.environ:
        print(text(lang, "committed_data"))
    return 1 if run_steps(test_steps(python, folders), test_environment()) else 0


def make_class(lang, arguments, here=False):
    python = current_python(lang) if here else prepare(lang)
    return subprocess.call([str(python), "-m", "course_lib.classroom"] + arguments)


def port_number(value):
    port = int(value)
    if not 1024 <= port <= 65535:
        raise ValueError
    return port


port_number.__name__ = "port (1024-65535)"  # what argparse prints on a wrong one


def arguments(lang, argv=None):
    parser = argparse.ArgumentParser(prog="workbook.py", description=text(lang, "help"))
    commands = parser.add_subparsers(
        dest="command", metavar="lab | class | test | reset"
    )
    commands.required = True
    for name in ("lab", "class", "test", "reset"):
        described = text(lang, "help_" + name)
        command = commands.add_parser(name, help=described, description=described)
        command.add_argument(
            "--lang", choices=["fr", "en"], default=lang, help=text(lang, "help_lang")
        )
        if name == "lab":
            command.add_argument(
                "--port", type=port_number, help=text(lang, "help_port")
            )
            command.add_argument(
                "--no-browser", action="store_true", help=text(lang, "help_no_browser")
            )
            command.add_argument(
                "--slides", action="store_true", help=text(lang, "help_slides")
            )
            command.add_argument(
                "--data",
                metavar="DIR",
                default=os.environ.get("CRM_DATA"),
                help=text(lang, "help_data"),
            )
        if name == "class":
            command.add_argument(
                "roster", nargs=argparse.REMAINDER, help=text(lang, "help_roster")
            )
        if name != "reset":
            command.add_argument(
                "--here", action="store_true", help=text(lang, "help_here")
            )
    return parser.parse_args(argv)


def main(argv=None):
    if hasattr(sys.stdout, "reconfigure"):
        # A console that lacks a letter shows "?" in its place.
        sys.stdout.reconfigure(errors="replace")
        sys.stderr.reconfigure(errors="replace")
    lang = machine_language()
    try:
        check_python(lang)
        options = arguments(lang, argv)
        lang = options.lang
        if options.command == "reset":
            print(reset(lang))
            return 0
        if options.command == "test":
            return run_tests(lang, options.here)
        if options.command == "class":
            return make_class(lang, options.roster, options.here)
        return lab(
            lang,
            options.port,
            not options.no_browser,
            options.here,
            options.data,
            options.slides,
        )
    except Stop as reason:
        print(reason, file=sys.stderr)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(no_room(lang), file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
