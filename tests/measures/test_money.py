"""Budget, costs, return: sums, shares and ratios, currencies and periods."""

from __future__ import annotations

from typing import Any

import pytest

from engine.plan.model import State
from engine.plan.values import Quantity
from tests.measures.plans import Shape, measured, same, value


def budget(*amounts: str, **fields: Any) -> Shape:
    """A plan of twelve months with budget lines of the given amounts."""
    lines = {"lines": [{"amount": amount} for amount in amounts]} if amounts else {}
    return {"horizon": {"length": "12 months"}, "budget": {**lines, **fields}}


def spent(*actions: Shape, total: str = "100 EUR") -> Shape:
    return {"horizon": {"length": "12 months"}, "budget": {"total": total}, "actions": list(actions)}


def returns(**fields: Any) -> Shape:
    return {"horizon": {"length": "12 months"}, "expected_return": fields}


PURPOSES = [
    {"purpose": "acquisition", "amount": "60 EUR"},
    {"purpose": "technology", "amount": "30 EUR"},
    {"purpose": "training", "amount": "10 EUR"},
]
OPEN = [*PURPOSES, {"amount": "25 EUR"}]
BY_SHARE = [{"purpose": "acquisition", "share": "70 %"}, {"purpose": "training", "share": "30 %"}]
HALF = {"customers": {"base": {"total": 50}}}
TREE = {"value_tree": [{"id": "v", "lever": "retain", "expected_value": "90 EUR", "actions": ["a", "b"]}]}
TWO = {"actions": [{"id": "a", "cost": "100 EUR"}, {"id": "b", "cost": "20 EUR"}]}
CLV = {"customers": {"value_model": {"acquisition_cost": "30 EUR", "average_lifetime_value": "90 EUR"}}}
SEGMENTS = {
    "segmentation": {"segments": [{"id": "s", "size": 40}, {"id": "t", "size": 10}]},
    "budget": {"lines": [{"amount": "80 EUR", "segments": ["s"]}, {"amount": "20 EUR", "segments": ["s", "t"]}]},
}
RESERVE = {"budget": {"total": "100 EUR", "contingency": "5 %", "lines": [{"amount": "95 EUR", "purpose": "rewards"}]}}

EXAMPLES = [
    ("budget-lines-total", budget("60 EUR", "30 EUR"), "", 60 + 30),
    ("budget-lines-total", budget("60 EUR", "5 EUR / month"), "", 60 + 5 * 12),
    ("budget-lines-total", budget("2 EUR / week", "1 EUR / quarter"), "", 2 * 365.25 / 7 + 4),
    ("budget-lines-total", budget("60-70 EUR", "30 EUR"), "", (90, 100)),
    ("budget-lines-gap", budget("60 EUR", "30 EUR", total="100 EUR"), "", (100 - 90) / 100),
    ("budget-lines-gap", budget("70 EUR", "50 EUR", total="100 EUR"), "", (120 - 100) / 100),
    ("budget-lines-gap", RESERVE, "", 0),  # 95 and a reserve of 5
    ("budget-lines-gap", budget("95 EUR", total="100 EUR", contingency="5 %"), "", (0, 5 / 100)),  # the line may be it
    ("budget-lines-gap", budget("5 EUR / month", total="60 EUR / year"), "", 0),  # 5 × 12
    ("budget-lines-over", budget("70 EUR", "50 EUR", total="100 EUR"), "", (120 - 100) / 100),
    ("budget-lines-over", budget("70 EUR", total="100 EUR"), "", 0),
    ("budget-lines-over", budget("40 EUR", "40 EUR", share_of_sales="4 %", sales_forecast="1000 EUR"), "", 80 / 40 - 1),
    ("budget-shares-sum", {"budget": {"lines": [{"share": "70 %"}, {"share": "20 %"}, {"share": "10 %"}]}}, "", 1),
    ("acquisition-budget-share", {"budget": {"lines": PURPOSES}}, "", 60 / 100),
    ("acquisition-budget-share", {"budget": {"total": "120 EUR", "lines": PURPOSES}}, "", 60 / 120),
    ("acquisition-budget-share", {"budget": {"total": "125 EUR", "lines": OPEN}}, "", (60 / 125, 85 / 125)),
    ("acquisition-budget-share", {"budget": {"lines": BY_SHARE}}, "", 0.7),
    ("technology-budget-share", {"budget": {"lines": PURPOSES}}, "", 30 / 100),
    ("training-budget-share", {"budget": {"lines": PURPOSES}}, "", 10 / 100),
    ("budget-per-customer", {**HALF, "budget": {"total": "100 EUR"}}, "", 100 / 50),
    ("segment-budget-per-customer", SEGMENTS, "s", (80 / 40, 100 / 40)),  # the second line is shared
    ("budget-shares-over", {"budget": {"lines": [{"share": "70 %"}, {"share": "45 %"}]}}, "", 0.15),
    ("actions-cost-total", spent({"cost": "60 EUR"}, {"cost": "90 EUR", "costs_nothing": True}), "", 60 + 90),
    ("actions-cost-total", spent({"cost": "60 EUR"}, {"cost": "90 EUR"}, {"costs_nothing": True}), "", 60 + 90),
    ("actions-cost-over-budget", spent({"cost": "60 EUR"}, {"cost": "90 EUR"}), "", (150 - 100) / 100),
    ("actions-cost-over-budget", spent({"cost": "60 EUR"}), "", (60 - 100) / 100),
    ("money-period-mixed", budget("50 EUR", "50 EUR", total="100 EUR"), "", False),
    ("money-period-mixed", budget("60 EUR / month", "40 EUR / month", total="100 EUR"), "", True),
    ("money-period-mixed", budget("100 EUR / year", total="100 EUR"), "", False),  # one year: the same
    ("return-gross-ratio", returns(amount="300 EUR", cost_used="120 EUR"), "", 300 / 120),
    ("return-net-ratio", returns(amount="300 EUR", cost_used="120 EUR"), "", (300 - 120) / 120),
    ("return-net-ratio", {**returns(amount="30 EUR / month"), "budget": {"total": "240 EUR"}}, "", (360 - 240) / 240),
    ("return-ratio-stated", returns(ratio="242 %"), "", 2.42),
    ("return-ratio-stated", returns(ratio="3 x"), "", 3),
    ("return-ratio-gap", returns(ratio="250 %", amount="300 EUR", cost_used="120 EUR",
                                 definition="net-return-over-cost"), "", 2.5 - 1.5),
    ("return-ratio-gap", returns(ratio="250 %", amount="300 EUR", cost_used="120 EUR",
                                 definition="return-over-cost"), "", 0),
    ("return-ratio-is-gross", returns(ratio="250 %", amount="300 EUR", cost_used="120 EUR"), "", True),
    ("return-ratio-is-gross", returns(ratio="150 %", amount="300 EUR", cost_used="120 EUR"), "", False),
    ("return-ratio-is-gross", returns(ratio="250 %", definition="return-over-cost"), "", False),
    ("payback-days", returns(payback="52 weeks"), "", 365.25),
    ("payback-days", returns(payback="2 years"), "", 2 * 365.25),
    ("months-to-return", returns(amount="50 EUR / month", cost_used="200 EUR"), "", 200 / 50 * 30.4375),
    ("lever-net-ratio", {**TREE, **TWO}, "v", (90 - 120) / 120),
    ("value-tree-gap", {**TREE, **TWO, **returns(amount="100 EUR")}, "", (100 - 90) / 100),
    ("acquisition-cost-over-value", CLV, "", 30 / 90),
    ("value-over-acquisition-cost", CLV, "", 90 / 30),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content", "item", "expected"), EXAMPLES)
def test_examples(id: str, content: Shape, item: str, expected: object) -> None:
    assert same(value(id, content, item), expected)


def test_currency_and_period_are_kept() -> None:
    found = measured("budget-lines-total", budget("6 EUR / month", "3 EUR / month")).value
    assert isinstance(found, Quantity)
    assert (found.interval.low, found.unit, found.period) == (9, "EUR", "month")


def test_lines_without_amount_leave_the_sum_open() -> None:
    content = {"budget": {"total": "100 EUR", "lines": [{"amount": "130 EUR"}, {"concept": "print"}]}}
    found = measured("budget-lines-over", content).value
    assert isinstance(found, Quantity)
    assert (found.interval.low, found.interval.high, found.interval.high_open) == (
        pytest.approx(0.3),
        float("inf"),
        True,
    )


@pytest.mark.parametrize(
    ("id", "content", "state"),
    [
        ("budget-lines-total", budget("60 EUR", "30 USD"), State.UNKNOWN),
        ("budget-lines-total", {"budget": {"lines": [{"amount": "60 EUR"}, {"amount": "3 EUR / month"}]}},
         State.UNKNOWN),
        ("budget-lines-gap", budget("60 EUR"), State.UNKNOWN),
        ("budget-lines-gap", budget("60 EUR", total="absent"), State.ABSENT),
        ("budget-lines-gap", budget("60 EUR", total="0 EUR"), State.NOT_APPLICABLE),
        ("budget-shares-sum", {"budget": {"basis": "percent-of-sales", "lines": [{"share": "6-8 %"}]}},
         State.NOT_APPLICABLE),
        ("acquisition-budget-share", {"budget": {"lines": [*PURPOSES, {"purpose": "rewards"}]}}, State.UNKNOWN),
        ("money-period-mixed", {"budget": {"total": "100 EUR"}}, State.UNKNOWN),  # nothing to compare it with
        ("return-ratio-stated", returns(ratio="242 EUR"), State.UNKNOWN),
        ("return-ratio-gap", returns(ratio="2 x", amount="1 EUR", cost_used="1 EUR", definition="absent"),
         State.ABSENT),
        ("months-to-return", returns(amount="50 EUR", cost_used="200 EUR"), State.UNKNOWN),
        ("return-net-ratio", returns(amount="50 EUR", cost_used="200 USD"), State.UNKNOWN),
    ],
)  # fmt: skip
def test_no_value(id: str, content: Shape, state: State) -> None:
    assert measured(id, content).state is state


def test_segment_named_by_no_line() -> None:
    content = {"segmentation": {"segments": [{"id": "s", "size": 4}]}, "budget": {"lines": [{"amount": "8 EUR"}]}}
    assert measured("segment-budget-per-customer", content, "s").state is State.ABSENT


def statement(number: str, amount: str, fact: str = "cost") -> Shape:
    return {"id": number, "fact": fact, "value": amount}


@pytest.mark.parametrize(
    ("first", "second", "mixed"),
    [
        ("100 EUR", "100 EUR / month", True),
        ("100 EUR", "100 USD / month", False),  # another currency is another figure
        ("100 EUR", "90 EUR / month", False),
        ("12 EUR / month", "12 EUR / month", False),
    ],
)
def test_statements_of_one_fact(first: str, second: str, mixed: bool) -> None:
    content = {"horizon": {"length": "12 months"}, "statements": [statement("a", first), statement("b", second)]}
    assert value("money-period-mixed", content) is mixed


def test_statement_and_budget() -> None:
    """The figure of a statement about another matter still has to mean the same as the budget's."""
    content = {**budget(total="100 EUR"), "statements": [statement("a", "100 EUR / month", "monthly investment")]}
    assert value("money-period-mixed", content) is True


def test_figures_that_are_no_money_are_no_amounts() -> None:
    content = {"statements": [statement("a", "2 visits"), statement("b", "2 visits / month")]}
    assert measured("money-period-mixed", content).state is State.UNKNOWN


def test_unstated_horizon_leaves_periods_open() -> None:
    content = {"budget": {"total": "100 EUR"}, "expected_return": {"cost_used": "100 EUR / month"}}
    assert measured("money-period-mixed", content).state is State.UNKNOWN


def test_currencies_are_not_mixed() -> None:
    content = {"budget": {"total": "100 EUR"}, "expected_return": {"cost_used": "100 USD / month"}}
    assert value("money-period-mixed", content) is False
