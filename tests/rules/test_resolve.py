"""What a rule names is checked against the knowledge, also where the knowledge on disk could never be wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import RuleError
from engine.measures import registry
from engine.paths import RULES
from engine.rules import load
from engine.rules.resolve import check_names
from tests.rules.cases import system


def test_a_rule_whose_concept_does_not_say_why_says_so_itself() -> None:
    knowledge = system().knowledge
    documents = load.read_folder(RULES)
    base = load.build(load.plain_data(documents), "digest", documents)
    rule = next(rule for rule in base.rules.values() if rule.text.why is None)
    concept = replace(knowledge.concepts[rule.concept], why=None)
    poorer = replace(knowledge, concepts={**knowledge.concepts, rule.concept: concept})
    check_names(base, knowledge, registry(), documents)
    with pytest.raises(RuleError) as caught:
        check_names(base, poorer, registry(), documents)
    assert ("why-missing", rule.id) in {(p.code, p.params["rule"]) for p in caught.value.problems}
    assert {p.code for p in caught.value.problems} == {"why-missing"}
