"""What importing the library loads, and where its names lead."""

import json
import subprocess
import sys

import pytest

import course_lib

HEAVY = {"matplotlib", "scipy", "seaborn", "sklearn", "duckdb", "ipywidgets"}


def loaded_by(statement: str) -> set[str]:
    program = f"import json, sys; {statement}; print(json.dumps(list(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(run.stdout)}


def test_import_loads_nothing_heavy_and_not_even_pandas():
    # Without pandas the import cannot cost more than `import pandas` does.
    assert not loaded_by("import course_lib") & (HEAVY | {"pandas", "numpy", "babel"})


def test_the_names_of_a_notebook_load_nothing_heavy():
    names = "check, day, load, money, number, percent, show, use_language"
    assert not loaded_by(f"from course_lib import {names}") & HEAVY


def test_segmentation_and_campaigns_load_nothing_heavy():
    assert not loaded_by("from course_lib import campaigns, segmentation") & HEAVY


def test_every_name_leads_somewhere():
    assert course_lib.__all__ == dir(course_lib)
    for name in course_lib.__all__:
        assert callable(getattr(course_lib, name)), name


def test_an_unknown_name_is_an_attribute_error_that_lists_the_known_ones():
    with pytest.raises(AttributeError, match="'lod'.*'load'"):
        course_lib.lod  # noqa: B018
