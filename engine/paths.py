"""Where the data folders are: beside the package, in a checkout as in an installation."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"
RULES = ROOT / "rules"
TEXTS = Path(__file__).resolve().parent / "texts"
