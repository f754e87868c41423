"""`explain`, `plan`, `facts`, `rules`, `concept`, help: each stage shown, and names that do not exist."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import __version__
from engine.judge import Outcome
from engine.measures import registry
from engine.paths import ROOT
from engine.pipeline import Options, audit, read_plan
from engine.text.words import Words
from tests.cli.run import Done, process, run
from tests.data.frozen import TODAY, catalogue
from tests.rules.cases import system

WRONG = ROOT / "examples" / "everything-wrong.es.yaml"
RETAIL = ROOT / "examples" / "retail-complete.es.yaml"
Capture = pytest.CaptureFixture[str]


def rules_of(plan: Path, outcome: Outcome) -> list[str]:
    """The rules that have an outcome for a plan."""
    result = audit(system(), read_plan(plan.read_bytes(), plan.name), Options(today=TODAY))
    return [id for id, entry in result.judgement.ledger.items() if entry.outcome is outcome]


def explained(capsys: Capture, plan: Path, rule: str, *more: object) -> Done:
    """What `explain` says, which always succeeds."""
    done = run(capsys, "explain", plan, rule, *more)
    assert (done.code, done.err) == (0, "")
    return done


def test_explaining_what_fires(capsys: Capture) -> None:
    """The proof as a tree, with lines of the plan, concept and sources."""
    for rule in rules_of(WRONG, Outcome.FIRES)[::25]:
        told = explained(capsys, WRONG, rule).out
        assert "└─ " in told
        assert f"({system().base.rules[rule].concept})" in told
        assert "Sources: " in told
        assert "{" not in told.replace("{state", "")


@pytest.mark.parametrize("outcome", [Outcome.SILENT, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE])
def test_explaining_what_does_not_fire(capsys: Capture, outcome: Outcome) -> None:
    """The outcome in words, with what is missing or why it does not apply."""
    minimal = ROOT / "examples" / "start-minimal.en.yaml"
    plan = minimal if outcome is Outcome.UNKNOWN else RETAIL
    for rule in rules_of(plan, outcome)[:3]:
        told = explained(capsys, plan, rule).out
        assert f"[{rule}]" in told
        assert Words(catalogue(), "en").say(f"outcome-{outcome.value}") in told
        assert ("  - " in told) is (outcome is Outcome.UNKNOWN)


def test_explaining_what_is_waived(capsys: Capture, tmp_path: Path) -> None:
    """A finding that a profile accepts is explained like any other."""
    rule = rules_of(WRONG, Outcome.FIRES)[0]
    profile = tmp_path / "house.yaml"
    profile.write_text(f'vinculo-profile: "1.0"\nwaivers: [{{rule: {rule}, reason: Agreed, by: Me}}]\n', "utf-8")
    assert "└─ " in explained(capsys, WRONG, rule, "--profile", profile).out


def test_the_plan_as_read(capsys: Capture, tmp_path: Path) -> None:
    """Each field with its line, state and value."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        'vinculo: "1.0"\nmission: tbd\nhorizon: {length: 18 months}\nactions: [{id: a, name: Call}]\n', "utf-8"
    )
    lines = [line.strip() for line in run(capsys, "plan", plan).out.splitlines()]
    assert lines[0] == "2  mission: [to be decided]"
    assert lines[1] == "3  horizon.length: 18 months"
    assert lines[3].startswith("4  actions[a].name: ")
    assert "Call" in lines[3]
    assert len(lines) == 4


def test_the_facts_of_an_audit(capsys: Capture) -> None:
    """Every measure in words, then every fact, certain or possible, with the condition that a test stands for."""
    told = run(capsys, "facts", RETAIL).out
    measures, _, facts = told.partition("\n\n")
    assert {line.split(":")[0].split(" (")[0] for line in measures.splitlines()} <= set(registry())
    assert "true     item:" in facts
    assert "  # t" in facts
    minimal = run(capsys, "facts", ROOT / "examples" / "start-minimal.en.yaml").out
    assert any(line.startswith("unknown  item:") and "[?]" in line for line in minimal.splitlines())


def test_the_rules(capsys: Capture) -> None:
    """A line for each, or the card of one, as text or as JSON."""
    lines = run(capsys, "rules").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(system().base.rules)
    listed = json.loads(run(capsys, "rules", "--format", "json").out)
    assert [card["id"] for card in listed] == sorted(system().base.rules)
    card = run(capsys, "rules", "objective-without-action").out
    assert "objective-without-action" in card
    assert json.loads(run(capsys, "rules", "objective-without-action", "--format", "json").out)["id"] == (
        "objective-without-action"
    )


def test_the_program(capsys: Capture) -> None:
    """The compiled form of all rules, or of one with the tests that it uses."""
    whole = run(capsys, "rules", "--program").out.splitlines()
    compiled = system().engines(system().default_values).compiled
    parts = len(compiled.program.clauses) + len(compiled.program.counts)
    assert parts < len(whole) <= parts + len(compiled.tests)
    assert whole == run(capsys, "rules", "--program").out.splitlines()
    one = run(capsys, "rules", "objective-without-action", "--program").out.splitlines()
    assert any(line.startswith("r:objective-without-action(") for line in one)
    assert set(one) <= set(whole)
    assert len(one) < 12


def test_a_concept(capsys: Capture) -> None:
    """Its card, as text or as JSON, in the language asked for."""
    id = next(iter(system().knowledge.concepts))
    assert id in run(capsys, "concept", id).out
    assert json.loads(run(capsys, "concept", id, "--format", "json").out)["id"] == id
    assert run(capsys, "concept", id, "--lang", "ca").out != run(capsys, "concept", id, "--lang", "es").out


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["explain", RETAIL, "objective-without-actoin"], "objective-without-action"),
        (["rules", "objective-without-actoin"], "objective-without-action"),
        (["rules", "objective-without-actoin", "--program"], "objective-without-action"),
        (["concept", "pilar"], "pillar"),
    ],
)
def test_names_that_do_not_exist(capsys: Capture, arguments: list[object], meant: str) -> None:
    """Exit code 2, and the nearest name; or just that there is none such."""
    done = run(capsys, *arguments)
    assert (done.code, done.out) == (2, "")
    assert meant in done.err
    far = run(capsys, arguments[0], *arguments[1:-1], "zzzzzz") if arguments[0] == "explain" else None
    assert far is None or (far.code, far.out) == (2, "")


@pytest.mark.parametrize("language", ["es", "ca", "en"])
def test_help(cache: Path, language: str) -> None:
    """Help of the program and of a command in each language, by option and by environment."""
    shown = process(cache, "--help", "--lang", language)
    assert (shown.code, shown.err) == (0, "")
    title = {"es": "órdenes", "ca": "ordres", "en": "commands"}[language]
    assert f"{title}:" in shown.out
    inner = process(cache, "audit", "--help", LANG=f"{language}_XX.UTF-8")
    assert (inner.code, inner.err) == (0, "")
    assert {"es": "opciones:", "ca": "opcions:", "en": "options:"}[language] in inner.out
    assert "--fail-on" in inner.out


def test_the_version(cache: Path) -> None:
    """One line."""
    assert process(cache, "--version").out == f"vinculo {__version__}\n"


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ({"VINCULO_LANG": "ca", "LANG": "en_GB.UTF-8"}, "ca"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ca_ES.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "es"),
        ({"LANG": "ca"}, "ca"),
    ],
)
def test_the_language_of_the_environment(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], language: str) -> None:
    """Our own variable, then those of the system; Spanish where they name no language of ours."""
    from engine.cli.context import environment_language

    for name in ("VINCULO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert environment_language() == language
