"""The card of a rule in one language, as plain data: what the command line and the web pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.facts.thresholds import thresholds
from engine.facts.view import View
from engine.pipeline import read_plan
from engine.report.build import parameter_use, source_ref
from engine.report.conditions import Speaker
from engine.report.model import Named, ParameterUse, SourceRef
from engine.report.naming import Names
from engine.report.uses import conclusions_read, parameters_read
from engine.rules.conditions import AllOf, AtLeast, Condition, NoneOf, ParameterRef
from engine.rules.model import Rule
from engine.rules.resolve import PLACEHOLDER
from engine.rules.scope import Scope, bindings, parts
from engine.system import System
from engine.text.catalogue import pick
from engine.text.words import Words


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition in words; a compound one has its parts inside."""

    text: str
    parts: tuple[ConditionLine, ...]


@dataclass(frozen=True, slots=True)
class ConclusionUse:
    """A conclusion between rules: what it means, of what, and the rules at its other end."""

    id: str
    meaning: str
    of: str
    rules: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule, ready to be read. In its texts, what each plan fills in stands between square brackets."""

    id: str
    title: str
    severity: str
    area: Named
    concept: Named
    effort: str
    seen: str
    why: str
    instead: str
    subjects: tuple[str, ...]
    applies: tuple[ConditionLine, ...]
    when: tuple[ConditionLine, ...]
    assesses: tuple[Named, ...]
    sources: tuple[SourceRef, ...]
    parameters: tuple[ParameterUse, ...]
    reads: tuple[ConclusionUse, ...]
    concludes: tuple[ConclusionUse, ...]


def names_without_plan(system: System, words: Words) -> Names:
    """Names of concepts, rules, relations and thresholds where no plan is being audited."""
    empty = read_plan(b'vinculo: "1.0"\n', "-", "yaml")
    return Names(words, View(empty, system.knowledge, thresholds(system.knowledge, None, {}), date.min), system.base)


def rule_card(system: System, words: Words, id: str) -> RuleCard:
    """The card of a rule. Raises KeyError for an id that does not exist."""
    rule = system.base.rules[id]
    names = names_without_plan(system, words)
    scope = bindings((*rule.applies, *rule.when), {})
    why = rule.text.why or system.knowledge.concepts[rule.concept].why or {}
    texts = (rule.text.seen, why, rule.text.instead)
    seen, reason, instead = (_template(pick(text, words.language), names, scope) for text in texts)
    used = parameters_read(rule)
    in_force = names.view.thresholds
    return RuleCard(
        id, names.rule(id), rule.severity, area_of(rule, names), Named(rule.concept, names.concept(rule.concept)),
        rule.effort, seen, reason, instead, tuple(_speaker(names).variable(var, scope) for var in rule.at),
        _lines(rule.applies, names, scope), _lines(rule.when, names, scope),
        tuple(Named(dimension, names.concept(dimension)) for dimension in rule.assesses),
        tuple(source_ref(source, names) for source in rule.sources),
        tuple(parameter_use(in_force[parameter], names) for parameter in used),
        _premises(rule, names), _conclusions(rule, names, scope),
    )  # fmt: skip


def _speaker(names: Names) -> Speaker:
    return Speaker(names.words, names.view.knowledge, names.base, {})


def area_of(rule: Rule, names: Names) -> Named:
    """The area that a rule belongs to."""
    return Named(rule.area, pick(names.base.areas[rule.area], names.words.language))


def _lines(conditions: tuple[Condition, ...], names: Names, scope: Scope) -> tuple[ConditionLine, ...]:
    return tuple(_line(condition, names, scope) for condition in conditions)


def _line(condition: Condition, names: Names, scope: Scope) -> ConditionLine:
    """A condition; of a compound one only the head, its parts being lines of their own."""
    inside = parts(condition)
    if not inside:
        return ConditionLine(_speaker(names).sentence(condition, scope), ())
    inner = bindings(inside, scope)
    return ConditionLine(_head(condition, names, inner), _lines(inside, names, inner))


def _head(condition: Condition, names: Names, scope: Scope) -> str:
    """How a compound condition begins."""
    say = names.words.say
    if isinstance(condition, NoneOf):
        return say("card-none-of-one" if len(condition.parts) == 1 else "card-none-of-all")
    if isinstance(condition, AtLeast):
        speaker = _speaker(names)
        limit = condition.threshold
        count = speaker.operand(limit, scope) if isinstance(limit, ParameterRef) else str(limit)
        if condition.distinct:
            return say("card-at-least-distinct", count=count, what=speaker.variable(condition.distinct, scope))
        return say("card-at-least", count=count)
    return say("card-all-of" if isinstance(condition, AllOf) else "card-any-of")


def seen_by(rule: Rule, names: Names) -> str:
    """What a rule sees where it fires, without a plan."""
    return _template(pick(rule.text.seen, names.words.language), names, bindings((*rule.applies, *rule.when), {}))


def _template(text: str, names: Names, scope: Scope) -> str:
    """A rule's text without a plan: thresholds at their general value, all else by its name in square brackets."""

    def shown(name: str) -> str:
        if name.startswith("P."):
            return names.threshold(names.view.thresholds[name[2:]])
        return f"[{_placeholder(name, names, scope)}]"

    return PLACEHOLDER.sub(lambda match: shown(match[1]), text)


def _placeholder(name: str, names: Names, scope: Scope) -> str:
    if name.startswith("M."):
        return names.words.say("measure-" + name[2:].partition("(")[0])
    if name in scope:
        return _speaker(names).variable(name, scope)
    var, _, field = name.partition(".")
    return names.words.field(f"{scope[var]}[].{field}" if var in scope else name)


def _conclusions(rule: Rule, names: Names, scope: Scope) -> tuple[ConclusionUse, ...]:
    """What a rule concludes, each with the rules that read it."""
    found = []
    for conclusion in rule.concludes:
        readers = [
            Named(other.id, names.rule(other.id))
            for other in names.base.rules.values()
            if any(read.name == conclusion.name and read.rule in ("", rule.id) for read in conclusions_read(other))
        ]
        of = _speaker(names).variable(conclusion.argument, scope) if conclusion.argument else ""
        found.append(ConclusionUse(conclusion.name, names.conclusion(conclusion.name), of, tuple(readers)))
    return tuple(found)


def _premises(rule: Rule, names: Names) -> tuple[ConclusionUse, ...]:
    """The conclusions that a rule reads, each with the rules that make it."""
    read: dict[str, set[str]] = {}
    for premise in conclusions_read(rule):
        read.setdefault(premise.name, set()).add(premise.rule)
    found = []
    for name, makers in read.items():
        rules = [
            Named(other.id, names.rule(other.id))
            for other in names.base.rules.values()
            if any(c.name == name for c in other.concludes) and ("" in makers or other.id in makers)
        ]
        found.append(ConclusionUse(name, names.conclusion(name), "", tuple(rules)))
    return tuple(found)
