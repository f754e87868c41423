"""The commands that work on the graph as a whole: query it, hand it out, check it."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from rich.console import Console
from rich.table import Table

from engine.cli.context import EXIT_FINDINGS, EXIT_OK, Context
from engine.cli.files import STANDARD_INPUT, printable, read_input, save
from engine.errors import Problem, UsageError
from engine.paths import KNOWLEDGE
from engine.tell.groups import sentence_case
from engine.tell.lines import WIDTH

if TYPE_CHECKING:
    from engine.knowledge.check import Review


def sparql(context: Context, options: argparse.Namespace) -> int:
    """The result of a query over the graph. Raises UsageError with the place of what is wrong in it."""
    from engine.knowledge import rows
    from engine.knowledge.graph import load_graph
    from engine.knowledge.query import FORMATS, ask_graph

    text, name = _query(options.query)
    result, ordered = ask_graph(load_graph(KNOWLEDGE, context.cache), text, name)
    allowed = FORMATS[result.type]
    if options.format not in allowed and options.format != "text":
        params = {"value": options.format, "option": f"--format ({result.type})"}
        raise UsageError(Problem("wrong-value", options.parser.prog, None, None, params, allowed))
    if result.type in ("CONSTRUCT", "DESCRIBE"):
        context.out_bytes(result.serialize(format="turtle") or b"")
    elif options.format == "json":
        context.out(orjson.dumps(rows.as_json(result, ordered), option=orjson.OPT_INDENT_2).decode())
    elif result.type == "ASK":
        context.out(context.words.say("yes" if result.askAnswer else "no"))
    elif options.format == "csv":
        context.out(_csv(rows.names(result), rows.values(result, ordered)))
    else:
        _table(context, rows.names(result), rows.short(result, ordered))
    return EXIT_OK


def _query(given: str) -> tuple[str, str]:
    """The text of a query and its name: a file's, standard input's, or the argument itself."""
    if given != STANDARD_INPUT and not _is_path(given):
        return given, "SPARQL"
    data, name = read_input(given)
    try:
        return data.decode("utf-8"), name
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise UsageError(Problem("sparql-wrong", name, line, column, {"reason": "UTF-8"})) from None


def _is_path(given: str) -> bool:
    try:
        return (given != "" and Path(given).exists()) or given.endswith((".rq", ".sparql"))
    except (OSError, ValueError):  # a query longer than any name of a file
        return False


def _csv(head: list[str], lines: list[list[str]]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows([head, *lines])
    return target.getvalue().removesuffix("\r\n")


def _table(context: Context, head: list[str], lines: list[list[str]]) -> None:
    """Columns as wide as the terminal allows, 80 where there is none."""
    if not lines:
        context.out(context.words.say("sparql-nothing"))
        return
    table = Table(*head, box=None, pad_edge=False)
    for line in lines:
        table.add_row(*line)
    on_terminal = sys.stdout.isatty()
    Console(width=None if on_terminal else WIDTH, markup=False, highlight=False, emoji=False).print(table)


def export(context: Context, options: argparse.Namespace) -> int:
    """The whole graph in a form for others, or the glossary for print."""
    content = _exported(context, options.format)
    if options.output:
        save(Path(options.output), content)
    else:
        context.out_bytes(content)
    return EXIT_OK


def _exported(context: Context, form: str) -> bytes:
    if form == "csv":
        from engine.tell.vocabulary import csv_table

        return csv_table(context.system.knowledge, context.system.glossary)
    if form == "html":
        from engine.tell.vocabulary import html_glossary

        return html_glossary(context.system.knowledge, context.system.glossary, context.words)
    from engine.knowledge.export import serialise
    from engine.knowledge.graph import load_graph

    return serialise(load_graph(KNOWLEDGE, context.cache), form)


def knowledge(context: Context, options: argparse.Namespace) -> int:
    """The quality of the knowledge: every issue with its place, what is accepted and why, how much was looked at."""
    from engine.knowledge.check import review

    with _busy(context.words.say("knowledge-checking")):
        found = review(KNOWLEDGE)
    if options.format == "json":
        context.out(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
    else:
        for line in _reviewed(context, found):
            context.out(line)
    return EXIT_FINDINGS if found.issues else EXIT_OK


def _reviewed(context: Context, found: Review) -> Iterator[str]:
    say = context.words.say
    for issue, reason in (*((issue, None) for issue in found.issues), *found.acknowledged):
        file, line = found.places.get(issue.about[0], (str(KNOWLEDGE), 0))
        place = f"{printable(_shown(file))}:{line}" if line else printable(_shown(file))
        about = ", ".join(issue.about)
        message = say(f"issue-{issue.code}", about=about, detail=issue.detail)
        label = say(f"issue-{issue.severity}") if reason is None else say("issue-accepted")
        yield f"{place}: {label}: {message} [{issue.code}]"
        if reason is not None:
            yield f"    {reason[context.words.language]}"
    counted = {name: str(number) for name, number in found.checked.items()}
    yield sentence_case(say("knowledge-checked", **counted))
    errors = sum(issue.severity == "error" for issue in found.issues)
    rest = {
        "errors": str(errors),
        "warnings": str(len(found.issues) - errors),
        "accepted": str(len(found.acknowledged)),
    }
    yield say("knowledge-result", **rest)


def _shown(file: str) -> str:
    """A file by its path from the folder of the project."""
    path = Path(file)
    return path.relative_to(KNOWLEDGE.parent).as_posix() if path.is_relative_to(KNOWLEDGE.parent) else file


@contextmanager
def _busy(message: str) -> Iterator[None]:
    """A sign of life on a terminal; nothing where errors are piped."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(message):
            yield
    else:
        yield
