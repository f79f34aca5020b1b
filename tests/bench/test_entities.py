from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.bench import entities
from kg.bench.entities import Name, NameSentence
from kg.errors import InputError

UNER = """\
# newdoc id = d
# sent_id = d-1
# text = Ann met Tampa Bay.
1\tAnn\tB-PER\t-\tx
2\tmet\tO\t-\tx
3\tTampa\tB-LOC\t-\tx
4\tBay\tI-LOC\t-\tx
5\tRays\tB-LOC\t-\tx

1\tNATO\tB-ORG\t-\tx
2\t#1\tB-OTH\t-\tx
"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[NameSentence]:
    path = tmp_path / "names.iob2"
    path.write_text(UNER, encoding="utf-8")
    return entities.read(path)


def test_names_are_characters_of_the_joined_words(sentences: list[NameSentence]) -> None:
    first, second = sentences
    assert (first.id, first.text) == ("d-1", "Ann met Tampa Bay Rays")
    assert {(first.text[n.start : n.end], n.type) for n in first.names} == {
        ("Ann", "PER"),
        ("Tampa Bay", "LOC"),
        ("Rays", "LOC"),
    }
    assert second.names == {Name(0, 4, "ORG"), Name(5, 7, "OTH")}


def test_two_columns_will_do(tmp_path: Path) -> None:
    path = tmp_path / "names.iob2"
    path.write_text("EU\tB-ORG\nHQ\tI-LOC\n", encoding="utf-8")
    (sentence,) = entities.read(path)
    assert sentence.names == {Name(0, 2, "ORG"), Name(3, 5, "LOC")}  # another class opens another name


@pytest.mark.parametrize(
    ("text", "message"), [("", "no sentence"), ("a", "no tag"), ("a\tPER", "unknown tag")]
)
def test_what_is_no_iob2_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.iob2"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        entities.read(path)


def test_figures_want_exact_spans_and_classes(sentences: list[NameSentence]) -> None:
    said = {"d-1": frozenset({Name(0, 3, "PER"), Name(8, 13, "LOC"), Name(18, 22, "ORG")})}
    figures = entities.score(sentences, said)
    assert (figures["precision"], figures["recall"]) == pytest.approx((1 / 3, 1 / 4))
    assert figures["by_class"]["PER"]["f1"] == 1.0
    assert figures["by_class"]["ORG"]["precision"] == 0.0
    assert (figures["gold"], figures["predicted"], figures["gold_of_other_classes"]) == (4, 3, 1)


def test_labels_of_the_model_are_mapped() -> None:
    doc = Doc(Vocab(), words=["Ann", "left", "Rome", "Monday"])
    doc.ents = [Span(doc, 0, 1, "person"), Span(doc, 2, 3, "GPE"), Span(doc, 3, 4, "time")]
    assert entities.names_of_doc(doc) == {Name(0, 3, "PER"), Name(9, 13, "LOC")}


def test_predictions_come_back_as_they_were_written(sentences: list[NameSentence], tmp_path: Path) -> None:
    from kg.bench.records import write_jsonl

    path = tmp_path / "said.jsonl"
    write_jsonl(path, [sentence.as_record(sentence.names) for sentence in sentences])
    said = entities.read_predictions(path)
    assert said == {sentence.id: sentence.names for sentence in sentences}
    assert entities.score(sentences, said)["f1"] == 1.0
