"""Settings of the test run: how many cases property tests try, and a header that counts what there is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# Derandomised: the same commit always tries the same cases, so that a red run can be repeated anywhere.
# No deadline: a test must not fail because the machine is busy.
_COMMON = {"derandomize": True, "deadline": None, "database": None, "print_blob": True}
_SLOW_BUT_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("dev", max_examples=50, suppress_health_check=_SLOW_BUT_FINE, **_COMMON)
settings.register_profile("ci", max_examples=200, suppress_health_check=_SLOW_BUT_FINE, **_COMMON)
settings.load_profile(os.environ.get("VINCULO_HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def _count(folder: str, pattern: str) -> int:
    return sum(1 for path in (ROOT / folder).rglob(pattern) if path.is_file())


def pytest_report_header(config: pytest.Config) -> list[str]:
    """What there is to test, so that a run that lost its cases is seen."""
    cases = _count("rules", "*.cases.yaml")
    rules = _count("rules", "*.yaml") - cases
    return [
        f"vinculo: {rules} rule files, {cases} case files, {_count('knowledge', '*.ttl')} knowledge files, "
        f"{_count('examples', '*.yaml') + _count('examples', '*.json')} examples",
        f"hypothesis: profile {settings.get_current_profile_name()}, {settings.default.max_examples} cases",
    ]
