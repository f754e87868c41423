"""A small frozen knowledge and rule base, so that tests do not change with the real ones."""
