"""The commands that print one stage: the plan as read, the facts of an audit, the rules, a concept."""

from __future__ import annotations

import argparse

import orjson

from engine.cli.audit import audit_options
from engine.cli.concepts import concept_id
from engine.cli.context import EXIT_OK, Context
from engine.cli.files import read_input
from engine.errors import Problem, UsageError, nearest
from engine.infer.program import Clause, Count
from engine.measures import registry
from engine.pipeline import Audit, audit, read_plan
from engine.plan.model import Leaf, State
from engine.report.naming import Names


def plan(context: Context, options: argparse.Namespace) -> int:
    """Every field that the plan states, with its line, state and value."""
    read = read_plan(*read_input(options.plan))
    for leaf in read.leaves():
        assert leaf.span is not None
        context.out(f"{leaf.span.line:>5}  {leaf.path}: {_held(leaf, context)}")
    return EXIT_OK


def _held(leaf: Leaf, context: Context) -> str:
    if leaf.state is not State.VALUE:
        reason = f" ({leaf.reason})" if leaf.reason else ""
        return f"[{context.words.say('state-' + leaf.state.value)}]{reason}"
    return context.words.value(leaf)


def facts(context: Context, options: argparse.Namespace) -> int:
    """The measures of the plan, then the facts that the rules start from, certain and possible."""
    chosen = audit_options(context, options)
    read = read_plan(*read_input(options.plan))
    result = audit(context.system, read, chosen)
    for line in (*_measures(result, context), "", *_facts(result)):
        context.out(line)
    return EXIT_OK


def _measures(result: Audit, context: Context) -> list[str]:
    names = Names(context.words, result.view, context.system.base)
    lines: list[str] = []
    for measure in registry().values():
        items = result.view.domain(measure.sort) if measure.sort else (None,)
        for item in items:
            measured = result.view.measure(measure.id, item)
            of = f" ({names.place(item.path)})" if item is not None else ""
            if measured.state is State.VALUE:
                shown = context.words.measured(measured.value, measure.unit)
            else:
                shown = f"[{context.words.say('state-' + measured.state.value)}]"
            lines.append(f"{measure.id}{of}: {context.words.say('measure-' + measure.id)} = {shown}")
    return sorted(lines)


def _facts(result: Audit) -> list[str]:
    tests = result.engines.compiled.tests
    lines = []
    for fact, truth in sorted(result.facts.items()):
        arguments = ", ".join(fact[1:])
        lines.append(
            f"{truth.name.lower():<8} {fact[0]}({arguments})" + (f"  # {tests[fact[0]]}" if fact[0] in tests else "")
        )
    return lines


def rules(context: Context, options: argparse.Namespace) -> int:
    """All rules in a line each, one rule's card, or (--program) the intermediate form that they compile to."""
    from engine.report.pages import rule_card
    from engine.tell.cards import rule_text

    system = context.system
    if options.id is not None:
        _known(options.id, system.base.rules, "unknown-rule", "rule")
    if options.program:
        compiled = system.engines(system.default_values).compiled
        selected = [options.id] if options.id else sorted(system.base.rules)
        every: list[Clause | Count] = [*compiled.program.clauses.values(), *compiled.program.counts.values()]
        chosen = [part for part in every if part.rule in selected]
        used = {literal.atom.predicate for c in chosen for literal in getattr(c, "body", ())}
        for line in (*chosen, *(test for id, test in compiled.tests.items() if id in used)):
            context.out(str(line))
        return EXIT_OK
    if options.id is None:
        cards = [rule_card(system, context.words, id) for id in sorted(system.base.rules)]
        if options.format == "json":
            context.out(orjson.dumps(cards, option=orjson.OPT_INDENT_2).decode())
        else:
            for card in cards:
                context.out(f"{card.id}  [{context.words.say('severity-' + card.severity)}]  {card.title}")
        return EXIT_OK
    card = rule_card(system, context.words, options.id)
    context.out(
        orjson.dumps(card, option=orjson.OPT_INDENT_2).decode()
        if options.format == "json"
        else rule_text(card, context.words)
    )
    return EXIT_OK


def concept(context: Context, options: argparse.Namespace) -> int:
    """A concept's card."""
    from engine.report.concepts import concept_card
    from engine.tell.concepts import concept_text

    card = concept_card(context.system, context.words, concept_id(context, options.id))
    text = concept_text(card, context.words)
    context.out(orjson.dumps(card, option=orjson.OPT_INDENT_2).decode() if options.format == "json" else text)
    return EXIT_OK


def _known(id: str, known: object, code: str, name: str) -> None:
    assert isinstance(known, dict)
    if id not in known:
        raise UsageError(Problem(code, id, params={name: id}, nearest=nearest(id, known)))
