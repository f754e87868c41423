"""Rule cases: reading them, and running one against the whole rule base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from engine.infer.program import Truth
from engine.judge import Outcome
from engine.paths import RULES
from engine.pipeline import Audit, Options, audit, read_plan
from engine.read import read
from engine.read.nodes import plain
from engine.rules.load import CASES
from engine.system import System, load_system

EXPECTATIONS = ("fires", "silent", "unknown", "not_applicable")
OTHERS = "…"
"""Among the fields of an `unknown`: and others. A diagnosis drawn from conclusions lacks whatever any of their makers lacks."""
TODAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Case:
    """One case: the rule, the sentence that names it, the plan's text, what is expected."""

    rule: str
    file: str
    name: str
    plan: str
    expected: dict[str, Any]


@cache
def system() -> System:
    """The real system, without a cache."""
    return load_system()


def read_cases(folder: Path = RULES) -> Iterator[Case]:
    """Every case of every rule. A case that follows no form fails here, not silently."""
    for path in sorted(folder.rglob(f"*{CASES}")):
        name = path.relative_to(folder).as_posix()
        content = plain(read(path.read_bytes(), name).root)
        assert isinstance(content, list), f"{name}: a list of cases is expected"
        for entry in content:
            assert isinstance(entry, dict), f"{name}: a case is a mapping"
            assert set(entry) <= {"case", "plan", "concludes", *EXPECTATIONS}, f"{name}: unknown key in {sorted(entry)}"
            assert len(set(entry) & set(EXPECTATIONS)) == 1, (
                f"{name}: one of {EXPECTATIONS} in case {entry.get('case')}"
            )
            yield Case(path.name.removesuffix(CASES), name, str(entry["case"]), str(entry["plan"]), entry)


def run_case(case: Case) -> Audit:
    """The audit of a case's plan, checked against the evaluator too."""
    plan = read_plan(f'vinculo: "1.0"\n{case.plan}'.encode(), case.file)
    return audit(system(), plan, Options(today=TODAY, verify=True))


def failure(case: Case, result: Audit) -> str | None:
    """What is wrong with the outcome of a case, in one sentence; None where it is as expected."""
    entry = result.judgement.ledger[case.rule]
    subjects = sorted(", ".join(fact[1:]) or "plan" for fact in entry.facts or entry.possible)
    if "fires" in case.expected:
        wanted = sorted(str(subject) for subject in case.expected["fires"])
        if entry.outcome is not Outcome.FIRES or subjects != wanted:
            return f"expected to fire for {wanted}; {entry.outcome} for {subjects}, missing {list(entry.missing)}"
        return _conclusions(case, result)
    if "unknown" in case.expected:
        wanted = sorted(field for field in case.expected["unknown"] if field != OTHERS)
        named = set(entry.missing) if OTHERS not in case.expected["unknown"] else set(entry.missing) & set(wanted)
        if entry.outcome is not Outcome.UNKNOWN or sorted(named) != wanted:
            return f"expected unknown for want of {wanted}; {entry.outcome} {subjects}, missing {sorted(entry.missing)}"
        return None
    wanted_outcome = Outcome.SILENT if "silent" in case.expected else Outcome.NOT_APPLICABLE
    if entry.outcome is not wanted_outcome:
        return (
            f"expected {wanted_outcome}; {entry.outcome} for {subjects}, missing {list(entry.missing)} ({entry.reason})"
        )
    return None


def _conclusions(case: Case, result: Audit) -> str | None:
    held = {
        f"{fact[0][2:]}({fact[1]})" if fact[1] != "*" else fact[0][2:]
        for fact, truth in result.model.derived.items()
        if fact[0].startswith("c:") and fact[2] == case.rule and truth is Truth.TRUE
    }
    lacking = [name for name in case.expected.get("concludes", []) if name not in held]
    return f"expected to conclude {lacking}; concluded {sorted(held)}" if lacking else None
