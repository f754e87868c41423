"""What the knowledge holds, against literals: a file that was cut, or a number that slipped, is seen."""

from __future__ import annotations

import graphlib
from collections import Counter
from pathlib import Path

import pytest

from engine.knowledge.glossary import Glossary
from engine.knowledge.graph import build
from engine.knowledge.model import LANGUAGES, Knowledge
from engine.paths import KNOWLEDGE
from engine.plan.format import FIELDS
from engine.plan.format.strategy import SECTORS

EDITORIAL = {"S0": (51, 58), "S1": (91, 99), "S2": (132, 143), "S3": (134, 148), "S4": (47, 53)}
"""First and last number of the statements with which the editor of each source comments on it."""
PARAMETERS = (Path(__file__).parent / "parameters.txt").read_text("utf-8").split()


@pytest.fixture(scope="module")
def built() -> tuple[Knowledge, Glossary]:
    return build(KNOWLEDGE)


@pytest.fixture(scope="module")
def knowledge(built: tuple[Knowledge, Glossary]) -> Knowledge:
    return built[0]


@pytest.fixture(scope="module")
def glossary(built: tuple[Knowledge, Glossary]) -> Glossary:
    return built[1]


def test_counts(knowledge: Knowledge) -> None:
    assert len(knowledge.concepts) == 402
    assert len(knowledge.relations) == 222
    assert len(knowledge.sources) == 5
    assert Counter(s.source for s in knowledge.statements.values()) == {
        "S0": 58, "S1": 99, "S2": 143, "S3": 148, "S4": 53,
    }  # fmt: skip
    assert len(knowledge.parameters) == 111


def test_relations_by_kind_and_strength(knowledge: Knowledge) -> None:
    assert Counter(r.kind for r in knowledge.relations) == {
        "requires": 60, "leadsTo": 48, "precedes": 32, "measuredBy": 20, "partOf": 19, "prevents": 14, "supports": 12,
        "mitigates": 10, "conflictsWith": 7,
    }  # fmt: skip
    assert Counter(r.strength for r in knowledge.relations) == {"hard": 118, "advisory": 104}


def test_labels_are_unique_in_each_language(knowledge: Knowledge) -> None:
    for language in LANGUAGES:
        labels = [concept.label[language].casefold() for concept in knowledge.concepts.values()]
        assert len(set(labels)) == 402
        labels = [parameter.label[language].casefold() for parameter in knowledge.parameters.values()]
        assert len(set(labels)) == 111


def test_every_statement_is_represented_and_says_something(knowledge: Knowledge, glossary: Glossary) -> None:
    used = {s for c in knowledge.concepts.values() for s in c.statements}
    noted = {s for c in knowledge.concepts.values() for s in c.notes}
    assert sorted(set(knowledge.statements) - used - noted) == []
    assert list(glossary.claims) == list(knowledge.statements)
    assert [
        id for id, claim in glossary.claims.items() if not all(claim.says[code].strip() for code in LANGUAGES)
    ] == []
    assert [
        id for id, claim in glossary.claims.items() if not all(claim.term[code].strip() for code in LANGUAGES)
    ] == []


def test_numbers_of_statements_have_no_gap(knowledge: Knowledge) -> None:
    last = {"S0": 58, "S1": 99, "S2": 143, "S3": 148, "S4": 53}
    assert list(knowledge.statements) == [f"{s}-{n:03}" for s, end in last.items() for n in range(1, end + 1)]


def test_editorial_statements_are_notes_and_no_others_are(knowledge: Knowledge) -> None:
    noted = {s for c in knowledge.concepts.values() for s in c.notes}
    assert len(noted) == 51
    assert sorted(noted) == [f"{s}-{n:03}" for s, (low, high) in EDITORIAL.items() for n in range(low, high + 1)]
    assert {s for c in knowledge.concepts.values() for s in c.statements} & noted == set()


def test_statements_whose_place_was_inferred(glossary: Glossary) -> None:
    reconstructed = [id for id, claim in glossary.claims.items() if claim.reconstructed]
    assert reconstructed == [f"S3-{n:03}" for n in range(2, 134)]


def test_basis_agrees_with_the_statements(knowledge: Knowledge) -> None:
    for concept in knowledge.concepts.values():
        assert concept.basis == ("sources" if concept.statements else "domain knowledge"), concept.id


def test_every_concept_has_an_entry(knowledge: Knowledge, glossary: Glossary) -> None:
    assert list(glossary.entries) == list(knowledge.concepts)
    for entry in glossary.entries.values():
        assert entry.basis in ("sources", "domain knowledge"), entry.id
        assert all(len(entry.definition[language]) >= 40 for language in LANGUAGES), entry.id


def test_hierarchy_is_one_tree(knowledge: Knowledge) -> None:
    above = {concept.id: set(concept.broader) for concept in knowledge.concepts.values()}
    graphlib.TopologicalSorter(above).prepare()
    assert [concept for concept, broader in above.items() if not broader] == ["relationship-marketing"]
    assert len(knowledge.below("relationship-marketing")) == 401


def test_order_and_requirement_form_no_circle(knowledge: Knowledge) -> None:
    before: dict[str, set[str]] = {}
    for earlier, later in knowledge.related("precedes"):
        before.setdefault(later, set()).add(earlier)
    for subject, needed in knowledge.related("requires"):
        before.setdefault(subject, set()).add(needed)
    graphlib.TopologicalSorter(before).prepare()


def test_dimensions(knowledge: Knowledge) -> None:
    kinds = Counter(concept.dimension for concept in knowledge.concepts.values() if concept.dimension)
    assert kinds == {"pillar": 5, "one-to-one-step": 4, "pitfall": 5, "plan-section": 15}


def test_every_dimension_and_its_evidence_is_explained(knowledge: Knowledge) -> None:
    scored = [concept for concept in knowledge.concepts.values() if concept.dimension]
    assert [concept.id for concept in scored if concept.why is None] == []


def test_evidence_is_a_field_of_the_plan(knowledge: Knowledge) -> None:
    paths = {path for concept in knowledge.concepts.values() for path in concept.evidenced_by}
    assert sorted(paths - set(FIELDS)) == []
    assert knowledge.concepts["one-to-one-identify"].evidenced_by == ("one_to_one.identify",)
    assert knowledge.concepts["alliance-joint-strategy"].evidenced_by == ("alliances[].joint_strategy",)


def test_steps_come_in_their_order(knowledge: Knowledge) -> None:
    assert knowledge.narrower("one-to-one-relationships")[:4] == (
        "one-to-one-identify", "one-to-one-differentiate", "one-to-one-interact", "one-to-one-customise",
    )  # fmt: skip
    assert knowledge.narrower("alliance-building") == (
        "alliance-analysis", "alliance-approach", "alliance-joint-strategy", "alliance-monitoring",
    )  # fmt: skip


def test_every_parameter_that_was_gathered_is_there_whole(knowledge: Knowledge) -> None:
    assert len(PARAMETERS) == 91
    assert sorted(set(PARAMETERS) - set(knowledge.parameters)) == []
    for id in PARAMETERS:
        p = knowledge.parameters[id]
        for text in (p.label, p.unit_label, p.evidence, p.caution):
            assert all(text[language].strip() for language in LANGUAGES), id
        assert p.minimum is not None, id
        assert p.maximum is not None, id
        assert p.minimum <= p.value <= p.maximum, id
        assert p.direction in ("min", "max", "range"), id
        assert p.strength in ("rule", "study", "industry report", "practitioner", "convention", "assumption"), id
        assert p.sources != (), id
        assert all(citation.title and citation.year for citation in p.sources), id
        assert p.valid_from == "2026-01-01", id


@pytest.mark.parametrize(
    ("id", "unit", "value", "low", "high", "strength"),
    [
        ("improvement-relative-retention-max", "share-per-year", 0.05, 0.02, 0.15, "assumption"),
        ("payback-months-min", "months", 12.0, 6.0, 24.0, "industry report"),
        ("contacts-all-channels-month-max", "contacts-per-month", 8.0, 3.0, 12.0, "assumption"),
        ("email-complaint-rate-max", "share-of-delivered", 0.001, 0.0008, 0.003, "rule"),
        ("member-gap-incremental-share-max", "share-of-gap", 0.15, 0.05, 0.33, "study"),
        ("clv-cac-ratio-min", "times", 3.0, 1.5, 5.0, "convention"),
        ("complaint-resolution-days-max", "days", 15.0, 5.0, 31.0, "rule"),
        ("control-group-size-min", "customers", 4500.0, 1000.0, 15000.0, "convention"),
        ("small-team", "people", 5.0, 1.0, 10.0, "assumption"),
        ("weight-error", "weight", 5.0, 1.0, 10.0, "assumption"),
        ("rounding-tolerance", "share", 0.01, 0.0, 0.05, "assumption"),
    ],
)
def test_parameter(
    knowledge: Knowledge, id: str, unit: str, value: float, low: float, high: float, strength: str
) -> None:
    found = knowledge.parameters[id]
    assert (found.unit, found.value, found.minimum, found.maximum, found.strength) == (unit, value, low, high, strength)
    assert found.valid_from == "2026-01-01"


def test_variants_and_citations(knowledge: Knowledge) -> None:
    payback = knowledge.parameters["payback-months-min"]
    assert payback.variants == {
        "airline": 24.0, "b2b": 18.0, "donors": 24.0, "grocery": 12.0, "hospitality_restaurant": 9.0,
        "retail_online": 12.0, "saas": 12.0,
    }  # fmt: skip
    assert [citation.year for citation in payback.sources] == ["2000", "n.d.", "2026"]
    assert knowledge.parameters["annual-retention-benchmark"].variants["culture"] == 0.85
    assert payback.unit_label == {"es": "meses", "ca": "mesos", "en": "months"}


def test_variants_are_sectors_of_the_plan_format(knowledge: Knowledge) -> None:
    """A variant under any other name would never be in force."""
    strange = {p.id: sorted(set(p.variants) - set(SECTORS)) for p in knowledge.parameters.values()}
    assert {id: names for id, names in strange.items() if names} == {}
    assert knowledge.parameters["complaint-resolution-days-max"].variants == {"bank": 31.0, "insurance": 31.0}


def test_texts_of_parameters_differ_by_language(knowledge: Knowledge) -> None:
    for parameter in knowledge.parameters.values():
        for text in (parameter.label, parameter.evidence, parameter.caution):
            assert len({text[language] for language in LANGUAGES}) == 3
