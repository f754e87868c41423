"""What all renderers for people share: findings by severity and rule, scores in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.report.model import FindingView, ProofView, Report, ScoreView
from engine.text import formats
from engine.text.words import Words

SECTIONS = {"error": "errors", "warning": "warnings", "recommendation": "recommendations", "strength": "strengths"}


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule. The first speaks for all where they differ only in place."""

    findings: tuple[FindingView, ...]

    @property
    def first(self) -> FindingView:
        """The first finding in the order of the plan."""
        return self.findings[0]

    @property
    def seen(self) -> tuple[str, ...]:
        """What was seen in each place, without repetitions."""
        return tuple(dict.fromkeys(finding.seen for finding in self.findings))

    @property
    def instead(self) -> tuple[str, ...]:
        """What to do in each place, without repetitions."""
        return tuple(dict.fromkeys(finding.instead for finding in self.findings))


def by_rule(report: Report, severity: str) -> tuple[Group, ...]:
    """The findings of a severity, one group for each rule, in the order of the report."""
    groups: dict[str, list[FindingView]] = {}
    for finding in report.findings:
        if finding.severity == severity:
            groups.setdefault(finding.rule, []).append(finding)
    return tuple(Group(tuple(findings)) for findings in groups.values())


def score_text(score: ScoreView, words: Words) -> str:
    """A score as "62" or "40–85", or that no check applies."""
    if score.worst is None or score.best is None:
        return words.say("score-none")
    worst, best = (formats.number(end, words.language, 0) for end in (score.worst, score.best))
    return worst if worst == best else f"{worst}–{best}"


def checked_text(score: ScoreView, words: Words) -> str:
    """The share of a score that was checked."""
    return formats.percent(score.decided, words.language) if score.worst is not None else ""


def plan_title(report: Report, words: Words) -> str:
    """The plan's title, or that it has none."""
    return report.plan.title or words.say("no-plan-title")


def sources_text(finding: FindingView) -> str:
    """The sources of a finding in one line, by document: "Artículo sobre …: S1-042 (11m), S1-045 (11p)"."""
    documents: dict[str, list[str]] = {}
    for source in finding.sources:
        cited = documents.setdefault(source.document, [])
        if source.locator:
            cited.append(f"{source.id} ({source.locator})")
    return "; ".join(f"{document}: {', '.join(cited)}" if cited else document for document, cited in documents.items())


def sentence_case(text: str) -> str:
    """A label with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def rests_on(finding: FindingView) -> tuple[str, ...]:
    """The rules that a chained diagnosis rests on directly, each with its subject, as the proof tells them."""
    return tuple(dict.fromkeys(proof.text for proof in _nearest_rules(finding.proof)))


def _nearest_rules(proof: ProofView) -> Iterator[ProofView]:
    for child in proof.children:
        if child.kind == "rule":
            yield child
        else:
            yield from _nearest_rules(child)
