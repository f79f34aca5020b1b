"""Inflected English words with their lemmas, from the tables of `spacy-lookups-data` (MIT; from WordNet).

A treebank shows few of the words of a language; from these pairs `kg.train.lexicon` learns how endings are
spelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["inflections"]

_PARTS = {
    "noun": ("NOUN", ("NNS",)),
    "verb": ("VERB", ("VBZ", "VBG", "VBD", "VBN")),
    "adj": ("ADJ", ("JJ", "JJR", "JJS")),
    "adv": ("ADV", ("RBR", "RBS")),
}
_PLAIN = re.compile(r"[a-z]+\Z")
_ENDINGS = {"VBG": "ing", "VBZ": "s", "JJR": "r", "JJS": "st", "RBR": "r", "RBS": "st"}
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgklmnprtvz]\Z")
"""Short words whose last letter is doubled before a vowel: "plan", "fit"."""

_UNCHANGED = re.compile(r"[a-z]{0,6}(?:[^e]d|t)\Z")
"""Verbs whose past may be like the base form: "bid", "cut"; others have a regular or a listed past."""

_LONGEST_COMPARED = 7
"""Longer adjectives are compared with "more"."""


def inflections(lookups: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (form, xpos, upos, lemma), each form once a tag; irregular forms with the first of their lemmas.

    `lookups` holds `lemma_index` and `lemma_exc`.

    >>> tables = {"lemma_index": {"verb": ["cry", "make"]}, "lemma_exc": {"verb": {"made": ["make"]}}}
    >>> [(form, lemma) for form, xpos, _, lemma in inflections(tables) if xpos == "VBD"]
    [('cried', 'cry'), ('made', 'make'), ('maked', 'make')]
    """
    for part, (upos, tags) in _PARTS.items():
        index = sorted({w for w in lookups.get("lemma_index", {}).get(part, ()) if _PLAIN.match(w)})
        exceptions = lookups.get("lemma_exc", {}).get(part, {})
        irregular = {form: lemmas[0] for form, lemmas in sorted(exceptions.items())}
        for tag in tags:
            found = {form: lemma for lemma in reversed(index) for form in _regular(lemma, tag)}
            found |= _unlike_others(index, irregular, tag)
            yield from ((form, tag, upos, lemma) for form, lemma in sorted(found.items()))


def _unlike_others(index: Sequence[str], irregular: Mapping[str, str], tag: str) -> dict[str, str]:
    if tag == "JJ":
        return {}
    fitting = {form: lemma for form, lemma in irregular.items() if _fits(form, lemma, tag)}
    if tag == "NNS":
        return fitting | {noun: noun for noun in _plurals_only(index) if noun not in irregular}
    if tag in ("VBD", "VBN"):
        return {verb: verb for verb in index if _UNCHANGED.match(verb) and verb not in irregular} | fitting
    return fitting


def _plurals_only(index: Sequence[str]) -> Iterator[str]:
    """Yield nouns that are listed as plurals without a singular ("feces"), and sciences ("statistics")."""
    nouns = set(index)
    for noun in index:
        lone = noun.endswith("ics") or not nouns.intersection((noun[:-1], noun[:-2], noun[:-3] + "y"))
        if lone and noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
            yield noun


def _fits(form: str, lemma: str, tag: str) -> bool:
    if form == lemma or not form.isalpha():
        return False
    if tag in ("VBD", "VBN"):
        return not form.endswith(("ing", "s"))
    return form.endswith(_ENDINGS.get(tag, ""))


def _regular(lemma: str, tag: str) -> Iterator[str]:
    """Yield the regular forms of a word."""
    if tag in ("NNS", "VBZ"):
        yield from _with_s(lemma)
    elif tag == "VBG":
        yield _with_vowel(lemma, "ing")
    elif tag in ("VBD", "VBN"):
        yield _with_vowel(lemma, "ed")
    elif tag == "JJ":
        yield from (lemma,) if lemma.endswith(("er", "est")) else ()
    elif len(lemma) <= _LONGEST_COMPARED:
        yield _with_vowel(lemma, "er" if tag.endswith("R") else "est")


def _with_s(lemma: str) -> Iterator[str]:
    if re.search(r"[^aeiou]y\Z", lemma):
        yield lemma[:-1] + "ies"
    elif re.search(r"(?:[sxz]|ch|sh)\Z", lemma):
        yield lemma + "es"
        if re.search(r"[aeiour]ch\Z", lemma):
            yield lemma + "s"
    else:
        if re.search(r"[^aeiou]o\Z", lemma):
            yield lemma + "es"
        yield lemma + "s"


def _with_vowel(lemma: str, ending: str) -> str:
    if ending == "ing":
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        stem = lemma[:-1] if re.search(r"[^eoy]e\Z", lemma) else lemma
    elif re.search(r"[^aeiou]y\Z", lemma):
        stem = lemma[:-1] + "i"
    else:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
    return (stem + stem[-1] if _DOUBLED.match(lemma) else stem) + ending
