"""Trees that are too deep to be right: cut before any rule sees them.

Rules walk up from a word to its governors, one calling another.  In a sentence of people these are few; in a
list of thousands of words that the parser hung one on the other they are as many as the words, so that time
would grow with their square and calls would nest until Python gives up.
"""

from __future__ import annotations

from spacy.tokens import Doc

__all__ = ["DEEPEST", "shallow"]

DEEPEST = 24
"""The most governors that a word has above it; the deepest of 25,069 trees of GUM and EWT has 16."""


def shallow(doc: Doc) -> Doc:
    """Return a document in which no word is deeper than `DEEPEST`; the same object where that is so already.

    A word that is deeper hangs on the root of its sentence as `dep`, with all that hangs on it.
    """
    cut = _too_deep(doc)
    if not cut:
        return doc
    shown = doc.copy()
    for i, root in cut.items():
        shown[i].head = shown[root]
        shown[i].dep_ = "dep"
    return shown


def _too_deep(doc: Doc) -> dict[int, int]:
    """Return the words to cut off, each with the root of its tree, outer ones first."""
    heads = [token.head.i for token in doc]
    depths: dict[int, tuple[int, int]] = {}
    cut: dict[int, int] = {}
    for i in range(len(heads)):
        path = []
        while i not in depths and heads[i] != i:
            path.append(i)
            i = heads[i]
        depth, root = depths.setdefault(i, (0, i))
        for below in reversed(path):
            depth += 1
            if depth > DEEPEST:
                cut[below] = root
                depth = 1
            depths[below] = (depth, root)
    return cut
