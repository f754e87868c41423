"""A small report made by hand, with one of everything that a renderer can meet."""

from __future__ import annotations

from engine.report.model import (
    SCHEMA,
    AfterView,
    FindingView,
    IdleWaiver,
    Ledger,
    LedgerLine,
    Location,
    Named,
    ParameterUse,
    PlanInfo,
    ProofView,
    QuestionView,
    ReadView,
    Report,
    Scores,
    ScoreView,
    SourceRef,
    StepView,
    Verdict,
    WaivedView,
)

FILE = "plan.yaml"
HOSTILE = '</style><script>alert("x")</script> & «ñ»'


def location(line: int) -> Location:
    """A place in the plan."""
    return Location(FILE, line, 3)


def read(label: str, value: str, line: int | None, *inputs: ReadView, kind: str = "field") -> ReadView:
    """A value that a proof read."""
    return ReadView(kind, label, label, "value", value, location(line) if line else None, inputs)


def proof() -> ProofView:
    """A proof with a rule behind a conclusion, a measure with inputs, a threshold, and a step that is not certain."""
    contacts = read("contacts a month", "9", None, read("Newsletter", "4", 12), kind="measure")
    limit = read("Contacts a month", "4", None, kind="parameter")
    test = ProofView("test", "contacts a month > limit", "", True, location(12), (contacts, limit), (), ())
    doubt = ProofView("item", "perhaps another action", "", False, None, (), ("S2-044",), ())
    inner = ProofView("rule", "Too many contacts", "many-contacts", True, None, (), ("S1-001",), (test, doubt))
    conclusion = ProofView("conclusion", "customers tire", "", True, None, (), (), (inner,))
    return ProofView("rule", "The plan tires customers", "tired", True, None, (), (), (conclusion,))


def finding(rule: str, severity: str, line: int, parameters: tuple[str, ...] = ()) -> FindingView:
    """A finding of a rule in one place."""
    return FindingView(
        f"{rule}:{line}",
        rule,
        severity,
        Named("contact-policy", "contact policy"),
        Named("channels", "Channels"),
        f"actions[a{line}]",
        f"Action {line}",
        f"Title of {rule}",
        f"Seen in line {line}: {HOSTILE}",
        "Because it matters.",
        "Do this instead.",
        "small",
        location(line),
        f"  - excerpt {HOSTILE}",
        proof(),
        parameters,
        (SourceRef("S1-001", "Article", "11m"), SourceRef("domain knowledge", "domain knowledge", "")),
    )


def parameter(id: str, strength: str) -> ParameterUse:
    """A threshold."""
    return ParameterUse(
        id, f"Label of {id}", 4.0, "4 contacts", "contacts", "profile", "Agreed with the client", "2–8",
        "One survey.", strength, "Not for every trade.", ("Author, Title (2024) https://example.org/a",), "2026-01-01",
        "3 contacts", "hotel: 5 contacts",
    )  # fmt: skip


def score(dimension: str, kind: str, worst: float | None, best: float | None) -> ScoreView:
    """A score."""
    return ScoreView(dimension, kind, f"score of {dimension}", worst, best, 0.5, {}, ())


def step(rule: str, horizon: str, after: tuple[AfterView, ...] = (), resolves: tuple[Named, ...] = ()) -> StepView:
    """A step of the roadmap."""
    return StepView(rule, f"Title of {rule}", "Do this.", horizon, "small", 2.5, "error", (), after, resolves)


def line(rule: str, outcome: str, missing: int = 0, reason: str = "") -> LedgerLine:
    """A line of the ledger."""
    fields = tuple(Named(f"field{number}", f"Field {number}") for number in range(missing))
    subjects = ("Action 12",) if outcome == "fires" else ()
    return LedgerLine(rule, f"Title of {rule}", "channels", "error", outcome, subjects, fields, reason)


def report(language: str) -> Report:
    """The report."""
    tired = tuple(finding("tired", "error", number, ("limit", "guess")) for number in range(12, 20))
    questions = tuple(
        QuestionView(f"field{number}", f"Field {number}", f"Field {number}: the plan does not say.", ("tired",), 1.0)
        for number in range(14)
    )
    ledger = Ledger(1, 1, 1, 1, 1, (
        line("tired", "fires"), line("waived-rule", "waived"), line("silent-rule", "silent"),
        line("unknown-rule", "unknown", missing=7), line("idle-rule", "not_applicable", reason="Actions: none"),
    ))  # fmt: skip
    return Report(
        SCHEMA,
        language,
        PlanInfo(FILE, f"Plan {HOSTILE}", "Company & Co", "campaign", "2026", "2026-02-14", "given", "client.yaml"),
        {"plan": "a" * 64, "knowledge": "b" * 64, "rules": "c" * 64, "engine": "0.1.0"},
        Verdict("not-ready", "The plan is not ready.", "One error.", 1, 1, 0, 1, 1, 0.6),
        Scores("Score = passed / applicable.", score("overall", "overall", 40.0, 85.0), (
            score("exact", "pillar", 62.0, 62.0),
            score("none", "pillar", None, None),
            score("pit", "pitfall", 0.0, 100.0),
        )),
        (*tired, finding("thin", "warning", 30), finding("good", "strength", 40)),
        (WaivedView(finding("waived-rule", "warning", 50), "Known to the board", "Ada", "2026-12-31"),),
        (IdleWaiver("spent-waiver", "", f"Was true last year {HOSTILE}", "2020-01-01"),),
        ledger,
        questions,
        (
            step("tired", "now", resolves=(Named("thin", "Title of thin"),)),
            step("thin", "later", after=(AfterView("tired", "Title of tired", "contact policy comes before"),)),
        ),
        (parameter("limit", "study"), parameter("guess", "assumption")),
    )  # fmt: skip


def empty_report(language: str) -> Report:
    """A report in which nothing was found and nothing could be checked."""
    return Report(
        SCHEMA,
        language,
        PlanInfo(FILE, "", "", "", "", "2026-02-14", "today", ""),
        {"plan": "a" * 64},
        Verdict("unproved", "Too little is said.", "Nothing checked.", 0, 0, 0, 0, 0, 0.0),
        Scores("Score.", score("overall", "overall", None, None), ()),
        (),
        (),
        (),
        Ledger(0, 0, 0, 0, 0, ()),
        (),
        (),
        (),
    )
