"""Which value of a parameter is in force, and in which unit it meets the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.facts.thresholds import Override, thresholds
from engine.plan.values import DAYS, exactly
from engine.rules.conditions import ParameterRef
from engine.system import counted_parameters
from tests.data.frozen import audited, frozen_system, knowledge, rule, system_of
from tests.rules.cases import system as real_system

HOUSE = {"contacts-max": Override(6, "House rule")}


@pytest.mark.parametrize(
    ("sector", "overrides", "value", "origin", "reason"),
    [
        (None, {}, 4, "default", ""),
        ("hotel", {}, 4, "default", ""),
        ("grocery", {}, 8, "sector", ""),
        (None, HOUSE, 6, "profile", "House rule"),
        ("grocery", HOUSE, 6, "profile", "House rule"),
    ],
)
def test_the_value_in_force(
    sector: str | None, overrides: dict[str, Override], value: float, origin: str, reason: str
) -> None:
    """The profile's value, else that of the sector, else the knowledge's own."""
    found = thresholds(knowledge(), sector, overrides)["contacts-max"]
    assert (found.value, found.origin, found.reason) == (value, origin, reason)


def test_the_sector_is_the_plans_unless_the_profile_names_one() -> None:
    """What the plan says of its sector chooses the variant; a profile may say otherwise."""
    plan = "company: {sector: grocery}\ncontact_policy: {max_per_month: 7}"
    assert audited(frozen_system(), plan).view.thresholds["contacts-max"].value == 8
    assert audited(frozen_system(), plan, sector="hotel").view.thresholds["contacts-max"].value == 4
    assert audited(frozen_system(), "company: {sector: tbd}").view.thresholds["contacts-max"].value == 4
    assert audited(frozen_system(), plan).judgement.ledger["many-contacts"].outcome == "silent"
    assert audited(frozen_system(), plan, sector="hotel").judgement.ledger["many-contacts"].outcome == "fires"


@pytest.mark.parametrize(
    ("id", "interval", "unit"),
    [
        ("payback-min", exactly(12 * DAYS["month"]), "days"),
        ("contacts-max", exactly(4), ""),
        ("margin-min", exactly(0.2), ""),
    ],
)
def test_times_are_days(id: str, interval: object, unit: str) -> None:
    """A parameter in months is compared in days, as plans keep their durations; the rest as it is."""
    view = audited(frozen_system(), "").view
    reading = view.read(ParameterRef(id), {})
    assert (reading.value, reading.unit) == (interval, unit)


def test_the_real_parameters_lie_in_their_range() -> None:
    """Every default and every variant is within the range that a profile may set."""
    for parameter in real_system().knowledge.parameters.values():
        for value in (parameter.value, *parameter.variants.values()):
            low = parameter.minimum if parameter.minimum is not None else value
            high = parameter.maximum if parameter.maximum is not None else value
            assert low <= value <= high, parameter.id


def test_the_parameters_inside_counts_are_known(tmp_path: Path) -> None:
    """They belong to the compiled form: one form for each set of their values."""
    inner = [{"at-least": "P.too-many", "distinct": "o", "where": ["each o in objectives", "o.kpi is missing"]}]
    system = system_of(tmp_path, rule("probe", [{"none": inner}]), rule("other", ["company.staff > P.contacts-max"]))
    assert counted_parameters(system.base) == ("too-many",)
    values = system.default_values
    assert system.engines(values) is system.engines({**values, "contacts-max": 9.0})
    assert system.engines(values) is not system.engines({**values, "too-many": 1.0})
