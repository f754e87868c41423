"""Reading the rule base from its folder: YAML with places, or the snapshot of a folder that was read and checked before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import PlanError, Problem, RuleError, Span, nearest
from engine.knowledge.model import LANGUAGES
from engine.read import read
from engine.read.nodes import Document, Mapping, Node, Sequence, plain
from engine.rules.model import ConclusionKind, Rule, RuleBase, Text

if TYPE_CHECKING:
    from engine.rules.build import Pointer

AREAS = "areas.yaml"
CONCLUSIONS = "conclusions.yaml"
CASES = ".cases.yaml"


def rule_files(folder: Path) -> list[Path]:
    """The files that make up a rule base, in a fixed order; cases are not among them."""
    names = (os.path.join(at, name) for at, _, listed in os.walk(folder) for name in listed)  # noqa: PTH118 (quicker)
    return [Path(name) for name in sorted(names) if name.endswith(".yaml") and not name.endswith(CASES)]


def digest_of(folder: Path) -> str:
    """SHA-256 over names and contents of the files of a rule base."""
    total = hashlib.sha256()
    for path in rule_files(folder):
        total.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def read_folder(folder: Path) -> dict[str, Document]:
    """Every file of a rule base, by its path below the folder. Raises the reader's errors as RuleError."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in rule_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            documents[name] = read(path.read_bytes(), f"rules/{name}")
        except PlanError as error:
            problems += error.problems
    if problems:
        raise RuleError(problems)
    return documents


def build(data: dict[str, object], digest: str, documents: dict[str, Document] | None = None) -> RuleBase:
    """The rule base of the plain data of its files. `documents` gives the places of problems.

    Raises RuleError with all problems of all files.
    """
    # Imported late: a rule base from a snapshot was built before.
    from engine.rules.build import build_rule

    problems: list[Problem] = []
    areas = _texts_by_id(data, AREAS, problems)
    kinds = _conclusions(data, problems)
    rules: dict[str, Rule] = {}
    for name, content in sorted(data.items()):
        if name in (AREAS, CONCLUSIONS):
            continue
        rule = build_rule(content, f"rules/{name}", _reporter(name, documents, problems))
        if rule is None:
            continue
        if name != f"{rule.area}/{rule.id}.yaml" or rule.area not in areas:
            near = nearest(rule.area, areas)
            problems.append(
                Problem("rule-misplaced", f"rules/{name}", 1, 1, {"id": rule.id, "area": rule.area}, tuple(areas), near)
            )
        rules[rule.id] = rule
    if problems:
        raise RuleError(problems)
    return RuleBase(rules, areas, kinds, digest)


def _reporter(name: str, documents: dict[str, Document] | None, problems: list[Problem]) -> Callable[..., None]:
    def report(
        code: str, pointer: Pointer, allowed: tuple[str, ...] = (), near: str | None = None, **params: str
    ) -> None:
        span = locate(documents[name].root, pointer, key=code == "unknown-key") if documents else Span(1, 1, 1, 1)
        problems.append(Problem(code, f"rules/{name}", span.line, span.column, params, tuple(allowed), near))

    return report


def locate(root: Node, pointer: Pointer, key: bool = False) -> Span:
    """The place of a node below a root (of its key, where asked): that of the last step of the pointer that exists."""
    node, span = root, root.span
    for step in pointer:
        if isinstance(node, Mapping) and step in node.entries:
            entry = node.entries[str(step)]
            node, span = entry.value, entry.key_span if key else entry.value.span
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            span = node.span
        else:
            break
    return span


def find_text(root: Node, text: str) -> Span:
    """The place of the scalar with a given text (spaces folded); that of the root where there is none."""
    wanted = " ".join(text.split())
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            stack.extend(entry.value for entry in reversed(node.entries.values()))
        elif isinstance(node, Sequence):
            stack.extend(reversed(node.items))
        elif " ".join(node.text.split()) == wanted:
            return node.span
    return root.span


def _texts_by_id(data: dict[str, object], name: str, problems: list[Problem]) -> dict[str, Text]:
    content = data.get(name)
    if not isinstance(content, dict):
        problems.append(Problem("file-missing", f"rules/{name}"))
        return {}
    for key, text in content.items():
        if not isinstance(text, dict) or set(text) != set(LANGUAGES):
            problems.append(Problem("language-missing", f"rules/{name}", 1, 1, {"id": str(key)}, LANGUAGES))
    return content


def _conclusions(data: dict[str, object], problems: list[Problem]) -> dict[str, ConclusionKind]:
    content = data.get(CONCLUSIONS)
    if not isinstance(content, dict):
        problems.append(Problem("file-missing", f"rules/{CONCLUSIONS}"))
        return {}
    kinds: dict[str, ConclusionKind] = {}
    for key, entry in content.items():
        if not isinstance(entry, dict) or set(entry) != {"of", *LANGUAGES}:
            problems.append(
                Problem("language-missing", f"rules/{CONCLUSIONS}", 1, 1, {"id": str(key)}, ("of", *LANGUAGES))
            )
            continue
        of = str(entry["of"])
        kinds[key] = ConclusionKind(key, "" if of == "plan" else of, {lang: str(entry[lang]) for lang in LANGUAGES})
    return kinds


def plain_data(documents: dict[str, Document]) -> dict[str, object]:
    """The plain data of documents, as it goes into a snapshot."""
    return {name: plain(document.root) for name, document in documents.items()}
