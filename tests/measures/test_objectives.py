"""Objectives: what they state, what they ask, and whether target and milestones fit."""

from __future__ import annotations

from typing import Any

import pytest

from engine.plan.model import State
from tests.measures.plans import Shape, measured, same, value


def one(**fields: Any) -> Shape:
    """A plan with one objective `o`, starting on the first of January and one year (365.25 days) long."""
    return {
        "horizon": {"start": "2026-01-01", "length": "12 months"},
        "kpis": [{"id": "k", "kind": "repeat"}, {"id": "n", "kind": "sales"}, {"id": "r", "kind": "reach"}],
        "objectives": [{"id": "o", **fields}],
    }


STEPS = [{"value": "30 %", "deadline": "2026-04"}, {"value": "40 %", "deadline": "2026-07"}]
UP = {"direction": "up", "baseline": "20 %", "target": "50 %"}
DOWN = {"direction": "down", "baseline": "50 %", "target": "20 %"}
FULL = {"kpi": "k", "owner": "ana", "deadline": "2026-12", **UP}

EXAMPLES = [
    ("objectives-count", {"objectives": [{}, {}]}, "", 2),
    ("kpis-count", {"kpis": [{"name": "a"}]}, "", 1),
    ("objective-completeness", one(**FULL), "o", 5 / 5),
    ("objective-completeness", one(**{**FULL, "deadline": "absent"}), "o", 5 / 5),  # the horizon sets the date
    ("objective-completeness", one(**{**FULL, "owner": "absent", "target": "tbd"}), "o", 3 / 5),
    ("objective-completeness", one(**{**FULL, "baseline": "absent", "milestones": STEPS}), "o", 5 / 5),
    ("objective-completeness", one(**{**FULL, "baseline": "absent", "milestones": "absent"}), "o", 4 / 5),
    ("objective-completeness", one(kpi="k", target="50 %"), "o", (3 / 5, 5 / 5)),  # owner and baseline unknown
    ("complete-objectives-share", {"objectives": [{**FULL, "id": "a"}, {"id": "b", "kpi": "absent"}]}, "", 1 / 2),
    ("complete-objectives-share", {"objectives": [{**FULL, "id": "a"}, {"id": "b"}]}, "", (1 / 2, 2 / 2)),
    ("baseline-gap", one(**UP), "o", (50 - 20) / 20),
    ("baseline-gap", one(**DOWN), "o", (50 - 20) / 50),
    ("baseline-gap", one(direction="up", baseline="50 %", target="20 %"), "o", (20 - 50) / 50),
    ("baseline-gap", one(baseline="50 %", target="20 %"), "o", 30 / 50),  # without direction: the change
    ("baseline-gap", one(direction="up", baseline="30 %", target=">= 40 %"), "o", (40 - 30) / 30),
    ("baseline-gap", one(direction="down", baseline="10 %", target="< 8 %"), "o", (10 - 8) / 10),
    ("baseline-gap", one(direction="up", baseline="20-25 %", target="30 %"), "o", (5 / 25, 10 / 20)),
    ("baseline-gap", one(direction="up", baseline="1 visits / month", target="18 visits / year"), "o", (18 - 12) / 12),
    ("baseline-gap", one(direction="up", baseline="-10 points", target="10 points"), "o", (10 + 10) / 10),
    ("improvement-per-year", one(**UP), "o", 1.5),  # no deadline: over the horizon of one year
    ("improvement-per-year", one(**UP, deadline="start + 2 years"), "o", 1.5 / 2),
    ("days-to-deadline", one(deadline="2026-01-31"), "o", 30),
    ("days-to-deadline", one(deadline="2026-02"), "o", (31, 58)),  # some day of February
    ("days-to-deadline", one(deadline="start + 2 weeks"), "o", 14),
    ("target-against-direction", one(**UP), "o", False),
    ("target-against-direction", one(direction="up", baseline="50 %", target="20 %"), "o", True),
    ("target-against-direction", one(direction="down", baseline="20 %", target="50 %"), "o", True),
    ("target-against-direction", one(direction="keep", baseline="20 %", target="25 %"), "o", False),
    ("target-against-direction", one(kpi="k", direction="absent", target="120 %"), "o", True),  # repeat rate
    ("target-against-direction", one(kpi="n", direction="absent", target="120 %"), "o", False),  # sales index
    ("target-against-direction", one(direction="up", baseline="absent", target="40 %"), "o", False),
    ("milestone-off-path", one(**UP, milestones=STEPS), "o", False),
    ("milestone-off-path", one(**UP, milestones=[{"value": "55 %"}]), "o", True),
    ("milestone-off-path", one(**UP, milestones=[{"value": "15 %"}]), "o", True),
    ("milestone-off-path", one(**DOWN, milestones=[{"value": "15 %"}]), "o", True),
    ("milestone-off-path", one(**DOWN, milestones=STEPS), "o", False),
    ("milestone-off-path", one(**{**UP, "baseline": "absent"}, milestones=[{"value": "60 %"}]), "o", True),
    ("milestone-off-path", one(**{**UP, "baseline": "absent"}, milestones=STEPS), "o", False),
    ("milestone-off-path", one(direction="up", baseline="20 %", target=">= 50 %", milestones=STEPS), "o", False),
    ("milestone-last-step", one(**UP, milestones=STEPS), "o", (50 - 40) / 40),
    (
        "success-kpis-only-volume",
        {**one(), "programmes": [{"id": "p", "kpis": ["r"]}]},
        "p",
        True,
    ),
    ("success-kpis-only-volume", {**one(), "programmes": [{"id": "p", "kpis": ["r", "k"]}]}, "p", False),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content", "item", "expected"), EXAMPLES)
def test_examples(id: str, content: Shape, item: str, expected: object) -> None:
    assert same(value(id, content, item), expected)


@pytest.mark.parametrize(
    ("id", "fields", "state"),
    [
        ("baseline-gap", {"direction": "up", "target": "50 %"}, State.UNKNOWN),
        ("baseline-gap", {"baseline": "absent", "target": "50 %"}, State.ABSENT),
        ("baseline-gap", {"baseline": {"state": "not_applicable", "reason": "new"}, "target": "5 %"},
         State.NOT_APPLICABLE),
        ("baseline-gap", {"baseline": "20 %", "target": "tbd"}, State.TBD),
        ("baseline-gap", {"direction": "up", "baseline": "20 %", "target": "30 points"}, State.UNKNOWN),
        ("baseline-gap", {"direction": "keep", "baseline": "20 %", "target": "20 %"}, State.NOT_APPLICABLE),
        ("baseline-gap", {"direction": "up", "baseline": "0 %", "target": "20 %"}, State.NOT_APPLICABLE),
        ("improvement-per-year", {**UP, "deadline": "2025-12-01"}, State.NOT_APPLICABLE),
        ("target-against-direction", {"direction": "up", "target": "50 %"}, State.UNKNOWN),
        ("target-against-direction", {"direction": "absent", "target": "120 %"}, State.UNKNOWN),  # KPI not known
        ("target-against-direction", {"direction": "up", "target": "absent"}, State.ABSENT),
        ("milestone-off-path", {"direction": "up", "target": "50 %", "milestones": STEPS}, State.UNKNOWN),
        ("milestone-last-step", {**UP, "milestones": "absent"}, State.ABSENT),
    ],
)  # fmt: skip
def test_no_value(id: str, fields: Shape, state: State) -> None:
    assert measured(id, one(**fields), "o").state is state


def test_milestone_beyond_target_needs_no_baseline() -> None:
    """A milestone above the target is off the path only if the baseline is not above it as well."""
    content = one(direction="up", target="50 %", baseline="unknown", milestones=[{"value": "60 %"}])
    assert measured("milestone-off-path", content, "o").state is State.UNKNOWN


def test_kpi_kind_unknown() -> None:
    content = {"kpis": [{"id": "k"}], "programmes": [{"id": "p", "kpis": ["k"]}]}
    assert measured("success-kpis-only-volume", content, "p").state is State.UNKNOWN
