"""The schema of a plan: every field with its titles, its options and all the forms that it takes.

What a plan that is valid by the schema may still get wrong, since JSON Schema cannot say it:
- a reference to an item that is not there, or two items of a list with the same id;
- a range whose ends are the wrong way round ("20-10 %"), or whose limits exclude each other ({min: 5, max: 2});
- a bare number with three decimals, which might have meant thousands (12.125), a year with decimals (2026.0);
- digits of other scripts;
- what the reader of the file refuses before it is a plan: anchors, repeated keys, too long a file.

What the schema refuses and the parser lets pass, because it is harmless and hardly meant:
- an option or a state in quotation marks with spaces around it, an unquoted version (`vinculo: 1.0`);
- lists and mappings as notes (`source`, `note`…), a long form within a long form, a value beside a `state`, numbers
  that are not needed because `value` already is a whole text.
"""

from __future__ import annotations

from engine.plan.format import FORMAT_VERSION, PLAN
from engine.plan.parse import VERSION_KEY
from engine.plan.shapes import GroupShape, ItemsShape, LeafShape, Shape
from engine.schemas import kinds
from engine.schemas.kinds import Schema
from engine.text.catalogue import LANGUAGES, Catalogue
from engine.text.words import Words

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema(catalogue: Catalogue, language: str, all_languages: bool = False) -> Schema:
    """The schema with titles and descriptions in a language, with `all_languages` in all three (`x-title`…)."""
    make = _Maker(Words(catalogue, language), all_languages)
    version: Schema = {"const": FORMAT_VERSION, "title": make.words.say("schema-version")}
    properties = make.members(PLAN, "")
    return {
        "$schema": DIALECT,
        "$comment": "Written by `make schemas`.",
        "title": make.words.say("schema-plan", version=FORMAT_VERSION),
        "type": "object",
        "properties": {VERSION_KEY: version, **properties},
        "required": [VERSION_KEY],
        "additionalProperties": False,
        "$defs": {**kinds.definitions(make.words), **make.choices},
    }


class _Maker:
    """The words of one schema, and how it is built from the shapes of the format."""

    def __init__(self, words: Words, all_languages: bool) -> None:
        self.words = words
        self.all_languages = all_languages
        self.choices: Schema = {}

    def members(self, shape: GroupShape | ItemsShape, path: str) -> Schema:
        """The properties of a group or an item."""
        return {name: self.field(f"{path}.{name}" if path else name, field) for name, field in shape.fields.items()}

    def field(self, path: str, shape: Shape) -> Schema:
        """A field with its title, its description and its forms."""
        return {**self.told(path), **self.forms(path, shape)}

    def told(self, path: str) -> Schema:
        """Title and description of a field."""
        texts = self.words.catalogue.fields[path]
        own = texts[self.words.language]
        told: Schema = {"title": own["title"], "description": own["text"]}
        if self.all_languages:
            told["x-title"] = {language: texts[language]["title"] for language in LANGUAGES}
            told["x-description"] = {language: texts[language]["text"] for language in LANGUAGES}
        return told

    def forms(self, path: str, shape: Shape) -> Schema:
        """What may stand in a field."""
        if isinstance(shape, LeafShape):
            return self.leaf(path, shape)
        states: list[Schema] = [{"$ref": "#/$defs/state"}, {"$ref": "#/$defs/state-of-part"}]
        if isinstance(shape, GroupShape):
            return {"anyOf": [self.object(path, shape), *states]}
        name: Schema = {"anyOf": [self.value(f"{path}[].{shape.label}", shape), {"$ref": "#/$defs/state-word"}]}
        items: Schema = {"anyOf": [self.object(f"{path}[]", shape), name]}
        return {"anyOf": [{"type": "array", "items": items}, *states]}

    def object(self, path: str, shape: GroupShape | ItemsShape) -> Schema:
        """A group or an item with its fields."""
        return {"type": "object", "properties": self.members(shape, path), "additionalProperties": False}

    def value(self, path: str, shape: ItemsShape) -> Schema:
        """An item that is written as the bare value of its label."""
        label = shape.fields[shape.label]
        assert isinstance(label, LeafShape)
        return self.options(path, label) if label.kind == "choice" else {"$ref": f"#/$defs/{label.kind}-value"}

    def leaf(self, path: str, shape: LeafShape) -> Schema:
        """A single field; those without words of their own share a definition."""
        if shape.kind == "choice":
            return kinds.leaf(shape, self.options(path, shape), self.words)
        extra: Schema = {}
        if shape.kind == "ref":
            extra["x-target"] = shape.target
        if shape.kind == "number":
            extra["x-unit"] = shape.unit
        name = "text" if shape.kind == "ref" else shape.kind
        return {**extra, "$ref": f"#/$defs/{name}s" if shape.many else f"#/$defs/{name}"}

    def options(self, path: str, shape: LeafShape) -> Schema:
        """A reference to the options of a choice, each explained, which are defined once."""
        name = path.replace("[]", "")
        self.choices[name] = self.explained(path, shape)
        return {"$ref": f"#/$defs/{name}"}

    def explained(self, path: str, shape: LeafShape) -> Schema:
        """The options of a choice with what they mean."""
        told = [self.words.option(option, path) for option in shape.options]
        made: Schema = {
            "type": "string",
            "enum": [*shape.options],
            "enumDescriptions": told,
            "markdownEnumDescriptions": told,
        }
        if self.all_languages:
            others = {language: Words(self.words.catalogue, language) for language in LANGUAGES}
            made["x-enumDescriptions"] = {
                language: [words.option(option, path) for option in shape.options] for language, words in others.items()
            }
        return made
