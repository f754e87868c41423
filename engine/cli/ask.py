"""`vinculo search` and `vinculo ask`: concepts by their names, and questions about them."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator

import orjson

from engine.ask.answer import Answer, answer
from engine.ask.search import Hit
from engine.ask.search import search as find
from engine.ask.session import Session, open_session
from engine.cli.context import EXIT_OK, Context
from engine.tell.lines import WIDTH
from engine.text.words import Words


def session_of(context: Context) -> Session:
    """What searches and questions are answered with. Raises KnowledgeError and RuleError."""
    system = context.system
    return open_session(system.knowledge, system.glossary, system.base, context.cache)


def search(context: Context, options: argparse.Namespace) -> int:
    """The concepts that answer to a text."""
    text = " ".join(options.text)
    session = session_of(context)
    hits = find(session.index, session.graph.lexicon, session.graph.knowledge, text, context.words.language)
    if options.format == "json":
        context.out(orjson.dumps(hits, option=orjson.OPT_INDENT_2).decode())
        return EXIT_OK
    if not hits:
        context.out(context.words.say("search-none", text=context.words.quoted(text)))
    for hit in hits:
        for line in _hit(hit, context.words):
            context.out(line)
    return EXIT_OK


def _hit(hit: Hit, words: Words) -> Iterator[str]:
    yield f"{hit.label} [{hit.id}]"
    kind = words.say("search-kind-" + hit.kind)
    shown = "" if hit.kind == "definition" else f": {hit.matched}"
    language = f" ({hit.language})" if hit.language != words.language else ""
    yield f"    {kind}{shown}{language}"


def ask(context: Context, options: argparse.Namespace) -> int:
    """The answer to a question: in the language asked for, else in that of the question."""
    question = " ".join(options.question)
    session = session_of(context)
    asked = session.reader.read(question, context.words.language)
    spoken = asked.language if asked else session.reader.language(question, context.words.language)
    words = Words(context.words.catalogue, options.lang or spoken)
    given = answer(session, words, asked, question)
    if options.format == "json":
        context.out(orjson.dumps(given, option=orjson.OPT_INDENT_2).decode())
    else:
        context.out("\n".join(_wrapped(_told(given, words))))
    return EXIT_OK


def _told(given: Answer, words: Words) -> Iterator[str]:
    """An answer as lines: what was understood, the answer, its sources by document."""
    if given.understood is None:
        yield given.answer
        return
    yield given.understood.sentence
    yield "─" * WIDTH
    yield from given.answer.split("\n")
    if given.understood.shape == "who-says":
        return
    documents: dict[str, list[str]] = {}
    for cited in given.sources:
        documents.setdefault(cited.source, []).append(f"{cited.statement} ({cited.locator})")
    if documents:
        yield from ("", f"{words.say('label-sources')}:")
        yield from (f"  - {document}: {', '.join(places)}" for document, places in documents.items())


def _wrapped(lines: Iterator[str]) -> Iterator[str]:
    """Lines of at most 80 columns; the rest of a list item hangs under its text."""
    for text in lines:
        for line in text.split("\n"):
            indent = len(line) - len(line.lstrip(" "))
            marked = line.lstrip(" ").partition(" ")[0]
            hang = indent + (len(marked) + 1 if marked == "-" or marked.rstrip(".").isdigit() else 0)
            yield from textwrap.wrap(
                line,
                WIDTH,
                subsequent_indent=" " * hang,
                break_long_words=False,
                break_on_hyphens=False,
            ) or [""]
