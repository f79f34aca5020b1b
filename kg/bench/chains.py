"""Mentions and their chains, of a gold treebank and of an annotated Doc, by the characters that they cover.

Gold: `Entity=` of GUM and CorefUD (https://copticscriptorium.github.io/gum/, Nedoluzhko et al. 2022): a
bracket opens at the first word, "(12-person-new…", and closes at the last, "12)"; what stands before the
first hyphen numbers the chain. Of a mention in parts ("(e5[1/2]-person…") the first part counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from kg.bench.conllu import TreeDocument, TreeSentence, TreeToken
from kg.errors import InputError, LanguageModelError

__all__ = ["ChainLayer", "ChainMention", "Span", "check_text", "layer_of_doc", "layer_of_trees", "places"]

Span: TypeAlias = tuple[int, int]
"""Half-open interval of the non-white characters of a document."""

MENTIONS = "mentions"
"""Key of `doc.spans` under which a pipeline writes its mentions, chains in `span.id_`."""

_BRACKET = re.compile(
    r"\((?P<opens>[^()\s-]+)(?:-(?P<type>[^()\s-]*)[^()\s]*)?(?P<single>\)?)|(?P<closes>[^()\s-]+)\)"
)
_PART = re.compile(r"\[(\d+)/\d+\]$")


class ChainMention(NamedTuple):
    """A mention: its characters, those of its head word, its chain, its text, whether it is one word and a
    pronoun, its type, whether a proper noun heads it, and why it is in its chain.
    """

    span: Span
    head: Span
    chain: str
    text: str
    is_pronoun: bool = False
    type: str = ""
    is_name: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChainLayer:
    """A text without its white space, and its mentions in text order, outer ones first."""

    characters: str
    mentions: tuple[ChainMention, ...]

    def chains(self) -> dict[str, list[ChainMention]]:
        """Return the mentions of each chain, in text order."""
        chains: dict[str, list[ChainMention]] = {}
        for mention in self.mentions:
            chains.setdefault(mention.chain, []).append(mention)
        return chains


@dataclass(frozen=True, slots=True)
class _Word:
    """`parent`: index of its parent among all words of the document, its own for a root."""

    span: Span
    form: str
    upos: str
    parent: int
    space: bool


def _layer(characters: str, mentions: Iterable[ChainMention]) -> ChainLayer:
    """Return a layer that holds each span once: of two mentions with the same characters the first counts."""
    by_span: dict[Span, ChainMention] = {}
    for mention in mentions:
        by_span.setdefault(mention.span, mention)
    return ChainLayer(characters, tuple(sorted(by_span.values(), key=lambda m: (m.span[0], -m.span[1]))))


def layer_of_trees(document: TreeDocument) -> ChainLayer:
    """Return the mentions of a gold document; text of several words is joined by spaces where they stood."""
    words: list[_Word] = []
    entities: list[str] = []
    for sentence in document.sentences:
        words += _words_of(sentence, words[-1].span[1] if words else 0, len(words))
        entities += [word.entity for word in sentence.words]
    characters = "".join("".join(t.form.split()) for s in document.sentences for t in s.tokens)
    found = _brackets(entities)
    return _layer(characters, (_gold_mention(words, *place) for place in found))


def _words_of(sentence: TreeSentence, at: int, before: int) -> Iterator[_Word]:
    """Yield the words of a sentence that starts at character `at`, after `before` words."""
    spaces = sentence.spaces
    for token in sentence.tokens:
        for i, span in zip(range(token.first, token.end), _pieces(sentence, token, at), strict=True):
            word = sentence.words[i]
            parent = before + (word.head - 1 if word.head else i)
            yield _Word(span, word.form, word.upos, parent, spaces[i])
        at += len("".join(token.form.split()))


def _pieces(sentence: TreeSentence, token: TreeToken, at: int) -> list[Span]:
    """Return the characters of each word of a token; all of them where the words do not spell it."""
    forms = ["".join(word.form.split()) for word in sentence.words[token.first : token.end]]
    whole = "".join(token.form.split())
    if "".join(forms) != whole:
        return [(at, at + len(whole))] * len(forms)
    ends = [at + sum(map(len, forms[: k + 1])) for k in range(len(forms))]
    return list(zip([at, *ends], ends, strict=False))


def _brackets(entities: Sequence[str]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the mentions that words open and close: first word, word after the last, chain, type.

    >>> list(_brackets(["(1-person(2-place)", "", "1)", "(e3[1/2]-place)", "(e3[2/2]-place)"]))
    [(0, 1, '2', 'place'), (0, 3, '1', 'person'), (3, 4, 'e3', 'place')]
    """
    opened: list[tuple[str, int, str]] = []
    for i, annotation in enumerate(entities):
        for found in _BRACKET.finditer(annotation):
            key = found["opens"] or found["closes"]
            if found["opens"]:
                opened.append((key, i, found["type"] or ""))
            if found["closes"] or found["single"]:
                at = max((k for k, (name, _, _) in enumerate(opened) if name == key), default=None)
                part = _PART.search(key)
                if at is not None:
                    _, start, type_ = opened.pop(at)
                    if part is None or part[1] == "1":
                        yield start, i + 1, _PART.sub("", key), type_


def _gold_mention(words: Sequence[_Word], start: int, end: int, chain: str, type_: str) -> ChainMention:
    inside = words[start:end]
    text = "".join(word.form + " " * word.space for word in inside).strip()
    head = words[_head(words, start, end)]
    is_pronoun = len(inside) == 1 and inside[0].upos == "PRON"
    borders = (inside[0].span[0], inside[-1].span[1])
    return ChainMention(borders, head.span, chain, text, is_pronoun, type_, head.upos == "PROPN")


def _head(words: Sequence[_Word], start: int, end: int) -> int:
    """Return the word of [start, end) that is nearest to the root, the first of several."""

    def depth(i: int) -> int:
        steps = 0
        while words[i].parent != i and steps < len(words):
            i, steps = words[i].parent, steps + 1
        return steps

    outer = [i for i in range(start, end) if words[i].parent == i or not start <= words[i].parent < end]
    return min(outer or [start], key=depth)


def _require_chains(doc: Any) -> None:
    """Raise `LanguageModelError` where the pipeline that made a Doc does not tell mentions."""
    if MENTIONS not in doc.spans:
        raise LanguageModelError(
            f"the pipeline finds no chains: it sets no doc.spans[{MENTIONS!r}]",
            remedy="leave out --model to take the one that kg ships",
        )


def layer_of_doc(doc: Any) -> ChainLayer:
    """Return the mentions of an annotated spaCy Doc. A mention without `id_` is alone in its chain.

    Raises `LanguageModelError` where the Doc has none, not even an empty list.
    """
    _require_chains(doc)
    characters = ""
    starts = []
    for token in doc:
        starts.append(len(characters))
        characters += "".join(token.text.split())
    starts.append(len(characters))
    mentions = []
    for k, span in enumerate(doc.spans[MENTIONS]):
        root = span.root
        head, is_name = root.i, root.pos_ == "PROPN"
        is_pronoun = len(span) == 1 and span[0].pos_ == "PRON"
        chain = span.id_ or f"alone {k}"
        borders, head_span = (starts[span.start], starts[span.end]), (starts[head], starts[head + 1])
        text = " ".join(span.text.split())
        mentions.append(ChainMention(borders, head_span, chain, text, is_pronoun, span.label_, is_name))
    return _layer(characters, mentions)


def places(text: str) -> list[int]:
    """Return for each offset of a text, its end too, how many characters before it are not white.

    >>> places("a b")
    [0, 1, 1, 2]
    """
    return list(accumulate((not character.isspace() for character in text), initial=0))


def check_text(gold: ChainLayer, said: ChainLayer) -> None:
    """Raise `InputError` where two layers are not of the same text."""
    if gold.characters != said.characters:
        pairs = zip(gold.characters, said.characters, strict=False)
        at = next((i for i, (a, b) in enumerate(pairs) if a != b), 0)
        near = gold.characters[max(0, at - 20) : at + 20]
        raise InputError(f"gold and system differ in their text near {near!r}")
