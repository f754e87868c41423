"""The marker of the property tests, which `make properties` runs with many more cases."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker."""
    config.addinivalue_line("markers", "property: over random programs; VINCULO_PROPERTY_CASES sets how many")
