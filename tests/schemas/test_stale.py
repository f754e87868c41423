"""The generated files that are checked in are what the code makes."""

from __future__ import annotations

import pytest

from engine.paths import ROOT
from engine.schemas.generate import FOLDER
from tests.schemas.validators import files


@pytest.mark.parametrize("name", sorted(files()))
def test_generated_file_is_fresh(name: str) -> None:
    path = ROOT / name
    assert path.exists(), f"{name} is missing: make schemas"
    assert path.read_bytes() == files()[name], f"{name} is stale: make schemas"


def test_every_schema_file_is_generated() -> None:
    """A schema that nothing makes any more is removed."""
    here = {f"{FOLDER}/{path.name}" for path in (ROOT / FOLDER).iterdir()}
    assert here == {name for name in files() if name.startswith(FOLDER)}
