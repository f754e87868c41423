"""Which messages the code asks for: whole ids, and families whose members are put together from a prefix."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from engine.paths import ROOT

_TEMPLATE_STRING = re.compile(r"""(["'])([a-z][a-zA-Z0-9_.-]*)\1""")
_TEMPLATE_FAMILY = re.compile(r"""(?:say|plural)\(\s*["']([a-z0-9-]+-)["']\s*[~+]""")
_TEMPLATE_SAID = re.compile(r"""(?:say|plural)\(\s*["']([a-z0-9_.-]+)["']""")


def sources(*endings: str) -> Iterator[Path]:
    """The files of the engine and of the pages."""
    for folder in ("engine", "webui"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings:
                yield path


def _trees() -> Iterator[ast.AST]:
    for path in sources(".py"):
        yield ast.parse(path.read_text("utf-8"))


def _said(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The calls of say and plural, with what they ask for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("say", "plural"):
                yield name, node.args[0]


def _prefix(asked: ast.expr) -> str | None:
    if isinstance(asked, ast.JoinedStr) and isinstance(asked.values[0], ast.Constant):
        return str(asked.values[0].value)
    if isinstance(asked, ast.BinOp) and isinstance(asked.left, ast.Constant):
        return str(asked.left.value)
    return None


def _constants(asked: ast.expr) -> Iterator[str]:
    """The ids that an argument names itself: a constant, or both arms of a choice."""
    if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
        yield asked.value
    elif isinstance(asked, ast.IfExp):
        yield from _constants(asked.body)
        yield from _constants(asked.orelse)


def said() -> set[str]:
    """The ids that calls name in full, with both forms of those that depend on a count."""
    found: set[str] = set()
    for tree in _trees():
        for name, asked in _said(tree):
            for id in _constants(asked):
                found |= {id} if name == "say" else {f"{id}.one", f"{id}.other"}
    for path in sources(".html"):
        for match in _TEMPLATE_SAID.finditer(path.read_text("utf-8")):
            if not match[1].endswith("-"):
                plural = match[0].startswith("plural")
                found |= {f"{match[1]}.one", f"{match[1]}.other"} if plural else {match[1]}
    return found


def families() -> set[str]:
    """The prefixes of ids that are put together."""
    found = {prefix for tree in _trees() for _, asked in _said(tree) if (prefix := _prefix(asked))}
    for path in sources(".html"):
        found |= {match[1] for match in _TEMPLATE_FAMILY.finditer(path.read_text("utf-8"))}
    return found


def strings() -> set[str]:
    """Every string of the code, among them the ids that tables hold."""
    found: set[str] = set()
    for tree in _trees():
        found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    for path in sources(".html"):
        found |= {match[2] for match in _TEMPLATE_STRING.finditer(path.read_text("utf-8"))}
    return found
