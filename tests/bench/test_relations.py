from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.bench import paths, relations
from kg.bench.paths import Pair
from kg.model import Mention, MentionKind, Span

SENTENCE = "Bleach was directed by American Abe in 2010"


def bleach() -> tuple[Doc, list[Mention]]:
    words = SENTENCE.split()
    doc = Doc(
        English().vocab,
        words=words,
        spaces=[True] * 7 + [False],
        lemmas=["Bleach", "be", "direct", "by", "american", "Abe", "in", "2010"],
        pos=["PROPN", "AUX", "VERB", "ADP", "ADJ", "PROPN", "ADP", "NUM"],
        heads=[2, 2, 2, 5, 5, 2, 7, 2],
        deps=["nsubj:pass", "aux:pass", "root", "case", "amod", "obl:agent", "case", "obl"],
    )
    types = {0: "object", 4: "place", 5: "person"}
    spans = {i: Span("d", doc[i].idx, doc[i].idx + len(doc[i])) for i in types}
    return doc, [Mention(spans[i], words[i], MentionKind.NAME, types[i], head=spans[i]) for i in types]


def found(known: Iterable[str] = ()) -> dict[tuple[str, str], Pair]:
    doc, mentions = bleach()
    read = paths.pairs(doc, paths.candidates(doc, mentions, {"American": "United States"}, known))
    return {(pair.subject.forms[0], pair.object.forms[0]): pair for pair in read}


def test_candidates_are_mentions_years_and_known_phrases() -> None:
    doc, mentions = bleach()
    read = paths.candidates(doc, mentions, {"American": "United States"}, ["DIRECTED BY", "lect"])
    assert [(c.forms[0], c.type) for c in read] == [
        ("Bleach", "object"),
        ("DIRECTED BY", "known"),
        ("American", "place"),
        ("Abe", "person"),
        ("2010", "time"),
    ]
    assert read[2].forms[-1] == "United States"


def test_each_two_candidates_make_two_pairs() -> None:
    pair = found()["Bleach", "Abe"]
    assert len(found()) == 12
    assert pair.features[0] == "path <nsubj:* direct >obl:* ~by"
    assert "types object>person" in pair.features
    assert pair.lemmas == ("direct",)
    assert "before" in found()["Abe", "Bleach"].features


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
    assert paths.forms(mention, "in x", {})[3] == spelled


class Reader:
    """Reads the one sentence that it knows."""

    def read(self, sentence: str, known: Iterable[str] = ()) -> list[Pair]:
        assert sentence == SENTENCE
        return list(found().values())


def row(*triples: tuple[str, str, str]) -> dict[str, Any]:
    names = ("subject", "relation", "object")
    return {
        "ontology": "o",
        "sentence": SENTENCE,
        "triples": [dict(zip(names, t, strict=True)) for t in triples],
    }


def test_what_examples_teach_is_said_again_in_their_words() -> None:
    example = row(
        ("Bleach", "director", "Abe"),
        ("Bleach", "publication date", "01 January 2010"),
        ("Bleach", "country of origin", "United States"),
    )
    learner = relations.Learner([example] * 3, Reader())
    said = relations.best_first(learner.triples(Reader().read(SENTENCE)))
    assert sorted(str(triple) for triple in said) == [
        "(Bleach | country of origin | United States)",
        "(Bleach | director | Abe)",
        "(Bleach | publication date | 01 January 2010)",
    ]


def test_learning_gives_the_same_at_every_run() -> None:
    example = row(("Bleach", "director", "Abe"))
    one, two = (
        [t.confidence for t in relations.Learner([example] * 3, Reader()).triples(found().values())]
        for _ in range(2)
    )
    assert one == two != []


def test_without_examples_the_label_decides() -> None:
    said = [str(t) for t in relations.by_label(["director", "cast member"], list(found().values()))]
    # every pair whose way leads over "directed", read from left to right
    assert said[:2] == ["(Bleach | director | American)", "(Bleach | director | Abe)"]
    assert not any("cast member" in line for line in said)
