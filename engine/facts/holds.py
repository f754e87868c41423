"""Whether a test holds for given items: True, False, or None where the plan does not say (strong Kleene logic)."""

from __future__ import annotations

from collections.abc import Iterable

from engine.facts.view import Env, Reading, View
from engine.plan.model import Leaf, State
from engine.plan.values import Interval, Moment
from engine.rules.conditions import AllOf, AnyOf, AtLeast, Compare, Condition, Is, NoneOf, OneOf

Truth3 = bool | None


def holds(view: View, condition: Condition, env: Env) -> Truth3:
    """The truth of a test (see `rules.scope.is_test`) for the items in `env`."""
    if isinstance(condition, Is):
        return is_state(view.read(condition.operand, env), condition.word)
    if isinstance(condition, Compare):
        return _compare(view, condition, env)
    if isinstance(condition, OneOf):
        return one_of(view.read(condition.operand, env), condition.word, condition.options)
    inner = (holds(view, part, env) for part in _parts(condition))
    if isinstance(condition, AllOf):
        return _negated(_any(_negated(truth) for truth in inner))
    if isinstance(condition, AnyOf):
        return _any(inner)
    if isinstance(condition, NoneOf):  # "none of (a; b)" denies that all hold together
        return _any(_negated(truth) for truth in inner)
    assert isinstance(condition, AtLeast)
    assert isinstance(condition.threshold, int)
    return _enough(list(inner), condition.threshold)


def is_state(reading: Reading, word: str) -> Truth3:
    """`FIELD is WORD`. A flag that the plan says is absent, or leaves open, is false."""
    state = reading.state
    if word in ("true", "false"):
        if state is State.VALUE:
            return reading.value is (word == "true")
        if state is State.UNKNOWN:
            return None
        return word == "false" and isinstance(reading.node, Leaf) and state is not State.NOT_APPLICABLE
    if word == "not-applicable":
        return state is State.NOT_APPLICABLE
    if state is State.UNKNOWN:
        return None
    wanted = {
        "stated": (State.VALUE,),
        "missing": (State.ABSENT, State.TBD),
        "absent": (State.ABSENT,),
        "tbd": (State.TBD,),
    }
    return state in wanted[word]


def one_of(reading: Reading, word: str, options: tuple[str, ...]) -> Truth3:
    """`in`, `not in`, `has any of`, `lacks all of`."""
    if reading.state is State.UNKNOWN:
        return None
    if reading.state is not State.VALUE:
        return word == "lacks all of" and reading.state is not State.NOT_APPLICABLE
    values = reading.value if isinstance(reading.value, tuple) else (reading.value,)
    found = any(value in options for value in values)
    return found if word in ("in", "has any of") else not found


def _compare(view: View, condition: Compare, env: Env) -> Truth3:
    left, right = view.read(condition.left, env), view.read(condition.right, env)
    states = {left.state, right.state}
    if states - {State.VALUE, State.UNKNOWN}:
        return False
    if State.UNKNOWN in states:
        return None
    a, b = left.value, right.value
    if isinstance(a, Moment) and isinstance(b, Moment):
        (axis, first), (other, second) = a.on_axis(view.plan.start), b.on_axis(view.plan.start)
        return first.compare(condition.operator, second) if axis == other else None
    if isinstance(a, Interval) and isinstance(b, Interval):
        return a.compare(condition.operator, b) if _comparable(left.unit, right.unit) else None
    return (a == b) is (condition.operator == "=")


def _comparable(left: str, right: str) -> bool:
    """Whether two units may be compared: alike, or one of them a bare number (thresholds and 0, 1, 2)."""
    return not left or not right or left == right


def _parts(condition: Condition) -> tuple[Condition, ...]:
    assert isinstance(condition, AllOf | AnyOf | NoneOf | AtLeast)
    return condition.parts


def _any(truths: Iterable[Truth3]) -> Truth3:
    best: Truth3 = False
    for truth in truths:
        if truth:
            return True
        best = None if truth is None else best
    return best


def _negated(truth: Truth3) -> Truth3:
    return None if truth is None else not truth


def _enough(truths: list[Truth3], least: int) -> Truth3:
    if truths.count(True) >= least:
        return True
    return None if truths.count(True) + truths.count(None) >= least else False
