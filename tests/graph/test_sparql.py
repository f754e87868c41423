"""The command `sparql`: each kind of query in each form, from each place; what is refused, and how it is told."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from engine.knowledge.graph import load_graph
from tests.cli.run import process, run

NAMES = 'SELECT ?c ?name WHERE { ?c a skos:Concept ; skos:prefLabel ?name FILTER(LANG(?name) = "en") }'
Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("small")


def table(text: str) -> list[list[str]]:
    """The cells of a table on the terminal."""
    return [line.split() for line in text.splitlines()]


def test_table(capsys: Capture) -> None:
    done = run(capsys, "sparql", NAMES)
    assert (done.code, done.err) == (0, "")
    assert table(done.out) == [
        ["c", "name"],
        ["vc:first", "first@en"],
        ["vc:relationship-marketing", "relationship@en"],
        ["vc:second", "second@en"],
    ]


def test_json(capsys: Capture) -> None:
    done = run(capsys, "sparql", "--format", "json", f"{NAMES} LIMIT 1")
    (row,) = json.loads(done.out)["results"]["bindings"]
    assert json.loads(done.out)["head"] == {"vars": ["c", "name"]}
    assert row["c"]["type"] == "uri"
    assert row["name"].keys() == {"type", "value", "xml:lang"}


def test_json_of_numbers_blank_nodes_and_gaps(capsys: Capture) -> None:
    query = "SELECT ?v ?node ?none WHERE { vp:limit vo:value ?v ; vo:variant ?node OPTIONAL { ?node skos:note ?none } }"
    done = run(capsys, "sparql", query, "--format", "json")
    (row,) = json.loads(done.out)["results"]["bindings"]
    assert row["v"] == {"type": "literal", "value": "0.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}
    assert row["node"]["type"] == "bnode"
    assert "none" not in row


def test_csv(capsys: Capture) -> None:
    query = 'SELECT ?c ?n ?gap WHERE { ?c vo:locator ?l BIND("one, \\"two\\"" AS ?n) OPTIONAL { ?c skos:note ?gap } }'
    done = run(capsys, "sparql", query, "--format", "csv")
    assert done.out.startswith('c,n,gap\r\nurn:vinculo:statement:S1-001,"one, ""two""",')
    assert list(csv.reader(io.StringIO(done.out))) == [
        ["c", "n", "gap"],
        ["urn:vinculo:statement:S1-001", 'one, "two"', ""],
    ]


@pytest.mark.parametrize(("language", "told", "not_so"), [("es", "sí", "no"), ("ca", "sí", "no"), ("en", "yes", "no")])
def test_ask(capsys: Capture, language: str, told: str, not_so: str) -> None:
    ask = ("--lang", language, "sparql")
    assert run(capsys, *ask, "ASK { vc:first a skos:Concept }").out == f"{told}\n"
    assert run(capsys, *ask, "ASK { vc:third a skos:Concept }").out == f"{not_so}\n"


def test_ask_in_json(capsys: Capture) -> None:
    done = run(capsys, "sparql", "ASK { vc:third a skos:Concept }", "--format", "json")
    assert json.loads(done.out) == {"head": {}, "boolean": False}


def test_construct(capsys: Capture) -> None:
    done = run(capsys, "sparql", "CONSTRUCT { ?b skos:narrower ?c } WHERE { ?c skos:broader ?b }")
    found = Graph().parse(data=done.out, format="turtle")
    concept = "urn:vinculo:concept:"
    narrower = URIRef("http://www.w3.org/2004/02/skos/core#narrower")
    assert {str(o) for o in found.objects(URIRef(f"{concept}relationship-marketing"), narrower)} == {
        f"{concept}first",
        f"{concept}second",
    }
    assert len(found) == 2
    assert "vc:relationship-marketing skos:narrower vc:first" in done.out


def test_describe(capsys: Capture, small: Path) -> None:
    done = run(capsys, "sparql", "DESCRIBE vs:S1-001")
    found = Graph().parse(data=done.out, format="turtle")
    statement = URIRef("urn:vinculo:statement:S1-001")
    assert set(found.predicate_objects(statement)) == set(load_graph(small).predicate_objects(statement))


def test_nothing_found(capsys: Capture) -> None:
    query = "SELECT ?c WHERE { ?c a skos:Nothing }"
    assert run(capsys, "sparql", query).out == "No results.\n"
    assert run(capsys, "sparql", query, "--format", "csv").out == "c\n"
    assert json.loads(run(capsys, "sparql", query, "--format", "json").out)["results"] == {"bindings": []}


def test_rows_without_order_are_sorted_and_ordered_ones_are_kept(capsys: Capture) -> None:
    up = run(capsys, "sparql", NAMES, "--format", "csv").out.splitlines()[1:]
    down = run(capsys, "sparql", f"{NAMES} ORDER BY DESC(?name)", "--format", "csv").out.splitlines()[1:]
    assert up == sorted(up)
    assert [line.rpartition(",")[2] for line in down] == ["second", "relationship", "first"]


def test_from_a_file(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "names.rq"
    file.write_text(f"# English names\n{NAMES}\n", "utf-8")
    assert run(capsys, "sparql", file) == run(capsys, "sparql", NAMES)


def test_from_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run(capsys, "sparql", NAMES)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NAMES.encode())))
    assert run(capsys, "sparql", "-") == expected


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("SELECT ?c WHERE {\n  ?c a skos:Concept }}", "SPARQL:2:22: The query is not SPARQL from “}” on."),
        ("", "SPARQL:1:1: "),
        (
            "INSERT DATA { vc:a a skos:Concept }",
            "SPARQL:1:1: The query is not SPARQL from “INSERT” on. Allowed: SELECT",
        ),
        ("DELETE WHERE { ?a ?b ?c }", "SPARQL:1:1: The query is not SPARQL from “DELETE” on."),
        ("LOAD <file:///etc/hosts>", "SPARQL:1:1: The query is not SPARQL from “LOAD” on."),
        ("DROP ALL", "SPARQL:1:1: The query is not SPARQL from “DROP” on."),
        (
            "SELECT ?c { SERVICE <http://example.org/> { ?c a ?d } }",
            "SPARQL: The query can only read this graph: SERVICE",
        ),
        (
            "ASK { { SELECT ?c { SERVICE SILENT ?s { ?c a ?d } } } }",
            "SPARQL: The query can only read this graph: SERVICE",
        ),
        ("ASK { FILTER EXISTS { SERVICE ?s { ?c a ?d } } }", "SPARQL: The query can only read this graph: SERVICE"),
        ("SELECT ?c FROM <file:///etc/hosts> { ?c a ?d }", "SPARQL: The query can only read this graph: FROM"),
        ("ASK FROM NAMED <file:///etc/hosts> { ?c a ?d }", "SPARQL: The query can only read this graph: FROM"),
        ("DESCRIBE ?c FROM <file:///etc/hosts> { ?c a ?d }", "SPARQL: The query can only read this graph: FROM"),
        ("ASK { GRAPH ?g { ?c a ?d } }", "SPARQL: The query can only read this graph: GRAPH"),
        ("SELECT ?c { ?c a nothing:Known }", "SPARQL: The query cannot be run: Unknown namespace prefix : nothing"),
        ('ASK { ?c vo:locator ?l FILTER(REGEX(?l, "[")) }', "SPARQL: The query cannot be run: "),
        ('SELECT ?l { ?c vo:locator ?l FILTER(REGEX(?l, "[")) }', "SPARQL: The query cannot be run: "),
    ],
)
def test_refused(capsys: Capture, query: str, start: str) -> None:
    done = run(capsys, "sparql", query)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(start)


def test_errors_of_a_file_name_it(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "wrong.rq"
    file.write_text("ASK {\n\n  ?a ?b }", "utf-8")
    assert run(capsys, "sparql", file).err.startswith(f"{file}:3:3: ")
    file.write_bytes(b"ASK {\n  # caf\xe9\n}")
    assert run(capsys, "sparql", file).err.startswith(f"{file}:2:8: ")
    absent = run(capsys, "sparql", tmp_path / "absent.rq")
    assert (absent.code, absent.err) == (2, f"{tmp_path}/absent.rq: There is no such file.\n")


@pytest.mark.parametrize(
    ("query", "form", "allowed"),
    [
        ("ASK { ?a ?b ?c }", "csv", "text, json"),
        ("SELECT ?a { ?a ?b ?c }", "turtle", "text, json, csv"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "json", "turtle"),
        ("DESCRIBE vc:first", "csv", "turtle"),
    ],
)
def test_form_that_a_query_cannot_have(capsys: Capture, query: str, form: str, allowed: str) -> None:
    done = run(capsys, "sparql", query, "--format", form)
    assert (done.code, done.out) == (2, "")
    assert f"“{form}” is not a possible value" in done.err
    assert done.err.endswith(f"Allowed: {allowed}.\n")


def test_the_graph_is_as_it_was(capsys: Capture, small: Path) -> None:
    before = {path.name: path.read_bytes() for path in small.iterdir()}
    run(capsys, "sparql", "INSERT DATA { vc:a a skos:Concept }")
    run(capsys, "sparql", "CONSTRUCT { vc:a a skos:Concept } WHERE {}")
    assert {path.name: path.read_bytes() for path in small.iterdir()} == before
    assert run(capsys, "sparql", "ASK { vc:a a skos:Concept }").out == "no\n"


def test_the_real_graph_in_a_process_of_its_own(cache: Path) -> None:
    query = 'SELECT ?s { ?s skos:broader vc:rm-pillars ; skos:prefLabel ?name FILTER(LANG(?name) = "es") }'
    found = {process(cache, "sparql", "--format", "csv", query, PYTHONHASHSEED=seed).out for seed in ("1", "2")}
    (only,) = found
    names = ("customer-information", "customer-knowledge", "feedback", "flexibility", "technology")
    assert only.split() == ["s", *(f"urn:vinculo:concept:pillar-{name}" for name in names)]
