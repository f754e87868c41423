"""Answers in words: the sections that were gathered as paragraphs and lists of one language, with their sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.ask.gather import Section, gather
from engine.ask.session import Session
from engine.ask.structure import Branch
from engine.ask.understand import Asked
from engine.knowledge.model import Relation
from engine.text.catalogue import pick
from engine.text.words import Words

_PLAN = ("fields", "rules")
"""Sections about plans: no source is expected of them."""
_INLINE = ("within", "covers", "shared", "place")
"""Sections that only name concepts, in one sentence."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood: the shape of the question, the concepts it is about, its language, and that as a sentence."""

    shape: str
    concepts: tuple[str, ...]
    language: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement that an answer rests on: the document, the place in it, what it says."""

    statement: str
    source: str
    locator: str
    says: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in one language; the lines of its text are not broken. `understood` is None where nothing was."""

    understood: Understood | None
    answer: str
    concepts: tuple[str, ...]
    sources: tuple[Cited, ...]


def answer(session: Session, words: Words, asked: Asked | None, question: str) -> Answer:
    """The answer to a question that was read."""
    if asked is None:
        return _not_understood(session, words, question)
    teller = _Teller(session, words)
    group = asked.shape == "kinds" and session.graph.groups(asked.concepts[0], "kinds")
    what = words.say("ask-what-" + ("group" if group else asked.shape), **_named(teller, asked))
    sentence = words.say("ask-understood", what=what)
    sections = gather(session.graph, session.rules, asked)
    understood = Understood(asked.shape, asked.concepts, asked.language, sentence)
    if not sections:
        return _nothing(session, words, asked, understood)
    lines = [line for section in sections for line in ("", *teller.lines(section))]
    named = dict.fromkeys((*asked.concepts, *(id for section in sections for id in section.concepts())))
    cited = dict.fromkeys(statement for section in sections for statement in section.cited())
    sources = tuple(teller.cited(statement) for statement in cited if teller.known(statement))
    if not sources and any(section.head not in _PLAN for section in sections):
        lines += ["", words.say("ask-general")]
    return Answer(understood, "\n".join(lines[1:]), tuple(named), sources)


def _named(teller: _Teller, asked: Asked) -> dict[str, str]:
    names = [teller.words.quoted(teller.label(id)) for id in asked.concepts]
    return {"concept": names[0], "other": names[1] if len(names) > 1 else ""}


def _not_understood(session: Session, words: Words, question: str) -> Answer:
    text = words.say("ask-unknown")
    if near := session.near(question, words.language):
        text += "\n" + words.say("ask-near", concepts=_listed(session, words, near))
    return Answer(None, text, (), ())


def _nothing(session: Session, words: Words, asked: Asked, understood: Understood) -> Answer:
    """The graph knows the concept, and has no fact of the kind asked for."""
    subject = asked.concepts[0]
    concept = session.graph.knowledge.concepts[subject]
    text = words.say("ask-nothing", concept=words.quoted(pick(concept.label, words.language)))
    near = (*concept.broader, *session.graph.children.get(subject, ()))[:4]
    if near:
        text += "\n" + words.say("ask-near", concepts=_listed(session, words, near))
    return Answer(understood, text, asked.concepts, ())


def _listed(session: Session, words: Words, ids: tuple[str, ...]) -> str:
    return ", ".join(words.quoted(pick(session.graph.knowledge.concepts[id].label, words.language)) for id in ids)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts sections into words."""

    session: Session
    words: Words

    def label(self, id: str) -> str:
        return pick(self.session.graph.knowledge.concepts[id].label, self.words.language)

    def known(self, statement: str) -> bool:
        return statement in self.session.graph.knowledge.statements

    def cited(self, id: str) -> Cited:
        knowledge = self.session.graph.knowledge
        statement = knowledge.statements[id]
        source = pick(knowledge.sources[statement.source].label, self.words.language)
        return Cited(id, source, statement.locator, self.says(id))

    def says(self, id: str) -> str:
        claim = self.session.graph.glossary.claims.get(id)
        return pick(claim.says, self.words.language) if claim else ""

    def lines(self, section: Section) -> Iterator[str]:
        """A section as lines: a paragraph, or a head with a list under it."""
        special: dict[str, Callable[[Section], Iterator[str]]] = {
            "definition": self._definition,
            "importance": self._why,
            "example": self._example,
            "source": self._statements,
            "notes": self._statements,
        }
        if section.head in special:
            yield from special[section.head](section)
            return
        if section.head in _INLINE:
            yield f"{self._head(section)}: {', '.join(self.label(branch.id) for branch in section.branches)}."
            return
        yield f"{self._head(section)}:"
        yield from self._items(section)
        if section.collection and section.collection.note:
            yield "  " + pick(section.collection.note, self.words.language)

    def _head(self, section: Section) -> str:
        if section.head == "collection" and section.collection:
            return pick(section.collection.label, self.words.language)
        told = pick(section.collection.label, self.words.language) if section.collection else ""
        about = self.words.quoted(self.label(section.about)) if section.about else ""
        if section.head == "kinds" and self.session.graph.groups(section.about, "kinds"):
            return _capital(self.label(section.about))
        return _capital(self.words.say(f"ask-head-{section.head}", concept=about, told=told))

    def _items(self, section: Section) -> Iterator[str]:
        short = bool(section.collection and section.collection.source)
        for number, branch in enumerate(section.branches, 1):
            yield from self._branch(branch, f"{number}. " if section.ordered else "- ", "  ", short)
        for relation in section.relations:
            yield f"  - {self._relation(relation)}"
        for path in section.fields:
            yield f"  - {self._field(path)}"
        for rule in section.rules:
            yield f"  - {pick(self.session.base.rules[rule].text.title, self.words.language)} [{rule}]"

    def _branch(self, branch: Branch, mark: str, lead: str, short: bool) -> Iterator[str]:
        definition = pick(self.session.graph.glossary.entries[branch.id].definition, self.words.language)
        tail = f": {_lower(definition)}" if definition and not short else ""
        yield f"{lead}{mark}{self.label(branch.id)}{tail}"
        for under in branch.under:
            yield from self._branch(under, "- ", lead + "  ", short)

    def _relation(self, relation: Relation) -> str:
        kind = re.sub("[A-Z]", lambda match: "-" + match[0].lower(), relation.kind)
        verb = self.words.say(f"relation-{kind}")
        cited = ", ".join(s for s in relation.justified_by if self.known(s)) or self.words.say("domain-knowledge")
        strength = self.words.say(f"card-relation-{relation.strength}")
        return f"{_capital(self.label(relation.subject))} {verb} {self.label(relation.object)} ({strength}; {cited})"

    def _field(self, path: str) -> str:
        steps = path.split(".")
        names = (self.words.field(".".join(steps[: end + 1]).removesuffix("[]")) for end in range(len(steps)))
        return f"{' · '.join(names)} ({path})"

    def _definition(self, section: Section) -> Iterator[str]:
        entry = self.session.graph.glossary.entries[section.about]
        language = self.words.language
        definition = pick(entry.definition, language) or self.words.say("ask-undefined")
        yield f"{_capital(self.label(section.about))}: {_lower(definition)}"
        if entry.scope:
            yield self.words.say("ask-scope", text=pick(entry.scope, language))
        if others := entry.alternative.get(language, ()):
            yield self.words.say("ask-also", labels=", ".join(others))

    def _why(self, section: Section) -> Iterator[str]:
        why = pick(self.session.graph.knowledge.concepts[section.about].why or {}, self.words.language)
        yield f"{_capital(self.label(section.about))}: {_lower(why)}"

    def _example(self, section: Section) -> Iterator[str]:
        text = pick(self.session.graph.glossary.entries[section.about].example or {}, self.words.language)
        yield f"{_capital(self.label(section.about))}: {_lower(text)}"

    def _statements(self, section: Section) -> Iterator[str]:
        if section.head == "notes":
            yield f"{self.words.say('ask-head-notes')}:"
        else:
            yield f"{self.cited(section.statements[0]).source}:"
        for id in section.statements:
            statement = self.cited(id)
            yield f"  - {id} ({statement.locator}): {statement.says}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """The beginning of a sentence after a colon; abbreviations keep their capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
