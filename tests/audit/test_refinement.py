"""Saying more never takes back what was certain: the three-valued reading of plans, over the real rules and examples."""

from __future__ import annotations

import copy
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.infer.program import Fact, Truth
from engine.paths import ROOT
from engine.pipeline import Audit, Options, audit, read_plan
from engine.read import read
from engine.read.nodes import plain
from tests.rules.cases import system

# A plan that contradicts itself says one thing in two ways: leaving one out changes what the other is taken for.
EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.yaml") if path.stem != "everything-wrong.es")
# What these say decides which day or which thresholds everything is measured with, or whether silence means absence.
FIXED = {("meta", "complete"), ("meta", "date"), ("company", "sector"), ("horizon", "start"), ("vinculo",)}
Path_ = tuple[str | int, ...]


@cache
def document(path: Path) -> dict[str, Any]:
    """An example as plain data, without its claim to be complete."""
    data = plain(read(path.read_bytes(), path.name).root)
    assert isinstance(data, dict)
    data.setdefault("meta", {}).pop("complete", None)
    return data


def droppable(data: Any, here: Path_ = ()) -> list[Path_]:
    """The paths of all keys that a plan may leave out; ids stay, since items are named by them."""
    found: list[Path_] = []
    if isinstance(data, dict):
        for key, value in data.items():
            if key != "id" and (*here, key) not in FIXED and key not in ("state", "reason"):
                found.append((*here, key))
                found += droppable(value, (*here, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            found += droppable(value, (*here, number))
    return found


def without(data: dict[str, Any], path: Path_) -> dict[str, Any]:
    """A copy that leaves one key out; as it is where the key is gone already."""
    changed = copy.deepcopy(data)
    node: Any = changed
    for step in path[:-1]:
        if isinstance(node, dict) and step not in node:
            return changed
        node = node[step]
    if isinstance(node, dict):
        node.pop(path[-1], None)
    return changed


def is_value(data: dict[str, Any], path: Path_) -> bool:
    """Whether a key is one of the plan format, not of a long form of a value (min, unit, source…)."""
    node: Any = data
    for step in path[:-1]:
        node = node[step]
        if isinstance(node, dict) and set(node) & {"value", "min", "max", "above", "below", "state"}:
            return False
    return True


def audited(data: dict[str, Any]) -> Audit:
    """The audit of plain data, checked against the evaluator."""
    plan = read_plan(json.dumps(data, default=str).encode(), "plan.json")
    return audit(system(), plan, Options(today=date(2026, 1, 1), verify=True))


def outcomes(result: Audit) -> dict[Fact, Truth]:
    """What was derived of items that the plan shows."""
    return {fact: truth for fact, truth in result.model.derived.items() if fact[0].startswith("r:")}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@settings(max_examples=12)
@given(data=st.data())
def test_saying_more_never_takes_back(example: Path, data: st.DataObject) -> None:
    """What is certain stays certain, and what is excluded stays excluded, when a field that was left out is stated."""
    full = document(example)
    paths = [path for path in droppable(full) if is_value(full, path)]
    chosen = data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=6, unique=True))
    less = full
    for path in chosen:
        less = without(less, path)
    before, after = outcomes(audited(less)), outcomes(audited(full))
    taken_back = sorted(
        fact for fact, truth in before.items() if truth is Truth.TRUE and after.get(fact) is not Truth.TRUE
    )
    assert not taken_back, f"without {chosen} these were certain, with it they are not: {taken_back}"
    unseen = [fact for fact, truth in before.items() if any("[?]" in part for part in fact)]
    made = {fact[0] for fact in unseen}
    sprung = sorted(
        fact for fact, truth in after.items() if truth is Truth.TRUE and fact not in before and fact[0] not in made
    )
    assert not sprung, f"without {chosen} these were excluded, with it they hold: {sprung}"
