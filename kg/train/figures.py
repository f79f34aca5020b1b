"""Figures of an exported model on held-out treebanks, as `meta.json` keeps them.

Words and sentences are given; labels are compared whole ("nsubj:pass" is not "nsubj"). `kg bench
treebank` and
`kg bench entities` give the figures of the model card, from raw text too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.language import NOMINALS, annotate_words
from kg.train.conllu import Sentence, read_conllu, read_iob2
from kg.train.names import head_types

__all__ = ["figures", "name_figures", "tree_figures"]

_CLASSES = {"PER": "person", "ORG": "organization", "LOC": "place"}


def figures(
    nlp: Language, treebanks: Mapping[str, Path], names: Mapping[str, Path]
) -> dict[str, dict[str, float]]:
    """Return the figures of each file by its name."""
    found = {name: tree_figures(nlp, read_conllu(path)) for name, path in sorted(treebanks.items())}
    return found | {name: name_figures(nlp, read_iob2(path)) for name, path in sorted(names.items())}


def tree_figures(nlp: Language, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Return shares of words with the right head, head and label, tags and lemma; F1 of nominal types if
    known.
    """
    counts: Counter[str] = Counter()
    for sentence in sentences:
        doc = annotate_words(
            nlp, [[w.form for w in sentence.words]], spaces=[[w.space for w in sentence.words]]
        )
        for token, word in zip(doc, sentence.words, strict=True):
            head = 0 if token.head.i == token.i else token.head.i + 1
            counts["words"] += 1
            counts["uas"] += head == word.head
            counts["las"] += head == word.head and token.dep_ == word.label
            counts["upos"] += token.pos_ == word.upos
            counts["xpos"] += token.tag_ == word.xpos
            counts["lemmas"] += word.lemma in ("_", token.lemma_)
        if sentence.mentions is not None:
            _count_types(counts, doc, head_types(sentence))
    shares = {name: counts[name] / counts["words"] for name in ("uas", "las", "upos", "xpos", "lemmas")}
    if counts["gold"]:
        shares["nominal_types_f1"] = 2 * counts["right"] / (counts["gold"] + counts["said"])
    return {name: round(value, 4) for name, value in shares.items()}


def _count_types(counts: Counter[str], doc: Doc, gold: Mapping[int, str]) -> None:
    said = {span.start: span.label_ for span in doc.spans[NOMINALS]}
    counts["gold"] += len(gold)
    counts["said"] += len(said)
    counts["right"] += sum(said.get(i) == type_ for i, type_ in gold.items())


def name_figures(nlp: Language, sentences: Iterable[Sentence]) -> dict[str, float]:
    """Return precision, recall and F1 of exact names of persons, organisations and places."""
    gold_count = said_count = right = 0
    for sentence in sentences:
        doc = annotate_words(
            nlp, [[w.form for w in sentence.words]], spaces=[[w.space for w in sentence.words]]
        )
        gold = _spans(sentence.names or ())
        said = {(e.start, e.end, e.label_) for e in doc.ents if e.label_ in _CLASSES.values()}
        gold_count, said_count, right = (
            gold_count + len(gold),
            said_count + len(said),
            right + len(gold & said),
        )
    precision, recall = right / max(1, said_count), right / max(1, gold_count)
    f1 = 2 * right / max(1, gold_count + said_count)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    spans: set[tuple[int, int, str]] = set()
    start = -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag[:2] != "I-":
            spans.add((start, i, tags[start][2:]))
            start = -1
        if tag[:2] == "B-":
            start = i
    return {(a, b, _CLASSES[label]) for a, b, label in spans if label in _CLASSES}
