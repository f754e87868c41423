"""The page about the plan format: its examples do what it says, and no field is left out."""

from __future__ import annotations

import re

import pytest

from engine.errors import PlanError
from engine.pipeline import read_plan
from engine.plan.format import FIELDS
from engine.plan.shapes import LeafShape
from engine.plan.values import parse_amount
from engine.read import read
from engine.read.nodes import plain
from engine.schemas.pages import HEAD
from tests.schemas.validators import UNSAYABLE, files, validator

BLOCKS = re.findall(r"^```yaml( refused)?\n(.*?)^```", HEAD.read_text("utf-8"), re.M | re.S)


def page() -> str:
    return files()["docs/plan-format.md"].decode()


@pytest.mark.parametrize("block", [text for refused, text in BLOCKS if not refused])
def test_examples_are_taken(block: str) -> None:
    read_plan(block.encode(), "plan.yaml")
    assert validator("plan").is_valid(plain(read(block.encode(), "plan.yaml").root))


@pytest.mark.parametrize("block", [text for refused, text in BLOCKS if refused])
def test_refused_examples_are_refused(block: str) -> None:
    with pytest.raises(PlanError) as caught:
        read_plan(block.encode(), "plan.yaml")
    if not {problem.code for problem in caught.value.problems} <= UNSAYABLE:
        assert not validator("plan").is_valid(plain(read(block.encode(), "plan.yaml").root))


def test_there_are_examples_of_both() -> None:
    assert sum(1 for refused, _ in BLOCKS if not refused) >= 7
    assert sum(1 for refused, _ in BLOCKS if refused) >= 3


def test_amounts_in_the_tables_are_read() -> None:
    """Everything in code in the tables on numbers is an amount."""
    section = HEAD.read_text("utf-8").split("## Numbers")[1].split("The signs")[0]
    rows = [
        line
        for line in section.splitlines()
        if line.startswith("| `") or re.match(r"\| (number|share|money|q|d)", line)
    ]
    written = [text.strip('"') for row in rows for text in re.findall(r"`([^`]+)`", row) if text != "/"]
    assert len(written) > 15
    assert [text for text in written if parse_amount(text) is None] == []


def test_every_field_is_listed() -> None:
    for path, shape in FIELDS.items():
        if "." in path or "[]" in path:
            assert f"| `{path}` |" in page()
        else:
            assert f"\n### `{path}`: " in page()
        if isinstance(shape, LeafShape) and shape.kind == "choice":
            assert ", ".join(f"`{option}`" for option in shape.options) in page()
