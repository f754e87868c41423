"""A small knowledge folder that satisfies the real shapes, to be broken in one place at a time."""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.paths import KNOWLEDGE

_PREFIXES = """
@prefix vo: <urn:vinculo:ontology:> .
@prefix vc: <urn:vinculo:concept:> .
@prefix vs: <urn:vinculo:statement:> .
@prefix vd: <urn:vinculo:source:> .
@prefix vp: <urn:vinculo:parameter:> .
@prefix vl: <urn:vinculo:relation:> .
@prefix vk: <urn:vinculo:collection:> .
@prefix vu: <urn:vinculo:unit:> .
@prefix vx: <urn:vinculo:context:> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_DATA = """
vd:S1 a vo:SourceDocument ; dcterms:identifier "001" ; dcterms:language "es" ; vo:documentKind "article" ;
    skos:prefLabel "documento"@es , "el document"@ca , "document"@en .
vs:S1-001 a vo:Statement ; dcterms:isPartOf vd:S1 ; vo:locator "1a" ; vo:statementKind "pillar" ; vo:checkable true ;
    rdfs:label "enunciado"@es , "enunciat"@ca , "statement"@en ;
    vo:says "El primero va antes que el segundo."@es , "El primer va abans que el segon."@ca ,
        "The first comes before."@en .
vc:relationship-marketing a skos:Concept ; skos:inScheme vo:scheme ; skos:topConceptOf vo:scheme ;
    skos:prefLabel "relación"@es , "relació"@ca , "relationship"@en ; vo:basis "domain knowledge" ;
    skos:definition "Lo que está por encima de todo lo demás en este ejemplo."@es ,
        "El que és per damunt de tota la resta en aquest exemple."@ca ,
        "What stands above all the rest in this small example."@en ; vo:definitionBasis "domain knowledge" .
vc:first a skos:Concept ; skos:inScheme vo:scheme ; skos:broader vc:relationship-marketing ;
    skos:prefLabel "primero"@es , "primer"@ca , "first"@en ; vo:basis "sources" ; prov:wasDerivedFrom vs:S1-001 ;
    skos:definition "Lo que está por encima de lo segundo en este ejemplo."@es ,
        "El que és per damunt de el segon en aquest exemple."@ca ,
        "What stands above the second in this small example."@en ; vo:definitionBasis "domain knowledge" ;
    skos:altLabel "inicial"@es , "inicial"@ca , "initial"@en ; skos:hiddenLabel "inicio"@pt ;
    vo:whyItMatters "Una razón bien larga."@es , "Una raó prou llarga."@ca , "A reason that is long."@en ;
    vo:evidencedBy "alliances[].analysis" .
vc:second a skos:Concept ; skos:inScheme vo:scheme ; skos:broader vc:relationship-marketing ;
    skos:prefLabel "segundo"@es , "segon"@ca , "second"@en ; vo:basis "sources" ; prov:wasDerivedFrom vs:S1-001 ;
    skos:definition "Lo que está por encima de lo tercero en este ejemplo."@es ,
        "El que és per damunt de el tercer en aquest exemple."@ca ,
        "What stands above the third in this small example."@en ; vo:definitionBasis "domain knowledge" ;
    vo:scoreDimension "pillar" .
vk:order a skos:OrderedCollection ; skos:prefLabel "orden"@es , "ordre"@ca , "order"@en ;
    skos:memberList ( vc:first vc:second ) ; prov:wasDerivedFrom vs:S1-001 .
vc:first vo:precedes vc:second .
vl:one a vo:Relation ; vo:from vc:first ; vo:kind vo:precedes ; vo:to vc:second ; vo:strength vo:hard ;
    vo:justifiedBy vs:S1-001 , vo:domain-knowledge .
vu:share a vo:Unit ; skos:prefLabel "proporción"@es , "proporció"@ca , "share"@en .
vx:retail a vo:Context ; skos:prefLabel "comercio"@es , "comerç"@ca , "retail"@en .
vp:limit a vo:Parameter ; skos:prefLabel "límite"@es , "límit"@ca , "limit"@en ; vo:unit vu:share ;
    vo:value 0.5 ; vo:minimum 0.1 ; vo:maximum 0.9 ; vo:direction "max" ;
    vo:variant [ a vo:Variant ; vo:appliesTo vx:retail ; vo:value 0.4 ] ;
    vo:evidenceStrength "study" ;
    vo:evidence "Prueba de sobra conocida."@es , "Prova prou coneguda de tots."@ca , "Evidence that is well known."@en ;
    vo:caution "Con cuidado."@es , "Amb compte."@ca , "With care."@en ;
    vo:cites [ a vo:Citation ; dcterms:title "A study" ; dcterms:date "2020" ; dcterms:source <https://example.org/> ] ;
    vo:validFrom "2026-01-01"^^xsd:date .
"""


def write(folder: Path, old: str = "", new: str = "") -> Path:
    """The small folder, with one passage of its data replaced."""
    assert _DATA.count(old) == 1 or not old, old
    for name in ("ontology.ttl", "shapes.ttl"):
        shutil.copy(KNOWLEDGE / name, folder / name)
    (folder / "data.ttl").write_text(_PREFIXES + (_DATA.replace(old, new) if old else _DATA), "utf-8")
    return folder
