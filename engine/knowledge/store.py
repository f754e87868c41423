"""Loading with a snapshot: Turtle is read once per content, later loads read JSON of the same digest."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from engine.knowledge import graph
from engine.knowledge.files import digest
from engine.knowledge.model import Citation, Concept, Knowledge, Parameter, Relation, Source, Statement

# Part of the file name: a snapshot of another layout is never read. Raise it when a dataclass of `model` changes.
LAYOUT = 1


def load(folder: Path, cache_dir: Path | None) -> Knowledge:
    """The knowledge of a folder, from the snapshot in `cache_dir` where it fits; the cache may fail, the load does not.

    Raises KnowledgeError as `graph.build` does.
    """
    if cache_dir is None:
        return graph.build(folder)
    key = digest(folder)
    path = cache_dir / f"knowledge-{LAYOUT}-{key}.json"
    found = _read(path, key)
    if found is None:
        found = graph.build(folder)
        _write(path, found)
    return found


def _read(path: Path, key: str) -> Knowledge | None:
    """The snapshot, or None where it is missing, damaged or of other content."""
    try:
        found = _restore(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return found if found.digest == key else None


def _write(path: Path, knowledge: Knowledge) -> None:
    """Writes beside and renames, so that a reader never sees half a snapshot; gives up silently on a file system error."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(orjson.dumps(knowledge))
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)


def _restore(data: Mapping[str, Any]) -> Knowledge:
    concepts = {
        key: Concept(**c | {k: tuple(c[k]) for k in ("broader", "statements", "notes", "evidenced_by")})
        for key, c in data["concepts"].items()
    }
    relations = tuple(Relation(**r | {"justified_by": tuple(r["justified_by"])}) for r in data["relations"])
    parameters = {
        key: Parameter(**p | {"sources": tuple(Citation(**c) for c in p["sources"])})
        for key, p in data["parameters"].items()
    }
    sources = {key: Source(**s) for key, s in data["sources"].items()}
    statements = {key: Statement(**s) for key, s in data["statements"].items()}
    return Knowledge(data["version"], data["digest"], concepts, relations, parameters, sources, statements)
