"""Tests of the knowledge files and of their loader."""
