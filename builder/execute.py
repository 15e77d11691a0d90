"""Execute a notebook so that the same source always gives the same bytes."""

import os
import re
import tempfile
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import (
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)

SECONDS_PER_CELL = 300
LARGEST = 500_000  # bytes; GitHub shows larger notebooks slowly or not at all
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
STYLER_ID = re.compile(r"T_[0-9a-f]{5,}")
ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
ABSOLUTE_PATH = re.compile(
    r"(?<![\w.:/])/(?:home|root|work|tmp|Users|usr|opt|var|mnt|private|builds)/[\w.-]"
    r"|\b[A-Za-z]:\\\w"
)
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class BuildError(Exception):
    """A notebook that cannot be built; the message is for the chapter's author."""


def execute(notebook, folder: Path, place):
    """Run every cell in `folder`, keep normalised outputs in the notebook.

    `place(index)` names a cell in the messages of the errors.
    """
    running = {"cell": 0}
    language_info = notebook.metadata["language_info"].copy()
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=SECONDS_PER_CELL,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=50"],
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=lambda cell, cell_index: running.update(cell=cell_index),
    )
    with tempfile.TemporaryDirectory() as settings:
        try:
            client.execute(env=clean_environment(settings))
        except CellExecutionError as error:
            found = f"{error.ename}: {error.evalue}"
            where = raising_line(error)
            message = f"{place(running['cell'])}: {found}{where}"
            raise BuildError(message) from None
        except (CellTimeoutError, DeadKernelError) as error:
            message = str(error).splitlines()[0]
            raise BuildError(f"{place(running['cell'])}: {message}") from None
    notebook.metadata["language_info"] = language_info  # nbclient adds the version
    normalise(notebook)
    refuse(notebook, place)


def clean_environment(settings):
    """Leave out what would make the outputs those of one person's machine."""
    personal = {"CRM_DATA", "PYTHONWARNINGS", "MPLBACKEND", "MATPLOTLIBRC"}
    kept = {name: value for name, value in os.environ.items() if name not in personal}
    # One thread: quicker at this size, and sums are added in the same order everywhere.
    return kept | {
        "IPYTHONDIR": settings,
        "OMP_NUM_THREADS": "1",
        "CRM_PROGRESS": "off",  # a build is nobody's progress
    }


def raising_line(error):
    """Return the line of the cell that raised, from IPython's traceback."""
    arrows = re.findall(r"^-+> \d+ (.*)$", ANSI.sub("", error.traceback), re.M)
    return f"\n    at: {arrows[0].strip()}" if arrows else ""


def normalise(notebook):
    """Remove from the outputs what changes from one run to the next."""
    notebook.metadata.pop("widgets", None)
    styler_ids = {}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        cell.outputs = [
            output
            for output in cell.outputs
            if WIDGET_VIEW not in output.get("data", {})
        ]
        for output in cell.outputs:
            normalise_texts(output, styler_ids)


def normalise_texts(output, styler_ids):
    def same(text):
        text = STYLER_ID.sub(lambda found: rename(found[0], styler_ids), text)
        return ADDRESS.sub("0x000000000000", text)

    if "text" in output:
        output.text = same(output.text)
    for kind, content in output.get("data", {}).items():
        if kind.startswith("text/"):
            output.data[kind] = same(content)


def rename(styler_id, styler_ids):
    """Number the Styler tables in their order, so that each keeps its own style."""
    return styler_ids.setdefault(styler_id, f"T_{len(styler_ids) + 1:05x}")


def refuse(notebook, place):
    """Raise BuildError when an output must not be committed."""
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            complaint = unfit(output)
            if complaint:
                raise BuildError(f"{place(index)}: {complaint}")


def unfit(output):
    """Say why an output cannot be committed, or return None."""
    if output.output_type == "stream" and output.name == "stderr":
        text = output.text.strip()
        return f"it writes to stderr; silence the cause:\n{indent(text)}"
    if output.output_type == "error":
        return f"it raises {output.ename}: {output.evalue}"
    texts = [output.get("text", "")]
    data = output.get("data", {})
    texts += [content for kind, content in data.items() if kind.startswith("text/")]
    for text in texts:
        found = ABSOLUTE_PATH.search(text)
        if found:
            end = text[found.start() : found.start() + 60].splitlines()[0]
            return f"it shows a path of this machine: {end}"
    if "application/javascript" in data or re.search(r"<(script|iframe)", str(data)):
        return "it needs JavaScript, which GitHub does not run; show a static output"
    return None


def refuse_size(content: bytes, file):
    if len(content) > LARGEST:
        raise BuildError(
            f"{file} would weigh {len(content) / 1000:.0f} kB, over "
            f"{LARGEST / 1000:.0f} kB; show fewer rows, or fewer or smaller figures"
        )


def indent(text):
    return "\n".join(f"    {line}" for line in text.splitlines())
