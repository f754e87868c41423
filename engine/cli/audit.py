"""`vinculo audit`: one plan gives its report, several a table of verdicts; one bad plan does not stop the others."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import orjson

from engine.cli.context import EXIT_FINDINGS, EXIT_OK, Context
from engine.cli.files import names_of, printable, read_input, save
from engine.errors import Problem, UsageError, VinculoError
from engine.pipeline import Options, audit, read_plan
from engine.profile import Profile, day_of, read_profile
from engine.report.build import build_report
from engine.report.model import Report
from engine.rules.model import SEVERITIES

ENDINGS = {"text": ".txt", "json": ".json", "markdown": ".md", "sarif": ".sarif", "html": ".html"}
FAILURES_SCHEMA = "vinculo-reports/1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one plan: its report, or the error that refused it."""

    file: str
    report: Report | None
    error: VinculoError | None = None


def run(context: Context, options: argparse.Namespace) -> int:
    """Audit the plans and write what was asked for."""
    several = len(options.plans) > 1
    folder = _output_folder(options, several)
    chosen = audit_options(context, options)
    outcomes = list(_audited(context, options, chosen))
    for outcome in outcomes:
        if outcome.error is not None:
            _complain(context, outcome.error)
    reports = [outcome.report for outcome in outcomes if outcome.report is not None]
    if folder is not None:
        for name, report in zip(names_of(report.plan.file for report in reports), reports, strict=True):
            save(folder / (name + ENDINGS[options.format]), rendered(context, report, options.format))
    elif reports or several:
        _write(context, options, outcomes, several)
    if folder is not None and several and not options.quiet:
        _table(context, outcomes)
    return _exit_code(outcomes, options.fail_on)


def audit_options(context: Context, options: argparse.Namespace) -> Options:
    """The options of an audit from those of the command line. Raises UsageError and ProfileError."""
    profile = Profile()
    if options.profile:
        profile = read_profile(*read_input(options.profile), context.system.knowledge, context.system.base.rules)
    given = _date(options) or profile.reference_date
    return Options(
        context.today,
        given,
        profile.sector,
        profile.overrides,
        profile.waivers,
        profile.name,
        profile.digest,
        options.verify,
    )


def _date(options: argparse.Namespace) -> date | None:
    if options.date is None:
        return None
    day = day_of(options.date)
    if day is None:
        raise UsageError(Problem("wrong-date", options.parser.prog, params={"path": "--date", "value": options.date}))
    return day


def _output_folder(options: argparse.Namespace, several: bool) -> Path | None:
    """The folder that reports go to, each under its plan's name; None where everything goes to one place."""
    if options.output == "":
        raise UsageError(Problem("switch-needs-value", options.parser.prog, params={"option": "--output"}))
    if options.output and Path(options.output).is_dir():
        return Path(options.output)
    if several and (options.format in ("markdown", "html") or (options.format == "text" and options.output)):
        place = printable(options.output or "--output")
        raise UsageError(Problem("output-folder-needed", place, params={"format": options.format}))
    return None


def _audited(context: Context, options: argparse.Namespace, chosen: Options) -> Iterator[Outcome]:
    system, words = context.system, context.words
    for file in _progress(options.plans, context):
        try:
            data, name = read_input(file)
            made = audit(system, read_plan(data, name), chosen)
            yield Outcome(name, build_report(made, words.catalogue, words.language))
        except VinculoError as error:
            if error.exit_code == 3:
                raise
            yield Outcome(printable(file), None, error)


def _progress(plans: list[str], context: Context) -> Iterator[str]:
    """The plans one by one; with a bar where there are several and a person watches."""
    if len(plans) == 1 or not sys.stderr.isatty():
        yield from plans
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(plans, context.words.say("cli-auditing"), console=Console(stderr=True), transient=True)


def _write(context: Context, options: argparse.Namespace, outcomes: list[Outcome], several: bool) -> None:
    reports = [outcome.report for outcome in outcomes if outcome.report is not None]
    if options.format == "text" and several:
        if not options.quiet:
            _table(context, outcomes)
        return
    if options.format == "json" and several:
        failures = [
            {"file": o.file, "problems": [context.words.problem(p) for p in o.error.problems]}
            for o in outcomes
            if o.error
        ]
        log = {"schema": FAILURES_SCHEMA, "reports": reports, "failures": failures}
        content = orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    elif options.format == "sarif":
        from engine.tell.sarif import render

        content = render([(report, context.words) for report in reports])
    elif options.format == "text" and not options.output and not options.quiet and sys.stdout.isatty():
        _coloured(context, reports[0])
        return
    else:
        content = rendered(context, reports[0], options.format)
    if options.output:
        save(Path(options.output), content)
    elif not options.quiet and options.format == "text":
        context.out(content.decode())
    elif not options.quiet:
        context.out_bytes(content)


def _coloured(context: Context, report: Report) -> None:
    from rich.console import Console

    from engine.tell.text import WIDTH, write

    console = Console(highlight=False)
    console.width = min(console.width, max(WIDTH, 100))
    write(report, context.words, console)


def rendered(context: Context, report: Report, format: str) -> bytes:
    """One report in a format."""
    if format == "json":
        from engine.tell import json

        return json.render(report)
    if format == "sarif":
        from engine.tell import sarif

        return sarif.render([(report, context.words)])
    if format == "html":
        from engine.tell import html

        return html.render(report, context.words).encode()
    if format == "markdown":
        from engine.tell import markdown

        return markdown.render(report, context.words).encode()
    from engine.tell import text

    return text.render(report, context.words).encode()


def _table(context: Context, outcomes: list[Outcome]) -> None:
    from rich.console import Console

    from engine.tell.summary import table

    width = None if sys.stdout.isatty() else 80
    reports = [(outcome.file, outcome.report) for outcome in outcomes]
    Console(width=width, highlight=False).print(table(reports, context.words))


def _complain(context: Context, error: VinculoError) -> None:
    for problem in error.problems:
        context.complain(context.words.problem(problem))


def _exit_code(outcomes: list[Outcome], fail_on: str) -> int:
    errors = [outcome.error.exit_code for outcome in outcomes if outcome.error is not None]
    if errors:
        return max(errors)
    if fail_on == "never":
        return EXIT_OK
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    found = any(finding.severity in failing for o in outcomes if o.report for finding in o.report.findings)
    return EXIT_FINDINGS if found else EXIT_OK
