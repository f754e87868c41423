"""Arithmetic of intervals beyond what values offer; a result holds whatever the numbers within the operands give."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from engine.plan.values import Interval, Quantity, exactly

ROUNDING = 0.01
"""Relative difference up to which two figures of a plan count as the same one."""

_DIGITS = 9
ZERO = exactly(0.0)
ONE = exactly(1.0)
ANY = Interval(-math.inf, math.inf, True, True)


def total(intervals: Iterable[Interval]) -> Interval:
    """Sum of independent numbers; 0 for none."""
    parts = tuple(intervals)
    return Interval(
        math.fsum(part.low for part in parts),
        math.fsum(part.high for part in parts),
        any(part.low_open for part in parts),
        any(part.high_open for part in parts),
    )


def opposite(number: Interval) -> Interval:
    """The number with the other sign."""
    return Interval(-number.high, -number.low, number.high_open, number.low_open)


def minus(first: Interval, second: Interval) -> Interval:
    """Difference of two independent numbers."""
    return first.plus(opposite(second))


def times(first: Interval, second: Interval) -> Interval:
    """Product of two independent numbers."""
    corners = [_corner(one, other) for one in _ends(first) for other in _ends(second)]
    low, low_open = min(corners)
    high, high_closed = max((value, not is_open) for value, is_open in corners)
    return Interval(low, high, low_open, not high_closed)


def _ends(number: Interval) -> tuple[tuple[float, bool], tuple[float, bool]]:
    return (number.low, number.low_open), (number.high, number.high_open)


def _corner(one: tuple[float, bool], other: tuple[float, bool]) -> tuple[float, bool]:
    """Product of two ends and whether it is left out; nothing times no matter what is nothing."""
    if 0.0 in (one[0], other[0]):
        reached = (0.0, False) in (one, other)
        return 0.0, not reached and (one[1] or other[1])
    return one[0] * other[0], one[1] or other[1]


def quotient(first: Interval, second: Interval) -> Interval:
    """Quotient of two independent numbers, the second of which is not negative and may be positive."""
    assert 0 <= second.low <= second.high != 0, "the divisor is a positive number"
    low = 1 / second.high
    high = 1 / second.low if second.low > 0 else math.inf
    return times(first, Interval(low, high, second.high_open or low == 0, second.low_open or high == math.inf))


def positive(number: Interval) -> Interval:
    """The number, or 0 where it is negative."""
    return largest((number, ZERO))


def magnitude(number: Interval) -> Interval:
    """The number without its sign."""
    if number.low >= 0:
        return number
    if number.high <= 0:
        return opposite(number)
    high, closed = max((-number.low, not number.low_open), (number.high, not number.high_open))
    return Interval(0.0, high, False, not closed)


def smallest(numbers: Sequence[Interval]) -> Interval:
    """The least of some independent numbers."""
    low, low_open = min((number.low, number.low_open) for number in numbers)
    high, high_closed = min((number.high, not number.high_open) for number in numbers)
    return Interval(low, high, low_open, not high_closed)


def largest(numbers: Sequence[Interval]) -> Interval:
    """The greatest of some independent numbers."""
    return opposite(smallest([opposite(number) for number in numbers]))


def hull(first: Interval, second: Interval) -> Interval:
    """Every number of both intervals and between them."""
    low, low_open = min((first.low, first.low_open), (second.low, second.low_open))
    high, closed = max((first.high, not first.high_open), (second.high, not second.high_open))
    return Interval(low, high, low_open, not closed)


def at_least(number: Interval) -> Interval:
    """The number or any greater one."""
    return Interval(number.low, math.inf, number.low_open, True)


def within(number: Interval, low: float, high: float) -> Interval:
    """The number, or the nearer of two bounds where it lies beyond them."""
    return smallest((largest((number, exactly(low))), exactly(high)))


def agree(first: Interval, second: Interval) -> bool:
    """Whether two figures may be one and the same, up to rounding."""
    gap = max(first.low - second.high, second.low - first.high)
    ends = [abs(end) for end in (first.low, first.high, second.low, second.high) if math.isfinite(end)]
    return gap <= ROUNDING * max(ends, default=0.0)


def settled(number: Interval) -> Interval:
    """The number without the noise of binary fractions, so that shares that sum to one sum to exactly one."""
    low, high = round(number.low, _DIGITS), round(number.high, _DIGITS)
    return Interval(low, high, number.low_open and low != high, number.high_open and low != high)


def beyond_one(number: Interval) -> Interval:
    """By how much a sum of shares exceeds the whole; 0 where it does not."""
    return positive(settled(number.shifted(-1.0)))


def ratio(number: Interval) -> Quantity:
    """A plain ratio."""
    return Quantity(settled(number), "ratio")


def days(number: Interval) -> Quantity:
    """A length of time in days."""
    return Quantity(settled(number), "days")


def counted(number: Interval | int, unit: str) -> Quantity:
    """A number of things."""
    return Quantity(exactly(number) if isinstance(number, int) else settled(number), unit)
