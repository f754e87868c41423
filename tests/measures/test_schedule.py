"""Time: ages, phases, actions against horizon and dependencies, sequences, who hears first."""

from __future__ import annotations

from typing import Any

import pytest

from engine.plan.model import State
from tests.measures.plans import Shape, measured, same, value

YEAR = {"horizon": {"start": "2026-01-01", "length": "12 months"}}
DATED = {"meta": {"date": "2025-12-01"}}
OPENING = {"id": "b", "start": "start", "end": "start + 45 days"}


def act(**fields: Any) -> Shape:
    return {**YEAR, "actions": [{"id": "a", **fields}]}


def acts(*items: Shape) -> Shape:
    return {**YEAR, "actions": list(items)}


def phases(*items: Shape) -> Shape:
    return {**YEAR, "schedule": {"phases": list(items)}}


def talk(inside: str, outside: str, **more: Any) -> Shape:
    return {"communication": {"internal": [{"name": "i", "start": inside}],
                              "external": [{"name": "e", "start": outside}]}, **more}  # fmt: skip


def chain(**needs: list[str]) -> Shape:
    return acts(*({"id": id, "depends_on": before} for id, before in needs.items()))


def sequences(*items: Shape) -> Shape:
    names = [{"id": "s", "name": "s"}, {"id": "t", "name": "t"}]
    return {"segmentation": {"segments": names}, "contact_sequences": list(items)}


ALONE = {"may_overlap": False}
SPRING = {"id": "a", "start": "2026-03-01", "end": "2026-05-31", "segments": ["s"]}
MAY = {"id": "b", "start": "2026-05-01", "end": "2026-06-30", "segments": ["s", "t"]}

EXAMPLES = [
    ("horizon-days", YEAR, "", 365.25),
    ("horizon-days", {"horizon": {"length": "365 days"}}, "", 365.25),
    ("horizon-days", {"horizon": {"length": "52 weeks"}}, "", 365.25),
    ("horizon-days", {"horizon": {"length": "26 weeks"}}, "", 6 * 30.4375),
    ("horizon-days", {"horizon": {"length": "360 days"}}, "", 360),  # 1.4 % short of a year
    ("plan-age-days", DATED, "", 31 + 31 + 28),  # audit on the first of March
    ("diagnosis-age-days", {**YEAR, "situation_analysis": {"date": "2025-12-31"}}, "", 1),
    ("diagnosis-age-days", {**DATED, "situation_analysis": {"date": "2025-11-30"}}, "", 1),
    ("diagnosis-age-days", {"situation_analysis": {"date": "2026-02-28"}}, "", 1),
    ("diagnosis-age-days", {**YEAR, "situation_analysis": {"date": "2025-11"}}, "", (32, 61)),
    ("diagnosis-age-days", {"situation_analysis": {"date": "start - 3 weeks"}}, "", 21),
    ("database-age-days", {**YEAR, "customers": {"database": {"last_updated": "2025-12-02"}}}, "", 30),
    ("research-age-days", {**YEAR, "situation_analysis": {"market_research": [
        {"date": "2025-12-22"}, {"date": "2025-01-01"}]}}, "", 10),
    ("research-age-days", {**YEAR, "situation_analysis": {"market_research": [{"date": "2025-12-22"}, {}]}}, "",
     (0, 10)),
    ("phases-overlap", phases({"id": "a", "start": "start + 30 days", "end": "start + 60 days", **ALONE},
                              {**OPENING, **ALONE}), "a", True),
    ("phases-overlap", phases({"id": "a", "start": "start + 45 days", "end": "start + 60 days"}, OPENING), "a", False),
    ("phases-overlap", phases({"id": "a", "start": "start + 30 days", "end": "start + 60 days", "may_overlap": True},
                              OPENING), "a", False),
    ("phases-overlap", phases({"id": "a", "start": "start + 30 days", "follows": ["b"], "may_overlap": True},
                              OPENING), "a", True),
    ("phases-overlap", phases({"id": "a", "start": "start + 30 days", "end": "start + 60 days", **ALONE},
                              {**OPENING, **ALONE}), "b", False),  # the earlier of the two
    ("phases-overlap", phases({"id": "a", "start": "2026-03", "end": "2026-06", **ALONE},
                              {"id": "b", "start": "2026-03", "end": "2026-05", **ALONE}), "a", False),
    ("phases-overlap", phases({"id": "a", "start": "2026-03", "end": "2026-06", **ALONE},
                              {"id": "b", "start": "2026-03", "end": "2026-05", **ALONE}), "b", True),  # listed later
    ("phases-overlap", phases({"id": "a", "start": "start", "end": "absent", **ALONE}, {**OPENING, **ALONE}), "a",
     False),
    ("phase-gap-days", phases({"id": "a", "start": "start + 60 days", "follows": ["b"]}, OPENING), "a", 60 - 45),
    ("action-outside-horizon", act(start="2026-02-01", end="2026-12-31"), "a", False),
    ("action-outside-horizon", act(start="2025-12-31"), "a", True),
    ("action-outside-horizon", act(start="2027-02-01"), "a", True),
    ("action-outside-horizon", act(end="2027-02", continuous=False), "a", True),
    ("action-outside-horizon", act(start="2026-02", end="2027-02", continuous=True), "a", False),
    ("action-outside-horizon", act(start="start - 60 days", end="start - 10 days"), "a", False),
    ("action-outside-horizon", act(start="start + 3 months", end="start + 12 months"), "a", False),
    ("action-outside-horizon", act(end="2025"), "a", True),
    ("action-before-dependency", acts({"id": "a", "start": "2026-03-01", "depends_on": ["b"]},
                                      {"id": "b", "start": "2026-02-01", "end": "2026-03-15"}), "a", True),
    ("action-before-dependency", acts({"id": "a", "start": "2026-03-16", "depends_on": ["b"]},
                                      {"id": "b", "start": "2026-02-01", "end": "2026-03-15"}), "a", False),
    ("action-before-dependency", acts({"id": "a", "start": "2026-01-15", "depends_on": ["b"]},
                                      {"id": "b", "start": "2026-02-01"}), "a", True),
    ("action-before-dependency", acts({"id": "a", "start": "2026-02-15", "depends_on": ["b"]},
                                      {"id": "b", "start": "2026-02-01", "end": "absent"}), "a", False),
    ("action-depends-on-itself", chain(a=["b"], b=["c"], c=["a"]), "a", True),
    ("action-depends-on-itself", chain(a=["b"], b=["c"], c=["b"]), "a", False),  # the circle is that of b and c
    ("action-depends-on-itself", chain(a=["b"], b=["c"], c=["b"]), "b", True),
    ("internal-before-external-days", talk("2026-01-10", "2026-01-31"), "", 21),
    ("internal-before-external-days", talk("start + 10 days", "2026-01-01", **YEAR), "", -10),
    ("sequence-overlaps", sequences(SPRING, MAY), "a", True),
    ("sequence-overlaps", sequences(SPRING, {**MAY, "segments": ["t"]}), "a", False),
    ("sequence-overlaps", sequences({**SPRING, "end": "2026-04-30"}, MAY), "a", False),
    ("sequence-overlaps", sequences({**SPRING, "start": "absent", "end": "absent"}, MAY), "a", True),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content", "item", "expected"), EXAMPLES)
def test_examples(id: str, content: Shape, item: str, expected: object) -> None:
    assert same(value(id, content, item), expected)


@pytest.mark.parametrize(
    ("id", "content", "item", "state"),
    [
        ("plan-age-days", {"meta": {"date": "tbd"}}, "", State.TBD),
        ("database-age-days", {"customers": {"database": {"last_updated": "absent"}}}, "", State.ABSENT),
        ("phases-overlap", phases({"id": "a", "start": "start + 9 days", "end": "start + 60 days"}, OPENING), "a",
         State.UNKNOWN),
        ("phases-overlap", phases({"id": "a", "start": "start + 9 days", "follows": ["b"]}, {"id": "b"}), "a",
         State.UNKNOWN),
        ("phase-gap-days", phases({"id": "a", "start": "start", "follows": "absent"}), "a", State.NOT_APPLICABLE),
        ("action-outside-horizon", {"actions": [{"id": "a", "start": "2026-02-01"}]}, "a", State.UNKNOWN),
        ("action-outside-horizon", act(start="start + 10-14 months"), "a", State.UNKNOWN),
        ("action-outside-horizon", act(start="start"), "a", State.UNKNOWN),  # it may end too late
        ("action-outside-horizon", act(start="2026-02-01", end="2028"), "a", State.UNKNOWN),  # perhaps continuous
        ("action-before-dependency", acts({"id": "a", "start": "2026-03", "depends_on": ["b"]},
                                          {"id": "b", "end": "2026-03"}), "a", State.UNKNOWN),
        ("action-before-dependency", acts({"id": "a", "start": "2026-03", "depends_on": ["b"]},
                                          {"id": "b", "start": "2026-02"}), "a", State.UNKNOWN),
        ("action-depends-on-itself", acts({"id": "a", "depends_on": ["b"]}, {"id": "b"}), "a", State.UNKNOWN),
        ("internal-before-external-days", talk("start", "2026-01-31"), "", State.UNKNOWN),
        ("internal-before-external-days", talk("absent", "2026-01-31"), "", State.ABSENT),
        ("sequence-overlaps", sequences({**SPRING, "segments": "unknown"}, MAY), "a", State.UNKNOWN),
        ("sequence-overlaps", sequences({"id": "a", "segments": ["s"], "start": "2026-06-01"}, MAY), "a",
         State.UNKNOWN),
    ],
)  # fmt: skip
def test_no_value(id: str, content: Shape, item: str, state: State) -> None:
    assert measured(id, content, item).state is state


def test_start_stated_by_month_covers_the_month() -> None:
    """A plan that starts in February holds an action of the first or of the last of February."""
    month = {"start": "2026-02", "length": "6 months"}
    for day in ("2026-02-01", "2026-02-28", "2026-02"):
        action = {"id": "a", "start": day, "end": "2026-03"}
        assert value("action-outside-horizon", {"horizon": month, "actions": [action]}, "a") is False


def test_relative_dates_do_not_depend_on_the_start() -> None:
    month = {"start": "2026-02", "length": "6 months"}
    assert (
        value("days-to-deadline", {"horizon": month, "objectives": [{"id": "o", "deadline": "start + 9 days"}]}, "o")
        == 9
    )
    action = {"id": "a", "start": "start", "end": "start + 6 months"}
    assert value("action-outside-horizon", {"horizon": month, "actions": [action]}, "a") is False


def test_mean_months_do_not_put_the_last_day_outside() -> None:
    """From the first of March six calendar months are 184 days, six mean ones 182.6."""
    half = {"start": "2026-03-01", "length": "6 months"}
    action = {"id": "a", "start": "2026-03-01", "end": "2026-08-31", "continuous": False}
    assert value("action-outside-horizon", {"horizon": half, "actions": [action]}, "a") is False


def test_unknown_start_may_be_earlier() -> None:
    content = talk("2026-01-10", "2026-01-31")
    content["communication"]["external"].append({"name": "f"})
    assert value("internal-before-external-days", content) == (float("-inf"), 21)
