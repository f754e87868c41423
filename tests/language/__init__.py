"""The rule language: every form of a condition, on a rule base of its own."""
