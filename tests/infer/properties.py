"""The equivalence property as a function of seed and number of cases, so that many cases can be shared among
processes.
"""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, given, seed, settings

from engine import rete
from engine.infer import compare
from engine.infer.evaluate import evaluate
from tests.infer.oracle import solve
from tests.infer.programs import Case, cases


def agree(case: Case) -> None:
    """Fails unless the fast path, the evaluator and the oracle say the same, with proofs that hold."""
    compiled = rete.compile_program(case.program, case.aimed_at)
    try:
        fast = rete.run(compiled, case.facts)
    finally:
        rete.release(compiled)
    record = evaluate(case.program, case.facts)
    assert compare.differences(fast, record) == []
    assert compare.flaws(record, case.program) == []
    assert compare.flaws(fast, case.program) == []
    assert compare.printed(fast) == compare.printed(record)
    known = {**record.given, **record.derived}
    assert {fact: int(record.truth(fact) or 0) for fact in known} == solve(case.program, case.facts)


def try_cases(number: int, start: int) -> None:
    """Tries `agree` on `number` random cases of the seed `start`."""

    @seed(start)
    @settings(
        max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False
    )
    @given(cases())
    def one(case: Case) -> None:
        agree(case)

    one()


if __name__ == "__main__":
    try_cases(int(sys.argv[1]), int(sys.argv[2]))
