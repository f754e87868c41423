"""The semantics of record: a stratified program evaluated in plain Python, one three-valued pass for every stratum.

Round 1 of a stratum joins its clauses and counts with all facts known; each later round joins only what can use a
fact that the round before found or made more certain (semi-naive). New facts appear at the end of a round, so a
support, the least derivation of the first round that gives the fact its final truth, rests on earlier rounds only
and proofs cannot be circular.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.infer.joins import Join, Key, Prepared, Step, Stratum, prepare
from engine.infer.program import Atom, Count, Fact, Model, Program, Support, Truth, Var

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Derivation = tuple[Truth, Fact, Support]


@dataclass(slots=True)
class Relation:
    """The facts of one key that are not false, with an index for every set of argument positions that a join asked
    for.
    """

    facts: dict[Fact, Truth] = field(default_factory=dict)
    indexes: dict[tuple[int, ...], dict[tuple[str, ...], list[Fact]]] = field(default_factory=dict)

    def put(self, fact: Fact, truth: Truth) -> None:
        """Adds a fact or raises its truth."""
        if fact not in self.facts:
            for positions, index in self.indexes.items():
                index.setdefault(tuple(fact[p] for p in positions), []).append(fact)
        self.facts[fact] = truth

    def index(self, positions: tuple[int, ...]) -> Mapping[tuple[str, ...], list[Fact]]:
        """The facts by their values at these positions."""
        index = self.indexes.get(positions)
        if index is None:
            index = self.indexes[positions] = {}
            for fact in self.facts:
                index.setdefault(tuple(fact[p] for p in positions), []).append(fact)
        return index


Store = dict[Key, Relation]


def evaluate(program: Program, given: Mapping[Fact, Truth]) -> Model:
    """What follows from the given facts; `derived` holds every head that is more certain than it was given."""
    return run(prepare(program), given)


def run(prepared: Prepared, given: Mapping[Fact, Truth]) -> Model:
    """What follows from the given facts in a prepared program; `derived` is in sort order."""
    store: Store = {}
    for fact, truth in given.items():
        _relation(store, key_of(fact)).put(fact, truth)
    derived: dict[Fact, Truth] = {}
    supports: dict[Fact, Support] = {}
    for stratum in prepared.strata:
        fresh = _first_round(stratum, store)
        while fresh:
            changed: dict[Key, list[Fact]] = defaultdict(list)
            for fact, (truth, support) in _best(fresh, store).items():
                _relation(store, key_of(fact)).put(fact, truth)
                derived[fact], supports[fact] = truth, support
                changed[key_of(fact)].append(fact)
            fresh = _next_round(stratum, store, changed)
    order = sorted(derived)
    return Model(dict(given), {fact: derived[fact] for fact in order}, {fact: supports[fact] for fact in order})


def key_of(fact: Fact) -> Key:
    """The key of a fact."""
    return fact[0], len(fact) - 1


def support_order(support: Support) -> tuple[str, tuple[Fact, ...], tuple[Fact, ...]]:
    """The sort order of supports."""
    return support.by, support.premises, support.without


def counted(count: Count, facts: Mapping[Fact, Truth]) -> Iterator[Derivation]:
    """The heads of a count over the facts of its predicate, each with the surest, then least, fact of every value
    counted.
    """
    groups: dict[tuple[str, ...], dict[str, tuple[int, Fact]]] = defaultdict(dict)
    head_vars = [term for term in count.head.terms if isinstance(term, Var)]
    for fact, truth in facts.items():
        bound = match(count.over, fact)
        if bound is not None:
            best = groups[tuple(bound[var] for var in head_vars)]
            value, candidate = bound[count.distinct], (-truth, fact)
            best[value] = min(best.get(value, candidate), candidate)
    for group, best in groups.items():
        sure = [fact for truth, fact in best.values() if -truth == Truth.TRUE]
        if len(best) >= count.at_least:
            truth = Truth.TRUE if len(sure) >= count.at_least else Truth.UNKNOWN
            shown = sure if truth is Truth.TRUE else [fact for _, fact in best.values()]
            head = ground(count.head, dict(zip(head_vars, group, strict=True)))
            yield truth, head, Support(count.id, tuple(sorted(shown)))


def match(atom: Atom, fact: Fact) -> dict[Var, str] | None:
    """What the variables of an atom stand for in a fact; None where it does not fit."""
    if fact[0] != atom.predicate or len(fact) != len(atom.terms) + 1:
        return None
    bound: dict[Var, str] = {}
    for term, value in zip(atom.terms, fact[1:], strict=True):
        if (bound.setdefault(term, value) if isinstance(term, Var) else term) != value:
            return None
    return bound


def ground(atom: Atom, bound: Mapping[Var, str]) -> Fact:
    """The fact of an atom under a substitution of all its variables."""
    return (atom.predicate, *(bound[term] if isinstance(term, Var) else term for term in atom.terms))


def _relation(store: Store, key: Key) -> Relation:
    found = store.get(key)
    if found is None:
        found = store[key] = Relation()
    return found


def _best(fresh: Iterable[Derivation], store: Store) -> dict[Fact, tuple[Truth, Support]]:
    """Of every fact that a round makes more certain, the best truth and the least support that gives it."""
    best: dict[Fact, tuple[Truth, Support]] = {}
    for truth, fact, support in fresh:
        known = store.get(key_of(fact))
        if known is not None and known.facts.get(fact, 0) >= truth:
            continue
        before = best.get(fact)
        if (
            before is None
            or truth > before[0]
            or (truth == before[0] and support_order(support) < support_order(before[1]))
        ):
            best[fact] = (truth, support)
    return best


def _first_round(stratum: Stratum, store: Store) -> list[Derivation]:
    fresh: list[Derivation] = []
    for count in stratum.counts:
        relation = store.get((count.over.predicate, len(count.over.terms)))
        if relation is not None:
            fresh.extend(counted(count, relation.facts))
    for join in stratum.unconditional:
        fresh.extend(_derive(join, (), store, ()))
    # Most clauses of a rule base say nothing about a given plan: only those of which a premise is there are looked at.
    for key, tables in stratum.anchors.items():
        if key in store:
            for positions, table in tables.items():
                index = store[key].index(positions)
                for values in table.keys() & index.keys():
                    for join, place in table[values]:
                        if store.keys() >= join.needed:
                            fresh.extend(_derive(join, join.first[place], store, index[values]))
    return fresh


def _next_round(stratum: Stratum, store: Store, changed: Mapping[Key, list[Fact]]) -> list[Derivation]:
    fresh: list[Derivation] = []
    for key, facts in changed.items():
        for positions, table in stratum.users.get(key, {}).items():
            groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
            for fact in facts:
                groups[tuple(fact[p] for p in positions)].append(fact)
            for values in table.keys() & groups.keys():
                for join, place in table[values]:
                    if store.keys() >= join.needed:
                        fresh.extend(_derive(join, join.first[place], store, groups[values]))
    return fresh


def _derive(join: Join, steps: tuple[Step, ...], store: Store, first: Sequence[Fact]) -> Iterator[Derivation]:
    """All derivations of a clause along `steps`; the first step takes the facts `first`, which have its constants."""
    env: list[str] = [""] * join.width
    chosen: list[Fact] = [()] * len(steps)
    for truth in _matches(steps, 0, store, first, env, chosen, Truth.TRUE):
        without = tuple([_filled(env, terms) for _, terms in join.without])
        for (key, _), fact in zip(join.without, without, strict=True):
            relation = store.get(key)
            found = relation.facts.get(fact) if relation is not None else None
            if found is Truth.TRUE:
                break
            if found is Truth.UNKNOWN:
                truth = Truth.UNKNOWN
        else:
            yield truth, _filled(env, join.head), Support(join.clause.id, tuple(chosen), without)


def _matches(
    steps: tuple[Step, ...],
    depth: int,
    store: Store,
    first: Sequence[Fact],
    env: list[str],
    chosen: list[Fact],
    truth: Truth,
) -> Iterator[Truth]:
    """Fills `env` and `chosen` with one match after the other, and gives the truth of each."""
    if depth == len(steps):
        yield truth
        return
    step = steps[depth]
    relation = store[step.key]
    if depth == 0:
        facts: Iterable[Fact] = first
    else:
        values = _filled(env, step.values)
        facts = relation.index(step.positions).get(values, ()) if step.positions else relation.facts
    for fact in facts:
        if step.same and any(fact[a] != fact[b] for a, b in step.same):
            continue
        for position, slot in step.binds:
            env[slot] = fact[position]
        chosen[step.place] = fact
        yield from _matches(steps, depth + 1, store, (), env, chosen, min(truth, relation.facts[fact]))


def _filled(env: list[str], terms: tuple[int | str, ...]) -> tuple[str, ...]:
    return tuple([env[term] if isinstance(term, int) else term for term in terms])
