"""Measures of the statements of a plan: facts with two values, parts above their whole, figures that fall."""

from __future__ import annotations

import re

from engine.measures.arithmetic import ONE, agree, total
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import Truth, decided, every, plain, some, truth
from engine.plan.model import UNSEEN, State
from engine.plan.values import Interval, Quantity

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def _earlier(statement: Reader) -> list[Reader]:
    """The statements before one, in the plan's order."""
    found: list[Reader] = []
    for other in statement.root.items("statements"):
        if other.id == statement.id:
            break
        found.append(other)
    return found


def _same_text(first: Reader, second: Reader, path: str) -> Truth:
    """Whether two statements say the same in a field, or neither says anything; open where only one does."""
    said = [item.state(path) is State.VALUE for item in (first, second)]
    if all(said):
        return plain(first.word(path)) == plain(second.word(path))
    return True if not any(said) else None


def _same_fact(first: Reader, second: Reader) -> Truth:
    return plain(first.word("fact")) == plain(second.word("fact"))


def _same_kind(first: Quantity, second: Quantity) -> bool:
    """Whether two values can be compared: one unit, one period, one base."""
    return (first.unit, first.period, first.base) == (second.unit, second.period, second.base)


def _both_whole(first: Reader, second: Reader) -> bool:
    """Whether neither of two statements is a part where the other is the whole."""
    said = [item.word("of") for item in (first, second) if item.state("of") is State.VALUE]
    return len(set(said)) < 2


@measure("statements-conflict", "flag", of="statements")
def statements_conflict(statement: Reader) -> bool:
    """Whether an earlier statement of the same fact, population, period and unit has another value, beyond rounding."""
    statement.leaf("value")
    return decided(some(truth(_conflict, statement, other) for other in _earlier(statement)))


def _conflict(statement: Reader, other: Reader) -> Truth:
    if not _same_fact(statement, other):
        return False
    first, second = statement.quantity("value"), other.quantity("value")
    if not _same_kind(first, second) or not _both_whole(statement, other) or agree(first.interval, second.interval):
        return False
    return every(_same_text(statement, other, path) for path in ("population", "period"))


@measure("statements-fall", "flag", of="statements")
def statements_fall(statement: Reader) -> bool:
    """Whether an earlier year of the same fact and population had a greater value, beyond rounding."""
    statement.leaf("value")
    others = [other for other in statement.root.items("statements") if other.id != statement.id]
    return decided(some(truth(_falls, statement, other) for other in others))


def _falls(statement: Reader, other: Reader) -> Truth:
    if not _same_fact(statement, other):
        return False
    year, before = _year(statement), _year(other)
    first, second = statement.quantity("value"), other.quantity("value")
    if before >= year or not _same_kind(first, second) or agree(first.interval, second.interval):
        return False
    return every((_same_text(statement, other, "population"), first.interval.below(second.interval)))


def _year(statement: Reader) -> int:
    """The year of a statement. Raises Undecided where its period names none or several."""
    years = set(_YEAR.findall(statement.word("period")))
    if len(years) != 1:
        raise Undecided(State.NOT_APPLICABLE)
    return int(years.pop())


@measure("statements-parts-over-whole", "flag", of="statements")
def parts_over_whole(statement: Reader) -> bool:
    """Whether parts exceed their whole, beyond rounding; said of the whole, else of the first part of 100 %."""
    if statement.id == UNSEEN:
        raise Undecided(State.UNKNOWN)
    if statement.state("of") is not State.VALUE:
        return False
    if statement.word("of") == "whole":
        names = _names(statement)
        return decided(_exceed(_parts(statement, names), statement.quantity("value")))
    whole = {plain(statement.word("whole"))}
    parts = _parts(statement, whole)
    if parts[0].id != statement.id or _whole_is_stated(statement, whole):
        return False
    unit = parts[0].quantity("value")
    return decided(_exceed(parts, Quantity(ONE, "ratio", unit.period, unit.base)))


def _names(statement: Reader) -> set[str]:
    """What a part may call its whole: the id or the fact of the statement."""
    names = {plain(statement.id)}
    return names | {plain(statement.word("fact"))} if statement.state("fact") is State.VALUE else names


def _parts(statement: Reader, names: set[str]) -> list[Reader]:
    found = [other for other in statement.root.items("statements") if other.state("whole") is State.VALUE]
    parts = [other for other in found if plain(other.word("whole")) in names]
    return [other for other in parts if other.state("of") is State.VALUE and other.word("of") == "part"]


def _whole_is_stated(statement: Reader, names: set[str]) -> bool:
    """Whether a statement gives the whole itself, so that the excess is shown there."""
    found = [other for other in statement.root.items("statements") if other.state("of") is State.VALUE]
    return any(other.word("of") == "whole" and _names(other) & names for other in found)


def _exceed(parts: list[Reader], whole: Quantity) -> Truth:
    """Whether the parts in the whole's unit add up to more than it; unknown parts can only add."""
    known = [part.quantity("value") for part in parts if part.state("value") is State.VALUE]
    comparable = [value.interval for value in known if _same_kind(value, whole)]
    summed: Interval = total(comparable)
    if not comparable or agree(summed, whole.interval):
        return False if len(comparable) == len(parts) else None
    over = summed.compare(">", whole.interval)
    return None if over is False and len(comparable) < len(parts) else over
