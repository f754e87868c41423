"""The graph in the forms in which others read RDF: Turtle, JSON-LD, RDF/XML; the same bytes each time."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from rdflib import BNode, Graph
from rdflib.term import Node

from engine.knowledge.graph import PREFIXES

SERIALISERS = {"turtle": "turtle", "jsonld": "json-ld", "rdfxml": "xml"}


_DESCRIPTION, _END = "  <rdf:Description ", "</rdf:RDF>\n"


def serialise(graph: Graph, form: str) -> bytes:
    """The whole graph; `form` is a key of SERIALISERS."""
    stable = Graph()
    for triple in sorted((_named(graph, s), _named(graph, p), _named(graph, o)) for s, p, o in graph):
        stable.add(triple)
    for prefix, iri in PREFIXES.items():
        stable.bind(prefix, iri)
    if form == "turtle":
        return stable.serialize(format=SERIALISERS[form], encoding="utf-8")
    if form == "rdfxml":
        head, *descriptions = stable.serialize(format=SERIALISERS[form]).removesuffix(_END).split(_DESCRIPTION)
        # rdflib writes the subjects in the order of a hash table.
        return (head + "".join(_DESCRIPTION + text for text in sorted(descriptions)) + _END).encode()
    written = orjson.loads(stable.serialize(format="json-ld", context=PREFIXES, auto_compact=False, encoding="utf-8"))
    return orjson.dumps(_sorted(written), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)


def _named(graph: Graph, term: Node) -> Node:
    """A blank node under a name made of what is said of it and by whom: its own name differs at every reading."""
    if not isinstance(term, BNode):
        return term
    above = sorted(f"{_named(graph, subject)} {prop}" for subject, prop in graph.subject_predicates(term))
    return BNode("b" + hashlib.blake2b(f"{above} {_content(graph, term)}".encode(), digest_size=8).hexdigest())


def _content(graph: Graph, term: Node) -> str:
    """What is said of a blank node, and of those that it leads to."""
    said = graph.predicate_objects(term)
    return " ".join(sorted(f"{p} {_content(graph, o) if isinstance(o, BNode) else o.n3()}" for p, o in said))


def _sorted(part: Any) -> Any:
    """JSON-LD without the order that hash tables gave it; lists in which the order counts stay as they are."""
    if isinstance(part, dict):
        return {key: value if key == "@list" else _sorted(value) for key, value in part.items()}
    if isinstance(part, list):
        return sorted(map(_sorted, part), key=lambda item: orjson.dumps(item, option=orjson.OPT_SORT_KEYS))
    return part
