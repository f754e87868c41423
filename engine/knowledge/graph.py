"""The one door to RDF: Turtle files in, plain nodes or plain knowledge out.

rdflib is imported inside the functions, so that a warm start, which reads the snapshot of `store`, does not pay for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import KnowledgeError, Problem
from engine.knowledge.assemble import assemble
from engine.knowledge.files import SHAPES, digest, turtle_files
from engine.knowledge.model import Knowledge
from engine.knowledge.nodes import Node, Nodes, Value

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as Term


def load_graph(folder: Path) -> Graph:
    """All Turtle files of the folder but the shapes, as one graph; KnowledgeError with the place of a syntax error."""
    from rdflib import Graph

    union = Graph()
    for path in turtle_files(folder):
        if path.name != SHAPES:
            union += _parse(path)
    return union


def load_shapes(folder: Path) -> Graph:
    """The SHACL shapes of the folder."""
    return _parse(folder / SHAPES)


def build(folder: Path) -> Knowledge:
    """The knowledge of a folder, read from its Turtle; KnowledgeError lists everything that is missing or unknown."""
    nodes: Nodes = {}
    for path in turtle_files(folder):
        if path.name != SHAPES:
            _collect(_parse(path), path.name, nodes)
    return assemble(nodes, digest(folder), str(folder))


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
