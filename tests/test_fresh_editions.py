"""On a fresh company every notebook still runs, and every solution is still right.

The notebooks are run as a reader of another edition would run them, without the
outputs that are committed: those hold for the committed edition only.
"""

import os
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from builder.assemble import Target, assemble
from builder.build import read_chapters
from builder.source import chapter_slugs
from course_lib.world import make_edition

ROOT = Path(__file__).resolve().parent.parent
SLUGS = chapter_slugs(ROOT)
# A class's size, and the smallest that a teacher would hand out.
EDITIONS = {"seed 77": (77, 6000), "seed 78": (78, 1500)}


@pytest.fixture(scope="session")
def companies(tmp_path_factory):
    folder = tmp_path_factory.mktemp("companies")
    return {
        name: str(make_edition(folder / name, seed=seed, customers=customers))
        for name, (seed, customers) in EDITIONS.items()
    }


def executed(slug, kind, folder):
    try:
        return run(slug, kind, folder)
    except (CellTimeoutError, DeadKernelError):
        # Two programs that start a kernel at once may pick the same port, and the
        # message that ends a cell is then lost. An error in a cell is never retried.
        return run(slug, kind, folder)


def run(slug, kind, folder):
    notebook = assemble(read_chapters(ROOT), Target(slug, kind, "fr")).notebook
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=90, resources={"metadata": {}}
    )
    client.execute(env=dict(os.environ, CRM_DATA=folder))
    return notebook


def verdicts(notebook):
    """Return what each `check` cell showed."""
    return [
        "".join(output.get("data", {}).get("text/markdown", ""))
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source.startswith("check(")
        for output in cell.outputs
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("slug", SLUGS)
def test_solutions_are_right_on_a_fresh_company(slug, edition, companies):
    said = verdicts(executed(slug, "solution", companies[edition]))
    assert said
    assert [one for one in said if not one.startswith("✔")] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_lessons_run_on_a_small_fresh_company(slug, companies):
    executed(slug, "lesson", companies["seed 78"])
