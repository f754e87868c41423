"""Inference over the intermediate form: the Rete engine (fast path) and the plain evaluator (semantics of record)."""
