"""The pages for people: the form, the report, concepts and rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, Response, abort, request

from engine.errors import PlanError
from engine.report.concepts import concept_card
from engine.report.pages import rule_card
from engine.tell import html, json, markdown
from webui import browse
from webui.language import language, words
from webui.problems import in_words
from webui.render import page, report_page
from webui.site import site

pages = Blueprint("pages", __name__)
DEFAULT_NAME = "plan.yaml"
DOWNLOADS = ("html", "md", "json")


@dataclass(frozen=True, slots=True)
class Sent:
    """A plan that a form sent: its name, its bytes, and its text as the form can show it again."""

    name: str
    data: bytes

    @property
    def text(self) -> str:
        """The text, with a mark wherever a byte is no UTF-8."""
        return self.data.decode("utf-8", errors="replace")


def sent() -> Sent:
    """The plan of the form: the file where one was chosen, else what was typed."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return Sent(_clean(file.filename), file.read())
    return Sent(_clean(request.form.get("name", "")), request.form.get("plan", "").encode())


def _clean(name: str) -> str:
    """A file name without folders and odd characters: reports and downloads carry it."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w.\- ]", "", last).strip()[:80] or DEFAULT_NAME


@pages.get("/")
def home() -> str:
    """The form, empty."""
    return page("home.html", problems=(), text="", name="")


@pages.post("/")
def edit() -> str:
    """The form with a plan in it, to go on editing."""
    plan = sent()
    return page("home.html", problems=(), text=plan.text, name=plan.name)


@pages.post("/audit")
def audit() -> Response:
    """The report of a plan; the form again, with the problems above it, where the plan cannot be read."""
    plan = sent()
    try:
        report = site().report(plan.data, plan.name, words())
    except PlanError as error:
        problems = in_words(error.problems, words())
        body = page("home.html", problems=problems, text=plan.text, name=plan.name)
        return Response(body, 422, mimetype="text/html")
    wanted = request.args.get("download", "")
    if wanted not in DOWNLOADS:
        return Response(report_page(report, text=plan.text, name=plan.name), mimetype="text/html")
    if wanted == "html":
        response = Response(html.render(report, words()), mimetype="text/html")
    elif wanted == "md":
        response = Response(markdown.render(report, words()), mimetype="text/markdown")
    else:
        response = Response(json.render(report), mimetype="application/json")
    stem = plan.name.rpartition(".")[0] or plan.name
    response.headers.set("Content-Disposition", "attachment", filename=f"{stem}.{language()}.{wanted}")
    return response


@pages.get("/concepts")
def concepts() -> str:
    """All concepts as a tree, or those that match a question."""
    question = request.args.get("q", "").strip()
    system = site().system
    found = browse.found_concepts(system, language(), question) if question else ()
    branches = () if question else browse.tree(system, language())
    return page("concepts.html", question=question, found=found, branches=branches)


@pages.get("/concepts/<id>")
def concept(id: str) -> str:
    """One concept."""
    system = site().system
    if id not in system.knowledge.concepts:
        abort(404)
    return page("concept.html", card=concept_card(system, words(), id))


@pages.get("/rules")
def rules() -> str:
    """All rules by area, or those that match a question."""
    question = request.args.get("q", "").strip()
    found = browse.areas(site().system, language(), question)
    return page("rules.html", question=question, areas=found, count=sum(len(area.rules) for area in found))


@pages.get("/rules/<id>")
def rule(id: str) -> str:
    """One rule."""
    system = site().system
    if id not in system.base.rules:
        abort(404)
    return page("rule.html", card=rule_card(system, words(), id))
