"""A small knowledge that never changes, rule bases written on the spot, and audits over both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from engine.judge import Entry
from engine.knowledge.model import Citation, Concept, Knowledge, Parameter, Relation, Source, Statement
from engine.paths import TEXTS
from engine.pipeline import Audit, Options, audit, read_plan
from engine.plan.model import Plan
from engine.system import System, load_rules
from engine.text.catalogue import Catalogue, load_catalogue

TODAY = date(2026, 3, 1)
RULES = Path(__file__).parent / "rules"
LANGUAGES = ("es", "ca", "en")


def three(text: str) -> dict[str, str]:
    """One text in three languages, told apart by their codes."""
    return {language: f"{text} ({language})" for language in LANGUAGES}


def _concept(id: str, up: str, dimension: str | None = None, shown: tuple[str, ...] = ()) -> Concept:
    label = id.replace("-", " ").capitalize()
    why = three(f"{label} matters")
    return Concept(id, three(label), why, (up,) if up else (), ("S1-001",), (), "sources", dimension, shown)


CONCEPTS = (
    _concept("relationship-marketing", ""),
    _concept("pillars", "relationship-marketing"),
    _concept("pillar-information", "pillars", "pillar"),
    _concept("pillar-feedback", "pillars", "pillar"),
    _concept("steps", "relationship-marketing"),
    _concept("identify", "steps", "one-to-one-step", ("one_to_one.identify",)),
    _concept("differentiate", "steps", "one-to-one-step", ("one_to_one.differentiate",)),
    _concept("interact", "steps", "one-to-one-step", ("one_to_one.interact",)),
    _concept("alliance-steps", "relationship-marketing"),
    _concept("analysis", "alliance-steps", None, ("alliances[].analysis",)),
    _concept("approach", "alliance-steps", None, ("alliances[].approach",)),
    _concept("objective-setting", "relationship-marketing", "plan-section"),
    _concept("activity-schedule", "relationship-marketing", "plan-section"),
    _concept("vague-goals", "relationship-marketing", "pitfall"),
)
RELATIONS = (
    Relation("identify", "precedes", "differentiate", "hard", ("S1-001",)),
    Relation("differentiate", "precedes", "interact", "advisory", ("S1-002",)),
    Relation("interact", "requires", "identify", "advisory", ("S1-002",)),
    Relation("analysis", "precedes", "approach", "hard", ("S1-001",)),
    Relation("objective-setting", "precedes", "activity-schedule", "hard", ("S1-002",)),
    Relation("activity-schedule", "supports", "objective-setting", "advisory", ("S1-001",)),
)


def _parameter(id: str, value: float, unit: str, variants: Mapping[str, float] | None = None) -> Parameter:
    low, high = (0.0, 1.0) if unit.startswith("share") else (0.0, 100.0)
    label, cited = id.replace("-", " ").capitalize(), (Citation("A study", "2020", ""),)
    return Parameter(
        id, three(label), unit, value, low, high, "max", variants or {}, three(f"Evidence of {id}"), cited, "study",
        three(f"Caution with {id}"), "2026-01-01", three(unit),
    )  # fmt: skip


PARAMETERS = (
    _parameter("weight-error", 5, "weight"),
    _parameter("weight-warning", 3, "weight"),
    _parameter("weight-recommendation", 1, "weight"),
    _parameter("checked-share-min", 0.6, "share"),
    _parameter("too-many", 2, "items"),
    _parameter("ways-min", 3, "rules"),
    _parameter("contacts-max", 4, "contacts", {"grocery": 8}),
    _parameter("payback-min", 12, "months", {"grocery": 6}),
    _parameter("margin-min", 0.2, "share of margin"),
)


@cache
def knowledge() -> Knowledge:
    """The frozen knowledge."""
    return Knowledge(
        "1.0.0",
        "frozen",
        {concept.id: concept for concept in sorted(CONCEPTS, key=lambda one: one.id)},
        RELATIONS,
        {parameter.id: parameter for parameter in sorted(PARAMETERS, key=lambda one: one.id)},
        {"S1": Source("S1", three("The document"), "es", "article")},
        {id: Statement(id, "S1", place, "pillar") for id, place in (("S1-001", "1a"), ("S1-002", "1b"))},
    )


@cache
def catalogue() -> Catalogue:
    """The real texts."""
    return load_catalogue(TEXTS, None)


@cache
def frozen_system() -> System:
    """The frozen rule base beside this module."""
    return System(knowledge(), load_rules(RULES, knowledge()))


AREAS = {"area": three("Area"), "other": three("Other")}
CONCLUSIONS: dict[str, dict[str, str]] = {
    name: {"of": of, **three(f"{name} holds")}
    for name, of in (
        ("alarm", "plan"), ("weak", "concept"), ("bad-goal", "objectives"), ("bad-action", "actions"),
        *((f"step{number}", "plan") for number in range(1, 6)),
    )
}  # fmt: skip
Conditions = list[Any]


def rule(id: str, when: Conditions, **more: Any) -> dict[str, Any]:
    """The data of a rule with these conditions."""
    text = {part: three(f"{part} of {id}") for part in ("title", "seen", "instead")}
    plain = {"id": id, "area": "area", "severity": "warning", "concept": "pillars", "sources": ["S1-001"]}
    return {**plain, "when": when, "text": text, **more}


def write_base(folder: Path, *rules: dict[str, Any]) -> Path:
    """A rule base in a folder; JSON is YAML too."""
    (folder / "areas.yaml").write_text(json.dumps(AREAS), "utf-8")
    (folder / "conclusions.yaml").write_text(json.dumps(CONCLUSIONS), "utf-8")
    for data in rules:
        path = folder / data["area"] / f"{data['id']}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(data), "utf-8")
    return folder


def system_of(folder: Path, *rules: dict[str, Any]) -> System:
    """The system of a rule base written into a folder."""
    return System(knowledge(), load_rules(write_base(folder, *rules), knowledge()))


def plan(text: str) -> Plan:
    """The plan of YAML text without the version key."""
    return read_plan(f'vinculo: "1.0"\n{text}'.encode(), "plan.yaml")


def audited(system: System, text: str, **options: Any) -> Audit:
    """The audit of a plan, checked against the evaluator."""
    return audit(system, plan(text), Options(**{"today": TODAY, "verify": True, **options}))


def subjects(entry: Entry) -> list[str]:
    """The subjects of an entry, as cases write them."""
    return sorted(", ".join(fact[1:]) or "plan" for fact in entry.facts)


def verdict_of(system: System, text: str, id: str, **options: Any) -> tuple[str, list[str]]:
    """The outcome of a rule, with its subjects where it fires and the missing fields where that is unknown."""
    entry = audited(system, text, **options).judgement.ledger[id]
    shown = {"fires": subjects(entry), "unknown": list(entry.missing)}
    return entry.outcome.value, shown.get(entry.outcome.value, [])
