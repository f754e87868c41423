"""Leaves of every kind: short text, long form, the four states that stand in place of a value, and what is refused."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

import pytest

from engine.errors import PlanError, Problem
from engine.pipeline import read_plan
from engine.plan.format import FIELDS
from engine.plan.model import Leaf, Plan, State
from engine.plan.shapes import LeafShape
from engine.plan.values import DAYS, Interval, Moment, Quantity, Value, exactly

MONTH = DAYS["month"]
# One field for each kind of leaf, single and many, with a value in short form.
PLACES: dict[str, Any] = {
    "mission": "Keep members for life",
    "purposes": ["one", "two"],
    "company.sector": "grocery",
    "approach": ["relational", "integral"],
    "meta.author_heads_organisation": True,
    "company.staff": 12,
    "company.contribution_margin": "35 %",
    "company.average_ticket": "25 EUR",
    "contact_policy.min_gap": "2 weeks",
    "horizon.start": "2026-02",
}
STATES = [State.UNKNOWN, State.ABSENT, State.TBD, State.NOT_APPLICABLE]


def nested(path: str, value: Any) -> dict[str, Any]:
    """A plan with one field."""
    for name in reversed(path.split(".")):
        value = {name: value}
    return {"vinculo": "1.0", **value}


def plan_of(path: str, value: Any) -> Plan:
    """The plan that gives one field a value."""
    return read_plan(json.dumps(nested(path, value)).encode(), "plan.json")


def leaf_of(path: str, value: Any) -> Leaf:
    """The leaf that a value gives."""
    leaf = plan_of(path, value).root.at(path)
    assert isinstance(leaf, Leaf)
    return leaf


def refused(path: str, value: Any) -> tuple[Problem, ...]:
    """The problems with a value."""
    with pytest.raises(PlanError) as caught:
        plan_of(path, value)
    return caught.value.problems


def test_the_places_cover_every_kind() -> None:
    """The table has a field of each kind but references, and lists of those that come in lists."""
    kinds = {shape.kind for path in PLACES if isinstance(shape := FIELDS[path], LeafShape)}
    wanted = {shape.kind for shape in FIELDS.values() if isinstance(shape, LeafShape)}
    assert wanted - kinds == {"quantity", "ref"}


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("state", STATES)
def test_every_kind_has_four_states(path: str, state: State) -> None:
    """A state may stand in place of any value, short or with its reason, and then there is no value."""
    assert (leaf_of(path, state.value).state, leaf_of(path, state.value).values) == (state, ())
    long = leaf_of(path, {"state": state.value, "reason": "We sell to firms"})
    assert (long.state, long.value, long.reason) == (state, None, "We sell to firms")


@pytest.mark.parametrize("path", PLACES)
def test_null_is_unknown_and_a_value_is_a_value(path: str) -> None:
    """An empty field says nothing; a filled one has its value, its place and its own characters."""
    assert leaf_of(path, None).state is State.UNKNOWN
    leaf = leaf_of(path, PLACES[path])
    assert leaf.state is State.VALUE
    assert leaf.values
    assert leaf.span is not None
    assert leaf.raw


@pytest.mark.parametrize("path", PLACES)
def test_the_long_form_says_the_same_and_where_it_is_from(path: str) -> None:
    """`value` in a long form gives the value of the short one, with source and date beside it."""
    short = leaf_of(path, PLACES[path])
    long = leaf_of(path, {"value": PLACES[path], "source": "Survey", "as_of": "2026-01"})
    assert (long.state, long.value, long.raw) == (State.VALUE, short.value, short.raw)
    assert (long.source, long.as_of) == ("Survey", "2026-01")


def test_not_applicable_needs_a_reason_in_the_long_form() -> None:
    """Whoever writes it out says why."""
    assert [problem.code for problem in refused("mission", {"state": "not_applicable"})] == ["reason-missing"]


def test_an_empty_list_is_absent() -> None:
    """A list with nothing in it says that there is none."""
    assert leaf_of("purposes", []).state is State.ABSENT
    assert leaf_of("approach", []).state is State.ABSENT


def test_a_single_value_makes_a_list() -> None:
    """Where several are possible, one may stand alone."""
    assert leaf_of("purposes", "one").value == ("one",)


def quantity(low: float, unit: str = "", period: str = "", base: str = "") -> Quantity:
    """A single number with its unit."""
    return Quantity(exactly(low), unit, period, base)


@pytest.mark.parametrize(
    ("path", "given", "value"),
    [
        ("mission", "  a  b ", "a  b"),
        ("company.staff", "12", quantity(12, "people")),
        ("company.staff", ">= 12", Quantity(Interval(12, math.inf, False, True), "people")),
        ("company.staff", {"min": 3, "max": 5}, Quantity(Interval(3, 5), "people")),
        ("company.staff", {"above": 3, "below": 5}, Quantity(Interval(3, 5, True, True), "people")),
        ("company.staff", {"min": 3, "above": 3}, Quantity(Interval(3, math.inf, True, True), "people")),
        ("company.staff", {"max": 5}, Quantity(Interval(-math.inf, 5, True, False), "people")),
        ("company.contribution_margin", "35 %", quantity(0.35, "ratio")),
        ("company.contribution_margin", {"value": 0.35, "unit": "ratio"}, quantity(0.35, "ratio")),
        ("company.contribution_margin", {"value": 35, "unit": "percent"}, quantity(0.35, "ratio")),
        ("company.contribution_margin", {"value": 35, "unit": "%", "of": "net"}, quantity(0.35, "ratio", "", "net")),
        ("company.average_ticket", "25 € / month", quantity(25, "EUR", "month")),
        ("company.average_ticket", {"value": 25, "currency": "EUR", "period": "year"}, quantity(25, "EUR", "year")),
        ("contact_policy.min_gap", "2 weeks", quantity(14, "days")),
        ("contact_policy.min_gap", "1 month", quantity(MONTH, "days")),
        ("contact_policy.min_gap", {"value": 3, "unit": "months"}, quantity(3 * MONTH, "days")),
        ("horizon.start", "2026-02-01", Moment(date(2026, 2, 1), date(2026, 2, 1))),
        ("meta.author_heads_organisation", False, False),
        ("company.sector", "hotel", "hotel"),
    ],
)
def test_values(path: str, given: Any, value: Value) -> None:
    """What each kind of leaf makes of its text and of its long form; shares are ratios, durations days."""
    found = leaf_of(path, given).value
    if isinstance(value, Quantity) and isinstance(found, Quantity):
        assert (found.unit, found.period, found.base) == (value.unit, value.period, value.base)
        assert found.interval.low == pytest.approx(value.interval.low)
        assert found.interval.high == pytest.approx(value.interval.high)
        ends = (value.interval.low_open, value.interval.high_open)
        assert (found.interval.low_open, found.interval.high_open) == ends
    else:
        assert found == value


@pytest.mark.parametrize(
    ("path", "given", "count"),
    [
        ("mission", "", 1),
        ("mission", ["a"], 1),
        ("purposes", ["a", ""], 1),
        ("purposes", [["a"]], 1),
        ("company.sector", "groceries", 1),
        ("approach", ["relational", "magic", "tragic"], 2),
        ("meta.author_heads_organisation", "sí", 1),
        ("company.staff", "a dozen", 1),
        ("company.staff", True, 1),
        ("company.staff", {"min": "three"}, 1),
        ("company.staff", {"min": 5, "max": 3}, 1),
        ("company.staff", {"unit": "people"}, 1),
        ("company.staff", {"worth": 3}, 1),
        ("company.contribution_margin", 35, 1),
        ("company.average_ticket", "25", 1),
        ("company.average_ticket", "25 euros", 1),
        ("company.average_ticket", {"value": 2, "currency": "EUR", "period": "moon"}, 1),
        ("contact_policy.min_gap", "2 contacts", 1),
        ("horizon.start", "soon", 1),
        ("mission", {"state": "unkown"}, 1),
        ("mission", {"source": "x"}, 1),
    ],
)
def test_refused(path: str, given: Any, count: int) -> None:
    """What does not fit a kind is refused, each mistake at its own place and about its own field."""
    problems = refused(path, given)
    assert len(problems) == count
    assert all(problem.params["path"].startswith(path) and problem.line and problem.column for problem in problems)


@pytest.mark.parametrize("bounds", [{"above": 3, "max": 3}, {"min": 3, "below": 3}, {"above": 3, "below": 3}])
def test_a_range_that_holds_no_number_is_refused(bounds: dict[str, float]) -> None:
    """More than 3 and at most 3 is no number at all."""
    assert len(refused("company.staff", bounds)) == 1


def test_the_near_option_is_named() -> None:
    """A mistyped option comes with the one that was meant."""
    problem = refused("company.sector", "grocry")[0]
    assert problem.nearest == "grocery"
    assert "grocery" in problem.allowed
