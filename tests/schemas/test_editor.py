"""The settings for editors: the page shows those of the repository, and they give every file its schema."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

import pytest

from engine.paths import ROOT

SETTINGS: dict[str, Any] = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))


def schemas_of(path: str) -> list[str]:
    """The schemas that the settings give a YAML file: those with a pattern for it and no exception."""
    found = []
    for schema, patterns in SETTINGS["yaml.schemas"].items():
        patterns = [patterns] if isinstance(patterns, str) else patterns
        fits = [PurePosixPath(path).match(pattern.removeprefix("!")) for pattern in patterns]
        if any(f for f, p in zip(fits, patterns, strict=True) if p[0] != "!") and not any(
            f for f, p in zip(fits, patterns, strict=True) if p[0] == "!"
        ):
            found.append(schema.removeprefix("docs/schemas/").removesuffix(".schema.json"))
    return found


def test_the_page_shows_the_settings() -> None:
    (shown,) = re.findall(r"^```json\n(.*?)^```", (ROOT / "docs" / "editor.md").read_text("utf-8"), re.M | re.S)
    assert json.loads(shown) == SETTINGS


def test_schemas_exist() -> None:
    named = [*SETTINGS["yaml.schemas"], *(entry["url"] for entry in SETTINGS["json.schemas"])]
    assert len(named) == 7
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    ("path", "schemas"),
    [
        ("examples/case02-cafe.es.yaml", ["plan.es"]),
        ("examples/healthy-b2b.ca.yaml", ["plan.ca"]),
        ("examples/case05-telecom.en.yaml", ["plan"]),
        ("rules/budget/no-contingency.yaml", ["rule"]),
        ("rules/budget/no-contingency.cases.yaml", ["cases"]),
        ("rules/areas.yaml", []),
        ("house.profile.yaml", ["profile"]),
    ],
)
def test_every_kind_of_file_has_its_schema(path: str, schemas: list[str]) -> None:
    assert schemas_of(path) == schemas


def test_every_example_has_a_schema() -> None:
    examples = sorted((ROOT / "examples").glob("*.yaml"))
    assert [path.name for path in examples if len(schemas_of(f"examples/{path.name}")) != 1] == []
