"""The text form of one condition: a closed set of sentence patterns, tried in order. See `docs/rules.md`."""

from __future__ import annotations

import re
from typing import cast

from engine.plan.values import Operator
from engine.rules.conditions import (
    Compare,
    Concluded,
    Condition,
    Constant,
    Each,
    EvidenceRef,
    FieldRef,
    Is,
    MeasureRef,
    OneOf,
    Operand,
    OptionWord,
    ParameterRef,
    Refers,
    Related,
    StateWord,
)

STATE_WORDS = ("stated", "missing", "absent", "tbd", "not-applicable", "true", "false")
RELATIONS = (
    "requires",
    "precedes",
    "leads-to",
    "mitigates",
    "prevents",
    "part-of",
    "measured-by",
    "conflicts-with",
    "supports",
)
PATTERNS = (
    "each VAR in COLLECTION", "each VAR in VAR.COLLECTION", "each VAR in concepts under CONCEPT",
    "FIELD is " + "|".join(STATE_WORDS), "OPERAND = != < <= > >= OPERAND", "FIELD in|not in [OPTION, …]",
    "FIELD has|lacks OPTION", "FIELD has any of|lacks all of [OPTION, …]", "VAR.FIELD refers to VAR",
    "CONCLUSION is concluded [for VAR] [by RULE|by an error|by 2 rules|by P.parameter rules|in 2 areas]", "VAR RELATION VAR [hard]",
)  # fmt: skip
NUMBERS = ("0", "1", "2")
"""The only numbers that a rule may write: all others are parameters."""

_NAME = r"[a-z][a-z0-9_-]*"
_PATH = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
_EACH = re.compile(rf"each (?P<var>[a-z][a-z0-9]*) in (?:concepts under (?P<concept>{_NAME})|(?P<path>{_PATH}))")
_IS = re.compile(rf"(?P<operand>\S+) is (?P<word>{'|'.join(STATE_WORDS)})")
_COMPARE = re.compile(r"(?P<left>\S+) (?P<op>!=|<=|>=|=|<|>) (?P<right>\S+)")
_ONE_OF = re.compile(r"(?P<operand>\S+) (?P<word>in|not in|has any of|lacks all of) \[(?P<options>[^\]]*)\]")
_HAS = re.compile(rf"(?P<operand>\S+) (?P<word>has|lacks) (?P<option>{_NAME})")
_REFERS = re.compile(rf"(?P<var>[a-z][a-z0-9]*)\.(?P<path>{_PATH}) refers to (?P<target>[a-z][a-z0-9]*)")
_CONCLUDED = re.compile(
    rf"(?P<name>{_NAME}) is concluded(?: for (?P<argument>{_NAME}))?"
    rf"(?: by (?:(?P<error>an error)|(?P<rules>2|P\.{_NAME}) rules|(?P<rule>{_NAME})))?(?: in (?P<areas>2) areas)?"
)
_RELATED = re.compile(
    rf"(?P<left>[a-z][a-z0-9]*) (?P<kind>{'|'.join(RELATIONS)}) (?P<right>[a-z][a-z0-9]*)(?P<hard> hard)?"
)
_EVIDENCE = re.compile(
    rf"(?P<concept>[a-z][a-z0-9]*)\.evidence(?:\((?P<item>[a-z][a-z0-9]*)\))?(?:\.(?P<path>{_PATH}))?"
)
_MEASURE = re.compile(rf"M\.(?P<id>{_NAME})(?:\((?P<var>[a-z][a-z0-9]*)\))?")


def parse_condition(text: str, variables: frozenset[str]) -> Condition | None:
    """The condition that a line of text states; None where it follows no pattern. `variables` are those in scope."""
    text = " ".join(text.split())
    if match := _EACH.fullmatch(text):
        return _each(match, variables)
    if match := _CONCLUDED.fullmatch(text):
        return _concluded(match)
    if match := _REFERS.fullmatch(text):
        return Refers(FieldRef(match["var"], match["path"]), match["target"])
    if match := _IS.fullmatch(text):
        operand = parse_operand(match["operand"], variables, leading=True)
        if isinstance(operand, FieldRef | EvidenceRef | MeasureRef):
            return Is(operand, cast(StateWord, match["word"]))
        return None
    if match := _COMPARE.fullmatch(text):
        left = parse_operand(match["left"], variables, leading=True)
        right = parse_operand(match["right"], variables)
        return Compare(left, cast(Operator, match["op"]), right) if left and right else None
    if match := _ONE_OF.fullmatch(text):
        options = tuple(option.strip() for option in match["options"].split(",") if option.strip())
        return _one_of(match["operand"], match["word"], options, variables)
    if match := _HAS.fullmatch(text):
        word = "has any of" if match["word"] == "has" else "lacks all of"
        return _one_of(match["operand"], word, (match["option"],), variables)
    if match := _RELATED.fullmatch(text):
        return Related(match["left"], match["kind"], match["right"], bool(match["hard"]))
    return None


def parse_operand(text: str, variables: frozenset[str], leading: bool = False) -> Operand | None:
    """A field, the evidence of a concept, a parameter, a measure, or a constant; None where the text is none of them.

    A single word is a section of the plan where it leads a condition ("mission is missing"), else an option.
    """
    if text.startswith("P."):
        return ParameterRef(text[2:]) if re.fullmatch(_NAME, text[2:]) else None
    if match := _MEASURE.fullmatch(text):
        return MeasureRef(match["id"], match["var"] or "")
    if (match := _EVIDENCE.fullmatch(text)) and match["concept"] in variables:
        return EvidenceRef(match["concept"], match["item"] or "", match["path"] or "")
    if re.fullmatch(_PATH, text):
        first, _, rest = text.partition(".")
        if first in variables:
            return FieldRef(first, rest) if rest else None
        if rest:
            return FieldRef("", text)
    if text in NUMBERS or re.fullmatch(_NAME, text):
        return FieldRef("", text) if leading and text not in NUMBERS else Constant(text)
    return None


def _each(match: re.Match[str], variables: frozenset[str]) -> Each:
    if match["concept"]:
        return Each(match["var"], "concept", concept=match["concept"])
    first, _, rest = match["path"].partition(".")
    if first in variables and rest:
        return Each(match["var"], rest, parent=first)
    return Each(match["var"], match["path"])


def _concluded(match: re.Match[str]) -> Concluded:
    return Concluded(
        match["name"],
        match["argument"] or "",
        match["rule"] or "",
        "error" if match["error"] else "",
        _how_many(match["rules"] or "1"),
        int(match["areas"] or 1),
    )


def _how_many(text: str) -> int | ParameterRef:
    return ParameterRef(text[2:]) if text.startswith("P.") else int(text)


def _one_of(operand: str, word: str, options: tuple[str, ...], variables: frozenset[str]) -> OneOf | None:
    parsed = parse_operand(operand, variables, leading=True)
    if not isinstance(parsed, FieldRef | EvidenceRef) or not options:
        return None
    return OneOf(parsed, cast(OptionWord, word), options)
