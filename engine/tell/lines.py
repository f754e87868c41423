"""Paragraphs, lists and headings of text for a terminal: 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from engine.report.model import Named, SourceRef

WIDTH = 80


def title(text: str) -> Iterator[str]:
    """A heading with a line under it."""
    yield from wrapped("", text)
    yield "─" * WIDTH


def labelled(label: str, text: str) -> Iterator[str]:
    """A text with what it is in front of it."""
    yield from wrapped("", f"{label}: {text}")


def paragraph(label: str, text: str) -> Iterator[str]:
    """A labelled text with a blank line before it; nothing where there is no text."""
    if text:
        yield ""
        yield from labelled(label, text)


def listed(label: str, items: Iterable[str]) -> Iterator[str]:
    """A list under its label; nothing where it is empty."""
    lines = tuple(items)
    if lines:
        yield from ("", *wrapped("", f"{label}:"))
    for line in lines:
        yield from wrapped("  - ", line)


def wrapped(lead: str, text: str) -> list[str]:
    """A paragraph of at most 80 columns whose further lines hang under the first."""
    hang = " " * (len(lead) or 2)
    return textwrap.wrap(
        text, WIDTH, initial_indent=lead, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )


def named(named: Named) -> str:
    """A name with its id."""
    return f"{named.label} [{named.id}]"


def cited(sources: tuple[SourceRef, ...]) -> str:
    """Sources in a few words: ids of statements, or that it is domain knowledge."""
    return ", ".join(source.id if source.locator else source.document for source in sources)
