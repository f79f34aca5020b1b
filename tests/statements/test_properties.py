"""What holds for any tree, however broken: no exception, spans inside the text, unique ids, the same result
twice.
"""

from __future__ import annotations

import time

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg import statements
from kg.model import Argument, Lexicon, Mention, Role, StatementRef

VOCAB = spacy.blank("en").vocab
WORDS = [
    "Russia",
    "supplies",
    "said",
    "not",
    "that",
    "which",
    '"',
    ",",
    "to",
    "Friday",
    "no",
    "Maduro",
    "if",
    "he",
    "$",
    "-",
]
POS = ["NOUN", "PROPN", "VERB", "AUX", "PRON", "ADJ", "ADP", "PUNCT", "NUM", "ADV", "SCONJ", "DET"]
TAGS = ["NN", "NNP", "VBD", "VB", "VBG", "VBN", "PRP", "WDT", "JJ", "IN", "MD", "CD"]
DEPS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "nmod:desc",
    "appos",
    "conj",
    "cc",
    "acl",
    "acl:relcl",
    "advcl",
    "ccomp",
    "xcomp",
    "cop",
    "aux",
    "aux:pass",
    "case",
    "mark",
    "det",
    "compound",
    "flat",
    "punct",
    "parataxis",
    "advmod",
    "amod",
    "expl",
]
LEXICON = Lexicon(markers={"to": Role.RECIPIENT})


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """Draw a document of one to three sentences with random words, tags and trees."""
    heads: list[int] = []
    starts: list[bool] = []
    for _ in range(draw(st.integers(1, 3))):
        size, base = draw(st.integers(1, 9)), len(heads)
        order = draw(st.permutations(range(size)))
        above = {order[0]: order[0]}
        for n, i in enumerate(order[1:], 1):
            above[i] = order[draw(st.integers(0, n - 1))]
        heads += [base + above[i] for i in range(size)]
        starts += [i == 0 for i in range(size)]

    def column(values: list[str]) -> list[str]:
        return [draw(st.sampled_from(values)) for _ in heads]

    deps = ["root" if head == i else draw(st.sampled_from(DEPS)) for i, head in enumerate(heads)]
    words = column(WORDS)
    return Doc(
        VOCAB,
        words,
        pos=column(POS),
        tags=column(TAGS),
        lemmas=[w.lower() for w in words],
        heads=heads,
        deps=deps,
        sent_starts=starts,
    )


@settings(max_examples=150, deadline=None)
@given(docs())
def test_any_tree(doc: Doc) -> None:
    found = list(statements.extract(doc, lexicon=LEXICON))
    assert len({s.id for s in found}) == len(found)
    assert [str(s) for s in found] == [str(s) for s in statements.extract(doc, lexicon=LEXICON)]
    ids = {s.id for s in found}
    for statement in found:
        assert 0 <= statement.confidence <= 1
        assert 0 <= statement.span.start < statement.span.end <= len(doc.text)
        for argument in statement.arguments:
            assert_inside(argument, doc, ids)


def assert_inside(argument: Argument, doc: Doc, ids: set[str]) -> None:
    """Check that a filler lies in the text, or is a statement that was extracted."""
    if isinstance(argument.filler, StatementRef):
        assert argument.filler.id in ids
    else:
        assert isinstance(argument.filler, Mention)
        span = argument.filler.span
        assert doc.text[span.start : span.end].strip() != ""


def test_long_sentence_is_quick() -> None:
    size = 400
    words = ["Russia", "supplies"] + ["helicopters", "and"] * (size // 2)
    heads = [1, 1] + [
        h for i in range(2, size + 2, 2) for h in ([1, i + 2] if i == 2 else [2, min(i + 2, size)])
    ]
    deps = ["nsubj", "root"] + ["obj", "cc"] + ["conj", "cc"] * (size // 2 - 1)
    doc = Doc(
        VOCAB,
        words,
        pos=["PROPN", "VERB"] + ["NOUN", "CCONJ"] * (size // 2),
        tags=["NNP", "VBZ"] + ["NNS", "CC"] * (size // 2),
        lemmas=[w.lower() for w in words],
        heads=heads,
        deps=deps,
        sent_starts=[i == 0 for i in range(len(words))],
    )
    start = time.perf_counter()
    found = list(statements.extract(doc, lexicon=LEXICON))
    assert time.perf_counter() - start < 1.0
    assert found
