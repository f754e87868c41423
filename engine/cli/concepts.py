"""Concepts as a command names them: by id or by any of their labels."""

from __future__ import annotations

from engine.cli.context import Context
from engine.errors import Problem, UsageError
from engine.knowledge.lookup import meant, nearest_name
from engine.text.catalogue import pick


def concept_id(context: Context, name: str) -> str:
    """The id of the concept that a name means. Raises UsageError where it means none, or several."""
    system = context.system
    found = meant(system.knowledge, system.glossary, name)
    if len(found) == 1:
        return found[0]
    params = {"concept": name}
    if not found:
        near = nearest_name(system.knowledge, system.glossary, name)
        raise UsageError(Problem("unknown-concept-id", name, params=params, nearest=near))
    labels = (pick(system.knowledge.concepts[id].label, context.words.language) for id in found)
    candidates = tuple(f"{id} ({label})" for id, label in zip(found, labels, strict=True))
    raise UsageError(Problem("ambiguous-concept", name, params=params, allowed=candidates))
