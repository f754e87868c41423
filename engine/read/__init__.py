"""From bytes to plain data with places: the first stage of an audit.

The codes of all problems are in CODES, each with the parameters that its message can use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from engine.read.source import decode, read_bytes

if TYPE_CHECKING:
    from engine.read.nodes import Document

__all__ = ["CODES", "Media", "decode", "media_of", "read", "read_bytes", "read_json", "read_yaml"]

Media = Literal["yaml", "json"]

CODES: dict[str, tuple[str, ...]] = {
    # the file
    "not-found": (),
    "is-directory": (),
    "unreadable": ("detail",),
    "too-big": ("limit",),
    # the bytes
    "empty-document": (),
    "other-format": ("format",),
    "binary-file": (),
    "wrong-encoding": ("byte", "encoding"),
    "damaged-utf-8": ("byte",),
    "control-character": ("character",),
    # both syntaxes
    "duplicate-key": ("first_line", "key"),
    "too-deep": ("limit",),
    "too-many-nodes": ("limit",),
    "number-too-long": ("found", "limit"),
    "non-finite-number": ("found",),
    "unclosed-bracket": ("close", "open"),
    "unclosed-quote": ("quote",),
    "unexpected-end": (),
    "unknown-escape": ("found",),
    # YAML
    "alias-not-allowed": ("found",),
    "tag-not-allowed": ("found",),
    "directive-not-allowed": ("found",),
    "several-documents": (),
    "key-not-text": ("key", "kind"),
    "yaml-tab": ("detail",),
    "yaml-indent": ("detail",),
    "yaml-colon": ("detail",),
    "yaml-no-colon": ("detail",),
    "yaml-character": ("character", "detail"),
    "yaml-after-value": ("detail",),
    "yaml-syntax": ("detail",),
    # JSON
    "json-syntax": ("found",),
    "json-comment": ("found",),
    "json-single-quote": ("found",),
    "json-key-quotes": ("found",),
    "json-number": ("found",),
    "json-lone-surrogate": ("found",),
    "json-trailing-comma": ("found",),
    "json-trailing-text": ("found",),
}
"""Problem code -> names of the parameters that are always there (YAML's syntax complaints add `detail`)."""


def read(data: bytes, name: str, media: Media | None = None) -> Document:
    """The document in `data`; PlanError with every place that is wrong."""
    text = decode(data, name)
    return read_json(text, name) if media_of(text, name, media) == "json" else read_yaml(text, name)


def read_json(text: str, name: str) -> Document:
    """The document in a JSON text; PlanError with every place that is wrong."""
    # Imported late, as the next one: a plan is in one of the two.
    from engine.read import jsonnodes

    return jsonnodes.read_json(text, name)


def read_yaml(text: str, name: str, *, pure: bool = False) -> Document:
    """The document in a YAML text, `pure` without libyaml; PlanError with every place that is wrong."""
    from engine.read import yamlnodes

    return yamlnodes.read_yaml(text, name, pure=pure)


def media_of(text: str, name: str, media: Media | None = None) -> Media:
    """Which syntax to read: as asked for, else by the ending of the name, else JSON if { or [ comes first.

    There is no second try with the other syntax, so that a mistake is reported in the words of one of them.
    """
    if media is not None:
        return media
    ending = name.lower()
    if ending.endswith(".json"):
        return "json"
    if ending.endswith((".yaml", ".yml")):
        return "yaml"
    return "json" if text.lstrip()[:1] in ("{", "[") else "yaml"
