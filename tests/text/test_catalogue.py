"""The catalogue: what the code asks for exists, what exists is asked for, and the three languages say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

from engine.advise import HORIZONS
from engine.cli.main import make_parser
from engine.facts.thresholds import thresholds
from engine.judge import Outcome
from engine.knowledge import check
from engine.measures import registry
from engine.plan.format import FIELDS, PLAN
from engine.plan.model import State
from engine.plan.shapes import LeafShape
from engine.plan.values import PERIODS
from engine.rules.grammar import RELATIONS, STATE_WORDS
from engine.rules.model import EFFORTS, SEVERITIES
from engine.score import KINDS
from engine.tell.groups import SECTIONS
from engine.text.words import Words
from tests.data.frozen import LANGUAGES, catalogue
from tests.rules.cases import system
from tests.text.usage import families, said, strings

KNOWLEDGE_CODE = Path(check.__file__).parent
MESSAGES, PROBLEMS = catalogue().messages, catalogue().problems
STRENGTHS = ("rule", "study", "industry-report", "practitioner", "convention", "assumption")
VERDICTS = ("not-ready", "unproved", "with-reservations", "ready")
STATUSES = (400, 404, 405, 413, 415, 422, 500)
LEAF_KINDS = {shape.kind for shape in FIELDS.values() if isinstance(shape, LeafShape)}
COMMANDS = (
    "audit", "explain", "plan", "facts", "rules", "concept", "search", "path", "ask", "sparql", "export", "knowledge", "serve",
)  # fmt: skip
ISSUES = {
    code
    for module in ("quality", "wording", "check")
    for code in re.findall(
        r'"((?:skos|text|statement|shape|basis|exception)-[a-z-]+)"',
        (KNOWLEDGE_CODE / f"{module}.py").read_text("utf-8"),
    )
}
MEMBERS: dict[str, tuple[str, ...]] = {
    "ask-head-": (
        "after",
        "after-told",
        "before",
        "before-told",
        "causes",
        "check",
        "conflicts",
        "covers",
        "effects",
        "examples",
        "fields",
        "inner",
        "kinds",
        "linked",
        "notes",
        "only",
        "opposite",
        "parts",
        "place",
        "prevents",
        "required-by",
        "requires",
        "rules",
        "shared",
        "steps",
        "within",
    ),
    "ask-what-": (
        "after",
        "before",
        "causes",
        "check",
        "conflicts",
        "definition",
        "difference",
        "effects",
        "example",
        "group",
        "importance",
        "kinds",
        "parts",
        "prevents",
        "required-by",
        "requires",
        "steps",
        "who-says",
    ),
    "card-basis-": ("sources", "domain-knowledge"),
    "card-relation-": ("hard", "advisory"),
    "card-role-": ("about", "assesses", "reads"),
    "cli-": COMMANDS,
    "cli-arg-": ("plan", "plans", "rule", "rules", "concept", "text", "from", "to", "question", "query", "check"),
    "count-": tuple(f"{severity}.{form}" for severity in SEVERITIES for form in ("one", "other")),
    "digest-": ("plan", "profile", "parameters", "knowledge", "rules", "engine"),
    "effort-": EFFORTS,
    "evidence-": STRENGTHS,
    "form-": tuple(sorted(LEAF_KINDS - {"ref"})),
    "glossary-": (
        "requires",
        "precedes",
        "leadsTo",
        "mitigates",
        "prevents",
        "partOf",
        "measuredBy",
        "conflictsWith",
        "supports",
    ),
    "horizon-": HORIZONS,
    "is-": STATE_WORDS,
    "issue-": (*sorted(ISSUES), "error", "warning"),
    "measure-": tuple(registry()),
    "options-": ("in", "not-in", "has-any-of", "lacks-all-of"),
    "origin-": ("default", "sector", "profile"),
    "outcome-": tuple(outcome.value for outcome in Outcome),
    "period-": PERIODS,
    "reference-": ("given", "plan", "today"),
    "relation-": RELATIONS,
    "schema-": ("reason", "source", "as_of", "note"),
    "score-kind-": KINDS,
    "search-kind-": ("alternative", "definition", "hidden", "preferred", "statement"),
    "section-": (*SECTIONS.values(), "waived", "roadmap", "scores", "questions", "parameters", "verdict", "ledger"),
    "severity-": SEVERITIES,
    "short-": ("errors", "warnings", "recommendations", "strengths", "unknown"),
    "state-": tuple(state.value for state in State),
    "verdict-": VERDICTS,
    "verdict-short-": (*VERDICTS, "unreadable"),
    "web-": tuple(f"{part}-{status}" for part in ("title", "status") for status in STATUSES),
    "web-digest-": ("plan", "profile", "parameters", "knowledge", "rules", "engine"),
}


def enumerated() -> set[str]:
    """All members of all families."""
    return {prefix + name for prefix, names in MEMBERS.items() for name in names}


def test_every_family_is_enumerated() -> None:
    """A new prefix in the code needs its members here."""
    assert families() == set(MEMBERS)


def test_what_the_code_asks_for_exists() -> None:
    """Ids named in full and members of families."""
    assert sorted((said() | enumerated()) - MESSAGES.keys()) == []


def test_every_message_is_asked_for() -> None:
    """A message that no code names is left over."""
    assert sorted(MESSAGES.keys() - said() - enumerated() - strings()) == []


def test_the_scan_sees_what_is_missing() -> None:
    """A call that asks for a message is found in Python and in templates alike."""
    assert "verdict-first" in said()
    assert "web-skip" in said()
    assert {"question.one", "question.other"} <= said()
    assert "no-such-message" not in said()


def test_the_evidence_of_every_real_parameter_has_its_words() -> None:
    """How strong the evidence is, and where a value comes from."""
    found = {parameter.strength.replace(" ", "-") for parameter in system().knowledge.parameters.values()}
    assert found <= set(STRENGTHS)
    assert {one.origin for one in thresholds(system().knowledge, "grocery", {}).values()} <= set(MEMBERS["origin-"])


def texts() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every text of the catalogue with a name for it."""
    for kind, table in (("message", MESSAGES), ("problem", PROBLEMS), ("option", catalogue().options)):
        for id, text in table.items():
            yield f"{kind} {id}", text
    for path, fields in catalogue().fields.items():
        for part in ("title", "text"):
            yield f"{path} {part}", {language: fields[language][part] for language in fields}


def placeholders(text: str) -> list[str]:
    """The names in braces, in no order."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_text_is_in_three_languages_with_the_same_placeholders() -> None:
    """No language lacks a text or a value; none has text around its ends or left empty."""
    wrong = []
    for name, text in texts():
        ends = " " if name.startswith("message period-") else ""  # follows an amount: "20 € per month", "20 € / month"
        if set(text) != set(LANGUAGES) or any(
            not part.strip() or part.strip() != part.lstrip(ends) for part in text.values()
        ):
            wrong.append(f"{name}: {dict(text)}")
        elif name.startswith(("message", "problem")) and len({tuple(placeholders(p)) for p in text.values()}) != 1:
            wrong.append(f"{name}: placeholders differ")
    assert wrong == []


def test_texts_are_typed_well() -> None:
    """No double spaces, no straight ellipsis, no quotation marks of another language."""
    wrong = [
        f"{name} {language}: {part}"
        for name, text in texts()
        for language, part in text.items()
        if "  " in part or "..." in part or " ," in part or ("«" in part if language == "en" else "“" in part)
    ]
    assert wrong == []


def test_every_field_has_a_title_and_a_text_and_nothing_else_has() -> None:
    """Fields of the format and texts of fields, both ways."""
    titled = set(catalogue().fields)
    named = {path for path in FIELDS if not path.endswith("[].id")}
    assert sorted(named - titled) == []
    assert sorted(titled - set(FIELDS)) == []
    for path, fields in catalogue().fields.items():
        assert set(fields) == set(LANGUAGES), path
        assert all(set(text) == {"title", "text"} for text in fields.values()), path


def test_titles_of_neighbours_differ() -> None:
    """Two fields of one group are told apart by their titles."""
    for language in LANGUAGES:
        words = Words(catalogue(), language)
        seen: dict[tuple[str, str], str] = {}
        for path in FIELDS:
            if path.endswith("[].id"):
                continue
            key = (path.rpartition(".")[0], words.field(path).lower())
            assert key not in seen, (path, seen[key])
            seen[key] = path


def test_every_option_has_its_words_and_no_other_has() -> None:
    """Options of the format and texts of options, both ways; a text may be for one field only."""
    used = {f"{path}={option}" for path, shape in FIELDS.items() for option in getattr(shape, "options", ())}
    general = {name.partition("=")[2] for name in used}
    known = set(catalogue().options)
    assert sorted(name for name in used if not {name, name.partition("=")[2]} & known) == []
    assert sorted(name for name in known if name not in used | general) == []


def test_options_of_one_field_differ() -> None:
    """Two options of a choice do not read the same."""
    for language in LANGUAGES:
        words = Words(catalogue(), language)
        for path, shape in FIELDS.items():
            options = getattr(shape, "options", ())
            shown = [words.option(option, path) for option in options]
            assert len(set(shown)) == len(options), (path, language, shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_fill_in(language: str) -> None:
    """Every message takes its values, and leaves no brace behind."""
    words = Words(catalogue(), language)
    for id, text in MESSAGES.items():
        values = dict.fromkeys(placeholders(text[language]), "7")
        assert not re.search("[{}]", words.say(id, **values)), id


def test_help_in_three_languages_names_every_command() -> None:
    """The help is put together in each language, and differs between them."""
    from datetime import date

    from engine.cli.context import Context

    helps = [
        make_parser(Context(Words(catalogue(), language), None, date(2026, 1, 1))).format_help()
        for language in LANGUAGES
    ]
    assert len(set(helps)) == 3
    assert all(command in shown for shown in helps for command in COMMANDS)
    assert set(PLAN.fields) <= set(catalogue().fields)
