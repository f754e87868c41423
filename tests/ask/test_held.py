"""The rate of held questions that are answered may rise, not fall."""

from __future__ import annotations

from tests.ask.held import questions, rates, result

GOAL = 0.95
RATE = 0.969
"""The measured rate: to be raised with it, and not lowered."""


def test_held_questions() -> None:
    """The table of misses is that of `python -m tests.ask`."""
    results = tuple(map(result, questions()))
    table = rates(results)
    good, asked = table["all"]
    missed = [each.question.id for each in results if not each.good]
    assert good / asked >= max(RATE, GOAL), (table, missed)


def test_every_language_is_asked_in_earnest() -> None:
    """No language has few questions, and some topics must be refused in each."""
    asked = questions()
    for language in ("es", "ca", "en"):
        of = [question for question in asked if question.language == language]
        assert len(of) >= 40
        assert any(not question.expect for question in of)
    assert len({question.id for question in asked}) == len(asked)
