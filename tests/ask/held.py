"""The questions that measure understanding, and how well they are answered.

A question is answered where the answer names every concept that it expects; one that expects none, where nothing was
understood or the answer has no source.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.ask.answer import Answer, answer
from engine.ask.session import Session, open_session
from engine.knowledge.model import LANGUAGES
from engine.knowledge.store import load_glossary
from engine.paths import KNOWLEDGE, ROOT
from engine.read import read
from engine.read.nodes import plain
from engine.text.words import Words
from tests.data.frozen import catalogue
from tests.rules.cases import system

HELD = ROOT / "tests" / "knowledge" / "questions" / "held.yaml"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the concepts that its answer must name."""

    id: str
    language: str
    shape: str
    ask: str
    expect: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a question; `missing` are the expected concepts that the answer does not name."""

    question: Question
    answer: Answer
    missing: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the question was answered."""
        if self.question.expect:
            return self.answer.understood is not None and not self.missing
        return self.answer.understood is None or not self.answer.sources


def questions(file: Path = HELD) -> tuple[Question, ...]:
    """The questions of a file."""
    rows = plain(read(file.read_bytes(), file.name).root)
    assert isinstance(rows, list)
    return tuple(Question(r["id"], r["lang"], r["shape"], r["ask"], tuple(r["expect"])) for r in rows)


@cache
def session() -> Session:
    """The vocabulary of the project, ready for questions."""
    known = system()
    return open_session(known.knowledge, load_glossary(KNOWLEDGE, None), known.base, None)


def result(question: Question) -> Result:
    """What becomes of a question."""
    made = session()
    asked = made.reader.read(question.ask, "es")
    given = answer(made, Words(catalogue(), question.language), asked, question.ask)
    return Result(question, given, tuple(id for id in question.expect if id not in given.concepts))


def rates(results: tuple[Result, ...]) -> dict[str, tuple[int, int]]:
    """Questions answered and questions asked, in all ("all") and by language."""
    table = {"all": results, **{c: tuple(r for r in results if r.question.language == c) for c in LANGUAGES}}
    return {name: (sum(r.good for r in of), len(of)) for name, of in table.items()}
