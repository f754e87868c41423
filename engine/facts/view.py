"""One plan as the rules see it: items by their paths, measures computed once, thresholds, the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.facts.thresholds import Threshold
from engine.knowledge.model import Knowledge
from engine.measures import registry
from engine.measures.reader import Measured, Reader
from engine.plan.model import Collection, Leaf, Node, Plan, Record, State
from engine.plan.shapes import LeafShape
from engine.plan.values import Interval, Moment
from engine.rules.conditions import Constant, EvidenceRef, FieldRef, MeasureRef, Operand, ParameterRef

Item = Record | str
"""What a variable stands for: an item of the plan, or the id of a concept."""
Env = Mapping[str, Item]
NOWHERE = Leaf("", LeafShape("text"), State.NOT_APPLICABLE)
"""The evidence of a concept of which the knowledge does not say where a plan shows it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an operand gives: a state, the value where there is one, and the node or parameter it came from."""

    state: State
    value: str | bool | Interval | Moment | tuple[str, ...] | None = None
    unit: str = ""
    node: Node | None = None
    measured: Measured | None = None


@dataclass(slots=True)
class View:
    """The plan, the knowledge, the thresholds in force and the reference date of one audit."""

    plan: Plan
    knowledge: Knowledge
    thresholds: Mapping[str, Threshold]
    reference: date
    _domains: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    _measured: dict[tuple[str, str], Measured] = field(default_factory=dict)
    _items: dict[str, Record] = field(default_factory=dict)

    def domain(self, sort: str) -> tuple[Record, ...]:
        """The items of a collection, those in every parent for a nested one, and the unseen item of each unknown list."""
        if sort not in self._domains:
            outer, _, name = sort.rpartition("[].")
            parents = self.domain(outer) if outer else (self.plan.root,)
            found = tuple(item for parent in parents for item in members(parent, name if outer else sort))
            self._items.update((item.path, item) for item in found)
            self._domains[sort] = found
        return self._domains[sort]

    def item(self, path: str) -> Record:
        """The item with a path; its collection must have been asked for before."""
        return self._items[path]

    def measure(self, id: str, item: Record | None) -> Measured:
        """The value of a measure of the plan or of an item, computed once."""
        key = (id, item.path if item is not None else "")
        if key not in self._measured:
            record = item if item is not None else self.plan.root
            self._measured[key] = registry()[id].of(Reader(record, self.plan, self.reference))
        return self._measured[key]

    def read(self, operand: Operand, env: Env) -> Reading:
        """What an operand gives for the items that the variables stand for."""
        if isinstance(operand, Constant):
            return Reading(State.VALUE, exact(operand.text))
        if isinstance(operand, ParameterRef):
            threshold = self.thresholds[operand.id]
            return Reading(State.VALUE, threshold.interval, "days" if threshold.is_time else "")
        if isinstance(operand, MeasureRef):
            return self._measure_reading(operand, env)
        return of_node(self.node(operand, env))

    def node(self, ref: FieldRef | EvidenceRef, env: Env) -> Node:
        """The node of the plan that a reference names."""
        if isinstance(ref, EvidenceRef):
            return self._evidence(ref, env)
        record = env[ref.var] if ref.var else self.plan.root
        assert isinstance(record, Record)
        return record.at(ref.path)

    def _measure_reading(self, ref: MeasureRef, env: Env) -> Reading:
        item = env[ref.var] if ref.var else None
        assert item is None or isinstance(item, Record)
        measured = self.measure(ref.id, item)
        value = measured.value
        if value is None or isinstance(value, bool):
            return Reading(measured.state, value, measured=measured)
        return Reading(measured.state, value.interval, value.unit, measured=measured)

    def _evidence(self, ref: EvidenceRef, env: Env) -> Node:
        """Of the places that show a concept the best one: a stated one, else an unknown one, else the first."""
        concept, item = env[ref.concept], env[ref.item] if ref.item else None
        assert isinstance(concept, str)
        paths = self.knowledge.concepts[concept].evidenced_by
        if isinstance(item, Record):
            nodes = [item.at(path.rpartition("[].")[2]) for path in paths if "[]." in path]
        else:
            nodes = [self.plan.root.at(path) for path in paths if "[]" not in path]
        if not nodes:
            return NOWHERE
        order = (State.VALUE, State.UNKNOWN, State.TBD, State.ABSENT, State.NOT_APPLICABLE)
        best = min(nodes, key=lambda node: order.index(node.state))
        if not ref.path:
            return best
        if isinstance(best, Record) and ref.path.partition(".")[0] in best.shape.fields:
            return best.at(ref.path)
        return NOWHERE


def members(parent: Record, path: str) -> tuple[Record, ...]:
    """The items of a list below a record, with the unseen one where the plan does not say what the list holds."""
    node = parent.at(path)
    assert isinstance(node, Collection)
    return node.items if node.state is not State.UNKNOWN else (node.unseen(),)


def of_node(node: Node) -> Reading:
    """A field of the plan as an operand."""
    if isinstance(node, Record | Collection) or node.state is not State.VALUE:
        return Reading(node.state, node=node)
    value = node.value
    if isinstance(value, tuple):
        return Reading(State.VALUE, tuple(str(part) for part in value), node=node)
    if value is None or isinstance(value, str | bool | Moment):
        return Reading(State.VALUE, value, node=node)
    return Reading(State.VALUE, value.interval, value.unit, node)


def exact(text: str) -> str | bool | Interval:
    """A constant of a rule as a value."""
    if text in ("true", "false"):
        return text == "true"
    return Interval(float(text), float(text)) if text.isdigit() else text
