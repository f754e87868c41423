"""Properties: JSON as the standard library has it, YAML as JSON, both YAML parsers alike, no more errors."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.errors import VinculoError
from engine.read import read, read_json, read_yaml
from engine.read.nodes import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.read.nodes import Document, Node

CHARACTERS = st.characters(codec="utf-8")
NUMBERS = st.integers(-(10**60), 10**60) | st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS


def documents(text: st.SearchStrategy[str], keys: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    """Values of JSON, nested."""
    return st.recursive(
        LEAVES | text,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=25,
    )


ANY_TEXT = st.text(CHARACTERS, max_size=12)
ASCII_TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
INDENT = st.none() | st.integers(0, 5)


@given(documents(ANY_TEXT, ANY_TEXT), INDENT, st.booleans())
def test_json_is_read_as_the_standard_library_reads_it(value: object, indent: int | None, ascii_only: bool) -> None:
    """Same values and, as 1, 1.0 and True are equal in Python, same text when written again."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found = plain(read_json(text, "p").root)
    assert found == json.loads(text)
    assert json.dumps(found) == json.dumps(json.loads(text))


@given(st.text(st.sampled_from('[]{},:"\\/ \n\t0123456789.-+eEtruefalsn_ud8c'), max_size=14))
@example("[1.5e+3]")
def test_json_is_accepted_where_the_standard_library_accepts_it(text: str) -> None:
    """And refused where it refuses, but for what is refused on purpose."""
    on_purpose = {"duplicate-key", "json-lone-surrogate", "non-finite-number", "empty-document"}
    try:
        expected: object = json.loads(text)
    except ValueError:
        with pytest.raises(VinculoError):
            read_json(text, "p")
        return
    found = outcome(lambda: read_json(text, "p"))
    if isinstance(found, list):
        assert {code for code, _ in found} <= on_purpose
    else:
        assert plain(found) == expected


@given(documents(ASCII_TEXT, ASCII_TEXT), INDENT, st.booleans())
def test_yaml_gives_the_tree_that_json_gives(value: object, indent: int | None, pure: bool) -> None:
    """ASCII JSON text is YAML: same kinds, same texts, same places."""
    text = json.dumps(value, indent=indent)
    assert read_yaml(text, "p", pure=pure).root == read_json(text, "p").root


PLAIN = st.from_regex(r"[A-Za-záéçñ][a-zà-ú0-9 ]{0,8}[a-z]", fullmatch=True)
YAML_LEAF = st.one_of(
    PLAIN,
    PLAIN.map(lambda text: f"'{text}'"),
    PLAIN.map(lambda text: f"{text}   # note"),
    LEAVES.map(json.dumps),
    documents(ASCII_TEXT, ASCII_TEXT).map(json.dumps),
    st.sampled_from(["", "~", "yes", "08001", "2026-01-31", "12:30", "[a, b: c]", "{a, b: }", '"\\u00e9\\x41"', "[]"]),
)


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> str:
    """Block YAML as people write it: nested lists and mappings, comments, blank lines, blocks of text."""
    margin = " " * indent
    is_list = draw(st.booleans())
    lines: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        head = f"{margin}-" if is_list else f"{margin}k{number} {draw(PLAIN)}:"
        kind = draw(st.integers(0, 5 if depth < 3 else 3))
        if kind <= 2:
            lines.append(f"{head} {draw(YAML_LEAF)}")
        elif kind == 3:
            sign = draw(st.sampled_from(["|", ">", "|-", ">+"]))
            lines += [f"{head} {sign}", f"{margin}  {draw(PLAIN)}", f"{margin}  {draw(PLAIN)}"]
        else:
            lines += [head, draw(blocks(indent + 2, depth + 1))]
        lines += draw(st.sampled_from([[], [], [""], [f"{margin}# note"], ["# note", ""]]))
    return "\n".join(lines)


def outcome(reader: Callable[[], Document]) -> Node | list[tuple[str, int | None]]:
    """The tree, or the codes and lines of the problems."""
    try:
        return reader().root
    except VinculoError as error:
        return [(p.code, p.line) for p in error.problems]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(blocks(), st.sampled_from(["", "\n", "\n\n", "\n# end"]))
def test_both_yaml_parsers_give_the_same_tree(text: str, end: str) -> None:
    """With and without libyaml."""
    fast = outcome(lambda: read_yaml(text + end, "p"))
    assert not isinstance(fast, list)
    assert outcome(lambda: read_yaml(text + end, "p", pure=True)) == fast


@given(st.binary(max_size=200), st.sampled_from(["p.yaml", "p.json", "-"]))
def test_bytes_never_raise_anything_else(data: bytes, name: str) -> None:
    """Whatever comes, it is a document or a problem."""
    outcome(lambda: read(data, name))


@given(st.text(max_size=100) | st.text(st.sampled_from("ab:- \n\t'\"[]{},&*!|>%@#?\\~<0.9eux"), max_size=40))
@example('"\\ud800"')
@example("\ud800")
@example("a: \ud800")
def test_text_never_raises_anything_else(text: str) -> None:
    """Each reader on its own, without the checks of decode()."""
    outcome(lambda: read_json(text, "p"))
    outcome(lambda: read_yaml(text, "p"))
    outcome(lambda: read_yaml(text, "p", pure=True))


@given(blocks(), st.data())
def test_damaged_plans_are_problems_inside_the_text(text: str, data: st.DataObject) -> None:
    """A character put in or taken out of a plan: still a document, or problems that point into the text."""
    at = data.draw(st.integers(0, len(text)))
    damaged = (
        text[:at] + data.draw(st.sampled_from(["", "\t", ":", "'", "[", "}", "- ", "\n", "&a ", "%"])) + text[at + 1 :]
    )
    found = outcome(lambda: read_yaml(damaged, "p"))
    if isinstance(found, list):
        last = len(re.split("\n", damaged)) + 1
        assert found
        assert all(line is not None and 1 <= line <= last for _, line in found)
