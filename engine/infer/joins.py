"""A program made ready to be evaluated many times: join orders, the positions bound before each step, and
look-ups.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.infer.program import Atom, Clause, Count, Program, Term, Var

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = tuple[str, int]
"""A predicate and its number of arguments: facts of one name and several arities do not meet."""

Token = tuple[Key, tuple[int, ...], tuple[str, ...]]
"""A key with the positions (from 1) and values of the constants of an atom: what a fact must have to fit it at
all."""


@dataclass(frozen=True, slots=True)
class Step:
    """One positive literal in a join order: what is bound before it, and what it binds.

    `place` is its place among the positive literals of the body; positions count from 1, because a fact starts with
    its predicate; slots number the variables of the clause.
    """

    place: int
    key: Key
    positions: tuple[int, ...]
    values: tuple[int | str, ...]
    binds: tuple[tuple[int, int], ...]
    same: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Join:
    """A clause made ready: a join order for each literal as the first one, head and negated atoms over slots."""

    clause: Clause
    keys: tuple[Key, ...]
    needed: frozenset[Key]
    width: int
    first: tuple[tuple[Step, ...], ...]
    head: tuple[int | str, ...]
    without: tuple[tuple[Key, tuple[int | str, ...]], ...]


Places = tuple[tuple[Join, int], ...]
"""Clauses, each with the place of one of its positive literals."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A stratum made ready: its counts, its clauses by where a look at them is worth while, those without premises.

    `anchors` lists a clause once, under its rarest premise; `users` under every premise that this stratum derives.
    Both go from a key and positions to the values there.
    """

    counts: tuple[Count, ...]
    anchors: Mapping[Key, Mapping[tuple[int, ...], Mapping[tuple[str, ...], Places]]]
    users: Mapping[Key, Mapping[tuple[int, ...], Mapping[tuple[str, ...], Places]]]
    unconditional: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A program made ready to be evaluated many times."""

    strata: tuple[Stratum, ...]


def prepare(program: Program) -> Prepared:
    """Join orders and look-ups of a program, to be kept with it."""
    return Prepared(tuple(_stratum(program, ids) for ids in program.strata))


def _stratum(program: Program, ids: tuple[str, ...]) -> Stratum:
    counts = tuple(program.counts[i] for i in ids if i in program.counts)
    joins = [_join(program.clauses[i]) for i in ids if i in program.clauses]
    heads = {key_of_atom(j.clause.head) for j in joins} | {key_of_atom(count.head) for count in counts}
    frequency = Counter(token for join in joins for token in premise_tokens(join.clause))
    anchors: list[tuple[Token, Join, int]] = []
    users: list[tuple[Token, Join, int]] = []
    for join in joins:
        tokens = premise_tokens(join.clause)
        if tokens:
            rarest = min(range(len(tokens)), key=lambda place: (frequency[tokens[place]], place))
            anchors.append((tokens[rarest], join, rarest))
        users.extend((token, join, place) for place, token in enumerate(tokens) if token[0] in heads)
    bare = tuple(join for join in joins if not join.keys)
    return Stratum(counts, _table(anchors), _table(users), bare)


def _table(
    entries: list[tuple[Token, Join, int]],
) -> dict[Key, dict[tuple[int, ...], dict[tuple[str, ...], Places]]]:
    table: dict[Key, dict[tuple[int, ...], dict[tuple[str, ...], Places]]] = {}
    for (key, positions, values), join, place in entries:
        under = table.setdefault(key, {}).setdefault(positions, {})
        under[values] = (*under.get(values, ()), (join, place))
    return table


def premise_tokens(clause: Clause) -> list[Token]:
    """The tokens of the positive literals of a clause, in body order."""
    return [token_of(literal.atom) for literal in clause.body if literal.positive]


def token_of(atom: Atom) -> Token:
    """The token of an atom."""
    fixed = [(position, term) for position, term in enumerate(atom.terms, 1) if not isinstance(term, Var)]
    return key_of_atom(atom), tuple(p for p, _ in fixed), tuple(term for _, term in fixed)


def _join(clause: Clause) -> Join:
    atoms = [literal.atom for literal in clause.body if literal.positive]
    negated = [literal.atom for literal in clause.body if not literal.positive]
    names = [term for atom in atoms for term in atom.terms if isinstance(term, Var)]
    slots = {var: number for number, var in enumerate(dict.fromkeys(names))}
    keys = tuple(key_of_atom(atom) for atom in atoms)
    return Join(
        clause,
        keys,
        frozenset(keys),
        len(slots),
        tuple(_steps(atoms, _order(atoms, place), slots) for place in range(len(atoms))),
        _terms(clause.head, slots),
        tuple((key_of_atom(atom), _terms(atom, slots)) for atom in negated),
    )


def key_of_atom(atom: Atom) -> Key:
    """The key of an atom."""
    return atom.predicate, len(atom.terms)


def _terms(atom: Atom, slots: Mapping[Var, int]) -> tuple[int | str, ...]:
    return (atom.predicate, *(_term(term, slots) for term in atom.terms))


def _term(term: Term, slots: Mapping[Var, int]) -> int | str:
    return slots[term] if isinstance(term, Var) else term


def _order(atoms: list[Atom], first: int) -> list[int]:
    """The places of the atoms from `first` on, always the one next of which most arguments are known by then."""
    order = [first]
    bound = {term for term in atoms[first].terms if isinstance(term, Var)}
    while len(order) < len(atoms):
        left = [place for place in range(len(atoms)) if place not in order]

        def unknown(place: int) -> tuple[int, int]:
            terms = atoms[place].terms
            return sum(isinstance(term, Var) and term not in bound for term in terms), -len(terms)

        order.append(min(left, key=unknown))
        bound.update(term for term in atoms[order[-1]].terms if isinstance(term, Var))
    return order


def _steps(atoms: list[Atom], places: list[int], slots: Mapping[Var, int]) -> tuple[Step, ...]:
    """The steps of a join that takes the atoms at `places` in this order."""
    bound: set[Var] = set()
    steps: list[Step] = []
    for place in places:
        atom = atoms[place]
        fixed: list[tuple[int, int | str]] = []
        new: dict[Var, int] = {}
        same: list[tuple[int, int]] = []
        for position, term in enumerate(atom.terms, 1):
            if not isinstance(term, Var) or term in bound:
                fixed.append((position, _term(term, slots)))
            elif term in new:
                same.append((new[term], position))
            else:
                new[term] = position
        bound.update(new)
        binds = tuple((position, slots[var]) for var, position in new.items())
        positions, values = tuple(p for p, _ in fixed), tuple(v for _, v in fixed)
        steps.append(Step(place, key_of_atom(atom), positions, values, binds, tuple(same)))
    return tuple(steps)
