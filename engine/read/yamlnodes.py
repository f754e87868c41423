"""YAML to nodes with places, by the events of libyaml (of the pure Python parser where libyaml is not there).

The only importer of PyYAML. What a plan has no use for and a reader could trip over is refused: anchors,
aliases, merge keys, tags, directives, several documents, keys that are not text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from engine.errors import PlanError, Span
from engine.read.limits import Tally, plain_kind, shown
from engine.read.nodes import Document, Entry, Mapping, Node, Scalar, Sequence
from engine.read.source import refuse_characters
from engine.read.yamlfaults import Fault, explain

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow, and the invisible characters that its parsers take for line breaks or skip."""
_LONE = re.compile("[\ud800-\udfff]")


class _Mark(Protocol):
    """A place as both parsers give it, counted from 0."""

    line: int
    column: int


@dataclass(slots=True)
class _Reading:
    """The events still to come and what has been seen."""

    text: str
    events: Iterator[Event]
    tally: Tally


def read_yaml(text: str, name: str, *, pure: bool = False) -> Document:
    """The document of a YAML text whose lines end in line feeds; PlanError with every place that is wrong.

    `pure` takes the Python parser even where libyaml is there; it gives the same tree, or refuses: it takes
    no tab between values and no question mark before a closing bracket.
    """
    refuse_characters(text, name, _FORBIDDEN)
    tally = Tally(name)
    # without a last line feed the two parsers place the end differently
    closed = text if text.endswith("\n") else text + "\n"
    reading = _Reading(closed, _events(closed, pure), tally)
    try:
        root = _root(reading)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(reading, error) from None
    if tally.problems:
        raise PlanError(tally.problems)
    return Document(name, text, root)


def _events(text: str, pure: bool) -> Iterator[Event]:
    loader = yaml.SafeLoader if pure else getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: Iterator[Event] = yaml.parse(text, Loader=loader)
    return events


def _syntax_error(reading: _Reading, error: yaml.MarkedYAMLError) -> PlanError:
    stopped = error.problem_mark or error.context_mark
    place = (1, 1) if stopped is None else _place(stopped)
    begin = place if error.context_mark is None else _place(error.context_mark)
    fault = Fault(error.problem or "", error.context or "", place, begin)
    code, (line, column), params = explain(fault, reading.text.split("\n"))
    return reading.tally.halt(code, line, column, params)


def _root(reading: _Reading) -> Node:
    """The node of the one document; PlanError when there is none, or a second one."""
    root: Node | None = None
    for event in reading.events:
        if isinstance(event, (StreamStartEvent, StreamEndEvent, DocumentEndEvent)):
            continue
        if isinstance(event, DocumentStartEvent):
            if root is not None:
                raise reading.tally.halt("several-documents", *_place(event.start_mark), {})
            _refuse_directives(reading, event)
            continue
        root = _node(reading, event, 1, None)
    if root is None or (isinstance(root, Scalar) and root.kind == "null" and not root.text):
        raise reading.tally.halt("empty-document", 1, 1, {})
    return root


def _refuse_directives(reading: _Reading, event: DocumentStartEvent) -> None:
    """Refuse %YAML and %TAG, where a document then starts (the two parsers know different ones)."""
    line, column = _place(event.start_mark)
    found = reading.text.split("\n", line)[line - 1]
    if found.startswith("%"):
        raise reading.tally.halt("directive-not-allowed", line, column, {"found": shown(found)})


def _node(reading: _Reading, event: Event, depth: int, key: Span | None) -> Node:
    """The node that starts with `event`; `key` is the place of its key in a mapping."""
    line, column = _place(event.start_mark)
    reading.tally.count(depth, line, column)
    if isinstance(event, AliasEvent):
        reading.tally.note("alias-not-allowed", line, column, found=f"*{shown(event.anchor or '')}")
        return Scalar(f"*{event.anchor}", "text", _span(event))
    if not isinstance(event, (ScalarEvent, CollectionStartEvent)):
        raise AssertionError(f"no node starts with {event}")
    if event.anchor is not None:
        reading.tally.note("alias-not-allowed", line, column, found=f"&{shown(event.anchor)}")
    if event.tag is not None:
        reading.tally.note("tag-not-allowed", line, column, found=shown(_tag_as_written(event.tag)))
    if isinstance(event, ScalarEvent):
        return _scalar(reading, event, key)
    if isinstance(event, SequenceStartEvent):
        return _sequence(reading, event, depth)
    return _mapping(reading, event, depth)


def _scalar(reading: _Reading, event: ScalarEvent, key: Span | None) -> Scalar:
    text: str = event.value
    span = _span(event)
    if event.style in ("|", ">") and not text.strip():
        # "target: >5" is a header for a block of text that does not follow: the value would be lost unseen
        params = {"character": event.style, "detail": "empty block scalar"}
        reading.tally.note("yaml-character", span.line, span.column, **params)
    if event.style:
        if _LONE.search(text):  # libyaml refuses them itself
            reading.tally.note("unknown-escape", span.line, span.column, found="\\u")
        return Scalar(text, "text", span)
    kind = plain_kind(text)
    if kind in ("int", "float"):
        reading.tally.check_number(text, kind, span)
    if not text and key is not None:  # the two parsers place it differently
        span = Span(key.end_line, key.end_column, key.end_line, key.end_column)
    return Scalar(text, kind, span)


def _sequence(reading: _Reading, start: Event, depth: int) -> Sequence:
    items: list[Node] = []
    for event in reading.events:
        if isinstance(event, SequenceEndEvent):
            return Sequence(tuple(items), _span_of(start, event, items[-1].span if items else None))
        items.append(_node(reading, event, depth + 1, None))
    raise AssertionError("a sequence without its end")


def _mapping(reading: _Reading, start: Event, depth: int) -> Mapping:
    entries: dict[str, Entry] = {}
    last: Span | None = None
    for event in reading.events:
        if isinstance(event, MappingEndEvent):
            return Mapping(entries, _span_of(start, event, last))
        key, span = _key(reading, event, depth)
        value = _node(reading, next(reading.events), depth + 1, span)
        if key is not None:
            reading.tally.add(entries, key, span, value)
        last = value.span
    raise AssertionError("a mapping without its end")


def _key(reading: _Reading, event: Event, depth: int) -> tuple[str | None, Span]:
    """The text of a key, or None when it cannot be one (which is noted), and its place."""
    node = _node(reading, event, depth + 1, None)
    reading.tally.nodes -= 1 if isinstance(node, Scalar) else 0  # keys are not counted, as in JSON
    span = node.span
    if not isinstance(node, Scalar):
        kind = "list" if isinstance(node, Sequence) else "mapping"
        reading.tally.note("key-not-text", span.line, span.column, key="", kind=kind)
        return None, span
    if node.text == "<<" and isinstance(event, ScalarEvent) and not event.style:
        reading.tally.note("alias-not-allowed", span.line, span.column, found="<<")
        return None, span
    if node.kind != "text":
        reading.tally.note("key-not-text", span.line, span.column, key=shown(node.text), kind=node.kind)
        return None, span
    return node.text, span


def _tag_as_written(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _place(mark: _Mark | None) -> tuple[int, int]:
    if mark is None:
        raise AssertionError("an event without a place")
    return mark.line + 1, mark.column + 1


def _span(event: Event) -> Span:
    return Span(*_place(event.start_mark), *_place(event.end_mark))


def _span_of(start: Event, end: Event, last: Span | None) -> Span:
    """From the first character to the closing bracket, or to the end of the last member if there is none."""
    closing = _place(end.end_mark)
    if last is not None and closing == _place(end.start_mark):
        closing = (last.end_line, last.end_column)
    return Span(*_place(start.start_mark), *closing)
