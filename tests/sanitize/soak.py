"""Soak of the fast path: many audits' worth of inference in one process, whose memory must stay flat.

`python -m tests.sanitize.soak [runs]` (20,000 by default) runs the rule base on the facts of every example in turn and prints
what the process holds; 1 where it grew by more than a twentieth after the first tenth of the runs.
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path

from engine import rete
from engine.errors import VinculoError
from engine.facts.ground import Facts, ground
from engine.facts.thresholds import thresholds
from engine.facts.view import View
from engine.pipeline import read_plan
from engine.system import Engines, System, load_system

ROOT = Path(__file__).resolve().parents[2]
RUNS = 20_000
GROWTH = 1.05


def resident() -> int:
    """Kilobytes of memory that the process holds."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def examples(system: System, engines: Engines) -> list[Facts]:
    """The facts of every example that is a plan."""
    found: list[Facts] = []
    in_force = thresholds(system.knowledge, None, {})
    for path in sorted((ROOT / "examples").rglob("*.yaml")):
        try:
            plan = read_plan(path.read_bytes(), path.name)
        except VinculoError:
            continue
        found.append(ground(View(plan, system.knowledge, in_force, date(2026, 1, 1)), engines.compiled))
    return found


def main(arguments: list[str]) -> int:
    """Run, and print memory every tenth of the runs."""
    runs = int(arguments[0]) if arguments else RUNS
    system = load_system()
    engines = system.engines(system.default_values)
    plans = examples(system, engines)
    expected = [len(rete.run(engines.rete, facts).derived) for facts in plans]
    held: list[int] = []
    for number in range(runs):
        at = number % len(plans)
        if len(rete.run(engines.rete, plans[at]).derived) != expected[at]:
            print(f"run {number} found something else than the first one on the same facts", file=sys.stderr)
            return 1
        if (number + 1) % max(1, runs // 10) == 0:
            gc.collect()
            held.append(resident())
            print(f"{number + 1:>7} runs: {held[-1]:,} kB", flush=True)
    grown = max(held) / held[0]
    print(f"{len(plans)} plans, {runs} runs, memory {grown:.3f} times that after the first tenth")
    return int(grown > GROWTH)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
