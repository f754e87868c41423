"""Measures of what a plan leaves empty: the SWOT and whether it is used, strategic and operational aspects."""

from __future__ import annotations

from collections.abc import Iterator

from engine.measures.arithmetic import counted
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import Truth, decided, every, lacks, negated, number_of, plain, some, states, truth
from engine.plan.model import State
from engine.plan.values import Quantity

SWOT = "situation_analysis.swot"
QUADRANTS = ("strengths", "weaknesses", "opportunities", "threats")


def _swot_stated(plan: Reader) -> None:
    state = plan.state(SWOT)
    if state is not State.VALUE:
        raise Undecided(state)


@measure("swot-quadrants-empty", "quadrants")
def quadrants_empty(plan: Reader) -> Quantity:
    """Quadrants of the SWOT with no item; one that is said not to apply counts as looked at."""
    _swot_stated(plan)
    return counted(number_of(lacks(plan, f"{SWOT}.{quadrant}") for quadrant in QUADRANTS), "quadrants")


def _answered(item: Reader) -> Truth:
    """Whether an objective or an action names an item of the SWOT, by its id or its text."""
    names, text = {plain(item.id)}, item.state("text")
    if text is State.VALUE:
        names.add(plain(item.word("text")))
    answered = some(truth(_any_named, other, path, names) for other, path in _answering(item.root))
    return None if answered is False and text is State.UNKNOWN else answered


def _answering(plan: Reader) -> Iterator[tuple[Reader, str]]:
    for collection, path in (("objectives", "derived_from"), ("actions", "answers")):
        if plan.state(collection) is State.UNKNOWN:
            yield plan, collection
        else:
            yield from ((item, path) for item in plan.items(collection))


def _any_named(reader: Reader, path: str, names: set[str]) -> Truth:
    """Whether a list names one of the names; open where the list, or the collection it belongs to, is unknown."""
    if reader.state(path) is State.UNKNOWN:
        return None
    return any(plain(word) in names for word in reader.words(path))


@measure("swot-items-unused", "items")
def items_unused(plan: Reader) -> Quantity:
    """Items of the SWOT that no objective and no action names."""
    _swot_stated(plan)
    listed = [quadrant for quadrant in QUADRANTS if plan.state(f"{SWOT}.{quadrant}") is State.VALUE]
    items = [item for quadrant in listed for item in plan.items(f"{SWOT}.{quadrant}")]
    if not items:
        raise Undecided(State.ABSENT)
    return counted(number_of(negated(_answered(item)) for item in items), "items")


def _unanswered(item: Reader) -> bool:
    return decided(every((negated(_answered(item)), negated(states(item, "accepted_because")))))


@measure("threat-unanswered", "flag", of=f"{SWOT}.threats")
def threat_unanswered(threat: Reader) -> bool:
    """Whether no objective and no action answers a threat and it is not accepted with a reason."""
    return _unanswered(threat)


@measure("weakness-unanswered", "flag", of=f"{SWOT}.weaknesses")
def weakness_unanswered(weakness: Reader) -> bool:
    """Whether no objective and no action answers a weakness and it is not accepted with a reason."""
    return _unanswered(weakness)


def _any_stated(plan: Reader, *paths: str) -> Truth:
    return some(states(plan, path) for path in paths)


def _any_item(plan: Reader, collection: str, path: str, options: tuple[str, ...] = ()) -> Truth:
    """Whether some item of a collection states a field, or one of some options in it."""
    if plan.state(collection) is State.UNKNOWN:
        return None
    items = plan.items(collection)
    if not options:
        return some(states(item, path) for item in items)
    return some(truth(_is_one_of, item, path, options) for item in items)


def _is_one_of(item: Reader, path: str, options: tuple[str, ...]) -> Truth:
    return item.word(path) in options


@measure("strategic-aspects-empty", "aspects")
def strategic_empty(plan: Reader) -> Quantity:
    """Aspects left empty of five: study, value, segments, brand role or satisfaction, competitors or emotion."""
    analysis = "situation_analysis"
    filled = (
        _any_stated(
            plan, f"{analysis}.customer_study", f"{analysis}.relationship_study", f"{analysis}.market_research"
        ),
        _any_stated(plan, "customers.value_model.methods", "customers.value_model.average_lifetime_value"),
        states(plan, "segmentation.segments"),
        some((
            _any_item(plan, "strategies", "brand_role"),
            _any_item(plan, "kpis", "kind", ("satisfaction", "recommendation")),
        )),
        _any_stated(plan, f"{analysis}.competitors", "value_proposition.emotional"),
    )  # fmt: skip
    return counted(number_of(negated(aspect) for aspect in filled), "aspects")


@measure("operational-aspects-empty", "aspects")
def operational_empty(plan: Reader) -> Quantity:
    """Aspects left empty of five: database, processes, programmes or contact plans, technology, budget."""
    database = ("kind", "created", "last_updated", "sources", "fields")
    filled = (
        _any_stated(plan, *(f"customers.database.{name}" for name in database)),
        states(plan, "organisation.processes"),
        some((
            _any_stated(plan, "programmes", "contact_sequences"),
            _any_item(plan, "segmentation.segments", "contact_plan"),
        )),
        states(plan, "technology.systems"),
        _any_stated(plan, "budget.total", "budget.share_of_sales", "budget.hours", "budget.lines"),
    )  # fmt: skip
    return counted(number_of(negated(aspect) for aspect in filled), "aspects")
