"""Trees and places that the two readers give for sound texts."""

from __future__ import annotations

import pytest

from engine.errors import Span
from engine.read import media_of, read, read_json, read_yaml
from engine.read.limits import MAX_NODES, plain_kind
from engine.read.nodes import Mapping, Node, Scalar, Sequence, plain


def spans(node: Node, path: str = "") -> dict[str, tuple[int, int, int, int]]:
    """All places of a tree by path; keys as path + '@'."""
    found = {path: (node.span.line, node.span.column, node.span.end_line, node.span.end_column)}
    if isinstance(node, Sequence):
        for n, item in enumerate(node.items):
            found |= spans(item, f"{path}/{n}")
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            k = entry.key_span
            found[f"{path}/{key}@"] = (k.line, k.column, k.end_line, k.end_column)
            found |= spans(entry.value, f"{path}/{key}")
    return found


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
def test_places_in_yaml(pure: bool) -> None:
    """Blocks end with their last member, brackets count, an omitted value stands behind its key."""
    text = (
        "año: Pla de fidelització\nlist:\n  - {x: 'y', z: }\n  - |\n    two\n    lines\n\n"
        "none:   # nothing\nlast: a\n  b"
    )
    assert spans(read_yaml(text, "p", pure=pure).root) == {
        "": (1, 1, 10, 4),
        "/año@": (1, 1, 1, 4),
        "/año": (1, 6, 1, 25),
        "/list@": (2, 1, 2, 5),
        "/list": (3, 3, 8, 1),
        "/list/0": (3, 5, 3, 18),
        "/list/0/x@": (3, 6, 3, 7),
        "/list/0/x": (3, 9, 3, 12),
        "/list/0/z@": (3, 14, 3, 15),
        "/list/0/z": (3, 15, 3, 15),
        "/list/1": (4, 5, 8, 1),
        "/none@": (8, 1, 8, 5),
        "/none": (8, 5, 8, 5),
        "/last@": (9, 1, 9, 5),
        "/last": (9, 7, 10, 4),
    }


def test_places_in_json() -> None:
    """Quotes and brackets count; characters are counted, not bytes."""
    text = '{"año": "ñ\\n😀",\n "b": [1,\n  null ] }\n'
    assert spans(read_json(text, "p").root) == {
        "": (1, 1, 3, 11),
        "/año@": (1, 2, 1, 7),
        "/año": (1, 9, 1, 15),
        "/b@": (2, 2, 2, 5),
        "/b": (2, 7, 3, 9),
        "/b/0": (2, 8, 2, 9),
        "/b/1": (3, 3, 3, 7),
    }


def test_single_pair_in_a_list() -> None:
    """A pair without braces ends with its value."""
    root = read_yaml("[a: b, c]", "p").root
    assert spans(root)["/0"] == (1, 2, 1, 6)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((t, "null") for t in ("", "~", "null", "Null", "NULL")),
        *((t, "bool") for t in ("true", "True", "TRUE", "false", "False", "FALSE")),
        *((t, "int") for t in ("0", "-0", "+5", "12", "-7000")),
        *((t, "float") for t in ("0.5", ".5", "5.", "-1.5e3", "1E-2", "+.5", "1.000", ".inf", "-.Inf", ".NaN")),
        *((t, "date") for t in ("2026-01-31", "2024-02-29")),
        *((t, "text") for t in ("yes", "no", "on", "off", "y", "N", "sí", "Sí", "tRUE", "nULL", "True!", "nulls")),
        *((t, "text") for t in ("08001", "007", "00.5", "0x1F", "0o17", "0b1", "1_000", "12:30", "1,5", "1.2.3")),
        *((t, "text") for t in ("2025-02-29", "2026-13-01", "0000-01-01", "2026-1-1", "2026-01-01T10:00", "٣")),
        *((t, "text") for t in ("-", "+", ".", "e5", "1e", "+-1", "5%", "inf", "nan", "1 000", "12\n")),
    ],
)
def test_kinds_of_plain_scalars(text: str, kind: str) -> None:
    """YAML 1.2 words, decimal numbers, real dates; the rest is text."""
    assert plain_kind(text) == kind


@pytest.mark.parametrize("text", ["'12'", '"true"', "'null'", '"2026-01-31"', "|\n  12", ">\n  true"])
def test_quoted_scalars_are_text(text: str) -> None:
    """Whoever writes quotes means text."""
    root = read_yaml(f"a: {text}\n", "p").root
    assert isinstance(root, Mapping)
    value = root.entries["a"].value
    assert isinstance(value, Scalar)
    assert value.kind == "text"


def test_text_is_kept_as_written() -> None:
    """The reader converts nothing: 1.000 and +5 can still be seen."""
    root = read_yaml("[1.000, +5, 08001, 'it''s', TRUE]", "p").root
    assert isinstance(root, Sequence)
    assert [item.text for item in root.items if isinstance(item, Scalar)] == [
        "1.000",
        "+5",
        "08001",
        "it's",
        "TRUE",
    ]


def test_quoted_special_keys_are_text() -> None:
    """Keys that would be refused plain may be quoted."""
    assert plain(read_yaml("{'1': a, '<<': b, 'true': c, '': d, sí: e}", "p").root) == {
        "1": "a",
        "<<": "b",
        "true": "c",
        "": "d",
        "sí": "e",
    }


def test_limits_are_exact() -> None:
    """32 levels pass in both syntaxes."""
    text = "[" * 32 + "]" * 32
    assert read_json(text, "p").root == read_yaml(text, "p").root


def test_keys_are_not_counted() -> None:
    """The limit of nodes is one of values, in both syntaxes."""
    text = "{" + ", ".join(f'"k{n}": 1' for n in range(MAX_NODES // 2 + 1)) + "}"
    assert read_json(text, "p").root == read_yaml(text, "p").root


@pytest.mark.parametrize(
    ("name", "text", "media", "expected"),
    [
        ("plan.json", "a: 1", None, "json"),
        ("PLAN.JSON", "a: 1", None, "json"),
        ("plan.yaml", '{"a": 1}', None, "yaml"),
        ("plan.YML", "[1]", None, "yaml"),
        ("-", ' \n {"a": 1}', None, "json"),
        ("-", "[1]", None, "json"),
        ("-", "a: 1", None, "yaml"),
        ("plan.txt", "- a", None, "yaml"),
        ("plan.json", "a: 1", "yaml", "yaml"),
        ("plan.yaml", "[1]", "json", "json"),
    ],
)
def test_which_syntax(name: str, text: str, media: str | None, expected: str) -> None:
    """Asked for, then the ending, then the first character."""
    assert media in (None, "yaml", "json")
    assert media_of(text, name, media) == expected  # type: ignore[arg-type]


def test_read_goes_from_bytes_to_the_tree() -> None:
    """The document keeps its name and its unified text."""
    document = read(b'\xef\xbb\xbf{"a":\r\n 1}', "plan.json")
    assert (document.name, document.text, plain(document.root)) == ("plan.json", '{"a":\n 1}', {"a": 1})
    assert document.root.span == Span(1, 1, 2, 4)
    assert plain(read(b"a:\r\n- 1\r\n", "-").root) == {"a": [1]}
