"""The shipped pipeline: what it sets, that it is a normal spaCy pipeline, that nothing but the text
matters.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

import kg.language
from kg.errors import LanguageModelError
from kg.language import CONFIDENCE, MENTIONS, NOMINALS
from kg.language.component import SHIPPED, Annotator
from kg.language.network import FILES
from kg.language.words import blank_english
from kg.model import Document

ROOT = Path(__file__).parents[2]
STORY = (
    "Russia supplies helicopters to Venezuela. The training center, built by Rostec, was unveiled on Friday. "
    "John Bolton said that the United States would not tolerate it.\n\n"
    "TALKS GO ON\nNobody in Caracas has denied this."
)


def layers(doc: Doc) -> list[object]:
    tokens = [
        (t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, str(t.morph)) for t in doc
    ]
    groups = (doc.ents, doc.spans[NOMINALS], doc.spans[MENTIONS])
    spans = [[(s.start, s.end, s.label_, s.id_) for s in group] for group in groups]
    return [tokens, spans, doc.user_data[CONFIDENCE]]


def test_one_sentence(nlp: Language) -> None:
    doc = nlp("Russia supplies helicopters to Venezuela.")
    assert [t.dep_ for t in doc] == ["nsubj", "root", "obj", "case", "obl", "punct"]
    assert [t.head.text for t in doc] == [
        "supplies",
        "supplies",
        "supplies",
        "Venezuela",
        "supplies",
        "supplies",
    ]
    assert [t.lemma_ for t in doc] == ["Russia", "supply", "helicopter", "to", "Venezuela", "."]
    assert [t.pos_ for t in doc] == ["PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT"]
    assert [(e.text, e.label_) for e in doc.ents] == [("Russia", "place"), ("Venezuela", "place")]
    assert {s.text: s.label_ for s in doc.spans[NOMINALS]}["helicopters"] == "object"
    assert doc[1].morph.to_dict()["Tense"] == "Pres"
    assert all(0 < p <= 1 for p in doc.user_data[CONFIDENCE])
    assert len(doc.user_data[CONFIDENCE]) == len(doc)


def test_sentences_of_a_story(nlp: Language) -> None:
    sents = [sent.text.strip() for sent in nlp(STORY).sents]
    assert sents == [
        "Russia supplies helicopters to Venezuela.",
        "The training center, built by Rostec, was unveiled on Friday.",
        "John Bolton said that the United States would not tolerate it.",
        "TALKS GO ON",
        "Nobody in Caracas has denied this.",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The center was unveiled on Friday.The minister denied it.", 2),
        ("they talked about arms on monday. he left the country.", 2),
        ("THE CENTER WAS OPENED ON FRIDAY. THE MINISTER DENIED IT.", 2),
        ("Mr. Smith of the U.S. Army met Dr. Jones on Jan. 5.", 1),
        ("He paid $5.3 million for it. They paid nothing.", 2),
        ("“We will stay,” he said. “They will go.”", 2),
        ("The plan, which\nwas denied by\nthe army, failed.", 1),
    ],
)
def test_sentences_in_damaged_text(nlp: Language, text: str, count: int) -> None:
    assert len(list(nlp(text).sents)) == count


def test_every_sentence_is_a_tree_with_one_root(nlp: Language) -> None:
    for sent in nlp(STORY * 3).sents:
        assert [t.dep_ for t in sent].count("root") == 1
        assert all(sent.start <= t.head.i < sent.end for t in sent)


def test_passive_voice(nlp: Language) -> None:
    doc = nlp("The center was unveiled.")
    assert "Voice=Pass" in str(doc[3].morph)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\x00",
        "a\x00b \x00 c.",
        "😀",
        "👩‍👩‍👧 said 🇻🇪 is ok 😀.",
        "x" * 20_000,
        "?" * 3000,
        "." * 500,
        "北京 и Москва met ظريف in Αθήνα.",
        "\u200b\u200b",
        "a\u00a0b",
        "\ufeffThe end.",
        "e\u0301" * 300,
        "1 2 3 4 5 " * 400,
        "word " * 3000,
        "\r\n\r\nA line.\r\n",
        "((((((((((",
        "http://x.y/" + "z" * 5000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_strange_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(t.dep_ and t.tag_ and t.pos_ for t in doc)
    assert len(doc.user_data[CONFIDENCE]) == len(doc)
    assert sum(len(sent) for sent in doc.sents) == len(doc)


def test_white_space_belongs_to_the_sentence_before(nlp: Language) -> None:
    doc = nlp("\n\nOne came.\n\n  Two went. ")
    assert [sent.text.strip() for sent in doc.sents] == ["One came.", "Two went."]
    assert {t.tag_ for t in doc if t.is_space} == {"_SP"}


def test_same_text_same_annotations(nlp: Language) -> None:
    alone = layers(nlp(STORY))
    others = ["A man came. He left.", STORY.upper(), STORY, "x " * 700, STORY]
    assert [layers(doc) for doc in nlp.pipe(others, batch_size=2)][2::2] == [alone, alone]
    assert layers(nlp(STORY)) == alone
    threaded = kg.language.load(threads=3)
    assert [layers(doc) for doc in threaded.pipe(others)][2::2] == [alone, alone]


def test_a_paragraph_does_not_depend_on_the_others(nlp: Language) -> None:
    sentence = "Russia supplies helicopters to Venezuela."
    alone = [t.dep_ for t in nlp(sentence)]
    after = nlp(f"{STORY}\n\n{sentence}")
    assert [t.dep_ for t in after][-len(alone) :] == alone


def test_disk_and_bytes(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "kg_en")
    again = spacy.load(tmp_path / "kg_en")
    assert layers(again(STORY)) == layers(nlp(STORY))
    doc = nlp(STORY)
    assert layers(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == layers(doc)


def test_the_pipeline_as_bytes_and_as_a_pickle(nlp: Language) -> None:
    again = blank_english()
    again.add_pipe("kg_annotator")
    again.from_bytes(nlp.to_bytes())
    assert layers(again(STORY)) == layers(nlp(STORY))
    copied = pickle.loads(pickle.dumps(nlp.get_pipe("kg_annotator").network))  # type: ignore[attr-defined]
    assert copied.folder == SHIPPED


def test_a_pipeline_can_be_saved_where_it_came_from(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    again.to_disk(tmp_path)
    assert (tmp_path / "kg_annotator" / "network.onnx").stat().st_size > 1_000_000


def test_base_noun_phrases_follow_the_labels(nlp: Language) -> None:
    chunks = [chunk.text for chunk in nlp("The old envoy met John Bolton in Caracas.").noun_chunks]
    assert chunks == ["The old envoy", "John Bolton", "Caracas"]


def test_matcher(nlp: Language) -> None:
    matcher = Matcher(nlp.vocab)
    matcher.add("SUPPLY", [[{"LEMMA": "supply", "POS": "VERB"}, {"DEP": "obj"}]])
    assert [span.text for span in matcher(nlp(STORY), as_spans=True)] == ["supplies helicopters"]


def test_annotate_names_the_document(nlp: Language) -> None:
    doc = kg.language.annotate(nlp, Document("doc_1", "Russia supplies helicopters."))
    assert doc.user_data["document"] == "doc_1"


def test_given_words_and_sentences_are_kept(nlp: Language) -> None:
    sentences = [["Stop", "it"], ["He", "do", "n't", "go", "."]]
    doc = kg.language.annotate_words(nlp, sentences, spaces=[[True, True], [True, False, True, False, False]])
    assert doc.text == "Stop it He don't go."
    assert [[t.text for t in sent] for sent in doc.sents] == sentences
    assert doc[2].dep_ == "nsubj"


def test_an_empty_annotator_says_what_is_missing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_annotator")
    with pytest.raises(LanguageModelError, match="has no model"):
        nlp("Hello.")


def test_a_folder_without_files_says_what_is_missing(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(LanguageModelError, match=r"has no file chains\.npz"):
        Annotator(nlp.vocab, folder=tmp_path)


def test_shipped_files_are_those_of_the_card() -> None:
    meta = json.loads((SHIPPED / "meta.json").read_text(encoding="utf-8"))
    files = {
        name: hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest()
        for name in FILES
        if name != "meta.json"
    }
    assert meta["sha256"] == files
    assert sorted(path.name for path in SHIPPED.iterdir()) == sorted(FILES)
    assert sum((SHIPPED / name).stat().st_size for name in FILES) < 30_000_000
    card = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\b[0-9a-f]{64}\b", card)) == set(files.values())
