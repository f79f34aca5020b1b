"""Named entities: exact spans with their class, on given words, and on the same words joined by spaces.

Gold: IOB2, `word<tab>tag` or, as Universal NER has it, `number<tab>word<tab>tag…`, a blank line between
sentences; `#` lines are comments. A prediction is right where start, end and class are those of a gold name
(as in CoNLL 2003). Labels of the model are mapped to the classes of the gold by `data/entities.json`; what
it does not map is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from kg.bench.records import read_jsonl, resource, scores
from kg.errors import InputError

__all__ = ["Name", "NameSentence", "names_of_doc", "read", "read_predictions", "score"]


class Name(NamedTuple):
    """A name: the half-open interval [start, end) of its characters in the sentence, and its class."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class NameSentence:
    """A sentence: words joined by single spaces, the names in it, and the document that it belongs to."""

    id: str
    text: str
    names: frozenset[Name]
    document: str = ""

    def as_record(self, names: Iterable[Name]) -> dict[str, Any]:
        """Return the JSON object of one line of a predictions file."""
        spans = [name._asdict() | {"text": self.text[name.start : name.end]} for name in sorted(names)]
        return {"id": self.id, "sentence": self.text, "names": spans}


def class_of(label: str) -> str | None:
    """Return the class that a label of a model or a data set stands for, None for another kind of thing.

    >>> [class_of(label) for label in ("person", "GPE", "LOC", "event")]
    ['PER', 'LOC', 'LOC', None]
    """
    classes: Mapping[str, str] = resource("entities.json")["classes"]
    return classes.get(label.lower())


def read(path: Path) -> list[NameSentence]:
    """Return the sentences of an IOB2 file. Raises `InputError` with the line at fault."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path)) from error
    sentences: list[NameSentence] = []
    rows: list[tuple[str, str]] = []
    name = document = ""
    for number, line in enumerate([*lines, ""], start=1):
        columns = line.rstrip("\r").split("\t")
        if line.startswith("#") and len(columns) == 1:
            name = line.partition("sent_id =")[2].strip() or name
            document = line.partition("newdoc id =")[2].strip() or document
        elif line.strip():
            rows.append(_word_and_tag(columns, f"{path}:{number}"))
        elif rows:
            sentences.append(_sentence(name or str(len(sentences) + 1), rows, document))
            rows, name = [], ""
    if not sentences:
        raise InputError("holds no sentence", where=str(path), remedy="give an IOB2 file")
    return sentences


def _word_and_tag(columns: Sequence[str], where: str) -> tuple[str, str]:
    if len(columns) < 2:
        raise InputError("has no tag", where=where, remedy="word and tag, separated by a tabulator")
    word, tag = columns[1:3] if len(columns) > 2 else columns
    if tag != "O" and tag[:2] not in ("B-", "I-"):
        raise InputError(f"unknown tag {tag!r}", where=where, remedy="O, B-… or I-…")
    return word, tag


def _sentence(key: str, rows: Sequence[tuple[str, str]], document: str) -> NameSentence:
    names: list[Name] = []
    at, open_tag = 0, "O"
    for word, tag in rows:
        if tag[:2] == "I-" and open_tag[2:] == tag[2:]:
            names[-1] = names[-1]._replace(end=at + len(word))
        elif tag != "O":
            names.append(Name(at, at + len(word), tag[2:]))
        at, open_tag = at + len(word) + 1, tag
    mapped = frozenset(n._replace(type=class_of(n.type) or n.type) for n in names)
    return NameSentence(key, " ".join(word for word, _ in rows), mapped, document)


def names_of_doc(doc: Any) -> frozenset[Name]:
    """Return the names of an annotated spaCy Doc whose label maps to a class."""
    names = ((e.start_char, e.end_char, class_of(e.label_)) for e in doc.ents)
    return frozenset(Name(start, end, type_) for start, end, type_ in names if type_)


def predictions_for(
    sentences: Iterable[NameSentence], annotate: Callable[[str], Any]
) -> dict[str, frozenset[Name]]:
    """Return the names that a pipeline finds, by sentence id."""
    return {sentence.id: names_of_doc(annotate(sentence.text)) for sentence in sentences}


def predictions_for_words(
    sentences: Iterable[NameSentence], annotate: Callable[[list[list[str]]], Any]
) -> dict[str, frozenset[Name]]:
    """Return the names that a pipeline finds in the words of whole documents, by sentence id."""
    predictions = {}
    for _, group in groupby(sentences, key=lambda s: s.document):
        together = list(group)
        names = names_of_doc(annotate([s.text.split(" ") for s in together]))
        at = 0
        for sentence in together:
            end = at + len(sentence.text)
            inside = (n for n in names if at <= n.start and n.end <= end)
            predictions[sentence.id] = frozenset(Name(n.start - at, n.end - at, n.type) for n in inside)
            at = end + 1
    return predictions


def read_predictions(path: Path) -> dict[str, frozenset[Name]]:
    """Return the names by sentence id from a file of lines `{"id", "names": [{"start", "end", "type"}]}`."""
    predictions = {}
    for number, row in enumerate(read_jsonl(path), start=1):
        try:
            names = frozenset(Name(int(n["start"]), int(n["end"]), str(n["type"])) for n in row["names"])
            predictions[str(row["id"])] = names
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"not a prediction: {error}", where=f"{path}: object {number}") from error
    return predictions


def score(sentences: Sequence[NameSentence], predictions: Mapping[str, frozenset[Name]]) -> dict[str, Any]:
    """Return precision, recall and F1, overall and by class; only classes that the gold can have count.

    >>> sentence = NameSentence("1", "Ann met Bob", frozenset({Name(0, 3, "PER"), Name(8, 11, "PER")}))
    >>> score([sentence], {"1": frozenset({Name(0, 3, "PER"), Name(4, 7, "LOC")})})["f1"]
    0.5
    """
    classes = sorted(set(resource("entities.json")["classes"].values()))
    counts = {type_: [0, 0, 0] for type_ in classes}
    skipped = 0
    for sentence in sentences:
        said = predictions.get(sentence.id, frozenset())
        for type_, count in counts.items():
            gold_names, said_names = _of(type_, sentence.names), _of(type_, said)
            for i, names in enumerate((gold_names & said_names, said_names, gold_names)):
                count[i] += len(names)
        skipped += sum(name.type not in counts for name in sentence.names)
    total = [sum(count[i] for count in counts.values()) for i in range(3)]
    by_class = {type_: {**scores(*count)._asdict(), "gold": count[2]} for type_, count in counts.items()}
    figures = {
        **scores(*total)._asdict(),
        "sentences": len(sentences),
        "gold": total[2],
        "predicted": total[1],
    }
    return {**figures, "gold_of_other_classes": skipped, "by_class": by_class}


def _of(type_: str, names: Iterable[Name]) -> set[Name]:
    return {name for name in names if name.type == type_}
