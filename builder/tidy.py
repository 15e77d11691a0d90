"""Repair in the sources what a program can: French typography, format of code."""

import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

from builder.build import write_whole
from builder.source import Source, read_source
from builder.typography import tidy_prose


def tidy_file(path: Path, root: Path) -> bool:
    """Rewrite one source file; return whether it changed."""
    source = read_source(path, root)
    lines = path.read_text(encoding="utf-8").splitlines()
    formatted = formatted_code(source, root)
    for cell in reversed(source.cells):  # from the end, so that lines keep their place
        new = cell.text
        if cell.kind == "markdown" and cell.lang == "fr":
            new = tidy_prose(cell.text)
        elif cell.kind == "code":
            new = formatted[cell.number]
        start = cell.line - 1
        lines[start : start + len(cell.text.splitlines())] = new.splitlines()
    content = ("\n".join(lines).rstrip() + "\n").encode()
    if content == path.read_bytes():
        return False
    write_whole(path, content)
    return True


def formatted_code(source: Source, root: Path) -> dict[int, str]:
    """Return the code cells as ruff writes them, by cell number."""
    code = [cell for cell in source.cells if cell.kind == "code"]
    cells = [nbformat.v4.new_code_cell(cell.text) for cell in code]
    config = root / "pyproject.toml"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cells.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells), file)
        options = ["--config", str(config)] if config.exists() else ["--isolated"]
        for command in (["check", "--fix", "--select", "I"], ["format"]):
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "ruff",
                    *command,
                    "--quiet",
                    *options,
                    str(file),
                ],
                check=False,  # code that does not parse is left as it is
            )
        tidied = nbformat.read(file, as_version=4).cells
    return {cell.number: new.source for cell, new in zip(code, tidied, strict=True)}
