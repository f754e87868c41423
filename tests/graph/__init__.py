"""Tests of the commands that work on the graph as a whole."""
