"""Tests of inference: the strata, the evaluator, the fast path, and that all of them agree."""
