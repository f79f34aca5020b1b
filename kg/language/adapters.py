"""Other spaCy pipelines: checks that they set what kg reads; trees of `en_core_web_*`, which follow ClearNLP,
become Universal Dependencies (`kg.language.clearnlp`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import LanguageModelError
from kg.language.clearnlp import Tree, convert

__all__ = ["NEEDED", "adapt", "is_clearnlp", "to_universal"]

_COMPONENT = "kg_universal"
_TRIAL = "She said that the old ministers left Rome in May."

NEEDED = (
    ("DEP", "trees", "parser"),
    ("TAG", "Penn tags", "tagger"),
    ("POS", "universal parts of speech", "morphologizer or attribute_ruler"),
    ("LEMMA", "lemmas", "lemmatizer"),
)
"""What a pipeline must set: attribute, what it is, the component that usually sets it."""
_FAILURES = (ValueError, TypeError, AttributeError, LookupError, RuntimeError, OSError)
"""What a component raises that was not trained or lacks its files."""

_PERSON = ("PERSON", "PER", "person")


def adapt(nlp: Language, *, name: str = "") -> Language:
    """Return the pipeline, with `kg_universal` put at its end where its parser gives ClearNLP labels.

    It is tried on a short text. `name` is how errors call it. Raises LanguageModelError where it cannot be
    run, lacks one of `NEEDED`, or has labels of neither kind.
    """
    name = name or str(nlp.meta.get("name", "pipeline"))
    _demand(nlp, _tried(nlp, name), name)
    parsers = [pipe for pipe in nlp.pipe_names if "token.dep" in nlp.get_pipe_meta(pipe).assigns]
    labels = {label for pipe in parsers for label in nlp.pipe_labels.get(pipe, ())}
    if labels and not is_clearnlp(labels) and not {"nsubj", "obj"} <= labels:
        raise LanguageModelError(
            f"its parser has labels of another kind ({', '.join(sorted(labels)[:4])} …)",
            where=name,
            remedy="choose an English pipeline with labels of Universal Dependencies or of ClearNLP",
        )
    if is_clearnlp(labels) and _COMPONENT not in nlp.pipe_names:
        nlp.add_pipe(_COMPONENT, last=True)
    return nlp


def _tried(nlp: Language, name: str) -> Doc:
    """Return what the pipeline makes of a short text."""
    try:
        return nlp(_TRIAL)
    except _FAILURES as error:
        raise LanguageModelError(
            f"the pipeline cannot be run: {error}", where=name, remedy="train or install it completely"
        ) from error


def _demand(nlp: Language, doc: Doc, name: str) -> None:
    """Raise where the pipeline does not set what kg reads."""
    for attribute, what, component in NEEDED:
        if not doc.has_annotation(attribute):
            off = f"; it has {', '.join(nlp.disabled)}, but switched off" if nlp.disabled else ""
            raise LanguageModelError(
                f"the pipeline sets no {what}: it has no {component} (only {_list(nlp.pipe_names)}{off})",
                where=name,
                remedy=f"add a {component}, or leave the name out to use kg_en, which comes with kg",
            )


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or "a tokenizer"


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
        tree = _tree_of(sent)
        convert(tree)
        for i, (head, dep) in enumerate(zip(tree.heads, tree.deps, strict=True)):
            values[sent.start + i] = np.int64(head - i).astype(np.uint64), doc.vocab.strings.add(dep)
    if len(doc):
        doc.from_array(["HEAD", "DEP"], cast(Any, values))
    return doc


def _tree_of(sent: Span) -> Tree:
    names = [(e.start - sent.start, e.end - sent.start) for e in sent.ents if e.label_ in _PERSON]
    return Tree(
        words=[token.lower_ for token in sent],
        tags=[token.tag_ for token in sent],
        poses=[token.pos_ for token in sent],
        heads=[token.head.i - sent.start for token in sent],
        deps=[token.dep_ for token in sent],
        names=names,
    )
