"""`python -m engine.schemas` writes the generated files anew."""

from __future__ import annotations

from engine.paths import ROOT
from engine.schemas.generate import generated


def main() -> None:
    """Write every generated file that has changed."""
    for name, content in generated().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


if __name__ == "__main__":
    main()
