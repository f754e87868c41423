"""The arguments of all commands, and what is wrong with them as problems of ours, in the reader's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import NoReturn

from engine import __version__
from engine.cli.context import Context
from engine.errors import Problem, UsageError, nearest
from engine.text.catalogue import LANGUAGES

FORMATS = ("text", "json", "markdown", "sarif", "html")
FAIL_LEVELS = ("error", "warning", "recommendation", "never")
COMMANDS = (
    "audit", "explain", "plan", "facts", "rules", "concept", "search", "path", "ask", "sparql", "export", "knowledge", "serve",
)  # fmt: skip
EXPORTS = ("turtle", "jsonld", "rdfxml", "csv", "html")
LAST_PORT = 65535
Command = Callable[[Context, argparse.Namespace], int]

_MISSING = re.compile(r"the following arguments are required: (?P<names>.+)")
_NO_VALUE = re.compile(r"argument (?P<option>\S+): expected (one|at least one) argument")
_NEEDLESS = re.compile(r"argument (?P<option>\S+): ignored explicit argument .*")


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are problems of ours."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and exiting."""
        if found := _MISSING.fullmatch(message):
            raise UsageError(Problem("argument-missing", self.prog, params={"names": found["names"]}))
        if found := _NO_VALUE.fullmatch(message):
            raise UsageError(Problem("switch-needs-value", self.prog, params={"option": found["option"]}))
        if found := _NEEDLESS.fullmatch(message):
            raise UsageError(Problem("switch-without-value", self.prog, params={"option": found["option"]}))
        raise UsageError(Problem("usage", self.prog, params={"detail": message}))


class _Formatter(argparse.HelpFormatter):
    """Lays out the help; "usage" is a word of the reader's language."""

    def __init__(self, prog: str, usage_word: str) -> None:
        super().__init__(prog)
        self.usage_word = usage_word

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the line of usage, under our word where none is given."""
        super().add_usage(usage, actions, groups, f"{self.usage_word}: " if prefix is None else prefix)


def parse_arguments(parser: argparse.ArgumentParser, given: Sequence[str]) -> argparse.Namespace:
    """The options of a command; without a command, `command` is missing. Raises UsageError."""
    command = _first_word(given)
    if command is not None and command not in COMMANDS:
        near = nearest(command, COMMANDS)
        raise UsageError(Problem("unknown-command", parser.prog, None, None, {"command": command}, COMMANDS, near))
    options, rest = parser.parse_known_args(given)
    if rest:
        raise UsageError(_surplus(rest, getattr(options, "parser", parser)))
    return options


def _first_word(given: Sequence[str]) -> str | None:
    """The word where the command stands: the first that is neither an option nor the value of --lang."""
    skip = False
    for argument in given:
        if not skip and not argument.startswith("-"):
            return argument
        skip = not skip and argument == "--lang"
    return None


def _surplus(rest: Sequence[str], of: argparse.ArgumentParser) -> list[Problem]:
    """What is wrong with arguments that nothing took: options that do not exist, else words too many.

    Where an option does not exist the words beside it may be its values: they are not complained of.
    """
    allowed = tuple(name for action in of._actions for name in action.option_strings if name.startswith("--"))
    unknown = [argument.partition("=")[0] for argument in rest if argument.startswith("-")]
    if unknown:
        return [
            Problem("unknown-switch", of.prog, None, None, {"option": name}, allowed, nearest(name, allowed))
            for name in unknown
        ]
    return [Problem("argument-unexpected", of.prog, params={"value": argument}) for argument in rest]


def make_parser(context: Context) -> argparse.ArgumentParser:
    """The parser of all commands, its help in the reader's language."""
    say = context.words.say
    parser = _Parser("vinculo", description=say("cli-description"), add_help=False, allow_abbrev=False)
    _common(parser, context)
    parser.set_defaults(lang=None)
    parser.add_argument("--version", action="version", version=f"vinculo {__version__}", help=say("cli-version"))
    commands = parser.add_subparsers(title=say("cli-commands"), metavar="COMMAND", parser_class=_Parser)
    _audit(commands, context)
    for name, module in (("explain", "engine.cli.explain"), ("plan", "engine.cli.show"), ("facts", "engine.cli.show")):
        sub = _command(commands, context, name, _lazy(module, "run" if name == "explain" else name))
        sub.add_argument("plan", metavar="PLAN", help=say("cli-arg-plan"))
        if name == "explain":
            sub.add_argument("rule", metavar="RULE", help=say("cli-arg-rule"))
        if name != "plan":
            _audit_options(sub, context)
    _questions(commands, context)
    _graph(commands, context)
    for name in ("rules", "concept"):
        sub = _command(commands, context, name, _lazy("engine.cli.show", name))
        metavar, nargs = ("ID", "?") if name == "rules" else ("ID|LABEL", None)
        sub.add_argument("id", metavar=metavar, nargs=nargs, help=say(f"cli-arg-{name}"))
        _choice(sub, "--format", ("text", "json"), say("cli-format"), default="text")
        if name == "rules":
            sub.add_argument("--program", action="store_true", help=say("cli-program"))
    serve = _command(commands, context, "serve", _serve)
    serve.add_argument("--host", metavar="HOST", default="127.0.0.1", help=say("cli-host"))
    serve.add_argument("--port", metavar="PORT", type=_port(serve.prog), default=8000, help=say("cli-port"))
    return parser


def _questions(commands: object, context: Context) -> None:
    """The commands that ask the concepts."""
    for name, words in (("search", ("text",)), ("path", ("from", "to")), ("ask", ("question",))):
        sub = _command(commands, context, name, _lazy("engine.cli.path" if name == "path" else "engine.cli.ask", name))
        for word in words:
            nargs = None if name == "path" else "+"
            sub.add_argument(word, metavar=word.upper(), nargs=nargs, help=context.words.say(f"cli-arg-{word}"))
        _choice(sub, "--format", ("text", "json"), context.words.say("cli-format"), default="text")


def _graph(commands: object, context: Context) -> None:
    """The commands that work on the graph as a whole."""
    say = context.words.say
    sparql = _command(commands, context, "sparql", _lazy("engine.cli.graph", "sparql"))
    sparql.add_argument("query", metavar="QUERY|FILE", help=say("cli-arg-query"))
    _choice(sparql, "--format", ("text", "json", "csv", "turtle"), say("cli-format"), default="text")
    export = _command(commands, context, "export", _lazy("engine.cli.graph", "export"))
    _choice(export, "--format", EXPORTS, say("cli-format"), default="turtle")
    export.add_argument("--output", metavar="FILE", help=say("cli-output"))
    knowledge = _command(commands, context, "knowledge", _lazy("engine.cli.graph", "knowledge"))
    knowledge.add_argument("action", metavar="check", choices=("check",), help=say("cli-arg-check"))
    _choice(knowledge, "--format", ("text", "json"), say("cli-format"), default="text")


def _common(parser: argparse.ArgumentParser, context: Context) -> None:
    word = context.words.say("cli-usage")
    parser.formatter_class = lambda prog: _Formatter(prog, word)
    parser._optionals.title = context.words.say("cli-options")
    parser._positionals.title = context.words.say("cli-arguments")
    parser.add_argument("-h", "--help", action="help", help=context.words.say("cli-help"))
    # A command without the option leaves what stands before it: `vinculo --lang ca ask …`.
    _choice(parser, "--lang", LANGUAGES, context.words.say("cli-lang"), default=argparse.SUPPRESS)


def _choice(
    parser: argparse.ArgumentParser, option: str, allowed: tuple[str, ...], help: str, default: str | None = None
) -> None:
    """An option that takes one of some words. They are checked as the value is read, before the parser would."""

    def checked(value: str) -> str:
        if value not in allowed:
            params = {"value": value, "option": option}
            near = nearest(value, allowed)
            raise UsageError(Problem("wrong-value", parser.prog, None, None, params, allowed, near))
        return value

    parser.add_argument(option, type=checked, metavar="{" + ",".join(allowed) + "}", default=default, help=help)


def _port(prog: str) -> Callable[[str], int]:
    def checked(value: str) -> int:
        if not (value.isascii() and value.isdigit() and len(value) <= len(str(LAST_PORT)) and int(value) <= LAST_PORT):
            params = {"value": value, "option": "--port"}
            raise UsageError(Problem("wrong-value", prog, None, None, params, (f"0–{LAST_PORT}",)))
        return int(value)

    return checked


def _command(commands: object, context: Context, name: str, command: Command) -> argparse.ArgumentParser:
    text = context.words.say(f"cli-{name}")
    sub: argparse.ArgumentParser = commands.add_parser(  # type: ignore[attr-defined]
        name, help=text, description=text, add_help=False, allow_abbrev=False
    )
    _common(sub, context)
    sub.set_defaults(command=command, parser=sub)
    return sub


def _audit(commands: object, context: Context) -> None:
    say = context.words.say
    sub = _command(commands, context, "audit", _lazy("engine.cli.audit", "run"))
    sub.add_argument("plans", metavar="PLAN", nargs="+", help=say("cli-arg-plans"))
    _choice(sub, "--format", FORMATS, say("cli-format"), default="text")
    sub.add_argument("--output", metavar="FILE", help=say("cli-output"))
    _choice(sub, "--fail-on", FAIL_LEVELS, say("cli-fail-on"), default="error")
    sub.add_argument("--quiet", action="store_true", help=say("cli-quiet"))
    _audit_options(sub, context)


def _audit_options(sub: argparse.ArgumentParser, context: Context) -> None:
    say = context.words.say
    sub.add_argument("--profile", metavar="FILE", help=say("cli-profile"))
    sub.add_argument("--date", metavar="YYYY-MM-DD", help=say("cli-date"))
    sub.add_argument("--verify", action="store_true", help=say("cli-verify"))


def _lazy(module: str, name: str) -> Command:
    """A command that is imported when it is run: the others need not be loaded."""

    def command(context: Context, options: argparse.Namespace) -> int:
        run: Command = getattr(import_module(module), name)
        return run(context, options)

    return command


def _serve(context: Context, options: argparse.Namespace) -> int:
    from webui.serve import serve

    return serve(context.system, context.words.catalogue, options.host, options.port)
