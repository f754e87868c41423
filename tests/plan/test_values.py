"""Intervals against brute force, and the short texts of amounts and moments, read and refused."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.plan.values import (
    DAYS,
    Interval,
    Moment,
    Operator,
    bounded,
    exactly,
    parse_amount,
    parse_moment,
    time_unit,
)

OPERATORS: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=")
# Ends are whole numbers from 0 to 4: quarters show every number that two such intervals can tell apart.
GRID = [number / 4 for number in range(-8, 25)]


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval that holds a number, its ends small or infinite."""
    low = draw(st.sampled_from([-math.inf, 0, 1, 2, 3, 4]))
    high = draw(st.sampled_from([end for end in (0, 1, 2, 3, 4, math.inf) if end >= low]))
    if low == high:
        return exactly(low)
    return Interval(low, high, low == -math.inf or draw(st.booleans()), high == math.inf or draw(st.booleans()))


def inside(interval: Interval) -> list[float]:
    """The numbers of the grid that an interval holds."""
    return [
        x
        for x in GRID
        if (x > interval.low or (x == interval.low and not interval.low_open))
        and (x < interval.high or (x == interval.high and not interval.high_open))
    ]


def truth(operator: Operator, a: float, b: float) -> bool:
    """What an operator says of two numbers."""
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


@given(intervals(), intervals(), st.sampled_from(OPERATORS))
def test_a_comparison_is_certain_exactly_where_all_numbers_agree(a: Interval, b: Interval, operator: Operator) -> None:
    """True where it holds for all pairs, False where for none, None where it depends."""
    found = {truth(operator, x, y) for x in inside(a) for y in inside(b)}
    assert a.compare(operator, b) is (found.pop() if len(found) == 1 else None)


@given(intervals(), intervals())
def test_a_sum_holds_every_sum(a: Interval, b: Interval) -> None:
    """The sum of two intervals holds the sum of any two of their numbers, and its ends are theirs."""
    total = a.plus(b)
    assert (total.low, total.high) == (a.low + b.low, a.high + b.high)
    for x in inside(a):
        for y in inside(b):
            assert total.low <= x + y <= total.high
            assert not (total.low_open and x + y == total.low)
            assert not (total.high_open and x + y == total.high)


@given(intervals(), st.sampled_from([0.5, 2.0, 3.0]), st.sampled_from([-2.0, 0.0, 5.0]))
def test_scaling_and_moving_go_back(interval: Interval, factor: float, amount: float) -> None:
    """Times a factor and divided by it, moved and moved back, an interval is what it was."""
    assert interval.scaled(factor).scaled(1 / factor).compare("=", interval) is not False
    assert interval.shifted(amount).shifted(-amount) == interval


@pytest.mark.parametrize(
    ("text", "interval", "unit", "period"),
    [
        ("5", exactly(5), "", ""),
        ("-3", exactly(-3), "", ""),
        ("12.5 %", exactly(12.5), "%", ""),
        ("40%", exactly(40), "%", ""),
        (">= 40 %", Interval(40, math.inf, False, True), "%", ""),
        ("≥ 40 %", Interval(40, math.inf, False, True), "%", ""),
        ("> 3", Interval(3, math.inf, True, True), "", ""),
        ("<= 7 days", Interval(-math.inf, 7, True, False), "days", ""),
        ("< 7 days", Interval(-math.inf, 7, True, True), "days", ""),
        ("~ 30", exactly(30), "", ""),
        ("7000-10000 ARS", Interval(7000, 10000), "ARS", ""),
        ("3 – 5 weeks", Interval(3, 5), "weeks", ""),
        ("3..5", Interval(3, 5), "", ""),
        ("3 to 5 months", Interval(3, 5), "months", ""),
        ("1500 EUR / month", exactly(1500), "EUR", "month"),
        ("1500 EUR per year", exactly(1500), "EUR", "year"),
        ("1500 EUR / months", exactly(1500), "EUR", "month"),
        ("2 visits / month", exactly(2), "visits", "month"),
        ("3 contacts / customer", exactly(3), "contacts/customer", ""),
        ("€ 20", exactly(20), "EUR", ""),
        ("€20", exactly(20), "EUR", ""),
        ("20 €", exactly(20), "EUR", ""),
        ("20 € / month", exactly(20), "EUR", "month"),
        ("20-30 €", Interval(20, 30), "EUR", ""),
        ("R$ 100", exactly(100), "BRL", ""),
        ("US$ 100", exactly(100), "USD", ""),
        ("£9.99", exactly(9.99), "GBP", ""),
        ("  8  ", exactly(8), "", ""),
        ("1000000 EUR in total", exactly(1000000), "EUR in total", ""),
    ],
)
def test_amounts(text: str, interval: Interval, unit: str, period: str) -> None:
    """What a short text says: interval, unit, period."""
    assert parse_amount(text) == (interval, unit, period)


@pytest.mark.parametrize("text", ["", "many", "EUR", "5-3", ">= 3-5", "1,5", "--3", "3 4", "%", "/ month", ">"])
def test_no_amounts(text: str) -> None:
    """Texts that are no amount: nothing is guessed."""
    assert parse_amount(text) is None


@pytest.mark.parametrize("operator", ["<", "<=", "≤", ">", ">=", "≥", ""])
def test_bounds_hold_what_their_operator_says(operator: str) -> None:
    """An operator with a number holds exactly the numbers that satisfy it."""
    sign: Operator = {"≤": "<=", "≥": ">=", "": "="}.get(operator, operator)  # type: ignore[assignment]
    assert inside(bounded(operator, 2)) == [x for x in GRID if truth(sign, x, 2)]


DAY = DAYS["month"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-14", Moment(date(2026, 2, 14), date(2026, 2, 14))),
        ("2026-02", Moment(date(2026, 2, 1), date(2026, 2, 28))),
        ("2024-02", Moment(date(2024, 2, 1), date(2024, 2, 29))),
        ("2026-12", Moment(date(2026, 12, 1), date(2026, 12, 31))),
        ("2026", Moment(date(2026, 1, 1), date(2026, 12, 31))),
        ("9999", Moment(date(9999, 1, 1), date(9999, 12, 31))),
        ("start", Moment(after_start=exactly(0))),
        ("start + 12 months", Moment(after_start=exactly(12 * DAY))),
        ("start+1 week", Moment(after_start=exactly(7))),
        ("start - 60 days", Moment(after_start=exactly(-60))),
        ("start + 3-5 weeks", Moment(after_start=Interval(21, 35))),
        ("start - 3-5 weeks", Moment(after_start=Interval(-35, -21))),
        (" 2026 ", Moment(date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_moments(text: str, moment: Moment) -> None:
    """Days, months and years, and moments relative to the start."""
    assert parse_moment(text) == moment


@pytest.mark.parametrize("text", ["", "soon", "2026-13", "2026-02-30", "0000", "26-02-14", "14/02/2026", "start + 2"])
def test_no_moments(text: str) -> None:
    """What is no date is not read as one."""
    assert parse_moment(text) is None


def test_no_moments_with_other_units() -> None:
    """A moment is relative to the start by a unit of time and by no other."""
    assert parse_moment("start + 2 points") is None
    assert parse_moment("start + 2 totals") is None


def test_the_last_month_that_dates_know() -> None:
    """December 9999 ends the calendar and must not break it."""
    assert parse_moment("9999-12") is not None


def test_moments_on_the_axis() -> None:
    """A relative moment is a day where the start is known; two axes are not compared."""
    relative = Moment(after_start=exactly(10))
    assert relative.on_axis(None) == ("relative", exactly(10))
    assert relative.on_axis(date(2026, 1, 1)) == ("absolute", exactly(date(2026, 1, 11).toordinal()))
    year = parse_moment("2026")
    assert year is not None
    assert year.on_axis(None) == ("absolute", Interval(date(2026, 1, 1).toordinal(), date(2026, 12, 31).toordinal()))


@pytest.mark.parametrize(
    ("word", "unit"), [("days", "day"), ("Month", "month"), ("years ", "year"), ("points", None), ("total", None)]
)
def test_units_of_time(word: str, unit: str | None) -> None:
    """Singular or plural, in any case; other words are no units of time."""
    assert time_unit(word) == unit
