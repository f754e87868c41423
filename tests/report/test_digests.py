"""What a report says of what made it: each digest under a name in the reader's language, in text and in Markdown."""

from __future__ import annotations

import pytest

from engine.report.build import build_report
from engine.report.model import Report
from engine.tell import markdown, text
from engine.text.catalogue import LANGUAGES
from engine.text.words import Words
from tests.data.frozen import audited, catalogue, frozen_system

NAMES = {
    "es": ("plan", "perfil", "parámetros", "conocimiento", "reglas", "versión de Vínculo"),
    "ca": ("pla", "perfil", "paràmetres", "coneixement", "regles", "versió de Vínculo"),
    "en": ("plan", "profile", "parameters", "knowledge", "rules", "Vínculo version"),
}
PROFILE = "f" * 64


def report(language: str, profile: str = PROFILE) -> Report:
    """The report of a short plan, audited with a profile of this digest."""
    return build_report(audited(frozen_system(), "mission: Trust", profile_digest=profile), catalogue(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_digests_have_names_in_words(language: str) -> None:
    """All of them, in one order."""
    shown = report(language)
    assert shown.digests["profile"] == PROFILE
    words = Words(catalogue(), language)
    as_text = " ".join(text.render(shown, words).split())
    as_markdown = markdown.render(shown, words)
    for name, digest in zip(NAMES[language], shown.digests.values(), strict=True):
        assert f"{name} {digest[:12]}" in as_text
        assert f"- {name}: `{digest}`" in as_markdown


def test_without_a_profile_there_is_no_digest_of_one() -> None:
    assert "profile" not in report("en", "").digests
    assert "parameters" in report("en", "").digests


def test_the_digest_of_parameters_does_not_depend_on_the_reader() -> None:
    """In whatever language it is reported."""
    usual = report("en").digests["parameters"]
    assert report("ca").digests["parameters"] == usual
    assert len(usual) == 64
