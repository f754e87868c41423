"""The intermediate form: printed, the same at every compilation, in layers, with equal tests shared."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.infer.program import Clause, Count
from engine.rules.compile import CompiledRules, compile_rules
from engine.system import System
from tests.data.frozen import frozen_system, rule, system_of
from tests.rules.cases import system as real_system

NO_KPI = ["each o in objectives", "o.kpi is missing"]


def printed(compiled: CompiledRules) -> list[str]:
    """The whole form as text."""
    program = compiled.program
    return [str(part) for part in (*program.clauses.values(), *program.counts.values(), *compiled.tests.values())]


def compiled(system: System) -> CompiledRules:
    """The form at the default values."""
    return compile_rules(system.base, system.default_values)


def strata(form: CompiledRules) -> dict[str, int]:
    """The number of the stratum in which each predicate is settled."""
    parts: dict[str, Clause | Count] = {**form.program.clauses, **form.program.counts}
    return {parts[id].head.predicate: number for number, ids in enumerate(form.program.strata) for id in ids}


@pytest.mark.parametrize("system", [frozen_system, real_system])
def test_compiling_twice_gives_the_same_program(system: Callable[[], System]) -> None:
    """Nothing depends on the order of a set or on an address."""
    made = system()
    first, second = compiled(made), compiled(made)
    assert printed(first) == printed(second)
    assert first.given == second.given
    assert not [line for line in printed(first) if " at 0x" in line]


def test_the_text_of_a_program(tmp_path: Path) -> None:
    """What `vinculo rules --program` prints of a small rule base, word for word."""
    system = system_of(
        tmp_path,
        rule(
            "orphan",
            ["each o in objectives", {"none": ["each a in actions", "a.objectives refers to o"]}],
            concludes=["bad-goal(o)"],
        ),
        rule("many", [{"at-least": "P.too-many", "distinct": "o", "where": NO_KPI}]),
    )
    assert printed(compiled(system)) == EXPECTED.splitlines()


EXPECTED = """\
aux:many.1(?o) :- t000(?o).
aux:many.2() :- aux:many.1(?o), unseen:objectives(?o).
r:many() :- aux:many.2().
aux:orphan.1(?o) :- item:actions(?a), ref:actions[].objectives(?a, ?o).
r:orphan(?o) :- item:objectives(?o), not aux:orphan.1(?o).
scope:orphan() :- item:objectives(?o).
c:bad-goal(?o, orphan, warning, area) :- r:orphan(?o).
aux:many.2() :- at least 2 ?o in aux:many.1(?o).
t000(o in objectives): o.kpi is missing
"""


def test_equal_tests_are_one(tmp_path: Path) -> None:
    """Two rules that look at the same, under whatever names, share the test; others do not."""
    system = system_of(
        tmp_path,
        rule("one", ["each o in objectives", "o.kpi is missing"]),
        rule("two", ["each x in objectives", "x.kpi is missing"]),
        rule("three", ["each o in objectives", "o.owner is missing"]),
        rule("four", ["each o in actions", "o.owner is missing"]),
    )
    assert len(compiled(system).tests) == 3


def test_strata_rise_through_negation(tmp_path: Path) -> None:
    """What is denied or counted is settled in a lower stratum than what denies it."""
    system = system_of(
        tmp_path,
        rule("low", ["mission is missing"], concludes=["step1"]),
        rule("high", [{"none": ["step1 is concluded"]}], concludes=["step2"]),
        rule("top", [{"none": ["step2 is concluded"]}]),
    )
    place = strata(compiled(system))
    assert place["r:low"] < place["r:high"] < place["r:top"]


def test_every_clause_of_the_real_rules_is_safe_and_layered() -> None:
    """Every variable of a head or a negation is bound, and no premise stands in a higher stratum."""
    program, place = compiled(real_system()).program, strata(compiled(real_system()))
    parts: list[Clause | Count] = [*program.clauses.values(), *program.counts.values()]
    assert len(parts) > 300
    for clause in program.clauses.values():
        bound = {term for literal in clause.body if literal.positive for term in literal.atom.terms}
        used = {*clause.head.terms, *(t for literal in clause.body if not literal.positive for t in literal.atom.terms)}
        assert not {term for term in used - bound if not isinstance(term, str)}, str(clause)
        for literal in clause.body:
            below = place.get(literal.atom.predicate, -1)
            limit = place[clause.head.predicate] - (0 if literal.positive else 1)
            assert below <= limit, str(clause)
    for count in program.counts.values():
        assert place.get(count.over.predicate, -1) < place[count.head.predicate], str(count)


def test_the_given_facts_are_of_known_kinds() -> None:
    """A program starts from items, references, concepts, relations and tests, and from nothing else."""
    form = re.compile(r"(item|unseen|under|ref|rel|hard):[\w.\[\]-]+|t\d{3,}")
    given = compiled(real_system()).given
    assert [predicate for predicate in given if not form.fullmatch(predicate)] == []
    assert {predicate for predicate in given if predicate[:1] == "t"} == {*compiled(real_system()).tests}
