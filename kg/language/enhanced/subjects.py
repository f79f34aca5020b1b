"""Participants that a predicate has from elsewhere: the subject shared with the conjunct before it ("He came
and saw") or raised from its governor ("He wants to go"), the object after its conjunct.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from kg.language.enhanced.tree import Edge, Edges, Tree, add, universal

__all__ = ["share_objects", "share_subjects"]

SUBJECTS = ("nsubj", "csubj")

Subjects: TypeAlias = Sequence[tuple[int, str]]
"""The subjects of a predicate: word and label."""


def share_subjects(t: Tree, edges: Edges) -> None:
    """Add the subjects of conjuncts and of open complements that have none of their own."""
    subjects: dict[int, Subjects] = _own_subjects(t)
    for i in t.top_down():
        if t.labels[i] in ("xcomp", "conj") and i not in subjects:
            rule = _raised if t.labels[i] == "xcomp" else _shared
            subjects[i] = rule(t, i, subjects.get(t.heads[i], ()))
            for subject, label in subjects[i]:
                add(edges, subject, i, label)


def _own_subjects(t: Tree) -> dict[int, Subjects]:
    """Return the predicates with a subject; an expletive holds the place of one."""
    found: dict[int, list[Edge]] = {}
    for i, label in enumerate(t.labels):
        if universal(label) in SUBJECTS:
            found.setdefault(t.heads[i], []).append((i, label))
        elif label == "expl":
            found.setdefault(t.heads[i], [])
    return dict(found)


def _raised(t: Tree, i: int, above: Subjects) -> Subjects:
    """Return the subject of an open complement: the object of its governor, else its subject."""
    objects = t.dependents(t.heads[i], "obj", "iobj")
    if objects:
        return [(objects[0], "nsubj:xsubj")]
    return [(word, f"{universal(label)}:xsubj") for word, label in above if not label.endswith(":outer")]


def _shared(t: Tree, i: int, above: Subjects) -> Subjects:
    """Return the subjects of a conjunct: those of the first one, where they stand before it.

    What is passive itself makes them passive; an active conjunct keeps the label, as the treebanks do.
    """
    before = [(word, label) for word, label in above if word < i]
    if not t.has(i, "aux:pass"):
        return before
    return [(word, f"{label}:pass" if label in SUBJECTS else label) for word, label in before]


def share_objects(t: Tree, edges: Edges) -> None:
    """Add to a conjunct the object that follows it: "He cooks and eats the food"."""
    for i, label in enumerate(t.labels):
        if label == "conj" and t.pos[i] == "VERB":
            for c in t.dependents(t.heads[i], "obj", "iobj", "ccomp"):
                if c > i:
                    add(edges, c, i, t.labels[c])
