"""Which of many derivations supports a fact: independent of the order in which an engine found them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.infer.program import Fact

Basis = tuple[str, "tuple[Fact, ...]", "tuple[Fact, ...]"]
"""A support as a tuple, which sorts as supports do: clause or count, premises, what was looked for and not found."""


def first_supports(found: Sequence[tuple[Fact, Basis]], facts: set[Fact]) -> dict[Fact, Basis]:
    """Of each of `facts` the least derivation of the first round that gives it, as naive evaluation would count
    rounds.

    The engine's order of work plays no part; facts outside the set count as known before the first round.
    """
    missing: dict[int, int] = {}
    users: dict[Fact, list[int]] = defaultdict(list)
    ready: list[int] = []
    for number, (_, basis) in enumerate(found):
        inner = facts.intersection(basis[1])
        if inner:
            missing[number] = len(inner)
            for fact in inner:
                users[fact].append(number)
        else:
            ready.append(number)
    chosen: dict[Fact, Basis] = {}
    while ready:
        best: dict[Fact, Basis] = {}
        for number in ready:
            fact, basis = found[number]
            if fact in facts and fact not in chosen and (fact not in best or basis < best[fact]):
                best[fact] = basis
        chosen.update(best)
        ready = []
        for fact in best.keys() & users.keys():
            for number in users[fact]:
                missing[number] -= 1
                if not missing[number]:
                    ready.append(number)
    return chosen
