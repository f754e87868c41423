"""What a system kept in its cache folder: the same rules, compiled form and findings; made anew where it is damaged."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import pytest

from engine import snapshot
from engine.infer import compare
from engine.paths import ROOT
from engine.pipeline import Options, audit, read_plan
from engine.system import System, load_system

PLAN = ROOT / "examples" / "case02-cafe.es.yaml"


@dataclass(frozen=True)
class Leaf:
    name: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Branch:
    leaves: frozenset[int]
    parts: dict[tuple[str, int], Leaf]
    named: dict[str, Leaf | None]


def model(system: System) -> str:
    """What follows for one plan, checked by the evaluator."""
    result = audit(system, read_plan(PLAN.read_bytes(), PLAN.name), Options(date(2026, 3, 1), verify=True))
    return compare.printed(result.model)


def test_what_is_packed_is_unpacked() -> None:
    leaf = Leaf("[tuple]", ())
    value = Branch(frozenset({3, 1}), {("a", 1): leaf}, {"tuple": Leaf("", (1, 2)), "map": None})
    by = snapshot.makers(Leaf, Branch)
    assert snapshot.unpack(snapshot.pack(value), by) == value
    named = snapshot.Packed[Leaf](snapshot.pack_text(value.named), by)
    assert dict(named) == value.named
    assert len(named) == 2
    assert "other" not in named


def test_a_warm_start_gives_what_a_cold_one_gave(tmp_path: Path) -> None:
    cold = load_system(tmp_path)
    first = model(cold)
    kept = sorted(tmp_path.iterdir())
    warm = load_system(tmp_path)
    assert model(warm) == first
    assert sorted(tmp_path.iterdir()) == kept, "the second start found nothing"
    assert warm.base == cold.base
    built, read = (system.engines(system.default_values).compiled for system in (cold, warm))
    for name in (field.name for field in fields(built) if field.name != "program"):
        assert getattr(read, name) == getattr(built, name), name
    assert dict(read.program.clauses) == built.program.clauses
    assert (read.program.counts, read.program.strata) == (built.program.counts, built.program.strata)


@pytest.mark.parametrize("kind", ["rules", "program"])
def test_a_damaged_snapshot_is_made_anew(kind: str, tmp_path: Path) -> None:
    first = model(load_system(tmp_path))
    (path,) = tmp_path.glob(f"{kind}-*")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert model(load_system(tmp_path)) == first
    assert path.read_bytes() == whole
