"""What the YAML parsers complain about, told apart by what the writer has to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.read.limits import MAX_DEPTH, shown

if TYPE_CHECKING:
    from collections.abc import Callable

Place = tuple[int, int]
"""Line and column, 1-based."""
Explained = tuple[str, Place, dict[str, str]]
"""Problem code, where to point, parameters."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A parser's complaint: its words, what it was doing, where it stopped, where what it was doing began."""

    words: str
    context: str
    place: Place
    begin: Place


def explain(fault: Fault, lines: list[str]) -> Explained:
    """The problem code of a complaint, its best place, its parameters (`detail`: the parser's own words)."""
    complaint = f"{fault.context}; {fault.words}"
    for pattern, handler in _HANDLERS:
        if pattern.search(complaint):
            code, place, params = handler(fault, lines)
            break
    else:
        code, place, params = "yaml-syntax", fault.place, {}
    if code in ("yaml-indent", "yaml-no-colon", "yaml-after-value"):
        code, place = _tab_instead(code, place, lines)
    return code, place, {**params, "detail": fault.words}


def _colon(fault: Fault, lines: list[str]) -> Explained:
    # a second ": " on the line is a value in need of quotes; the first one, a line that stands too far in
    inner = ": " in _before(lines, fault.place)
    return ("yaml-colon" if inner else "yaml-indent"), fault.place, {}


def _bracket(fault: Fault, lines: list[str]) -> Explained:
    opening = _at(lines, fault.begin)
    return "unclosed-bracket", fault.begin, {"open": opening, "close": "]" if opening == "[" else "}"}


def _escape(fault: Fault, lines: list[str]) -> Explained:
    line, column = fault.place
    start = lines[line - 1].rfind("\\", 0, column) if line <= len(lines) else -1
    if start < 0:
        return "unknown-escape", fault.place, {"found": "\\"}
    return "unknown-escape", (line, start + 1), {"found": lines[line - 1][start : start + 2]}


def _quote(fault: Fault, lines: list[str]) -> Explained:
    return "unclosed-quote", fault.begin, {"quote": _at(lines, fault.begin)}


def _character(fault: Fault, lines: list[str]) -> Explained:
    return _bad_start(fault.place, lines)


def _character_before(fault: Fault, lines: list[str]) -> Explained:
    return _bad_start(fault.begin, lines)


def _collection_end(fault: Fault, lines: list[str]) -> Explained:
    alone = not _before(lines, fault.place).strip(" -?")
    return ("yaml-indent" if alone else "yaml-after-value"), fault.place, {}


def _document_end(fault: Fault, lines: list[str]) -> Explained:
    first = next((n for n, line in enumerate(lines, 1) if line and line[0] not in " #"), 1)
    if lines[first - 1].startswith("%"):
        return "directive-not-allowed", (first, 1), {"found": shown(lines[first - 1])}
    return "yaml-after-value", fault.place, {}


def _directive(fault: Fault, lines: list[str]) -> Explained:
    return "directive-not-allowed", fault.begin, {"found": shown(lines[fault.begin[0] - 1])}


_WORDS: tuple[tuple[str, Callable[[Fault, list[str]], Explained]], ...] = (
    (r"mapping values are not allowed", _colon),
    (r"tab character", lambda fault, _: ("yaml-tab", fault.place, {})),
    (r"nesting depth", lambda fault, _: ("too-deep", fault.place, {"limit": str(MAX_DEPTH)})),
    (r"cannot start any token|sequence entries are not|mapping keys are not", _character),
    (r"node content|found unexpected ':'", _character),
    (r"could not find expected ':'", lambda fault, _: ("yaml-no-colon", fault.begin, {})),
    (r"expected ',' or '[]}]'", _bracket),
    (r"quoted scalar; .*(?:escape|hexdecimal|hexadecimal)", _escape),
    (r"quoted scalar; ", _quote),
    (r"(?:alias|anchor|tag|block scalar); |undefined tag handle", _character_before),
    (r"directive; |incompatible YAML", _directive),
    (r"did not find expected key|'-' indicator|expected <block end>", _collection_end),
    (r"expected '?<document start>", _document_end),
)
"""Words of libyaml and of the Python parser (context; complaint), what explains them; first match wins."""
_HANDLERS = tuple((re.compile(pattern), handler) for pattern, handler in _WORDS)


def _bad_start(place: Place, lines: list[str]) -> Explained:
    character = _at(lines, place)
    if character == "\t":
        return "yaml-tab", place, {}
    if not character:
        return "unexpected-end", place, {}
    return "yaml-character", place, {"character": character}


def _tab_instead(code: str, place: Place, lines: list[str]) -> tuple[str, Place]:
    """A tab among the leading blanks of the line explains it better."""
    line = lines[place[0] - 1] if place[0] <= len(lines) else ""
    tab = line[: len(line) - len(line.lstrip())].find("\t")
    return (code, place) if tab < 0 else ("yaml-tab", (place[0], tab + 1))


def _before(lines: list[str], place: Place) -> str:
    line, column = place
    return lines[line - 1][: column - 1] if line <= len(lines) else ""


def _at(lines: list[str], place: Place) -> str:
    line, column = place
    return lines[line - 1][column - 1 : column] if line <= len(lines) else ""
