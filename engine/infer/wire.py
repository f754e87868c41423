"""The facts of one run in the words of the Rete engine: codes for values, counted ids, one line of JSON a fact."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.infer.patterns import kind_name
from engine.infer.program import Fact, Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.infer.patterns import Codes, Kind


@dataclass(slots=True)
class Wire:
    """The facts of one run: by token what is certain and what is only possible, in order of discovery, and codes."""

    codes: Codes
    number: int
    truth: dict[Fact, Truth] = field(default_factory=dict)
    certain: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    possible: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, str] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    fact_of: dict[int, Fact] = field(default_factory=dict)
    texts: dict[Fact, str] = field(default_factory=dict)

    def add(self, fact: Fact, truth: Truth) -> list[int]:
        """Notes a fact that was less certain so far; gives its tokens."""
        self.truth[fact] = truth
        kind = self.codes.kinds.get(kind_name(fact[0], len(fact) - 1))
        if kind is None:
            return []
        tokens = [kind.any, *(table.get(tuple([fact[p] for p in positions])) for positions, table in kind.some)]
        found = [token for token in tokens if token is not None]
        lists = self.certain if truth is Truth.TRUE else self.possible
        for token in found:
            lists[token].append(fact)
        return found

    def facts(self, token: int) -> dict[Fact, Truth]:
        """The facts with a token, and their truths."""
        found = (*self.certain.get(token, ()), *self.possible.get(token, ()))
        return {fact: self.truth[fact] for fact in found}

    def text(self, fact: Fact) -> str:
        """The JSON of a fact, the same in every session of this run."""
        text = self.texts.get(fact)
        if text is None:
            number = next(self.ids)
            self.fact_of[number] = fact
            kind = self.codes.kinds[kind_name(fact[0], len(fact) - 1)]
            text = self.texts[fact] = self.line("p" + kind.code, self._arguments(fact, kind), number)
        return text

    def blocker(self, fact: Fact, world: int) -> str:
        """The JSON of a fact as one that a negation of this world may find."""
        kind = self.codes.kinds[kind_name(fact[0], len(fact) - 1)]
        return self.line("n" + kind.code, f'{self._arguments(fact, kind)}"w":{world},')

    def line(self, kind: str, members: str = "", number: int | None = None) -> str:
        """The JSON of one engine fact."""
        return f'{{"t":"{kind}",{members}"k":1,"id":{number or next(self.ids)},"sid":{self.number}}}'

    def _arguments(self, fact: Fact, kind: Kind) -> str:
        """The arguments of a fact as JSON members, with the equalities that some pattern asks for."""
        words, constants = self.words, self.codes.constants
        members = ""
        for position in range(1, len(fact)):
            value = fact[position]
            word = constants.get(value) or words.get(value)
            if word is None:
                word = words[value] = f"v{len(words)}"
            members += f'"a{position}":"{word}",'
        for a, b in kind.pairs:
            if fact[a] == fact[b]:
                members += f'"e{a}_{b}":1,'
        return members
