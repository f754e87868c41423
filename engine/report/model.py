"""The report as plain data. Field names are the keys of the JSON report (`docs/schemas/report.schema.json`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SCHEMA = "vinculo-report/1"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the plan's file; `line` and `column` count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Named:
    """An id with its name in the report's language."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A cited statement: its document and its place in it; of domain knowledge only the id."""

    id: str
    document: str
    locator: str


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """A parameter that a finding rests on: value in force, where it comes from, its evidence and how strong that is."""

    id: str
    label: str
    value: float
    shown: str
    unit: str
    origin: str
    reason: str
    range: str
    evidence: str
    strength: str
    caution: str
    sources: tuple[str, ...]
    valid_from: str
    default: str
    variants: str


@dataclass(frozen=True, slots=True)
class ReadView:
    """Something that a proof read from the plan or from a measure, in words."""

    kind: str
    name: str
    label: str
    state: str
    value: str
    location: Location | None
    inputs: tuple[ReadView, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """A step of a proof in words. `certain` is false where it only may hold."""

    kind: str
    text: str
    rule: str
    certain: bool
    location: Location | None
    reads: tuple[ReadView, ...]
    sources: tuple[str, ...]
    children: tuple[ProofView, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding, ready to be read. A diagnosis drawn from others only stands at line 1 and quotes nothing."""

    id: str
    rule: str
    severity: str
    concept: Named
    area: Named
    subject: str
    subject_label: str
    title: str
    seen: str
    why: str
    instead: str
    effort: str
    location: Location
    excerpt: str
    proof: ProofView
    parameters: tuple[str, ...]
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class WaivedView:
    """A finding that the auditor accepted, with who, why and until when."""

    finding: FindingView
    reason: str
    by: str
    until: str


@dataclass(frozen=True, slots=True)
class IdleWaiver:
    """A waiver of the profile that met nothing: its time is over, or the rule finds nothing there."""

    rule: str
    subject: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A rule's outcome; `missing` are the fields it lacks, in words, `reason` why it does not apply."""

    rule: str
    title: str
    area: str
    severity: str
    outcome: str
    subjects: tuple[str, ...]
    missing: tuple[Named, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many rules had each outcome, and every rule."""

    fires: int
    silent: int
    unknown: int
    not_applicable: int
    waived: int
    rules: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The score of a dimension as an interval, 0 to 100 (None: no rule of it applies), and the share that was checked."""

    dimension: str
    kind: str
    label: str
    worst: float | None
    best: float | None
    decided: float
    weights: Mapping[str, float]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The formula in words with the weights in force, the overall score, and the dimensions by kind."""

    formula: str
    overall: ScoreView
    dimensions: tuple[ScoreView, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What the plan does not state and would decide most: the field, the question, how many rules wait for it."""

    path: str
    label: str
    text: str
    rules: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class AfterView:
    """A step that comes first, and why."""

    rule: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the roadmap."""

    rule: str
    title: str
    instead: str
    horizon: str
    effort: str
    impact: float
    severity: str
    subjects: tuple[str, ...]
    after: tuple[AfterView, ...]
    resolves: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict: its code, one sentence, why in one more, and the numbers behind it."""

    code: str
    sentence: str
    because: str
    errors: int
    warnings: int
    recommendations: int
    strengths: int
    unknown: int
    checked_share: float


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """What was audited. `reference_date` is the day from which ages are counted, `reference_from` who gave it."""

    file: str
    title: str
    company: str
    kind: str
    date: str
    reference_date: str
    reference_from: str
    profile: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; same plan, knowledge, rules, engine and options give the same bytes."""

    schema: str
    language: str
    plan: PlanInfo
    digests: Mapping[str, str]
    verdict: Verdict
    scores: Scores
    findings: tuple[FindingView, ...]
    waived: tuple[WaivedView, ...]
    idle_waivers: tuple[IdleWaiver, ...]
    ledger: Ledger
    questions: tuple[QuestionView, ...]
    roadmap: tuple[StepView, ...]
    parameters: tuple[ParameterUse, ...]
