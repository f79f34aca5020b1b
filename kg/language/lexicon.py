"""Lemmas and morphological features by tables that were learned from the treebanks."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

__all__ = ["CAPITAL", "KEPT", "LONGEST_SUFFIX", "LOWER", "Lexicon", "shape", "shared_start", "written"]

LONGEST_SUFFIX = 6
_MOST_REMEMBERED = 20_000

_ENDINGS = {"VBZ": ("s",), "VBG": ("ing",), "NNS": ("s", "men", "x"), "NNPS": ("s", "men", "x")}
"""How unknown words of a tag end; one that ends otherwise was tagged wrongly and is taken as a base form."""

_TELLING = {
    "VB": (("ing", "VBG"), ("s", "VBZ")),
    "VBP": (("ing", "VBG"), ("s", "VBZ")),
    "VBZ": (("ing", "VBG"),),
    "VBD": (("ing", "VBG"),),
    "VBN": (("ing", "VBG"),),
    "VBG": (("s", "VBZ"),),
    "JJ": (("est", "JJS"), ("er", "JJR")),
}
"""Endings that tell more of an unknown word than the tag that it got."""

_AGREED = {
    ("NOUN", "VBG"): ("NN",),
    ("NOUN", "VBZ"): ("NNS",),
    ("ADJ", "VBG"): ("JJ",),
    ("ADJ", "VBN"): ("JJ",),
    ("VERB", "NN"): ("VBG", "ing"),
    ("VERB", "NNS"): ("VBZ", "s"),
    ("VERB", "JJ"): ("VBN", "ed"),
}
"""Which xpos goes with a upos in place of one that does not, for words that end so: tags are found apart."""

_NO_ENDING = ("ss", "us", "is", "as")

_CLIPPED = re.compile(r"in'?\Z")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_DRAWN_OUT_TAGS = frozenset(("RB", "JJ", "UH"))

_SHORTEST_SLIP = 3
"""Shorter words have too many neighbours."""

LOWER, KEPT, CAPITAL = range(3)
"""How a lemma is written: in small letters, as the form is, with a capital."""


class Lexicon:
    """Looks up words by form and part of speech; unknown words by the longest suffix that has a rule.

    Tables are kept by tag: by "upos/xpos", then by xpos alone. A rule is (letters cut off, letters put on);
    how the lemma is written hangs on the shape of the word too (see `shape`).
    """

    def __init__(self, tables: dict[str, Any]) -> None:
        self._lemmas: dict[str, dict[str, str]] = tables["lemmas"]
        self._rules: dict[str, dict[str, list[Any]]] = tables["rules"]
        self._styles: dict[str, dict[str, int]] = tables["styles"]
        self._closed: dict[str, list[str]] = tables["closed"]
        self._feats: dict[str, str] = tables["feats"]
        self._word_feats: dict[str, dict[str, str]] = tables["word_feats"]
        self._remembered: dict[tuple[str, str, str, bool], str] = {}

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read the tables that `kg.train.lexicon` wrote (gzipped JSON)."""
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return cls(json.load(file))

    def lemma(self, form: str, xpos: str, upos: str = "", *, first: bool = False) -> str:
        """Return the lemma of a word; `first` tells that it opens its sentence."""
        key = (form, xpos, upos, first)
        lemma = self._remembered.get(key)
        if lemma is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            lemma = self._remembered[key] = self.look_up(form, xpos, upos, first=first)
        return lemma

    def look_up(self, form: str, xpos: str, upos: str = "", *, first: bool = False) -> str:
        """Return what `lemma` does, without remembering it: for one who changes the tables."""
        form = form.replace("’", "'")
        lower = form.lower()
        if (upos, xpos) in _AGREED:
            agreed, *ending = _AGREED[upos, xpos]
            xpos = agreed if lower.endswith(tuple(ending) or "") else xpos
        for tag in (f"{upos}/{xpos}", xpos, upos):
            known = self._lemmas.get(tag)
            if known is not None:
                lemma = known.get(form) or known.get(lower)
                if lemma is not None:
                    return lemma
        plain = self._plainer(lower, xpos)
        return self.look_up(plain, xpos, upos) if plain else self._by_rule(form, lower, xpos, upos, first)

    def _plainer(self, lower: str, xpos: str) -> str | None:
        """Return how an unknown word that is written oddly is usually written, None where it is not odd."""
        if xpos == "CD" and "," in lower:
            return lower.replace(",", "")
        if xpos == "VBG" and _CLIPPED.search(lower):
            return _CLIPPED.sub("ing", lower)
        if xpos in _DRAWN_OUT_TAGS and _DRAWN_OUT.search(lower):
            return _DRAWN_OUT.sub(_shortened, lower)
        known = self._closed.get(xpos, ())
        if len(lower) < _SHORTEST_SLIP or lower in known:
            return None
        return next((word for word in known if _one_slip(lower, word)), None)

    def _by_rule(self, form: str, lower: str, xpos: str, upos: str, first: bool) -> str:
        if xpos == "ADD" or (xpos == "CD" and not lower.isalpha()):
            return form
        xpos = _told(lower, xpos)
        shaped = shape(form, first=first)
        style = _longest(self._styles, (f"{upos}/{xpos} {shaped}", f"{xpos} {shaped}", xpos), lower)
        cut, added = 0, ""
        if lower.endswith(_ENDINGS.get(xpos, "")):
            cut, added = _longest(self._rules, (f"{upos}/{xpos}", xpos), lower) or (0, "")
        cut = cut if cut < len(form) else 0
        return written(form, cut, added, KEPT if style is None else style)

    def features(self, form: str, xpos: str, upos: str) -> str:
        """Return features in UD's form ("Number=Sing|Person=3"), "" for none, from word and tags alone."""
        tag = f"{upos}/{xpos}"
        lower = form.lower().replace("’", "'")
        return self._word_feats.get(tag, {}).get(lower, self._feats.get(tag, self._feats.get(xpos, "")))


def _told(lower: str, xpos: str) -> str:
    """Return the tag that the ending of an unknown word tells."""
    if lower.endswith(_NO_ENDING):
        return xpos
    return next((tag for ending, tag in _TELLING.get(xpos, ()) if lower.endswith(ending)), xpos)


def _longest(tables: dict[str, dict[str, Any]], keys: tuple[str, ...], word: str) -> Any:
    """Return what the first table that exists says of the longest suffix of a word, None if it is silent."""
    table = next((tables[key] for key in keys if key in tables), {})
    for size in range(min(LONGEST_SUFFIX, len(word)), -1, -1):
        found = table.get(word[len(word) - size :])
        if found is not None:
            return found
    return None


def written(form: str, cut: int, added: str, style: int) -> str:
    """Return a form without its last letters, with others put on, written in a style.

    >>> written("Towns", 1, "", LOWER), written("US-Dollars", 1, "", KEPT), written("LYON", 0, "", CAPITAL)
    ('town', 'US-Dollar', 'Lyon')
    """
    stem = (form if style == KEPT else form.lower())[: len(form) - cut] + added
    return stem[:1].upper() + stem[1:] if style == CAPITAL else stem


def shared_start(one: str, other: str) -> int:
    """Return how many letters two words share at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def shape(form: str, *, first: bool = False) -> str:
    """Return how a word is written: s(mall letters), a c(apital), f(irst: a capital that opens a sentence),
    l (one capital alone), a(cronym: up to four capitals), b(ig letters), m(ixed), 0 (with digits).

    >>> [shape(form) for form in ("ship", "Lyon", "X", "NATO", "MADRID", "iPod", "B2")]
    ['s', 'c', 'l', 'a', 'b', 'm', '0']
    """
    if form.islower():
        return "s"
    if any(letter.isdigit() for letter in form):
        return "0"
    if form.isupper():
        return "l" if len(form) == 1 else "a" if len(form) < 5 else "b"
    if form[:1].isupper() and form[1:].islower():
        return "f" if first else "c"
    return "m"


def _shortened(run: re.Match[str]) -> str:
    """Return the letters for which a run of three or more stands: "sooo" is "so", "gooood" is "good"."""
    letter, inside = run[1], run.end() < len(run.string)
    return letter * (2 if letter == "l" or (letter in "oe" and inside) else 1)


def _one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter too many, too few or wrong, or by two that changed places.

    >>> [_one_slip(word, "because") for word in ("becase", "becuase", "becausee", "bekause", "bekaus")]
    [True, True, True, True, False]
    """
    start = shared_start(one, other)
    one, other = one[start:], other[start:]
    if one[1:] == other or one == other[1:] or one[1:] == other[1:]:
        return True
    return one[2:] == other[2:] and one[:2] == other[:2][::-1]
