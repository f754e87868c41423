"""JSON (RFC 8259, strictly) to nodes with places, which the reader of the standard library does not keep."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.errors import PlanError, Span, nearest
from engine.read.limits import Tally, shown
from engine.read.nodes import Document, Entry, Mapping, Node, Scalar, ScalarKind, Sequence

_SPACE = r"[ \t\n\r]*"
_ESCAPE = r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})'
_INT = r"-?(?:0|[1-9][0-9]*)"
_VALUE = re.compile(
    rf'{_SPACE}(?:"(?P<simple>[^"\\\x00-\x1f]*)"'
    rf'|"(?P<escaped>[^"\\\x00-\x1f]*(?:{_ESCAPE}[^"\\\x00-\x1f]*)*)"'
    rf"|(?P<int>{_INT})(?![\w.+-])"
    rf"|(?P<float>{_INT}(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+))(?![\w.+-])"
    r"|(?P<word>true|false|null)(?!\w)"
    r"|(?P<list>\[)|(?P<object>\{))"
)
_KEY = re.compile(
    rf'{_SPACE}(?:"(?P<simple>[^"\\\x00-\x1f]*)"'
    rf'|"(?P<escaped>[^"\\\x00-\x1f]*(?:{_ESCAPE}[^"\\\x00-\x1f]*)*)"){_SPACE}:'
)
_STRING_START = re.compile(rf'"[^"\\\x00-\x1f]*(?:{_ESCAPE}[^"\\\x00-\x1f]*)*')
_AFTER = re.compile(rf"{_SPACE}([,\]}}])")
_BLANK = re.compile(_SPACE)
_ESCAPED = re.compile(r"\\(?:u([dD][89abAB]..)\\u([dD][c-fC-F]..)|u(....)|(.))")
_LONE = re.compile("[\ud800-\udfff]")
_LETTERS = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, ScalarKind] = {"true": "bool", "false": "bool", "null": "null"}
_VALUES = ('"…"', "{…}", "[…]", "123", "true", "false", "null")
_CHUNK = re.compile(r'"|[\w.+-]+|.', re.DOTALL)
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9]")
_NON_FINITE = re.compile(r"[-+]?(?:nan|inf|infinity)", re.IGNORECASE)


@dataclass(slots=True)
class _Reading:
    """Where the reader stands: `at` in the text, and the line that holds the last place asked for."""

    text: str
    tally: Tally
    at: int = 0
    line: int = 1
    line_start: int = 0
    line_end: int = 0


def read_json(text: str, name: str) -> Document:
    """The document of a JSON text whose lines end in line feeds; PlanError with every place that is wrong."""
    reading = _Reading(text, Tally(name), line_end=_line_end(text, 0))
    if not text.strip(" \t\n\r"):
        raise reading.tally.halt("empty-document", 1, 1, {})
    root = _value(reading, 1)
    rest = _skip_blank(reading)
    if rest < len(text):
        raise _fault(reading, rest, "json-trailing-text")
    if reading.tally.problems:
        raise PlanError(reading.tally.problems)
    return Document(name, text, root)


def _value(reading: _Reading, depth: int) -> Node:
    found = _VALUE.match(reading.text, reading.at)
    if found is None or found.lastgroup is None:
        raise _value_fault(reading)
    group = found.lastgroup
    start = found.start(group)
    reading.at = found.end()
    if group in ("simple", "escaped"):
        start -= 1
    line, column = _place(reading, start)
    reading.tally.count(depth, line, column)
    if group == "list":
        return _list(reading, line, column, depth)
    if group == "object":
        return _object(reading, line, column, depth)
    span = Span(line, column, line, column + reading.at - start)
    return _scalar(reading, found.group(group), group, span)


def _scalar(reading: _Reading, text: str, group: str, span: Span) -> Scalar:
    if group == "simple":
        return Scalar(text, "text", span)
    if group == "escaped":
        return Scalar(_unescape(reading, text, span), "text", span)
    if group == "word":
        return Scalar(text, _WORDS[text], span)
    kind: ScalarKind = "int" if group == "int" else "float"
    reading.tally.check_number(text, kind, span)
    return Scalar(text, kind, span)


def _list(reading: _Reading, line: int, column: int, depth: int) -> Sequence:
    items: list[Node] = []
    more = not _closes_at_once(reading, "]")
    while more:
        items.append(_value(reading, depth + 1))
        more = _goes_on(reading, "]", (line, column))
    end_line, end_column = _place(reading, reading.at)
    return Sequence(tuple(items), Span(line, column, end_line, end_column))


def _object(reading: _Reading, line: int, column: int, depth: int) -> Mapping:
    entries: dict[str, Entry] = {}
    more = not _closes_at_once(reading, "}")
    while more:
        key, span = _key(reading)
        reading.tally.add(entries, key, span, _value(reading, depth + 1))
        more = _goes_on(reading, "}", (line, column))
    end_line, end_column = _place(reading, reading.at)
    return Mapping(entries, Span(line, column, end_line, end_column))


def _key(reading: _Reading) -> tuple[str, Span]:
    found = _KEY.match(reading.text, reading.at)
    if found is None or found.lastgroup is None:
        raise _key_fault(reading)
    group = found.lastgroup
    start, end = found.span(group)
    line, column = _place(reading, start - 1)
    span = Span(line, column, line, column + end - start + 2)
    reading.at = found.end()
    key = found.group(group)
    return (key if group == "simple" else _unescape(reading, key, span)), span


def _closes_at_once(reading: _Reading, bracket: str) -> bool:
    found = _AFTER.match(reading.text, reading.at)
    if found is None or found.group(1) != bracket:
        return False
    reading.at = found.end()
    return True


def _goes_on(reading: _Reading, bracket: str, opened: tuple[int, int]) -> bool:
    """Step over the comma (True) or the closing bracket (False) that must follow a member."""
    found = _AFTER.match(reading.text, reading.at)
    if found is not None and found.group(1) in (",", bracket):
        reading.at = found.end()
        return found.group(1) == ","
    after = _skip_blank(reading)
    if after == len(reading.text):
        raise _unclosed(reading, bracket, opened)
    raise _fault(reading, after, "json-syntax", (",", bracket))


def _unescape(reading: _Reading, text: str, span: Span) -> str:
    plain = _ESCAPED.sub(_character, text)
    lone = _LONE.search(plain)
    if lone is not None:
        escape = f"\\u{ord(lone.group()):04x}"
        reading.tally.note("json-lone-surrogate", span.line, span.column, found=escape)
    return plain


def _character(found: re.Match[str]) -> str:
    high, low, code, letter = found.groups()
    if letter is not None:
        return _LETTERS[letter]
    if code is not None:
        return chr(int(code, 16))
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)


def _place(reading: _Reading, offset: int) -> tuple[int, int]:
    """Line and column of an offset; offsets must be asked for in rising order."""
    while offset > reading.line_end:
        reading.line += 1
        reading.line_start = reading.line_end + 1
        reading.line_end = _line_end(reading.text, reading.line_start)
    return reading.line, offset - reading.line_start + 1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _skip_blank(reading: _Reading) -> int:
    found = _BLANK.match(reading.text, reading.at)
    return reading.at if found is None else found.end()


def _fault(reading: _Reading, offset: int, code: str, allowed: tuple[str, ...] = ()) -> PlanError:
    found = _chunk(reading.text, offset)
    if code == "json-syntax" and found in ("/", "#"):
        code, allowed = "json-comment", ()
    line, column = _place(reading, offset)
    near = nearest(found, ("true", "false", "null")) if "null" in allowed else None
    return reading.tally.halt(code, line, column, {"found": shown(found)}, allowed, near)


def _value_fault(reading: _Reading) -> PlanError:
    """Why no value begins where one must."""
    at = _skip_blank(reading)
    found = _chunk(reading.text, at)
    if not found:
        return _end_fault(reading, at)
    if _follows_comma(reading, found):
        return _fault(reading, reading.at - 1, "json-trailing-comma")
    if found == '"':
        return _string_fault(reading, at)
    if found == "'":
        return _fault(reading, at, "json-single-quote")
    if _NON_FINITE.fullmatch(found):
        return _fault(reading, at, "non-finite-number")
    if _NUMBER_LIKE.match(found):
        return _fault(reading, at, "json-number")
    return _fault(reading, at, "json-syntax", _VALUES)


def _key_fault(reading: _Reading) -> PlanError:
    """Why no key with its colon begins where one must."""
    at = _skip_blank(reading)
    found = _chunk(reading.text, at)
    if not found:
        return _end_fault(reading, at)
    if _follows_comma(reading, found):
        return _fault(reading, reading.at - 1, "json-trailing-comma")
    if found == "'":
        return _fault(reading, at, "json-single-quote")
    if found != '"':
        word = found[0].isalnum() or found[0] == "_"
        return _fault(reading, at, "json-key-quotes" if word else "json-syntax", () if word else ('"…"',))
    string = _VALUE.match(reading.text, at)
    if string is None:
        return _string_fault(reading, at)
    reading.at = string.end()
    after = _skip_blank(reading)
    return _fault(reading, after, "json-syntax", (":",)) if _chunk(reading.text, after) else _end_fault(reading, after)


def _follows_comma(reading: _Reading, found: str) -> bool:
    return found in ("]", "}") and reading.text[reading.at - 1 : reading.at] == ","


def _string_fault(reading: _Reading, start: int) -> PlanError:
    good = _STRING_START.match(reading.text, start)
    stop = start if good is None else good.end()
    rest = reading.text[stop : stop + 1]
    if rest in ("", "\n", "\r"):
        line, column = _place(reading, start)
        return reading.tally.halt("unclosed-quote", line, column, {"quote": '"'})
    line, column = _place(reading, stop)
    if rest == "\\":
        length = 6 if reading.text[stop + 1 : stop + 2] == "u" else 2
        escape = reading.text[stop : stop + length].partition('"')[0]
        return reading.tally.halt("unknown-escape", line, column, {"found": shown(escape)})
    return reading.tally.halt("control-character", line, column, {"character": f"U+{ord(rest):04X}"})


def _unclosed(reading: _Reading, bracket: str, opened: tuple[int, int]) -> PlanError:
    opening = "[" if bracket == "]" else "{"
    return reading.tally.halt("unclosed-bracket", *opened, {"open": opening, "close": bracket})


def _end_fault(reading: _Reading, at: int) -> PlanError:
    line, column = _place(reading, at)
    return reading.tally.halt("unexpected-end", line, column, {})


def _chunk(text: str, offset: int) -> str:
    """The word or the character at an offset; empty at the end of the text."""
    found = _CHUNK.match(text, offset)
    return "" if found is None else found.group()
