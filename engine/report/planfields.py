"""The fields of a plan that show a concept, each with a line of YAML as a plan would write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.plan.format import FIELDS
from engine.plan.shapes import GroupShape, ItemsShape, LeafShape, Shape
from engine.report.naming import Names
from engine.rules.conditions import Condition, FieldRef
from engine.rules.model import Rule
from engine.rules.scope import Scope, bindings, field_shape, operands, parts
from engine.text.words import Words

SAMPLES = {
    "text": '"…"',
    "flag": "true",
    "number": "12",
    "share": "40 %",
    "money": "1500 EUR",
    "quantity": "40 %",
    "date": "2026-03-15",
    "duration": "6 months",
    "ref": "id-1",
}


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the plan format: `takes` says what it holds, `options` the words that it accepts, `example` is YAML.

    `shows` tells whether the field is where a plan shows the concept, or one that rules about it read.
    """

    id: str
    label: str
    takes: str
    options: tuple[str, ...]
    example: str
    shows: bool


def field_place(path: str, words: Words) -> str:
    """A field of the plan format with the sections around it: "Alianzas · Análisis previo"."""
    steps = path.split(".")
    return " · ".join(words.field(".".join(steps[: end + 1]).removesuffix("[]")) for end in range(len(steps)))


def field_lines(id: str, names: Names) -> tuple[FieldLine, ...]:
    """The fields that show a concept, then those that the rules about it read."""
    shown = names.view.knowledge.concepts[id].evidenced_by
    about = (rule for rule in names.base.rules.values() if rule.concept == id)
    read = sorted({path for rule in about for path in fields_read(rule)} - set(shown))
    words = names.words
    return tuple(_line(path, words, True) for path in shown) + tuple(_line(path, words, False) for path in read)


def fields_read(rule: Rule) -> frozenset[str]:
    """The paths of the fields that a rule's conditions read."""
    return frozenset(_paths((*rule.applies, *rule.when), {}))


def _paths(conditions: tuple[Condition, ...], outer: Scope) -> Iterator[str]:
    scope = bindings(conditions, outer)
    for condition in conditions:
        for operand in operands(condition):
            if isinstance(operand, FieldRef) and field_shape(operand, scope) is not None:
                yield f"{scope[operand.var]}[].{operand.path}" if operand.var else operand.path
        yield from _paths(parts(condition), scope)


def example(path: str) -> str:
    """One line of YAML in which a plan states a field: "objectives: [{deadline: 2026-03-15}]"."""
    shape = FIELDS[path]
    target = shape.target if isinstance(shape, LeafShape) else ""
    text = _value(shape)
    steps = path.split(".")
    for number, step in reversed(tuple(enumerate(steps))):
        name = step.removesuffix("[]")
        if step.endswith("[]"):
            # What an item refers to in its own list stands before it.
            first = f"{{id: {SAMPLES['ref']}}}, " if ".".join((*steps[:number], name)) == target else ""
            text = f"[{first}{text}]"
        text = f"{name}: {text}" if number == 0 else f"{{{name}: {text}}}"
    return text


def _value(shape: Shape) -> str:
    if isinstance(shape, LeafShape):
        one = shape.options[0] if shape.kind == "choice" else SAMPLES[shape.kind]
        return f"[{one}]" if shape.many else one
    if isinstance(shape, ItemsShape):
        return f"[{{{shape.label}: {_value(shape.fields[shape.label])}}}]"
    name, inner = next(iter(shape.fields.items()))
    return f"{{{name}: {_value(inner)}}}"


def _line(path: str, words: Words, shows: bool) -> FieldLine:
    shape = FIELDS[path]
    options = shape.options if isinstance(shape, LeafShape) else ()
    return FieldLine(path, field_place(path, words), _takes(shape, words), options, example(path), shows)


def _takes(shape: Shape, words: Words) -> str:
    """What a field holds, in words."""
    if isinstance(shape, GroupShape):
        return words.say("card-takes-group")
    if isinstance(shape, ItemsShape):
        return words.say("card-takes-items")
    if shape.kind == "ref":
        return words.say("card-takes-ref", field=words.field(shape.target))
    if shape.kind == "choice":
        options = ", ".join(shape.options)
        return words.say("card-takes-choices" if shape.many else "card-takes-choice", options=options)
    return words.say(f"form-{shape.kind}")
