"""Broken inputs, one mistake in each, with the lines that a reader gets for them beside them."""
