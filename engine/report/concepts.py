"""The card of a concept in one language, as plain data: what the command line and the web pages show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.knowledge.glossary import Claim, Collection, Glossary
from engine.knowledge.model import Concept, Relation
from engine.report.build import source_ref
from engine.report.model import Named, SourceRef
from engine.report.naming import Names
from engine.report.pages import area_of, names_without_plan, seen_by
from engine.report.planfields import FieldLine, field_lines
from engine.report.uses import concepts_read
from engine.rules.model import Rule
from engine.system import System
from engine.text.catalogue import LANGUAGES, pick
from engine.text.words import Words


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation of a concept: `direction` is "out" where it starts from the concept, "in" where it ends at it."""

    kind: str
    verb: str
    direction: str
    strength: str
    other: Named
    sentence: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that has to do with a concept: `role` is "about", "assesses" or "reads"; `seen` is told where "about"."""

    id: str
    title: str
    severity: str
    area: Named
    role: str
    seen: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What a statement says, in our words; `reconstructed` where its place in the document had to be inferred."""

    id: str
    document: str
    locator: str
    term: str
    says: str
    reconstructed: bool


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """A document with what it says of a concept."""

    id: str
    document: str
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """A collection that a concept is a member of; `position` counts from 1, 0 where there is no order.

    `source` is the document that tells the collection, "" where it is our own.
    """

    id: str
    label: str
    sentence: str
    position: int
    members: int
    source: str
    note: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class ConceptCard:
    """A concept, ready to be read. Each of `paths` leads from the root of the tree to a parent of the concept."""

    id: str
    label: str
    labels: Mapping[str, str]
    alternative: tuple[str, ...]
    definition: str
    definition_basis: str
    scope: str
    example: str
    why: str
    notes: tuple[StatementLine, ...]
    dimension: str
    basis: str
    paths: tuple[tuple[Named, ...], ...]
    narrower: tuple[Named, ...]
    collections: tuple[Membership, ...]
    relations: tuple[RelationLine, ...]
    statements: tuple[SourceGroup, ...]
    rules: tuple[RuleLine, ...]
    fields: tuple[FieldLine, ...]


def concept_card(system: System, words: Words, id: str) -> ConceptCard:
    """The card of a concept. Raises KeyError for an id that does not exist, KnowledgeError where the glossary is bad."""
    concept = system.knowledge.concepts[id]
    names, glossary, language = names_without_plan(system, words), system.glossary, words.language
    entry = glossary.entries[id]
    return ConceptCard(
        id, names.concept(id), {code: pick(concept.label, code) for code in LANGUAGES},
        entry.alternative.get(language, ()), pick(entry.definition, language), entry.basis,
        pick(entry.scope or {}, language), pick(entry.example or {}, language), pick(concept.why or {}, language),
        tuple(_statement(glossary.claims[note], names) for note in concept.notes), concept.dimension or "",
        concept.basis, tuple(_paths(id, names, ())),
        tuple(Named(narrower, names.concept(narrower)) for narrower in system.knowledge.narrower(id)),
        tuple(_membership(found, id, names) for found in glossary.containing(id)), tuple(_relations(id, names)),
        tuple(_said(concept, glossary, names)), tuple(_rules(id, names)), field_lines(id, names),
    )  # fmt: skip


def _statement(claim: Claim, names: Names) -> StatementLine:
    cited, language = source_ref(claim.id, names), names.words.language
    return StatementLine(
        claim.id,
        cited.document,
        cited.locator,
        pick(claim.term, language),
        pick(claim.says, language),
        claim.reconstructed,
    )


def _said(concept: Concept, glossary: Glossary, names: Names) -> Iterator[SourceGroup]:
    """What each document says of a concept, in the order of the documents."""
    known = names.view.knowledge
    for source in known.sources:
        cited = (id for id in concept.statements if known.statements[id].source == source)
        lines = tuple(_statement(glossary.claims[id], names) for id in cited)
        if lines:
            yield SourceGroup(source, lines[0].document, lines)


def _membership(collection: Collection, id: str, names: Names) -> Membership:
    say, language = names.words.say, names.words.language
    label, count = pick(collection.label, language), len(collection.members)
    position = collection.members.index(id) + 1 if collection.ordered else 0
    sentence = (
        say("card-step", position=position, count=count, collection=label)
        if position
        else say("card-member", count=count, collection=label)
    )
    source = names.view.knowledge.sources[collection.source] if collection.source else None
    return Membership(
        collection.id, label, sentence, position, count,
        pick(source.label, language) if source else "", pick(collection.note or {}, language),
        tuple(source_ref(statement, names) for statement in collection.statements),
    )  # fmt: skip


def _paths(id: str, names: Names, below: tuple[str, ...]) -> Iterator[tuple[Named, ...]]:
    """Every way from the root to a parent of a concept; `below` are the concepts already passed, against circles."""
    for parent in names.view.knowledge.concepts[id].broader:
        if parent in below:
            continue
        step = Named(parent, names.concept(parent))
        above = tuple(_paths(parent, names, (*below, id)))
        yield from ((*path, step) for path in above or ((),))


def _relations(id: str, names: Names) -> Iterator[RelationLine]:
    for relation in names.view.knowledge.relations:
        if id in (relation.subject, relation.object):
            yield _relation(relation, id, names)


def _relation(relation: Relation, id: str, names: Names) -> RelationLine:
    out = relation.subject == id
    other = relation.object if out else relation.subject
    sources = tuple(source_ref(statement, names) for statement in relation.justified_by)
    return RelationLine(
        relation.kind,
        _verb(relation, names),
        "out" if out else "in",
        relation.strength,
        Named(other, names.concept(other)),
        names.relation(relation),
        sources,
    )


def _verb(relation: Relation, names: Names) -> str:
    """What a relation says between the names of its two concepts."""
    before, after = names.concept(relation.subject), names.concept(relation.object)
    return names.relation(relation).removeprefix(before).removesuffix(after).strip()


def _rules(id: str, names: Names) -> Iterator[RuleLine]:
    """The rules about a concept, then those that move its score, then those whose conditions name it."""
    roles: dict[str, list[Rule]] = {"about": [], "assesses": [], "reads": []}
    for rule in names.base.rules.values():
        if rule.concept == id:
            roles["about"].append(rule)
        elif id in rule.assesses:
            roles["assesses"].append(rule)
        elif id in concepts_read(rule, names.view.knowledge):
            roles["reads"].append(rule)
    for role, rules in roles.items():
        for rule in rules:
            seen = seen_by(rule, names) if role == "about" else ""
            yield RuleLine(rule.id, names.rule(rule.id), rule.severity, area_of(rule, names), role, seen)
