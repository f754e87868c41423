"""Whole plans: defaults, complete plans, unseen items, ids, references; and the two notations, which say the same."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from engine.errors import PlanError, Problem
from engine.paths import ROOT
from engine.pipeline import read_plan
from engine.plan.format import FIELDS, PLAN
from engine.plan.model import Collection, Leaf, Node, Plan, Record, State
from engine.plan.shapes import GroupShape, ItemsShape
from engine.read import read
from engine.read.nodes import plain
from tests.data.frozen import plan

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def problems(text: str) -> tuple[Problem, ...]:
    """The problems of a plan that is refused."""
    with pytest.raises(PlanError) as caught:
        plan(text)
    return caught.value.problems


def test_what_is_left_out_is_unknown() -> None:
    """In an ordinary plan silence says nothing, at every depth."""
    root = plan("company: {name: Bakery}\nobjectives: [{id: o1}]").root
    for path in ("mission", "company.sector", "budget", "budget.total", "actions", "budget.lines"):
        assert root.at(path).state is State.UNKNOWN, path
    objectives = root.at("objectives")
    assert isinstance(objectives, Collection)
    assert objectives.items[0].get("kpi").state is State.UNKNOWN


def test_what_a_complete_plan_leaves_out_is_absent() -> None:
    """A plan that says it is complete has nothing else; what it calls unknown stays unknown."""
    root = plan(
        "meta: {complete: true}\ncompany: {name: Bakery, sector: unknown}\nobjectives: [{id: o1}]\nmission: null"
    ).root
    for path in ("budget", "budget.total", "actions", "company.country", "budget.lines"):
        assert root.at(path).state is State.ABSENT, path
    assert root.at("company.sector").state is State.UNKNOWN
    assert root.at("mission").state is State.UNKNOWN
    objectives = root.at("objectives")
    assert isinstance(objectives, Collection)
    assert objectives.items[0].get("kpi").state is State.ABSENT


@pytest.mark.parametrize("claim", ["false", "unknown", "{state: tbd, reason: later}"])
def test_only_a_plan_that_claims_it_is_complete(claim: str) -> None:
    """Anything but true leaves silence unknown."""
    assert plan(f"meta: {{complete: {claim}}}").root.at("mission").state is State.UNKNOWN


@pytest.mark.parametrize("state", [State.UNKNOWN, State.ABSENT, State.TBD, State.NOT_APPLICABLE])
def test_a_state_of_a_group_or_list_is_that_of_all_below(state: State) -> None:
    """Groups and lists may be absent, undecided, not applicable or unknown as a whole, with a reason."""
    root = plan(
        f"budget: {{state: {state.value}, reason: Group level}}\nactions: {state.value}\nfeedback: {state.value}"
    ).root
    assert [root.at(path).state for path in ("budget", "budget.total", "budget.lines", "actions")] == [state] * 4
    total = root.at("budget.total")
    assert isinstance(total, Leaf)
    assert total.reason == "Group level"
    channels = root.at("feedback.channels")
    assert isinstance(channels, Collection)
    assert (channels.state, channels.items) == (state, ())


def test_an_empty_list_has_no_items_and_an_unknown_one_may_have() -> None:
    """An empty list is absent; the unseen item of an unknown one knows nothing of itself."""
    root = plan("actions: []").root
    assert root.at("actions").state is State.ABSENT
    objectives = root.at("objectives")
    assert isinstance(objectives, Collection)
    unseen = objectives.unseen()
    assert (unseen.path, unseen.id) == ("objectives[?]", "?")
    assert {unseen.get(name).state for name in unseen.shape.fields} == {State.UNKNOWN}


def test_ids_are_given_or_made_from_the_place() -> None:
    """An item without id is called by its place, counted from one; a bare name is its label."""
    actions = plan("actions: [{name: Call}, {id: letter, name: Letter}, Visit]").root.at("actions")
    assert isinstance(actions, Collection)
    assert [(item.id, item.path, item.label) for item in actions.items] == [
        ("#1", "actions[#1]", "Call"),
        ("letter", "actions[letter]", "Letter"),
        ("#3", "actions[#3]", "Visit"),
    ]
    assert actions.items[0].get("cost").path == "actions[#1].cost"


def test_nested_items_have_the_path_of_their_parent() -> None:
    """A list inside an item."""
    tiers = plan("programmes: [{id: club, tiers: [{id: gold}, {name: Silver}]}]").root.at("programmes")
    assert isinstance(tiers, Collection)
    inner = tiers.items[0].get("tiers")
    assert isinstance(inner, Collection)
    assert [item.path for item in inner.items] == ["programmes[club].tiers[gold]", "programmes[club].tiers[#2]"]


@pytest.mark.parametrize("second", ["{id: a, name: B}", "{id: '#1'}"])
def test_an_id_stands_once_in_its_list(second: str) -> None:
    """The same id twice is refused at the second, also where it is the made name of another item."""
    first = "{id: a}" if "a," in second else "{name: A}"
    found = problems(f"actions: [{first}, {second}]")
    assert [problem.code for problem in found] == ["repeated-id"]
    assert plan(f"actions: [{first}]\nchannels: [{second}]").root.at("channels").state is State.VALUE


REFERRING = "objectives: [{id: o1}, {id: o2}]\nactions: [{id: a, objectives: [%s]}]"


def test_references_name_items() -> None:
    """A reference names an item of its list; a mistyped one is refused with the id that was meant."""
    action = plan(REFERRING % "o1, o2").root.at("actions")
    assert isinstance(action, Collection)
    leaf = action.items[0].get("objectives")
    assert isinstance(leaf, Leaf)
    assert leaf.values == ("o1", "o2")
    found = problems(REFERRING % "o1, o22")
    assert [(problem.code, problem.nearest) for problem in found] == [("unknown-reference", "o2")]
    assert set(found[0].allowed) == {"o1", "o2"}


@pytest.mark.parametrize("targets", ["", "objectives: unknown", "objectives: tbd"])
def test_references_into_a_list_that_is_not_shown_are_taken_as_they_are(targets: str) -> None:
    """Where the plan does not list the objectives, an action may name any."""
    assert plan(f"{targets}\nactions: [{{id: a, objectives: [o9]}}]").root.at("actions").state is State.VALUE


def test_an_item_may_be_referred_to_by_its_place() -> None:
    """An item without id has a name all the same."""
    made = plan("objectives: [{statement: More}]\nactions: [{id: a, objectives: ['#1']}]")
    assert made.root.at("actions").state is State.VALUE


def test_every_mistake_is_told_at_once() -> None:
    """Unknown key, wrong option, repeated id and dangling reference: all of them, in the order of the lines."""
    text = "compny: {}\ncompany: {sector: shop}\nobjectives: [{id: o}, {id: o}]\nactions: [{objectives: [x]}]"
    found = problems(text)
    assert [problem.line for problem in found] == [2, 3, 4, 5]
    assert found[0].nearest == "company"
    assert all(problem.file == "plan.yaml" and problem.column for problem in found)


@pytest.mark.parametrize("text", ["company: 3", "company: [1]", "actions: {a: 1}", "actions: 7", "actions: [[1]]"])
def test_groups_and_lists_are_what_they_are(text: str) -> None:
    """A group is no list, a list no group, an item no list."""
    assert len(problems(text)) == 1


@pytest.mark.parametrize("head", ["", 'vinculo: "2.0"\n', "vinculo: [1]\n"])
def test_the_version_is_named(head: str) -> None:
    """A plan of no version or of another is refused."""
    with pytest.raises(PlanError) as caught:
        read_plan(f"{head}mission: x".encode(), "plan.yaml")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("text", ["- a", "just text", "3"])
def test_a_plan_is_a_mapping(text: str) -> None:
    """A list or a text is no plan."""
    with pytest.raises(PlanError) as caught:
        read_plan(text.encode(), "plan.yaml")
    assert caught.value.problems[0].code == "plan-not-mapping"


def outline(node: Node) -> Any:
    """A node without its places in the text."""
    if isinstance(node, Leaf):
        return dataclasses.replace(node, span=None)
    if isinstance(node, Collection):
        return (node.path, node.state, node.reason, [outline(item) for item in node.items])
    members = {name: outline(member) for name, member in node.members.items()}
    return (node.path, node.state, node.default, node.id, node.reason, members)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_yaml_and_json_say_the_same(path: Path) -> None:
    """An example written as JSON gives the same plan: paths, states, values and the plan's own characters."""
    document = plain(read(path.read_bytes(), path.name).root)
    as_json = read_plan(json.dumps(document, default=str, ensure_ascii=False).encode(), "plan.json")
    as_yaml = read_plan(path.read_bytes(), "plan.yaml")
    assert outline(as_json.root) == outline(as_yaml.root)
    assert as_yaml.root.members


def paths(node: Node) -> list[str]:
    """The paths of a node and all below it that the plan states."""
    if isinstance(node, Leaf):
        return [node.path]
    inner = node.items if isinstance(node, Collection) else node.members.values()
    return [node.path, *(path for member in inner for path in paths(member))]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_path_is_a_field_and_stands_once(path: Path) -> None:
    """Paths are those of the format, and each names one place."""
    found = [path for path in paths(read_plan(path.read_bytes(), path.name).root) if path]
    assert len(found) == len(set(found))
    sorts = {_sort(path) for path in found}
    assert sorts <= {*FIELDS, *(f"{name}[]" for name, shape in FIELDS.items() if isinstance(shape, ItemsShape))}


def _sort(path: str) -> str:
    """The path with the ids of its items left out."""
    shown, depth = "", 0
    for char in path:
        depth -= char == "]"
        shown += char if depth == 0 else ""
        depth += char == "["
    return shown


def test_a_field_that_is_none_cannot_be_asked_for() -> None:
    """Reading past a leaf is a mistake of the programmer, told by name."""
    with pytest.raises(AssertionError, match="does not name a field"):
        plan("mission: x").root.at("mission.text")


def test_start_and_date_are_single_days() -> None:
    """A month is no day to count from."""

    def days(text: str) -> tuple[bool, bool]:
        made: Plan = plan(text)
        return made.start is not None, made.date is not None

    assert days("horizon: {start: 2026-02-01}\nmeta: {date: 2026-01-01}") == (True, True)
    assert days("horizon: {start: 2026-02}\nmeta: {date: 2026}") == (False, False)
    assert days("horizon: {start: tbd}") == (False, False)


def test_the_format_has_no_leaf_of_two_meanings() -> None:
    """Choices have options, references a target that is a list, and no other kind has either."""
    for path, shape in FIELDS.items():
        if isinstance(shape, GroupShape | ItemsShape):
            assert shape.fields, path
            continue
        assert bool(shape.options) == (shape.kind == "choice"), path
        assert bool(shape.target) == (shape.kind == "ref"), path
        if shape.target:
            assert isinstance(FIELDS[shape.target], ItemsShape), path
        assert len(set(shape.options)) == len(shape.options), path
    assert isinstance(PLAN, GroupShape)
    assert isinstance(plan("").root, Record)


@pytest.mark.parametrize("path", [path for path, shape in FIELDS.items() if isinstance(shape, ItemsShape)])
def test_every_list_names_its_items_by_a_field_it_has(path: str) -> None:
    """The label of an item is one of its fields, or the item goes by its id."""
    shape = FIELDS[path]
    assert isinstance(shape, ItemsShape)
    assert shape.label in shape.fields, f"items of {path} have no {shape.label}"
