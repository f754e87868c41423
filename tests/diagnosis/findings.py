"""An expert's findings on real plans, beside what the audit makes of the same plans."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from engine.infer.program import Fact
from engine.judge import Outcome
from engine.paths import ROOT
from engine.pipeline import Audit, Options, audit, read_plan
from engine.read import read
from engine.read.nodes import plain
from tests.rules.cases import TODAY, system

EXAMPLES = ROOT / "examples"
EXPECTED = Path(__file__).resolve().parent / "expected"
RATCHET = Path(__file__).resolve().parent / "ratchet.yaml"
LEVELS = ("A", "S", "J")
"""Arithmetic or contradiction; stated by the source or a critic; judgement of one reader."""

_KEYS = {
    "fault": {"id", "level", "severity", "kind", "gist", "rules", "about", "out_of_reach"},
    "strength": {"id", "level", "severity", "kind", "gist", "rules", "opposite"},
}


class Match(StrEnum):
    """What the audit makes of a fault that the expert found. Unknown: the plan leaves out what would decide."""

    FOUND = "found"
    UNKNOWN = "unknown"
    MISSED = "missed"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of an expert.

    `rules` are those any of which finds it, with `about` for this subject only; `opposite` are those that would take
    a strength for a fault; `out_of_reach` is the reason why no general rule can find a fault.
    """

    case: str
    plan: str
    id: str
    level: str
    strength: bool
    gist: str
    rules: tuple[str, ...]
    about: str
    opposite: tuple[str, ...]
    out_of_reach: str

    @property
    def name(self) -> str:
        """How the finding is called in lists: "case05 F2"."""
        return f"{self.case} {self.id}"


@cache
def findings() -> tuple[Finding, ...]:
    """Every finding of every case, checked for its form."""
    return tuple(finding for path in sorted(EXPECTED.glob("*.yaml")) for finding in _case(path))


def _case(path: Path) -> list[Finding]:
    content = yaml_file(path)
    assert set(content) == {"plan", "findings"}, f"{path.name}: plan and findings are expected"
    return [_finding(path.stem, content["plan"], entry) for entry in content["findings"]]


def _finding(case: str, plan: str, entry: dict[str, Any]) -> Finding:
    where = f"{case} {entry.get('id')}"
    assert entry["kind"] in _KEYS, f"{where}: a finding is a fault or a strength"
    assert set(entry) <= _KEYS[entry["kind"]], f"{where}: unknown key in {sorted(entry)}"
    assert entry["level"] in LEVELS, f"{where}: unknown level {entry['level']}"
    strength = entry["kind"] == "strength"
    assert strength == ("opposite" in entry), f"{where}: a strength names the rules that would fault it"
    assert strength or ("rules" in entry) != ("out_of_reach" in entry), f"{where}: either rules or out_of_reach"
    return Finding(
        case,
        plan,
        entry["id"],
        entry["level"],
        strength,
        entry["gist"],
        tuple(entry.get("rules", ())),
        entry.get("about", ""),
        tuple(entry.get("opposite", ())),
        entry.get("out_of_reach", ""),
    )


def yaml_file(path: Path) -> dict[str, Any]:
    """A YAML file as plain data."""
    content = plain(read(path.read_bytes(), path.name).root)
    assert isinstance(content, dict), f"{path.name}: a mapping is expected"
    return content


def example_names() -> list[str]:
    """The file names of the example plans."""
    return sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".yaml", ".json"))


@cache
def audited(name: str) -> Audit:
    """The audit of an example, checked against the independent evaluator."""
    return audit(system(), read_plan((EXAMPLES / name).read_bytes(), name), Options(today=TODAY, verify=True))


def match(finding: Finding) -> Match:
    """What the audit makes of a fault."""
    if finding.out_of_reach:
        return Match.OUT_OF_REACH
    ledger = audited(finding.plan).judgement.ledger
    entries = [ledger[rule] for rule in finding.rules if rule in ledger]
    if any(_names(finding, entry.facts) for entry in entries if entry.outcome is Outcome.FIRES):
        return Match.FOUND
    return Match.UNKNOWN if any(_names(finding, entry.possible) for entry in entries) else Match.MISSED


def _names(finding: Finding, facts: tuple[Fact, ...]) -> bool:
    """Whether one of the firings is about the item that the finding is about, where it is about one."""
    return any(finding.about in ", ".join(fact[1:]) for fact in facts)


def faulted_by(finding: Finding) -> list[str]:
    """The rules that take a strength for a fault."""
    ledger = audited(finding.plan).judgement.ledger
    return [rule for rule in finding.opposite if rule in ledger and ledger[rule].outcome is Outcome.FIRES]


def faults() -> tuple[Finding, ...]:
    """The faults among the findings."""
    return tuple(finding for finding in findings() if not finding.strength)


def strengths() -> tuple[Finding, ...]:
    """The strengths among the findings."""
    return tuple(finding for finding in findings() if finding.strength)


def counts(level: str) -> Counter[Match]:
    """How many faults of a level have which outcome."""
    return Counter(match(finding) for finding in faults() if finding.level == level)
