"""The knowledge satisfies its shapes, and the shapes refuse what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import KnowledgeError
from engine.knowledge.check import check_shapes
from tests.knowledge.small import write
from tests.knowledge.whole import reviewed


@pytest.mark.slow
def test_knowledge_satisfies_its_shapes() -> None:
    found = [*reviewed().issues, *(issue for issue, _ in reviewed().acknowledged)]
    assert [issue for issue in found if issue.code == "shape-violation"] == []


def test_the_small_knowledge_is_sound(tmp_path: Path) -> None:
    assert check_shapes(write(tmp_path)) == []


BROKEN = {
    "concept-label-missing": (', "first"@en ; vo:basis', " ; vo:basis"),
    "concept-label-twice": ('"first"@en', '"first"@en , "initial"@en'),
    "concept-label-empty": ('"primero"@es', '""@es'),
    "concept-language-other": ('"primer"@ca', '"primeiro"@pt'),
    "concept-label-shared": ('"segundo"@es', '"primero"@es'),
    "concept-without-place": (
        "vc:second a skos:Concept ; skos:inScheme vo:scheme ; skos:broader vc:relationship-marketing ;",
        "vc:second a skos:Concept ; skos:inScheme vo:scheme ;",
    ),
    "concept-broader-unknown": ("vc:first a skos:Concept ;", "vc:first a skos:Concept ; skos:broader vc:nowhere ;"),
    "concept-below-itself": (
        "skos:topConceptOf vo:scheme ;",
        "skos:topConceptOf vo:scheme ; skos:broader vc:second ;",
    ),
    "concept-without-statement": (
        '"second"@en ; vo:basis "sources" ; prov:wasDerivedFrom vs:S1-001 ;',
        '"second"@en ; vo:basis "sources" ;',
    ),
    "concept-definition-missing": (' ,\n        "What stands above the second in this small example."@en', ""),
    "concept-definition-twice": (
        '"What stands above the second',
        '"What stands above another second thing, twice."@en , "What stands above the second',
    ),
    "concept-definition-short": ("What stands above the second in this small example.", "What stands above it."),
    "concept-definition-without-basis": (
        '"What stands above the second in this small example."@en ; vo:definitionBasis "domain knowledge" ;',
        '"What stands above the second in this small example."@en ;',
    ),
    "concept-synonym-in-another-language": ('"initial"@en', '"initial"@fr'),
    "concept-hidden-label-in-another-language": ('"inicio"@pt', '"inizio"@it'),
    "concept-scope-note-in-two-languages-twice": (
        "vc:first a skos:Concept ;",
        'vc:first a skos:Concept ; skos:scopeNote "A note of some length."@en , "Another note of some length."@en ;',
    ),
    "statement-says-nothing": ("vo:says", "skos:note"),
    "statement-says-it-in-two-languages": (' ,\n        "The first comes before."@en', ""),
    "statement-reconstructed-not-boolean": ("vo:checkable true", 'vo:checkable true ; vo:reconstructed "perhaps"'),
    "collection-without-statement": (
        "skos:memberList ( vc:first vc:second ) ; prov:wasDerivedFrom vs:S1-001",
        "skos:memberList ( vc:first vc:second )",
    ),
    "collection-without-members": ("skos:memberList ( vc:first vc:second ) ;", ""),
    "collection-of-no-source": (
        "vk:order a skos:OrderedCollection ;",
        "vk:order a skos:OrderedCollection ; dcterms:source vd:S9 ;",
    ),
    "exception-without-reason": (
        "vu:share a vo:Unit ;",
        'vo:e a vo:Exception ; vo:issue "skos-orphan" ; vo:about vc:first .\nvu:share a vo:Unit ;',
    ),
    "concept-dimension-unknown": ('"pillar" .', '"column" .'),
    "concept-why-in-two-languages": ('"Una raó prou llarga."@ca , ', ""),
    "concept-path-misspelt": ('"alliances[].analysis"', '"alliances[] analysis"'),
    "order-in-a-circle": (
        "vc:first vo:precedes vc:second .",
        "vc:first vo:precedes vc:second ; vo:requires vc:second .",
    ),
    "relation-without-triple": ("vc:first vo:precedes vc:second .", ""),
    "triple-without-relation": (
        "vc:first vo:precedes vc:second .",
        "vc:first vo:precedes vc:second ; vo:leadsTo vc:second .",
    ),
    "relation-kind-unknown": ("vo:kind vo:precedes", "vo:kind vo:follows"),
    "relation-end-unknown": ("vo:from vc:first", "vo:from vc:nowhere"),
    "relation-strength-missing": ("vo:strength vo:hard ;", ""),
    "relation-without-ground": (
        "vo:strength vo:hard ;\n    vo:justifiedBy vs:S1-001 , vo:domain-knowledge",
        "vo:strength vo:hard",
    ),
    "relation-hard-without-statement": ("vs:S1-001 , vo:domain-knowledge", "vo:domain-knowledge"),
    "statement-without-locator": ('vo:locator "1a" ;', ""),
    "statement-of-no-source": ("dcterms:isPartOf vd:S1", "dcterms:isPartOf vd:S9"),
    "source-language-unknown": ('dcterms:language "es"', 'dcterms:language "fr"'),
    "parameter-above-maximum": ("vo:value 0.5", "vo:value 0.95"),
    "parameter-below-minimum": ("vo:value 0.5", "vo:value 0.05"),
    "parameter-without-unit": ("vo:unit vu:share ;", ""),
    "parameter-not-a-decimal": ("vo:value 0.5", 'vo:value "half"'),
    "parameter-share-above-one": ("vo:maximum 0.9", "vo:maximum 90.0"),
    "parameter-strength-unknown": ('vo:evidenceStrength "study"', 'vo:evidenceStrength "hearsay"'),
    "parameter-without-source": (
        'vo:cites [ a vo:Citation ; dcterms:title "A study" ; dcterms:date "2020" ; '
        "dcterms:source <https://example.org/> ] ;",
        "",
    ),
    "parameter-evidence-in-two-languages": (' , "Evidence that is well known."@en', ""),
    "parameter-without-caution": ('vo:caution "Con cuidado."@es , "Amb compte."@ca , "With care."@en ;', ""),
    "parameter-without-date": ('vo:caution "Con cuidado."@es', 'vo:validFrom "soon" ; vo:caution "Con cuidado."@es'),
    "variant-of-no-context": ("vo:appliesTo vx:retail", "vo:appliesTo vx:nowhere"),
    "variant-twice": (
        "vo:variant [",
        "vo:variant [ a vo:Variant ; vo:appliesTo vx:retail ; vo:value 0.3 ] , [",
    ),
    "citation-without-year": ('dcterms:date "2020" ;', ""),
    "citation-address-no-address": ("<https://example.org/>", "<-:>"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_copy_is_refused(name: str, tmp_path: Path) -> None:
    assert check_shapes(write(tmp_path, *BROKEN[name])) != []


def test_a_wrong_shape_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path)
    shapes = folder / "shapes.ttl"
    shapes.write_text(
        shapes.read_text("utf-8").replace("?value skos:broader+", "VALUES ?value { 1 } ?value skos:broader+"), "utf-8"
    )
    with pytest.raises(KnowledgeError) as caught:
        check_shapes(folder)
    assert [problem.code for problem in caught.value.problems] == ["knowledge-shapes"]
