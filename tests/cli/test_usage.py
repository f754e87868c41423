"""What the command line says of a command that is not well formed: in the reader's language, with what was meant."""

from __future__ import annotations

import pytest

from engine.cli import parser
from engine.cli.context import EXIT_INTERRUPTED, Context
from engine.text.catalogue import LANGUAGES
from tests.cli.run import run

Capture = pytest.CaptureFixture[str]

WRONG = {
    "audti x.yaml": ("audti", "audit", "concept"),
    "audit": ("PLAN",),
    "explain x.yaml": ("RULE",),
    "concept": ("ID",),
    "plan one.yaml two.yaml": ("two.yaml",),
    "audit x.yaml --formt json": ("--formt", "--format", "--output"),
    "audit x.yaml --form json": ("--form", "--format"),
    "audit x.yaml --format jsn": ("jsn", "--format", "json", "sarif"),
    "audit x.yaml --fail-on warnings": ("warnings", "--fail-on", "recommendation"),
    "audit x.yaml --output": ("--output",),
    "audit x.yaml --output=": ("--output",),
    "audit x.yaml --quiet=yes": ("--quiet",),
    "audit x.yaml --date 20260301": ("20260301", "--date"),
    "audit x.yaml --date 2026-W10-7": ("2026-W10-7", "--date"),
    "rules --format html": ("html", "--format"),
    "serve --port x": ("x", "--port", "65535"),
    "serve --port 65536": ("65536", "--port"),
    "serve --port -1": ("--port",),
    "--lang pt rules": ("pt", "--lang", "ca"),
    "--nothing": ("--nothing", "--version"),
}
FROM_THE_LIBRARY = (
    "required",
    "argument ",
    "invalid",
    "choice",
    "choose",
    "expected",
    "ignored",
    "unrecognized",
    "usage:",
)


@pytest.mark.parametrize("command", WRONG)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_command_is_told_in_the_readers_language(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, command: str, language: str
) -> None:
    """A line with what is wrong and what is allowed, in words of ours; exit code 2."""
    monkeypatch.setenv("VINCULO_LANG", language)
    done = run(capsys, *command.split())
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("vinculo")
    assert [word for word in WRONG[command] if word not in done.err] == []
    assert language == "en" or [word for word in FROM_THE_LIBRARY if word in done.err] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_it_differently(capsys: Capture, language: str) -> None:
    """The option prevails, wherever it stands."""
    said = {"es": "No hay ninguna orden", "ca": "No hi ha cap ordre", "en": "There is no command"}
    assert said[language] in run(capsys, "--lang", language, "audti").err
    assert said[language] in run(capsys, f"--lang={language}", "audti").err
    assert said[language] in run(capsys, "audti", "--lang", language).err


@pytest.mark.parametrize(("language", "word"), [("es", "uso: "), ("ca", "ús: "), ("en", "usage: ")])
def test_without_a_command_comes_the_help(capsys: Capture, language: str, word: str) -> None:
    """On the standard output, with every command; the exit code is that of wrong usage."""
    done = run(capsys, "--lang", language)
    assert (done.code, done.err) == (2, "")
    assert done.out.startswith(f"{word}vinculo ")
    assert [command for command in parser.COMMANDS if f"\n    {command} " not in done.out] == []


def test_the_commands_that_are_named_are_those_that_exist(capsys: Capture) -> None:
    """Each of them has its own help."""
    for command in parser.COMMANDS:
        with pytest.raises(SystemExit) as ended:
            run(capsys, command, "--help")
        assert ended.value.code == 0
        assert f"usage: vinculo {command} " in capsys.readouterr().out


def test_an_interrupted_command(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its exit code is what shells expect, and no other command's."""

    def interrupted(context: Context, options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.cli.show.rules", interrupted)
    done = run(capsys, "rules")
    assert (done.code, done.out, done.err) == (EXIT_INTERRUPTED, "", "")
    assert done.code == 130
