"""Loading with a snapshot: Turtle is read once per content, later loads read the plain data kept for its digest."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from engine.knowledge.files import digest
from engine.knowledge.glossary import Claim, Collection, Entry, Glossary
from engine.knowledge.model import Citation, Concept, Knowledge, Parameter, Relation, Source, Statement
from engine.snapshot import makers, pack, read_snapshot, unpack, write_snapshot

LAYOUT = ".".join(
    f"{kind.__name__}:{','.join(field.name for field in fields(kind))}"
    for kind in (
        Concept,
        Relation,
        Citation,
        Parameter,
        Source,
        Statement,
        Knowledge,
        Entry,
        Claim,
        Collection,
        Glossary,
    )
)
"""The shape of a snapshot, kept inside it: one that was written by other dataclasses is not read."""


def load(folder: Path, cache_dir: Path | None) -> Knowledge:
    """The knowledge of a folder, from the snapshot in `cache_dir` where it fits; the cache may fail, the load does not.

    Raises KnowledgeError as `graph.build` does.
    """
    key = "" if cache_dir is None else digest(folder)
    kept = read_snapshot(cache_dir, f"knowledge-{key}")
    if isinstance(kept, list) and kept[:2] == [LAYOUT, key]:
        return _restore(kept[1:])
    return _build(folder, cache_dir)[0]


def load_glossary(folder: Path, cache_dir: Path | None) -> Glossary:
    """The glossary of a folder, as `load` loads its knowledge."""
    key = "" if cache_dir is None else digest(folder)
    kept = read_snapshot(cache_dir, f"glossary-{key}")
    if isinstance(kept, list) and kept[:2] == [LAYOUT, key]:
        glossary: Glossary = unpack(kept[2], makers(Glossary, Entry, Claim, Collection))
        return glossary
    return _build(folder, cache_dir)[1]


def _build(folder: Path, cache_dir: Path | None) -> tuple[Knowledge, Glossary]:
    # Imported on a miss only: a warm start reads no Turtle. One reading serves both snapshots.
    from engine.knowledge.graph import build

    knowledge, glossary = build(folder)
    write_snapshot(cache_dir, f"knowledge-{knowledge.digest}", [LAYOUT, *_rows(knowledge)])
    write_snapshot(cache_dir, f"glossary-{knowledge.digest}", [LAYOUT, knowledge.digest, pack(glossary)])
    return knowledge, glossary


def _rows(knowledge: Knowledge) -> list[Any]:
    """Plain data, records as the list of their values: smaller and quicker to read than objects with keys."""

    def table(records: Any) -> list[Any]:
        return [[getattr(record, field.name) for field in fields(record)] for record in records]

    parameters = table(knowledge.parameters.values())
    for row in parameters:
        row[_CITATIONS] = table(row[_CITATIONS])
    return [
        knowledge.digest,
        knowledge.version,
        table(knowledge.concepts.values()),
        table(knowledge.relations),
        parameters,
        table(knowledge.sources.values()),
        table(knowledge.statements.values()),
    ]


_CITATIONS = [field.name for field in fields(Parameter)].index("sources")


def _restore(data: list[Any]) -> Knowledge:
    key, version, concepts, relations, parameters, sources, statements = data
    for row in parameters:
        row[_CITATIONS] = tuple(Citation(*citation) for citation in row[_CITATIONS])
    return Knowledge(
        version,
        key,
        {
            id: Concept(id, label, why, tuple(up), tuple(own), tuple(notes), basis, dimension, tuple(paths))
            for id, label, why, up, own, notes, basis, dimension, paths in concepts
        },
        tuple(Relation(start, kind, end, strength, tuple(by)) for start, kind, end, strength, by in relations),
        {row[0]: Parameter(*row) for row in parameters},
        {row[0]: Source(*row) for row in sources},
        {row[0]: Statement(*row) for row in statements},
    )
