"""Conditions of rules in a reader's words: "Objetivos «x» · Indicador: no hay"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.knowledge.model import Knowledge
from engine.rules.conditions import (
    AllOf,
    AnyOf,
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
    NoneOf,
    OneOf,
    Operand,
    ParameterRef,
    Refers,
    Related,
)
from engine.rules.model import RuleBase
from engine.rules.scope import Scope, bindings, sort_of
from engine.text.catalogue import pick
from engine.text.words import Words

_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says conditions in one language. `named` gives the names of variables that stand for known items."""

    words: Words
    knowledge: Knowledge
    base: RuleBase
    named: Mapping[str, str]

    def sentence(self, condition: Condition, scope: Scope) -> str:
        """One condition in words."""
        if isinstance(condition, Is):
            return self.words.say(f"is-{condition.word}", what=self.operand(condition.operand, scope))
        if isinstance(condition, Compare):
            left, right = self.operand(condition.left, scope), self._right(condition, scope)
            return f"{left} {_SIGNS[condition.operator]} {right}"
        if isinstance(condition, OneOf):
            path = self._path(condition.operand, scope)
            options = ", ".join(self.words.option(option, path) for option in condition.options)
            word = condition.word.replace(" ", "-")
            return self.words.say(f"options-{word}", what=self.operand(condition.operand, scope), options=options)
        if isinstance(condition, Each):
            return self._each(condition, scope)
        if isinstance(condition, Refers):
            what, whom = self.operand(condition.field, scope), self.variable(condition.target, scope)
            return self.words.say("refers-to", what=what, whom=whom)
        if isinstance(condition, Related):
            left, right = self.variable(condition.left, scope), self.variable(condition.right, scope)
            return f"{left} {self.words.say('relation-' + condition.kind)} {right}"
        if isinstance(condition, Concluded):
            return self._concluded(condition, scope)
        return self._compound(condition, scope)

    def variable(self, name: str, scope: Scope) -> str:
        """What a variable stands for: a known item, or what it ranges over."""
        if name in self.named:
            return self.named[name]
        sort = scope.get(name, "")
        if sort.startswith("concept:"):
            return pick(self.knowledge.concepts[sort[8:]].label, self.words.language)
        if sort:
            return self.words.field(sort)
        return (
            pick(self.knowledge.concepts[name].label, self.words.language) if name in self.knowledge.concepts else name
        )

    def operand(self, operand: Operand, scope: Scope) -> str:
        """A field, measure, parameter or constant in words."""
        if isinstance(operand, FieldRef):
            title = self.words.field(self._path(operand, scope))
            return f"{self.variable(operand.var, scope)} · {title}" if operand.var else title
        if isinstance(operand, EvidenceRef):
            return self.words.say("evidence-of", what=self.variable(operand.concept, scope))
        if isinstance(operand, ParameterRef):
            return pick(self.knowledge.parameters[operand.id].label, self.words.language)
        if isinstance(operand, MeasureRef):
            measure = self.words.say(f"measure-{operand.id}")
            return f"{self.variable(operand.var, scope)} · {measure}" if operand.var else measure
        return operand.text

    def _right(self, condition: Compare, scope: Scope) -> str:
        if isinstance(condition.right, Constant) and not condition.right.text.isdigit():
            path = self._path(condition.left, scope) if isinstance(condition.left, FieldRef) else ""
            return self.words.option(condition.right.text, path)
        return self.operand(condition.right, scope)

    def _path(self, operand: Operand, scope: Scope) -> str:
        if not isinstance(operand, FieldRef):
            return ""
        return f"{scope[operand.var]}[].{operand.path}" if operand.var else operand.path

    def _each(self, condition: Each, scope: Scope) -> str:
        sort = sort_of(condition, scope)
        what = self.variable(condition.var, {condition.var: sort}) if not condition.concept else ""
        if condition.concept:
            what = pick(self.knowledge.concepts[condition.concept].label, self.words.language)
        return self.words.say("each", what=what)

    def _concluded(self, condition: Concluded, scope: Scope) -> str:
        text = pick(self.base.conclusions[condition.name].meaning, self.words.language)
        if condition.argument:
            text += f" ({self.variable(condition.argument, scope)})"
        if condition.severity:
            text += " " + self.words.say("by-error")
        if condition.rule:
            title = pick(self.base.rules[condition.rule].text.title, self.words.language)
            text += " " + self.words.say("by-rule", rule=title)
        limit = condition.rules_at_least
        if limit != 1:
            count = self.operand(limit, scope) if isinstance(limit, ParameterRef) else limit
            text += " " + self.words.say("by-rules", count=count)
        if condition.areas_at_least > 1:
            text += " " + self.words.say("in-areas", count=condition.areas_at_least)
        return text

    def _compound(self, condition: Condition, scope: Scope) -> str:
        assert isinstance(condition, AllOf | AnyOf | NoneOf | AtLeast)
        inner = bindings(condition.parts, scope)
        listed = "; ".join(self.sentence(part, inner) for part in condition.parts)
        if isinstance(condition, AtLeast):
            limit = condition.threshold
            count = self.operand(limit, scope) if isinstance(limit, ParameterRef) else limit
            return self.words.say("at-least", count=count, listed=listed)
        kind = "all" if isinstance(condition, AllOf) else "any" if isinstance(condition, AnyOf) else "none"
        return self.words.say(kind, listed=listed)
