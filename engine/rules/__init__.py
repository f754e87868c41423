"""The rule language: reading, checking and compiling rules."""
