"""The language room: `Document` → spaCy `Doc` with words, sentences, Universal Dependencies trees, names
and types.

It ships its own English pipeline, `kg_en`, so that nothing has to be downloaded; see `docs/model-card.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.component import CONFIDENCE, LINKS, MENTIONS, NOMINALS, Annotator
from kg.language.english import is_english
from kg.language.loading import load
from kg.model import Document

__all__ = [
    "CONFIDENCE",
    "LINKS",
    "MENTIONS",
    "NOMINALS",
    "Annotator",
    "annotate",
    "annotate_words",
    "doc_of_words",
    "is_english",
    "load",
]


def annotate(nlp: Language, document: Document) -> Doc:
    """Return the annotated doc of a document; offsets into it are those of `document.text`.

    `doc.user_data["document"]` is the document's id.
    """
    if len(document.text) > nlp.max_length:
        nlp.max_length = len(document.text) + 1
    doc = nlp(document.text)
    doc.user_data["document"] = document.id
    return doc


def annotate_words(
    nlp: Language, sentences: Sequence[Sequence[str]], *, spaces: Sequence[Sequence[bool]] | None = None
) -> Doc:
    """Return the annotated doc of words and sentences that are given, as treebanks have them.

    `spaces[i][k]` tells whether a space follows word k of sentence i (default: always). Sentences may
    not be empty.
    """
    doc = doc_of_words(nlp, sentences, spaces=spaces)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def doc_of_words(
    nlp: Language, sentences: Sequence[Sequence[str]], *, spaces: Sequence[Sequence[bool]] | None = None
) -> Doc:
    """Return a doc of words and sentences that are given, not annotated yet; arguments as above."""
    words = list(chain.from_iterable(sentences))
    starts: list[bool | int | None] = [k == 0 for sentence in sentences for k in range(len(sentence))]
    follows = list(chain.from_iterable(spaces)) if spaces is not None else None
    return Doc(nlp.vocab, words=words, spaces=follows, sent_starts=starts)
