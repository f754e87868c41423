"""Search: folding, stems, slips of typing, the order of what is found, the snapshot of the index."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.ask.index import code_digest, load_index
from engine.ask.match import near, slips
from engine.ask.search import Hit, search
from engine.ask.terms import split, stem
from tests.ask.small import glossary, index, knowledge, lexicon


def found(text: str, language: str = "es") -> tuple[Hit, ...]:
    """What search finds in the small vocabulary."""
    return search(index(), lexicon(), knowledge(), text, language)


def test_words_are_folded_and_split() -> None:
    """Accents, capitals, apostrophes, the middle dot and "one to one"."""
    assert split("L'Aliança Col·laboració 1 a 1") == ("l", "alianca", "collaboracio", "onetoone")


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("alianzas", "alianza", "es"),
        ("clientes", "cliente", "es"),
        ("aliances", "alianca", "ca"),
        ("marques", "marca", "ca"),
        ("programmes", "programme", "en"),
    ],
)
def test_plural_and_singular_have_one_stem(one: str, other: str, language: str) -> None:
    """Also in Catalan, where the plural changes the last consonant."""
    assert stem(one, language) == stem(other, language)


def test_short_words_must_be_right() -> None:
    """A short word has no slips; a long one has up to two."""
    assert [slips(word) for word in ("plan", "trust", "confianza", "123456")] == [0, 1, 2, 0]
    assert near("confinza", ["confianza", "cronograma"]) == ("confianza",)
    assert near("plam", ["plan"]) == ()


@pytest.mark.parametrize(
    ("text", "kind", "score"),
    [("confianza", "preferred", 1.0), ("LEALTAD", "alternative", 0.97), ("fidelidade", "hidden", 0.94)],
)
def test_exact_labels(text: str, kind: str, score: float) -> None:
    """The label that matched and what sort of label it is; Portuguese helps to find, too."""
    hit = found(text)[0]
    assert (hit.kind, hit.score) == (kind, score)


def test_preferred_before_alternative_before_definition() -> None:
    """Two meanings of a word are both shown, that of the main name first; a word of definitions comes last."""
    assert [(hit.id, hit.kind) for hit in found("bank", "en")] == [
        ("bank-river", "preferred"),
        ("bank-money", "alternative"),
    ]
    hits = found("palimpsesto")
    assert {hit.kind for hit in hits} == {"definition"}
    assert max(hit.score for hit in hits) < 0.3
    assert hits[0].matched == knowledge().concepts[hits[0].id].label["es"]


def test_all_words_in_a_label() -> None:
    """A label with more words than were asked for scores under the exact one and above a mistyped one."""
    part, slip = found("fidelidad")[0], found("fidelidat cliente")[0]
    assert (part.id, slip.id) == ("loyalty", "loyalty")
    assert 1.0 > part.score >= 0.8
    assert found("confiansa")[0].id == "trust"
    assert 0.64 > found("confiansa")[0].score > 0.4


def test_the_readers_language_is_first_on_ties() -> None:
    """The word "cronograma" is both Spanish and Catalan."""
    assert [found("cronograma", code)[0].language for code in ("es", "ca")] == ["es", "ca"]


def test_nothing_is_like_it() -> None:
    """No hit at any price."""
    assert found("xyzzy") == ()
    assert found("") == ()


def test_index_from_its_snapshot(tmp_path: Path) -> None:
    """The same index from the cache; one that is damaged is built anew."""
    first = load_index(knowledge(), glossary(), lexicon(), tmp_path)
    (kept,) = tmp_path.glob("search-*.json")
    assert load_index(knowledge(), glossary(), lexicon(), tmp_path) == first == index()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-40])
    assert load_index(knowledge(), glossary(), lexicon(), tmp_path) == first
    assert kept.read_bytes() == whole


def test_the_digest_covers_the_code() -> None:
    """A digest of SHA-256, the same each time."""
    assert len(code_digest()) == 64
    assert code_digest() == code_digest()
