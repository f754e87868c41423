"""Checking the names that rules use: fields, options, variables, measures, parameters, concepts, statements, conclusions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from engine.errors import Problem, RuleError, nearest
from engine.knowledge.model import Knowledge
from engine.measures.reader import Measure
from engine.plan.shapes import ItemsShape, LeafShape, Shape
from engine.read.nodes import Document
from engine.rules.conditions import (
    AtLeast,
    Compare,
    Concluded,
    Condition,
    Constant,
    Each,
    EvidenceRef,
    FieldRef,
    Is,
    MeasureRef,
    OneOf,
    Operand,
    ParameterRef,
    Refers,
    Related,
)
from engine.rules.grammar import NUMBERS
from engine.rules.load import find_text
from engine.rules.model import DOMAIN_KNOWLEDGE, Rule, RuleBase
from engine.rules.scope import (
    Scope,
    bindings,
    collections,
    counted_by,
    field_shape,
    neighbours,
    operands,
    parts,
    sort_of,
    words,
)

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NUMERIC = ("number", "share", "money", "quantity", "duration")


def check_names(
    base: RuleBase, knowledge: Knowledge, measures: Mapping[str, Measure], documents: Mapping[str, Document]
) -> None:
    """Check every rule of a base. Raises RuleError with all problems of all rules."""
    problems: list[Problem] = []
    for rule in sorted(base.rules.values(), key=lambda r: r.id):
        document = documents[f"{rule.area}/{rule.id}.yaml"]
        check = _Check(rule, base, knowledge, measures, document, problems)
        _rule(check)
    if problems:
        raise RuleError(problems)


@dataclass(slots=True)
class _Check:
    rule: Rule
    base: RuleBase
    knowledge: Knowledge
    measures: Mapping[str, Measure]
    document: Document
    problems: list[Problem] = field(default_factory=list)

    def known(self, code: str, name: str, allowed: Collection[str], text: str = "", show: bool = True) -> bool:
        """Note a problem at the line with `text` where a name is not among the allowed ones."""
        if name in allowed:
            return True
        self.note(code, text or name, name, tuple(sorted(allowed)) if show else (), nearest(name, allowed))
        return False

    def note(self, code: str, text: str, name: str, allowed: tuple[str, ...] = (), near: str | None = None) -> None:
        span = find_text(self.document.root, text)
        params = {"name": name, "value": name, "rule": self.rule.id, "condition": text}
        self.problems.append(Problem(code, self.document.name, span.line, span.column, params, allowed, near))


def _rule(check: _Check) -> None:
    rule, knowledge = check.rule, check.knowledge
    check.known("unknown-concept", rule.concept, knowledge.concepts, show=False)
    dimensions = [concept.id for concept in knowledge.concepts.values() if concept.dimension]
    for concept in rule.assesses:
        check.known("unknown-dimension", concept, dimensions)
    for source in rule.sources:
        check.known("unknown-statement", source, {*knowledge.statements, DOMAIN_KNOWLEDGE}, show=False)
    if not rule.sources:
        check.note("source-missing", rule.id, rule.id)
    scope = bindings((*rule.applies, *rule.when), {})
    _conditions(check, (*rule.applies, *rule.when), {})
    for conclusion in rule.concludes:
        _conclusion(check, conclusion.name, conclusion.argument, scope)
    _texts(check, scope)
    if rule.text.why is None and rule.concept in knowledge.concepts and knowledge.concepts[rule.concept].why is None:
        check.note("why-missing", rule.concept, rule.concept)


def _conclusion(check: _Check, name: str, argument: str, scope: Scope) -> None:
    text = f"{name}({argument})" if argument else name
    if not check.known("unknown-conclusion", name, check.base.conclusions, text):
        return
    of = check.base.conclusions[name].argument
    if (not of and argument) or (of and not argument):
        check.note("conclusion-argument", text, name, (of or "plan",))
    elif argument in check.rule.at:
        if scope[argument] != of and not (of == "concept" and scope[argument].startswith("concept:")):
            check.note("conclusion-argument", text, name, (of,))
    elif argument:
        check.known("unknown-concept", argument, check.knowledge.concepts, text, show=False)


def _conditions(check: _Check, conditions: tuple[Condition, ...], outer: Scope) -> None:
    scope = bindings(conditions, outer)
    for condition in conditions:
        if inner := parts(condition):
            _conditions(check, inner, scope)
            if isinstance(condition, AtLeast):
                _at_least(check, condition, bindings(inner, scope))
        else:
            _single(check, condition, scope)


def _at_least(check: _Check, condition: AtLeast, scope: Scope) -> None:
    _counted(check, condition)
    if condition.distinct:
        check.known("unknown-variable", condition.distinct, scope)


def _counted(check: _Check, condition: Condition) -> None:
    limit = counted_by(condition)
    if limit is not None:
        check.known("unknown-parameter", limit.id, check.knowledge.parameters, str(limit), show=False)


def _single(check: _Check, condition: Condition, scope: Scope) -> None:
    text = words(condition)
    for operand in operands(condition):
        _operand(check, operand, scope, text)
    if isinstance(condition, Each):
        _each(check, condition, scope, text)
    elif isinstance(condition, Is):
        _is(check, condition, scope, text)
    elif isinstance(condition, Compare):
        _compare(check, condition, scope, text)
    elif isinstance(condition, OneOf):
        shape = _shape(condition.operand, scope)
        for option in condition.options:
            if shape is not None:
                check.known("unknown-option", option, _options(shape), text)
    elif isinstance(condition, Refers):
        _refers(check, condition, scope, text)
    elif isinstance(condition, Related):
        for var in (condition.left, condition.right):
            check.known("unknown-variable", var, [v for v, sort in scope.items() if sort.startswith("concept:")], text)
    elif isinstance(condition, Concluded):
        _concluded(check, condition, scope, text)


def _each(check: _Check, condition: Each, scope: Scope, text: str) -> None:
    if condition.concept:
        check.known("unknown-concept", condition.concept, check.knowledge.concepts, text, show=False)
    else:
        check.known("unknown-collection", sort_of(condition, scope), collections(), text)


def _operand(check: _Check, operand: Operand, scope: Scope, text: str) -> None:
    if isinstance(operand, FieldRef):
        if operand.var and not check.known("unknown-variable", operand.var, scope, text):
            return
        sort = scope.get(operand.var, "concept:")
        known = sort.startswith("concept:") or sort in collections()
        if known and field_shape(operand, scope) is None:
            check.known("unknown-field", str(operand), neighbours(operand, scope), text)
    elif isinstance(operand, ParameterRef):
        check.known("unknown-parameter", operand.id, check.knowledge.parameters, text, show=False)
    elif isinstance(operand, MeasureRef):
        _measure(check, operand, scope, text)
    elif isinstance(operand, EvidenceRef):
        check.known("unknown-variable", operand.concept, scope, text)


def _measure(check: _Check, ref: MeasureRef, scope: Scope, text: str) -> None:
    if not check.known("unknown-measure", ref.id, check.measures, text):
        return
    sort = check.measures[ref.id].sort
    if scope.get(ref.var, "") != sort:
        check.note("measure-of", text, ref.id, (sort or "plan",))


def _shape(operand: Operand, scope: Scope) -> Shape | None:
    return field_shape(operand, scope) if isinstance(operand, FieldRef) else None


def _options(shape: Shape) -> tuple[str, ...]:
    return shape.options if isinstance(shape, LeafShape) else ()


def _is(check: _Check, condition: Is, scope: Scope, text: str) -> None:
    if condition.word not in ("true", "false"):
        return
    shape = _shape(condition.operand, scope)
    if isinstance(condition.operand, MeasureRef):
        measure = check.measures.get(condition.operand.id)
        wrong = measure is not None and measure.unit != "flag"
    else:
        wrong = shape is not None and not (isinstance(shape, LeafShape) and shape.kind == "flag")
    if wrong:
        check.note("not-a-flag", text, str(condition.operand))


def _compare(check: _Check, condition: Compare, scope: Scope, text: str) -> None:
    shape = _shape(condition.left, scope)
    if isinstance(shape, ItemsShape) or (isinstance(shape, LeafShape) and shape.many):
        check.note("not-comparable", text, str(condition.left))
    elif isinstance(condition.left, EvidenceRef):
        return  # which field that is depends on the concept
    elif isinstance(condition.right, Constant) and condition.right.text not in NUMBERS:
        check.known("unknown-option", condition.right.text, _options(shape) if shape else (), text)
    elif isinstance(shape, LeafShape) and shape.kind not in (*_NUMERIC, "date", "choice"):
        check.note("not-comparable", text, str(condition.left))


def _refers(check: _Check, condition: Refers, scope: Scope, text: str) -> None:
    shape = field_shape(condition.field, scope)
    if not check.known("unknown-variable", condition.target, scope, text) or shape is None:
        return
    if not (isinstance(shape, LeafShape) and shape.kind == "ref" and shape.target == scope[condition.target]):
        target = shape.target if isinstance(shape, LeafShape) else ""
        check.note("not-a-reference", text, str(condition.field), (target,) if target else ())


def _concluded(check: _Check, condition: Concluded, scope: Scope, text: str) -> None:
    _counted(check, condition)
    if not check.known("unknown-conclusion", condition.name, check.base.conclusions, text):
        return
    makers = [rule.id for rule in check.base.rules.values() if any(c.name == condition.name for c in rule.concludes)]
    if condition.rule:
        check.known("not-a-maker", condition.rule, makers, text)
    if not makers:
        check.note("dead-premise", text, condition.name)
    if condition.argument and condition.argument not in scope:
        check.known("unknown-concept", condition.argument, check.knowledge.concepts, text, show=False)


def _texts(check: _Check, scope: Scope) -> None:
    text = check.rule.text
    for title in text.title.values():  # a title also stands where no finding gives a placeholder its value
        for name in _placeholders(title):
            check.note("unknown-placeholder", title, name)
    for part in (text.seen, text.instead, text.why or {}):
        for words_ in part.values():
            for name in _placeholders(words_):
                _placeholder(check, name, scope, words_)


def _placeholders(text: str) -> Iterator[str]:
    yield from PLACEHOLDER.findall(text)


def _placeholder(check: _Check, name: str, scope: Scope, text: str) -> None:
    """`{o}`, `{o.target}`, `{plan.field}`, `{P.id}`, `{M.id}`, `{M.id(o)}`; variables only those of the subject."""
    subject = {var: scope[var] for var in check.rule.at}
    if name in subject:
        return
    if name.startswith("P."):
        check.known("unknown-parameter", name[2:], check.knowledge.parameters, text, show=False)
    elif name.startswith("M."):
        id, _, var = name[2:].rstrip(")").partition("(")
        _measure(check, MeasureRef(id, var), subject, text)
    else:
        var, _, path = name.partition(".")
        ref = FieldRef(var, path) if var in subject else FieldRef("", name)
        if field_shape(ref, subject) is None:
            check.note("unknown-placeholder", text, name, tuple(subject), nearest(name, neighbours(ref, subject)))
