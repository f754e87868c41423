"""The frozen report as text, Markdown and JSON, in three languages."""

from __future__ import annotations

import pytest

from engine.report.model import Report
from engine.tell import json, markdown, text
from tests.data.frozen import LANGUAGES
from tests.golden.compare import check
from tests.golden.reports import report, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_text(language: str) -> None:
    """The report for a terminal."""
    check(f"report.{language}.txt", text.render(report(language), words(language)).encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown(language: str) -> None:
    """The report as Markdown."""
    check(f"report.{language}.md", markdown.render(report(language), words(language)).encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_json(language: str) -> None:
    """The report as JSON."""
    check(f"report.{language}.json", json.render(report(language)))


def test_the_frozen_report_shows_every_section() -> None:
    """All severities, a waived finding, a question, an ordered step, thresholds of two origins: else it proves little."""
    shown: Report = report("en")
    assert {finding.severity for finding in shown.findings} == {"error", "warning", "recommendation", "strength"}
    assert shown.waived
    assert shown.questions
    assert {step.horizon for step in shown.roadmap} == {"now", "next", "later"}
    assert any(step.after for step in shown.roadmap)
    assert any(step.resolves for step in shown.roadmap)
    assert {use.origin for use in shown.parameters} == {"sector", "profile"}


def test_a_changed_report_does_not_pass(tmp_path: object) -> None:
    """The comparison sees one letter."""
    content = text.render(report("en"), words("en")).encode()
    with pytest.raises(AssertionError, match="has changed"):
        check("report.en.txt", content.replace(b"VERDICT", b"VERDiCT"))
    with pytest.raises(AssertionError, match="not frozen yet"):
        check("nothing.txt", b"")
