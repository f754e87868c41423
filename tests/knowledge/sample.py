"""Draws the concept cards that a second reader goes over in each language: `python -m tests.knowledge.sample`."""

from __future__ import annotations

import random

from engine.knowledge.store import load
from engine.paths import KNOWLEDGE

SEED = 3
CARDS = 20


def drawn() -> list[str]:
    """The ids of the cards, the same at every call while the concepts are the same."""
    return sorted(random.Random(SEED).sample(sorted(load(KNOWLEDGE, None).concepts), CARDS))


if __name__ == "__main__":
    print("\n".join(drawn()))
