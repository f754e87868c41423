"""The verdict: one sentence that a reader may stop at. What could not be checked never looks healthy."""

from __future__ import annotations

from collections import Counter

from engine.advise import Step
from engine.judge import Judgement, Outcome
from engine.report.model import Verdict
from engine.report.naming import Names
from engine.rules.model import SEVERITIES
from engine.score import Score
from engine.text import formats


def verdict(judgement: Judgement, overall: Score, steps: tuple[Step, ...], names: Names) -> Verdict:
    """The verdict of an audit. Codes: not-ready (errors), unproved (too much unknown), with-reservations, ready.

    What a rule finds in several places counts once.
    """
    rules = Counter(severity for _, severity in {(f.rule.id, f.rule.severity) for f in judgement.findings})
    outcomes = Counter(entry.outcome for entry in judgement.ledger.values())
    checked = round(overall.decided, 3)
    code = _code(rules, checked, names.view.thresholds["checked-share-min"].value)
    words = names.words
    sentence = words.say(f"verdict-{code}")
    numbers = ", ".join(words.plural(f"count-{severity}", rules[severity]) for severity in SEVERITIES)
    because = words.say("verdict-numbers", numbers=numbers, checked=formats.percent(checked, words.language))
    if steps and code != "ready":
        because += " " + words.say("verdict-first", step=names.rule(steps[0].rule))
    return Verdict(
        code,
        sentence,
        because,
        rules["error"],
        rules["warning"],
        rules["recommendation"],
        rules["strength"],
        outcomes[Outcome.UNKNOWN],
        checked,
    )


def _code(rules: Counter[str], checked: float, least: float) -> str:
    if rules["error"]:
        return "not-ready"
    if checked < least:
        return "unproved"
    return "with-reservations" if rules["warning"] else "ready"
