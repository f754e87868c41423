"""From a document to a typed plan: unknown keys, wrong kinds, repeated ids and dangling references, all in one go."""

from __future__ import annotations

from engine.errors import PlanError, nearest
from engine.plan.format import FORMAT_VERSION, PLAN
from engine.plan.leaves import STATES, Findings, parse_leaf
from engine.plan.model import Collection, Leaf, Node, Plan, Record, State
from engine.plan.shapes import GroupShape, ItemsShape, LeafShape, Shape
from engine.read import nodes
from engine.read.nodes import Document

VERSION_KEY = "vinculo"
MAX_ITEMS = 300
"""How many items a list of a plan may have: what a list leaves open is looked at against every item of another."""


def parse(document: Document) -> Plan:
    """The typed plan of a document.

    Raises PlanError with every problem of the document, each with its place.
    """
    found = Findings(document.name)
    root = document.root
    if not isinstance(root, nodes.Mapping):
        found.add("plan-not-mapping", root.span, tuple(PLAN.fields))
        raise PlanError(found.problems)
    _check_version(root, found)
    default = State.ABSENT if _declares_complete(root) else State.UNKNOWN
    members = _members(root, PLAN, "", default, found, extra=(VERSION_KEY,))
    record = Record("", PLAN, State.VALUE, members, root.span, default)
    _check_references(record, record, found)
    if found.problems:
        raise PlanError(found.problems)
    return Plan(document.name, document.text, record)


def _check_version(root: nodes.Mapping, found: Findings) -> None:
    entry = root.entries.get(VERSION_KEY)
    if entry is None:
        found.add("version-missing", root.span, wanted=f'{VERSION_KEY}: "{FORMAT_VERSION}"')
    elif not (isinstance(entry.value, nodes.Scalar) and entry.value.text == FORMAT_VERSION):
        found.add("version-unknown", entry.value.span, (FORMAT_VERSION,))


def _declares_complete(root: nodes.Mapping) -> bool:
    """Whether `meta.complete` is true, in whatever form the flag is written; a wrong form is reported with the rest."""
    meta = root.entries.get("meta")
    if meta is None or not isinstance(meta.value, nodes.Mapping) or "complete" not in meta.value.entries:
        return False
    leaf = parse_leaf(meta.value.entries["complete"].value, LeafShape("flag"), "meta.complete", Findings(""))
    return leaf is not None and leaf.value is True


def _members(
    node: nodes.Mapping,
    shape: GroupShape | ItemsShape,
    path: str,
    default: State,
    found: Findings,
    extra: tuple[str, ...] = (),
) -> dict[str, Node]:
    """The members that a mapping states, by the fields of its shape."""
    members: dict[str, Node] = {}
    for key, entry in node.entries.items():
        if key in extra:
            continue
        field = shape.fields.get(key)
        if field is None:
            allowed = tuple(shape.fields)
            found.add("unknown-key", entry.key_span, allowed, nearest(key, allowed), key=key, path=path or "plan")
            continue
        member = _node(entry.value, field, f"{path}.{key}" if path else key, default, found)
        if member is not None:
            members[key] = member
    return members


def _node(node: nodes.Node, shape: Shape, path: str, default: State, found: Findings) -> Node | None:
    if isinstance(shape, LeafShape):
        return parse_leaf(node, shape, path, found)
    state, reason = _whole_state(node, path, found)
    if state is not None:
        if isinstance(shape, ItemsShape):
            return Collection(path, shape, state, span=node.span, reason=reason)
        return Record(path, shape, state, {}, node.span, state, reason=reason)
    if isinstance(shape, ItemsShape):
        return _collection(node, shape, path, default, found)
    if not isinstance(node, nodes.Mapping):
        found.add("group-expected", node.span, (*shape.fields, *STATES), path=path)
        return None
    return Record(path, shape, State.VALUE, _members(node, shape, path, default, found), node.span, default)


def _whole_state(node: nodes.Node, path: str, found: Findings) -> tuple[State | None, str]:
    """The state that stands in place of a whole group or list, with its reason; None where there is none."""
    if isinstance(node, nodes.Scalar):
        return (State.UNKNOWN, "") if node.kind == "null" else (STATES.get(node.text), "")
    if isinstance(node, nodes.Mapping) and "state" in node.entries and set(node.entries) <= {"state", "reason", "note"}:
        leaf = parse_leaf(node, LeafShape("text"), path, found)
        return (leaf.state, leaf.reason) if leaf is not None else (State.UNKNOWN, "")
    return None, ""


def _collection(node: nodes.Node, shape: ItemsShape, path: str, default: State, found: Findings) -> Collection | None:
    if not isinstance(node, nodes.Sequence):
        found.add("list-expected", node.span, (*STATES,), path=path)
        return None
    if len(node.items) > MAX_ITEMS:
        found.add("too-many-items", node.span, path=path, count=str(len(node.items)), limit=str(MAX_ITEMS))
        return None
    items: list[Record] = []
    taken: dict[str, int] = {}
    for number, item in enumerate(node.items, 1):
        if isinstance(item, nodes.Scalar) and item.kind != "null":
            item = _named(item, shape)
        if not isinstance(item, nodes.Mapping):
            found.add("item-expected", item.span, tuple(shape.fields), path=f"{path}[#{number}]")
            continue
        name = _item_id(item, number)
        entry = item.entries.get("id")
        span = entry.value.span if entry else item.span
        if not name.strip() or name == "?" or set(name) & set("[]"):  # a path could not be read back
            found.add("wrong-id", span, path=path, id=name)
            continue
        if name in taken:
            found.add("repeated-id", span, path=path, id=name, first=str(taken[name]))
        taken.setdefault(name, item.span.line)
        here = f"{path}[{name}]"
        members = _members(item, shape, here, default, found)
        items.append(Record(here, shape, State.VALUE, members, item.span, default, name))
    return Collection(path, shape, State.VALUE if items else State.ABSENT, tuple(items), node.span)


def _named(item: nodes.Scalar, shape: ItemsShape) -> nodes.Mapping:
    """An item written as its bare name or text."""
    return nodes.Mapping({shape.label: nodes.Entry(item.span, item)}, item.span)


def _item_id(item: nodes.Mapping, number: int) -> str:
    entry = item.entries.get("id")
    return entry.value.text if entry is not None and isinstance(entry.value, nodes.Scalar) else f"#{number}"


def _check_references(node: Node, root: Record, found: Findings) -> None:
    """A reference names an item of its collection; where the plan does not list the collection any name will do."""
    if isinstance(node, Collection):
        for item in node.items:
            _check_references(item, root, found)
    elif isinstance(node, Record):
        for member in node.members.values():
            _check_references(member, root, found)
    elif node.shape.kind == "ref" and node.state is State.VALUE:
        _check_leaf_references(node, root, found)


def _check_leaf_references(leaf: Leaf, root: Record, found: Findings) -> None:
    target = root.at(leaf.shape.target)
    assert isinstance(target, Collection)
    assert leaf.span is not None
    if target.state is not State.VALUE:
        return
    ids = tuple(item.id for item in target.items)
    for value in leaf.values:
        if value not in ids:
            near = nearest(str(value), ids)
            found.add(
                "unknown-reference", leaf.span, ids, near, value=str(value), path=leaf.path, target=leaf.shape.target
            )
