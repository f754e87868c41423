"""The few errors of the engine: each carries its problems with position, and the exit code that a shell gives it.

A problem is language-neutral: `code` names a message of the catalogue `texts/problems.*.yaml`, `params` fill it in.
Only the shells (command line, HTTP) turn it into words.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: 1-based line and column of the first character, and just past the last one."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one input: where, what (message code and its parameters), what is allowed, what was near."""

    code: str
    file: str
    line: int | None = None
    column: int | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    nearest: str | None = None

    def sort_key(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """Order of reading: file, line, column."""
        return (self.file, self.line or 0, self.column or 0, self.code, tuple(sorted(self.params.items())))


class VinculoError(Exception):
    """Base of all errors that a user can cause; `problems` is never empty."""

    exit_code = 2

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems: tuple[Problem, ...] = tuple(sorted(found, key=Problem.sort_key))
        super().__init__("; ".join(_plain(p) for p in self.problems))


class UsageError(VinculoError):
    """A wrong option, a file that is not there, a name that does not exist."""


class PlanError(VinculoError):
    """A plan that cannot be read or does not follow the plan format."""


class ProfileError(VinculoError):
    """A profile (parameters, waivers) that does not follow its format."""


class RuleError(VinculoError):
    """A rule, a case or a conclusion that does not follow the rule format, or cannot be compiled."""

    exit_code = 3


class KnowledgeError(VinculoError):
    """Knowledge files that cannot be read or contradict their shapes."""

    exit_code = 3


class MismatchError(VinculoError):
    """The rule engine and the independent evaluator do not give the same result."""

    exit_code = 4


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed name closest to `word`, or None where nothing is close."""
    close = difflib.get_close_matches(word.lower(), sorted(allowed), n=1, cutoff=0.6)
    return close[0] if close else None


def _plain(problem: Problem) -> str:
    place = problem.file
    if problem.line is not None:
        place += f":{problem.line}:{problem.column}"
    params = ", ".join(f"{k}={v}" for k, v in sorted(problem.params.items()))
    return f"{place}: {problem.code}" + (f" ({params})" if params else "")
