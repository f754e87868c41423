"""Frozen reports, and how they are compared."""
