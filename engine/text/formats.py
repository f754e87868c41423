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
    return str(format_currency(amount, currency, format=pattern, locale=language))


def day(value: date, language: str) -> str:
    """A date in words: "14 de febrero de 2026"."""
    from babel.dates import format_date

    return str(format_date(value, format="long", locale=language))


def length(days: float, language: str) -> str:
    """A length of time in the largest unit that keeps it readable: days up to eight weeks, months up to three years, years."""
    from babel.units import format_unit

    unit, size = (
        ("day", 1.0) if abs(days) < 57 else ("month", DAYS["month"]) if abs(days) < 1090 else ("year", DAYS["year"])
    )
    return str(format_unit(round(days / size, 1), f"duration-{unit}", locale=language))


def spread(interval: Interval, shown: Callable[[float], str]) -> str:
    """An interval through a function that shows one number: "3", "3–5", "≥ 3"."""
    if interval.low == interval.high:
        return str(shown(interval.low))
    if math.isinf(interval.high):
        return f"{'>' if interval.low_open else '≥'} {shown(interval.low)}"
    if math.isinf(interval.low):
        return f"{'<' if interval.high_open else '≤'} {shown(interval.high)}"
    return f"{shown(interval.low)}–{shown(interval.high)}"
