"""How the texts of the rules read: one register, short titles, values in the plan's own figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from engine.rules.conditions import AtLeast, Concluded, Condition, ParameterRef
from engine.rules.model import Rule, Text
from engine.rules.resolve import PLACEHOLDER
from engine.rules.scope import parts
from tests.rules.cases import system

LANGUAGES = ("es", "ca", "en")
RULES = sorted(system().base.rules)
TITLE_MAX = 70
INFINITIVES = {
    "es": re.compile(r"\w+[aeií]r(?:se|me|l[aeo]s?)?", re.IGNORECASE),
    "ca": re.compile(r"\w+(?:[aei]r|re|ur)(?:-(?:se|ho|hi|ne|l[aio]s?|l[aio])|['’](?:ls?|n|s))?", re.IGNORECASE),
}
NOT_IMPERATIVE = re.compile(
    r"(?:a|an|the|it|its|this|that|these|there|you|your|we|no|not|please|first|consider|perhaps|maybe|try to)\b"
    r"|(?!bring\b)\w+ing\b|to \w+",
    re.IGNORECASE,
)
NUMBER_WORDS = {
    "es": frozenset(["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"]),
    "ca": frozenset(["dos", "dues", "tres", "quatre", "cinc", "sis", "set", "vuit", "nou", "deu"]),
    "en": frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]),
}


def is_infinitive(text: str, language: str) -> bool:
    """Whether a text begins with an infinitive, with or without a pronoun behind it."""
    word = re.match(r"[\w'’-]+", text)
    return word is not None and INFINITIVES[language].fullmatch(word[0]) is not None


def is_imperative(text: str) -> bool:
    """Whether an English text begins as an instruction does: with no article, pronoun, gerund or hedge."""
    return NOT_IMPERATIVE.match(text) is None


def numbers_in_words(text: str, language: str) -> list[str]:
    """The number words of a text."""
    return [word for word in re.findall(r"\w+", text.lower()) if word in NUMBER_WORDS[language]]


def counted_with(rule: Rule) -> set[str]:
    """The parameters that a rule's conditions count with: "by P.x rules", "at-least: P.x"."""
    thresholds = [_threshold(condition) for condition in _every(rule.when)]
    return {threshold.id for threshold in thresholds if isinstance(threshold, ParameterRef)}


def _threshold(condition: Condition) -> int | ParameterRef | None:
    if isinstance(condition, AtLeast):
        return condition.threshold
    return condition.rules_at_least if isinstance(condition, Concluded) else None


def _every(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    for condition in conditions:
        yield condition
        yield from _every(tuple(parts(condition)))


def _texts(rule: Rule) -> dict[str, Text]:
    given = {"title": rule.text.title, "seen": rule.text.seen, "instead": rule.text.instead, "why": rule.text.why}
    return {part: text for part, text in given.items() if text is not None}


@pytest.mark.parametrize("language", ["es", "ca"])
def test_what_to_do_is_said_in_the_infinitive(language: str) -> None:
    """One register in the whole report: Spanish and Catalan name the thing to do, and order nobody about."""
    texts = {id: system().base.rules[id].text.instead[language] for id in RULES}
    assert {id: text for id, text in texts.items() if not is_infinitive(text, language)} == {}


def test_what_to_do_is_said_in_the_imperative_in_english() -> None:
    """English says it as an instruction."""
    texts = {id: system().base.rules[id].text.instead["en"] for id in RULES}
    assert {id: text for id, text in texts.items() if not is_imperative(text)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_fits_a_line_and_quotes_nothing(language: str) -> None:
    """A title also stands in lists and tables, where a quotation of any length would break the line."""
    titles = {id: system().base.rules[id].text.title[language] for id in RULES}
    assert {id: title for id, title in titles.items() if len(title) > TITLE_MAX or PLACEHOLDER.search(title)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_rules_have_the_same_title(language: str) -> None:
    """A reader tells findings apart by their titles."""
    titles = [system().base.rules[id].text.title[language] for id in RULES]
    assert {title for title in titles if titles.count(title) > 1} == set()


@pytest.mark.parametrize("rule", RULES)
def test_the_three_languages_quote_the_same_values(rule: str) -> None:
    """A value that one language shows is shown by the others."""
    for part, text in _texts(system().base.rules[rule]).items():
        quoted = {language: sorted(set(PLACEHOLDER.findall(text[language]))) for language in LANGUAGES}
        assert quoted["es"] == quoted["ca"] == quoted["en"], f"{part}: {quoted}"


def test_a_count_that_a_profile_may_change_is_quoted() -> None:
    """A rule that counts with a parameter shows it, and writes no number in words that it could belie."""
    counting = {id: counted_with(system().base.rules[id]) for id in RULES}
    assert any(counting.values())
    for id, parameters in counting.items():
        seen = system().base.rules[id].text.seen
        for language in LANGUAGES if parameters else ():
            assert {f"P.{name}" for name in parameters} <= set(PLACEHOLDER.findall(seen[language])), id
            assert numbers_in_words(seen[language], language) == [], id


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Definir el plazo.", "es", True),
        ("Reescribirla entera.", "es", True),
        ("Comprometerse por escrito.", "es", True),
        ("Defina el plazo.", "es", False),
        ("El plazo se define.", "es", False),
        ("Incloure'l al pla.", "ca", True),
        ("Estimar-ne el cost.", "ca", True),
        ("Comprometre's per escrit.", "ca", True),
        ("Definiu el termini.", "ca", False),
        ("Cal definir-lo.", "ca", False),
    ],
)
def test_an_infinitive_is_told_from_an_order(text: str, language: str, expected: bool) -> None:
    """The check of the register fails on the other register."""
    assert is_infinitive(text, language) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Set a date.", True), ("Bring it forward.", True), ("Setting a date.", False), ("You should set one.", False)],
)
def test_an_instruction_is_told_from_advice(text: str, expected: bool) -> None:
    """The check of English fails on anything else."""
    assert is_imperative(text) is expected


def test_number_words_are_found() -> None:
    """The check of number words finds them in each language."""
    assert numbers_in_words("Al menos tres motivos", "es") == ["tres"]
    assert numbers_in_words("Almenys dues causes", "ca") == ["dues"]
    assert numbers_in_words("At least three reasons", "en") == ["three"]
