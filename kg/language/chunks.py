"""What `doc.noun_chunks` gives: spaCy's own rules for English know ClearNLP's labels, not UD's."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.language import syntax

__all__ = ["noun_chunks"]

_INNER = ("det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "advmod")
_NOT_HEADS = ("compound", "flat", "fixed", "goeswith", "nummod", "amod", "det", "expl", "nmod:desc")


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and label of each base noun phrase of a doc or span, in order.

    It is what `Vocab.get_noun_chunks` should be. A chunk is a nominal with what stands before it and with the
    later parts of a name; no chunk lies in another one.

    >>> import spacy
    >>> doc = Doc(spacy.blank("en").vocab, ["The", "envoy", "met", "Ann", "Lee"], heads=[1, 2, 2, 2, 3],
    ...     pos=["DET", "NOUN", "VERB", "PROPN", "PROPN"], deps=["det", "nsubj", "root", "obj", "flat"])
    >>> [doc[start:end].text for start, end, _ in noun_chunks(doc)]
    ['The envoy', 'Ann Lee']
    """
    label, reached = doclike.doc.vocab.strings.add("NP"), -1
    for token in doclike:
        possesses = token.dep_ == "nmod:poss" and token.i < token.head.i
        if not syntax.is_nominal(token) or token.dep_ in _NOT_HEADS or possesses:
            continue
        inner = _inner(token)
        start, end = min(inner), max(inner) + 1
        if start > reached:
            yield start, end, label
            reached = end - 1


def _inner(token: Token) -> set[int]:
    """Return the places of a nominal and of what belongs to its chunk."""
    found = {token.i}
    for child in token.children:
        if child.dep_ in _INNER and (child.i < token.i or child.dep_ == "flat"):
            found |= {t.i for t in child.subtree}
    return found
