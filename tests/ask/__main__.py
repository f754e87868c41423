"""`python -m tests.ask`: how many of the held questions are answered, by language, and which are not."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.ask.held import HELD, questions, rates, result

results = tuple(map(result, questions(Path(sys.argv[1]) if len(sys.argv) > 1 else HELD)))
for name, (good, asked) in rates(results).items():
    print(f"{name:<4} {good:>4} of {asked:<4} {good / max(1, asked):.3f}")
for each in results:
    if not each.good:
        heard = each.answer.understood
        got = f"{heard.shape}({', '.join(heard.concepts)})" if heard else "nothing"
        print(f"  {each.question.id} [{each.question.language}, {each.question.shape}] {each.question.ask}")
        print(f"      heard {got}; misses {', '.join(each.missing) or '-'}")
