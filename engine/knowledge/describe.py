"""From plain nodes to the glossary, with every cross reference checked."""

from __future__ import annotations

from collections.abc import Mapping

from engine.knowledge.glossary import Claim, Collection, Entry, Glossary, Labels
from engine.knowledge.model import LANGUAGES
from engine.knowledge.nodes import DCTERMS, PROV, RDF, RDFS, SKOS, VO, Nodes, Reader, local

SEARCH_LANGUAGES = (*LANGUAGES, "pt")


def describe(nodes: Nodes, folder: str) -> Glossary:
    """The glossary that the nodes describe; KnowledgeError with every gap and every unknown reference."""
    read = Reader(nodes, folder, [])
    concepts = read.of_type(f"{SKOS}Concept")
    statements = read.of_type(f"{VO}Statement")
    known = dict.fromkeys(map(local, (*concepts, *statements, *read.of_type(f"{VO}SourceDocument"))))
    entries = {local(iri): _entry(read, iri) for iri in concepts}
    claims = {local(iri): _claim(read, iri) for iri in statements}
    collections = {
        local(iri): _collection(read, iri, ordered, known)
        for ordered, kind in ((True, "OrderedCollection"), (False, "Collection"))
        for iri in read.of_type(f"{SKOS}{kind}")
    }
    read.finish()
    return Glossary(entries, claims, dict(sorted(collections.items())))


def _entry(read: Reader, iri: str) -> Entry:
    return Entry(
        local(iri),
        read.text(iri, f"{SKOS}definition"),
        read.one(iri, f"{VO}definitionBasis"),
        _labels(read, iri, f"{SKOS}altLabel"),
        _labels(read, iri, f"{SKOS}hiddenLabel"),
        read.texts(iri, f"{SKOS}scopeNote"),
        read.texts(iri, f"{SKOS}example"),
    )


def _labels(read: Reader, iri: str, prop: str) -> Labels:
    found = read.labels(iri, prop)
    return {language: found[language] for language in SEARCH_LANGUAGES if language in found}


def _claim(read: Reader, iri: str) -> Claim:
    term, says = read.text(iri, f"{RDFS}label"), read.text(iri, f"{VO}says")
    return Claim(local(iri), term, says, read.optional(iri, f"{VO}reconstructed") == "true")


def _collection(read: Reader, iri: str, ordered: bool, known: Mapping[str, None]) -> Collection:
    prop = f"{SKOS}{'memberList' if ordered else 'member'}"
    listed = _listed(read, read.one(iri, prop)) if ordered else read.many(iri, prop)
    members = read.known(iri, prop, tuple(map(local, listed)), known)
    source = read.optional(iri, f"{DCTERMS}source")
    if source is not None:
        read.known(iri, f"{DCTERMS}source", (local(source),), known)
    cited = tuple(map(local, read.many(iri, f"{PROV}wasDerivedFrom")))
    return Collection(
        local(iri),
        read.text(iri, f"{SKOS}prefLabel"),
        ordered,
        members,
        None if source is None else local(source),
        read.texts(iri, f"{SKOS}note"),
        read.known(iri, f"{PROV}wasDerivedFrom", cited, known),
    )


def _listed(read: Reader, node: str) -> tuple[str, ...]:
    """The members of an RDF list; a list that leads back to itself ends there."""
    found: list[str] = []
    seen: set[str] = set()
    while node and node != f"{RDF}nil" and node not in seen:
        seen.add(node)
        found.append(read.one(node, f"{RDF}first"))
        node = read.one(node, f"{RDF}rest")
    return tuple(found)
