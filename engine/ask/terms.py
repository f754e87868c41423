"""Words as search compares them: folded, split, cut to their stems in the language they are read in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from engine.knowledge.fold import folded

_WORD = re.compile(r"[a-z0-9]+")
_ONE_TO_ONE = re.compile(r"\b(?:uno?|one|1) (?:a|to) (?:uno?|one|1)\b")
_ALGORITHMS = {"es": "spanish", "ca": "catalan", "en": "english", "pt": "portuguese"}
_SOFT = (
    (re.compile("ces$"), "ca"),
    (re.compile("ques$"), "ca"),
    (re.compile("gues$"), "ga"),
    (re.compile("ges$"), "ja"),
    (re.compile("(?<=[a-z]{4})acions?$"), "ar"),
)
"""Catalan endings that the stemmer does not see through once folded: aliances, marques, botigues, pluges, segmentacio."""


def split(text: str) -> tuple[str, ...]:
    """The folded words of a text; apostrophes and hyphens divide, "one to one" is a single word."""
    plain = " ".join(_WORD.findall(folded(text).replace("·", "").replace("l.l", "ll")))
    plain = plain.replace("marqueting", "marketing")  # both spellings are in use in Catalan
    return tuple(_ONE_TO_ONE.sub("onetoone", plain).split())


@cache
def stem(word: str, language: str) -> str:
    """The stem of a folded word."""
    if language == "ca":
        for ending, singular in _SOFT:
            word = ending.sub(singular, word)
    return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer  # type: ignore[import-untyped]  # imported late: a warm index stems the few words of a question only

    return snowballstemmer.stemmer(_ALGORITHMS[language])
