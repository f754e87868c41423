"""The vocabulary for readers of paper and of spreadsheets: a glossary in one language, a table of all concepts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from engine.knowledge.fold import folded
from engine.knowledge.glossary import Collection, Glossary
from engine.knowledge.model import LANGUAGES, Knowledge, Relation
from engine.tell.groups import sentence_case
from engine.tell.html import TEMPLATES, environment
from engine.text.catalogue import pick
from engine.text.words import Words

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LIST = "; "


@dataclass(frozen=True, slots=True)
class Link:
    """Another entry, and how it hangs together with this one."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A concept as the printed glossary shows it."""

    id: str
    label: str
    synonyms: tuple[str, ...]
    definition: str
    own: bool
    scope: str
    example: str
    links: tuple[Link, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """A collection as the printed glossary shows it."""

    label: str
    ordered: bool
    members: tuple[Link, ...]
    note: str
    statements: tuple[str, ...]


def html_glossary(knowledge: Knowledge, glossary: Glossary, words: Words) -> bytes:
    """One glossary for print, in the language of `words`: no script, no outside resource."""
    language = words.language
    entries = sorted(_entries(knowledge, glossary, words), key=lambda entry: (_order(entry.label), entry.id))
    letters = [(letter, list(group)) for letter, group in groupby(entries, key=lambda e: folded(e.label)[0].upper())]
    notes = [
        (pick(source.label, language), [(id, pick(glossary.claims[id].says, language)) for id in _notes(knowledge, source.id)])
        for source in knowledge.sources.values()
    ]  # fmt: skip
    page = environment().get_template("glossary.html").render(
        language=language, say=words.say, letters=letters, number=len(entries), version=knowledge.version,
        processes=[_process(c, knowledge, language) for c in _in_order(glossary)], notes=[n for n in notes if n[1]],
        sources=[(s.id, pick(s.label, language)) for s in knowledge.sources.values()], style=_style(),
        sentence_case=sentence_case,
    )  # fmt: skip
    return (page + "\n").encode()


@cache
def _style() -> str:
    return (TEMPLATES / "glossary.css").read_text("utf-8")


def _order(label: str) -> str:
    """What labels are sorted by: no accents or capitals, and the Spanish ñ after the n."""
    return folded(label.casefold().replace("ñ", "n\uffff"))


def _notes(knowledge: Knowledge, source: str) -> list[str]:
    """The editorial statements of a source."""
    used = {note for concept in knowledge.concepts.values() for note in concept.notes}
    return sorted(note for note in used if knowledge.statements[note].source == source)


def _in_order(glossary: Glossary) -> list[Collection]:
    """Our own processes before those of the sources; the orders of one process beside each other."""
    return sorted(glossary.collections.values(), key=lambda c: (not c.ordered, c.id))


def _entries(knowledge: Knowledge, glossary: Glossary, words: Words) -> Iterator[GlossaryEntry]:
    related: dict[str, list[Relation]] = {}
    for relation in knowledge.relations:
        related.setdefault(relation.subject, []).append(relation)
    for id, concept in knowledge.concepts.items():
        entry = glossary.entries[id]
        yield GlossaryEntry(
            id,
            pick(concept.label, words.language),
            entry.alternative.get(words.language, ()),
            pick(entry.definition, words.language),
            entry.basis != "sources",
            pick(entry.scope or {}, words.language),
            pick(entry.example or {}, words.language),
            tuple(_links(id, knowledge, related.get(id, []), words)),
            concept.statements,
        )


def _links(id: str, knowledge: Knowledge, relations: list[Relation], words: Words) -> Iterator[Link]:
    def link(kind: str, other: str) -> Link:
        return Link(kind, other, pick(knowledge.concepts[other].label, words.language))

    yield from (link(words.say("glossary-broader"), other) for other in knowledge.concepts[id].broader)
    yield from (link(words.say("glossary-narrower"), other) for other in knowledge.narrower(id))
    yield from (link(words.say(f"glossary-{relation.kind}"), relation.object) for relation in relations)


def _process(collection: Collection, knowledge: Knowledge, language: str) -> Process:
    members = tuple(Link("", id, pick(knowledge.concepts[id].label, language)) for id in collection.members)
    note = pick(collection.note or {}, language)
    return Process(pick(collection.label, language), collection.ordered, members, note, collection.statements)


def csv_table(knowledge: Knowledge, glossary: Glossary) -> bytes:
    """One row per concept, texts in all languages; lists are joined by "; " (RFC 4180, UTF-8)."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    texts = ("definition", "scope", "example", "why")
    writer.writerow([
        "id", "iri", "broader", *(f"label_{code}" for code in LANGUAGES), *(f"alternative_{code}" for code in LANGUAGES),
        *(f"{name}_{code}" for name in texts for code in LANGUAGES), "definition_basis", "basis", "statements",
        "editorial_statements", "collections", "evidenced_by", "version",
    ])  # fmt: skip
    for id, concept in knowledge.concepts.items():
        entry = glossary.entries[id]
        told: tuple[Mapping[str, str] | None, ...] = (entry.definition, entry.scope, entry.example, concept.why)
        row = [
            id, f"urn:vinculo:concept:{id}", LIST.join(concept.broader), *(concept.label[code] for code in LANGUAGES),
            *(LIST.join(entry.alternative.get(code, ())) for code in LANGUAGES),
            *((text or {}).get(code, "") for text in told for code in LANGUAGES), entry.basis, concept.basis,
            LIST.join(concept.statements), LIST.join(concept.notes),
            LIST.join(c.id for c in glossary.containing(id)), LIST.join(concept.evidenced_by), knowledge.version,
        ]  # fmt: skip
        writer.writerow(map(_harmless, row))
    return target.getvalue().encode()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
