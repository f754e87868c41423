"""A cache that all tests of the command line share, and plans to audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.cases import system

GOOD = 'vinculo: "1.0"\nmeta: {date: 2026-01-15}\nmission: Trust\n'
BAD = 'vinculo: "1.0"\nmision: Trust\n'


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
def plans(tmp_path: Path) -> Path:
    """A folder with two plans that can be read and one that cannot."""
    (tmp_path / "one.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "two.yaml").write_text(GOOD.replace("Trust", "Care"), "utf-8")
    (tmp_path / "bad.yaml").write_text(BAD, "utf-8")
    return tmp_path
