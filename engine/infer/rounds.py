"""Which of many derivations supports a fact: independent of the order in which an engine found them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from engine.infer.evaluate import support_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.infer.program import Fact, Support


def first_supports(found: Sequence[tuple[Fact, Support]], facts: set[Fact]) -> dict[Fact, Support]:
    """Of each of `facts` the least derivation of the first round that gives it, as naive evaluation would count
    rounds.

    The engine's order of work plays no part; facts outside the set count as known before the first round.
    """
    missing: list[int] = []
    users: dict[Fact, list[int]] = defaultdict(list)
    ready: list[int] = []
    for number, (_, support) in enumerate(found):
        inner = facts.intersection(support.premises)
        missing.append(len(inner))
        for fact in inner:
            users[fact].append(number)
        if not inner:
            ready.append(number)
    chosen: dict[Fact, Support] = {}
    while ready:
        round_best: dict[Fact, Support] = {}
        for number in ready:
            fact, support = found[number]
            if fact in facts and fact not in chosen:
                best = round_best.get(fact)
                if best is None or support_order(support) < support_order(best):
                    round_best[fact] = support
        chosen.update(round_best)
        ready = []
        for fact in round_best:
            for number in users[fact]:
                missing[number] -= 1
                if not missing[number]:
                    ready.append(number)
    return chosen
