"""The snapshot: read where it fits, built anew where it does not, never a reason to fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.knowledge import graph
from engine.knowledge.files import digest
from engine.knowledge.graph import build
from engine.knowledge.model import Knowledge
from engine.knowledge.store import load
from engine.paths import KNOWLEDGE, ROOT
from engine.snapshot import write_snapshot
from tests.knowledge.small import write

IMPORTS = (
    "import sys; from pathlib import Path; "
    "from engine.knowledge.store import load; from engine.paths import KNOWLEDGE; "
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "knowledge"
    place.mkdir()
    return write(place)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were built from Turtle, in order."""
    seen: list[Path] = []
    original = graph.build

    def counted(folder: Path) -> Knowledge:
        seen.append(folder)
        return original(folder)

    monkeypatch.setattr(graph, "build", counted)
    return seen


def test_second_load_reads_the_snapshot(folder: Path, tmp_path: Path, builds: list[Path]) -> None:
    first = load(folder, tmp_path / "cache")
    second = load(folder, tmp_path / "cache")
    assert builds == [folder]
    assert second == first
    assert second.concepts["first"].statements == ("S1-001",)


def test_the_snapshot_of_the_whole_knowledge_is_complete(tmp_path: Path) -> None:
    assert load(KNOWLEDGE, tmp_path) == load(KNOWLEDGE, tmp_path) == build(KNOWLEDGE)


def test_without_a_cache(folder: Path, builds: list[Path]) -> None:
    assert load(folder, None) == load(folder, None)
    assert len(builds) == 2


def test_a_changed_file_is_read_again(folder: Path, tmp_path: Path, builds: list[Path]) -> None:
    before = load(folder, tmp_path / "cache")
    data = folder / "data.ttl"
    data.write_text(data.read_text("utf-8").replace('"first"@en', '"foremost"@en'), "utf-8")
    after = load(folder, tmp_path / "cache")
    assert len(builds) == 2
    assert after.digest != before.digest
    assert after.concepts["first"].label["en"] == "foremost"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"0123\n[]"])
def test_a_damaged_snapshot_is_replaced(folder: Path, tmp_path: Path, builds: list[Path], content: bytes) -> None:
    cache = tmp_path / "cache"
    first = load(folder, cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(content)
    assert load(folder, cache) == first
    assert len(builds) == 2
    load(folder, cache)
    assert len(builds) == 2


@pytest.mark.parametrize("data", [[], {}, "text", ["another layout"]])
def test_a_snapshot_of_another_layout_is_replaced(
    folder: Path, tmp_path: Path, builds: list[Path], data: object
) -> None:
    write_snapshot(tmp_path, f"knowledge-{digest(folder)}", data)
    assert list(load(folder, tmp_path).concepts) == ["first", "relationship-marketing", "second"]
    assert len(builds) == 1


def test_a_cache_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    assert load(folder, blocked) == build(folder)


def test_the_digest_depends_on_names_and_content(folder: Path) -> None:
    first = digest(folder)
    (folder / "data.ttl").rename(folder / "other.ttl")
    assert digest(folder) != first


def test_a_warm_load_needs_no_rdf(tmp_path: Path) -> None:
    load(KNOWLEDGE, tmp_path)
    script = IMPORTS + "print(len(load(KNOWLEDGE, Path(sys.argv[1])).concepts), 'rdflib' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["357", "False"]


def test_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    script = IMPORTS + "load(KNOWLEDGE, Path(sys.argv[1]))"
    kept = []
    for seed in ("1", "2"):
        cache = tmp_path / seed
        subprocess.run([sys.executable, "-c", script, str(cache)], cwd=ROOT, check=True, env={"PYTHONHASHSEED": seed})
        kept.append([path.read_bytes() for path in cache.iterdir()])
    assert len(kept[0]) == 1
    assert kept[0] == kept[1]
