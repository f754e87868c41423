"""Words as they are compared: without accents, capitals and outer spaces."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Text without accents and capitals."""
    parts = unicodedata.normalize("NFKD", text.strip())
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()
