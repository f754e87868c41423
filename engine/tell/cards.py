"""The cards of rules and concepts as text for a terminal: 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from engine.report.model import Named, ParameterUse, SourceRef
from engine.report.pages import ConceptCard, ConclusionUse, ConditionLine, RelationLine, RuleCard
from engine.tell.groups import sentence_case
from engine.text.words import Words

WIDTH = 80


def rule_text(card: RuleCard, words: Words) -> str:
    """The card of a rule."""
    return "\n".join(_rule(card, words))


def concept_text(card: ConceptCard, words: Words) -> str:
    """The card of a concept."""
    return "\n".join(_concept(card, words))


def _rule(card: RuleCard, words: Words) -> Iterator[str]:
    say = words.say
    yield from _title(f"{card.title} [{card.id}]")
    yield from _labelled(say("label-severity"), say("severity-" + card.severity))
    yield from _labelled(say("label-area"), card.area.label)
    yield from _labelled(say("label-concept"), _named(card.concept))
    yield from _labelled(say("label-effort"), say("effort-" + card.effort))
    yield from _labelled(say("card-subjects"), " · ".join(card.subjects) or say("card-whole-plan"))
    if card.assesses:
        yield from _labelled(say("card-assesses"), "; ".join(named.label for named in card.assesses))
    yield from _conditions(say("card-applies"), card.applies)
    yield from _conditions(say("card-when"), card.when)
    for label, text in (("label-seen", card.seen), ("label-why", card.why), ("label-instead", card.instead)):
        yield from _paragraph(say(label), text)
    if "[" in card.seen + card.why + card.instead:
        yield from _wrapped("", say("card-brackets"))
    yield from _conclusions(say("card-reads"), card.reads, say("card-made-by"), "")
    yield from _conclusions(say("card-concludes"), card.concludes, say("card-read-by"), say("card-read-by-none"))
    for use in card.parameters:
        yield from _parameter(use, words)
    yield from _sources(say("label-sources"), card.sources)


def _concept(card: ConceptCard, words: Words) -> Iterator[str]:
    say = words.say
    yield from _title(f"{sentence_case(card.label)} [{card.id}]")
    others = (f"{label} ({code})" for code, label in card.labels.items() if code != words.language)
    yield from _labelled(say("card-languages"), "; ".join(others))
    if card.dimension:
        yield from _labelled(say("label-dimension"), say("score-kind-" + card.dimension))
    if card.why:
        yield from _paragraph(say("label-why"), card.why)
    yield from ("", f"{say('card-tree')}:")
    for depth, step in enumerate((*card.path, Named(card.id, card.label))):
        yield from _wrapped("  " * (depth + 1), _named(step))
    for narrower in card.narrower:
        yield from _wrapped("  " * (len(card.path) + 2), _named(narrower))
    yield from _list(say("card-relations"), (_relation(line, words) for line in card.relations))
    for role in dict.fromkeys(rule.role for rule in card.rules):
        rules = (rule for rule in card.rules if rule.role == role)
        yield from _list(
            say("card-role-" + role),
            (f"{rule.title} [{rule.id}], {say('severity-' + rule.severity)}" for rule in rules),
        )
    yield from _list(say("card-fields"), (f"{field.label} ({field.id})" for field in card.fields))
    yield from _sources(say("card-statements"), card.statements)
    if not card.statements:
        yield from _paragraph(say("card-statements"), say("card-basis-" + card.basis.replace(" ", "-")))


def _conditions(label: str, lines: tuple[ConditionLine, ...]) -> Iterator[str]:
    if lines:
        yield from ("", f"{label}:")
    yield from _condition_lines(lines, "  ")


def _condition_lines(lines: tuple[ConditionLine, ...], lead: str) -> Iterator[str]:
    for line in lines:
        yield from _wrapped(f"{lead}- ", line.text)
        yield from _condition_lines(line.parts, lead + "  ")


def _conclusions(label: str, uses: tuple[ConclusionUse, ...], whose: str, nobody: str) -> Iterator[str]:
    if uses:
        yield from ("", f"{label}:")
    for use in uses:
        yield from _wrapped("  - ", use.meaning + (f" ({use.of})" if use.of else ""))
        rules = "; ".join(_named(rule) for rule in use.rules)
        if rules or nobody:
            yield from _wrapped("    ", f"{whose}: {rules}" if rules else nobody)


def _parameter(use: ParameterUse, words: Words) -> Iterator[str]:
    say = words.say
    yield from _paragraph(say("proof-parameter").capitalize(), f"{use.label}: {use.shown}")
    strength = say("evidence-" + use.strength.replace(" ", "-"))
    for label, text in (
        ("label-evidence", use.evidence),
        ("label-evidence-strength", strength),
        ("label-caution", use.caution),
        ("label-sources", "; ".join(use.sources) or "–"),
    ):
        yield from _wrapped("  ", f"{say(label)}: {text}")


def _relation(line: RelationLine, words: Words) -> str:
    cited = ", ".join(source.id if source.locator else source.document for source in line.sources)
    return f"{line.sentence} ({words.say('card-relation-' + line.strength)}{'; ' + cited if cited else ''})"


def _sources(label: str, sources: tuple[SourceRef, ...]) -> Iterator[str]:
    documents: dict[str, list[str]] = {}
    for source in sources:
        cited = documents.setdefault(source.document, [])
        if source.locator:
            cited.append(f"{source.id} ({source.locator})")
    yield from _list(label, (f"{d}: {', '.join(cited)}" if cited else d for d, cited in documents.items()))


def _named(named: Named) -> str:
    return f"{named.label} [{named.id}]"


def _title(text: str) -> Iterator[str]:
    yield from _wrapped("", text)
    yield "─" * WIDTH


def _labelled(label: str, text: str) -> Iterator[str]:
    yield from _wrapped("", f"{label}: {text}")


def _paragraph(label: str, text: str) -> Iterator[str]:
    yield ""
    yield from _wrapped("", f"{label}: {text}")


def _list(label: str, items: Iterable[str]) -> Iterator[str]:
    lines = tuple(items)
    if lines:
        yield from ("", f"{label}:")
    for line in lines:
        yield from _wrapped("  - ", line)


def _wrapped(lead: str, text: str) -> list[str]:
    """A paragraph of at most 80 columns whose further lines hang under the first."""
    hang = " " * (len(lead) or 2)
    return textwrap.wrap(
        text, WIDTH, initial_indent=lead, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )
