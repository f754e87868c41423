"""The fast path: a stratified program run by durable_rules, of which nothing else in the project knows.

The library has no maintainer and many traps (design notes, "durable_rules"), each avoided here or in
`infer/patterns.py`:
- Only the C functions are used, as the constructor of `Ruleset` does: no `durable.lang`, no `Host` (threads), no
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
from typing import TYPE_CHECKING

import durable_rules_engine
import orjson

from engine.infer.evaluate import counted
from engine.infer.layout import Layout, Routes, lay_out, routes
from engine.infer.patterns import MARKER, PATTERNS_AIMED_AT, SENTINEL, Codes, Shard, Source
from engine.infer.program import Count, Fact, Model, Program, Support, Truth
from engine.infer.rounds import Basis, first_supports
from engine.infer.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LOCK = threading.Lock()
_NUMBERS = itertools.count(1)
_ACCEPTED = (0, 1)
"""Return codes of an assertion: handled, or (the last fact) fitting no pattern."""

Found = list[tuple[Fact, Basis]]


@dataclass(frozen=True, slots=True)
class Stratum:
    """A stratum as rule sets: its counts with their tokens, the handle and shard of each rule set, and their routes."""

    counts: tuple[tuple[Count, int], ...]
    loaded: tuple[tuple[int, Shard], ...]
    routes: Routes


@dataclass(frozen=True, slots=True)
class Compiled:
    """A program in the engine; to be kept, because the library gives its memory back only to `release`."""

    codes: Codes
    strata: tuple[Stratum, ...]


@dataclass(slots=True)
class _Work:
    """One stratum in the making: what each shard has not been sent yet, the state of each open session and its
    worlds, what was found.

    `fresh` are the facts of which nothing was known before the stratum.
    """

    pending: dict[int, dict[Fact, None]] = field(default_factory=lambda: defaultdict(dict))
    opened: dict[int, int] = field(default_factory=dict)
    worlds: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    found: Found = field(default_factory=list)
    sure: set[Fact] = field(default_factory=set)
    fresh: set[Fact] = field(default_factory=set)


def compile_program(program: Program, aimed_at: int = PATTERNS_AIMED_AT) -> Compiled:
    """Loads a program into the engine, `aimed_at` patterns a rule set; to be kept under the digest of the rule base.

    Raises RuleError `engine-limit` for a clause that the engine cannot hold.
    """
    return load(lay_out(program, aimed_at))


def load(layout: Layout) -> Compiled:
    """Loads a program that was laid out before."""
    _keep_heap()
    with _LOCK:
        strata = [
            Stratum(layer.counts, tuple((_create(shard), shard) for shard in layer.shards), routes(layer.shards))
            for layer in layout.layers
        ]
    return Compiled(layout.codes, tuple(strata))


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
        supports: dict[Fact, Basis] = {}
        for stratum in compiled.strata:
            for fact, basis in _infer(stratum, audit).items():
                derived[fact], supports[fact] = audit.truth[fact], basis
    order = sorted(derived)
    return Model(dict(given), {fact: derived[fact] for fact in order}, {f: Support(*supports[f]) for f in order})


def _create(shard: Shard) -> int:
    """A rule set in the engine, made as the library's own constructor does it; gives its handle."""
    handle: int = durable_rules_engine.create_ruleset(f"vinculo{next(_NUMBERS)}", shard.text)
    return handle


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


def _infer(stratum: Stratum, audit: Wire) -> dict[Fact, Basis]:
    """Runs a stratum, certain and then possible; gives the facts whose truth it raised, with their supports."""
    counts = [derivation for count, token in stratum.counts for derivation in counted(count, audit.facts(token))]
    work = _Work()
    certain: Found = []
    try:
        for level, lists in ((Truth.TRUE, audit.certain), (Truth.UNKNOWN, audit.possible)):
            if level is Truth.UNKNOWN and not lists and not counts:
                break
            for token in lists.keys() & stratum.routes.wanted_by.keys():
                _route(stratum, work, token, [f for f in lists[token] if audit.truth[f] is level])
            for truth, fact, support in counts:
                if truth is level:
                    _note(stratum, audit, work, level, fact, (support.by, support.premises, support.without))
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
    for place in stratum.routes.wanted_by.get(token, ()):
        work.pending[place].update(dict.fromkeys(facts))


def _note(stratum: Stratum, audit: Wire, work: _Work, level: Truth, fact: Fact, basis: Basis) -> None:
    """Keeps a derivation; what makes its fact more certain goes on to the shards that want it."""
    work.found.append((fact, basis))
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
    present: set[int] = set()
    alive: list[int] = []
    busy = True
    while busy:
        busy = False
        seen = {*audit.certain, *audit.possible} if level is Truth.UNKNOWN else {*audit.certain}
        if not alive or len(seen) != len(present):
            present = seen
            alive = sorted(stratum.routes.alive(present) | work.opened.keys())
        for place in alive:
            handle, shard = stratum.loaded[place]
            wave = [*_blockers(shard, work.worlds[place], audit, level)] if shard.marked else []
            if place in work.pending:
                wave += [audit.text(fact) for fact in work.pending.pop(place)]
            if wave:
                busy = True
                work.opened[place], derived = _send(handle, shard, audit, wave, work.opened.get(place))
                for fact, basis in derived:
                    _note(stratum, audit, work, level, fact, basis)


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


def _send(handle: int, shard: Shard, audit: Wire, wave: Sequence[str], state: int | None) -> tuple[int, Found]:
    """Asserts one wave, closed by a sentinel, and collects what follows from it; gives the session's state, too.

    The first wave of a session has no state yet and opens with a sentinel as well: what the engine says of the state is
    never set where it cannot read the first fact.
    """
    lines = [*wave, audit.line(SENTINEL)] if state is not None else [audit.line(SENTINEL), *wave, audit.line(SENTINEL)]
    code, answered = durable_rules_engine.assert_facts(handle, f"[{','.join(lines)}]")
    if code not in _ACCEPTED:
        raise RuntimeError(f"durable_rules refused a wave of {len(wave)} facts with code {code}")
    awaited = len(lines) - len(wave)
    state = answered if state is None else state
    found: Found = []
    started = durable_rules_engine.start_action_for_state(handle, state)
    activation = started[1] if started else None
    while activation:
        ((name, matched),) = orjson.loads(activation).items()
        if name == SENTINEL:
            awaited -= 1
        else:
            rule = shard.rules[name]
            premises = tuple([audit.fact_of[matched[alias]["id"]] for alias in rule.aliases])
            for outcome in rule.outcomes:
                without = tuple([_fill(sources, premises) for sources in outcome.without]) if outcome.without else ()
                head = outcome.fixed or _fill(outcome.head, premises)
                found.append((head, (outcome.clause, premises, without)))
        activation = durable_rules_engine.complete_and_start_action(handle, state)
    if awaited:
        raise RuntimeError(f"durable_rules lost facts of a wave of {len(wave)}")
    return state, found


def _fill(sources: tuple[Source, ...], premises: tuple[Fact, ...]) -> Fact:
    return tuple([s if isinstance(s, str) else premises[s[0]][s[1]] for s in sources])
