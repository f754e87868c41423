"""The card of a concept as text for a terminal: 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from engine.report.concepts import ConceptCard, Membership, RelationLine, RuleLine, StatementLine
from engine.report.model import Named
from engine.report.planfields import FieldLine
from engine.tell.groups import sentence_case
from engine.tell.lines import cited, labelled, listed, named, paragraph, title, wrapped
from engine.text.words import Words


def concept_text(card: ConceptCard, words: Words) -> str:
    """The card of a concept."""
    return "\n".join(_card(card, words))


def _card(card: ConceptCard, words: Words) -> Iterator[str]:
    yield from _names(card, words)
    yield from _meaning(card, words)
    yield from _place(card, words)
    yield from listed(words.say("card-relations"), (_relation(line, words) for line in card.relations))
    yield from _sources(card, words)
    yield from _checks(card, words)
    yield from _fields(card, words)


def _names(card: ConceptCard, words: Words) -> Iterator[str]:
    say = words.say
    yield from title(f"{sentence_case(card.label)} [{card.id}]")
    others = (f"{label} ({code})" for code, label in card.labels.items() if code != words.language)
    yield from labelled(say("card-languages"), "; ".join(others))
    if card.alternative:
        yield from labelled(say("card-alternative"), "; ".join(card.alternative))
    if card.dimension:
        yield from labelled(say("label-dimension"), say("score-kind-" + card.dimension))


def _meaning(card: ConceptCard, words: Words) -> Iterator[str]:
    """What it is, what it covers, an example, why it matters, notes."""
    say = words.say
    own = f" [{say('domain-knowledge')}]" if card.definition_basis != "sources" else ""
    yield from paragraph(say("card-definition"), card.definition + own)
    yield from paragraph(say("card-scope"), card.scope)
    yield from paragraph(say("card-example"), card.example)
    yield from paragraph(say("label-why"), card.why)
    yield from listed(say("card-notes"), (f"{note.says} ({note.id}, {note.document})" for note in card.notes))


def _place(card: ConceptCard, words: Words) -> Iterator[str]:
    """Every way from the root to the concept, then what is under it, then the collections that hold it."""
    yield from ("", f"{words.say('card-tree')}:")
    for path in card.paths or ((),):
        for depth, step in enumerate((*path, Named(card.id, card.label))):
            yield from wrapped("  " * (depth + 1), named(step))
    yield from listed(words.say("card-narrower"), map(named, card.narrower))
    yield from listed(words.say("card-collections"), map(_membership, card.collections))


def _membership(found: Membership) -> str:
    source = f" – {found.source}" if found.source else ""
    note = f". {found.note}" if found.note else ""
    return f"{sentence_case(found.sentence)}{source} ({cited(found.sources)}){note}"


def _relation(line: RelationLine, words: Words) -> str:
    ground = "; ".join(f"{s.id}, {s.document}, {s.locator}" if s.locator else s.document for s in line.sources)
    return f"{sentence_case(line.sentence)} ({words.say('card-relation-' + line.strength)}{ground and '; ' + ground})"


def _sources(card: ConceptCard, words: Words) -> Iterator[str]:
    """What each document says; that it is domain knowledge where none says anything."""
    for group in card.statements:
        yield from listed(
            f"{words.say('card-statements')} · {group.document}", (_statement(line, words) for line in group.statements)
        )
    if not card.statements or card.basis != "sources":
        yield from paragraph(words.say("card-statements"), words.say("card-basis-" + card.basis.replace(" ", "-")))


def _statement(line: StatementLine, words: Words) -> str:
    mark = f"; {words.say('card-reconstructed')}" if line.reconstructed else ""
    return f"{line.id} ({line.locator}{mark}): {line.says}"


def _checks(card: ConceptCard, words: Words) -> Iterator[str]:
    """The measures of the concept, the rules about it with what they see, then those that read it."""
    say = words.say
    measured = (line for line in card.relations if line.kind == "measuredBy" and line.direction == "out")
    yield from listed(say("card-measured"), (named(line.other) for line in measured))
    about = [rule for rule in card.rules if rule.role == "about"]
    if about:
        yield from ("", f"{say('card-checked')}:")
    for rule in about:
        yield from wrapped("  - ", _rule(rule, words))
        yield from wrapped("    ", rule.seen)
    if any("[" in rule.seen for rule in about):
        yield from wrapped("  ", say("card-brackets"))
    for role in dict.fromkeys(rule.role for rule in card.rules if rule.role != "about"):
        others = (rule for rule in card.rules if rule.role == role)
        yield from listed(say("card-role-" + role), (_rule(rule, words) for rule in others))


def _rule(rule: RuleLine, words: Words) -> str:
    return f"{rule.title} [{rule.id}], {words.say('severity-' + rule.severity)}"


def _fields(card: ConceptCard, words: Words) -> Iterator[str]:
    """What a plan writes for the concept: the fields that show it, then the others that its rules read."""
    for label, shows in (("card-fields", True), ("card-fields-read", False)):
        fields = [field for field in card.fields if field.shows is shows]
        if fields:
            yield from ("", f"{words.say(label)}:")
        for field in fields:
            yield from _field(field, words)


def _field(field: FieldLine, words: Words) -> Iterator[str]:
    yield from wrapped("  - ", f"{field.label} ({field.id}). {field.takes}")
    yield from wrapped("    ", f"{words.say('card-example-line')}: {field.example}")
