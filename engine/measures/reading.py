"""What many measures do with a reader: three-valued questions, lists with gaps, amounts in one period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ParamSpec

from engine.measures.arithmetic import at_least, positive, quotient, settled, times, total
from engine.measures.reader import Reader, Undecided
from engine.plan.model import State
from engine.plan.values import DAYS, Interval, Quantity, exactly

P = ParamSpec("P")
Truth = bool | None
"""True, False, or None where the plan does not decide it."""


def decided(truth: Truth) -> bool:
    """The answer. Raises Undecided where there is none."""
    if truth is None:
        raise Undecided(State.UNKNOWN)
    return truth


def truth(question: Callable[P, Truth], *args: P.args, **named: P.kwargs) -> Truth:
    """The answer to a question: open where it needs something unknown, no where it needs something not there."""
    try:
        return question(*args, **named)
    except Undecided as stopped:
        return None if stopped.state is State.UNKNOWN else False


def negated(answer: Truth) -> Truth:
    """The contrary; open stays open."""
    return None if answer is None else not answer


def some(answers: Iterable[Truth]) -> Truth:
    """Whether one of the answers is yes."""
    given = tuple(answers)
    return True if True in given else (None if None in given else False)


def every(answers: Iterable[Truth]) -> Truth:
    """Whether all answers are yes."""
    return negated(some(negated(answer) for answer in answers))


def lacks(reader: Reader, path: str) -> Truth:
    """Whether a field is absent or still to be decided; one that does not apply is not lacking."""
    state = reader.state(path)
    return None if state is State.UNKNOWN else state in (State.ABSENT, State.TBD)


def states(reader: Reader, path: str) -> Truth:
    """Whether a field has a value."""
    state = reader.state(path)
    return None if state is State.UNKNOWN else state is State.VALUE


def stated_items(reader: Reader, path: str) -> tuple[Reader, ...]:
    """The items of a list that has some. Raises Undecided with the list's state otherwise."""
    state = reader.state(path)
    if state is not State.VALUE:
        raise Undecided(state)
    return reader.items(path)


def how_many(reader: Reader, path: str) -> Interval:
    """How many items a list has; none where it is absent. Raises Undecided where it is unknown or to be decided."""
    if reader.state(path) is State.ABSENT:
        return exactly(0)
    return exactly(len(stated_items(reader, path)))


def number_of(answers: Iterable[Truth]) -> Interval:
    """How many answers are yes: from the certain ones to the possible ones."""
    given = tuple(answers)
    certain = given.count(True)
    return Interval(certain, certain + given.count(None))


def share_of(answers: Iterable[Truth]) -> Interval:
    """The share of answers that are yes, from the certain ones to the possible ones."""
    given = tuple(answers)
    if not given:
        raise Undecided(State.NOT_APPLICABLE)
    return number_of(given).scaled(1 / len(given))


def divided(first: Interval, second: Interval) -> Interval:
    """Quotient by a number that cannot be negative. Raises Undecided where it is zero: nothing to compare with."""
    second = positive(second)
    if second.high == 0:
        raise Undecided(State.NOT_APPLICABLE)
    return quotient(first, second)


def amount(reader: Reader, path: str) -> Quantity:
    """A quantity that cannot be negative (a cost, a size, a length of time). Raises Undecided."""
    found = reader.quantity(path)
    return Quantity(positive(found.interval), found.unit, found.period, found.base)


def size(reader: Reader, path: str) -> Interval:
    """The number of a quantity that cannot be negative. Raises Undecided."""
    return amount(reader, path).interval


def period_of(quantity: Quantity) -> str:
    """The period of a quantity; one without period is a total over the plan's horizon."""
    return quantity.period or "total"


def per(quantity: Quantity, period: str) -> Interval:
    """A recurring quantity per other unit of time; one without period is taken as already per that unit."""
    if quantity.period == "total":
        raise Undecided(State.UNKNOWN)
    return quantity.interval.scaled(DAYS[period] / DAYS[quantity.period]) if quantity.period else quantity.interval


def horizon_length(reader: Reader) -> Interval:
    """Days of the plan's horizon. Raises Undecided(UNKNOWN) where it has none: what depends on it is open."""
    if reader.root.state("horizon.length") is not State.VALUE:
        raise Undecided(State.UNKNOWN)
    return size(reader.root, "horizon.length")


def over_horizon(reader: Reader, quantity: Quantity) -> Quantity:
    """What a quantity comes to over the plan's horizon."""
    if period_of(quantity) == "total":
        return Quantity(quantity.interval, quantity.unit, "total", quantity.base)
    spans = horizon_length(reader).scaled(1 / DAYS[quantity.period])
    return Quantity(settled(times(quantity.interval, spans)), quantity.unit, "total", quantity.base)


def alike(reader: Reader, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities brought to one period: as they are, per year where all recur, else over the horizon.

    Raises Undecided(UNKNOWN) where units (currencies) differ or the horizon is needed and not stated.
    """
    if len({quantity.unit for quantity in quantities}) > 1:
        raise Undecided(State.UNKNOWN)
    periods = {period_of(quantity) for quantity in quantities}
    if len(periods) <= 1:
        return list(quantities)
    if "total" in periods:
        return [over_horizon(reader, quantity) for quantity in quantities]
    return [Quantity(settled(per(q, "year")), q.unit, "year", q.base) for q in quantities]


def summed(reader: Reader, items: Iterable[Reader], path: str) -> Quantity:
    """Sum of a field that cannot be negative over some items; with no upper end where some item does not state it.

    Raises Undecided where no item states it.
    """
    known: list[Quantity] = []
    gaps: list[State] = []
    for item in items:
        state = item.state(path)
        if state is State.VALUE:
            known.append(amount(item, path))
        elif state is not State.NOT_APPLICABLE:
            gaps.append(state)
    if not known:
        raise Undecided(worst(gaps))
    same = alike(reader, known)
    whole = total(quantity.interval for quantity in same)
    return Quantity(settled(at_least(whole) if gaps else whole), same[0].unit, same[0].period)


def worst(gaps: Iterable[State]) -> State:
    """The state of a whole none of whose parts has a value: unknown before absent before the others."""
    found = set(gaps)
    for state in (State.UNKNOWN, State.ABSENT, State.TBD):
        if state in found:
            return state
    return State.NOT_APPLICABLE


def plain(text: str) -> str:
    """A text in the form in which two are compared."""
    return " ".join(text.split()).casefold()


def find(items: Iterable[Reader], id: str) -> Reader:
    """The item with an id. Raises Undecided(UNKNOWN) where the plan does not show it."""
    for item in items:
        if item.id == id:
            return item
    raise Undecided(State.UNKNOWN)
