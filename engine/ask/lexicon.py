"""The words that questions are made of: what the file of questions holds, ready to be used."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from engine.ask.terms import split
from engine.knowledge.model import LANGUAGES
from engine.read import read
from engine.read.nodes import plain
from engine.snapshot import read_snapshot, write_snapshot

QUESTIONS = Path(__file__).resolve().parent / "questions.yaml"
_LETTERS = {"es": "ñ¿¡áí", "ca": "çàèò·ï", "en": ""}
"""Letters that only one of the three languages writes, or nearly so."""
_CUE_WORD = re.compile(r"[a-z]{4,}(?![a-z]*[\[\]?(\\*+])")


@dataclass(frozen=True)
class Lexicon:
    """Words without meaning and of politeness by language; words of grouping labels by shape; cues by shape and language."""

    empty: Mapping[str, frozenset[str]]
    polite: Mapping[str, frozenset[str]]
    groups: Mapping[str, frozenset[str]]
    shapes: Mapping[str, Mapping[str, tuple[str, ...]]]
    _compiled: dict[tuple[str, str], tuple[re.Pattern[str], ...]] = field(default_factory=dict)

    def cues(self, shape: str, language: str) -> tuple[re.Pattern[str], ...]:
        """The cues of a shape, each bound to whole words."""
        key = (shape, language)
        if key not in self._compiled:
            bound = (re.compile(rf"(?<!\S)(?:{cue})(?!\S)") for cue in self.shapes[shape][language])
            self._compiled[key] = tuple(bound)
        return self._compiled[key]

    @cached_property
    def cue_words(self) -> Mapping[str, frozenset[str]]:
        """The words written out in the cues of each language: what a mistyped word of a question may stand for."""
        return {
            language: frozenset(
                word for shape in self.shapes.values() for cue in shape[language] for word in _CUE_WORD.findall(cue)
            )
            for language in LANGUAGES
        }

    def is_empty(self, word: str, language: str) -> bool:
        """Whether a word says nothing of what is asked about."""
        return word in self.empty[language]

    def languages_of(self, question: str) -> tuple[str, ...]:
        """The languages whose own words a question has most of: one as a rule, all where it has none."""
        found = split(question)
        points = {
            language: 2.0 * sum(word in self.empty[language] for word in found)
            + sum(word in self.polite[language] or word in self.cue_words[language] for word in found)
            + 1.5 * sum(char in letters for char in question.lower())
            for language, letters in _LETTERS.items()
        }
        best = max(points.values())
        return tuple(language for language in LANGUAGES if points[language] == best)


def load_lexicon(cache: Path | None, file: Path = QUESTIONS) -> Lexicon:
    """The lexicon of a file, from the cache where the file has not changed."""
    content = file.read_bytes()
    key = "questions-" + hashlib.sha256(content).hexdigest()
    data = read_snapshot(cache, key)
    if not isinstance(data, dict):
        data = plain(read(content, file.name).root)
        assert isinstance(data, dict)
        write_snapshot(cache, key, data)

    def words(name: str) -> dict[str, frozenset[str]]:
        return {language: frozenset(data[name][language].split()) for language in LANGUAGES}

    groups = {shape: frozenset(" ".join(by.values()).split()) for shape, by in data["groups"].items()}
    shapes = {shape: {code: tuple(cues) for code, cues in by.items()} for shape, by in data["shapes"].items()}
    return Lexicon(words("empty"), words("polite"), groups, shapes)
