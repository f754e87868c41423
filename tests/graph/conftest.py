"""A small graph to query, so that no answer depends on what the real one says today, and a cache for the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.small import write
from tests.rules.cases import system


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of snapshots."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _environment(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the user's cache or language; commands that run in this process share one loaded system."""
    monkeypatch.setattr("engine.system.load_system", lambda cache: system())
    monkeypatch.setenv("VINCULO_CACHE", str(cache))
    monkeypatch.setenv("VINCULO_LANG", "en")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small knowledge, which the commands take for theirs."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    monkeypatch.setattr("engine.cli.graph.KNOWLEDGE", folder)
    return write(folder)
