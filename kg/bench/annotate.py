"""The language pipeline as benchmarks call it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg import language
from kg.model import Document

__all__ = ["Annotator"]


class Annotator:
    """Annotates text, or words that are given."""

    def __init__(self, model: str | None = None) -> None:
        """Load a pipeline (None: the one shipped)."""
        self.nlp = language.load(model)

    def words(
        self, sentences: Sequence[Sequence[str]], *, spaces: Sequence[Sequence[bool]] | None = None
    ) -> Any:
        """Return the Doc of exactly these words and sentences.

        `spaces` tells for each word whether a space follows it (default: always).
        """
        return language.annotate_words(self.nlp, sentences, spaces=spaces)

    def text(self, text: str) -> Any:
        """Return the Doc of a text that is taken as it is, without cleaning."""
        return self.document(Document("doc_bench", text))

    def document(self, document: Document) -> Any:
        """Return the Doc of a document."""
        return language.annotate(self.nlp, document)

    def count(self, document: Document) -> int:
        """Return how many tokens of a document are words or marks, not white space."""
        return sum(not token.is_space for token in self.document(document))
