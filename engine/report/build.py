"""Building the report of an audit in one language."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from engine import __version__
from engine.advise import Question, Step, questions, roadmap
from engine.facts.thresholds import Threshold
from engine.judge import Entry, Finding, Outcome
from engine.knowledge.model import Parameter
from engine.pipeline import Audit
from engine.plan.model import Leaf, State
from engine.report.model import (
    SCHEMA,
    AfterView,
    FindingView,
    IdleWaiver,
    Ledger,
    LedgerLine,
    Location,
    Named,
    ParameterUse,
    PlanInfo,
    ProofView,
    QuestionView,
    ReadView,
    Report,
    Scores,
    ScoreView,
    SourceRef,
    StepView,
    WaivedView,
)
from engine.report.naming import Names
from engine.report.proofs import ProofTeller, teller
from engine.report.verdict import verdict
from engine.rules.model import DOMAIN_KNOWLEDGE
from engine.score import OVERALL, Score, scores
from engine.text.catalogue import Catalogue, pick
from engine.text.words import Words

MAX_EXCERPT = 160
"""Characters of the plan's own line that a finding quotes."""


def build_report(audit: Audit, catalogue: Catalogue, language: str) -> Report:
    """The report of an audit."""
    words = Words(catalogue, language)
    names = Names(words, audit.view, audit.engines.compiled.base)
    tell = teller(audit, names)
    judgement, thresholds, knowledge = audit.judgement, audit.view.thresholds, audit.view.knowledge
    counted = scores(judgement, knowledge, thresholds)
    findings = tuple(_finding(finding, audit, names, tell) for finding in judgement.findings)
    waived = tuple(
        WaivedView(_finding(finding, audit, names, tell), waiver.reason, waiver.by, waiver.until)
        for finding, waiver in judgement.waived
    )
    steps = roadmap(judgement, audit.model, knowledge, thresholds)
    return Report(
        SCHEMA,
        language,
        _plan_info(audit, names),
        _digests(audit),
        verdict(judgement, counted[0], steps, names),
        Scores(_formula(words, thresholds), _score(counted[0], names), tuple(_score(s, names) for s in counted[1:])),
        findings,
        waived,
        tuple(IdleWaiver(w.rule, w.subject, w.reason, w.until) for w in judgement.idle),
        _ledger(audit, names),
        tuple(_question(question, names) for question in questions(judgement, thresholds)),
        tuple(_step(step, audit, names) for step in steps),
        tuple(parameter_use(thresholds[id], names) for id in sorted({id for f in findings for id in f.parameters})),
    )


def _finding(finding: Finding, audit: Audit, names: Names, tell: ProofTeller) -> FindingView:
    rule = finding.rule
    variables = dict(zip(rule.at, finding.fact[1:], strict=True))
    proof = tell.of(finding)
    reads = _own_reads(proof)
    place = _place(finding, audit, reads)
    seen = names.fill(rule.text.seen, variables)
    if open_ := dict.fromkeys(read.label for read in reads if read.state == State.TBD):
        seen += " " + names.words.say("left-open", what="; ".join(open_))
    why = rule.text.why or names.view.knowledge.concepts[rule.concept].why or {}
    return FindingView(
        id=finding.id,
        rule=rule.id,
        severity=rule.severity,
        concept=Named(rule.concept, names.concept(rule.concept)),
        area=Named(rule.area, pick(names.base.areas[rule.area], names.words.language)),
        subject=finding.subject,
        subject_label=names.subject(finding.fact[1:]),
        title=names.fill(rule.text.title, variables),
        seen=seen,
        why=names.fill(why, variables),
        instead=names.fill(rule.text.instead, variables),
        effort=rule.effort,
        location=place or Location(audit.view.plan.file, 1, 1),
        excerpt=_excerpt(audit.view.plan.text, place.line) if place else "",
        proof=proof,
        parameters=tuple(sorted(set(_parameters(proof)))),
        sources=tuple(source_ref(source, names) for source in rule.sources),
    )


def source_ref(source: str, names: Names) -> SourceRef:
    """A citation in words: statement, document, place in it."""
    if source == DOMAIN_KNOWLEDGE:
        return SourceRef(source, names.words.say("domain-knowledge"), "")
    statement = names.view.knowledge.statements[source]
    document = names.view.knowledge.sources[statement.source]
    return SourceRef(source, pick(document.label, names.words.language), statement.locator)


def _place(finding: Finding, audit: Audit, reads: list[ReadView]) -> Location | None:
    """Where a finding points: the field of its subject that decided, else the subject; None where it rests on others only."""
    for argument in (argument for argument in finding.fact[1:] if "[" in argument):
        if (place := _deciding(read for read in reads if read.name.startswith(argument + "."))) is not None:
            return place
        if (span := audit.view.item(argument).span) is not None:
            return Location(audit.view.plan.file, span.line, span.column)
    return _deciding(reads)


def _deciding(reads: Iterable[ReadView]) -> Location | None:
    """The place of what is lacking, else of the last that was read: what a rule asks first tells whether it applies."""
    placed = [read for read in reads if read.location is not None]
    lacking = [read for read in placed if read.state != State.VALUE]
    return (lacking[0] if lacking else placed[-1]).location if placed else None


def _own_reads(proof: ProofView) -> list[ReadView]:
    """What a rule itself read, measures' inputs included, not what the rules that it rests on did."""
    found: list[ReadView] = []
    for child in proof.children:
        if child.kind not in ("rule", "conclusion"):
            found += [part for read in child.reads for part in (read, *read.inputs)] + _own_reads(child)
    return found


def _excerpt(text: str, line: int) -> str:
    lines = text.split("\n")
    found = lines[line - 1].strip() if line <= len(lines) else ""
    return found if len(found) <= MAX_EXCERPT else found[: MAX_EXCERPT - 1] + "…"


def _parameters(proof: ProofView) -> list[str]:
    own = [read.name for read in proof.reads if read.kind == "parameter"]
    return own + [id for child in proof.children for id in _parameters(child)]


def _plan_info(audit: Audit, names: Names) -> PlanInfo:
    root = audit.view.plan.root

    def text(path: str) -> str:
        leaf = root.at(path)
        if not isinstance(leaf, Leaf) or leaf.state is not State.VALUE:
            return ""
        return names.words.option(leaf.raw, path) if leaf.shape.kind == "choice" else leaf.raw

    return PlanInfo(
        audit.view.plan.file, text("meta.title"), text("company.name"), text("meta.kind"), text("meta.date"),
        audit.view.reference.isoformat(), audit.reference_from, audit.options.profile,
    )  # fmt: skip


def _digests(audit: Audit) -> dict[str, str]:
    plan = hashlib.sha256(audit.view.plan.text.encode()).hexdigest()
    compiled = audit.engines.compiled
    values = "\n".join(f"{id}={threshold.value!r}" for id, threshold in sorted(audit.view.thresholds.items()))
    profile = {"profile": audit.options.profile_digest} if audit.options.profile_digest else {}
    return {
        "plan": plan,
        **profile,
        "parameters": hashlib.sha256(values.encode()).hexdigest(),
        "knowledge": audit.view.knowledge.digest,
        "rules": compiled.base.digest,
        "engine": __version__,
    }


def _score(score: Score, names: Names) -> ScoreView:
    label = names.words.say("score-overall") if score.kind == OVERALL else names.concept(score.dimension)
    worst = None if score.worst is None else round(score.worst, 1)
    best = None if score.best is None else round(score.best, 1)
    return ScoreView(
        score.dimension, score.kind, label, worst, best, round(score.decided, 3), score.weights, score.rules
    )


def _formula(words: Words, thresholds: Mapping[str, Threshold]) -> str:
    weights = {name: f"{thresholds[f'weight-{name}'].value:g}" for name in ("error", "warning", "recommendation")}
    return words.say("score-formula", **weights)


def _ledger(audit: Audit, names: Names) -> Ledger:
    counts = Counter(entry.outcome for entry in audit.judgement.ledger.values())
    lines = tuple(_line(entry, names) for entry in audit.judgement.ledger.values())
    return Ledger(
        counts[Outcome.FIRES],
        counts[Outcome.SILENT],
        counts[Outcome.UNKNOWN],
        counts[Outcome.NOT_APPLICABLE],
        counts[Outcome.WAIVED],
        lines,
    )


def _line(entry: Entry, names: Names) -> LedgerLine:
    rule = entry.rule
    subjects = tuple(names.subject(fact[1:]) for fact in entry.facts or entry.possible)
    missing = tuple(Named(path, names.place(path)) for path in entry.missing)
    title = names.rule(rule.id)
    return LedgerLine(
        rule.id, title, rule.area, rule.severity, entry.outcome.value, subjects, missing, names.reason(entry)
    )


def _question(question: Question, names: Names) -> QuestionView:
    label = names.place(question.path)
    text = names.words.plural("question", len(question.rules), field=label)
    return QuestionView(question.path, label, text, question.rules, round(question.weight, 2))


def _step(step: Step, audit: Audit, names: Names) -> StepView:
    entry = audit.judgement.ledger[step.rule]
    first = dict(zip(entry.rule.at, entry.facts[0][1:], strict=True))
    after = tuple(
        AfterView(before.rule, names.rule(before.rule), names.relation(before.relation)) for before in step.after
    )
    return StepView(
        step.rule, names.rule(step.rule), names.fill(entry.rule.text.instead, first), step.horizon, step.effort,
        round(step.impact, 2), entry.rule.severity, tuple(filter(None, (names.subject(f[1:]) for f in entry.facts))), after,
        tuple(Named(rule, names.rule(rule)) for rule in step.resolves),
    )  # fmt: skip


def parameter_use(threshold: Threshold, names: Names) -> ParameterUse:
    """A parameter in force as a reader sees it: value, range, evidence and how strong that is, source and caution."""
    parameter, language = threshold.parameter, names.words.language
    ends = [
        names.threshold(Threshold(parameter, end, "default"))
        for end in (parameter.minimum, parameter.maximum)
        if end is not None
    ]
    cited = tuple(
        " ".join(filter(None, (c.title, f"({c.year})" if c.year else "", c.address))) for c in parameter.sources
    )
    return ParameterUse(
        parameter.id, pick(parameter.label, language), threshold.value, names.threshold(threshold), parameter.unit,
        threshold.origin, threshold.reason, " – ".join(ends), pick(parameter.evidence, language), parameter.strength,
        pick(parameter.caution, language), cited, parameter.valid_from,
        names.threshold(Threshold(parameter, parameter.value, "default")), _variants(parameter, names),
    )  # fmt: skip


def _variants(parameter: Parameter, names: Names) -> str:
    """The values that a parameter takes in some sectors: "retail: 12 months; airline: 24 months"."""
    return "; ".join(
        f"{names.words.option(sector, 'company.sector')}: {names.threshold(Threshold(parameter, value, 'sector'))}"
        for sector, value in parameter.variants.items()
    )
