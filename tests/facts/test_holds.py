"""Strong Kleene logic of tests, state by state, and comparisons across units."""

from __future__ import annotations

from itertools import product

import pytest

from engine.facts.holds import Truth3, holds, is_state, one_of
from engine.facts.thresholds import thresholds
from engine.facts.view import Reading, View
from engine.plan.model import State
from engine.rules.conditions import AllOf, AnyOf, AtLeast, Compare, Condition, Constant, FieldRef, Is, NoneOf
from engine.rules.grammar import parse_condition
from tests.data.frozen import TODAY, knowledge, plan

T, F, U = True, False, None
FLAGS = ("company.contractual", "company.equality_principle", "company.outside_investors")
TRUTHS: tuple[Truth3, ...] = (T, F, U)


def view(text: str) -> View:
    """A plan as the rules see it."""
    return View(plan(text), knowledge(), thresholds(knowledge(), None, {}), TODAY)


def flags(truths: tuple[Truth3, ...]) -> View:
    """A plan whose flags have these truths."""
    shown = {T: "true", F: "false", U: "unknown"}
    pairs = (f"{path.partition('.')[2]}: {shown[truth]}" for path, truth in zip(FLAGS, truths, strict=False))
    return view(f"company: {{{', '.join(pairs)}}}")


def conditions(count: int) -> tuple[Condition, ...]:
    """The first flags as conditions."""
    return tuple(Is(FieldRef("", path), "true") for path in FLAGS[:count])


def all_of(truths: tuple[Truth3, ...]) -> Truth3:
    """Kleene's conjunction: the least, with unknown between false and true."""
    return F if F in truths else U if U in truths else T


def denied(truth: Truth3) -> Truth3:
    """Kleene's negation."""
    return None if truth is None else not truth


def enough(truths: tuple[Truth3, ...], least: int) -> Truth3:
    """By trying every way to settle what is unknown."""
    ways = product(*((truth,) if truth is not None else (T, F) for truth in truths))
    found = {way.count(True) >= least for way in ways}
    return found.pop() if len(found) == 1 else None


@pytest.mark.parametrize("truths", list(product(TRUTHS, repeat=2)) + list(product(TRUTHS, repeat=3)))
def test_compounds_follow_kleene(truths: tuple[Truth3, ...]) -> None:
    """All, any, none and at-least over every combination of truths."""
    seen, parts = flags(truths), conditions(len(truths))
    assert holds(seen, AllOf(parts), {}) is all_of(truths)
    assert holds(seen, AnyOf(parts), {}) is denied(all_of(tuple(map(denied, truths))))
    assert holds(seen, NoneOf(parts), {}) is denied(all_of(truths))
    for least in (1, 2):
        assert holds(seen, AtLeast(least, parts), {}) is enough(truths, least)


@pytest.mark.parametrize("truths", list(product(TRUTHS, repeat=2)))
def test_compounds_nest(truths: tuple[Truth3, ...]) -> None:
    """De Morgan holds for unknowns too."""
    seen, (a, b) = flags(truths), conditions(2)
    either = holds(seen, AnyOf((a, b)), {})
    assert holds(seen, NoneOf((NoneOf((a,)), NoneOf((b,)))), {}) is either
    assert holds(seen, AllOf((AnyOf((a, b)), AnyOf((a, b)))), {}) is either


STATE_TABLE: list[tuple[str, dict[State, Truth3]]] = [
    ("stated", {State.VALUE: T, State.UNKNOWN: U, State.ABSENT: F, State.TBD: F, State.NOT_APPLICABLE: F}),
    ("missing", {State.VALUE: F, State.UNKNOWN: U, State.ABSENT: T, State.TBD: T, State.NOT_APPLICABLE: F}),
    ("absent", {State.VALUE: F, State.UNKNOWN: U, State.ABSENT: T, State.TBD: F, State.NOT_APPLICABLE: F}),
    ("tbd", {State.VALUE: F, State.UNKNOWN: U, State.ABSENT: F, State.TBD: T, State.NOT_APPLICABLE: F}),
    ("not-applicable", {State.VALUE: F, State.UNKNOWN: F, State.ABSENT: F, State.TBD: F, State.NOT_APPLICABLE: T}),
]


@pytest.mark.parametrize(("word", "table"), STATE_TABLE)
@pytest.mark.parametrize("state", list(State))
def test_states(word: str, table: dict[State, Truth3], state: State) -> None:
    """Each state word of each state."""
    assert is_state(Reading(state, "x" if state is State.VALUE else None), word) is table[state]


@pytest.mark.parametrize(("word", "wanted"), [("in", T), ("not in", F), ("has any of", T), ("lacks all of", F)])
def test_options(word: str, wanted: Truth3) -> None:
    """Single values and lists against options; what is absent lacks everything, what does not apply nothing."""
    assert one_of(Reading(State.VALUE, "a"), word, ("a", "b")) is wanted
    assert one_of(Reading(State.VALUE, ("c", "b")), word, ("a", "b")) is wanted
    assert one_of(Reading(State.VALUE, ("c",)), word, ("a", "b")) is denied(wanted)
    assert one_of(Reading(State.UNKNOWN), word, ("a",)) is U
    assert one_of(Reading(State.ABSENT), word, ("a",)) is (word == "lacks all of")
    assert one_of(Reading(State.NOT_APPLICABLE), word, ("a",)) is F


@pytest.mark.parametrize(
    ("text", "condition", "truth"),
    [
        ("company: {average_ticket: 20 EUR}", "company.average_ticket > 2", T),
        ("company: {average_ticket: 20 EUR, annual_sales: 10 EUR}", "company.average_ticket > company.annual_sales", T),
        ("company: {average_ticket: 20 EUR, annual_sales: 10 USD}", "company.average_ticket > company.annual_sales", U),
        ("company: {contribution_margin: 30 %}", "company.contribution_margin > P.margin-min", T),
        ("company: {contribution_margin: 10-30 %}", "company.contribution_margin > P.margin-min", U),
        ("company: {purchase_cycle: 1 year}", "company.purchase_cycle = P.payback-min", T),
        ("company: {purchase_cycle: 365 days}", "company.purchase_cycle < P.payback-min", T),
        ("company: {purchase_cycle: 366 days}", "company.purchase_cycle > P.payback-min", T),
        ("horizon: {start: start}\nmeta: {date: 2026-01-01}", "horizon.start > meta.date", U),
        ("company: {stage: running}", "company.stage = running", T),
        ("company: {stage: start-up}", "company.stage != running", T),
        ("company: {staff: absent}", "company.staff >= 0", F),
        ("company: {staff: not_applicable}", "company.staff >= 0", F),
    ],
)
def test_comparisons(text: str, condition: str, truth: Truth3) -> None:
    """Money of two currencies and moments on two axes are not compared; months and days are."""
    parsed = parse_condition(condition, frozenset())
    assert parsed is not None
    assert holds(view(text), parsed, {}) is truth


def test_a_bare_number_compares_with_any_unit() -> None:
    """0, 1 and 2 are of whatever unit stands on the other side."""
    compare = Compare(FieldRef("", "company.staff"), ">", Constant("0"))
    assert holds(view("company: {staff: 3}"), compare, {}) is T
