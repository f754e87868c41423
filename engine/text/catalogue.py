"""The catalogue of texts: messages, problems, field titles and options, each in three languages; read once per content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.knowledge.model import LANGUAGES
from engine.read import read
from engine.read.nodes import plain
from engine.snapshot import read_snapshot, write_snapshot

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Catalogue", "Text", "load_catalogue", "pick"]

DEFAULT_LANGUAGE = "es"
Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All texts by id: `messages` and `problems` by language; `fields` by path and language, {title, text}; `options`."""

    messages: Mapping[str, Text]
    problems: Mapping[str, Text]
    fields: Mapping[str, Mapping[str, Text]]
    options: Mapping[str, Text]


def load_catalogue(folder: Path, cache: Path | None) -> Catalogue:
    """The catalogue of a folder, from the cache where its files have not changed."""
    files = sorted(folder.rglob("*.yaml"))
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    total = hashlib.sha256()
    for name, content in contents.items():
        total.update(name.encode() + b"\0" + content + b"\0")
    key = "texts-" + total.hexdigest()
    data = read_snapshot(cache, key)
    if not isinstance(data, dict):
        data = {name: plain(read(content, name).root) for name, content in contents.items()}
        write_snapshot(cache, key, data)
    return Catalogue(_part(data, "messages"), _part(data, "problems"), _part(data, "fields"), _part(data, "options"))


def _part(data: Mapping[str, object], name: str) -> dict[str, Any]:
    """One part: the file of that name, or all files of the folder of that name."""
    found: dict[str, Any] = {}
    for file, content in data.items():
        if file == f"{name}.yaml" or file.startswith(f"{name}/"):
            assert isinstance(content, dict), f"{file} is not a mapping"
            found.update(content)
    return found


def pick(text: Text, language: str) -> str:
    """The text in a language; where it lacks it, in the next of Spanish, Catalan, English, marked with the language's code."""
    if language in text:
        return text[language]
    other = next((code for code in LANGUAGES if code in text), None)
    return f"{text[other]} [{other}]" if other else ""
