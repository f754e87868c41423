"""The strata of a program, and the programs that are refused."""

from __future__ import annotations

import pytest

from engine.errors import RuleError
from engine.infer.program import Atom, Clause, Count
from engine.infer.stratify import stratify
from tests.infer.programs import X, Y, Z, no, program, rule, yes

NONE: frozenset[str] = frozenset()


def _codes(clauses: list[Clause], counts: list[Count], given: frozenset[str]) -> list[tuple[str, str]]:
    with pytest.raises(RuleError) as raised:
        stratify(clauses, counts, given)
    assert raised.value.exit_code == 3
    return [(p.code, p.params.get("variable") or p.params.get("predicate") or "") for p in raised.value.problems]


def test_negation_and_counts_raise_the_stratum_and_plain_premises_do_not() -> None:
    made = program(
        rule(1, yes("top", X), yes("item", X), no("weak", X)),
        rule(2, yes("weak", X), yes("level", X, "low")),
        rule(3, yes("chained", X), yes("weak", X)),
        Count("k", "count", Atom("many"), Atom("chained", (Y,)), Y, 2),
        rule(4, yes("last"), yes("many"), no("top", "a")),
    )
    assert made.strata == (("c2", "c3"), ("c1", "k"), ("c4",))


def test_ids_keep_their_order_within_a_stratum() -> None:
    made = program(*(rule(n, yes("head", X), yes(f"body{n}", X)) for n in (7, 3, 9, 1)))
    assert made.strata == (("c7", "c3", "c9", "c1"),)


def test_positive_recursion_is_one_stratum() -> None:
    made = program(
        rule(1, yes("path", X, Y), yes("edge", X, Y)), rule(2, yes("path", X, Z), yes("path", X, Y), yes("path", Y, Z))
    )
    assert made.strata == (("c1", "c2"),)


def test_a_cycle_through_negation_is_named_in_order() -> None:
    clauses = [
        rule("b", yes("p", X), yes("item", X), no("q", X)),
        rule("a", yes("q", X), yes("r", X)),
        rule("c", yes("r", X), yes("p", X)),
        rule("d", yes("apart", X), yes("p", X)),
    ]
    with pytest.raises(RuleError) as raised:
        stratify(clauses, [], frozenset({"item"}))
    (problem,) = raised.value.problems
    assert problem.code == "negation-cycle"
    assert problem.params == {"predicates": "q -> p -> r -> q", "rules": "rule-a, rule-b, rule-c"}
    with pytest.raises(RuleError) as again:
        stratify(clauses[::-1], [], frozenset({"item"}))
    assert again.value.problems == raised.value.problems


def test_a_count_over_what_depends_on_it_is_a_cycle() -> None:
    counts = [Count("k", "counting", Atom("many"), Atom("item", (Y,)), Y, 2)]
    clauses = [rule(1, yes("item", X), yes("given", X), yes("many"))]
    with pytest.raises(RuleError) as raised:
        stratify(clauses, counts, frozenset({"given"}))
    (problem,) = raised.value.problems
    assert (problem.code, problem.params["rules"]) == ("negation-cycle", "counting, rule-1")


def test_unsafe_variables_are_refused() -> None:
    given = frozenset({"item", "other"})
    assert _codes([rule(1, yes("p", X, Y), yes("item", X))], [], given) == [("unsafe-variable", "?Y")]
    assert _codes([rule(1, yes("p"), yes("item", X), no("other", Z))], [], given) == [("unsafe-variable", "?Z")]
    assert _codes([rule(1, yes("p", X), no("other", X))], [], given) == [("unsafe-variable", "?X")]
    count = Count("k", "c", Atom("many", (X,)), Atom("item", (Y,)), Z, 1)
    assert _codes([], [count], given) == [("unsafe-variable", "?X"), ("unsafe-variable", "?Z")]


def test_dead_premises_are_refused_with_the_nearest_name() -> None:
    clauses = [rule(1, yes("p", X), yes("itm", X)), rule(2, yes("q"), no("nothing-like-it"))]
    with pytest.raises(RuleError) as raised:
        stratify(clauses, [Count("k", "c", Atom("m"), Atom("items", (X,)), X, 1)], frozenset({"item"}))
    found = [(p.code, p.params["predicate"], p.nearest) for p in raised.value.problems]
    assert sorted(found, key=str) == [
        ("dead-premise", "items", "item"),
        ("dead-premise", "itm", "item"),
        ("dead-premise", "nothing-like-it", None),
    ]


def test_repeated_ids_and_empty_counts_are_refused() -> None:
    clauses = [rule(1, yes("p"), yes("item", X)), rule(1, yes("q"), yes("item", X))]
    assert _codes(clauses, [], frozenset({"item"})) == [("duplicate-clause", "")]
    count = Count("k", "c", Atom("many"), Atom("item", (X,)), X, 0)
    assert _codes([], [count], frozenset({"item"})) == [("count-below-one", "")]


def test_an_empty_program_has_no_strata() -> None:
    assert stratify([], [], NONE).strata == ()
