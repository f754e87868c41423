"""A proof as a tree of text: each step with the lines of the plan, the values read, thresholds, concept and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.report.model import FindingView, LedgerLine, ParameterUse, ProofView, ReadView
from engine.tell.groups import sources_text
from engine.text.words import Words


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree and what hangs from it."""

    text: str
    inner: tuple[Branch, ...] = ()


def proof_text(finding: FindingView, uses: Mapping[str, ParameterUse], words: Words) -> str:
    """The proof of one finding."""
    lines = [finding.seen, "", finding.proof.text, *_drawn(tuple(_steps(finding.proof, words)), "")]
    lines += ["", f"{words.say('label-concept')}: {finding.concept.label} ({finding.concept.id})"]
    lines.append(f"{words.say('label-sources')}: {sources_text(finding)}")
    for id in finding.parameters:
        if id in uses:
            lines += _threshold(uses[id], words)
    return "\n".join(lines)


def outcome_text(line: LedgerLine, words: Words) -> str:
    """Why a rule finds nothing: its outcome, what is missing, or why it does not apply."""
    lines = [f"{line.title} [{line.rule}]", f"{words.say('label-outcome')}: {words.say('outcome-' + line.outcome)}"]
    if line.reason:
        lines.append(f"{words.say('label-reason')}: {line.reason}")
    if line.missing:
        lines.append(f"{words.say('label-missing')}:")
        lines += [f"  - {named.label}" for named in line.missing]
    return "\n".join(lines)


def _steps(proof: ProofView, words: Words) -> Iterator[Branch]:
    for read in proof.reads:
        yield _read(read, words)
    for child in proof.children:
        sure = "" if child.certain else f" ({words.say('proof-unknown')})"
        yield Branch(child.text + _place(child, words) + sure, tuple(_steps(child, words)))


def _read(read: ReadView, words: Words) -> Branch:
    kind = f" ({words.say('proof-parameter')})" if read.kind == "parameter" else ""
    inner = tuple(_read(part, words) for part in read.inputs)
    return Branch(f"{read.label}{kind}: {read.value}{_place(read, words)}", inner)


def _place(part: ProofView | ReadView, words: Words) -> str:
    return f" · {words.say('label-line', line=part.location.line)}" if part.location is not None else ""


def _drawn(branches: tuple[Branch, ...], lead: str) -> Iterator[str]:
    for number, branch in enumerate(branches):
        last = number == len(branches) - 1
        yield f"{lead}{'└─' if last else '├─'} {branch.text}"
        yield from _drawn(branch.inner, lead + ("   " if last else "│  "))


def _threshold(use: ParameterUse, words: Words) -> list[str]:
    strength = words.say("evidence-" + use.strength.replace(" ", "-"))
    return [
        "",
        f"{words.say('proof-parameter').capitalize()}: {use.label}: {use.shown} ({words.say('origin-' + use.origin)})",
        f"  {words.say('label-range')}: {use.range or '–'}",
        f"  {words.say('label-default')}: {use.default}",
        *([f"  {words.say('label-variants')}: {use.variants}"] if use.variants else []),
        f"  {words.say('label-evidence')}: {use.evidence}",
        f"  {words.say('label-evidence-strength')}: {strength}",
        f"  {words.say('label-caution')}: {use.caution}",
        f"  {words.say('label-sources')}: " + ("; ".join(use.sources) or "–"),
    ]
