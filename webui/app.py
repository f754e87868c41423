"""The Flask app: parts put together, limits, security headers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Flask, Response, request

from engine.read.source import MAX_BYTES
from engine.system import System
from engine.tell.html import style_hash
from engine.text.catalogue import Catalogue
from webui.api import api
from webui.language import language
from webui.pages import pages
from webui.problems import register
from webui.site import Site, keep

FORM_BYTES = 4 * MAX_BYTES
"""Largest form: a plan may grow when a browser encodes it."""


def create_app(system: System, catalogue: Catalogue, today: Callable[[], date]) -> Flask:
    """The app that serves a system."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=FORM_BYTES, MAX_FORM_MEMORY_SIZE=FORM_BYTES, MAX_FORM_PARTS=20)
    app.url_map.strict_slashes = False
    keep(app, Site(system, catalogue, today))
    app.register_blueprint(pages)
    app.register_blueprint(api)
    register(app)
    policy = content_policy()
    app.after_request(lambda response: secured(response, policy))
    return app


def content_policy() -> str:
    """The Content-Security-Policy: our one style sheet, forms to ourselves, nothing else."""
    return (
        f"default-src 'none'; style-src '{style_hash()}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


def secured(response: Response, policy: str) -> Response:
    """A response with the headers that every response has."""
    headers = response.headers
    headers["Content-Security-Policy"] = policy
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Language"] = language()
    headers["Vary"] = "Accept-Language"
    # What answers a plan holds a client's business: no cache may keep it.
    headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
    return response
