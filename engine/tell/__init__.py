"""Renderers over the one report object, one module for each output format."""
