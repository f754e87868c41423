"""The SARIF log: valid by the official schema, and what it says of findings, waivers and the plan."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from engine import __version__
from engine.judge import Waiver
from engine.paths import ROOT, TEXTS
from engine.pipeline import Options, audit, read_plan
from engine.report.build import build_report
from engine.report.model import LedgerLine, Report
from engine.tell import sarif
from engine.text.catalogue import Catalogue, load_catalogue
from engine.text.words import Words
from tests.rules.cases import TODAY, system
from tests.tell.reports import empty_report, report

EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".yaml", ".json"))
SCHEMA = ROOT / "tests" / "data" / "sarif-schema-2.1.0.json"


@cache
def catalogue() -> Catalogue:
    return load_catalogue(TEXTS, None)


@cache
def official() -> Draft4Validator:
    """The validator of the schema as OASIS published it."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


def log_of(*reports: Report) -> Any:
    """The log of reports, valid by the official schema."""
    content = sarif.render([(one, Words(catalogue(), one.language)) for one in reports])
    log = json.loads(content)
    assert [f"{error.json_path}: {error.message[:200]}" for error in official().iter_errors(log)] == []
    return log


def audited(path: Path, language: str = "es", waivers: tuple[Waiver, ...] = ()) -> Report:
    plan = read_plan(path.read_bytes(), f"examples/{path.name}")
    return build_report(audit(system(), plan, Options(TODAY, waivers=waivers)), catalogue(), language)


def whole_report(language: str) -> Report:
    """The hand-made report, with a line of the ledger for every finding, as real reports have."""
    made = report(language)
    named = {line.rule for line in made.ledger.rules}
    more = {
        finding.rule: LedgerLine(finding.rule, "Title", "channels", finding.severity, "fires", (), (), "")
        for finding in made.findings
        if finding.rule not in named
    }
    return dataclasses.replace(
        made, ledger=dataclasses.replace(made.ledger, rules=(*made.ledger.rules, *more.values()))
    )


@pytest.mark.parametrize("language", ["es", "ca", "en"])
def test_findings(language: str) -> None:
    made = whole_report(language)
    (run,) = log_of(made)["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"], driver["language"]) == ("Vínculo", __version__, language)
    assert [rule["id"] for rule in driver["rules"]] == [line.rule for line in made.ledger.rules]
    assert len(run["results"]) == len(made.findings) + len(made.waived)
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "plan.yaml", "index": 0}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (12, 3)
    assert "excerpt" in place["region"]["snippet"]["text"]
    assert first["message"]["text"].endswith("Do this instead.")
    assert first["partialFingerprints"] == {"vinculoFinding/v1": "tired:12"}


def test_levels_and_kinds() -> None:
    (run,) = log_of(whole_report("en"))["runs"]
    found = {result["ruleId"]: (result["kind"], result["level"]) for result in run["results"]}
    assert found["tired"] == ("fail", "error")
    assert found["thin"] == ("fail", "warning")
    assert found["good"] == ("pass", "none")


def test_rules_say_why_and_what_to_do() -> None:
    (run,) = log_of(whole_report("en"))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["tired"]["fullDescription"]["text"] == "Because it matters."
    assert "What to do: Do this instead." in rules["tired"]["help"]["text"]
    assert "S1-001 (11m)" in rules["tired"]["help"]["text"]
    assert "help" not in rules["silent-rule"]
    assert rules["silent-rule"]["properties"]["outcome"] == "silent"


def test_other_places_of_the_proof() -> None:
    results = log_of(whole_report("en"))["runs"][0]["results"]
    by_line = {result["locations"][0]["physicalLocation"]["region"]["startLine"]: result for result in results}
    assert "relatedLocations" not in by_line[12]
    (related,) = by_line[13]["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 12
    assert related["message"]["text"] == "Newsletter: 4"


def test_braces_are_doubled() -> None:
    made = whole_report("en")
    first = dataclasses.replace(made.findings[0], seen="the text {x}")
    changed = dataclasses.replace(made, findings=(first, *made.findings[1:]))
    assert log_of(changed)["runs"][0]["results"][0]["message"]["text"].startswith("the text {{x}}")


def test_waived_findings_are_suppressed_and_no_others() -> None:
    results = log_of(whole_report("en"))["runs"][0]["results"]
    suppressed = [result for result in results if "suppressions" in result]
    assert [result["ruleId"] for result in suppressed] == ["waived-rule"]
    assert suppressed[0]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Known to the board",
            "properties": {"by": "Ada", "until": "2026-12-31"},
        }
    ]


def test_a_report_without_findings() -> None:
    (run,) = log_of(empty_report("ca"))["runs"]
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_one_run_a_plan() -> None:
    log = log_of(whole_report("es"), empty_report("en"))
    assert [run["language"] for run in log["runs"]] == ["es", "en"]
    assert json.loads(sarif.render([]))["runs"] == []


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("examples/plan.yaml", "examples/plan.yaml"),
        ("../my plan año.yaml", "../my%20plan%20a%C3%B1o.yaml"),
        ("/srv/plans/a b.yaml", "file:///srv/plans/a%20b.yaml"),
        ("c:plan.yaml", "c%3Aplan.yaml"),
    ],
)
def test_addresses(file: str, uri: str) -> None:
    assert sarif.plan_uri(file) == uri


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples(path: Path) -> None:
    """Every example gives a valid log that holds every finding, with the hash of the file."""
    made = audited(path)
    (run,) = log_of(made)["runs"]
    assert [result["ruleId"] for result in run["results"]] == [finding.rule for finding in made.findings]
    assert run["artifacts"][0]["hashes"] == {"sha-256": hashlib.sha256(path.read_bytes()).hexdigest()}
    prints = [result["partialFingerprints"][sarif.FINGERPRINT] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_most_examples_have_findings() -> None:
    assert sum(1 for path in EXAMPLES if audited(path).findings) > len(EXAMPLES) // 2


def test_a_real_waiver() -> None:
    path = ROOT / "examples" / "everything-wrong.es.yaml"
    rule = audited(path).findings[0].rule
    made = audited(path, "ca", (Waiver(rule, "", "Es corregirà", "A. Soler", ""),))
    results = log_of(made)["runs"][0]["results"]
    suppressed = [result for result in results if "suppressions" in result]
    assert {result["ruleId"] for result in suppressed} == {rule}
    assert suppressed[0]["suppressions"][0]["properties"] == {"by": "A. Soler"}
    assert sarif.render([(made, Words(catalogue(), "ca"))]) == sarif.render([(made, Words(catalogue(), "ca"))])


def test_the_official_schema_is_unchanged() -> None:
    known = (SCHEMA.parent / "README.md").read_text("utf-8")
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest() in known
