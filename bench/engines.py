"""How fast inference is: the engines side by side, and how time grows with rules and with facts.

`python -m bench.engines [plans] [rounds]` runs everything interleaved in one process and prints medians of the
rounds, in microseconds a plan and as ratios; before a time is taken, all engines must have found the same.
`--shards` compares sizes of rule sets instead.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING

from bench.documented import Documented
from bench.workload import facts, rules
from engine import rete
from engine.infer import evaluate as record
from engine.infer.joins import prepare
from engine.infer.program import Fact, Model, Program, Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Plan = dict[Fact, Truth]
Runner = tuple[str, "Callable[[Plan], object]", "Sequence[Plan]"]
SIZES = (1, 2, 4, 6, 8, 16, 32, 60)


def main(arguments: Sequence[str]) -> None:
    """Prints the tables."""
    numbers = [int(a) for a in arguments if a.isdigit()]
    plans, rounds = [*numbers, *(40, 7)[len(numbers) :]]
    if "--shards" in arguments:
        show(f"patterns a rule set ({plans} plans)", measure(shard_sizes(plans), rounds))
        return
    show(f"engines, nothing unknown ({plans} plans)", measure(engines(plans), rounds))
    show("unknown facts, the fast path", measure(unknowns(plans), rounds))
    for name, compiled in (("fast path", fast), ("evaluator", plain)):
        show(f"growth, {name}", measure(growth(plans, compiled), rounds))


def engines(plans: int) -> list[Runner]:
    """The fast path, the evaluator and the documented way on the same plans."""
    program = rules()
    certain = [facts(seed, unknown=0) for seed in range(plans)]
    documented = Documented(program)
    for plan in certain:
        same(program, plan)
        found = set(record.evaluate(program, plan).derived)
        assert documented.run(plan) == found, "the documented way finds something else"
    return [
        ("fast path", fast(program), certain),
        ("evaluator", plain(program), certain),
        ("as documented", documented.run, certain),
    ]


def unknowns(plans: int) -> list[Runner]:
    """The fast path with more and more of a plan unknown."""
    run = fast(rules())
    shares = (0.0, 0.15, 0.5)
    return [(f"{share:.0%} unknown", run, [facts(s, unknown=share) for s in range(plans)]) for share in shares]


def growth(plans: int, engine: Callable[[Program], Callable[[Plan], object]]) -> list[Runner]:
    """One engine with ten times the rules, idle or applying, and ten times the items."""
    usual, large = ([facts(seed, times) for seed in range(plans)] for times in (1, 10))
    programs = {"idle": rules(10), "applying": rules(10, applying=True)}
    for program in programs.values():
        same(program, usual[0])
    same(rules(), large[0])
    return [
        ("120 rules, 54 facts", engine(rules()), usual),
        ("1,200 rules, 1,080 idle", engine(programs["idle"]), usual),
        ("1,200 rules, all apply", engine(programs["applying"]), usual),
        (f"120 rules, {len(large[0])} facts", engine(rules()), large),
    ]


def shard_sizes(plans: int) -> list[Runner]:
    """The fast path with rule sets of several sizes, as it is and with ten times the rules."""
    usual = [facts(seed) for seed in range(plans)]
    runners: list[Runner] = []
    for size in SIZES:
        for name, program in (("", rules()), (", 10 x idle", rules(10)), (", 10 x all", rules(10, applying=True))):
            compiled = rete.compile_program(program, size)
            runners.append((f"{size} patterns{name}", lambda plan, c=compiled: rete.run(c, plan), usual))
    return runners


def fast(program: Program) -> Callable[[Plan], Model]:
    """The fast path, compiled."""
    compiled = rete.compile_program(program)
    return lambda plan: rete.run(compiled, plan)


def plain(program: Program) -> Callable[[Plan], Model]:
    """The evaluator, prepared."""
    prepared = prepare(program)
    return lambda plan: record.run(prepared, plan)


def same(program: Program, plan: Mapping[Fact, Truth]) -> None:
    """Fails unless both engines find the same, with the same proofs."""
    compiled = rete.compile_program(program)
    assert rete.run(compiled, plan) == record.evaluate(program, plan), "the engines differ"
    rete.release(compiled)


def measure(runners: Sequence[Runner], rounds: int) -> list[tuple[str, float]]:
    """Medians in microseconds a plan; every round runs all of them once, so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in runners]
    for turn in range(rounds + 1):
        for (_, run, plans), taken in zip(runners, times, strict=True):
            start = time.perf_counter()
            for plan in plans:
                run(plan)
            if turn:  # The first round warms up.
                taken.append((time.perf_counter() - start) / len(plans) * 1e6)
    return [(name, statistics.median(taken)) for (name, _, _), taken in zip(runners, times, strict=True)]


def show(title: str, results: Sequence[tuple[str, float]]) -> None:
    """Prints one table; ratios are to its first line."""
    print(f"\n{title}")
    for name, value in results:
        print(f"  {name:<28}{value:>10.0f} us{value / results[0][1]:>8.2f} x")


if __name__ == "__main__":
    main(sys.argv[1:])
