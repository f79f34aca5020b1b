"""Types of nominal heads: does the pipeline know what heads a mention, and what kind of thing it is?

Gold: a treebank whose MISC has `Entity=` (GUM). Each mention counts by its head word, the one nearest to the
root; of several mentions with one head the shortest counts. Said: `doc.spans["nominals"]`. A head is right
where the gold has one with the same characters and the same type; `heads` asks for the characters only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from kg.bench import conllu
from kg.bench.chains import Span, layer_of_trees
from kg.bench.options import Options, Outcome
from kg.bench.records import scores
from kg.errors import InputError

__all__ = ["heads_of_doc", "heads_of_trees", "run", "score"]

Heads: TypeAlias = Mapping[Span, str]
"""Non-white characters of a head word → type."""


def heads_of_trees(document: conllu.TreeDocument) -> dict[Span, str]:
    """Return the typed heads of a gold document."""
    mentions = sorted(layer_of_trees(document).mentions, key=lambda m: m.span[0] - m.span[1])
    return {mention.head: mention.type for mention in mentions}


def heads_of_doc(doc: Any) -> dict[Span, str]:
    """Return the typed heads of an annotated spaCy Doc."""
    starts = [0]
    for token in doc:
        starts.append(starts[-1] + len("".join(token.text.split())))
    return {(starts[s.start], starts[s.end]): s.label_ for s in doc.spans.get("nominals", ())}


def score(pairs: Iterable[tuple[Heads, Heads]]) -> dict[str, Any]:
    """Return precision, recall and F1 of typed heads, of heads alone, and by type, over (gold, system) pairs.

    >>> figures = score([({(0, 3): "person", (7, 11): "place"}, {(0, 3): "person", (7, 11): "object"})])
    >>> figures["f1"], figures["heads"]["f1"]
    (0.5, 1.0)
    """
    right, said_types, gold_types, heads = Counter[str](), Counter[str](), Counter[str](), 0
    for gold, said in pairs:
        gold_types.update(gold.values())
        said_types.update(said.values())
        right.update(type_ for span, type_ in said.items() if gold.get(span) == type_)
        heads += len(gold.keys() & said.keys())
    totals = said_types.total(), gold_types.total()
    by_type = {
        type_: {**scores(right[type_], said_types[type_], count)._asdict(), "gold": count}
        for type_, count in sorted(gold_types.items())
    }
    typed = scores(right.total(), *totals)._asdict()
    return {**typed, "heads": scores(heads, *totals)._asdict(), "by_type": by_type}


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Run typed heads on a treebank: words and sentences as given, then the text alone."""
    from kg.bench.annotate import Annotator

    documents = conllu.read(paths[0])[: options.limit]
    gold = [heads_of_trees(document) for document in documents]
    if not any(gold):
        raise InputError("marks no mentions", where=str(paths[0]), remedy="give a file with Entity= in MISC")
    annotator = Annotator(options.model)
    given = [
        (heads_of_trees(document.with_words_as_tokens()), heads_of_doc(doc))
        for document, doc in _given(documents, annotator)
    ]
    raw = [(heads, heads_of_doc(annotator.text(d.text))) for heads, d in zip(gold, documents, strict=True)]
    return Outcome(
        {
            "documents": len(documents),
            "gold_heads": sum(map(len, gold)),
            "gold_tokens": score(given),
            "raw": score(raw),
        },
        [],
    )


def _given(
    documents: Iterable[conllu.TreeDocument], annotator: Any
) -> Iterator[tuple[conllu.TreeDocument, Any]]:
    for document in documents:
        words = [[word.form for word in sentence.words] for sentence in document.sentences]
        yield document, annotator.words(words, spaces=[s.spaces for s in document.sentences])
