"""The modules that make the tables around the core; each has one `build`.

`build(stream_of, people, journey, places, catalogue)` gives a dict of tables by name;
its `PARAMETERS` go to `truth/parameters.json` under the module's name.
"""

from . import calls, complaints, credit, opportunities, prospects, surveys, web

SATELLITES = [complaints, surveys, calls, prospects, opportunities, credit, web]
