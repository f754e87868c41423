"""Actions and people, the SWOT and its use, aspects left empty, statements that contradict each other."""

from __future__ import annotations

from typing import Any

import pytest

from engine.measures import registry
from engine.plan.model import State
from engine.plan.values import Quantity
from tests.measures import test_customers, test_money, test_objectives, test_schedule
from tests.measures.plans import Shape, measured, same, value


def acts(*items: Shape, **organisation: Any) -> Shape:
    return {"horizon": {"length": "10 weeks"}, "actions": list(items), "organisation": organisation}


def staff(*hours: object) -> Shape:
    return {"people": [{"id": name, "hours_available": free} for name, free in zip("abc", hours, strict=False)]}


def swot(action: Shape | None = None, **quadrants: Any) -> Shape:
    return {
        "situation_analysis": {"swot": quadrants},
        "objectives": [{"derived_from": ["Loyal base"]}],
        "actions": [action or {"answers": ["t1"]}],
    }


def says(*items: Shape) -> Shape:
    return {"statements": [{"id": name, **item} for name, item in zip("xyz", items, strict=False)]}


def ticket(amount: object, **more: Any) -> Shape:
    return {"fact": "Ticket target", "value": amount, **more}


def part(share: str) -> Shape:
    return {"fact": "mix", "value": share, "of": "part", "whole": "mix"}


def levers(*names: str) -> list[Shape]:
    return [{"lever": name} for name in names]


OWNED = [{"owner": "a", "hours": 30}, {"owner": "a", "hours": 20}, {"owner": "b", "hours": 10}, {"owner": "absent"}]
FOUR = {
    "strengths": [{"id": "s1", "text": "loyal  base"}],
    "weaknesses": [{"id": "w1", "text": "no data"}, {"id": "w2", "text": "dear", "accepted_because": "niche"}],
    "opportunities": "absent",
    "threats": [{"id": "t1", "text": "new rival"}, {"id": "t2", "text": "law", "accepted_because": "absent"}],
}
FILLED = {
    "situation_analysis": {"customer_study": "done", "competitors": [{"name": "x"}]},
    "customers": {"value_model": {"methods": ["recency"]}, "database": {"kind": "crm"}},
    "kpis": [{"kind": "satisfaction"}],
}
WHOLE = {"fact": "base", "value": 100, "of": "whole"}
PIECE = {"fact": "shops", "value": 70, "of": "part", "whole": "base"}

EXAMPLES = [
    ("actions-count", acts({}, {}), "", 2),
    ("people-count", {"organisation": {"team_size": 4}}, "", 4),
    ("people-count", {"organisation": {"people": [{}, {}]}}, "", 2),
    ("actions-without-cost-share", acts({"cost": "1 EUR"}, {"cost": "absent", "costs_nothing": "absent"}), "", 1 / 2),
    ("actions-without-cost-share", acts({"cost": "absent", "costs_nothing": True}, {"cost": "tbd"}), "", (0, 1 / 2)),
    ("actions-without-owner-share", acts(*OWNED), "", 1 / 4),
    ("actions-without-owner-share", acts({"owner": "absent"}, {}), "", (1 / 2, 2 / 2)),
    ("actions-without-objective-share", acts({"objectives": ["o"]}, {"objectives": "absent"}), "", 1 / 2),
    ("actions-without-benefit-share", acts({"customer_benefit": "time"}, {"customer_benefit": "absent"}), "", 1 / 2),
    ("price-only-actions-share", acts({"incentive": "price"}, {"incentive": "service"}, {}), "", (1 / 3, 2 / 3)),
    ("owner-action-share-max", acts(*OWNED), "", 2 / 4),
    ("owner-action-share-max", acts({"owner": "a"}, {"owner": "b"}, {}), "", (1 / 3, 2 / 3)),
    ("owner-hours-over", acts(*OWNED, **staff(49, 10)), "", True),
    ("owner-hours-over", acts(*OWNED, **staff(50, 10)), "", False),
    ("owner-hours-over", acts(*OWNED, **staff("5 hours / week", 10)), "", False),  # 5 × 10 weeks
    ("waits-for-repair", acts({"id": "a", "depends_on": ["b"]}, {"id": "b", "lever": "serve"}), "a", True),
    ("waits-for-repair", acts({"id": "a", "depends_on": ["b"]}, {"id": "b", "lever": "acquire"}), "a", False),
    ("waits-for-repair", acts({"id": "a", "lever": "inform"}, {"id": "b", "lever": "acquire"}), "b", False),  # none repairs
    ("staff-hours-over", acts(*OWNED[:3], hours_available=50), "", (60 - 50) / 50),
    ("training-hours", {"organisation": {"training": [{"hours": 4}, {"hours": 2.5}]}}, "", 6.5),
    ("lifecycle-acquire", acts(*levers("acquire", "referral", "retain")), "", 2),
    ("lifecycle-develop", acts(*levers("cross-sell", "basket", "inform")), "", 2),
    ("lifecycle-retain", acts(*levers("retain", "recognise", "recover"), {}), "", (2, 3)),
    ("lifecycle-recover", acts(*levers("recover", "retain")), "", 1),
    ("action-levers-count", {**acts({"id": "a"}), "value_tree": [{"actions": ["a"]}, {"actions": ["a"]}]}, "a", 2),
    ("swot-quadrants-empty", swot(**FOUR), "", 1),
    ("swot-quadrants-empty", swot(strengths=[{"text": "a"}], threats="absent"), "", (1, 3)),
    ("swot-items-unused", swot(**FOUR), "", 3),  # w1, w2 and t2; s1 by its text and t1 by its id are used
    ("threat-unanswered", swot(**FOUR), "t1", False),
    ("threat-unanswered", swot(**FOUR), "t2", True),
    ("weakness-unanswered", swot(**FOUR), "w2", False),
    ("weakness-unanswered", swot(weaknesses=[{"id": "w1", "text": "x", "accepted_because": "absent"}]), "w1", True),
    ("strategic-aspects-empty", {**FILLED, "segmentation": "absent"}, "", 1),
    ("strategic-aspects-empty", FILLED, "", (0, 1)),
    ("strategic-aspects-empty", {"situation_analysis": "absent", "customers": "absent", "segmentation": "absent",
                                 "kpis": "absent", "value_proposition": "absent", "strategies": [{"brand_role": "b"}]},
     "", 4),
    ("operational-aspects-empty", {**FILLED, "budget": "absent", "technology": "absent", "programmes": [{}],
                                   "organisation": {"processes": [{}]}}, "", 2),
    ("statements-conflict", says(ticket("13000 ARS"), ticket("7000-10000 ARS")), "y", True),
    ("statements-conflict", says(ticket("13000 ARS"), ticket("7000-10000 ARS")), "x", False),  # said once, of the later
    ("statements-conflict", says(ticket("10000 ARS"), ticket("10050 ARS")), "y", False),  # within one per cent
    ("statements-conflict", says(ticket("13000 ARS"), ticket(">= 12000 ARS")), "y", False),
    ("statements-conflict", says(ticket("13 EUR"), ticket("9 USD")), "y", False),
    ("statements-conflict", says(ticket("13 EUR", period="2024"), ticket("9 EUR", period="2025")), "y", False),
    ("statements-conflict", says(ticket("13 EUR", population="Men"), ticket("9 EUR", population=" men ")), "y", True),
    ("statements-conflict", says(ticket("9 EUR"), {"fact": "other", "value": "8 EUR"}), "y", False),
    ("statements-fall", says(ticket("9 EUR", period="2014"), ticket("8.5 EUR", period="May 2022")), "y", True),
    ("statements-fall", says(ticket("9 EUR", period="2014"), ticket("8.5 EUR", period="2022"),
                             {"fact": "other", "value": "3 EUR", "period": "2010"}), "y", True),
    ("statements-fall", says(ticket("9 EUR", period="2022"), ticket("8.5 EUR", period="2014")), "y", False),
    ("statements-fall", says(ticket("9 EUR", period="2022"), ticket("8.5 EUR", period="2014")), "x", False),
    ("statements-parts-over-whole", says(part("80 %"), part("30 %")), "x", True),
    ("statements-parts-over-whole", says(part("80 %"), part("30 %")), "y", False),  # said once, of the first
    ("statements-parts-over-whole", says(part("70 %"), part("30.5 %")), "x", False),
    ("statements-parts-over-whole", says(WHOLE, PIECE, {**PIECE, "value": 45}), "x", True),
    ("statements-parts-over-whole", says(WHOLE, PIECE, {**PIECE, "value": 45}), "y", False),
    ("statements-parts-over-whole", says(WHOLE, PIECE, {**PIECE, "value": 30}), "x", False),
    ("statements-parts-over-whole", says(WHOLE, PIECE, {**PIECE, "value": 20}), "x", False),
    ("statements-parts-over-whole", says(WHOLE, {**PIECE, "value": 120}, {**PIECE, "value": "unknown"}), "x", True),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content", "item", "expected"), EXAMPLES)
def test_examples(id: str, content: Shape, item: str, expected: object) -> None:
    assert same(value(id, content, item), expected)


@pytest.mark.parametrize(
    ("id", "content", "item", "state"),
    [
        ("actions-without-cost-share", acts(), "", State.ABSENT),
        ("owner-hours-over", acts(*OWNED[:3], {}, **staff(50, 10)), "", State.UNKNOWN),  # the fourth may be theirs
        ("owner-hours-over", acts({"owner": "a"}, **staff(50)), "", State.UNKNOWN),
        ("owner-hours-over", acts({"hours": 4}, **staff(50)), "", State.UNKNOWN),  # nobody is known to own it
        ("waits-for-repair", acts({"id": "a"}, {"id": "b", "lever": "serve"}), "a", State.UNKNOWN),
        ("waits-for-repair", acts({"id": "a", "depends_on": ["b"]}, {"id": "b"}), "a", State.UNKNOWN),
        ("staff-hours-over", acts(*OWNED[:3], hours_available="absent"), "", State.ABSENT),
        ("swot-quadrants-empty", {"situation_analysis": {"swot": "absent"}}, "", State.ABSENT),
        ("threat-unanswered", swot({"name": "a"}, threats=[{"id": "t", "accepted_because": "absent"}]), "t",
         State.UNKNOWN),
        ("threat-unanswered", swot(threats=[{"id": "t", "accepted_because": "absent"}]), "t", State.UNKNOWN),
        ("statements-conflict", says(ticket("13 EUR", period="2024"), ticket("9 EUR")), "y", State.UNKNOWN),
        ("statements-conflict", says(ticket("unknown"), ticket("9 EUR")), "y", State.UNKNOWN),
        ("statements-conflict", says(ticket("9 EUR"), ticket("absent")), "y", State.ABSENT),
        ("statements-parts-over-whole", says(WHOLE, PIECE, {**PIECE, "value": "unknown"}), "x", State.UNKNOWN),
    ],
)  # fmt: skip
def test_no_value(id: str, content: Shape, item: str, state: State) -> None:
    assert measured(id, content, item).state is state


def test_sessions_without_hours_leave_training_open() -> None:
    found = measured("training-hours", {"organisation": {"training": [{"hours": 4}, {"name": "till"}]}}).value
    assert isinstance(found, Quantity)
    assert (found.interval.low, found.interval.high) == (4, float("inf"))


def test_every_measure_has_a_computed_example() -> None:
    modules = (test_customers, test_money, test_objectives, test_schedule)
    shown = {example[0] for module in modules for example in module.EXAMPLES} | {example[0] for example in EXAMPLES}
    assert sorted(registry()) == sorted(shown)
