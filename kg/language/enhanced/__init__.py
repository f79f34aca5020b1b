"""Enhanced Universal Dependencies: what a tree implies, worked out from it by rules when it is asked for.

Labels with prepositions and conjunctions, subjects that predicates share or raise, conjuncts in the place of
the first, antecedents in their relative clauses. Words that are left out ("I had tea and she coffee") get no
node of their own.

Standard: https://universaldependencies.org/u/overview/enhanced-syntax.html; Schuster and Manning 2016,
"Enhanced English Universal Dependencies", LREC. Labels are those of the English treebanks EWT and GUM in
2025; where they differ, those that are more frequent.
"""

from __future__ import annotations

from spacy.tokens import Doc

from kg.language.enhanced.coordination import spread
from kg.language.enhanced.marking import conjunction, marked
from kg.language.enhanced.relatives import link_relatives
from kg.language.enhanced.subjects import share_objects, share_subjects
from kg.language.enhanced.tree import Edge, Edges, Tree, tree_of

__all__ = ["enhanced", "enhanced_tree"]


def enhanced(doc: Doc) -> Edges:
    """Return for each token of a doc with UD labels its sorted (head, label) pairs; a root has itself as
    head. A token has at least one pair.

    >>> from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["He", "came", "and", "saw"], heads=[1, 1, 3, 1],
    ...           deps=["nsubj", "root", "cc", "conj"], lemmas=["he", "come", "and", "see"])
    >>> enhanced(doc)
    [[(1, 'nsubj'), (3, 'nsubj')], [(1, 'root')], [(3, 'cc')], [(1, 'conj:and')]]
    """
    return enhanced_tree(tree_of(doc))


def enhanced_tree(t: Tree) -> Edges:
    """Return the same for a tree in columns."""
    edges = [[_basic(t, i)] for i in range(len(t))]
    share_subjects(t, edges)
    share_objects(t, edges)
    spread(t, edges)
    link_relatives(t, edges)
    return [sorted(pairs) for pairs in edges]


def _basic(t: Tree, i: int) -> Edge:
    head, label = t.heads[i], t.labels[i]
    if head == i:
        return i, "root"
    return head, conjunction(t, i) if label == "conj" else marked(t, i, label)
