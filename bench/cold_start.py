"""How long the command line takes from nothing on one plan, against `python -c "import rdflib"`; new processes, interleaved.

`python -m bench.cold_start [rounds]`. The cache of snapshots is warm, as on every run but the first after a change.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from bench.engines import show
from engine.paths import ROOT

PLAN = "examples/start-minimal.en.yaml"


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    rounds = int(arguments[0]) if arguments else 9
    commands = {
        "import rdflib": ["-c", "import rdflib"],
        "vinculo --version": ["-m", "engine.cli", "--version"],
        "vinculo audit": ["-m", "engine.cli", "audit", PLAN, "--format", "json", "--fail-on", "never"],
        "vinculo audit --verify": [
            "-m",
            "engine.cli",
            "audit",
            PLAN,
            "--format",
            "json",
            "--fail-on",
            "never",
            "--verify",
        ],
    }
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "VINCULO_CACHE": cache, "PYTHONPATH": str(ROOT)}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                started = time.perf_counter()
                subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True, capture_output=True)
                if number:  # the first round fills the cache
                    times[name].append((time.perf_counter() - started) * 1e6)
    show("cold start, one new process each", [(name, statistics.median(taken)) for name, taken in times.items()])


if __name__ == "__main__":
    main(sys.argv[1:])
