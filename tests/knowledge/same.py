"""What a graph says, without the names of its blank nodes: to compare graphs whose blank nodes form trees."""

from __future__ import annotations

from rdflib import BNode, Graph
from rdflib.term import Node


def said(graph: Graph) -> list[str]:
    """The triples as texts, sorted; a blank node stands for what leads to it and what it leads to.

    `rdflib.compare` tells the same of any graph, but takes half a minute for a thousand blank nodes.
    """
    names: dict[Node, str] = {}

    def name(term: Node) -> str:
        if not isinstance(term, BNode):
            return term.n3()
        if term not in names:
            above = sorted(f"{name(subject)} {prop}" for subject, prop in graph.subject_predicates(term))
            names[term] = f"[{above} {below(term)}]"
        return names[term]

    def below(term: Node) -> str:
        pairs = graph.predicate_objects(term)
        return "; ".join(sorted(f"{prop} {below(o) if isinstance(o, BNode) else o.n3()}" for prop, o in pairs))

    return sorted(" ".join(map(name, triple)) for triple in graph)
