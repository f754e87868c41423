"""What a rule's conditions and texts use: conclusions of other rules, parameters, concepts."""

from __future__ import annotations

from collections.abc import Iterator

from engine.knowledge.model import Knowledge
from engine.rules.conditions import AtLeast, Concluded, Condition, Each, EvidenceRef, ParameterRef, Related
from engine.rules.model import Rule
from engine.rules.resolve import PLACEHOLDER
from engine.rules.scope import operands, parts


def conclusions_read(rule: Rule) -> tuple[Concluded, ...]:
    """The conditions of a rule that read a conclusion, in the order of the rule."""
    return tuple(condition for condition in _all(rule) if isinstance(condition, Concluded))


def parameters_read(rule: Rule) -> tuple[str, ...]:
    """The parameters that a rule compares with, counts with or quotes, in sorted order."""
    found: set[str] = set()
    for condition in _all(rule):
        if isinstance(condition, AtLeast) and isinstance(condition.threshold, ParameterRef):
            found.add(condition.threshold.id)
        found.update(operand.id for operand in operands(condition) if isinstance(operand, ParameterRef))
    texts = (rule.text.title, rule.text.seen, rule.text.instead, rule.text.why or {})
    names = (name for text in texts for words in text.values() for name in PLACEHOLDER.findall(words))
    found.update(name[2:] for name in names if name.startswith("P."))
    return tuple(sorted(found))


def concepts_read(rule: Rule, knowledge: Knowledge) -> frozenset[str]:
    """The concepts that a rule's conditions name, themselves or through the concepts under one that they range over."""
    found: set[str] = set()
    for condition in _all(rule):
        if isinstance(condition, Each) and condition.concept:
            found.update((condition.concept, *knowledge.narrower(condition.concept)))
        if isinstance(condition, Related):
            found.update((condition.left, condition.right))
        if isinstance(condition, Concluded):
            found.add(condition.argument)
        found.update(operand.concept for operand in operands(condition) if isinstance(operand, EvidenceRef))
    return frozenset(found & knowledge.concepts.keys())


def _all(rule: Rule) -> Iterator[Condition]:
    """Every condition of a rule, compounds before their parts."""
    todo = [*rule.applies, *rule.when]
    while todo:
        condition = todo.pop(0)
        yield condition
        todo[:0] = parts(condition)
