"""Every problem has a text in three languages, every text has a problem, and no text asks for what is not given."""

from __future__ import annotations

import ast
import string

import pytest

from engine.measures import registry
from engine.text.catalogue import LANGUAGES
from tests.gallery.codes import sites, sites_in
from tests.gallery.plans import catalogue
from tests.hygiene.repository import module, modules

# Codes that stand in a table and are looked up: table -> module.
LOOKED_UP = {"_WRONG": "engine/plan/leaves.py"}


# Codes whose parameters are the columns of a query: the syntax tree does not tell them.
FROM_A_QUERY = {"knowledge-shape"}


def looked_up() -> set[str]:
    """The codes of the tables."""
    found: set[str] = set()
    for source in modules("engine"):
        for node in source.tree.body:
            names = [getattr(target, "id", "") for target in node.targets] if isinstance(node, ast.Assign) else []
            if any(LOOKED_UP.get(name) == source.path for name in names):
                assert isinstance(node, ast.Assign)
                found |= set(ast.literal_eval(node.value).values())
    return found


def placeholders(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_has_a_text_and_every_text_a_code() -> None:
    assert looked_up()
    given = {site.code for site in sites()} | looked_up()
    assert sorted(given - catalogue().problems.keys()) == [], "codes without text"
    assert sorted(catalogue().problems.keys() - given) == [], "texts that nothing gives"


def test_every_text_is_in_three_languages_with_the_same_names() -> None:
    for code, text in catalogue().problems.items():
        assert tuple(text) == LANGUAGES, code
        assert len({frozenset(placeholders(text[language])) for language in LANGUAGES}) == 1, code
        assert len(set(text.values())) == len(LANGUAGES), f"{code}: two languages say the same"


def test_no_text_asks_for_what_is_not_given() -> None:
    wrong = [
        f"{site.place}: {site.code} does not give {name}"
        for site in sites()
        if site.code not in FROM_A_QUERY
        for name in sorted(placeholders(catalogue().problems[site.code]["en"]) - site.params)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ('def f(file):\n    raise E(Problem("a-b", file, params={"c": "d"}))\n', "a-b", {"c"}),
        ('def f(found):\n    found.add("a-b", span, (), None, path="x")\n', "a-b", {"path"}),
        ('def f():\n    params = {"c": 1}\n    yield Problem("a-b", "f", params=params)\n', "a-b", {"c"}),
        ('def g(code, x):\n    Problem(code, x, {"d": 1})\n\n\ndef f():\n    g("a-b", 1)\n', "a-b", {"d"}),
    ],
)
def test_a_code_in_the_source_is_seen(text: str, code: str, params: set[str]) -> None:
    (site,) = sites_in((module("engine/a.py", text),))
    assert site.code == code
    assert site.params == params


def test_the_measures_with_a_text_are_the_measures() -> None:
    worded = {key.removeprefix("measure-") for key in catalogue().messages if key.startswith("measure-")}
    assert sorted(worded ^ set(registry())) == []
