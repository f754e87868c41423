"""What readers need beyond an audit: definitions, synonyms, notes, what each statement says, processes in their order.

Kept apart from `model`, so that an audit does not pay for loading it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.knowledge.model import Text

Labels = Mapping[str, tuple[str, ...]]
"""Labels by language, sorted; hidden ones may be in Portuguese (pt) too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the glossary says of a concept; `basis` tells what the definition rests on, as `Concept.basis` does.

    `alternative` labels are synonyms to show, `hidden` ones only help to find the concept.
    """

    id: str
    definition: Text
    basis: str
    alternative: Labels
    hidden: Labels
    scope: Text | None
    example: Text | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement of the sources says, in our words, and the term that it is about.

    `reconstructed` marks a statement whose place in its document was lost and has been inferred (S3-134).
    """

    id: str
    term: Text
    says: Text
    reconstructed: bool


@dataclass(frozen=True, slots=True)
class Collection:
    """Concepts that belong together: in the order of a process where `ordered`, as one source tells it where `source`."""

    id: str
    label: Text
    ordered: bool
    members: tuple[str, ...]
    source: str | None
    note: Text | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words of one knowledge folder; mappings are sorted by id."""

    entries: Mapping[str, Entry]
    claims: Mapping[str, Claim]
    collections: Mapping[str, Collection]

    def containing(self, concept: str) -> tuple[Collection, ...]:
        """The collections that a concept is a member of: our own before those of the sources."""
        found = (c for c in self.collections.values() if concept in c.members)
        return tuple(sorted(found, key=lambda c: (c.source or "", c.id)))
