"""Conjuncts stand where the first of them stands: "He sells cars and bikes" has two objects."""

from __future__ import annotations

from kg.language.enhanced.marking import MARKS, marked
from kg.language.enhanced.tree import Edges, Tree, add, universal

__all__ = ["spread"]

NOT_SPREAD = ("root", "conj", "parataxis", "reparandum", "list", "punct", "vocative", "discourse")
SUBTYPES_KEPT = (":poss", ":relcl", ":agent", ":desc")


def spread(t: Tree, edges: Edges) -> None:
    """Give each conjunct the edges of the word that it is coordinated with; a preposition of its own marks
    them ("to Rome or by car").
    """
    for i in t.top_down():
        if t.labels[i] == "conj":
            for head, label in tuple(edges[t.heads[i]]):
                if universal(label) not in NOT_SPREAD:
                    add(edges, i, head, _own(t, i, label))


def _own(t: Tree, i: int, label: str) -> str:
    relation = universal(label)
    if relation not in MARKS or label.endswith(SUBTYPES_KEPT):
        return label
    own = marked(t, i, relation)
    return label if own == relation else own
