"""The same program and facts give the same bytes, whatever the hash seed of the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import random
from bench.workload import facts, rules
from engine import rete
from engine.infer import compare
from engine.infer.evaluate import evaluate

program = rules(2)
compiled = rete.compile_program(program)
for seed in range(3):
    given = facts(seed, 2, unknown=0.3)
    fast, record = rete.run(compiled, given), evaluate(program, given)
    assert list(fast.derived.items()) == list(record.derived.items())
    print(list(fast.derived), compare.printed(fast), compare.printed(record))
"""


def _output(hash_seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=True, cwd=ROOT)
    return done.stdout


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    first = _output("0")
    assert b"UNKNOWN finding" in first
    assert first == _output("1") == _output("4242")
