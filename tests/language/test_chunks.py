from __future__ import annotations

import pytest
from spacy.language import Language

from kg.language.chunks import noun_chunks


@pytest.mark.parametrize(
    ("text", "chunks"),
    [
        ("Russia supplies helicopters to Venezuela.", ["Russia", "helicopters", "Venezuela"]),
        ("The very old army of Spain left.", ["The very old army", "Spain"]),
        ("John Bolton met the minister's wife.", ["John Bolton", "the minister's wife"]),
        ("He bought two red cars and a boat.", ["He", "two red cars", "a boat"]),
        ("There is a plan.", ["a plan"]),
        ("Go away.", []),
        ("", []),
    ],
)
def test_chunks(nlp: Language, text: str, chunks: list[str]) -> None:
    doc = nlp(text)
    assert [doc[start:end].text for start, end, _ in noun_chunks(doc)] == chunks


def test_spacy_can_use_them(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp.vocab, "get_noun_chunks", noun_chunks)
    doc = nlp("Russia supplies helicopters. The army left.")
    assert [c.text for c in doc.noun_chunks] == ["Russia", "helicopters", "The army"]
    assert [c.text for c in list(doc.sents)[1].noun_chunks] == ["The army"]
