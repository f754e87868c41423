"""Proofs in words: the tree of one finding, each step a sentence with the lines of the plan that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import Span
from engine.facts.ground import camel, environment
from engine.facts.view import View
from engine.infer.program import Truth
from engine.judge import Finding
from engine.measures import registry
from engine.pipeline import Audit
from engine.plan.model import State
from engine.prove import Proof, Prover, Read
from engine.report.conditions import Speaker
from engine.report.model import Location, ProofView, ReadView
from engine.report.naming import Names
from engine.rules.compile import CompiledRules, TestSpec
from engine.text.catalogue import pick
from engine.text.words import Words


@dataclass(frozen=True, slots=True)
class ProofTeller:
    """Puts proofs of one audit into words."""

    names: Names
    compiled: CompiledRules
    prover: Prover
    file: str

    @property
    def words(self) -> Words:
        """The language."""
        return self.names.words

    @property
    def view(self) -> View:
        """The audit's plan, knowledge and thresholds."""
        return self.names.view

    def of(self, finding: Finding) -> ProofView:
        """The whole proof of a finding."""
        return self.step(self.prover.proof(finding.fact))

    def step(self, proof: Proof) -> ProofView:
        """One step and what it rests on. An auxiliary condition that only passes on gives way to its own steps."""
        children = [self.step(child) for child in proof.children]
        children = [inner for child in children for inner in (child.children if child.kind == "group" else (child,))]
        rule = proof.fact[0][2:] if proof.kind == "rule" else ""
        place = self.location(proof.span) if proof.span is not None else None
        reads = tuple(self.read(read) for read in proof.reads)
        certain = proof.truth is Truth.TRUE
        return ProofView(
            proof.kind, self._text(proof), rule, certain, place, reads, self._sources(proof), tuple(children)
        )

    def location(self, span: Span) -> Location:
        """A place of the plan's file."""
        return Location(self.file, span.line, span.column)

    def read(self, read: Read) -> ReadView:
        """A field, measure or parameter that a step read."""
        place = self.location(read.span) if read.span is not None else None
        inputs = tuple(self.read(inner) for inner in read.inputs)
        return ReadView(read.kind, read.name, self._label(read), read.state.value, self._shown(read), place, inputs)

    def _label(self, read: Read) -> str:
        if read.kind == "parameter":
            return pick(self.view.thresholds[read.name].parameter.label, self.words.language)
        return self.words.say(f"measure-{read.name}") if read.kind == "measure" else self.names.place(read.name)

    def _shown(self, read: Read) -> str:
        if read.kind == "parameter":
            return self.names.threshold(self.view.thresholds[read.name])
        if read.state is not State.VALUE:
            return self.words.say(f"state-{read.state.value}")
        if read.kind == "measure" and read.measured is not None:
            return self.words.measured(read.measured, registry()[read.name].unit)
        return self.words.value(read.node) if read.node is not None else ""

    def _text(self, proof: Proof) -> str:
        fact = proof.fact
        if proof.kind == "rule":
            subject = self.names.subject(fact[1:])
            title = self.names.rule(fact[0][2:]) + (f" — {subject}" if subject else "")
            return f"{title} ({self.words.say('proof-again')})" if proof.again else title
        if proof.kind == "conclusion":
            argument = "" if fact[1] == "*" else f" ({self.names.argument(fact[1])})"
            return self.names.conclusion(fact[0][2:]) + argument
        if proof.kind == "test":
            return self._condition(self.compiled.tests[fact[0]], proof)
        if proof.kind == "item":
            return self.words.say("proof-item", item=self.names.place(fact[1]))
        if proof.kind == "reference":
            field = self.words.field(fact[0][4:])
            return self.words.say(
                "proof-reference", item=self.names.place(fact[1]), field=field, whom=self.names.place(fact[2])
            )
        if proof.kind == "relation":
            return self._relation(proof)
        if proof.kind == "nothing":
            return self.words.say(
                "proof-nothing" if proof.truth is Truth.TRUE else "proof-nothing-sure", what=self._meaning(fact[0])
            )
        if proof.kind == "count":
            return self.words.say("proof-count", count=len(proof.children))
        return self._meaning(fact[0])

    def _condition(self, spec: TestSpec, proof: Proof) -> str:
        env = environment(self.view, spec, proof.fact)
        named = {
            name: self.names.concept(item) if isinstance(item, str) else self.words.quoted(self.words.item(item))
            for name, item in env.items()
        }
        speaker = Speaker(self.words, self.view.knowledge, self.compiled.base, named)
        scope = dict(spec.variables)
        told = [(speaker.sentence(condition, scope), truth) for condition, truth in proof.decided]
        return "; ".join(text if truth is not False else self.words.say("none", listed=text) for text, truth in told)

    def _meaning(self, predicate: str) -> str:
        """What an auxiliary predicate stands for, in words."""
        meaning = self.compiled.meanings.get(predicate)
        if meaning is None:
            return predicate
        speaker = Speaker(self.words, self.view.knowledge, self.compiled.base, {})
        return "; ".join(speaker.sentence(condition, meaning.scope) for condition in meaning.conditions)

    def _relation(self, proof: Proof) -> str:
        fact = proof.fact
        kind, _, name = fact[0].partition(":")
        if kind == "under":
            return self.words.say("proof-under", concept=self.names.concept(fact[1]), whom=self.names.concept(name))
        left, right = self.names.concept(fact[1]), self.names.concept(fact[2])
        return f"{left} {self.words.say('relation-' + name)} {right}"

    def _sources(self, proof: Proof) -> tuple[str, ...]:
        """The statements behind a step: those of a rule, or that justify a relation."""
        if proof.kind == "rule":
            return self.compiled.base.rules[proof.fact[0][2:]].sources
        if proof.kind == "relation" and len(proof.fact) == 3:
            link = (camel(proof.fact[0].partition(":")[2]), *proof.fact[1:])
            relations = self.view.knowledge.relations
            return next((r.justified_by for r in relations if (r.kind, r.subject, r.object) == link), ())
        return ()


def teller(audit: Audit, names: Names) -> ProofTeller:
    """The teller of an audit's proofs."""
    return ProofTeller(names, audit.engines.compiled, audit.prover, audit.view.plan.file)
