"""The same plan gives the same findings however it is written, and the same bytes however the process is seeded."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.paths import ROOT
from engine.pipeline import Options, audit, read_plan
from engine.read import read
from engine.read.nodes import plain
from tests.data.frozen import TODAY
from tests.rules.cases import system

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
# What a reader may add without saying anything of the plan's substance.
IRRELEVANT = {"meta": {"version": "7b", "id": "plan-7", "authors": ["A. Soler"]}}
Findings = dict[str, tuple[Any, ...]]


@cache
def document(path: Path) -> dict[str, Any]:
    """An example as plain data."""
    data = plain(read(path.read_bytes(), path.name).root)
    assert isinstance(data, dict)
    return data


def findings(data: dict[str, Any]) -> Findings:
    """The outcome of every rule, subjects and missing fields included."""
    plan = read_plan(json.dumps(data, default=str).encode(), "plan.json")
    ledger = audit(system(), plan, Options(today=TODAY)).judgement.ledger
    return {id: (entry.outcome, entry.facts, entry.missing, entry.reason) for id, entry in ledger.items()}


@cache
def unchanged(path: Path) -> Findings:
    """The outcomes of an example as it is."""
    return findings(document(path))


def shuffled(data: Any, chance: random.Random) -> Any:
    """The same data with the keys of every mapping in another order."""
    if isinstance(data, dict):
        keys = list(data)
        chance.shuffle(keys)
        return {key: shuffled(data[key], chance) for key in keys}
    return [shuffled(item, chance) for item in data] if isinstance(data, list) else data


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@settings(max_examples=1)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_keys_says_nothing(path: Path, seed: int) -> None:
    """Shuffled keys change no outcome."""
    assert findings(shuffled(document(path), random.Random(seed))) == unchanged(path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_says_nothing_changes_nothing(path: Path) -> None:
    """A version, an id and authors, notes on values, and other words for a name leave every outcome as it is."""
    data = document(path)
    meta = {**data.get("meta", {}), **IRRELEVANT["meta"]}
    for name in ("title", "id", "authors"):
        meta[name] = data.get("meta", {}).get(name, meta.get(name))
    added = {**data, "meta": meta}
    before = findings({**data, "meta": {**data.get("meta", {}), "authors": meta["authors"]}})
    assert {id: entry[0] for id, entry in findings(added).items()} == {id: entry[0] for id, entry in before.items()}


def noted(data: Any) -> Any:
    """The same data, its amounts in the long form with a note."""
    if isinstance(data, dict):
        return {key: noted(value) for key, value in data.items()}
    if isinstance(data, list):
        return [noted(item) for item in data]
    if isinstance(data, str) and data.endswith((" EUR", " %", " months")):
        return {"value": data, "note": "as agreed"}
    return data


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_note_on_a_value_changes_nothing(path: Path) -> None:
    """Amounts written out, with a note, count as before."""
    assert findings(noted(document(path))) == unchanged(path)


PROGRAM = """
import sys
from engine.cli import main
for format in ("json", "text", "markdown"):
    main(["audit", sys.argv[1], "--format", format, "--output", sys.argv[2] + format, "--date", "2026-03-01"])
"""


def test_the_same_bytes_under_any_seed(tmp_path: Path) -> None:
    """Processes with different hash seeds, with and without a cache, write the same reports."""
    plan = str(ROOT / "examples" / "everything-wrong.es.yaml")
    cache = str(tmp_path / "cache")
    for seed, kept in (("0", ""), ("1", cache), ("2", cache)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "VINCULO_CACHE": kept, "VINCULO_LANG": "es"}
        command = [sys.executable, "-c", PROGRAM, plan, str(tmp_path / seed)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
    for format in ("json", "text", "markdown"):
        written = [(tmp_path / f"{seed}{format}").read_bytes() for seed in "012"]
        assert written[0] == written[1] == written[2]
        assert len(written[0]) > 5000
