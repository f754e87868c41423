"""The vocabulary in which the plan format is declared: leaves with a kind, groups of fields, lists of items.

The format itself stands in `engine/plan/format/`; the parser, the JSON Schema, the rule compiler and the documentation all
read these declarations, so that a field is declared once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "choice", "flag", "number", "share", "money", "quantity", "date", "duration", "ref"]


@dataclass(frozen=True, slots=True)
class LeafShape:
    """One value (or, with `many`, a list of them): its kind and, by kind, its options, the collection it refers to, its unit.

    `unit` of a number says what is counted (customers, contacts/month…); a share is stored as a ratio, a duration in days.
    """

    kind: Kind
    many: bool = False
    options: tuple[str, ...] = ()
    target: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class GroupShape:
    """A set of named fields that is stated, absent, to be decided, not applicable or unknown as a whole too."""

    fields: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class ItemsShape:
    """A list of items of one shape. Every item has an `id` (given, or made from its place) and may be referred to.

    `label` is the field that names an item for a reader.
    """

    fields: Mapping[str, Shape]
    label: str = "name"


Shape = LeafShape | GroupShape | ItemsShape


def text() -> LeafShape:
    """Free text in any language."""
    return LeafShape("text")


def texts() -> LeafShape:
    """A list of free texts."""
    return LeafShape("text", many=True)


def choice(*options: str) -> LeafShape:
    """One of the options."""
    return LeafShape("choice", options=options)


def choices(*options: str) -> LeafShape:
    """Any number of the options."""
    return LeafShape("choice", many=True, options=options)


def flag() -> LeafShape:
    """True or false."""
    return LeafShape("flag")


def number(unit: str) -> LeafShape:
    """A number of the unit; ranges and inequalities allowed, as in every numeric kind."""
    return LeafShape("number", unit=unit)


def share() -> LeafShape:
    """A percentage; stored as a ratio."""
    return LeafShape("share", unit="ratio")


def money() -> LeafShape:
    """An amount with its currency and, where it recurs, its period."""
    return LeafShape("money")


def quantity() -> LeafShape:
    """A number with whatever unit the plan uses: percent, currency, points, days, visits per month."""
    return LeafShape("quantity")


def date() -> LeafShape:
    """A date (day, month or year), or a moment relative to the plan's start."""
    return LeafShape("date")


def duration() -> LeafShape:
    """A length of time; stored in days."""
    return LeafShape("duration", unit="days")


def ref(target: str) -> LeafShape:
    """The id of an item of the collection at the path `target`."""
    return LeafShape("ref", target=target)


def refs(target: str) -> LeafShape:
    """Ids of items of the collection at the path `target`."""
    return LeafShape("ref", many=True, target=target)


def group(**fields: Shape) -> GroupShape:
    """A group of fields."""
    return GroupShape(fields)


def items(label: str = "name", **fields: Shape) -> ItemsShape:
    """A list of items; `id` is added."""
    return ItemsShape({"id": LeafShape("text"), **fields}, label)


def fields_of(shape: Shape) -> Mapping[str, Shape]:
    """The fields of a group or of an item; none for a leaf."""
    return {} if isinstance(shape, LeafShape) else shape.fields


def walk(shape: Shape, path: str = "") -> Iterator[tuple[str, Shape]]:
    """Every field below a shape with its path; the items of a list are written `[]`."""
    for name, field in fields_of(shape).items():
        here = f"{path}.{name}" if path else name
        yield here, field
        yield from walk(field, here + ("[]" if isinstance(field, ItemsShape) else ""))
