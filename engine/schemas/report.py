"""The schema of the JSON report, from the dataclasses of `engine.report.model`: closed, every key always there."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_origin, get_type_hints

from engine.advise import HORIZONS
from engine.judge import Outcome
from engine.knowledge.model import LANGUAGES
from engine.report import model
from engine.rules.model import EFFORTS, SEVERITIES
from engine.schemas.kinds import Schema
from engine.schemas.plan import DIALECT

PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    types.NoneType: {"type": "null"},
}
WORDS: Mapping[tuple[str, str], Iterable[str]] = {
    ("Report", "schema"): (model.SCHEMA,),
    ("Report", "language"): LANGUAGES,
    ("FindingView", "severity"): SEVERITIES,
    ("FindingView", "effort"): EFFORTS,
    ("LedgerLine", "severity"): SEVERITIES,
    ("LedgerLine", "outcome"): [outcome.value for outcome in Outcome],
    ("StepView", "severity"): SEVERITIES,
    ("StepView", "effort"): EFFORTS,
    ("StepView", "horizon"): HORIZONS,
}
"""Fields that hold one of a few words."""


def report_schema() -> Schema:
    """The schema of a report."""
    found: dict[str, Schema] = {}
    _describe(model.Report, found)
    root = found.pop("Report")
    head = {"$schema": DIALECT, "$comment": "Written by `make schemas`.", "title": "A report"}
    return {**head, **root, "$defs": dict(sorted(found.items()))}


def _describe(kind: type, found: dict[str, Schema]) -> None:
    """Add the schema of a dataclass, and of those that it holds, to those found."""
    found[kind.__name__] = {}
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    properties: dict[str, Schema] = {}
    for name in names:
        words = WORDS.get((kind.__name__, name))
        properties[name] = _schema(hints[name], found) if words is None else {"enum": [*words]}
    found[kind.__name__] = {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": False,
    }


def _schema(hint: Any, found: dict[str, Schema]) -> Schema:
    """The schema of a type hint. Raises TypeError for a kind of hint that the report does not use."""
    if hint in PLAIN:
        return dict(PLAIN[hint])
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        if hint.__name__ not in found:
            _describe(hint, found)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], found)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(arguments[1], found)}
    if origin is types.UnionType:
        return {"anyOf": [_schema(argument, found) for argument in arguments]}
    raise TypeError(f"no schema for {hint}")
