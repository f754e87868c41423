"""The expert system, loaded: knowledge, rules, their compiled form. Snapshots of what was read and checked go to a cache folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from engine import rete
from engine.infer import joins
from engine.knowledge.model import Knowledge
from engine.knowledge.store import load as load_knowledge
from engine.measures import registry
from engine.paths import KNOWLEDGE, RULES
from engine.rules import load
from engine.rules.compile import CompiledRules, compile_rules
from engine.rules.conditions import Condition
from engine.rules.model import RuleBase
from engine.rules.resolve import check_names
from engine.rules.scope import counted_by, parts
from engine.snapshot import read_snapshot, write_snapshot


@dataclass(frozen=True)
class Engines:
    """The compiled rules, for the Rete engine and for the evaluator (prepared when it is first asked for)."""

    compiled: CompiledRules
    rete: rete.Compiled

    @cached_property
    def prepared(self) -> joins.Prepared:
        """The program as the evaluator runs it."""
        return joins.prepare(self.compiled.program)


@dataclass(slots=True)
class System:
    """What audits share. Thresholds inside counts belong to the compiled form: one form per set of their values."""

    knowledge: Knowledge
    base: RuleBase
    _engines: dict[tuple[float, ...], Engines] = field(default_factory=dict)

    def engines(self, values: Mapping[str, float]) -> Engines:
        """The compiled forms for the parameter values in force."""
        key = tuple(values[id] for id in counted_parameters(self.base))
        if key not in self._engines:
            compiled = compile_rules(self.base, values)
            self._engines[key] = Engines(compiled, rete.compile_program(compiled.program))
        return self._engines[key]

    @property
    def default_values(self) -> dict[str, float]:
        """Every parameter at the knowledge's own value."""
        return {id: parameter.value for id, parameter in self.knowledge.parameters.items()}


def load_system(cache: Path | None = None, rules: Path = RULES, knowledge: Path = KNOWLEDGE) -> System:
    """Load knowledge and rules, from the cache where their files have not changed.

    Raises KnowledgeError and RuleError.
    """
    known = load_knowledge(knowledge, cache)
    return System(known, load_rules(rules, known, cache))


def load_rules(folder: Path, knowledge: Knowledge, cache: Path | None = None) -> RuleBase:
    """The checked rule base of a folder."""
    digest = load.digest_of(folder)
    key = "rules-" + hashlib.sha256(f"{digest} {knowledge.digest} {checker_version()}".encode()).hexdigest()
    data = read_snapshot(cache, key)
    if isinstance(data, dict):
        return load.build(data, digest)
    documents = load.read_folder(folder)
    plain = load.plain_data(documents)
    base = load.build(plain, digest, documents)
    check_names(base, knowledge, registry(), documents)
    write_snapshot(cache, key, plain)
    return base


def checker_version() -> str:
    """Digest of the code that decides whether a rule is right: a snapshot is only as good as the checks it passed."""
    total = hashlib.sha256()
    here = Path(__file__).resolve().parent
    for folder in ("rules", "plan", "measures"):
        for path in sorted((here / folder).rglob("*.py")):
            total.update(path.read_bytes())
    return total.hexdigest()


def counted_parameters(base: RuleBase) -> tuple[str, ...]:
    """The parameters that stand inside counts, in sorted order."""
    found: set[str] = set()

    def visit(conditions: tuple[Condition, ...]) -> None:
        for condition in conditions:
            if (limit := counted_by(condition)) is not None:
                found.add(limit.id)
            visit(parts(condition))

    for rule in base.rules.values():
        visit((*rule.applies, *rule.when))
    return tuple(sorted(found))
