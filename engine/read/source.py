"""From a path to bytes, and from bytes to text; what is no UTF-8 text is refused, with its place if known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.errors import PlanError, Problem, UsageError, nearest

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2_000_000
"""Largest input, in bytes."""

_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UTF8_MARK = b"\xef\xbb\xbf"
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (docx, xlsx, pptx, odt)"),
    (b"\xd0\xcf\x11\xe0", "doc, xls, ppt"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_bytes(path: Path) -> bytes:
    """The content of a file; UsageError when it cannot be had, PlanError when it is longer than MAX_BYTES."""
    name = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(Problem("not-found", name, nearest=_nearest_sibling(path))) from None
    except IsADirectoryError:
        raise UsageError(Problem("is-directory", name)) from None
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise UsageError(Problem("unreadable", name, params={"detail": detail})) from None
    except ValueError as error:  # a path that holds a NUL or cannot be encoded
        raise UsageError(Problem("unreadable", name, params={"detail": str(error)})) from None
    _refuse_too_big(data, name)
    return data


def decode(data: bytes, name: str) -> str:
    r"""The text of UTF-8 bytes without byte order mark, lines ended by \n; PlanError for other bytes."""
    _refuse_too_big(data, name)
    _refuse_other_formats(data, name)
    body = data.removeprefix(_UTF8_MARK)
    try:
        text = _unify_line_ends(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PlanError(_encoding_problem(body, error.start, name)) from None
    if not text.strip():
        raise PlanError(Problem("empty-document", name))
    refuse_characters(text, name, _CONTROL)
    return text


def refuse_characters(text: str, name: str, forbidden: re.Pattern[str]) -> None:
    """Raise PlanError at the first character that `forbidden` finds."""
    found = forbidden.search(text)
    if found is None:
        return
    line, column = place_after(text[: found.start()])
    code = f"U+{ord(found.group()):04X}"
    raise PlanError(Problem("control-character", name, line, column, {"character": code}))


def place_after(text: str) -> tuple[int, int]:
    """Line and column, 1-based, of what would follow `text`."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refuse_too_big(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise PlanError(Problem("too-big", name, params={"limit": str(MAX_BYTES)}))


def _refuse_other_formats(data: bytes, name: str) -> None:
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            raise PlanError(_wrong_encoding(name, (1, 1), data[0], encoding))
    for signature, form in _SIGNATURES:
        if data.startswith(signature):
            raise PlanError(Problem("other-format", name, params={"format": form}))
    if b"\x00" in data:
        raise PlanError(Problem("binary-file", name))


def _encoding_problem(body: bytes, start: int, name: str) -> Problem:
    before = _unify_line_ends(body[:start].decode("utf-8"))
    place = place_after(before)
    if not before.isascii():  # earlier accents were good UTF-8, so another encoding is not the reason
        return Problem("damaged-utf-8", name, *place, {"byte": _hex(body[start])})
    return _wrong_encoding(name, place, body[start], "Windows-1252")


def _wrong_encoding(name: str, place: tuple[int, int], byte: int, encoding: str) -> Problem:
    return Problem("wrong-encoding", name, *place, {"byte": _hex(byte), "encoding": encoding})


def _hex(byte: int) -> str:
    return f"0x{byte:02X}"


def _nearest_sibling(path: Path) -> str | None:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return None
    found = nearest(path.name, names)
    return None if found is None else str(path.parent / found)
