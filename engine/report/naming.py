"""Names for readers: of places in the plan, of conclusions and relations, and texts with placeholders filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engine.facts.thresholds import Threshold
from engine.facts.view import View
from engine.judge import Entry
from engine.knowledge.model import Relation
from engine.measures import registry
from engine.plan.model import Collection, Node, Record
from engine.plan.values import exactly
from engine.report.conditions import Speaker
from engine.rules.model import RuleBase
from engine.rules.resolve import PLACEHOLDER
from engine.rules.scope import bindings
from engine.text.catalogue import pick
from engine.text.words import Words

_OPENING = ("«", "“", '"', "‘")


@dataclass(frozen=True, slots=True)
class Names:
    """Names things of one audit in one language."""

    words: Words
    view: View
    base: RuleBase

    def concept(self, id: str) -> str:
        """A concept's preferred label."""
        return pick(self.view.knowledge.concepts[id].label, self.words.language)

    def conclusion(self, name: str) -> str:
        """What a conclusion means."""
        return pick(self.base.conclusions[name].meaning, self.words.language)

    def rule(self, id: str) -> str:
        """A rule's title, without values."""
        return pick(self.base.rules[id].text.title, self.words.language)

    def argument(self, argument: str) -> str:
        """An argument of a fact: an item of the plan by its name, a concept by its label."""
        if argument in self.view.knowledge.concepts:
            return self.concept(argument)
        return self.place(argument) if "[" in argument else argument

    def subject(self, arguments: tuple[str, ...]) -> str:
        """The subject of a finding; "" for the plan as a whole."""
        return " · ".join(self.argument(argument) for argument in arguments)

    def place(self, path: str) -> str:
        """A path of the plan as a reader would name it: "Objetivos «Recuperar socios» · Meta"."""
        steps: list[str] = []
        node: Node = self.view.plan.root
        here = ""
        for part in _split(path):
            here = f"{here}.{part}" if here else part
            name, _, id = part.partition("[")
            assert isinstance(node, Record)
            node = node.get(name)
            title = self.words.field(here.rpartition("[")[0] if id else here)
            if id:
                assert isinstance(node, Collection)
                item = next((item for item in node.items if item.id == id[:-1]), None)
                if item is None:
                    steps.append(title)
                    break
                steps.append(f"{title} {self.words.quoted(self.words.item(item))}")
                node = item
            else:
                steps.append(title)
        return " · ".join(steps)

    def fill(self, text: Mapping[str, str], variables: Mapping[str, str]) -> str:
        """A rule's text with its placeholders filled in; `variables` gives the argument of each.

        Where the author already quotes a placeholder, the plan's words are not quoted again.
        """
        template = pick(text, self.words.language)

        def value(match: re.Match[str]) -> str:
            filled = self._value(match[1], variables)
            quoted = template[match.start() - 1 : match.start()] in _OPENING and match.start() > 0
            return filled.strip("«»“”") if quoted else filled

        return PLACEHOLDER.sub(value, template)

    def threshold(self, threshold: Threshold) -> str:
        """A parameter's value with its unit."""
        parameter = threshold.parameter
        if threshold.is_time:
            return self.words.quantity(threshold.interval, "days")
        if parameter.unit == "ratio" or parameter.unit.startswith("share"):
            return self.words.quantity(exactly(threshold.value), "ratio")
        unit = pick(parameter.unit_label, self.words.language)
        return f"{self.words.quantity(exactly(threshold.value), '')} {unit}".strip()

    def relation(self, relation: Relation) -> str:
        """A relation of the graph as a sentence."""
        kind = re.sub("[A-Z]", lambda match: "-" + match[0].lower(), relation.kind)
        return f"{self.concept(relation.subject)} {self.words.say('relation-' + kind)} {self.concept(relation.object)}"

    def reason(self, entry: Entry) -> str:
        """Why a rule does not apply, in words: the plan's own reason, or the condition that fails."""
        if entry.failed is None:
            return entry.reason
        scope = bindings((*entry.rule.applies, *entry.rule.when), {})
        return Speaker(self.words, self.view.knowledge, self.base, {}).sentence(entry.failed, scope)

    def _value(self, name: str, variables: Mapping[str, str]) -> str:
        if name.startswith("P."):
            return self.threshold(self.view.thresholds[name[2:]])
        if name.startswith("M."):
            id, _, var = name[2:].rstrip(")").partition("(")
            item = self.view.item(variables[var]) if var else None
            return self.words.measured(self.view.measure(id, item).value, registry()[id].unit)
        if name in variables:
            argument = variables[name]
            return self._item(argument)
        var, _, path = name.partition(".")
        record = self.view.item(variables[var]) if var in variables else self.view.plan.root
        return self.words.value(record.at(path if var in variables else name))

    def _item(self, argument: str) -> str:
        if argument in self.view.knowledge.concepts:
            return self.concept(argument)
        return self.words.quoted(self.words.item(self.view.item(argument)))


def _split(path: str) -> list[str]:
    """The steps of a path; dots inside the brackets of an id do not separate."""
    return re.findall(r"[^.\[]+(?:\[[^\]]*\])?", path)
