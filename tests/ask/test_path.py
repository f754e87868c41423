"""Ways between concepts: relations before the tree, alternatives that differ, the same under any order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from engine.ask.path import BROADER, MOST, Step, ways
from engine.knowledge.model import Concept, Knowledge, Relation
from tests.data.frozen import knowledge
from tests.rules.cases import system


def made(*relations: tuple[str, str, str], tree: tuple[tuple[str, str], ...] = ()) -> Knowledge:
    """Concepts that these relations and places in the tree name."""
    ids = {id for start, _, end in relations for id in (start, end)} | {id for pair in tree for id in pair}
    concepts = {
        id: Concept(id, {}, None, tuple(sorted(up for low, up in tree if low == id)), (), (), "sources", None, ())
        for id in sorted(ids)
    }
    links = tuple(Relation(start, kind, end, "hard", ()) for start, kind, end in relations)
    return replace(knowledge(), concepts=concepts, relations=links)


def ends(step: Step) -> tuple[str, str]:
    """Where a step comes from and where it goes."""
    pair = (step.relation.subject, step.relation.object)
    return pair if step.direction == "out" else (pair[1], pair[0])


def passed(way: tuple[Step, ...]) -> list[str]:
    """The concepts of a way."""
    return [ends(way[0])[0], *(ends(step)[1] for step in way)]


def test_relations_go_before_the_tree() -> None:
    known = made(
        ("a", "requires", "m"), ("b", "precedes", "m"), tree=(("a", "root"), ("b", "root"), ("m", "root"))
    )  # fmt: skip
    first = ways(known, "a", "b")[0]
    assert [(s.relation.kind, s.direction) for s in first] == [("requires", "out"), ("precedes", "in")]


def test_wide_branches_say_less() -> None:
    """Through the narrow branch, though through the root there are as many steps."""
    leaves = tuple((f"leaf{number}", "root") for number in range(60))
    known = made(tree=(("a", "branch"), ("b", "branch"), ("a", "root"), ("b", "root"), *leaves))
    assert passed(ways(known, "a", "b")[0]) == ["a", "branch", "b"]


def test_nothing_joins_what_is_apart() -> None:
    assert ways(made(tree=(("a", "r"), ("b", "s"))), "a", "b") == ()


def test_lightest_of_several_links_is_told() -> None:
    known = made(("a", "partOf", "b"), ("a", "requires", "b"), tree=(("a", "b"),))
    assert [[step.relation.kind for step in way] for way in ways(known, "a", "b")] == [["requires"]]


@pytest.mark.parametrize(
    ("start", "end"),
    [("trust", "channels"), ("swot-analysis", "plan-budget"), ("channel-email", "pillar-feedback")],
)
def test_ways_of_the_real_graph(start: str, end: str) -> None:
    """Each leads from start to end without a break or a circle, over links that exist, and differs from the others."""
    found = ways(system().knowledge, start, end)
    assert 1 <= len(found) <= MOST
    for way in found:
        nodes = passed(way)
        assert (nodes[0], nodes[-1]) == (start, end)
        assert len(set(nodes)) == len(nodes)
        assert all(ends(one)[1] == ends(next)[0] for one, next in pairwise(way))
        for step in way:
            link = step.relation
            if link.kind == BROADER:
                assert link.object in system().knowledge.concepts[link.subject].broader
            else:
                assert link in system().knowledge.relations
    links = [{frozenset(ends(step)) for step in way} for way in found]
    assert all(len(later - earlier) >= 2 for at, earlier in enumerate(links) for later in links[at + 1 :])


def test_same_way_whatever_the_order_of_relations() -> None:
    known = system().knowledge
    turned = replace(known, relations=tuple(reversed(known.relations)))
    pair = ("swot-analysis", "plan-budget")
    assert passed(ways(turned, *pair)[0]) == passed(ways(known, *pair)[0])


def test_way_back_is_the_way_there() -> None:
    there, back = (ways(system().knowledge, *pair)[0] for pair in (("trust", "channels"), ("channels", "trust")))
    assert {step.relation for step in there} == {step.relation for step in back}
