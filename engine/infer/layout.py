"""A program as it goes to the Rete engine: plain data that can be kept, and by which shards the facts of a token are wanted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.infer.patterns import PATTERNS_AIMED_AT, Codes, Shard, encode, shards
from engine.infer.program import Count, Program

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Layer:
    """One stratum: its counts, each with the token that it counts over, and its shards, what gives before what takes."""

    counts: tuple[tuple[Count, int], ...]
    shards: tuple[Shard, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A program in shards."""

    codes: Codes
    layers: tuple[Layer, ...]


def lay_out(program: Program, aimed_at: int = PATTERNS_AIMED_AT) -> Layout:
    """A program in shards of `aimed_at` patterns.

    Raises RuleError `engine-limit` for a clause that the engine cannot hold.
    """
    codes = encode(program)
    layers = []
    for ids in program.strata:
        counts = [program.counts[id] for id in ids if id in program.counts]
        numbered = tuple((count, codes.token(count.over)) for count in counts)
        layers.append(Layer(numbered, tuple(shards(program, ids, codes, aimed_at))))
    return Layout(codes, tuple(layers))


@dataclass(frozen=True, slots=True)
class Routes:
    """Where the facts of a layer go, by the places of its shards.

    `always`, `ready` and `waiting` name those with a clause that needs no token, that one, or more tokens: there under
    one of them, with all of them. `wanted_by` names those with a premise of the token.
    """

    always: frozenset[int]
    ready: Mapping[int, Sequence[int]]
    waiting: Mapping[int, Sequence[tuple[frozenset[int], int]]]
    wanted_by: Mapping[int, Sequence[int]]

    def alive(self, present: set[int]) -> set[int]:
        """The places of the shards of which some clause has facts for all its positive literals."""
        alive = set(self.always)
        for token in present & self.ready.keys():
            alive.update(self.ready[token])
        for token in present & self.waiting.keys():
            alive.update(place for need, place in self.waiting[token] if need <= present)
        return alive


def routes(layer: Iterable[Shard]) -> Routes:
    """The routes of a layer."""
    always: set[int] = set()
    ready: dict[int, list[int]] = defaultdict(list)
    waiting: dict[int, list[tuple[frozenset[int], int]]] = defaultdict(list)
    wanted_by: dict[int, list[int]] = defaultdict(list)
    for place, shard in enumerate(layer):
        for token in shard.wants:
            wanted_by[token].append(place)
        for need in shard.needs:
            if not need:
                always.add(place)
            elif len(need) == 1:
                ready[max(need)].append(place)
            else:
                waiting[max(need)].append((need, place))
    return Routes(frozenset(always), dict(ready), dict(waiting), dict(wanted_by))
