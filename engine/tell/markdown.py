"""The report as Markdown (CommonMark with tables): for a repository, a wiki, or as the start of a written report."""

from __future__ import annotations

from collections.abc import Iterator

from engine.report.model import ProofView, ReadView, Report
from engine.tell.groups import (
    SECTIONS,
    Group,
    by_rule,
    checked_text,
    plan_title,
    score_text,
    sentence_case,
    sources_text,
)
from engine.text.words import Words

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#"})


def render(report: Report, words: Words) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(report, words)) + "\n"


def _lines(report: Report, words: Words) -> Iterator[str]:
    verdict, overall = report.verdict, report.scores.overall
    yield f"# {words.say('report-title')}: {escape(plan_title(report, words))}"
    yield ""
    yield f"**{words.say('section-verdict')}.** {verdict.sentence} {escape(verdict.because)}"
    yield ""
    yield f"{overall.label}: **{score_text(overall, words)}** / 100"
    for severity, section in SECTIONS.items():
        groups = by_rule(report, severity)
        if groups:
            yield from ("", f"## {words.say('section-' + section)}")
        for group in groups:
            yield from _group(group, words)
    yield from _waived(report, words)
    yield from _scores(report, words)
    yield from _questions(report, words)
    yield from _roadmap(report, words)
    yield from _parameters(report, words)
    yield from _ledger(report, words)
    yield from _identity(report, words)


def _group(group: Group, words: Words) -> Iterator[str]:
    first = group.first
    yield from ("", f"### {escape(first.title)}", "")
    for finding in group.findings:
        yield f"- {escape(finding.seen)}  "
        if finding.excerpt:
            yield f"  {words.say('label-line', line=finding.location.line)}: {_code(finding.excerpt)}"
    yield ""
    yield f"**{words.say('label-why')}.** {escape(first.why)}"
    yield ""
    yield f"**{words.say('label-instead')}.** {escape(group.instead[0])}"
    yield ""
    rule = f"{words.say('label-rule')}: `{first.rule}`"
    concept = f"{words.say('label-concept')}: {escape(first.concept.label)}"
    yield f"{rule} · {concept} · {words.say('label-sources')}: {escape(sources_text(first))}"
    yield from ("", f"{words.say('label-proof')}:", "")
    yield from _proof(first.proof, words, 0)


def _proof(proof: ProofView, words: Words, depth: int) -> Iterator[str]:
    place = f" ({words.say('label-line', line=proof.location.line)})" if proof.location is not None else ""
    yield f"{'  ' * depth}- {escape(proof.text)}{place}"
    for read in proof.reads:
        yield from _read(read, words, depth + 1)
    for child in proof.children:
        yield from _proof(child, words, depth + 1)


def _read(read: ReadView, words: Words, depth: int) -> Iterator[str]:
    place = f" ({words.say('label-line', line=read.location.line)})" if read.location is not None else ""
    yield f"{'  ' * depth}- {escape(read.label)}: {escape(read.value)}{place}"
    for inner in read.inputs:
        yield from _read(inner, words, depth + 1)


def _waived(report: Report, words: Words) -> Iterator[str]:
    if report.waived or report.idle_waivers:
        yield from ("", f"## {words.say('section-waived')}", "")
    for waived in report.waived:
        by = words.say("label-by", by=waived.by) + (
            f", {words.say('label-until', until=waived.until)}" if waived.until else ""
        )
        yield f"- {escape(waived.finding.title)} (`{waived.finding.rule}`). {escape(by)}: {escape(waived.reason)}"
    for idle in report.idle_waivers:
        yield f"- {escape(words.say('waiver-idle', rule=idle.rule, reason=idle.reason))}"


def _scores(report: Report, words: Words) -> Iterator[str]:
    yield from ("", f"## {words.say('section-scores')}")
    for kind in dict.fromkeys(score.kind for score in report.scores.dimensions):
        yield ""
        yield f"| {words.say('score-kind-' + kind)} | {words.say('label-score')} | {words.say('label-checked')} |"
        yield "| --- | --: | --: |"
        for score in (score for score in report.scores.dimensions if score.kind == kind):
            yield f"| {escape(sentence_case(score.label))} | {score_text(score, words)} | {checked_text(score, words)} |"
    yield from ("", report.scores.formula)


def _questions(report: Report, words: Words) -> Iterator[str]:
    if report.questions:
        yield from ("", f"## {words.say('section-questions')}", "")
    for number, question in enumerate(report.questions, 1):
        yield f"{number}. {escape(question.text)}"


def _roadmap(report: Report, words: Words) -> Iterator[str]:
    if report.roadmap:
        yield from ("", f"## {words.say('section-roadmap')}")
    for horizon in dict.fromkeys(step.horizon for step in report.roadmap):
        yield from ("", f"### {words.say('horizon-' + horizon)}", "")
        for step in (step for step in report.roadmap if step.horizon == horizon):
            effort = f"{words.say('label-effort')}: {words.say('effort-' + step.effort)}"
            impact = f"{words.say('label-impact')}: {step.impact:g}"
            yield f"- **{escape(step.title)}.** {escape(step.instead)} ({effort}; {impact})"
            for after in step.after:
                yield f"  - {words.say('label-after')}: {escape(after.title)} ({escape(after.reason)})"
            if step.resolves:
                yield f"  - {words.say('label-resolves')}: " + ", ".join(escape(named.label) for named in step.resolves)


def _parameters(report: Report, words: Words) -> Iterator[str]:
    if report.parameters:
        yield from ("", f"## {words.say('section-parameters')}")
    for use in report.parameters:
        yield from ("", f"### {escape(use.label)}: {escape(use.shown)}", "")
        yield f"- {words.say('label-origin')}: {words.say('origin-' + use.origin)}" + (
            f" ({escape(use.reason)})" if use.reason else ""
        )
        yield f"- {words.say('label-range')}: {use.range}" if use.range else f"- {words.say('label-range')}: –"
        yield f"- {words.say('label-default')}: {escape(use.default)}"
        if use.variants:
            yield f"- {words.say('label-variants')}: {escape(use.variants)}"
        yield f"- {words.say('label-evidence')}: {escape(use.evidence)}"
        yield f"- {words.say('label-evidence-strength')}: {words.say('evidence-' + use.strength.replace(' ', '-'))}"
        yield f"- {words.say('label-caution')}: {escape(use.caution)}"
        yield f"- {words.say('label-sources')}: " + ("; ".join(escape(source) for source in use.sources) or "–")


def _ledger(report: Report, words: Words) -> Iterator[str]:
    ledger = report.ledger
    yield from ("", f"## {words.say('section-ledger')}", "")
    counts = {name: getattr(ledger, name) for name in ("fires", "silent", "unknown", "not_applicable", "waived")}
    yield words.say("ledger-summary", total=len(ledger.rules), **counts)
    yield ""
    yield f"| {words.say('label-rule')} | {words.say('label-outcome')} | {words.say('label-reason')} |"
    yield "| --- | --- | --- |"
    for line in ledger.rules:
        missing = (
            f"{words.say('label-missing')}: " + ", ".join(named.label for named in line.missing) if line.missing else ""
        )
        outcome = words.say(f"outcome-{line.outcome}")
        yield f"| {escape(line.title)} (`{line.rule}`) | {outcome} | {escape(line.reason or missing)} |"


def _identity(report: Report, words: Words) -> Iterator[str]:
    plan = report.plan
    yield from ("", f"## {words.say('section-identity')}", "")
    yield f"- {words.say('label-plan')}: {_code(plan.file)}"
    yield f"- {words.say('label-company')}: {escape(plan.company) or '–'}"
    yield f"- {words.say('label-reference-date')}: {plan.reference_date} ({words.say('reference-' + plan.reference_from)})"
    if plan.profile:
        yield f"- {words.say('label-profile')}: {_code(plan.profile)}"
    for name, digest in report.digests.items():
        yield f"- {words.say('digest-' + name)}: `{digest}`"


def escape(text: str) -> str:
    """Text that Markdown must not read as markup."""
    return text.translate(_SPECIAL)


def _code(text: str) -> str:
    """Text as code, whatever backticks it holds."""
    fence = "`" * (max((len(run) for run in _runs(text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{text or ' '}{space}{fence}"


def _runs(text: str) -> Iterator[str]:
    run = ""
    for char in text + " ":
        if char == "`":
            run += char
        elif run:
            yield run
            run = ""
