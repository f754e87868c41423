"""How two concepts hang together, in one language, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from engine.ask.path import BROADER, Step, ways
from engine.report.build import source_ref
from engine.report.model import Named, SourceRef
from engine.report.naming import Names
from engine.report.pages import names_without_plan
from engine.system import System
from engine.text.words import Words


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two concepts: `direction` is "out" where the way goes along it, "in" where it goes against it.

    `strength` is "" for a place in the tree, which no source needs to justify.
    """

    subject: Named
    kind: str
    object: Named
    direction: str
    strength: str
    sentence: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one concept to the other, link by link."""

    steps: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """Two concepts with the ways between them, the most telling first."""

    start: Named
    end: Named
    paths: tuple[Way, ...]


def connection(system: System, words: Words, start: str, end: str) -> Connection:
    """The ways between two concepts. Raises KeyError for an id that does not exist."""
    names = names_without_plan(system, words)
    both = (Named(start, names.concept(start)), Named(end, names.concept(end)))
    found = ways(system.knowledge, start, end)
    return Connection(*both, tuple(Way(tuple(_link(step, names) for step in way)) for way in found))


def _link(step: Step, names: Names) -> Link:
    relation = step.relation
    ends = (
        Named(relation.subject, names.concept(relation.subject)),
        Named(relation.object, names.concept(relation.object)),
    )
    if relation.kind == BROADER:
        sentence = f"{ends[0].label} {names.words.say('path-broader')} {ends[1].label}"
        return Link(ends[0], relation.kind, ends[1], step.direction, "", sentence, ())
    return Link(
        ends[0],
        relation.kind,
        ends[1],
        step.direction,
        relation.strength,
        names.relation(relation),
        tuple(source_ref(statement, names) for statement in relation.justified_by),
    )
