"""Audits every example plan with the sanitized build of the rule engine, which ends the run at a fault."""

from __future__ import annotations

import importlib.util
import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def sanitized() -> bool:
    """Whether the rule engine to be imported is the sanitized build, with the sanitizer in this process."""
    found = importlib.util.find_spec("durable_rules_engine")
    maps = Path("/proc/self/maps").read_text("utf-8")
    return bool(found and found.origin and "sanitize" in Path(found.origin).parts and "libasan" in maps)


def main() -> int:
    """Audit each example once in each language; 1 where nothing could be shown."""
    if not sanitized():
        print("this is not the sanitized build: run make sanitize", file=sys.stderr)
        return 1
    from engine.cli import main as vinculo

    plans = sorted(path for ending in ("*.yaml", "*.json") for path in (ROOT / "examples").rglob(ending))
    for plan in plans:
        for language in ("es", "ca", "en"):
            with redirect_stdout(io.StringIO()):
                code = vinculo(["audit", str(plan), "--lang", language, "--fail-on", "never"])
            if code:
                print(f"{plan.relative_to(ROOT)}: exit code {code}", file=sys.stderr)
                return 1
    print(f"{len(plans)} examples audited under AddressSanitizer, no fault")
    return 0 if plans else 1


if __name__ == "__main__":
    sys.exit(main())
