"""The questions that the knowledge answers."""

from __future__ import annotations

from collections.abc import Iterable

from engine.knowledge.model import Concept, Knowledge, Relation, Strength


def made(tree: dict[str, str], links: Iterable[tuple[str, str, str, Strength]] = ()) -> Knowledge:
    """Knowledge of concepts (id -> parent, "" for the top) and relations."""
    concepts = {
        id: Concept(id, {}, None, (parent,) if parent else (), (), (), "sources", None, ())
        for id, parent in sorted(tree.items())
    }
    relations = tuple(Relation(s, kind, o, strength, ()) for s, kind, o, strength in links)
    return Knowledge("1", "0", concepts, relations, {}, {}, {})


TREE = {"top": "", "c": "top", "b": "top", "a": "top", "deep": "a", "deeper": "deep"}


def test_narrower_without_order_is_by_id() -> None:
    assert made(TREE).narrower("top") == ("a", "b", "c")
    assert made(TREE).narrower("deeper") == ()


def test_narrower_follows_precedes() -> None:
    links: list[tuple[str, str, str, Strength]] = [("c", "precedes", "a", "hard"), ("a", "requires", "b", "hard")]
    assert made(TREE, links).narrower("top") == ("c", "a", "b")
    assert made(TREE, [*links, ("b", "precedes", "c", "advisory")]).narrower("top") == ("b", "c", "a")


def test_order_by_concepts_elsewhere_does_not_count() -> None:
    assert made(TREE, [("c", "precedes", "deep", "hard")]).narrower("top") == ("a", "b", "c")


def test_narrower_survives_a_circle() -> None:
    circle: list[tuple[str, str, str, Strength]] = [("a", "precedes", "b", "hard"), ("b", "precedes", "a", "hard")]
    assert made(TREE, circle).narrower("top") == ("a", "b", "c")


def test_below() -> None:
    assert made(TREE).below("top") == {"a", "b", "c", "deep", "deeper"}
    assert made(TREE).below("a") == {"deep", "deeper"}
    assert made(TREE).below("unknown") == frozenset()


def test_related() -> None:
    knowledge = made(TREE, [("c", "requires", "a", "advisory"), ("b", "requires", "a", "hard")])
    assert knowledge.related("requires") == (("b", "a"), ("c", "a"))
    assert knowledge.related("requires", "hard") == (("b", "a"),)
    assert knowledge.related("precedes") == ()


def test_nearest() -> None:
    assert made({"customer-loyalty": "", "trust": ""}).nearest("costumer-loyalty") == "customer-loyalty"
    assert made({"customer-loyalty": "", "trust": ""}).nearest("zzz") is None
