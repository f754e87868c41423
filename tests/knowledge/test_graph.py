"""What is wrong with a knowledge folder is told with its file, its place and what was near; never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import KnowledgeError, Problem
from engine.knowledge.graph import build, load_graph
from engine.knowledge.model import Relation
from tests.knowledge.small import write


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(KnowledgeError) as caught:
        build(folder)
    return caught.value.problems


def test_small_knowledge(tmp_path: Path) -> None:
    knowledge, _ = build(write(tmp_path))
    assert list(knowledge.concepts) == ["first", "relationship-marketing", "second"]
    assert knowledge.relations == (Relation("first", "precedes", "second", "hard", ("domain knowledge", "S1-001")),)
    assert knowledge.concepts["first"].evidenced_by == ("alliances[].analysis",)
    assert knowledge.concepts["second"].why is None
    assert knowledge.parameters["limit"].variants == {"retail": 0.4}
    assert knowledge.version == "1.1.0"
    assert build(tmp_path)[0] == knowledge


def test_small_glossary(tmp_path: Path) -> None:
    _, glossary = build(write(tmp_path))
    first = glossary.entries["first"]
    assert first.definition["en"] == "What stands above the second in this small example."
    assert first.alternative == {"es": ("inicial",), "ca": ("inicial",), "en": ("initial",)}
    assert first.hidden == {"pt": ("inicio",)}
    assert (first.basis, first.scope, first.example) == ("domain knowledge", None, None)
    assert glossary.claims["S1-001"].says["es"] == "El primero va antes que el segundo."
    assert not glossary.claims["S1-001"].reconstructed
    order = glossary.collections["order"]
    assert (order.ordered, order.members, order.source, order.note) == (True, ("first", "second"), None, None)
    assert order.statements == ("S1-001",)
    assert glossary.containing("second") == (order,)
    assert glossary.containing("relationship-marketing") == ()


def test_the_order_of_a_list_is_kept(tmp_path: Path) -> None:
    _, glossary = build(write(tmp_path, "( vc:first vc:second )", "( vc:second vc:relationship-marketing vc:first )"))
    assert glossary.collections["order"].members == ("second", "relationship-marketing", "first")


def test_notes_of_an_entry_and_a_reconstructed_statement(tmp_path: Path) -> None:
    note = 'skos:scopeNote "Uno, en {0}."@es , "Un, en {0}."@ca , "One, in {0}."@en ;'
    folder = write(tmp_path, "vc:first a skos:Concept ;", "vc:first a skos:Concept ; " + note.format("nota"))
    data = folder / "data.ttl"
    data.write_text(data.read_text("utf-8").replace("vo:checkable true", "vo:checkable true ; vo:reconstructed true"))
    _, glossary = build(folder)
    assert glossary.entries["first"].scope == {"es": "Uno, en nota.", "ca": "Un, en nota.", "en": "One, in nota."}
    assert glossary.claims["S1-001"].reconstructed


def test_the_graph_leaves_the_shapes_out(tmp_path: Path) -> None:
    folder = write(tmp_path)
    whole = len(load_graph(folder))
    (folder / "shapes.ttl").unlink()
    assert len(load_graph(folder)) == whole


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_no_knowledge(tmp_path: Path, folder: str) -> None:
    assert [problem.code for problem in problems(tmp_path / folder)] == ["knowledge-folder"]


def test_syntax_error(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "more.ttl").write_text("@prefix vc: <urn:vinculo:concept:> .\n\nvc:a vc:b ;;; vc:c ] .\n", "utf-8")
    (found,) = problems(folder)
    assert (found.code, found.file, found.line) == ("knowledge-syntax", str(folder / "more.ttl"), 3)
    assert found.params["reason"]


def test_unreadable_file(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "more.ttl").write_bytes(b"# caf\xe9\n")
    (found,) = problems(folder)
    assert (found.code, found.file) == ("knowledge-unreadable", str(folder / "more.ttl"))


@pytest.mark.parametrize(
    ("old", "new", "code", "params", "near"),
    [
        (', "first"@en ; vo:basis', " ; vo:basis", "knowledge-missing", {"language": "en"}, None),
        ("vo:from vc:first", "vo:from vc:frist", "knowledge-unknown", {"value": "frist"}, "first"),
        ("vs:S1-001 , vo:domain-knowledge", "vs:S1-010", "knowledge-unknown", {"value": "S1-010"}, "S1-001"),
        ("vo:value 0.5", 'vo:value "half"', "knowledge-value", {"value": "half"}, None),
        ("vo:value 0.5", "vo:value 0.5 , 0.6", "knowledge-repeated", {}, None),
        ("vo:strength vo:hard", "vo:strength vo:firm", "knowledge-value", {"value": "firm"}, None),
        ('vo:locator "1a" ;', "", "knowledge-missing", {}, None),
        ('dcterms:date "2020" ;', "", "knowledge-missing", {"subject": "[]"}, None),
        ("( vc:first vc:second )", "( vc:first vc:secnd )", "knowledge-unknown", {"value": "secnd"}, "second"),
        (' ,\n        "The first comes before."@en', "", "knowledge-missing", {"language": "en"}, None),
        (
            ' ,\n        "What stands above the second in this small example."@en',
            "",
            "knowledge-missing",
            {"language": "en"},
            None,
        ),
        (
            'skos:prefLabel "orden"@es ,',
            'dcterms:source vd:S9 ; skos:prefLabel "orden"@es ,',
            "knowledge-unknown",
            {"value": "S9"},
            None,
        ),
    ],
)
def test_gap(tmp_path: Path, old: str, new: str, code: str, params: dict[str, str], near: str | None) -> None:
    (found,) = problems(write(tmp_path, old, new))
    assert found.code == code
    assert params.items() <= found.params.items()
    assert found.nearest == near
    assert Path(found.file).name in ("data.ttl", tmp_path.name)


def test_all_gaps_are_told_at_once(tmp_path: Path) -> None:
    folder = write(tmp_path, "vo:from vc:first ; vo:kind vo:precedes ; vo:to vc:second", "vo:from vc:a ; vo:to vc:b")
    assert [problem.code for problem in problems(folder)] == [
        "knowledge-missing",
        "knowledge-unknown",
        "knowledge-unknown",
    ]


def test_a_list_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    new = "_:one . _:one rdf:first vc:first ; rdf:rest _:two . _:two rdf:first vc:second ; rdf:rest _:one ."
    folder = write(tmp_path, "( vc:first vc:second ) ; prov:wasDerivedFrom vs:S1-001 .", new)
    data = folder / "data.ttl"
    prefix = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    data.write_text(prefix + data.read_text("utf-8"), "utf-8")
    assert build(folder)[1].collections["order"].members == ("first", "second")
