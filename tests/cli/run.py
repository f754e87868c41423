"""Running the command line: in this process, in another one, or on a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.cli import main
from engine.paths import ROOT


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Done:
    """Run a command in this process."""
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return Done(code, captured.out, captured.err)


def environment(cache: Path, **more: str) -> dict[str, str]:
    """The environment of a process of its own, with no language but ours."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "VINCULO"))}
    return {**plain, "PYTHONPATH": str(ROOT), "VINCULO_CACHE": str(cache), "COLUMNS": "100", **more}


def process(cache: Path, *arguments: object, folder: Path = ROOT, **more: str) -> Done:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "engine.cli", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment(cache, **more), capture_output=True, text=True)
    return Done(done.returncode, done.stdout, done.stderr)


def on_terminal(cache: Path, *arguments: object, **more: str) -> tuple[int, str]:
    """Run a command whose output and errors both go to a pseudo-terminal: exit code, and what a person would see."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "engine.cli", *map(str, arguments)]
    given = environment(cache, TERM="xterm-256color", **more)
    started = subprocess.Popen(command, cwd=ROOT, env=given, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL)
    os.close(theirs)
    seen = bytearray()
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # on Linux the end of a pseudo-terminal is an error
            break
        if not part:
            break
        seen += part
    os.close(ours)
    return started.wait(), seen.decode()
