"""How fast a whole audit is: JSON plan in, JSON report out, stage by stage, against the least that could do it.

`python -m bench.audits [rounds]`. The least is `json.loads` of the plan, the evaluator on its facts, `json.dumps` of the findings'
plain data: no places, no proofs, no texts. Both must find the same before a time is taken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date

from bench.engines import measure, show
from engine import rete
from engine.facts.ground import ground
from engine.facts.thresholds import thresholds
from engine.facts.view import View
from engine.infer import evaluate
from engine.infer.program import Model, Truth
from engine.judge import judge
from engine.paths import ROOT, TEXTS
from engine.pipeline import Options, audit, read_plan
from engine.plan.model import Plan
from engine.read import read
from engine.read.nodes import plain
from engine.report.build import build_report
from engine.system import System, load_system
from engine.tell import json as json_report
from engine.text.catalogue import load_catalogue

EXAMPLE = ROOT / "examples" / "healthy-b2b.ca.yaml"
TODAY = date(2026, 1, 1)


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    rounds = int(arguments[0]) if arguments else 7
    system, catalogue = load_system(), load_catalogue(TEXTS, None)
    document = json.dumps(plain(read(EXAMPLE.read_bytes(), EXAMPLE.name).root), default=str).encode()
    engines = system.engines(system.default_values)
    plan = read_plan(document, "plan.json")
    facts = ground(_view(system, plan), engines.compiled)
    model = rete.run(engines.rete, facts)
    least = evaluate.run(engines.prepared, facts)
    assert findings(least) == findings(model), "the evaluator finds something else"

    def whole(_: object) -> bytes:
        result = audit(system, read_plan(document, "plan.json"), Options(TODAY))
        return json_report.render(build_report(result, catalogue, "es"))

    def bare(_: object) -> str:
        json.loads(document)
        return json.dumps(findings(evaluate.run(engines.prepared, facts)))

    once = [None]
    show(
        f"whole audit of {EXAMPLE.name} as JSON, {len(document)} bytes, {len(system.base.rules)} rules",
        measure([("least", bare, once), ("whole audit", whole, once)], rounds),  # type: ignore[list-item]
    )
    view = _view(system, plan)
    ground(view, engines.compiled)
    result = audit(system, plan, Options(TODAY))
    report = build_report(result, catalogue, "es")
    stages: list[tuple[str, Callable[[object], object]]] = [
        ("read and parse", lambda _: read_plan(document, "plan.json")),
        ("ground", lambda _: ground(_view(system, plan), engines.compiled)),
        ("infer (Rete)", lambda _: rete.run(engines.rete, facts)),
        ("infer (evaluator)", lambda _: evaluate.run(engines.prepared, facts)),
        ("judge", lambda _: judge(view, engines.compiled, model)),
        ("report with proofs", lambda _: build_report(result, catalogue, "es")),
        ("JSON", lambda _: json_report.render(report)),
    ]
    show("stages of that audit", measure([(name, run, once) for name, run in stages], rounds))  # type: ignore[misc]


def findings(model: Model) -> list[list[str]]:
    """The rules that fire, with their subjects."""
    return sorted(
        list(fact) for fact, truth in model.derived.items() if fact[0].startswith("r:") and truth is Truth.TRUE
    )


def _view(system: System, plan: Plan) -> View:
    return View(plan, system.knowledge, thresholds(system.knowledge, None, {}), TODAY)


if __name__ == "__main__":
    main(sys.argv[1:])
