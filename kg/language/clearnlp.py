"""Trees in the style of ClearNLP → Universal Dependencies.

In ClearNLP (Choi and Palmer 2012) a preposition heads its noun, the copula its predicate, and conjuncts form
a chain. Each function here turns one of these around in a `Tree`; `convert` calls all of them in order.
What becomes of each label is told by `data/clearnlp.json`. The aim is UD as the English Web Treebank has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Tree", "convert"]

_TABLE = Path(__file__).parent / "data" / "clearnlp.json"
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")
_PLACE_OF_NOUN = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "obl", "nmod", "obl:agent")
_PREPOSITIONS = ("prep", "agent", "dative")
_FINITE = ("VBD", "VBP", "VBZ", "MD")


@dataclass(slots=True)
class Tree:
    """The tree of one sentence while it is being turned; `heads` count within it, the root is its own head.

    `names`: half-open stretches of words that are names of persons.
    """

    words: Sequence[str]
    tags: Sequence[str]
    poses: Sequence[str]
    heads: list[int]
    deps: list[str]
    names: Sequence[tuple[int, int]] = ()

    def children(self, i: int, *labels: str) -> list[int]:
        """Return the dependents of a word with one of the labels (with any, if none are given), in order."""
        found = [k for k, head in enumerate(self.heads) if head == i and k != i]
        return [k for k in found if self.deps[k] in labels] if labels else found

    def move(self, old: int, new: int, keep: Sequence[int] = ()) -> None:
        """Hang the dependents of one word on another one, except those of `keep`."""
        for k in self.children(old):
            if k != new and k not in keep:
                self.heads[k] = new

    def replace(self, old: int, new: int, label: str) -> None:
        """Put a dependent in the place of its head, which becomes its dependent with a label."""
        self.heads[new] = new if self.heads[old] == old else self.heads[old]
        self.deps[new] = self.deps[old]
        self.heads[old], self.deps[old] = new, label

    def top_down(self) -> list[int]:
        """Return all words, heads before their dependents."""
        order = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:
            order += self.children(i)
        return order

    def is_nominal(self, i: int) -> bool:
        """Tell whether what modifies a word is `nmod` rather than `obl`."""
        return self.poses[i] in _NOMINAL or self.deps[i] in _PLACE_OF_NOUN

    def is_finite(self, i: int) -> bool:
        """Tell whether a predicate is finite, by itself or by an auxiliary."""
        verbs = [i, *self.children(i, "aux", "auxpass", "cop")]
        return any(self.tags[k] in _FINITE for k in verbs)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return table


def convert(tree: Tree) -> None:
    """Turn a tree in place: words keep their places, heads and labels become those of UD.

    >>> tree = Tree(["He", "is", "in", "Rome"], ["PRP", "VBZ", "IN", "NNP"], ["PRON", "AUX", "ADP", "PROPN"],
    ...     heads=[1, 1, 1, 2], deps=["nsubj", "ROOT", "prep", "pobj"])
    >>> convert(tree)
    >>> tree.heads, tree.deps
    ([3, 3, 3, 3], ['nsubj', 'cop', 'case', 'root'])
    """
    order = tree.top_down()
    for turn in _TURNS:
        for i in order:
            turn(tree, i)
    _join_fixed(tree)
    _flatten_names(tree)
    for i in order:
        _rename(tree, i)


def _turn_preposition(tree: Tree, i: int) -> None:
    """`gave → to(prep) → Ann(pobj)` becomes `gave → Ann(obl) → to(case)`; before a clause it is a `mark`."""
    if not _is_preposition(tree, i):
        return
    stack, at = _complement(tree, i)
    outer, head = tree.deps[i], tree.heads[i]
    if at is None:
        stranded = tree.tags[i] in ("IN", "TO") and outer in _PREPOSITIONS
        tree.deps[i] = "advmod" if not stranded else "nmod" if tree.is_nominal(head) else "obl"
        return
    clause = tree.deps[at] == "pcomp" and (tree.poses[at] in ("VERB", "AUX") or _has_subject(tree, at))
    tree.heads[at] = at if head == i else head
    tree.deps[at] = _label_of_complement(tree, outer, head, clause)
    for word in (i, *stack):
        tree.heads[word], tree.deps[word] = at, "mark" if clause else "case"
        tree.move(word, at, keep=_coordinated(tree, word, at))


def _is_preposition(tree: Tree, i: int) -> bool:
    if tree.deps[i] in _PREPOSITIONS:
        return tree.deps[i] != "dative" or tree.poses[i] in ("ADP", "PART", "SCONJ")
    below = tree.children(i, "prep", "pobj", "pcomp")
    if tree.deps[i] == "advmod":
        return any(f"{tree.words[i]} {tree.words[k]}" in _table()["fixed"] for k in below)
    return any(tree.deps[k] != "prep" for k in below) and tree.poses[i] in ("ADP", "SCONJ")


def _complement(tree: Tree, i: int) -> tuple[list[int], int | None]:
    """Return the prepositions below a preposition ("out of", "because of"), and what stands behind them."""
    for k in tree.children(i, "pobj", "pcomp"):
        inner = tree.deps[k] == "pcomp" and tree.children(k, "pobj", "pcomp") and _is_preposition(tree, k)
        if not inner:
            return [], k
    for k in tree.children(i, "pcomp", "prep"):
        stack, at = _complement(tree, k)
        if at is not None:
            return [k, *stack], at
    for k in tree.children(i, "conj"):
        if _is_preposition(tree, k):
            return [], _complement(tree, k)[1]
    return [], None


def _coordinated(tree: Tree, i: int, at: int) -> list[int]:
    """Return what stays with a preposition: the others of "in and around Rome", and their conjunction."""
    others = [k for k in tree.children(i, "conj") if k < at and at not in tree.children(k, "conj")]
    others = [k for k in others if tree.poses[k] in ("ADP", "SCONJ") and not tree.children(k, "pobj")]
    return [*others, *tree.children(i, "cc")] if others else []


def _label_of_complement(tree: Tree, outer: str, head: int, clause: bool) -> str:
    if outer == "agent":
        return "advcl" if clause else "obl:agent"
    if outer not in (*_PREPOSITIONS, "advmod"):
        return outer
    nominal = tree.is_nominal(head)
    return ("acl" if nominal else "advcl") if clause else "nmod" if nominal else "obl"


def _has_subject(tree: Tree, i: int) -> bool:
    return bool(tree.children(i, "nsubj", "nsubjpass", "csubj", "expl"))


def _turn_copula(tree: Tree, i: int) -> None:
    """`is → teacher(attr)` becomes `teacher → is(cop)`; so do adjectives, places and clauses after *be*."""
    if tree.words[i] not in _table()["forms_of_be"] or tree.deps[i] in ("aux", "auxpass", "cop"):
        return
    if tree.children(i, "expl"):
        for k in tree.children(i, "attr"):
            tree.deps[k] = "nsubj"
        return
    at = _predicate(tree, i)
    if at is None:
        return
    if tree.deps[at] in ("ccomp", "xcomp", "advcl"):
        for k in tree.children(i, "nsubj", "csubj"):
            tree.deps[k] += ":outer"
    tree.replace(i, at, "cop")
    tree.move(i, at)
    _mark_expletive(tree, at)


def _predicate(tree: Tree, i: int) -> int | None:
    """Return what a form of *be* says of its subject; None where *be* stands alone."""
    said = tree.children(i, "attr", "acomp")
    if len(said) > 1 and not _has_subject(tree, i):
        tree.deps[said[0]] = "nsubj"
    if said:
        return said[-1]
    clauses = [k for k in tree.children(i, "ccomp", "xcomp") if k > i and _is_said(tree, i, k)]
    adverbs = [k for k in tree.children(i, "advmod") if tree.words[k] in _table()["places"]]
    places = sorted(k for k in [*tree.children(i, "obl"), *adverbs] if k > i)
    return next(iter([*clauses, *places, *adverbs]), None)


def _is_said(tree: Tree, i: int, clause: int) -> bool:
    """Tell a clause that is the predicate ("the plan is to stay") from "they are to stay"."""
    subjects = tree.children(i, "nsubj", "csubj")
    personal = any(tree.tags[k] == "PRP" or tree.poses[k] == "PROPN" for k in subjects)
    return bool(subjects) and min(subjects) < i and not (personal and tree.deps[clause] == "xcomp")


def _mark_expletive(tree: Tree, at: int) -> None:
    """In "it is clear that he left", "it" is an `expl` and the clause the subject."""
    its = [k for k in tree.children(at, "nsubj") if tree.words[k] == "it"]
    clauses = [k for k in tree.children(at, "ccomp", "xcomp", "advcl") if k > at and _is_extraposed(tree, k)]
    if its and clauses and tree.poses[at] == "ADJ":
        tree.deps[its[0]], tree.deps[clauses[0]] = "expl", "csubj"


def _is_extraposed(tree: Tree, i: int) -> bool:
    words = {tree.words[k] for k in tree.children(i, "mark", "aux")}
    return "that" in words or (tree.deps[i] == "xcomp" and "to" in words)


def _raise_subject(tree: Tree, i: int) -> None:
    """`want → go(ccomp) → him(nsubj)` becomes `want → him(obj)` and `want → go(xcomp)`."""
    head = tree.heads[i]
    subjects = [k for k in tree.children(i, "nsubj", "nsubjpass") if head < k < i]
    if tree.deps[i] != "ccomp" or not subjects or tree.is_finite(i) or tree.poses[head] != "VERB":
        return
    marks = {tree.words[k] for k in tree.children(i, "mark", "advmod")} & set(_table()["clause_marks"])
    nominative = tree.words[subjects[0]] in _table()["nominative"]
    if not marks and not nominative and not tree.children(head, "dobj"):
        tree.heads[subjects[0]], tree.deps[subjects[0]] = head, "dobj"
        tree.deps[i] = "xcomp"


def _turn_conjunct(tree: Tree, i: int) -> None:
    """All conjuncts hang on the first one, and each conjunction on the conjunct after it."""
    if tree.deps[i] == "conj":
        tree.heads[i] = _first_conjunct(tree, i)


def _turn_conjunction(tree: Tree, i: int) -> None:
    if tree.deps[i] != "cc":
        return
    first = _first_conjunct(tree, tree.heads[i])
    following = [k for k in tree.children(first, "conj") if k > i > first]
    if following:
        tree.heads[i] = following[0]


def _first_conjunct(tree: Tree, i: int) -> int:
    while tree.deps[i] == "conj" and tree.heads[i] != i:
        i = tree.heads[i]
    return i


def _turn_money(tree: Tree, i: int) -> None:
    """`million → $(quantmod)` becomes `$ → million(nummod)`."""
    head = tree.heads[i]
    if tree.tags[i] != "$" or tree.tags[head] != "CD" or tree.deps[i] not in ("quantmod", "nmod", "compound"):
        return
    numeric = tree.children(head, "compound", "nummod", "quantmod", "advmod", "number")
    tree.replace(head, i, "nummod")
    tree.move(head, i, keep=numeric)


_TURNS: tuple[Callable[[Tree, int], None], ...] = (
    _turn_preposition,
    _turn_copula,
    _raise_subject,
    _turn_conjunct,
    _turn_conjunction,
    _turn_money,
)


def _join_fixed(tree: Tree) -> None:
    """Join "such as", "as well as" and the like: the later words hang on the first one by `fixed`."""
    for phrase, label in _table()["fixed"].items():
        parts = phrase.split()
        for start in range(len(tree.words) - len(parts) + 1):
            if list(tree.words[start : start + len(parts)]) == parts:
                _join(tree, range(start, start + len(parts)), label)


def _join(tree: Tree, group: range, label: str) -> None:
    """Join neighbouring words that hang on the same word or on one another; else leave them."""
    tops = [i for i in group if tree.heads[i] not in group]
    done = any(tree.heads[i] == i or tree.deps[i] == "fixed" for i in group)
    if done or len({tree.heads[i] for i in tops}) != 1:
        return
    clausal = any(tree.deps[i] == "mark" for i in tops)
    head, first = tree.heads[tops[0]], group[0]
    for i in group:
        tree.move(i, head, keep=group)
        tree.heads[i], tree.deps[i] = first, "fixed"
    tree.heads[first], tree.deps[first] = head, "mark" if clausal and label == "case" else label


def _flatten_names(tree: Tree) -> None:
    """`Belov → Andrei(compound)` becomes `Andrei → Belov(flat)` in the name of a person."""
    for start, end in tree.names:
        last = end - 1
        rest = range(start, last)
        if rest and all(tree.heads[i] == last and tree.deps[i] == "compound" for i in rest):
            tree.replace(last, start, "flat")
            tree.move(last, start)
            for i in rest[1:]:
                tree.deps[i] = "flat"


def _rename(tree: Tree, i: int) -> None:
    """Give a word its label of Universal Dependencies."""
    dep, nominal = tree.deps[i], tree.poses[tree.heads[i]] in _NOMINAL
    if tree.heads[i] == i:
        tree.deps[i] = "root"
    elif dep == "npadvmod":
        tree.deps[i] = "nmod:unmarked" if nominal else "obl:unmarked"
    elif dep == "nmod" and i < tree.heads[i] and tree.poses[i] in ("NOUN", "PROPN"):
        tree.deps[i] = "compound"
    elif dep == "aux" and tree.tags[i] == "TO":
        tree.deps[i] = "mark"
    elif dep in ("relcl", "rcmod"):
        tree.deps[i] = _label_of_relative(tree, i, nominal)
    elif dep == "quantmod" and _is_more_than(tree, i):
        tree.heads[i], tree.deps[i], tree.deps[i - 1] = i - 1, "fixed", "advmod"
    else:
        tree.deps[i] = _table()["labels"].get(dep, dep)


def _is_more_than(tree: Tree, i: int) -> bool:
    more = i > 0 and tree.words[i] == "than" and tree.words[i - 1] in ("more", "less", "fewer")
    return more and tree.heads[i - 1] == tree.heads[i] != i - 1


def _label_of_relative(tree: Tree, i: int, nominal: bool) -> str:
    """An infinitive without a relative pronoun ("a chance to win") is no relative clause in UD."""
    below = tree.children(i)
    infinitive = any(tree.tags[k] == "TO" for k in below)
    if infinitive and not any(tree.tags[k].startswith("W") for k in below):
        return "acl"
    return "acl:relcl" if nominal or tree.deps[tree.heads[i]] in _PLACE_OF_NOUN else "advcl:relcl"
