"""Modules and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast

from tests.hygiene.repository import Module, module, modules

MODULE_LINES = 350
FUNCTION_LINES = 50


def too_long(sources: tuple[Module, ...]) -> list[str]:
    """A line for each module or function that is longer than it may be."""
    found = []
    for source in sources:
        lines = source.text.count("\n")
        if lines > MODULE_LINES:
            found.append(f"{source.path}: {lines} lines, at most {MODULE_LINES}")
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    place = f"{source.path}:{node.lineno}: {node.name}"
                    found.append(f"{place} has {length} lines, at most {FUNCTION_LINES}")
    return found


def test_sizes() -> None:
    assert too_long(modules("engine", "webui")) == []


def test_there_are_modules() -> None:
    assert len(modules("engine")) > 10


def test_long_code_is_seen() -> None:
    body = "    x = 1\n"
    assert too_long((module("engine/a.py", "def f():\n" + body * 49),)) == []
    assert too_long((module("engine/a.py", "def f():\n" + body * 50),)) == ["engine/a.py:1: f has 51 lines, at most 50"]
    assert too_long((module("engine/a.py", "x = 1\n" * 351),)) == ["engine/a.py: 351 lines, at most 350"]
