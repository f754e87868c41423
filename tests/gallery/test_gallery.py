"""Every broken input gives exactly the lines that are written beside it, in the reader's language, and nothing else."""

from __future__ import annotations

import pytest

from engine.pipeline import read_plan
from engine.text.catalogue import LANGUAGES
from tests.gallery import plans, rules
from tests.gallery.plans import PLANS, lines

PLAN_SOURCES = plans.sources()
RULE_SOURCES = rules.sources()


def test_there_are_enough() -> None:
    assert len(PLAN_SOURCES) >= 45
    assert len(RULE_SOURCES) >= 15


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLAN_SOURCES)
def test_a_broken_plan_says_what_is_wrong(name: str, language: str) -> None:
    expected = plans.expected_file(name, language).read_text("utf-8").splitlines()
    assert expected
    assert lines(PLAN_SOURCES[name], language) == expected


@pytest.mark.parametrize("name", RULE_SOURCES)
def test_a_broken_rule_says_what_is_wrong(name: str) -> None:
    expected = rules.expected_file(name).read_text("utf-8").splitlines()
    assert expected
    assert lines(RULE_SOURCES[name], "en") == expected
    for language in ("es", "ca"):
        found = lines(RULE_SOURCES[name], language)
        assert len(found) == len(expected)
        assert not set(found) & set(expected)


def test_no_expectation_is_without_its_input() -> None:
    expected = {plans.expected_file(name, language) for name in PLAN_SOURCES for language in LANGUAGES}
    expected |= {rules.expected_file(name) for name in RULE_SOURCES}
    found = {*PLANS.glob("*.expected.*"), *rules.RULES.glob("*.expected.*")}
    assert found == expected


def test_what_is_sound_gives_no_line() -> None:
    sound = b'vinculo: "1.0"\ncompany: {contribution_margin: 38.5 %, staff: 1000}\nhorizon: {start: 2026-03-15}\n'
    assert lines(lambda: read_plan(sound, "sound.yaml"), "es") == []
    assert lines(lambda: rules.compiled(rules.BASE), "es") == []


def test_a_mistake_that_is_mended_is_seen() -> None:
    broken = (PLANS / "currency-missing.yaml").read_bytes()
    mended = broken.replace(b"45000", b"45000 EUR")
    assert lines(lambda: read_plan(broken, "p.yaml"), "en") != []
    assert lines(lambda: read_plan(mended, "p.yaml"), "en") == []
