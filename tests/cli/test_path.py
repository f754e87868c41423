"""`concept` by any label and `path`: sentences, JSON, names that mean nothing or several things."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from engine.cli.concepts import concept_id
from engine.cli.context import Context
from engine.errors import UsageError
from engine.system import System
from engine.text.words import Words
from tests.cli.run import run
from tests.data.frozen import TODAY, catalogue
from tests.rules.cases import system

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", ["trust", "Confianza", "CONFIANÇA", "confianca", " trust "])
def test_concept_by_any_label(capsys: Capture, name: str) -> None:
    done = run(capsys, "concept", name, "--format", "json", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["id"] == "trust"


def test_concept_by_synonym(capsys: Capture) -> None:
    told = run(capsys, "concept", "matriz dafo", "--lang", "es").out
    assert "[swot-analysis]" in told
    assert "También se llama: " in told


def test_ambiguous_name() -> None:
    """The ids to choose from, with their labels."""
    known, glossary = system().knowledge, system().glossary
    both = {id: replace(glossary.entries[id], hidden={"es": ("Una cosa",)}) for id in ("trust", "channels")}
    made = System(known, system().base, _glossary=replace(glossary, entries={**glossary.entries, **both}))
    context = Context(Words(catalogue(), "es"), None, TODAY, made)
    with pytest.raises(UsageError) as error:
        concept_id(context, "una COSA")
    told = context.words.problem(error.value.problems[0])
    assert "channels (canal), trust (confianza)" in told


@pytest.mark.parametrize("names", [("cofianza", "trust"), ("trust", "cofianza")])
def test_unknown_name_of_a_path(capsys: Capture, names: tuple[str, str]) -> None:
    done = run(capsys, "path", *names, "--lang", "es")
    assert (done.code, done.out) == (2, "")
    assert "¿Quería decir «confianza»?" in done.err


@pytest.mark.parametrize(
    ("language", "says"), [("es", "mismo concepto"), ("ca", "mateix concepte"), ("en", "same concept")]
)
def test_path_to_itself(capsys: Capture, language: str, says: str) -> None:
    done = run(capsys, "path", "trust", "Confianza", "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Confianza lleva a fidelidad del cliente (orientativa; "),
        ("ca", "Confiança porta a fidelitat del client (orientativa; "),
        ("en", "Trust leads to customer loyalty (advisory; "),
    ],
)
def test_path_in_sentences(capsys: Capture, language: str, sentence: str) -> None:
    told = run(capsys, "path", "trust", "customer-loyalty", "--lang", language).out
    assert sentence in " ".join(told.split())
    assert "S1-023, 7b" in told
    assert max(map(len, told.splitlines())) <= 80


def test_alternative_ways_are_numbered(capsys: Capture) -> None:
    told = run(capsys, "path", "swot-analysis", "plan-budget", "--lang", "es").out
    assert "Camino 1:" in told
    assert "Camino 2:" in told
    assert "lugar en el árbol" in told


def test_path_as_data(capsys: Capture) -> None:
    done = run(capsys, "path", "Confianza", "customer-loyalty", "--format", "json", "--lang", "es")
    data = json.loads(done.out)
    assert list(data) == ["from", "to", "paths"]
    assert (data["from"]["id"], data["to"]["id"]) == ("trust", "customer-loyalty")
    step = data["paths"][0]["steps"][0]
    assert (step["subject"]["id"], step["kind"], step["object"]["id"]) == ("trust", "leadsTo", "customer-loyalty")
    assert (step["direction"], step["sentence"]) == ("out", "confianza lleva a fidelidad del cliente")
    assert {"S1-023", "domain knowledge"} <= {source["id"] for source in step["sources"]}
