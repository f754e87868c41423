"""From plain nodes to the typed knowledge, with every cross reference checked."""

from __future__ import annotations

from engine.knowledge.model import (
    Citation,
    Concept,
    Knowledge,
    Parameter,
    Relation,
    Source,
    Statement,
    Strength,
)
from engine.knowledge.nodes import DCTERMS, OWL, PROV, SKOS, VO, Nodes, Reader, local

DOMAIN_KNOWLEDGE = "domain knowledge"


def assemble(nodes: Nodes, digest: str, folder: str) -> Knowledge:
    """The knowledge that the nodes describe; KnowledgeError with every gap and every unknown reference."""
    read = Reader(nodes, folder, [])
    sources = {s.id: s for s in (_source(read, iri) for iri in read.of_type(f"{VO}SourceDocument"))}
    statements = {s.id: s for s in (_statement(read, iri, sources) for iri in read.of_type(f"{VO}Statement"))}
    concept_iris = read.of_type(f"{SKOS}Concept")
    ids = dict.fromkeys(local(iri) for iri in concept_iris)
    concepts = {c.id: c for c in (_concept(read, iri, ids, statements) for iri in concept_iris)}
    relations = [_relation(read, iri, concepts, statements) for iri in read.of_type(f"{VO}Relation")]
    parameters = {p.id: p for p in (_parameter(read, iri) for iri in read.of_type(f"{VO}Parameter"))}
    version = read.one(VO.removesuffix(":"), f"{OWL}versionInfo")
    read.finish()
    ordered = tuple(sorted(relations, key=lambda r: (r.subject, r.kind, r.object)))
    return Knowledge(version, digest, concepts, ordered, parameters, sources, statements)


def _source(read: Reader, iri: str) -> Source:
    language = read.one(iri, f"{DCTERMS}language")
    return Source(local(iri), read.text(iri, f"{SKOS}prefLabel"), language, read.one(iri, f"{VO}documentKind"))


def _statement(read: Reader, iri: str, sources: dict[str, Source]) -> Statement:
    source = local(read.one(iri, f"{DCTERMS}isPartOf"))
    read.known(iri, f"{DCTERMS}isPartOf", (source,) if source else (), sources)
    return Statement(local(iri), source, read.one(iri, f"{VO}locator"), read.one(iri, f"{VO}statementKind"))


def _concept(read: Reader, iri: str, ids: dict[str, None], statements: dict[str, Statement]) -> Concept:
    def linked(prop: str, among: dict[str, None] | dict[str, Statement]) -> tuple[str, ...]:
        return read.known(iri, prop, tuple(local(i) for i in read.many(iri, prop)), among)

    return Concept(
        id=local(iri),
        label=read.text(iri, f"{SKOS}prefLabel"),
        why=read.texts(iri, f"{VO}whyItMatters"),
        broader=linked(f"{SKOS}broader", ids),
        statements=linked(f"{PROV}wasDerivedFrom", statements),
        notes=linked(f"{VO}editorialStatement", statements),
        basis=read.one(iri, f"{VO}basis"),
        dimension=read.optional(iri, f"{VO}scoreDimension"),
        evidenced_by=read.many(iri, f"{VO}evidencedBy"),
    )


def _relation(read: Reader, iri: str, concepts: dict[str, Concept], statements: dict[str, Statement]) -> Relation:
    ends = {prop: local(read.one(iri, f"{VO}{prop}")) for prop in ("from", "to")}
    for prop, end in ends.items():
        read.known(iri, f"{VO}{prop}", (end,) if end else (), concepts)
    grounds = tuple(local(i) for i in read.many(iri, f"{VO}justifiedBy"))
    cited = tuple(g for g in grounds if g != "domain-knowledge")
    read.known(iri, f"{VO}justifiedBy", cited, statements)
    own = (DOMAIN_KNOWLEDGE,) if len(cited) < len(grounds) else ()
    strength = local(read.one(iri, f"{VO}strength"))
    if strength not in ("", "hard", "advisory"):
        read.report("knowledge-value", iri, f"{VO}strength", {"value": strength})
    level: Strength = "hard" if strength == "hard" else "advisory"
    return Relation(ends["from"], local(read.one(iri, f"{VO}kind")), ends["to"], level, own + cited)


def _parameter(read: Reader, iri: str) -> Parameter:
    unit = read.one(iri, f"{VO}unit")
    variants = sorted(
        (local(read.one(v, f"{VO}appliesTo")), read.number(v, f"{VO}value")) for v in read.many(iri, f"{VO}variant")
    )
    citations = (_citation(read, node) for node in read.many(iri, f"{VO}cites"))
    return Parameter(
        id=local(iri),
        label=read.text(iri, f"{SKOS}prefLabel"),
        unit=local(unit),
        value=read.number(iri, f"{VO}value"),
        minimum=read.optional_number(iri, f"{VO}minimum"),
        maximum=read.optional_number(iri, f"{VO}maximum"),
        direction=read.one(iri, f"{VO}direction"),
        variants=dict(variants),
        evidence=read.text(iri, f"{VO}evidence"),
        sources=tuple(sorted(citations, key=lambda c: (c.title, c.year, c.address))),
        strength=read.one(iri, f"{VO}evidenceStrength"),
        caution=read.text(iri, f"{VO}caution"),
        valid_from=read.one(iri, f"{VO}validFrom"),
        unit_label=read.text(unit, f"{SKOS}prefLabel"),
    )


def _citation(read: Reader, node: str) -> Citation:
    title, year = read.one(node, f"{DCTERMS}title"), read.one(node, f"{DCTERMS}date")
    return Citation(title, year, read.optional(node, f"{DCTERMS}source") or "")
