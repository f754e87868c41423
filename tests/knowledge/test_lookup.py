"""Concepts by id and by label: what goes before what, what is ambiguous, what is near."""

from __future__ import annotations

from engine.knowledge.glossary import Entry, Glossary
from engine.knowledge.lookup import labels_of, meant, nearest_name
from tests.data.frozen import knowledge


def entry(id: str, alternative: dict[str, tuple[str, ...]], hidden: dict[str, tuple[str, ...]]) -> Entry:
    """An entry with these labels."""
    return Entry(id, {}, "domain knowledge", alternative, hidden, None, None)


GIVEN = {
    "pillars": entry("pillars", {"es": ("Columnas maestras",), "en": ("Identify (en)",)}, {"ca": ("pilars",)}),
    "steps": entry("steps", {"ca": ("Camí",)}, {"es": ("Columnas maestras", "cosa"), "pt": ("passos",)}),
    "analysis": entry("analysis", {"es": ("estudio",)}, {"en": ("thing",), "es": ("cosa",)}),
}
GLOSSARY = Glossary({id: GIVEN.get(id, entry(id, {}, {})) for id in knowledge().concepts}, {}, {})


def found(text: str) -> tuple[str, ...]:
    return meant(knowledge(), GLOSSARY, text)


def test_id_and_labels_of_every_kind_and_language() -> None:
    for text in ("pillars", "Pillars (es)", "pillars (CA)", "columnas  MAESTRAS", "PILARS"):
        assert found(text) == ("pillars",), text
    assert found("cami") == ("steps",)


def test_preferred_label_goes_before_the_others() -> None:
    assert found("identify (en)") == ("identify",)


def test_ambiguous_and_unknown() -> None:
    assert found("cosa") == ("analysis", "steps")
    assert found("columna") == ()
    assert found("") == ()


def test_nearest() -> None:
    assert nearest_name(knowledge(), GLOSSARY, "pilars-") == "pillars"
    assert nearest_name(knowledge(), GLOSSARY, "columnas maestra") == "Columnas maestras"
    assert nearest_name(knowledge(), GLOSSARY, "zzzzzzzz") is None


def test_labels_by_kind() -> None:
    preferred, alternative, hidden = labels_of(knowledge(), GLOSSARY, "pillars")
    assert (preferred[0], alternative, hidden) == (
        "Pillars (es)", ("Columnas maestras", "Identify (en)"), ("pilars",),
    )  # fmt: skip
