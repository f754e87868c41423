"""The problem codes that the code can give, and the parameters that it gives with each, read from the syntax trees.

A *giver* is a function with a parameter called `code`, or `Problem` itself. A call of one with a constant code is a
site of that code; its parameters are its own keywords, the mappings written in the call, and those that the giver adds.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from engine.read import CODES
from tests.hygiene.repository import Module, imports, modules

NOT_PARAMETERS = {"code", "file", "line", "column", "params", "allowed", "near", "nearest", "show"}


@dataclass(frozen=True, slots=True)
class Site:
    """One place that gives a code."""

    code: str
    place: str
    params: frozenset[str]


@dataclass(slots=True)
class Giver:
    """A function that takes a code: where it stands among the arguments, all its arguments, the parameters it adds."""

    position: int
    arguments: list[str]
    adds: set[str] = field(default_factory=set)
    passes_to: set[str] = field(default_factory=set)


@cache
def sites() -> tuple[Site, ...]:
    """All sites of the engine and the pages; those of the readers come from their own table."""
    found = list(sites_in(modules("engine", "webui")))
    found += [Site(code, "engine/read", frozenset(params)) for code, params in CODES.items()]
    return tuple(found)


def sites_in(sources: tuple[Module, ...]) -> Iterator[Site]:
    """The sites of some modules."""
    for source in sources:
        known = {"Problem": Giver(0, ["code", "file", "line", "column", "params", "allowed", "nearest"])}
        for other in imported(source):
            known |= _givers(other)
        known |= _givers(source)
        # Functions of other modules that are handed around: the collector of a file, the reporter of a rule.
        known.setdefault("add", Giver(0, ["code", "span", "allowed", "near"]))
        known.setdefault("report", Giver(0, ["code", "pointer", "allowed", "near"]))
        for scope in ast.walk(source.tree):
            if isinstance(scope, ast.FunctionDef):
                yield from _in_function(source, scope, known)


def imported(source: Module) -> list[Module]:
    """The modules of the engine that a module takes names from."""
    names = {name.rpartition(".")[0] for _, name in imports(source)}
    return [other for other in modules("engine") if other.name in names and other.name != source.name]


def _givers(source: Module) -> dict[str, Giver]:
    found: dict[str, Giver] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "code" in names:
                called = {_called(call) for call in ast.walk(node) if isinstance(call, ast.Call)}
                found[node.name] = Giver(names.index("code"), names, _written_keys(node, names), called)
    for giver in found.values():
        for other in sorted(giver.passes_to & set(found)):
            giver.adds |= found[other].adds
    return found


def _in_function(source: Module, scope: ast.FunctionDef, known: dict[str, Giver]) -> Iterator[Site]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Call) and _called(node) in known:
            giver = known[_called(node)]
            given = dict(zip(giver.arguments, node.args, strict=False))
            given |= {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
            params = {name for name in (k.arg for k in node.keywords) if name and name not in NOT_PARAMETERS}
            params |= giver.adds | _mapping_keys(node, scope)
            params |= {_constant(given[name[1:]]) for name in giver.adds if name[:1] == "=" and name[1:] in given}
            shown = frozenset(name for name in params if name and name[:1] != "=")
            for code in _codes(given.get("code")):
                yield Site(code, f"{source.path}:{node.lineno}", shown)
        elif isinstance(node, ast.Return | ast.IfExp):
            for fault in _faults(node.value if isinstance(node, ast.Return) else node):
                yield Site(fault[0], f"{source.path}:{node.lineno}", fault[1] | {"path", "value"})


def _faults(node: ast.expr | None) -> Iterator[tuple[str, frozenset[str]]]:
    """`"code", {…}` returned from a function that tells what is wrong with a written figure or date."""
    if isinstance(node, ast.IfExp):
        yield from _faults(node.body)
        yield from _faults(node.orelse)
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Dict):
        keys = frozenset(_constant(key) for key in node.elts[1].keys if key is not None)
        code = _constant(node.elts[0])
        if "-" in code:
            yield code, keys


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _constant(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _codes(node: ast.expr | None) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [_constant(node.body), _constant(node.orelse)]
    return [code for code in [_constant(node)] if code]


def _mapping_keys(call: ast.Call, scope: ast.FunctionDef) -> set[str]:
    """The keys of the mappings in a call, also of those that the function keeps in a variable first."""
    named = {name.id for part in _parts(call) for name in ast.walk(part) if isinstance(name, ast.Name)}
    found: set[str] = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") in named for target in node.targets):
            found |= _keys(node.value)
    for part in _parts(call):
        for node in ast.walk(part):
            found |= _keys(node)
    return found


def _parts(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _written_keys(node: ast.AST, arguments: list[str]) -> set[str]:
    """The keys of the mappings written in a function; "=name" for a key that its caller gives."""
    return {key for part in ast.walk(node) for key in _keys(part, arguments)}


def _keys(node: ast.AST, arguments: list[str] | None = None) -> set[str]:
    if not isinstance(node, ast.Dict):
        return set()
    found = {_constant(key) for key in node.keys if key is not None} - {""}
    for key in node.keys:
        if isinstance(key, ast.Name) and arguments and key.id in arguments:
            found.add(f"={key.id}")
    return found
