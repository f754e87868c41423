"""The review of the real knowledge, which takes seconds: made once for all tests of a session."""

from __future__ import annotations

from functools import cache

from engine.knowledge.check import Review, review
from engine.paths import KNOWLEDGE


@cache
def reviewed() -> Review:
    """What the checks say of the real knowledge."""
    return review(KNOWLEDGE)
