"""The cards of rules and concepts, of the real rules: complete, consistent, and 80 columns wide as text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import orjson
import pytest

from engine.paths import TEXTS
from engine.report.concepts import ConceptCard, concept_card
from engine.report.pages import ConditionLine, RuleCard, rule_card
from engine.report.planfields import field_place
from engine.report.uses import concepts_read, conclusions_read, parameters_read
from engine.rules.resolve import PLACEHOLDER
from engine.tell.cards import rule_text
from engine.tell.concepts import concept_text
from engine.tell.lines import WIDTH
from engine.text.catalogue import LANGUAGES, load_catalogue
from engine.text.words import Words
from tests.rules.cases import system

CATALOGUE = load_catalogue(TEXTS, None)
ES = Words(CATALOGUE, "es")


@cache
def rules(language: str = "es") -> dict[str, RuleCard]:
    words = Words(CATALOGUE, language)
    return {id: rule_card(system(), words, id) for id in system().base.rules}


@cache
def concepts(language: str = "es") -> dict[str, ConceptCard]:
    words = Words(CATALOGUE, language)
    return {id: concept_card(system(), words, id) for id in system().knowledge.concepts}


def too_wide(text: str) -> list[str]:
    """Lines that are wider than they may be though they could be broken."""
    return [line for line in text.split("\n") if len(line) > WIDTH and " " in line.strip().removeprefix("- ")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_as_text(language: str) -> None:
    words = Words(CATALOGUE, language)
    texts = [rule_text(card, words) for card in rules(language).values()]
    texts += [concept_text(card, words) for card in concepts(language).values()]
    assert [line for text in texts for line in too_wide(text)] == []
    # Fields are told with YAML, whose braces are no placeholders.
    bare = [concept_text(replace(card, fields=()), words) for card in concepts(language).values()]
    assert not any(PLACEHOLDER.search(text) for text in [*texts[: len(rules(language))], *bare])


def test_cards_as_json() -> None:
    card = orjson.loads(orjson.dumps(rules()["plan-not-ready"]))
    assert card["id"] == "plan-not-ready"
    assert card["reads"][0]["rules"][0]["id"] in system().base.rules
    assert orjson.loads(orjson.dumps(concepts()["trust"]))["labels"]["en"] == "trust"


def test_makers_and_readers_agree() -> None:
    """Who reads a conclusion of a rule, by the rule's card, finds the rule among its makers, by its own."""
    pairs = {(id, reader.id) for id, card in rules().items() for use in card.concludes for reader in use.rules}
    back = {(maker.id, id) for id, card in rules().items() for use in card.reads for maker in use.rules}
    assert pairs == back
    assert pairs


def test_compound_conditions_keep_their_parts() -> None:
    lines = rules()["swot-not-used"].applies
    assert [part.text for part in lines[0].parts] == [
        "Fortalezas: consta",
        "Debilidades: consta",
        "Oportunidades: consta",
        "Amenazas: consta",
    ]
    assert lines[1] == ConditionLine("Objetivos: consta", ())


def test_thresholds_stand_in_texts_without_a_plan() -> None:
    card = rules()["discount-eats-margin"]
    assert card.parameters[0].shown in card.seen
    assert "[" in card.seen
    assert card.parameters[0].id == "discount-margin-share-max"


def test_concept_knows_its_place() -> None:
    card = concepts()["swot-analysis"]
    assert all(path[0].id == "relationship-marketing" for path in card.paths)
    assert "swot-threats" in {named.id for named in card.narrower}
    assert concepts()["relationship-marketing"].paths == ()
    for id, told in concepts().items():
        assert {path[-1].id for path in told.paths} == set(system().knowledge.concepts[id].broader)


def test_text_of_a_concept_holds_all_of_its_card() -> None:
    """Definition, synonyms, notes, statements with their marks, collections, rules and fields."""
    for card in (concepts()["one-to-one-identify"], concepts()["swot-analysis"]):
        told = " ".join(concept_text(card, ES).split())
        shown = [card.definition, card.scope, card.example, card.why, *card.alternative]
        shown += [part for note in card.notes for part in (note.says, note.id, note.document)]
        shown += [part for group in card.statements for line in group.statements for part in (line.says, line.id)]
        shown += [part for found in card.collections for part in (found.note, found.source, found.label)]
        shown += [part for rule in card.rules for part in (rule.title, rule.seen)]
        shown += [part for field in card.fields for part in (field.label, field.example)]
        assert [part for part in shown if " ".join(part.split()) not in told] == []
    assert ES.say("card-reconstructed") in concept_text(concepts()["one-to-one-identify"], ES)


def test_domain_knowledge_is_marked() -> None:
    mark = f"[{ES.say('domain-knowledge')}]"
    bases = {card.definition_basis for card in concepts().values()}
    assert "domain knowledge" in bases
    for card in concepts().values():
        assert (mark in " ".join(concept_text(card, ES).split())) is (card.definition_basis == "domain knowledge")


def test_relations_are_told_from_both_ends() -> None:
    for relation in system().knowledge.relations:
        out = concepts()[relation.subject].relations
        back = concepts()[relation.object].relations
        assert (relation.object, "out", relation.kind) in {(r.other.id, r.direction, r.kind) for r in out}
        assert (relation.subject, "in", relation.kind) in {(r.other.id, r.direction, r.kind) for r in back}
        assert all(line.verb and line.verb in line.sentence for line in (*out, *back))


def test_rule_is_listed_with_its_concept_and_dimensions() -> None:
    for id, rule in system().base.rules.items():
        assert ("about", id) in {(line.role, line.id) for line in concepts()[rule.concept].rules}
        for dimension in rule.assesses:
            assert id in {line.id for line in concepts()[dimension].rules}


def test_field_with_the_sections_around_it() -> None:
    assert field_place("situation_analysis.swot", ES) == "Análisis de la situación · Análisis DAFO"
    assert field_place("alliances[].analysis", ES).startswith(ES.field("alliances") + " · ")


def test_uses_of_a_rule() -> None:
    rule = system().base.rules["plan-not-ready"]
    assert [condition.name for condition in conclusions_read(rule)]
    assert parameters_read(system().base.rules["discount-eats-margin"]) == ("discount-margin-share-max",)
    named = [id for id, rule in system().base.rules.items() if concepts_read(rule, system().knowledge)]
    assert named


def test_unknown_ids() -> None:
    with pytest.raises(KeyError):
        rule_card(system(), ES, "no-such-rule")
    with pytest.raises(KeyError):
        concept_card(system(), ES, "no-such-concept")
