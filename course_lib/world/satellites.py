"""The modules that make the tables around the core; each has one `build`.

`build(stream_of, people, journey, places, catalogue)` gives a dict of tables by name;
`PARAMETERS` goes to `truth/parameters.json` under the module's name.
"""

from importlib import import_module
from importlib.util import find_spec

_NAMES = "complaints surveys calls prospects opportunities credit web".split()
SATELLITES = [
    import_module(f"{__package__}.{name}")
    for name in _NAMES
    if find_spec(f"{__package__}.{name}")
]
