"""What both readers check alike: size of the tree, repeated keys, kinds of scalars, numbers out of range."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.errors import PlanError, Problem, Span
from engine.read.nodes import Entry, Node, ScalarKind

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DEPTH = 32
"""Levels of nodes inside one another, the root being the first."""
MAX_NODES = 50_000
"""Scalars and collections together; keys are not counted."""
MAX_NUMBER = 100
"""Characters of a number: more would overflow a float or exceed Python's own limit on integers."""
MAX_PROBLEMS = 50
"""Problems gathered before reading is given up."""

_PLAIN = re.compile(
    r"(?P<null>~|null|Null|NULL)"
    r"|(?P<bool>true|True|TRUE|false|False|FALSE)"
    r"|(?P<int>[-+]?(?:0|[1-9][0-9]*))"
    r"|(?P<float>[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
    r"|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
)
_PLAIN_STARTS = frozenset("~nNtTfF+-.0123456789")
_KINDS: dict[str, ScalarKind] = {
    "null": "null",
    "bool": "bool",
    "int": "int",
    "float": "float",
    "date": "date",
}


@dataclass(slots=True)
class Tally:
    """What has been seen of one document so far: how many nodes, and what is wrong with it."""

    name: str
    nodes: int = 0
    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, line: int, column: int, **params: str) -> None:
        """Keep a problem and go on reading; PlanError when there are too many."""
        self.problems.append(Problem(code, self.name, line, column, params))
        if len(self.problems) >= MAX_PROBLEMS:
            raise PlanError(self.problems)

    def halt(
        self,
        code: str,
        line: int,
        column: int,
        params: dict[str, str],
        allowed: Iterable[str] = (),
        near: str | None = None,
    ) -> PlanError:
        """The error to raise when reading cannot go on: this problem and those noted before."""
        last = Problem(code, self.name, line, column, params, tuple(allowed), near)
        return PlanError([*self.problems, last])

    def count(self, depth: int, line: int, column: int) -> None:
        """Count one node, `depth` levels down with the root at 1; PlanError past a limit."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.halt("too-many-nodes", line, column, {"limit": str(MAX_NODES)})
        if depth > MAX_DEPTH:
            raise self.halt("too-deep", line, column, {"limit": str(MAX_DEPTH)})

    def add(self, entries: dict[str, Entry], key: str, span: Span, value: Node) -> None:
        """Put a member into a mapping, or note that its key was there already; the first one stays."""
        first = entries.get(key)
        if first is None:
            entries[key] = Entry(span, value)
        else:
            first_line = str(first.key_span.line)
            self.note("duplicate-key", span.line, span.column, key=shown(key), first_line=first_line)

    def check_number(self, text: str, kind: ScalarKind, span: Span) -> None:
        """Note a number that is too long, or no finite one."""
        if len(text) > MAX_NUMBER:
            limit = str(MAX_NUMBER)
            self.note("number-too-long", span.line, span.column, found=shown(text), limit=limit)
        elif kind == "float" and not _finite(text):
            self.note("non-finite-number", span.line, span.column, found=text)


def plain_kind(text: str) -> ScalarKind:
    """The kind of an unquoted YAML scalar: YAML 1.2 core schema, decimal numbers only, and real ISO dates.

    Digits after a leading zero are text (post codes, telephone numbers); so is a date that no calendar has.
    """
    if not text:
        return "null"
    if text[0] not in _PLAIN_STARTS:
        return "text"
    found = _PLAIN.fullmatch(text)
    if found is None or found.lastgroup is None:
        return "text"
    kind = _KINDS[found.lastgroup]
    return "text" if kind == "date" and not _is_date(text) else kind


def shown(text: str) -> str:
    """The text as a message can quote it: one line, 60 characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _finite(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:  # .inf and .nan, which float() does not know
        return False


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
