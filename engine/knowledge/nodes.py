"""A graph without RDF machinery: nodes by IRI, their values by property IRI, and how to ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.errors import KnowledgeError, Problem, nearest
from engine.knowledge.model import LANGUAGES, Text

BASE = "urn:vinculo:"
VO = f"{BASE}ontology:"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """An object of a triple: the text of a literal, or the IRI or blank label of a node."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A subject: the name of the file that describes it, and its values in no order."""

    file: str
    values: dict[str, list[Value]]


Nodes = dict[str, Node]


@dataclass(frozen=True, slots=True)
class Reader:
    """Typed reading of nodes; what is missing or wrong is gathered in `problems`, so that all is told at once."""

    nodes: Nodes
    folder: str
    problems: list[Problem]

    def of_type(self, iri: str) -> tuple[str, ...]:
        """The IRIs of the nodes of a class, sorted."""
        return tuple(
            sorted(s for s, n in self.nodes.items() if any(v.text == iri for v in n.values.get(f"{RDF}type", ())))
        )

    def texts(self, subject: str, prop: str) -> Text | None:
        """A text in all languages; None where there is none at all; a problem where a language is missing."""
        found = {v.language: v.text for v in sorted(self._values(subject, prop), reverse=True) if v.language}
        for language in LANGUAGES:
            if found and not found.get(language, "").strip():
                self.report("knowledge-missing", subject, prop, {"language": language})
        return {language: found.get(language, "") for language in LANGUAGES} if found else None

    def text(self, subject: str, prop: str) -> Text:
        """As `texts`, and a problem where there is none."""
        found = self.texts(subject, prop)
        if found is None:
            self.report("knowledge-missing", subject, prop, {})
        return found or dict.fromkeys(LANGUAGES, "")

    def labels(self, subject: str, prop: str) -> dict[str, tuple[str, ...]]:
        """The texts of each language, sorted."""
        found: dict[str, list[str]] = {}
        for value in sorted(self._values(subject, prop), key=lambda v: (v.text, v.language or "")):
            found.setdefault(value.language or "", []).append(value.text)
        return {language: tuple(texts) for language, texts in found.items()}

    def many(self, subject: str, prop: str) -> tuple[str, ...]:
        """All values as text, sorted."""
        return tuple(sorted(v.text for v in self._values(subject, prop)))

    def optional(self, subject: str, prop: str) -> str | None:
        """The single value, or None."""
        found = self.many(subject, prop)
        return found[0] if found else None

    def one(self, subject: str, prop: str) -> str:
        """The single value; a problem where there is none or there are several."""
        found = self.many(subject, prop)
        if len(found) != 1:
            self.report("knowledge-missing" if not found else "knowledge-repeated", subject, prop, {})
        return found[0] if found else ""

    def number(self, subject: str, prop: str) -> float:
        """The single value as a number; a problem where it is none."""
        written = self.one(subject, prop)
        try:
            return float(written)
        except ValueError:
            if written:
                self.report("knowledge-value", subject, prop, {"value": written})
            return 0.0

    def optional_number(self, subject: str, prop: str) -> float | None:
        """The single value as a number, or None."""
        return self.number(subject, prop) if self.many(subject, prop) else None

    def known(self, subject: str, prop: str, ids: tuple[str, ...], among: Mapping[str, object]) -> tuple[str, ...]:
        """The same ids; a problem for each that is not `among` the known ones."""
        for unknown in (i for i in ids if i not in among):
            self.report("knowledge-unknown", subject, prop, {"value": unknown}, nearest(unknown, among))
        return ids

    def report(self, code: str, subject: str, prop: str, params: Mapping[str, str], near: str | None = None) -> None:
        """Notes a problem of a property of a node."""
        node = self.nodes.get(subject)
        # A blank node has a new name at every parse: it may not reach a message.
        told = {"subject": subject if ":" in subject else "[]", "property": prop, **params}
        self.problems.append(
            Problem(code, f"{self.folder}/{node.file}" if node else self.folder, params=told, nearest=near)
        )

    def finish(self) -> None:
        """Raises KnowledgeError where something was noted."""
        if self.problems:
            raise KnowledgeError(self.problems)

    def _values(self, subject: str, prop: str) -> list[Value]:
        node = self.nodes.get(subject)
        return node.values.get(prop, []) if node else []


def local(iri: str) -> str:
    """The id within an IRI: "urn:vinculo:concept:trust" -> "trust"."""
    return iri.rpartition(":")[2] if iri.startswith(BASE) else iri
