"""Every JSON report is valid by the schema, which is closed and knows every key."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.judge import Waiver
from engine.paths import ROOT, TEXTS
from engine.pipeline import Options, audit, read_plan
from engine.report.build import build_report
from engine.schemas.report import _schema
from engine.tell import json as tell_json
from engine.text.catalogue import load_catalogue
from tests.rules.cases import TODAY, system
from tests.schemas.validators import schema_problems, validator
from tests.tell.reports import empty_report, report

EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".yaml", ".json"))


@cache
def made(path: Path, language: str = "es", rule: str = "") -> Any:
    """The JSON report of a plan, read again; with the findings of a rule waived."""
    plan = read_plan(path.read_bytes(), path.name)
    waivers = (Waiver(rule, "", "Known", "A. Soler", "2030-01-01"),) if rule else ()
    result = audit(system(), plan, Options(TODAY, waivers=waivers))
    return orjson.loads(tell_json.render(build_report(result, load_catalogue(TEXTS, None), language)))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_reports_of_examples(path: Path) -> None:
    assert schema_problems("report", made(path)) == []


def test_a_report_with_waivers() -> None:
    path = ROOT / "examples" / "everything-wrong.es.yaml"
    rule = made(path)["findings"][0]["rule"]
    content = made(path, "ca", rule)
    assert {waived["finding"]["rule"] for waived in content["waived"]} == {rule}
    assert schema_problems("report", content) == []


@pytest.mark.parametrize("language", ["es", "ca", "en"])
def test_reports_made_by_hand(language: str) -> None:
    for one in (report(language), empty_report(language)):
        assert schema_problems("report", orjson.loads(tell_json.render(one))) == []


def places(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of the first object of every kind in a report, told apart by its keys."""
    found: dict[tuple[str, ...], tuple[Any, ...]] = {}
    stack = [(content, path)]
    while stack:
        node, here = stack.pop()
        if isinstance(node, dict):
            found.setdefault(tuple(node), here)
            stack += [(inner, (*here, key)) for key, inner in node.items()]
        elif isinstance(node, list):
            stack += [(inner, (*here, index)) for index, inner in enumerate(node)]
    return [place for keys, place in found.items() if keys and place[-1:] not in (("digests",), ("weights",))]


def test_every_object_is_closed() -> None:
    """A key too many or too few is seen wherever it is."""
    content = orjson.loads(tell_json.render(report("en")))
    assert len(places(content)) >= 15
    for place in places(content):
        for change in ("add", "drop"):
            changed = copy.deepcopy(content)
            node = changed
            for step in place:
                node = node[step]
            if change == "add":
                node["more"] = 1
            else:
                node.pop(next(iter(node)))
            assert not validator("report").is_valid(changed), (change, place)


def test_words_are_checked() -> None:
    content = orjson.loads(tell_json.render(report("en")))
    content["findings"][0]["severity"] = "fatal"
    assert not validator("report").is_valid(content)


def test_an_unknown_kind_of_hint_is_refused() -> None:
    with pytest.raises(TypeError):
        _schema(set[str], {})
