"""The report as text for a terminal or a file: 80 columns, the verdict first, colours only where the console has them."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from engine.report.model import ParameterUse, Report, StepView
from engine.tell.groups import (
    SECTIONS,
    Group,
    by_rule,
    checked_text,
    plan_title,
    rests_on,
    score_text,
    sentence_case,
    sources_text,
)
from engine.text.words import Words

WIDTH = 80
QUESTIONS = 10
"""How many of the open questions are printed."""
PLACES = 6
"""How many places of one rule are printed."""
_STYLES = {"error": "bold red", "warning": "bold yellow", "recommendation": "bold cyan", "strength": "bold green"}


def render(report: Report, words: Words) -> str:
    """The report as plain text."""
    console = Console(file=io.StringIO(), width=WIDTH, color_system=None, legacy_windows=False, highlight=False)
    write(report, words, console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


def write(report: Report, words: Words, console: Console) -> None:
    """Print the report on a console."""
    _head(report, words, console)
    for severity in SECTIONS:
        _section(report, severity, words, console)
    _waived(report, words, console)
    _scores(report, words, console)
    _questions(report, words, console)
    _roadmap(report, words, console)
    _foot(report, words, console)


def _head(report: Report, words: Words, console: Console) -> None:
    verdict = report.verdict
    style = "bold red" if verdict.errors else "bold yellow" if verdict.code != "ready" else "bold green"
    console.print(Text(f"{words.say('section-verdict').upper()}: {verdict.sentence}", style=style))
    console.print(Text(verdict.because))
    overall = report.scores.overall
    console.print(Text(f"{overall.label}: {score_text(overall, words)} / 100"))
    console.print()
    rows = [(words.say("label-plan"), f"{plan_title(report, words)} ({report.plan.file})")]
    if report.plan.company:
        rows.append((words.say("label-company"), report.plan.company))
    reference = f"{report.plan.reference_date} ({words.say('reference-' + report.plan.reference_from)})"
    rows.append((words.say("label-reference-date"), reference))
    if report.plan.profile:
        rows.append((words.say("label-profile"), report.plan.profile))
    for label, value in rows:
        _labelled(label, value, console, indent=0)


def _section(report: Report, severity: str, words: Words, console: Console) -> None:
    groups = by_rule(report, severity)
    if not groups:
        return
    _heading(f"{words.say('section-' + SECTIONS[severity])} ({len(groups)})", console, _STYLES[severity])
    for number, group in enumerate(groups, 1):
        _group(number, group, report.parameters, words, console)


def _group(number: int, group: Group, uses: tuple[ParameterUse, ...], words: Words, console: Console) -> None:
    first = group.first
    console.print(
        Text(f"{number}. ", style="bold") + Text(first.title, style="bold") + Text(f"  [{first.rule}]", style="dim")
    )
    for seen in group.seen[:PLACES]:
        console.print(Padding(Text(seen), (0, 0, 0, 3)))
    quoted = dict.fromkeys((finding.location.line, finding.excerpt) for finding in group.findings if finding.excerpt)
    for line, excerpt in list(quoted)[:PLACES]:
        _quote(words.say("label-line", line=line), excerpt, console)
    rest = max(len(group.seen), len(quoted)) - PLACES
    if rest > 0:
        console.print(Padding(Text(words.say("more-places", count=rest)), (0, 0, 0, 3)))
    if causes := rests_on(first):
        _labelled(words.say("label-rests-on"), "; ".join(causes[:PLACES]), console)
    for use in (use for use in uses if use.id in first.parameters):
        origin = words.say(f"origin-{use.origin}")
        _labelled(words.say("label-threshold"), f"{use.label}: {use.shown} ({origin})", console)
    _labelled(words.say("label-why"), first.why, console)
    _labelled(words.say("label-instead"), group.instead[0], console)
    _labelled(words.say("label-sources"), sources_text(first), console, style="dim")
    console.print()


def _quote(place: str, excerpt: str, console: Console) -> None:
    """The plan's own line, cut to the width."""
    text = Text(f"{place} │ {excerpt}", style="italic")
    text.truncate(console.width - 3, overflow="ellipsis")
    console.print(Padding(text, (0, 0, 0, 3)), no_wrap=True, overflow="ellipsis")


def _waived(report: Report, words: Words, console: Console) -> None:
    if not (report.waived or report.idle_waivers):
        return
    _heading(f"{words.say('section-waived')} ({len(report.waived)})", console)
    for waived in report.waived:
        by = words.say("label-by", by=waived.by) + (
            ", " + words.say("label-until", until=waived.until) if waived.until else ""
        )
        console.print(Text(f"- {waived.finding.title} [{waived.finding.rule}]"))
        console.print(Padding(Text(f"{by}: {waived.reason}"), (0, 0, 0, 3)))
    for idle in report.idle_waivers:
        _item("- ", words.say("waiver-idle", rule=idle.rule, reason=idle.reason), console, hang=2)
    console.print()


def _scores(report: Report, words: Words, console: Console) -> None:
    _heading(words.say("section-scores"), console)
    kinds = dict.fromkeys(score.kind for score in report.scores.dimensions)
    for kind in kinds:
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="bold", pad_edge=False)
        table.add_column(words.say(f"score-kind-{kind}"), width=44)
        table.add_column(words.say("label-score"), justify="right", width=12)
        table.add_column(words.say("label-checked"), justify="right", width=12)
        for score in (score for score in report.scores.dimensions if score.kind == kind):
            shown = score_text(score, words) if score.worst is not None else "–"
            table.add_row(Text(sentence_case(score.label)), shown, checked_text(score, words))
        console.print(table)
        console.print()
    console.print(Text(report.scores.formula, style="dim"))
    console.print()


def _questions(report: Report, words: Words, console: Console) -> None:
    if not report.questions:
        return
    _heading(f"{words.say('section-questions')} ({len(report.questions)})", console)
    for number, question in enumerate(report.questions[:QUESTIONS], 1):
        _item(f"{number:>2}. ", question.text, console)
    if len(report.questions) > QUESTIONS:
        console.print(Text("    " + words.say("more-places", count=len(report.questions) - QUESTIONS)))
    console.print()


def _roadmap(report: Report, words: Words, console: Console) -> None:
    if not report.roadmap:
        return
    _heading(f"{words.say('section-roadmap')} ({len(report.roadmap)})", console)
    horizons = dict.fromkeys(step.horizon for step in report.roadmap)
    number = 0
    for horizon in horizons:
        console.print(Text(words.say(f"horizon-{horizon}"), style="bold"))
        for step in (step for step in report.roadmap if step.horizon == horizon):
            number += 1
            _item(f"{number:>2}. ", f"{step.title} [{step.rule}]", console)
            _item("    ", "; ".join(_details(step, words)), console, style="dim")
        console.print()


def _details(step: StepView, words: Words) -> Iterable[str]:
    yield f"{words.say('label-effort')}: {words.say('effort-' + step.effort)}"
    yield f"{words.say('label-impact')}: {step.impact:g}"
    for after in step.after[:1]:
        yield f"{words.say('label-after')} {words.quoted(after.title)} ({after.reason})"
    if step.resolves:
        yield f"{words.say('label-resolves')}: " + ", ".join(resolved.label for resolved in step.resolves[:4])


def _foot(report: Report, words: Words, console: Console) -> None:
    ledger = report.ledger
    _heading(words.say("section-ledger"), console)
    counts = {name: getattr(ledger, name) for name in ("fires", "silent", "unknown", "not_applicable", "waived")}
    console.print(Text(words.say("ledger-summary", total=len(ledger.rules), **counts)))
    console.print(Text(words.say("proof-how", plan=report.plan.file), style="dim"))
    shown = ", ".join(f"{words.say('digest-' + name)} {digest[:12]}" for name, digest in report.digests.items())
    _labelled(words.say("label-digests"), shown, console, indent=0, style="dim")


def _heading(text: str, console: Console, style: str = "bold") -> None:
    console.print()
    console.print(Text(text.upper(), style=style))
    console.print(Text("─" * min(console.width, WIDTH), style="dim"))


def _labelled(label: str, text: str, console: Console, indent: int = 3, style: str = "") -> None:
    _item(" " * indent + f"{label}: ", text, console, style, hang=indent + 3)


def _item(lead: str, text: str, console: Console, style: str = "", hang: int | None = None) -> None:
    """A paragraph whose further lines hang under the first."""
    width = console.width - (len(lead) if hang is None else hang)
    whole = Text(lead + text, style=style)
    lines = whole.wrap(console, console.width)
    console.print(lines[0] if lines else whole)
    if len(lines) > 1:
        rest = Text(whole.plain[len(lines[0].plain) :].strip(), style=style)
        console.print(Padding(rest, (0, 0, 0, console.width - width)))
