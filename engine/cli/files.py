"""Files of the command line: what is read, also from standard input, and where a report goes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from engine.errors import PlanError, Problem, UsageError
from engine.read.source import MAX_BYTES, read_bytes

STANDARD_INPUT = "-"


def read_input(name: str) -> tuple[bytes, str]:
    """The content of a file and its name as text; "-" is standard input. Raises UsageError and PlanError."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1), printable(name)
    try:
        return read_bytes(Path(name)), printable(name)
    except (UsageError, PlanError) as error:
        problems = [replace(p, file=printable(p.file), nearest=printable(p.nearest or "")) for p in error.problems]
        raise type(error)(problems) from None


def printable(name: str) -> str:
    """A file's name with a question mark for every byte that is no UTF-8: no report can hold such bytes."""
    return "stdin" if name == STANDARD_INPUT else name.encode("utf-8", "replace").decode()


def names_of(plans: Iterable[str]) -> list[str]:
    """A name for each plan's report: the plan's, with a number where an earlier plan has the same."""
    names: list[str] = []
    for plan in plans:
        name = stem = Path(plan).stem
        number = 1
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.append(name)
    return names


def save(path: Path, content: bytes) -> None:
    """Write a file. One that is there is replaced whole, so that nobody reads half a report. Raises UsageError.

    Links and devices are written through: replacing would put a file where they were.
    """
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            with path.open("wb") as file:
                file.write(content)
        else:
            _replace(path, content)
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise UsageError(Problem("not-writable", printable(str(path)), params={"detail": detail})) from None


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask()
    handle, name = tempfile.mkstemp(prefix=".vinculo-", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        part.write_bytes(content)
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _mask() -> int:
    """The permissions that this process takes from new files: there is no way to read them but to set them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
