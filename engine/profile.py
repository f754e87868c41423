"""Profiles: what a house, a sector or an auditor sets for an audit. A small closed YAML file (`docs/profile.md`).

vinculo-profile: "1.0"
name: House rules 2026
sector: grocery
parameters: {payback-months-min: {value: 18, reason: Slow category}}
waivers: [{rule: no-contingency, reason: Group reserve covers it, by: A. Soler, until: 2026-12-31}]
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date

from engine.errors import PlanError, ProfileError, Span, nearest
from engine.facts.thresholds import Override
from engine.judge import Waiver
from engine.knowledge.model import Knowledge
from engine.plan.format.strategy import SECTORS
from engine.plan.leaves import Findings
from engine.read import read
from engine.read.nodes import Mapping, Node, Scalar, Sequence

VERSION_KEY, VERSION = "vinculo-profile", "1.0"
KEYS = (VERSION_KEY, "name", "sector", "reference_date", "parameters", "waivers")
WAIVER_KEYS = ("rule", "subject", "reason", "by", "until")
OVERRIDE_KEYS = ("value", "reason")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile sets; everything may be left out. `digest` is the SHA-256 of its bytes."""

    name: str = ""
    sector: str | None = None
    reference_date: date | None = None
    overrides: Map[str, Override] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    digest: str = ""


def read_profile(data: bytes, name: str, knowledge: Knowledge, rules: Map[str, object]) -> Profile:
    """The profile in a file's bytes. Raises ProfileError with every problem."""
    try:
        document = read(data, name)
    except PlanError as error:
        raise ProfileError(error.problems) from error
    found = Findings(name)
    root = _mapping(document.root, KEYS, "profile", found)
    if root is None:
        raise ProfileError(found.problems)
    version = _text(root, VERSION_KEY, found, required=True)
    if version and version != VERSION:
        found.add("version-unknown", root[VERSION_KEY].span, (VERSION,))
    sector = _text(root, "sector", found)
    if sector and sector not in SECTORS:
        found.add("unknown-option", root["sector"].span, SECTORS, nearest(sector, SECTORS), value=sector, path="sector")
    profile = Profile(
        _text(root, "name", found) or name,
        sector or None,
        _date(root, "reference_date", found),
        _overrides(root.get("parameters"), knowledge, found),
        _waivers(root.get("waivers"), rules, found),
        hashlib.sha256(data).hexdigest(),
    )
    if found.problems:
        raise ProfileError(found.problems)
    return profile


def _overrides(node: Node | None, knowledge: Knowledge, found: Findings) -> dict[str, Override]:
    overrides: dict[str, Override] = {}
    if node is None:
        return overrides
    for id, entry in (_mapping(node, tuple(knowledge.parameters), "parameters", found) or {}).items():
        parameter = knowledge.parameters[id]
        fields = _mapping(entry, OVERRIDE_KEYS, id, found)
        if fields is None:
            continue
        value = fields.get("value")
        if not (isinstance(value, Scalar) and value.kind in ("int", "float")):
            shown = value.text if isinstance(value, Scalar) else ""
            found.add("number-expected", value.span if value else entry.span, path=f"{id}.value", value=shown)
            continue
        number = float(value.text)
        low, high = parameter.minimum, parameter.maximum
        if (low is not None and number < low) or (high is not None and number > high):
            ends = " – ".join("…" if end is None else f"{end:g}" for end in (low, high))
            found.add("out-of-range", value.span, (ends,), value=value.text, path=id)
        overrides[id] = Override(number, _text(fields, "reason", found, required=True, at=entry.span))
    return overrides


def _waivers(node: Node | None, rules: Map[str, object], found: Findings) -> tuple[Waiver, ...]:
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        found.add("profile-list-expected", node.span, path="waivers")
        return ()
    waivers: list[Waiver] = []
    for item in node.items:
        fields = _mapping(item, WAIVER_KEYS, "waivers", found)
        if fields is None:
            continue
        rule = _text(fields, "rule", found, required=True, at=item.span)
        if rule and rule not in rules:
            found.add("unknown-rule", fields["rule"].span, (), nearest(rule, rules), rule=rule)
        until = _date(fields, "until", found)
        reason = _text(fields, "reason", found, required=True, at=item.span)
        by = _text(fields, "by", found, required=True, at=item.span)
        waivers.append(Waiver(rule, _text(fields, "subject", found), reason, by, until.isoformat() if until else ""))
    return tuple(waivers)


def _mapping(node: Node, allowed: tuple[str, ...], path: str, found: Findings) -> dict[str, Node] | None:
    """The fields of a mapping that are allowed; None, with the one problem told, where it is none."""
    if not isinstance(node, Mapping):
        found.add("group-expected", node.span, allowed[:12], path=path)
        return None
    for key, entry in node.entries.items():
        if key not in allowed:
            found.add("unknown-key", entry.key_span, allowed, nearest(key, allowed), key=key, path=path)
    return {key: entry.value for key, entry in node.entries.items() if key in allowed}


def _text(fields: Map[str, Node], key: str, found: Findings, required: bool = False, at: Span | None = None) -> str:
    node = fields.get(key)
    if isinstance(node, Scalar) and node.kind != "null":
        text = " ".join(node.text.split())
        if required and not text:
            found.add("empty-text", node.span, path=key)
        return text
    if node is not None:
        found.add("single-value-expected", node.span, path=key)
    elif required:
        found.add("key-missing", at or Span(1, 1, 1, 1), key=key)
    return ""


def _date(fields: Map[str, Node], key: str, found: Findings) -> date | None:
    text = _text(fields, key, found)
    if not text:
        return None
    day = day_of(text)
    if day is None:
        found.add("wrong-date", fields[key].span, path=key, value=text)
    return day


def day_of(text: str) -> date | None:
    """The day written as YYYY-MM-DD; None for any other writing and for a day that no calendar has."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
