"""Variables of conditions: what each ranges over, which a condition reads, and the text form of a condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.plan.format import FIELDS
from engine.plan.shapes import ItemsShape, Shape
from engine.rules.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Concluded,
    Condition,
    Each,
    EvidenceRef,
    FieldRef,
    Is,
    MeasureRef,
    NoneOf,
    OneOf,
    Operand,
    ParameterRef,
    Refers,
    Related,
)

Scope = Mapping[str, str]
"""What each variable ranges over: the path of a collection, or `concept:ID` for the concepts under one."""


def sort_of(each: Each, scope: Scope) -> str:
    """What the variable of a binding ranges over; "" where its parent is not known."""
    if each.concept:
        return f"concept:{each.concept}"
    if each.parent:
        return f"{scope[each.parent]}[].{each.sort}" if each.parent in scope else ""
    return each.sort


def field_shape(ref: FieldRef, scope: Scope) -> Shape | None:
    """The shape of a field that a condition names; None where there is no such field."""
    if not ref.var:
        return FIELDS.get(ref.path)
    sort = scope.get(ref.var, "")
    return FIELDS.get(f"{sort}[].{ref.path}") if sort and not sort.startswith("concept:") else None


def collections() -> tuple[str, ...]:
    """The paths of all collections of the plan format."""
    return tuple(path for path, shape in FIELDS.items() if isinstance(shape, ItemsShape))


def neighbours(ref: FieldRef, scope: Scope) -> tuple[str, ...]:
    """The fields that could have been meant by a field that does not exist."""
    prefix = f"{scope.get(ref.var, '')}[]." if ref.var else ""
    known = [path[len(prefix) :] for path in FIELDS if path.startswith(prefix) and "[]" not in path[len(prefix) :]]
    return tuple(f"{ref.var}.{path}" if ref.var else path for path in known)


def bindings(conditions: Iterable[Condition], scope: Scope) -> dict[str, str]:
    """The scope inside a list of conditions: that around it and what the list itself binds."""
    inner = dict(scope)
    for condition in conditions:
        if isinstance(condition, Each):
            inner[condition.var] = sort_of(condition, inner)
    return inner


def parts(condition: Condition) -> tuple[Condition, ...]:
    """The conditions inside a compound; none for a simple one."""
    return condition.parts if isinstance(condition, AllOf | AnyOf | NoneOf | AtLeast) else ()


def operands(condition: Condition) -> tuple[Operand, ...]:
    """What a single condition reads."""
    if isinstance(condition, Is | OneOf):
        return (condition.operand,)
    if isinstance(condition, Compare):
        return (condition.left, condition.right)
    return (condition.field,) if isinstance(condition, Refers) else ()


def reads(condition: Condition) -> Iterator[str]:
    """The variables that a condition reads, with repetitions, those bound inside it included."""
    for operand in operands(condition):
        if isinstance(operand, FieldRef | MeasureRef) and operand.var:
            yield operand.var
        elif isinstance(operand, EvidenceRef):
            yield operand.concept
            if operand.item:
                yield operand.item
    if isinstance(condition, Refers):
        yield condition.target
    elif isinstance(condition, Related):
        yield from (condition.left, condition.right)
    elif isinstance(condition, Concluded) and condition.argument:
        yield condition.argument
    elif isinstance(condition, Each) and condition.parent:
        yield condition.parent
    for part in parts(condition):
        yield from reads(part)


def is_test(condition: Condition) -> bool:
    """Whether a condition only looks at values, so that it can be decided for given items without joining facts."""
    if isinstance(condition, Is | Compare | OneOf):
        return True
    if isinstance(condition, AtLeast) and (condition.distinct or not isinstance(condition.threshold, int)):
        return False
    inner = parts(condition)
    return bool(inner) and all(is_test(part) for part in inner)


def words(condition: Condition) -> str:
    """A condition as its author would write it, compounds in one line."""
    inner = "; ".join(words(part) for part in parts(condition))
    if isinstance(condition, AtLeast):
        what = f" {condition.distinct} with" if condition.distinct else " of"
        return f"at least {condition.threshold}{what} ({inner})"
    if inner:
        name = {AllOf: "all", AnyOf: "any", NoneOf: "none"}[type(condition)]
        return f"{name} of ({inner})"
    if isinstance(condition, Each):
        source = f"concepts under {condition.concept}" if condition.concept else condition.sort
        return f"each {condition.var} in {condition.parent + '.' if condition.parent else ''}{source}"
    if isinstance(condition, Refers):
        return f"{condition.field} refers to {condition.target}"
    if isinstance(condition, Related):
        return f"{condition.left} {condition.kind} {condition.right}{' hard' if condition.hard else ''}"
    if isinstance(condition, Concluded):
        return _concluded_words(condition)
    return str(condition)


def _concluded_words(condition: Concluded) -> str:
    text = f"{condition.name} is concluded"
    text += f" for {condition.argument}" if condition.argument else ""
    text += f" by {condition.rule}" if condition.rule else ""
    text += " by an error" if condition.severity else ""
    text += f" by {condition.rules_at_least} rules" if condition.rules_at_least != 1 else ""
    return text + (f" in {condition.areas_at_least} areas" if condition.areas_at_least > 1 else "")


def counted_by(condition: Condition) -> ParameterRef | None:
    """The parameter that stands inside a count; None where there is none."""
    limit = condition.threshold if isinstance(condition, AtLeast) else None
    limit = condition.rules_at_least if isinstance(condition, Concluded) else limit
    return limit if isinstance(limit, ParameterRef) else None
