"""The report: scores, roadmap, verdict."""
