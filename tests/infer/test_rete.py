"""The fast path against each known defect of the library that it drives, and its limits."""

from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING

import pytest

from engine import rete
from engine.errors import RuleError
from engine.infer import compare, patterns, wire
from engine.infer.evaluate import evaluate
from engine.infer.program import Atom, Clause, Count, Fact, Literal, Program, Truth, Var
from tests.infer.programs import VALUES, X, Y, Z, no, program, rule, yes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRUE, UNKNOWN = Truth.TRUE, Truth.UNKNOWN


def both(
    made: Program, *runs: Mapping[Fact, Truth], aimed_at: int = patterns.PATTERNS_AIMED_AT
) -> list[dict[Fact, Truth]]:
    """What both engines derive in each run, after checking that they agree in truths and proofs."""
    compiled = rete.compile_program(made, aimed_at)
    results = []
    for facts in runs:
        fast, record = rete.run(compiled, facts), evaluate(made, facts)
        assert compare.printed(fast) == compare.printed(record)
        assert compare.flaws(fast, made) == []
        results.append(dict(fast.derived))
    rete.release(compiled)
    return results


def definitions(made: Program) -> Iterator[list[dict[str, dict[str, object]]]]:
    """The pattern lists of all rules that a program is compiled to."""
    codes = patterns.encode(made)
    for ids in made.strata:
        for shard in patterns.shards(made, ids, codes, 60):
            yield from (rules["all"] for rules in shard.definition.values())


def test_negation_is_right_whatever_the_order_of_facts() -> None:
    made = program(rule(1, yes("gap", X), yes("action", X), no("costed", X)), rule(2, yes("whole"), no("gap", "a7")))
    facts = {("action", f"a{n}"): TRUE for n in range(12)}
    facts |= {("costed", f"a{n}"): TRUE if n % 2 else UNKNOWN for n in range(9)}
    items = list(facts.items())
    dice = random.Random(7)
    runs = []
    for _ in range(20):
        dice.shuffle(items)
        runs.append(dict(items))
    results = both(made, *runs)
    assert all(result == results[0] for result in results)
    assert results[0]["gap", "a8"] is UNKNOWN
    assert ("gap", "a7") not in results[0]
    assert results[0]["gap", "a9"] is TRUE


def test_every_later_pattern_ends_with_the_guard_that_is_always_true() -> None:
    made = program(
        rule(1, yes("h", X), yes("a", X, Y), yes("b", Y, X), no("c", X, "k"), yes("d")),
        rule(2, yes("i"), no("c", "k", "k")),
    )
    later = [next(iter(p.values())) for found in definitions(made) for p in found[1:]]
    assert len(later) == 5
    for test in later:
        assert test["$and"][-1] == {"k": {"m": "k"}}  # type: ignore[index]


def test_a_negating_rule_starts_with_its_marker() -> None:
    made = program(rule(1, yes("h", X), no("b", "k"), yes("a", X)), rule(2, yes("i"), yes("a", X)))
    firsts = [found[0] for found in definitions(made)]
    assert {"m": {"t": patterns.MARKER}} in firsts
    assert sum("m" in first for first in firsts) == 1


def test_empty_runs_follow_each_other() -> None:
    made = program(
        rule(1, yes("h", X), yes("a", X)), rule(2, yes("none"), no("a", "q")), rule(3, yes("axiom"), no("b"))
    )
    results = both(made, *[{}] * 50)
    assert results == [{("axiom",): TRUE, ("none",): TRUE}] * 50


def test_heads_of_negations_only_are_three_valued() -> None:
    made = program(rule(1, yes("h"), no("a", "x"), no("b")))
    assert both(made, {("a", "x"): UNKNOWN}, {("b",): TRUE}, {("a", "y"): TRUE}) == [
        {("h",): UNKNOWN},
        {},
        {("h",): TRUE},
    ]


def test_facts_that_fit_no_pattern_cost_no_other() -> None:
    made = program(rule(1, yes("h", X), yes("a", X, "good"), yes("b", X)))
    facts = {("a", f"i{n}", "bad"): TRUE for n in range(30)}
    facts |= {("a", "i1", "good"): TRUE, ("b", "i1"): TRUE, ("zzz", "i1"): TRUE}
    assert both(made, facts) == [{("h", "i1"): TRUE}]


def test_one_fact_may_stand_for_two_premises() -> None:
    made = program(
        rule(1, yes("h", X, Y), yes("a", X), yes("a", Y)), rule(2, yes("l", X), yes("e", X, Y), yes("e", Y, X))
    )
    assert len(both(made, {("a", "1"): TRUE, ("a", "2"): UNKNOWN, ("e", "q", "q"): TRUE})[0]) == 5


def test_a_variable_twice_in_an_atom_asks_for_equal_values() -> None:
    made = program(
        rule(1, yes("l", X), yes("e", X, X, Y)),
        rule(2, yes("n", X), yes("a", X), no("e", X, X, X)),
        rule(3, yes("j", X), yes("a", X), yes("e", Y, Y, X)),
    )
    facts = {("e", "a", "a", "b"): TRUE, ("e", "a", "b", "a"): TRUE, ("e", "b", "b", "b"): UNKNOWN}
    facts |= {("a", "a"): TRUE, ("a", "b"): TRUE}
    assert both(made, facts)[0] == {
        ("j", "b"): TRUE,
        ("l", "a"): TRUE,
        ("l", "b"): UNKNOWN,
        ("n", "a"): TRUE,
        ("n", "b"): UNKNOWN,
    }


@pytest.mark.parametrize("value", [*VALUES, "1e-7", "1e20", "NaN", "null", "$and", "é", "e\u0301"])
def test_any_text_may_be_an_argument(value: str) -> None:
    made = program(rule(1, yes("h", X), yes("a", value, X), yes("b", X)), rule(2, yes("n"), no("b", value)))
    facts = {("a", value, other): TRUE for other in ["1", "1.0", "true", value, "01", value + " "]}
    result = both(made, {**facts, ("b", value): TRUE, ("b", "True"): TRUE, ("b", "1.00"): TRUE})
    assert result == [{("h", value): TRUE}]


@pytest.mark.parametrize("name", ["id", "sid", "$s", "$m", "a$not", "b$all", "m", "p0", "z", "ñ 'q\"", "t"])
def test_any_text_may_be_a_predicate(name: str) -> None:
    made = program(rule(1, yes("h", X), yes(name, X), no(name + "2", X)))
    assert both(made, {(name, "a"): TRUE, (name, "b"): TRUE, (name + "2", "b"): TRUE}) == [{("h", "a"): TRUE}]


@pytest.mark.parametrize("aimed_at", [1, patterns.PATTERNS_AIMED_AT, patterns.MAX_PATTERNS_IN_SHARD, 10_000])
def test_hundreds_of_rules_may_share_a_premise_and_a_marker(aimed_at: int) -> None:
    rules = [rule(f"{n:03}", yes(f"h{n}", X), yes("a", X), yes("b", X, f"k{n}"), no("c", X)) for n in range(350)]
    rules += [rule(f"j{n:03}", yes(f"i{n}", X), yes("a", X), yes("b", X, Y), yes("d", Y)) for n in range(350)]
    made = program(*rules)
    facts = {("a", "1"): TRUE, ("a", "2"): TRUE, ("b", "2", "k9"): TRUE, ("d", "k9"): TRUE, ("c", "1"): TRUE}
    facts |= {("b", "1", f"k{n}"): TRUE for n in range(350)}
    (derived,) = both(made, facts, aimed_at=aimed_at)
    assert len(derived) == 1 + 2 * 350
    assert derived["h9", "2"] is TRUE


def test_no_rule_set_comes_near_the_limits_of_the_engine() -> None:
    wide = [rule(f"{n:03}", yes("h", X), *[yes("a", X, f"k{n}", f"k{m}") for m in range(14)]) for n in range(40)]
    narrow = [rule(f"n{n:03}", yes("i", X), yes("a", X, Y, Z)) for n in range(300)]
    made = program(*wide, *narrow)
    codes = patterns.encode(made)
    for ids in made.strata:
        for shard in patterns.shards(made, ids, codes, 60):
            sizes = [len(shard.definition[name]["all"]) for name in shard.rules]
            assert sum(sizes) <= patterns.MAX_PATTERNS_IN_SHARD


def test_as_many_sibling_tests_as_a_rule_set_holds_are_within_the_limit() -> None:
    steps = [Var(f"V{n:02}") for n in range(16)]
    ways = [[yes("b", steps[n], steps[n + 1]) for n in range(15)] for _ in range(8)]
    made = program(*(rule(n, yes(f"h{n}", X), *way, yes("b", X, steps[0])) for n, way in enumerate(ways)))
    facts = {("b", "1", "2"): TRUE, ("b", "2", "1"): TRUE, ("b", "2", "3"): UNKNOWN}
    (derived,) = both(made, facts, aimed_at=patterns.MAX_PATTERNS_IN_SHARD)
    assert derived == {(f"h{n}", value): TRUE for n in range(8) for value in "12"}


def _long(literals: int, negated: int) -> Clause:
    body = [yes("a", X, str(n)) for n in range(literals)] + [no("b", X, str(n)) for n in range(negated)]
    return Clause("long", "the-long-rule", Atom("h", (X,)), tuple(body))


@pytest.mark.parametrize(("literals", "negated"), [(16, 0), (14, 1), (1, 14)])
def test_a_rule_may_have_as_many_patterns_as_the_engine_takes(literals: int, negated: int) -> None:
    made = program(_long(literals, negated))
    facts = {("a", "x", str(n)): TRUE for n in range(literals)}
    assert both(made, facts, dict(list(facts.items())[1:])) == [{("h", "x"): TRUE}, {}]


@pytest.mark.parametrize(("literals", "negated"), [(17, 0), (15, 1), (1, 15)])
def test_a_rule_with_more_is_refused_by_name(literals: int, negated: int) -> None:
    with pytest.raises(RuleError) as raised:
        rete.compile_program(program(_long(literals, negated)))
    (problem,) = raised.value.problems
    assert (problem.code, problem.file, problem.params["what"]) == ("engine-limit", "the-long-rule", "patterns")


def test_the_widest_fact_is_matched_and_a_wider_one_refused() -> None:
    def wide(arity: int) -> Program:
        variables = tuple(Var(f"V{n:02}") for n in range(arity))
        body = (
            Literal(Atom("a", variables)),
            Literal(Atom("b", variables)),
            Literal(Atom("c", variables), positive=False),
        )
        return program(Clause("w", "the-wide-rule", Atom("h", variables[:1]), body))

    values = tuple(str(n) for n in range(patterns.MAX_ARITY - 1))
    assert both(wide(len(values)), {("a", *values): TRUE, ("b", *values): TRUE}) == [{("h", "0"): TRUE}]
    with pytest.raises(RuleError) as raised:
        rete.compile_program(wide(patterns.MAX_ARITY + 1))
    assert {(p.code, p.file, p.params["what"]) for p in raised.value.problems} == {
        ("engine-limit", "the-wide-rule", "arguments")
    }


def test_thousands_of_facts_go_in_and_none_is_taken_for_another() -> None:
    made = program(
        rule(1, yes("h", X), yes("a", X), no("b", X)), Count("k", "count", Atom("all"), Atom("h", (X,)), X, 2_900)
    )
    facts = {("a", f"item {n}"): TRUE for n in range(3_000)}
    (derived,) = both(made, facts | {("b", f"item {n}"): TRUE for n in range(0, 3_000, 30)})
    assert len(derived) == 2_901


def test_recursion_goes_through_shards_and_worlds() -> None:
    rules = [rule(f"{n:02}", yes(f"r{(n + 1) % 30}", X), yes(f"r{n}", X), yes("item", X)) for n in range(30)]
    rules += [rule("start", yes("r7", X), yes("seed", X)), rule("n", yes("out", X), yes("item", X), no("r6", X))]
    facts = {("item", "a"): TRUE, ("item", "b"): UNKNOWN, ("seed", "a"): UNKNOWN, ("item", "c"): TRUE}
    facts |= {("seed", "b"): TRUE, ("seed", "c"): TRUE}
    (derived,) = both(program(*rules), facts)
    assert (derived["r6", "a"], derived["r6", "b"], derived["r6", "c"]) == (UNKNOWN, UNKNOWN, TRUE)
    assert (derived["out", "a"], derived.get(("out", "c"))) == (UNKNOWN, None)


def test_a_lost_fact_is_an_error_and_the_next_run_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    made = program(rule(1, yes("h", X), yes("a", X)))
    compiled = rete.compile_program(made)
    facts = {("a", "1"): TRUE, ("a", "2"): TRUE}
    plain = rete.run(compiled, facts)
    with monkeypatch.context() as patched:
        # A number with an exponent: the engine cannot read it and says nothing.
        patched.setattr(wire.Wire, "text", lambda audit, fact: audit.line("p0", '"a1":1e-7,'))
        with pytest.raises(RuntimeError, match="lost facts"):
            rete.run(compiled, facts)
    assert rete.run(compiled, facts) == plain
    rete.release(compiled)


def test_more_runs_than_the_engine_holds_sessions() -> None:
    made = program(rule(1, yes("h", X), yes("a", X), no("b", X)))
    compiled = rete.compile_program(made)
    results = [rete.run(compiled, {("a", str(n)): TRUE, ("b", str(n)): UNKNOWN}).derived for n in range(1_500)]
    assert results == [{("h", str(n)): UNKNOWN} for n in range(1_500)]
    rete.release(compiled)


def test_threads_take_turns() -> None:
    made = program(rule(1, yes("h", X), yes("a", X), no("b", X)), rule(2, yes("i", X), yes("h", X)))
    compiled = rete.compile_program(made)
    wrong: list[str] = []

    def audit(name: str) -> None:
        facts = {("a", f"{name}{n}"): TRUE for n in range(20)} | {("b", f"{name}3"): TRUE}
        expected = evaluate(made, facts)
        wrong.extend(line for _ in range(30) for line in compare.differences(rete.run(compiled, facts), expected))

    threads = [threading.Thread(target=audit, args=(name,)) for name in "pqrs"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    rete.release(compiled)
