"""The report for a terminal: 80 columns, no escape codes in plain text, the same words in colour; proofs as trees."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from engine.tell import markdown, text, tree
from engine.tell.text import PLACES, QUESTIONS, WIDTH
from tests.data.frozen import LANGUAGES
from tests.golden.reports import report, words

ESCAPE = "\x1b"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_text_is_narrow_and_plain(language: str) -> None:
    """No line is wider than 80 columns, none ends in a space, none holds an escape code."""
    shown = text.render(report(language), words(language))
    assert max(map(cell_len, shown.splitlines())) <= WIDTH
    assert not [line for line in shown.splitlines() if line != line.rstrip()]
    assert ESCAPE not in shown


def test_long_words_and_wide_letters_stay_within_the_width() -> None:
    """A plan may hold words of any length, and letters that take two columns."""
    shown = report("en")
    for odd in ("x" * 300, "漢字" * 60, "😀 " * 90, "[bold]red[/bold] " * 9):
        first = replace(shown.findings[0], seen=odd, title=odd, instead=odd, excerpt=odd)
        changed = replace(shown, findings=(first, *shown.findings[1:]))
        made = text.render(changed, words("en"))
        assert max(map(cell_len, made.splitlines())) <= WIDTH, odd
    assert "[bold]red[/bold]" in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_with_colours_shows_the_same_words(language: str) -> None:
    """Without its escape codes the coloured report is the plain one."""
    console = Console(file=io.StringIO(), width=WIDTH, color_system="truecolor", force_terminal=True, highlight=False)
    text.write(report(language), words(language), console)
    assert isinstance(console.file, io.StringIO)
    coloured = console.file.getvalue()
    assert ESCAPE in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.split("\n")] == text.render(report(language), words(language)).split("\n")


def test_many_places_and_questions_are_cut_with_their_number() -> None:
    """A rule that finds the same in many places shows some; so do the questions; the rest is counted."""
    shown = report("en")
    base = next(finding for finding in shown.findings if finding.severity == "warning")
    places = [
        replace(base, seen=f"Place {n}.", location=replace(base.location, line=n), excerpt=f"line {n}")
        for n in range(1, PLACES + 4)
    ]
    questions = [replace(shown.questions[0], text=f"Question {n}?") for n in range(1, QUESTIONS + 3)]
    made = text.render(replace(shown, findings=tuple(places), questions=tuple(questions)), words("en"))
    assert f"Place {PLACES}." in made
    assert f"Place {PLACES + 1}." not in made
    assert "and 3 more" in made
    assert f"Question {QUESTIONS}?" in made
    assert f"Question {QUESTIONS + 1}?" not in made
    assert "and 2 more" in made


def test_a_report_of_nothing_has_its_sections_all_the_same() -> None:
    """No findings, no roadmap, no questions: the verdict, the scores and the register remain."""
    shown = replace(report("en"), findings=(), waived=(), questions=(), roadmap=(), parameters=())
    made = text.render(shown, words("en"))
    assert made.startswith("VERDICT: ")
    for heading, there in (("SCORES", True), ("REGISTER OF CHECKS", True), ("ROADMAP", False), ("ERRORS", False)):
        assert (heading in made) is there
    assert markdown.render(shown, words("en")).startswith("# ")


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [("*a* _b_", r"\*a\* \_b\_"), ("a|b", r"a\|b"), ("<b>", r"\<b\>"), ("# x", r"\# x"), ("[x](y)", r"\[x\](y)")],
)
def test_markdown_reads_the_plan_as_text(raw: str, escaped: str) -> None:
    """What looks like markup in a plan is not markup in the report."""
    assert markdown.escape(raw) == escaped
    shown = report("en")
    finding = replace(shown.findings[0], seen=raw)
    assert escaped in markdown.render(replace(shown, findings=(finding,)), words("en"))


@pytest.mark.parametrize("code", ["a", "`", "``", "a`b``c"])
def test_markdown_code_holds_any_backticks(code: str) -> None:
    """An excerpt is fenced by more backticks than it holds."""
    shown = report("en")
    finding = replace(shown.findings[0], excerpt=code)
    made = markdown.render(replace(shown, findings=(finding,)), words("en"))
    line = next(line for line in made.splitlines() if line.startswith("  line "))
    fenced = line.partition(": ")[2]
    fence = re.match("`+", fenced)
    assert fence is not None
    assert fenced.endswith(fence[0])
    inner = fenced[len(fence[0]) : -len(fence[0])]
    assert inner.strip() == code
    assert fence[0] not in re.findall("`+", inner)


def test_markdown_tables_keep_their_columns() -> None:
    """A cell that holds a bar or a line break would break the table."""
    made = markdown.render(report("ca"), words("ca"))
    for line in made.splitlines():
        if line.startswith("| ") and "---" not in line:
            assert len(re.findall(r"(?<!\\)\|", line)) == 4, line


def test_a_proof_is_drawn_as_a_tree() -> None:
    """Each step hangs from the one that it supports; thresholds stand below with evidence and caution."""
    shown = report("en")
    uses = {use.id: use for use in shown.parameters}
    finding = next(finding for finding in shown.findings if finding.rule == "payback-too-soon")
    drawn = tree.proof_text(finding, uses, words("en")).splitlines()
    assert drawn[0] == finding.seen
    assert any(line.startswith("└─ ") for line in drawn)
    assert any(line.startswith("   ├─ ") for line in drawn)
    for part in ("Threshold: Payback min (en): 9 months", "Evidence of payback-min (en)", "Caution with payback-min"):
        assert part in "\n".join(drawn)
    deep = next(finding for finding in shown.findings if finding.rule == "goals-shaky")
    depth = max(len(line) - len(line.lstrip(" │├└─")) for line in tree.proof_text(deep, uses, words("en")).splitlines())
    assert depth >= 9


@pytest.mark.parametrize(("rule", "part"), [("unanswered", "not known"), ("no-contingency", "La cubre la familia")])
def test_an_outcome_without_findings_says_why(rule: str, part: str) -> None:
    """What is missing, or why it was waived."""
    line = next(line for line in report("en").ledger.rules if line.rule == rule)
    told = tree.outcome_text(line, words("en"))
    assert part in told
    assert f"[{rule}]" in told
