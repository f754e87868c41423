"""SKOS integrity conditions and the common quality issues of vocabularies, over the whole graph.

Conditions by their number in the SKOS reference (S9, S13, S14, S27, S36, S37); issues by their names in qSKOS.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.collection import Collection as RdfList
from rdflib.term import Node

from engine.knowledge.fold import folded
from engine.knowledge.model import LANGUAGES
from engine.knowledge.nodes import VO, local

Severity = Literal["error", "warning"]
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_SPACES = re.compile(r"^\s|\s$|\s\s")


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """Something wrong with the graph: a code that names a message, what it is about, and what fills the message in."""

    severity: Severity
    code: str
    about: tuple[str, ...]
    detail: str = ""


def check_skos(graph: Graph) -> list[Issue]:
    """Every issue of the graph as a SKOS vocabulary, sorted."""
    checks: tuple[Callable[[Graph], Iterator[Issue]], ...] = (
        _disjoint_classes, _labels_of_each, _labels_between, _hierarchy, _relation_clashes, _orphans, _notations, _lists,
    )  # fmt: skip
    return sorted({issue for check in checks for issue in check(graph)})


def concepts(graph: Graph) -> list[URIRef]:
    """The concepts of the graph, sorted."""
    return sorted(node for node in graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef))


def _disjoint_classes(graph: Graph) -> Iterator[Issue]:
    """S9 and S37: nothing is two of concept, scheme and collection."""
    kinds = (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection)
    seen: Mapping[Node, list[str]] = defaultdict(list)
    for kind in kinds:
        for node in graph.subjects(RDF.type, kind):
            seen[node].append(local(str(kind)).rpartition("#")[2])
    for node, names in seen.items():
        if len(names) > 1:
            yield Issue("error", "skos-disjoint", (local(str(node)),), " / ".join(names))


def _labels_of_each(graph: Graph) -> Iterator[Issue]:
    """S13 and S14, missing and ill-written labels, undocumented concepts."""
    for concept in concepts(graph):
        owner: dict[tuple[str, str], str] = {}
        for prop in _LABELS:
            for label in sorted(graph.objects(concept, prop), key=str):
                if not isinstance(label, RdfLiteral):  # the shapes tell of it
                    continue
                key = (folded(str(label)), label.language or "")
                if owner.setdefault(key, str(prop)) != str(prop) or _SPACES.search(str(label)) or not str(label):
                    clash = owner[key] != str(prop)
                    code = "skos-label-clash" if clash else "skos-label-spaces"
                    yield Issue("error" if clash else "warning", code, (local(concept),), f"{label}@{label.language}")
        for prop, missing, repeated in (
            (SKOS.prefLabel, "skos-label-missing", "skos-label-repeated"),
            (SKOS.definition, "skos-undocumented", "skos-definition-repeated"),
        ):
            found = [text.language for text in graph.objects(concept, prop) if isinstance(text, RdfLiteral)]
            for language in LANGUAGES:
                if found.count(language) != 1:
                    yield Issue("error", repeated if language in found else missing, (local(concept),), language)


def _labels_between(graph: Graph) -> Iterator[Issue]:
    """The same label for two concepts: preferred for both, or the synonym of one and a label of the other."""
    for language in LANGUAGES:
        preferred, alternative = (_owners(graph, prop, language) for prop in (SKOS.prefLabel, SKOS.altLabel))
        for label, owners in preferred.items():
            for pair in combinations(sorted(owners), 2):
                yield Issue("error", "skos-label-ambiguous", pair, f"{label}@{language}")
        for label, owners in alternative.items():
            both = sorted(owners | preferred.get(label, set()))
            for pair in combinations(both, 2):
                if not preferred.get(label, set()).issuperset(pair):
                    yield Issue("warning", "skos-label-overlap", pair, f"{label}@{language}")


def _owners(graph: Graph, prop: URIRef, language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for concept in concepts(graph):
        for label in graph.objects(concept, prop):
            if isinstance(label, RdfLiteral) and label.language == language:
                found[folded(str(label))].add(local(concept))
    return found


def _hierarchy(graph: Graph) -> Iterator[Issue]:
    """Circles, top concepts that have something above them, parents that another parent implies."""
    above = {concept: set(graph.transitive_objects(concept, SKOS.broader)) for concept in concepts(graph)}
    for concept in above:
        parents = set(graph.objects(concept, SKOS.broader))
        if any(concept in graph.transitive_objects(parent, SKOS.broader) for parent in parents):
            yield Issue("error", "skos-cycle", (local(concept),))
            continue
        if parents and (concept, SKOS.topConceptOf, None) in graph:
            yield Issue("error", "skos-top-below", (local(concept),))
        for parent, other in combinations(sorted(parents, key=str), 2):
            for low, high in ((parent, other), (other, parent)):
                if high in set(graph.transitive_objects(low, SKOS.broader)):
                    yield Issue("warning", "skos-redundant-parent", (local(concept), local(str(high))))


def _relation_clashes(graph: Graph) -> Iterator[Issue]:
    """S27: what is related does not stand above or below; and nothing is related to itself."""
    semantic = set(graph.transitive_subjects(_SUB_PROPERTY, SKOS.semanticRelation)) | {SKOS.broader, SKOS.related}
    associative = set(graph.transitive_subjects(_SUB_PROPERTY, SKOS.related))
    for concept in concepts(graph):
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        for prop, other in graph.predicate_objects(concept):
            if prop in semantic | associative and other == concept:
                yield Issue("error", "skos-reflexive", (local(concept),), local(str(prop)))
            below = concept in set(graph.transitive_objects(other, SKOS.broader)) if prop in associative else False
            if prop in associative and other != concept and (other in above or below):
                yield Issue("error", "skos-relation-clash", (local(concept), local(str(other))), local(str(prop)))


_SUB_PROPERTY = URIRef("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")


def _orphans(graph: Graph) -> Iterator[Issue]:
    """Concepts that nothing leads to: no place in the hierarchy and no relation."""
    links = {SKOS.broader, SKOS.narrower, SKOS.topConceptOf, *graph.subjects(RDF.type, OWL.ObjectProperty)}
    linked: set[Node] = set()
    for subject, prop, other in graph:
        if prop in links and str(prop) != f"{VO}editorialStatement":
            linked |= {subject, other}
    for concept in concepts(graph):
        if concept not in linked:
            yield Issue("warning", "skos-orphan", (local(concept),))


def _notations(graph: Graph) -> Iterator[Issue]:
    """One notation, two concepts."""
    owners: dict[str, set[str]] = defaultdict(set)
    for concept, notation in graph.subject_objects(SKOS.notation):
        owners[str(notation)].add(local(str(concept)))
    for code, found in owners.items():
        for pair in combinations(sorted(found), 2):
            yield Issue("error", "skos-notation-ambiguous", pair, code)


def _lists(graph: Graph) -> Iterator[Issue]:
    """S36, and members of collections that are no concepts or stand there twice."""
    known = set(concepts(graph))
    for collection in sorted(graph.subjects(RDF.type, SKOS.OrderedCollection), key=str):
        lists = list(graph.objects(collection, SKOS.memberList))
        members = [member for head in lists for member in RdfList(graph, head)]
        if len(lists) != 1 or len(set(members)) != len(members) or not known.issuperset(members):
            yield Issue("error", "skos-collection", (local(str(collection)),))
    for collection, member in sorted(graph.subject_objects(SKOS.member), key=str):
        if member not in known:
            yield Issue("error", "skos-collection", (local(str(collection)),))
