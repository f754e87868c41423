"""The reader's language: the one that the address asks for, else the best of the browser's, else Spanish."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from engine.text.catalogue import DEFAULT_LANGUAGE, LANGUAGES
from engine.text.words import Words
from webui.site import site

NAMES = {"es": "Español", "ca": "Català", "en": "English"}


def language() -> str:
    """The language of the current request."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES) or DEFAULT_LANGUAGE


def words() -> Words:
    """The words of the current request."""
    return Words(site().catalogue, language())


def address(endpoint: str, **values: str) -> str:
    """The address of a page in the reader's language."""
    chosen: dict[str, Any] = {"lang": language(), **values}
    return url_for(endpoint, **chosen)


def here_in(code: str) -> str:
    """The address of the current page in another language; of the home page where there is none."""
    if request.endpoint is None or request.method not in ("GET", "HEAD"):
        return url_for("pages.home", lang=code)
    values: dict[str, Any] = {**request.args.to_dict(), **(request.view_args or {}), "lang": code}
    return url_for(request.endpoint, **values)
