"""Triples in the words of a small ontology: what the pairs of mentions of a sentence stand for.

With training sentences, each pair of mentions that a gold triple names teaches how its relation is worded
(distant matching after Mintz et al., ACL 2009): counts by ontology and feature, nothing else. Without them
a relation is found by its label alone: all content words of the label stand between the two mentions.
Nothing that is learned here becomes part of the product.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg import statements
from kg.bench.annotate import Annotator
from kg.bench.mine import stems
from kg.bench.options import Options
from kg.bench.paths import Pair, forms, pairs
from kg.bench.predict import lexicon_of
from kg.bench.records import Prediction, Triple, read_jsonl
from kg.bench.text2kg import bare, read_ontologies
from kg.errors import InputError
from kg.model import Lexicon, Mention

__all__ = ["Learner", "grounded"]

LEAST = 0.35
"""Share of a feature's pairs that must stand for a relation before it is said."""

NONE = ""


@dataclass(slots=True)
class Learner:
    """Counts of relations by ontology and feature, and in which form a relation's arguments are written."""

    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    written: dict[tuple[str, str], Counter[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def add(self, ontology: str, pair: Pair, relation: str, written: tuple[int, int] | None) -> None:
        """Count one pair that stands for a relation (`NONE`: for none)."""
        for feature in pair.features:
            self.counts[ontology, feature][relation] += 1
        if written:
            self.written[ontology, relation][written] += 1

    def best(self, ontology: str, pair: Pair) -> tuple[str, float]:
        """Return the relation that some feature of the pair tells best, and its share (add-one smoothed)."""
        found = (NONE, 0.0)
        for feature in pair.features:
            counter = self.counts.get((ontology, feature))
            for relation, count in counter.items() if counter else ():
                share = count / (counter.total() + 1) if counter else 0.0
                if relation != NONE and share > found[1]:
                    found = (relation, share)
        return found

    def form(self, ontology: str, relation: str) -> tuple[int, int]:
        """Return which forms of subject and object the relation is usually written with."""
        known = self.written.get((ontology, relation))
        return max(known, key=lambda form: (known[form], form)) if known else (0, 0)


class _Reader:
    """Finds the pairs of mentions of a sentence."""

    def __init__(self, options: Options) -> None:
        self.annotator = Annotator(options.model)
        self.lexicon: Lexicon = lexicon_of(options)

    def read(self, sentence: str) -> tuple[list[Pair], dict[Mention, tuple[str, ...]]]:
        """Return the pairs, and the forms of each mention."""
        doc = self.annotator.text(sentence)
        mentions = statements.mentions(doc, lexicon=self.lexicon)
        written = {}
        for mention in mentions:
            span = mention.phrase or mention.span
            written[mention] = forms(mention, sentence[span.start : span.end])
        return list(pairs(doc, mentions)), written


def grounded(gold: Sequence[Mapping[str, Any]], options: Options) -> Iterator[Prediction]:
    """Yield the triples of each gold sentence in the relations of its ontology."""
    if options.ontologies is None:
        raise InputError("text2kg needs the ontologies", remedy="--ontologies FILE.json")
    labels = {
        name: [relation["label"] for relation in ontology["relations"]]
        for name, ontology in read_ontologies(options.ontologies).items()
    }
    reader = _Reader(options)
    learner = learn(read_jsonl(options.examples), reader) if options.examples else None
    for row in gold:
        found, written = reader.read(row["sentence"])
        name = row["ontology"]
        said = _learned(learner, name, found, written) if learner else _by_label(labels[name], found, written)
        yield Prediction(str(row["id"]), row["sentence"], tuple(_best_first(said)))


def learn(rows: Iterable[Mapping[str, Any]], reader: Any) -> Learner:
    """Return what training sentences teach."""
    learner = Learner()
    for row in rows:
        found, written = reader.read(row["sentence"])
        wanted = {(bare(t["subject"]), bare(t["object"])): t["relation"] for t in row["triples"]}
        for pair in found:
            relation, form = _named(pair, written, wanted)
            learner.add(row["ontology"], pair, relation, form)
    return learner


def _named(
    pair: Pair, written: Mapping[Mention, tuple[str, ...]], wanted: Mapping[tuple[str, str], str]
) -> tuple[str, tuple[int, int] | None]:
    """Return the relation that a pair stands for, and the forms by which the gold names its two mentions."""
    for i, subject in enumerate(written[pair.subject]):
        for j, object_ in enumerate(written[pair.object]):
            relation = wanted.get((bare(subject), bare(object_)))
            if relation:
                return relation, (i, j)
    return NONE, None


def _learned(
    learner: Learner, ontology: str, found: Iterable[Pair], written: Mapping[Mention, tuple[str, ...]]
) -> Iterator[Triple]:
    for pair in found:
        relation, share = learner.best(ontology, pair)
        if share >= LEAST:
            i, j = learner.form(ontology, relation)
            yield Triple(written[pair.subject][i], relation, written[pair.object][j], (), share)


def _by_label(
    labels: Iterable[str], found: Sequence[Pair], written: Mapping[Mention, tuple[str, ...]]
) -> Iterator[Triple]:
    wanted = {label: stems(label.replace("_", " ")) for label in labels}
    for pair in found:
        between = stems(" ".join(pair.lemmas))
        for label, words in wanted.items():
            if words and words <= between and pair.subject.span < pair.object.span:
                yield Triple(written[pair.subject][0], label, written[pair.object][0])


def _best_first(triples: Iterable[Triple]) -> list[Triple]:
    """Return each triple once, the surest first, otherwise in the order of the text."""
    best: dict[tuple[str, str, str], Triple] = {}
    for triple in triples:
        key = (triple.subject, triple.relation, triple.object)
        if key not in best or best[key].confidence < triple.confidence:
            best[key] = triple
    return sorted(best.values(), key=lambda t: -t.confidence)
