"""Properties of inference over random programs: the engines agree, and unknown means what it says."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.infer import compare
from engine.infer.evaluate import evaluate
from engine.infer.program import Fact, Truth
from tests.infer.programs import Case, cases
from tests.infer.properties import try_cases

pytestmark = pytest.mark.property

CI_CASES = 2_000
DEV_CASES = 300
CASES_OF_A_PROCESS = 2_500
"""A process of its own for so many: the rule engine does not give all memory of a rule set back."""


def _wanted() -> int:
    named = CI_CASES if settings.get_current_profile_name() == "ci" else DEV_CASES
    return int(os.environ.get("VINCULO_PROPERTY_CASES") or named)


def test_engines_agree_on_random_programs() -> None:
    wanted = _wanted()
    if wanted <= CASES_OF_A_PROCESS:
        try_cases(wanted, 1)
        return
    shares = [CASES_OF_A_PROCESS] * (wanted // CASES_OF_A_PROCESS)
    shares += [wanted % CASES_OF_A_PROCESS] if wanted % CASES_OF_A_PROCESS else []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context, max_tasks_per_child=1) as pool:
        for done in [pool.submit(try_cases, share, start) for start, share in enumerate(shares, 1)]:
            done.result()


@st.composite
def completions(draw: st.DrawFn) -> tuple[Case, dict[Fact, Truth]]:
    """A case, and its facts with every unknown one made true or left out."""
    case = draw(cases())
    kept = {
        fact: Truth.TRUE
        for fact, truth in case.facts.items()
        if truth is Truth.TRUE or draw(st.booleans(), label=compare.show(fact))
    }
    return case, kept


@given(completions())
def test_no_completion_contradicts_what_is_certain(drawn: tuple[Case, dict[Fact, Truth]]) -> None:
    case, completed = drawn
    before = evaluate(case.program, case.facts)
    after = evaluate(case.program, completed)
    certain = {fact for fact, truth in before.derived.items() if truth is Truth.TRUE}
    assert {fact for fact in certain if after.truth(fact) is not Truth.TRUE} == set()
    possible = before.derived.keys() | before.given.keys()
    assert after.derived.keys() - possible == set()
    assert set(after.derived.values()) <= {Truth.TRUE}


@given(cases(), st.randoms(use_true_random=False))
def test_order_of_facts_and_irrelevant_facts_change_nothing(case: Case, dice: object) -> None:
    facts = list(case.facts.items())
    dice.shuffle(facts)  # type: ignore[attr-defined]
    beside = [
        (("elsewhere", "a"), Truth.TRUE),
        (("g1", "a", "b", "a", "b"), Truth.TRUE),
        (("g3", "a"), Truth.UNKNOWN),
        (("d1",), Truth.TRUE),
    ]
    plain = evaluate(case.program, case.facts)
    other = evaluate(case.program, dict([*beside[:2], *facts, *beside[2:]]))
    assert compare.printed(other) == compare.printed(plain)
