"""One leaf of a plan, from node to value: short texts and long forms of every kind, or the state in its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.errors import Problem, Span, nearest
from engine.plan.model import Leaf, State
from engine.plan.shapes import LeafShape
from engine.plan.values import (
    DAYS,
    PERIODS,
    Interval,
    Quantity,
    Value,
    bounded,
    parse_amount,
    parse_moment,
    time_unit,
)
from engine.plan.written import currency_meant, date_fault, figure_fault, period_meant, unit_of_time
from engine.read.limits import shown
from engine.read.nodes import Mapping, Node, Scalar, Sequence

STATES = {state.value: state for state in State if state is not State.VALUE}
_BOUNDS = {"min": ">=", "max": "<=", "above": ">", "below": "<"}
_NOTES = ("source", "as_of", "note")
_NUMERIC = frozenset({"number", "share", "money", "quantity", "duration"})
_UNITS = tuple(f"{name}s" for name in DAYS)
_WRONG = {
    "number": "wrong-number",
    "share": "wrong-share",
    "money": "wrong-money",
    "quantity": "wrong-quantity",
    "duration": "wrong-duration",
}
_YES_NO = {"sí": "true", "si": "true", "yes": "true", "oui": "true", "no": "false", "1": "true", "0": "false"}
MAX_RAW = 2000
"""Characters of a leaf that are kept for quotations."""


@dataclass(slots=True)
class Findings:
    """The problems met so far in one file, and the file's name."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, span: Span, allowed: tuple[str, ...] = (), near: str | None = None, **params: str) -> None:
        """Note a problem at the beginning of a span; what the plan says is quoted in one short line."""
        quoted = {name: shown(text) if name in ("value", "key") else text for name, text in params.items()}
        self.problems.append(Problem(code, self.file, span.line, span.column, quoted, allowed, near))


def parse_leaf(node: Node, shape: LeafShape, path: str, found: Findings) -> Leaf | None:
    """The leaf that a node describes; None where it is wrong (the problem is noted)."""
    if isinstance(node, Scalar) and node.text in STATES and node.kind == "text":
        return Leaf(path, shape, STATES[node.text], span=node.span, raw=node.text)
    if isinstance(node, Scalar) and node.kind == "null":
        return Leaf(path, shape, State.UNKNOWN, span=node.span)
    if isinstance(node, Mapping):
        return _long_form(node, shape, path, found)
    if shape.many:
        return _list(node, shape, path, found)
    value = _scalar(node, shape, path, found)
    return None if value is None else Leaf(path, shape, State.VALUE, value, node.span, _raw(node))


def _long_form(node: Mapping, shape: LeafShape, path: str, found: Findings) -> Leaf | None:
    """A leaf written out: `{state: …, reason: …}`, or a value or bounds with unit, period, base, source and date."""
    allowed = _keys(shape)
    wrong = [key for key in node.entries if key not in allowed]
    for key in wrong:
        found.add("unknown-key", node.entries[key].key_span, allowed, nearest(key, allowed), key=key, path=path)
    if wrong:
        return None
    notes = {key: _raw(entry.value) for key, entry in node.entries.items()}
    if "state" in node.entries:
        return _stated_state(node, shape, path, notes, found)
    value: Value | tuple[Value, ...] | None
    inner = node.entries.get("value")
    if shape.kind in _NUMERIC and not (inner and isinstance(inner.value, Scalar) and inner.value.kind == "text"):
        value = _quantity_from_keys(node, shape, path, found)
    elif inner is None:
        found.add("value-missing", node.span, allowed, path=path)
        return None
    else:
        part = parse_leaf(inner.value, shape, path, found)
        if part is None or part.state is not State.VALUE:
            return part
        value = part.value
    if value is None:
        return None
    raw = _raw(inner.value) if inner and len(notes.keys() - set(_NOTES)) == 1 else _words(notes)
    return Leaf(
        path, shape, State.VALUE, value, node.span, raw, source=notes.get("source", ""), as_of=notes.get("as_of", "")
    )


def _keys(shape: LeafShape) -> tuple[str, ...]:
    """The keys of the long form, the usual ones first."""
    unit = ("currency", "unit") if shape.kind == "money" else ("unit",)
    numeric = (*_BOUNDS, *unit, "period", "of") if shape.kind in _NUMERIC else ()
    return ("value", *numeric, "state", "reason", *_NOTES)


def _stated_state(node: Mapping, shape: LeafShape, path: str, notes: dict[str, str], found: Findings) -> Leaf | None:
    entry = node.entries["state"]
    state = STATES.get(notes["state"])
    if state is None:
        found.add(
            "unknown-state",
            entry.value.span,
            tuple(STATES),
            nearest(notes["state"], STATES),
            value=notes["state"],
            path=path,
        )
        return None
    if state is State.NOT_APPLICABLE and not notes.get("reason"):
        found.add("reason-missing", node.span, path=path)
        return None
    return Leaf(path, shape, state, span=node.span, raw=notes["state"], reason=notes.get("reason", ""))


def _quantity_from_keys(node: Mapping, shape: LeafShape, path: str, found: Findings) -> Quantity | None:
    interval: Interval | None = None
    for key, operator in (("value", ""), *_BOUNDS.items()):
        if key not in node.entries:
            continue
        entry = node.entries[key].value
        if not (isinstance(entry, Scalar) and entry.kind in ("int", "float")):
            found.add("number-expected", entry.span, path=f"{path}.{key}", value=_raw(entry))
            return None
        if _badly_written(entry.text, entry.span, f"{path}.{key}", found):
            return None
        interval = _both(interval, bounded(operator, float(entry.text)))
    if interval is None or interval.is_empty:
        if interval is None:
            found.add("value-missing", node.span, _keys(shape), path=path)
        else:
            found.add("empty-range", node.span, path=path)
        return None
    texts = {key: _raw(entry.value) for key, entry in node.entries.items()}
    unit = texts.get("currency", texts.get("unit", ""))
    period = texts.get("period", "")
    if period and period not in PERIODS:
        span = node.entries["period"].value.span
        near = period_meant(period) or nearest(period, PERIODS)
        found.add("unknown-period", span, PERIODS, near, value=period, path=path)
        return None
    return _in_unit(interval, unit, period, texts.get("of", ""), shape, path, node.span, found)


def _both(first: Interval | None, second: Interval) -> Interval:
    if first is None:
        return second
    low = max((first.low, first.low_open), (second.low, second.low_open))
    high = min((first.high, not first.high_open), (second.high, not second.high_open))
    return Interval(low[0], high[0], low[1], not high[1])


def _list(node: Node, shape: LeafShape, path: str, found: Findings) -> Leaf | None:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    values = [_scalar(item, shape, path, found) for item in nodes]
    if any(value is None for value in values):
        return None
    raw = ", ".join(_raw(item) for item in nodes)[:MAX_RAW]
    state = State.VALUE if values else State.ABSENT
    return Leaf(path, shape, state, tuple(v for v in values if v is not None) or None, node.span, raw)


def _scalar(node: Node, shape: LeafShape, path: str, found: Findings) -> Value | None:
    """The value of a single node, by the kind of the field; None where it does not fit."""
    if not isinstance(node, Scalar):
        found.add("single-value-expected", node.span, path=path)
        return None
    if node.kind == "null":
        found.add("empty-entry", node.span, path=path)
        return None
    text = node.text.strip()
    if shape.kind in ("text", "ref"):
        if not text:
            found.add("empty-value", node.span, tuple(STATES), path=path)
        return text or None
    if shape.kind == "choice":
        if text not in shape.options:
            found.add("unknown-choice", node.span, shape.options, nearest(text, shape.options), value=text, path=path)
            return None
        return text
    if shape.kind == "flag":
        if node.kind != "bool":
            near = _YES_NO.get(text.lower())
            found.add("flag-expected", node.span, () if near else ("true", "false"), near, path=path, value=text)
            return None
        return text.lower() == "true"
    if shape.kind == "date":
        moment = parse_moment(text)
        if moment is None:
            code, params = date_fault(text)
            found.add(code, node.span, (), None, path=path, value=text, **params)
        return moment
    return _amount(text, shape, path, node.span, found)


def _amount(text: str, shape: LeafShape, path: str, span: Span, found: Findings) -> Quantity | None:
    if _badly_written(text, span, path, found):
        return None
    parsed = parse_amount(text)
    if parsed is None:
        found.add(_WRONG[shape.kind], span, path=path, value=text)
        return None
    interval, unit, period = parsed
    return _in_unit(interval, unit, period, "", shape, path, span, found)


def _badly_written(text: str, span: Span, path: str, found: Findings) -> bool:
    """Whether the figures of an amount do not say one number; notes the problem."""
    fault = figure_fault(text)
    if fault is not None:
        found.add(fault[0], span, (), None, **{"path": path, "value": text, **fault[1]})
    return fault is not None


def _in_unit(
    interval: Interval, unit: str, period: str, base: str, shape: LeafShape, path: str, span: Span, found: Findings
) -> Quantity | None:
    """The quantity in the unit in which its kind is kept: shares as ratio, durations in days."""
    if not _known_period(unit, shape.kind == "money", span, path, found):
        return None
    if shape.kind == "share" or (shape.kind == "quantity" and unit in ("%", "percent")):
        if unit not in ("%", "percent", "ratio"):
            found.add("percent-expected", span, path=path)
            return None
        ratio = interval if unit == "ratio" else interval.scaled(0.01)
        return Quantity(ratio, "ratio", period, base)
    if shape.kind == "duration":
        known = time_unit(unit)
        if known is None:
            near = unit_of_time(unit) or nearest(unit, _UNITS)
            found.add("wrong-unit" if unit else "unit-missing", span, _UNITS, near, value=unit, path=path)
            return None
        return Quantity(interval.scaled(DAYS[known]), "days", period, base)
    if shape.kind == "money":
        if not _is_currency(unit, span, path, found):
            return None
        return Quantity(interval, unit, period, base)
    return Quantity(interval, unit or shape.unit, period, base)


def _is_currency(unit: str, span: Span, path: str, found: Findings) -> bool:
    """Whether a unit is the code of a currency; notes the problem where it is none."""
    if not unit:
        found.add("currency-missing", span, path=path)
    elif not (len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()):
        found.add("unknown-currency", span, (), currency_meant(unit), value=unit, path=path)
    else:
        return True
    return False


def _known_period(unit: str, only_periods: bool, span: Span, path: str, found: Findings) -> bool:
    """Whether what follows the stroke of a unit is no misspelt period; notes the problem where it is one."""
    _, stroke, word = unit.rpartition("/")
    near = period_meant(word)
    if not stroke or not (near or only_periods):
        return True
    found.add("unknown-period", span, PERIODS, near or nearest(word, PERIODS), value=word, path=path)
    return False


def _words(notes: dict[str, str]) -> str:
    """A long form in one line, as a reader would say it."""
    signs = {"value": "", "min": "≥ ", "max": "≤ ", "above": "> ", "below": "< "}
    ends = [signs[key] + notes[key] for key in signs if key in notes]
    tail = [notes[key] for key in ("currency", "unit") if key in notes] + (
        [f"/ {notes['period']}"] if "period" in notes else []
    )
    return " ".join([", ".join(ends), *tail])


def _raw(node: Node) -> str:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())[:MAX_RAW]
    if isinstance(node, Sequence):
        return ", ".join(_raw(item) for item in node.items)[:MAX_RAW]
    return "{" + ", ".join(node.entries) + "}"
