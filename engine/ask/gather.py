"""The facts that answer each shape of question, as sections of plain data: no sentence of the graph is left unsourced."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from engine.ask.structure import RELATIONS, Branch, Graph
from engine.ask.understand import Asked
from engine.knowledge.glossary import Collection
from engine.knowledge.model import Relation

NARROW = 8
"""How many facts of narrower concepts stand in for those that a concept itself has none of."""


@dataclass(frozen=True, slots=True)
class Section:
    """Part of an answer: `head` names a message; what it lists is of one kind, the others are empty.

    `about` is the concept that the section is about, `collection` the process that it tells; `ordered` where the
    concepts follow each other. `fields` are plan paths, `rules` ids of rules. `through` are
    grouping concepts that the answer was found under.
    """

    head: str
    about: str = ""
    branches: tuple[Branch, ...] = ()
    ordered: bool = False
    relations: tuple[Relation, ...] = ()
    collection: Collection | None = None
    statements: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    through: tuple[str, ...] = ()

    def concepts(self) -> tuple[str, ...]:
        """The concepts named, in order."""
        own = [self.about] if self.about else []
        named = [id for branch in self.branches for id in branch.walk()]
        ends = [end for r in self.relations for end in (r.subject, r.object)]
        return tuple(dict.fromkeys((*own, *self.through, *named, *ends)))

    def cited(self) -> tuple[str, ...]:
        """The statements that stand behind the section."""
        told = self.collection.statements if self.collection else ()
        return tuple(dict.fromkeys((*self.statements, *told, *(s for r in self.relations for s in r.justified_by))))


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules check each concept: ids by concept, in order."""

    about: dict[str, tuple[str, ...]] = field(default_factory=dict)


def gather(graph: Graph, rules: Rules, asked: Asked) -> tuple[Section, ...]:
    """The facts that answer a question, none where the graph has nothing on it."""
    if asked.shape == "difference":
        return _difference(graph, *asked.concepts[:2])
    made: Callable[[Graph, str], tuple[Section, ...]] | None = _MAKERS.get(asked.shape)
    subject = asked.concepts[0]
    if asked.shape == "check":
        return _check(graph, rules, subject)
    if asked.shape in ("steps", "parts") and asked.sequence is not None:
        return _sequences(graph, subject, graph.glossary.collections[asked.sequence])
    return made(graph, subject) if made is not None else _related(graph, asked.shape, subject)


def _definition(graph: Graph, id: str) -> tuple[Section, ...]:
    concept = graph.knowledge.concepts[id]
    above = tuple(Branch(up) for up in concept.broader)
    defined = Section("definition", id, statements=concept.statements)
    below = tuple(map(Branch, graph.children.get(id, ())))
    more = (Section("within", "", above) if above else None, Section("covers", "", below) if below else None)
    return (defined, *(section for section in more if section))


def _kinds(graph: Graph, id: str) -> tuple[Section, ...]:
    found = graph.kinds(id)
    if found:
        through = graph.through(id, "kinds")
        return (Section("kinds", id, found, statements=_own(graph, id), through=through),)
    # What is a kind itself stands for the division that it belongs to.
    for up in graph.knowledge.concepts[id].broader:
        if graph.groups(up, "kinds"):
            return _kinds(graph, up)
    return ()


def _parts(graph: Graph, id: str) -> tuple[Section, ...]:
    found = graph.parts(id)
    sections = [Section("parts", id, found, statements=_own(graph, id))] if found else []
    others = [c for c in graph.collections(id) if c.source is not None and not c.ordered]
    return (*sections, *(_told(c) for c in others))


def _steps(graph: Graph, id: str) -> tuple[Section, ...]:
    found = graph.sequences(id)
    if found:
        return _sequences(graph, id, found[0])
    steps = graph.steps(id)
    if not steps and id not in graph.children:
        # What is a step itself stands for the process that it belongs to.
        ups = graph.knowledge.concepts[id].broader
        return next((_steps(graph, up) for up in ups if graph.sequences(up) or graph.steps(up)), ())
    if not steps:
        return _parts(graph, id)
    inside = tuple(r for r in graph.of_kind("precedes") if r.subject in steps and r.object in steps)
    cited = tuple(dict.fromkeys(s for r in inside for s in r.justified_by))
    return (Section("steps", id, tuple(map(Branch, steps)), ordered=True, statements=cited),)


def _sequences(graph: Graph, id: str, first: Collection) -> tuple[Section, ...]:
    """A process, then the same as other sources tell it."""
    others = [c for c in graph.collections(id) if c.id != first.id and c.ordered == first.ordered]
    return tuple(_told(c) for c in (first, *others))


def _told(collection: Collection) -> Section:
    members = tuple(map(Branch, collection.members))
    return Section("collection", "", members, collection.ordered, collection=collection)


def _beside(graph: Graph, id: str, after: bool) -> tuple[Section, ...]:
    head = "after" if after else "before"
    for about in (id, *graph.above(id)[:2]):
        found = graph.beside(about, after)
        if found:
            break
    else:
        return ()
    ours = [(other, why) for other, why in found if not isinstance(why, Collection) or why.source is None]
    cited = (s for _, why in ours for s in (why.statements if isinstance(why, Collection) else why.justified_by))
    near = tuple(Branch(other) for other in dict.fromkeys(other for other, _ in ours))
    sections = [Section(head, about, near, statements=tuple(dict.fromkeys(cited)))] if near else []
    shown = {branch.id for branch in near}
    for other, why in found:
        if isinstance(why, Collection) and why.source is not None and other not in shown:
            sections.append(Section(f"{head}-told", about, (Branch(other),), collection=why))
    return tuple(sections)


def _related(graph: Graph, shape: str, id: str) -> tuple[Section, ...]:
    """The relations that a shape asks for; where there are none, the opposite ones, then those of narrower concepts."""
    links = RELATIONS[shape]
    wanted = graph.of_kind(*links.kinds)
    both = shape == "conflicts"
    here = tuple(r for r in wanted if id == (r.object if links.incoming else r.subject) or (both and id == r.object))
    if here:
        return (Section(shape, id, relations=here),)
    within = graph.knowledge.below(id)
    inner = tuple(r for r in wanted if (r.object if links.incoming else r.subject) in within)[:NARROW]
    if inner:
        return (Section("inner", id, relations=inner),)
    back = tuple(r for r in wanted if id in (r.subject, r.object))
    return (Section("opposite", id, relations=back),) if back else ()


def _check(graph: Graph, rules: Rules, id: str) -> tuple[Section, ...]:
    sections = []
    direct = tuple(r for r in graph.of_kind("measuredBy") if id in (r.subject, r.object))
    if direct:
        sections.append(Section("check", id, relations=direct))
    if paths := graph.knowledge.concepts[id].evidenced_by:
        sections.append(Section("fields", id, fields=paths))
    if checked := rules.about.get(id, ()):
        sections.append(Section("rules", id, rules=checked))
    if sections:
        return tuple(sections)
    return _related(graph, "check", id)


def _example(graph: Graph, id: str) -> tuple[Section, ...]:
    sections = []
    if graph.glossary.entries[id].example:
        sections.append(Section("example", id))
    groups = [kid for kid in (id, *graph.children.get(id, ())) if graph.groups(kid, "example")]
    named = [kid for group in groups for kid in graph.children[group]] or list(graph.illustrating(id))
    if named:
        cited = tuple(dict.fromkeys(s for kid in named for s in _own(graph, kid)))
        sections.append(Section("examples", id, tuple(map(Branch, named)), statements=cited, through=tuple(groups)))
    if not sections:
        told = [kid for kid in graph.children.get(id, ()) if graph.glossary.entries[kid].example]
        sections += [Section("example", kid) for kid in told[:3]]
    return tuple(sections)


def _importance(graph: Graph, id: str) -> tuple[Section, ...]:
    sections = []
    if graph.knowledge.concepts[id].why:
        sections.append(Section("importance", id, statements=_own(graph, id)))
    out = tuple(r for r in graph.of_kind(*RELATIONS["effects"].kinds) if r.subject == id)
    if out:
        sections.append(Section("effects", id, relations=out))
    needed = tuple(r for r in graph.of_kind("requires") if r.object == id)
    if needed and not sections:
        sections.append(Section("required-by", id, relations=needed))
    return tuple(sections)


def _sources(graph: Graph, id: str) -> tuple[Section, ...]:
    """What each source says, a section for each, then what the editors noted."""
    statements = graph.knowledge.statements
    by: dict[str, list[str]] = {}
    for statement in (*_own(graph, id), *(s for c in graph.collections(id) for s in c.statements)):
        cited = by.setdefault(statements[statement].source, [])
        if statement not in cited:
            cited.append(statement)
    noted = graph.knowledge.concepts[id].notes
    told = [Section("source", id, statements=tuple(cited)) for _, cited in sorted(by.items())]
    return (*told, Section("notes", id, statements=noted)) if noted else tuple(told)


def _difference(graph: Graph, one: str, other: str) -> tuple[Section, ...]:
    sections = [Section("definition", id, statements=_own(graph, id)) for id in (one, other)]
    both = graph.shared(one, other)
    if both is not None and both not in (one, other):
        sections.append(Section("shared", "", (Branch(both),)))
    for id in (one, other):
        up = tuple(Branch(b) for b in graph.knowledge.concepts[id].broader if b != both)
        if up:
            sections.append(Section("place", id, up))
    linked = tuple(r for r in graph.knowledge.relations if {r.subject, r.object} == {one, other})
    if linked:
        sections.append(Section("linked", "", relations=linked))
    return (*sections, *_own_relations(graph, one, other))


def _own_relations(graph: Graph, one: str, other: str) -> Iterable[Section]:
    """What each of two concepts leads to or requires, where the other does not."""
    kinds = ("requires", "leadsTo", "measuredBy")
    for id, against in ((one, other), (other, one)):
        theirs = {(r.kind, r.object) for r in graph.of_kind(*kinds) if r.subject == against}
        own = tuple(r for r in graph.of_kind(*kinds) if r.subject == id and (r.kind, r.object) not in theirs)
        if own:
            yield Section("only", id, relations=own[:NARROW])


def _own(graph: Graph, id: str) -> tuple[str, ...]:
    return graph.knowledge.concepts[id].statements


_MAKERS: dict[str, Callable[[Graph, str], tuple[Section, ...]]] = {
    "definition": _definition,
    "kinds": _kinds,
    "parts": _parts,
    "steps": _steps,
    "before": lambda graph, id: _beside(graph, id, False),
    "after": lambda graph, id: _beside(graph, id, True),
    "example": _example,
    "importance": _importance,
    "who-says": _sources,
}
