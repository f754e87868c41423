"""The report as one HTML file: no script, no outside resource, made to be read on a screen and to be printed on A4."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.advise import HORIZONS
from engine.report.model import LedgerLine, Report, ScoreView, StepView
from engine.rules.model import DOMAIN_KNOWLEDGE
from engine.tell.groups import (
    SECTIONS,
    Group,
    by_rule,
    checked_text,
    plan_title,
    score_text,
    sentence_case,
    sources_text,
)
from engine.text import formats
from engine.text.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parent / "templates"
OUTCOMES = ("fires", "waived", "unknown", "silent", "not_applicable")
PLACES = 6
"""How many places of one rule are shown before the rest is folded away."""
MISSING = 5
"""How many missing fields of one rule are named in the register."""
QUESTIONS = 12
"""How many questions are shown before the rest is folded away."""
TONES = {"not-ready": "error", "unproved": "warning", "with-reservations": "warning", "ready": "strength"}


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of pages about concepts and rules, by id."""

    concept: Callable[[str], str]
    rule: Callable[[str], str]


def render(report: Report, words: Words, *, links: Links | None = None) -> str:
    """The report as an HTML document."""
    return environment().get_template("report.html").render(context(report, words, links)) + "\n"


@cache
def environment() -> Environment:
    """The templates of the report: values are escaped, and one that is missing is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style() -> str:
    """The style sheet, as it stands inside the style element of every page."""
    return (TEMPLATES / "style.css").read_text("utf-8")


def style_hash() -> str:
    """The hash by which a Content-Security-Policy allows the style element: "sha256-…"."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()


def common(words: Words, links: Links | None) -> dict[str, object]:
    """What the templates of every page need."""
    return {
        "lang": words.language,
        "say": words.say,
        "style": style(),
        "links": links,
        "sentence_case": sentence_case,
        "sources_text": sources_text,
    }


def context(report: Report, words: Words, links: Links | None) -> Mapping[str, object]:
    """What the template of the report needs."""
    groups = {severity: by_rule(report, severity) for severity in SECTIONS}
    verdict = report.verdict
    found = (verdict.errors, verdict.warnings, verdict.recommendations, verdict.strengths)
    counts = dict(zip(SECTIONS, found, strict=True))
    return {
        **common(words, links),
        "report": report,
        "plan_title": plan_title(report, words),
        "reference_date": formats.day(date.fromisoformat(report.plan.reference_date), words.language),
        "verdict_tone": TONES[verdict.code],
        "counts": tuple(counts.items()),
        "plural_label": lambda severity: _counted(severity, counts[severity], words),
        "sections": _sections(report, groups, words),
        "severities": tuple((s, SECTIONS[s], found) for s, found in groups.items() if found),
        "score_kinds": _score_kinds(report),
        "lanes": _lanes(report),
        "outcomes": _outcomes(report),
        "cited": lambda ids: ", ".join(_cited(id, words) for id in ids),
        "why_outcome": lambda line: _why(line, words),
        "ledger_summary": _ledger_summary(report, words),
        "parameter_labels": {use.id: use.label for use in report.parameters},
        "places_shown": PLACES,
        "questions_shown": QUESTIONS,
        "in_digits": lambda value: formats.number(value, words.language),
        "score_text": lambda score: score_text(score, words),
        "checked_text": lambda score: checked_text(score, words),
        "score_range": lambda score: _range(score, words),
        "score_width": lambda score: round((score.best or 0) - (score.worst or 0), 1),
    }


def _sections(report: Report, groups: Mapping[str, tuple[Group, ...]], words: Words) -> list[tuple[str, str, int]]:
    """The table of contents: anchor, title, how many there are (0 where that says nothing)."""
    found = [(SECTIONS[severity], len(group)) for severity, group in groups.items() if group]
    found += [(id, len(getattr(report, id))) for id in ("waived", "roadmap") if getattr(report, id)]
    found += [("scores", 0)]
    found += [(id, len(getattr(report, id))) for id in ("questions", "parameters") if getattr(report, id)]
    named = [("verdict", 0), *found, ("ledger", len(report.ledger.rules)), ("identity", 0)]
    return [(id, words.say(f"section-{id}"), count) for id, count in named]


def _counted(severity: str, count: int, words: Words) -> str:
    """The noun of a count, without the number: "errores", or "error" for one."""
    return words.plural(f"count-{severity}", count).removeprefix(formats.number(count, words.language)).strip()


def _score_kinds(report: Report) -> tuple[tuple[str, tuple[ScoreView, ...]], ...]:
    dimensions = report.scores.dimensions
    kinds = dict.fromkeys(score.kind for score in dimensions)
    return tuple((kind, tuple(score for score in dimensions if score.kind == kind)) for kind in kinds)


def _lanes(report: Report) -> tuple[tuple[str, tuple[tuple[int, StepView], ...]], ...]:
    """The steps of the roadmap, numbered, by horizon."""
    numbered = tuple(enumerate(report.roadmap, 1))
    return tuple((horizon, tuple(pair for pair in numbered if pair[1].horizon == horizon)) for horizon in HORIZONS)


def _outcomes(report: Report) -> tuple[tuple[str, tuple[LedgerLine, ...]], ...]:
    """The lines of the ledger by outcome, those that ask for something first."""
    lines = report.ledger.rules
    found = ((outcome, tuple(line for line in lines if line.outcome == outcome)) for outcome in OUTCOMES)
    return tuple((outcome, group) for outcome, group in found if group)


def _why(line: LedgerLine, words: Words) -> str:
    """What a line of the ledger says besides its outcome: where, why not, or which fields are missing."""
    if line.outcome in ("fires", "waived"):
        return "; ".join(line.subjects) or words.say("card-whole-plan")
    if line.reason or not line.missing:
        return line.reason
    named = "; ".join(field.label for field in line.missing[:MISSING])
    rest = len(line.missing) - MISSING
    return f"{words.say('label-missing')}: {named}" + (f" {words.say('more-places', count=rest)}" if rest > 0 else "")


def _cited(id: str, words: Words) -> str:
    return words.say("domain-knowledge") if id == DOMAIN_KNOWLEDGE else id


def _ledger_summary(report: Report, words: Words) -> str:
    ledger = report.ledger
    counts = {name: getattr(ledger, name) for name in OUTCOMES}
    return words.say("ledger-summary", total=len(ledger.rules), **counts)


def _range(score: ScoreView, words: Words) -> str:
    """A score for those who do not see its bar."""
    assert score.worst is not None
    assert score.best is not None
    worst, best = (formats.number(end, words.language, 0) for end in (score.worst, score.best))
    return (
        words.say("web-score-exact", score=worst)
        if worst == best
        else words.say("web-score-range", worst=worst, best=best)
    )
