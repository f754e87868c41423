"""Every line of the table of conditions in docs/rules.md: a plan where it holds, where it fails, where it is not said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.data.frozen import rule, system_of, verdict_of

EACH_O = "each o in objectives"
EACH_A = "each a in actions"
TWO = "objectives: [{id: o1}, {id: o2}]\n"
Expected = tuple[str, list[str]]
FIRES: Expected = ("fires", ["plan"])
SILENT: Expected = ("silent", [])
NOT_APPLICABLE: Expected = ("not_applicable", [])


def fires(*subjects: str) -> Expected:
    """That the rule fires for these."""
    return ("fires", sorted(subjects))


def unknown(*missing: str) -> Expected:
    """That these fields are missing."""
    return ("unknown", sorted(missing))


LINES: list[tuple[list[Any], str, Expected]] = [
    # each o in objectives
    ([EACH_O], "objectives: [{id: o1}, {statement: More}]", fires("objectives[o1]", "objectives[#2]")),
    ([EACH_O], "objectives: absent", NOT_APPLICABLE),
    ([EACH_O], "", unknown("objectives")),
    # each t in p.tiers
    (
        ["each p in programmes", "each t in p.tiers"],
        "programmes: [{id: p, tiers: [{id: t}]}, {id: q, tiers: []}]",
        fires("programmes[p], programmes[p].tiers[t]"),
    ),
    (["each p in programmes", "each t in p.tiers"], "programmes: [{id: p, tiers: absent}]", NOT_APPLICABLE),
    (["each p in programmes", "each t in p.tiers"], "programmes: [{id: p}]", unknown("programmes[p].tiers")),
    (["each p in programmes", "each t in p.tiers"], "", unknown("programmes")),
    # each s in concepts under …
    (["each s in concepts under steps"], "", fires("differentiate", "identify", "interact")),
    # FIELD is stated
    (["mission is stated"], "mission: Trust", FIRES),
    (["mission is stated"], "mission: tbd", SILENT),
    (["mission is stated"], "mission: absent", SILENT),
    (["mission is stated"], "", unknown("mission")),
    (["mission is stated"], "mission: unknown", unknown("mission")),
    (["mission is stated"], "mission: {state: not_applicable, reason: A cooperative}", NOT_APPLICABLE),
    (["budget is stated"], "budget: {basis: hours}", FIRES),
    (["actions is stated"], "actions: [Call]", FIRES),
    (["actions is stated"], "actions: []", SILENT),
    # FIELD is missing
    (["mission is missing"], "mission: absent", FIRES),
    (["mission is missing"], "mission: tbd", FIRES),
    (["mission is missing"], "mission: Trust", SILENT),
    (["mission is missing"], "", unknown("mission")),
    (["mission is missing"], "meta: {complete: true}", FIRES),
    (["mission is missing"], "mission: {state: not_applicable, reason: A cooperative}", NOT_APPLICABLE),
    ([EACH_O, "o.kpi is missing"], TWO.replace("{id: o1}", "{id: o1, kpi: tbd}"), fires("objectives[o1]")),
    ([EACH_O, "o.kpi is missing"], TWO, unknown("objectives[o1].kpi", "objectives[o2].kpi")),
    ([EACH_O, "o.kpi is missing"], "", unknown("objectives")),
    # FIELD is absent, tbd, not-applicable
    (["mission is absent"], "mission: absent", FIRES),
    (["mission is absent"], "mission: tbd", SILENT),
    (["mission is absent"], "", unknown("mission")),
    (["mission is tbd"], "mission: tbd", FIRES),
    (["mission is tbd"], "mission: absent", SILENT),
    (["mission is tbd"], "", unknown("mission")),
    (["mission is not-applicable"], "mission: not_applicable", FIRES),
    (["mission is not-applicable"], "mission: absent", SILENT),
    (["mission is not-applicable"], "", SILENT),
    # FIELD is true, false
    (["company.contractual is true"], "company: {contractual: true}", FIRES),
    (["company.contractual is true"], "company: {contractual: false}", SILENT),
    (["company.contractual is true"], "company: {contractual: absent}", SILENT),
    (["company.contractual is true"], "", unknown("company.contractual")),
    (["company.contractual is false"], "company: {contractual: false}", FIRES),
    (["company.contractual is false"], "company: {contractual: absent}", FIRES),
    (["company.contractual is false"], "company: {contractual: tbd}", FIRES),
    (["company.contractual is false"], "company: {contractual: true}", SILENT),
    (["company.contractual is false"], "company: {contractual: not_applicable}", NOT_APPLICABLE),
    (["company.contractual is false"], "", unknown("company.contractual")),
    # = != < <= > >= with fields, parameters, options and 0, 1, 2
    (["company.sector = grocery"], "company: {sector: grocery}", FIRES),
    (["company.sector = grocery"], "company: {sector: hotel}", SILENT),
    (["company.sector = grocery"], "company: {sector: absent}", NOT_APPLICABLE),
    (["company.sector = grocery"], "", unknown("company.sector")),
    (["company.sector != grocery"], "company: {sector: hotel}", FIRES),
    (["company.sector != grocery"], "company: {sector: grocery}", SILENT),
    (["company.sector != grocery"], "company: {sector: absent}", NOT_APPLICABLE),
    (["contact_policy.max_per_month > P.contacts-max"], "contact_policy: {max_per_month: 5}", FIRES),
    (["contact_policy.max_per_month > P.contacts-max"], "contact_policy: {max_per_month: 4}", SILENT),
    (["contact_policy.max_per_month >= P.contacts-max"], "contact_policy: {max_per_month: 4}", FIRES),
    (["contact_policy.max_per_month < P.contacts-max"], "contact_policy: {max_per_month: 4}", SILENT),
    (["contact_policy.max_per_month <= P.contacts-max"], "contact_policy: {max_per_month: 4}", FIRES),
    (["contact_policy.max_per_month > P.contacts-max"], "contact_policy: {max_per_month: 3-5}",
     unknown("contact_policy.max_per_month")),
    (["contact_policy.max_per_month > P.contacts-max"], 'contact_policy: {max_per_month: "> 4"}', FIRES),
    (["contact_policy.max_per_month > P.contacts-max"], "contact_policy: {max_per_month: tbd}", NOT_APPLICABLE),
    (["contact_policy.max_per_month > P.contacts-max"], "", unknown("contact_policy.max_per_month")),
    (["company.contribution_margin < P.margin-min"], "company: {contribution_margin: 15 %}", FIRES),
    (["company.contribution_margin < P.margin-min"], "company: {contribution_margin: 20 %}", SILENT),
    (["horizon.length < P.payback-min"], "horizon: {length: 11 months}", FIRES),
    (["horizon.length < P.payback-min"], "horizon: {length: 12 months}", SILENT),
    (["horizon.length < P.payback-min"], "horizon: {length: 51 weeks}", FIRES),
    (["company.staff <= 2"], "company: {staff: 2}", FIRES),
    (["company.staff = 1"], "company: {staff: 2}", SILENT),
    (["company.staff > 0"], "company: {staff: 0}", SILENT),
    (["meta.date > horizon.start"], "meta: {date: 2026-02-01}\nhorizon: {start: 2026-01}", FIRES),
    (["meta.date > horizon.start"], "meta: {date: 2026-01-01}\nhorizon: {start: 2026-01}", SILENT),
    (["meta.date > horizon.start"], "meta: {date: 2026-01-09}\nhorizon: {start: 2026-01}",
     unknown("horizon.start", "meta.date")),
    (["meta.date > horizon.start"], "meta: {date: 2026-01-09}", unknown("horizon.start")),
    # FIELD in […], not in […]
    (["company.sector in [grocery, hotel]"], "company: {sector: hotel}", FIRES),
    (["company.sector in [grocery, hotel]"], "company: {sector: bank}", SILENT),
    (["company.sector in [grocery, hotel]"], "", unknown("company.sector")),
    (["company.sector not in [grocery, hotel]"], "company: {sector: bank}", FIRES),
    (["company.sector not in [grocery, hotel]"], "company: {sector: hotel}", SILENT),
    (["company.sector not in [grocery, hotel]"], "company: {sector: tbd}", NOT_APPLICABLE),
    # FIELD has, lacks, has any of, lacks all of
    (["approach has relational"], "approach: [integral, relational]", FIRES),
    (["approach has relational"], "approach: [integral]", SILENT),
    (["approach has relational"], "approach: absent", NOT_APPLICABLE),
    (["approach has relational"], "", unknown("approach")),
    (["approach lacks relational"], "approach: [integral]", FIRES),
    (["approach lacks relational"], "approach: absent", FIRES),
    (["approach lacks relational"], "approach: []", FIRES),
    (["approach lacks relational"], "approach: relational", SILENT),
    (["approach lacks relational"], "approach: {state: not_applicable, reason: none}", NOT_APPLICABLE),
    (["approach has any of [relational, integral]"], "approach: [integral]", FIRES),
    (["approach has any of [relational, integral]"], "approach: [humanist]", SILENT),
    (["approach lacks all of [relational, integral]"], "approach: [humanist]", FIRES),
    (["approach lacks all of [relational, integral]"], "approach: [humanist, integral]", SILENT),
    (["approach lacks all of [relational, integral]"], "", unknown("approach")),
    # a.objectives refers to o
    (
        [EACH_A, EACH_O, "a.objectives refers to o"],
        TWO + "actions: [{id: a, objectives: [o2]}]",
        fires("actions[a], objectives[o2]"),
    ),
    ([EACH_A, EACH_O, "a.objectives refers to o"], TWO + "actions: [{id: a, objectives: absent}]", SILENT),
    ([EACH_A, EACH_O, "a.objectives refers to o"], TWO + "actions: [{id: a}]", unknown("actions[a].objectives")),
    ([EACH_A, EACH_O, "a.objectives refers to o"], TWO, unknown("actions")),
    # measures
    (["M.objectives-count > 1"], TWO, FIRES),
    (["M.objectives-count > 2"], TWO, SILENT),
    (["M.objectives-count > 2"], "", unknown("objectives")),
    ([EACH_O, "M.objective-completeness(o) < 1"], "", unknown("objectives")),
    # evidence of a concept
    (
        ["each s in concepts under steps", "s.evidence is missing"],
        "one_to_one: {identify: {status: done}, differentiate: absent, interact: tbd}",
        fires("differentiate", "interact"),
    ),
    (["each s in concepts under steps", "s.evidence is missing"], "",
     unknown("one_to_one.identify", "one_to_one.differentiate", "one_to_one.interact")),
    (
        ["each s in concepts under steps", "s.evidence.status in [none, planned]"],
        "one_to_one: {identify: {status: done}, differentiate: {status: planned}, interact: {status: done}}",
        fires("differentiate"),
    ),
    (
        ["each al in alliances", "each s in concepts under alliance-steps", "s.evidence(al) is missing"],
        "alliances: [{id: x, analysis: {status: done}, approach: absent}]",
        fires("alliances[x], approach"),
    ),
    # relations of the graph
    (
        [
            "each s in concepts under steps",
            "each t in concepts under steps",
            "s precedes t",
        ],
        "",
        fires("identify, differentiate", "differentiate, interact"),
    ),
    (
        ["each s in concepts under steps", "each t in concepts under steps", "s precedes t hard"],
        "",
        fires("identify, differentiate"),
    ),
    (
        ["each s in concepts under steps", "each t in concepts under steps", "s requires t"],
        "",
        fires("interact, identify"),
    ),
    (["each s in concepts under steps", "each t in concepts under steps", "s conflicts-with t"], "", SILENT),
    (
        [
            "each s in concepts under steps",
            "each t in concepts under steps",
            "s precedes t",
            "s.evidence.start > t.evidence.start",
        ],
        "one_to_one: {identify: {start: 2026-05}, differentiate: {start: 2026-04}, interact: {start: 2026-06}}",
        fires("identify, differentiate"),
    ),
]  # fmt: skip


def only(conditions: list[Any]) -> dict[str, Any]:
    """The rule of these conditions."""
    return rule("probe", conditions)


@pytest.mark.parametrize(("conditions", "plan", "expected"), LINES, ids=[f"{' · '.join(c)} | {p}" for c, p, _ in LINES])
def test_line(tmp_path: Path, conditions: list[Any], plan: str, expected: Expected) -> None:
    """A line of the table does what the table says."""
    assert verdict_of(system_of(tmp_path, only(conditions)), plan, "probe") == expected


def test_a_measure_of_an_item(tmp_path: Path) -> None:
    """A measure of the item that a variable stands for; its inputs are what is missing."""
    system = system_of(tmp_path, only([EACH_O, "M.baseline-gap(o) > 1"]))
    both = "objectives: [{id: o1, baseline: 10 %, target: 25 %, direction: up}, {id: o2, baseline: 10 %, target: 15 %}]"
    assert verdict_of(system, both, "probe") == fires("objectives[o1]")
    less = "objectives: [{id: o1, baseline: 10 %, direction: up}]"
    assert verdict_of(system, less, "probe") == unknown("objectives[o1].target")


def test_evidence_that_a_concept_does_not_have_does_not_apply(tmp_path: Path) -> None:
    """Concepts that no place of a plan shows are neither there nor missing."""
    for line in ("s.evidence is missing", "s.evidence is stated", "s.evidence.status = done"):
        conditions = ["each s in concepts under pillars", line]
        folder = tmp_path / line.replace(" ", "-")
        folder.mkdir()
        assert verdict_of(system_of(folder, only(conditions)), "", "probe") == SILENT
