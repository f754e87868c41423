"""A rule base: rules, the conclusions that join them, and the areas that group them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.rules.conditions import Condition

SEVERITIES = ("error", "warning", "recommendation", "strength")
EFFORTS = ("small", "medium", "large")
DOMAIN_KNOWLEDGE = "domain knowledge"
Text = Mapping[str, str]
"""One text in Spanish, Catalan and English, by language code."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a rule adds when it fires: an intermediate conclusion, of one item or concept (`argument`) or of the plan ("")."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionKind:
    """A declared intermediate conclusion: its meaning, and what its argument ranges over ("" for the plan)."""

    id: str
    argument: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule tells a reader; `why` is None where the concept's own reason serves."""

    title: Text
    seen: Text
    instead: Text
    why: Text | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its author wrote it, checked."""

    id: str
    area: str
    severity: str
    concept: str
    sources: tuple[str, ...]
    assesses: tuple[str, ...]
    applies: tuple[Condition, ...]
    when: tuple[Condition, ...]
    at: tuple[str, ...]
    concludes: tuple[Conclusion, ...]
    effort: str
    since: str
    text: RuleText
    file: str


@dataclass(frozen=True, slots=True)
class RuleBase:
    """All rules by id, with the areas (id to name) and the declared conclusions; `digest` is that of the files."""

    rules: Mapping[str, Rule]
    areas: Mapping[str, Text]
    conclusions: Mapping[str, ConclusionKind]
    digest: str
