"""Checks of the repository itself: wording, imports, sizes, documentation."""
