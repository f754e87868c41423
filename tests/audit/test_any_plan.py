"""Whatever a plan says within the format: the engines agree, the report is built in three languages, nothing is left open."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import PlanError, Problem
from engine.pipeline import Audit, Options, audit, read_plan
from engine.plan.format import PLAN
from engine.plan.shapes import GroupShape, ItemsShape, LeafShape, Shape
from engine.prove import Proof
from engine.report.build import build_report
from engine.report.model import FindingView, Report
from engine.tell import json as as_json
from engine.tell import markdown, text
from engine.text.words import Words
from tests.data.frozen import LANGUAGES, TODAY, catalogue
from tests.rules.cases import system

NUMBERS = ("0", "1", "2.5", "40", "-3", "10-20", ">= 5", "< 7", "> 0", "<= 0", "~ 100", "1000000")
UNITS = {
    "share": ("%", "percent"),
    "money": ("EUR", "EUR / month", "EUR / year", "USD", "€"),
    "duration": ("hours", "days", "weeks", "months", "years"),
    "quantity": ("%", "EUR", "points", "visits / month", "", "days"),
    "number": ("", "people", "per month"),
}
DATES = ("2025", "2026-02", "2026-02-14", "start", "start + 2 months", "start - 30 days", "9999-12-31", "0001-01-01")
TEXTS = (
    "Plain words",
    'Ñandú «con» "comillas"',
    "*a* | _b_ # [c](d) `e`",
    "two\n\nlines",
    "漢字 😀",
    "x" * 200,
    "50 %",
)
IDS = ("a", "b", "c 1", "d.e", "ñ-1")
STATES: tuple[Any, ...] = ("unknown", "absent", "tbd", {"state": "not_applicable", "reason": "Not for {us}"}, None)


def leaf(shape: LeafShape, chance: random.Random) -> Any:
    """Some value of a leaf's kind in short or long form, or a state."""
    if chance.random() < 0.15:
        return chance.choice(STATES)
    count = chance.choice((1, 2, 3)) if shape.many else 1
    values = [single(shape, chance) for _ in range(count)]
    value: Any = list(dict.fromkeys(values)) if shape.many else values[0]
    if chance.random() < 0.1:
        return {"value": value, "source": "Survey", "as_of": "2025-10", "note": "x"}
    return value


def single(shape: LeafShape, chance: random.Random) -> Any:
    """One value of a kind."""
    if shape.kind == "choice":
        return chance.choice(shape.options)
    if shape.kind == "flag":
        return chance.random() < 0.5
    if shape.kind == "date":
        return chance.choice(DATES)
    if shape.kind in UNITS:
        return f"{chance.choice(NUMBERS)} {chance.choice(UNITS[shape.kind])}".strip()
    return chance.choice(IDS if shape.kind == "ref" else TEXTS)


def node(shape: Shape, chance: random.Random, fill: float) -> Any:
    """Something that a field of a shape may hold."""
    if isinstance(shape, LeafShape):
        return leaf(shape, chance)
    if chance.random() < 0.08:
        return chance.choice(STATES)
    if isinstance(shape, GroupShape):
        return members(shape, chance, fill)
    ids = chance.sample(IDS, chance.choice((0, 1, 2, 2, 3)))
    return [{"id": id, **members(shape, chance, fill)} for id in ids]


def members(shape: GroupShape | ItemsShape, chance: random.Random, fill: float) -> dict[str, Any]:
    """Some of the fields."""
    names = [name for name in shape.fields if name != "id" and chance.random() < fill]
    return {name: node(shape.fields[name], chance, fill) for name in names}


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """Any plan that follows the format; references that its lists do not know are left out."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    fill = draw(st.sampled_from([0.1, 0.3, 0.6, 0.9]))
    data: dict[str, Any] = {"vinculo": "1.0", **members(PLAN, chance, fill)}
    while found := problems(data):
        assert {problem.code for problem in found} == {"unknown-reference"}, found
        for path in {problem.params["path"] for problem in found}:
            drop(data, path)
    return data


def problems(data: dict[str, Any]) -> tuple[Problem, ...]:
    """What keeps data from being a plan."""
    try:
        read_plan(json.dumps(data).encode(), "plan.json")
    except PlanError as error:
        return error.problems
    return ()


def drop(data: Any, path: str) -> None:
    """Take a field out by its path."""
    *steps, last = re.findall(r"[^.\[\]]+(?=\[)|(?<=\[)[^\]]+(?=\])|[^.\[\]]+", path)
    for step in steps:
        data = data[step] if isinstance(data, dict) else next(item for item in data if item["id"] == step)
    del data[last]


def words_of(finding: FindingView) -> Iterator[str]:
    """The texts of a finding that a reader sees."""
    yield from (finding.title, finding.seen, finding.why, finding.instead)
    yield from (finding.concept.label, finding.area.label, finding.proof.text)


def check_report(report: Report, words: Words) -> None:
    """Every finding speaks, and every renderer gets through."""
    for finding in report.findings:
        for shown in words_of(finding):
            assert shown.strip(), finding.id
            assert not re.search(r"\{[a-zA-Z]", shown.replace("{us}", "")), (finding.id, shown)
        assert finding.location.line >= 1
        assert finding.subject_label or finding.subject == "plan"
    overall = report.scores.overall
    assert overall.worst is not None
    assert overall.best is not None
    assert 0 <= overall.worst <= overall.best <= 100
    assert text.render(report, words).startswith(words.say("section-verdict").upper())
    assert markdown.render(report, words)
    assert json.loads(as_json.render(report))["verdict"]["code"] == report.verdict.code


def check_proof(proof: Proof) -> None:
    """A step rests on others, or on what can be looked up: a place, a parameter, a measure, a concept, an absence."""
    for child in proof.children:
        check_proof(child)
    if not proof.children and not proof.again:
        looked_up = proof.span or proof.reads or proof.kind in ("relation", "nothing")
        assert looked_up, proof


def check_audit(result: Audit) -> None:
    """The ledger is whole, and every certain finding has a proof to the end."""
    assert list(result.judgement.ledger) == sorted(system().base.rules)
    for finding in result.judgement.findings:
        check_proof(result.prover.proof(finding.fact))
    for entry in result.judgement.ledger.values():
        assert bool(entry.missing) or entry.outcome != "unknown", entry.rule.id


@settings(max_examples=25)
@given(data=plans())
def test_any_plan(data: dict[str, Any]) -> None:
    """A plan of the format is audited on both engines and told in three languages."""
    plan = read_plan(json.dumps(data).encode(), "plan.json")
    result = audit(system(), plan, Options(today=TODAY, verify=True))
    check_audit(result)
    for language in LANGUAGES:
        check_report(build_report(result, catalogue(), language), Words(catalogue(), language))


def test_the_strategy_reaches_what_it_should() -> None:
    """The plans vary: some leave almost all out, some hold much; states, lists and references are among them."""
    chance = random.Random(1)
    made = [members(PLAN, chance, fill) for fill in (0.1, 0.9)]
    small, large = (len(json.dumps(data)) for data in made)
    assert small < 5_000 < 20_000 < large
    assert '"refers"' not in json.dumps(made)
    assert all(part in json.dumps(made[1]) for part in ("not_applicable", "absent", ">= 5", "start + 2 months"))


@pytest.mark.parametrize("id", ["?", "a]b", "a[b", "[?]", "", " "])
def test_ids_that_would_break_a_path_are_refused(id: str) -> None:
    """Paths put ids into brackets, and `[?]` is the item that nobody has seen."""
    with pytest.raises(PlanError) as caught:
        read_plan(json.dumps({"vinculo": "1.0", "objectives": [{"id": id}]}).encode(), "plan.json")
    assert "wrong-id" in {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("id", ["a, b", "plan", "#1", "«x»", "a.b.c", "r:x", "*", "a?", "{o}", "漢", "x" * 300, "ñ ñ"])
def test_any_other_id(id: str) -> None:
    """An id may hold what it likes otherwise: paths, facts, proofs and places of the report come to no harm."""
    data = {
        "vinculo": "1.0",
        "objectives": [{"id": id, "statement": "More", "kpi": "absent"}],
        "actions": [{"id": "x", "objectives": [id]}],
        "programmes": [{"id": id, "tiers": [{"id": id}]}],
    }
    plan = read_plan(json.dumps(data).encode(), "plan.json")
    result = audit(system(), plan, Options(today=TODAY, verify=True))
    subjects = {fact[1] for fact in result.model.given if fact[0] == "item:objectives"}
    assert subjects <= {f"objectives[{id}]"}
    report = build_report(result, catalogue(), "en")
    check_report(report, Words(catalogue(), "en"))
    assert any(finding.subject == f"objectives[{id}]" for finding in report.findings)
