"""The broken rules: each folder of `rules/` is laid over the small sound rule base in `rules/base`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from engine.knowledge.model import Knowledge
from engine.knowledge.store import load as load_knowledge
from engine.paths import KNOWLEDGE
from engine.system import System, load_rules

RULES = Path(__file__).resolve().parent / "rules"
BASE = RULES / "base"


@cache
def knowledge() -> Knowledge:
    """The real knowledge, without a cache."""
    return load_knowledge(KNOWLEDGE, None)


def sources() -> dict[str, Callable[[], object]]:
    """Name -> what loads and compiles the rule base of that name; each must fail."""
    folders = sorted(path for path in RULES.iterdir() if path.is_dir() and path != BASE)
    return {folder.name: partial(compiled, folder) for folder in folders}


def compiled(folder: Path) -> object:
    """Both compiled forms of the base with a folder laid over it."""
    with tempfile.TemporaryDirectory() as made:
        rules = Path(made) / "rules"
        shutil.copytree(BASE, rules)
        shutil.copytree(folder, rules, dirs_exist_ok=True)
        system = System(knowledge(), load_rules(rules, knowledge()))
    return system.engines(system.default_values)


def expected_file(name: str) -> Path:
    """The file with the expected lines of a folder, in English."""
    return RULES / f"{name}.expected.en"
