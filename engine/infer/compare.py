"""Comparison of models, and the check that a model's supports prove it: what keeps the two engines honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.infer.evaluate import ground, match
from engine.infer.program import Clause, Count, Fact, Model, Program, Support, Truth, Var

if TYPE_CHECKING:
    from collections.abc import Iterator


def differences(first: Model, second: Model) -> list[str]:
    """One line for every fact on whose truth two models differ, in sort order; supports are not compared."""
    facts = {*first.given, *first.derived, *second.given, *second.derived}
    return [
        f"{show(fact)}: {_name(first.truth(fact))} and {_name(second.truth(fact))}"
        for fact in sorted(facts)
        if first.truth(fact) != second.truth(fact)
    ]


def valid(model: Model, program: Program) -> bool:
    """Whether the supports of a model prove each of its derived facts at its truth."""
    return not flaws(model, program)


def flaws(model: Model, program: Program) -> list[str]:
    """What is wrong with the supports of a model, in sort order: missing, unfit, too weak, too strong, or circular.

    That nothing is missing from the model is not checked here: for that, compare it with `evaluate`.
    """
    found = [f"{show(fact)}: supported but not derived" for fact in model.supports.keys() - model.derived.keys()]
    for fact, truth in model.derived.items():
        support = model.supports.get(fact)
        if support is None:
            found.append(f"{show(fact)}: no support")
            continue
        if support.by in program.clauses:
            complaints = _clause_flaws(program.clauses[support.by], fact, truth, support, model)
        elif support.by in program.counts:
            complaints = _count_flaws(program.counts[support.by], fact, truth, support, model)
        else:
            complaints = iter((f"no clause {support.by}",))
        found.extend(f"{show(fact)}: {complaint}" for complaint in complaints)
    found.extend(f"{show(fact)}: rests on itself" for fact in _circular(model))
    return sorted(found)


def show(fact: Fact) -> str:
    """A fact as text."""
    return f"{fact[0]}({', '.join(fact[1:])})"


def printed(model: Model) -> str:
    """A model as text, a derived fact a line with its truth and support, in sort order."""
    lines = []
    for fact in sorted(model.derived):
        support = model.supports.get(fact, Support("?", ()))
        without = "".join(f", not {show(other)}" for other in support.without)
        premises = ", ".join(show(premise) for premise in support.premises)
        lines.append(f"{model.derived[fact].name} {show(fact)} <- {support.by}: {premises}{without}")
    return "".join(f"{line}\n" for line in lines)


def _name(truth: Truth | None) -> str:
    return truth.name if truth is not None else "FALSE"


def _clause_flaws(clause: Clause, fact: Fact, truth: Truth, support: Support, model: Model) -> Iterator[str]:
    positive = [literal.atom for literal in clause.body if literal.positive]
    negated = [literal.atom for literal in clause.body if not literal.positive]
    bound: dict[Var, str] = {}
    if len(positive) != len(support.premises):
        yield f"{len(support.premises)} premises for {len(positive)} literals"
        return
    for atom, premise in zip(positive, support.premises, strict=True):
        for var, value in (match(atom, premise) or {}).items():
            bound.setdefault(var, value)
        if any(var not in bound for var in atom.terms if isinstance(var, Var)) or ground(atom, bound) != premise:
            yield f"{show(premise)} does not fit {atom}"
            return
    if ground(clause.head, bound) != fact:
        yield f"is not the head of {support.by}"
    looked_for = tuple(ground(atom, bound) for atom in negated)
    if looked_for != support.without:
        yield f"looked for {[show(other) for other in looked_for]}, not for {[show(o) for o in support.without]}"
        return
    ingredients = [_sureness(model.truth(premise)) for premise in support.premises]
    ingredients += [Truth.TRUE - _sureness(model.truth(other)) for other in looked_for]
    if min(ingredients, default=int(Truth.TRUE)) != truth:
        yield f"its support does not give {truth.name}"


def _sureness(truth: Truth | None) -> int:
    return 0 if truth is None else int(truth)


def _count_flaws(count: Count, fact: Fact, truth: Truth, support: Support, model: Model) -> Iterator[str]:
    values: dict[str, int] = {}
    for premise in support.premises:
        bound = match(count.over, premise)
        if bound is None or ground(count.head, bound) != fact:
            yield f"{show(premise)} is not counted"
            return
        values[bound[count.distinct]] = max(values.get(bound[count.distinct], 0), _sureness(model.truth(premise)))
    levels = sorted(values.values(), reverse=True)
    given = levels[count.at_least - 1] if len(levels) >= count.at_least else 0
    if given != truth:
        yield f"its support does not give {truth.name}"


def _circular(model: Model) -> list[Fact]:
    """The derived facts whose supports never come down to given facts."""
    pending = {
        fact: {premise for premise in support.premises if premise in model.supports}
        for fact, support in model.supports.items()
    }
    proved: set[Fact] = set()
    while ready := [fact for fact, premises in pending.items() if premises <= proved]:
        proved.update(ready)
        for fact in ready:
            del pending[fact]
    return sorted(pending)
