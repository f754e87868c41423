"""The quality gate: each kind of issue is found in a small graph that has it, and in no graph that has not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, URIRef

from engine.errors import KnowledgeError
from engine.knowledge import borrowed, wording
from engine.knowledge.check import review
from engine.knowledge.graph import load_graph
from engine.knowledge.quality import Issue, check_skos
from engine.knowledge.wording import check_texts
from engine.paths import KNOWLEDGE
from tests.knowledge.small import write
from tests.knowledge.whole import reviewed

VOID = "http://rdfs.org/ns/void#"
LONE = """vc:third a skos:Concept ; skos:inScheme vo:scheme ;
    skos:prefLabel "tercero"@es , "tercer"@ca , "third"@en ; vo:basis "domain knowledge" ;
    skos:definition "Uno."@es , "Un."@ca , "One."@en ; vo:definitionBasis "domain knowledge" .
vu:share a vo:Unit ;"""
FIRST = "vc:first a skos:Concept ;"
SECOND = "vc:second a skos:Concept ;"
ENGLISH = ' ,\n        "What stands above the second in this small example."@en'
PORTUGUESE = "Não se trata de uma definição em catalão, mas sim de um texto escrito em português."
SKOS = {
    "disjoint": (FIRST, "vc:first a skos:Concept , skos:Collection ;", [("skos-disjoint", "first")]),
    "clash": ('skos:altLabel "inicial"@es', 'skos:altLabel "PRIMERO"@es', [("skos-label-clash", "first")]),
    "clash-hidden": ('"inicio"@pt', '"Initial"@en', [("skos-label-clash", "first")]),
    "spaces": ('"segundo"@es', '"segundo  paso"@es', [("skos-label-spaces", "second")]),
    "spaces-around": ('"segundo"@es', '" segundo"@es', [("skos-label-spaces", "second")]),
    "empty": ('"segundo"@es', '""@es', [("skos-label-spaces", "second")]),
    "missing": (' , "second"@en', "", [("skos-label-missing", "second")]),
    "repeated": ('"second"@en', '"second"@en , "next"@en', [("skos-label-repeated", "second")]),
    "undocumented": (ENGLISH, "", [("skos-undocumented", "first")]),
    "definition-repeated": (ENGLISH, f'{ENGLISH} , "Another."@en', [("skos-definition-repeated", "first")]),
    "ambiguous": ('"segundo"@es', '"Priméro"@es', [("skos-label-ambiguous", "first", "second")]),
    "overlap": ('"segundo"@es', '"Inicial"@es', [("skos-label-overlap", "first", "second")]),
    "overlap-of-synonyms": (SECOND, f'{SECOND} skos:altLabel "inicial"@es ;', [("skos-label-overlap", "first", "second")]),
    "cycle": (SECOND, f"{SECOND} skos:broader vc:second ;", [("skos-cycle", "second"), ("skos-reflexive", "second")]),
    "long-cycle": (
        "vc:relationship-marketing a skos:Concept ;", "vc:relationship-marketing a skos:Concept ; skos:broader vc:second ;",
        [("skos-cycle", "relationship-marketing"), ("skos-cycle", "second")],
    ),
    "top": (SECOND, f"{SECOND} skos:topConceptOf vo:scheme ;", [("skos-top-below", "second")]),
    "parent": (SECOND, f"{SECOND} skos:broader vc:first ;", [("skos-redundant-parent", "second", "relationship-marketing")]),
    "reflexive": (SECOND, f"{SECOND} vo:supports vc:second ;", [("skos-reflexive", "second")]),
    "related": (SECOND, f"{SECOND} skos:related vc:relationship-marketing ;",
        [("skos-relation-clash", "second", "relationship-marketing")]),
    "conflict": (
        "vc:relationship-marketing a skos:Concept ;",
        "vc:relationship-marketing a skos:Concept ; vo:conflictsWith vc:second ;",
        [("skos-relation-clash", "relationship-marketing", "second")],
    ),
    "orphan": ("vu:share a vo:Unit ;", LONE, [("skos-orphan", "third")]),
    "notation": (
        "vc:first vo:precedes vc:second .", 'vc:first vo:precedes vc:second ; skos:notation "1" . vc:second skos:notation "1" .',
        [("skos-notation-ambiguous", "first", "second")],
    ),
    "member-twice": ("( vc:first vc:second )", "( vc:first vc:second vc:first )", [("skos-collection", "order")]),
    "member-strange": ("( vc:first vc:second )", "( vc:first vs:S1-001 )", [("skos-collection", "order")]),
    "two-lists": ("( vc:first vc:second )", "( vc:first ) , ( vc:second )", [("skos-collection", "order")]),
    "member-no-concept": (
        "vu:share a vo:Unit ;",
        "vk:set a skos:Collection ; skos:member vc:first , vs:S1-001 . vu:share a vo:Unit ;",
        [("skos-collection", "set")],
    ),
}  # fmt: skip
TEXTS = {
    "language": ("El que és per damunt de el segon en aquest exemple.", PORTUGUESE, [("text-language", "first")]),
    "coverage": (', "Amb compte."@ca', "", [("text-coverage", "limit")]),
    "coverage-twice": ('"Amb compte."@ca', '"Amb compte."@ca , "Compte."@ca', [("text-coverage", "limit")]),
    "long": (
        "What stands above the second in this small example.", "One is here. Two is here. Three is here. Four is here.",
        [("text-long-definition", "first")],
    ),
    "uncited": (
        "vu:share a vo:Unit ;",
        'vs:S1-002 a vo:Statement ; vo:says "Uno."@es , "Un."@ca , "One."@en . vu:share a vo:Unit ;',
        [("statement-uncited", "S1-002")],
    ),
    "silent": ("vo:says", "rdfs:comment", [("statement-silent", "S1-001")]),
    "basis": (
        '"second"@en ; vo:basis "sources"', '"second"@en ; vo:basis "domain knowledge"', [("basis-mismatch", "second")],
    ),
    "basis-without-statement": (
        '"second"@en ; vo:basis "sources" ; prov:wasDerivedFrom vs:S1-001 ;', '"second"@en ; vo:basis "sources" ;',
        [("basis-mismatch", "second")],
    ),
}  # fmt: skip
EXCEPTION = """vo:excused a vo:Exception ; vo:issue "skos-label-overlap" ; vo:about vc:second , vc:first ;
    vo:reason "Los dos se llaman así en el oficio."@es , "Tots dos es diuen així a l'ofici."@ca ,
        "Both are called so in the trade."@en .
vu:share a vo:Unit ;"""


def told(issues: list[Issue]) -> list[tuple[str, ...]]:
    """Code and subjects of each issue."""
    return sorted((issue.code, *issue.about) for issue in issues)


@pytest.mark.parametrize("name", SKOS)
def test_skos_issue(name: str, tmp_path: Path) -> None:
    old, new, expected = SKOS[name]
    assert told(check_skos(load_graph(write(tmp_path, old, new)))) == sorted(expected)


@pytest.mark.parametrize("name", TEXTS)
def test_text_issue(name: str, tmp_path: Path) -> None:
    old, new, expected = TEXTS[name]
    assert told(check_texts(load_graph(write(tmp_path, old, new)))) == sorted(expected)


def test_borrowed_wording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lent = "Here are the words of a document, which first stands above the second in this small world."
    graph = load_graph(write(tmp_path, "What stands above the second in this small example.", f"So: {lent[:70]}."))
    monkeypatch.setattr(wording, "load", lambda: borrowed.learn([lent]))
    assert told(check_texts(graph)) == [("text-borrowed", "first")]
    monkeypatch.setattr(wording, "load", lambda: borrowed.learn(["Nine words in a row are not yet a loan."]))
    assert check_texts(graph) == []


def test_the_hashes_of_the_sources_are_there() -> None:
    assert len(borrowed.load()) == 3002


def test_details_tell_property_and_language(tmp_path: Path) -> None:
    (found,) = check_texts(load_graph(write(tmp_path, *TEXTS["language"][:2])))
    assert found == Issue("error", "text-language", ("first",), "definition@ca: pt")


def test_without_the_detector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    with pytest.raises(KnowledgeError) as caught:
        check_texts(load_graph(write(tmp_path)))
    assert [problem.code for problem in caught.value.problems] == ["check-needs-package"]


def test_the_small_knowledge_is_sound(tmp_path: Path) -> None:
    found = review(write(tmp_path))
    assert found.issues == ()
    assert found.acknowledged == ()
    assert found.checked == {"concepts": 3, "relations": 1, "statements": 1, "parameters": 1, "sources": 1}
    lines = (tmp_path / "data.ttl").read_text("utf-8").splitlines()
    file, line = found.places["second"]
    assert (file, lines[line - 1][:24]) == (str(tmp_path / "data.ttl"), "vc:second a skos:Concept")


def test_shapes_are_part_of_the_review(tmp_path: Path) -> None:
    found = review(write(tmp_path, "vo:value 0.5", "vo:value 0.95"))
    assert {(issue.code, *issue.about) for issue in found.issues} == {("shape-violation", "limit")}
    assert all(issue.severity == "error" for issue in found.issues)


def test_an_issue_can_be_acknowledged(tmp_path: Path) -> None:
    folder = write(tmp_path, "vu:share a vo:Unit ;", EXCEPTION)
    data = folder / "data.ttl"
    data.write_text(data.read_text("utf-8").replace('"segundo"@es', '"inicial"@es'), "utf-8")
    found = review(folder)
    assert found.issues == ()
    ((issue, reason),) = found.acknowledged
    assert (issue.code, issue.about) == ("skos-label-overlap", ("first", "second"))
    assert reason["en"] == "Both are called so in the trade."


def test_an_exception_that_nothing_needs(tmp_path: Path) -> None:
    found = review(write(tmp_path, "vu:share a vo:Unit ;", EXCEPTION))
    assert found.issues == (Issue("warning", "exception-unused", ("first", "second"), "skos-label-overlap"),)
    assert found.acknowledged == ()


@pytest.mark.slow
def test_the_real_knowledge_has_no_issue() -> None:
    found = reviewed()
    assert found.issues == ()
    assert found.checked["concepts"] == 402
    assert found.checked["statements"] == 501


@pytest.mark.slow
def test_everything_in_the_real_knowledge_has_a_place() -> None:
    graph = load_graph(KNOWLEDGE)
    kinds = ("skos/core#Concept", "skos/core#OrderedCollection", ":Statement", ":Parameter", ":Relation")
    for subject, kind in graph.subject_objects(RDF.type):
        if str(kind).endswith(kinds):
            assert str(subject).rpartition(":")[2] in reviewed().places


def test_the_dataset_describes_the_graph() -> None:
    graph = load_graph(KNOWLEDGE)
    (dataset,) = graph.subjects(RDF.type, URIRef(f"{VOID}Dataset"))
    parts = list(graph.objects(dataset, URIRef(f"{VOID}classPartition")))
    assert len(parts) == 5
    for part in parts:
        kind, number = (graph.value(part, URIRef(f"{VOID}{name}")) for name in ("class", "entities"))
        assert int(str(number)) == len(set(graph.subjects(RDF.type, kind))), kind
    version = graph.value(dataset, URIRef("http://www.w3.org/ns/dcat#version"))
    ontology = URIRef("urn:vinculo:ontology")
    assert str(version) == "1.1.0" == str(graph.value(ontology, OWL.versionInfo))
    forms = [
        str(form).rpartition(":")[2]
        for form in graph.objects(dataset, URIRef("http://www.w3.org/ns/dcat#distribution"))
    ]
    assert sorted(forms) == ["csv", "html", "jsonld", "rdfxml", "turtle"]
