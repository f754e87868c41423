"""The lock file fits every supported Python and the ranges of the project, with a hash for everything."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.hygiene.repository import texts

PYTHONS = ("3.11.0", "3.12.0", "3.13.0")


def locked() -> list[tuple[Requirement, int]]:
    """(requirement, number of hashes) of each entry of the lock file."""
    text = texts()["requirements.lock"].replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(Requirement(e.partition("--hash")[0].strip()), e.count("--hash=sha256:")) for e in entries]


def versions(python: str) -> dict[str, list[str]]:
    """Name -> versions that the lock file gives one Python on Linux."""
    where = {
        "python_full_version": python,
        "python_version": python[:4],
        "sys_platform": "linux",
        "os_name": "posix",
    }
    found: dict[str, list[str]] = {}
    for entry, _ in locked():
        if entry.marker is None or entry.marker.evaluate(where):
            found.setdefault(canonicalize_name(entry.name), []).append(str(entry.specifier).removeprefix("=="))
    return found


def asked() -> list[Requirement]:
    """What the project asks for, development tools included."""
    project = tomllib.loads(texts()["pyproject.toml"])["project"]
    extras = project["optional-dependencies"]
    lines = [line for line in (*project["dependencies"], *extras["check"], *extras["dev"]) if line != "vinculo[check]"]
    return [Requirement(line) for line in lines]


def test_everything_has_a_hash() -> None:
    assert [entry.name for entry, hashes in locked() if hashes == 0] == []


def test_no_address() -> None:
    assert re.findall(r"https?:|--index|--extra-index|--find-links|\bfile:", texts()["requirements.lock"]) == []


@pytest.mark.parametrize("python", PYTHONS)
def test_one_version_of_each(python: str) -> None:
    assert {name: found for name, found in versions(python).items() if len(found) != 1} == {}


@pytest.mark.parametrize("python", PYTHONS)
def test_ranges_hold(python: str) -> None:
    given = versions(python)
    assert [str(r) for r in asked() if not r.specifier.contains(given[canonicalize_name(r.name)][0])] == []


def test_ranges_are_asked_for() -> None:
    assert len(asked()) > 20
    assert "==2.0.28" in {str(r.specifier) for r in asked() if r.name == "durable_rules"}
