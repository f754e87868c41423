"""All generated files with their contents, by path below the root of the repository."""

from __future__ import annotations

import orjson

from engine.knowledge.store import load as load_knowledge
from engine.paths import KNOWLEDGE, RULES, TEXTS
from engine.read import read
from engine.read.nodes import plain
from engine.rules.load import AREAS
from engine.schemas.kinds import Schema
from engine.schemas.pages import plan_format
from engine.schemas.plan import plan_schema
from engine.schemas.profile import profile_schema
from engine.schemas.report import report_schema
from engine.schemas.rule import cases_schema, rule_schema
from engine.text.catalogue import load_catalogue

FOLDER = "docs/schemas"


def generated() -> dict[str, bytes]:
    """The files. Raises KnowledgeError and PlanError where the files that they are made from are wrong."""
    catalogue = load_catalogue(TEXTS, None)
    areas = plain(read((RULES / AREAS).read_bytes(), AREAS).root)
    assert isinstance(areas, dict)
    schemas = {
        "plan": plan_schema(catalogue, "en", all_languages=True),
        "plan.es": plan_schema(catalogue, "es"),
        "plan.ca": plan_schema(catalogue, "ca"),
        "rule": rule_schema(areas),
        "cases": cases_schema(),
        "profile": profile_schema(load_knowledge(KNOWLEDGE, None).parameters),
        "report": report_schema(),
    }
    files = {f"{FOLDER}/{name}.schema.json": _json(schema) for name, schema in schemas.items()}
    return {**files, "docs/plan-format.md": plan_format(catalogue).encode()}


def _json(schema: Schema) -> bytes:
    return orjson.dumps(schema, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
