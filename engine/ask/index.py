"""The index of all labels: their stems with weights, kept as a snapshot because stemming a vocabulary takes time."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from engine.ask.lexicon import QUESTIONS, Lexicon
from engine.ask.terms import split, stem
from engine.knowledge import fold
from engine.knowledge.glossary import Glossary
from engine.knowledge.model import LANGUAGES, Knowledge
from engine.snapshot import read_snapshot, write_snapshot

KINDS = ("preferred", "alternative", "hidden", "collection", "statement", "definition")
STEMMED = (*LANGUAGES, "pt")
_BRACKETS = re.compile(r"(?P<name>[^(]+) \((?P<inside>[^)]+)\)")


@dataclass(frozen=True, slots=True)
class Form:
    """A text that leads to a concept (or to a collection), with its stems; `language` is that of the text."""

    text: str
    concept: str
    language: str
    kind: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Index:
    """All forms; `words` gives by language the stem of each folded word that occurs in a label."""

    forms: tuple[Form, ...]
    words: Mapping[str, Mapping[str, str]]

    @cached_property
    def postings(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """The numbers of the forms in which a stem occurs, by language and stem; definitions apart."""
        return self._postings(lambda kind: kind != "definition")

    @cached_property
    def defined(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """As `postings`, of the definitions."""
        return self._postings(lambda kind: kind == "definition")

    @cached_property
    def exact(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the forms with the same words, by those words joined."""
        found: dict[str, list[int]] = {}
        for number, form in enumerate(self.forms):
            if form.kind != "definition":
                found.setdefault(" ".join(split(form.text)), []).append(number)
        return {words: tuple(numbers) for words, numbers in found.items()}

    @cached_property
    def _count(self) -> int:
        return max(1, sum(form.kind in ("preferred", "alternative") for form in self.forms) // len(LANGUAGES))

    def weight(self, language: str, stemmed: str) -> float:
        """How telling a stem is: high where few labels have it."""
        return math.log(1 + self._count / (1 + len(self.postings.get((language, stemmed), ()))))

    @property
    def most(self) -> float:
        """The weight of a word that no label has."""
        return math.log(1 + self._count)

    def _postings(self, wanted: Any) -> dict[tuple[str, str], tuple[int, ...]]:
        found: dict[tuple[str, str], list[int]] = {}
        for number, form in enumerate(self.forms):
            if wanted(form.kind):
                for part in dict.fromkeys(form.stems):
                    found.setdefault((form.language, part), []).append(number)
        return {key: tuple(numbers) for key, numbers in found.items()}


def load_index(knowledge: Knowledge, glossary: Glossary, lexicon: Lexicon, cache: Path | None) -> Index:
    """The index of a vocabulary, from the cache where neither the knowledge nor our code has changed."""
    key = "search-" + hashlib.sha256(f"{knowledge.digest} {code_digest()}".encode()).hexdigest()
    data = read_snapshot(cache, key)
    if isinstance(data, dict):
        forms = tuple(Form(text, of, code, kind, tuple(stems)) for text, of, code, kind, stems in data["forms"])
        return Index(forms, data["words"])
    index = build_index(knowledge, glossary, lexicon)
    rows = [[form.text, form.concept, form.language, form.kind, form.stems] for form in index.forms]
    write_snapshot(cache, key, {"forms": rows, "words": index.words})
    return index


@cache
def code_digest() -> str:
    """Digest of the code and the words that an index is made with."""
    here = Path(__file__).resolve().parent
    total = hashlib.sha256()
    for path in (*sorted(here.glob("*.py")), QUESTIONS, Path(fold.__file__)):
        total.update(path.read_bytes())
    return total.hexdigest()


def build_index(knowledge: Knowledge, glossary: Glossary, lexicon: Lexicon) -> Index:
    """The index of a vocabulary."""
    words: dict[str, dict[str, str]] = {language: {} for language in STEMMED}
    forms: list[Form] = []
    for text, concept, language, kind in _texts(knowledge, glossary):
        of = (text, concept, language, kind)
        forms += [_form(knowledge, lexicon, words, read, of) for read in _readings(text, kind)]
    return Index(tuple(forms), {language: dict(sorted(found.items())) for language, found in words.items()})


def _form(
    knowledge: Knowledge, lexicon: Lexicon, words: dict[str, dict[str, str]], read: str, of: tuple[str, str, str, str]
) -> Form:
    """The form of a text as it is read; the words of labels are noted with their stems."""
    text, concept, language, kind = of
    own = [word for word in split(read) if not lexicon.is_empty(word, _host(language))]
    # A label of empty words only ("Para ti") is found by them.
    stemmed = {word: stem(word, language) for word in own or split(read)}
    if kind == "definition":
        label = knowledge.concepts[concept].label[language]
        return Form(label, concept, language, kind, tuple(sorted(set(stemmed.values()))))
    words[language].update(stemmed)
    return Form(text, concept, language, kind, tuple(stemmed.values()))


def _readings(text: str, kind: str) -> tuple[str, ...]:
    """A text, and without what stands in brackets; an abbreviation in them is a name of its own: "... (KPI)"."""
    found = _BRACKETS.fullmatch(text) if kind == "preferred" else None
    if found is None:
        return (text,)
    return (text, found["name"], found["inside"]) if found["inside"].isupper() else (text, found["name"])


def _host(language: str) -> str:
    """The language whose empty words are left out: Portuguese ones are nearly the Spanish ones."""
    return language if language in LANGUAGES else "es"


def _texts(knowledge: Knowledge, glossary: Glossary) -> Iterator[tuple[str, str, str, str]]:
    for id, concept in knowledge.concepts.items():
        entry = glossary.entries[id]
        yield from ((text, id, code, "preferred") for code, text in concept.label.items())
        for kind, labels in (("alternative", entry.alternative), ("hidden", entry.hidden)):
            yield from ((text, id, code, kind) for code in STEMMED for text in labels.get(code, ()))
        for statement in concept.statements:
            term = glossary.claims[statement].term if statement in glossary.claims else {}
            yield from ((text, id, code, "statement") for code, text in term.items() if text)
        yield from ((text, id, code, "definition") for code, text in entry.definition.items() if text)
    for id, collection in glossary.collections.items():
        yield from ((text, id, code, "collection") for code, text in collection.label.items())
