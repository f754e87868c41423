"""The domain knowledge as immutable plain data: what every later stage reads instead of the RDF graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine import errors

Text = Mapping[str, str]
Strength = Literal["hard", "advisory"]

LANGUAGES = ("es", "ca", "en")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the domain; `broader` and `statements` hold ids in sorted order.

    `basis` is "sources" or "domain knowledge". `dimension` is the kind of score that the concept is an axis of:
    "pillar", "one-to-one-step", "pitfall" or "plan-section". `evidenced_by` holds the plan paths in which a plan shows
    the concept ("one_to_one.identify", "alliances[].analysis").
    """

    id: str
    label: Text
    why: Text | None
    broader: tuple[str, ...]
    statements: tuple[str, ...]
    notes: tuple[str, ...]
    basis: str
    dimension: str | None
    evidenced_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A justified link between two concepts; `kind` as in the graph: "requires", "precedes", "leadsTo"."""

    subject: str
    kind: str
    object: str
    strength: Strength
    justified_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A published work that a parameter rests on; `year` may read "n.d.", `address` may be empty."""

    title: str
    year: str
    address: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold with its evidence; `variants` maps a sector or situation to its own value.

    `direction` is "min" or "max" where the value is a limit, "range" where it is a value to compare with. `strength` is
    "rule" (of law or of a provider), "study", "industry report", "practitioner", "convention" or "assumption". `unit`
    is an id: those that begin with "share" hold ratios (0.25). `valid_from` is an ISO date.
    """

    id: str
    label: Text
    unit: str
    value: float
    minimum: float | None
    maximum: float | None
    direction: str
    variants: Mapping[str, float]
    evidence: Text
    sources: tuple[Citation, ...]
    strength: str
    caution: Text
    valid_from: str
    unit_label: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the knowledge was drawn from."""

    id: str
    label: Text
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of a source document, cited by id: S2-044."""

    id: str
    source: str
    locator: str
    kind: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All the knowledge of one folder; mappings are sorted by id. `digest` is the SHA-256 of the files it came from."""

    version: str
    digest: str
    concepts: Mapping[str, Concept]
    relations: tuple[Relation, ...]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]

    def narrower(self, concept: str) -> tuple[str, ...]:
        """The direct narrower concepts: first those that `precedes` orders, in that order, then the others by id."""
        children = {c.id for c in self.concepts.values() if concept in c.broader}
        steps = {pair for pair in self.related("precedes") if children.issuperset(pair)}
        ordered = {child for pair in steps for child in pair}
        return _ordered(ordered, steps) + tuple(sorted(children - ordered))

    def below(self, concept: str) -> frozenset[str]:
        """All narrower concepts, direct and indirect, without the concept itself."""
        children: dict[str, list[str]] = {}
        for item in self.concepts.values():
            for parent in item.broader:
                children.setdefault(parent, []).append(item.id)
        found: set[str] = set()
        todo = list(children.get(concept, ()))
        while todo:
            current = todo.pop()
            if current not in found:
                found.add(current)
                todo += children.get(current, ())
        return frozenset(found)

    def related(self, kind: str, strength: Strength | None = None) -> tuple[tuple[str, str], ...]:
        """The sorted (subject, object) pairs of one kind of relation, of one strength where given."""
        wanted = (r for r in self.relations if r.kind == kind and strength in (None, r.strength))
        return tuple(sorted((r.subject, r.object) for r in wanted))

    def nearest(self, concept: str) -> str | None:
        """The known concept id closest to a mistyped one, or None where nothing is close."""
        return errors.nearest(concept, self.concepts)


def _ordered(ids: set[str], precedes: set[tuple[str, str]]) -> tuple[str, ...]:
    """Topological order of `ids`, the least id first among those that are free."""
    left = set(ids)
    order: list[str] = []
    while left:
        blocked = {after for before, after in precedes if before in left}
        # A circle would block everything: fall back on the id so that the order stays total.
        order.append(min(left - blocked or left))
        left.discard(order[-1])
    return tuple(order)
