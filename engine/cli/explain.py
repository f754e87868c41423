"""`vinculo explain PLAN RULE`: the proof of what a rule finds, as a tree; or why it finds nothing."""

from __future__ import annotations

import argparse

from engine.cli.audit import audit_options
from engine.cli.context import EXIT_OK, Context
from engine.cli.files import read_input
from engine.errors import Problem, UsageError, nearest
from engine.pipeline import audit, read_plan
from engine.report.build import build_report
from engine.tell.tree import outcome_text, proof_text


def run(context: Context, options: argparse.Namespace) -> int:
    """Print the explanation."""
    rules = context.system.base.rules
    if options.rule not in rules:
        near = nearest(options.rule, rules)
        raise UsageError(Problem("unknown-rule", options.rule, params={"rule": options.rule}, nearest=near))
    chosen = audit_options(context, options)
    plan = read_plan(*read_input(options.plan))
    words = context.words
    report = build_report(audit(context.system, plan, chosen), words.catalogue, words.language)
    findings = [finding for finding in report.findings if finding.rule == options.rule]
    findings += [waived.finding for waived in report.waived if waived.finding.rule == options.rule]
    if findings:
        uses = {use.id: use for use in report.parameters}
        context.out("\n\n".join(proof_text(finding, uses, words) for finding in findings))
    else:
        line = next(line for line in report.ledger.rules if line.rule == options.rule)
        context.out(outcome_text(line, words))
    return EXIT_OK
