"""Check an answer to a practical, and say something useful about it.

The practicals of a chapter stand in `course_lib/checks/chapter_NN.py`, in a list
called PRACTICALS. The expected answer and the usual wrong ones are computed from the
data in use, so that they follow when the company's data are made anew.
"""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from course_lib import checks
from course_lib.answers import (
    Kind,
    Text,
    Unanswered,
    Unreadable,
    describe,
    reject_placeholder,
)
from course_lib.language import language
from course_lib.progress_file import progress_file, record
from course_lib.typography import french

LABELS = {
    "right": Text("✔ **Juste.**", "✔ **Right.**"),
    "mistake": Text("✘ **Pas encore.**", "✘ **Not yet.**"),
    "wrong": Text("✘ **Pas encore.**", "✘ **Not yet.**"),
    "unreadable": Text("✘ **Illisible.**", "✘ **Cannot be read.**"),
    "unanswered": Text("○ **Pas encore répondu.**", "○ **Not answered yet.**"),
    "unknown": Text("✘ **Exercice inconnu.**", "✘ **Unknown practical.**"),
    "failed": Text("✘ **Vérification impossible.**", "✘ **Cannot be checked.**"),
}
TO_DO = Text(
    "Remplacez les `...` par votre réponse, puis relancez cette cellule.",
    "Replace the `...` with your answer, then run this cell again.",
)


class Mistake(NamedTuple):
    """A usual wrong answer, its name and what to say about it.

    It is recognised either by `value`, which computes the wrong answer from the data,
    or by `when`, which looks at the answer as read; `example` then shows one such
    answer.
    """

    name: str
    message: Text
    value: Callable | None = None
    when: Callable | None = None
    example: Callable | None = None


class Practical(NamedTuple):
    """What a practical expects and what its check says."""

    id: str
    kind: Kind
    expected: Callable
    why: Text
    mistakes: list
    otherwise: Text


class Feedback(NamedTuple):
    """What a check found: status, the mistake's name if it has one, the words."""

    status: str
    mistake: str | None
    text: str


def mistake(name, *, fr, en, value=None, when=None, example=None):
    """Describe a usual wrong answer (see Mistake)."""
    return Mistake(name, Text(fr, en), value, when, example)


def practical(id, kind, *, expected, why, mistakes, otherwise):
    """Describe a practical; `why` and `otherwise` are (French, English) pairs."""
    return Practical(id, kind, expected, Text(*why), mistakes, Text(*otherwise))


def practicals():
    """Return every practical of the workbook, by id, in order."""
    names = sorted(module.name for module in pkgutil.iter_modules(checks.__path__))
    modules = [import_module(f"course_lib.checks.{name}") for name in names]
    return {one.id: one for module in modules for one in module.PRACTICALS}


def check(practical_id, answer):
    """Show whether an answer is right, and what to think about if it is not.

    Parameters
    ----------
    practical_id : str
        The number of the practical, such as ``"08.2"``.
    answer : object
        Your answer. Its form is described in the practical.

    Notes
    -----
    Never raises: whatever the answer, a sentence is shown.

    Examples
    --------
    >>> check("08.99", 12)  # doctest: +ELLIPSIS
    ✘ **Unknown practical.** ...
    """
    found = feedback(practical_id, answer)
    show_text(found.text)
    if in_notebook():
        trouble = record(practical_id, found.status, progress_file(), Path.cwd())
        if trouble:
            show_text(trouble)


def feedback(practical_id, answer):
    """Compare an answer with the expected one and return a `Feedback`."""
    try:
        return judge(practical_id, answer)
    except Exception as error:  # a student must never see a traceback of ours
        reason = f"{type(error).__name__}: {error}"
        return said("failed", Text(reason, reason))


def judge(practical_id, answer):
    """Return the feedback; an error here comes from the data or from the check."""
    found = find(practical_id)
    if isinstance(found, Text):
        return said("unknown", found)
    try:
        reject_placeholder(answer)
        value = found.kind.read(answer)
    except Unanswered as placeholder:
        return said("unanswered", placeholder.text or TO_DO)
    except Unreadable as problem:
        return said("unreadable", problem.text)
    except Exception:  # an object of the student's may fail in any way
        return said("unreadable", unexpected(answer))
    return compare(found, value)


def compare(practical, value):
    """Say whether an answer as read is right, a usual error, or just wrong."""
    kind = practical.kind
    expected = kind.read(practical.expected())
    if kind.same(value, expected):
        return said("right", practical.why)
    for usual in practical.mistakes:
        if made(usual, kind, value):
            return said("mistake", usual.message, usual.name)
    hint, otherwise = kind.hint(value, expected), practical.otherwise
    both = Text(f"{hint.fr} {otherwise.fr}", f"{hint.en} {otherwise.en}")
    return said("wrong", both)


def made(usual, kind, value):
    """Tell whether an answer is this usual error."""
    if usual.when is not None:
        return bool(usual.when(value))
    try:
        wrong = kind.read(usual.value())
    except Unreadable:  # on these data the error gives no number: nobody made it
        return False
    return kind.same(value, wrong)


def unexpected(answer):
    """Say what an answer is, when it is nothing that a practical can ask for."""
    what = describe(answer)
    return Text(
        f"La réponse est {what.fr} : ce n'est pas ce que l'exercice demande. Relisez "
        "la ligne « À produire ».",
        f"The answer is {what.en}: it is not what the practical asks for. Read the "
        "line “To produce” again.",
    )


def find(practical_id):
    """Return the practical, or the sentence that says there is no such one."""
    if not isinstance(practical_id, str):
        return Text(
            'Écrivez le numéro de l\'exercice entre guillemets : `check("08.2", …)`.',
            'Type the number of the practical in quotes: `check("08.2", …)`.',
        )
    known = practicals()
    if practical_id in known:
        return known[practical_id]
    chapter = practical_id[:2]
    near = [name for name in known if name.startswith(chapter)] or list(known)
    listed = ", ".join(f'"{name}"' for name in near)
    return Text(
        f"Il n'y a pas d'exercice « {practical_id} ». Essayez : {listed}.",
        f"There is no practical “{practical_id}”. Try: {listed}.",
    )


def said(status, text, name=None):
    """Put the label of a status before the words, in the language in use."""
    label = LABELS[status]
    if language() == "fr":
        return Feedback(status, name, french(f"{label.fr} {text.fr}".strip()))
    return Feedback(status, name, f"{label.en} {text.en}".strip())


def in_notebook():
    """Tell whether IPython runs this."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return get_ipython() is not None


def show_text(text):
    """Show Markdown in a notebook, plain text elsewhere."""
    if not in_notebook():
        print(text)
        return
    from IPython.display import display

    display({"text/markdown": text, "text/plain": text}, raw=True)
