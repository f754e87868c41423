"""From rules to the intermediate form: Datalog clauses over tests that are decided on the plan beforehand.

Conditions that only look at values become tests: facts (test, items…) that grounding asserts, so that the engine never compares
numbers. All conditions on the same items become one test, and equal tests of different rules are one. Bindings, references,
relations of the graph and conclusions become literals; `any`, `none` and `at-least` over them become auxiliary predicates
(Lloyd and Topor), counts are separate.

Predicates: item:PATH(item[, parent]) · unseen:PATH(item) · under:CONCEPT(concept) · ref:PATH(item, item) ·
rel:KIND and hard:KIND(concept, concept) · tNNN(items…) · aux:RULE.N(…) · r:RULE(subjects…) · scope:RULE() ·
c:CONCLUSION(argument, rule, severity, area).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.infer.program import Atom, Clause, Count, Literal, Program, Term, Var
from engine.infer.stratify import stratify
from engine.rules.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Concluded,
    Condition,
    Each,
    NoneOf,
    ParameterRef,
    Refers,
    Related,
)
from engine.rules.model import Rule, RuleBase
from engine.rules.scope import Scope, bindings, is_test, reads, sort_of, words

NO_ARGUMENT = "*"
GIVEN_PREFIXES = ("item:", "under:", "ref:", "rel:", "hard:", "unseen:")
"""How the plan's own facts begin, besides the tests."""


@dataclass(frozen=True, slots=True)
class TestSpec:
    """A condition on the values of at most a few items: its variables with what they range over, in order of the fact."""

    id: str
    variables: tuple[tuple[str, str], ...]
    condition: Condition

    def __str__(self) -> str:
        scope = ", ".join(f"{name} in {sort}" for name, sort in self.variables)
        return f"{self.id}({scope}): {words(self.condition)}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an auxiliary predicate stands for: conditions, and what their variables range over."""

    conditions: tuple[Condition, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class CompiledRules:
    """The program of a rule base, its tests, the plan facts that its clauses read, the meaning of auxiliary predicates."""

    program: Program
    tests: Mapping[str, TestSpec]
    given: frozenset[str]
    base: RuleBase
    meanings: Mapping[str, Meaning]


@dataclass(slots=True)
class _Output:
    """What compiling has produced so far."""

    thresholds: Mapping[str, float]
    clauses: list[Clause] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    tests: dict[str, TestSpec] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, Meaning] = field(default_factory=dict)


def compile_rules(base: RuleBase, thresholds: Mapping[str, float]) -> CompiledRules:
    """The intermediate form of all rules. `thresholds` gives the parameters that counts use.

    Raises RuleError for negation through a cycle, a premise that nothing provides, an unsafe variable.
    """
    out = _Output(thresholds)
    for rule in sorted(base.rules.values(), key=lambda r: r.id):
        _RuleCompiler(rule, out).compile()
    given = frozenset(
        literal.atom.predicate
        for clause in out.clauses
        for literal in clause.body
        if literal.atom.predicate in out.tests or literal.atom.predicate.startswith(GIVEN_PREFIXES)
    )
    return CompiledRules(stratify(out.clauses, out.counts, given), out.tests, given, base, out.meanings)


class _RuleCompiler:
    """Compiles one rule: keeps the counter of its auxiliary predicates."""

    def __init__(self, rule: Rule, out: _Output) -> None:
        self.rule = rule
        self.out = out
        self.number = 0

    def compile(self) -> None:
        """Emit the clauses of the rule, of its scope and of its conclusions."""
        rule = self.rule
        every = (*rule.applies, *rule.when)
        scope = bindings(every, {})
        head = Atom(f"r:{rule.id}", tuple(Var(name) for name in rule.at))
        self._clause(rule.id, head, self._body(every, {}), scope)
        gate = (*rule.applies, *(condition for condition in rule.when if isinstance(condition, Each)))
        if gate:
            self._clause(f"scope:{rule.id}", Atom(f"scope:{rule.id}"), self._body(gate, {}), scope)
        for number, conclusion in enumerate(rule.concludes):
            argument: Term = (
                Var(conclusion.argument) if conclusion.argument in rule.at else conclusion.argument or NO_ARGUMENT
            )
            derived = Atom(f"c:{conclusion.name}", (argument, rule.id, rule.severity, rule.area))
            self.out.clauses.append(Clause(f"{rule.id}>{number}", rule.id, derived, (Literal(head),)))

    def _clause(self, name: str, head: Atom, body: Sequence[Literal], scope: Scope) -> None:
        bound = {term for literal in body if literal.positive for term in literal.atom.terms}
        needed = {term for literal in body if not literal.positive for term in literal.atom.terms} | set(head.terms)
        unbound = sorted(term for term in needed - bound if isinstance(term, Var))
        self.out.clauses.append(
            Clause(name, self.rule.id, head, (*(self._member(v.name, scope) for v in unbound), *body))
        )

    def _member(self, variable: str, scope: Scope) -> Literal:
        """That a variable is one of what it ranges over."""
        sort = scope[variable]
        if sort.startswith("concept:"):
            return Literal(Atom(f"under:{sort[8:]}", (Var(variable),)))
        parent: tuple[Term, ...] = (Var(f"{variable}_in"),) if "[]" in sort else ()
        return Literal(Atom(f"item:{sort}", (Var(variable), *parent)))

    def _body(self, conditions: Sequence[Condition], outer: Scope) -> tuple[Literal, ...]:
        """The literals of a list of conditions: bindings that no test implies, joins, tests, negations last."""
        scope = bindings(conditions, outer)
        tests: dict[tuple[str, ...], list[Condition]] = {}
        literals: list[Literal] = []
        for condition in conditions:
            if is_test(condition):
                tests.setdefault(_ordered(set(reads(condition)), scope), []).append(condition)
            elif not isinstance(condition, Each):
                literals.append(self._literal(condition, scope))
        literals += [self._test(variables, found, scope) for variables, found in sorted(tests.items())]
        covered = {name for variables in tests for name in variables}
        members: list[Literal] = []
        for condition in conditions:
            if isinstance(condition, Each) and (condition.parent or condition.var not in covered):
                sort = sort_of(condition, scope)
                parent: tuple[Term, ...] = (Var(condition.parent),) if condition.parent else ()
                members.append(
                    Literal(Atom(f"item:{sort}", (Var(condition.var), *parent)))
                    if not condition.concept
                    else self._member(condition.var, scope)
                )
        return tuple(sorted((*members, *literals), key=lambda literal: not literal.positive))

    def _test(self, variables: tuple[str, ...], conditions: list[Condition], scope: Scope) -> Literal:
        condition = conditions[0] if len(conditions) == 1 else AllOf(tuple(conditions))
        sorts = tuple((name, scope[name]) for name in variables)
        text = words(condition)
        for number, name in enumerate(variables):
            text = re.sub(rf"(?<![\w.-]){name}(?=[.)\s])", f"?{number}", text)
        key = f"{[sort for _, sort in sorts]} {text}"
        if key not in self.out.known:
            test = f"t{len(self.out.known):03d}"
            self.out.known[key] = test
            self.out.tests[test] = TestSpec(test, sorts, condition)
        return Literal(Atom(self.out.known[key], tuple(Var(name) for name in variables)))

    def _literal(self, condition: Condition, scope: Scope) -> Literal:
        if isinstance(condition, Refers):
            path = f"{scope[condition.field.var]}[].{condition.field.path}"
            return Literal(Atom(f"ref:{path}", (Var(condition.field.var), Var(condition.target))))
        if isinstance(condition, Related):
            kind = "hard" if condition.hard else "rel"
            return Literal(Atom(f"{kind}:{condition.kind}", (Var(condition.left), Var(condition.right))))
        if isinstance(condition, Concluded):
            return self._concluded(condition, scope)
        if isinstance(condition, NoneOf):
            atom = self._auxiliary([condition.parts], scope)
            self.out.meanings[atom.predicate] = Meaning(condition.parts, bindings(condition.parts, scope))
            return Literal(atom, positive=False)
        if isinstance(condition, AnyOf | AllOf):
            bodies = (
                [_conjunction(part) for part in condition.parts] if isinstance(condition, AnyOf) else [condition.parts]
            )
            atom = self._auxiliary(bodies, scope)
            self.out.meanings[atom.predicate] = Meaning((condition,), scope)
            return Literal(atom)
        assert isinstance(condition, AtLeast)
        return self._at_least(condition, scope)

    def _auxiliary(self, bodies: Sequence[Sequence[Condition]], scope: Scope, extra: Sequence[Term] = ()) -> Atom:
        """A new predicate over the outer variables that the bodies read; it holds where one of the bodies does."""
        read = {name for body in bodies for condition in body for name in reads(condition)}
        variables = _ordered(read & set(scope), scope)
        atom = Atom(f"aux:{self.rule.id}.{self._next()}", tuple(Var(name) for name in variables))
        for number, body in enumerate(bodies):
            head = Atom(atom.predicate, (*atom.terms, *((extra[number],) if extra else ())))
            self._clause(f"{atom.predicate}/{number}", head, self._body(body, scope), bindings(body, scope))
        return atom

    def _at_least(self, condition: AtLeast, scope: Scope) -> Literal:
        threshold = self._number(condition.threshold)
        if condition.distinct:
            distinct = Var(condition.distinct)
            counted = self._auxiliary([condition.parts], scope, (distinct,))
        else:
            distinct = Var("_way")
            ways = [str(number) for number in range(len(condition.parts))]
            counted = self._auxiliary([_conjunction(part) for part in condition.parts], scope, ways)
        head = Atom(f"aux:{self.rule.id}.{self._next()}", counted.terms)
        over = Atom(counted.predicate, (*counted.terms, distinct))
        self.out.meanings[counted.predicate] = self.out.meanings[head.predicate] = Meaning((condition,), scope)
        self.out.counts.append(Count(head.predicate, self.rule.id, head, over, distinct, threshold))
        sort = bindings(condition.parts, scope).get(condition.distinct, "concept:")
        if threshold > 1 and not sort.startswith("concept:"):
            # A list that the plan does not show may hold any number of items: one that counts may stand for enough.
            body = (Literal(over), Literal(Atom(f"unseen:{sort}", (distinct,))))
            self.out.clauses.append(Clause(f"{head.predicate}/unseen", self.rule.id, head, body))
        return Literal(head)

    def _concluded(self, condition: Concluded, scope: Scope) -> Literal:
        """A conclusion, from whichever rule; counted over different rules or areas where the condition says how many."""
        number = self._next()
        argument: Term = Var(f"_x{number}")
        if condition.argument:
            argument = Var(condition.argument) if condition.argument in scope else condition.argument
        rule, area = Var(f"_r{number}"), Var(f"_a{number}")
        severity: Term = condition.severity or Var(f"_s{number}")
        over = Atom(f"c:{condition.name}", (argument, condition.rule or rule, severity, area))
        if condition.rules_at_least == condition.areas_at_least == 1:
            return Literal(over)
        kept = (argument,) if isinstance(argument, Var) and condition.argument else ()
        head = Atom(f"aux:{self.rule.id}.{number}", kept)
        by_area = condition.areas_at_least > 1
        least = condition.areas_at_least if by_area else self._number(condition.rules_at_least)
        self.out.counts.append(Count(head.predicate, self.rule.id, head, over, area if by_area else rule, least))
        return Literal(head)

    def _number(self, limit: int | ParameterRef) -> int:
        return math.ceil(self.out.thresholds[limit.id]) if isinstance(limit, ParameterRef) else limit

    def _next(self) -> int:
        self.number += 1
        return self.number


def _conjunction(condition: Condition) -> Sequence[Condition]:
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def _ordered(names: set[str], scope: Scope) -> tuple[str, ...]:
    return tuple(name for name in scope if name in names)
