"""The schema of a profile: its keys, the parameters that it may set with their limits, and waivers.

That a waiver names a rule of the base is left to the reader of profiles.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.knowledge.model import Parameter
from engine.plan.format.strategy import SECTORS
from engine.profile import KEYS, OVERRIDE_KEYS, VERSION, VERSION_KEY, WAIVER_KEYS
from engine.schemas.forms import DAY, whole
from engine.schemas.kinds import FILLED, Schema
from engine.schemas.plan import DIALECT
from engine.schemas.rule import NAME

DATE: Schema = {"type": "string", "pattern": whole(DAY)}


def profile_schema(parameters: Mapping[str, Parameter]) -> Schema:
    """The schema of a profile, given the parameters of the knowledge."""
    own: dict[str, Schema] = {
        VERSION_KEY: {"const": VERSION},
        "name": {**FILLED, "description": "How the profile is called in the report."},
        "sector": {"enum": [*SECTORS], "description": "The sector whose values hold, whatever the plan says."},
        "reference_date": {**DATE, "description": "The day from which ages are counted."},
        "parameters": _closed({id: _parameter(parameter) for id, parameter in sorted(parameters.items())}),
        "waivers": {"type": "array", "items": _waiver()},
    }
    return {
        "$schema": DIALECT,
        "$comment": "Written by `make schemas`.",
        "title": "A profile",
        **_closed({key: own[key] for key in KEYS}, VERSION_KEY),
    }


def _parameter(parameter: Parameter) -> Schema:
    value: Schema = {"type": "number"}
    if parameter.minimum is not None:
        value["minimum"] = parameter.minimum
    if parameter.maximum is not None:
        value["maximum"] = parameter.maximum
    own: dict[str, Schema] = {
        "value": value,
        "reason": {**FILLED, "description": "Why this value and not the usual one."},
    }
    told = f"{parameter.label['en']}. Usual value: {parameter.value:g} {parameter.unit}".strip()
    return {"description": told, **_closed({key: own[key] for key in OVERRIDE_KEYS}, *OVERRIDE_KEYS)}


def _waiver() -> Schema:
    own: dict[str, Schema] = {
        "rule": {"type": "string", "pattern": whole(NAME), "description": "The rule whose finding is accepted."},
        "subject": {**FILLED, "description": "The item it is accepted for; left out: all."},
        "reason": {**FILLED, "description": "Why it is accepted."},
        "by": {**FILLED, "description": "Who accepts it."},
        "until": {**DATE, "description": "The last day on which it is accepted."},
    }
    return _closed({key: own[key] for key in WAIVER_KEYS}, "rule", "reason", "by")


def _closed(properties: Schema, *required: str) -> Schema:
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}
