"""What a command works with: language, consoles, cache folder, clock; the system is loaded when it is first asked for."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.paths import TEXTS
from engine.text.catalogue import DEFAULT_LANGUAGE, LANGUAGES, load_catalogue
from engine.text.words import Words

if TYPE_CHECKING:
    from engine.system import System

EXIT_OK, EXIT_FINDINGS, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


@dataclass(slots=True)
class Context:
    """One run of the program."""

    words: Words
    cache: Path | None
    today: date
    _system: System | None = field(default=None)

    @property
    def system(self) -> System:
        """Knowledge and rules. Raises KnowledgeError and RuleError."""
        if self._system is None:
            from engine.system import load_system

            self._system = load_system(self.cache)
            gc.freeze()  # it stays to the end: there is no garbage in it to look for
        return self._system

    def out(self, text: str) -> None:
        """Write to standard output."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def out_bytes(self, content: bytes) -> None:
        """Write a file's content to standard output, in its own encoding whatever that of the terminal is."""
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()

    def complain(self, text: str) -> None:
        """Write a line to standard error."""
        sys.stderr.write(text + "\n")


def make_context(language: str | None) -> Context:
    """The context of this run: language from the option, else from the environment, else Spanish."""
    cache = cache_folder()
    catalogue = load_catalogue(TEXTS, cache)
    return Context(Words(catalogue, language or environment_language()), cache, date.today())  # noqa: DTZ011


def environment_language() -> str:
    """The language that the environment asks for, where it is one of ours."""
    for name in ("VINCULO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in LANGUAGES:
            return code
    return DEFAULT_LANGUAGE


def cache_folder() -> Path | None:
    """Where snapshots are kept: VINCULO_CACHE ("" for none), else the user's cache folder."""
    given = os.environ.get("VINCULO_CACHE")
    if given is not None:
        return Path(given) if given else None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "vinculo"
    except RuntimeError:  # no home folder
        return None
