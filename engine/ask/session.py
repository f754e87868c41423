"""Everything that questions are answered with, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engine.ask.gather import Rules
from engine.ask.index import Index, load_index
from engine.ask.lexicon import load_lexicon
from engine.ask.search import search
from engine.ask.structure import Graph
from engine.ask.understand import Reader
from engine.knowledge.glossary import Glossary
from engine.knowledge.model import Knowledge
from engine.rules.model import RuleBase

NEAR = 3
"""How many near concepts a refusal names."""


@dataclass(frozen=True)
class Session:
    """The vocabulary, its index, and the rules that check its concepts."""

    graph: Graph
    index: Index
    base: RuleBase

    @property
    def reader(self) -> Reader:
        """What questions are read with."""
        return Reader(self.index, self.graph)

    @cached_property
    def rules(self) -> Rules:
        """The rules about each concept; of a concept that has none, those that assess it."""
        found: dict[str, list[str]] = {}
        for rule in self.base.rules.values():
            found.setdefault(rule.concept, []).append(rule.id)
        assessing: dict[str, list[str]] = {}
        for rule in self.base.rules.values():
            for concept in rule.assesses:
                assessing.setdefault(concept, []).append(rule.id)
        found = {**assessing, **found}
        return Rules({concept: tuple(ids) for concept, ids in found.items()})

    def near(self, text: str, language: str) -> tuple[str, ...]:
        """Concepts with words of a text in their labels."""
        hits = search(self.index, self.graph.lexicon, self.graph.knowledge, text, language)
        return tuple(hit.id for hit in hits[:NEAR])


def open_session(knowledge: Knowledge, glossary: Glossary, base: RuleBase, cache: Path | None) -> Session:
    """What answers questions to a vocabulary; the index comes from the cache where nothing has changed."""
    lexicon = load_lexicon(cache)
    index = load_index(knowledge, glossary, lexicon, cache)
    return Session(Graph(knowledge, glossary, lexicon), index, base)
