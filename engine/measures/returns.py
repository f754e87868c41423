"""Measures of the expected return, its stated ratio, its time, and the value that levers are to bring."""

from __future__ import annotations

from engine.measures.arithmetic import agree, days, magnitude, minus, positive, ratio
from engine.measures.money import against, budget_total, costs_something
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import amount, decided, divided, find, over_horizon, period_of, size, stated_items, summed
from engine.measures.timeline import whole_months
from engine.plan.model import State
from engine.plan.values import DAYS, Interval, Quantity

PLAIN_UNITS = frozenset({"", "ratio", "x", "×", "times", "veces", "vegades"})
"""Units under which a plan states a plain ratio."""


def _cost(plan: Reader) -> Quantity:
    """The cost that the return is compared with: as stated there, else the budget. Raises Undecided."""
    if plan.state("expected_return.cost_used") is State.VALUE:
        return amount(plan, "expected_return.cost_used")
    return budget_total(plan)


@measure("return-gross-ratio", "ratio")
def return_gross(plan: Reader) -> Quantity:
    """Expected return divided by its cost."""
    return ratio(_gross(plan))


def _gross(plan: Reader) -> Interval:
    return against(plan, plan.quantity("expected_return.amount"), _cost(plan))


@measure("return-net-ratio", "ratio")
def return_net(plan: Reader) -> Quantity:
    """Expected return less its cost, divided by the cost."""
    return ratio(_gross(plan).shifted(-1.0))


def _stated_ratio(plan: Reader) -> Interval:
    stated = plan.quantity("expected_return.ratio")
    if stated.unit not in PLAIN_UNITS:
        raise Undecided(State.UNKNOWN)
    return stated.interval


@measure("return-ratio-stated", "ratio")
def return_stated(plan: Reader) -> Quantity:
    """The ratio of return that the plan states, as a plain number (242 % is 2.42)."""
    return ratio(_stated_ratio(plan))


@measure("return-ratio-gap", "ratio")
def return_gap(plan: Reader) -> Quantity:
    """Difference between the stated ratio of return and the one computed by the plan's own definition."""
    net = plan.word("expected_return.definition") == "net-return-over-cost"
    computed = _gross(plan).shifted(-1.0) if net else _gross(plan)
    return ratio(magnitude(minus(_stated_ratio(plan), computed)))


@measure("return-ratio-is-gross", "flag")
def return_is_gross(plan: Reader) -> bool:
    """Whether the stated ratio is return over cost, though the plan does not say so: net of its cost it is one less."""
    stated = _stated_ratio(plan)
    definition = plan.state("expected_return.definition")
    if definition is State.VALUE and plan.word("expected_return.definition") == "return-over-cost":
        return False
    gross = _gross(plan)
    if not agree(stated, gross):
        return False
    return decided(None if agree(stated, gross.shifted(-1.0)) else True)


@measure("payback-days", "days")
def payback(plan: Reader) -> Quantity:
    """Time after which the plan expects its cost back; within 1 % of whole months it counts as those months."""
    return days(whole_months(size(plan, "expected_return.payback")))


@measure("months-to-return", "days")
def time_to_return(plan: Reader) -> Quantity:
    """Days in which the expected return per period adds up to the whole cost."""
    gain = plan.quantity("expected_return.amount")
    if period_of(gain) == "total":
        raise Undecided(State.UNKNOWN)
    cost = over_horizon(plan, _cost(plan))
    if cost.unit != gain.unit:
        raise Undecided(State.UNKNOWN)
    return days(divided(cost.interval, positive(gain.interval).scaled(1 / DAYS[gain.period])))


@measure("lever-net-ratio", "ratio", of="value_tree")
def lever_net(lever: Reader) -> Quantity:
    """Value expected of a lever less the cost of its actions, divided by that cost; less than 0 is a loss."""
    actions = lever.root.items("actions")
    lever.leaf("actions")
    named = [find(actions, id) for id in lever.words("actions")]
    cost = summed(lever, [action for action in named if costs_something(action)], "cost")
    return ratio(against(lever, lever.quantity("expected_value"), cost).shifted(-1.0))


@measure("value-tree-gap", "ratio")
def value_tree_gap(plan: Reader) -> Quantity:
    """Difference between the sum of the levers' values and the expected return, as share of the latter."""
    whole = summed(plan, stated_items(plan, "value_tree"), "expected_value")
    return ratio(magnitude(against(plan, whole, amount(plan, "expected_return.amount")).shifted(-1.0)))


@measure("acquisition-cost-over-value", "ratio")
def acquisition_cost_over_value(plan: Reader) -> Quantity:
    """Cost of winning a customer divided by the value of a customer over the whole relation."""
    cost = amount(plan, "customers.value_model.acquisition_cost")
    return ratio(against(plan, cost, amount(plan, "customers.value_model.average_lifetime_value")))


@measure("value-over-acquisition-cost", "ratio")
def value_over_acquisition_cost(plan: Reader) -> Quantity:
    """Value of a customer over the whole relation divided by the cost of winning one."""
    value = amount(plan, "customers.value_model.average_lifetime_value")
    return ratio(against(plan, value, amount(plan, "customers.value_model.acquisition_cost")))
