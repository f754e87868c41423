"""Reports as a SARIF 2.1.0 log, for code hosts and editors that show findings beside the lines.

One run a plan. The hash of a plan is that of its text as it was read, without byte order mark and with line feeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import orjson

from engine import __version__
from engine.report.model import FindingView, LedgerLine, Location, ProofView, ReadView, Report, WaivedView
from engine.tell.groups import sources_text
from engine.text.words import Words

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "recommendation": "note", "strength": "none"}
FINGERPRINT = "vinculoFinding/v1"
RELATED = 5
"""How many places of a proof are shown beside that of the finding."""

Json = dict[str, Any]


def render(reports: Sequence[tuple[Report, Words]]) -> bytes:
    """The log as UTF-8 JSON, indented, ending in a newline."""
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [_run(report, words) for report, words in reports]}
    return orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _run(report: Report, words: Words) -> Json:
    index = {line.rule: number for number, line in enumerate(report.ledger.rules)}
    found = [_result(finding, index) for finding in report.findings]
    waived = [_suppressed(waived, index) for waived in report.waived]
    uri = plan_uri(report.plan.file)
    artifact: Json = {"location": {"uri": uri}, "roles": ["analysisTarget"], "encoding": "UTF-8"}
    if "plan" in report.digests:
        artifact["hashes"] = {"sha-256": report.digests["plan"]}
    return {
        "tool": {"driver": _driver(report, words)},
        "language": report.language,
        "automationDetails": {"id": f"vinculo/{uri}/"},
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [artifact],
        "columnKind": "unicodeCodePoints",
        "results": found + waived,
        "properties": {
            "verdict": report.verdict.code,
            "sentence": report.verdict.sentence,
            "checkedShare": report.verdict.checked_share,
            "score": {"worst": report.scores.overall.worst, "best": report.scores.overall.best},
            "referenceDate": report.plan.reference_date,
            "digests": dict(report.digests),
        },
    }


def _driver(report: Report, words: Words) -> Json:
    """The tool with every rule that was run, whatever became of it."""
    spoken: dict[str, FindingView] = {}
    for finding in (*report.findings, *(waived.finding for waived in report.waived)):
        spoken.setdefault(finding.rule, finding)
    return {
        "name": "Vínculo",
        "semanticVersion": __version__,
        "language": report.language,
        "rules": [_rule(line, spoken.get(line.rule), words) for line in report.ledger.rules],
    }


def _rule(line: LedgerLine, finding: FindingView | None, words: Words) -> Json:
    rule: Json = {
        "id": line.rule,
        "shortDescription": _message(line.title),
        "defaultConfiguration": {"level": LEVELS[line.severity]},
        "properties": {"area": line.area, "severity": line.severity, "outcome": line.outcome, "tags": [line.area]},
    }
    if finding is None:
        return rule
    parts = (("label-why", finding.why), ("label-instead", finding.instead), ("label-sources", sources_text(finding)))
    text = "\n\n".join(f"{words.say(label)}: {told}" for label, told in parts if told)
    return {**rule, "fullDescription": _message(finding.why or line.title), "help": _message(text)}


def _result(finding: FindingView, index: dict[str, int]) -> Json:
    passed = finding.severity == "strength"
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "kind": "pass" if passed else "fail",
        "level": LEVELS[finding.severity],
        "message": _message(f"{finding.seen} {finding.instead}".strip()),
        "locations": [_location(finding.location, excerpt=finding.excerpt)],
        "partialFingerprints": {FINGERPRINT: finding.id},
        "properties": {
            "subject": finding.subject,
            "concept": finding.concept.id,
            "area": finding.area.id,
            "effort": finding.effort,
            "parameters": list(finding.parameters),
            "sources": [source.id for source in finding.sources],
        },
    }
    related = list(_related(finding))
    return {**result, "relatedLocations": related} if related else result


def _suppressed(waived: WaivedView, index: dict[str, int]) -> Json:
    decision = {"by": waived.by, **({"until": waived.until} if waived.until else {})}
    accepted = {
        "kind": "external",
        "status": "accepted",
        "justification": waived.reason,
        "properties": decision,
    }
    return {**_result(waived.finding, index), "suppressions": [accepted]}


def _location(place: Location, excerpt: str = "", label: str = "") -> Json:
    region: Json = {"startLine": place.line, "startColumn": place.column}
    if excerpt:
        region["snippet"] = {"text": excerpt}
    found: Json = {
        "physicalLocation": {"artifactLocation": {"uri": plan_uri(place.file), "index": 0}, "region": region}
    }
    return {**found, "message": _message(label)} if label else found


def _related(finding: FindingView) -> Iterator[Json]:
    """The other places that the proof read, each once."""
    seen = {finding.location}
    for read in _reads(finding.proof):
        if read.location is None or read.location in seen or len(seen) > RELATED:
            continue
        seen.add(read.location)
        yield {"id": len(seen) - 1, **_location(read.location, label=f"{read.label}: {read.value}")}


def _reads(proof: ProofView) -> Iterator[ReadView]:
    for read in proof.reads:
        yield read
        yield from read.inputs
    for child in proof.children:
        yield from _reads(child)


def _message(text: str) -> Json:
    """A message; braces are doubled, since single ones hold places for arguments."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def plan_uri(file: str) -> str:
    """The address of a plan: relative as it was given, or absolute with its scheme."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
