"""From a question to its shape and the concepts it is about: cues find the shape, what they leave is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.ask.index import Form, Index
from engine.ask.lexicon import Lexicon
from engine.ask.match import Fit, Query, fits, near, slips
from engine.ask.structure import RELATIONS, Graph
from engine.ask.terms import split, stem

LISTED = ("kinds", "parts", "steps", "example", "before", "after")
"""The shapes that a grouping concept can answer."""
_ENOUGH, _ENOUGH_KNOWN = 0.52, 0.38
"""Least share of the question that a concept must cover: where it has words that no label knows, and where not."""
_CLOSE, _TERM = 0.93, 0.7
"""Least part of the best score that still competes with it; least share of a term of the sources to be matched."""
_KIND = {"preferred": 1.0, "alternative": 0.97, "hidden": 0.95, "collection": 1.0, "statement": 0.8}
_FOREIGN = 0.95
_CLAUSES = re.compile(r"[,;:.!?¿¡]+(?:\s|$)|[¿¡]")
_MUCH = 0.3
"""The least share of a concept's name that a grouping must repeat to be taken for its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: its shape, the concepts it is about, its language; `sequence` is a collection it names."""

    shape: str
    concepts: tuple[str, ...]
    language: str
    sequence: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A shape that a cue suggests: what is left to look up in one or two texts, and the words of the cue."""

    shape: str
    texts: tuple[str, ...]
    cue: str


@dataclass(frozen=True)
class Reader:
    """What questions are read with."""

    index: Index
    graph: Graph

    @property
    def lexicon(self) -> Lexicon:
        """The words of questions."""
        return self.graph.lexicon

    def read(self, question: str, default: str) -> Asked | None:
        """What a question asks; None where no concept of the vocabulary is what it is about."""
        language = self.language(question, default)
        clauses = [clause for clause in _CLAUSES.split(question) if clause.strip()]
        # A preamble may be about anything: what it says counts only where the question is understood with it.
        attempts = (question, *reversed(clauses)) if len(clauses) > 1 else (question,)
        return next((found for text in attempts if (found := self._read(text, language))), None)

    def language(self, question: str, default: str) -> str:
        """The language of a question: that of its own words, else of the labels that it names, else the default."""
        leading = self.lexicon.languages_of(question)
        words = split(question)
        named = {code: sum(word in self.index.words[code] for word in words) for code in leading}
        most = max(named.values())
        left = [code for code in leading if named[code] == most]
        return default if default in left else left[0]

    def _read(self, question: str, language: str) -> Asked | None:
        words = tuple(self._corrected(word, language) for word in split(question))
        text = " ".join(words)
        for part in self._parts(text, language):
            found = [self._about(piece, part, language, self._others(part, at)) for at, piece in enumerate(part.texts)]
            if all(found) and (len(found) < 2 or found[0] != found[1]):
                return self._asked(part.shape, [id for id in found if id], language)
        bare = self._about(text, _Part("definition", (text,), ""), language)
        return self._asked("definition", [bare], language) if bare else None

    def _others(self, part: _Part, at: int) -> tuple[str, ...]:
        """The words of the other concept: "active and inactive customers" names the noun once."""
        return tuple(word for other, text in enumerate(part.texts) if other != at for word in text.split())

    def _asked(self, shape: str, found: list[str], language: str) -> Asked:
        sequence = next((id for id in found if id in self.graph.glossary.collections), None)
        concepts = tuple(self.graph.owners.get(id, id) if id == sequence else id for id in found)
        return Asked(shape, concepts, language, sequence)

    def _corrected(self, word: str, language: str) -> str:
        """A word that nothing knows, as the word of a cue that it may be a slip for."""
        lexicon = self.lexicon
        known = word in lexicon.empty[language] or word in lexicon.polite[language]
        if known or word in lexicon.cue_words[language] or any(word in w for w in self.index.words.values()):
            return word
        if not slips(word):
            return word
        ours = sorted(lexicon.cue_words[language] | {w for w in lexicon.polite[language] if len(w) > 3})
        labels = sorted(set().union(*self.index.words.values()))
        closest = near(word, [*ours, *labels])
        return next((other for other in closest if other in lexicon.cue_words[language] or other in ours), word)

    def _parts(self, text: str, language: str) -> Iterator[_Part]:
        """The shapes that the cues suggest, in their order."""
        for shape in self.lexicon.shapes:
            for cue in self.lexicon.cues(shape, language):
                if found := cue.search(text):
                    yield self._part(shape, text, found)

    def _part(self, shape: str, text: str, found: re.Match[str]) -> _Part:
        named = {name: value.strip() for name, value in found.groupdict().items() if value and value.strip()}
        rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
        cue = text[found.start() : found.end()]
        if shape == "difference":
            return _Part(shape, (named.get("x", ""), f"{named.get('y', '')} {text[found.end() :]}"), "")
        return _Part(shape, (" ".join((*named.values(), rest)).strip(),), cue)

    def _about(self, text: str, part: _Part, language: str, beside: tuple[str, ...] = ()) -> str | None:
        """The concept (or collection) that a text names, None where too much of it is about something else."""
        empty, polite = self.lexicon.empty[language], self.lexicon.polite[language]
        left = tuple(word for word in text.split() if word not in empty)
        given = tuple(word for word in left if word not in polite)
        # The words of a cue may belong to the name ("importance of the brand"); those of measuring mislead.
        cue = () if part.shape == "check" else part.cue.split()
        more = (*left, *cue, *beside, *sorted(self.lexicon.groups.get(part.shape, ())))
        spare = tuple(word for word in more if word not in empty and word not in given)
        heavy = given or tuple(dict.fromkeys(spare))
        if not heavy:
            return None
        query = Query(self.index, tuple(dict.fromkeys((*heavy, *spare))), frozenset(spare) - frozenset(heavy), language)
        scored = self._scored(query, part.shape, language)
        if not scored:
            return None
        best = max(score for score, _ in scored.values())
        close = [id for id, (score, _) in scored.items() if score >= best * _CLOSE]
        return self._preferred(close, scored, part.shape)

    def _scored(self, query: Query, shape: str, language: str) -> dict[str, tuple[float, Form]]:
        """The concepts that cover enough of a query, each with its best score."""
        scored: dict[str, tuple[float, Form]] = {}
        enough = _ENOUGH if query.unknown else _ENOUGH_KNOWN
        for fit in fits(query):
            if fit.covered < enough or (fit.form.kind == "statement" and fit.filled < _TERM):
                continue
            if fit.form.kind == "collection" and not self._tells(fit.form.concept, shape):
                continue
            score = _worth(fit, language)
            if fit.form.concept not in scored or score > scored[fit.form.concept][0]:
                scored[fit.form.concept] = (score, fit.form)
        return scored

    def _tells(self, collection: str, shape: str) -> bool:
        """Whether a question may mean a collection: one of a source only where it asks for steps or parts."""
        return shape in ("steps", "parts") or self.graph.glossary.collections[collection].source is None

    def _preferred(self, close: list[str], scored: dict[str, tuple[float, Form]], shape: str) -> str:
        """Of the concepts that fit about as well: the one that a grouping among them belongs to, else the best."""

        def order(id: str) -> tuple[float, int, str]:
            return (-scored[id][0] - (0.06 if self._answers(id, shape) else 0.0), len(self._above(id)), id)

        best = min(close, key=order)
        if shape in LISTED and best in self.graph.knowledge.concepts:
            return self._grouped(best, "kinds" if shape == "parts" else shape_group(shape)) or best
        return best

    def _grouped(self, id: str, shape: str) -> str | None:
        """The concept that a grouping divides, where its name is much the same: "tipo de alianza", "alianza"."""
        if not self.graph.groups(id, shape):
            return None
        labels = self.graph.knowledge.concepts
        telling = set(split(labels[id].label["es"])) - self.lexicon.groups[shape] - self.lexicon.empty["es"]
        for parent in labels[id].broader:
            words = split(labels[parent].label["es"])
            weights = {w: self.index.weight("es", stem(w, "es")) for w in words if w not in self.lexicon.empty["es"]}
            same = {stem(word, "es") for word in telling}
            shared = sum(weight for word, weight in weights.items() if stem(word, "es") in same)
            if shared >= _MUCH * sum(weights.values()):
                return parent
        return None

    def _above(self, id: str) -> tuple[str, ...]:
        return self.graph.above(id) if id in self.graph.knowledge.concepts else ()

    def _answers(self, id: str, shape: str) -> bool:
        """Whether the structure of the graph has an answer of a shape for a concept."""
        graph = self.graph
        if id in graph.glossary.collections:
            return graph.glossary.collections[id].source is None
        if shape in ("before", "after"):
            return bool(graph.beside(id, shape == "after"))
        if shape == "steps":
            return bool(graph.sequences(id) or graph.steps(id))
        if shape in ("kinds", "parts"):
            return id in graph.children
        asked = RELATIONS.get(shape)
        return asked is not None and any(
            id == (r.object if asked.incoming else r.subject) for r in graph.of_kind(*asked.kinds)
        )


def shape_group(shape: str) -> str:
    """The kind of grouping that a shape looks through."""
    return shape if shape in ("kinds", "steps", "example") else "steps"


def _worth(fit: Fit, language: str) -> float:
    foreign = fit.form.language not in (language, "pt")
    return fit.balance * _KIND[fit.form.kind] * (_FOREIGN if foreign else 1.0)
