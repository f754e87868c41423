"""SPARQL over the graph, reading only: no update, no other data than the graph's own."""

from __future__ import annotations

from typing import Any

from pyparsing import ParseException
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from engine.errors import Problem, UsageError
from engine.knowledge.graph import PREFIXES

FORMATS = {
    "SELECT": ("text", "json", "csv"),
    "ASK": ("text", "json"),
    "CONSTRUCT": ("turtle",),
    "DESCRIBE": ("turtle",),
}
"""The forms in which the result of each kind of query can be had; "text" is left to the caller."""


def ask_graph(graph: Graph, query: str, name: str) -> tuple[Result, bool]:
    """The result of a query, and whether the query orders it. `name` stands for the query in errors.

    Raises UsageError with line and column where the query is not SPARQL, changes the graph, or reads other data.
    """
    try:
        prepared = prepareQuery(query, initNs=PREFIXES)
    except ParseException as error:
        raise UsageError(
            Problem("sparql-syntax", name, error.lineno, error.column, {"found": _found(error)}, _KINDS)
        ) from None
    except Exception as error:  # noqa: BLE001 - unknown prefixes and misplaced variables come as bare Exception
        raise UsageError(Problem("sparql-wrong", name, params={"reason": str(error)})) from None
    if outside := _outside(prepared.algebra):
        raise UsageError(Problem("sparql-outside", name, params={"word": outside}))
    return _evaluated(graph, prepared, name), _has(prepared.algebra, "OrderBy")


def _evaluated(graph: Graph, prepared: Query, name: str) -> Result:
    """The result, with all its rows. Raises UsageError where the query fails as it runs, as by a wrong pattern."""
    try:
        result = graph.query(prepared)
        _ = result.bindings  # read here: rows are worked out when they are first asked for
    except Exception as error:  # noqa: BLE001 - whatever a function of the query raises
        raise UsageError(Problem("sparql-wrong", name, params={"reason": str(error)})) from None
    if result.graph is not None:
        for prefix, iri in PREFIXES.items():
            result.graph.bind(prefix, iri)
    return result


_KINDS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def _found(error: ParseException) -> str:
    """What stands where the query stops making sense."""
    words = error.pstr[error.loc :].split()
    return words[0] if words else ""


def _has(part: Any, name: str) -> bool:
    """Whether a part of a query holds an operation of the algebra."""
    if isinstance(part, CompValue):
        return part.name == name or any(_has(value, name) for value in part.values())
    return isinstance(part, (list, tuple)) and any(_has(value, name) for value in part)


def _outside(part: Any) -> str | None:
    """The word with which a query reaches for data outside the graph, if it does."""
    if isinstance(part, CompValue):
        if part.name == "ServiceGraphPattern":
            return "SERVICE"
        if part.name == "Graph":
            return "GRAPH"
        if dict.get(part, "datasetClause"):
            return "FROM"
        part = list(part.values())
    if isinstance(part, (list, tuple)):
        return next((word for word in map(_outside, part) if word), None)
    return None
