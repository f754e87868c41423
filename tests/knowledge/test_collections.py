"""The processes in their order, ours and as each source tells them, against literals."""

from __future__ import annotations

import pytest

from engine.knowledge.glossary import Glossary
from engine.knowledge.graph import build
from engine.paths import KNOWLEDGE

ORDERED = {
    "alliance-steps": (None, "alliance-analysis alliance-approach alliance-joint-strategy alliance-monitoring"),
    "alliance-steps-S3": ("S3", "alliance-approach alliance-joint-strategy alliance-analysis alliance-monitoring"),
    "channel-sequence-example": ("S2", "channel-tv channel-mailing channel-telemarketing"),
    "learning-steps": (None, "learning-identify learning-link-history learning-competitor-purchases"),
    "learning-steps-S3": ("S3", "learning-link-history learning-competitor-purchases learning-identify"),
    "lifecycle-stages": (
        None,
        "lifecycle-acquire lifecycle-serve lifecycle-develop lifecycle-retain lifecycle-recover",
    ),
    "lifecycle-stages-S1": ("S1", "lifecycle-acquire lifecycle-develop lifecycle-retain"),
    "lifecycle-stages-S2": ("S2", "lifecycle-acquire loyalty-building lifecycle-recover"),
    "lifecycle-stages-S3": ("S3", "lifecycle-acquire lifecycle-develop lifecycle-retain"),
    "one-to-one-steps": (None, "one-to-one-identify one-to-one-differentiate one-to-one-interact one-to-one-customise"),
    "one-to-one-steps-S3": (
        "S3",
        "one-to-one-differentiate one-to-one-interact one-to-one-identify one-to-one-customise",
    ),
    "one-to-one-steps-S4": ("S4", "one-to-one-identify one-to-one-differentiate one-to-one-interact"),
    "plan-phases-S1": ("S1", "data-handling programme-implementation pillar-feedback"),
    "plan-steps": (
        None,
        "situation-analysis customer-database customer-segmentation market-research objective-setting "
        "programme-definition plan-budget plan-format dissemination activity-schedule follow-up "
        "results-measurement plan-readjustment",
    ),
    "plan-steps-S0": (
        "S0",
        "situation-analysis strategic-relational-objective objective-setting programme-definition plan-budget",
    ),
    "plan-steps-S1": (
        "S1",
        "situation-analysis customer-database customer-segmentation market-research objective-setting "
        "plan-format dissemination activity-schedule follow-up results-measurement plan-readjustment",
    ),
}

UNORDERED = {
    "channels-S1": ("S1", "channel-blog channel-events channel-mass-media channel-publications channel-web"),
    "channels-S2": (
        "S2",
        "channel-call-centre channel-email channel-internet channel-mailing channel-mms channel-mobile "
        "channel-sms channel-telemarketing channel-tv channel-web",
    ),
    "pillars": (
        None,
        "pillar-customer-information pillar-customer-knowledge pillar-feedback pillar-flexibility pillar-technology",
    ),
    "plan-parts-S2": ("S2", "operational-aspects strategic-aspects"),
    "swot-quadrants": (None, "swot-opportunities swot-strengths swot-threats swot-weaknesses"),
}


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return build(KNOWLEDGE)[1]


def test_no_other_collections(glossary: Glossary) -> None:
    assert sorted(glossary.collections) == sorted([*ORDERED, *UNORDERED])


@pytest.mark.parametrize("id", ORDERED)
def test_process(glossary: Glossary, id: str) -> None:
    found = glossary.collections[id]
    assert found.ordered
    assert (found.source, " ".join(found.members)) == ORDERED[id]


@pytest.mark.parametrize("id", UNORDERED)
def test_set(glossary: Glossary, id: str) -> None:
    found = glossary.collections[id]
    assert not found.ordered
    assert (found.source, " ".join(found.members)) == UNORDERED[id]


def test_grounds_of_the_orders(glossary: Glossary) -> None:
    """What a source tells rests on that source, or on what its editor or the editor of another says of it."""
    assert glossary.collections["one-to-one-steps"].statements == ("S3-136", "S4-048")
    assert glossary.collections["one-to-one-steps-S4"].statements[-1] == "S4-048"
    for found in glossary.collections.values():
        assert found.statements, found.id
        assert found.source is None or any(id.startswith(found.source) for id in found.statements), found.id


def test_our_order_goes_before_that_of_the_sources(glossary: Glossary) -> None:
    listed = [found.id for found in glossary.containing("one-to-one-identify")]
    assert listed == ["one-to-one-steps", "one-to-one-steps-S3", "one-to-one-steps-S4"]
