"""What the antecedent scorer knows of each mention of a text: one row a mention, small integers only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.language.windows import References

__all__ = ["DEFINITE", "NUMBERS", "RELATIONS", "Kind", "MentionTable", "Phrases", "Row"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Kind(IntEnum):
    """What heads a mention: a name, a noun, a pronoun of some sort, or something else."""

    NAME = 0
    NOUN = 1
    ME = 2
    WE = 3
    YOU = 4
    HE = 5
    SHE = 6
    IT = 7
    THEY = 8
    DEMONSTRATIVE = 9
    RELATIVE = 10
    PRONOUN = 11
    OTHER = 12


class Row(NamedTuple):
    """A mention in numbers: `word`, `start`, `end`, `parent` are words of the text; from `head` on, numbers
    of strings that are equal where the strings are, -1 for none.
    """

    word: int
    start: int
    end: int
    sentence: int
    window: int
    type: int
    kind: int
    definite: int
    number: int
    relation: int
    parent: int
    head: int
    text: int
    first: int
    last: int
    initials: int


DEFINITE = ("none", "definite", "demonstrative", "indefinite", "possessive", "amount")
"""How a mention is determined."""

NUMBERS = ("unknown", "singular", "plural")
RELATIONS = ("subject", "object", "oblique", "noun", "appos", "conj", "predicate", "other")
"""What a mention is in its sentence, in groups of relations of Universal Dependencies."""

_RELATIONS = {
    "nsubj": "subject", "csubj": "subject", "obj": "object", "iobj": "object", "obl": "oblique",
    "nmod": "noun", "appos": "appos", "conj": "conj", "root": "predicate",
}  # fmt: skip
_ANY_NUMBER = (Kind.YOU, Kind.RELATIVE, Kind.PRONOUN)


@cache
def _words() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "pronouns.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    kinds = {word: Kind[kind.upper()] for kind, words in content["kinds"].items() for word in words}
    definite = {
        word: DEFINITE.index(kind)
        for kind in ("definite", "demonstrative", "indefinite")
        for word in content[kind]
    }
    return {"kinds": kinds, "plural": frozenset(content["plural"]), "definite": definite}


@dataclass(frozen=True, slots=True)
class Phrases:
    """A decoded sentence in words: what the columns are read off. `start` is its first word in the text."""

    start: int
    forms: Sequence[str]
    lemmas: Sequence[str]
    upos: Sequence[str]
    xpos: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]


class MentionTable:
    """Collects the mentions of a text in the order of their heads; `columns` and the vectors come out."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._strings: dict[str, int] = {}
        self._references: list[References] = []
        self._sentence = self._window = 0

    def __len__(self) -> int:
        """Return how many mentions there are."""
        return len(self._rows)

    def add_window(self, references: References) -> None:
        """Begin a window; its sentences follow, and `references` are those of all their mentions."""
        self._references.append(references)
        self._window += 1

    def add_sentence(
        self,
        phrases: Phrases,
        nominals: Sequence[int],
        spans: Sequence[tuple[int, int]],
        types: Sequence[int],
    ) -> None:
        """Add the mentions of a sentence: heads, spans and types as places in it."""
        self._sentence += 1
        self._rows.extend(
            self._row(phrases, i, *span, type_) for i, span, type_ in zip(nominals, spans, types, strict=True)
        )

    def columns(self) -> dict[str, Ints]:
        """Return each column by its name, shape (mentions,)."""
        table = np.array(self._rows, dtype=np.int64).reshape(-1, len(Row._fields))
        return {name: table[:, k] for k, name in enumerate(Row._fields)}

    def vectors(self) -> tuple[Floats, Floats, Floats]:
        """Return the vectors as anaphor and as antecedent, (mentions, size), and the scores of "nothing"."""
        parts = zip(*((r.anaphor, r.antecedent, r.nothing) for r in self._references), strict=True)
        anaphor, antecedent, nothing = (np.concatenate(part).astype(np.float32) for part in parts)
        return anaphor, antecedent, nothing

    def _number(self, text: str) -> int:
        return self._strings.setdefault(text, len(self._strings)) if text else -1

    def _row(self, p: Phrases, i: int, start: int, end: int, type_: int) -> Row:
        kind = _kind(p.forms[i].lower(), p.upos[i])
        is_name = kind == Kind.NAME
        begin, stop = _name(p, i, start, end) if is_name else (_after_determiner(p, start, i), i + 1)
        inner = [form.lower() for form in p.forms[begin:stop]]
        initials = "".join(f[0] for f in inner if f[0].isalpha()) if is_name and len(inner) > 1 else ""
        relation = _RELATIONS.get(p.deps[i].partition(":")[0], "other")
        return Row(
            word=p.start + i,
            start=p.start + start,
            end=p.start + end,
            sentence=self._sentence,
            window=self._window,
            type=type_,
            kind=kind,
            definite=_definite(p, start, i),
            number=_plurality(p.forms[i].lower(), p.xpos[i], kind),
            relation=RELATIONS.index(relation),
            parent=p.start + p.heads[i],
            head=self._number(inner[-1] if is_name else p.lemmas[i].lower()),
            text=self._number(" ".join(inner)),
            first=self._number(inner[0]),
            last=self._number(inner[-1]),
            initials=self._number(initials),
        )


def _kind(form: str, upos: str) -> Kind:
    if upos == "PRON" or (upos == "DET" and form in _words()["kinds"]):
        return Kind(_words()["kinds"].get(form, Kind.PRONOUN))
    return {"PROPN": Kind.NAME, "NOUN": Kind.NOUN}.get(upos, Kind.OTHER)


def _plurality(form: str, xpos: str, kind: Kind) -> int:
    if Kind.ME <= kind <= Kind.PRONOUN:
        return 2 if form in _words()["plural"] else 0 if kind in _ANY_NUMBER else 1
    return {"NN": 1, "NNP": 1, "NNS": 2, "NNPS": 2}.get(xpos, 0)


def _definite(p: Phrases, start: int, i: int) -> int:
    if start == i:
        return 0
    form, upos = p.forms[start].lower(), p.upos[start]
    found = _words()["definite"].get(form)
    if found is not None and upos in ("DET", "PRON"):
        return int(found)
    if p.deps[start] == "nmod:poss":
        return DEFINITE.index("possessive")
    return DEFINITE.index("amount") if upos == "NUM" else 0


def _after_determiner(p: Phrases, start: int, i: int) -> int:
    while start < i and p.upos[start] in ("DET", "PUNCT"):
        start += 1
    return start


def _name(p: Phrases, i: int, start: int, end: int) -> tuple[int, int]:
    """Return the run of proper nouns around a name's head, inside of its mention."""
    begin, stop = i, i + 1
    while begin > start and p.upos[begin - 1] == "PROPN":
        begin -= 1
    while stop < end and p.upos[stop] == "PROPN":
        stop += 1
    return begin, stop
