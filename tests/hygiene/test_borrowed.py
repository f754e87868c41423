"""No text of the repository repeats ten words in a row of the documents that the project is built from."""

from __future__ import annotations

import pytest

from engine.knowledge.borrowed import STORE, borrowed, learn, load
from tests.hygiene.repository import texts

EXPECTED_RUNS = 3002
SAMPLE = "Ningún barco sale del puerto si la capitanía no ha firmado antes su hoja de ruta."


def test_nothing_is_borrowed() -> None:
    known = load()
    found = [f"{path}:{line}" for path, text in texts().items() for line in borrowed(text, known)]
    assert found == []


def test_the_store_is_whole() -> None:
    # Literals: a store that was emptied or cut would let everything pass.
    assert len(load()) == EXPECTED_RUNS
    assert STORE.stat().st_size == 8 * EXPECTED_RUNS


@pytest.mark.parametrize(
    "text",
    [
        SAMPLE,
        SAMPLE.upper(),
        "sale del puerto si la capitania no ha firmado antes",
        '  why:\n    es: "Aquí, sale del puerto\n      si la capitanía no ha firmado antes"\n',
        "# sale del puerto si\n# la capitanía no\n# ha firmado antes\n",
        "<p>sale del <b>puerto</b> si la capitanía no ha firmado antes</p>",
        '{"es": "sale del puerto si la capitan\\u00eda no ha firmado antes"}',
    ],
)
def test_borrowed_wording_is_seen(text: str) -> None:
    assert len(borrowed(text, learn([SAMPLE]))) > 0


@pytest.mark.parametrize(
    "text",
    [
        "sale del puerto si la capitanía no ha firmado",
        "sale del puerto si la capitanía no ha firmado nunca su hoja",
        "",
    ],
)
def test_own_wording_passes(text: str) -> None:
    assert borrowed(text, learn([SAMPLE])) == []
