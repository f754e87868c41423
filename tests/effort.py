"""How many cases the costly property tests try: VINCULO_PROPERTY_CASES, else by hypothesis profile."""

from __future__ import annotations

import os

from hypothesis import settings

_BY_PROFILE = {"dev": 200, "ci": 2000}


def property_cases() -> int:
    """Cases for a test that compares the rule engine with the independent evaluator."""
    given = os.environ.get("VINCULO_PROPERTY_CASES")
    return int(given) if given else _BY_PROFILE[settings.get_current_profile_name()]
