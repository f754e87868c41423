"""Compounds, subjects, applicability, and what rules conclude for one another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.errors import RuleError
from engine.facts.thresholds import Override
from tests.data.frozen import audited, rule, subjects, system_of, verdict_of

EACH_O = "each o in objectives"
EACH_A = "each a in actions"
EACH_S = "each s in concepts under steps"
Expected = tuple[str, list[str]]
FIRES: Expected = ("fires", ["plan"])
SILENT: Expected = ("silent", [])
NOT_APPLICABLE: Expected = ("not_applicable", [])
NO_MISSION, NO_BUDGET, NO_ACTIONS = "mission is missing", "budget is missing", "actions is missing"
NO_KPI: list[Any] = [{"none": [EACH_O, "o.kpi is missing"]}]
ORPHAN: list[Any] = [EACH_O, {"none": [EACH_A, "a.objectives refers to o"]}]
TWO_OF_THREE: list[Any] = [{"at-least": 2, "of": [NO_MISSION, NO_BUDGET, NO_ACTIONS]}]
MANY: list[Any] = [{"at-least": "P.too-many", "distinct": "o", "where": [EACH_O, "o.kpi is missing"]}]
SHORT = "objectives: [{id: o1, kpi: absent}, {id: o2, kpi: tbd}, {id: o3, kpi: %s}]"

CASES: list[tuple[list[Any], str, tuple[str, list[str]]]] = [
    # any
    ([{"any": [NO_MISSION, NO_BUDGET]}], "mission: absent", FIRES),
    ([{"any": [NO_MISSION, NO_BUDGET]}], "mission: M\nbudget: absent", FIRES),
    ([{"any": [NO_MISSION, NO_BUDGET]}], "mission: M\nbudget: {basis: hours}", SILENT),
    ([{"any": [NO_MISSION, NO_BUDGET]}], "mission: M", ("unknown", ["budget"])),
    # all
    ([{"all": [NO_MISSION, NO_BUDGET]}], "mission: absent\nbudget: absent", FIRES),
    ([{"all": [NO_MISSION, NO_BUDGET]}], "mission: absent\nbudget: {basis: hours}", SILENT),
    ([{"all": [NO_MISSION, NO_BUDGET]}], "mission: absent", ("unknown", ["budget"])),
    ([{"all": [NO_MISSION, NO_BUDGET]}], "mission: M", SILENT),
    # none: there is no choice for which all hold
    ([{"none": [NO_MISSION, NO_BUDGET]}], "mission: absent\nbudget: absent", SILENT),
    ([{"none": [NO_MISSION, NO_BUDGET]}], "mission: M", FIRES),
    ([{"none": [NO_MISSION, NO_BUDGET]}], "mission: absent", ("unknown", ["budget"])),
    (NO_KPI, "objectives: [{id: o1, kpi: k}]", FIRES),
    (NO_KPI, "objectives: [{id: o1, kpi: k}, {id: o2, kpi: absent}]", SILENT),
    (NO_KPI, "objectives: [{id: o1, kpi: k}, {id: o2}]", ("unknown", ["objectives[o2].kpi"])),
    (NO_KPI, "objectives: absent", FIRES),
    (NO_KPI, "", ("unknown", ["objectives"])),
    # none over a join
    (ORPHAN, "objectives: [{id: o1}, {id: o2}]\nactions: [{id: a, objectives: [o1]}]", ("fires", ["objectives[o2]"])),
    (ORPHAN, "objectives: [{id: o1}]\nactions: absent", ("fires", ["objectives[o1]"])),
    (ORPHAN, "objectives: [{id: o1}]\nactions: [{id: a, objectives: [o1]}, {id: b}]", SILENT),
    (ORPHAN, "objectives: [{id: o1}]\nactions: [{id: a}]", ("unknown", ["actions[a].objectives"])),
    (ORPHAN, "objectives: [{id: o1}]", ("unknown", ["actions"])),
    # compounds with joins inside
    ([EACH_O, {"any": [{"all": [EACH_A, "a.objectives refers to o"]}, "o.kpi is stated"]}],
     "objectives: [{id: o1}, {id: o2, kpi: k}, {id: o3, kpi: absent}]\nactions: [{id: a, objectives: [o1]}]",
     ("fires", ["objectives[o1]", "objectives[o2]"])),
    # at-least … of
    (TWO_OF_THREE, "mission: absent\nbudget: absent", FIRES),
    (TWO_OF_THREE, "mission: absent\nbudget: absent\nactions: absent", FIRES),
    (TWO_OF_THREE, "mission: absent\nbudget: {basis: hours}\nactions: [Call]", SILENT),
    (TWO_OF_THREE, "mission: absent\nbudget: {basis: hours}", ("unknown", ["actions"])),
    (TWO_OF_THREE, "mission: M\nbudget: {basis: hours}", SILENT),
    ([{"at-least": 1, "of": [NO_MISSION, {"all": [EACH_O, "o.kpi is missing"]}]}],
     "mission: M\nobjectives: [{id: o, kpi: tbd}]", FIRES),
    ([{"at-least": 2, "of": [NO_MISSION, {"all": [EACH_O, "o.kpi is missing"]}]}],
     "mission: M\nobjectives: [{id: o, kpi: tbd}, {id: p, kpi: tbd}]", SILENT),
    # at-least … distinct, with a parameter
    (MANY, SHORT % "k", FIRES),
    (MANY, SHORT.replace("tbd", "k") % "k", SILENT),
    (MANY, SHORT.replace("tbd", "k") % "unknown", ("unknown", ["objectives[o3].kpi"])),
    (MANY, "objectives: [{id: o1, kpi: absent}]", SILENT),
    (MANY, "", ("unknown", ["objectives"])),
]  # fmt: skip


@pytest.mark.parametrize(("when", "plan", "expected"), CASES)
def test_compound(tmp_path: Path, when: list[Any], plan: str, expected: tuple[str, list[str]]) -> None:
    """A compound fires, stays silent or is unknown as documented."""
    assert verdict_of(system_of(tmp_path, rule("probe", when)), plan, "probe") == expected


def test_a_count_follows_the_value_in_force(tmp_path: Path) -> None:
    """A profile's value of the parameter decides, and two sets of values do not disturb each other."""
    system, plan = system_of(tmp_path, rule("probe", MANY)), SHORT % "k"
    assert verdict_of(system, plan, "probe") == FIRES
    assert verdict_of(system, plan, "probe", overrides={"too-many": Override(3, "House rule")}) == SILENT
    assert verdict_of(system, plan, "probe") == FIRES


def test_subjects(tmp_path: Path) -> None:
    """A finding is about what the top level binds, about what `at` names, or about the plan."""
    when = [EACH_A, EACH_O, "a.objectives refers to o"]
    plan = "objectives: [{id: o1}, {id: o2}]\nactions: [{id: a, objectives: [o1, o2]}]"
    system = system_of(
        tmp_path,
        rule("both", when),
        rule("one", when, at="o"),
        rule("turned", when, at=["o", "a"]),
        rule("whole", when, at="plan"),
    )
    ledger = audited(system, plan).judgement.ledger
    assert subjects(ledger["both"]) == ["actions[a], objectives[o1]", "actions[a], objectives[o2]"]
    assert subjects(ledger["one"]) == ["objectives[o1]", "objectives[o2]"]
    assert subjects(ledger["turned"]) == ["objectives[o1], actions[a]", "objectives[o2], actions[a]"]
    assert subjects(ledger["whole"]) == ["plan"]


def test_a_rule_applies_where_its_conditions_say(tmp_path: Path) -> None:
    """Where `applies` fails the rule does not apply, where it is unknown so is the rule, and its condition is kept."""
    probe = rule("probe", [NO_BUDGET], applies=["company.sector = hotel"])
    system = system_of(tmp_path, probe)
    assert verdict_of(system, "company: {sector: hotel}\nbudget: absent", "probe") == FIRES
    assert verdict_of(system, "company: {sector: hotel}\nbudget: {basis: hours}", "probe") == SILENT
    assert verdict_of(system, "company: {sector: bank}\nbudget: absent", "probe") == NOT_APPLICABLE
    assert verdict_of(system, "budget: absent", "probe") == ("unknown", ["company.sector"])
    entry = audited(system, "company: {sector: bank}\nbudget: absent").judgement.ledger["probe"]
    assert str(entry.failed) == "company.sector = hotel"


def test_a_reason_why_a_field_does_not_apply_is_kept(tmp_path: Path) -> None:
    """The plan's own reason stands in the ledger."""
    system = system_of(tmp_path, rule("probe", [NO_MISSION]))
    entry = audited(system, "mission: {state: not_applicable, reason: A club of three}").judgement.ledger["probe"]
    assert (entry.outcome, entry.reason) == ("not_applicable", "A club of three")


MAKERS = [
    rule("m1", [NO_MISSION], concludes=["alarm"], severity="warning"),
    rule("m2", [NO_BUDGET], concludes=["alarm"], severity="error"),
    rule("m3", [NO_ACTIONS], concludes=["alarm"], area="other"),
]
ABSENT = {"m1": "mission: absent", "m2": "budget: absent", "m3": "actions: absent"}
STATED = {"m1": "mission: M", "m2": "budget: {basis: hours}", "m3": "actions: [Call]"}


@pytest.mark.parametrize(
    ("line", "enough", "short"),
    [
        ("alarm is concluded", ["m1"], []),
        ("alarm is concluded by m2", ["m2"], ["m1", "m3"]),
        ("alarm is concluded by an error", ["m2"], ["m1", "m3"]),
        ("alarm is concluded by 2 rules", ["m1", "m2"], ["m3"]),
        ("alarm is concluded by P.ways-min rules", ["m1", "m2", "m3"], ["m1", "m2"]),
        ("alarm is concluded in 2 areas", ["m1", "m3"], ["m1", "m2"]),
    ],
)
def test_conclusions_are_counted(tmp_path: Path, line: str, enough: list[str], short: list[str]) -> None:
    """A conclusion by whichever rule, by one, by an error, by so many rules, in so many areas; and not by fewer."""
    system = system_of(tmp_path, *MAKERS, rule("reader", [line]))

    def plan(firing: list[str]) -> str:
        return "\n".join(ABSENT[id] if id in firing else STATED[id] for id in ABSENT)

    assert verdict_of(system, plan(enough), "reader") == FIRES
    assert verdict_of(system, plan(short), "reader") == SILENT
    outcome, missing = verdict_of(system, "", "reader")
    assert outcome == "unknown"
    assert set(missing) <= {"mission", "budget", "actions"}
    assert missing


def test_a_count_of_rules_follows_the_value_in_force(tmp_path: Path) -> None:
    """Where a profile asks for two rules instead of three, two are enough."""
    system = system_of(tmp_path, *MAKERS, rule("reader", ["alarm is concluded by P.ways-min rules"]))
    plan = "\n".join((ABSENT["m1"], ABSENT["m2"], STATED["m3"]))
    assert verdict_of(system, plan, "reader") == SILENT
    assert verdict_of(system, plan, "reader", overrides={"ways-min": Override(2, "House rule")}) == FIRES
    assert verdict_of(system, plan, "reader") == SILENT


def test_conclusions_of_items_and_of_concepts(tmp_path: Path) -> None:
    """A conclusion is of an item, of a concept that a variable stands for, or of one that is named."""
    system = system_of(
        tmp_path,
        rule("goal", [EACH_O, "o.kpi is missing"], concludes=["bad-goal(o)"]),
        rule("action", [EACH_A, EACH_O, "a.objectives refers to o", "bad-goal is concluded for o"], at=["a"]),
        rule("named", [NO_MISSION], concludes=["weak(pillar-feedback)"]),
        rule("steps", [EACH_S, "s.evidence is missing"], concludes=["weak(s)"]),
        rule("feedback", ["weak is concluded for pillar-feedback"]),
        rule("information", ["weak is concluded for pillar-information"]),
        rule("each-step", [EACH_S, "weak is concluded for s"]),
    )
    plan = (
        "mission: absent\nobjectives: [{id: o1, kpi: absent}, {id: o2, kpi: k}]\n"
        "actions: [{id: a, objectives: [o1]}, {id: b, objectives: [o2]}]\n"
        "one_to_one: {identify: {status: done}, differentiate: absent, interact: {status: done}}"
    )
    ledger = audited(system, plan).judgement.ledger
    assert subjects(ledger["action"]) == ["actions[a]"]
    assert ledger["feedback"].outcome == "fires"
    assert ledger["information"].outcome == "silent"
    assert subjects(ledger["each-step"]) == ["differentiate"]


def test_the_same_conclusion_for_two_things_is_not_two_for_one(tmp_path: Path) -> None:
    """Two rules that each find another objective bad do not make one objective bad twice."""
    system = system_of(
        tmp_path,
        rule("kpi", [EACH_O, "o.kpi is missing"], concludes=["bad-goal(o)"]),
        rule("owner", [EACH_O, "o.owner is missing"], concludes=["bad-goal(o)"]),
        rule("twice", [EACH_O, "bad-goal is concluded for o by 2 rules"]),
    )
    apart = "objectives: [{id: o1, kpi: absent, owner: x}, {id: o2, kpi: k, owner: absent}]"
    assert verdict_of(system, apart, "twice") == SILENT
    together = "objectives: [{id: o1, kpi: absent, owner: absent}, {id: o2, kpi: k, owner: absent}]"
    assert verdict_of(system, together, "twice") == ("fires", ["objectives[o1]"])


def test_negated_conclusions(tmp_path: Path) -> None:
    """That nobody concludes something; unknown where somebody may."""
    system = system_of(tmp_path, MAKERS[0], rule("calm", [{"none": ["alarm is concluded"]}]))
    assert verdict_of(system, "mission: M", "calm") == FIRES
    assert verdict_of(system, "mission: absent", "calm") == SILENT
    assert verdict_of(system, "", "calm") == ("unknown", ["mission"])


def test_a_chain_five_deep(tmp_path: Path) -> None:
    """Each rule rests on the one before; certainty and want of data pass through all of them."""
    chain = [rule("c1", [NO_MISSION], concludes=["step1"])]
    chain += [rule(f"c{n}", [f"step{n - 1} is concluded"], concludes=[f"step{n}"]) for n in range(2, 6)]
    system = system_of(tmp_path, *chain)
    for number in range(1, 6):
        assert verdict_of(system, "mission: absent", f"c{number}") == FIRES
        assert verdict_of(system, "mission: M", f"c{number}") == SILENT
        assert verdict_of(system, "", f"c{number}") == ("unknown", ["mission"])
    audit = audited(system, "mission: absent")
    proof, kinds = audit.prover.proof(("r:c5",)), []
    while proof.children:
        kinds.append(proof.kind)
        proof = proof.children[0]
    assert kinds == ["rule", "conclusion"] * 4 + ["rule"]
    assert (proof.kind, proof.text) == ("test", NO_MISSION)


def test_negation_through_a_circle_is_refused_with_the_rules_by_name(tmp_path: Path) -> None:
    """Two rules that each fire where the other does not have no meaning."""
    system = system_of(
        tmp_path,
        rule("left", [{"none": ["step1 is concluded"]}], concludes=["step2"]),
        rule("right", [{"none": ["step2 is concluded"]}], concludes=["step1"]),
    )
    with pytest.raises(RuleError) as caught:
        system.engines(system.default_values)
    told = " ".join(str(value) for problem in caught.value.problems for value in problem.params.values())
    assert "left" in told
    assert "right" in told


def test_a_premise_that_nobody_concludes_is_refused(tmp_path: Path) -> None:
    """A rule that waits for what no rule concludes would never fire."""
    with pytest.raises(RuleError) as caught:
        system_of(tmp_path, rule("reader", ["alarm is concluded"]))
    assert [problem.code for problem in caught.value.problems] == ["dead-premise"]
