"""How long the command line takes from nothing on one plan, against importing rdflib; new processes, interleaved.

`python -m bench.cold_start [rounds]`. Snapshots and bytecode are there, as on every run but the first after a change. Two
tables: time by the clock, and processor time, which a busy machine disturbs less.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from bench.engines import show
from engine.paths import ROOT

PLAN = "examples/start-minimal.en.yaml"
RICH = "examples/case02-cafe.es.yaml"


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    rounds = int(arguments[0]) if arguments else 9
    audit = ["-m", "engine.cli", "audit", "--format", "json", "--fail-on", "never"]
    commands = {
        "import rdflib": ["-c", "import rdflib"],
        "vinculo --version": ["-m", "engine.cli", "--version"],
        "vinculo audit": [*audit, PLAN],
        "vinculo audit --verify": [*audit, PLAN, "--verify"],
        "vinculo audit, with roadmap": [*audit, RICH],
        "vinculo search": ["-m", "engine.cli", "search", "fidelizacion"],
        "vinculo ask": ["-m", "engine.cli", "ask", "what kinds of alliance are there?"],
        "vinculo concept": ["-m", "engine.cli", "concept", "trust"],
        "vinculo sparql": ["-m", "engine.cli", "sparql", "ASK { vc:trust a skos:Concept }"],
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as cache:
        # All bytecode goes to one new place, that of the libraries too: else some of it might be there and some not.
        environment = {**os.environ, "VINCULO_CACHE": cache, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for name, command in commands.items():
                both = spent([sys.executable, *command], environment)
                if number:  # the first round fills the cache
                    taken[name].append(both)
    for which, title in enumerate(("by the clock", "processor")):
        medians = [(name, statistics.median(pair[which] for pair in pairs)) for name, pairs in taken.items()]
        show(f"cold start, one new process each, {title}", medians)


def spent(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Microseconds of a command, by the clock and of the processor."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    elapsed, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return elapsed * 1e6, worked * 1e6


if __name__ == "__main__":
    main(sys.argv[1:])
