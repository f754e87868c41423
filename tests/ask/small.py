"""A small vocabulary made by hand: alliances with a grouping concept, a process, two meanings of a word."""

from __future__ import annotations

from functools import cache

from engine.ask.index import Index, build_index
from engine.ask.lexicon import Lexicon, load_lexicon
from engine.ask.session import Session
from engine.ask.structure import Graph
from engine.knowledge.glossary import Claim, Collection, Entry, Glossary
from engine.knowledge.model import Concept, Knowledge, Relation, Source, Statement
from engine.rules.model import RuleBase
from tests.rules.cases import system

LANGUAGES = ("es", "ca", "en")
_TREE = {
    "relationship-marketing": ("", "marketing relacional", "màrqueting relacional", "relationship marketing"),
    "alliance": ("relationship-marketing", "alianza estratégica", "aliança estratègica", "strategic alliance"),
    "alliance-types": ("alliance", "tipo de alianza", "tipus d'aliança", "alliance type"),
    "alliance-final": ("alliance-types", "alianza final", "aliança final", "final alliance"),
    "alliance-partial": ("alliance-types", "alianza parcial", "aliança parcial", "partial alliance"),
    "alliance-note": ("alliance", "acuerdo escrito", "acord escrit", "written agreement"),
    "plan": ("relationship-marketing", "plan de relación", "pla de relació", "relationship plan"),
    "analysis": ("plan", "análisis de la situación", "anàlisi de la situació", "situation analysis"),
    "objectives": ("plan", "fijación de objetivos", "fixació d'objectius", "objective setting"),
    "schedule": ("plan", "cronograma", "cronograma", "schedule"),
    "segmentation": ("relationship-marketing", "segmentación", "segmentació", "segmentation"),
    "loyalty": ("relationship-marketing", "fidelidad del cliente", "fidelitat del client", "customer loyalty"),
    "trust": ("relationship-marketing", "confianza", "confiança", "trust"),
    "saturation": ("relationship-marketing", "saturación de contactos", "saturació de contactes", "contact fatigue"),
    "cap": ("relationship-marketing", "tope de contactos", "límit de contactes", "contact cap"),
    "bank-river": ("relationship-marketing", "ribera", "riba", "bank"),
    "bank-money": ("relationship-marketing", "entidad financiera", "entitat financera", "financial bank"),
}
_RELATIONS = (
    ("plan", "requires", "segmentation"),
    ("trust", "leadsTo", "loyalty"),
    ("cap", "prevents", "saturation"),
    ("loyalty", "measuredBy", "trust"),
    ("saturation", "conflictsWith", "loyalty"),
)
_ALSO = {"loyalty": {"es": ("lealtad",), "ca": ("lleialtat",), "en": ("allegiance",)}, "bank-money": {"en": ("bank",)}}
_HIDDEN = {"loyalty": {"es": ("fidelidades",), "pt": ("fidelidade",)}}
_EXAMPLES = {"trust": {"es": "Una clínica que llama.", "ca": "Una clínica que truca.", "en": "A clinic that calls."}}


def _texts(es: str, ca: str, en: str) -> dict[str, str]:
    return {"es": es, "ca": ca, "en": en}


@cache
def knowledge() -> Knowledge:
    """The concepts and their relations."""
    why = _texts("Sin esto no hay venta.", "Sense això no hi ha venda.", "Without it there is no sale.")
    concepts = {
        id: Concept(
            id, _texts(*labels), why if id == "trust" else None, (up,) if up else (), ("S1-001", "S2-001"),
            ("S1-002",) if id == "trust" else (), "sources", None, (),
        )
        for id, (up, *labels) in sorted(_TREE.items())
    }  # fmt: skip
    relations = tuple(Relation(a, kind, b, "hard", ("S1-001",)) for a, kind, b in _RELATIONS)
    sources = {id: Source(id, _texts(f"libro {id}", f"llibre {id}", f"book {id}"), "es", "book") for id in ("S1", "S2")}
    statements = {id: Statement(id, id[:2], "p. 1", "claim") for id in ("S1-001", "S1-002", "S2-001")}
    return Knowledge("1", "d" * 64, concepts, relations, {}, sources, statements)


@cache
def glossary() -> Glossary:
    """Their definitions, other labels, and a process as we and a source tell it."""
    entries = {
        id: Entry(
            id,
            _texts(f"Explica palimpsesto {id}.", f"Explica palimpsest {id}.", f"Explains palimpsest {id}."),
            "sources", _ALSO.get(id, {}), _HIDDEN.get(id, {}), None, _EXAMPLES.get(id),
        )
        for id in sorted(_TREE)
    }  # fmt: skip
    claims = {
        id: Claim(
            id, _texts("enunciado", "enunciat", "statement"), _texts("Dice esto.", "Diu això.", "Says so."), False
        )
        for id in knowledge().statements
    }
    label = _texts("pasos del plan", "passos del pla", "plan steps")
    collections = {
        "steps": Collection("steps", label, True, ("analysis", "objectives", "schedule"), None, None, ("S1-001",)),
        "steps-S2": Collection("steps-S2", _texts("otro orden", "un altre ordre", "another order"), True,
                               ("objectives", "analysis"), "S2", None, ("S2-001",)),
    }  # fmt: skip
    return Glossary(entries, claims, collections)


@cache
def lexicon() -> Lexicon:
    """The real words of questions."""
    return load_lexicon(None)


@cache
def index() -> Index:
    """The index of the small vocabulary."""
    return build_index(knowledge(), glossary(), lexicon())


@cache
def session() -> Session:
    """The small vocabulary ready for questions, with the real rules (none of which is about its concepts)."""
    base: RuleBase = system().base
    return Session(Graph(knowledge(), glossary(), lexicon()), index(), base)
