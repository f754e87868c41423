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
from engine.errors import Problem, UsageError, VinculoError
from engine.pipeline import Options, audit, read_plan
from engine.profile import Profile, read_profile
from engine.read.source import read_bytes
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
        for name, report in zip(_names(reports), reports, strict=True):
            _save(folder / (name + ENDINGS[options.format]), rendered(context, report, options.format))
    elif reports or several:
        _write(context, options, outcomes, several)
    if folder is not None and not options.quiet:
        _table(context, outcomes)
    return _exit_code(outcomes, options.fail_on)


def audit_options(context: Context, options: argparse.Namespace) -> Options:
    """The options of an audit from those of the command line. Raises UsageError and ProfileError."""
    profile = Profile()
    if options.profile:
        data = read_bytes(Path(options.profile))
        profile = read_profile(data, options.profile, context.system.knowledge, context.system.base.rules)
    given = _date(options.date) or profile.reference_date
    return Options(
        context.today, given, profile.sector, profile.overrides, profile.waivers, profile.name, verify=options.verify
    )


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(Problem("wrong-date", "--date", params={"path": "--date", "value": text})) from None


def _output_folder(options: argparse.Namespace, several: bool) -> Path | None:
    """The folder for one report a plan; None where everything goes to one place."""
    if not several or (options.format in ("json", "sarif") and not (options.output and Path(options.output).is_dir())):
        return None
    if options.format == "text" and not options.output:
        return None
    if not options.output or not Path(options.output).is_dir():
        raise UsageError(
            Problem("output-folder-needed", options.output or "--output", params={"format": options.format})
        )
    return Path(options.output)


def _names(reports: list[Report]) -> list[str]:
    """A name for each report's file: its plan's, with a number where an earlier plan has the same."""
    names: list[str] = []
    for report in reports:
        name = stem = Path(report.plan.file).stem
        number = 1
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.append(name)
    return names


def _audited(context: Context, options: argparse.Namespace, chosen: Options) -> Iterator[Outcome]:
    system, words = context.system, context.words
    for file in _progress(options.plans, context):
        try:
            plan = read_plan(read_bytes(Path(file)), file)
            yield Outcome(file, build_report(audit(system, plan, chosen), words.catalogue, words.language))
        except VinculoError as error:
            if error.exit_code == 3:
                raise
            yield Outcome(file, None, error)


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
        _save(Path(options.output), content)
    elif not options.quiet and options.format == "text":
        context.out(content.decode())
    elif not options.quiet:
        context.out_bytes(content)


def _save(path: Path, content: bytes) -> None:
    """Write beside and rename, so that nobody reads half a report."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise UsageError(Problem("not-writable", str(path), params={"detail": error.strerror or str(error)})) from None


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
