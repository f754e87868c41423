"""How measures read a plan: each access is noted; what the plan does not state ends the computation with its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.plan.model import Collection, Leaf, Node, Plan, Record, State
from engine.plan.values import Interval, Moment, Quantity


class Undecided(Exception):
    """A measure needs a field that has no value; the measure takes over the field's state."""

    def __init__(self, state: State) -> None:
        super().__init__(state.value)
        self.state = state


@dataclass(frozen=True, slots=True)
class Measured:
    """The result of a measure: a value or a state, and the nodes of the plan that were read, in order."""

    state: State
    value: Quantity | bool | None
    inputs: tuple[Node, ...]


@dataclass(slots=True)
class Reader:
    """The plan, or one item of it, as a measure sees it. `root` reads the whole plan; inputs are shared."""

    record: Record
    plan: Plan
    reference: date
    inputs: list[Node] = field(default_factory=list)

    @property
    def root(self) -> Reader:
        """The reader of the whole plan."""
        return Reader(self.plan.root, self.plan, self.reference, self.inputs)

    def node(self, path: str) -> Node:
        """Any node, noted as read."""
        node = self.record.at(path)
        self.inputs.append(node)
        return node

    def state(self, path: str) -> State:
        """The state of a field, without stopping."""
        return self.node(path).state

    def leaf(self, path: str) -> Leaf:
        """A leaf with a value. Raises Undecided."""
        node = self.node(path)
        assert isinstance(node, Leaf)
        if node.state is not State.VALUE:
            raise Undecided(node.state)
        return node

    def quantity(self, path: str) -> Quantity:
        """A numeric value. Raises Undecided."""
        value = self.leaf(path).value
        assert isinstance(value, Quantity)
        return value

    def number(self, path: str) -> Interval:
        """The interval of a numeric value. Raises Undecided."""
        return self.quantity(path).interval

    def moment(self, path: str) -> Moment:
        """A date. Raises Undecided."""
        value = self.leaf(path).value
        assert isinstance(value, Moment)
        return value

    def word(self, path: str) -> str:
        """A text, option or reference. Raises Undecided."""
        value = self.leaf(path).value
        assert isinstance(value, str)
        return value

    def words(self, path: str) -> tuple[str, ...]:
        """The options, texts or references of a list; none where it is absent. Raises Undecided where it is unknown."""
        node = self.node(path)
        assert isinstance(node, Leaf)
        if node.state is State.UNKNOWN:
            raise Undecided(node.state)
        return tuple(str(value) for value in node.values)

    def is_true(self, path: str) -> bool:
        """A flag; False where it is absent or does not apply. Raises Undecided where it is unknown."""
        node = self.node(path)
        assert isinstance(node, Leaf)
        if node.state is State.UNKNOWN:
            raise Undecided(node.state)
        return node.value is True

    def has(self, path: str) -> bool:
        """Whether a field is stated; Raises Undecided where that is unknown."""
        state = self.node(path).state
        if state is State.UNKNOWN:
            raise Undecided(state)
        return state is State.VALUE

    def items(self, path: str) -> tuple[Reader, ...]:
        """The items of a list; none where it is absent. Raises Undecided where it is unknown."""
        node = self.node(path)
        assert isinstance(node, Collection)
        if node.state is State.UNKNOWN:
            raise Undecided(node.state)
        return tuple(Reader(item, self.plan, self.reference, self.inputs) for item in node.items)

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.record.id


Function = Callable[[Reader], Quantity | bool]


@dataclass(frozen=True, slots=True)
class Measure:
    """A named quantity: its unit, the collection it belongs to ("" for the plan), its meaning, its function."""

    id: str
    unit: str
    sort: str
    meaning: str
    function: Function

    def of(self, reader: Reader) -> Measured:
        """The value for one item or for the plan."""
        try:
            value = self.function(reader)
        except Undecided as stopped:
            return Measured(stopped.state, None, tuple(reader.inputs))
        return Measured(State.VALUE, value, tuple(reader.inputs))


_REGISTRY: dict[str, Measure] = {}


def measure(id: str, unit: str, of: str = "") -> Callable[[Function], Function]:
    """Register a function as a measure of the plan, or of the items of the collection at the path `of`.

    The docstring's first sentence is its meaning. `unit`: "ratio", "days", "money", "flag", or what is counted.
    """

    def register(function: Function) -> Function:
        assert id not in _REGISTRY, f"two measures are called {id}"
        meaning = (function.__doc__ or "").strip().split("\n")[0]
        assert meaning, f"measure {id} has no docstring"
        _REGISTRY[id] = Measure(id, unit, of, meaning, function)
        return function

    return register


def registry() -> Mapping[str, Measure]:
    """All registered measures by id; importing `engine.measures` registers them."""
    return _REGISTRY
