"""What the pages share: the system, the texts, the clock, and the audit of a plan that came over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from flask import Flask, current_app

from engine.pipeline import Options, audit, read_plan
from engine.report.build import build_report
from engine.report.model import Report
from engine.system import System
from engine.text.catalogue import Catalogue
from engine.text.words import Words

_KEY = "vinculo"


@dataclass(slots=True)
class Site:
    """The one system behind all pages. `today` gives the day of each audit."""

    system: System
    catalogue: Catalogue
    today: Callable[[], date]
    # The rule engine keeps the state of a run in C: audits take turns.
    _turn: Lock = field(default_factory=Lock)

    def report(self, data: bytes, name: str, words: Words, media: str | None = None) -> Report:
        """The report of a plan's bytes. Raises PlanError with every problem of the plan."""
        plan = read_plan(data, name, media)
        with self._turn:
            found = audit(self.system, plan, Options(today=self.today()))
        return build_report(found, self.catalogue, words.language)


def keep(app: Flask, site: Site) -> None:
    """Make a site known to the views of an app."""
    app.extensions[_KEY] = site


def site() -> Site:
    """The site of the app that answers the current request."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Site)
    return found
