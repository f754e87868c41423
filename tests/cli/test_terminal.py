"""What depends on who reads: colours and a progress bar for a person, plain text for a pipe, silence for a broken one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.paths import ROOT
from tests.cli.run import environment, on_terminal, process

WRONG = ROOT / "examples" / "everything-wrong.es.yaml"
ESCAPE = "\x1b["


def test_colours_for_a_person_only(cache: Path) -> None:
    """A terminal gets colours, a pipe plain text of at most 80 columns."""
    code, seen = on_terminal(cache, "audit", WRONG, "--lang", "en")
    assert code == 1
    assert "VERDICT" in seen
    assert ESCAPE in seen
    piped = process(cache, "audit", WRONG, "--lang", "en")
    assert piped.code == 1
    assert "\x1b" not in piped.out
    assert max(map(len, piped.out.splitlines())) <= 80


def test_no_colours_where_they_are_not_wanted(cache: Path) -> None:
    """NO_COLOR is heeded."""
    _, seen = on_terminal(cache, "audit", WRONG, "--lang", "en", NO_COLOR="1")
    assert "\x1b[31m" not in seen
    assert "\x1b[1;31m" not in seen


def test_a_bar_for_several_plans_on_a_terminal_only(cache: Path) -> None:
    """A person sees how far it is; a log does not get the bar; one plan needs none."""
    given = [WRONG, ROOT / "examples" / "start-minimal.en.yaml"]
    _, seen = on_terminal(cache, "audit", *given, "--lang", "en")
    assert "Auditing plans" in seen
    _, alone = on_terminal(cache, "audit", given[1], "--lang", "en")
    assert "Auditing plans" not in alone
    piped = process(cache, "audit", *given, "--lang", "en")
    assert "Auditing plans" not in piped.out + piped.err
    assert "\x1b" not in piped.out + piped.err


def test_quiet_is_quiet_on_a_terminal_too(cache: Path) -> None:
    """Nothing is printed for plans that can be read."""
    _, seen = on_terminal(cache, "audit", WRONG, "--quiet")
    assert seen == ""


@pytest.mark.parametrize("arguments", [["rules"], ["audit", str(WRONG), "--format", "json"]])
def test_a_reader_that_goes_away(cache: Path, arguments: list[str]) -> None:
    """`| head` is no error: nothing is complained of."""
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "engine.cli", *arguments]
    started = subprocess.Popen(command, cwd=ROOT, env=environment(cache), stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    _, complained = started.communicate()
    assert complained == b""
    assert started.returncode in (0, 1)


def test_an_output_without_unicode(cache: Path) -> None:
    """Where the terminal knows only ASCII the report still comes, its letters replaced."""
    done = process(cache, "audit", WRONG, "--lang", "es", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "DICTAMEN" in done.out
    plain = process(cache, "audit", WRONG, "--lang", "es", "--format", "json")
    ascii_only = process(cache, "audit", WRONG, "--lang", "es", "--format", "json", PYTHONIOENCODING="ascii")
    assert ascii_only.out == plain.out
