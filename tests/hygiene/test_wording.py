"""The repository names no path of a machine, no host of a package registry and no tool that wrote it."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.hygiene.repository import ROOT, texts

# In pieces, so that this file does not itself hold what it forbids.
_HOSTS = (
    "py|pi.org",
    "python|hosted",
    "npm|js.org",
    "npm|js.com",
    "deb.deb|ian",
    "security.deb|ian",
    "crates|.io",
    "golang|.org",
)
_FOLDERS = ("wo|rk", "tm|p", "ro|ot", "opt/py|pi", "home/\\w|+")
_NAMES = (
    "cl|aude", "anth|ropic", "chat|gpt", "open|ai", "co|pilot", "gem|ini", "l|lms?", "gpt-\\d|",
    "language mo|dels?", "ai ag|ents?", "ai too|ls?", "ai assis|tants?", "ai[- ]gen|erated", "sub-?ag|ents?",
    "this ses|sion", "previous ses|sion", "session'?s br|ief", "co-author|ed-by", "other hel|pers?",
    "the lead wi|ll",
)  # fmt: skip


def _joined(parts: tuple[str, ...]) -> str:
    return "|".join(part.replace("|", "") for part in parts)


FORBIDDEN = {
    "a path of a machine": re.compile(rf"(?<![\w.~)}}*-])/(?:{_joined(_FOLDERS)})(?=[/\s\"'`:;,)]|$)", re.M),
    "a registry's host": re.compile(rf"(?:{_joined(_HOSTS).replace('.', '[.]')})", re.I),
    "a word about tools": re.compile(rf"\b(?:{_joined(_NAMES)})\b", re.I),
}


def forbidden(text: str) -> list[str]:
    """A line for each forbidden thing in a text: line number, what it is and the words."""
    return [
        f"{text.count(chr(10), 0, hit.start()) + 1}: {what}: {hit[0]}"
        for what, pattern in FORBIDDEN.items()
        for hit in pattern.finditer(text)
    ]


def test_no_file_says_it() -> None:
    assert [f"{path}:{line}" for path, text in texts().items() for line in forbidden(text)] == []


def test_no_commit_message_says_it() -> None:
    log = subprocess.run(["git", "log", "--format=%s%n%b"], cwd=ROOT, capture_output=True, check=False)
    assert forbidden(log.stdout.decode()) == []


@pytest.mark.parametrize(
    "text",
    [
        "see /wo" + "rk/notes.md",
        "cd /tm" + "p\n",
        "'/tm" + "p/x'",
        "index-url = https://py" + "pi.org/simple",
        "deb http://deb.deb" + "ian.org",
        "files.python" + "hosted.org",
        "written with Cl" + "aude",
        "an L" + "LM wrote it",
        "Co-Author" + "ed-By: x",
        "in this ses" + "sion",
    ],
)
def test_forbidden_wording_is_seen(text: str) -> None:
    assert len(forbidden(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "team/work, net/work/",
        "tmp_path / 'plan.yaml'",
        "a session of the rule engine; the user agent; agents de vendes; a sales agent",
        "una reunió amb el client; el lead",
        "a root, the /route and <root/>",
    ],
)
def test_honest_wording_passes(text: str) -> None:
    assert forbidden(text) == []
