"""Tests of the measures: computed examples, what is unknown or absent, arithmetic of intervals, the real cases."""
