"""The card of a rule as text for a terminal: 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from engine.report.model import ParameterUse, SourceRef
from engine.report.pages import ConclusionUse, ConditionLine, RuleCard
from engine.tell.lines import labelled, listed, named, paragraph, title, wrapped
from engine.text.words import Words


def rule_text(card: RuleCard, words: Words) -> str:
    """The card of a rule."""
    return "\n".join(_rule(card, words))


def _rule(card: RuleCard, words: Words) -> Iterator[str]:
    say = words.say
    yield from title(f"{card.title} [{card.id}]")
    yield from labelled(say("label-severity"), say("severity-" + card.severity))
    yield from labelled(say("label-area"), card.area.label)
    yield from labelled(say("label-concept"), named(card.concept))
    yield from labelled(say("label-effort"), say("effort-" + card.effort))
    yield from labelled(say("card-subjects"), " · ".join(card.subjects) or say("card-whole-plan"))
    if card.assesses:
        yield from labelled(say("card-assesses"), "; ".join(dimension.label for dimension in card.assesses))
    yield from _conditions(say("card-applies"), card.applies)
    yield from _conditions(say("card-when"), card.when)
    for label, text in (("label-seen", card.seen), ("label-why", card.why), ("label-instead", card.instead)):
        yield from paragraph(say(label), text)
    if "[" in card.seen + card.why + card.instead:
        yield from wrapped("", say("card-brackets"))
    yield from _conclusions(say("card-reads"), card.reads, say("card-made-by"), "")
    yield from _conclusions(say("card-concludes"), card.concludes, say("card-read-by"), say("card-read-by-none"))
    for use in card.parameters:
        yield from _parameter(use, words)
    yield from _sources(say("label-sources"), card.sources)


def _conditions(label: str, lines: tuple[ConditionLine, ...]) -> Iterator[str]:
    if lines:
        yield from ("", f"{label}:")
    yield from _condition_lines(lines, "  ")


def _condition_lines(lines: tuple[ConditionLine, ...], lead: str) -> Iterator[str]:
    for line in lines:
        yield from wrapped(f"{lead}- ", line.text)
        yield from _condition_lines(line.parts, lead + "  ")


def _conclusions(label: str, uses: tuple[ConclusionUse, ...], whose: str, nobody: str) -> Iterator[str]:
    if uses:
        yield from ("", f"{label}:")
    for use in uses:
        yield from wrapped("  - ", use.meaning + (f" ({use.of})" if use.of else ""))
        rules = "; ".join(named(rule) for rule in use.rules)
        if rules or nobody:
            yield from wrapped("    ", f"{whose}: {rules}" if rules else nobody)


def _parameter(use: ParameterUse, words: Words) -> Iterator[str]:
    say = words.say
    yield from paragraph(say("proof-parameter").capitalize(), f"{use.label}: {use.shown}")
    strength = say("evidence-" + use.strength.replace(" ", "-"))
    for label, text in (
        ("label-range", use.range or "–"),
        ("label-variants", use.variants),
        ("label-evidence", use.evidence),
        ("label-evidence-strength", strength),
        ("label-caution", use.caution),
        ("label-sources", "; ".join(use.sources) or "–"),
    ):
        if text:
            yield from wrapped("  ", f"{say(label)}: {text}")


def _sources(label: str, sources: tuple[SourceRef, ...]) -> Iterator[str]:
    documents: dict[str, list[str]] = {}
    for source in sources:
        cited = documents.setdefault(source.document, [])
        if source.locator:
            cited.append(f"{source.id} ({source.locator})")
    yield from listed(label, (f"{d}: {', '.join(cited)}" if cited else d for d, cited in documents.items()))
