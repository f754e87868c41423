"""Frozen files: compared byte by byte, written anew only where VINCULO_GOLDEN=update asks for it."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent


def check(name: str, content: bytes) -> None:
    """Compare content with the frozen file of a name."""
    path = FOLDER / name
    if os.environ.get("VINCULO_GOLDEN") == "update":
        path.write_bytes(content)
    assert path.exists(), f"{name} is not frozen yet: run the test with VINCULO_GOLDEN=update and read what it writes"
    frozen = path.read_bytes().decode().splitlines()
    assert content.decode().splitlines() == frozen, f"{name} has changed: read the difference, then update it"
    assert content == path.read_bytes()
