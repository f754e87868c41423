"""From the plain data of a rule file to a Rule; what is wrong is reported by its pointer (keys and indexes) in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import cast

from engine.errors import nearest
from engine.knowledge.model import LANGUAGES
from engine.rules.conditions import AllOf, AnyOf, AtLeast, Condition, Each, NoneOf, ParameterRef
from engine.rules.grammar import PATTERNS, parse_condition
from engine.rules.model import EFFORTS, SEVERITIES, Conclusion, Rule, RuleText, Text

Pointer = tuple[str | int, ...]
Report = Callable[..., None]
"""Called as report(code, pointer, allowed=(), near=None, **params)."""

REQUIRED = ("id", "area", "severity", "concept", "sources", "when", "text")
OPTIONAL = ("assesses", "applies", "at", "concludes", "effort", "since", "note")
TEXTS = ("title", "seen", "instead", "why")
_NUMBER = re.compile(r"[=<>] (-?\d+(?:\.\d+)?)")
COMPOUNDS = ("all", "any", "none", "at-least")


def build_rule(data: object, file: str, report: Report) -> Rule | None:
    """The rule of a file's data; None where a problem was reported."""
    if not isinstance(data, dict):
        report("rule-not-mapping", ())
        return None
    ok = _keys(data, REQUIRED, OPTIONAL, (), report)
    severity = _option(data, "severity", SEVERITIES, report)
    effort = _option(data, "effort", EFFORTS, report) if "effort" in data else "medium"
    applies, _ = _conditions(data.get("applies", []), ("applies",), frozenset(), report)
    when, _ = _conditions(data.get("when"), ("when",), frozenset(), report)
    text = _texts(data.get("text"), report)
    if not (ok and severity and effort and applies is not None and when and text):
        return None
    at = _subject(data.get("at"), when, report)
    concludes = [
        _conclusion(str(entry), index, report) for index, entry in enumerate(_strings(data, "concludes", report))
    ]
    if at is None or None in concludes:
        return None
    return Rule(
        str(data["id"]), str(data["area"]), severity, str(data["concept"]), tuple(_strings(data, "sources", report)),
        tuple(_strings(data, "assesses", report)), applies, when, at, tuple(cast(list[Conclusion], concludes)), effort,
        str(data.get("since", "0.1")), text, file,
    )  # fmt: skip


def _keys(
    data: Mapping[str, object], required: Iterable[str], optional: Iterable[str], at: Pointer, report: Report
) -> bool:
    allowed = (*required, *optional)
    wrong = [key for key in data if key not in allowed]
    missing = [key for key in required if key not in data]
    for key in wrong:
        report("unknown-key", (*at, key), allowed, nearest(key, allowed), key=key, path="rule")
    for key in missing:
        report("key-missing", at, key=key)
    return not (wrong or missing)


def _option(data: Mapping[str, object], key: str, options: tuple[str, ...], report: Report) -> str:
    value = str(data.get(key))
    if value not in options:
        report("unknown-option", (key,), options, nearest(value, options), value=value, path=key)
        return ""
    return value


def _strings(data: Mapping[str, object], key: str, report: Report) -> list[str]:
    value = data.get(key, [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    report("wrong-kind", (key,), path=key, expected="list of texts", value=str(value))
    return []


def _texts(data: object, report: Report) -> RuleText | None:
    if not isinstance(data, dict):
        report("key-missing", (), key="text")
        return None
    ok = _keys(data, TEXTS[:3], TEXTS[3:], ("text",), report)
    for name, text in data.items():
        if not isinstance(text, dict) or not _keys(text, LANGUAGES, (), ("text", name), report):
            ok = False
        elif not all(isinstance(part, str) and part.strip() for part in text.values()):
            report("empty-text", ("text", name), path=f"text.{name}")
            ok = False
    return RuleText(data["title"], data["seen"], data["instead"], cast(Text | None, data.get("why"))) if ok else None


def _conditions(
    data: object, at: Pointer, variables: frozenset[str], report: Report
) -> tuple[tuple[Condition, ...] | None, frozenset[str]]:
    """The conditions of a list, and the variables in scope after it."""
    if not isinstance(data, list):
        report("wrong-kind", at, path=".".join(map(str, at)), expected="list of conditions", value=str(data))
        return None, variables
    if not data and at != ("applies",):
        report("empty-text", at, path=".".join(map(str, at)))
        return None, variables
    found: list[Condition] = []
    ok = True
    for index, entry in enumerate(data):
        condition = _condition(entry, (*at, index), variables, report)
        if condition is None:
            ok = False
            continue
        found.append(condition)
        if isinstance(condition, Each):
            variables |= {condition.var}
    return tuple(found) if ok else None, variables


def _condition(data: object, at: Pointer, variables: frozenset[str], report: Report) -> Condition | None:
    if isinstance(data, str):
        condition = parse_condition(data, variables)
        if condition is None and (number := _NUMBER.search(data)):
            report("number-in-rule", at, ("0", "1", "2", "P.parameter"), value=number[1])
        elif condition is None:
            report("condition-not-understood", at, PATTERNS, condition=data)
        return condition
    if not isinstance(data, dict) or not (set(data) & set(COMPOUNDS)):
        report("wrong-kind", at, COMPOUNDS, path="condition", expected="text or one of the compounds", value=str(data))
        return None
    if "at-least" in data:
        return _at_least(data, at, variables, report)
    key = next(iter(data))
    if not _keys(data, (key,), (), at, report):
        return None
    parts, _ = _conditions(data[key], (*at, key), variables, report)
    if not parts:
        return None
    kinds: dict[str, type[AllOf | AnyOf | NoneOf]] = {"all": AllOf, "any": AnyOf, "none": NoneOf}
    return kinds[key](parts)


def _at_least(data: Mapping[str, object], at: Pointer, variables: frozenset[str], report: Report) -> AtLeast | None:
    """`{at-least: 2, of: [...]}` or `{at-least: P.x, distinct: a, where: [...]}`."""
    form = ("at-least", "of") if "of" in data else ("at-least", "distinct", "where")
    if not _keys(data, form, (), at, report):
        return None
    parts, _ = _conditions(data[form[-1]], (*at, form[-1]), variables, report)
    threshold = data["at-least"]
    if isinstance(threshold, str) and threshold.startswith("P."):
        threshold = ParameterRef(threshold[2:])
    elif isinstance(threshold, bool) or threshold not in (1, 2):
        report("number-in-rule", (*at, "at-least"), ("1", "2", "P.parameter"), value=str(threshold))
        return None
    return AtLeast(cast(int, threshold), parts, str(data.get("distinct", ""))) if parts else None


def _subject(value: object, when: tuple[Condition, ...], report: Report) -> tuple[str, ...] | None:
    """The variables whose items a finding is about: all that the top level binds, or those given; none for `plan`."""
    bound = tuple(condition.var for condition in when if isinstance(condition, Each))
    if value is None or value == "plan":
        return bound if value is None else ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(name in bound for name in names):
        report("unknown-variable", ("at",), (*bound, "plan"), value=str(value))
        return None
    return tuple(names)


def _conclusion(text: str, index: int, report: Report) -> Conclusion | None:
    name, bracket, rest = text.partition("(")
    if bracket and not rest.endswith(")"):
        report(
            "conclusion-not-understood", ("concludes", index), ("name", "name(variable)", "name(concept)"), value=text
        )
        return None
    return Conclusion(name, rest[:-1])
