"""The files of the repository, and the parsed Python modules among them, for the hygiene tests."""

from __future__ import annotations

import ast
import functools
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: dotted name, path from the root, text and syntax tree."""

    name: str
    path: str
    text: str
    tree: ast.Module


@functools.cache
def files() -> tuple[str, ...]:
    """Paths, from the root, of all files that are committed or would be: what git ignores is left out."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return tuple(sorted(path for path in set(listed.split("\0")) if path and (ROOT / path).is_file()))


@functools.cache
def texts() -> dict[str, str]:
    """Path -> text of every file that is text (UTF-8 without NUL)."""
    found = {}
    for path in files():
        data = (ROOT / path).read_bytes()
        if b"\0" not in data and not path.endswith(".bin"):
            found[path] = data.decode("utf-8")
    return found


@functools.cache
def modules(*packages: str) -> tuple[Module, ...]:
    """The Python modules of the named top-level packages."""
    return tuple(
        module(path, text) for path, text in texts().items() if path.endswith(".py") and path.split("/")[0] in packages
    )


def module(path: str, text: str) -> Module:
    """Parse one Python file; a package is named by its folder."""
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return Module(name, path, text, ast.parse(text, path))


def imports(source: Module) -> list[tuple[int, str]]:
    """(line, dotted name) of each import; `from a import b` gives `a.b`, as b may be a module."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        elif isinstance(node, ast.Call) and _is_import_call(node):
            found += [(node.lineno, str(a.value)) for a in node.args[:1] if isinstance(a, ast.Constant)]
    return sorted(found)


def _is_import_call(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"import_module", "__import__"}
