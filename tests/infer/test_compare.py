"""The comparison sees every change that it is there for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.infer import compare
from engine.infer.evaluate import evaluate
from engine.infer.program import Atom, Count, Fact, Support, Truth
from tests.infer.programs import X, Y, Z, no, program, rule, yes

MADE = program(
    rule(1, yes("path", X, Y), yes("edge", X, Y)),
    rule(2, yes("path", X, Z), yes("path", X, Y), yes("edge", Y, Z)),
    rule(3, yes("lonely", X), yes("item", X), no("path", X, X)),
    Count("k", "hub", Atom("hub", (X,)), Atom("path", (X, Y)), Y, 2),
)
MODEL = evaluate(
    MADE,
    {
        ("edge", "a", "b"): Truth.TRUE,
        ("edge", "b", "c"): Truth.UNKNOWN,
        ("edge", "a", "d"): Truth.TRUE,
        ("item", "a"): Truth.TRUE,
    },
)
AB, AC, LONELY, HUB = ("path", "a", "b"), ("path", "a", "c"), ("lonely", "a"), ("hub", "a")


def test_a_sound_model_has_no_flaws_and_no_differences() -> None:
    assert set(MODEL.derived) == {AB, ("path", "b", "c"), ("path", "a", "d"), AC, LONELY, HUB}
    assert compare.valid(MODEL, MADE)
    assert compare.differences(MODEL, MODEL) == []


@pytest.mark.parametrize("fact", sorted(MODEL.derived))
def test_every_altered_truth_is_reported(fact: Fact) -> None:
    other = Truth.UNKNOWN if MODEL.derived[fact] is Truth.TRUE else Truth.TRUE
    altered = replace(MODEL, derived={**MODEL.derived, fact: other})
    assert len(compare.differences(MODEL, altered)) == 1
    assert not compare.valid(altered, MADE)
    missing = replace(MODEL, derived={key: truth for key, truth in MODEL.derived.items() if key != fact})
    (line,) = compare.differences(MODEL, missing)
    assert line.startswith(compare.show(fact))
    assert line.endswith("and FALSE")


@pytest.mark.parametrize(
    ("fact", "support", "complaint"),
    [
        (AB, Support("c9", (("edge", "a", "b"),)), "no clause c9"),
        (AB, Support("c1", ()), "0 premises for 1 literals"),
        (AB, Support("c1", (("edge", "a", "d"),)), "is not the head of c1"),
        (AB, Support("c1", (("item", "a"),)), "does not fit"),
        (AB, Support("c1", (("edge", "a", "b"),), (("item", "a"),)), "not for"),
        (AB, Support("c2", (AB, ("edge", "b", "b"))), "does not give TRUE"),
        (AC, Support("c2", (("path", "a", "d"), ("edge", "b", "c"))), "does not fit"),
        (LONELY, Support("c3", (("item", "a"),), ()), "looked for"),
        (HUB, Support("k", (AB,)), "does not give TRUE"),
        (HUB, Support("k", (AB, AC)), "does not give TRUE"),
        (HUB, Support("k", (AB, ("path", "b", "c"))), "is not counted"),
    ],
)
def test_every_altered_support_is_reported(fact: Fact, support: Support, complaint: str) -> None:
    altered = replace(MODEL, supports={**MODEL.supports, fact: support})
    assert any(complaint in line for line in compare.flaws(altered, MADE))


def test_missing_and_left_over_supports_are_reported() -> None:
    without = {key: support for key, support in MODEL.supports.items() if key != AB}
    assert "path(a, b): no support" in compare.flaws(replace(MODEL, supports=without), MADE)
    more = {**MODEL.supports, ("path", "z", "z"): Support("c1", (("edge", "z", "z"),))}
    assert "path(z, z): supported but not derived" in compare.flaws(replace(MODEL, supports=more), MADE)


def test_circular_supports_are_reported() -> None:
    made = program(
        rule(1, yes("p", X), yes("item", X)), rule(2, yes("p", X), yes("q", X)), rule(3, yes("q", X), yes("p", X))
    )
    model = evaluate(made, {("item", "a"): Truth.TRUE})
    circle = replace(model, supports={**model.supports, ("p", "a"): Support("c2", (("q", "a"),))})
    assert compare.flaws(circle, made) == ["p(a): rests on itself", "q(a): rests on itself"]
