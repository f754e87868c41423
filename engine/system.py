"""The expert system, loaded: knowledge, rules, their compiled form. What was read and checked is kept in a cache folder."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from engine import rete
from engine.infer import layout, patterns, program
from engine.knowledge.glossary import Glossary
from engine.knowledge.model import Knowledge
from engine.knowledge.store import load as load_knowledge
from engine.knowledge.store import load_glossary
from engine.paths import KNOWLEDGE, RULES
from engine.rules import conditions, model
from engine.rules.compile import CompiledRules, Meaning, TestSpec, compile_rules
from engine.rules.load import digest_of
from engine.rules.model import RuleBase
from engine.rules.scope import counted_by, parts
from engine.snapshot import Packed, makers, pack, pack_text, read_snapshot, unpack, write_snapshot

if TYPE_CHECKING:
    from engine.infer.joins import Prepared

_CONDITIONS = (
    conditions.FieldRef,
    conditions.EvidenceRef,
    conditions.ParameterRef,
    conditions.MeasureRef,
    conditions.Constant,
    conditions.Is,
    conditions.Compare,
    conditions.OneOf,
    conditions.Each,
    conditions.Refers,
    conditions.Concluded,
    conditions.Related,
    conditions.AllOf,
    conditions.AnyOf,
    conditions.NoneOf,
    conditions.AtLeast,
)
_RULES = makers(RuleBase, model.Rule, model.RuleText, model.Conclusion, model.ConclusionKind, *_CONDITIONS)
_TESTS = makers(TestSpec, Meaning, *_CONDITIONS)
_CLAUSES = makers(program.Clause, program.Count, program.Literal, program.Atom, program.Var)
_LAYOUT = makers(
    layout.Layout, layout.Layer, patterns.Codes, patterns.Kind, patterns.Shard, patterns.Rule, patterns.Outcome,
    program.Count, program.Atom, program.Var,
)  # fmt: skip


@dataclass(frozen=True)
class Engines:
    """The compiled rules, for the Rete engine and for the evaluator (prepared when it is first asked for)."""

    compiled: CompiledRules
    rete: rete.Compiled

    @cached_property
    def prepared(self) -> Prepared:
        """The program as the evaluator runs it."""
        from engine.infer.joins import prepare

        return prepare(self.compiled.program)


@dataclass(slots=True)
class System:
    """What audits share. Thresholds inside counts belong to the compiled form: one form per set of their values.

    `folder` is where the knowledge came from: the glossary is read from it when it is first asked for.
    """

    knowledge: Knowledge
    base: RuleBase
    cache: Path | None = None
    folder: Path = KNOWLEDGE
    _glossary: Glossary | None = None
    _counted: tuple[str, ...] | None = None
    _engines: dict[tuple[float, ...], Engines] = field(default_factory=dict)

    def engines(self, values: Mapping[str, float]) -> Engines:
        """The compiled forms for the parameter values in force."""
        if self._counted is None:
            self._counted = counted_parameters(self.base)
        counted = {id: values[id] for id in self._counted}
        key = tuple(counted.values())
        if key not in self._engines:
            self._engines[key] = load_engines(self.base, counted, self.cache)
        return self._engines[key]

    @property
    def glossary(self) -> Glossary:
        """The words of the knowledge. Raises KnowledgeError."""
        if self._glossary is None:
            self._glossary = load_glossary(self.folder, self.cache)
        return self._glossary

    @property
    def default_values(self) -> dict[str, float]:
        """Every parameter at the knowledge's own value."""
        return {id: parameter.value for id, parameter in self.knowledge.parameters.items()}


def load_system(cache: Path | None = None, rules: Path = RULES, knowledge: Path = KNOWLEDGE) -> System:
    """Load knowledge and rules, from the cache where their files have not changed.

    Raises KnowledgeError and RuleError.
    """
    known = load_knowledge(knowledge, cache)
    return System(known, load_rules(rules, known, cache), cache, knowledge)


def load_rules(folder: Path, knowledge: Knowledge, cache: Path | None = None) -> RuleBase:
    """The checked rule base of a folder."""
    digest = digest_of(folder)
    key = _key("rules", digest, knowledge.digest)
    data = read_snapshot(cache, key)
    if isinstance(data, list):
        kept: RuleBase = unpack(data, _RULES)
        return kept
    # Imported on a miss only: a warm start builds and checks no rule.
    from engine.measures import registry
    from engine.rules import load
    from engine.rules.resolve import check_names

    documents = load.read_folder(folder)
    base = load.build(load.plain_data(documents), digest, documents)
    check_names(base, knowledge, registry(), documents)
    write_snapshot(cache, key, pack(base))
    return base


def load_engines(base: RuleBase, counted: Mapping[str, float], cache: Path | None = None) -> Engines:
    """The compiled forms of a rule base. `counted` gives the parameters that counts use."""
    key = _key("program", base.digest, *(f"{id}={value}" for id, value in counted.items()))
    data = read_snapshot(cache, key)
    if isinstance(data, dict):
        clauses: Packed[program.Clause] = Packed(data["clauses"], _CLAUSES)
        made = program.Program(clauses, unpack(data["counts"], _CLAUSES), unpack(data["strata"], _CLAUSES))
        tests, meanings = unpack(data["tests"], _TESTS), Packed[Meaning](data["meanings"], _TESTS)
        compiled = CompiledRules(made, tests, frozenset(data["given"]), base, meanings)
        return Engines(compiled, rete.load(unpack(data["layout"], _LAYOUT)))
    compiled = compile_rules(base, counted)
    laid_out = layout.lay_out(compiled.program)
    kept = {
        "clauses": pack_text(compiled.program.clauses),
        "counts": pack(compiled.program.counts),
        "strata": pack(compiled.program.strata),
        "tests": pack(compiled.tests),
        "given": sorted(compiled.given),
        "meanings": pack_text(compiled.meanings),
        "layout": pack(laid_out),
    }
    write_snapshot(cache, key, kept)
    return Engines(compiled, rete.load(laid_out))


def _key(kind: str, *content: str) -> str:
    return f"{kind}-" + hashlib.sha256(" ".join((*content, code_digest())).encode()).hexdigest()


@cache
def code_digest() -> str:
    """Digest of the code that checks and compiles rules: a snapshot is only as good as what it went through."""
    total = hashlib.sha256()
    here = Path(__file__).resolve().parent
    folders = (sorted((here / folder).rglob("*.py")) for folder in ("infer", "rules", "plan", "measures"))
    for path in (here / "snapshot.py", here / "system.py", *itertools.chain(*folders)):
        total.update(path.read_bytes())
    return total.hexdigest()


def counted_parameters(base: RuleBase) -> tuple[str, ...]:
    """The parameters that stand inside counts, in sorted order."""
    found: set[str] = set()

    def visit(listed: tuple[conditions.Condition, ...]) -> None:
        for condition in listed:
            if (limit := counted_by(condition)) is not None:
                found.add(limit.id)
            visit(parts(condition))

    for rule in base.rules.values():
        visit((*rule.applies, *rule.when))
    return tuple(sorted(found))
