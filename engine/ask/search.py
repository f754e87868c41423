"""Search for concepts by any of their labels, in all languages at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from engine.ask.index import Form, Index
from engine.ask.lexicon import Lexicon
from engine.ask.match import Fit, Query, fits
from engine.ask.terms import split, stem
from engine.knowledge.model import LANGUAGES, Knowledge

LIMIT = 20
WHOLE = {"preferred": 1.0, "alternative": 0.97, "hidden": 0.94, "statement": 0.42}
"""Score of a label that is what was asked for, word by word."""
SAME_STEMS = {"preferred": 0.92, "alternative": 0.9, "hidden": 0.88, "statement": 0.41}
ALL_WORDS = {"preferred": 0.8, "alternative": 0.72, "hidden": 0.64, "statement": 0.35}
"""Least score of a label that has all words; a twentieth more where it has few others."""
FUZZY, DEFINED = 0.45, 0.2
_SPREAD = 0.05
_MOSTLY = 0.6
"""The share of a query that a label must have at the least."""
_ALIKE = 84.0
"""The least likeness, in hundredths, of a label that has no word in common with the query."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that was found, and how: `matched` is the label that led to it, `kind` what sort of label it is."""

    id: str
    label: str
    matched: str
    score: float
    kind: str
    language: str


def search(index: Index, lexicon: Lexicon, knowledge: Knowledge, text: str, language: str) -> tuple[Hit, ...]:
    """The concepts found, the best first; where labels tie, those in the reader's language come first."""
    found: dict[str, tuple[tuple[float, int, int, str], Form]] = {}
    for score, form in _scored(index, lexicon, text):
        if form.kind == "collection":
            continue
        order = (-score, int(form.language != language), _rank(form.language), form.text)
        if form.concept not in found or order < found[form.concept][0]:
            found[form.concept] = (order, form)
    best = sorted((order, id, form) for id, (order, form) in found.items())
    floor = -best[0][0][0] * 0.4 if best else 0.0
    return tuple(
        Hit(id, knowledge.concepts[id].label[language], form.text, round(-order[0], 3), form.kind, form.language)
        for order, id, form in best[:LIMIT]
        if -order[0] >= floor
    )


def _rank(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)


def _scored(index: Index, lexicon: Lexicon, text: str) -> Iterator[tuple[float, Form]]:
    """The forms that have to do with a text, with their scores."""
    words = split(text)
    for number in index.exact.get(" ".join(words), ()):
        form = index.forms[number]
        yield WHOLE.get(form.kind, 0.0), form
    telling = tuple(word for word in words if not all(lexicon.is_empty(word, code) for code in LANGUAGES))
    somewhere = tuple(word for word in telling if not any(lexicon.is_empty(word, code) for code in LANGUAGES))
    query = Query(index, somewhere or telling or words)
    found = False
    for fit in fits(query):
        if (score := _score(fit)) is not None:
            found = True
            yield score, fit.form
    if not found:
        yield from _alike(index, " ".join(words))
    yield from _in_definitions(query)


def _score(fit: Fit) -> float | None:
    """The score of a label with words of the query; None where it has too few of them."""
    kind = fit.form.kind
    if kind == "collection" or fit.covered < _MOSTLY:
        return None
    whole, every = fit.filled > 1 - 1e-9, fit.covered > 1 - 1e-9
    if every and fit.sure == 1.0:
        return SAME_STEMS[kind] if whole else ALL_WORDS[kind] + _SPREAD * fit.filled
    return (0.5 if kind == "statement" else 1.0) * (FUZZY + 0.15 * fit.balance)


def _alike(index: Index, text: str) -> Iterator[tuple[float, Form]]:
    """Labels that are spelt nearly as the text, for words run together or torn apart."""
    for joined, likeness, _ in process.extract(
        text, list(index.exact), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=LIMIT
    ):
        for number in index.exact[joined]:
            form = index.forms[number]
            yield (0.5 if form.kind == "statement" else 1.0) * FUZZY * likeness / 100, form


def _in_definitions(query: Query) -> Iterator[tuple[float, Form]]:
    """Concepts whose definition has all the words."""
    for language in LANGUAGES:
        sets = [
            set(query.index.defined.get((language, part), ()))
            for part in (stem(word, language) for word in query.words)
        ]
        for number in sorted(set.intersection(*sets)) if sets else ():
            form = query.index.forms[number]
            yield DEFINED + _SPREAD / (1 + len(form.stems) / 20), form
