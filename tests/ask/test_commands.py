"""`vinculo search` and `vinculo ask` on the real vocabulary: text of 80 columns, JSON, languages, exit codes."""

from __future__ import annotations

import json

import pytest

from tests.cli.run import Done, run

Capture = pytest.CaptureFixture[str]


def done(capsys: Capture, *arguments: str) -> Done:
    """A command that succeeds."""
    ended = run(capsys, *arguments)
    assert (ended.code, ended.err) == (0, "")
    return ended


def test_search_as_json(capsys: Capture) -> None:
    """The promised fields, the best first; words may come apart."""
    hits = json.loads(done(capsys, "search", "venta", "cruzada", "--format", "json", "--lang", "en").out)
    assert hits[0] == {
        "id": "cross-selling",
        "label": "cross-selling",
        "matched": "venta cruzada",
        "score": 1.0,
        "kind": "preferred",
        "language": "es",
    }
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_search_finds_nothing(capsys: Capture) -> None:
    """A sentence, or an empty list; no failure."""
    assert "xyzzy" in done(capsys, "search", "xyzzy", "--lang", "en").out
    assert json.loads(done(capsys, "search", "xyzzy", "--format", "json").out) == []


@pytest.mark.parametrize("language", ["es", "ca", "en"])
def test_text_is_of_80_columns(capsys: Capture, language: str) -> None:
    """Answers and hits in each language, whatever the language of the question."""
    for command in (("ask", "¿Cuáles son los pasos del plan?"), ("ask", "churn"), ("search", "alianza")):
        out = done(capsys, *command, "--lang", language).out
        assert max(map(len, out.split("\n"))) <= 80
        assert "[es]" not in out


def test_answer_in_the_language_of_the_question(capsys: Capture) -> None:
    """Without --lang; with it, in that one."""
    assert done(capsys, "ask", "Què", "és", "la", "confiança?").out.startswith("He entès: què és «confiança».")
    assert done(capsys, "ask", "Què és la confiança?", "--lang", "en").out.startswith("I understood: what “trust” is.")


def test_answer_as_json(capsys: Capture) -> None:
    """What was understood, the concepts with the subject first, and statements that say something."""
    data = json.loads(done(capsys, "ask", "What types of alliance are there?", "--format", "json").out)
    assert data["understood"]["shape"] == "kinds"
    assert data["concepts"][0] == data["understood"]["concepts"][0] == "strategic-alliance"
    assert {"alliance-final", "alliance-partial", "alliance-tactical"} <= set(data["concepts"])
    assert data["sources"]
    assert all(source["says"] and source["locator"] for source in data["sources"])


def test_question_about_something_else(capsys: Capture) -> None:
    """Nothing is made up."""
    data = json.loads(done(capsys, "ask", "¿Qué tiempo hará mañana?", "--format", "json").out)
    assert (data["understood"], data["concepts"], data["sources"]) == (None, [], [])
    assert data["answer"]
