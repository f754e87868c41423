"""A stratified program as rule definitions for a Rete engine: plain dicts, split into small rule sets ("shards").

A fact becomes `{"t": type code, "a1", "a2"...: argument codes, "k": 1}`; a fact looked for by a negation is
asserted a second time under a mirrored type with its world in `w` (1: it blocks a certain derivation, 2: also a
possible one). Codes are short ASCII words, so that quotes, accents, numbers and long texts in ids never reach the
engine.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from engine.errors import Problem, RuleError
from engine.infer.joins import Key, Token, premise_tokens, token_of
from engine.infer.program import Atom, Clause, Fact, Literal, Program, Var

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MAX_PATTERNS_IN_RULE = 16
"""Message slots of one frame; a rule with more makes the engine fail with error 304."""
MAX_ARITY = 28
"""Tests that fit into one pattern beside the type, the guard and the brackets."""
MAX_PATTERNS_IN_SHARD = 60
"""Below the 64 sibling tests that one fact may reach, below the 256 rules that may share a first pattern."""
PATTERNS_AIMED_AT = 12
"""What a shard is filled up to: a session costs some 10 kB for every pattern (`python -m bench.engines --shards`)."""

SENTINEL = "z"
MARKER = "m"

Source = tuple[int, int] | str
"""Where an argument comes from: a place among the premises and a position in that fact, or a constant."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an activation derives by one clause, and what was looked for.

    A head of constants is `fixed`; of any other `head` says where its parts come from.
    """

    clause: str
    fixed: Fact
    head: tuple[Source, ...]
    without: tuple[tuple[Source, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the engine: the aliases of its premises, and the outcomes of all clauses that have its patterns."""

    aliases: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Shard:
    """A rule set of a few clauses of one stratum; `text` is its definition in JSON.

    `wants` numbers the tokens of its positive literals, `blocks` those of its negated ones; there is work to do
    only where all tokens of one of `needs` have facts. Some rule of a `marked` shard starts with the marker.
    """

    text: str
    rules: Mapping[str, Rule]
    wants: tuple[int, ...]
    blocks: tuple[int, ...]
    needs: tuple[frozenset[int], ...]
    marked: bool

    @property
    def definition(self) -> dict[str, Any]:
        """The rules as the engine reads them."""
        found: dict[str, Any] = orjson.loads(self.text)
        return found


@dataclass(frozen=True, slots=True)
class Kind:
    """What facts of one key are called, the equalities that some pattern asks of them, and their tokens.

    `any` is the number of the token that all of them have, where there is one; `some` goes from positions and the
    values there to the numbers of the others.
    """

    code: str
    pairs: tuple[tuple[int, int], ...]
    any: int | None
    some: tuple[tuple[tuple[int, ...], Mapping[tuple[str, ...], int]], ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """The kinds of the facts that a program reads, by `kind_name`, and the ASCII words of its constants."""

    kinds: Mapping[str, Kind]
    constants: Mapping[str, str]

    def kind(self, atom: Atom) -> Kind:
        """The kind of the facts that an atom is about."""
        return self.kinds[kind_name(atom.predicate, len(atom.terms))]

    def token(self, atom: Atom) -> int:
        """The number of an atom's token."""
        _, positions, values = token_of(atom)
        kind = self.kind(atom)
        number = dict(kind.some)[positions][values] if positions else kind.any
        assert number is not None
        return number


def kind_name(predicate: str, arity: int) -> str:
    """Facts of one name and several numbers of arguments do not meet."""
    return f"{predicate}/{arity}"


def encode(program: Program) -> Codes:
    """The codes of all keys, constants and tokens of a program."""
    atoms = [literal.atom for clause in program.clauses.values() for literal in clause.body]
    atoms += [count.over for count in program.counts.values()]
    constants = dict.fromkeys(term for atom in atoms for term in atom.terms if not isinstance(term, Var))
    pairs: dict[Key, dict[tuple[int, int], None]] = {}
    tokens: dict[Key, dict[tuple[int, ...], dict[tuple[str, ...], int]]] = {}
    numbers = itertools.count()
    for atom in atoms:
        key, positions, values = token_of(atom)
        pairs.setdefault(key, {}).update(dict.fromkeys(equal_pairs(atom)))
        table = tokens.setdefault(key, {}).setdefault(positions, {})
        if values not in table:
            table[values] = next(numbers)
    kinds: dict[str, Kind] = {}
    for number, (key, tables) in enumerate(tokens.items()):
        whole = tables.pop((), {}).get(())
        kinds[kind_name(*key)] = Kind(str(number), tuple(pairs[key]), whole, tuple(tables.items()))
    return Codes(kinds, {value: f"c{number}" for number, value in enumerate(constants)})


def shards(program: Program, ids: Sequence[str], codes: Codes, aimed_at: int) -> Iterator[Shard]:
    """The shards of the clauses `ids` of one stratum, what gives before what takes, of `aimed_at` patterns at most.

    A clause with more has a shard to itself.

    Raises RuleError `engine-limit` for a clause that the engine cannot hold.
    """
    clauses = [program.clauses[i] for i in ids if i in program.clauses]
    problems = [problem for clause in clauses for problem in _limits(clause)]
    if problems:
        raise RuleError(problems)
    group: list[list[Clause]] = []
    size = 0
    for alike in _alike(_ordered(clauses)):
        if group and size + _size(alike[0]) > min(aimed_at, MAX_PATTERNS_IN_SHARD):
            yield _shard(group, codes)
            group, size = [], 0
        group.append(alike)
        size += _size(alike[0])
    if group:
        yield _shard(group, codes)


def _alike(clauses: Iterable[Clause]) -> Iterable[list[Clause]]:
    """Clauses with one body together: the engine matches them as one rule."""
    found: dict[tuple[Literal, ...], list[Clause]] = {}
    for clause in clauses:
        found.setdefault(clause.body, []).append(clause)
    return found.values()


def _size(clause: Clause) -> int:
    return len(clause.body) + (0 if clause.body and all(literal.positive for literal in clause.body) else 1)


def _limits(clause: Clause) -> Iterator[Problem]:
    params = {"clause": clause.id, "rule": clause.rule}
    if _size(clause) > MAX_PATTERNS_IN_RULE:
        limit = {"limit": str(MAX_PATTERNS_IN_RULE), "found": str(_size(clause)), "what": "patterns"}
        yield Problem("engine-limit", clause.rule, params={**params, **limit})
    widest = max((len(literal.atom.terms) for literal in clause.body), default=0)
    if widest > MAX_ARITY:
        limit = {"limit": str(MAX_ARITY), "found": str(widest), "what": "arguments"}
        yield Problem("engine-limit", clause.rule, params={**params, **limit})


def _ordered(clauses: Sequence[Clause]) -> list[Clause]:
    """Givers before takers; else as they come, but with those of the same rarest premise side by side.

    A premise is sent to every shard that wants it, and a shard is skipped where it has nothing to do.
    """
    depth = {clause.head.predicate: 0 for clause in clauses}
    chained: list[tuple[str, list[str]]] = []
    for clause in clauses:
        name = clause.head.predicate
        takes = [lit.atom.predicate for lit in clause.body if lit.positive and lit.atom.predicate in depth]
        if takes:
            chained.append((name, [other for other in takes if other != name]))
    # Only the order of work hangs on the depth: a longer chain costs a further wave, as recursion does anyway.
    for _ in range(8):
        before = dict(depth)
        for name, takes in chained:
            depth[name] = min(8, max([depth[name], *(depth[other] + 1 for other in takes)]))
        if depth == before:
            break
    tokens = [premise_tokens(clause) for clause in clauses]
    frequency = Counter(token for found in tokens for token in found)
    rarest = [min(found, key=frequency.__getitem__, default=None) for found in tokens]
    seen: dict[Token | None, int] = {}
    for number, token in enumerate(rarest):
        seen.setdefault(token, number)
    order = sorted(
        range(len(clauses)), key=lambda number: (depth[clauses[number].head.predicate], seen[rarest[number]])
    )
    return [clauses[number] for number in order]


def _shard(groups: Sequence[list[Clause]], codes: Codes) -> Shard:
    definition: dict[str, Any] = {SENTINEL: {"all": [{"p0": {"t": SENTINEL}}]}}
    rules: dict[str, Rule] = {}
    for number, clauses in enumerate(groups):
        # Without `dist` one fact could not stand for two premises of a rule.
        patterns, rules[f"r{number}"] = _rule(clauses, codes)
        definition[f"r{number}"] = {"all": patterns, "dist": 0}
    bodies = [clauses[0].body for clauses in groups]
    needs = [frozenset(codes.token(lit.atom) for lit in body if lit.positive) for body in bodies]
    blocks = {codes.token(lit.atom) for body in bodies for lit in body if not lit.positive}
    return Shard(
        orjson.dumps(definition).decode(),
        rules,
        tuple(sorted(frozenset[int]().union(*needs))),
        tuple(sorted(blocks)),
        tuple(dict.fromkeys(needs)),
        marked=any("m" in rule["all"][0] for rule in definition.values()),
    )


def _rule(clauses: Sequence[Clause], codes: Codes) -> tuple[list[dict[str, Any]], Rule]:
    """The patterns of clauses with one body (marker first where it negates) and what its activations derive."""
    body = clauses[0].body
    positive = [literal.atom for literal in body if literal.positive]
    negated = [literal.atom for literal in body if not literal.positive]
    patterns: list[dict[str, Any]] = []
    if negated or not positive:
        patterns.append({"m": {"t": MARKER}})
    first = "m" if patterns else "p0"
    where: dict[Var, tuple[int, int]] = {}
    for place, atom in enumerate(positive):
        guard = None if not patterns else first
        tests = _tests(atom, f"p{codes.kind(atom).code}", codes, where, guard)
        patterns.append({f"p{place}": {"$and": tests} if len(tests) > 1 else tests[0]})
        for position, term in enumerate(atom.terms, 1):
            if isinstance(term, Var):
                where.setdefault(term, (place, position))
    for place, atom in enumerate(negated):
        tests = _tests(atom, f"n{codes.kind(atom).code}", codes, where, first)
        tests.insert(-1, {"w": {first: "w"}})
        patterns.append({f"n{place}$not": {"$and": tests}})
    without = tuple(_sources(atom, where) for atom in negated)
    aliases = tuple(f"p{place}" for place in range(len(positive)))
    return patterns, Rule(aliases, tuple(_outcome(clause, where, without) for clause in clauses))


def _outcome(clause: Clause, where: Mapping[Var, tuple[int, int]], without: tuple[tuple[Source, ...], ...]) -> Outcome:
    fixed = tuple(term for term in clause.head.terms if not isinstance(term, Var))
    if len(fixed) == len(clause.head.terms):
        return Outcome(clause.id, (clause.head.predicate, *fixed), (), without)
    return Outcome(clause.id, (), _sources(clause.head, where), without)


def _tests(
    atom: Atom, code: str, codes: Codes, where: Mapping[Var, tuple[int, int]], guard: str | None
) -> list[dict[str, Any]]:
    """The tests of one pattern: type and constants first, then joins, the always-true guard last.

    The guard is needed because the engine reads past its list of tests when the last join of a pattern is false.
    """
    alone: list[dict[str, Any]] = [{"t": code}]
    joins: list[dict[str, Any]] = []
    for position, term in enumerate(atom.terms, 1):
        if not isinstance(term, Var):
            alone.append({f"a{position}": codes.constants[term]})
        elif term in where:
            place, other = where[term]
            joins.append({f"a{position}": {f"p{place}": f"a{other}"}})
    alone += [{f"e{a}_{b}": 1} for a, b in equal_pairs(atom) if atom.terms[a - 1] not in where]
    return [*alone, *joins, *([{"k": {guard: "k"}}] if guard else [])]


def equal_pairs(atom: Atom) -> Iterator[tuple[int, int]]:
    """The positions of a variable's first and each further place in an atom."""
    first: dict[Var, int] = {}
    for position, term in enumerate(atom.terms, 1):
        if isinstance(term, Var) and first.setdefault(term, position) != position:
            yield first[term], position


def _sources(atom: Atom, where: Mapping[Var, tuple[int, int]]) -> tuple[Source, ...]:
    return (atom.predicate, *(where[term] if isinstance(term, Var) else term for term in atom.terms))
