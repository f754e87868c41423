"""The pages for people, over real HTTP."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest

from engine.read.source import MAX_BYTES
from engine.report.concepts import concept_card
from engine.tell.html import style, style_hash
from engine.text.catalogue import LANGUAGES
from engine.text.words import Words
from tests.rules.cases import system
from tests.web.conftest import PLAN, Client, catalogue
from webui.search import matches

PATHS = [
    "/",
    "/concepts",
    "/concepts/pillar-feedback",
    "/rules",
    "/rules/objective-without-kpi",
    "/nowhere",
    "/healthz",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert style_hash() in policy
    for part in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Set-Cookie"] is None


@pytest.mark.parametrize("path", PATHS[:-1])
def test_one_style_sheet_and_no_script(client: Client, path: str) -> None:
    text = client.get(path).text
    assert re.findall(r"<style>(.*?)</style>", text, re.DOTALL) == [style()]
    assert "<script" not in text
    assert " style=" not in text
    assert not re.search(r'(?:src|href)="https?:', text)


@pytest.mark.parametrize(
    ("asked", "accepted", "lang"),
    [
        ("", "", "es"),
        ("", "ca,es;q=0.5", "ca"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr", "es"),
        ("?lang=en", "ca", "en"),
        ("?lang=xx", "ca", "ca"),
    ],
)
def test_language_of_a_page(client: Client, asked: str, accepted: str, lang: str) -> None:
    answer = client.get("/" + asked, Accept_Language=accepted)
    assert f'<html lang="{lang}">' in answer.text
    assert answer.headers["Content-Language"] == lang
    assert "Accept-Language" in answer.headers["Vary"]


def test_switch_keeps_the_page_and_the_question(client: Client) -> None:
    text = client.get("/rules?lang=es&q=consentimiento").text
    assert 'href="/rules?lang=ca&amp;q=consentimiento"' in text
    assert 'href="/concepts/trust?lang=en"' in client.get("/concepts/trust?lang=ca").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_audit_gives_a_report(client: Client, lang: str) -> None:
    answer = client.send_form(f"/audit?lang={lang}", plan=PLAN, name="")
    assert answer.status == 200
    assert Words(catalogue(), lang).say("report-title") in answer.text
    assert f'href="/rules/objective-without-kpi?lang={lang}"' in answer.text
    assert "<b>ya</b>" not in answer.text
    assert "&lt;b&gt;ya&lt;/b&gt;" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_uploaded_file_wins_over_the_text(client: Client) -> None:
    file = PLAN.replace("Vuelven los socios", "Plan del fichero")
    body = (
        '--limit\r\nContent-Disposition: form-data; name="plan"\r\n\r\nnothing\r\n'
        '--limit\r\nContent-Disposition: form-data; name="file"; filename="../a/mi plan.yaml"\r\n\r\n'
        f"{file}\r\n--limit--\r\n"
    ).encode()
    answer = client.ask("POST", "/audit?lang=es", body, Content_Type="multipart/form-data; boundary=limit")
    assert answer.status == 200
    assert "Plan del fichero" in answer.text
    assert "mi plan.yaml" in answer.text
    assert "../a" not in answer.text


def test_bad_plan_comes_back_with_its_problems(client: Client) -> None:
    answer = client.send_form("/audit?lang=es", plan=PLAN.replace("objectives:", "objetives:", 1), name="mio.yaml")
    assert answer.status == 422
    assert "línea 3, columna 1" in answer.text
    assert "¿Quería decir «objectives»?" in answer.text
    assert "objetives:\n  - {id: o1" in answer.text
    assert 'value="mio.yaml"' in answer.text


def test_damaged_bytes_come_back_too(client: Client) -> None:
    body = b'--limit\r\nContent-Disposition: form-data; name="file"; filename="x.yaml"\r\n\r\na: \xff\r\n--limit--\r\n'
    answer = client.ask("POST", "/audit", body, Content_Type="multipart/form-data; boundary=limit")
    assert answer.status == 422
    assert "a: \ufffd" in answer.text


def test_nothing_sent_is_a_problem_not_a_failure(client: Client) -> None:
    assert client.ask("POST", "/audit").status == 422


def test_editing_goes_on_with_the_same_text(client: Client) -> None:
    answer = client.send_form("/?lang=en", plan=PLAN, name="plan.yaml")
    assert answer.status == 200
    assert "Recuperar socios &amp; «dormidos»" in answer.text


@pytest.mark.parametrize(
    ("kind", "media"), [("html", "text/html"), ("md", "text/markdown"), ("json", "application/json")]
)
def test_downloads(client: Client, kind: str, media: str) -> None:
    answer = client.send_form(f"/audit?lang=ca&download={kind}", plan=PLAN, name="pla.yaml")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith(media)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=pla.ca.{kind}"
    assert "<nav" not in answer.text or kind == "html"
    assert "/rules/" not in answer.text


@pytest.mark.parametrize("path", ["/concepts/", "/rules/"])
def test_unknown_id_names_the_nearest(client: Client, path: str) -> None:
    near = {
        "/concepts/": ("pilar-feedback", "pillar-feedback"),
        "/rules/": ("objective-without-kpis", "objective-without-kpi"),
    }
    wrong, right = near[path]
    answer = client.get(f"{path}{wrong}?lang=en")
    assert answer.status == 404
    assert f'href="{path}{right}?lang=en"' in answer.text


def test_page_too_large_for_a_form(client: Client) -> None:
    answer = client.send_form("/audit?lang=en", plan="#" * (5 * MAX_BYTES))
    assert answer.status == 413
    assert "Plan too large" in answer.text


def test_plan_over_the_limit_in_a_form_is_explained(client: Client) -> None:
    answer = client.send_form("/audit?lang=en", plan="#" * (MAX_BYTES + 1))
    assert answer.status == 422
    assert 'class="problems"' in answer.text


def test_wrong_method_of_a_page(client: Client) -> None:
    answer = client.ask("GET", "/audit?lang=ca")
    assert answer.status == 405
    assert "Mètode no admès" in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_and_concept_has_its_page(client: Client, lang: str) -> None:
    base, knowledge = system().base, system().knowledge
    for path in [f"/rules/{id}" for id in base.rules] + [f"/concepts/{id}" for id in knowledge.concepts]:
        answer = client.get(f"{path}?lang={lang}")
        assert answer.status == 200, path
        # The style sheet and the examples of YAML have braces of their own.
        bare = re.sub(r'<style>.*?</style>|<code class="yaml">.*?</code>', "", answer.text, flags=re.DOTALL)
        assert "{" not in bare, path


def test_lists_hold_everything(client: Client) -> None:
    rules, concepts = client.get("/rules").text, client.get("/concepts").text
    assert all(f'href="/rules/{id}?' in rules for id in system().base.rules)
    assert all(f'href="/concepts/{id}?' in concepts for id in system().knowledge.concepts)


def test_search_finds_without_accents(client: Client) -> None:
    text = client.get("/concepts?lang=es&q=RETROALIMENTACION").text
    assert 'href="/concepts/pillar-feedback?lang=es"' in text
    assert 'href="/concepts/trust?lang=es"' not in text


def test_search_finds_synonyms(client: Client) -> None:
    """By the labels that a page shows and by those that only help to find it."""
    entry = system().glossary.entries["swot-analysis"]
    for labels in (entry.alternative, entry.hidden):
        text = client.get(f"/concepts?lang=es&q={quote(labels['es'][0])}").text
        assert 'href="/concepts/swot-analysis?lang=es"' in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_of_a_concept_holds_its_card(client: Client, lang: str) -> None:
    card = concept_card(system(), Words(catalogue(), lang), "one-to-one-identify")
    text = unescape(client.get(f"/concepts/one-to-one-identify?lang={lang}").text)
    shown = [card.definition, card.scope, card.example, card.why, *card.alternative]
    shown += [part for note in card.notes for part in (note.says, note.id)]
    shown += [part for group in card.statements for line in group.statements for part in (line.says, line.id)]
    shown += [part for found in card.collections for part in (found.note, found.source, found.label)]
    shown += [part for rule in card.rules for part in (rule.title, rule.seen)]
    shown += [part for field in card.fields for part in (field.label, field.takes, field.example)]
    assert [part for part in shown if part not in text] == []
    assert Words(catalogue(), lang).say("card-reconstructed") in text


def test_matches() -> None:
    assert matches("analisis dafo", "Análisis DAFO")
    assert not matches("analisis pest", "Análisis DAFO")
    assert matches("", "anything")
