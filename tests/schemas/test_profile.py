"""A profile is valid by the schema exactly where its reader takes it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from engine.errors import ProfileError
from engine.knowledge.model import Knowledge
from engine.knowledge.store import load
from engine.paths import KNOWLEDGE, ROOT
from engine.profile import read_profile
from engine.read import read
from engine.read.nodes import plain
from tests.schemas.validators import schema_problems, validator

WAIVER = {"rule": "no-contingency", "reason": "Group reserve", "by": "A. Soler"}
VALUE = {"value": 18, "reason": "Slow category"}


@cache
def knowledge() -> Knowledge:
    return load(KNOWLEDGE, None)


def taken(content: Any) -> bool:
    """Whether the reader takes a profile."""
    try:
        read_profile(json.dumps(content).encode(), "p.json", knowledge(), {"no-contingency": None})
    except ProfileError:
        return False
    return True


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"name": "House rules"},
        {"name": 2026, "sector": "grocery"},
        {"name": ["House rules"]},
        {"sector": "groceries"},
        {"reference_date": "2026-02-28"},
        {"reference_date": "2026-02-30"},
        {"reference_date": "2026-02"},
        {"parameters": {}},
        {"parameters": []},
        {"parameters": {"payback-months-min": VALUE}},
        {"parameters": {"payback-months-min": {"value": 18}}},
        {"parameters": {"payback-months-min": {"value": "18", "reason": "r"}}},
        {"parameters": {"payback-months-min": {"value": -5000000, "reason": "r"}}},
        {"parameters": {"payback-moths-min": VALUE}},
        {"waivers": []},
        {"waivers": WAIVER},
        {"waivers": [WAIVER]},
        {"waivers": [{**WAIVER, "until": "2026-12-31", "subject": "plan"}]},
        {"waivers": [{**WAIVER, "until": "soon"}]},
        {"waivers": [{"rule": "no-contingency", "reason": "Group reserve"}]},
        {"wavers": []},
    ],
)
def test_schema_and_reader_agree(content: dict[str, Any]) -> None:
    whole = {"vinculo-profile": "1.0", **content}
    assert validator("profile").is_valid(whole) is taken(whole)


@pytest.mark.parametrize("key", ["rule", "reason", "by"])
def test_a_waiver_says_why_and_who(key: str) -> None:
    assert not validator("profile").is_valid({"vinculo-profile": "1.0", "waivers": [{**WAIVER, key: " "}]})


@pytest.mark.parametrize("content", [{}, {"vinculo-profile": "2.0"}])
def test_the_version_is_needed(content: dict[str, Any]) -> None:
    assert not taken(content)
    assert not validator("profile").is_valid(content)


def test_limits_are_those_of_the_parameters() -> None:
    bounded = [parameter for parameter in knowledge().parameters.values() if parameter.maximum is not None]
    assert bounded
    for parameter in bounded:
        assert parameter.maximum is not None
        for value, fits in ((parameter.maximum, True), (parameter.maximum + 1, False)):
            content = {"vinculo-profile": "1.0", "parameters": {parameter.id: {"value": value, "reason": "r"}}}
            assert validator("profile").is_valid(content) is taken(content) is fits


def test_the_documented_profile_is_valid() -> None:
    text = (ROOT / "docs" / "profile.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)
    assert blocks
    for block in blocks:
        assert schema_problems("profile", plain(read(block.encode(), "p.yaml").root)) == []
