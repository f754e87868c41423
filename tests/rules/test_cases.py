"""Every case of every rule, as a test of its own."""

from __future__ import annotations

import pytest

from engine.judge import Outcome
from tests.rules.cases import Case, failure, read_cases, run_case, system

ALL = list(read_cases())


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule}: {case.name}")
def test_case(case: Case) -> None:
    """The rule's outcome is the expected one, subjects and missing fields included, on both engines."""
    assert case.rule in system().base.rules, f"{case.file} belongs to no rule"
    problem = failure(case, run_case(case))
    assert problem is None, f"{case.file}: {case.name}: {problem}"


@pytest.mark.parametrize("rule", sorted(system().base.rules))
def test_every_rule_has_its_cases(rule: str) -> None:
    """A rule has a case that fires and one that stays silent."""
    kinds = {key for case in ALL if case.rule == rule for key in case.expected}
    assert {"fires", "silent"} <= kinds, f"{rule} lacks a case: {sorted({'fires', 'silent'} - kinds)}"


def test_every_rule_has_a_case_that_it_cannot_decide() -> None:
    """Unknown is a possible outcome of every rule, and a case shows it."""
    undecided = {case.rule for case in ALL if "unknown" in case.expected}
    assert sorted(set(system().base.rules) - undecided) == []


def test_the_runner_sees_a_wrong_expectation() -> None:
    """A case whose expectation is turned round must fail."""
    right = next(case for case in ALL if "fires" in case.expected)
    result = run_case(right)
    assert failure(right, result) is None
    for key, value in (("silent", True), ("fires", ["objectives[nobody]"]), ("unknown", ["meta.title"])):
        wrong = Case(right.rule, right.file, right.name, right.plan, {key: value})
        assert failure(wrong, result) is not None
    assert result.judgement.ledger[right.rule].outcome is Outcome.FIRES
