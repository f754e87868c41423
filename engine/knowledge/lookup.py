"""Which concept a reader means: by id, or by any label in any language, whatever the accents and capitals."""

from __future__ import annotations

from collections.abc import Iterator

from engine import errors
from engine.knowledge.fold import folded
from engine.knowledge.glossary import Glossary
from engine.knowledge.model import LANGUAGES, Knowledge


def labels_of(knowledge: Knowledge, glossary: Glossary, id: str) -> Iterator[tuple[str, ...]]:
    """The labels of a concept in our three languages: the preferred ones, the alternative ones, the hidden ones."""
    entry = glossary.entries[id]
    preferred = knowledge.concepts[id].label
    yield tuple(preferred[language] for language in LANGUAGES if language in preferred)
    for labels in (entry.alternative, entry.hidden):
        yield tuple(label for language in LANGUAGES for label in labels.get(language, ()))


def meant(knowledge: Knowledge, glossary: Glossary, text: str) -> tuple[str, ...]:
    """The ids of the concepts that a text names, sorted: several where it is ambiguous, none where it names nothing.

    An id goes before labels, preferred labels before alternative ones and those before hidden ones.
    """
    if text in knowledge.concepts:
        return (text,)
    wanted = _words(text)
    ranks: tuple[list[str], ...] = ([], [], [])
    for id in knowledge.concepts:
        for rank, labels in zip(ranks, labels_of(knowledge, glossary, id), strict=True):
            if any(_words(label) == wanted for label in labels):
                rank.append(id)
    return next((tuple(sorted(rank)) for rank in ranks if rank), ())


def nearest_name(knowledge: Knowledge, glossary: Glossary, text: str) -> str | None:
    """The id or the label that is closest to a mistyped name, None where nothing is close."""
    if (id := errors.nearest(text, knowledge.concepts)) is not None:
        return id
    known = {
        _words(label): label
        for id in sorted(knowledge.concepts, reverse=True)
        for labels in reversed(tuple(labels_of(knowledge, glossary, id)))
        for label in reversed(labels)
    }
    close = errors.nearest(_words(text), known)
    return None if close is None else known[close]


def _words(text: str) -> str:
    return " ".join(folded(text).split())
