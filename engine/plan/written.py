"""What people write where the plan format wants another form: separators of thousands, decimal commas, day first."""

from __future__ import annotations

import re
from datetime import date

from engine.plan.values import PERIODS, parse_amount, time_unit

Fault = tuple[str, dict[str, str]]
"""Problem code and its parameters."""

_FIGURE = re.compile(r"\d+(?:[.,'’ \u00a0\u202f]\d+)*")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?P<mark>[.,'’ \u00a0\u202f])\d{3})(?:(?P=mark)\d{3})*(?:(?P<point>[.,])\d+)?")
_COMMA = re.compile(r"\d+,\d+")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|–|\.\.|to)\s*(\d+(?:\.\d+)?)")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_WORDS = {
    "hour": "hora horas hores",
    "day": "día días dia dies",
    "week": "semana semanas setmana setmanes",
    "month": "mes meses mesos mensual monthly",
    "quarter": "trimestre trimestres trimestral quarterly",
    "year": "año años any anys anual yearly annual",
    "total": "totales totals",
}
_UNITS = {word: unit for unit, words in _WORDS.items() for word in words.split()}
_CURRENCIES = {"euro": "EUR", "euros": "EUR", "eur": "EUR", "pounds": "GBP", "libras": "GBP", "lliures": "GBP"}


def figure_fault(text: str) -> Fault | None:
    """What is wrong with the figures of a text: unclear separators, or a range from high to low."""
    for match in _FIGURE.finditer(text):
        figure = match.group()
        grouped = _THOUSANDS.fullmatch(figure)
        if grouped and grouped["mark"] in ".," and not grouped["point"] and len(figure) <= len("999.999"):
            whole, _, rest = figure.replace(",", ".").partition(".")
            decimal = f"{whole}.{rest.rstrip('0') or '0'}"
            # A decimal with three places stays sayable, with a fourth.
            decimal = f"{decimal}0" if len(rest.rstrip("0")) == len(rest) else decimal
            return "ambiguous-number", {"value": figure, "first": whole + rest, "second": decimal}
        written = _plain(figure, grouped)
        if written is not None:
            return "number-separators", {"written": _corrected(text)}
    ends = _RANGE.match(text.strip())
    if ends and float(ends[1]) > float(ends[2]):
        return "empty-range", {}
    return None


def _plain(figure: str, grouped: re.Match[str] | None) -> str | None:
    """The figure without separators of thousands and with a decimal point; None where it is so already or no figure."""
    if grouped is not None and grouped["point"] != grouped["mark"]:
        whole, point, rest = figure.rpartition(grouped["point"]) if grouped["point"] else (figure, "", "")
        return re.sub(r"\D", "", whole) + ("." if point else "") + rest
    return figure.replace(",", ".") if _COMMA.fullmatch(figure) else None


def _corrected(text: str) -> str:
    return _FIGURE.sub(lambda m: _plain(m.group(), _THOUSANDS.fullmatch(m.group())) or m.group(), text)


def date_fault(text: str) -> Fault:
    """What is wrong with a text that is no date of the plan format."""
    if match := _YEAR_FIRST.fullmatch(text):
        written = _iso(match[1], match[2], match[3])
        return ("date-order", {"written": written}) if written and written != text else ("impossible-date", {})
    if match := _DAY_FIRST.fullmatch(text):
        day_first, month_first = _iso(match[3], match[2], match[1]), _iso(match[3], match[1], match[2])
        if day_first and month_first and day_first != month_first:
            return "ambiguous-date", {"first": day_first, "second": month_first}
        written = day_first or month_first
        return ("date-order", {"written": written}) if written else ("impossible-date", {})
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return "impossible-date", {}
    amount = parse_amount(text)
    if amount is not None and not amount[2] and amount[0].point is not None:
        unit = time_unit(amount[1]) or _UNITS.get(amount[1].lower())
        if unit is not None:
            number = amount[0].point
            return "date-from-start", {"written": f"start + {number:g} {unit}{'' if number == 1 else 's'}"}
    return "wrong-moment", {}


def _iso(year: str, month: str, day: str) -> str:
    """The ISO date; empty where the calendar has none."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def unit_of_time(word: str) -> str | None:
    """The unit of time that a Spanish, Catalan or English word may mean, in the plural of the plan format."""
    unit = _UNITS.get(word.strip().lower())
    return f"{unit}s" if unit and unit != "total" else None


def period_meant(word: str) -> str | None:
    """The period that a Spanish, Catalan or English word may mean."""
    unit = _UNITS.get(word.strip().lower())
    return unit if unit in PERIODS else None


def currency_meant(word: str) -> str | None:
    """The code of the currency that a word may mean."""
    word = word.strip()
    return _CURRENCIES.get(word.lower()) or (word.upper() if re.fullmatch(r"[A-Za-z]{3}", word) else None)
