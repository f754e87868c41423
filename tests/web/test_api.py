"""The interface for programs, over real HTTP."""

from __future__ import annotations

import json

import pytest

from engine.read.source import MAX_BYTES
from tests.web.conftest import PLAN, Client

AUDIT = "/api/v1/audit"
YAML = "application/yaml"
BAD = 'vinculo: "1.0"\nobjetives: []\nactions: {}\n'


def problem(answer: object, status: int) -> dict[str, object]:
    """The problem details of an answer, after checking their form."""
    assert answer.status == status  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/problem+json"  # type: ignore[attr-defined]
    body: dict[str, object] = answer.json()  # type: ignore[attr-defined]
    assert {"type", "title", "status", "instance", "problems"} <= set(body)
    assert body["status"] == status
    assert body["title"]
    return body


@pytest.mark.parametrize("media", ["application/yaml", "text/yaml", "application/yaml; charset=utf-8"])
def test_yaml_plan_gives_a_report(client: Client, media: str) -> None:
    answer = client.ask("POST", f"{AUDIT}?lang=ca", PLAN.encode(), Content_Type=media)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    report = answer.json()
    assert report["schema"] == "vinculo-report/1"
    assert report["language"] == "ca"
    assert report["plan"]["title"] == "Vuelven los socios"
    assert {finding["rule"] for finding in report["findings"]} >= {"objective-without-kpi"}


def test_json_plan_gives_the_same_findings(client: Client) -> None:
    plan = {
        "vinculo": "1.0",
        "meta": {"title": "Vuelven los socios"},
        "objectives": [{"id": "o1", "statement": "Recuperar socios", "kpi": "absent", "baseline": "absent"}],
        "actions": [{"id": "a1", "name": "Boletín", "objectives": []}],
    }
    as_json = client.ask("POST", AUDIT, json.dumps(plan).encode(), Content_Type="application/json").json()
    as_yaml = client.ask("POST", AUDIT, PLAN.encode(), Content_Type=YAML).json()
    assert [f["rule"] for f in as_json["findings"]] == [f["rule"] for f in as_yaml["findings"]] != []


def test_same_plan_same_bytes(client: Client) -> None:
    first, second = (client.ask("POST", AUDIT, PLAN.encode(), Content_Type=YAML).body for _ in range(2))
    assert first == second


@pytest.mark.parametrize("lang", ["es", "ca", "en"])
def test_bad_plan_lists_its_problems(client: Client, lang: str) -> None:
    answer = client.ask("POST", f"{AUDIT}?lang={lang}", BAD.encode(), Content_Type=YAML)
    body = problem(answer, 422)
    assert body["type"] == "urn:vinculo:problem:bad-plan"
    problems = body["problems"]
    assert isinstance(problems, list)
    first = problems[0]
    assert set(first) == {"code", "file", "line", "column", "message", "allowed", "nearest"}
    assert (first["code"], first["file"], first["line"], first["column"]) == ("unknown-key", "plan.yaml", 2, 1)
    assert first["nearest"] == "objectives"
    assert "objetives" in first["message"]
    assert not first["message"].startswith(":")
    assert answer.headers["Content-Language"] == lang


def test_media_decides_the_syntax(client: Client) -> None:
    body = problem(client.ask("POST", AUDIT, PLAN.encode(), Content_Type="application/json"), 422)
    problems = body["problems"]
    assert isinstance(problems, list)
    assert problems[0]["file"] == "plan.json"


def test_bytes_that_are_no_text(client: Client) -> None:
    body = problem(client.ask("POST", AUDIT, b"%PDF-1.7 \xff\xfe", Content_Type=YAML), 422)
    problems = body["problems"]
    assert isinstance(problems, list)
    assert problems[0]["code"] == "other-format"


@pytest.mark.parametrize("headers", [{}, {"Content_Type": "text/plain"}, {"Content_Type": "multipart/form-data"}])
def test_other_content_types_are_refused(client: Client, headers: dict[str, str]) -> None:
    problem(client.ask("POST", AUDIT, PLAN.encode(), **headers), 415)


def test_too_large_a_plan_is_refused(client: Client) -> None:
    problem(client.ask("POST", AUDIT, b"#" * (MAX_BYTES + 1), Content_Type=YAML), 413)


def test_largest_plan_is_read(client: Client) -> None:
    padded = PLAN.encode() + b"#" * (MAX_BYTES - len(PLAN.encode()))
    assert client.ask("POST", AUDIT, padded, Content_Type=YAML).status == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_wrong_method(client: Client, method: str) -> None:
    answer = client.ask(method, AUDIT)
    problem(answer, 405)
    assert "POST" in answer.headers["Allow"]


def test_unknown_path_of_the_interface(client: Client) -> None:
    problem(client.get("/api/v2/audit"), 404)


def test_wrong_method_of_health(client: Client) -> None:
    problem(client.ask("POST", "/healthz"), 405)


def test_health(client: Client) -> None:
    body = client.get("/healthz").json()
    assert body["status"] == "ok"
    assert len(body["knowledge"]) == len(body["rules"]) == 64
    assert body["version"]
