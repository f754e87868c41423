"""The rows of a SELECT and the answer of an ASK, in a stable order, for people and for programs."""

from __future__ import annotations

from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.query import Result
from rdflib.term import Node

from engine.knowledge.graph import PREFIXES


def names(result: Result) -> list[str]:
    """The variables of a SELECT, in the order of the query."""
    return [str(name) for name in result.vars or ()]


def values(result: Result, ordered: bool) -> list[list[str]]:
    """Each row as plain texts; "" where a variable is unbound."""
    return [["" if term is None else str(term) for term in row] for row in _rows(result, ordered)]


def short(result: Result, ordered: bool) -> list[list[str]]:
    """Each row for people: IRIs by their prefix, texts with their language."""
    return [[_short(term) for term in row] for row in _rows(result, ordered)]


def as_json(result: Result, ordered: bool) -> dict[str, Any]:
    """SPARQL 1.1 query results in JSON."""
    if result.type == "ASK":
        return {"head": {}, "boolean": result.askAnswer}
    listed = names(result)
    bindings = [
        {name: _json(term) for name, term in zip(listed, row, strict=True) if term is not None}
        for row in _rows(result, ordered)
    ]
    return {"head": {"vars": listed}, "results": {"bindings": bindings}}


def _rows(result: Result, ordered: bool) -> list[tuple[Node | None, ...]]:
    """The rows in the order that the query gives them; one that gives none gets that of their texts."""
    found: list[tuple[Node | None, ...]] = [tuple(row) for row in result]  # type: ignore[arg-type]
    return found if ordered else sorted(found, key=lambda row: [str(term) for term in row])


def _short(term: Node | None) -> str:
    if isinstance(term, Literal):
        return f"{term}@{term.language}" if term.language else str(term)
    if isinstance(term, URIRef):
        for prefix, iri in PREFIXES.items():
            if term.startswith(iri):
                return f"{prefix}:{term.removeprefix(iri)}"
    return "" if term is None else str(term)


def _json(term: Node) -> dict[str, str]:
    kind = "literal" if isinstance(term, Literal) else "bnode" if isinstance(term, BNode) else "uri"
    found = {"type": kind, "value": str(term)}
    if isinstance(term, Literal) and term.language:
        found["xml:lang"] = term.language
    elif isinstance(term, Literal) and term.datatype is not None:
        found["datatype"] = str(term.datatype)
    return found
