"""The report: scores by hand, the roadmap's order, questions, the verdict's codes, and proofs that end in something."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from engine.advise import HORIZONS
from engine.judge import Waiver
from engine.report.build import MAX_EXCERPT, build_report
from engine.report.model import ProofView, Report
from tests.data.frozen import LANGUAGES, audited, catalogue, frozen_system, knowledge
from tests.golden.reports import report as frozen_report

GOALS = "kpis: [{id: k, name: K}]\nobjectives: [{id: o1, statement: More, kpi: %s}]\n"
SURE = GOALS % "k" + "horizon: {length: 2 years}\nactions: [{id: a, objectives: [o1]}]\nbudget: {contingency: 10 %}\n"
REST = "contact_policy: {max_per_month: 2}\nfeedback: {channels: [{id: c, name: Letters, answered: true}]}\n"
STEPS = "one_to_one: {identify: {start: 2026-01}, differentiate: {start: 2026-02}, interact: {start: 2026-03}}\n"


def report(text: str, language: str = "en", **options: object) -> Report:
    """The report of a plan over the frozen rules."""
    return build_report(audited(frozen_system(), text, **options), catalogue(), language)


def score(shown: Report, dimension: str) -> tuple[float | None, float | None]:
    """Both ends of a score."""
    found = next(one for one in (shown.scores.overall, *shown.scores.dimensions) if one.dimension == dimension)
    return found.worst, found.best


def test_a_score_by_hand() -> None:
    """vague-goals is told by an error (5) and a warning (3): silent, unknown, firing; the interval follows."""
    both_silent, both_fire = report(GOALS % "k"), report(GOALS % "absent")
    assert score(both_silent, "vague-goals") == (100.0, 100.0)
    assert score(both_fire, "vague-goals") == (0.0, 0.0)
    assert score(report(GOALS % "unknown"), "vague-goals") == (0.0, 100.0)
    # objective-setting: goal-without-kpi (error, 5) and payback-too-soon (warning, 3)
    assert score(report(GOALS % "k" + "horizon: {length: 6 months}"), "objective-setting") == (62.5, 62.5)
    assert score(report(GOALS % "absent" + "horizon: {length: 2 years}"), "objective-setting") == (37.5, 37.5)
    assert score(report(GOALS % "k" + "horizon: unknown"), "objective-setting") == (62.5, 100.0)
    assert score(report(GOALS % "k" + "horizon: absent"), "objective-setting") == (100.0, 100.0)
    assert score(report("objectives: absent\nhorizon: absent"), "objective-setting") == (None, None)


def test_a_step_that_fails_tells_only_against_itself() -> None:
    """Where a rule names the steps that it finds wrong, the others keep their score."""
    late = STEPS.replace("identify: {start: 2026-01}", "identify: {start: 2026-05}")
    shown = report(late)
    assert [score(shown, step)[0] for step in ("identify", "differentiate", "interact")] == [0.0, 100.0, 100.0]


def test_waived_rules_and_strengths_weigh_nothing() -> None:
    """The overall score is over what fires or stays silent among the rest."""
    plain = report("mission: Trust\nbudget: {contingency: absent}")
    assert plain.verdict.strengths == 1
    assert plain.scores.overall.weights["fires"] == 5
    waived = report("budget: {contingency: absent}", waivers=(Waiver("no-contingency", "", "r", "me", ""),))
    assert waived.scores.overall.weights["fires"] == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unproved"),
        ("budget: {contingency: absent}", "not-ready"),
        (GOALS % "k", "unproved"),
        (SURE + REST + STEPS, "ready"),
        ((SURE + REST + STEPS).replace("max_per_month: 2", "max_per_month: 5"), "with-reservations"),
        ((SURE + REST + STEPS).replace("answered: true", "answered: false"), "ready"),
    ],
)
def test_verdicts(text: str, code: str) -> None:
    """Errors, too much unknown, warnings, none of these; recommendations alone do not hold a plan back."""
    shown = report(text)
    assert shown.verdict.code == code, shown.verdict
    assert shown.verdict.sentence
    assert shown.verdict.because


def test_the_roadmap_keeps_the_order_of_the_relations() -> None:
    """Objectives come before the schedule in the graph: so do their steps, and the reason is told."""
    shown = report(GOALS % "absent" + "actions: [{id: a, objectives: []}]\nbudget: {contingency: absent}")
    order = [step.rule for step in shown.roadmap]
    assert order.index("goal-without-kpi") < order.index("idle-action")
    assert order.index("goal-without-kpi") < order.index("no-contingency")
    after = next(step.after for step in shown.roadmap if step.rule == "no-contingency")
    assert [before.rule for before in after] == ["goal-without-kpi"]
    assert "comes before" in after[0].reason


def test_roadmap_steps_follow_what_they_wait_for() -> None:
    """No step stands before one that it comes after, nor in an earlier horizon; horizons are in order."""
    for text in (GOALS % "absent" + "actions: [{id: a, objectives: []}]\nbudget: {contingency: absent}", ""):
        steps = report(text).roadmap
        place = {step.rule: number for number, step in enumerate(steps)}
        ranks = [HORIZONS.index(step.horizon) for step in steps]
        assert ranks == sorted(ranks)
        for step in steps:
            for before in step.after:
                assert place[before.rule] < place[step.rule]
                assert ranks[place[before.rule]] <= ranks[place[step.rule]]


def test_a_diagnosis_drawn_from_others_is_no_step_of_its_own() -> None:
    """What follows from vague goals is resolved by making them measurable, and adds to the impact of doing so."""
    steps = report(GOALS % "absent").roadmap
    assert [step.rule for step in steps] == ["goal-without-kpi"]
    assert steps[0].impact == 8
    assert [named.id for named in steps[0].resolves] == ["goals-shaky"]


def test_questions_ask_first_for_what_decides_most() -> None:
    """The weight of a question is that of the rules that wait for it, shared where they lack several fields."""
    shown = report("one_to_one: absent")
    weights = [question.weight for question in shown.questions]
    assert weights == sorted(weights, reverse=True)
    by_path = {question.path: question for question in shown.questions}
    assert by_path["objectives"].rules == ("goal-without-kpi", "goals-shaky", "idle-action")
    assert by_path["objectives"].weight == 5 + 3 + 1 / 2
    assert by_path["actions"].weight == 1 / 2
    assert by_path["budget.contingency"].weight == 5


def test_places_and_excerpts() -> None:
    """A finding points at the field that decided; its excerpt is that line of the plan, cut where it is long."""
    long = "x" * 300
    shown = report(f"objectives:\n  - id: o1\n    statement: {long}\n    kpi: absent\n")
    found = next(finding for finding in shown.findings if finding.rule == "goal-without-kpi")
    assert (found.location.file, found.location.line) == ("plan.yaml", 5)
    assert found.excerpt == "kpi: absent"
    inline = report(f"objectives: [{{id: o1, statement: {long}, kpi: absent}}]").findings[0]
    assert len(inline.excerpt) == MAX_EXCERPT
    assert inline.excerpt.endswith("…")


def leaves(proof: ProofView) -> Iterator[ProofView]:
    """The steps of a proof that rest on no other step."""
    if not proof.children:
        yield proof
    for child in proof.children:
        yield from leaves(child)


@pytest.mark.parametrize("language", LANGUAGES)
def test_proofs_end_in_something_that_can_be_looked_up(language: str) -> None:
    """A line of the plan, a parameter, a measure, a relation of concepts, or that nothing was found."""
    for finding in frozen_report(language).findings:
        for leaf in leaves(finding.proof):
            looked_up = leaf.location or leaf.reads or leaf.kind in ("relation", "nothing") or leaf.kind == "rule"
            assert looked_up, (finding.id, leaf)


def test_a_relation_in_a_proof_cites_its_own_statements() -> None:
    """Two relations may join the same concepts: the proof cites the one that was used."""
    proof = next(finding for finding in frozen_report("en").findings if finding.rule == "steps-disordered").proof
    relations = [step for step in leaves(proof) if step.kind == "relation"]
    assert [step.sources for step in relations] == [("S1-001",)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_speaks_one_language(language: str) -> None:
    """Texts of the frozen rules and knowledge carry the code of their language: no other shows up."""
    shown = str(frozen_report(language))
    codes = set(re.findall(r"\((es|ca|en)\)", shown))
    assert codes == {language}
    assert not re.search(r"\[(es|ca|en)\]", shown)


def test_the_report_in_three_languages_is_one_report() -> None:
    """Only words differ: findings, outcomes, scores and places are the same."""

    def bones(shown: Report) -> tuple[object, ...]:
        return (
            [(f.id, f.location, f.severity, f.parameters) for f in shown.findings],
            [(line.rule, line.outcome, [named.id for named in line.missing]) for line in shown.ledger.rules],
            [(s.dimension, s.worst, s.best) for s in shown.scores.dimensions],
            [(s.rule, s.horizon, s.impact) for s in shown.roadmap],
        )

    assert bones(frozen_report("es")) == bones(frozen_report("ca")) == bones(frozen_report("en"))


def test_what_a_finding_cites_exists() -> None:
    """Statements with their document and place; thresholds with their evidence."""
    shown = frozen_report("en")
    for finding in shown.findings:
        for source in finding.sources:
            assert source.id in knowledge().statements or source.id == "domain knowledge"
            assert bool(source.locator) == (source.id != "domain knowledge")
    used = {id for finding in shown.findings for id in finding.parameters}
    assert {use.id for use in shown.parameters} == used == {"contacts-max", "payback-min"}
    assert all(use.evidence and use.caution and use.sources for use in shown.parameters)
