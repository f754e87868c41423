"""Which files make up a knowledge folder, and the digest that stands for their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.errors import KnowledgeError, Problem

SHAPES = "shapes.ttl"


def turtle_files(folder: Path) -> tuple[Path, ...]:
    """The Turtle files of a folder and those inside it, in the order of their paths; KnowledgeError where there is none."""
    found = (
        tuple(sorted(folder.rglob("*.ttl"), key=lambda path: path.relative_to(folder).as_posix()))
        if folder.is_dir()
        else ()
    )
    if not found:
        raise KnowledgeError(Problem("knowledge-folder", str(folder)))
    return found


def digest(folder: Path) -> str:
    """SHA-256 over names and bytes of the Turtle files, as 64 hexadecimal digits."""
    total = hashlib.sha256()
    for path in turtle_files(folder):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise KnowledgeError(
                Problem("knowledge-unreadable", str(path), params={"reason": str(error.strerror)})
            ) from None
        # The length keeps two files from passing for one.
        total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
