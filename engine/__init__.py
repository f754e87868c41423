"""Vínculo's engine: plan -> facts -> inference -> proof -> findings -> report."""

__version__ = "0.1.0"
