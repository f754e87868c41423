"""Links in the documentation lead somewhere, and the commands that it names exist."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.hygiene.repository import ROOT, texts

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
_MAKE = re.compile(r"(?:^|`)(?:\$ )?make ([a-z][a-z-]*)", re.M)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
_HEADING = re.compile(r"^#+ +(.+?)\s*#*$", re.M)


def anchors(text: str) -> set[str]:
    """The anchors that headings give, as code hosts derive them."""
    found: set[str] = set()
    for heading in _HEADING.findall(_FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        base = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        name, count = base, 0
        while name in found:
            count += 1
            name = f"{base}-{count}"
        found.add(name)
    return found


def broken(path: str, text: str, known: dict[str, str]) -> list[str]:
    """Links of one page that lead to no file here, or to no heading in it; web addresses are not followed."""
    bad = []
    for link in _LINK.findall(_FENCE.sub("", text)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (ROOT / path).parent.joinpath(name).resolve() if name else ROOT / path
        if not target.exists():
            bad.append(f"{path}: {link}: no such file")
        elif anchor and anchor not in anchors(known.get(str(target.relative_to(ROOT)), "")):
            bad.append(f"{path}: {link}: no such heading")
    return bad


def targets(makefile: str) -> set[str]:
    """The targets that a makefile offers to people."""
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))


def pages() -> dict[str, str]:
    """Path -> text of each page of the documentation."""
    return {path: text for path, text in texts().items() if path.endswith(".md")}


def test_links_lead_somewhere() -> None:
    known = pages()
    assert [line for path, text in known.items() for line in broken(path, text, known)] == []


def test_make_commands_exist() -> None:
    offered = targets(texts()["Makefile"])
    named = {(path, name) for path, text in pages().items() for name in _MAKE.findall(text)}
    assert len(named) > 5
    assert sorted((path, name) for path, name in named if name not in offered) == []


def test_every_target_is_phony_and_explained() -> None:
    makefile = texts()["Makefile"]
    phony = set(" ".join(re.findall(r"^\.PHONY: (.+)$", makefile, re.M)).split())
    assert targets(makefile) == phony


def test_changelog_knows_the_version() -> None:
    version = tomllib.loads(texts()["pyproject.toml"])["project"]["version"]
    assert f"\n## {version}" in texts()["CHANGELOG.md"]


@pytest.mark.parametrize("link", ["missing.md", "docs/none.md#a", "#no-such-heading", "CHANGELOG.md#nothing"])
def test_broken_link_is_seen(link: str) -> None:
    text = f"# Head\n\n[x]({link})\n"
    assert len(broken("CHANGELOG.md", text, pages())) == 1


def test_good_links_pass() -> None:
    links = "[a](#a-head-twice) [b](#twice-1) [c](LICENSE) [d](mailto:x@example.org)"
    text = f"# A `head`, (twice)\n## Twice\n## Twice\n{links}\n"
    assert broken("CHANGELOG.md", text, {"CHANGELOG.md": text}) == []
