"""How well words fit labels: weighted by how telling they are, with mistyped words taken for the nearest known ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from engine.ask.index import STEMMED, Form, Index
from engine.ask.terms import stem

TYPO = 0.8
"""What a word counts for that is known only once its typing is corrected."""
_ONE_SLIP, _TWO_SLIPS = 5, 8


def slips(word: str) -> int:
    """How many letters of a word may be wrong: none in a short one."""
    return 0 if len(word) < _ONE_SLIP or word.isdigit() else 1 if len(word) < _TWO_SLIPS else 2


def near(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """The known words that a mistyped word may stand for, the nearest first; never one that begins otherwise."""
    most = slips(word)
    if not most:
        return ()
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    kept = [(distance, other) for other, distance, _ in found if other[0] == word[0] or other[1:2] == word[1:2]]
    least = min((distance for distance, _ in kept), default=0)
    return tuple(sorted(other for distance, other in kept if distance == least))


@dataclass(frozen=True)
class Query:
    """Words asked for, read in every language of the index; `light` ones may fill a label, but need not be in it.

    Where their `language` is known, another language reads only words that it writes just so: stems of one language
    mean something else in the next.
    """

    index: Index
    words: tuple[str, ...]
    light: frozenset[str] = frozenset()
    language: str | None = None

    @cached_property
    def readings(self) -> Mapping[str, tuple[Mapping[str, float], ...]]:
        """By language, for each word its possible stems with what they count for; none where the word is unknown."""
        exact = {language: [self._known(word, language) for word in self.words] for language in STEMMED}
        anywhere = [any(exact[language][at] for language in STEMMED) for at in range(len(self.words))]
        return {
            language: tuple(
                found
                if found or (anywhere[at] and language != self.language)
                else self._mistyped(self.words[at], language)
                for at, found in enumerate(exact[language])
            )
            for language in STEMMED
        }

    def _known(self, word: str, language: str) -> Mapping[str, float]:
        written = self.index.words[language].get(word)
        if written is None and self.language not in (None, language):
            return {}
        stemmed = written or stem(word, language)
        return {stemmed: 1.0} if (language, stemmed) in self.index.postings else {}

    def _mistyped(self, word: str, language: str) -> Mapping[str, float]:
        known = self.index.words[language]
        return {known[other]: TYPO for other in near(word, list(known))}

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """What each word weighs: as its most telling reading, most where no label has it, half where definitions have."""
        return tuple(self._weight(at) for at in range(len(self.words)))

    def _weight(self, at: int) -> float:
        if self.words[at] in self.light:
            return 0.0
        found = [self.index.weight(language, part) for language in STEMMED for part in self.readings[language][at]]
        if found:
            return max(found)
        word = self.words[at]
        defined = any((language, stem(word, language)) in self.index.defined for language in STEMMED)
        return self.index.most / 2 if defined else self.index.most

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that nothing in any label is like."""
        return tuple(
            word
            for at, word in enumerate(self.words)
            if word not in self.light and not any(self.readings[code][at] for code in STEMMED)
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """How a form fits a query: the share of the query that it covers, the share of it that the query covers.

    `sure` is the mean of what the matched words count for: 1.0 where none had to be corrected.
    """

    form: Form
    covered: float
    filled: float
    sure: float

    @property
    def balance(self) -> float:
        """Both shares in one, as their harmonic mean, less what was uncertain."""
        total = self.covered + self.filled
        return self.sure * 2 * self.covered * self.filled / total if total else 0.0


def fits(query: Query) -> list[Fit]:
    """Every label that has a word of the query, in the order of the index."""
    matched: dict[int, dict[str, tuple[int, float]]] = {}
    for language in STEMMED:
        for at, reading in enumerate(query.readings[language]):
            for part, sure in sorted(reading.items()):
                for number in query.index.postings.get((language, part), ()):
                    matched.setdefault(number, {}).setdefault(part, (at, sure))
    return [_fit(query, query.index.forms[number], found) for number, found in sorted(matched.items())]


def _fit(query: Query, form: Form, found: Mapping[str, tuple[int, float]]) -> Fit:
    weights = query.weights
    total = sum(weights) or 1.0
    covered = sum(weights[at] for at in {at for at, _ in found.values()}) / total
    own = {part: query.index.weight(form.language, part) for part in form.stems}
    filled = sum(own[part] for part in found) / (sum(own.values()) or 1.0)
    sure = sum(sure for _, sure in found.values()) / len(found)
    return Fit(form, covered, filled, sure)
