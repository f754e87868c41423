"""How two concepts hang together: the shortest ways from one to the other over relations and the tree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from engine.knowledge.model import Knowledge, Relation

if TYPE_CHECKING:
    import networkx as nx

BROADER = "broader"
MOST = 3
_LOOKED_AT = 12
"""How many ways are looked at for those that are worth telling."""
_WORTH, _NEW = 1.5, 2
"""How much longer than the shortest way another may be, and how many links it must have that each told one lacks."""
_HARD, _ADVISORY, _TREE = 1.0, 1.3, 2.0
_LIKE_TREE = (BROADER, "partOf")


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a way; `direction` is "out" where the way goes from its subject to its object, else "in"."""

    relation: Relation
    direction: str


def ways(knowledge: Knowledge, start: str, end: str) -> tuple[tuple[Step, ...], ...]:
    """Up to three ways from a concept to another, the shortest first; none where nothing joins them."""
    # networkx takes longer to import than most commands take to run.
    import networkx as nx

    graph = _graph(knowledge)
    if not nx.has_path(graph, start, end):
        return ()
    found: list[tuple[str, ...]] = []
    most = math.inf
    for way in islice(nx.shortest_simple_paths(graph, start, end, weight="weight"), _LOOKED_AT):
        nodes = tuple(way)
        length = sum(graph.edges[pair]["weight"] for pair in pairwise(nodes))
        if length > most or len(found) == MOST:
            break
        if not found:
            most = length * _WORTH
        if all(len(_pairs(nodes) - _pairs(told)) >= _NEW for told in found):
            found.append(nodes)
    return tuple(tuple(_steps(graph, nodes)) for nodes in found)


def _pairs(nodes: tuple[str, ...]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in pairwise(nodes))


def _steps(graph: nx.Graph[str], nodes: tuple[str, ...]) -> Iterator[Step]:
    for before, after in pairwise(nodes):
        relation: Relation = graph.edges[before, after]["relation"]
        yield Step(relation, "out" if relation.subject == before else "in")


def _graph(knowledge: Knowledge) -> nx.Graph[str]:
    """The concepts, each two joined by the lightest of their links."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(knowledge.concepts)
    for relation, weight in _links(knowledge):
        pair = (relation.subject, relation.object)
        if not graph.has_edge(*pair) or weight < graph.edges[pair]["weight"]:
            graph.add_edge(*pair, weight=weight, relation=relation)
    return graph


def _links(knowledge: Knowledge) -> Iterator[tuple[Relation, float]]:
    """Every link with its weight: what joins much says little, so that it weighs more the more it joins."""
    below = {id: len(knowledge.below(id)) for id in knowledge.concepts}
    joined = Counter(id for relation in knowledge.relations for id in (relation.subject, relation.object))
    for relation in knowledge.relations:
        firm = _HARD if relation.strength == "hard" else _ADVISORY
        base = _TREE if relation.kind in _LIKE_TREE else firm
        yield relation, base + math.log2(joined[relation.subject] * joined[relation.object]) / 8
    for id, concept in knowledge.concepts.items():
        for parent in concept.broader:
            yield Relation(id, BROADER, parent, "hard", ()), _TREE + math.log2(1 + below[parent]) / 2
