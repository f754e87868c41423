"""The quality gate of a knowledge folder: SHACL shapes, SKOS conditions, texts; for authors, never part of an audit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, SKOS, Graph, URIRef

from engine.errors import KnowledgeError, Problem
from engine.knowledge import graph as files
from engine.knowledge.files import SHAPES, turtle_files
from engine.knowledge.model import Text
from engine.knowledge.nodes import VO, local
from engine.knowledge.quality import Issue, check_skos
from engine.knowledge.wording import check_texts

_RESULTS = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?focus ?path ?value ?message WHERE {
  ?result a sh:ValidationResult ; sh:focusNode ?focus .
  OPTIONAL { ?result sh:resultPath ?path }
  OPTIONAL { ?result sh:value ?value }
  OPTIONAL { ?result sh:resultMessage ?message }
}
"""
_SUBJECT = re.compile(r"^v[a-z]:(\S+) a ")
_KINDS = {"concepts": SKOS.Concept} | {
    kind: URIRef(VO + name)
    for kind, name in (
        ("relations", "Relation"), ("statements", "Statement"), ("parameters", "Parameter"), ("sources", "SourceDocument"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """What the checks found: issues to mend, those acknowledged with a reason, how many things of each kind were looked at.

    `places` gives file and line of what an issue is about.
    """

    issues: tuple[Issue, ...]
    acknowledged: tuple[tuple[Issue, Text], ...]
    checked: Mapping[str, int]
    places: Mapping[str, tuple[str, int]]


def review(folder: Path) -> Review:
    """Every issue of a folder, sorted. Raises KnowledgeError where a file cannot be read or a shape itself is wrong."""
    data = files.load_graph(folder)
    found = sorted({*check_shapes(folder, data), *check_skos(data), *check_texts(data)})
    excused = _exceptions(data)
    used = {(issue.code, frozenset(issue.about)) for issue in found} & excused.keys()
    unused = [Issue("warning", "exception-unused", tuple(sorted(about)), code) for code, about in excused.keys() - used]
    issues = [issue for issue in found if (issue.code, frozenset(issue.about)) not in excused]
    return Review(
        tuple(sorted([*issues, *unused])),
        tuple((issue, excused[issue.code, frozenset(issue.about)]) for issue in found if issue not in issues),
        {name: len(set(data.subjects(RDF.type, kind))) for name, kind in _KINDS.items()},
        _places(folder),
    )


def check_shapes(folder: Path, data: Graph | None = None) -> list[Issue]:
    """Everything in which the Turtle files contradict the shapes, sorted; empty where they conform."""
    from pyshacl import validate

    shapes = files.load_shapes(folder)
    # The triples are copied: validation may add to the graph it is given.
    copy = Graph() + (files.load_graph(folder) if data is None else data)
    _, results, _ = validate(copy, shacl_graph=shapes, advanced=False, inplace=True, meta_shacl=False)
    if isinstance(results, Exception):
        raise KnowledgeError(Problem("knowledge-shapes", str(folder / SHAPES), params={"reason": str(results)}))
    return sorted(
        # A blank node has a new name at every reading: it may not reach a message.
        Issue("error", "shape-violation", (local(str(focus)) if isinstance(focus, URIRef) else "[]",), _told(rest))
        for focus, *rest in results.query(_RESULTS)
    )


def _told(terms: Iterable[object]) -> str:
    path, value, message = (None if term is None else str(term) for term in terms)
    named = "" if path is None else local(path).rpartition("#")[2]
    return "; ".join(filter(None, (named, value if value and ":" in value else None, message)))


def _exceptions(graph: Graph) -> dict[tuple[str, frozenset[str]], Text]:
    """The acknowledged exceptions: code and what they are about, with the reason in each language."""
    found: dict[tuple[str, frozenset[str]], Text] = {}
    for node in graph.subjects(RDF.type, URIRef(VO + "Exception")):
        about = frozenset(local(str(concept)) for concept in graph.objects(node, URIRef(VO + "about")))
        reason = {str(text.language): str(text) for text in graph.objects(node, URIRef(VO + "reason"))}  # type: ignore[attr-defined]
        found[str(graph.value(node, URIRef(VO + "issue"))), about] = reason
    return found


def _places(folder: Path) -> dict[str, tuple[str, int]]:
    """File and line where each thing is described."""
    return {
        match[1]: (str(path), number)
        for path in turtle_files(folder)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if (match := _SUBJECT.match(line))
    }
