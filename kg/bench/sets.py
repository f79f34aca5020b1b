"""One function a benchmark: gold and options in, figures, predictions and errors out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from kg.bench import (
    benchie,
    carb,
    conllu,
    entities,
    errors,
    mine,
    nominals,
    speed,
    text2kg,
    treebank,
    wire57,
)
from kg.bench.options import Options, Outcome
from kg.bench.records import Prediction, read_jsonl, read_predictions
from kg.errors import InputError

__all__ = [
    "run_benchie",
    "run_carb",
    "run_entities",
    "run_mine",
    "run_speed",
    "run_text2kg",
    "run_treebank",
    "run_wire57",
]

Rows: TypeAlias = Sequence[Mapping[str, Any]]
Scorer: TypeAlias = Callable[[Rows, Iterable[Prediction]], dict[str, Any]]
ErrorPage: TypeAlias = Callable[[Rows, Iterable[Prediction]], str]
Predictor: TypeAlias = Callable[[Rows, Options], Iterable[Prediction]]


def _one(paths: Sequence[Path]) -> Path:
    if len(paths) != 1:
        raise InputError(f"takes one gold file, not {len(paths)}", remedy="name one file")
    return paths[0]


def _gold(paths: Sequence[Path], options: Options, *fields: str) -> Rows:
    """Return the gold lines. Raises `InputError` where one lacks a field."""
    rows = read_jsonl(_one(paths))[: options.limit]
    for number, row in enumerate(rows, start=1):
        missing = [name for name in ("id", *fields) if name not in row]
        if missing:
            where = f"{paths[0]}: object {number}"
            raise InputError(
                f"has no {', '.join(missing)}", where=where, remedy="see docs/benchmarks.md for the format"
            )
    return rows


def _run(gold: Rows, options: Options, predict: Predictor, score: Scorer, page: ErrorPage) -> Outcome:
    """Score kg's predictions, or those of `options.score`."""
    predictions = read_predictions(options.score) if options.score else list(predict(gold, options))
    listing = page(gold, predictions) if options.errors else ""
    return Outcome(score(gold, predictions), [p.as_record() for p in predictions], listing)


def run_benchie(paths: Sequence[Path], options: Options) -> Outcome:
    """Run BenchIE: binary triples against facts."""
    gold = _gold(paths, options, "sentence", "facts")
    return _run(gold, options, _binary, benchie.score, errors.of_benchie)


def run_carb(paths: Sequence[Path], options: Options) -> Outcome:
    """Run CaRB: n-ary tuples by word overlap."""
    return _run(_gold(paths, options, "sentence", "tuples"), options, _nary, carb.score, errors.of_carb)


def run_wire57(paths: Sequence[Path], options: Options) -> Outcome:
    """Run WiRe57: n-ary tuples by word overlap."""
    return _run(_gold(paths, options, "sentence", "tuples"), options, _nary, wire57.score, errors.of_wire57)


def run_mine(paths: Sequence[Path], options: Options) -> Outcome:
    """Run the stand-in for MINE: the graph of each essay."""
    return _run(_gold(paths, options, "text", "facts"), options, _graphs, mine.score, errors.of_mine)


def run_text2kg(paths: Sequence[Path], options: Options) -> Outcome:
    """Run Text2KGBench: triples in the words of the ontologies of `options.ontologies`."""
    if options.ontologies is None:
        raise InputError("text2kg needs the ontologies", remedy="--ontologies FILE.json")
    ontologies = text2kg.read_ontologies(options.ontologies)
    gold = _gold(paths, options, "sentence", "ontology", "triples")

    def score(rows: Rows, predictions: Iterable[Prediction]) -> dict[str, Any]:
        return text2kg.score(rows, predictions, ontologies)

    return _run(gold, options, _grounded, score, errors.of_text2kg)


# Scoring alone needs no language model, so what makes predictions is imported when it is used.


def _binary(gold: Rows, options: Options) -> Iterator[Prediction]:
    from kg.bench.predict import binary

    return binary(gold, options)


def _nary(gold: Rows, options: Options) -> Iterator[Prediction]:
    from kg.bench.predict import nary

    return nary(gold, options)


def _graphs(gold: Rows, options: Options) -> Iterator[Prediction]:
    from kg.bench.graphs import graphs

    return graphs(gold, options)


def _grounded(gold: Rows, options: Options) -> Iterator[Prediction]:
    from kg.bench.relations import grounded

    return grounded(gold, options)


def run_treebank(paths: Sequence[Path], options: Options) -> Outcome:
    """Run a treebank: parse its words and sentences as given, then its text alone."""
    from kg.bench.annotate import Annotator

    documents = conllu.read(_one(paths))[: options.limit]
    annotator = Annotator(options.model)
    figures: dict[str, Any] = {
        "documents": len(documents),
        "sentences": sum(len(d.sentences) for d in documents),
        "words": sum(len(s.words) for d in documents for s in d.sentences),
    }
    records: list[dict[str, Any]] = []
    for mode, layers in (("gold_tokens", _given_layers), ("raw", _raw_layers)):
        pairs = list(layers(documents, annotator))
        figures[mode] = treebank.score(pairs)
        records += [_layer_record(mode, d.id, said) for d, (_, said) in zip(documents, pairs, strict=True)]
    return Outcome(figures, records)


def _given_layers(documents: Iterable[conllu.TreeDocument], annotator: Any) -> Iterator[treebank.LayerPair]:
    """Yield gold and system where words and sentences are given."""
    for document in documents:
        given = document.with_words_as_tokens()
        words = [[word.form for word in s.words] for s in given.sentences]
        doc = annotator.words(words, spaces=[s.spaces for s in document.sentences])
        yield treebank.layer_of_trees(given), treebank.layer_of_doc(doc)


def _raw_layers(documents: Iterable[conllu.TreeDocument], annotator: Any) -> Iterator[treebank.LayerPair]:
    """Yield gold and system where the text is given."""
    for document in documents:
        doc = annotator.text(document.text)
        yield treebank.layer_of_trees(document), treebank.layer_of_doc(doc)


def _layer_record(mode: str, name: str, layer: treebank.Layer) -> dict[str, Any]:
    columns = ("start", "end", "form", "lemma", "upos", "xpos", "parent", "label")
    words = [[getattr(word, column) for column in columns] for word in layer.words]
    return {
        "id": name,
        "mode": mode,
        "sentences": [list(s) for s in layer.sentences],
        "columns": columns,
        "words": words,
    }


def run_entities(paths: Sequence[Path], options: Options) -> Outcome:
    """Run named entities on an IOB2 file: words of documents as given, then each sentence as text; on a
    CoNLL-U file the types of nominal heads.
    """
    if _one(paths).suffix == ".conllu":
        return nominals.run(paths, options)
    sentences = entities.read(_one(paths))[: options.limit]
    if options.score:
        said = entities.read_predictions(options.score)
        return Outcome(entities.score(sentences, said), _name_records(sentences, said))
    from kg.bench.annotate import Annotator

    annotator = Annotator(options.model)
    said = entities.predictions_for(sentences, annotator.text)
    given = entities.predictions_for_words(sentences, annotator.words)
    figures = {"gold_tokens": entities.score(sentences, given), "raw": entities.score(sentences, said)}
    return Outcome(figures, _name_records(sentences, said))


def _name_records(
    sentences: Sequence[entities.NameSentence], said: Mapping[str, frozenset[entities.Name]]
) -> list[dict[str, Any]]:
    return [sentence.as_record(said.get(sentence.id, frozenset())) for sentence in sentences]


def run_speed(paths: Sequence[Path], options: Options) -> Outcome:
    """Measure words a second of the pipeline alone, of a build that writes nothing, and of the pipeline
    beside others, on one processor.
    """
    from kg.bench.annotate import Annotator
    from kg.bench.graphs import build_all, read_all
    from kg.bench.side_by_side import side_by_side

    with speed.one_processor() as is_single:
        annotator = Annotator(options.model)
        documents = read_all(paths)
        words = sum(annotator.count(document) for document in documents)
        if not words:
            raise InputError("no words to measure", where=str(paths[0]))
        nlp = speed.measure(lambda: [annotator.document(d) for d in documents], repeats=options.repeats)
        build = speed.measure(lambda: build_all(paths, options.model), repeats=options.repeats)
        beside = side_by_side(annotator, documents, repeats=options.repeats)
    figures = {
        "documents": len(documents),
        "words": words,
        "repeats": options.repeats,
        "one_processor": is_single,
    }
    measured = {"nlp": nlp.figures(words), "build": build.figures(words), "side_by_side": beside}
    return Outcome({**measured, **figures, "machine": speed.machine()})
