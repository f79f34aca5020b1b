"""Learns the tables of `kg.language.lexicon` from treebanks: lemmas by suffix rules with exceptions, and
features.

Irregular forms that the treebanks lack come from the English tables of `spacy-lookups-data` (MIT; from
WordNet).
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.language.lexicon import Lexicon
from kg.train.conllu import Sentence, Word

__all__ = ["learn", "lemma_accuracy", "write"]

_LONGEST_SUFFIX = 6
_LOOKUP_TAGS = (("ing", ("VBG",)), ("ed", ("VBD", "VBN")), ("s", ("NNS", "VBZ")))
_EXCEPTION_TAGS = {
    "noun": ("NNS",),
    "adj": ("JJR", "JJS"),
    "adv": ("RBR", "RBS"),
    "verb": ("VBD", "VBN", "VBZ", "VBG"),
}
_CLOSED = ("DET", "PRON", "AUX", "ADV", "NUM", "SCONJ", "PART", "ADJ", "VERB", "X")

Rule = tuple[int, str, bool]


def learn(sentences: Iterable[Sentence], lookups: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the tables; `lookups` holds `lemma_lookup` and `lemma_exc` of `spacy-lookups-data`."""
    words = [(w, i == 0) for s in sentences if s.has_tree for i, w in enumerate(s.words)]
    known = _treebank_lemmas(words)
    rules = {tag: _rules([*lemmas.items(), *_regular(lookups, tag)]) for tag, lemmas in sorted(known.items())}
    tables: dict[str, Any] = {"lemmas": {}, "rules": rules, "feats": {}, "word_feats": {}}
    by_rule = Lexicon(tables)
    for tag in sorted(known):
        wanted = {**dict(_regular(lookups, tag)), **dict(_irregular(lookups, tag)), **known[tag]}
        wrong = {
            form.lower(): lemma for form, lemma in sorted(wanted.items()) if by_rule.lemma(form, tag) != lemma
        }
        tables["lemmas"][tag] = dict(sorted(wrong.items()))
    tables["feats"], tables["word_feats"] = _features(w for w, _ in words)
    return tables


def _treebank_lemmas(words: Sequence[tuple[Word, bool]]) -> dict[str, dict[str, str]]:
    """The most frequent lemma of each form by tag; forms are kept as written most often."""
    counts: dict[str, dict[str, Counter[tuple[str, str]]]] = defaultdict(lambda: defaultdict(Counter))
    for word, first in words:
        form = word.form.replace("’", "'")
        strange = word.xpos.startswith("NNP") and word.lemma[:1].lower() != form[:1].lower()
        if word.lemma != "_" and not strange:
            counts[word.xpos][form.lower()][
                (form.lower() if first and word.lemma.islower() else form, word.lemma)
            ] += 1
    return {
        tag: dict(
            max(found.items(), key=lambda item: (item[1], item[0]))[0] for _, found in sorted(forms.items())
        )
        for tag, forms in counts.items()
    }


def _regular(lookups: dict[str, Any] | None, tag: str) -> list[tuple[str, str]]:
    table = (lookups or {}).get("lemma_lookup", {})
    endings = tuple(ending for ending, tags in _LOOKUP_TAGS if tag in tags)
    if not endings:
        return []
    return sorted(
        (form, lemma)
        for form, lemma in table.items()
        if form.endswith(endings) and form.isalpha() and form.islower() and form != lemma
    )


def _irregular(lookups: dict[str, Any] | None, tag: str) -> list[tuple[str, str]]:
    found = []
    for pos, tags in _EXCEPTION_TAGS.items():
        for form, lemmas in (lookups or {}).get("lemma_exc", {}).get(pos, {}).items() if tag in tags else ():
            if form != lemmas[0] and form.isalpha() and _fits(form, tag):
                found.append((form, lemmas[0]))
    return sorted(found)


def _fits(form: str, tag: str) -> bool:
    endings = {"VBG": "ing", "VBZ": "s", "JJR": "r", "JJS": "st", "RBR": "r", "RBS": "st"}
    if tag in ("VBD", "VBN"):
        return not form.endswith(("ing", "s"))
    return form.endswith(endings.get(tag, ""))


def _rules(lemmas: Sequence[tuple[str, str]]) -> dict[str, list[Any]]:
    tally: dict[str, Counter[Rule]] = defaultdict(Counter)
    for form, lemma in lemmas:
        rule = _rule(form, lemma)
        if rule is not None:
            for size in range(min(_LONGEST_SUFFIX, len(form) - 1) + 1):
                tally[form.lower()[len(form) - size :]][rule] += 1
    rules: dict[str, Rule] = {}
    for suffix in sorted(tally, key=lambda s: (len(s), s)):
        rule, count = max(tally[suffix].items(), key=lambda item: (item[1], item[0]))
        shorter = next((rules[suffix[i:]] for i in range(1, len(suffix) + 1) if suffix[i:] in rules), None)
        if rule != shorter and (count > 1 or not suffix):
            rules[suffix] = rule
    return {suffix: list(rule) for suffix, rule in sorted(rules.items())}


def _rule(form: str, lemma: str) -> Rule | None:
    """What to cut off and put on; whether the capital is kept."""
    common = _common(form.lower(), lemma.lower())
    if not common and len(form) > 2:
        return None
    keeps = form != form.lower() and lemma != lemma.lower()
    return (len(form) - common, lemma[common:], keeps)


def _common(one: str, other: str) -> int:
    """Return how many letters two words share at their start."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _features(words: Iterable[Word]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    by_word: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for word in words:
        feats = (
            ""
            if word.feats == "_"
            else "|".join(f for f in word.feats.split("|") if not f.startswith("Typo"))
        )
        if word.xpos == "VBN":
            feats = "|".join(f for f in feats.split("|") if f != "Voice=Pass")
        for tag in (word.xpos, f"{word.upos}/{word.xpos}"):
            counts[tag][feats] += 1
        by_word[f"{word.upos}/{word.xpos}"][word.form.lower().replace("’", "'")][feats] += 1
    top = {tag: _top(found) for tag, found in sorted(counts.items())}
    special = {
        tag: {
            form: _top(found)
            for form, found in sorted(forms.items())
            if found.total() >= 3 and _top(found) != top[tag]
        }
        for tag, forms in sorted(by_word.items())
        if tag.partition("/")[0] in _CLOSED
    }
    return top, {tag: forms for tag, forms in special.items() if forms}


def _top(counts: Counter[str]) -> str:
    return max(counts.items(), key=lambda item: (item[1], item[0]))[0]


def write(tables: dict[str, Any], path: Path) -> None:
    """Write the tables as gzipped JSON; the same tables give the same bytes."""
    content = json.dumps(tables, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    path.write_bytes(gzip.compress(content, 9, mtime=0))


def lemma_accuracy(lexicon: Lexicon, sentences: Iterable[Sentence]) -> float:
    """Return the share of words whose lemma is right, gold tags given."""
    pairs = [(lexicon.lemma(w.form, w.xpos), w.lemma) for s in sentences for w in s.words if w.lemma != "_"]
    return sum(said == gold for said, gold in pairs) / max(1, len(pairs))
