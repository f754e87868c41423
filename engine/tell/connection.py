"""The ways between two concepts as text for a terminal: 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from engine.report.connection import Connection, Link
from engine.report.model import SourceRef
from engine.tell.groups import sentence_case
from engine.tell.lines import named, title, wrapped
from engine.text.words import Words


def connection_text(found: Connection, words: Words) -> str:
    """The ways as sentences, each with what it rests on."""
    return "\n".join(_lines(found, words))


def _lines(found: Connection, words: Words) -> Iterator[str]:
    yield from title(f"{sentence_case(named(found.start))} → {named(found.end)}")
    if not found.paths:
        yield from wrapped("", words.say("path-none"))
    for number, way in enumerate(found.paths, 1):
        if len(found.paths) > 1:
            yield from ("", f"{words.say('path-way', number=number)}:")
        for link in way.steps:
            yield from wrapped("  - ", f"{sentence_case(link.sentence)} ({_ground(link, words)})")


def _ground(link: Link, words: Words) -> str:
    if not link.strength:
        return words.say("path-tree")
    return "; ".join((words.say("card-relation-" + link.strength), *map(_place, link.sources)))


def _place(source: SourceRef) -> str:
    return f"{source.id}, {source.locator}" if source.locator else source.document
