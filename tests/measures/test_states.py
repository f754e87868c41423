"""Every measure on plans that state nothing: the unknown stays unknown, the absent is absent or counts as none."""

from __future__ import annotations

import pytest

from engine.measures import registry
from engine.plan.format import FIELDS
from engine.plan.model import State
from engine.plan.shapes import ItemsShape
from tests.measures.plans import measured, nested, same, value

MARKED = {"statements-parts-over-whole": False}
"""Whether a statement is a part is a mark of its own: one without the mark is none."""

ABSENT_COUNTS = {
    "objectives-count", "kpis-count", "actions-count", "segments-count", "channels-count", "programmes-count",
    "sequences-count", "people-count", "lifecycle-acquire", "lifecycle-develop", "lifecycle-retain",
    "lifecycle-recover", "training-hours",
}  # fmt: skip
ABSENT_VALUES = {
    "waits-for-repair": False,
    **dict.fromkeys(ABSENT_COUNTS, 0.0),
    "strategic-aspects-empty": 5.0,
    "operational-aspects-empty": 5.0,
    "objective-completeness": 0.0,
    "milestone-off-path": False,
    "phases-overlap": False,
    "action-before-dependency": False,
    "action-depends-on-itself": False,
    "sequence-overlaps": False,
    "statements-parts-over-whole": False,
    "threat-unanswered": True,
    "weakness-unanswered": True,
}


def _bare(id: str) -> dict[str, object]:
    """A plan that states nothing; for a measure of items, nothing but one item without fields."""
    sort = registry()[id].sort
    if not sort:
        return {}
    label = {"id": "x"}
    return nested(sort, label)


ALL = sorted(registry())


@pytest.mark.parametrize("id", ALL)
def test_unknown_stays_unknown(id: str) -> None:
    if id in MARKED:
        assert value(id, _bare(id), "x") is MARKED[id]
        return
    if id in ("phases-overlap", "sequence-overlaps"):
        content = _bare(id)
        section = content["schedule"]["phases"] if id == "phases-overlap" else content["contact_sequences"]  # type: ignore[index]
        section.append({"id": "y"})
        assert measured(id, content, "x").state is State.UNKNOWN
        return
    if id in ("statements-conflict", "statements-fall"):
        assert measured(id, {"statements": [{"id": "y"}, {"id": "x"}]}, "x").state is State.UNKNOWN
        return
    found = measured(id, _bare(id), "x")
    if id == "objective-completeness":
        assert value(id, _bare(id), "x") == (0.0, 1.0)
    elif id in ("strategic-aspects-empty", "operational-aspects-empty"):
        assert same(value(id, {}), (0.0, 5.0))
    else:
        assert found.state is State.UNKNOWN


@pytest.mark.parametrize("id", ALL)
def test_absent_is_absent_or_none(id: str) -> None:
    if id in ABSENT_VALUES:
        assert same(value(id, _bare(id), "x", complete=True), ABSENT_VALUES[id])
        return
    found = measured(id, _bare(id), "x", complete=True)
    assert found.value is None
    assert found.state in (State.ABSENT, State.NOT_APPLICABLE)


@pytest.mark.parametrize("id", ALL)
def test_declaration(id: str) -> None:
    measure = registry()[id]
    assert measure.meaning[0].isupper()
    assert not measure.sort or isinstance(FIELDS[measure.sort], ItemsShape)
    assert measure.unit in {"ratio", "days", "money", "flag", "hours"} or measure.unit.isascii()


@pytest.mark.parametrize("id", [id for id in ALL if registry()[id].sort == ""])
def test_to_be_decided_is_not_absent(id: str) -> None:
    """A plan whose sections are all to be decided gives no number, for nothing was counted as none."""
    sections = {path: "tbd" for path in FIELDS if "." not in path and path not in ("meta", "mission")}
    found = measured(id, sections)
    if id.endswith("aspects-empty"):
        assert same(value(id, sections), 5.0)
    else:
        assert found.value is None
