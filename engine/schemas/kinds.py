"""The schema of one field of a plan by its kind: short forms, long forms, and the states in place of a value."""

from __future__ import annotations

from typing import Any

from engine.plan.leaves import STATES
from engine.plan.shapes import Kind, LeafShape
from engine.plan.values import PERIODS
from engine.schemas import forms
from engine.text.words import Words

Schema = dict[str, Any]

KINDS: tuple[Kind, ...] = ("text", "flag", "number", "share", "money", "quantity", "date", "duration")
NUMERIC = ("number", "share", "money", "quantity", "duration")
ENDS = ("value", "min", "max", "above", "below")
NOTES = ("source", "as_of", "note")
SINGLE: Schema = {"type": ["string", "number", "boolean", "null"]}
FILLED: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def definitions(words: Words) -> Schema:
    """What the fields share, by name."""
    shared: Schema = {
        "state": {**states(words), "type": ["string", "null"], "enum": [*STATES, None]},
        "state-word": states(words),
        "state-of-field": state_object(words, NOTES),
        "state-of-part": state_object(words, ("note",)),
    }
    shared["state"]["enumDescriptions"] = [*shared["state"]["enumDescriptions"], words.say("state-unknown")]
    shared["state"]["markdownEnumDescriptions"] = shared["state"]["enumDescriptions"]
    for kind in KINDS:
        shared[f"{kind}-value"] = {"description": words.say(f"form-{kind}"), **short(kind)}
        if "pattern" in shared[f"{kind}-value"]:
            shared[f"{kind}-value"]["patternErrorMessage"] = words.say(f"form-{kind}")
        shared[kind] = leaf(LeafShape(kind), {"$ref": f"#/$defs/{kind}-value"}, words)
    shared["texts"] = leaf(LeafShape("text", many=True), {"$ref": "#/$defs/text-value"}, words)
    return shared


def states(words: Words) -> Schema:
    """The four states as words."""
    told = [words.say(f"state-{state}") for state in STATES]
    return {
        "description": words.say("schema-state"),
        "type": "string",
        "enum": [*STATES],
        "enumDescriptions": told,
        "markdownEnumDescriptions": told,
    }


def state_object(words: Words, notes: tuple[str, ...]) -> Schema:
    """A state written out; what does not apply says why."""
    told = {name: {**SINGLE, "description": words.say(f"schema-{name}")} for name in ("reason", *notes)}
    return {
        "type": "object",
        "properties": {"state": {"$ref": "#/$defs/state-word"}, **told},
        "required": ["state"],
        "additionalProperties": False,
        "if": {"properties": {"state": {"const": "not_applicable"}}},
        "then": {"properties": {"reason": FILLED}, "required": ["reason"]},
    }


def short(kind: str) -> Schema:
    """A value of a kind in its short form."""
    if kind in ("text", "ref"):
        return dict(FILLED)
    if kind == "flag":
        return {"type": "boolean"}
    if kind == "date":
        return {"type": ["string", "integer"], "pattern": forms.DATE, "minimum": 1000, "maximum": 9999}
    refused = [{"pattern": forms.SEPARATED}]
    pattern = {"share": forms.SHARE, "money": forms.MONEY, "duration": forms.DURATION}.get(kind, forms.AMOUNT)
    if pattern == forms.AMOUNT:
        refused += [{"pattern": forms.LIMIT_AND_RANGE}, {"pattern": forms.FOREIGN_PERIOD}]
    types = ["string", "number"] if pattern == forms.AMOUNT else "string"
    return {"type": types, "pattern": pattern, "not": {"type": "string", "anyOf": refused}}


def leaf(shape: LeafShape, value: Schema, words: Words) -> Schema:
    """Every form that a field takes, given that of one value."""
    accepted: list[Schema] = [value]
    if shape.many:
        accepted.append({"type": "array", "items": value})
    if shape.kind in NUMERIC:
        long = numeric_object(shape.kind, value, words)
    else:
        long = noted_object({"value": {"anyOf": [*accepted, {"$ref": "#/$defs/state"}]}}, words, required="value")
    return {"anyOf": [*accepted, {"$ref": "#/$defs/state"}, {"$ref": "#/$defs/state-of-field"}, long]}


def noted_object(own: Schema, words: Words, required: str = "") -> Schema:
    """A value written out, with the notes that it may carry."""
    told = {name: {**SINGLE, "description": words.say(f"schema-{name}")} for name in ("reason", *NOTES)}
    closed: Schema = {"type": "object", "properties": {**own, **told}, "additionalProperties": False}
    return {**closed, "required": [required]} if required else closed


def numeric_object(kind: str, value: Schema, words: Words) -> Schema:
    """A number written out with its ends and its unit; or the short form of it, with notes."""
    number: Schema = {"type": "number"}
    text: Schema = {"type": "string", "anyOf": [value, {"$ref": "#/$defs/state-word"}]}
    own: Schema = {
        "value": {"anyOf": [number, text]},
        **dict.fromkeys(ENDS[1:], number),
        "unit": SINGLE,
        **({"currency": {"type": "string"}} if kind == "money" else {}),
        "period": {"enum": [*PERIODS], "description": words.say("schema-period")},
        "of": {**SINGLE, "description": words.say("schema-of")},
    }
    measured: Schema = {
        "properties": {"value": number},
        "anyOf": [{"required": [end]} for end in ENDS],
        "allOf": [unit_rule(kind)],
    }
    return {**noted_object(own, words), "anyOf": [measured, {"properties": {"value": text}, "required": ["value"]}]}


def unit_rule(kind: str) -> Schema:
    """Which unit a number that is written out must have."""
    if kind == "share":
        return _unit({"enum": [*forms.SHARE_UNITS]})
    if kind == "duration":
        return _unit({"type": "string", "pattern": forms.whole(forms.ANY_CASE_TIME)})
    if kind == "money":
        code: Schema = {"type": "string", "pattern": forms.whole(forms.CURRENCY)}
        currency: Schema = {"properties": {"currency": code}, "required": ["currency"]}
        unit: Schema = {**_unit(code), "not": {"required": ["currency"]}}
        return {"anyOf": [currency, unit]}
    return {"properties": {"unit": {"not": {"type": "string", "pattern": forms.FOREIGN_UNIT}}}}


def _unit(unit: Schema) -> Schema:
    return {"properties": {"unit": unit}, "required": ["unit"]}
