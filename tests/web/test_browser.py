"""The pages in a real browser: nothing that the policy forbids, nothing that keeps a reader out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from engine.text.catalogue import LANGUAGES
from tests.web.conftest import PLAN, Client

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PAGES = {
    "home": "/",
    "concepts": "/concepts",
    "concept": "/concepts/pillar-feedback",
    "rules": "/rules",
    "rule": "/rules/objective-without-kpi",
    "error": "/concepts/pilar-feedback",
}
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        shutil.which(CHROMIUM) is None and "CI" not in os.environ, reason="the chromium of the system is not installed"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def faults(page: Page) -> list[str]:
    """What axe finds on the page."""
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in Axe().run(page).response["violations"]]


def complaints(page: Page) -> list[str]:
    """Collects what the browser complains of, apart from the status of a page that is an error on purpose."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text) if "Failed to load resource" not in said.text else None)
    page.on("requestfailed", lambda request: heard.append(request.url))
    return heard


def audit(page: Page, client: Client, lang: str) -> None:
    """Send the plan through the form."""
    page.goto(f"{client.base}/?lang={lang}")
    page.fill("#plan", PLAN)
    page.click("form.plan button[type=submit]")
    page.wait_for_selector(".verdict")


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page(page: Page, client: Client, name: str, lang: str) -> None:
    heard = complaints(page)
    page.goto(f"{client.base}{PAGES[name]}?lang={lang}")
    assert page.evaluate("document.documentElement.lang") == lang
    assert faults(page) == []
    assert heard == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_report(page: Page, client: Client, lang: str) -> None:
    heard = complaints(page)
    audit(page, client, lang)
    for folded in page.query_selector_all("details:not([open]) > summary"):
        folded.click()
    assert faults(page) == []
    assert heard == []


def test_problems_of_a_plan(page: Page, client: Client) -> None:
    page.goto(f"{client.base}/?lang=es")
    page.fill("#plan", "vinculo: '1.0'\nobjetives: []\n")
    page.click("form.plan button[type=submit]")
    page.wait_for_selector(".problems")
    assert page.input_value("#plan") == "vinculo: '1.0'\nobjetives: []\n"
    assert faults(page) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out(page: Page, client: Client, name: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(client.base + PAGES[name])
    assert overflow(page) == 0


@pytest.mark.parametrize("size", SIZES)
def test_nothing_sticks_out_of_the_report(page: Page, client: Client, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    audit(page, client, "es")
    assert overflow(page) == 0


def test_style_is_applied(page: Page, client: Client) -> None:
    page.goto(client.base)
    assert page.evaluate("getComputedStyle(document.querySelector('.sitebar > div')).display") == "flex"


def test_report_in_another_language_and_back_to_the_plan(page: Page, client: Client) -> None:
    audit(page, client, "es")
    page.click("form.actions button[lang=ca]")
    page.wait_for_selector("html[lang=ca] .verdict")
    page.click("form.actions button >> nth=0")
    page.wait_for_selector("#plan")
    assert page.input_value("#plan") == PLAN


def test_proofs_are_open_on_paper(page: Page, client: Client, tmp_path: Path) -> None:
    audit(page, client, "es")
    hidden = "[...document.querySelectorAll('details.proof .tree')].filter(e => !e.checkVisibility()).length"
    assert page.evaluate(hidden) > 0
    page.emulate_media(media="print")
    assert page.evaluate(hidden) == 0
    file = tmp_path / "report.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    assert file.read_bytes().startswith(b"%PDF-")


def test_keyboard_reaches_the_content_first(page: Page, client: Client) -> None:
    page.goto(f"{client.base}/?lang=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
