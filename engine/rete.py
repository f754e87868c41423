"""The fast path: a stratified program run by durable_rules, of which nothing else in the project knows.

The library has no maintainer and many traps (design notes, "durable_rules"), each avoided here or in
`infer/patterns.py`:
- Only the constructor of `Ruleset` and the C functions are used: no `durable.lang`, no `Host` (threads), no
  actions; activations are collected by a loop. One lock: the C code keeps global tables.
- Every wave of facts ends with a sentinel, whose rule always fires: the engine stops silently at a fact that it
  cannot read, so only a sentinel that fired proves that the whole wave went in. A fact that fits no pattern is
  reported (code 1), which is no loss. Only sessions in which a sentinel fired are deleted: of others the engine
  frees memory that it never set.
- Negation is never withdrawn by the engine: all facts that a negation may find are asserted before the marker that
  starts its rules. Strata, and the two worlds below, see to it that there are no later ones.
- Values are codes, ids are counted, no list is empty, limits are checked when compiling.

Two two-valued runs in one session of a stratum. The certain run holds the TRUE facts, and its negations (world 1)
look at all facts of the lower strata; what it derives is TRUE. The possible run then adds the UNKNOWN facts, and
its negations (world 2) look at the TRUE ones; what is new in it is UNKNOWN. Counts are counted between strata.
"""

from __future__ import annotations

import ctypes
import functools
import itertools
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import durable_rules_engine
import orjson
from durable.engine import Ruleset

from engine.infer.evaluate import counted
from engine.infer.joins import token_of
from engine.infer.patterns import MARKER, PATTERNS_AIMED_AT, SENTINEL, Codes, Outcome, Shard, Source, encode, shards
from engine.infer.program import Count, Fact, Model, Program, Support, Truth
from engine.infer.rounds import first_supports
from engine.infer.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LOCK = threading.Lock()
_NUMBERS = itertools.count(1)
_ACCEPTED = (0, 1)
"""Return codes of an assertion: handled, or (the last fact) fitting no pattern."""

Found = list[tuple[Fact, Support]]


@dataclass(frozen=True, slots=True)
class Stratum:
    """A stratum as rule sets: the handle and shard of each, and by token the places of those that want its facts.

    `always`, `ready` and `waiting` name the places of the shards with a clause that needs no token, that one, or
    more tokens: there under one of them, with all of them.
    """

    counts: tuple[Count, ...]
    loaded: tuple[tuple[int, Shard], ...]
    always: frozenset[int]
    ready: Mapping[int, tuple[int, ...]]
    waiting: Mapping[int, tuple[tuple[frozenset[int], int], ...]]
    wanted_by: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A program in the engine; to be kept, because the library gives its memory back only to `release`."""

    codes: Codes
    strata: tuple[Stratum, ...]


@dataclass(slots=True)
class _Work:
    """One stratum in the making: what each shard has not been sent yet, its open sessions and their worlds, what
    was found.

    `fresh` are the facts of which nothing was known before the stratum.
    """

    pending: dict[int, dict[Fact, None]] = field(default_factory=lambda: defaultdict(dict))
    opened: set[int] = field(default_factory=set)
    worlds: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    found: Found = field(default_factory=list)
    sure: set[Fact] = field(default_factory=set)
    fresh: set[Fact] = field(default_factory=set)


def compile_program(program: Program, aimed_at: int = PATTERNS_AIMED_AT) -> Compiled:
    """Loads a program into the engine, `aimed_at` patterns a rule set; to be kept under the digest of the rule base.

    Raises RuleError `engine-limit` for a clause that the engine cannot hold.
    """
    _keep_heap()
    codes = encode(program)
    layers = [tuple(shards(program, ids, codes, aimed_at)) for ids in program.strata]
    with _LOCK:
        return Compiled(
            codes,
            tuple(
                _load([program.counts[i] for i in ids if i in program.counts], layer)
                for ids, layer in zip(program.strata, layers, strict=True)
            ),
        )


def release(compiled: Compiled) -> None:
    """Frees the rule sets of a program, which must not be run again."""
    with _LOCK:
        for stratum in compiled.strata:
            for handle, _ in stratum.loaded:
                durable_rules_engine.delete_ruleset(handle)


def run(compiled: Compiled, given: Mapping[Fact, Truth]) -> Model:
    """What follows from the given facts: the same truths and supports as `evaluate`.

    Raises RuntimeError where the engine reports an error or loses a fact.
    """
    with _LOCK:
        audit = Wire(compiled.codes, next(_NUMBERS))
        for fact, truth in given.items():
            audit.add(fact, truth)
        derived: dict[Fact, Truth] = {}
        supports: dict[Fact, Support] = {}
        for stratum in compiled.strata:
            for fact, support in _infer(stratum, audit).items():
                derived[fact], supports[fact] = audit.truth[fact], support
    order = sorted(derived)
    return Model(dict(given), {fact: derived[fact] for fact in order}, {fact: supports[fact] for fact in order})


def _load(counts: Iterable[Count], layer: Sequence[Shard]) -> Stratum:
    """The rule sets of one stratum, created in the engine."""
    loaded: list[tuple[int, Shard]] = []
    waiting: dict[int, list[tuple[frozenset[int], int]]] = defaultdict(list)
    ready: dict[int, list[int]] = defaultdict(list)
    always: set[int] = set()
    wanted_by: dict[int, list[int]] = defaultdict(list)
    for place, shard in enumerate(layer):
        rules = {name: {**rule, "run": _never_run} for name, rule in shard.definition.items()}
        loaded.append((Ruleset(f"vinculo{next(_NUMBERS)}", None, rules)._handle, shard))
        for token in shard.wants:
            wanted_by[token].append(place)
        for need in shard.needs:
            if not need:
                always.add(place)
            elif len(need) == 1:
                ready[max(need)].append(place)
            else:
                waiting[max(need)].append((need, place))
    return Stratum(
        tuple(counts),
        tuple(loaded),
        frozenset(always),
        {token: tuple(found) for token, found in ready.items()},
        {token: tuple(found) for token, found in waiting.items()},
        {token: tuple(found) for token, found in wanted_by.items()},
    )


def _never_run(_: object) -> None:
    """What the constructor asks for: activations are collected before an action could run."""


@functools.cache
def _keep_heap() -> None:
    """Keeps glibc from giving the memory of every session back to the system, to ask for it again in the next one."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    trim_threshold, mmap_threshold = -1, -3
    mallopt(trim_threshold, 1 << 28)
    # The most that every glibc accepts; the messages of one session take more than it maps anew by default.
    mallopt(mmap_threshold, 1 << 25)


def _infer(stratum: Stratum, audit: Wire) -> dict[Fact, Support]:
    """Runs a stratum, certain and then possible; gives the facts whose truth it raised, with their supports."""
    tokens = [(count, audit.codes.tokens[token_of(count.over)]) for count in stratum.counts]
    counts = [derivation for count, token in tokens for derivation in counted(count, audit.facts(token))]
    work = _Work()
    certain: Found = []
    try:
        for level, lists in ((Truth.TRUE, audit.certain), (Truth.UNKNOWN, audit.possible)):
            if level is Truth.UNKNOWN and not lists and not counts:
                break
            for token in lists.keys() & stratum.wanted_by.keys():
                _route(stratum, work, token, [f for f in lists[token] if audit.truth[f] is level])
            for truth, fact, support in counts:
                if truth is level:
                    _note(stratum, audit, work, level, fact, support)
            _waves(stratum, audit, work, level)
            if level is Truth.TRUE:
                certain = list(work.found)
    finally:
        for place in work.opened:
            durable_rules_engine.delete_state(stratum.loaded[place][0], str(audit.number))
    supports = first_supports(certain, work.sure)
    unsure = work.fresh - work.sure
    if unsure:
        possible = first_supports(work.found, work.fresh)
        supports.update((fact, possible[fact]) for fact in unsure)
    return supports


def _route(stratum: Stratum, work: _Work, token: int, facts: Iterable[Fact]) -> None:
    """Puts facts of a token before every shard that wants them."""
    for place in stratum.wanted_by.get(token, ()):
        work.pending[place].update(dict.fromkeys(facts))


def _note(stratum: Stratum, audit: Wire, work: _Work, level: Truth, fact: Fact, support: Support) -> None:
    """Keeps a derivation; what makes its fact more certain goes on to the shards that want it."""
    work.found.append((fact, support))
    known = audit.truth.get(fact)
    if known is None or known < level:
        for token in audit.add(fact, level):
            _route(stratum, work, token, (fact,))
        if known is None:
            work.fresh.add(fact)
        if level is Truth.TRUE:
            work.sure.add(fact)


def _waves(stratum: Stratum, audit: Wire, work: _Work, level: Truth) -> None:
    """Sends to every shard with work what it has not seen, until nothing new is derived."""
    present = -1
    alive: list[int] = []
    busy = True
    while busy:
        busy = False
        if present != len(audit.certain) + len(audit.possible):
            present = len(audit.certain) + len(audit.possible)
            alive = sorted(_alive(stratum, audit, level) | work.opened)
        for place in alive:
            handle, shard = stratum.loaded[place]
            wave = [*_blockers(shard, work.worlds[place], audit, level)] if shard.marked else []
            if place in work.pending:
                wave += [audit.text(fact) for fact in work.pending.pop(place)]
            if wave:
                busy = True
                derived = _send(handle, shard, audit, wave)
                work.opened.add(place)
                for fact, support in derived:
                    _note(stratum, audit, work, level, fact, support)


def _alive(stratum: Stratum, audit: Wire, level: Truth) -> set[int]:
    """The places of the shards of which some clause has facts for all its positive literals."""
    present = audit.certain.keys() if level is Truth.TRUE else audit.certain.keys() | audit.possible.keys()
    alive = set(stratum.always)
    for token in present & stratum.ready.keys():
        alive.update(stratum.ready[token])
    for token in present & stratum.waiting.keys():
        alive.update(place for need, place in stratum.waiting[token] if present >= need)
    return alive


def _blockers(shard: Shard, worlds: set[int], audit: Wire, level: Truth) -> Iterator[str]:
    """All facts that the negations of a shard may find in the world of this level, then the marker of that world."""
    world = 1 if level is Truth.TRUE else 2
    if world in worlds or (worlds and not any(token in audit.possible for token in shard.blocks)):
        return  # Where what is possible is certain, world 1 has derived whatever world 2 could.
    worlds.add(world)
    looked_for = {fact: truth for token in shard.blocks for fact, truth in audit.facts(token).items()}
    for fact, truth in looked_for.items():
        if truth is Truth.TRUE or world == 1:
            yield audit.blocker(fact, world)
    yield audit.line(MARKER, f'"w":{world},')


def _send(handle: int, shard: Shard, audit: Wire, wave: Sequence[str]) -> Found:
    """Asserts one wave, closed by a sentinel, and collects what follows from it."""
    code, state = durable_rules_engine.assert_facts(handle, f"[{','.join(wave)},{audit.line(SENTINEL)}]")
    if code not in _ACCEPTED:
        raise RuntimeError(f"durable_rules refused a wave of {len(wave)} facts with code {code}")
    found: Found = []
    closed = False
    started = durable_rules_engine.start_action_for_state(handle, state)
    activation = started[1] if started else None
    while activation:
        ((name, matched),) = orjson.loads(activation).items()
        if name == SENTINEL:
            closed = True
        else:
            found.append(_derivation(shard.outcomes[name], matched, audit))
        activation = durable_rules_engine.complete_and_start_action(handle, state)
    if not closed:
        raise RuntimeError(f"durable_rules lost facts of a wave of {len(wave)}")
    return found


def _derivation(outcome: Outcome, matched: Mapping[str, Any], audit: Wire) -> tuple[Fact, Support]:
    """The fact that an activation derives, and the derivation."""
    premises = tuple([audit.fact_of[matched[alias]["id"]] for alias in outcome.aliases])
    without = tuple([_fill(sources, premises) for sources in outcome.without])
    head = outcome.fixed or _fill(outcome.head, premises)
    return head, Support(outcome.clause, premises, without)


def _fill(sources: tuple[Source, ...], premises: tuple[Fact, ...]) -> Fact:
    return tuple([s if isinstance(s, str) else premises[s[0]][s[1]] for s in sources])
