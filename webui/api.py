"""The interface for programs: audit a plan, and say whether the server works."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from engine import __version__
from engine.errors import PlanError
from engine.read.source import MAX_BYTES
from engine.tell import json
from webui.language import words
from webui.problems import bad_plan
from webui.site import site

api = Blueprint("api", __name__)
MEDIA = {"application/yaml": "yaml", "application/x-yaml": "yaml", "text/yaml": "yaml", "application/json": "json"}


@api.post("/api/v1/audit")
def audit() -> Response:
    """The JSON report of the plan in the body."""
    media = MEDIA.get(request.mimetype)
    if media is None:
        raise UnsupportedMediaType
    request.max_content_length = MAX_BYTES
    data = request.get_data()
    if len(data) > MAX_BYTES:
        raise RequestEntityTooLarge
    try:
        report = site().report(data, f"plan.{media}", words(), media)
    except PlanError as error:
        return bad_plan(error.problems)
    return Response(json.render(report), mimetype="application/json")


@api.get("/healthz")
def health() -> Response:
    """Whether the server works, and with which versions."""
    system = site().system
    body = {
        "status": "ok",
        "version": __version__,
        "knowledge": system.knowledge.digest,
        "rules": system.base.digest,
    }
    return Response(orjson.dumps(body, option=orjson.OPT_APPEND_NEWLINE), mimetype="application/json")
