"""Measures of money: budget, its lines, what actions cost, and amounts whose periods do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.measures.arithmetic import (
    ONE,
    ZERO,
    agree,
    beyond_one,
    hull,
    largest,
    magnitude,
    ratio,
    settled,
    smallest,
    times,
    total,
    within,
)
from engine.measures.customers import customer_number, segment_size
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import (
    Truth,
    alike,
    amount,
    decided,
    divided,
    period_of,
    plain,
    size,
    some,
    stated_items,
    summed,
    truth,
    worst,
)
from engine.plan.model import State
from engine.plan.values import Interval, Quantity


def budget_total(plan: Reader) -> Quantity:
    """The budget: as stated, else the share of the sales forecast that the plan gives it. Raises Undecided."""
    root = plan.root
    if root.state("budget.total") is State.VALUE:
        return amount(root, "budget.total")
    if root.state("budget.share_of_sales") is State.VALUE and root.state("budget.sales_forecast") is State.VALUE:
        sales = amount(root, "budget.sales_forecast")
        money = settled(times(size(root, "budget.share_of_sales"), sales.interval))
        return Quantity(money, sales.unit, sales.period)
    raise Undecided(root.state("budget.total"))


def against(reader: Reader, first: Quantity, second: Quantity) -> Interval:
    """The first amount divided by the second, in one currency and period. Raises Undecided."""
    one, other = alike(reader, (first, second))
    return divided(one.interval, other.interval)


@measure("budget-lines-total", "money")
def budget_lines_total(plan: Reader) -> Quantity:
    """Sum of the amounts of the budget's lines; at least that, where some line has no amount."""
    return _lines_total(plan)


def _lines_total(plan: Reader) -> Quantity:
    return summed(plan, stated_items(plan, "budget.lines"), "amount")


def _lines_against_total(plan: Reader) -> Interval:
    return against(plan, _lines_total(plan), budget_total(plan)).shifted(-1.0)


@measure("budget-lines-gap", "ratio")
def budget_lines_gap(plan: Reader) -> Quantity:
    """Difference between the sum of the lines and the budget, as share of it; a reserve may stand outside the lines."""
    gap = _lines_against_total(plan)
    reserve_is_a_line = _has_line_for(plan, "contingency")
    if plan.state("budget.contingency") is not State.VALUE or reserve_is_a_line:
        return ratio(magnitude(gap))
    outside = smallest((magnitude(gap), magnitude(gap.plus(size(plan, "budget.contingency")))))
    return ratio(outside if reserve_is_a_line is False else hull(outside, magnitude(gap)))


def _has_line_for(plan: Reader, purpose: str) -> Truth:
    return some(truth(_is_for, line, purpose) for line in plan.items("budget.lines"))


def _is_for(line: Reader, purpose: str) -> Truth:
    return line.word("purpose") == purpose


@measure("budget-lines-over", "ratio")
def budget_lines_over(plan: Reader) -> Quantity:
    """By how much the sum of the lines exceeds the budget, as share of it; 0 where it does not."""
    return ratio(largest((_lines_against_total(plan), ZERO)))


def _percent_of_sales(plan: Reader) -> bool:
    return plan.state("budget.basis") is State.VALUE and plan.word("budget.basis") == "percent-of-sales"


@measure("budget-shares-sum", "ratio")
def budget_shares_sum(plan: Reader) -> Quantity:
    """Sum of the lines' shares of the budget; does not apply where they are shares of sales."""
    return ratio(_shares_sum(plan))


@measure("budget-shares-over", "ratio")
def budget_shares_over(plan: Reader) -> Quantity:
    """By how much the lines' shares of the budget exceed 100 %; 0 where they do not."""
    return ratio(beyond_one(_shares_sum(plan)))


def _shares_sum(plan: Reader) -> Interval:
    lines = stated_items(plan, "budget.lines")
    if _percent_of_sales(plan):
        raise Undecided(State.NOT_APPLICABLE)
    return summed(plan, lines, "share").interval


def _weights(plan: Reader, lines: Sequence[Reader]) -> tuple[list[Interval], Interval]:
    """What each line takes and the whole: amounts of the budget (or of all lines), else shares of one."""
    amounts = [line.state("amount") for line in lines]
    if all(state is State.VALUE for state in amounts):
        money = [amount(line, "amount") for line in lines]
        if plan.state("budget.total") is not State.VALUE:
            parts = [part.interval for part in alike(plan, money)]
            return parts, total(parts)
        *same, whole = alike(plan, [*money, budget_total(plan)])
        return [part.interval for part in same], whole.interval
    shares = [line.state("share") for line in lines]
    if all(state is State.VALUE for state in shares) and not _percent_of_sales(plan):
        return [size(line, "share") for line in lines], ONE
    raise Undecided(worst([*amounts, *shares]))


def _purpose_share(plan: Reader, purpose: str) -> Quantity:
    """Share of the budget in lines of a purpose; lines of unknown purpose count as possible."""
    lines = stated_items(plan, "budget.lines")
    weights, whole = _weights(plan, lines)
    answers = [truth(_is_for, line, purpose) for line in lines]
    certain = total(weight for weight, yes in zip(weights, answers, strict=True) if yes)
    possible = total(weight for weight, yes in zip(weights, answers, strict=True) if yes is not False)
    share = divided(hull(certain, possible), whole)
    return ratio(share if plan.state("budget.total") is State.VALUE else within(share, 0.0, 1.0))


@measure("acquisition-budget-share", "ratio")
def acquisition_budget_share(plan: Reader) -> Quantity:
    """Share of the budget that goes to winning new customers."""
    return _purpose_share(plan, "acquisition")


@measure("technology-budget-share", "ratio")
def technology_budget_share(plan: Reader) -> Quantity:
    """Share of the budget that goes to technology."""
    return _purpose_share(plan, "technology")


@measure("training-budget-share", "ratio")
def training_budget_share(plan: Reader) -> Quantity:
    """Share of the budget that goes to training."""
    return _purpose_share(plan, "training")


@measure("budget-per-customer", "money")
def budget_per_customer(plan: Reader) -> Quantity:
    """Budget divided by the number of customers."""
    budget = budget_total(plan)
    each = divided(budget.interval, customer_number(plan))
    return Quantity(settled(each), budget.unit, budget.period)


@measure("segment-budget-per-customer", "money", of="segmentation.segments")
def segment_budget_per_customer(segment: Reader) -> Quantity:
    """Budget lines that name a segment divided by its customers; lines shared with others count as possible."""
    lines = [line for line in stated_items(segment.root, "budget.lines") if line.state("segments") is State.VALUE]
    named = [line for line in lines if segment.id in line.words("segments")]
    if not named:
        raise Undecided(State.ABSENT)
    money = alike(segment, [amount(line, "amount") for line in named])
    own = [len(line.words("segments")) == 1 for line in named]
    certain = total(part.interval for part, alone in zip(money, own, strict=True) if alone)
    possible = total(part.interval for part in money)
    each = divided(hull(certain, possible), segment_size(segment))
    return Quantity(settled(each), money[0].unit, money[0].period)


def costs_something(action: Reader) -> bool:
    """Whether an action has a cost to count; one that states a cost does, whatever else it says of it."""
    return action.state("cost") is State.VALUE or not truth(action.is_true, "costs_nothing")


@measure("actions-cost-total", "money")
def actions_cost_total(plan: Reader) -> Quantity:
    """Sum of the costs of the actions; at least that, where some action has no cost."""
    return _actions_cost(plan)


def _actions_cost(plan: Reader) -> Quantity:
    return summed(plan, [action for action in stated_items(plan, "actions") if costs_something(action)], "cost")


@measure("actions-cost-over-budget", "ratio")
def actions_cost_over_budget(plan: Reader) -> Quantity:
    """By how much the costs of the actions exceed the budget, as share of it; negative where they stay below."""
    return ratio(against(plan, _actions_cost(plan), budget_total(plan)).shifted(-1.0))


_SOURCES = ("budget.total", "budget.lines", "expected_return.cost_used", "statements")


@measure("money-period-mixed", "flag")
def money_period_mixed(plan: Reader) -> bool:
    """Whether one figure is used with two periods (per month and in total) that do not come to the same."""
    pairs = list(_pairs(plan))
    if not pairs:
        raise Undecided(worst(plan.state(path) for path in _SOURCES))
    return decided(some(truth(_mixed, plan, first, second) for first, second in pairs))


def _mixed(plan: Reader, first: Quantity, second: Quantity) -> Truth:
    """Whether two amounts have the same figure and currency and yet differ for their periods."""
    if first.unit != second.unit or period_of(first) == period_of(second):
        return False
    if not agree(first.interval, second.interval):
        return False
    one, other = alike(plan, (first, second))
    return not agree(one.interval, other.interval)


def _pairs(plan: Reader) -> Iterator[tuple[Quantity, Quantity]]:
    """Amounts that ought to be the same: budget, sum of its lines, cost of the return; statements of one fact."""
    whole = [amount(plan, path) for path in ("budget.total", "expected_return.cost_used") if _stated(plan, path)]
    lines = plan.items("budget.lines") if plan.state("budget.lines") is not State.UNKNOWN else ()
    found = [amount(line, "amount") for line in lines if line.state("amount") is State.VALUE]
    if found and len({(part.unit, part.period) for part in found}) == 1:
        whole.append(Quantity(total(part.interval for part in found), found[0].unit, found[0].period))
    yield from ((first, second) for number, first in enumerate(whole) for second in whole[:number])
    for fact, value in _stated_money(plan):
        yield from ((value, other) for same, other in _stated_money(plan) if same == fact and other is not value)
        yield from ((value, budget) for budget in whole)


def _stated(plan: Reader, path: str) -> bool:
    return plan.state(path) is State.VALUE


def _stated_money(plan: Reader) -> list[tuple[str, Quantity]]:
    """The amounts of money in statements, by fact."""
    if plan.state("statements") is State.UNKNOWN:
        return []
    both = [s for s in plan.items("statements") if _stated(s, "fact") and _stated(s, "value")]
    values = [(plain(statement.word("fact")), statement.quantity("value")) for statement in both]
    return [(fact, value) for fact, value in values if len(value.unit) == 3 and value.unit.isupper()]
