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
from engine.report.model import Report
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


@pytest.mark.parametrize("language", ["es", "ca", "en"])
def test_everything_a_report_can_hold(language: str) -> None:
    (run,) = log_of(report(language))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert run["tool"]["driver"]["language"] == language
    assert len(rules) == 5
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error"}
    first = run["results"][0]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "tired"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "plan.yaml", "index": 0}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (12, 3)
    assert "excerpt" in place["region"]["snippet"]["text"]


