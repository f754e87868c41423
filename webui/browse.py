"""The lists of concepts and of rules, as trees and groups that templates walk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from engine.knowledge.lookup import labels_of
from engine.report.model import Named
from engine.rules.model import SEVERITIES
from engine.system import System
from engine.text.catalogue import pick
from webui.search import matches


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept of the tree and those under it."""

    id: str
    label: str
    inner: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule of the list."""

    id: str
    title: str
    severity: str


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """The rules of an area, the gravest first."""

    id: str
    label: str
    rules: tuple[RuleEntry, ...]


def tree(system: System, language: str) -> tuple[Branch, ...]:
    """All concepts, from those without a broader one downwards."""
    knowledge = system.knowledge

    def branch(id: str, above: tuple[str, ...]) -> Branch:
        inner = tuple(branch(child, (*above, id)) for child in knowledge.narrower(id) if child not in above)
        return Branch(id, pick(knowledge.concepts[id].label, language), inner)

    return tuple(branch(id, ()) for id, concept in knowledge.concepts.items() if not concept.broader)


def found_concepts(system: System, language: str, question: str) -> tuple[Named, ...]:
    """The concepts whose id or labels, preferred, alternative or hidden, match a question, by label."""
    knowledge, glossary = system.knowledge, system.glossary
    hits = (
        Named(id, pick(concept.label, language))
        for id, concept in knowledge.concepts.items()
        if any(matches(question, text) for text in (id, *chain(*labels_of(knowledge, glossary, id))))
    )
    return tuple(sorted(hits, key=lambda named: (named.label.casefold(), named.id)))


def areas(system: System, language: str, question: str) -> tuple[AreaGroup, ...]:
    """The rules whose id, title or area matches a question, by area in the order of the areas."""
    groups = (
        AreaGroup(id, pick(label, language), tuple(_rules(system, id, pick(label, language), language, question)))
        for id, label in system.base.areas.items()
    )
    return tuple(group for group in groups if group.rules)


def _rules(system: System, area: str, label: str, language: str, question: str) -> Iterator[RuleEntry]:
    rules = (rule for rule in system.base.rules.values() if rule.area == area)
    for rule in sorted(rules, key=lambda rule: (SEVERITIES.index(rule.severity), rule.id)):
        title = pick(rule.text.title, language)
        if matches(question, rule.id, title, label):
            yield RuleEntry(rule.id, title, rule.severity)
