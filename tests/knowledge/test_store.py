"""The snapshot: read where it fits, built anew where it does not, never a reason to fail."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from engine.knowledge import graph
from engine.knowledge.files import digest
from engine.knowledge.glossary import Glossary
from engine.knowledge.graph import build, load_graph
from engine.knowledge.model import Knowledge
from engine.knowledge.store import load, load_glossary
from engine.paths import KNOWLEDGE, ROOT
from engine.snapshot import write_snapshot
from tests.knowledge.same import said
from tests.knowledge.small import write

IMPORTS = (
    "import sys; from pathlib import Path; from engine.knowledge.graph import load_graph; "
    "from engine.knowledge.store import load, load_glossary; from engine.paths import KNOWLEDGE; "
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

    def counted(folder: Path) -> tuple[Knowledge, Glossary]:
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
    assert load(KNOWLEDGE, tmp_path) == build(KNOWLEDGE)[0]
    assert load_glossary(KNOWLEDGE, tmp_path) == build(KNOWLEDGE)[1]


def test_one_reading_of_turtle_serves_both_snapshots(folder: Path, tmp_path: Path, builds: list[Path]) -> None:
    cache = tmp_path / "cache"
    first = load_glossary(folder, cache)
    assert load_glossary(folder, cache) == first == build(folder)[1]
    assert load(folder, cache) == build(folder)[0]
    assert builds == [folder]
    assert first.collections["order"].members == ("first", "second")


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
    first, words = load(folder, cache), load_glossary(folder, cache)
    kept = sorted(cache.iterdir())
    assert [path.name.partition("-")[0] for path in kept] == ["glossary", "knowledge"]
    for path in kept:
        path.write_bytes(content)
    assert load(folder, cache) == first
    assert load_glossary(folder, cache) == words
    assert len(builds) == 2
    kept[0].write_bytes(content)
    assert load_glossary(folder, cache) == words
    assert load_glossary(folder, cache) == words
    assert len(builds) == 3


@pytest.mark.parametrize("data", [[], {}, "text", ["another layout"]])
def test_a_snapshot_of_another_layout_is_replaced(
    folder: Path, tmp_path: Path, builds: list[Path], data: object
) -> None:
    write_snapshot(tmp_path, f"knowledge-{digest(folder)}", data)
    assert list(load(folder, tmp_path).concepts) == ["first", "relationship-marketing", "second"]
    write_snapshot(tmp_path, f"glossary-{digest(folder)}", data)
    assert list(load_glossary(folder, tmp_path).entries) == ["first", "relationship-marketing", "second"]
    assert len(builds) == 2


def test_a_cache_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    assert (load(folder, blocked), load_glossary(folder, blocked)) == build(folder)
    assert said(load_graph(folder, blocked)) == said(load_graph(folder))


def test_the_digest_depends_on_names_and_content(folder: Path) -> None:
    first = digest(folder)
    (folder / "data.ttl").rename(folder / "other.ttl")
    assert digest(folder) != first


def test_a_warm_load_needs_no_rdf(tmp_path: Path) -> None:
    load(KNOWLEDGE, tmp_path)
    script = (
        f"{IMPORTS}cache = Path(sys.argv[1]); entries = load_glossary(KNOWLEDGE, cache).entries; "
        "print(len(load(KNOWLEDGE, cache).concepts), len(entries), 'rdflib' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["402", "402", "False"]


def test_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    script = f"{IMPORTS}load(KNOWLEDGE, Path(sys.argv[1]))"
    kept = []
    for seed in ("1", "2"):
        cache = tmp_path / seed
        subprocess.run([sys.executable, "-c", script, str(cache)], cwd=ROOT, check=True, env={"PYTHONHASHSEED": seed})
        kept.append({path.name: path.read_bytes() for path in cache.iterdir()})
    assert sorted(name.partition("-")[0] for name in kept[0]) == ["glossary", "knowledge"]
    for name in sorted(kept[0]):
        # By their digests, so that a difference is told in few words.
        assert hashlib.sha256(kept[0][name]).hexdigest() == hashlib.sha256(kept[1][name]).hexdigest(), name


def test_the_kept_graph_is_the_parsed_graph(tmp_path: Path) -> None:
    known = said(load_graph(KNOWLEDGE))
    for _ in ("written", "read"):
        kept = load_graph(KNOWLEDGE, tmp_path)
        assert said(kept) == known
        assert kept.qname("urn:vinculo:concept:trust") == "vc:trust"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the Turtle files that were parsed, in order."""
    seen: list[str] = []
    original = graph._parse

    def counted(path: Path) -> object:
        seen.append(path.name)
        return original(path)

    monkeypatch.setattr(graph, "_parse", counted)
    return seen


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"0123\n[]"])
def test_a_damaged_graph_is_read_again(folder: Path, tmp_path: Path, parsed: list[str], content: bytes) -> None:
    cache = tmp_path / "cache"
    first = load_graph(folder, cache)
    assert parsed == ["data.ttl", "ontology.ttl"]
    load_graph(folder, cache)
    assert len(parsed) == 2
    (kept,) = cache.iterdir()
    kept.write_bytes(content)
    assert said(load_graph(folder, cache)) == said(first)
    load_graph(folder, cache)
    assert len(parsed) == 4


@pytest.mark.parametrize("data", [[], {}, "text", ["another layout"], ["another layout", [], []]])
def test_a_graph_of_another_layout_is_read_again(folder: Path, tmp_path: Path, parsed: list[str], data: object) -> None:
    write_snapshot(tmp_path, f"graph-{digest(folder)}", data)
    assert len(load_graph(folder, tmp_path)) == len(load_graph(folder))
    assert len(parsed) == 4


def test_a_changed_graph_is_read_again(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = len(load_graph(folder, cache))
    data = folder / "data.ttl"
    data.write_text(data.read_text("utf-8") + "vc:second vo:supports vc:first .\n", "utf-8")
    assert len(load_graph(folder, cache)) == before + 1


def test_writers_at_the_same_time(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    script = (
        f"{IMPORTS}folder, cache = Path(sys.argv[2]), Path(sys.argv[1]); "
        "print(len(load(folder, cache).concepts), len(load_glossary(folder, cache).entries), "
        "len(load_graph(folder, cache)))"
    )
    command = [sys.executable, "-c", script, str(cache), str(folder)]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = {process.communicate()[0] for process in started}
    assert [process.returncode for process in started] == [0] * 4
    assert said == {f"3 3 {len(load_graph(folder))}\n"}
    assert sorted(path.name.partition("-")[0] for path in cache.iterdir()) == ["glossary", "graph", "knowledge"]
    assert (load(folder, cache), load_glossary(folder, cache)) == build(folder)
