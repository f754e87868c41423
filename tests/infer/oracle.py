"""A third opinion for small programs: naive three-valued fixpoint over all ground substitutions, no joins, no
indexes.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from engine.infer.program import Atom, Clause, Count, Fact, Program, Truth, Var

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Values = dict[Fact, int]
"""0 false (or not there), 1 unknown, 2 true."""


def solve(program: Program, given: Mapping[Fact, Truth]) -> Values:
    """Every fact that is not false, given and derived, with its value."""
    known: Values = {fact: int(truth) for fact, truth in given.items()}
    universe = sorted({value for fact in given for value in fact[1:]} | _constants(program))
    for ids in program.strata:
        while True:
            raised = dict(known)
            for i in ids:
                heads = (
                    _clause(program.clauses[i], known, universe)
                    if i in program.clauses
                    else _count(program.counts[i], known, universe)
                )
                for fact, value in heads:
                    if value > raised.get(fact, 0):
                        raised[fact] = value
            if raised == known:
                break
            known = raised
    return known


def _constants(program: Program) -> set[str]:
    atoms = [c.head for c in (*program.clauses.values(), *program.counts.values())]
    atoms += [lit.atom for c in program.clauses.values() for lit in c.body]
    atoms += [c.over for c in program.counts.values()]
    return {term for atom in atoms for term in atom.terms if isinstance(term, str)}


def _ground(atom: Atom, env: Mapping[Var, str]) -> Fact:
    return (atom.predicate, *(env[t] if isinstance(t, Var) else t for t in atom.terms))


def _substitutions(variables: list[Var], universe: list[str]) -> Iterator[dict[Var, str]]:
    for values in itertools.product(universe, repeat=len(variables)):
        yield dict(zip(variables, values, strict=True))


def _clause(clause: Clause, known: Values, universe: list[str]) -> Iterator[tuple[Fact, int]]:
    variables = sorted({t for lit in clause.body for t in lit.atom.terms if isinstance(t, Var)})
    for env in _substitutions(variables, universe):
        value = 2
        for literal in clause.body:
            found = known.get(_ground(literal.atom, env), 0)
            value = min(value, found if literal.positive else 2 - found)
        yield _ground(clause.head, env), value


def _count(count: Count, known: Values, universe: list[str]) -> Iterator[tuple[Fact, int]]:
    heads = sorted({t for t in count.head.terms if isinstance(t, Var)})
    others = sorted({t for t in count.over.terms if isinstance(t, Var)} - {*heads, count.distinct})
    for env in _substitutions(heads, universe):
        reached = []
        for value in universe:
            full = {**env, count.distinct: value}
            if count.distinct in env and env[count.distinct] != value:
                continue
            found = [known.get(_ground(count.over, {**rest, **full}), 0) for rest in _substitutions(others, universe)]
            reached.append(max(found))
        if sum(r == 2 for r in reached) >= count.at_least:
            yield _ground(count.head, env), 2
        elif sum(r >= 1 for r in reached) >= count.at_least:
            yield _ground(count.head, env), 1
