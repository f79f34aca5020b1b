"""What holds for any tree, however broken: no exception, spans inside the text that give it back, unique ids,
the same result twice, time that grows with the text.
"""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg import statements
from kg.model import Argument, Attribution, Lexicon, Mention, Role, StatementRef

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
    "\n\n",
    "“",
    "”",
    "'",
    ":",
    "?",
    "according",
    "million",
    "1999",
    "had",
    "will",
    "there",
    "be",
]
TYPES = [
    "person",
    "organization",
    "place",
    "object",
    "event",
    "time",
    "abstract",
    "animal",
    "plant",
    "substance",
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
def trees(draw: st.DrawFn) -> tuple[list[int], list[bool]]:
    """Draw the heads of one to three sentences, each a random tree, and where sentences start."""
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
    return heads, starts


@st.composite
def odd_trees(draw: st.DrawFn) -> tuple[list[int], list[bool]]:
    """Draw one sentence that is all chain or all star, upwards or downwards, with the root anywhere."""
    size = draw(st.integers(2, 60))
    root = draw(st.integers(0, size - 1))
    star = draw(st.booleans())
    heads = [root if star else i + (1 if i < root else -1) for i in range(size)]
    heads[root] = root
    return heads, [i == 0 for i in range(size)]


@st.composite
def docs(draw: st.DrawFn, shape: st.SearchStrategy[tuple[list[int], list[bool]]] | None = None) -> Doc:
    """Draw a document with random words, tags, labels, types and names (trees too, if no `shape` is given).

    Lemmas may be empty, words need not have spaces between them.
    """
    heads, starts = draw(trees() if shape is None else shape)

    def column(values: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=len(heads), max_size=len(heads)))

    words, labels = column(WORDS), column(DEPS)
    doc = Doc(
        VOCAB,
        words,
        spaces=[value == " " for value in column([" ", " ", ""])],
        pos=column(POS),
        tags=column(TAGS),
        lemmas=[word.lower() if keep else "" for word, keep in zip(words, column(["x", ""]), strict=True)],
        heads=heads,
        deps=[
            "root" if head == i else label for i, (head, label) in enumerate(zip(heads, labels, strict=True))
        ],
        sent_starts=starts,
    )
    kinds = column([*TYPES, ""])
    doc.spans["nominals"] = [Span(doc, i, i + 1, kind) for i, kind in enumerate(kinds) if kind]
    ends = draw(st.lists(st.integers(0, len(doc)), max_size=6, unique=True).map(sorted))
    doc.ents = [Span(doc, a, b, TYPES[a % 3]) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    return doc


@settings(max_examples=150, deadline=None)
@given(docs())
def test_any_tree(doc: Doc) -> None:
    check(doc)


@settings(max_examples=60, deadline=None)
@given(docs(odd_trees()))
def test_chains_and_stars(doc: Doc) -> None:
    check(doc)


def check(doc: Doc) -> None:
    """Check what holds for the statements and mentions of any document."""
    found = list(statements.extract(doc, lexicon=LEXICON))
    assert len({s.id for s in found}) == len(found)
    assert found == list(statements.extract(doc, lexicon=LEXICON))
    ids = {s.id for s in found}
    for statement in found:
        assert 0 <= statement.confidence <= 1
        spans = [statement.span, statement.predicate.span, *(cue.span for cue in statement.cues)]
        assert all(0 <= span.start < span.end <= len(doc.text) for span in spans)
        for argument in statement.arguments:
            assert_inside(argument, doc, ids)
        for mention in (statement.time, statement.place, *sources(statement.attribution)):
            assert mention is None or gives_back(mention, doc)
    assert all(gives_back(mention, doc) for mention in statements.mentions(doc, lexicon=LEXICON))


def sources(attribution: Attribution | None) -> list[Mention | None]:
    """Return who says a statement, the outer sources behind."""
    return [attribution.source, *sources(attribution.outer)] if attribution else []


def gives_back(mention: Mention, doc: Doc) -> bool:
    """Tell whether the text of a mention stands where its span says, and its other spans lie in the text."""
    spans = [span for span in (mention.span, mention.head, mention.phrase) if span is not None]
    inside = all(0 <= span.start < span.end <= len(doc.text) for span in spans)
    return inside and " ".join(doc.text[mention.span.start : mention.span.end].split()) == mention.text


def assert_inside(argument: Argument, doc: Doc, ids: set[str]) -> None:
    """Check that a filler lies in the text, or is a statement that was extracted."""
    if isinstance(argument.filler, StatementRef):
        assert argument.filler.id in ids
    else:
        assert isinstance(argument.filler, Mention)
        assert gives_back(argument.filler, doc)


def sentence(size: int, dep: str, *, chain: bool, last: str = ",", finite: bool = True) -> Doc:
    """Return a sentence of clauses "Russia said helicopters,": each below the last, or all below one."""
    words, heads, deps = [], [], []
    for i in range(0, size, 4):
        words += ["Russia", "said", "helicopters", ","]
        above = i + 1 if i == 0 else (i - 3 if chain else 1)
        heads += [i + 1, above, i + 1, i + 1]
        deps += ["nsubj" if finite else "advmod", dep if i else "root", "obj", "punct"]
    words[-1] = last
    return Doc(
        VOCAB,
        words,
        pos=["PROPN", "VERB", "NOUN", "PUNCT"] * (size // 4),
        tags=["NNP", "VBD" if finite else "VB", "NNS", ","] * (size // 4),
        lemmas=["Russia", "say", "helicopter", ","] * (size // 4),
        heads=heads,
        deps=deps,
        sent_starts=[i == 0 for i in range(size)],
    )


def seconds(doc: Doc) -> float:
    """Return the processor time in which the statements of a document are found, the least of three."""

    def once() -> float:
        start = time.process_time()
        list(statements.extract(doc, lexicon=LEXICON))
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize("dep", ["conj", "ccomp", "advcl"])
@pytest.mark.parametrize(("chain", "last"), [(True, ","), (False, ","), (False, "?"), (False, '"')])
def test_time_grows_with_the_length_of_a_sentence(dep: str, chain: bool, last: str) -> None:
    """Four times as long may take ten times as long (linear is four, square would be sixteen)."""
    short, long = (sentence(size, dep, chain=chain, last=last) for size in (100, 400))
    tries = ((seconds(short), seconds(long)) for _ in range(3))
    assert any(more < 10 * less and more < 1.0 for less, more in tries)


@pytest.mark.parametrize("dep", ["conj", "xcomp", "advcl", "acl:relcl", "parataxis", "nmod", "ccomp"])
@pytest.mark.parametrize("finite", [True, False])
def test_a_chain_of_thousands_of_words(dep: str, finite: bool) -> None:
    """Python's stack is not as deep as such a tree."""
    assert list(statements.extract(sentence(2000, dep, chain=True, finite=finite), lexicon=LEXICON))


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
