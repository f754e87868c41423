"""Finds wording taken from the source documents, by hashes of ten-word runs.

The documents themselves are not kept here.
`python -m engine.knowledge.borrowed FILE...` writes the hashes anew from them.
"""

from __future__ import annotations

import functools
import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = 10
SIZE = 8
STORE = Path(__file__).with_name("borrowed.bin")

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[tuple[int, str]]:
    """(line, word) of each word, without case, accents, mark-up and punctuation."""
    text = _TAG.sub(lambda tag: "\n" * tag[0].count("\n") or " ", _ESCAPE.sub(_unescape, text))
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        plain = unicodedata.normalize("NFKD", line.casefold())
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        found += [(number, word) for word in _WORD.findall(plain)]
    return found


def _unescape(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " "


def runs(text: str) -> Iterator[tuple[int, bytes]]:
    """(line, hash) of each run of ten words."""
    listed = words(text)
    for start in range(len(listed) - RUN + 1):
        run = " ".join(word for _, word in listed[start : start + RUN])
        yield listed[start][0], _hash(run)


@functools.cache
def _hash(run: str) -> bytes:
    return hashlib.blake2b(run.encode(), digest_size=SIZE).digest()


def learn(texts: Iterable[str]) -> frozenset[bytes]:
    """The hashes of all runs of the given texts."""
    return frozenset(digest for text in texts for _, digest in runs(text))


def load(path: Path = STORE) -> frozenset[bytes]:
    """The stored hashes of the source documents."""
    data = path.read_bytes()
    return frozenset(data[at : at + SIZE] for at in range(0, len(data), SIZE))


def borrowed(text: str, known: frozenset[bytes]) -> list[int]:
    """Lines on which a run of ten words begins that is in one of the known texts."""
    return sorted({line for line, digest in runs(text) if digest in known})


if __name__ == "__main__":
    STORE.write_bytes(b"".join(sorted(learn(Path(name).read_text("utf-8") for name in sys.argv[1:]))))
