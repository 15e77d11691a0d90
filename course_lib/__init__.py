"""The small library that the notebooks of the workbook import.

The names below are fetched when they are first used, so that `import course_lib`
costs next to nothing and never loads Matplotlib, seaborn or scikit-learn.
"""

from importlib import import_module

_WHERE = {
    "check": "checking",
    "day": "language",
    "dictionary": "data",
    "labels": "data",
    "load": "data",
    "money": "language",
    "number": "language",
    "percent": "language",
    "progress": "progress_file",
    "show": "charts",
    "tables": "data",
    "translate": "language",
    "use_language": "language",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str):
    if name not in _WHERE:
        raise AttributeError(f"course_lib has no name {name!r}; it has {__all__}")
    return getattr(import_module(f"course_lib.{_WHERE[name]}"), name)


def __dir__():
    return __all__
