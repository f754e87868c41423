"""No plan that follows the format makes a measure fail, and what it then states only makes values more exact."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest

from engine.measures import Measured, Reader, registry
from engine.plan.format import PLAN
from engine.plan.model import Collection, State
from engine.plan.shapes import ItemsShape, LeafShape, Shape, fields_of
from engine.plan.values import Quantity
from tests.measures.plans import AUDIT, plan_of

NUMBERS = ("0", "1", "2.5", "40", "-3", "10-20", "0-1", ">= 5", "< 7", "> 0", "<= 0", "100000")
UNITS = {
    "share": ("%",),
    "money": ("EUR", "EUR / month", "EUR / year", "USD"),
    "duration": ("days", "months", "years"),
    "quantity": ("%", "EUR", "points", "visits / month", ""),
    "number": ("",),
}
DATES = ("2025", "2026-02", "2026-02-14", "start", "start + 2 months", "start - 30 days", "start + 3-5 weeks")
WORDS = ("a", "b", "2014", "2022")
IDS = ("#1", "#2")


def leaf(shape: LeafShape, chance: random.Random) -> Any:
    """Some value of a leaf's kind, or a state."""
    if chance.random() < 0.15:
        return chance.choice(["unknown", "absent", "tbd", {"state": "not_applicable", "reason": "r"}])
    if shape.kind == "choice":
        value: Any = chance.choice(shape.options)
    elif shape.kind == "flag":
        value = chance.random() < 0.5
    elif shape.kind == "date":
        value = chance.choice(DATES)
    elif shape.kind in UNITS:
        value = f"{chance.choice(NUMBERS)} {chance.choice(UNITS[shape.kind])}".strip()
    else:
        value = chance.choice(IDS if shape.kind == "ref" else WORDS)
    return [value] if shape.many else value


def node(shape: Shape, chance: random.Random, fill: float) -> Any:
    if isinstance(shape, LeafShape):
        return leaf(shape, chance)
    names = [name for name in fields_of(shape) if name != "id"]
    if isinstance(shape, ItemsShape):
        count = chance.choice((2, 2, 3))
        return [
            {name: node(shape.fields[name], chance, fill) for name in picked(names, chance, fill)} for _ in range(count)
        ]
    return {name: node(shape.fields[name], chance, fill) for name in picked(names, chance, fill)}


def picked(names: list[str], chance: random.Random, fill: float) -> list[str]:
    """Some of the fields; always one, since a group says something."""
    return [name for name in names if chance.random() < fill] or names[:1]


def all_values(content: dict[str, Any]) -> dict[tuple[str, str], Measured]:
    plan = plan_of(content)
    found: dict[tuple[str, str], Measured] = {}
    for id, measure in registry().items():
        records = [plan.root]
        if measure.sort:
            collection = plan.root.at(measure.sort)
            assert isinstance(collection, Collection)
            records = [*collection.items]
        for record in records:
            found[id, record.id] = measure.of(Reader(record, plan, AUDIT))
    return found


def some_plan(seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    content = node(PLAN, chance, chance.choice((0.4, 0.8, 1.0)))
    content.get("meta", {}).pop("complete", None)
    return dict(content)


@pytest.mark.parametrize("seed", range(60))
def test_measures_never_fail(seed: int) -> None:
    for (id, _), found in all_values(some_plan(seed)).items():
        if isinstance(found.value, Quantity):
            interval = found.value.interval
            assert not math.isnan(interval.low) and not math.isnan(interval.high), id  # noqa: PT018
            assert interval.low <= interval.high, id
            assert interval.low < math.inf, id
            assert interval.high > -math.inf, id
        assert (found.value is None) == (found.state is not State.VALUE)


def forget(content: Any, chance: random.Random) -> Any:
    """A plan with one stated leaf in ten turned into an unknown one."""
    if isinstance(content, dict) and "state" not in content:
        return {name: forget(value, chance) for name, value in content.items()}
    if isinstance(content, list) and content and isinstance(content[0], dict):
        return [forget(item, chance) for item in content]
    return "unknown" if chance.random() < 0.1 else content


@pytest.mark.parametrize("seed", range(40))
def test_flags_hold_when_the_unknown_becomes_known(seed: int) -> None:
    """A flag that is decided while some fields are unknown keeps its value when they are stated.

    Not so that of mixed periods: it speaks of the amounts stated so far, and one more may disagree with them.
    """
    full = some_plan(seed)
    known, partly = all_values(full), all_values(forget(full, random.Random(seed)))
    for key, before in partly.items():
        if key[0] != "money-period-mixed" and isinstance(before.value, bool):
            assert known[key].value in (before.value, None), key
