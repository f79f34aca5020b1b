"""Sentences → training windows: what the network reads and what it must say, as arrays.

A window is one sentence, or a stretch of running text: consecutive sentences of a document, often cut
off in the
midst of the last one, sometimes damaged as scraped text is. Every sentence is used once an epoch.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.language.pieces import GAPS, WordPieces, WordPieceTokenizer
from kg.train.conllu import UNSURE, Sentence, Word
from kg.train.names import head_mentions, name_tags

__all__ = [
    "IGNORE",
    "Example",
    "Inventory",
    "batches",
    "example_of",
    "held_back",
    "windows",
    "without_chains",
]

IGNORE = -1
"""Target of a word about which a file is silent."""

MAX_PIECES = 160
STRETCHES = 0.5
"""Share of the places in a document from which a stretch of running text is read, not a single sentence."""

_OPEN, _SPACE, _LINE = (GAPS.index(name) for name in ("none", "space", "line"))
_FOREIGN_TYPES = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "person": "person",
    "corporation": "organization",
    "group": "organization",
    "location": "place",
    "Person": "person",
    "Organisation": "organization",
    "Location": "place",
    "Weapon": "object",
    "MilitaryPlatform": "object",
    "Vehicle": "object",
}
_FUNCTION_WORDS = ("ADP", "AUX", "CCONJ", "INTJ", "PART", "PUNCT", "SCONJ", "SYM")


@dataclass(frozen=True, slots=True)
class Inventory:
    """The labels that the network can give, each tuple in the order of the ids."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deps: tuple[str, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Inventory:
        """Collect the labels of a treebank, sorted; "none" and "O" come first."""
        words = [word for sentence in sentences if sentence.has_tree for word in sentence.words]
        types = sorted({m.type for sentence in sentences for m in sentence.mentions or ()})
        return cls(
            tuple(sorted({w.upos for w in words})),
            tuple(sorted({w.xpos for w in words})),
            tuple(sorted({w.label for w in words})),
            ("none", *types),
            ("O", *(f"{bio}-{type_}" for type_ in types for bio in "BI")),
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its targets, each of shape (words,); `heads` counts words from 1, 0 is the root.

    `names` has shape (words, name tags): True where a tag is allowed; a row of True teaches nothing.
    `sentence` numbers the sentence of each word; arcs are learned within it. `chains`: the chain of the
    mention that a word is the head of, 0 for other words.
    """

    pieces: WordPieces
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    heads: NDArray[np.int64]
    deps: NDArray[np.int64]
    types: NDArray[np.int64]
    names: NDArray[np.bool_]
    starts: NDArray[np.int64]
    sentence: NDArray[np.int64]
    chains: NDArray[np.int64]


def held_back(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the documents, every fourth of those with mentions, whose chains the network does not learn.

    On them its scores of antecedents are what they are on new text, which `kg.train.chains` needs.
    """
    documents = list(dict.fromkeys(s.document for s in sentences if s.mentions is not None))
    return frozenset(documents[::4])


def without_chains(sentences: Sequence[Sentence], documents: frozenset[str]) -> list[Sentence]:
    """Return the sentences, those of `documents` without the chains of their mentions."""
    return [
        replace(s, mentions=[replace(m, chain=0) for m in s.mentions])
        if s.mentions is not None and s.document in documents
        else s
        for s in sentences
    ]


def windows(
    sentences: Sequence[Sentence], tokenizer: WordPieceTokenizer, seed: random.Random
) -> Iterator[tuple[list[Sentence], int]]:
    """Yield windows as (sentences, cut): where cut > 0 the last sentence is shown by its first `cut`
    words only.
    """
    at = 0
    while at < len(sentences):
        size, budget = _size(sentences[at], tokenizer), 0
        if sentences[at].has_tree and seed.random() < STRETCHES:
            budget = seed.randint(40, MAX_PIECES)
        end = at + 1
        while end < len(sentences) and sentences[end].document == sentences[at].document:
            size += _size(sentences[end], tokenizer)
            if size > budget:
                break
            end += 1
        cut = 0
        follows = end < len(sentences) and sentences[end].document == sentences[at].document
        if budget and follows and seed.random() < 0.5:
            cut = seed.randint(1, max(1, min(len(sentences[end].words) - 1, 20)))
        yield [*sentences[at:end], *(sentences[end : end + 1] if cut else ())], cut
        at = end


def _size(sentence: Sentence, tokenizer: WordPieceTokenizer) -> int:
    return sum(len(tokenizer.pieces_of(w.form)) for w in sentence.words)


def example_of(
    window: Sequence[Sentence],
    cut: int,
    tokenizer: WordPieceTokenizer,
    inventory: Inventory,
    seed: random.Random | None = None,
) -> Example:
    """Return the arrays of a window; with `seed` its text is sometimes damaged first."""
    if seed is not None:
        window = _damage(window, seed)
    forms: list[str] = []
    gaps: list[int] = []
    parts: list[list[NDArray[np.int64]]] = []
    names: list[NDArray[np.bool_]] = []
    for number, sentence in enumerate(window):
        is_cut = bool(cut) and number == len(window) - 1
        stop = min(cut, len(sentence.words)) if is_cut else len(sentence.words)
        before = len(forms)
        forms.extend(w.form for w in sentence.words[:stop])
        loose = seed is not None and number and _is_loose(window[number - 1]) and seed.random() < 0.6
        gaps.append(_LINE if sentence.new_paragraph or loose else _SPACE)
        gaps.extend(_SPACE if w.space else _OPEN for w in sentence.words[: stop - 1])
        if number and not window[number - 1].words[-1].space:
            gaps[before] = _OPEN
        parts.append(_targets(sentence, stop, is_cut, before, number, inventory))
        names.append(_allowed_names(sentence, inventory)[:stop])
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    if seed is not None:
        gaps = _damage_gaps(gaps, columns[5] == 1, seed)
    upos, xpos, heads, deps, types, starts, numbers, chains = columns
    pieces = tokenizer.window(forms, gaps)
    return Example(pieces, upos, xpos, heads, deps, types, np.concatenate(names), starts, numbers, chains)


def _targets(
    sentence: Sentence, stop: int, is_cut: bool, offset: int, number: int, inventory: Inventory
) -> list[NDArray[np.int64]]:
    words, n = sentence.words[:stop], stop
    upos, xpos, heads, deps, types = (np.full(n, IGNORE, dtype=np.int64) for _ in range(5))
    starts, chains = (np.zeros(n, dtype=np.int64) for _ in range(2))
    starts[0] = 1
    if not sentence.has_tree:
        starts[1:] = IGNORE
    elif not is_cut:
        upos[:] = [inventory.upos.index(w.upos) for w in words]
        xpos[:] = [inventory.xpos.index(w.xpos) if w.xpos in inventory.xpos else IGNORE for w in words]
        heads[:] = [w.head + offset if w.head else 0 for w in words]
        deps[:] = [inventory.deps.index(w.label) if w.label in inventory.deps else IGNORE for w in words]
        if sentence.mentions is not None:
            found = head_mentions(sentence)
            types[:] = [inventory.types.index(found[i].type if i in found else "none") for i in range(n)]
            chains[:] = [found[i].chain if i in found else 0 for i in range(n)]
        elif sentence.types is not None:
            types[:] = [_judged(sentence, i, inventory) for i in range(n)]
    return [upos, xpos, heads, deps, types, starts, np.full(n, number, dtype=np.int64), chains]


def _judged(sentence: Sentence, i: int, inventory: Inventory) -> int:
    """Return the type of a word in a sentence of which some words were judged; small words head nothing."""
    assert sentence.types is not None
    if i in sentence.types:
        return inventory.types.index(sentence.types[i])
    return 0 if sentence.words[i].upos in _FUNCTION_WORDS else IGNORE


def _allowed_names(sentence: Sentence, inventory: Inventory) -> NDArray[np.bool_]:
    """What each word's name tag may be: exact for GUM, all that a set cannot deny for the others."""
    allowed = np.ones((len(sentence.words), len(inventory.names)), dtype=np.bool_)
    if sentence.mentions is not None:
        allowed[:] = False
        for i, tag in enumerate(name_tags(sentence)):
            allowed[i, inventory.names.index(tag) if tag != UNSURE else slice(None)] = True
    elif sentence.names is not None:
        known = [k for k, tag in enumerate(inventory.names) if tag[2:] in ("person", "organization", "place")]
        for i, tag in enumerate(sentence.names):
            ours = tag[:2] + _FOREIGN_TYPES.get(tag[2:], "")
            if tag == UNSURE:
                continue
            if ours in inventory.names:
                allowed[i] = False
                allowed[i, inventory.names.index(ours)] = True
            else:
                allowed[i, known] = False
    return allowed


def _damage(window: Sequence[Sentence], seed: random.Random) -> Sequence[Sentence]:
    chance = seed.random()
    if chance < 0.04:
        return [_respell(s, str.lower) for s in window]
    if chance < 0.06:
        return [_respell(s, str.upper) for s in window]
    if chance < 0.08:
        return [_respell(window[0], str.upper), *window[1:]]
    if chance < 0.12:
        return [_without_end(s) for s in window]
    if chance < 0.18:
        return [_without_end(window[0]), *window[1:]]
    if chance < 0.24:
        return [_respell(s, _typographic) for s in window]
    if chance < 0.28:
        return [_respell(s, _ascii) for s in window]
    return window


def _respell(sentence: Sentence, change: object) -> Sentence:
    assert callable(change)
    return replace(sentence, words=[replace(w, form=change(w.form)) for w in sentence.words])


def _typographic(form: str) -> str:
    if form in ('"', "``", "''"):
        return "”" if form == "''" else "“"
    return {"--": "—", "-": "–", "...": "…"}.get(form, form.replace("'", "’"))


def _ascii(form: str) -> str:
    for typographic, plain in (
        ("’", "'"),
        ("‘", "'"),
        ("“", '"'),
        ("”", '"'),
        ("—", "--"),
        ("–", "-"),
        ("…", "..."),
    ):
        form = form.replace(typographic, plain)
    return form


def _without_end(sentence: Sentence) -> Sentence:
    """Drop a final full stop, if nothing hangs on it and the sentence has words left."""
    words = sentence.words
    is_stop = words[-1].form in (".", "!", "?") and len(words) > 1 and sentence.has_tree
    if not is_stop or any(w.head == len(words) for w in words):
        return sentence
    kept: list[Word] = [*words[:-2], replace(words[-2], space=True)]
    mentions = None
    if sentence.mentions is not None:
        ends = ((m, min(m.end, len(kept))) for m in sentence.mentions)
        mentions = [replace(m, end=end) for m, end in ends if m.start < end]
    names = sentence.names[: len(kept)] if sentence.names is not None else None
    return replace(sentence, words=kept, mentions=mentions, names=names)


def _is_loose(sentence: Sentence) -> bool:
    """Whether a sentence ends without punctuation, as a headline does."""
    return sentence.words[-1].upos != "PUNCT"


def _damage_gaps(gaps: list[int], starts: NDArray[np.bool_], seed: random.Random) -> list[int]:
    """Lose line breaks, wrap lines as e-mails do, or lose the spaces between sentences."""
    chance = seed.random()
    if chance < 0.30:
        return [_SPACE if gap == _LINE else gap for gap in gaps]
    if chance < 0.38:
        width = seed.randint(8, 16)
        return [_LINE if gap and i % width == width - 1 else gap for i, gap in enumerate(gaps)]
    if chance < 0.48:
        return [_OPEN if starts[i] and seed.random() < 0.6 else gap for i, gap in enumerate(gaps)]
    return gaps


def batches(examples: Sequence[Example], pieces: int, seed: random.Random) -> list[list[Example]]:
    """Pack windows of like length into batches of about `pieces` pieces, padding counted, in random order."""
    ordered = sorted(examples, key=lambda e: len(e.pieces.ids) * seed.uniform(0.9, 1.1))
    packed: list[list[Example]] = []
    batch: list[Example] = []
    longest = 0
    for example in ordered:
        longest = max(longest, len(example.pieces.ids))
        if batch and longest * (len(batch) + 1) > pieces:
            packed.append(batch)
            batch, longest = [], len(example.pieces.ids)
        batch.append(example)
    packed.append(batch)
    seed.shuffle(packed)
    return packed
