"""Searching names: every word of the question somewhere in the text, whatever the accents and capitals."""

from __future__ import annotations

from engine.knowledge.fold import folded


def matches(question: str, *texts: str) -> bool:
    """Whether every word of a question stands in one of the texts; an empty question matches all."""
    found = folded(" ".join(texts))
    return all(word in found for word in folded(question).split())
