"""Learns the tables of `kg.language.lexicon` from treebanks: lemmas by suffix rules with exceptions, and
features.

Inflected forms that the treebanks lack come from `kg.train.inflections`.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kg.language.lexicon import CAPITAL, KEPT, LONGEST_SUFFIX, LOWER, Lexicon, shape, shared_start, written
from kg.train.conllu import Sentence, Word
from kg.train.inflections import inflections

__all__ = ["learn", "lemma_accuracy", "write"]

_SHORT_FORMS = Path(__file__).parent / "short_forms.json"

_CLOSED = ("DET", "PRON", "AUX", "ADV", "NUM", "SCONJ", "PART", "ADJ", "VERB", "X")
_FEWEST = 8
"""A table of rules is kept for at least so many forms."""

_LISTED = 2
"""An entry of a list weighs as much as so many uses, so that a slip in a treebank does not count."""

_CLOSED_TAGS = ("CC", "DT", "EX", "IN", "MD", "PDT", "PRP", "PRP$", "TO", "WDT", "WP", "WRB")
_NAMES = {"NNPS": ("NNS",), "VERB/NNP": ("VBG", "VBN")}
"""Words in names end like these."""

_LONGEST_ADDED = 3
"""What puts on more letters spells out an abbreviation; no rule comes of it."""

T = TypeVar("T", int, tuple[int, str])


class Use(NamedTuple):
    """A word as it is used: what the lexicon is asked, the right answer, and whether it is misspelt."""

    form: str
    xpos: str
    upos: str
    first: bool
    lemma: str
    misspelt: bool = False


def learn(sentences: Iterable[Sentence], lookups: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the tables; `lookups` holds `lemma_index` and `lemma_exc` of `spacy-lookups-data`."""
    words = [(w, i == 0) for s in sentences if s.has_tree for i, w in enumerate(s.words)]
    uses = Counter(_use(word, first) for word, first in words if word.lemma != "_")
    uses.update(_in_small_letters(uses))
    listed = [Use(form, xpos, upos, False, lemma) for form, xpos, upos, lemma in inflections(lookups or {})]
    listed += _short_forms() if lookups else []
    uses = _without_slips(uses, listed)
    uses.update({use: _LISTED for use in listed})
    feats, word_feats = _features(w for w, _ in words)
    tables: dict[str, Any] = {
        "lemmas": {"AUX": _of_auxiliaries(uses)},
        "feats": feats,
        "word_feats": word_feats,
    }
    tables |= {"rules": _rules(uses), "styles": _styles(uses), "closed": _closed(uses)}
    return tables | {"lemmas": _exceptions(tables, uses)}


def _use(word: Word, first: bool) -> Use:
    misspelt = "Typo=Yes" in word.feats
    return Use(word.form.replace("’", "'"), word.xpos, word.upos, first, word.lemma, misspelt)


def _short_forms() -> list[Use]:
    tables = json.loads(_SHORT_FORMS.read_text(encoding="utf-8"))
    tagged = [(key.split("/"), found) for key, found in tables.items() if "/" in key]
    return [
        Use(form, xpos, upos, False, lemma) for (upos, xpos), found in tagged for form, lemma in found.items()
    ]


def _without_slips(uses: Counter[Use], listed: Iterable[Use]) -> Counter[Use]:
    """Return the uses without those whose lemma is no word though the form is listed ("fled": "flead")."""
    forms = {(use.form, use.xpos) for use in listed}
    lemmas = {use.lemma for use in listed}
    return Counter(
        {
            use: count
            for use, count in uses.items()
            if (use.form.lower(), use.xpos) not in forms
            or use.lemma.lower() in lemmas
            or use.lemma.lower() == use.form.lower()
        }
    )


def _in_small_letters(uses: Mapping[Use, int]) -> list[Use]:
    """Return adjectives of names ("Dutch") as they are typed carelessly, where no treebank shows them so."""
    shown = {(use.form, use.xpos) for use in uses}
    return sorted(
        use._replace(form=use.form.lower())
        for use in uses
        if use.xpos == "JJ" and use.form == use.lemma and shape(use.form) == "c" and not use.first
        if (use.form.lower(), "JJ") not in shown
    )


def _by_key(uses: Mapping[Use, int], keys: Callable[[Use], Iterable[str]]) -> dict[str, dict[str, str]]:
    """Return the most frequent lemma of each form by key; keys with a upos only if they have enough forms."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for use, count in sorted(uses.items()):
        if not use.misspelt:
            for key in keys(use):
                found[key][use.form][use.lemma] += count
    return {
        key: {form: _top(lemmas) for form, lemmas in forms.items()}
        for key, forms in sorted(found.items())
        if "/" not in key or len(forms) >= _FEWEST
    }


def _rules(uses: Mapping[Use, int]) -> dict[str, dict[str, list[Any]]]:
    found = _by_key(uses, lambda use: (use.xpos, f"{use.upos}/{use.xpos}"))
    several = Counter(key.partition("/")[2] for key in found)
    for name, tags in _NAMES.items():
        common = {form: lemma for tag in tags for form, lemma in found.get(tag, {}).items()}
        found[name] = common | found.get(name, {})
    rules = {
        key: _suffixes((form.lower(), _change(form, lemma)) for form, lemma in lemmas.items())
        for key, lemmas in sorted(found.items())
        if "/" not in key or several[key.partition("/")[2]] > 1
    }
    return {key: {suffix: list(rule) for suffix, rule in table.items()} for key, table in rules.items()}


def _styles(uses: Mapping[Use, int]) -> dict[str, dict[str, int]]:
    def keys(use: Use) -> tuple[str, ...]:
        shaped = shape(use.form, first=use.first)
        return use.xpos, f"{use.xpos} {shaped}", f"{use.upos}/{use.xpos} {shaped}"

    found = _by_key(uses, keys)
    return {
        key: _suffixes((form.lower(), _style(form, lemma)) for form, lemma in lemmas.items())
        for key, lemmas in found.items()
    }


def _suffixes(pairs: Iterable[tuple[str, T | None]]) -> dict[str, T]:
    """Return what most words with a suffix have, for suffixes that tell more than the next shorter one."""
    tally: dict[str, Counter[T]] = defaultdict(Counter)
    for form, value in pairs:
        if value is not None:
            for size in range(min(LONGEST_SUFFIX, len(form)) + 1):
                tally[form[len(form) - size :]][value] += 1
    kept: dict[str, T] = {}
    for suffix in sorted(tally, key=lambda s: (len(s), s)):
        value, count = max(tally[suffix].items(), key=lambda item: (item[1], item[0]))
        shorter = next((kept[suffix[i:]] for i in range(1, len(suffix) + 1) if suffix[i:] in kept), None)
        if value != shorter and (count > 1 or not suffix):
            kept[suffix] = value
    return dict(sorted(kept.items()))


def _change(form: str, lemma: str) -> tuple[int, str] | None:
    """Return what to cut off and what to put on, None where form and lemma have too little in common."""
    one, other = form.lower(), lemma.lower()
    common = shared_start(one, other)
    unlike = not common and len(form) > 2
    return None if unlike or len(other) - common > _LONGEST_ADDED else (len(one) - common, other[common:])


def _style(form: str, lemma: str) -> int | None:
    change = _change(form, lemma)
    styles = (LOWER, KEPT, CAPITAL) if form.islower() else (KEPT, LOWER, CAPITAL)
    return None if change is None else next((s for s in styles if written(form, *change, s) == lemma), None)


def _closed(uses: Mapping[Use, int]) -> dict[str, list[str]]:
    """Return the forms of tags that get no new words, the most frequent first."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for use, count in uses.items():
        if use.xpos in _CLOSED_TAGS and not use.misspelt and use.form.isalpha():
            tally[use.xpos][use.form.lower()] += count
    return {
        tag: [form for form, n in sorted(forms.items(), key=lambda item: (-item[1], item[0])) if n > 1]
        for tag, forms in sorted(tally.items())
    }


def _of_auxiliaries(uses: Mapping[Use, int]) -> dict[str, str]:
    found = _by_key({use: n for use, n in uses.items() if use.upos == "AUX"}, lambda use: ("AUX",))
    return {form: lemma for form, lemma in found.get("AUX", {}).items() if form.islower()}


def _exceptions(tables: dict[str, Any], uses: Mapping[Use, int]) -> dict[str, dict[str, str]]:
    """Return the lemmas that the rules get wrong: by xpos and form in small letters, by the form as it is
    written where only the capitals of the lemma differ, and both by upos too.
    """
    groups: dict[tuple[str, str], Counter[Use]] = defaultdict(Counter)
    for use, count in uses.items():
        groups[use.xpos, use.form.lower()][use] += count
    lexicon = Lexicon(tables)
    lemmas: dict[str, dict[str, str]] = tables["lemmas"]
    for (xpos, lower), group in sorted(groups.items()):
        _correct(lemmas, lexicon, {(xpos, lower): group})
        _correct(lemmas, lexicon, _parts(group, lambda use: (use.xpos, use.form)), only_case=True)
        _correct(lemmas, lexicon, _parts(group, lambda use: (f"{use.upos}/{use.xpos}", use.form.lower())))
        _correct(
            lemmas, lexicon, _parts(group, lambda use: (f"{use.upos}/{use.xpos}", use.form)), only_case=True
        )
    return {tag: dict(sorted(found.items())) for tag, found in sorted(lemmas.items())}


def _parts(
    group: Mapping[Use, int], key: Callable[[Use], tuple[str, str]]
) -> dict[tuple[str, str], Counter[Use]]:
    parts: dict[tuple[str, str], Counter[Use]] = defaultdict(Counter)
    for use, count in group.items():
        parts[key(use)][use] += count
    return dict(sorted(parts.items()))


def _correct(
    lemmas: dict[str, dict[str, str]],
    lexicon: Lexicon,
    parts: Mapping[tuple[str, str], Mapping[Use, int]],
    *,
    only_case: bool = False,
) -> None:
    """Add the most frequent lemma under each (tag, form) where more uses become right than are right yet."""
    for (tag, form), part in parts.items():
        said = {use: _said(lexicon, use) for use in part}
        if all(said[use] == use.lemma for use in part):
            continue
        tally: Counter[str] = Counter()
        for use, count in part.items():
            tally[use.lemma] += count
        lemma = _top(tally)
        other_word = any(other.lower() != lemma.lower() for other in said.values())
        if only_case and other_word and not form.isupper():
            continue
        if tally[lemma] > sum(count for use, count in part.items() if said[use] == use.lemma):
            lemmas.setdefault(tag, {})[form] = lemma


def _said(lexicon: Lexicon, use: Use) -> str:
    return lexicon.look_up(use.form, use.xpos, use.upos, first=use.first)


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
    uses = [_use(w, i == 0) for s in sentences for i, w in enumerate(s.words) if w.lemma != "_"]
    return sum(_said(lexicon, use) == use.lemma for use in uses) / max(1, len(uses))
