"""The rule engine as its documentation shows it: one rule set, text values, an action a rule, facts asserted one by
one.

Only for comparison, on plans without unknown facts: two-valued, no strata, no proofs, and right about a negation
only where all facts that could block it come first.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from durable.engine import MessageNotHandledException, Ruleset

from engine.infer.program import Atom, Clause, Fact, Program, Var

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SESSIONS = itertools.count(1)


class Documented:
    """A program as one rule set with actions that assert what follows."""

    def __init__(self, program: Program) -> None:
        self._derived: set[Fact] = set()
        self._used = {lit.atom.predicate for clause in program.clauses.values() for lit in clause.body}
        rules = {f"r{n}": self._rule(clause) for n, clause in enumerate(program.clauses.values())}
        # What fits no other pattern would raise.
        rules["rest"] = {"all": [{"x": {"$ex": {"t": 1}}}, {"y": {"$and": [{"t": "never"}]}}], "run": _nothing}
        self._ruleset = Ruleset(f"documented{next(_SESSIONS)}", None, rules)

    def run(self, facts: Iterable[Fact]) -> set[Fact]:
        """What follows from certain facts."""
        self._derived.clear()
        session = str(next(_SESSIONS))
        for fact in facts:
            state = self._ruleset.assert_fact(_message(fact) | {"sid": session})
            self._ruleset.do_actions(state, _completed)
        self._ruleset.delete_state(session)
        return set(self._derived)

    def _rule(self, clause: Clause) -> dict[str, Any]:
        where: dict[Var, tuple[str, str]] = {}
        positive, negative = [], []
        for number, literal in enumerate(clause.body):
            alias = f"p{number}" if literal.positive else f"p{number}$not"
            tests: list[dict[str, Any]] = [{"t": literal.atom.predicate}]
            for position, term in enumerate(literal.atom.terms, 1):
                if not isinstance(term, Var):
                    tests.append({f"a{position}": term})
                elif term in where:
                    tests.append({f"a{position}": {where[term][0]: where[term][1]}})
                else:
                    where[term] = (alias, f"a{position}")
            # The guard against reading past the end, or the comparison could not be made at all.
            tests += [{"k": {"p0": "k"}}] if number else []
            (positive if literal.positive else negative).append({alias: {"$and": tests}})
        return {"all": [*positive, *negative], "dist": 0, "run": self._action(clause.head, where)}

    def _action(self, head: Atom, where: dict[Var, tuple[str, str]]) -> Callable[[Any], None]:
        def action(context: Any) -> None:
            terms = [
                getattr(getattr(context, where[t][0]), where[t][1]) if isinstance(t, Var) else t for t in head.terms
            ]
            fact = (head.predicate, *terms)
            if fact not in self._derived:
                self._derived.add(fact)
                if head.predicate in self._used:
                    context.assert_fact(_message(fact))

        return action


def _nothing(context: object) -> None:
    """The action of a rule that never fires."""


def _completed(error: BaseException | None, _: object) -> None:
    if error and not isinstance(error, MessageNotHandledException):
        raise error


def _message(fact: Fact) -> dict[str, Any]:
    return {"t": fact[0], "k": 1} | {f"a{position}": value for position, value in enumerate(fact[1:], 1)}
