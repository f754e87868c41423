"""The report that is frozen: a small plan that shows every section, under a profile, over the frozen rule base."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from engine.pipeline import Audit, Options, audit, read_plan
from engine.profile import read_profile
from engine.report.build import build_report
from engine.report.model import Report
from engine.text.words import Words
from tests.data.frozen import RULES, TODAY, catalogue, frozen_system

DATA = RULES.parent


@cache
def audited() -> Audit:
    """The audit of the frozen plan."""
    system = frozen_system()
    profile = read_profile((DATA / "profile.yaml").read_bytes(), "profile.yaml", system.knowledge, system.base.rules)
    plan = read_plan((DATA / "plan.yaml").read_bytes(), "plan.yaml")
    options = Options(
        TODAY, overrides=profile.overrides, waivers=profile.waivers, profile=profile.name, verify=True
    )  # fmt: skip
    return audit(system, plan, options)


@cache
def report(language: str) -> Report:
    """Its report; digests and version say nothing of how it reads."""
    built = build_report(audited(), catalogue(), language)
    return replace(built, digests=dict.fromkeys(built.digests, "0" * 12))


def words(language: str) -> Words:
    """The real texts in a language."""
    return Words(catalogue(), language)
