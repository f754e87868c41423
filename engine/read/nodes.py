"""Plain data with places: what the YAML and the JSON reader both give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.errors import Span

ScalarKind = Literal["text", "int", "float", "bool", "null", "date"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A leaf of a document: its characters as written (unquoted), and the kind that the document's syntax gives it."""

    text: str
    kind: ScalarKind
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of a mapping: where its key stands, and its value."""

    key_span: Span
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """An object; keys in document order, each once."""

    entries: dict[str, Entry]
    span: Span


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read: its name for messages, its lines' text for excerpts, its root."""

    name: str
    text: str
    root: Node


def plain(node: Node) -> object:
    """The node as dicts, lists, str, int, float, bool and None; dates stay text."""
    if isinstance(node, Mapping):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if node.kind == "bool":
        return node.text.lower() == "true"
    if node.kind == "null":
        return None
    if node.kind == "int":
        return int(node.text)
    return float(node.text) if node.kind == "float" else node.text
