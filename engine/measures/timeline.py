"""Moments of a plan on one axis: calendar days where they can be placed there, else days after the plan's start."""

from __future__ import annotations

import math

from engine.measures.arithmetic import minus
from engine.measures.reader import Reader, Undecided
from engine.measures.reading import Truth, horizon_length, truth
from engine.plan.model import State
from engine.plan.values import DAYS, Interval, Operator

Place = tuple[str, Interval]
"""An axis ("absolute" or "relative") and the stretch of days on it in which something happens."""

CALENDAR_SLACK = 3.0
"""Days by which calendar months may differ from the mean months in which a length of time is kept."""


_MONTH_ROUNDING = 0.01
"""Relative difference up to which a length of time counts as a whole number of months: 365 days, 52 weeks."""


def whole_months(length: Interval) -> Interval:
    """A length in days; an end that all but equals a whole number of months becomes that number of mean months."""
    low, high = _to_month(length.low), _to_month(length.high)
    return Interval(low, high, length.low_open and low != high, length.high_open and low != high)


def _to_month(number: float) -> float:
    if not math.isfinite(number):
        return number
    rounded = round(number / DAYS["month"]) * DAYS["month"]
    return rounded if abs(number - rounded) <= _MONTH_ROUNDING * rounded else number


def place(reader: Reader, path: str) -> Place:
    """Where a date lies, on its own axis. Raises Undecided."""
    return reader.moment(path).on_axis(None)


def plan_start(reader: Reader) -> Interval | None:
    """The calendar days on which the plan may start; None where it gives no date."""
    if reader.root.state("horizon.start") is not State.VALUE:
        return None
    axis, days = place(reader.root, "horizon.start")
    return days if axis == "absolute" else None


def aligned(reader: Reader, first: Place, second: Place) -> tuple[Interval, Interval]:
    """Two moments on one axis. Raises Undecided(UNKNOWN) where one is relative to a start that is not stated."""
    if first[0] == second[0]:
        return first[1], second[1]
    start = plan_start(reader)
    if start is None:
        raise Undecided(State.UNKNOWN)
    one, other = (days.plus(start) if axis == "relative" else days for axis, days in (first, second))
    return one, other


def apart(reader: Reader, first: Place, second: Place) -> Interval:
    """Days from the first moment to the second."""
    one, other = aligned(reader, first, second)
    return minus(other, one)


def compared(reader: Reader, first: Place, operator: Operator, second: Place) -> Truth:
    """Three-valued comparison of two moments."""
    one, other = aligned(reader, first, second)
    return one.compare(operator, other)


def since_start(reader: Reader, moment: Place) -> Interval:
    """Days from the plan's first day to a moment; a plan that starts in a month starts on its first day.

    Raises Undecided(UNKNOWN) where the moment is a calendar date and the plan's start is not.
    """
    axis, day = moment
    if axis == "relative":
        return day
    start = plan_start(reader)
    if start is None:
        raise Undecided(State.UNKNOWN)
    return day.shifted(-start.low)


def since_end(reader: Reader, moment: Place) -> Interval:
    """Days from the end of the plan to a moment; a plan that starts in a month may end as if on its last day."""
    start = plan_start(reader) if moment[0] == "absolute" else None
    spread = 0.0 if start is None else start.high - start.low
    return minus(since_start(reader, moment), horizon_length(reader).shifted(spread))


def ends_before(first: Reader, second: Reader) -> Truth:
    """Whether one item is over when another starts; not so where it has no end, or the other no start."""
    return truth(_ends_before, first, second)


def _ends_before(first: Reader, second: Reader) -> Truth:
    return compared(first, place(first, "end"), "<=", place(second, "start"))


def overlap(first: Reader, second: Reader) -> Truth:
    """Whether two items that have a start and an end run at the same time on some day."""
    apart_first, apart_second = ends_before(first, second), ends_before(second, first)
    if True in (apart_first, apart_second):
        return False
    return None if None in (apart_first, apart_second) else True
