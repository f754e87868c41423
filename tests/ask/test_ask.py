"""Questions in three languages: what is understood, what is answered, what is refused."""

from __future__ import annotations

import orjson
import pytest

from engine.ask.answer import Answer, answer
from engine.text.words import Words
from tests.ask.small import knowledge, lexicon, session
from tests.data.frozen import catalogue

QUESTIONS = [
    ("¿Qué es la confianza?", "definition", "es", ("trust",)),
    ("Què és la confiança?", "definition", "ca", ("trust",)),
    ("What is trust?", "definition", "en", ("trust",)),
    ("confianza", "definition", "es", ("trust",)),
    ("¿Qué tipos de alianza hay?", "kinds", "es", ("alliance", "alliance-types", "alliance-final", "alliance-partial")),
    (
        "Quins tipus d'aliança hi ha?",
        "kinds",
        "ca",
        ("alliance", "alliance-types", "alliance-final", "alliance-partial"),
    ),
    (
        "how many kinds of alliance are there",
        "kinds",
        "en",
        ("alliance", "alliance-types", "alliance-final", "alliance-partial"),
    ),
    ("¿De qué se compone el plan de relación?", "parts", "es", ("plan", "analysis", "objectives", "schedule")),
    ("De què es compon el pla de relació?", "parts", "ca", ("plan", "analysis", "objectives", "schedule")),
    ("What are the parts of the relationship plan?", "parts", "en", ("plan", "analysis", "objectives", "schedule")),
    ("¿Cuáles son los pasos del plan?", "steps", "es", ("plan", "analysis", "objectives", "schedule")),
    ("Quins són els passos del pla?", "steps", "ca", ("plan", "analysis", "objectives", "schedule")),
    ("What are the steps of the plan?", "steps", "en", ("plan", "analysis", "objectives", "schedule")),
    ("¿Qué va antes de la fijación de objetivos?", "before", "es", ("objectives", "analysis")),
    ("Què va abans de la fixació d'objectius?", "before", "ca", ("objectives", "analysis")),
    ("What comes before objective setting?", "before", "en", ("objectives", "analysis")),
    ("¿Qué viene después de la fijación de objetivos?", "after", "es", ("objectives", "schedule")),
    ("Què ve després de la fixació d'objectius?", "after", "ca", ("objectives", "schedule")),
    ("What comes after objective setting?", "after", "en", ("objectives", "schedule")),
    ("¿Qué requiere el plan de relación?", "requires", "es", ("plan", "segmentation")),
    ("Què requereix el pla de relació?", "requires", "ca", ("plan", "segmentation")),
    ("What does the relationship plan require?", "requires", "en", ("plan", "segmentation")),
    ("¿Para qué hace falta la segmentación?", "required-by", "es", ("segmentation", "plan")),
    ("Per a què cal la segmentació?", "required-by", "ca", ("segmentation", "plan")),
    ("What requires segmentation?", "required-by", "en", ("segmentation", "plan")),
    ("¿Cómo se evita la saturación de contactos?", "prevents", "es", ("saturation", "cap")),
    ("Com s'evita la saturació de contactes?", "prevents", "ca", ("saturation", "cap")),
    ("How can we avoid contact fatigue?", "prevents", "en", ("saturation", "cap")),
    ("¿Qué lleva a la fidelidad del cliente?", "causes", "es", ("loyalty", "trust")),
    ("Què porta a la fidelitat del client?", "causes", "ca", ("loyalty", "trust")),
    ("What leads to customer loyalty?", "causes", "en", ("loyalty", "trust")),
    ("¿A qué lleva la confianza?", "effects", "es", ("trust", "loyalty")),
    ("A què porta la confiança?", "effects", "ca", ("trust", "loyalty")),
    ("What does trust lead to?", "effects", "en", ("trust", "loyalty")),
    ("¿Quién habla de la confianza?", "who-says", "es", ("trust",)),
    ("Què diuen les fonts de la confiança?", "who-says", "ca", ("trust",)),
    ("What do the sources say about trust?", "who-says", "en", ("trust",)),
    ("¿Qué diferencia hay entre confianza y lealtad?", "difference", "es", ("trust", "loyalty")),
    ("Quina diferència hi ha entre confiança i lleialtat?", "difference", "ca", ("trust", "loyalty")),
    ("What is the difference between trust and loyalty?", "difference", "en", ("trust", "loyalty")),
    ("¿Cómo se mide la fidelidad del cliente?", "check", "es", ("loyalty", "trust")),
    ("Com es mesura la fidelitat del client?", "check", "ca", ("loyalty", "trust")),
    ("How do we measure customer loyalty?", "check", "en", ("loyalty", "trust")),
    ("Ponme un ejemplo de confianza", "example", "es", ("trust",)),
    ("Posa'm un exemple de confiança", "example", "ca", ("trust",)),
    ("Give me an example of trust", "example", "en", ("trust",)),
    ("¿Por qué es importante la confianza?", "importance", "es", ("trust",)),
    ("Per què és important la confiança?", "importance", "ca", ("trust",)),
    ("Why does trust matter?", "importance", "en", ("trust",)),
    ("¿Con qué choca la saturación de contactos?", "conflicts", "es", ("saturation", "loyalty")),
    ("Amb què xoca la saturació de contactes?", "conflicts", "ca", ("saturation", "loyalty")),
    ("What conflicts with contact fatigue?", "conflicts", "en", ("saturation", "loyalty")),
]


def asked(question: str, language: str | None = None) -> Answer:
    """The answer to a question, in its own language where none is given."""
    made = session()
    read = made.reader.read(question, "es")
    return answer(made, Words(catalogue(), language or (read.language if read else "es")), read, question)


@pytest.mark.parametrize(("question", "shape", "language", "concepts"), QUESTIONS, ids=lambda value: str(value)[:40])
def test_each_shape_in_each_language(question: str, shape: str, language: str, concepts: tuple[str, ...]) -> None:
    """The shape, the language of the question, and the concepts of the answer in order."""
    given = asked(question)
    assert given.understood is not None
    assert (given.understood.shape, given.understood.language) == (shape, language)
    assert given.concepts[0] == concepts[0]
    assert [id for id in given.concepts if id in concepts] == list(concepts)
    assert all(known.says for known in given.sources)


def test_every_shape_is_asked() -> None:
    """No shape of the file of questions goes untested in any language."""
    tried = {(shape, language) for _, shape, language, _ in QUESTIONS}
    assert tried == {(shape, language) for shape in lexicon().shapes for language in ("es", "ca", "en")}


@pytest.mark.parametrize(
    "question",
    [
        "hola, ¿podrías decirme qué es la confianza, por favor?",
        "QUE ES LA CONFIANZA",
        "que es la confiansa",
        "què és la confiaça",
        "please tell me what trust is",
    ],
)
def test_manners_capitals_and_slips(question: str) -> None:
    """Preambles, missing accents and marks, capitals and a mistyped letter change nothing."""
    given = asked(question)
    assert given.understood is not None
    assert (given.understood.shape, given.understood.concepts) == ("definition", ("trust",))


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué tiempo hará mañana en Barcelona?",
        "Qui va guanyar la lliga de futbol?",
        "how do I boil an egg",
        "",
        "¿?",
        "a",
    ],
)
def test_other_topics_are_refused(question: str) -> None:
    """Words that no concept has decide, whatever the others are like."""
    given = asked(question)
    assert given.understood is None
    assert (given.concepts, given.sources) == ((), ())
    assert given.answer


def test_known_concept_without_such_a_fact() -> None:
    """It says so, names the concept, and offers what is near it."""
    given = asked("¿Qué requiere la confianza?")
    assert given.understood is not None
    assert given.concepts == ("trust",)
    assert "«confianza»" in given.answer
    assert "«marketing relacional»" in given.answer
    assert given.sources == ()


def test_sources_are_told_apart() -> None:
    """Each source has its own heading, then come the notes of the editors."""
    given = asked("¿Qué dicen las fuentes sobre la confianza?")
    assert [line for line in given.answer.split("\n") if line.endswith(":")] == [
        "libro S1:",
        "libro S2:",
        "Notas de la redacción:",
    ]
    assert {known.statement for known in given.sources} == {"S1-001", "S1-002", "S2-001"}


def test_sources_may_tell_another_order() -> None:
    """The order of a source stands beside ours."""
    given = asked("¿Cuáles son los pasos del plan?")
    assert "Otro orden" in given.answer or "otro orden" in given.answer
    assert given.answer.index("1. análisis de la situación") < given.answer.index("1. fijación de objetivos")


def test_answer_in_another_language() -> None:
    """The question is Spanish, the reader English."""
    given = asked("¿Qué es la confianza?", "en")
    assert given.understood is not None
    assert given.understood.language == "es"
    assert given.understood.sentence == "I understood: what “trust” is."
    assert given.answer.startswith("Trust: explains")


def test_same_answer_each_time() -> None:
    """The JSON of an answer is the same bytes, and of the promised form."""
    first, again = (orjson.dumps(asked("¿Qué tipos de alianza hay?")) for _ in range(2))
    assert first == again
    data = orjson.loads(first)
    assert set(data) == {"understood", "answer", "concepts", "sources"}
    assert set(data["understood"]) == {"shape", "concepts", "language", "sentence"}
    assert set(data["sources"][0]) == {"statement", "source", "locator", "says"}
    assert all(id in knowledge().concepts for id in data["concepts"])


def test_words_of_cues_are_whole() -> None:
    """A cue inside a longer word is none."""
    assert asked("What is blockchain?").understood is None


def test_the_language_of_a_question() -> None:
    """Its own words tell it; a label alone is of the language that has it; else the reader's holds."""
    made = session()
    texts = [("qué es la confianza", "en"), ("confiança", "es"), ("cronograma", "ca"), ("cronograma", "es"), ("", "en")]
    assert [made.reader.language(*text) for text in texts] == ["es", "ca", "ca", "es", "en"]
