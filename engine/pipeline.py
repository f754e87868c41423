"""The walk of the data on one screen: bytes -> document -> plan -> facts -> model -> judgement -> report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine import rete
from engine.errors import MismatchError, Problem
from engine.facts.ground import Facts, ground
from engine.facts.thresholds import Override, thresholds
from engine.facts.view import View
from engine.infer import evaluate
from engine.infer.compare import differences
from engine.infer.program import Model
from engine.judge import Judgement, Waiver, judge
from engine.plan.model import Leaf, Plan, State
from engine.plan.parse import parse
from engine.prove import Prover
from engine.read import read
from engine.system import Engines, System


@dataclass(frozen=True, slots=True)
class Options:
    """What an audit is asked for besides the plan.

    `today` is the day to fall back on where neither `reference` nor the plan gives a date.
    """

    today: date
    reference: date | None = None
    sector: str | None = None
    overrides: Mapping[str, Override] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    profile: str = ""
    profile_digest: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit, all stages of it: what every renderer and every page starts from."""

    view: View
    engines: Engines
    facts: Facts
    model: Model
    judgement: Judgement
    options: Options
    reference_from: str

    @property
    def prover(self) -> Prover:
        """Explains any fact of the audit."""
        return Prover(self.view, self.engines.compiled, self.model)


def read_plan(data: bytes, name: str, media: str | None = None) -> Plan:
    """The typed plan of a file's bytes. Raises PlanError with every problem."""
    return parse(read(data, name, media))  # type: ignore[arg-type]


def audit(system: System, plan: Plan, options: Options) -> Audit:
    """Audit a plan. Raises MismatchError where `options.verify` asks for a second opinion and the two differ."""
    reference, reference_from = _reference(plan, options)
    in_force = thresholds(system.knowledge, options.sector or _sector(plan), options.overrides)
    view = View(plan, system.knowledge, in_force, reference)
    engines = system.engines({id: threshold.value for id, threshold in in_force.items()})
    facts = ground(view, engines.compiled)
    model = rete.run(engines.rete, facts)
    if options.verify:
        verify(engines, facts, model, plan.file)
    judgement = judge(view, engines.compiled, model, options.waivers)
    return Audit(view, engines, facts, model, judgement, options, reference_from)


def verify(engines: Engines, facts: Facts, model: Model, file: str) -> None:
    """Check a model against the independent evaluator. Raises MismatchError naming the facts on which they differ."""
    found = differences(model, evaluate.run(engines.prepared, facts))
    if found:
        raise MismatchError(Problem("verification-mismatch", file, params={"facts": "; ".join(found[:10])}))


def _reference(plan: Plan, options: Options) -> tuple[date, str]:
    if options.reference is not None:
        return options.reference, "given"
    return (plan.date, "plan") if plan.date is not None else (options.today, "today")


def _sector(plan: Plan) -> str | None:
    leaf = plan.root.at("company.sector")
    return str(leaf.value) if isinstance(leaf, Leaf) and leaf.state is State.VALUE else None
