"""Random stratified programs and random facts, as hypothesis strategies, and short hands to write programs in
tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from engine.infer.program import Atom, Clause, Count, Fact, Literal, Program, Term, Truth, Var
from engine.infer.stratify import stratify

if TYPE_CHECKING:
    from collections.abc import Sequence

X, Y, Z = Var("X"), Var("Y"), Var("Z")
VALUES = ("a", "b", "1", "1.0", "true", 'ñandú "q\\', "v0", "c0", "", "x" * 300, "{}'\n,]", "\u2028😀")
GIVEN = {"g0": 0, "g1": 1, "h1": 1, "g2": 2, "h2": 2, "g3": 3}
DERIVED = {"d0": 0, "d1": 1, "e1": 1, "d2": 2, "e2": 2, "f1": 1, "f2": 2, "d3": 3}
LEVELS = (0, 0, 0, 1, 1, 2, 3)


@dataclass(frozen=True)
class Case:
    """A program, the facts it is run on in the order in which they are given, and the size of its rule sets."""

    program: Program
    facts: dict[Fact, Truth]
    aimed_at: int


def yes(predicate: str, *terms: Term) -> Literal:
    """A positive literal."""
    return Literal(Atom(predicate, terms))


def no(predicate: str, *terms: Term) -> Literal:
    """A negated literal."""
    return Literal(Atom(predicate, terms), positive=False)


def rule(number: int | str, head: Literal, *body: Literal) -> Clause:
    """A clause with id and rule name made of `number`."""
    return Clause(f"c{number}", f"rule-{number}", head.atom, body)


def given_of(*rules: Clause | Count) -> frozenset[str]:
    """The predicates that occur in bodies and are no head."""
    used = {
        predicate
        for r in rules
        for predicate in ([r.over.predicate] if isinstance(r, Count) else [lit.atom.predicate for lit in r.body])
    }
    return frozenset(used - {r.head.predicate for r in rules})


def program(*rules: Clause | Count) -> Program:
    """The stratified program of these rules, whose other predicates are given."""
    clauses = [r for r in rules if isinstance(r, Clause)]
    return stratify(clauses, [r for r in rules if isinstance(r, Count)], given_of(*rules))


@st.composite
def cases(draw: st.DrawFn, most_clauses: int = 14, most_facts: int = 30) -> Case:
    """A program of up to four strata with joins, constants, negations, counts and recursion, and facts for it."""
    values = draw(st.lists(st.sampled_from(VALUES), min_size=2, max_size=4, unique=True))
    level = {name: draw(st.sampled_from(LEVELS)) for name in DERIVED}
    clauses = [_clause(draw, n, values, level) for n in range(draw(st.integers(min(4, most_clauses), most_clauses)))]
    counts = [_count(draw, n, values, level) for n in range(draw(st.integers(0, 2)))]
    arity = {**GIVEN, **DERIVED}
    facts: dict[Fact, Truth] = {}
    for _ in range(draw(st.sampled_from([0, 4, *[most_facts] * 6]))):
        # Derived predicates may be given as well, but seldom are.
        name = draw(st.sampled_from([*GIVEN, *GIVEN, *GIVEN, *DERIVED]))
        fact = (name, *(draw(st.sampled_from(values)) for _ in range(arity[name])))
        facts[fact] = draw(st.sampled_from([Truth.TRUE, Truth.TRUE, Truth.UNKNOWN]))
    aimed_at = draw(st.sampled_from([6, 1, 16, 60]))
    return Case(stratify(clauses, counts, frozenset(arity)), facts, aimed_at)


def _clause(draw: st.DrawFn, number: int, values: Sequence[str], level: dict[str, int]) -> Clause:
    head = draw(st.sampled_from([*DERIVED]))
    below = [*GIVEN, *(name for name in DERIVED if level[name] < level[head])]
    up_to = [*GIVEN, *2 * [name for name in DERIVED if level[name] <= level[head]]]
    terms: list[Term] = [X, Y, X, Y, Z, values[0]]
    positive = [
        _literal(draw, up_to, terms, positive=True) for _ in range(draw(st.sampled_from([0, 1, 1, 2, 2, 2, 3, 3])))
    ]
    bound = sorted({t for lit in positive for t in lit.atom.terms if isinstance(t, Var)})
    safe: list[Term] = [*bound, *bound, *values]
    negative = [_literal(draw, below, safe, positive=False) for _ in range(draw(st.integers(0, 2)))]
    body = draw(st.permutations([*positive, *negative])) if negative else positive
    head_terms = tuple(draw(st.sampled_from(safe)) for _ in range(DERIVED[head]))
    return Clause(f"c{number:02}", f"rule-{number}", Atom(head, head_terms), tuple(body))


def _literal(draw: st.DrawFn, names: Sequence[str], terms: Sequence[Term], *, positive: bool) -> Literal:
    name = draw(st.sampled_from(names))
    arity = {**GIVEN, **DERIVED}[name]
    return Literal(Atom(name, tuple(draw(st.sampled_from(terms)) for _ in range(arity))), positive)


def _count(draw: st.DrawFn, number: int, values: Sequence[str], level: dict[str, int]) -> Count:
    head = draw(st.sampled_from([name for name in DERIVED if DERIVED[name] < 3]))
    below = [n for n in [*GIVEN, *DERIVED] if n in GIVEN or level[n] < level[head]]
    over = draw(st.sampled_from([name for name in below if {**GIVEN, **DERIVED}[name]]))
    places = {**GIVEN, **DERIVED}[over]
    at = draw(st.integers(0, places - 1))
    terms: list[Term] = [draw(st.sampled_from([X, Y, *values[:1]])) for _ in range(places)]
    terms[at] = Z
    grouping: list[Term] = [*(t for t in terms if isinstance(t, Var) and t != Z), values[0]]
    head_terms = tuple(draw(st.sampled_from(grouping)) for _ in range(DERIVED[head]))
    at_least = draw(st.integers(1, 3))
    return Count(f"k{number}", f"count-{number}", Atom(head, head_terms), Atom(over, tuple(terms)), Z, at_least)
