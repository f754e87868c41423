"""Vínculo's engine: plan -> facts -> inference -> proof -> findings -> report."""
