"""Arguments, and the one place that turns errors into exit codes.

0: nothing at or above the fail level · 1: findings · 2: bad plan or usage · 3: bad rules or knowledge · 4: the two engines differ.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from engine import __version__
from engine.cli.context import EXIT_USAGE, Context, make_context
from engine.errors import Problem, UsageError, VinculoError
from engine.text.catalogue import LANGUAGES

FORMATS = ("text", "json", "markdown", "sarif", "html")
FAIL_LEVELS = ("error", "warning", "recommendation", "never")
Command = Callable[[Context, argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are problems of ours, in the reader's language."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and exiting."""
        raise UsageError(Problem("usage", self.prog, params={"detail": message}))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows a question mark
            stream.reconfigure(errors="replace")
    context = make_context(_language(given))
    try:
        options = make_parser(context).parse_args(given)
        command: Command = options.command
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
        return EXIT_USAGE


def _language(arguments: Sequence[str]) -> str | None:
    """The value of --lang, before the arguments are parsed, so that their errors speak it too."""
    for number, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and number + 1 < len(arguments):
            value = arguments[number + 1]
        if value in LANGUAGES:
            return value
    return None


def make_parser(context: Context) -> argparse.ArgumentParser:
    """The parser of all commands, its help in the reader's language."""
    say = context.words.say
    parser = _Parser("vinculo", description=say("cli-description"), add_help=False)
    _common(parser, context)
    parser.add_argument("--version", action="version", version=f"vinculo {__version__}", help=say("cli-version"))
    commands = parser.add_subparsers(title=say("cli-commands"), metavar="", required=True, parser_class=_Parser)
    _audit(commands, context)
    for name, command in (("explain", _explain), ("plan", _plan), ("facts", _facts)):
        sub = _command(commands, context, name, command)
        sub.add_argument("plan", metavar="PLAN", help=say("cli-arg-plan"))
        if name == "explain":
            sub.add_argument("rule", metavar="RULE", help=say("cli-arg-rule"))
        if name != "plan":
            _audit_options(sub, context)
    for name, command in (("rules", _rules), ("concept", _concept)):
        sub = _command(commands, context, name, command)
        sub.add_argument("id", metavar="ID", nargs="?" if name == "rules" else None, help=say(f"cli-arg-{name}"))
        sub.add_argument("--format", choices=("text", "json"), default="text", help=say("cli-format"))
        if name == "rules":
            sub.add_argument("--program", action="store_true", help=say("cli-program"))
    serve = _command(commands, context, "serve", _serve)
    serve.add_argument("--host", default="127.0.0.1", help=say("cli-host"))
    serve.add_argument("--port", type=int, default=8000, help=say("cli-port"))
    return parser


def _common(parser: argparse.ArgumentParser, context: Context) -> None:
    parser._optionals.title = context.words.say("cli-options")
    parser._positionals.title = context.words.say("cli-arguments")
    parser.add_argument("-h", "--help", action="help", help=context.words.say("cli-help"))
    parser.add_argument("--lang", choices=LANGUAGES, help=context.words.say("cli-lang"))


def _command(commands: object, context: Context, name: str, command: Command) -> argparse.ArgumentParser:
    text = context.words.say(f"cli-{name}")
    sub: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, add_help=False)  # type: ignore[attr-defined]
    _common(sub, context)
    sub.set_defaults(command=command)
    return sub


def _audit(commands: object, context: Context) -> None:
    say = context.words.say
    sub = _command(commands, context, "audit", _run_audit)
    sub.add_argument("plans", metavar="PLAN", nargs="+", help=say("cli-arg-plans"))
    sub.add_argument("--format", choices=FORMATS, default="text", help=say("cli-format"))
    sub.add_argument("--output", metavar="FILE", help=say("cli-output"))
    sub.add_argument("--fail-on", choices=FAIL_LEVELS, default="error", help=say("cli-fail-on"))
    sub.add_argument("--quiet", action="store_true", help=say("cli-quiet"))
    _audit_options(sub, context)


def _audit_options(sub: argparse.ArgumentParser, context: Context) -> None:
    say = context.words.say
    sub.add_argument("--profile", metavar="FILE", help=say("cli-profile"))
    sub.add_argument("--date", metavar="YYYY-MM-DD", help=say("cli-date"))
    sub.add_argument("--verify", action="store_true", help=say("cli-verify"))


def _run_audit(context: Context, options: argparse.Namespace) -> int:
    from engine.cli.audit import run

    return run(context, options)


def _explain(context: Context, options: argparse.Namespace) -> int:
    from engine.cli.explain import run

    return run(context, options)


def _plan(context: Context, options: argparse.Namespace) -> int:
    from engine.cli.show import plan

    return plan(context, options)


def _facts(context: Context, options: argparse.Namespace) -> int:
    from engine.cli.show import facts

    return facts(context, options)


def _rules(context: Context, options: argparse.Namespace) -> int:
    from engine.cli.show import rules

    return rules(context, options)


def _concept(context: Context, options: argparse.Namespace) -> int:
    from engine.cli.show import concept

    return concept(context, options)


def _serve(context: Context, options: argparse.Namespace) -> int:
    from webui.serve import serve

    return serve(context.system, context.words.catalogue, options.host, options.port)
