"""The semantics of record, by example: Kleene truth, counts, recursion, and supports."""

from __future__ import annotations

import pytest

from engine.infer import compare
from engine.infer.evaluate import evaluate
from engine.infer.program import Atom, Count, Support, Truth
from tests.infer.programs import X, Y, Z, no, program, rule, yes

TRUE, UNKNOWN = Truth.TRUE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("present", "absent", "expected"),
    [
        (TRUE, None, TRUE),
        (TRUE, UNKNOWN, UNKNOWN),
        (TRUE, TRUE, None),
        (UNKNOWN, None, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, TRUE, None),
        (None, None, None),
        (None, UNKNOWN, None),
    ],
)
def test_a_body_is_as_true_as_its_weakest_literal(
    present: Truth | None, absent: Truth | None, expected: Truth | None
) -> None:
    made = program(rule(1, yes("gap", X), yes("planned", X), no("costed", X)))
    facts = {("planned", "a"): present, ("costed", "a"): absent}
    model = evaluate(made, {fact: truth for fact, truth in facts.items() if truth is not None})
    assert model.truth(("gap", "a")) == expected


def test_a_head_takes_its_best_derivation_and_the_least_support_at_that_truth() -> None:
    made = program(rule(1, yes("h"), yes("a", X)), rule(2, yes("h"), yes("b", X)))
    model = evaluate(made, {("a", "1"): UNKNOWN, ("b", "2"): TRUE, ("b", "1"): TRUE})
    assert model.derived == {("h",): TRUE}
    assert model.supports == {("h",): Support("c2", (("b", "1"),))}


def test_the_negated_fact_stands_in_the_support() -> None:
    made = program(rule(1, yes("h", X), yes("a", X), no("b", X, "k")))
    assert evaluate(made, {("a", "1"): TRUE}).supports == {("h", "1"): Support("c1", (("a", "1"),), (("b", "1", "k"),))}


SURE_AND_UNSURE = [(3, 0, TRUE), (2, 1, UNKNOWN), (2, 0, None), (0, 4, UNKNOWN)]


@pytest.mark.parametrize(("sure", "unsure", "expected"), SURE_AND_UNSURE)
def test_a_count_needs_enough_different_values(sure: int, unsure: int, expected: Truth | None) -> None:
    over = Atom("channel", (X, Y, Z, "live"))
    made = program(Count("k", "many", Atom("many", (X,)), over, Y, 3))
    facts = {("channel", "seg", f"s{n}", "once", "live"): TRUE for n in range(sure)}
    facts |= {("channel", "seg", f"u{n}", "once", "live"): UNKNOWN for n in range(unsure)}
    if sure:
        facts |= {("channel", "seg", "s0", f"again{n}", "live"): TRUE for n in range(5)}
    facts |= {("channel", "seg", f"x{n}", "once", "dead"): TRUE for n in range(5)}
    model = evaluate(made, facts)
    assert model.truth(("many", "seg")) == expected
    assert compare.flaws(model, made) == []


def test_recursion_ends_and_no_fact_rests_on_itself() -> None:
    made = program(
        rule(1, yes("path", X, Y), yes("edge", X, Y)),
        rule(0, yes("path", X, Z), yes("path", X, Y), yes("path", Y, Z)),
    )
    ring = [("edge", str(n), str((n + 1) % 5)) for n in range(5)]
    model = evaluate(made, {fact: UNKNOWN if n == 3 else TRUE for n, fact in enumerate(ring)})
    assert len(model.derived) == 25
    assert compare.flaws(model, made) == []
    # The id sorts first, but a shorter proof comes first.
    assert model.supports["path", "0", "1"] == Support("c1", (("edge", "0", "1"),))
    assert model.truth(("path", "0", "3")) is TRUE
    assert model.truth(("path", "3", "0")) is UNKNOWN


def test_a_variable_twice_in_an_atom_asks_for_equal_values() -> None:
    made = program(rule(1, yes("loop", X), yes("edge", X, X)), rule(2, yes("free"), no("edge", "b", "b")))
    model = evaluate(made, {("edge", "a", "a"): TRUE, ("edge", "a", "b"): TRUE, ("edge", "b", "a"): TRUE})
    assert model.derived == {("free",): TRUE, ("loop", "a"): TRUE}


def test_one_fact_may_stand_for_two_premises() -> None:
    made = program(rule(1, yes("pair", X, Y), yes("item", X), yes("item", Y)))
    assert evaluate(made, {("item", "a"): TRUE}).derived == {("pair", "a", "a"): TRUE}


def test_facts_of_another_arity_do_not_meet() -> None:
    made = program(rule(1, yes("h", X), yes("item", X), no("off", X)))
    model = evaluate(made, {("item", "a", "b"): TRUE, ("item", "a"): TRUE, ("off", "a", "b"): TRUE})
    assert model.derived == {("h", "a"): TRUE}


def test_a_derivation_may_raise_a_given_fact_but_not_lower_it() -> None:
    made = program(rule(1, yes("known", X), yes("said", X)))
    given = {("known", "a"): UNKNOWN, ("known", "b"): TRUE, ("said", "a"): TRUE, ("said", "b"): UNKNOWN}
    model = evaluate(made, given)
    assert model.derived == {("known", "a"): TRUE}
    assert (model.truth(("known", "a")), model.truth(("known", "b"))) == (TRUE, TRUE)


def test_no_facts_at_all_still_give_what_absence_gives() -> None:
    made = program(
        rule(1, yes("silent"), no("item", "a")), rule(2, yes("axiom", "a")), rule(3, yes("h"), yes("item", X))
    )
    assert evaluate(made, {}).derived == {("axiom", "a"): TRUE, ("silent",): TRUE}
