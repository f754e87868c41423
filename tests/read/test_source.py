"""From paths to bytes and from bytes to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.errors import PlanError, UsageError
from engine.read.source import MAX_BYTES, decode, read_bytes

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_given_as_it_is(tmp_path: Path) -> None:
    """Line ends and byte order mark are left for decode()."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert read_bytes(path) == b"\xef\xbb\xbfa: 1\r\n"


def test_a_missing_file_names_its_nearest_sibling(tmp_path: Path) -> None:
    """The suggestion is a path that can be typed."""
    (tmp_path / "hotel-2025.yaml").write_text("a: 1")
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(UsageError) as caught:
        read_bytes(tmp_path / "hotel-2026.yaml")
    problem = caught.value.problems[0]
    assert (problem.code, problem.file) == ("not-found", str(tmp_path / "hotel-2026.yaml"))
    assert problem.nearest == str(tmp_path / "hotel-2025.yaml")


def test_a_missing_folder_suggests_nothing(tmp_path: Path) -> None:
    """There is no sibling to name."""
    with pytest.raises(UsageError) as caught:
        read_bytes(tmp_path / "no" / "plan.yaml")
    assert (caught.value.problems[0].code, caught.value.problems[0].nearest) == ("not-found", None)


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    """It is told apart from an unreadable file."""
    with pytest.raises(UsageError) as caught:
        read_bytes(tmp_path)
    assert caught.value.problems[0].code == "is-directory"


@pytest.mark.parametrize("name", ["a" * 5000, "plan\x00.yaml", "plan.yaml/inside"])
def test_what_the_system_refuses_is_reported(tmp_path: Path, name: str) -> None:
    """Whatever the operating system says, no traceback."""
    (tmp_path / "plan.yaml").write_text("a: 1")
    with pytest.raises(UsageError) as caught:
        read_bytes(tmp_path / name)
    problem = caught.value.problems[0]
    assert problem.code == "unreadable"
    assert problem.params["detail"]


def test_the_limit_of_size_is_exact(tmp_path: Path) -> None:
    """MAX_BYTES pass, one more does not."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a" * MAX_BYTES)
    assert len(read_bytes(path)) == MAX_BYTES
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(PlanError) as caught:
        read_bytes(path)
    assert (caught.value.problems[0].code, caught.value.problems[0].params) == (
        "too-big",
        {"limit": "2000000"},
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        (b"a: 1\r\nb: 2\rc: 3\n", "a: 1\nb: 2\nc: 3\n"),
        ("a: año\tç\n".encode(), "a: año\tç\n"),
    ],
)
def test_text_is_unified(data: bytes, text: str) -> None:
    """No byte order mark, one kind of line end."""
    assert decode(data, "p") == text


@pytest.mark.parametrize(
    ("data", "code", "place", "params"),
    [
        (b"", "empty-document", (None, None), {}),
        (b"\xef\xbb\xbf \r\n\t", "empty-document", (None, None), {}),
        ("a: ñ".encode("utf-16"), "wrong-encoding", (1, 1), {"byte": "0xFF", "encoding": "UTF-16"}),
        ("a".encode("utf-32"), "wrong-encoding", (1, 1), {"byte": "0xFF", "encoding": "UTF-32"}),
        (
            "a: 1\r\nb: año".encode("cp1252"),
            "wrong-encoding",
            (2, 5),
            {"byte": "0xF1", "encoding": "Windows-1252"},
        ),
        ("ñ: 1\n".encode() + b"b: \xc3", "damaged-utf-8", (2, 4), {"byte": "0xC3"}),
        (b"\xed\xa0\x80", "wrong-encoding", (1, 1), {"byte": "0xED", "encoding": "Windows-1252"}),
        ("a".encode("utf-16-le"), "binary-file", (None, None), {}),
        (b"%PDF-1.7\n\x00", "other-format", (None, None), {"format": "PDF"}),
        (b"PK\x03\x04\x00", "other-format", (None, None), {"format": "ZIP (docx, xlsx, pptx, odt)"}),
        (b"a: 1\nb: x\x0by", "control-character", (2, 5), {"character": "U+000B"}),
        (b"a" * (MAX_BYTES + 1), "too-big", (None, None), {"limit": "2000000"}),
    ],
)
def test_other_bytes_are_refused(
    data: bytes, code: str, place: tuple[int | None, int | None], params: dict[str, str]
) -> None:
    """What it is, and where."""
    with pytest.raises(PlanError) as caught:
        decode(data, "p")
    (problem,) = caught.value.problems
    assert (problem.code, (problem.line, problem.column), problem.params) == (code, place, params)
