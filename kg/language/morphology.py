"""Lemmas and features of a sentence: from the lexicon, but for those that hang on the tree ("'s", passive
voice, infinitive or imperative).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.lexicon import Lexicon

__all__ = ["sentence_features", "sentence_lemmas"]

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer")


def sentence_lemmas(
    lexicon: Lexicon,
    forms: Sequence[str],
    tags: Sequence[str],
    poses: Sequence[str],
    deps: Sequence[str],
    heads: Sequence[int],
) -> list[str]:
    """Return the lemma of each word of a sentence; `heads` are indices within the sentence.

    "'s" before a past participle is "have" ("he's gone"), but not in the passive ("he's seen").
    """
    return [
        "have"
        if form in ("'s", "’s") and dep == "aux" and tags[head] == "VBN"
        else lexicon.lemma(form, tag, pos, first=not i)
        for i, (form, tag, pos, dep, head) in enumerate(zip(forms, tags, poses, deps, heads, strict=True))
    ]


def sentence_features(
    lexicon: Lexicon,
    forms: Sequence[str],
    tags: Sequence[str],
    poses: Sequence[str],
    deps: Sequence[str],
    heads: Sequence[int],
) -> list[str]:
    """Return the features of each word of a sentence ("" for none); `heads` are indices within the
    sentence.
    """
    below: list[list[int]] = [[] for _ in forms]
    for i, head in enumerate(heads):
        if head != i:
            below[head].append(i)
    return [
        _with_tree(lexicon.features(form, tag, pos), tag, [(deps[c], tags[c]) for c in below[i]])
        for i, (form, tag, pos) in enumerate(zip(forms, tags, poses, strict=True))
    ]


def _with_tree(feats: str, tag: str, children: list[tuple[str, str]]) -> str:
    labels = {label for label, _ in children}
    if tag == "VBN" and "aux:pass" in labels:
        return _put(feats, "Voice=Pass")
    if tag == "VB":
        governed = any(t in ("TO", "MD") for _, t in children) or "aux" in labels or labels & set(_SUBJECTS)
        return (
            "VerbForm=Inf"
            if governed
            else "Mood=Imp|Person=2|VerbForm=Fin"
            if "obj" in labels
            else "VerbForm=Inf"
        )
    return feats


def _put(feats: str, feat: str) -> str:
    return "|".join(sorted({*filter(None, feats.split("|")), feat}))
