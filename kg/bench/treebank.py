"""Universal Dependencies treebanks: are words, sentences, tags and trees right?

Two conditions: `gold_tokens`, where kg is given the words and sentences of the treebank, and `raw`, where
it is given the text alone. Figures follow the CoNLL 2018 shared task (Zeman et al. 2018, section 5): words
are aligned by the characters that they cover (white space aside), inside a multiword token by the longest
common subsequence of their forms; each figure is the F1 of aligned words that are right (given tokens:
simply their share). `las` compares universal relations ("nsubj:pass" counts as "nsubj"), as the shared task
does; `las_full` compares whole labels. A gold lemma "_" is right whatever is said.

`elas` is the F1 of enhanced dependencies, (head, label) of each word, as in the IWPT 2020 shared task (Bouma,
Seddah and Zeman 2020), `eulas` the same with universal relations; both are given where the gold has any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kg.bench.conllu import TreeDocument, TreeSentence
from kg.bench.records import f1
from kg.errors import InputError

__all__ = ["Layer", "LayerPair", "LayerWord", "layer_of_doc", "layer_of_trees", "score"]


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of a text and what is said about it.

    [start, end) is the interval of non-white characters that it covers (those of its multiword token);
    `parent` is the index of its parent among all words (None: a root), `enhanced` has the pairs (parent,
    label) of its enhanced dependencies.
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    parent: int | None
    label: str
    in_multiword: bool = False
    enhanced: tuple[tuple[int | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A text with its sentences (intervals of non-white characters) and words."""

    characters: str
    sentences: tuple[tuple[int, int], ...]
    words: tuple[LayerWord, ...]


@dataclass(slots=True)
class Counts:
    """What is right, what a system said, what the gold holds."""

    right: dict[str, int] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)
    gold: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, right: int, said: int, gold: int) -> None:
        """Add to one figure."""
        for counts, number in ((self.right, right), (self.said, said), (self.gold, gold)):
            counts[name] = counts.get(name, 0) + number

    def figures(self) -> dict[str, float]:
        """Return the F1 of each figure."""
        return {name: self._f1(name) for name in self.right}

    def _f1(self, name: str) -> float:
        right, said, gold = self.right[name], self.said[name], self.gold[name]
        return f1(right / said, right / gold) if said and gold else 0.0


LayerPair: TypeAlias = tuple[Layer, Layer]
"""Gold and system."""


def _squeeze(text: str) -> str:
    return "".join(text.split())


def layer_of_trees(document: TreeDocument) -> Layer:
    """Return the layer of a gold document."""
    words: list[LayerWord] = []
    sentences: list[tuple[int, int]] = []
    characters = ""
    for sentence in document.sentences:
        start, before = len(characters), len(words)
        for token in sentence.tokens:
            begin = len(characters)
            characters += _squeeze(token.form)
            for i in range(token.first, token.end):
                words.append(_gold_word(sentence, i, begin, len(characters), before, token.is_multiword))
        sentences.append((start, len(characters)))
    return Layer(characters, tuple(sentences), tuple(words))


def _gold_word(
    sentence: TreeSentence, i: int, start: int, end: int, before: int, in_multiword: bool
) -> LayerWord:
    word = sentence.words[i]
    parent = before + word.head - 1 if word.head else None
    enhanced = tuple((before + head - 1 if head else None, label) for head, label in word.enhanced)
    return LayerWord(
        start, end, word.form, word.lemma, word.upos, word.xpos, parent, word.label, in_multiword, enhanced
    )


def layer_of_doc(doc: Any) -> Layer:
    """Return the layer of an annotated spaCy Doc; tokens of white space are no words."""
    from kg.language.enhanced import enhanced

    places: dict[int, int] = {}
    sentences: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    characters = ""
    for sent in doc.sents:
        start = len(characters)
        for token in sent:
            if not token.is_space:
                places[token.i] = len(places)
                spans.append((len(characters), len(characters) + len(_squeeze(token.text))))
                characters += _squeeze(token.text)
        if len(characters) > start:
            sentences.append((start, len(characters)))
    tokens = [token for token in doc if not token.is_space]
    graph = enhanced(doc)
    words = tuple(_said_word(t, span, places, graph[t.i]) for t, span in zip(tokens, spans, strict=True))
    return Layer(characters, tuple(sentences), words)


def _said_word(
    token: Any, span: tuple[int, int], places: Mapping[int, int], edges: Iterable[tuple[int, str]]
) -> LayerWord:
    parent = None if token.head.i == token.i else places.get(token.head.i)
    label = "root" if token.dep_ == "ROOT" else token.dep_
    enhanced = tuple(
        (None if head == token.i else places[head], name)
        for head, name in edges
        if head == token.i or head in places
    )
    return LayerWord(
        *span, token.text, token.lemma_, token.pos_, token.tag_, parent, label, enhanced=enhanced
    )


Alignment: TypeAlias = list[tuple[int, int]]
"""Pairs (index of a gold word, index of a system word)."""


def align(gold: Layer, said: Layer) -> Alignment:
    """Return which words are the same: by their characters, inside multiword tokens by their forms.

    Raises `InputError` where the two layers are not of the same text.
    """
    if gold.characters != said.characters:
        at = next(
            (i for i, (a, b) in enumerate(zip(gold.characters, said.characters, strict=False)) if a != b), 0
        )
        near = gold.characters[max(0, at - 20) : at + 20]
        raise InputError(f"gold and system differ in their text near {near!r}")
    regions = _multiword_regions([*gold.words, *said.words])
    by_span = {(w.start, w.end): j for j, w in enumerate(said.words) if _region(w, regions) is None}
    aligned: Alignment = []
    for i, word in enumerate(gold.words):
        j = by_span.get((word.start, word.end))
        if _region(word, regions) is None and j is not None:
            aligned.append((i, j))
    for inside_gold, inside_said in _inside(gold.words, said.words, regions):
        aligned.extend(_common(gold.words, inside_gold, said.words, inside_said))
    return sorted(aligned)


def _multiword_regions(words: Iterable[LayerWord]) -> dict[int, tuple[int, int]]:
    """Return for each character inside a multiword token the union of the multiword tokens around it."""
    regions: list[tuple[int, int]] = []
    for start, end in sorted({(w.start, w.end) for w in words if w.in_multiword}):
        if regions and start < regions[-1][1]:
            regions[-1] = (regions[-1][0], max(end, regions[-1][1]))
        else:
            regions.append((start, end))
    return {i: region for region in regions for i in range(*region)}


def _region(word: LayerWord, regions: Mapping[int, tuple[int, int]]) -> tuple[int, int] | None:
    """Return the region that holds the whole word."""
    region = regions.get(word.start)
    return region if region and word.end <= region[1] else None


def _inside(
    gold: Sequence[LayerWord], said: Sequence[LayerWord], regions: Mapping[int, tuple[int, int]]
) -> Iterable[tuple[list[int], list[int]]]:
    """Yield the indices of gold and system words in each region."""
    groups: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for side, words in enumerate((gold, said)):
        for i, word in enumerate(words):
            region = _region(word, regions)
            if region:
                groups.setdefault(region, ([], []))[side].append(i)
    return groups.values()


def _common(
    gold: Sequence[LayerWord],
    inside_gold: Sequence[int],
    said: Sequence[LayerWord],
    inside_said: Sequence[int],
) -> Alignment:
    """Return a longest common subsequence of the forms, in lower case."""
    rows, columns = len(inside_gold), len(inside_said)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    same = [[gold[i].form.lower() == said[j].form.lower() for j in inside_said] for i in inside_gold]
    for a in reversed(range(rows)):
        for b in reversed(range(columns)):
            best[a][b] = 1 + best[a + 1][b + 1] if same[a][b] else max(best[a + 1][b], best[a][b + 1])
    aligned, a, b = [], 0, 0
    while a < rows and b < columns:
        if same[a][b]:
            aligned.append((inside_gold[a], inside_said[b]))
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1
    return aligned


Test: TypeAlias = Callable[[LayerWord, LayerWord, bool], bool]


def _universal(label: str) -> str:
    return label.partition(":")[0]


FIGURES: dict[str, Test] = {
    "words_f1": lambda gold, said, attached: True,
    "upos": lambda gold, said, attached: gold.upos == said.upos,
    "xpos": lambda gold, said, attached: gold.xpos == said.xpos,
    "lemma": lambda gold, said, attached: gold.lemma in ("_", said.lemma),
    "uas": lambda gold, said, attached: attached,
    "las": lambda gold, said, attached: attached and _universal(gold.label) == _universal(said.label),
    "las_full": lambda gold, said, attached: attached and gold.label == said.label,
}
"""What makes an aligned pair of words right."""


def _universal_steps(label: str) -> str:
    return ">".join(_universal(step) for step in label.split(">"))


ENHANCED: dict[str, Callable[[str], str]] = {"elas": lambda label: label, "eulas": _universal_steps}
"""What is compared of the label of an enhanced dependency."""


def count(gold: Layer, said: Layer, counts: Counts) -> None:
    """Add the figures of one document."""
    aligned = align(gold, said)
    gold_of = {j: i for i, j in aligned}
    pairs = []
    for i, j in aligned:
        parent = said.words[j].parent
        attached = gold.words[i].parent == (None if parent is None else gold_of.get(parent, -1))
        pairs.append((gold.words[i], said.words[j], attached))
    for name, is_right in FIGURES.items():
        counts.add(name, sum(is_right(*pair) for pair in pairs), len(said.words), len(gold.words))
    same = len(set(gold.sentences) & set(said.sentences))
    counts.add("sentences_f1", same, len(said.sentences), len(gold.sentences))
    if any(word.enhanced for word in gold.words):
        for name, view in ENHANCED.items():
            _count_enhanced(name, view, (gold, said), aligned, counts)


def _count_enhanced(
    name: str, view: Callable[[str], str], pair: LayerPair, aligned: Alignment, counts: Counts
) -> None:
    """Add the enhanced dependencies of one document, as sets for each word."""
    gold, said = ([{(h, view(label)) for h, label in word.enhanced} for word in x.words] for x in pair)
    gold_of: dict[int | None, int | None] = {None: None, **{j: i for i, j in aligned}}
    right = sum(
        len(gold[i] & {(gold_of.get(head, -1), label) for head, label in said[j]}) for i, j in aligned
    )
    counts.add(name, right, sum(map(len, said)), sum(map(len, gold)))


def score(pairs: Iterable[LayerPair]) -> dict[str, float]:
    """Return the figures over (gold, system) layers of all documents.

    >>> word = LayerWord(0, 2, "Go", "go", "VERB", "VB", None, "root")
    >>> layer = Layer("Go", ((0, 2),), (word,))
    >>> score([(layer, layer)])["las"]
    1.0
    """
    counts = Counts()
    for gold, said in pairs:
        count(gold, said, counts)
    return counts.figures()
