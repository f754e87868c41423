"""Arithmetic of intervals: whatever numbers lie within the operands, their result lies within the result."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.measures.arithmetic import (
    agree,
    at_least,
    hull,
    largest,
    magnitude,
    minus,
    positive,
    quotient,
    settled,
    smallest,
    times,
    total,
    within,
)
from engine.plan.values import Interval, exactly

WHOLE = st.integers(-20, 20).map(float)
Sample = tuple[Interval, float]


@st.composite
def samples(draw: st.DrawFn, least: float = -20.0) -> Sample:
    """An interval, perhaps open or without an end, and a number within it; numbers are quarters, so sums are exact."""
    number = draw(st.integers(int(least * 4), 80)) / 4
    below, above = (draw(st.integers(0, 40)) / 4 for _ in range(2))
    low = max(number - below, least) if least >= 0 else number - below
    high = number + above
    if draw(st.booleans()) and draw(st.booleans()):
        high = math.inf
    if least < 0 and draw(st.booleans()) and draw(st.booleans()):
        low = -math.inf
    low_open = low < number and (draw(st.booleans()) or low == -math.inf)
    high_open = high > number and (draw(st.booleans()) or high == math.inf)
    return Interval(low, high, low_open, high_open), number


def holds(interval: Interval, number: float) -> bool:
    """Whether a number lies within an interval, up to the last digits of binary fractions."""
    if interval.low < number < interval.high:
        return True
    near_low = math.isclose(number, interval.low, rel_tol=1e-12, abs_tol=1e-12)
    near_high = math.isclose(number, interval.high, rel_tol=1e-12, abs_tol=1e-12)
    return (near_low and not interval.low_open) or (near_high and not interval.high_open)


@given(samples(), samples())
def test_results_hold(first: Sample, second: Sample) -> None:
    (one, x), (other, y) = first, second
    assert holds(total((one, other)), x + y)
    assert holds(minus(one, other), x - y)
    assert holds(times(one, other), x * y)
    assert holds(smallest((one, other)), min(x, y))
    assert holds(largest((one, other)), max(x, y))
    assert holds(hull(one, other), x)
    assert holds(hull(one, other), y)
    assert holds(hull(one, other), (x + y) / 2)
    assert holds(magnitude(one), abs(x))
    assert holds(positive(one), max(x, 0.0))
    assert holds(at_least(one), x + abs(y))
    assert holds(within(one, -1.0, 1.0), min(max(x, -1.0), 1.0))


@given(samples(), samples(0.0))
def test_quotients_hold(first: Sample, second: Sample) -> None:
    (one, x), (other, y) = first, second
    assume(y > 0)
    assert holds(quotient(one, other), x / y)


@given(WHOLE, WHOLE)
def test_single_numbers_give_single_numbers(x: float, y: float) -> None:
    one, other = exactly(x), exactly(y)
    assert minus(one, other) == exactly(x - y)
    assert times(one, other) == exactly(x * y)
    assert smallest((one, other)) == exactly(min(x, y))
    assert magnitude(one) == exactly(abs(x))
    if y > 0:
        assert quotient(one, other).point == pytest.approx(x / y)


@given(samples(), samples())
def test_symmetry(first: Sample, second: Sample) -> None:
    one, other = first[0], second[0]
    assert times(one, other) == times(other, one)
    assert smallest((one, other)) == smallest((other, one))
    assert agree(one, other) == agree(other, one)
    assert agree(one, one)


@given(samples(), samples())
def test_numbers_that_may_be_the_same_agree(first: Sample, second: Sample) -> None:
    one, other = first[0], second[0]
    assume(one.compare("=", other) is not False)
    assert agree(one, other)


def test_open_ends() -> None:
    upper = Interval(0.0, 4.0, True, False)
    assert times(upper, exactly(2.0)) == Interval(0.0, 8.0, True, False)
    assert times(upper, exactly(-1.0)) == Interval(-4.0, 0.0, False, True)
    assert times(upper, exactly(0.0)) == exactly(0.0)
    assert quotient(exactly(8.0), upper) == Interval(2.0, math.inf, False, True)
    assert quotient(exactly(8.0), Interval(2.0, math.inf, False, True)) == Interval(0.0, 4.0, True, False)
    assert smallest((Interval(0.0, 5.0, False, True), exactly(5.0))) == Interval(0.0, 5.0, False, True)
    assert magnitude(Interval(-3.0, 2.0, True, False)) == Interval(0.0, 3.0, False, True)


def test_agreement_is_one_per_cent() -> None:
    assert agree(exactly(100.0), exactly(101.0))
    assert not agree(exactly(100.0), exactly(102.0))
    assert not agree(exactly(0.0), exactly(0.1))
    assert not agree(Interval(7000.0, 10000.0), exactly(13000.0))


def test_shares_sum_to_one() -> None:
    parts = [exactly(number * 0.01) for number in (33.3, 33.3, 33.4)]
    assert settled(total(parts)) == exactly(1.0)


def test_division_by_what_may_be_negative_is_refused() -> None:
    with pytest.raises(AssertionError):
        quotient(exactly(1.0), Interval(-1.0, 2.0))
    with pytest.raises(AssertionError):
        quotient(exactly(1.0), exactly(0.0))
