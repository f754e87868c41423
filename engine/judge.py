"""Judging: the ledger, in which every rule has exactly one outcome, and the findings of the rules that fire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.facts.holds import holds
from engine.facts.view import View
from engine.infer.program import Fact, Model, Truth
from engine.plan.model import Node, State
from engine.prove import Prover
from engine.rules.compile import CompiledRules
from engine.rules.conditions import Compare, Concluded, Condition, Each, FieldRef, OneOf
from engine.rules.model import SEVERITIES, Rule
from engine.rules.scope import is_test, operands, parts, reads


class Outcome(StrEnum):
    """What became of a rule. A waived rule fires, and the auditor has accepted it with a reason."""

    FIRES = "fires"
    SILENT = "silent"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Waiver:
    """An auditor's decision to accept what a rule finds, in one place ("" for all), until a date ("" for no end)."""

    rule: str
    subject: str
    reason: str
    by: str
    until: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule's line of the ledger: `facts` are its firings (the accepted ones, where it is waived), `possible` what may fire.

    `missing` are the fields for want of which its outcome is unknown (of a firing rule: whether it fires elsewhere too);
    `failed` is the condition for which it does not apply, `reason` the plan's own words for that, or why it is waived.
    """

    rule: Rule
    outcome: Outcome
    facts: tuple[Fact, ...] = ()
    possible: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    reason: str = ""
    failed: Condition | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fires for one subject: items of the plan or concepts, none for the plan as a whole."""

    rule: Rule
    fact: Fact

    @property
    def subject(self) -> str:
        """The subject as text: "objectives[o1]", or "plan"."""
        return ", ".join(self.fact[1:]) or "plan"

    @property
    def id(self) -> str:
        """Identity of the finding, stable between audits of the same plan."""
        return f"{self.rule.id}:{self.subject}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The ledger by rule id, the findings in order of reading, those that were waived, and waivers that met nothing."""

    ledger: Mapping[str, Entry]
    findings: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...]
    idle: tuple[Waiver, ...]


def judge(view: View, compiled: CompiledRules, model: Model, waivers: tuple[Waiver, ...] = ()) -> Judgement:
    """The outcome of every rule of the base."""
    prover = Prover(view, compiled, model)
    fired: dict[str, list[Fact]] = {}
    possible: dict[str, list[Fact]] = {}
    for fact, truth in model.derived.items():
        if fact[0].startswith("r:"):
            (fired if truth is Truth.TRUE else possible).setdefault(fact[0][2:], []).append(fact)
    ledger: dict[str, Entry] = {}
    findings: list[Finding] = []
    waived: list[tuple[Finding, Waiver]] = []
    for rule in compiled.base.rules.values():
        found = [Finding(rule, fact) for fact in sorted(fired.get(rule.id, ()))]
        accepted = [(finding, waiver) for finding in found if (waiver := _waiver(finding, waivers, view))]
        kept = [finding for finding in found if all(finding is not other for other, _ in accepted)]
        waived += accepted
        findings += kept
        ledger[rule.id] = _entry(rule, kept, accepted, sorted(possible.get(rule.id, ())), prover)
    ordered = sorted(findings, key=lambda finding: reading_order(finding, view))
    idle = tuple(waiver for waiver in waivers if all(waiver is not used for _, used in waived))
    return Judgement(_without_premise(dict(sorted(ledger.items()))), tuple(ordered), tuple(waived), idle)


def _entry(
    rule: Rule, kept: list[Finding], accepted: list[tuple[Finding, Waiver]], possible: list[Fact], prover: Prover
) -> Entry:
    missing = tuple(sorted({path for fact in possible for path in prover.missing(fact)}))
    if kept:
        return Entry(rule, Outcome.FIRES, tuple(finding.fact for finding in kept), tuple(possible), missing)
    if possible:
        return Entry(rule, Outcome.UNKNOWN, (), tuple(possible), missing)
    if accepted:
        return Entry(rule, Outcome.WAIVED, tuple(finding.fact for finding, _ in accepted), reason=accepted[0][1].reason)
    failed = _failed_scope(rule, prover) or _nothing_to_compare(rule, prover.view)
    if failed is not None:
        return Entry(rule, Outcome.NOT_APPLICABLE, failed=failed)
    reason = _plan_reason(rule, prover.view)
    return Entry(rule, Outcome.SILENT if reason is None else Outcome.NOT_APPLICABLE, reason=reason or "")


def _nothing_to_compare(rule: Rule, view: View) -> Condition | None:
    """A condition of a silent rule that compares something which the plan does not have: passing it proves nothing."""
    for condition in rule.when:
        if not isinstance(condition, Compare | OneOf) or any(reads(condition)):
            continue
        states = {view.read(operand, {}).state for operand in operands(condition)}
        if states & {State.ABSENT, State.TBD} and holds(view, condition, {}) is False:
            return condition
    return None


def _without_premise(ledger: dict[str, Entry]) -> dict[str, Entry]:
    """A silent rule whose conclusion could come only from rules that do not apply does not apply either."""
    changed = True
    while changed:
        changed = False
        for id, entry in ledger.items():
            if entry.outcome is Outcome.SILENT and (failed := _idle_premise(entry.rule, ledger)) is not None:
                ledger[id] = Entry(entry.rule, Outcome.NOT_APPLICABLE, failed=failed)
                changed = True
    return ledger


def _idle_premise(rule: Rule, ledger: Mapping[str, Entry]) -> Condition | None:
    for condition in rule.when:
        if isinstance(condition, Concluded):
            makers = [
                entry
                for entry in ledger.values()
                if any(made.name == condition.name for made in entry.rule.concludes)
                and condition.rule in ("", entry.rule.id)
            ]
            if all(entry.outcome is Outcome.NOT_APPLICABLE for entry in makers):
                return condition
    return None


def _waiver(finding: Finding, waivers: tuple[Waiver, ...], view: View) -> Waiver | None:
    for waiver in waivers:
        in_force = not waiver.until or view.reference.isoformat() <= waiver.until
        if waiver.rule == finding.rule.id and waiver.subject in ("", finding.subject) and in_force:
            return waiver
    return None


def reading_order(finding: Finding, view: View) -> tuple[int, int, str, str]:
    """Errors first, then by place in the plan."""
    spans = [view.item(part).span for part in finding.fact[1:] if "[" in part]
    line = next((span.line for span in spans if span is not None), 0)
    return (SEVERITIES.index(finding.rule.severity), line, finding.rule.id, finding.subject)


def _failed_scope(rule: Rule, prover: Prover) -> Condition | None:
    """The condition for which a rule does not apply to this plan: of `applies`, or a list that has no items."""
    view, model = prover.view, prover.model
    gates = (*rule.applies, *(condition for condition in rule.when if isinstance(condition, Each)))
    if not gates or model.truth((f"scope:{rule.id}",)) is not None:
        return None
    for condition in gates:
        if isinstance(condition, Each):
            empty = not condition.parent and not condition.concept and not view.domain(condition.sort)
        else:
            empty = is_test(condition) and not any(reads(condition)) and holds(view, condition, {}) is False
        if empty:
            return condition
    return gates[0]


def _plan_reason(rule: Rule, view: View) -> str | None:
    """The plan's reason why a field that the rule reads does not apply; None where it gives none."""
    for condition in rule.when:
        for node in _plan_fields(condition, view):
            if node.state is State.NOT_APPLICABLE:
                return node.reason
    return None


def _plan_fields(condition: Condition, view: View) -> list[Node]:
    """The fields of the plan itself (not of items) that a test reads."""
    if not is_test(condition):
        return []
    found = [
        view.plan.root.at(operand.path)
        for operand in operands(condition)
        if isinstance(operand, FieldRef) and not operand.var
    ]
    return found + [node for part in parts(condition) for node in _plan_fields(part, view)]
