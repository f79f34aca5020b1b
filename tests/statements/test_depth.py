"""Trees that are too deep are cut, others are left alone."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.language import syntax
from kg.statements.depth import DEEPEST, shallow

VOCAB = spacy.blank("en").vocab


def chain(size: int, *, upwards: bool = False) -> Doc:
    """Return a sentence in which each word hangs on the one before it (or behind it)."""
    heads = [min(i + 1, size - 1) if upwards else max(i - 1, 0) for i in range(size)]
    deps = ["root" if head == i else "conj" for i, head in enumerate(heads)]
    starts = [i == 0 for i in range(size)]
    return Doc(VOCAB, ["oil"] * size, pos=["NOUN"] * size, heads=heads, deps=deps, sent_starts=starts)


@pytest.mark.parametrize("upwards", [True, False])
@pytest.mark.parametrize("size", [1, 2, DEEPEST, DEEPEST + 1])
def test_what_is_not_too_deep_stays(size: int, upwards: bool) -> None:
    doc = chain(size, upwards=upwards)
    assert shallow(doc) is doc


@pytest.mark.parametrize("upwards", [True, False])
@pytest.mark.parametrize("size", [DEEPEST + 2, 5 * DEEPEST, 3000])
def test_what_is_too_deep_hangs_on_the_root(size: int, upwards: bool) -> None:
    doc = chain(size, upwards=upwards)
    cut = shallow(doc)
    assert max(map(syntax.depth, cut)) == DEEPEST
    root = size - 1 if upwards else 0
    lifted = [token for token in cut if token.dep_ == "dep"]
    assert {token.head.i for token in lifted} == {root}
    assert len(lifted) == (size - 2) // DEEPEST
    assert [token.dep_ for token in doc].count("dep") == 0


def test_all_else_is_kept() -> None:
    doc = chain(100)
    doc.ents = [Span(doc, 3, 5, "place")]
    doc.spans["nominals"] = [Span(doc, 7, 8, "event")]
    doc.user_data["document"] = "doc_1"
    cut = shallow(doc)
    assert (cut.text, cut.user_data["document"]) == (doc.text, "doc_1")
    assert [(ent.start, ent.end, ent.label_) for ent in cut.ents] == [(3, 5, "place")]
    assert [(span.start, span.label_) for span in cut.spans["nominals"]] == [(7, "event")]
    assert len(list(cut.sents)) == 1
