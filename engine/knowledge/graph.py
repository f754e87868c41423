"""The one door to RDF: Turtle files in, plain nodes or plain knowledge out.

rdflib is imported inside the functions, so that a warm start, which reads the snapshot of `store`, does not pay for it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import KnowledgeError, Problem
from engine.knowledge.assemble import assemble
from engine.knowledge.describe import describe
from engine.knowledge.files import SHAPES, digest, turtle_files
from engine.knowledge.glossary import Glossary
from engine.knowledge.model import Knowledge
from engine.knowledge.nodes import BASE, DCTERMS, PROV, SKOS, Node, Nodes, Value
from engine.snapshot import read_snapshot, write_snapshot

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as Term

LAYOUT = "terms, triples"
_OWN = {
    "vo": "ontology", "vc": "concept", "vs": "statement", "vd": "source", "vp": "parameter", "vl": "relation",
    "vk": "collection", "vu": "unit", "vx": "context",
}  # fmt: skip
PREFIXES = {
    **{prefix: f"{BASE}{name}:" for prefix, name in _OWN.items()},
    "skos": SKOS,
    "prov": PROV,
    "dcterms": DCTERMS,
}
"""The prefixes that queries may use without declaring them and that exports write."""


def load_graph(folder: Path, cache_dir: Path | None = None) -> Graph:
    """All Turtle files of the folder but the shapes, as one graph; KnowledgeError with the place of a syntax error.

    From the snapshot in `cache_dir` where it fits: that is several times as quick as reading Turtle.
    """
    from rdflib import Graph

    key = "" if cache_dir is None else f"graph-{digest(folder)}"
    kept = read_snapshot(cache_dir, key)
    if isinstance(kept, list) and kept[:1] == [LAYOUT]:
        return _restore(kept[1:])
    union = Graph()
    for prefix, iri in PREFIXES.items():
        union.bind(prefix, iri)
    for path in turtle_files(folder):
        if path.name != SHAPES:
            union += _parse(path)
    write_snapshot(cache_dir, key, [LAYOUT, *_rows(union)])
    return union


def _rows(graph: Graph) -> list[list[list[Any]]]:
    """The terms of a graph, each once, and its triples by the places of their terms; both sorted."""
    from rdflib import Literal, URIRef

    def term(node: Term) -> list[str | None]:
        if isinstance(node, Literal):
            return ["text", str(node), node.language, None if node.datatype is None else str(node.datatype)]
        return ["iri" if isinstance(node, URIRef) else "blank", str(node)]

    terms = {node: term(node) for triple in graph for node in triple}
    place = {node: at for at, node in enumerate(sorted(terms, key=lambda node: [part or "" for part in terms[node]]))}
    return [[terms[node] for node in place], sorted([place[node] for node in triple] for triple in graph)]


def _restore(rows: list[list[list[Any]]]) -> Graph:
    from rdflib import BNode, Graph, Literal, URIRef

    make: dict[str, Callable[..., Term]] = {
        "iri": URIRef,
        "blank": BNode,
        "text": lambda text, language, datatype: Literal(text, language, datatype and URIRef(datatype)),
    }
    terms = [make[kind](*parts) for kind, *parts in rows[0]]
    graph = Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    for subject, prop, value in rows[1]:
        graph.add((terms[subject], terms[prop], terms[value]))
    return graph


def load_shapes(folder: Path) -> Graph:
    """The SHACL shapes of the folder."""
    return _parse(folder / SHAPES)


def build(folder: Path) -> tuple[Knowledge, Glossary]:
    """The knowledge of a folder, read from its Turtle; KnowledgeError lists everything that is missing or unknown."""
    nodes: Nodes = {}
    for path in turtle_files(folder):
        if path.name != SHAPES:
            _collect(_parse(path), path.relative_to(folder).as_posix(), nodes)
    return assemble(nodes, digest(folder), str(folder)), describe(nodes, str(folder))


def _parse(path: Path) -> Graph:
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = Graph()
    try:
        graph.parse(data=path.read_text("utf-8"), format="turtle")
    except BadSyntax as error:
        params = {"reason": str(error.message.split("\n")[0])}
        raise KnowledgeError(Problem("knowledge-syntax", str(path), error.lines + 1, 1, params)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(Problem("knowledge-unreadable", str(path), params={"reason": str(error)})) from None
    return graph


def _collect(graph: Graph, file: str, nodes: Nodes) -> None:
    """Adds the triples of one file to the plain nodes, each node marked with the file that first describes it."""
    for subject, predicate, obj in graph:
        node = nodes.setdefault(str(subject), Node(file, {}))
        node.values.setdefault(str(predicate), []).append(_value(obj))


def _value(term: Term) -> Value:
    from rdflib import Literal

    return Value(str(term), term.language) if isinstance(term, Literal) else Value(str(term), None)
