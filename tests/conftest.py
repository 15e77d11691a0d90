"""What every test relies on: no network, and the repository's own data."""

import os
import sys
from pathlib import Path

GUARD = str(Path(__file__).parent / "no_network")


def pytest_configure():
    # Programs and notebook kernels started by a test are held to it too.
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if GUARD not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join([GUARD, *filter(None, paths)])
    loaded = getattr(sys.modules.get("sitecustomize"), "__file__", None) or ""
    if os.path.dirname(loaded) != GUARD:
        sys.path.insert(0, GUARD)
        sys.modules.pop("sitecustomize", None)
        __import__("sitecustomize")
    # Several tests run at once: each on one thread, or they wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # An edition chosen for one's own work must not decide what the tests find.
    os.environ.pop("CRM_DATA", None)
    # Nor must a test count as somebody's progress.
    os.environ["CRM_PROGRESS"] = "off"
