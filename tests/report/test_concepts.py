"""What the card of a concept holds: statements by document, collections by source, fields with lines that a plan takes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from engine.knowledge.glossary import Collection, Glossary
from engine.pipeline import read_plan
from engine.plan.format import FIELDS
from engine.report.concepts import ConceptCard, concept_card
from engine.report.planfields import example, fields_read
from engine.system import System
from engine.text.words import Words
from tests.data.frozen import catalogue, three
from tests.rules.cases import system

ES = Words(catalogue(), "es")


@cache
def cards() -> dict[str, ConceptCard]:
    return {id: concept_card(system(), ES, id) for id in system().knowledge.concepts}


def with_glossary(glossary: Glossary, **concepts: tuple[str, ...]) -> System:
    """The system with another glossary, and with other parents of some concepts ("a_b" stands for "a-b")."""
    known = dict(system().knowledge.concepts)
    for name, broader in concepts.items():
        id = name.replace("_", "-")
        known[id] = replace(known[id], broader=broader)
    return System(replace(system().knowledge, concepts=known), system().base, _glossary=glossary)


def test_statements_stand_under_their_document() -> None:
    known = system().knowledge
    for id, card in cards().items():
        told = [line.id for group in card.statements for line in group.statements]
        assert sorted(told) == sorted(known.concepts[id].statements)
        assert len({group.id for group in card.statements}) == len(card.statements)
        for group in card.statements:
            assert {known.statements[line.id].source for line in group.statements} == {group.id}
        assert all(line.says for group in card.statements for line in group.statements)


def test_reconstructed_statements_are_marked() -> None:
    claims = system().glossary.claims
    lines = [line for card in cards().values() for group in card.statements for line in group.statements]
    assert {line.reconstructed for line in lines} == {True, False}
    assert all(line.reconstructed is claims[line.id].reconstructed for line in lines)


def test_notes_are_told_in_words() -> None:
    for id, card in cards().items():
        assert tuple(note.id for note in card.notes) == system().knowledge.concepts[id].notes
        assert all(note.says and note.document for note in card.notes)


def test_collections_tell_the_order_of_each_source() -> None:
    glossary = system().glossary
    process = Collection("p", three("Process"), True, ("trust", "channels"), None, None, ("S1-001",))
    told = Collection("q", three("Told"), True, ("channels", "trust"), "S2", three("Another order"), ())
    group = Collection("g", three("Group"), False, ("channels", "trust"), None, three("A group"), ())
    made = replace(glossary, collections={"g": group, "p": process, "q": told})
    found = {line.id: line for line in concept_card(with_glossary(made), ES, "trust").collections}
    assert list(found) == ["g", "p", "q"]
    assert [(line.position, line.members) for line in found.values()] == [(0, 2), (1, 2), (2, 2)]
    assert found["p"].sentence == "paso 1 de 2 de «Process (es)»"
    assert found["q"].note == "Another order (es)"
    assert found["q"].source == system().knowledge.sources["S2"].label["es"]
    assert (found["g"].source, found["g"].sentence) == ("", "uno de los 2 elementos de «Group (es)»")


def test_every_way_to_the_root() -> None:
    made = with_glossary(system().glossary, trust=("channels", "swot-analysis"))
    paths = concept_card(made, ES, "trust").paths
    assert [path[-1].id for path in paths] == ["channels", "swot-analysis"]
    assert {path[0].id for path in paths} == {"relationship-marketing"}


def test_circle_in_the_tree_comes_to_an_end() -> None:
    made = with_glossary(system().glossary, trust=("channels",), channels=("trust",))
    assert [[step.id for step in path] for path in concept_card(made, ES, "trust").paths] == [["channels"]]


def test_rules_about_a_concept_say_what_they_see() -> None:
    lines = [rule for card in cards().values() for rule in card.rules]
    assert {rule.role for rule in lines} == {"about", "assesses", "reads"}
    assert all(bool(rule.seen) is (rule.role == "about") for rule in lines)


def test_fields_are_those_of_the_concept_and_of_its_rules() -> None:
    for id, card in cards().items():
        shown = [field.id for field in card.fields if field.shows]
        assert tuple(shown) == system().knowledge.concepts[id].evidenced_by
        about = (rule for rule in system().base.rules.values() if rule.concept == id)
        read = {path for rule in about for path in fields_read(rule)}
        assert {field.id for field in card.fields} == read | set(shown)
        assert len({field.id for field in card.fields}) == len(card.fields)


def test_fields_of_a_rule_are_found_inside_its_compounds() -> None:
    assert "objectives[].derived_from" in fields_read(system().base.rules["swot-not-used"])
    assert "situation_analysis.swot.threats" in fields_read(system().base.rules["swot-not-used"])


@pytest.mark.parametrize("path", [path for path in sorted(FIELDS) if path != "vinculo"])
def test_example_of_a_field_is_a_plan(path: str) -> None:
    """The plan format takes every example, and what it states lies in the field."""
    plan = read_plan(f'vinculo: "1.0"\n{example(path)}\n'.encode(), "plan.yaml")
    assert [leaf.path for leaf in plan.leaves() if without_ids(leaf.path).startswith(path)]


def without_ids(path: str) -> str:
    """A path of a plan as the format writes it."""
    return "".join(part.partition("]")[2].join(("[]", "")) if at else part for at, part in enumerate(path.split("[")))
