"""The experts' diagnoses against the audit, and the invented plans: two sound ones and one with everything wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.judge import Outcome
from engine.pipeline import Audit
from engine.rules.model import Rule
from tests.diagnosis import findings as library
from tests.diagnosis.findings import (
    LEVELS,
    RATCHET,
    Finding,
    Match,
    audited,
    counts,
    example_names,
    faulted_by,
    faults,
    findings,
    match,
    strengths,
    yaml_file,
)
from tests.rules.cases import system

SOUND = ("retail-complete.es.yaml", "healthy-b2b.ca.yaml")
WRONG = "everything-wrong.es.yaml"
CASES = 13
ERRORS_OF_WRONG = 45
STRENGTHS_OF_DEMO = 12
# To have no database, or no segments, cannot stand beside a bad database or bad segments, of which the plan shows more.
AREAS_BESIDE_WRONG = {"customer-data", "segmentation"}


def fired(audited_plan: Audit, *severities: str) -> list[Rule]:
    ledger = audited_plan.judgement.ledger.values()
    return [e.rule for e in ledger if e.outcome is Outcome.FIRES and e.rule.severity in severities]


def names(rules: list[Rule]) -> list[str]:
    return [rule.id for rule in rules]


@pytest.mark.parametrize("name", example_names())
def test_every_example_is_audited_and_verified(name: str) -> None:
    result = audited(name)
    assert result.options.verify
    assert set(result.judgement.ledger) == set(system().base.rules)


def test_all_cases_are_there() -> None:
    assert len({finding.case for finding in findings()}) == CASES
    assert {finding.plan for finding in findings()} == {name for name in example_names() if name.startswith("case")}


def test_every_rule_of_an_expectation_exists() -> None:
    named = {rule for finding in findings() for rule in (*finding.rules, *finding.opposite)}
    assert sorted(named - set(system().base.rules)) == []


@pytest.mark.parametrize("finding", [f for f in faults() if f.level == "A"], ids=lambda finding: finding.name)
def test_whatever_can_be_computed_is_found(finding: Finding) -> None:
    assert match(finding) is Match.FOUND, f"{finding.gist}: none of {finding.rules} fires about '{finding.about}'"


@pytest.mark.parametrize("finding", strengths(), ids=lambda finding: finding.name)
def test_no_strength_is_taken_for_a_fault(finding: Finding) -> None:
    assert faulted_by(finding) == []


@pytest.mark.parametrize("level", LEVELS)
def test_the_rates_do_not_fall(level: str) -> None:
    assert counts(level)[Match.FOUND] >= yaml_file(RATCHET)[level]


def test_the_comparison_can_fail() -> None:
    found = next(finding for finding in faults() if match(finding) is Match.FOUND and finding.about)
    assert match(replace(found, about="objectives[nobody]")) is Match.MISSED
    assert match(replace(found, rules=("one-to-one-out-of-order",), about="")) is not Match.FOUND
    assert match(replace(found, out_of_reach="reads minds")) is Match.OUT_OF_REACH
    assert faulted_by(replace(found, opposite=found.rules)) != []


def test_a_finding_without_a_way_to_be_found_is_refused() -> None:
    entry = {"id": "F1", "level": "A", "severity": "high", "kind": "fault", "gist": "x"}
    with pytest.raises(AssertionError, match="either rules or out_of_reach"):
        library._finding("case99", "x.yaml", entry)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_plan_draws_no_error_and_no_warning(name: str) -> None:
    assert names(fired(audited(name), "error", "warning")) == []


def test_the_demonstration_has_strengths() -> None:
    assert len(fired(audited(SOUND[0]), "strength")) >= STRENGTHS_OF_DEMO


def test_everything_wrong_draws_errors_in_every_area() -> None:
    errors = fired(audited(WRONG), "error")
    areas = {rule.area for rule in system().base.rules.values() if rule.severity == "error"}
    assert areas - {rule.area for rule in errors} == AREAS_BESIDE_WRONG
    assert len(errors) >= ERRORS_OF_WRONG


def test_everything_wrong_has_no_strength() -> None:
    assert names(fired(audited(WRONG), "strength")) == []
