"""The domain knowledge as immutable plain data: what every later stage reads instead of the RDF graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine import errors

Text = Mapping[str, str]
Strength = Literal["hard", "advisory"]

LANGUAGES = ("es", "ca", "en")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the domain; `broader` and `statements` hold ids in sorted order.

    `basis` is "sources" or "domain knowledge". `dimension` names the score that the concept is an axis of. `evidenced_by`
    holds the plan paths ("one_to_one.identify", "alliances[].analysis") in which a plan shows the concept.
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
    """A threshold with its evidence; percentages are ratios (0.25). `variants` maps a sector to its own value.

    `direction` is "min" or "max" where the value is a limit, "range" where it is a value to compare with; `strength` how well
    the evidence bears it ("study" to "assumption"); `valid_from` an ISO date. `unit` is an id: "share-of-sales".
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
    """All the knowledge of one folder; mappings are sorted by id. `digest` is the SHA-256 of the files it was read from."""

    version: str
    digest: str
    concepts: Mapping[str, Concept]
    relations: tuple[Relation, ...]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]

    def narrower(self, concept: str) -> tuple[str, ...]:
        """The direct narrower concepts, in the order of `precedes` where it orders them, else by id."""
        return _ordered(
            (c.id for c in self.concepts.values() if concept in c.broader), self.related("precedes")
        )

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


def _ordered(ids: Iterable[str], precedes: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Topological order by the pairs among `ids`, the least id first among those that are free."""
    left = set(ids)
    order: list[str] = []
    while left:
        blocked = {after for before, after in precedes if before in left and after in left}
        # A cycle would block everything: fall back on the id so that the order stays total.
        order.append(min(left - blocked or left))
        left.discard(order[-1])
    return tuple(order)
