"""The reference of the plan format as a Markdown page: a head written by hand, then every field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.plan.format import PLAN
from engine.plan.shapes import GroupShape, LeafShape, Shape, walk
from engine.text.catalogue import Catalogue

HEAD = Path(__file__).resolve().parent / "plan_format.head.md"


def plan_format(catalogue: Catalogue) -> str:
    """The page, in English."""
    return HEAD.read_text("utf-8") + "\n" + "\n".join(_sections(catalogue)) + "\n"


def _sections(catalogue: Catalogue) -> Iterator[str]:
    yield "Each section has a table of its own. `[]` after a field says that it is a list of items."
    for name, shape in PLAN.fields.items():
        title = catalogue.fields[name]["en"]
        yield from ("", f"### `{name}`: {title['title']}", "", title["text"], "")
        if isinstance(shape, LeafShape):
            yield f"Takes {kind(shape)}."
            continue
        if not isinstance(shape, GroupShape):
            yield f"A list of items, called by their `{shape.label}`."
            yield ""
        yield "| field | takes | what it says |"
        yield "| --- | --- | --- |"
        for path, field in walk(shape, name + ("" if isinstance(shape, GroupShape) else "[]")):
            text = catalogue.fields[path]["en"]
            yield f"| `{path}` | {kind(field)} | **{_cell(text['title'])}.** {_cell(text['text'])} |"


def kind(shape: Shape) -> str:
    """What a field takes, in words."""
    if isinstance(shape, GroupShape):
        return "group"
    if not isinstance(shape, LeafShape):
        return f"list of items, called by `{shape.label}`"
    if shape.kind == "choice":
        options = ", ".join(f"`{option}`" for option in shape.options)
        return f"{'any of' if shape.many else 'one of'}: {options}"
    if shape.kind == "ref":
        return f"{'references' if shape.many else 'reference'} to `{shape.target}`"
    if shape.kind == "number":
        return f"number ({shape.unit})"
    return shape.kind + ("s" if shape.many else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
