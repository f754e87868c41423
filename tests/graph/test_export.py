"""The command `export`: every form says the whole graph, in the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from engine.knowledge.export import SERIALISERS, serialise
from engine.knowledge.graph import load_graph
from engine.paths import KNOWLEDGE, ROOT
from engine.tell import vocabulary
from tests.cli.run import environment, run
from tests.graph.pages import Page
from tests.knowledge.same import said
from tests.rules.cases import system

FORMS = ("turtle", "jsonld", "rdfxml", "csv", "html")
LANGUAGES = ("es", "ca", "en")
HEADS = Path(__file__).parent / "golden"
Capture = pytest.CaptureFixture[str]
# The reader of JSON-LD in rdflib uses a class that rdflib itself deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
Exports = tuple[dict[str, bytes], dict[str, bytes]]


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """All forms of the real graph, from two processes with other hash seeds, the second of which reads the cache."""
    script = (
        "import sys; from engine.cli import main; "
        f"codes = [main(['export', '--format', form, '--output', sys.argv[1] + form]) for form in {FORMS}]; "
        "sys.exit(max(codes))"
    )
    cache = tmp_path_factory.mktemp("snapshots")
    folders = [tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")]
    for seed, folder in zip("12", folders, strict=True):
        given = environment(cache, PYTHONHASHSEED=seed, VINCULO_LANG="ca")
        subprocess.run([sys.executable, "-c", script, f"{folder}/"], cwd=ROOT, env=given, check=True)
    first, second = ({form: (folder / form).read_bytes() for form in FORMS} for folder in folders)
    return first, second


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_same_bytes_under_any_hash_seed_and_from_the_cache(exports: Exports, form: str) -> None:
    first, second = (export[form].splitlines() for export in exports)
    assert len(first) > 300
    assert [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.slow
@pytest.mark.parametrize("form", SERIALISERS)
def test_the_real_graph_comes_back(exports: Exports, form: str) -> None:
    back = Graph().parse(data=exports[0][form], format=SERIALISERS[form])
    assert said(back) == said(load_graph(KNOWLEDGE))


@pytest.mark.parametrize("form", SERIALISERS)
def test_the_small_graph_comes_back(small: Path, capsys: Capture, form: str) -> None:
    done = run(capsys, "export", "--format", form)
    assert (done.code, done.err) == (0, "")
    back = Graph().parse(data=done.out, format=SERIALISERS[form])
    assert isomorphic(back, load_graph(small))
    assert serialise(load_graph(small), form).decode() == done.out


def test_turtle_is_the_form_without_a_choice_and_uses_our_prefixes(small: Path, capsys: Capture) -> None:
    text = run(capsys, "export").out
    assert text == run(capsys, "export", "--format", "turtle").out
    assert "@prefix vc: <urn:vinculo:concept:> ." in text
    assert "\nvc:second a skos:Concept ;" in text
    assert "urn:vinculo:concept:second" not in text


def test_lists_keep_their_order(small: Path) -> None:
    data = small / "data.ttl"
    data.write_text(data.read_text("utf-8").replace("( vc:first vc:second )", "( vc:second vc:first )"), "utf-8")
    for form in SERIALISERS:
        back = Graph().parse(data=serialise(load_graph(small), form), format=SERIALISERS[form])
        assert isomorphic(back, load_graph(small)), form


def test_to_a_file(small: Path, capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    done = run(capsys, "export", "--output", file)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert file.read_text("utf-8") == run(capsys, "export").out
    refused = run(capsys, "export", "--output", tmp_path / "no" / "graph.ttl")
    assert refused.code == 2
    assert refused.err.startswith(f"{tmp_path}/no/graph.ttl: ")


def test_form_that_is_not_one(capsys: Capture) -> None:
    done = run(capsys, "export", "--format", "owl")
    assert (done.code, done.out) == (2, "")
    assert all(form in done.err for form in FORMS)


@pytest.fixture
def table(capsys: Capture) -> str:
    return run(capsys, "export", "--format", "csv").out


def test_table(table: str) -> None:
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    texts = ("label", "alternative", "definition", "scope", "example", "why")
    assert list(rows[0]) == [
        "id", "iri", "broader", *(f"{name}_{code}" for name in texts for code in LANGUAGES), "definition_basis", "basis",
        "statements", "editorial_statements", "collections", "evidenced_by", "version",
    ]  # fmt: skip
    assert len(rows) == 402
    assert [row["id"] for row in rows] == list(system().knowledge.concepts)
    assert table.count("\r\n") == 403 + sum(value.count("\r\n") for row in rows for value in row.values())
    assert {row["version"] for row in rows} == {"1.1.0"}
    (row,) = (row for row in rows if row["id"] == "one-to-one-identify")
    assert row["iri"] == "urn:vinculo:concept:one-to-one-identify"
    assert row["broader"] == "one-to-one-relationships"
    assert row["collections"] == "one-to-one-steps; one-to-one-steps-S3; one-to-one-steps-S4"
    assert row["evidenced_by"] == "one_to_one.identify"


def test_table_says_what_the_graph_says(table: str) -> None:
    knowledge, glossary = system().knowledge, system().glossary
    for row in csv.DictReader(io.StringIO(table, newline="")):
        concept, entry = knowledge.concepts[row["id"]], glossary.entries[row["id"]]
        for code in LANGUAGES:
            assert row[f"label_{code}"] == concept.label[code]
            assert row[f"definition_{code}"] == entry.definition[code]
            assert row[f"alternative_{code}"] == "; ".join(entry.alternative.get(code, ()))
        assert row["statements"] == "; ".join(concept.statements)
        assert row["editorial_statements"] == "; ".join(concept.notes)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert vocabulary._harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "S1-001", "one; -two", " x"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert vocabulary._harmless(cell) == cell


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary_for_print(language: str, capsys: Capture) -> None:
    text = run(capsys, "--lang", language, "export", "--format", "html").out
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert sorted(set(system().knowledge.concepts) - set(page.ids)) == []
    assert sorted({link for link in page.links if link.removeprefix("#") not in page.ids}) == []
    assert [element["lang"] for element in page.elements["html"]] == [language]
    assert "script" not in page.elements
    assert "link" not in page.elements
    assert not any(name.startswith("on") for all in page.elements.values() for given in all for name in given)


@pytest.mark.parametrize("language", LANGUAGES)
def test_head_of_the_glossary(language: str, capsys: Capture) -> None:
    text = run(capsys, "--lang", language, "export", "--format", "html").out
    head = re.sub(r"<style>.*</style>", "<style></style>", text.partition("<nav")[0], flags=re.DOTALL)
    assert head == (HEADS / f"glossary-head.{language}.html").read_text("utf-8")


def test_glossary_is_sorted_as_readers_of_the_language_expect(capsys: Capture) -> None:
    letters = {}
    for language in LANGUAGES:
        page = Page(run(capsys, "--lang", language, "export", "--format", "html").out)
        letters[language] = [id.removeprefix("letter-") for id in page.ids if id.startswith("letter-")]
        assert letters[language] == sorted(set(letters[language]))
        labels = [concept.label[language] for concept in system().knowledge.concepts.values()]
        shown = [id for id in page.ids if id in system().knowledge.concepts]
        assert len(shown) == len(labels)
    assert vocabulary._order("Ñandú") > vocabulary._order("nzz")
    assert vocabulary._order("Ñandú") < vocabulary._order("oa")
    assert vocabulary._order("Índice") < vocabulary._order("inercia")
