"""The ledger, the verdict, waivers, the reference date: what one audit says of a plan."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from engine.errors import MismatchError
from engine.infer.program import Model, Truth
from engine.judge import Outcome, Waiver
from engine.paths import ROOT
from engine.pipeline import Audit, Options, audit, read_plan, verify
from engine.plan.model import State
from engine.report.build import build_report
from engine.rules.model import SEVERITIES
from tests.data.frozen import audited, catalogue, frozen_system, plan, subjects
from tests.rules.cases import system

EXAMPLES = sorted((ROOT / "examples").glob("*.*"))
LOADED = "budget: {contingency: absent}\nobjectives: [{id: o1, kpi: absent}, {id: o2, kpi: absent}]"


def example(path: Path) -> Audit:
    """The audit of an example over the real rules."""
    return audit(system(), read_plan(path.read_bytes(), path.name), Options(today=date(2026, 3, 1), verify=True))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_rule_has_one_outcome_and_the_counts_add_up(path: Path) -> None:
    """The ledger is complete; findings, ledger, verdict and report agree on the numbers."""
    result = example(path)
    ledger, rules = result.judgement.ledger, system().base.rules
    assert list(ledger) == sorted(rules)
    fired = {finding.rule.id for finding in result.judgement.findings}
    assert fired == {id for id, entry in ledger.items() if entry.outcome is Outcome.FIRES}
    for entry in ledger.values():
        assert bool(entry.facts) == (entry.outcome in (Outcome.FIRES, Outcome.WAIVED)), entry.rule.id
        assert entry.possible or entry.outcome is not Outcome.UNKNOWN, entry.rule.id
        assert entry.missing or entry.outcome is not Outcome.UNKNOWN, entry.rule.id
    report = build_report(result, catalogue(), "en")
    counts, counted = Counter(entry.outcome.value for entry in ledger.values()), report.ledger
    assert [getattr(counted, outcome.value) for outcome in Outcome] == [counts[outcome.value] for outcome in Outcome]
    assert sum(counts.values()) == len(counted.rules) == len(rules)
    severities = Counter(rules[id].severity for id in fired)
    shown = (
        report.verdict.errors,
        report.verdict.warnings,
        report.verdict.recommendations,
        report.verdict.strengths,
    )
    assert shown == tuple(severities[severity] for severity in SEVERITIES)
    assert report.verdict.unknown == counts["unknown"]
    assert len(report.findings) == len(result.judgement.findings)


def test_findings_come_in_order_of_reading() -> None:
    """Errors first, then the other severities; within one by place in the plan."""
    result = example(ROOT / "examples" / "everything-wrong.es.yaml")
    ranks = [SEVERITIES.index(finding.rule.severity) for finding in result.judgement.findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 2


def test_a_plan_that_says_nothing_is_unproved() -> None:
    """Nothing but the version: the score may be anything, and the verdict is not that the plan is ready."""
    result = audit(system(), plan(""), Options(today=date(2026, 3, 1), verify=True))
    report = build_report(result, catalogue(), "es")
    assert report.verdict.code == "unproved"
    assert (report.scores.overall.worst, report.scores.overall.best) == (0.0, 100.0)
    assert report.verdict.checked_share == 0.0
    assert report.findings == ()
    assert {entry.outcome for entry in result.judgement.ledger.values()} <= {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE}
    assert report.questions


def test_a_complete_plan_that_holds_nothing_is_not_ready() -> None:
    """The same plan, claiming to be complete, lacks everything: that is known, and it is bad."""
    result = audit(system(), plan("meta: {complete: true}"), Options(today=date(2026, 3, 1), verify=True))
    report = build_report(result, catalogue(), "es")
    assert report.verdict.code == "not-ready"
    assert report.ledger.unknown == 0


def waiver(rule: str = "no-contingency", subject: str = "", until: str = "") -> Waiver:
    """A decision to accept what a rule finds."""
    return Waiver(rule, subject, "Group reserve", "A. Soler", until)


def test_a_waived_finding_is_kept_apart() -> None:
    """It is no finding, its rule is waived with the reason, and the score does not count it."""
    before = audited(frozen_system(), LOADED)
    after = audited(frozen_system(), LOADED, waivers=(waiver(),))
    assert "no-contingency" in {finding.rule.id for finding in before.judgement.findings}
    assert "no-contingency" not in {finding.rule.id for finding in after.judgement.findings}
    assert [finding.id for finding, _ in after.judgement.waived] == ["no-contingency:plan"]
    entry = after.judgement.ledger["no-contingency"]
    assert (entry.outcome, entry.reason) == (Outcome.WAIVED, "Group reserve")
    scores = [build_report(result, catalogue(), "en").scores.overall.weights["fires"] for result in (before, after)]
    assert scores[0] - scores[1] == 5


def test_a_waiver_of_one_subject_leaves_the_others() -> None:
    """The rule still fires for the other objective."""
    result = audited(frozen_system(), LOADED, waivers=(waiver("goal-without-kpi", "objectives[o2]"),))
    assert [finding.subject for finding in result.judgement.findings if finding.rule.id == "goal-without-kpi"] == [
        "objectives[o1]"
    ]
    entry = result.judgement.ledger["goal-without-kpi"]
    assert entry.outcome is Outcome.FIRES
    assert subjects(entry) == ["objectives[o1]"]


@pytest.mark.parametrize(
    ("until", "waived"), [("", True), ("2026-02-28", False), ("2026-03-01", True), ("2027-01-01", True)]
)
def test_a_waiver_ends_after_its_day(until: str, waived: bool) -> None:
    """It holds up to and on its last day, counted from the reference date."""
    result = audited(frozen_system(), LOADED, waivers=(waiver(until=until),), reference=date(2026, 3, 1))
    assert (result.judgement.ledger["no-contingency"].outcome is Outcome.WAIVED) is waived


def test_a_waiver_of_another_rule_or_subject_does_nothing() -> None:
    """Waivers name what they accept."""
    others = (waiver("goal-without-kpi", "objectives[o9]"), waiver("no-contingency", "budget"))
    result = audited(frozen_system(), LOADED, waivers=others)
    assert result.judgement.waived == ()


@pytest.mark.parametrize(
    ("text", "given", "reference", "source"),
    [
        ("meta: {date: 2025-05-05}", date(2024, 1, 1), "2024-01-01", "given"),
        ("meta: {date: 2025-05-05}", None, "2025-05-05", "plan"),
        ("meta: {date: 2025-05}", None, "2026-03-01", "today"),
        ("meta: {date: tbd}", None, "2026-03-01", "today"),
        ("", date(2024, 1, 1), "2024-01-01", "given"),
        ("", None, "2026-03-01", "today"),
    ],
)
def test_the_reference_date(text: str, given: date | None, reference: str, source: str) -> None:
    """The day that was asked for, else the plan's own, else today."""
    info = build_report(audited(frozen_system(), text, reference=given), catalogue(), "en").plan
    assert (info.reference_date, info.reference_from) == (reference, source)


def test_a_tampered_model_is_found_out() -> None:
    """A fact that the engine leaves out, adds, or holds for uncertain is named; an honest model passes."""
    result = audited(frozen_system(), LOADED)
    engines, facts, model = result.engines, result.facts, result.model
    verify(engines, facts, model, "plan.yaml")
    fact = ("r:no-contingency",)
    assert model.derived[fact] is Truth.TRUE
    less = {other: truth for other, truth in model.derived.items() if other != fact}
    added = {**model.derived, ("r:many-contacts",): Truth.TRUE}
    doubted = {**model.derived, fact: Truth.UNKNOWN}
    for derived in (less, added, doubted):
        with pytest.raises(MismatchError) as caught:
            verify(engines, facts, Model(model.given, derived, model.supports), "plan.yaml")
        assert caught.value.exit_code == 4
        assert "r:" in caught.value.problems[0].params["facts"]


def test_a_plan_that_has_nothing_scores_low() -> None:
    """What a complete plan lacks cannot be compared, and a comparison with nothing is not passed."""
    bare = read_plan(b'vinculo: "1.0"\nmeta: {complete: true}\n', "plan.yaml")
    result = audit(system(), bare, Options(today=date(2026, 3, 1), verify=True))
    report = build_report(result, catalogue(), "en")
    assert report.scores.overall.best is not None
    assert report.scores.overall.best < 50
    assert result.judgement.ledger["contact-pressure-high"].outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("form", ["true", "True", "TRUE", "{value: true}"])
def test_a_plan_declares_itself_complete_in_any_form(form: str) -> None:
    """The flag is read as any other flag: what is left out is then absent."""
    bare = read_plan(f'vinculo: "1.0"\nmeta: {{complete: {form}}}\n'.encode(), "plan.yaml")
    assert bare.root.at("budget.total").state is State.ABSENT


def test_a_step_that_may_be_missing_does_not_count_as_passed() -> None:
    """A rule that fires for one step and is open for another leaves the score of the other open."""
    bare = read_plan(b'vinculo: "1.0"\none_to_one: {promised: true, identify: {status: none}}\n', "plan.yaml")
    report = build_report(audit(system(), bare, Options(today=date(2026, 3, 1))), catalogue(), "en")
    by_step = {score.dimension: score for score in report.scores.dimensions}
    assert by_step["one-to-one-interact"].worst == 0
    assert by_step["one-to-one-interact"].best != by_step["one-to-one-interact"].worst


def test_a_finding_points_at_what_decided() -> None:
    """Of several fields read, the one that is lacking; a diagnosis drawn from others quotes no line of its own."""
    result = example(ROOT / "examples" / "case02-cafe.es.yaml")
    report = build_report(result, catalogue(), "es")
    found = {finding.rule: finding for finding in report.findings}
    assert found["no-consent-policy"].excerpt.startswith("consent:")
    assert found["failure-risk-high"].excerpt == ""
    assert "por decidir" in found["no-feedback-channel"].seen
