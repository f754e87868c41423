"""Grounding: the given facts of a plan for a compiled rule base, each certain (TRUE) or possible (UNKNOWN)."""

from __future__ import annotations

from itertools import product
from typing import Literal

from engine.facts.holds import holds
from engine.facts.view import Env, Item, View
from engine.infer.program import Fact, Truth
from engine.plan.format import FIELDS
from engine.plan.model import UNSEEN, Leaf, Record, State
from engine.plan.shapes import LeafShape
from engine.rules.compile import CompiledRules, TestSpec

Facts = dict[Fact, Truth]


def ground(view: View, compiled: CompiledRules) -> Facts:
    """All given facts, by predicate in sorted order."""
    facts: Facts = {}
    for predicate in sorted(compiled.given):
        kind, _, name = predicate.partition(":")
        if kind == "item":
            _items(view, name, predicate, facts)
        elif kind == "unseen":
            unseen = (item for item in view.domain(name) if certainty(item) is Truth.UNKNOWN)
            facts.update(((predicate, item.path), Truth.UNKNOWN) for item in unseen)
        elif kind == "under":
            facts.update(((predicate, concept), Truth.TRUE) for concept in view.knowledge.narrower(name))
        elif kind == "ref":
            _references(view, name, predicate, facts)
        elif kind in ("rel", "hard"):
            strength: Literal["hard"] | None = "hard" if kind == "hard" else None
            facts.update(((predicate, *pair), Truth.TRUE) for pair in view.knowledge.related(camel(name), strength))
        else:
            _test(view, compiled.tests[predicate], facts)
    return facts


def _items(view: View, sort: str, predicate: str, facts: Facts) -> None:
    """item(path), or item(path, parent) for a list inside an item."""
    nested = "[]" in sort
    for record in view.domain(sort):
        parent = (record.path.rpartition(f".{sort.rpartition('[].')[2]}[")[0],) if nested else ()
        facts[(predicate, record.path, *parent)] = certainty(record)


def certainty(record: Record) -> Truth:
    """An item that the plan shows is certain; the unseen item of an unknown list is possible."""
    return Truth.UNKNOWN if "[?]" in record.path else Truth.TRUE


def _references(view: View, path: str, predicate: str, facts: Facts) -> None:
    """ref(item, target): certain where stated; possible from what is unknown, and to what may not be shown."""
    sort, _, name = path.rpartition("[].")
    shape = FIELDS[path]
    assert isinstance(shape, LeafShape)
    targets = view.domain(shape.target)
    for record in view.domain(sort):
        leaf = record.at(name)
        assert isinstance(leaf, Leaf)
        for target in targets:
            if leaf.state is State.UNKNOWN:
                facts[(predicate, record.path, target.path)] = Truth.UNKNOWN
            elif leaf.state is State.VALUE and (target.id in leaf.values or target.id == UNSEEN):
                facts[(predicate, record.path, target.path)] = min(certainty(record), certainty(target))


def _test(view: View, spec: TestSpec, facts: Facts) -> None:
    domains = [domain_of(view, sort) for _, sort in spec.variables]
    names = [name for name, _ in spec.variables]
    for chosen in product(*domains):
        truth = holds(view, spec.condition, dict(zip(names, chosen, strict=True)))
        if truth is False:
            continue
        sure = min((certainty(item) for item in chosen if isinstance(item, Record)), default=Truth.TRUE)
        arguments = tuple(item if isinstance(item, str) else item.path for item in chosen)
        facts[(spec.id, *arguments)] = min(sure, Truth.TRUE if truth else Truth.UNKNOWN)


def camel(kind: str) -> str:
    """A relation's name as the graph writes it: "leads-to" is `leadsTo`."""
    first, *rest = kind.split("-")
    return first + "".join(part.capitalize() for part in rest)


def domain_of(view: View, sort: str) -> tuple[Item, ...]:
    """What a variable of a sort ranges over."""
    return view.knowledge.narrower(sort[8:]) if sort.startswith("concept:") else view.domain(sort)


def environment(view: View, spec: TestSpec, fact: Fact) -> Env:
    """The items for which a test fact was found."""
    return {
        name: argument if sort.startswith("concept:") else view.item(argument)
        for (name, sort), argument in zip(spec.variables, fact[1:], strict=True)
    }
