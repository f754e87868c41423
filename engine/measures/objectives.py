"""Measures of objectives: what is stated of them, how much they ask, whether target and milestones fit."""

from __future__ import annotations

from engine.measures.arithmetic import days, magnitude, minus, opposite, ratio
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import (
    Truth,
    decided,
    divided,
    every,
    find,
    how_many,
    per,
    share_of,
    some,
    stated_items,
    states,
    truth,
)
from engine.measures.timeline import place, since_start
from engine.plan.model import State
from engine.plan.values import DAYS, Interval, Quantity, exactly

SHARE_KINDS = frozenset({
    "retention", "churn", "repeat", "share_of_wallet", "redemption", "first_choice", "response", "opt_outs",
    "conversion",
})  # fmt: skip
"""Kinds of KPI that are a part of a whole, which cannot exceed it."""

VOLUME_KINDS = frozenset({"enrolment", "reach", "impressions", "messages_sent"})
"""Kinds of KPI that count activity and say nothing of the relation."""


@measure("objectives-count", "objectives")
def objectives_count(plan: Reader) -> Quantity:
    """Number of objectives."""
    return Quantity(how_many(plan, "objectives"), "objectives")


@measure("kpis-count", "kpis")
def kpis_count(plan: Reader) -> Quantity:
    """Number of indicators."""
    return Quantity(how_many(plan, "kpis"), "kpis")


def _stated_parts(objective: Reader) -> list[Truth]:
    """For each of the five parts of a measurable objective, whether it is stated."""
    baseline = objective.state("baseline")
    has_baseline = None if baseline is State.UNKNOWN else baseline in (State.VALUE, State.NOT_APPLICABLE)
    return [
        states(objective, "kpi"),
        some((has_baseline, states(objective, "milestones"))),
        states(objective, "target"),
        some((states(objective, "deadline"), states(objective.root, "horizon.length"))),
        states(objective, "owner"),
    ]


@measure("objective-completeness", "ratio", of="objectives")
def objective_completeness(objective: Reader) -> Quantity:
    """Share stated of: KPI, baseline (or why there is none, or milestones), target, deadline (or horizon), owner."""
    return ratio(share_of(_stated_parts(objective)))


@measure("complete-objectives-share", "ratio")
def complete_objectives_share(plan: Reader) -> Quantity:
    """Share of the objectives with KPI, baseline, target, deadline and owner."""
    return ratio(share_of(every(_stated_parts(objective)) for objective in stated_items(plan, "objectives")))


def _in_one_unit(first: Quantity, second: Quantity) -> tuple[Interval, Interval]:
    """Two quantities in one unit and period. Raises Undecided(UNKNOWN) where they cannot be compared."""
    bases = {base for base in (first.base, second.base) if base}
    if first.unit != second.unit or len(bases) > 1 or bool(first.period) != bool(second.period):
        raise Undecided(State.UNKNOWN)
    if first.period == second.period:
        return first.interval, second.interval
    return per(first, "year"), per(second, "year")


def asked(level: Interval) -> Interval:
    """The level that a target asks for: its bound where it is one-sided ("at least 40 %")."""
    if level.low == float("-inf") and level.high != float("inf"):
        return exactly(level.high)
    return exactly(level.low) if level.high == float("inf") and level.low != float("-inf") else level


def _change(objective: Reader) -> tuple[Interval, Interval]:
    """Baseline and the change asked from it, positive where it improves; its size where no direction is stated."""
    baseline, target = _in_one_unit(objective.quantity("baseline"), objective.quantity("target"))
    return baseline, _improvement(objective, baseline, asked(target))


def _improvement(objective: Reader, before: Interval, after: Interval) -> Interval:
    direction = _direction(objective)
    if direction == "keep":
        raise Undecided(State.NOT_APPLICABLE)
    rise = minus(after, before)
    return magnitude(rise) if direction == "" else rise if direction == "up" else opposite(rise)


def _direction(objective: Reader) -> str:
    """The direction of an objective; "" where it is not stated."""
    return objective.word("direction") if objective.state("direction") is State.VALUE else ""


@measure("baseline-gap", "ratio", of="objectives")
def baseline_gap(objective: Reader) -> Quantity:
    """Improvement that an objective asks, relative to its baseline (the change, where no direction is stated)."""
    baseline, change = _change(objective)
    return ratio(divided(change, magnitude(baseline)))


@measure("improvement-per-year", "ratio", of="objectives")
def improvement_per_year(objective: Reader) -> Quantity:
    """Improvement asked relative to the baseline, per year from the plan's start to the deadline (or horizon's end)."""
    baseline, change = _change(objective)
    years = _time_given(objective).scaled(1 / DAYS["year"])
    return ratio(divided(divided(change, magnitude(baseline)), years))


def _time_given(objective: Reader) -> Interval:
    """Days from the plan's start to the deadline, or the length of the horizon where there is no deadline."""
    if objective.state("deadline") is State.VALUE:
        return since_start(objective, place(objective, "deadline"))
    return objective.root.number("horizon.length")


@measure("days-to-deadline", "days", of="objectives")
def days_to_deadline(objective: Reader) -> Quantity:
    """Days from the plan's start to the deadline of an objective."""
    return days(since_start(objective, place(objective, "deadline")))


@measure("target-against-direction", "flag", of="objectives")
def target_against_direction(objective: Reader) -> bool:
    """Whether a target is worse than its baseline, or above the whole where the KPI is a part of one."""
    objective.leaf("target")
    return decided(some((truth(_beyond_whole, objective), truth(_worsens, objective))))


def _worsens(objective: Reader) -> Truth:
    direction = objective.word("direction")
    if direction == "keep":
        return False
    baseline, target = _in_one_unit(objective.quantity("baseline"), objective.quantity("target"))
    return asked(target).compare("<" if direction == "up" else ">", baseline)


def _beyond_whole(objective: Reader) -> Truth:
    target = objective.quantity("target")
    if target.unit != "ratio":
        return False
    level = asked(target.interval)
    beyond = some((level.compare(">", exactly(1.0)), level.compare("<", exactly(0.0))))
    return every((beyond, truth(_is_share, objective))) if beyond is not False else False


def _is_share(objective: Reader) -> Truth:
    kpi = find(objective.root.items("kpis"), objective.word("kpi"))
    return kpi.word("kind") in SHARE_KINDS


@measure("milestone-off-path", "flag", of="objectives")
def milestone_off_path(objective: Reader) -> bool:
    """Whether some milestone is not between baseline and target."""
    milestones = objective.items("milestones")
    return decided(some(truth(_off_path, objective, milestone) for milestone in milestones))


def _off_path(objective: Reader, milestone: Reader) -> Truth:
    """Whether a milestone lies beyond the target, or on the wrong side of the baseline."""
    value = milestone.quantity("value")
    here, end = _in_one_unit(value, objective.quantity("target"))
    here, end = asked(here), asked(end)
    if objective.state("baseline") in (State.ABSENT, State.NOT_APPLICABLE, State.TBD):
        direction = objective.word("direction")
        return False if direction == "keep" else here.compare(">" if direction == "up" else "<", end)
    _, begin = _in_one_unit(value, objective.quantity("baseline"))
    under_both = every((here.compare("<", begin), here.compare("<", end)))
    over_both = every((here.compare(">", begin), here.compare(">", end)))
    return some((under_both, over_both))


@measure("milestone-last-step", "ratio", of="objectives")
def milestone_last_step(objective: Reader) -> Quantity:
    """Improvement still asked from the last milestone to the target, relative to that milestone."""
    last = stated_items(objective, "milestones")[-1]
    here, target = _in_one_unit(last.quantity("value"), objective.quantity("target"))
    return ratio(divided(_improvement(objective, asked(here), asked(target)), magnitude(asked(here))))


@measure("success-kpis-only-volume", "flag", of="programmes")
def success_kpis_only_volume(programme: Reader) -> bool:
    """Whether every KPI of a programme counts activity only: enrolment, reach, impressions, messages sent."""
    programme.leaf("kpis")
    return decided(every(truth(_counts_volume, programme, id) for id in programme.words("kpis")))


def _counts_volume(programme: Reader, id: str) -> Truth:
    return find(programme.root.items("kpis"), id).word("kind") in VOLUME_KINDS
