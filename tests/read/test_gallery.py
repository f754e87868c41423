"""A gallery of broken texts: each mistake with the problem and the place that it must give."""

from __future__ import annotations

import pytest

from engine.errors import PlanError, UsageError
from engine.read import CODES, Media, read, read_json, read_yaml
from engine.read.limits import MAX_NODES, MAX_PROBLEMS

YAML = [
    ("", "empty-document", 1, 1),
    ("# only a comment\n", "empty-document", 1, 1),
    ("---\n", "empty-document", 1, 1),
    ("a: 1\nb:\n  c: 1\n  c: 2\n", "duplicate-key", 4, 3),
    ("{a: 1, 'a': 2}", "duplicate-key", 1, 8),
    ("- " * 40, "too-deep", 1, 65),
    ("[" * 2000, "too-deep", 1, 1001),
    ("[" + "1, " * MAX_NODES + "1]", "too-many-nodes", 1, 3 * (MAX_NODES - 1) + 2),
    ("a: " + "9" * 101, "number-too-long", 1, 4),
    ("a: .inf", "non-finite-number", 1, 4),
    ("a: -.INF", "non-finite-number", 1, 4),
    ("a: .nan", "non-finite-number", 1, 4),
    ("a: 1e999", "non-finite-number", 1, 4),
    ("a: [1, 2\nb: 3\n", "unclosed-bracket", 1, 4),
    ("{a: 1", "unclosed-bracket", 1, 1),
    ("a: 'x\n", "unclosed-quote", 1, 4),
    ('a: "x', "unclosed-quote", 1, 4),
    ('a: "\\q"', "unknown-escape", 1, 5),
    ("a: &x 1", "alias-not-allowed", 1, 4),
    ("a: *x", "alias-not-allowed", 1, 4),
    ("<<: {a: 1}", "alias-not-allowed", 1, 1),
    ("a: !!python/object:os.system x", "tag-not-allowed", 1, 4),
    ("a: !!str 1", "tag-not-allowed", 1, 4),
    ("%YAML 1.2\n---\na: 1", "directive-not-allowed", 1, 1),
    ("%YAML 1.3\n---\na: 1", "directive-not-allowed", 1, 1),
    ("%recompra: 5", "directive-not-allowed", 1, 1),
    ("a: 1\n---\nb: 2", "several-documents", 2, 1),
    ("1: a", "key-not-text", 1, 1),
    ("true: a", "key-not-text", 1, 1),
    ("2025-01-01: a", "key-not-text", 1, 1),
    ("? [a]\n: b", "key-not-text", 1, 3),
    ("? {a: 1}\n: b", "key-not-text", 1, 3),
    ("a:\n\t- b\n", "yaml-tab", 2, 1),
    ("a: 1\n\tb: 2\n", "yaml-tab", 2, 1),
    ("a: 1\n  b: 2\n", "yaml-indent", 2, 4),
    ("a:\n  b: 1\n c: 2\n", "yaml-indent", 3, 2),
    ("- a\nb: c\n", "yaml-indent", 2, 1),
    ("a: Plan 2026: retention", "yaml-colon", 1, 13),
    ("a: b\nc\nd: e", "yaml-no-colon", 2, 1),
    ("a: @marca", "yaml-character", 1, 4),
    ("a: %5", "yaml-character", 1, 4),
    ("a: [1, ", "unexpected-end", 2, 1),
    ("{", "unexpected-end", 2, 1),
    ("a: >50%", "yaml-character", 1, 4),
    ("a: >5\nb: 1", "yaml-character", 1, 4),
    ("a: * point", "yaml-character", 1, 4),
    ("a: - b", "yaml-character", 1, 4),
    ("a: }", "yaml-character", 1, 4),
    ("a: 'it's'", "yaml-after-value", 1, 8),
    ("a: [x] y", "yaml-after-value", 1, 8),
    ("a: 1\n...\nb: 2", "yaml-after-value", 3, 1),
    ("a: x\u2028y", "control-character", 1, 5),
    ("a: \x85", "control-character", 1, 4),
    ("a: \ufeffx", "control-character", 1, 4),
]
JSON = [
    ("", "empty-document", 1, 1),
    ('{"a": 1,\n "a": 2}', "duplicate-key", 2, 2),
    ("[" * 100_000, "too-deep", 1, 33),
    ('{"a":' * 40, "too-deep", 1, 161),
    ("[" + "1," * MAX_NODES + "1]", "too-many-nodes", 1, 2 * (MAX_NODES - 1) + 2),
    ("[" + "9" * 101 + "]", "number-too-long", 1, 2),
    ("[NaN]", "non-finite-number", 1, 2),
    ("[-Infinity]", "non-finite-number", 1, 2),
    ("[1e999]", "non-finite-number", 1, 2),
    ('{"a": {"b": [1, {"c": 2}]', "unclosed-bracket", 1, 7),
    ('["a', "unclosed-quote", 1, 2),
    ('{"a', "unclosed-quote", 1, 2),
    ('["a\nb"]', "unclosed-quote", 1, 2),
    ('["ab\\q"]', "unknown-escape", 1, 5),
    ('["\\u12"]', "unknown-escape", 1, 3),
    ('["a\tb"]', "control-character", 1, 4),
    ('{"a": True}', "json-syntax", 1, 7),
    ('{"a" 1}', "json-syntax", 1, 6),
    ("[1\n 2]", "json-syntax", 2, 2),
    ('["a": 1]', "json-syntax", 1, 5),
    ("[nullable]", "json-syntax", 1, 2),
    ("{,}", "json-syntax", 1, 2),
    ("// c\n{}", "json-comment", 1, 1),
    ("{'a': 1}", "json-single-quote", 1, 2),
    ("['a']", "json-single-quote", 1, 2),
    ("{a: 1}", "json-key-quotes", 1, 2),
    ('{"a": 01}', "json-number", 1, 7),
    ("[+1]", "json-number", 1, 2),
    ("[.5]", "json-number", 1, 2),
    ("[1.]", "json-number", 1, 2),
    ("[0x1F]", "json-number", 1, 2),
    ('["\\ud800"]', "json-lone-surrogate", 1, 2),
    ('{"\\udc00\\ud800": 1}', "json-lone-surrogate", 1, 2),
    ("[1,\n]", "json-trailing-comma", 1, 3),
    ('{"a": 1, }', "json-trailing-comma", 1, 8),
    ("{} {}", "json-trailing-text", 1, 4),
    ("[1]]", "json-trailing-text", 1, 4),
    ('{"a":', "unexpected-end", 1, 6),
    ('{"a"', "unexpected-end", 1, 5),
    ("[", "unexpected-end", 1, 2),
]
BEFORE_SYNTAX = {
    "not-found",
    "is-directory",
    "unreadable",
    "too-big",
    "other-format",
    "binary-file",
    "wrong-encoding",
    "damaged-utf-8",
}
"""Tested in test_source."""


def problem_of(text: str, media: Media, *, pure: bool = False) -> tuple[str, int | None, int | None]:
    """The one problem of a text, once its parameters are those that the table of codes promises."""
    with pytest.raises(PlanError) as caught:
        read_yaml(text, "p", pure=pure) if media == "yaml" else read_json(text, "p")
    (problem,) = caught.value.problems
    assert set(CODES[problem.code]) <= set(problem.params) <= {*CODES[problem.code], "detail"}
    assert all(problem.params[name] or name == "key" for name in problem.params)
    return problem.code, problem.line, problem.column


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize(
    ("text", "code", "line", "column"), YAML, ids=[f"{c}-{n}" for n, (_, c, *_) in enumerate(YAML)]
)
def test_broken_yaml(text: str, code: str, line: int, column: int, pure: bool) -> None:
    """Both parsers' complaints end in the same problem at the same place."""
    found = problem_of(text, "yaml", pure=pure)
    if text.startswith("[["):  # libyaml has a limit of its own, which it reaches first
        assert found[0] == code
    else:
        assert found == (code, line, column)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"), JSON, ids=[f"{c}-{n}" for n, (_, c, *_) in enumerate(JSON)]
)
def test_broken_json(text: str, code: str, line: int, column: int) -> None:
    """One mistake, one problem, at its place."""
    assert problem_of(text, "json") == (code, line, column)


def test_the_gallery_is_complete() -> None:
    """Every code is shown, and no other; yaml-syntax is the rest, for complaints that nobody has met yet."""
    shown = {code for _, code, *_ in YAML + JSON} | BEFORE_SYNTAX | {"yaml-syntax"}
    assert shown == set(CODES)


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize("escape", ["\\ud800", "\\ud83d\\ude00"])
def test_half_characters_in_yaml(escape: str, pure: bool) -> None:
    """YAML has no surrogate pairs: libyaml points to the escape, the Python parser to the text."""
    code, line, column = problem_of(f'a: "{escape}"', "yaml", pure=pure)
    assert (code, line) == ("unknown-escape", 1)
    assert column in (4, 5)


def test_all_problems_are_told_at_once() -> None:
    """What does not stop the reader is gathered, in order of reading."""
    text = "- *x\n- &y 1\n- {1: a, b: .nan, b: 2}\n"
    with pytest.raises(PlanError) as caught:
        read_yaml(text, "p")
    assert [(p.code, p.line, p.column) for p in caught.value.problems] == [
        ("alias-not-allowed", 1, 3),
        ("alias-not-allowed", 2, 3),
        ("key-not-text", 3, 4),
        ("non-finite-number", 3, 13),
        ("duplicate-key", 3, 19),
    ]


def test_a_syntax_error_comes_with_the_problems_before_it() -> None:
    """Nothing that was seen is lost."""
    with pytest.raises(PlanError) as caught:
        read_json('{"a": 1, "a": 2, }', "p")
    assert [p.code for p in caught.value.problems] == ["duplicate-key", "json-trailing-comma"]


def test_too_many_problems_end_the_reading() -> None:
    """A list of the same mistake a thousand times helps nobody."""
    with pytest.raises(PlanError) as caught:
        read_yaml("- *x\n" * 1000, "p")
    assert len(caught.value.problems) == MAX_PROBLEMS


def test_a_wrong_word_lists_what_is_allowed_and_what_is_near() -> None:
    """True is Python's word for true."""
    with pytest.raises(PlanError) as caught:
        read_json('{"a": True}', "p")
    (problem,) = caught.value.problems
    assert problem.allowed == ('"…"', "{…}", "[…]", "123", "true", "false", "null")
    assert problem.nearest == "true"


def test_a_repeated_key_names_the_first_line() -> None:
    """Two places are needed to mend it."""
    with pytest.raises(PlanError) as caught:
        read_yaml("a: 1\nb: 2\na: 3\n", "p")
    assert caught.value.problems[0].params == {"key": "a", "first_line": "1"}


def test_errors_of_use_are_not_errors_of_plans() -> None:
    """read() works on bytes, so it has no file to miss."""
    with pytest.raises(PlanError) as caught:
        read(b"", "p")
    assert not isinstance(caught.value, UsageError)
