"""Measures of actions and of the people who carry them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from engine.measures.arithmetic import counted, ratio, settled
from engine.measures.money import against
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import (
    Truth,
    alike,
    amount,
    decided,
    every,
    how_many,
    lacks,
    negated,
    number_of,
    share_of,
    size,
    some,
    stated_items,
    states,
    summed,
    truth,
    worst,
)
from engine.plan.model import State
from engine.plan.values import Interval, Quantity, exactly

PHASES = {
    "acquire": frozenset({"acquire", "referral"}),
    "develop": frozenset({"develop", "cross-sell", "up-sell", "frequency", "basket"}),
    "retain": frozenset({"retain", "serve", "satisfy", "recognise"}),
    "recover": frozenset({"recover"}),
}
"""The levers that serve each phase of a customer's life."""


@measure("actions-count", "actions")
def actions_count(plan: Reader) -> Quantity:
    """Number of actions."""
    return Quantity(how_many(plan, "actions"), "actions")


@measure("people-count", "people")
def people_count(plan: Reader) -> Quantity:
    """People who run the plan: size of the team as stated, else the people listed."""
    if plan.state("organisation.team_size") is State.VALUE:
        return Quantity(size(plan, "organisation.team_size"), "people")
    return Quantity(how_many(plan, "organisation.people"), "people")


def _share_of_actions(plan: Reader, path: str) -> Quantity:
    return ratio(share_of(lacks(action, path) for action in stated_items(plan, "actions")))


@measure("actions-without-cost-share", "ratio")
def without_cost(plan: Reader) -> Quantity:
    """Share of the actions with no cost stated that are not said to cost nothing."""
    return ratio(share_of(_uncosted(action) for action in stated_items(plan, "actions")))


def _uncosted(action: Reader) -> Truth:
    return every((lacks(action, "cost"), negated(truth(action.is_true, "costs_nothing"))))


@measure("actions-without-owner-share", "ratio")
def without_owner(plan: Reader) -> Quantity:
    """Share of the actions that nobody answers for."""
    return _share_of_actions(plan, "owner")


@measure("actions-without-objective-share", "ratio")
def without_objective(plan: Reader) -> Quantity:
    """Share of the actions that serve no objective."""
    return _share_of_actions(plan, "objectives")


@measure("actions-without-benefit-share", "ratio")
def without_benefit(plan: Reader) -> Quantity:
    """Share of the actions that state no benefit for the customer."""
    return _share_of_actions(plan, "customer_benefit")


@measure("price-only-actions-share", "ratio")
def price_only(plan: Reader) -> Quantity:
    """Share of the actions whose only incentive is the price."""
    return ratio(share_of(truth(_has_word, a, "incentive", {"price"}) for a in stated_items(plan, "actions")))


def _has_word(item: Reader, path: str, options: Iterable[str]) -> Truth:
    return item.word(path) in options


@measure("owner-action-share-max", "ratio")
def owner_share(plan: Reader) -> Quantity:
    """Share of the actions that the person with most of them owns; actions of unknown owner count as possible."""
    actions = stated_items(plan, "actions")
    owners = Counter(action.word("owner") for action in actions if action.state("owner") is State.VALUE)
    gaps = [action.state("owner") for action in actions if action.state("owner") is not State.VALUE]
    if not owners:
        raise Undecided(worst(gaps))
    most = max(owners.values())
    return ratio(Interval(most, most + gaps.count(State.UNKNOWN)).scaled(1 / len(actions)))


@measure("owner-hours-over", "flag")
def owner_hours_over(plan: Reader) -> bool:
    """Whether some person owns actions of more hours than the person has."""
    actions = stated_items(plan, "actions")
    return decided(some(truth(_overloaded, person, actions) for person in stated_items(plan, "organisation.people")))


def _overloaded(person: Reader, actions: tuple[Reader, ...]) -> Truth:
    """Whether the hours of the actions that a person owns exceed the hours of the person."""
    available = amount(person, "hours_available")
    owned = [action for action in actions if truth(_has_word, action, "owner", {person.id})]
    open_owner = any(action.state("owner") is State.UNKNOWN for action in actions)
    if not owned:
        return None if open_owner else False
    needed, free = alike(person, (summed(person, owned, "hours"), available))
    over = needed.interval.compare(">", free.interval)
    return None if over is False and open_owner else over


@measure("staff-hours-over", "ratio")
def staff_hours_over(plan: Reader) -> Quantity:
    """By how much the hours of the actions exceed those available, as share of these; negative where they fit."""
    needed = summed(plan, stated_items(plan, "actions"), "hours")
    return ratio(against(plan, needed, amount(plan, "organisation.hours_available")).shifted(-1.0))


@measure("training-hours", "hours")
def training_hours(plan: Reader) -> Quantity:
    """Hours of training, all sessions together; at least that, where some session has no hours."""
    if plan.state("organisation.training") is State.ABSENT:
        return Quantity(exactly(0.0), "hours")
    hours = summed(plan, stated_items(plan, "organisation.training"), "hours")
    return Quantity(settled(hours.interval), "hours", hours.period)


def _in_phase(plan: Reader, phase: str) -> Quantity:
    if plan.state("actions") is State.ABSENT:
        return counted(0, "actions")
    actions = stated_items(plan, "actions")
    return counted(number_of(truth(_has_word, action, "lever", PHASES[phase]) for action in actions), "actions")


@measure("lifecycle-acquire", "actions")
def lifecycle_acquire(plan: Reader) -> Quantity:
    """Actions that win customers or bring referrals."""
    return _in_phase(plan, "acquire")


@measure("lifecycle-develop", "actions")
def lifecycle_develop(plan: Reader) -> Quantity:
    """Actions that make the relation grow: more products, better ones, more often, larger baskets."""
    return _in_phase(plan, "develop")


@measure("lifecycle-retain", "actions")
def lifecycle_retain(plan: Reader) -> Quantity:
    """Actions that keep customers: retention, service, satisfaction, recognition."""
    return _in_phase(plan, "retain")


@measure("lifecycle-recover", "actions")
def lifecycle_recover(plan: Reader) -> Quantity:
    """Actions that win customers back."""
    return _in_phase(plan, "recover")


@measure("action-levers-count", "levers", of="actions")
def action_levers(action: Reader) -> Quantity:
    """Levers of the value tree that count the gain of an action."""
    levers = stated_items(action.root, "value_tree")
    return counted(number_of(truth(_names, lever, action.id) for lever in levers), "levers")


def _names(lever: Reader, id: str) -> Truth:
    return every((states(lever, "actions"), id in lever.words("actions")))


@measure("waits-for-repair", "flag", of="actions")
def waits_for_repair(action: Reader) -> bool:
    """Whether an action waits for one that repairs or improves the service."""
    repairs = {other.id: truth(_repairs, other) for other in action.root.items("actions")}
    if not any(answer is not False for answer in repairs.values()):
        return False
    return decided(some(repairs.get(id, False) for id in action.words("depends_on")))


def _repairs(action: Reader) -> bool:
    return action.word("lever") in ("serve", "satisfy")
