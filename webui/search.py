"""Searching names: every word of the question somewhere in the text, whatever the accents and capitals."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Text without accents and capitals."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def matches(question: str, *texts: str) -> bool:
    """Whether every word of a question stands in one of the texts; an empty question matches all."""
    found = folded(" ".join(texts))
    return all(word in found for word in folded(question).split())
