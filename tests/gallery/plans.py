"""The broken plans: the files of `plans/`, and those that no text file can hold; what a reader gets for each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import chdir
from functools import cache, partial
from pathlib import Path

from engine.errors import VinculoError
from engine.pipeline import read_plan
from engine.read.limits import MAX_NODES
from engine.read.source import MAX_BYTES, read_bytes
from engine.text.catalogue import Catalogue, load_catalogue
from engine.text.words import Words

HERE = Path(__file__).resolve().parent
PLANS = HERE / "plans"
TEXTS = HERE.parents[1] / "engine" / "texts"
_PLAN = 'vinculo: "1.0"\ncompany: {name: Café Central}\n'

MADE: dict[str, bytes] = {
    "binary.yaml": _PLAN.encode() + b"\x00\x01\x02",
    "word-document.yaml": b"PK\x03\x04\x14\x00\x06\x00",
    "pdf.yaml": b"%PDF-1.7\n",
    "utf-16.yaml": _PLAN.encode("utf-16"),
    "latin-1.yaml": _PLAN.encode("latin-1"),
    "cut-in-a-letter.yaml": _PLAN.encode() + "mission: Que el cliente siga este añ".encode()[:-1],
    "bell.yaml": _PLAN.encode() + b"mission: Que el \x07cliente vuelva\n",
    "huge.yaml": _PLAN.encode() + b"# relleno\n" * (MAX_BYTES // 10),
    "too-many-values.yaml": _PLAN.encode() + b"purposes: [" + b"a, " * MAX_NODES + b"a]\n",
    "long-number.yaml": _PLAN.encode() + b"budget: {hours: " + b"9" * 120 + b"}\n",
}
"""Name -> bytes of the plans that are no text, or too long to keep."""


@cache
def catalogue() -> Catalogue:
    """The real texts."""
    return load_catalogue(TEXTS, None)


def sources() -> dict[str, Callable[[], object]]:
    """Name -> what reads the plan of that name; each must fail."""
    found: dict[str, Callable[[], object]] = {}
    for path in sorted(PLANS.iterdir()):
        if path.suffix in (".yaml", ".json"):
            found[path.name] = partial(read_plan, path.read_bytes(), path.name)
    found["missing.yaml"] = partial(_read_in, PLANS, "tab.yam")
    found["directory.yaml"] = partial(_read_in, HERE, "plans")
    for name, data in MADE.items():
        found[name] = partial(read_plan, data, name)
    return found


def _read_in(folder: Path, name: str) -> bytes:
    """Reading a path that is relative, so that what the reader gets does not depend on the machine."""
    with chdir(folder):
        return read_bytes(Path(name))


def lines(read: Callable[[], object], language: str) -> list[str]:
    """What the reader of a language gets; empty where nothing is wrong."""
    words = Words(catalogue(), language)
    try:
        read()
    except VinculoError as error:
        return [words.problem(problem) for problem in error.problems]
    return []


def expected_file(name: str, language: str) -> Path:
    """The file with the expected lines of a plan."""
    return PLANS / f"{name.rpartition('.')[0]}.expected.{language}"
