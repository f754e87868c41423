"""Scores as intervals: the worst over what is unknown, and the best.

The score of a dimension is 100 x the weight of its rules that stay silent / the weight of its rules that apply; rules whose
outcome is unknown count as firing in the worst case and as silent in the best. Strengths and waived rules do not count. The
weights are the parameters weight-error, weight-warning and weight-recommendation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from engine.facts.thresholds import Threshold
from engine.infer.program import Fact
from engine.judge import Entry, Judgement, Outcome
from engine.knowledge.model import Knowledge

OVERALL = "overall"
KINDS = ("pillar", "one-to-one-step", "plan-section", "pitfall")
"""Kinds of dimension, in order of the report."""
_COUNTED = (Outcome.FIRES, Outcome.SILENT, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one dimension, 0 to 100; None where no rule of it applies. `weights` sums the rules by outcome."""

    dimension: str
    kind: str
    worst: float | None
    best: float | None
    weights: Mapping[str, float]
    rules: tuple[str, ...]

    @property
    def decided(self) -> float:
        """The share of the weight that could be checked, 0 to 1."""
        total = sum(self.weights.values())
        return 1 - self.weights[Outcome.UNKNOWN] / total if total else 0.0


def weight(severity: str, thresholds: Mapping[str, Threshold]) -> float:
    """What a rule of a severity weighs; a strength weighs nothing."""
    return thresholds[f"weight-{severity}"].value if severity != "strength" else 0.0


def scores(judgement: Judgement, knowledge: Knowledge, thresholds: Mapping[str, Threshold]) -> tuple[Score, ...]:
    """The overall score first, then every dimension of the knowledge, by kind and in the knowledge's order."""
    entries = [entry for entry in judgement.ledger.values() if entry.rule.severity != "strength"]
    found = [_score(OVERALL, OVERALL, entries, thresholds)]
    for kind in KINDS:
        for concept in in_order(knowledge, kind):
            assessing = [entry for entry in entries if concept in entry.rule.assesses]
            found.append(
                _score(concept, kind, [_about(entry, concept, kind, knowledge) for entry in assessing], thresholds)
            )
    return tuple(found)


def _about(entry: Entry, dimension: str, kind: str, knowledge: Knowledge) -> Entry:
    """A rule whose subjects are dimensions itself (a missing step, a weak pillar) tells only of those that it names."""
    certain, possible = (_dimensions(facts, kind, knowledge) for facts in (entry.facts, entry.possible))
    if not certain | possible:
        return entry
    if dimension in certain:
        return entry
    return replace(entry, outcome=Outcome.UNKNOWN if dimension in possible else Outcome.SILENT)


def _dimensions(facts: tuple[Fact, ...], kind: str, knowledge: Knowledge) -> set[str]:
    concepts = {argument for fact in facts for argument in fact[1:] if argument in knowledge.concepts}
    return {concept for concept in concepts if knowledge.concepts[concept].dimension == kind}


def in_order(knowledge: Knowledge, kind: str) -> tuple[str, ...]:
    """The dimensions of a kind, in the order of their concept scheme where one parent orders them, else by id."""
    ids = [concept.id for concept in knowledge.concepts.values() if concept.dimension == kind]
    parents = sorted({parent for id in ids for parent in knowledge.concepts[id].broader})
    ordered = [id for parent in parents for id in knowledge.narrower(parent) if id in ids]
    return tuple(dict.fromkeys((*ordered, *sorted(ids))))


def _score(id: str, kind: str, entries: Iterable[Entry], thresholds: Mapping[str, Threshold]) -> Score:
    weights = {outcome.value: 0.0 for outcome in _COUNTED}
    rules: list[str] = []
    for entry in entries:
        if entry.outcome in _COUNTED:
            weights[entry.outcome.value] += weight(entry.rule.severity, thresholds)
            rules.append(entry.rule.id)
    total = sum(weights.values())
    if not total:
        return Score(id, kind, None, None, weights, ())
    silent, unknown = weights[Outcome.SILENT], weights[Outcome.UNKNOWN]
    return Score(id, kind, 100 * silent / total, 100 * (silent + unknown) / total, weights, tuple(sorted(rules)))
