"""Clauses and counts into strata: what is negated or counted is decided in a lower stratum than what depends on it.

The predicates form a graph (body -> head; through `not` or a count the edge is strict). Its strongly connected
components, in topological order, get the longest number of strict edges on any way to them; a strict edge inside a
component is a cycle through negation and is refused, as are unsafe clauses and premises that nothing can ever give.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from engine.errors import Problem, RuleError, nearest
from engine.infer.program import Atom, Clause, Count, Program, Var

if TYPE_CHECKING:
    import networkx as nx

Rule = Clause | Count


def stratify(clauses: Iterable[Clause], counts: Iterable[Count], given: frozenset[str]) -> Program:
    """The program of `clauses` and `counts` over plan facts of the predicates `given`; ids keep their order in a
    stratum.

    Raises RuleError with every problem found: `duplicate-clause`, `unsafe-variable`, `count-below-one`,
    `dead-premise`, `negation-cycle`.
    """
    rules: list[Rule] = [*clauses, *counts]
    heads = {rule.head.predicate for rule in rules}
    problems = [*_duplicates(rules), *_unsafe(rules), *_dead(rules, heads, given)]
    graph = _graph(rules, heads)
    problems += _cycles(graph)
    if problems:
        raise RuleError(problems)
    level = _levels(graph)
    strata: list[list[str]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for rule in rules:
        strata[level[rule.head.predicate]].append(rule.id)
    return Program(
        clauses={rule.id: rule for rule in rules if isinstance(rule, Clause)},
        counts={rule.id: rule for rule in rules if isinstance(rule, Count)},
        strata=tuple(tuple(ids) for ids in strata if ids),
    )


def premises(rule: Rule) -> Iterator[tuple[str, bool]]:
    """The predicates that a clause or count rests on, each with True where it must lie in a lower stratum."""
    if isinstance(rule, Count):
        yield rule.over.predicate, True
    else:
        for literal in rule.body:
            yield literal.atom.predicate, not literal.positive


def _duplicates(rules: Iterable[Rule]) -> Iterator[Problem]:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            yield Problem("duplicate-clause", rule.rule, params={"clause": rule.id})
        seen.add(rule.id)


def _unsafe(rules: Iterable[Rule]) -> Iterator[Problem]:
    """Variables that no positive literal binds, and counts that would hold for nothing at all."""
    for rule in rules:
        if isinstance(rule, Count):
            bound = _variables(rule.over)
            needed = [rule.head, Atom("", (rule.distinct,))]
            if rule.at_least < 1:
                yield Problem("count-below-one", rule.rule, params={"clause": rule.id, "count": str(rule.at_least)})
        else:
            bound = {var for lit in rule.body if lit.positive for var in _variables(lit.atom)}
            needed = [rule.head, *(lit.atom for lit in rule.body if not lit.positive)]
        loose = {str(var) for atom in needed for var in _variables(atom) - bound}
        for name in sorted(loose):
            yield Problem("unsafe-variable", rule.rule, params={"clause": rule.id, "variable": name})


def _variables(atom: Atom) -> set[Var]:
    return {term for term in atom.terms if isinstance(term, Var)}


def _dead(rules: Iterable[Rule], heads: Collection[str], given: frozenset[str]) -> Iterator[Problem]:
    known = given.union(heads)
    for rule in rules:
        for predicate in sorted({name for name, _ in premises(rule)} - known):
            params = {"clause": rule.id, "predicate": predicate}
            yield Problem("dead-premise", rule.rule, params=params, nearest=nearest(predicate, known))


def _graph(rules: Iterable[Rule], heads: Collection[str]) -> nx.DiGraph[str]:
    """Edges from premise to head among derived predicates; `strict` and the names of the `rules` stand on each
    edge.
    """
    # networkx takes longer to import than a whole audit takes to run; a cached program never needs it.
    import networkx as nx

    edges: dict[tuple[str, str], tuple[bool, set[str]]] = {}
    for rule in rules:
        for predicate, strict in premises(rule):
            if predicate in heads:
                before, names = edges.get((predicate, rule.head.predicate), (False, set()))
                edges[predicate, rule.head.predicate] = (before or strict, names | {rule.rule})
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(heads))
    for (source, target), (strict, names) in sorted(edges.items()):
        graph.add_edge(source, target, strict=strict, rules=names)
    return graph


def _cycles(graph: nx.DiGraph[str]) -> Iterator[Problem]:
    """One problem for every component with a strict edge inside: the shortest way round its first such edge."""
    import networkx as nx

    for component in sorted(sorted(found) for found in nx.strongly_connected_components(graph)):
        inside = graph.subgraph(component)
        strict = sorted((a, b) for a, b, data in inside.edges(data=True) if data["strict"])
        if strict:
            source, target = strict[0]
            way = [source, *_way(inside, target, source)]
            names = {name for pair in itertools.pairwise(way) for name in graph.edges[pair]["rules"]}
            params = {"predicates": " -> ".join(way), "rules": ", ".join(sorted(names))}
            yield Problem("negation-cycle", min(names), params=params)


def _way(graph: nx.DiGraph[str], start: str, end: str) -> list[str]:
    """The shortest path from start to end, the first in sort order of those of its length."""
    came: dict[str, str] = {}
    frontier, seen = [start], {start}
    while end not in seen:
        following: list[str] = []
        for node in frontier:
            for successor in sorted(set(graph.successors(node)) - seen):
                seen.add(successor)
                came[successor] = node
                following.append(successor)
        frontier = following
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _levels(graph: nx.DiGraph[str]) -> dict[str, int]:
    """The stratum of every derived predicate, from 0."""
    import networkx as nx

    condensed = nx.condensation(graph)
    component: dict[str, int] = condensed.graph["mapping"]
    level = dict.fromkeys(condensed.nodes, 0)
    for node in nx.topological_sort(condensed):
        for predicate in condensed.nodes[node]["members"]:
            for successor in graph.successors(predicate):
                if component[successor] != node:
                    step = level[node] + int(graph.edges[predicate, successor]["strict"])
                    level[component[successor]] = max(level[component[successor]], step)
    return {predicate: level[number] for predicate, number in component.items()}
