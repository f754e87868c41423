"""The command `knowledge check`: what it says, in each language, of sound knowledge and of broken knowledge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.knowledge import check
from tests.cli.run import run
from tests.knowledge.small import write
from tests.knowledge.test_quality import EXCEPTION
from tests.knowledge.whole import reviewed

Capture = pytest.CaptureFixture[str]
SMALL = {"concepts": 3, "relations": 1, "statements": 1, "parameters": 1, "sources": 1}


def line_of(folder: Path, start: str) -> int:
    """The line of the data that starts so."""
    lines = (folder / "data.ttl").read_text("utf-8").splitlines()
    (found,) = (number for number, line in enumerate(lines, start=1) if line.startswith(start))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "looked", "result"),
    [
        ("es", "Comprobado: 402 conceptos, ", "Errores: 0 · Avisos: 0 · Aceptados con motivo: "),
        ("ca", "Comprovat: 402 conceptes, ", "Errors: 0 · Avisos: 0 · Acceptats amb motiu: "),
        ("en", "Checked: 402 concepts, ", "Errors: 0 · Warnings: 0 · Accepted with a reason: "),
    ],
)
def test_the_real_knowledge(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, language: str, looked: str, result: str
) -> None:
    monkeypatch.setattr(check, "review", lambda folder: reviewed())
    done = run(capsys, "--lang", language, "knowledge", "check")
    assert (done.code, done.err) == (0, "")
    *_, first, last = done.out.splitlines()
    assert first.startswith(looked)
    assert "501" in first
    assert last == f"{result}{len(reviewed().acknowledged)}"


def test_sound_knowledge_in_json(small: Path, capsys: Capture) -> None:
    done = run(capsys, "knowledge", "check", "--format", "json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert (found["issues"], found["acknowledged"], found["checked"]) == ([], [], SMALL)
    assert found["places"]["limit"][1] == line_of(small, "vp:limit a ")


BROKEN = {
    "es": "error: A «first» le falta la definición en «en» [skos-undocumented]",
    "ca": "error: A «first» li falta la definició en «en» [skos-undocumented]",
    "en": "error: “first” lacks a definition in “en” [skos-undocumented]",
}


@pytest.mark.parametrize("language", BROKEN)
def test_broken_knowledge_is_told_with_its_place(small: Path, capsys: Capture, language: str) -> None:
    write(small, ' ,\n        "What stands above the second in this small example."@en', "")
    done = run(capsys, "--lang", language, "knowledge", "check")
    assert (done.code, done.err) == (1, "")
    place = f"knowledge/data.ttl:{line_of(small, 'vc:first a ')}"
    lines = done.out.splitlines()
    assert f"{place}: {BROKEN[language]}" in lines
    assert {line.partition(": ")[0] for line in lines[:-2]} == {place}
    assert lines[-1].split(" · ")[0].endswith(f": {len(lines) - 2}")


def test_broken_knowledge_in_json(small: Path, capsys: Capture) -> None:
    write(small, "vc:second a skos:Concept ;", "vc:second a skos:Concept ; skos:broader vc:first ;")
    done = run(capsys, "knowledge", "check", "--format", "json")
    assert done.code == 1
    assert json.loads(done.out)["issues"] == [
        {
            "severity": "warning",
            "code": "skos-redundant-parent",
            "about": ["second", "relationship-marketing"],
            "detail": "",
        }
    ]


@pytest.mark.parametrize("language", ["es", "ca", "en"])
def test_accepted_issues_are_told_with_their_reason(small: Path, capsys: Capture, language: str) -> None:
    write(small, "vu:share a vo:Unit ;", EXCEPTION)
    data = small / "data.ttl"
    data.write_text(data.read_text("utf-8").replace('"segundo"@es', '"inicial"@es'), "utf-8")
    done = run(capsys, "--lang", language, "knowledge", "check")
    assert done.code == 0
    reason = {
        "es": "Los dos se llaman así en el oficio.",
        "ca": "Tots dos es diuen així a l'ofici.",
        "en": "Both are called so in the trade.",
    }
    issue, told, _, _ = done.out.splitlines()
    accepted = {"es": "aceptado", "ca": "acceptat", "en": "accepted"}
    assert issue.startswith(f"knowledge/data.ttl:{line_of(small, 'vc:first a ')}: {accepted[language]}: ")
    assert issue.endswith("[skos-label-overlap]")
    assert told == f"    {reason[language]}"


def test_an_issue_of_no_single_thing_names_the_folder(small: Path, capsys: Capture) -> None:
    write(small, 'dcterms:date "2020" ;', "")
    done = run(capsys, "knowledge", "check")
    assert done.code == 1
    assert done.out.startswith("knowledge: error: “[]” does not conform to the SHACL shapes: ")


def test_a_file_that_is_not_turtle(small: Path, capsys: Capture) -> None:
    (small / "more.ttl").write_text("@prefix vc: <urn:vinculo:concept:> .\n\nvc:a vc:b ;;; vc:c ] .\n", "utf-8")
    done = run(capsys, "knowledge", "check")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"{small}/more.ttl:3:1: ")


def test_only_check_is_an_action(capsys: Capture) -> None:
    done = run(capsys, "knowledge", "mend")
    assert (done.code, done.out) == (2, "")
    assert "check" in done.err
