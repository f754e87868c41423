"""Conditions in words: what they ask of a conclusion is said whole."""

from __future__ import annotations

import pytest

from engine.report.conditions import Speaker
from engine.report.pages import rule_card
from engine.rules.conditions import Concluded
from engine.text.catalogue import LANGUAGES, pick
from engine.text.words import Words
from tests.data.frozen import catalogue
from tests.rules.cases import system

PLAIN = Concluded("basics-unsound")


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_an_error_and_by_a_rule_are_said(language: str) -> None:
    """Behind the conclusion, which is said as it is without them."""
    words = Words(catalogue(), language)
    speaker = Speaker(words, system().knowledge, system().base, {})
    plain = speaker.sentence(PLAIN, {})
    by_error = speaker.sentence(Concluded(PLAIN.name, severity="error"), {})
    by_rule = speaker.sentence(Concluded(PLAIN.name, rule="no-contingency"), {})
    title = pick(system().base.rules["no-contingency"].text.title, language)
    assert by_error == f"{plain} {words.say('by-error')}"
    assert by_rule == f"{plain} {words.say('by-rule', rule=title)}"
    assert title in by_rule
    assert len({plain, by_error, by_rule}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_rule_says_them(language: str) -> None:
    """`is concluded by an error`, `is concluded by mass-email`."""
    words = Words(catalogue(), language)
    shown = str(rule_card(system(), words, "dissatisfied-get-promotions"))
    assert words.say("by-error") in shown
    title = pick(system().base.rules["mass-email"].text.title, language)
    assert words.say("by-rule", rule=title) in str(rule_card(system(), words, "saturation-erodes-loyalty"))
