"""The parameters in force for one audit: the knowledge's default, its variant for the sector, or a profile's value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.knowledge.model import Knowledge, Parameter
from engine.plan.values import DAYS, Interval, exactly, time_unit


@dataclass(frozen=True, slots=True)
class Override:
    """A value that a profile sets in place of the knowledge's, and why."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A parameter with the value in force; `origin` is "default", "sector" or "profile", `reason` a profile's."""

    parameter: Parameter
    value: float
    origin: str
    reason: str = ""

    @property
    def interval(self) -> Interval:
        """The value in the unit in which plans keep it: times in days, everything else as it is."""
        unit = time_unit(self.parameter.unit.split()[0]) if self.parameter.unit else None
        return exactly(self.value * (DAYS[unit] if unit else 1.0))

    @property
    def is_time(self) -> bool:
        """Whether the parameter is a length of time."""
        return bool(self.parameter.unit) and time_unit(self.parameter.unit.split()[0]) is not None


def thresholds(knowledge: Knowledge, sector: str | None, overrides: Mapping[str, Override]) -> dict[str, Threshold]:
    """Every parameter with the value in force for a sector and a profile."""
    found: dict[str, Threshold] = {}
    for id, parameter in knowledge.parameters.items():
        if id in overrides:
            found[id] = Threshold(parameter, overrides[id].value, "profile", overrides[id].reason)
        elif sector is not None and sector in parameter.variants:
            found[id] = Threshold(parameter, parameter.variants[sector], "sector")
        else:
            found[id] = Threshold(parameter, parameter.value, "default")
    return found
