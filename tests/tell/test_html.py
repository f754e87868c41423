"""The HTML report: whole against a golden file, and what must hold of any report."""

from __future__ import annotations

import itertools
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine.paths import TEXTS
from engine.tell import html
from engine.tell.html import Links, render, style, style_hash
from engine.text.catalogue import LANGUAGES, load_catalogue
from engine.text.words import Words
from tests.tell.reports import empty_report, report

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
CATALOGUE = load_catalogue(TEXTS, None)
LINKS = Links(lambda id: f"/concepts/{id}", lambda id: f"/rules/{id}")
VOID = {"meta", "rect", "path", "circle", "input", "link", "br"}


class Outline(HTMLParser):
    """What a test asks of a page: ids, targets of links, headings, attributes; and that tags are balanced."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.attributes: set[str] = set()
        self.tags: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.targets.append(str(given["href"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def page(language: str = "es", links: Links | None = None) -> str:
    return render(report(language), Words(CATALOGUE, language), links=links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden(language: str) -> None:
    """The style sheet is left out of the golden file: it is read as what it is."""
    found = page(language).replace(style(), "")
    file = GOLDEN / f"report.{language}.html"
    if os.environ.get("VINCULO_GOLDEN") == "update":
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


@pytest.mark.parametrize("links", [None, LINKS])
def test_page_is_well_formed(links: Links | None) -> None:
    outline = Outline(page(links=links))
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    inner = {target[1:] for target in outline.targets if target.startswith("#")}
    assert inner - set(outline.ids) == set()


def test_headings_descend_without_gaps() -> None:
    headings = Outline(page()).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(headings))


def test_nothing_is_fetched_run_or_styled_inline() -> None:
    text = page(links=LINKS)
    outline = Outline(text)
    assert outline.tags.isdisjoint({"script", "link", "img", "iframe", "object"})
    assert "style" not in outline.attributes
    assert not any(name.startswith("on") for name in outline.attributes)
    assert "url(" not in style()
    assert "@import" not in style()
    assert 'alert("x")' not in text
    assert "&lt;script&gt;" in text


def test_style_hash_is_that_of_the_style_element() -> None:
    import base64
    import hashlib

    held = re.search(r"<style>(.*?)</style>", page(), re.DOTALL)
    assert held is not None
    digest = base64.b64encode(hashlib.sha256(held[1].encode()).digest()).decode()
    assert style_hash() == f"sha256-{digest}"


def test_names_link_only_where_pages_exist() -> None:
    assert all(target.startswith("#") for target in Outline(page()).targets)
    linked = Outline(page(links=LINKS)).targets
    assert {"/rules/tired", "/rules/many-contacts", "/concepts/contact-policy", "/rules/idle-rule"} <= set(linked)


def test_every_part_of_the_report_is_told() -> None:
    text = page("en")
    for told in (
        "The plan is not ready.", "40–85", "between 40 and 85 out of 100", "62 out of 100", "no check applies",
        "line 12", "Because it matters.", "Do this instead.", "customers tire", "not certain", "S2-044",
        "Known to the board", "Accepted by Ada", "Assumption.", "a working assumption", "Agreed with the client",
        "and 2 more", "Actions: none", "contact policy comes before", "February 14, 2026", "a" * 64, "Company &amp; Co",
    ):  # fmt: skip
        assert told in text, told


def test_one_card_for_each_rule_and_one_proof_for_each_place() -> None:
    text = page()
    assert text.count('<article class="finding error"') == 1
    assert text.count('<details class="proof">') == len(report("es").findings)


def test_every_rule_of_the_register_is_listed() -> None:
    text = page()
    assert all(f"<code>{line.rule}</code></th>" in text for line in report("es").ledger.rules)


def test_bar_shows_the_interval() -> None:
    text = page()
    assert '<rect class="sure" x="0" y="0" width="40.0" height="10"/>' in text
    assert '<rect class="open" x="40.0" y="0" width="45.0" height="10"/>' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_with_nothing_in_it(language: str) -> None:
    text = render(empty_report(language), Words(CATALOGUE, language))
    assert Outline(text).open == []
    assert 'class="verdict warning"' in text
    assert "<h3" not in text


def test_missing_value_is_an_error_not_a_gap() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        html.environment().from_string("{{ nowhere }}").render()
