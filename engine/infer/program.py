"""The intermediate form: a rule base as a small stratified Datalog program, and the result of running one.

A fact is a tuple of strings, the predicate first: ("link", "actions.objectives", "a1", "o2"). Arguments are ids, never free
text. Facts are three-valued: TRUE (certain), UNKNOWN (possible: the plan does not say), or not there (false). The truth of a
body is the least of its literals, `not` turns TRUE and false round and keeps UNKNOWN, a head takes the best of its
derivations, a count is TRUE with enough TRUE facts and UNKNOWN with enough of either (Kleene; design note "Unknown, exactly").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

Fact = tuple[str, ...]


class Truth(IntEnum):
    """How sure a fact is; a fact that is not there is false."""

    UNKNOWN = 1
    TRUE = 2


@dataclass(frozen=True, slots=True, order=True)
class Var:
    """A variable of a clause."""

    name: str

    def __str__(self) -> str:
        return f"?{self.name}"


Term = Var | str


@dataclass(frozen=True, slots=True)
class Atom:
    """A predicate with its terms: variables or constants."""

    predicate: str
    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return f"{self.predicate}({', '.join(str(t) for t in self.terms)})"


@dataclass(frozen=True, slots=True)
class Literal:
    """An atom of a body, or its negation. Every variable of a negated atom also stands in a positive one."""

    atom: Atom
    positive: bool = True

    def __str__(self) -> str:
        return str(self.atom) if self.positive else f"not {self.atom}"


@dataclass(frozen=True, slots=True)
class Clause:
    """`head :- body`. `id` is unique in a program; `rule` names the rule that it was compiled from."""

    id: str
    rule: str
    head: Atom
    body: tuple[Literal, ...]

    def __str__(self) -> str:
        return f"{self.head} :- {', '.join(str(b) for b in self.body)}."


@dataclass(frozen=True, slots=True)
class Count:
    """`head` holds where `over` has at least `at_least` different values of `distinct` for the variables of `head`.

    `over` may hold further variables, which are projected away, and constants, which select.
    """

    id: str
    rule: str
    head: Atom
    over: Atom
    distinct: Var
    at_least: int

    def __str__(self) -> str:
        return f"{self.head} :- at least {self.at_least} {self.distinct} in {self.over}."


@dataclass(frozen=True, slots=True)
class Program:
    """Clauses and counts in the order of their strata.

    `strata[n]` holds the ids of the clauses and counts whose head is decided in stratum n; what a clause negates or a count
    counts over lies in lower strata (or is a plan fact). Within a stratum clauses may be recursive, positively.
    """

    clauses: Mapping[str, Clause]
    counts: Mapping[str, Count]
    strata: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Support:
    """One derivation of a fact: the clause or count, and the facts of its positive literals in body order.

    Of a negative literal the ground fact that was looked for stands in `without`. A count lists the counted facts.
    """

    by: str
    premises: tuple[Fact, ...]
    without: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """What follows: every derived fact with its truth and one support at that truth (the least in sort order).

    The given facts stand in `given`. `supports` of a TRUE fact rest on TRUE premises only; its negations on facts that are
    not even possible.
    """

    given: Mapping[Fact, Truth]
    derived: Mapping[Fact, Truth]
    supports: Mapping[Fact, Support] = field(default_factory=dict)

    def truth(self, fact: Fact) -> Truth | None:
        """The truth of a given or derived fact; None for false."""
        found = self.derived.get(fact)
        return found if found is not None else self.given.get(fact)
