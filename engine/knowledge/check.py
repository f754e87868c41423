"""Validation of a knowledge folder against its SHACL shapes; for tests and authors, never part of an audit."""

from __future__ import annotations

from pathlib import Path

from engine.errors import KnowledgeError, Problem
from engine.knowledge import graph
from engine.knowledge.files import SHAPES

_RESULTS = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?focus ?path ?value ?message WHERE {
  ?result a sh:ValidationResult ; sh:focusNode ?focus .
  OPTIONAL { ?result sh:resultPath ?path }
  OPTIONAL { ?result sh:value ?value }
  OPTIONAL { ?result sh:resultMessage ?message }
}
"""


def check(folder: Path) -> list[Problem]:
    """Everything in which the Turtle files contradict the shapes, sorted; empty where they conform.

    Raises KnowledgeError where a file cannot be read or a shape itself is wrong.
    """
    from pyshacl import validate

    data, shapes = graph.load_graph(folder), graph.load_shapes(folder)
    _, results, _ = validate(data, shacl_graph=shapes, advanced=False, inplace=True, meta_shacl=False)
    found = []
    if isinstance(results, Exception):
        raise KnowledgeError(Problem("knowledge-shapes", str(folder / SHAPES), params={"reason": str(results)}))
    for row in results.query(_RESULTS):
        names = ("subject", "property", "value", "message")
        params = {name: str(term) for name, term in zip(names, row, strict=True) if term is not None}
        found.append(Problem("knowledge-shape", str(folder), params=params))
    return sorted(found, key=Problem.sort_key)
