"""Whatever the text is, the shipped pipeline gives whole trees, and nothing but the text matters."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import kg.language
from kg.language import CONFIDENCE
from kg.language.component import Annotator
from kg.language.network import Network
from kg.language.pieces import MAX_PIECES_PER_WORD
from kg.language.windows import WIDE_WINDOW

ARTICLE = (Path(__file__).parents[2] / "kg" / "data" / "demo" / "article.txt").read_text(encoding="utf-8")
ATTRIBUTES = ["ORTH", "TAG", "POS", "LEMMA", "MORPH", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB"]
TEXTS = {
    "empty": "",
    "one space": " ",
    "white space": " \t\n \u00a0\u2003\u3000\r\n",
    "line breaks": "\n" * 10_000,
    "line breaks around words": "\n" * 500 + "He left." + "\r\n" * 500,
    "one line without spaces": "internationalisation," * 950,
    "long word": "internationalisation" * 200,
    "long sentence": "and the man " * 150,
    "emoji": "😀😀 He 👍🏽 left 👩‍👩‍👧‍👦. 🇻🇪",
    "variation selectors": "❤️ ✈︎ left ©️.",
    "mixed scripts": "Путин met 习近平 and محمد بن سلمان in Αθήνα. Они говорили. 他们谈了。 قال ذلك.",
    "mixed scripts in a word": "Mоsсоw (with Cyrillic о) and ﬁnance.",
    "combining marks": "Za\u0306\u0306\u0306lgo\u0335\u0334 left.",
    "right to left": "\u202eHe left\u202c the \u200fcity\u200e.",
    "control characters": "He\x00left\x01 \x07the\x08 \x1b[31mcity\x7f.\x85\x1c\x1d",
    "byte order mark": "\ufeff\ufeffHe left.\ufeff",
    "private use": "\ue000 left \U000f0000 \U0010ffff.",
    "one word": "Talks",
    "one letter": "a",
    "one mark": "?",
    "one number": "12",
    "marks": "?!…—–“”‘’«»()[]{}<>|\\/@#$%^&*_+=~`",
    "no sentence": "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 8,
    "apostrophes": "'''' ' ''' 's 's' n't 'tis",
}


def content(doc: Doc) -> dict[str, Any]:
    """Return all that a doc says."""
    spans = {
        name: [(s.start, s.end, s.label_, s.id_, s.kb_id_) for s in group]
        for name, group in doc.spans.items()
    }
    return {
        "text": doc.text,
        "tokens": doc.to_array(ATTRIBUTES).tolist(),
        "entities": [(e.start, e.end, e.label_) for e in doc.ents],
        "spans": spans,
        "user": {name: list(value) for name, value in doc.user_data.items()},
    }


@pytest.mark.parametrize("name", TEXTS, ids=lambda name: name)
def test_every_text_gets_whole_trees(nlp: Language, name: str) -> None:
    doc = nlp(TEXTS[name])
    assert doc.text == TEXTS[name]
    assert sum(len(sent) for sent in doc.sents) == len(doc) == len(doc.user_data[CONFIDENCE])
    for sent in doc.sents:
        words = [token for token in sent if not token.is_space]
        assert sum(token.dep_ == "root" for token in sent) == bool(words)
        assert all(sent.start <= token.head.i < sent.end for token in sent)
    for token in doc:
        assert token.tag_ and token.pos_ and token.dep_ and (token.lemma_ or not token.text)
        assert (token.pos_ == "SPACE") == token.is_space


def test_a_lone_surrogate_is_no_text_but_an_error_of_its_own(nlp: Language) -> None:
    with pytest.raises(UnicodeEncodeError):
        nlp("He left \ud800 there.")


@pytest.fixture(scope="module")
def documents() -> list[str]:
    paragraphs = [p for p in ARTICLE.split("\n\n") if p.strip()]
    return [*paragraphs[:5], "", "\n\n", "Talks", TEXTS["mixed scripts"], TEXTS["emoji"], *paragraphs[:2]]


@pytest.fixture(scope="module")
def alone(nlp: Language, documents: list[str]) -> list[dict[str, Any]]:
    return [content(nlp(text)) for text in documents]


def contents(docs: Iterable[Doc]) -> list[dict[str, Any]]:
    return [content(doc) for doc in docs]


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("size", [1, 2, 7])
def test_neither_batches_nor_threads_matter(
    nlp: Language,
    documents: list[str],
    alone: list[dict[str, Any]],
    size: int,
    threads: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nlp.get_pipe("kg_annotator"), "threads", threads)
    assert contents(nlp.pipe(documents, batch_size=size)) == alone


def test_neither_order_nor_neighbours_matter(
    nlp: Language, documents: list[str], alone: list[dict[str, Any]]
) -> None:
    order = list(range(len(documents)))
    random.Random(0).shuffle(order)
    texts = [text for i in order for text in (documents[i], "Nobody said so.")]
    assert contents(nlp.pipe(texts))[::2] == [alone[i] for i in order]


def test_what_was_read_before_does_not_matter(documents: list[str], alone: list[dict[str, Any]]) -> None:
    fresh = kg.language.load()
    assert contents(map(fresh, reversed(documents))) == alone[::-1]


def test_no_window_grows_with_the_text(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    scores = Network.scores

    def counted(network: Network, words: Any, gaps: Any) -> Any:
        sizes.append(sum(len(network.tokenizer.pieces_of(word)) for word in words))
        return scores(network, words, gaps)

    monkeypatch.setattr(Network, "scores", counted)
    texts = [ARTICLE, TEXTS["long sentence"], TEXTS["no sentence"], "x" * 5000 + " y" * 300]
    for text in texts:
        nlp(text)
    assert len(sizes) > len(texts)
    assert max(sizes) <= WIDE_WINDOW + MAX_PIECES_PER_WORD


def test_the_annotator_keeps_nothing_of_a_text(nlp: Language) -> None:
    annotator = nlp.get_pipe("kg_annotator")
    assert isinstance(annotator, Annotator)
    nlp(ARTICLE)
    kept = {name for name, value in vars(annotator).items() if isinstance(value, Doc | list | dict | set)}
    assert kept == set()
