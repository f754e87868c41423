"""What the shape of the graph answers: kinds, parts, steps, what comes before and after, looking through groupings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.ask.lexicon import Lexicon
from engine.ask.terms import split, stem
from engine.knowledge.glossary import Collection, Glossary
from engine.knowledge.model import Knowledge, Relation


@dataclass(frozen=True, slots=True)
class Links:
    """The relations that answer a shape: their kinds, and whether the concept asked about stands at their end."""

    incoming: bool
    kinds: tuple[str, ...]


RELATIONS = {
    "requires": Links(False, ("requires",)),
    "required-by": Links(True, ("requires",)),
    "prevents": Links(True, ("prevents", "mitigates")),
    "causes": Links(True, ("leadsTo", "supports")),
    "effects": Links(False, ("leadsTo", "supports", "prevents", "mitigates")),
    "conflicts": Links(False, ("conflictsWith",)),
    "check": Links(False, ("measuredBy",)),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept with those under it that are shown with it."""

    id: str
    under: tuple[Branch, ...] = ()

    def walk(self) -> Iterator[str]:
        """All ids, each before those under it."""
        yield self.id
        for branch in self.under:
            yield from branch.walk()


@dataclass(frozen=True)
class Graph:
    """The vocabulary as questions see it."""

    knowledge: Knowledge
    glossary: Glossary
    lexicon: Lexicon

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The narrower concepts of each concept that has some, in order."""
        parents = {parent for concept in self.knowledge.concepts.values() for parent in concept.broader}
        return {parent: self.knowledge.narrower(parent) for parent in sorted(parents)}

    @cached_property
    def owners(self) -> dict[str, str]:
        """The concept that each collection is about: the lowest one that most members lie under."""
        return {id: owner for id, c in self.glossary.collections.items() if (owner := self._owner(c)) is not None}

    def above(self, id: str) -> tuple[str, ...]:
        """The concept's ancestors, the nearest first."""
        found: list[str] = []
        todo = list(self.knowledge.concepts[id].broader)
        while todo:
            current = todo.pop(0)
            if current not in found:
                found.append(current)
                todo += self.knowledge.concepts[current].broader
        return tuple(found)

    def groups(self, id: str, shape: str) -> bool:
        """Whether a concept is there to group those under it: its label says "type", "step", "example"."""
        words = {word for label in self.knowledge.concepts[id].label.values() for word in split(label)}
        return id in self.children and not words.isdisjoint(self.lexicon.groups[shape])

    def kinds(self, id: str) -> tuple[Branch, ...]:
        """The kinds of a concept; those of a grouping child where there is one."""
        kids = self.children.get(id, ())
        groups = [kid for kid in kids if self.groups(kid, "kinds")]
        if groups and not self.groups(id, "kinds") and len(groups) < len(kids):
            # One way of dividing needs no heading; several do.
            if len(groups) == 1:
                return tuple(self._branch(kid) for kid in self.children[groups[0]])
            return tuple(self._branch(group) for group in groups)
        left = (kid for kid in kids if not self.groups(kid, "example"))
        return tuple(self._branch(kid) for kid in left)

    def through(self, id: str, shape: str) -> tuple[str, ...]:
        """The grouping children of a concept that does not group itself."""
        return () if self.groups(id, shape) else tuple(k for k in self.children.get(id, ()) if self.groups(k, shape))

    def illustrating(self, id: str) -> tuple[str, ...]:
        """The concepts listed as examples whose definition names a concept."""
        name = self._stems(self.knowledge.concepts[id].label["es"])
        listed = (kid for group in self.children if self.groups(group, "example") for kid in self.children[group])
        return tuple(kid for kid in listed if name <= self._stems(self.glossary.entries[kid].definition["es"]))

    def _stems(self, text: str) -> frozenset[str]:
        """The stems of a Spanish text, which all concepts have, without empty words."""
        return frozenset(stem(word, "es") for word in split(text) if not self.lexicon.is_empty(word, "es"))

    def _branch(self, id: str, depth: int = 2) -> Branch:
        """A kind; where it only groups, with those under it."""
        if not depth or not self.groups(id, "kinds"):
            return Branch(id)
        return Branch(id, tuple(self._branch(kid, depth - 1) for kid in self.children.get(id, ())))

    def sequences(self, id: str) -> tuple[Collection, ...]:
        """The processes of a concept in order, ours before those of the sources; through a grouping child if need be."""
        for about in (id, *(kid for kid in self.children.get(id, ()) if self.groups(kid, "steps"))):
            found = [c for c in self.glossary.collections.values() if c.ordered and self.owners.get(c.id) == about]
            if found:
                return tuple(sorted(found, key=lambda c: (c.source or "", -len(c.members), c.id)))
        return ()

    def steps(self, id: str) -> tuple[str, ...]:
        """The narrower concepts that the graph puts in an order, of the concept or of a grouping child."""
        for about in (id, *(kid for kid in self.children.get(id, ()) if self.groups(kid, "steps"))):
            kids = self.children.get(about, ())
            if sum(r.kind == "precedes" and r.subject in kids and r.object in kids for r in self.knowledge.relations):
                linked = {end for r in self.of_kind("precedes") for end in (r.subject, r.object)}
                return tuple(kid for kid in kids if kid in linked) if about != id else kids
        return ()

    def parts(self, id: str) -> tuple[Branch, ...]:
        """What belongs to a concept: its parts by relation, its unordered collections, then its narrower concepts."""
        members = [m for c in self.collections(id) if not c.ordered and c.source is None for m in c.members]
        related = [r.subject for r in self.of_kind("partOf") if r.object == id]
        return tuple(Branch(part) for part in dict.fromkeys((*members, *self.children.get(id, ()), *related)))

    def collections(self, id: str) -> tuple[Collection, ...]:
        """The collections about a concept, ours first."""
        found = (c for c in self.glossary.collections.values() if self.owners.get(c.id) == id)
        return tuple(sorted(found, key=lambda c: (c.source or "", c.id)))

    def beside(self, id: str, after: bool) -> tuple[tuple[str, Collection | Relation], ...]:
        """What comes right before (or after) a concept, with what says so: collections first, then relations."""
        found: list[tuple[str, Collection | Relation]] = []
        for collection in self.glossary.containing(id):
            at = collection.members.index(id) + (1 if after else -1)
            if collection.ordered and 0 <= at < len(collection.members):
                found.append((collection.members[at], collection))
        for relation in self.of_kind("precedes"):
            here, there = (relation.subject, relation.object) if after else (relation.object, relation.subject)
            if here == id:
                found.append((there, relation))
        return tuple(found)

    def of_kind(self, *kinds: str) -> tuple[Relation, ...]:
        """The relations of some kinds, in the order of their ends."""
        wanted = (r for r in self.knowledge.relations if r.kind in kinds)
        return tuple(sorted(wanted, key=lambda r: (kinds.index(r.kind), r.strength != "hard", r.subject, r.object)))

    def shared(self, one: str, other: str) -> str | None:
        """The lowest concept above both, or one of them that is above the other; None for the root of all."""
        first, second = (one, *self.above(one)), (other, *self.above(other))
        return next((id for id in first if id in second and self.knowledge.concepts[id].broader), None)

    def _owner(self, collection: Collection) -> str | None:
        counts = Counter(up for member in collection.members for up in self.above(member))
        half = len(collection.members) / 2
        most = [up for up, count in counts.items() if count > half]
        return min(most, key=lambda up: (-len(self.above(up)), -counts[up], up), default=None)
