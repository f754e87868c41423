"""Validators for the schemas as the code makes them now, and what the parser says of the same content."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import orjson
from jsonschema import Draft202012Validator

from engine.errors import PlanError
from engine.plan.parse import parse
from engine.read import read
from engine.schemas.generate import FOLDER, generated

UNSAYABLE = frozenset({"unknown-reference", "repeated-id", "empty-range"})
"""Problems that JSON Schema has no words for."""


@cache
def files() -> dict[str, bytes]:
    """What `make schemas` would write."""
    return generated()


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of a schema by its name: plan, rule…"""
    schema = orjson.loads(files()[f"{FOLDER}/{name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def parser_codes(content: Any) -> set[str]:
    """The codes of the problems that the parser has with a plan."""
    try:
        parse(read(json.dumps(content).encode(), "plan.json"))
    except PlanError as error:
        return {problem.code for problem in error.problems}
    return set()


def schema_problems(name: str, content: Any) -> list[str]:
    """What a schema finds wrong, each with its path."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(content)]
