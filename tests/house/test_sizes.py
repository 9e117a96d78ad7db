"""Files stay rooms with one purpose, functions stay readable."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import reader

PACKAGE = Path(reader.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FILE = 350
LONGEST_FUNCTION = 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_one_room(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = [
        f"{node.name}: {lines} lines"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := _lines_of_code(node)) > LONGEST_FUNCTION
    ]
    assert not long


def _lines_of_code(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Its length without its docstring: explaining is not forbidden."""
    first = node.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if told else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring
