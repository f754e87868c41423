"""One reader's language: messages, field titles, options and values in it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from engine.errors import Problem
from engine.plan.model import Leaf, Node, Record, State
from engine.plan.shapes import ItemsShape, LeafShape
from engine.plan.values import Interval, Moment, Quantity, Value, exactly
from engine.text import formats
from engine.text.catalogue import Catalogue, pick

MAX_ALLOWED = 12
"""How many of the allowed words a message lists."""
_INDEX = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue as read in one language."""

    catalogue: Catalogue
    language: str

    def say(self, message: str, **values: object) -> str:
        """A message with its values filled in."""
        return pick(self.catalogue.messages[message], self.language).format(**values)

    def plural(self, message: str, count: int, **values: object) -> str:
        """A message that depends on a count: its text for one, or for another number."""
        return self.say(
            f"{message}.{'one' if count == 1 else 'other'}", count=formats.number(count, self.language), **values
        )

    def problem(self, problem: Problem) -> str:
        """A problem in one line: place, what is wrong, what is allowed, the nearest match."""
        text = pick(self.catalogue.problems[problem.code], self.language).format_map(_Given(problem.params))
        if problem.nearest:
            text += " " + self.say("problem-nearest", nearest=problem.nearest)
        if problem.allowed:
            shown = ", ".join(problem.allowed[:MAX_ALLOWED]) + (", …" if len(problem.allowed) > MAX_ALLOWED else "")
            text += " " + self.say("problem-allowed", allowed=shown).replace("….", "…")
        place = problem.file + (f":{problem.line}:{problem.column}" if problem.line is not None else "")
        return f"{place}: {text}"

    def field(self, path: str) -> str:
        """The title of a field by its path, with or without item ids."""
        if not path:
            return ""
        texts = self.catalogue.fields[_INDEX.sub("[]", path)]
        return pick({language: text["title"] for language, text in texts.items()}, self.language)

    def option(self, option: str, path: str = "") -> str:
        """An option of a choice, as it reads in a sentence."""
        text = self.catalogue.options.get(f"{_INDEX.sub('[]', path)}={option}") or self.catalogue.options.get(option)
        return pick(text, self.language) if text else option

    def quoted(self, text: str) -> str:
        """The plan's own words in the quotation marks of the language."""
        return f"“{text}”" if self.language == "en" else f"«{text}»"

    def item(self, record: Record) -> str:
        """An item as the plan names it; one that is named by an option, as the option reads."""
        shape = record.shape.fields.get(record.shape.label) if isinstance(record.shape, ItemsShape) else None
        named_by_option = isinstance(shape, LeafShape) and shape.kind == "choice"
        return self.option(record.label) if named_by_option else record.label

    def value(self, node: Node) -> str:
        """What a field of the plan holds: its own words, or its state."""
        if node.state is not State.VALUE:
            return self.say(f"state-{node.state.value}")
        if isinstance(node, Record):
            return self.quoted(self.item(node)) if node.id else self.say("state-value")
        if not isinstance(node, Leaf):
            return formats.number(len(node.items), self.language)
        if node.shape.kind == "choice":
            return ", ".join(self.option(str(value), node.path) for value in node.values)
        if node.shape.kind == "flag":
            return self.say("yes" if node.value is True else "no")
        return ", ".join(self._single(value, node) for value in node.values)

    def _single(self, value: Value, node: Leaf) -> str:
        if isinstance(value, Quantity):
            shown = self.quantity(value.interval, value.unit if node.shape.kind != "number" else "")
            return shown + self.say("period-" + value.period) if value.period else shown
        if isinstance(value, Moment):
            return self.moment(value)
        shown = " ".join(str(value).split())
        return self.quoted(shown) if node.shape.kind == "text" else shown

    def moment(self, moment: Moment) -> str:
        """A date, month, year, or a moment relative to the plan's start."""
        if moment.after_start is None:
            assert moment.first is not None
            assert moment.last is not None
            return formats.stretch(moment.first, moment.last, self.language)
        if moment.after_start.high == 0 == moment.after_start.low:
            return self.say("moment-start")
        before = moment.after_start.high < 0
        length = moment.after_start if not before else Interval(-moment.after_start.high, -moment.after_start.low)
        return self.say("moment-before" if before else "moment-after", length=self.quantity(length, "days"))

    def measured(self, value: Quantity | bool | None, unit: str) -> str:
        """The value of a measure."""
        if value is None:
            return self.say("state-unknown")
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        known = value.unit in ("ratio", "days") or (len(value.unit) == 3 and value.unit.isupper())
        shown_unit = value.unit if known else unit if unit in ("ratio", "days") else ""
        ends = value.interval
        if math.isinf(ends.high) and not math.isinf(ends.low):
            return self.say("or-more", value=self.quantity(exactly(ends.low), shown_unit))
        if math.isinf(ends.low) and not math.isinf(ends.high):
            return self.say("or-less", value=self.quantity(exactly(ends.high), shown_unit))
        return self.quantity(ends, shown_unit)

    def quantity(self, interval: Interval, unit: str) -> str:
        """An interval in a unit: ratios as percentages, days as lengths of time, currencies as money."""
        language = self.language
        if unit == "ratio":
            return formats.spread(interval, lambda x: formats.percent(x, language))
        if unit == "days":
            return formats.spread(interval, lambda x: formats.length(x, language))
        if len(unit) == 3 and unit.isupper():
            return formats.spread(interval, lambda x: formats.money(x, unit, language))
        shown = formats.spread(interval, lambda x: formats.number(x, language))
        return f"{shown} {unit}".strip()


class _Given(dict[str, str]):
    """Parameters of a problem; one that is not given stays as its name, so that a message never fails."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
