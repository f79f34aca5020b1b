"""Triples in the words of a small ontology: what the pairs of candidates of a sentence stand for.

With training sentences, each pair that a gold triple names teaches how its relation is worded (distant
supervision, Mintz et al., ACL 2009), and a small classifier for each ontology tells the relations apart.
Without them a relation is found by its label alone: all content words of the label stand between the two.
What is learned lives for the length of the command; nothing of it becomes part of the product.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg import statements
from kg.bench.annotate import Annotator
from kg.bench.classifier import Classifier
from kg.bench.mine import stems
from kg.bench.options import Options
from kg.bench.paths import Pair, candidates, pairs
from kg.bench.predict import lexicon_of
from kg.bench.records import Prediction, Triple, read_jsonl
from kg.bench.text2kg import bare, read_ontologies
from kg.errors import InputError
from kg.model import Lexicon

__all__ = ["Learner", "Reader", "grounded"]

LEAST = 0.15
"""Probability from which on a relation is said."""

FAMILY = 5
"""Letters by which words of one family are known."""

NONE = ""


class Reader:
    """Finds the pairs of candidates of a sentence."""

    def __init__(self, options: Options) -> None:
        """Load the language pipeline and the lexicon."""
        self.annotator = Annotator(options.model)
        self.lexicon: Lexicon = lexicon_of(options)

    def read(self, sentence: str, known: Iterable[str] = ()) -> list[Pair]:
        """Return the pairs; `known` are phrases that are arguments somewhere else."""
        doc = self.annotator.text(sentence)
        mentions = statements.mentions(doc, lexicon=self.lexicon)
        return list(pairs(doc, candidates(doc, mentions, self.lexicon.demonyms, known)))


class Learner:
    """What training sentences of one ontology teach: a classifier, and how arguments are written."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], reader: Any) -> None:
        """Learn from rows of one ontology."""
        relations = sorted({t["relation"] for row in rows for t in row["triples"]})
        self.known = tuple(
            sorted({t["object"] for row in rows for t in row["triples"] if len(t["object"]) > 3})
        )
        self.classifier = Classifier([NONE, *relations])
        self.written: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
        examples = []
        for row in rows:
            wanted = {(bare(t["subject"]), bare(t["object"])): t["relation"] for t in row["triples"]}
            for pair in reader.read(row["sentence"], self.known):
                relation = self._named(pair, wanted)
                examples.append((pair.features, self.classifier.classes.index(relation)))
        self.classifier.train(examples)

    def _named(self, pair: Pair, wanted: Mapping[tuple[str, str], str]) -> str:
        """Return the relation that a pair stands for, and remember in which forms the gold has its two."""
        for i, subject in enumerate(pair.subject.forms):
            for j, other in enumerate(pair.object.forms):
                relation = wanted.get((bare(subject), bare(other)))
                if relation:
                    self.written[relation][i, j] += 1
                    return relation
        return NONE

    def triples(self, found: Iterable[Pair]) -> Iterator[Triple]:
        """Yield the triples that the pairs of a sentence stand for."""
        for pair in found:
            probabilities = self.classifier.probabilities(pair.features)
            for relation, share in zip(self.classifier.classes, probabilities, strict=True):
                if relation != NONE and share >= LEAST and self.written[relation]:
                    i, j = self._form(relation)
                    yield Triple(pair.subject.forms[i], relation, pair.object.forms[j], (), float(share))

    def _form(self, relation: str) -> tuple[int, int]:
        counts = self.written[relation]
        return max(counts, key=lambda form: (counts[form], form))


def grounded(gold: Sequence[Mapping[str, Any]], options: Options) -> Iterator[Prediction]:
    """Yield the triples of each gold sentence in the relations of its ontology."""
    if options.ontologies is None:
        raise InputError("text2kg needs the ontologies", remedy="--ontologies FILE.json")
    ontologies = read_ontologies(options.ontologies)
    reader = Reader(options)
    learners = _learners(options, reader)
    for row in gold:
        learner = learners.get(row["ontology"])
        found = reader.read(row["sentence"], learner.known if learner else ())
        labels = [relation["label"] for relation in ontologies[row["ontology"]]["relations"]]
        said = learner.triples(found) if learner else by_label(labels, found)
        yield Prediction(str(row["id"]), row["sentence"], tuple(best_first(said)))


def _learners(options: Options, reader: Reader) -> dict[str, Learner]:
    """Return a learner for each ontology that has training sentences."""
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in read_jsonl(options.examples) if options.examples else ():
        rows[row["ontology"]].append(row)
    return {name: Learner(group, reader) for name, group in sorted(rows.items())}


def by_label(labels: Iterable[str], found: Sequence[Pair]) -> Iterator[Triple]:
    """Yield a triple for each pair in text order between which all content words of a label stand.

    Words of one family ("director", "directed") are known by their first letters.
    """
    wanted = {label: _families(label.replace("_", " ")) for label in labels}
    for pair in found:
        between = _families(" ".join(pair.lemmas))
        for label, words in wanted.items():
            if words and words <= between and pair.subject.token.i < pair.object.token.i:
                yield Triple(pair.subject.forms[0], label, pair.object.forms[0])


def _families(text: str) -> frozenset[str]:
    return frozenset(stem[:FAMILY] for stem in stems(text))


def best_first(triples: Iterable[Triple]) -> list[Triple]:
    """Return each triple once, the surest first, otherwise in the order of the text."""
    best: dict[tuple[str, str, str], Triple] = {}
    for triple in triples:
        key = (triple.subject, triple.relation, triple.object)
        if key not in best or best[key].confidence < triple.confidence:
            best[key] = triple
    return sorted(best.values(), key=lambda t: -t.confidence)
