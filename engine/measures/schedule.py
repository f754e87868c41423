"""Measures of time: ages and lengths, phases, actions against the horizon and against each other, sequences."""

from __future__ import annotations

from collections.abc import Iterator

from engine.measures.arithmetic import ANY, ZERO, days, hull, smallest
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import Truth, decided, every, find, negated, size, some, stated_items, truth, worst
from engine.measures.timeline import (
    CALENDAR_SLACK,
    Place,
    aligned,
    apart,
    compared,
    overlap,
    place,
    plan_start,
    since_end,
    since_start,
    whole_months,
)
from engine.plan.model import State
from engine.plan.values import Interval, Quantity, exactly


@measure("horizon-days", "days")
def horizon_days(plan: Reader) -> Quantity:
    """Length of the plan's horizon; one within 1 % of whole months (365 days, 52 weeks) counts as those months."""
    return days(whole_months(size(plan, "horizon.length")))


@measure("plan-age-days", "days")
def plan_age(plan: Reader) -> Quantity:
    """Days from the plan's own date to the day of the audit."""
    today: Place = ("absolute", exactly(plan.reference.toordinal()))
    return days(apart(plan, place(plan, "meta.date"), today))


def _now_of(plan: Reader) -> Place:
    """The day at which the plan's information has to hold: its start, else its own date, else the day of the audit."""
    start = plan_start(plan)
    if start is not None:
        return "absolute", start
    if plan.state("meta.date") is State.VALUE:
        return place(plan, "meta.date")
    return "absolute", exactly(plan.reference.toordinal())


def _age(plan: Reader, item: Reader, path: str) -> Interval:
    moment = place(item, path)
    return apart(plan, moment, ("relative", exactly(0.0)) if moment[0] == "relative" else _now_of(plan))


@measure("diagnosis-age-days", "days")
def diagnosis_age(plan: Reader) -> Quantity:
    """Age of the situation analysis at the plan's start (else at the plan's date, else at the audit)."""
    return days(_age(plan, plan, "situation_analysis.date"))


@measure("database-age-days", "days")
def database_age(plan: Reader) -> Quantity:
    """Days since the last update of the customer database at the plan's start (else plan's date, else audit)."""
    return days(_age(plan, plan, "customers.database.last_updated"))


@measure("research-age-days", "days")
def research_age(plan: Reader) -> Quantity:
    """Age of the youngest market research at the plan's start (else plan's date, else audit)."""
    researches = stated_items(plan, "situation_analysis.market_research")
    gaps = [r.state("date") for r in researches if r.state("date") is not State.VALUE]
    ages = [_age(plan, r, "date") for r in researches if r.state("date") is State.VALUE]
    if not ages:
        raise Undecided(worst(gaps))
    youngest = smallest(ages)
    return days(hull(youngest, smallest((exactly(0.0), youngest))) if State.UNKNOWN in gaps else youngest)


@measure("phases-overlap", "flag", of="schedule.phases")
def phases_overlap(phase: Reader) -> bool:
    """Whether a phase starts before the end of one that it follows, or beside an earlier one and neither may overlap.

    Of two that start together the one that the plan lists later is shown.
    """
    phases = phase.root.items("schedule.phases")
    ids = [other.id for other in phases]
    before = () if phase.state("follows") is State.UNKNOWN else phase.words("follows")
    listed_later = {id: number < ids.index(phase.id) for number, id in enumerate(ids)}
    others = [other for other in phases if other.id != phase.id]
    return decided(some(_clash(phase, other, other.id in before, listed_later[other.id]) for other in others))


def _clash(phase: Reader, other: Reader, follows: bool, listed_later: bool) -> Truth:
    if follows:
        return truth(_starts_before_end, phase, other)
    later = truth(_begins_later, phase, other, listed_later)
    together = every((_dated(phase), _dated(other), overlap(phase, other), later))
    if together is not True:
        return together
    return negated(some((truth(phase.is_true, "may_overlap"), truth(other.is_true, "may_overlap"))))


def _begins_later(phase: Reader, other: Reader, listed_later: bool) -> Truth:
    """Whether a phase starts after another; where stated starts do not tell, the order of the list decides."""
    start, start_of_other = place(phase, "start"), place(other, "start")
    later = compared(phase, start_of_other, "<", start)
    return later if later or compared(phase, start, "<", start_of_other) else listed_later


def _starts_before_end(item: Reader, other: Reader) -> Truth:
    return compared(item, place(item, "start"), "<", place(other, "end"))


def _dated(item: Reader) -> Truth:
    """Whether an item has a start and an end."""
    found = (item.state("start"), item.state("end"))
    if any(state not in (State.VALUE, State.UNKNOWN) for state in found):
        return False
    return None if State.UNKNOWN in found else True


@measure("phase-gap-days", "days", of="schedule.phases")
def phase_gap(phase: Reader) -> Quantity:
    """Days from the end of the last phase that a phase follows to its own start; negative where they overlap."""
    before = phase.words("follows")
    if not before:
        raise Undecided(State.NOT_APPLICABLE)
    phases = phase.root.items("schedule.phases")
    start = place(phase, "start")
    return days(smallest([apart(phase, place(find(phases, id), "end"), start) for id in before]))


@measure("action-outside-horizon", "flag", of="actions")
def action_outside_horizon(action: Reader) -> bool:
    """Whether an action is dated before the plan, starts after it, or ends after it without being continuous.

    A date counted from the plan's start ("start - 60 days") is preparation placed before it on purpose.
    """
    start, end = action.state("start"), action.state("end")
    if State.VALUE not in (start, end):
        raise Undecided(worst((start, end)))
    first = "start" if start is State.VALUE else "end"
    checks = (truth(_early, action, first), truth(_late, action, "start"), truth(_ends_late, action))
    return decided(some(checks))


def _early(action: Reader, path: str) -> Truth:
    """Whether a calendar date lies before the plan; a stated month counts to its last day."""
    moment = place(action, path)
    if moment[0] == "relative":
        return False
    return exactly(since_start(action, moment).high).compare("<", ZERO)


def _late(action: Reader, path: str) -> Truth:
    """Whether a date lies after the plan; a stated month counts from its first day."""
    moment = place(action, path)
    last = (moment[0], exactly(moment[1].low)) if moment[0] == "absolute" else moment
    return since_end(action, last).compare(">", exactly(CALENDAR_SLACK))


def _ends_late(action: Reader) -> Truth:
    return every((truth(_late, action, "end"), negated(truth(action.is_true, "continuous"))))


@measure("action-before-dependency", "flag", of="actions")
def action_before_dependency(action: Reader) -> bool:
    """Whether an action starts before the end (or, where none is stated, the start) of one that it depends on."""
    needed = action.words("depends_on")
    actions = action.root.items("actions")
    return decided(some(truth(_too_soon, action, actions, id) for id in needed))


def _too_soon(action: Reader, actions: tuple[Reader, ...], id: str) -> Truth:
    needed = find(actions, id)
    start = place(action, "start")
    ended = needed.state("end")
    if ended is State.VALUE:
        return compared(action, start, "<", place(needed, "end"))
    begun = compared(action, start, "<", place(needed, "start"))
    return begun if begun or ended is not State.UNKNOWN else None


@measure("action-depends-on-itself", "flag", of="actions")
def action_depends_on_itself(action: Reader) -> bool:
    """Whether an action waits, through others, for itself."""
    actions = action.root.items("actions")
    return decided(some(_reached(action, actions)))


def _reached(action: Reader, actions: tuple[Reader, ...]) -> Iterator[Truth]:
    """For each action that has to come first: whether it is the action itself; open where its needs are unknown."""
    waiting, seen = [action], {action.id}
    while waiting:
        current = waiting.pop()
        if current.state("depends_on") is State.UNKNOWN:
            yield None
            continue
        for id in current.words("depends_on"):
            yield id == action.id
            if id not in seen:
                seen.add(id)
                waiting.extend(other for other in actions if other.id == id)


@measure("internal-before-external-days", "days")
def internal_before_external(plan: Reader) -> Quantity:
    """Days from the first internal communication to the first external one; negative where customers hear first."""
    inside = _first(plan, "communication.internal")
    outside = _first(plan, "communication.external")
    return days(apart(plan, inside, outside))


def _first(plan: Reader, path: str) -> Place:
    """The first start in a list; any earlier day is possible where some start is unknown."""
    found = [(item, item.state("start")) for item in stated_items(plan, path)]
    places = [place(item, "start") for item, state in found if state is State.VALUE]
    if not places:
        raise Undecided(worst(state for _, state in found))
    axis = "absolute" if any(axis == "absolute" for axis, _ in places) else "relative"
    origin: Place = (axis, exactly(0.0))
    first = smallest([aligned(plan, origin, one)[1] for one in places])
    return axis, smallest((first, ANY)) if any(state is State.UNKNOWN for _, state in found) else first


@measure("sequence-overlaps", "flag", of="contact_sequences")
def sequence_overlaps(sequence: Reader) -> bool:
    """Whether another sequence reaches one of the same segments at the same time; one without dates runs always."""
    others = [other for other in sequence.root.items("contact_sequences") if other.id != sequence.id]
    return decided(some(every((_same_segment(sequence, o), overlap(sequence, o))) for o in others))


def _same_segment(first: Reader, second: Reader) -> Truth:
    return truth(_shares_segment, first, second)


def _shares_segment(first: Reader, second: Reader) -> Truth:
    return not set(first.words("segments")).isdisjoint(second.words("segments"))
