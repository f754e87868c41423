"""Small plans as dictionaries, and the value of a measure for them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from engine.measures import Measured, Reader, registry
from engine.plan.model import Collection, Plan, State
from engine.plan.parse import parse
from engine.plan.values import Quantity
from engine.read import read

AUDIT = date(2026, 3, 1)
Shape = dict[str, Any]


def plan_of(content: Shape, complete: bool = False) -> Plan:
    """The plan of a dictionary; a complete one leaves nothing unknown."""
    content = {"vinculo": "1.0", **content}
    if complete:
        content["meta"] = {**content.get("meta", {}), "complete": True}
    return parse(read(json.dumps(content).encode(), "plan.json"))


def measured(id: str, content: Shape, item: str = "", complete: bool = False) -> Measured:
    """A measure of a plan, or of the item with the given id of the collection it belongs to."""
    plan, measure = plan_of(content, complete), registry()[id]
    record = plan.root
    if measure.sort:
        collection = plan.root.at(measure.sort)
        assert isinstance(collection, Collection)
        record = next(one for one in collection.items if one.id == item)
    return measure.of(Reader(record, plan, AUDIT))


def value(id: str, content: Shape, item: str = "", complete: bool = False) -> float | bool | tuple[float, float]:
    """The value of a measure: a truth, a number, or the two ends of a range."""
    found = measured(id, content, item, complete)
    assert found.state is State.VALUE, f"{id} is {found.state}"
    if isinstance(found.value, bool):
        return found.value
    assert isinstance(found.value, Quantity)
    interval = found.value.interval
    return interval.low if interval.point is not None else (interval.low, interval.high)


def same(found: object, expected: object) -> bool:
    """Equality up to the last digits of binary fractions; a truth only equals a truth."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return found is expected
    return bool(found == pytest.approx(expected, rel=1e-9, abs=1e-9))


def nested(path: str, item: Shape) -> Shape:
    """A plan with one item in the collection at a path."""
    *outer, last = path.split(".")
    content: Shape = {last: [item]}
    for name in reversed(outer):
        content = {name: content}
    return content
