"""Values of a plan's leaves: intervals with unit and period, moments, and how to read them from a short text.

Every number is an interval, since plans state ranges ("7000-10000 ARS") and inequalities (">= 40 %") as well as points.
Comparisons are three-valued: None where the interval does not decide.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375, "quarter": 91.3125, "year": 365.25}
"""Length in days of the units of time (mean Gregorian month and year)."""

PERIODS = ("hour", "day", "week", "month", "quarter", "year", "total")
CURRENCY_SIGNS = {"€": "EUR", "£": "GBP", "R$": "BRL", "US$": "USD", "S/": "PEN"}
Operator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two ends; an end may be infinite or left out (open)."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @property
    def point(self) -> float | None:
        """The number, where the interval is a single one."""
        return self.low if self.low == self.high else None

    @property
    def is_empty(self) -> bool:
        """Whether no number lies between the ends."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def scaled(self, factor: float) -> Interval:
        """The interval times a positive factor."""
        return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def shifted(self, amount: float) -> Interval:
        """The interval moved by an amount."""
        return Interval(self.low + amount, self.high + amount, self.low_open, self.high_open)

    def plus(self, other: Interval) -> Interval:
        """Sum of two independent intervals."""
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def below(self, other: Interval) -> bool | None:
        """Whether every number here is less than every number there; False where none is; None where it depends."""
        if self.high < other.low or (self.high == other.low and (self.high_open or other.low_open)):
            return True
        return False if self.low >= other.high else None

    def compare(self, operator: Operator, other: Interval) -> bool | None:
        """Three-valued comparison of two independent unknown numbers, each within its interval."""
        if operator == "<":
            return self.below(other)
        if operator == ">":
            return other.below(self)
        if operator == "<=":
            return _negated(other.below(self))
        if operator == ">=":
            return _negated(self.below(other))
        same = self._same(other)
        return same if operator == "=" else _negated(same)

    def _same(self, other: Interval) -> bool | None:
        if self.point is not None and self.point == other.point:
            return True
        return False if self.below(other) or other.below(self) else None


def exactly(number: float) -> Interval:
    """The interval of one number."""
    return Interval(number, number)


def _negated(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval with its unit ("ratio", "days", a currency, or the plan's own word) and, where it recurs, its period."""

    interval: Interval
    unit: str = ""
    period: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days: absolute (first and last day) or relative (days after the plan's start)."""

    first: date | None = None
    last: date | None = None
    after_start: Interval | None = None

    def on_axis(self, start: date | None) -> tuple[str, Interval]:
        """Day numbers on the absolute axis; on the relative one where the moment is relative and the start not known."""
        if self.after_start is None:
            assert self.first is not None
            assert self.last is not None
            return "absolute", Interval(self.first.toordinal(), self.last.toordinal())
        if start is None:
            return "relative", self.after_start
        return "absolute", self.after_start.shifted(start.toordinal())


Value = str | bool | Quantity | Moment

_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<sign>[€£]|R\$|US\$|S/)?\s*(?P<op><=|>=|<|>|≤|≥|~)?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|–|\.\.|to)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>(?!per\b|[eE][+-]?\d)[^/\d\s.,'’][^/]*?)?(?:\s*(?:/|\bper\b)\s*(?P<period>\w+))?\s*"
)
_RELATIVE = re.compile(
    rf"start(?:\s*(?P<sign>[+-])\s*(?P<low>{_NUMBER})(?:\s*(?:-|–)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>[a-z]+))?"
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_amount(text: str) -> tuple[Interval, str, str] | None:
    """Interval, unit and period of a text such as ">= 40 %", "7000-10000 ARS", "2 visits / month"; None where it is none."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    unit = (match["unit"] or "").strip() or match["sign"] or ""
    unit = CURRENCY_SIGNS.get(unit, unit)
    period = _singular(match["period"] or "")
    if period and period not in PERIODS:
        unit, period = f"{unit}/{match['period']}", ""
    low = float(match["low"])
    if match["high"] is not None:
        high = float(match["high"])
        return (Interval(low, high), unit, period) if low <= high and not match["op"] else None
    return bounded(match["op"] or "", low), unit, period


def bounded(operator: str, number: float) -> Interval:
    """The interval that an operator and a number describe; no operator (or "about") gives the number itself."""
    if operator in ("<", "<=", "≤"):
        return Interval(-math.inf, number, True, operator == "<")
    if operator in (">", ">=", "≥"):
        return Interval(number, math.inf, operator == ">", True)
    return exactly(number)


def time_unit(word: str) -> str | None:
    """The unit of time that a word names, singular or plural; None for any other word."""
    unit = _singular(word.strip().lower())
    return unit if unit in DAYS else None


def parse_moment(text: str) -> Moment | None:
    """A moment from "2026-02-14", "2026-02", "2026", "start", "start + 12 months" or "start - 60 days"; None for others."""
    text = text.strip()
    if match := _DATE.fullmatch(text):
        return _absolute(match[1], match[2], match[3])
    match = _RELATIVE.fullmatch(text)
    if match is None:
        return None
    if match["low"] is None:
        return Moment(after_start=exactly(0.0))
    unit = time_unit(match["unit"])
    if unit is None:
        return None
    low, high = float(match["low"]), float(match["high"] or match["low"])
    ends = Interval(min(low, high) * DAYS[unit], max(low, high) * DAYS[unit])
    return Moment(after_start=ends if match["sign"] == "+" else Interval(-ends.high, -ends.low))


def _absolute(year: str, month: str | None, day: str | None) -> Moment | None:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return Moment(first, first)
    if month:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < 9999 else date.max
        return Moment(first, after - timedelta(days=1))
    return Moment(first, date(first.year, 12, 31))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in PERIODS else word
