"""Nodes: are the mentions of one thing in one node of the graph?

Gold is a treebank with chains (`Entity=` of GUM and CorefUD), the system side are the entities that a build
makes of the text alone, one document at a time. The graph shows short forms, whose borders are not those of
the gold, so mentions are the same where their head words are; of those left over (heads of names are a matter
of taste), where each holds the other's head word. Pronouns that found no node, and chains of nothing but
pronouns, are no node: they count as missed. `named` keeps the entities that have a name, on either side;
`names` keeps of these the mentions that are names. Figures are those of `kg.bench.coref`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.bench import coref
from kg.bench.chains import ChainLayer, ChainMention, Span, check_text, places
from kg.bench.coref import LayerPair
from kg.bench.options import Options, Outcome
from kg.model import Document, Entity, EntityKind, Mention, MentionKind
from kg.model import Span as TextSpan

__all__ = ["align", "layer_of_entities", "run", "score"]

_NUMBER = re.compile(r" [\d.]+$")
_UNMARKED = {"relative", "title", "demonym"}


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Run a treebank with chains: each document's text is built, its nodes are compared with the chains."""
    documents, gold = coref.read_gold(paths, options)
    said = _layers([document.text for document in documents], options)
    pairs = [align(*pair) for pair in zip(gold, said, strict=True)]
    records = [_record(document.id, layer) for document, (_, layer) in zip(documents, pairs, strict=True)]
    page = coref.errors(documents, pairs) if options.errors else ""
    return Outcome({"documents": len(documents), **score(pairs)}, records, page)


def score(pairs: Sequence[LayerPair]) -> dict[str, Any]:
    """Return the figures over (gold, system) layers whose mentions are told by their heads."""
    for gold, said in pairs:
        check_text(gold, said)
    named = [(_named(gold), _named(said)) for gold, said in pairs]
    names = [(_names(gold), _names(said)) for gold, said in named]
    return {
        "all": coref.score(pairs),
        "named": {"b_cubed": _b_cubed(named)},
        "names": {"b_cubed": _b_cubed(names)},
        "reasons": _reasons(pairs),
    }


def _reasons(pairs: Sequence[LayerPair]) -> dict[str, dict[str, float]]:
    """Return for each reason how many mentions were joined for it, and the share that is right.

    Right is a mention whose gold chain is that of most earlier mentions of its node; mentions that the gold
    does not mark are not counted. What stands behind a colon, and numbers, do not tell reasons apart.
    """
    right: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    for gold, said in pairs:
        owner = {mention.span: mention.chain for mention in gold.mentions}
        for chain in said.chains().values():
            marked = [(owner[m.span], m) for m in chain if m.span in owner]
            for k, (name, mention) in enumerate(marked[1:], start=1):
                most = Counter(other for other, _ in marked[:k]).most_common(1)[0][0]
                reason = _NUMBER.sub("", mention.reason.partition(":")[0])
                kind = " of a pronoun" if mention.is_pronoun and reason == "coreference" else ""
                joined[reason + kind] += 1
                right[reason + kind] += name == most
    return {
        reason: {"share": right[reason] / count, "joined": count} for reason, count in joined.most_common()
    }


def _b_cubed(pairs: Sequence[LayerPair]) -> Mapping[str, float]:
    figures: Mapping[str, float] = coref.score(pairs)["b_cubed"]
    return figures


def _named(layer: ChainLayer) -> ChainLayer:
    """Return the chains that have a name."""
    chains = {mention.chain for mention in layer.mentions if mention.is_name and mention.type != "time"}
    return replace(layer, mentions=tuple(m for m in layer.mentions if m.chain in chains))


def _names(layer: ChainLayer) -> ChainLayer:
    """Return the mentions that are names of something; "May 2003" names no thing."""
    return replace(layer, mentions=tuple(m for m in layer.mentions if m.is_name and m.type != "time"))


def align(gold: ChainLayer, said: ChainLayer) -> LayerPair:
    """Return both layers with each mention over one word, the same one where the mentions are the same.

    >>> gold = ChainLayer("MissBell", (ChainMention((0, 8), (0, 4), "1", "Miss Bell"),))
    >>> said = ChainLayer("MissBell", (ChainMention((0, 8), (4, 8), "a", "Miss Bell"),))
    >>> [layer.mentions[0].span for layer in align(gold, said)]
    [(0, 4), (0, 4)]
    """
    by_head = {mention.head: mention for mention in gold.mentions[::-1]}
    free = by_head.keys() - {mention.head for mention in said.mentions}
    moved = [
        mention if mention.head in by_head else mention._replace(head=_held(mention, by_head, free))
        for mention in said.mentions
    ]
    return _over_heads(gold.characters, gold.mentions), _over_heads(said.characters, moved)


def _held(mention: ChainMention, by_head: Mapping[Span, ChainMention], free: set[Span]) -> Span:
    """Return the head of the gold mention that a mention is of, taken from `free`; its own for none."""
    inside = (
        head
        for head in free
        if mention.span[0] <= head[0] < head[1] <= mention.span[1] and _holds(by_head[head], mention)
    )
    found = min(inside, default=mention.head)
    free.discard(found)
    return found


def _holds(outer: ChainMention, inner: ChainMention) -> bool:
    return outer.span[0] <= inner.head[0] and inner.head[1] <= outer.span[1]


def _over_heads(characters: str, mentions: Iterable[ChainMention]) -> ChainLayer:
    """Return a layer in which each mention covers its head; of several with one head the first stays."""
    found: dict[Span, ChainMention] = {}
    for mention in mentions:
        found.setdefault(mention.head, mention._replace(span=mention.head))
    return ChainLayer(characters, tuple(sorted(found.values(), key=lambda m: m.span)))


def _layers(texts: Sequence[str], options: Options) -> Iterator[ChainLayer]:
    """Yield what a build finds in each text alone, as it is, without cleaning."""
    from kg import entities, grounding, statements
    from kg.bench.annotate import Annotator
    from kg.config import Config

    annotator, vocabulary = Annotator(options.model), grounding.load(Config())
    for text in texts:
        document = Document("doc_bench", text)
        mentions = statements.mentions(annotator.document(document), lexicon=vocabulary.lexicon)
        found = entities.resolve([(document, mentions)], lexicon=vocabulary.lexicon, known=vocabulary.known)
        yield layer_of_entities(text, found)


def layer_of_entities(text: str, found: Sequence[Entity]) -> ChainLayer:
    """Return the mentions of the entities of one text; each entity is a chain.

    What the gold does not mark is left out: relative pronouns, titles before a name, adjectives of nations.
    """
    starts = places(text)
    mentions = [
        _mention(mention, reason, entity, starts)
        for entity in found
        for mention, reason in zip(entity.mentions, entity.reasons, strict=True)
        if not _UNMARKED & set(mention.features)
    ]
    characters = "".join(text.split())
    return ChainLayer(characters, tuple(sorted(mentions, key=lambda m: (m.span[0], -m.span[1]))))


def _mention(mention: Mention, reason: str, entity: Entity, starts: Sequence[int]) -> ChainMention:
    def place(span: TextSpan) -> tuple[int, int]:
        return starts[span.start], starts[span.end]

    return ChainMention(
        place(mention.span),
        place(mention.head or mention.span),
        entity.id,
        mention.text,
        mention.kind is MentionKind.PRONOUN,
        mention.type,
        mention.kind is MentionKind.NAME and entity.kind is EntityKind.NAMED,
        reason,
    )


def _record(name: str, layer: ChainLayer) -> dict[str, Any]:
    rows = [{"start": m.span[0], "end": m.span[1], "node": m.chain, "text": m.text} for m in layer.mentions]
    return {"id": name, "mentions": rows}
