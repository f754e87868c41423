"""A parsed plan: a tree of records, collections and leaves, each with its state and its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.errors import Span
from engine.plan.shapes import GroupShape, ItemsShape, LeafShape, Shape
from engine.plan.values import Moment, Value


class State(StrEnum):
    """What a plan says of a field. UNKNOWN is never read as ABSENT."""

    VALUE = "value"
    UNKNOWN = "unknown"
    ABSENT = "absent"
    TBD = "tbd"
    NOT_APPLICABLE = "not_applicable"


UNSEEN = "?"
"""The id of the item that a list of unknown content may hold."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field: state, value (a tuple where the field takes several), the plan's own characters, where they stand.

    `reason` tells why it does not apply; `source` and `as_of` what the plan says the value rests on.
    """

    path: str
    shape: LeafShape
    state: State
    value: Value | tuple[Value, ...] | None = None
    span: Span | None = None
    raw: str = ""
    reason: str = ""
    source: str = ""
    as_of: str = ""

    @property
    def values(self) -> tuple[Value, ...]:
        """The values as a tuple, empty where there is none."""
        if self.value is None:
            return ()
        return self.value if isinstance(self.value, tuple) else (self.value,)


@dataclass(frozen=True, slots=True)
class Record:
    """A group, an item of a list, or the plan itself. What it does not state has the state `default`."""

    path: str
    shape: GroupShape | ItemsShape
    state: State
    members: Mapping[str, Node]
    span: Span | None = None
    default: State = State.UNKNOWN
    id: str = ""
    reason: str = ""

    def get(self, name: str) -> Node:
        """The member of that name; made from the default (or the record's own state) where the plan leaves it out."""
        found = self.members.get(name)
        if found is not None:
            return found
        state = self.default if self.state is State.VALUE else self.state
        return blank(
            f"{self.path}.{name}" if self.path else name, self.shape.fields[name], state, self.span, self.reason
        )

    def at(self, path: str) -> Node:
        """The node at a dotted path below this record."""
        node: Node = self
        for name in path.split("."):
            assert isinstance(node, Record), f"{path} does not name a field"
            node = node.get(name)
        return node

    @property
    def label(self) -> str:
        """How a reader would name an item: its label field where it is stated, else its id."""
        field = self.members.get(self.shape.label) if isinstance(self.shape, ItemsShape) else None
        return field.raw if isinstance(field, Leaf) and field.state is State.VALUE else self.id


@dataclass(frozen=True, slots=True)
class Collection:
    """A list of items. Where its state is UNKNOWN there may be items that the plan does not show."""

    path: str
    shape: ItemsShape
    state: State
    items: tuple[Record, ...] = ()
    span: Span | None = None
    reason: str = ""

    def unseen(self) -> Record:
        """The item that an unknown list may hold: every field of it is unknown."""
        return Record(f"{self.path}[{UNSEEN}]", self.shape, State.UNKNOWN, {}, self.span, id=UNSEEN)


Node = Leaf | Record | Collection


def blank(path: str, shape: Shape, state: State, span: Span | None, reason: str = "") -> Node:
    """A node of a shape about which nothing but its state is known."""
    if isinstance(shape, LeafShape):
        return Leaf(path, shape, state, span=span, reason=reason)
    if isinstance(shape, ItemsShape):
        return Collection(path, shape, state, span=span, reason=reason)
    return Record(path, shape, state, {}, span, state, reason=reason)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan, its file name and its text (for excerpts)."""

    file: str
    text: str
    root: Record

    @property
    def start(self) -> date | None:
        """The day on which the plan starts, where it gives a single one."""
        return _day(self.root.at("horizon.start"))

    @property
    def date(self) -> date | None:
        """The plan's own date, where it gives a single one."""
        return _day(self.root.at("meta.date"))

    def leaves(self) -> Iterator[Leaf]:
        """Every leaf that the plan states, in document order of its sections."""
        yield from _leaves(self.root)


def _day(node: Node) -> date | None:
    value = node.value if isinstance(node, Leaf) else None
    return value.first if isinstance(value, Moment) and value.first == value.last else None


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Collection):
        for item in node.items:
            yield from _leaves(item)
    else:
        for member in node.members.values():
            yield from _leaves(member)
