"""Proofs: from a derived fact down to lines of the plan, parameters, measures and concepts; and what an unknown fact lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.errors import Span
from engine.facts.ground import environment
from engine.facts.holds import Truth3, holds
from engine.facts.view import Env, View
from engine.infer.program import Fact, Model, Truth
from engine.plan.model import Node, Record, State
from engine.plan.values import Quantity
from engine.rules.compile import CompiledRules, TestSpec
from engine.rules.conditions import AnyOf, Condition, EvidenceRef, FieldRef, MeasureRef, NoneOf, Operand, ParameterRef
from engine.rules.scope import operands, parts, words


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that a test read: a field of the plan (`node`), a measure with its value and inputs, or a parameter."""

    kind: str
    name: str
    state: State
    span: Span | None = None
    node: Node | None = field(default=None, compare=False)
    measured: Quantity | bool | None = None
    inputs: tuple[Read, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """One step: what holds, of which kind, what it read, and what it rests on.

    Kinds: rule, conclusion, test, item, reference, relation, group (an auxiliary condition), count, nothing (a negation:
    `fact` is what was looked for and not found). `truth` is that of the fact; of a negation that of the negation.
    `again`: proved further up already. `decided`: of a test, the conditions that decided it, each with its truth.
    """

    kind: str
    fact: Fact
    truth: Truth
    text: str
    span: Span | None = None
    reads: tuple[Read, ...] = ()
    children: tuple[Proof, ...] = ()
    again: bool = False
    decided: tuple[tuple[Condition, Truth3], ...] = ()


@dataclass(frozen=True, slots=True)
class Prover:
    """Explains facts of one audit."""

    view: View
    compiled: CompiledRules
    model: Model

    def proof(self, fact: Fact) -> Proof:
        """The proof of a fact that is given or derived. What it rests on twice is proved once and then only named."""
        return self._proof(fact, set())

    def _proof(self, fact: Fact, shown: set[Fact]) -> Proof:
        truth = self.model.truth(fact)
        assert truth is not None, f"{fact} does not hold"
        kind, _, name = fact[0].partition(":")
        if fact[0] in self.compiled.tests:
            return self._test(fact, truth)
        support = self.model.supports.get(fact)
        if support is None:
            return self._given(kind, name, fact, truth)
        by_count = support.by in self.compiled.program.counts
        derived = "count" if by_count else {"r": "rule", "c": "conclusion"}.get(kind, "group")
        if fact in shown and derived == "rule":
            return Proof(derived, fact, truth, name, again=True)
        shown.add(fact)
        children = [self._proof(premise, shown) for premise in support.premises]
        children += [self._nothing(looked_for, shown) for looked_for in support.without]
        return Proof(derived, fact, truth, name, children=tuple(children))

    def missing(self, fact: Fact) -> tuple[str, ...]:
        """The fields that keep an UNKNOWN fact open along its derivation, by path; an unknown list stands for its items.

        A fact that may come about in several ways has one support, so that these are the fields of one of the ways.
        """
        found: dict[str, None] = {}
        self._missing(fact, found, set())
        return tuple(sorted(found))

    def _missing(self, fact: Fact, found: dict[str, None], seen: set[Fact]) -> None:
        if fact in seen or self.model.truth(fact) is not Truth.UNKNOWN:
            return
        seen.add(fact)
        if fact[0] in self.compiled.tests:
            spec = self.compiled.tests[fact[0]]
            env = environment(self.view, spec, fact)
            unseen = [item for item in env.values() if isinstance(item, Record) and "[?]" in item.path]
            paths = [_shown(item.path) for item in unseen] or _undecided(self.view, spec.condition, env)
            found.update(dict.fromkeys(paths))
            return
        support = self.model.supports.get(fact)
        if support is not None:
            for other in (*support.premises, *support.without):
                self._missing(other, found, seen)
        elif fact[0].startswith("ref:"):
            found[self._unknown_reference(fact)] = None
        elif fact[0].startswith(("item:", "unseen:")):
            found[_shown(fact[1])] = None

    def _unknown_reference(self, fact: Fact) -> str:
        if "[?]" in fact[1]:
            return _shown(fact[1])
        if "[?]" in fact[2] and self._reference(fact).state is not State.UNKNOWN:
            return _shown(fact[2])
        return self._reference(fact).path

    def _reference(self, fact: Fact) -> Node:
        return self.view.item(fact[1]).at(fact[0].rpartition("[].")[2])

    def _test(self, fact: Fact, truth: Truth) -> Proof:
        spec = self.compiled.tests[fact[0]]
        env = environment(self.view, spec, fact)
        decided = tuple(deciding(self.view, spec.condition, env))
        reads = tuple(dict.fromkeys(_reads(self.view, [condition for condition, _ in decided], env)))
        return Proof("test", fact, truth, _filled(spec, env), _first_span(reads), reads, decided=decided)

    def _given(self, kind: str, name: str, fact: Fact, truth: Truth) -> Proof:
        names = {"item": "item", "unseen": "item", "ref": "reference"}
        span = self.view.item(fact[1]).span if kind in ("item", "unseen") else None
        if kind == "ref":
            span = self._reference(fact).span
        return Proof(names.get(kind, "relation"), fact, truth, name, span)

    def _nothing(self, looked_for: Fact, shown: set[Fact]) -> Proof:
        truth = self.model.truth(looked_for)
        child = (self._proof(looked_for, shown),) if truth is Truth.UNKNOWN else ()
        return Proof(
            "nothing", looked_for, Truth.TRUE if truth is None else Truth.UNKNOWN, looked_for[0], children=child
        )


def deciding(view: View, condition: Condition, env: Env) -> Iterator[tuple[Condition, Truth3]]:
    """The single conditions that make a test what it is, with their truth: of an `any` that holds only those that hold."""
    inner = parts(condition)
    truth = holds(view, condition, env)
    if not inner:
        yield condition, truth
        return
    if isinstance(condition, NoneOf) and truth is not None:
        truth = not truth
    wanted = (truth,) if truth is not None or isinstance(condition, AnyOf) else (None, True)
    for part in inner:
        if holds(view, part, env) in wanted:
            yield from deciding(view, part, env)


def _undecided(view: View, condition: Condition, env: Env) -> list[str]:
    """The fields for want of which a test is neither true nor false."""
    truth: Truth3 = holds(view, condition, env)
    if truth is not None:
        return []
    if inner := parts(condition):
        return [path for part in inner for path in _undecided(view, part, env)]
    nodes: list[Node] = []
    for operand in operands(condition):
        reading = view.read(operand, env)
        if isinstance(operand, MeasureRef) and reading.measured is not None:
            nodes += reading.measured.inputs
        elif reading.node is not None and reading.node.path:
            nodes.append(reading.node)
    return _unknown_first(nodes)


def _unknown_first(nodes: list[Node]) -> list[str]:
    """What a comparison or a measure lacks: its unknown fields, or, where a range leaves it open, the stated ones."""
    unknown = [node for node in nodes if node.state is State.UNKNOWN]
    return [_shown(node.path) for node in unknown or nodes]


def _shown(path: str) -> str:
    """The path of what the plan could state: of an unseen item that is its list."""
    return path.partition("[?]")[0]


def _reads(view: View, conditions: list[Condition], env: Env) -> Iterator[Read]:
    for single in conditions:
        for operand in operands(single):
            read = _read(view, operand, env)
            if read is not None:
                yield read


def _read(view: View, operand: Operand, env: Env) -> Read | None:
    if isinstance(operand, FieldRef | EvidenceRef):
        return of_node(view.node(operand, env))
    if isinstance(operand, ParameterRef):
        return Read("parameter", operand.id, State.VALUE)
    if isinstance(operand, MeasureRef):
        measured = view.read(operand, env).measured
        assert measured is not None
        inputs = tuple(dict.fromkeys(of_node(node) for node in measured.inputs))
        return Read("measure", operand.id, measured.state, _first_span(inputs), measured=measured.value, inputs=inputs)
    return None


def of_node(node: Node) -> Read:
    """A field of the plan as something read."""
    # What is not stated has no place: the span that it would inherit is that of its section.
    return Read("field", node.path, node.state, None if node.state is State.UNKNOWN else node.span, node)


def _first_span(reads: tuple[Read, ...]) -> Span | None:
    return next((read.span for read in reads if read.span is not None), None)


def _filled(spec: TestSpec, env: Env) -> str:
    """The condition, its variables named: "o.kpi is missing, o = objectives[o1]"."""
    named = ", ".join(f"{name} = {item if isinstance(item, str) else item.path}" for name, item in env.items())
    return words(spec.condition) + (f", {named}" if named else "")
