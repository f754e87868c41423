"""Rules and cases are valid by their schemas where the builder of rules takes them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.paths import RULES
from engine.read import read
from engine.read.nodes import plain
from engine.rules.build import OPTIONAL, REQUIRED, build_rule
from engine.rules.grammar import parse_condition
from engine.rules.load import CASES
from engine.schemas.rule import EXPLAINED, OUTCOMES
from tests.rules.cases import EXPECTATIONS
from tests.schemas.validators import schema_problems, validator

CASE_FILES = sorted(RULES.rglob(f"*{CASES}"))
RULE_FILES = sorted(path for path in RULES.glob("*/*.yaml") if not path.name.endswith(CASES))


def content(path: Path) -> Any:
    return plain(read(path.read_bytes(), path.name).root)


def test_rules_are_valid() -> None:
    assert len(RULE_FILES) > 100
    assert [f"{path.name}: {line}" for path in RULE_FILES for line in schema_problems("rule", content(path))] == []


def test_cases_are_valid() -> None:
    assert len(CASE_FILES) > 100
    assert [f"{path.name}: {line}" for path in CASE_FILES for line in schema_problems("cases", content(path))] == []


def test_keys_are_those_of_the_code() -> None:
    assert set(OUTCOMES) == set(EXPECTATIONS)
    assert set(EXPLAINED) == {*REQUIRED, *OPTIONAL}


TEXT = {"es": "a", "ca": "a", "en": "a"}
RULE: dict[str, Any] = {
    "id": "some-rule",
    "area": "objectives",
    "severity": "error",
    "concept": "objectives-setting",
    "sources": ["S0-021", "domain knowledge"],
    "when": ["each o in objectives", {"none": ["each a in actions", "a.objectives refers to o"]}],
    "text": {"title": TEXT, "seen": TEXT, "instead": TEXT},
}


def changed(change: Callable[[Any], object]) -> Any:
    rule = copy.deepcopy(RULE)
    change(rule)
    return rule


def built(rule: Any) -> bool:
    """Whether the builder takes a rule."""
    codes: list[str] = []
    made = build_rule(rule, "rules/x.yaml", lambda code, *_, **__: codes.append(code))
    return made is not None and not codes


def setting(key: str, value: Any) -> Callable[[Any], object]:
    return lambda rule: rule.__setitem__(key, value)


@pytest.mark.parametrize(
    "change",
    [
        setting("severity", "fatal"),
        setting("effort", "huge"),
        setting("sources", "S0-021"),
        setting("wehn", []),
        setting("when", []),
        setting("when", "each o in objectives"),
        setting("when", ["objectives are stated"]),
        setting("when", ["mission is 3"]),
        setting("when", [{"al": ["mission is missing"]}]),
        setting("when", [{"all": []}]),
        setting("when", [{"all": ["mission is missing"], "any": ["mission is missing"]}]),
        setting("when", [{"at-least": 3, "of": ["mission is missing"]}]),
        setting("when", [{"at-least": 2}]),
        setting("when", [{"at-least": 2, "distinct": "o"}]),
        setting("text", {"title": TEXT, "seen": TEXT}),
        setting("text", {"title": TEXT, "seen": TEXT, "instead": {"es": "a", "ca": "a"}}),
        setting("text", {"title": TEXT, "seen": TEXT, "instead": {"es": "a", "ca": "a", "en": " "}}),
        lambda rule: rule.pop("text"),
        lambda rule: rule.pop("id"),
        setting("concludes", "plan-not-ready"),
    ],
)
def test_wrong_rules_are_refused_by_both(change: Callable[[Any], object]) -> None:
    rule = changed(change)
    assert not built(rule)
    assert schema_problems("rule", rule) != []


@pytest.mark.parametrize(
    "change",
    [
        lambda rule: None,
        setting("effort", "small"),
        setting("at", "plan"),
        setting("at", ["o"]),
        setting("concludes", ["plan-not-ready", "weak(o)"]),
        setting("when", [{"at-least": 2, "of": ["mission is missing", "purposes is absent"]}]),
        setting("when", [{"at-least": "P.most", "distinct": "a", "where": ["each a in actions"]}]),
        setting("applies", ["contact_policy.max_per_month > P.limit"]),
    ],
)
def test_right_rules_are_taken_by_both(change: Callable[[Any], object]) -> None:
    rule = changed(change)
    assert built(rule)
    assert schema_problems("rule", rule) == []


@pytest.mark.parametrize(
    "condition",
    [
        "each o in objectives", "each t in p.tiers", "each s in concepts under one-to-one", "mission is missing",
        "mission  is  missing", "o.kpi is not-applicable", "M.total-cost is stated", "P.limit is stated",
        "o.baseline < o.target", "0 < o.target", "o.target > 3", "M.gap(o) >= P.limit",
        "o.type in [loyalty, retention]", "o.type in [ , ]",
        "o.type in []", "o.type not in [loyalty]", "P.limit in [loyalty]", "c.use has promotion", "c.use has Promotion",
        "c.use lacks all of [promotion, alert]", "a.objectives refers to o", "objectives refers to o",
        "plan-weak is concluded", "plan-weak is concluded for o by an error in 2 areas",
        "plan-weak is concluded by 2 rules", "plan-weak is concluded by 1 rules", "s precedes t", "s precedes t hard",
        "s follows t", "s.evidence is missing", "s.evidence(a).start > t.evidence.start", "", "mission", "mission is",
        "o.Type = x",
    ],
)  # fmt: skip
def test_a_condition_follows_a_pattern_of_both(condition: str) -> None:
    """Variables in scope are all those that a line may mean."""
    taken = parse_condition(condition, frozenset("ostpca")) is not None
    rule = changed(setting("when", [condition]))
    assert (schema_problems("rule", rule) == []) is taken


@pytest.mark.parametrize(
    "case",
    [
        {"case": "a", "plan": "x"},
        {"case": "a", "plan": "x", "silent": False},
        {"case": "a", "plan": "x", "silent": True, "fires": ["plan"]},
        {"case": "a", "plan": "x", "fires": []},
        {"case": "a", "silent": True},
        {"case": "a", "plan": {"mission": "absent"}, "silent": True},
        {"case": "a", "plan": "x", "silent": True, "why": "y"},
    ],
)
def test_wrong_cases_are_refused(case: dict[str, Any]) -> None:
    right = {"case": "a", "plan": "mission: absent", "silent": True}
    assert validator("cases").is_valid([right])
    assert not validator("cases").is_valid([right, case])
