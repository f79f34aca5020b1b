"""Coreference: are the mentions of one thing in one chain, and do pronouns find what they stand for?

Figures of the CoNLL 2011/2012 shared tasks (Pradhan et al. 2014, "Scoring coreference partitions of
predicted mentions"): MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998), CEAF with phi4 (Luo 2005),
and `conll`, the mean of their F1. Mentions are the same where they cover the same characters, white space
aside. Numerators and denominators are summed over documents. Singletons count; under `no_singletons` both
sides have lost theirs.

`pronouns`: of the gold mentions that are one pronoun and have an earlier mention in their chain, the share
of which the system has the mention, and the closest earlier mention of its system chain has the head word of
some mention of the gold chain: wrong borders of the antecedent are counted elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from kg.bench import conllu
from kg.bench.chains import ChainLayer, ChainMention, Span, check_text, layer_of_doc, layer_of_trees
from kg.bench.matching import best_total
from kg.bench.options import Options, Outcome
from kg.bench.records import f1, mean, resource
from kg.errors import InputError

__all__ = [
    "METRICS",
    "Counts",
    "LayerPair",
    "b_cubed",
    "ceaf_e",
    "mentions",
    "muc",
    "pronouns",
    "read_gold",
    "run",
    "score",
]

Chains: TypeAlias = Sequence[frozenset[Span]]
LayerPair: TypeAlias = tuple[ChainLayer, ChainLayer]
"""Gold and system."""

CONTEXT = 60
"""Characters shown on either side of a wrong pronoun."""


class Counts(NamedTuple):
    """What makes precision (`right_said` of `said`) and recall (`right_gold` of `gold`)."""

    right_said: float = 0
    said: float = 0
    right_gold: float = 0
    gold: float = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sums."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1."""
        precision = self.right_said / self.said if self.said else 0.0
        recall = self.right_gold / self.gold if self.gold else 0.0
        return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def mentions(gold: Chains, said: Chains) -> Counts:
    """Count mentions, whatever chain they are in."""
    gold_spans, said_spans = frozenset().union(*gold), frozenset().union(*said)
    both = len(gold_spans & said_spans)
    return Counts(both, len(said_spans), both, len(gold_spans))


def muc(gold: Chains, said: Chains) -> Counts:
    """Count links: a chain of n mentions needs n - 1, and lacks one for each further part that the other
    side cuts it into.

    >>> muc([frozenset({(0, 1), (2, 3), (4, 5)})], [frozenset({(0, 1), (2, 3)})])
    Counts(right_said=1, said=1, right_gold=1, gold=2)
    """
    return Counts(*_links(said, gold), *_links(gold, said))


def _links(chains: Chains, others: Chains) -> tuple[int, int]:
    """Return how many links of `chains` the others hold, and how many there are."""
    owner = _owners(others)
    parts = (len({owner.get(span, span) for span in chain}) for chain in chains)
    needed = sum(len(chain) - 1 for chain in chains)
    return sum(map(len, chains)) - sum(parts), needed


def _owners(chains: Chains) -> dict[Span, int]:
    return {span: i for i, chain in enumerate(chains) for span in chain}


def b_cubed(gold: Chains, said: Chains) -> Counts:
    """Count for each mention the share of its chain that the other side's chain of it holds."""
    shared = _overlaps(gold, said)
    right_said = sum(n * n / len(said[j]) for (_, j), n in shared.items())
    right_gold = sum(n * n / len(gold[i]) for (i, _), n in shared.items())
    return Counts(right_said, sum(map(len, said)), right_gold, sum(map(len, gold)))


def ceaf_e(gold: Chains, said: Chains) -> Counts:
    """Count chains by their likeness (phi4: twice the shared mentions by all mentions of both), matched one
    to one so that the sum is greatest.
    """
    likeness = {(i, j): 2 * n / (len(gold[i]) + len(said[j])) for (i, j), n in _overlaps(gold, said).items()}
    total = best_total(likeness)
    return Counts(total, len(said), total, len(gold))


def _overlaps(gold: Chains, said: Chains) -> Counter[tuple[int, int]]:
    """Return how many mentions a gold and a system chain share, for those that share any."""
    owner = _owners(said)
    return Counter((i, owner[span]) for i, chain in enumerate(gold) for span in chain if span in owner)


METRICS: Mapping[str, Callable[[Chains, Chains], Counts]] = {
    "mentions": mentions,
    "muc": muc,
    "b_cubed": b_cubed,
    "ceaf_e": ceaf_e,
}
"""Name of a figure → what counts it in one document."""


class PronounVerdict(NamedTuple):
    """A gold pronoun, the mention that the system takes it for (None: none), and whether that is right."""

    mention: ChainMention
    antecedent: ChainMention | None
    is_right: bool

    @property
    def is_third_person(self) -> bool:
        """Tell whether it is a form of he, she, it or they."""
        return self.mention.text.lower() in resource("coref.json")["third_person"]


def pronouns(gold: ChainLayer, said: ChainLayer) -> Iterator[PronounVerdict]:
    """Yield a verdict on each gold pronoun that has an earlier mention, in text order."""
    gold_chains, said_chains = gold.chains(), said.chains()
    said_by_span = {mention.span: mention for mention in said.mentions}
    for mention in gold.mentions:
        chain = gold_chains[mention.chain]
        if mention.is_pronoun and _closest(chain, mention) is not None:
            same = said_by_span.get(mention.span)
            antecedent = None if same is None else _closest(said_chains[same.chain], same)
            heads = {other.head for other in chain}
            yield PronounVerdict(mention, antecedent, antecedent is not None and antecedent.head in heads)


def _closest(chain: Iterable[ChainMention], mention: ChainMention) -> ChainMention | None:
    """Return the last mention of a chain that starts before `mention` does."""
    earlier = [other for other in chain if other.span[0] < mention.span[0]]
    return earlier[-1] if earlier else None


def score(pairs: Iterable[LayerPair]) -> dict[str, Any]:
    """Return the figures over (gold, system) layers of all documents.

    Raises `InputError` where the layers of a pair are not of the same text.

    >>> she = ChainMention((6, 9), (6, 9), "1", "she", is_pronoun=True)
    >>> layer = ChainLayer("Annsawshe", (ChainMention((0, 3), (0, 3), "1", "Ann"), she))
    >>> figures = score([(layer, layer)])
    >>> figures["conll"], figures["pronouns"]["third_person"]
    (1.0, {'share': 1.0, 'right': 1, 'gold': 1})
    """
    pairs = list(pairs)
    for gold, said in pairs:
        check_text(gold, said)
    spans = [(_spans(gold), _spans(said)) for gold, said in pairs]
    larger = [(_without_singletons(gold), _without_singletons(said)) for gold, said in spans]
    verdicts = [verdict for pair in pairs for verdict in pronouns(*pair)]
    return {
        **_figures(spans),
        "no_singletons": _figures(larger),
        "pronouns": {
            "all": _share(verdicts),
            "third_person": _share([v for v in verdicts if v.is_third_person]),
        },
    }


def _spans(layer: ChainLayer) -> Chains:
    return [frozenset(mention.span for mention in chain) for chain in layer.chains().values()]


def _without_singletons(chains: Chains) -> Chains:
    return [chain for chain in chains if len(chain) > 1]


def _figures(documents: Sequence[tuple[Chains, Chains]]) -> dict[str, Any]:
    figures = {}
    for name, count in METRICS.items():
        counts = Counts()
        for gold, said in documents:
            counts = counts.plus(count(gold, said))
        figures[name] = counts.figures()
    return {"conll": mean(figures[name]["f1"] for name in ("muc", "b_cubed", "ceaf_e")), **figures}


def _share(verdicts: Sequence[PronounVerdict]) -> dict[str, float]:
    right = sum(verdict.is_right for verdict in verdicts)
    return {"share": right / len(verdicts) if verdicts else 0.0, "right": right, "gold": len(verdicts)}


def read_gold(paths: Sequence[Path], options: Options) -> tuple[list[conllu.TreeDocument], list[ChainLayer]]:
    """Return the documents of a treebank with chains, and their layers.

    Raises `InputError` where `paths` is not one file, or where it marks no mentions.
    """
    if len(paths) != 1:
        raise InputError(f"takes one gold file, not {len(paths)}", remedy="name one file")
    documents = conllu.read(paths[0])[: options.limit]
    gold = [layer_of_trees(document) for document in documents]
    if not any(layer.mentions for layer in gold):
        raise InputError("marks no mentions", where=str(paths[0]), remedy="give a file with Entity= in MISC")
    return documents, gold


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Run a treebank with chains: words and sentences as given, then the text alone."""
    from kg.bench.annotate import Annotator

    documents, gold = read_gold(paths, options)
    annotator = Annotator(options.model)
    given, raw = list(_given_pairs(documents, annotator)), list(_raw_pairs(documents, gold, annotator))
    figures = {
        "documents": len(documents),
        "gold_mentions": sum(len(layer.mentions) for layer in gold),
        "gold_chains": sum(len(layer.chains()) for layer in gold),
        "gold_tokens": score(given),
        "raw": score(raw),
    }
    records = [
        _record(mode, document.id, said)
        for mode, pairs in (("gold_tokens", given), ("raw", raw))
        for document, (_, said) in zip(documents, pairs, strict=True)
    ]
    return Outcome(figures, records, errors(documents, raw) if options.errors else "")


def _given_pairs(documents: Iterable[conllu.TreeDocument], annotator: Any) -> Iterator[LayerPair]:
    """Yield gold and system where words and sentences are given."""
    for document in documents:
        given = document.with_words_as_tokens()
        words = [[word.form for word in s.words] for s in given.sentences]
        doc = annotator.words(words, spaces=[s.spaces for s in document.sentences])
        yield layer_of_trees(given), layer_of_doc(doc)


def _raw_pairs(
    documents: Iterable[conllu.TreeDocument], gold: Iterable[ChainLayer], annotator: Any
) -> Iterator[LayerPair]:
    """Yield gold and system where the text is given."""
    for document, layer in zip(documents, gold, strict=True):
        yield layer, layer_of_doc(annotator.text(document.text))


def _record(mode: str, name: str, layer: ChainLayer) -> dict[str, Any]:
    rows = [
        {"start": m.span[0], "end": m.span[1], "chain": m.chain, "head": list(m.head), "text": m.text}
        for m in layer.mentions
    ]
    return {"id": name, "mode": mode, "mentions": rows}


def errors(documents: Sequence[conllu.TreeDocument], pairs: Sequence[LayerPair]) -> str:
    """Return for each document the wrong pronouns and the chains that are split or merged, as Markdown."""
    lines = ["# Coreference, from the text alone", ""]
    lines += ["✗ wrong antecedent · ○ none · ÷ a gold chain in several · + several gold chains in one", ""]
    for document, (gold, said) in zip(documents, pairs, strict=True):
        entries = [*_wrong_pronouns(document.text, gold, said), *_split(gold, said, "÷")]
        entries += _split(said, gold, "+")
        lines += [f"## {document.id}", "", *(f"- {entry}" for entry in entries), ""]
    return "\n".join(lines)


def _wrong_pronouns(text: str, gold: ChainLayer, said: ChainLayer) -> Iterator[str]:
    places = [i for i, character in enumerate(text) if not character.isspace()]
    chains = gold.chains()
    for mention, antecedent, is_right in pronouns(gold, said):
        if not is_right:
            start, end = places[mention.span[0]], places[mention.span[1] - 1] + 1
            left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
            context = " ".join(f"{left}**{text[start:end]}**{right}".split())
            taken = f"✗ {antecedent.text}" if antecedent else "○"
            yield f"{taken} (gold: {_name(chains[mention.chain])}): {context}"


def _split(whole: ChainLayer, parts: ChainLayer, sign: str) -> Iterator[str]:
    """Yield a line for each chain whose mentions are in several chains of the other side."""
    owner = {mention.span: mention.chain for mention in parts.mentions}
    for chain in whole.chains().values():
        groups: dict[str, list[str]] = {}
        for mention in chain:
            if mention.span in owner:
                groups.setdefault(owner[mention.span], []).append(mention.text)
        if len(groups) > 1:
            yield f"{sign} " + " | ".join(", ".join(texts) for texts in groups.values())


def _name(chain: Sequence[ChainMention]) -> str:
    """Return the first mention of a chain that is no pronoun, or the first one."""
    return next((mention.text for mention in chain if not mention.is_pronoun), chain[0].text)
