"""Conditions of rules, as a small syntax tree. The text form is read in `grammar.py`; `docs/rules.md` explains it to authors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.plan.values import Operator

StateWord = Literal["stated", "missing", "absent", "tbd", "not-applicable", "true", "false"]
OptionWord = Literal["in", "not in", "has any of", "lacks all of"]


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A field of the plan (`var` is empty) or of an item that a variable stands for."""

    var: str
    path: str

    def __str__(self) -> str:
        return f"{self.var}.{self.path}" if self.var else self.path


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """The part of the plan that shows a concept (vo:evidencedBy), of an item where the concept is shown by items."""

    concept: str
    item: str
    path: str

    def __str__(self) -> str:
        of = f"({self.item})" if self.item else ""
        return f"{self.concept}.evidence{of}" + (f".{self.path}" if self.path else "")


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A threshold of the knowledge."""

    id: str

    def __str__(self) -> str:
        return f"P.{self.id}"


@dataclass(frozen=True, slots=True)
class MeasureRef:
    """A named quantity computed from the plan, or from the item that a variable stands for."""

    id: str
    var: str

    def __str__(self) -> str:
        return f"M.{self.id}" + (f"({self.var})" if self.var else "")


@dataclass(frozen=True, slots=True)
class Constant:
    """An option, a word, or one of the numbers 0, 1 and 2."""

    text: str

    def __str__(self) -> str:
        return self.text


Operand = FieldRef | EvidenceRef | ParameterRef | MeasureRef | Constant


@dataclass(frozen=True, slots=True)
class Is:
    """`o.kpi is missing`."""

    operand: FieldRef | EvidenceRef | MeasureRef
    word: StateWord

    def __str__(self) -> str:
        return f"{self.operand} is {self.word}"


@dataclass(frozen=True, slots=True)
class Compare:
    """`M.months-to-return < P.payback-months-min`."""

    left: Operand
    operator: Operator
    right: Operand

    def __str__(self) -> str:
        return f"{self.left} {self.operator} {self.right}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """`o.type in [loyalty, retention]`, `o.type not in […]`, and for lists `has any of […]`, `lacks all of […]`."""

    operand: FieldRef | EvidenceRef
    word: OptionWord
    options: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.operand} {self.word} [{', '.join(self.options)}]"


@dataclass(frozen=True, slots=True)
class Each:
    """`each o in objectives`, `each t in p.tiers` (parent `p`), `each s in concepts under alliance-steps`."""

    var: str
    sort: str
    parent: str = ""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Refers:
    """`a.objectives refers to o`."""

    field: FieldRef
    target: str


@dataclass(frozen=True, slots=True)
class Concluded:
    """`pillar-weak is concluded for x by 2 rules`: how often, by whom, of what."""

    name: str
    argument: str = ""
    rule: str = ""
    severity: str = ""
    rules_at_least: int | ParameterRef = 1
    areas_at_least: int = 1


@dataclass(frozen=True, slots=True)
class Related:
    """`s precedes t`, `s requires t`: a relation of the knowledge graph between two concepts; `hard` asks for a hard one."""

    left: str
    kind: str
    right: str
    hard: bool


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the conditions hold (together, for some choice of the variables bound inside)."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """There is no choice of the variables bound inside for which all of the conditions hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Enough of the conditions hold (`of`), or all hold for enough different values of `distinct` (`where`)."""

    threshold: int | ParameterRef
    parts: tuple[Condition, ...]
    distinct: str = ""


Test = Is | Compare | OneOf
Condition = Test | Each | Refers | Concluded | Related | AllOf | AnyOf | NoneOf | AtLeast
