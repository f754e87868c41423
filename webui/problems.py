"""Problems and failures in a reader's words: pages for people, problem details (RFC 9457) for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

import orjson
from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, InternalServerError

from engine.errors import Problem, nearest
from engine.text.words import Words
from webui.language import address, words
from webui.render import page
from webui.site import site

PROBLEM_JSON = "application/problem+json"
TYPE = "urn:vinculo:problem:"
PROGRAM_PATHS = ("/api/", "/healthz")
TITLED = (400, 404, 405, 413, 415, 422, 500)
"""Status codes that have a text of their own."""


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem of a plan in words; `line` and `column` count from 1."""

    code: str
    file: str
    line: int | None
    column: int | None
    message: str
    allowed: tuple[str, ...]
    nearest: str | None


def in_words(problems: Iterable[Problem], reader: Words) -> tuple[ProblemView, ...]:
    """Problems in one language."""
    return tuple(
        ProblemView(p.code, p.file, p.line, p.column, _message(p, reader), p.allowed, p.nearest) for p in problems
    )


def problem_details(status: int, kind: str, title: str, **members: object) -> Response:
    """A response of problem details."""
    body = {"type": TYPE + kind, "title": title, "status": status, "instance": request.path, **members}
    return Response(orjson.dumps(body, option=orjson.OPT_APPEND_NEWLINE), status, mimetype=PROBLEM_JSON)


def bad_plan(problems: Iterable[Problem]) -> Response:
    """The answer to a plan that cannot be read."""
    listed = [asdict(view) for view in in_words(problems, words())]
    return problem_details(422, "bad-plan", words().say("web-bad-plan"), problems=listed)


def register(app: Flask) -> None:
    """Answer every failure of an app in the reader's language."""
    app.register_error_handler(HTTPException, _failure)
    app.register_error_handler(Exception, _unexpected)


def _message(problem: Problem, reader: Words) -> str:
    """The sentence alone, without place and hints, which are shown beside it."""
    bare = replace(problem, file="", line=None, allowed=(), nearest=None)
    return reader.problem(bare).removeprefix(": ")


def _unexpected(error: Exception) -> Response:
    current_app.logger.error("unexpected error on %s", request.path, exc_info=error)
    return _failure(InternalServerError())


def _failure(error: HTTPException) -> Response:
    status = error.code or 500
    known = status if status in TITLED else 500 if status >= 500 else 400
    title, text = (words().say(f"web-{part}-{known}") for part in ("title", "status"))
    if request.path.startswith(PROGRAM_PATHS):
        response = problem_details(status, f"http-{status}", title, detail=text, problems=[])
    else:
        body = page("error.html", status=status, heading=title, text=text, near=_near() if status == 404 else None)
        response = Response(body, status, mimetype="text/html")
    response.headers.extend({name: value for name, value in error.get_headers() if name == "Allow"})
    return response


def _near() -> tuple[str, str] | None:
    """The id closest to one that does not exist, with the address of its page."""
    id = (request.view_args or {}).get("id", "")
    if request.endpoint == "pages.concept":
        found = site().system.knowledge.nearest(id)
    elif request.endpoint == "pages.rule":
        found = nearest(id, site().system.base.rules)
    else:
        return None
    return (found, address(str(request.endpoint), id=found)) if found else None
