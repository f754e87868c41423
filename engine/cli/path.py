"""The command `path`: how two concepts hang together."""

from __future__ import annotations

import argparse

import orjson

from engine.cli.concepts import concept_id
from engine.cli.context import EXIT_OK, Context
from engine.errors import Problem, UsageError


def path(context: Context, options: argparse.Namespace) -> int:
    """The ways between two concepts, as sentences with their sources or as JSON."""
    from engine.report.connection import connection
    from engine.tell.connection import connection_text

    given = vars(options)  # "from" is a word of Python
    start, end = concept_id(context, given["from"]), concept_id(context, given["to"])
    if start == end:
        raise UsageError(Problem("same-concept", given["to"], params={"concept": start}))
    found = connection(context.system, context.words, start, end)
    if options.format == "json":
        data = {"from": found.start, "to": found.end, "paths": found.paths}
        context.out(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())
    else:
        context.out(connection_text(found, context.words))
    return EXIT_OK
