"""Figures and dates as people write them: what is refused, with what advice, and what must pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.plan.values import parse_amount, parse_moment
from engine.plan.written import date_fault, figure_fault


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("1.000", "1000", "1.0"), ("12,500 EUR", "12500", "12.5"), ("1.234 %", "1234", "1.2340")],
)
def test_three_places_may_be_thousands_or_decimals(text: str, first: str, second: str) -> None:
    assert figure_fault(text) == (
        "ambiguous-number",
        {"value": text.split(maxsplit=1)[0], "first": first, "second": second},
    )
    assert figure_fault(first) is None
    assert figure_fault(second) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("12.000,50 €", "12000.50 €"),
        ("1,250,000 USD", "1250000 USD"),
        ("1.250.000,5", "1250000.5"),
        ("1'000'000 CHF", "1000000 CHF"),
        ("12 000 EUR", "12000 EUR"),
        (">= 38,5 %", ">= 38.5 %"),
        ("45.000,5-50.000,5 EUR", "45000.5-50000.5 EUR"),
    ],
)
def test_separators_are_taken_out(text: str, written: str) -> None:
    assert figure_fault(text) == ("number-separators", {"written": written})
    assert figure_fault(written) is None
    assert parse_amount(written) is not None


@pytest.mark.parametrize(
    "text", ["0.125", "12.5 %", "7000-10000 ARS", "3.1416", "2 visits / month", ">= 40 %", "1000000 EUR", "10-10 %"]
)
def test_what_is_plain_passes(text: str) -> None:
    assert figure_fault(text) is None


@given(st.integers(0, 10**9), st.sampled_from(["", " EUR", " %", " visits / month"]))
def test_whole_numbers_always_pass(number: int, unit: str) -> None:
    assert figure_fault(f"{number}{unit}") is None


@given(st.integers(1, 10**9))
def test_grouped_whole_numbers_never_pass(number: int) -> None:
    grouped = f"{number:,}"
    assert (figure_fault(grouped) is None) == (grouped == str(number))


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("15/03/2026", "date-order", {"written": "2026-03-15"}),
        ("3.15.2026", "date-order", {"written": "2026-03-15"}),
        ("04-04-2026", "date-order", {"written": "2026-04-04"}),
        ("2026/3/5", "date-order", {"written": "2026-03-05"}),
        ("03/04/2026", "ambiguous-date", {"first": "2026-04-03", "second": "2026-03-04"}),
        ("2026-02-30", "impossible-date", {}),
        ("31/02/2026", "impossible-date", {}),
        ("2026-13", "impossible-date", {}),
        ("12 meses", "date-from-start", {"written": "start + 12 months"}),
        ("1 any", "date-from-start", {"written": "start + 1 year"}),
        ("a finales de marzo", "wrong-moment", {}),
    ],
)
def test_dates(text: str, code: str, params: dict[str, str]) -> None:
    assert parse_moment(text) is None
    assert date_fault(text) == (code, params)
    for advised in params.values():
        assert parse_moment(advised) is not None
