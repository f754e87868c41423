"""The command line: `vinculo audit PLAN…` and the commands that show each stage. The one place that prints and exits."""

from engine.cli.main import main

__all__ = ["main"]
