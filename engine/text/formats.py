"""Numbers, money, percentages, lengths of time and dates as a reader of each language writes them (Babel's CLDR data)."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from engine.plan.values import DAYS, Interval


def number(value: float, language: str, digits: int = 2) -> str:
    """A number with at most so many decimals."""
    from babel.numbers import format_decimal  # imported late: most commands of the line print no number of this kind

    rounded = round(value, digits)
    return str(format_decimal(0 if rounded == 0 else rounded, locale=language, decimal_quantization=False))


def percent(ratio: float, language: str) -> str:
    """A ratio as a percentage with at most one decimal: "12,5 %"."""
    space = "" if language == "en" else "\u00a0"
    return f"{number(ratio * 100, language, 1)}{space}%"


def money(amount: float, currency: str, language: str) -> str:
    """An amount with its currency, without cents where it has none."""
    from babel.numbers import format_currency

    pattern = None if amount != int(amount) else {"en": "¤#,##0", "es": "#,##0 ¤", "ca": "#,##0 ¤"}[language]
    return str(format_currency(amount, currency, format=pattern, locale=language, currency_digits=pattern is None))


def day(value: date, language: str) -> str:
    """A date in words: "14 de febrero de 2026"."""
    from babel.dates import format_date

    return str(format_date(value, format="long", locale=language))


def stretch(first: date, last: date, language: str) -> str:
    """A day, a whole month, a whole year, or from a day to another."""
    from babel.dates import format_skeleton

    if first == last:
        return day(first, language)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return str(format_skeleton("yMMMM", first, locale=language))
    return f"{day(first, language)} – {day(last, language)}"


UNITS = {
    "day": {"es": ("día", "días"), "ca": ("dia", "dies"), "en": ("day", "days")},
    "month": {"es": ("mes", "meses"), "ca": ("mes", "mesos"), "en": ("month", "months")},
    "year": {"es": ("año", "años"), "ca": ("any", "anys"), "en": ("year", "years")},
}
"""Names of units of time: for one, and for other numbers. CLDR lacks the Catalan ones."""


def length(days: float, language: str) -> str:
    """A length of time: in whole years or months where it comes to that, in days up to a quarter, else in about months."""
    if abs(days) >= 2 * DAYS["year"] and _whole(days / DAYS["year"]):
        unit = "year"
    elif abs(days) > 100 or (abs(days) >= 28 and _whole(days / DAYS["month"])):
        unit = "month"
    else:
        unit = "day"
    count = round(days / DAYS[unit], 1)
    return f"{number(count, language, 1)} {UNITS[unit][language][0 if count == 1 else 1]}"


def _whole(count: float) -> bool:
    return abs(count - round(count)) < 0.01


def spread(interval: Interval, shown: Callable[[float], str]) -> str:
    """An interval through a function that shows one number: "3", "3–5", "≥ 3"."""
    if interval.low == interval.high:
        return str(shown(interval.low))
    if math.isinf(interval.high):
        return f"{'>' if interval.low_open else '≥'} {shown(interval.low)}"
    if math.isinf(interval.low):
        return f"{'<' if interval.high_open else '≤'} {shown(interval.high)}"
    return f"{shown(interval.low)}–{shown(interval.high)}"
