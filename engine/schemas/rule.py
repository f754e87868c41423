"""The schemas of rules and of their cases, from the grammar's own patterns.

What they cannot say is left to the loader: which names exist, which variables a condition may use, whether a
conclusion has a maker.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.knowledge.model import LANGUAGES
from engine.rules import grammar
from engine.rules.build import COMPOUNDS, OPTIONAL, REQUIRED, TEXTS
from engine.rules.grammar import PATTERNS
from engine.rules.model import DOMAIN_KNOWLEDGE, EFFORTS, SEVERITIES
from engine.schemas.forms import unnamed, whole
from engine.schemas.kinds import Schema
from engine.schemas.plan import DIALECT

NAME = grammar._NAME
VARIABLE = "[a-z][a-z0-9]*"
FIELD = rf"(?:{unnamed(grammar._EVIDENCE.pattern)}|{grammar._PATH}|{NAME})"
MEASURE = unnamed(grammar._MEASURE.pattern)
OPERAND = rf"(?:{FIELD}|P\.{NAME}|{MEASURE}|{'|'.join(grammar.NUMBERS)})"
OUTCOMES = ("fires", "silent", "unknown", "not_applicable")
"""What a case may expect of its rule."""


def rule_schema(areas: Iterable[str]) -> Schema:
    """The schema of a rule file."""
    conditions: Schema = {"type": "array", "items": {"$ref": "#/$defs/condition"}}
    filled: Schema = {"type": "string", "pattern": r"\S"}
    named: Schema = {"type": "string", "pattern": whole(NAME)}
    variable: Schema = {"type": "string", "pattern": whole(VARIABLE)}
    own: dict[str, Schema] = {
        "id": named,
        "area": {"enum": sorted(areas)},
        "severity": {"enum": [*SEVERITIES]},
        "concept": named,
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "pattern": rf"^(?:S[0-9]+-[0-9]+|{DOMAIN_KNOWLEDGE})$"},
        },
        "when": {**conditions, "minItems": 1},
        "text": _texts(),
        "assesses": {"type": "array", "items": named},
        "applies": conditions,
        "at": {"anyOf": [variable, {"type": "array", "items": variable}]},
        "concludes": {"type": "array", "items": {"type": "string", "pattern": whole(rf"{NAME}(?:\({NAME}\))?")}},
        "effort": {"enum": [*EFFORTS]},
        "since": {"type": ["string", "number"]},
        "note": filled,
    }
    return {
        "$schema": DIALECT,
        "$comment": "Written by `make schemas`.",
        "title": "A rule",
        "type": "object",
        "properties": {key: {"description": EXPLAINED[key], **own[key]} for key in (*REQUIRED, *OPTIONAL)},
        "required": [*REQUIRED],
        "additionalProperties": False,
        "$defs": {"condition": _condition(), "translated": _translated()},
    }


EXPLAINED = {
    "id": "The name of the file; unique, and never used again for another rule.",
    "area": "The area of rules/areas.yaml, which is the folder of the file.",
    "severity": "error: the plan fails or breaks the law; warning: it will cost; recommendation: it could be better.",
    "concept": "The concept of the knowledge that the rule is about.",
    "sources": "Ids of statements, or “domain knowledge”, or both.",
    "when": "Conditions, all of which must hold.",
    "text": "What a reader is told, in Spanish, Catalan and English.",
    "assesses": "The score dimensions that the rule moves.",
    "applies": "Conditions without which the rule does not apply at all.",
    "at": "The variables whose items a finding is about; “plan” for the whole plan.",
    "concludes": "Intermediate conclusions of rules/conclusions.yaml: name, name(variable) or name(concept).",
    "effort": "What the remedy costs; medium where it is left out.",
    "since": "The version of the rule base that brought the rule.",
    "note": "A remark for other authors.",
}
"""What each key of a rule holds."""


def _texts() -> Schema:
    return {
        "type": "object",
        "properties": {name: {"$ref": "#/$defs/translated"} for name in TEXTS},
        "required": [*TEXTS[:3]],
        "additionalProperties": False,
    }


def _translated() -> Schema:
    return {
        "type": "object",
        "properties": {language: {"type": "string", "pattern": r"\S"} for language in LANGUAGES},
        "required": [*LANGUAGES],
        "additionalProperties": False,
    }


def _condition() -> Schema:
    """One line that follows one of the patterns, or a compound."""
    several: Schema = {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1}
    line: Schema = {
        "type": "string",
        "anyOf": [{"pattern": pattern} for pattern in condition_patterns()],
        "description": "One of: " + "; ".join(PATTERNS),
    }
    threshold: Schema = {"anyOf": [{"enum": [1, 2]}, {"type": "string", "pattern": rf"^P\.{NAME}$"}]}
    plain = [name for name in COMPOUNDS if name != "at-least"]
    counted = (("of",), ("distinct", "where"))
    return {
        "anyOf": [
            line,
            *(_closed({name: several}) for name in plain),
            *(_closed({"at-least": threshold, **_counted(keys, several)}) for keys in counted),
        ]
    }


def _counted(keys: tuple[str, ...], several: Schema) -> Schema:
    return {key: {"type": "string", "pattern": whole(VARIABLE)} if key == "distinct" else several for key in keys}


def condition_patterns() -> list[str]:
    """The line patterns of the grammar, each with the operands that it takes."""
    operands = {
        grammar._EACH: "", grammar._CONCLUDED: "", grammar._REFERS: "", grammar._RELATED: "",
        grammar._IS: f"(?:{FIELD}|{MEASURE})", grammar._COMPARE: OPERAND, grammar._ONE_OF: FIELD, grammar._HAS: FIELD,
    }  # fmt: skip
    found = []
    for line, operand in operands.items():
        pattern = unnamed(line.pattern).replace(r"\S+", operand).replace(r"[^\]]*", r"[^\]]*[^\]\s,][^\]]*")
        found.append(whole(pattern.replace(" ", r"\s+")))
    return found


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def cases_schema() -> Schema:
    """The schema of a file of cases: each expects exactly one outcome."""
    named: Schema = {"type": "array", "items": {"type": "string", "pattern": r"\S"}, "minItems": 1}
    own: dict[str, Schema] = {
        "case": {"type": "string", "pattern": r"\S", "description": "What the case shows, in a few words."},
        "plan": {"type": "string", "pattern": r"\S", "description": "The plan, without its version."},
        "fires": {**named, "description": "Every subject of a finding: “plan”, an item, or several joined by commas."},
        "silent": {"const": True, "description": "The rule applies and finds nothing."},
        "unknown": {**named, "description": "Every field for want of which the outcome is not known."},
        "not_applicable": {"const": True, "description": "The rule does not apply to the plan."},
        "concludes": {**named, "description": "Conclusions that the rule draws, among others."},
    }
    case: Schema = {
        "type": "object",
        "properties": own,
        "required": ["case", "plan"],
        "oneOf": [{"required": [outcome]} for outcome in OUTCOMES],
        "additionalProperties": False,
    }
    title = {"$schema": DIALECT, "$comment": "Written by `make schemas`.", "title": "The cases of a rule"}
    return {**title, "type": "array", "minItems": 1, "items": case}
