"""Compare the library's speed with its peers': `python -m benchmarks`.

The first run makes an environment for the peers, in benchmarks/.venv, with the Python
that runs this (3.12 or later for the current pymc-marketing). Options go on to the
comparison: `--rows 1000000 5000000`, `--rounds 3`, `--ids number text uuid`,
`--customers 1000000`, `--only btyd rfm cohort fit memory world`.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
HOME = HERE / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main() -> int:
    """Make the environment if need be, and run the comparison in it."""
    if not PYTHON.exists():
        print(f"Making the peers' environment in {HOME}", flush=True)
        venv.create(HOME, with_pip=True)
    wanted = HERE / "requirements.txt"
    done = HOME / "installed.txt"
    if not done.exists() or done.read_text() != wanted.read_text():
        # Not held to constraints.txt: what the peers need may be older. The versions
        # that were compared are printed.
        subprocess.run(
            [PYTHON, "-m", "pip", "install", "--quiet", "-r", wanted], check=True
        )
        done.write_text(wanted.read_text())
    environment = dict(os.environ, PYTHONPATH=str(HERE.parent))
    run = [PYTHON, "-m", "benchmarks.compare", *sys.argv[1:]]
    return subprocess.run(run, env=environment, cwd=HERE.parent).returncode


if __name__ == "__main__":
    sys.exit(main())
