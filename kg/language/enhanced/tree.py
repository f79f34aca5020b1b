"""A basic tree as plain lists, so that rules run fast, and the edges that rules add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from spacy.tokens import Doc

__all__ = ["Edge", "Edges", "Tree", "add", "tree", "tree_of", "universal"]

Edge: TypeAlias = tuple[int, str]
"""Head and label; the head of a root is the word itself."""

Edges: TypeAlias = list[list[Edge]]
"""The edges into each word."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of a text in columns: index of the head (a root has its own), relation, tags, lemma and
    form in lower case, dependents in text order.
    """

    heads: Sequence[int]
    labels: Sequence[str]
    pos: Sequence[str]
    tags: Sequence[str]
    lemmas: Sequence[str]
    forms: Sequence[str]
    children: Sequence[Sequence[int]]

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.heads)

    def dependents(self, i: int, *labels: str) -> list[int]:
        """Return the dependents of a word with one of the labels, in text order."""
        return [c for c in self.children[i] if self.labels[c] in labels]

    def has(self, i: int, label: str) -> bool:
        """Tell whether a word has a dependent with exactly this label."""
        return any(self.labels[c] == label for c in self.children[i])

    def top_down(self) -> list[int]:
        """Return the words, each after its head; what hangs on a cycle is left out."""
        order = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:
            order.extend(self.children[i])
        return order


def universal(label: str) -> str:
    """Return the universal part of a label.

    >>> universal("nsubj:pass")
    'nsubj'
    """
    return label.partition(":")[0]


def add(edges: Edges, i: int, head: int, label: str) -> None:
    """Add an edge to word i, unless it is there; no word gets an edge from itself."""
    if head != i and (head, label) not in edges[i]:
        edges[i].append((head, label))


def tree(
    heads: Sequence[int],
    labels: Sequence[str],
    pos: Sequence[str],
    tags: Sequence[str],
    lemmas: Sequence[str],
    forms: Sequence[str],
) -> Tree:
    """Return the tree of these columns.

    >>> tree([1, 1], ["nsubj", "root"], ["PRON", "VERB"], ["PRP", "VBP"], ["I", "go"], ["i", "go"]).children
    [[], [0]]
    """
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    return Tree(heads, labels, pos, tags, lemmas, forms, children)


def tree_of(doc: Doc) -> Tree:
    """Return the tree of a parsed doc; what the doc does not say is ""."""
    columns = doc.to_array(["HEAD", "DEP", "POS", "TAG", "LEMMA", "ORTH"]).reshape(len(doc), 6)
    heads = [i + offset for i, offset in enumerate(columns[:, 0].astype("int64").tolist())]
    labels, pos, tags, lemmas, forms = (_strings(doc, column.tolist()) for column in columns.T[1:])
    labels = ["root" if label == "ROOT" else label for label in labels]
    return tree(heads, labels, pos, tags, [x.lower() for x in lemmas], [x.lower() for x in forms])


def _strings(doc: Doc, keys: list[int]) -> list[str]:
    names = {key: doc.vocab.strings[key] if key else "" for key in set(keys)}
    return [names[key] for key in keys]
