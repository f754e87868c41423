"""The report as JSON; its schema is `docs/schemas/report.schema.json`."""

from __future__ import annotations

import orjson

from engine.report.model import Report


def render(report: Report) -> bytes:
    """The report as UTF-8 JSON, indented, ending in a newline; keys in the order of the report object."""
    return orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
