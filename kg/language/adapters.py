"""Other spaCy pipelines: checks that they set what kg reads, and turns ClearNLP labels into Universal
Dependencies.

The labels of `en_core_web_*` follow ClearNLP (Choi and Palmer 2012): a preposition heads its noun, the
copula its
predicate, and conjuncts form a chain. `to_universal` turns these around.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.errors import LanguageModelError

__all__ = ["adapt", "is_clearnlp", "to_universal"]

_TABLE = Path(__file__).parent / "data" / "clearnlp.json"
_COMPONENT = "kg_universal"
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")


def adapt(nlp: Language) -> Language:
    """Return the pipeline, with `kg_universal` put at its end where its parser gives ClearNLP labels.

    Raises LanguageModelError where it has no parser or no tagger.
    """
    name = str(nlp.meta.get("name", "pipeline"))
    provided = {attribute for pipe in nlp.pipe_names for attribute in nlp.get_pipe_meta(pipe).assigns}
    if "token.dep" not in provided:
        raise LanguageModelError(
            "the pipeline has no dependency parser", where=name, remedy="choose one with a parser"
        )
    if not {"token.tag", "token.pos"} & provided:
        raise LanguageModelError("the pipeline has no tagger", where=name, remedy="choose one with a tagger")
    labels = set(nlp.pipe_labels.get("parser", ()))
    if is_clearnlp(labels) and _COMPONENT not in nlp.pipe_names:
        nlp.add_pipe(_COMPONENT, last=True)
    return nlp


def is_clearnlp(labels: set[str]) -> bool:
    """Tell whether a set of dependency labels is that of ClearNLP.

    >>> is_clearnlp({"nsubj", "dobj", "prep", "pobj"}), is_clearnlp({"nsubj", "obj", "case"})
    (True, False)
    """
    return bool(labels & {"dobj", "pobj", "nsubjpass", "attr"}) and "obj" not in labels


@Language.component(_COMPONENT, requires=["token.dep", "token.head"], assigns=["token.dep", "token.head"])
def to_universal(doc: Doc) -> Doc:
    """Turn a doc with ClearNLP labels into one with UD labels and heads, in place."""
    values = np.zeros((len(doc), 2), dtype=np.uint64)
    for sent in doc.sents:
        tree = _Tree(sent)
        for turn in (tree.turn_preposition, tree.turn_copula, tree.turn_conjuncts, tree.rename):
            for i in range(len(sent)):
                turn(i)
        for i, (head, dep) in enumerate(zip(tree.heads, tree.deps, strict=True)):
            values[sent.start + i] = np.int64(head - i).astype(np.uint64), doc.vocab.strings.add(dep)
    if len(doc):
        doc.from_array(["HEAD", "DEP"], cast(Any, values))
    return doc


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return table


class _Tree:
    """The tree of a sentence while it is being turned: heads (within the sentence) and labels."""

    def __init__(self, sent: Span) -> None:
        self.tokens: list[Token] = list(sent)
        self.heads = [token.head.i - sent.start for token in sent]
        self.deps = [token.dep_ for token in sent]

    def children(self, i: int, *labels: str) -> list[int]:
        return [k for k, head in enumerate(self.heads) if head == i and k != i and self.deps[k] in labels]

    def turn_preposition(self, i: int) -> None:
        """`gave → to(prep) → Ann(pobj)` becomes `gave → Ann(obl) → to(case)`; before a clause it is a
        `mark`.
        """
        outer, head = self.deps[i], self.heads[i]
        if outer not in ("prep", "agent", "dative"):
            return
        inner = self.children(i, "pobj", "pcomp")
        if not inner:
            self.deps[i] = outer if outer == "dative" else "advmod"
            return
        at = inner[0]
        is_clause = self.deps[at] == "pcomp"
        nominal = self.tokens[head].pos_ in _NOMINAL
        self.heads[at], self.heads[i], self.deps[i] = head, at, "mark" if is_clause else "case"
        if is_clause:
            self.deps[at] = "acl" if nominal else "advcl"
        else:
            self.deps[at] = "obl:agent" if outer == "agent" else "nmod" if nominal else "obl"
        self._move(i, at, keep=("fixed", "advmod", "npadvmod"))

    def turn_copula(self, i: int) -> None:
        """`is → teacher(attr)` becomes `teacher → is(cop)`; so do adjectives and places after *be*."""
        if self.tokens[i].lower_ not in _table()["forms_of_be"]:
            return
        if self.children(i, "expl"):
            for k in self.children(i, "attr"):
                self.deps[k] = "nsubj"
            return
        inner = self.children(i, "attr", "acomp")
        if not inner and self.children(i, "nsubj") and not self.children(i, "xcomp", "ccomp"):
            inner = [k for k in self.children(i, "obl") if k > i][:1]
        if inner:
            at = inner[-1]
            self.heads[at] = at if self.heads[i] == i else self.heads[i]
            self.heads[i], self.deps[at], self.deps[i] = at, self.deps[i], "cop"
            self._move(i, at)

    def turn_conjuncts(self, i: int) -> None:
        """All conjuncts hang on the first one, and each conjunction on the conjunct after it."""
        if self.deps[i] == "conj":
            while self.deps[self.heads[i]] == "conj":
                self.heads[i] = self.heads[self.heads[i]]
        if self.deps[i] == "cc":
            following = [k for k in range(i + 1, len(self.heads)) if self.deps[k] == "conj"]
            found = next((k for k in following if self._first(k) == self._first(self.heads[i])), None)
            self.heads[i] = self.heads[i] if found is None else found

    def _first(self, i: int) -> int:
        while self.deps[i] == "conj" and self.heads[i] != i:
            i = self.heads[i]
        return i

    def _move(self, old: int, new: int, keep: tuple[str, ...] = ()) -> None:
        for k, head in enumerate(self.heads):
            if head == old and k not in (old, new) and self.deps[k] not in keep:
                self.heads[k] = new

    def rename(self, i: int) -> None:
        """Give a word its label of Universal Dependencies."""
        dep = self.deps[i]
        if self.heads[i] == i:
            self.deps[i] = "root"
        elif dep == "npadvmod":
            self.deps[i] = "nmod:unmarked" if self.tokens[self.heads[i]].pos_ in _NOMINAL else "obl:unmarked"
        else:
            self.deps[i] = _table()["labels"].get(dep, dep)
