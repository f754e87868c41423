"""Named quantities computed from a plan; importing this package registers all of them. The list: `registry()`."""

from engine.measures import (
    contacts,
    coverage,
    customers,
    execution,
    money,
    objectives,
    programmes,
    returns,
    schedule,
    statements,
)
from engine.measures.reader import Measure, Measured, Reader, registry

__all__ = [
    "Measure", "Measured", "Reader", "contacts", "coverage", "customers", "execution", "money", "objectives",
    "programmes", "registry", "returns", "schedule", "statements",
]  # fmt: skip
