"""Advice: which questions to ask next, and a roadmap of remedies in the order in which they depend on each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.facts.thresholds import Threshold
from engine.infer.program import Fact, Model
from engine.judge import Entry, Judgement, Outcome
from engine.knowledge.model import Knowledge, Relation
from engine.score import weight

if TYPE_CHECKING:
    import networkx as nx

HORIZONS = ("now", "next", "later")
_EFFORT = {"small": 1, "medium": 2, "large": 3}


@dataclass(frozen=True, slots=True)
class Question:
    """A field that the plan does not state, the rules that wait for it, and their weight (shared with what else they lack)."""

    path: str
    rules: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class After:
    """A step that comes first, and the relation of the graph that says so."""

    rule: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Step:
    """A remedy: the rule that asks for it, when, what comes first, which other diagnoses it helps to resolve.

    `impact` is the weight of the rule and of all that it helps to resolve.
    """

    rule: str
    horizon: str
    effort: str
    impact: float
    after: tuple[After, ...]
    resolves: tuple[str, ...]


def questions(judgement: Judgement, thresholds: Mapping[str, Threshold]) -> tuple[Question, ...]:
    """The fields that would decide most, first."""
    waiting: dict[str, list[Entry]] = {}
    for entry in judgement.ledger.values():
        if entry.outcome is Outcome.UNKNOWN:
            for path in entry.missing:
                waiting.setdefault(path, []).append(entry)
    found = [
        Question(
            path,
            tuple(sorted(entry.rule.id for entry in entries)),
            sum(weight(entry.rule.severity, thresholds) / len(entry.missing) for entry in entries),
        )
        for path, entries in waiting.items()
    ]
    return tuple(sorted(found, key=lambda question: (-round(question.weight, 9), question.path)))


def roadmap(
    judgement: Judgement, model: Model, knowledge: Knowledge, thresholds: Mapping[str, Threshold]
) -> tuple[Step, ...]:
    """A step for every rule that fires on the plan itself; diagnoses drawn from others are what the steps resolve."""
    entries = {
        id: entry
        for id, entry in judgement.ledger.items()
        if entry.outcome is Outcome.FIRES and entry.rule.severity != "strength"
    }
    rests_on = {
        id: {other for fact in entry.facts for other in _causes(fact, model)} - {id} for id, entry in entries.items()
    }
    steps = [id for id in sorted(entries) if not rests_on[id] & entries.keys()]
    if not steps:
        return ()
    # networkx takes longer to import than an audit takes to run.
    import networkx as nx

    resolves = {id: tuple(other for other in sorted(entries) if id in rests_on[other]) for id in steps}
    graph = _order(steps, {id: entries[id].rule.concept for id in steps}, knowledge)
    impact = {
        id: sum(weight(entries[other].rule.severity, thresholds) for other in (id, *resolves[id])) for id in steps
    }
    horizon: dict[str, str] = {}
    built: list[Step] = []
    for generation in nx.topological_generations(graph):
        for id in sorted(generation, key=lambda rule: (-impact[rule], _EFFORT[entries[rule].rule.effort], rule)):
            after = tuple(
                After(before, graph.edges[before, id]["relation"]) for before in sorted(graph.predecessors(id))
            )
            earliest = max((HORIZONS.index(horizon[step.rule]) for step in after), default=0)
            horizon[id] = HORIZONS[max(earliest, _urgency(entries[id]))]
            built.append(Step(id, horizon[id], entries[id].rule.effort, impact[id], after, resolves[id]))
    return tuple(sorted(built, key=lambda step: HORIZONS.index(step.horizon)))


def _urgency(entry: Entry) -> int:
    """Index into HORIZONS: errors now, warnings next (now where the remedy is small), recommendations later."""
    if entry.rule.severity == "error" or (entry.rule.severity == "warning" and entry.rule.effort == "small"):
        return 0
    return 1 if entry.rule.severity == "warning" else 2


def _causes(fact: Fact, model: Model) -> Iterator[str]:
    """The rules whose firing a fact rests on, directly or through others."""
    todo, seen = [fact], {fact}
    while todo:
        support = model.supports.get(todo.pop())
        for premise in support.premises if support else ():
            if premise not in seen:
                seen.add(premise)
                todo.append(premise)
                if premise[0].startswith("r:"):
                    yield premise[0][2:]


def _order(steps: list[str], concepts: Mapping[str, str], knowledge: Knowledge) -> nx.DiGraph[str]:
    """Which step comes before which: by the graph's relations between their concepts or the next broader ones.

    Further up everything is part of everything and the order would say nothing. Where relations contradict each other,
    advisory ones give way first, then the last by name.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(steps)
    above = {step: {concepts[step], *knowledge.concepts[concepts[step]].broader} for step in steps}
    ordered = sorted(
        (relation for relation in knowledge.relations if relation.kind in ("precedes", "requires")),
        key=lambda relation: (relation.strength != "hard", relation.subject, relation.object),
    )
    for relation in ordered:
        first, then = (
            (relation.subject, relation.object) if relation.kind == "precedes" else (relation.object, relation.subject)
        )
        for before in steps:
            for after in steps:
                fits = first in above[before] and then in above[after] and not above[before] & {then}
                if (
                    fits
                    and before != after
                    and not graph.has_edge(before, after)
                    and not nx.has_path(graph, after, before)
                ):
                    graph.add_edge(before, after, relation=relation)
    return graph
