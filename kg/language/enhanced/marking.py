"""Labels that show the word which marks the relation: "obl:in", "advcl:because", "conj:and".

Of several prepositions or subordinators the last one counts ("out of": `of`), but the parts of a fixed
expression are joined ("because_of", "in_order_to"). Lemmas in lower case; participles keep their form
("including").
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.enhanced.tables import spellings
from kg.language.enhanced.tree import Tree

__all__ = ["MARKS", "conjunction", "marked"]

MARKS = {"nmod": "case", "obl": "case", "acl": "mark", "advcl": "mark"}
"""Labels that are marked, and the label of what marks them; subtypes ("nmod:poss") are not."""


def marked(t: Tree, i: int, label: str) -> str:
    """Return a label of word i with what marks it there; the label itself, where nothing does.

    "when" marks an adverbial clause although it is its adverb.
    """
    mark = MARKS.get(label)
    if mark is None:
        return label
    found = [c for c in t.dependents(i, mark) if t.tags[c] != "POS"]
    if not found and label == "advcl":
        found = [c for c in t.dependents(i, "advmod") if c < i and t.tags[c] == "WRB"][:1]
    return _with(label, _last(t, found))


def conjunction(t: Tree, i: int) -> str:
    """Return the label of a conjunct: with its own conjunction, else that of the next conjunct, else that
    of the last before it ("a, b and c": `conj:and` twice).
    """
    others = t.dependents(t.heads[i], "conj")
    for other in [*(c for c in others if c >= i), *(c for c in reversed(others) if c < i)]:
        found = t.dependents(other, "cc")
        if found:
            return _with("conj", _word(t, found[0]))
    return "conj"


def _with(label: str, word: str) -> str:
    return f"{label}:{word}" if word else label


def _last(t: Tree, marks: Sequence[int]) -> str:
    words = [word for word in (_word(t, c) for c in marks) if word]
    if len(words) > 1 and "_" in words[0]:
        return "_".join(words)
    return words[-1] if words else ""


def _word(t: Tree, i: int) -> str:
    """Return a marking word with its fixed parts, "" where it is a mere sign."""
    parts = [i, *t.dependents(i, "fixed")]
    word = "_".join(t.forms[w] if t.tags[w] in ("VBG", "VBN") else t.lemmas[w] for w in parts)
    if word == "/" and t.tags[i] == "SYM":
        return "slash"
    word = spellings().get(word, word)
    return word if word.replace("_", "").isalpha() else ""
