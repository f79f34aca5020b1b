from __future__ import annotations

from typing import Any

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.bench import paths, relations
from kg.bench.paths import Pair
from kg.model import Mention, MentionKind, Span

SENTENCE = "Bleach was directed by Abe in 2010"


def bleach() -> tuple[Doc, list[Mention]]:
    words = SENTENCE.split()
    doc = Doc(
        English().vocab,
        words=words,
        spaces=[True] * 6 + [False],
        lemmas=["Bleach", "be", "direct", "by", "Abe", "in", "2010"],
        pos=["PROPN", "AUX", "VERB", "ADP", "PROPN", "ADP", "NUM"],
        heads=[2, 2, 2, 4, 2, 6, 2],
        deps=["nsubj:pass", "aux:pass", "root", "case", "obl:agent", "case", "obl"],
    )
    kinds = {0: (MentionKind.NAME, "object"), 4: (MentionKind.NAME, "person"), 6: (MentionKind.TIME, "time")}
    mentions = []
    for i, (kind, type_) in kinds.items():
        span = Span("d", doc[i].idx, doc[i].idx + len(doc[i]))
        mentions.append(Mention(span, words[i], kind, type_, head=span, value=words[i] if i == 6 else None))
    return doc, mentions


def found() -> dict[tuple[str, str], Pair]:
    return {(pair.subject.text, pair.object.text): pair for pair in paths.pairs(*bleach())}


def test_each_two_mentions_make_two_pairs() -> None:
    pair = found()["Bleach", "Abe"]
    assert len(found()) == 6
    assert pair.features[0] == "path <nsubj:* direct >obl:* ~by"
    assert pair.features[-1] == "types object>person"
    assert pair.lemmas == ("direct",)
    assert found()["Abe", "Bleach"].features[0] != pair.features[0]


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ("2010", "01 January 2010"),
        ("2010-03", "01 March 2010"),
        ("2010-03-07", "07 March 2010"),
        ("P3D", "x"),
        (None, "x"),
    ],
)
def test_dates_are_spelled_out(value: str | None, spelled: str) -> None:
    mention = Mention(Span("d", 0, 1), "x", MentionKind.TIME, value=value)
    assert paths.forms(mention, "in x")[-1] == spelled


class Reader:
    """Reads the one sentence that it knows."""

    def read(self, sentence: str) -> tuple[list[Pair], dict[Mention, tuple[str, ...]]]:
        assert sentence == SENTENCE
        doc, mentions = bleach()
        return list(paths.pairs(doc, mentions)), {m: paths.forms(m, m.text) for m in mentions}


def row(*triples: tuple[str, str, str]) -> dict[str, Any]:
    names = ("subject", "relation", "object")
    return {
        "ontology": "o",
        "sentence": SENTENCE,
        "triples": [dict(zip(names, t, strict=True)) for t in triples],
    }


def test_what_examples_teach_is_said_again() -> None:
    example = row(("Bleach", "director", "Abe"), ("Bleach", "publication date", "01 January 2010"))
    learner = relations.learn([example] * 3, Reader())
    said = [str(t) for t in relations._learned(learner, "o", *Reader().read(SENTENCE))]
    assert said == ["(Bleach | director | Abe)", "(Bleach | publication date | 01 January 2010)"]
    assert list(relations._learned(learner, "other", *Reader().read(SENTENCE))) == []


def test_one_example_among_many_others_teaches_nothing() -> None:
    learner = relations.learn([row(("Bleach", "director", "Abe")), *[row()] * 5], Reader())
    assert list(relations._learned(learner, "o", *Reader().read(SENTENCE))) == []


def test_without_examples_the_label_decides() -> None:
    said = [str(t) for t in relations._by_label(["director", "cast member"], *Reader().read(SENTENCE))]
    # every pair whose way leads over "directed", read from left to right
    assert said == [
        "(Bleach | director | Abe)",
        "(Bleach | director | 2010)",
        "(Abe | director | 2010)",
    ]
