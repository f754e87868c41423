"""What holds of the texts of the graph: own words, in the language that their tag says, in all three languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from engine.errors import KnowledgeError, Problem
from engine.knowledge.borrowed import borrowed, load
from engine.knowledge.model import LANGUAGES
from engine.knowledge.nodes import PROV, VO, local
from engine.knowledge.quality import Issue, concepts

TEXTS = (
    SKOS.definition, SKOS.scopeNote, SKOS.example, SKOS.note, SKOS.changeNote,
    *(URIRef(VO + name) for name in ("whyItMatters", "says", "evidence", "caution")),
)  # fmt: skip
LONG_ENOUGH = 40
"""Characters from which the language detector is to be trusted."""
OTHERS = ("pt", "fr", "it")
"""Languages that a text could be in by mistake."""
SENTENCES = 3
_END = re.compile(r"[.?!…](?=\s|$)")


def check_texts(graph: Graph) -> list[Issue]:
    """Every issue of the texts, sorted. Raises KnowledgeError where the language detector is not installed."""
    return sorted({*_borrowed(graph), *_languages(graph), *_coverage(graph), *_definitions(graph), *_grounds(graph)})


def _texts(graph: Graph) -> Iterator[tuple[Node, URIRef, Literal]]:
    for prop in TEXTS:
        for subject, text in graph.subject_objects(prop):
            if isinstance(text, Literal):
                yield subject, prop, text


def _borrowed(graph: Graph) -> Iterator[Issue]:
    """Ten words in a row of a source document."""
    known = load()
    for subject, prop, text in _texts(graph):
        if borrowed(str(text), known):
            yield Issue("error", "text-borrowed", (local(str(subject)),), f"{_name(prop)}@{text.language}")


def _languages(graph: Graph) -> Iterator[Issue]:
    """Texts that the detector takes for another language than their tag says."""
    detect = _detector()
    for subject, prop, text in _texts(graph):
        if len(text) >= LONG_ENOUGH and (found := detect(str(text))) != text.language:
            yield Issue("error", "text-language", (local(str(subject)),), f"{_name(prop)}@{text.language}: {found}")


def _detector() -> Callable[[str], str]:
    """What tells the language of a text, out of ours and those next to them."""
    try:
        from py3langid import langid
    except ImportError:
        raise KnowledgeError(
            Problem("check-needs-package", "vinculo[check]", params={"package": "py3langid"})
        ) from None
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages([*LANGUAGES, *OTHERS])
    return lambda text: str(identifier.classify(text)[0])


def _coverage(graph: Graph) -> Iterator[Issue]:
    """Texts that are there in some of the languages only, or twice in one."""
    found: dict[tuple[Node, URIRef], list[str]] = {}
    for subject, prop, text in _texts(graph):
        found.setdefault((subject, prop), []).append(text.language or "")
    for (subject, prop), languages in found.items():
        if prop != SKOS.changeNote and sorted(languages) != sorted(LANGUAGES):
            lacking = sorted(set(LANGUAGES) - set(languages)) or sorted(languages)
            yield Issue("error", "text-coverage", (local(str(subject)),), f"{_name(prop)}: {', '.join(lacking)}")


def _definitions(graph: Graph) -> Iterator[Issue]:
    """Definitions of more than three sentences."""
    for concept in concepts(graph):
        for text in graph.objects(concept, SKOS.definition):
            if isinstance(text, Literal) and len(_END.findall(str(text))) > SENTENCES:
                yield Issue("warning", "text-long-definition", (local(concept),), text.language or "")


def _grounds(graph: Graph) -> Iterator[Issue]:
    """Statements that nothing represents, and concepts whose mark does not fit what they cite."""
    cites = [URIRef(VO + name) for name in ("editorialStatement", "justifiedBy")] + [URIRef(PROV + "wasDerivedFrom")]
    cited = {statement for prop in cites for statement in graph.objects(None, prop)}
    for statement in sorted(graph.subjects(RDF.type, URIRef(VO + "Statement")), key=str):
        if statement not in cited:
            yield Issue("error", "statement-uncited", (local(str(statement)),))
        if (statement, URIRef(VO + "says"), None) not in graph:
            yield Issue("error", "statement-silent", (local(str(statement)),))
    for concept in concepts(graph):
        own = str(graph.value(concept, URIRef(VO + "basis"))) == "sources"
        if own != ((concept, cites[2], None) in graph):
            yield Issue("error", "basis-mismatch", (local(concept),))


def _name(prop: URIRef) -> str:
    return local(str(prop)).rpartition("#")[2]
