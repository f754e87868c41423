"""Imports go downwards only, in no circle, and each library that we keep at arm's length has one importer."""

from __future__ import annotations

import graphlib

import pytest

from tests.hygiene.repository import Module, imports, module, modules

# From the bottom to the top: a module may import from its own layer and from those above it in this list.
LAYERS = (
    "engine",  # the package's own __init__, which imports nothing
    "engine.errors",
    "engine.paths",
    "engine.snapshot",
    "engine.read",
    "engine.infer",
    "engine.rete",
    "engine.knowledge",
    "engine.plan",
    "engine.text",
    "engine.measures",
    "engine.rules",
    "engine.system",
    "engine.facts",
    "engine.prove",
    "engine.judge",
    "engine.profile",
    "engine.score",
    "engine.advise",
    "engine.pipeline",
    "engine.ask",
    "engine.report",
    "engine.tell",
    "engine.schemas",
    "engine.author",
    "webui",
    "engine.cli",
)

ONLY_IMPORTER = {
    "durable": ("engine.rete",),
    "durable_rules_engine": ("engine.rete",),
    "rdflib": ("engine.knowledge",),
    "yaml": ("engine.read.yamlnodes",),
    "flask": ("webui",),
    "werkzeug": ("webui",),
}


def layer(name: str) -> int | None:
    """Index of the longest layer name that `name` is or lies in; None where only the root package fits."""
    fits = [at for at in LAYERS if name == at or (name.startswith(at + ".") and at != "engine")]
    return LAYERS.index(max(fits, key=len)) if fits else None


def owner(name: str, known: frozenset[str]) -> str | None:
    """The module that an imported dotted name lies in, None where it is none of ours."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def edges(sources: tuple[Module, ...]) -> list[tuple[Module, int, str]]:
    """(importing module, line, imported module) among the given modules."""
    known = frozenset(source.name for source in sources)
    found = []
    for source in sources:
        for line, name in imports(source):
            target = owner(name, known)
            if target is not None and target != source.name:
                found.append((source, line, target))
    return found


def upward(sources: tuple[Module, ...]) -> list[str]:
    """A line for each module without a layer and each import that goes upwards."""
    lost = [f"{s.path}: no layer of LAYERS holds {s.name}" for s in sources if layer(s.name) is None]
    bad = [
        f"{source.path}:{line}: {source.name} imports {target}, which lies above it"
        for source, line, target in edges(sources)
        if (layer(target) or 0) > (layer(source.name) or 0)
    ]
    return lost + list(dict.fromkeys(bad))


def strangers(sources: tuple[Module, ...]) -> list[str]:
    """A line for each import of a library outside the module that may import it."""
    return [
        f"{source.path}:{line}: only {' or '.join(allowed)} may import {library}"
        for source in sources
        for line, name in imports(source)
        for library, allowed in ONLY_IMPORTER.items()
        if name.split(".")[0] == library
        and not any(source.name == at or source.name.startswith(at + ".") for at in allowed)
    ]


def circle(sources: tuple[Module, ...]) -> list[str]:
    """The modules of one circle of imports, or nothing; a package's __init__ may import its parts."""
    graph: dict[str, set[str]] = {}
    for source, _, target in edges(sources):
        if not source.name.startswith(target + "."):
            graph.setdefault(source.name, set()).add(target)
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


def test_imports_go_downwards() -> None:
    assert upward(modules("engine", "webui")) == []


def test_no_circle_of_imports() -> None:
    assert circle(modules("engine", "webui")) == []


def test_one_importer_each() -> None:
    assert strangers(modules("engine", "webui")) == []


def test_layers_are_unique() -> None:
    assert len(set(LAYERS)) == len(LAYERS)


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("engine/errors.py", "from engine.read import nodes\n", "engine.errors imports engine.read.nodes"),
        (
            "engine/errors.py",
            "def f():\n    import engine.read.nodes\n",
            "engine.errors imports engine.read.nodes",
        ),
        (
            "engine/errors.py",
            "from engine.read.nodes import Node\n",
            "engine.errors imports engine.read.nodes",
        ),
        ("engine/strange.py", "", "no layer of LAYERS holds engine.strange"),
    ],
)
def test_upward_import_is_seen(path: str, text: str, says: str) -> None:
    found = upward((module("engine/read/nodes.py", ""), module(path, text)))
    assert len(found) == 1
    assert says in found[0]


@pytest.mark.parametrize(
    "text",
    ["import yaml", "from yaml import CParser", "import importlib\nimportlib.import_module('yaml.events')"],
)
def test_second_importer_is_seen(text: str) -> None:
    assert strangers((module("engine/read/yamlnodes.py", text),)) == []
    assert len(strangers((module("engine/plan/parse.py", text),))) == 1


def test_circle_is_seen() -> None:
    here = module("engine/plan/a.py", "from engine.plan import b\n")
    there = module("engine/plan/b.py", "from engine.plan.a import x\n")
    assert set(circle((here, there))) == {"engine.plan.a", "engine.plan.b"}
