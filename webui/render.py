"""Pages from templates: those of this package and those of the HTML report."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import request
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from engine.report.model import Report
from engine.tell import html
from engine.text.catalogue import LANGUAGES
from webui.language import NAMES, address, here_in, language, words

TEMPLATES = Path(__file__).resolve().parent / "templates"


@cache
def environment() -> Environment:
    """The templates of the report, with those of the pages before them."""
    return html.environment().overlay(
        loader=ChoiceLoader((FileSystemLoader(TEMPLATES), FileSystemLoader(html.TEMPLATES)))
    )


def links() -> html.Links:
    """Where concepts and rules have their pages."""
    return html.Links(lambda id: address("pages.concept", id=id), lambda id: address("pages.rule", id=id))


def page(template: str, **values: object) -> str:
    """A page in the reader's language."""
    return environment().get_template(template).render({**html.common(words(), links()), **_frame(), **values})


def report_page(report: Report, **values: object) -> str:
    """The report as a page, with the bar of the site above it."""
    context = html.context(report, words(), links())
    return environment().get_template("audit.html").render({**context, **_frame(), **values})


def _frame() -> dict[str, object]:
    """What the bar at the top needs."""
    switch = [(code, NAMES[code], here_in(code), code == language()) for code in LANGUAGES]
    return {"address": address, "switch": switch, "language_names": NAMES, "posted": request.method == "POST"}
