"""Several audits as one table: a line for each plan, its verdict and its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from rich.table import Table
from rich.text import Text

from engine.report.model import Report
from engine.tell.groups import score_text
from engine.text.words import Words

_STYLES = {"not-ready": "red", "unproved": "yellow", "with-reservations": "yellow", "ready": "green"}


def table(reports: Iterable[tuple[str, Report | None]], words: Words) -> Table:
    """The table; a plan without a report could not be read."""
    every = list(reports)
    names = short_names([file for file, _ in every])
    found = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    found.add_column(words.say("label-plan"), overflow="fold")
    found.add_column(words.say("section-verdict"), max_width=15)
    for column in ("errors", "warnings", "recommendations", "strengths", "unknown"):
        found.add_column(words.say(f"short-{column}"), justify="right", no_wrap=True)
    found.add_column(words.say("short-score"), justify="right", no_wrap=True)
    for file, report in every:
        name = Text(names[file])
        if report is None:
            found.add_row(name, Text(words.say("verdict-short-unreadable"), style="red"), *["–"] * 6)
            continue
        verdict = report.verdict
        short = Text(words.say(f"verdict-short-{verdict.code}"), style=_STYLES[verdict.code])
        counts = (verdict.errors, verdict.warnings, verdict.recommendations, verdict.strengths, verdict.unknown)
        found.add_row(name, short, *(str(count) for count in counts), score_text(report.scores.overall, words))
    return found


def short_names(files: Iterable[str]) -> dict[str, str]:
    """Each file by the end of its path: no longer than it takes to tell it from the others."""
    parts = {file: PurePath(file).parts for file in files}
    return {file: _short(file, parts) for file in parts}


def _short(file: str, parts: Mapping[str, tuple[str, ...]]) -> str:
    own = parts[file]
    others = [other for name, other in parts.items() if name != file]
    for length in range(1, len(own)):
        if all(other[-length:] != own[-length:] for other in others):
            return str(PurePath(*own[-length:]))
    return file
