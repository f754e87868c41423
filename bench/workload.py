"""A rule base and plans of the size of a real audit: 54 flat facts, 120 rules, some 60 findings a plan."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from engine.infer.program import Atom, Clause, Fact, Literal, Program, Truth, Var
from engine.infer.stratify import stratify

if TYPE_CHECKING:
    from collections.abc import Iterable

A, B = Var("A"), Var("B")
CONCEPTS = [f"concept.{number:02}" for number in range(40)]
GIVEN = frozenset({"field", "link", "measure"})


def rules(copies: int = 1, *, applying: bool = False) -> Program:
    """120 rules, and with more copies as many again: about concepts that no plan has, or the same ones when
    applying."""
    clauses: list[Clause] = []
    for copy in range(copies):
        suffix = f"~{copy}" if copy else ""
        clauses += _rules(suffix, "" if applying else suffix)
    return stratify(clauses, [], GIVEN)


def facts(seed: int, times: int = 1, *, unknown: float = 0.15) -> dict[Fact, Truth]:
    """The facts of one plan; with `times`, as many items and links more."""
    dice = random.Random(seed)
    found: list[Fact] = [
        ("field", concept, dice.choice(["absent", "absent", "low", "low", "high"])) for concept in CONCEPTS
    ]
    found += [("measure", f"m{number}", dice.choice(["below", "above"])) for number in range(6)]
    actions = 4 * times
    for number in range(actions):
        objective, segment = dice.randrange(actions), dice.choice(CONCEPTS)
        found += [("link", "action", f"a{number}", f"o{objective}"), ("link", "segment", f"a{number}", segment)]
    if times > 1:
        extra = range(40 * (times - 1))
        found += [("field", f"item.{number}", dice.choice(["absent", "low", "high"])) for number in extra]
    return {fact: Truth.UNKNOWN if dice.random() < unknown else Truth.TRUE for fact in found}


def _rules(suffix: str, about: str) -> list[Clause]:
    made: list[tuple[str, Atom, list[Literal]]] = []
    for number, concept in enumerate(CONCEPTS):
        seen = concept + about
        made.append((f"missing-{number}", _finding(f"missing-{number}"), [_yes("field", seen, "absent")]))
        made.append((f"weak-{number}", _finding(f"weak-{number}"), [_yes("field", seen, "low")]))
    for number in range(15):
        seen = CONCEPTS[2 * number] + about
        head = Atom("finding", (f"join-{number}{suffix}", A))
        body = [_yes("link", "segment" + about, A, seen), _yes("link", "action" + about, A, B)]
        if number % 3 == 0:
            body.append(Literal(Atom("field", (seen, "high")), positive=False))
        made.append((f"join-{number}", head, body))
    for number in range(5):
        steps = [_finding(f"chain-{number}-{step}{suffix}") for step in range(3)]
        seen = CONCEPTS[7 * number] + about
        made.append((f"chain-{number}-0", steps[0], [_yes("field", seen, "absent")]))
        made.append((f"chain-{number}-1", steps[1], [Literal(steps[0])]))
        last = [Literal(steps[1]), _yes("field", CONCEPTS[7 * number + 1] + about, "low")]
        made.append((f"chain-{number}-2", steps[2], last))
    for number in range(10):
        seen = f"m{number % 6}{about}"
        made.append((f"threshold-{number}", _finding(f"threshold-{number}"), [_yes("measure", seen, "below")]))
    return [Clause(name + suffix, name + suffix, _renamed(head, suffix), tuple(body)) for name, head, body in made]


def _finding(name: str) -> Atom:
    return Atom("finding", (name,))


def _renamed(head: Atom, suffix: str) -> Atom:
    name, *rest = head.terms
    named = str(name) if str(name).endswith(suffix) else f"{name}{suffix}"
    return Atom(head.predicate, (named, *rest))


def _yes(predicate: str, *terms: Var | str) -> Literal:
    return Literal(Atom(predicate, terms))


def findings(derived: Iterable[Fact]) -> set[Fact]:
    """The findings among derived facts."""
    return {fact for fact in derived if fact[0] == "finding"}
