"""Runs a command: the one place that turns errors into exit codes.

0: nothing at or above the fail level · 1: findings · 2: bad plan or usage · 3: bad rules or knowledge · 4: the two engines differ ·
130: interrupted, as shells expect it.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from engine.cli.context import EXIT_INTERRUPTED, EXIT_USAGE, make_context
from engine.cli.parser import Command, make_parser, parse_arguments
from engine.errors import VinculoError
from engine.text.catalogue import LANGUAGES

__all__ = ["main", "make_parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows a question mark
            stream.reconfigure(errors="replace")
    context = make_context(_language(given))
    try:
        parser = make_parser(context)
        options = parse_arguments(parser, given)
        command: Command | None = getattr(options, "command", None)
        if command is None:
            context.out(parser.format_help())
            return EXIT_USAGE
        return command(context, options)
    except VinculoError as error:
        for problem in error.problems:
            context.complain(context.words.problem(problem))
        return error.exit_code
    except BrokenPipeError:
        # The reader of the pipe has gone, for example `| head`: nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _language(arguments: Sequence[str]) -> str | None:
    """The value of --lang, before the arguments are parsed, so that their errors speak it too."""
    for number, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and number + 1 < len(arguments):
            value = arguments[number + 1]
        if value in LANGUAGES:
            return value
    return None
