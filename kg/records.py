"""The JSON records of a build: one line a statement, an entity, a document.

The shape of these lines is a contract with everybody who reads `statements.jsonl`, `entities.jsonl` and
`documents.jsonl`: a key keeps its name and meaning within one `FORMAT_VERSION`; keys may be added.  Offsets
are half-open character intervals of the document's `text`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import OutputError
from kg.model import (
    Argument,
    Attribution,
    Cue,
    Document,
    Edit,
    Entity,
    Fact,
    Likeness,
    Mention,
    Role,
    Span,
    Statement,
    StatementRef,
)

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "Record",
    "Records",
    "check_header",
    "document",
    "document_record",
    "dump",
    "entity_record",
    "header",
    "line",
    "lines",
    "statement_record",
]

FORMAT = "kg-output"
FORMAT_VERSION = 1

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Records:
    """What the JSON files of one build hold, ready to be written or as read back."""

    header: Record
    documents: tuple[Record, ...]
    statements: tuple[Record, ...]
    entities: tuple[Record, ...]

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield name and content of the three JSON Lines files."""
        yield "documents.jsonl", lines((self.header, *self.documents))
        yield "entities.jsonl", lines(self.entities)
        yield "statements.jsonl", lines(self.statements)


def dump(
    documents: Iterable[Document],
    statements: Iterable[Statement],
    entities: Iterable[Entity],
    facts: Iterable[Fact],
    *,
    settings: Mapping[str, Any],
    version: str,
) -> Records:
    """Return the records of a build, each kind in the order given.

    A statement whose span or fact is missing among `documents` and `facts` raises `KeyError`: the pipeline
    made a mistake.
    """
    documents, entities = list(documents), list(entities)
    texts = {item.id: item.text for item in documents}
    owners = {mention.span: entity for entity in entities for mention in entity.mentions}
    by_statement = {fact.statement: fact for fact in facts}
    return Records(
        header=header(settings, version),
        documents=tuple(document_record(item) for item in documents),
        statements=tuple(
            statement_record(item, by_statement[item.id], owners, texts[item.document]) for item in statements
        ),
        entities=tuple(entity_record(item) for item in entities),
    )


def header(settings: Mapping[str, Any], version: str) -> Record:
    """Return the first line of `documents.jsonl`: the format, its version, kg's version, the settings.

    >>> header({"date": None}, "1.0")
    {'format': 'kg-output', 'version': 1, 'kg': '1.0', 'settings': {'date': None}}
    """
    return {"format": FORMAT, "version": FORMAT_VERSION, "kg": version, "settings": dict(settings)}


def check_header(record: object, *, where: str) -> Record:
    """Return `record` if it is the header of a version that this kg reads, else raise `OutputError`."""
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise OutputError(
            "is not something that kg wrote", where=where, remedy="build it: kg build … -o FOLDER"
        )
    if record.get("version") != FORMAT_VERSION:
        message = f"has format version {record.get('version')!r}, this kg reads {FORMAT_VERSION}"
        raise OutputError(message, where=where, remedy="build it again with this kg")
    return record


def line(record: Mapping[str, Any]) -> str:
    """Return a record as one line of JSON, without the line break.

    >>> line({"text": "Zürich", "value": None})
    '{"text": "Zürich", "value": null}'
    """
    return json.dumps(record, ensure_ascii=False, allow_nan=False)


def lines(records: Iterable[Mapping[str, Any]]) -> str:
    """Return records as JSON Lines, each with its line break; lone surrogates become escapes."""
    text = "".join(f"{line(record)}\n" for record in records)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def document_record(document: Document) -> Record:
    """Return a document as its line holds it, with its text and the edits that lead back to the source.

    >>> document_record(Document("doc_1", "Hello."))["text"]
    'Hello.'
    """
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "date": document.date,
        "language": document.language,
        "media_type": document.media_type,
        "text": document.text,
        "origin": [[e.start, e.end, e.source_start, e.source_end] for e in document.origin],
    }


def document(record: Mapping[str, Any]) -> Document:
    """Return the document of a record: the inverse of `document_record`.

    >>> document(document_record(Document("doc_1", "Hello.", origin=(Edit(5, 6, 5, 5),)))).origin
    (Edit(start=5, end=6, source_start=5, source_end=5),)
    """
    fields = {key: record[key] for key in ("id", "text", "source", "title", "date", "language", "media_type")}
    return Document(**fields, origin=tuple(Edit(*edit) for edit in record["origin"]))


def entity_record(entity: Entity) -> Record:
    """Return an entity as its line holds it: each mention with the reason why it belongs here, and how likely
    that is where it brought its document in.
    """
    likely = dict(entity.likenesses)
    reasons = (*entity.reasons, *[""] * (len(entity.mentions) - len(entity.reasons)))
    return {
        "id": entity.id,
        "label": entity.label,
        "class": entity.type,
        "kind": str(entity.kind),
        "aliases": list(entity.aliases),
        "value": entity.value,
        "links": [
            {"iri": link.iri, "score": link.score, "reason": link.reason, "certain": link.certain}
            for link in entity.links
        ],
        "nil": entity.nil,
        "mentions": [
            {
                **_place(mention.span),
                "text": mention.text,
                "kind": str(mention.kind),
                "reason": reason,
                **({"likeness": _likeness(likely[n])} if n in likely else {}),
            }
            for n, (mention, reason) in enumerate(zip(entity.mentions, reasons, strict=False))
        ],
        "decisions": list(entity.decisions),
        "suggestions": [
            {"entity": one.entity, "likeness": _likeness(one.likeness)} for one in entity.suggestions
        ],
    }


def _likeness(found: Likeness) -> Record:
    """Return how likely two things are one, with what speaks for it and against it, in bits."""
    parts = [{"name": name, "bits": bits} for name, bits in found.parts]
    return {"score": found.score, "reason": found.reason, "parts": parts, "line": str(found)}


def statement_record(statement: Statement, fact: Fact, owners: Mapping[Span, Entity], text: str) -> Record:
    """Return a statement as its line holds it.

    `owners` says which entity a mention belongs to, by the mention's span; `text` is that of the statement's
    document. The fact tells which of the arguments are subject and object; the others are `roles`.
    """
    subject, object_, others = _parts(statement, fact, owners)
    span, predicate = statement.span, statement.predicate
    return {
        "id": statement.id,
        "document": statement.document,
        "rule": statement.rules[0] if statement.rules else "",
        "confidence": statement.confidence,
        "subject": _filler(subject, owners),
        "predicate": {
            "text": predicate.text,
            "lemma": predicate.lemma,
            "property": fact.property,
            "event": fact.event,
            "minted": fact.minted,
            "start": predicate.span.start,
            "end": predicate.span.end,
        },
        "object": _filler(object_, owners),
        "roles": [
            {"role": str(argument.role), "marker": argument.marker, "filler": _filler(argument, owners)}
            for argument in others
        ],
        "polarity": str(statement.polarity),
        "modality": str(statement.modality),
        "attribution": _attribution(statement.attribution, owners),
        "time": _time(statement.time, owners),
        "place": _mention(statement.place, owners) if statement.place else None,
        "asserted": fact.asserted,
        "subject_role": str(subject.role) if subject else None,
        "object_role": str(object_.role) if object_ else None,
        "rules": list(statement.rules),
        "cues": [_cue(cue) for cue in statement.cues],
        "confidence_parts": {name: value for name, value in statement.confidence_parts},
        "evidence": [{**_place(span), "text": text[span.start : span.end]}],
        "line": str(statement),
    }


def _parts(
    statement: Statement, fact: Fact, owners: Mapping[Span, Entity]
) -> tuple[Argument | None, Argument | None, list[Argument]]:
    """Return the arguments that are the fact's subject and object, and the rest in order."""
    left = list(statement.arguments)
    subject = _take(left, fact.subject, owners) if fact.subject else _take_unknown(left, owners, Role.AGENT)
    object_ = _take(left, fact.object, owners) if fact.object else None
    return subject, object_, left


def _take(arguments: list[Argument], wanted: str, owners: Mapping[Span, Entity]) -> Argument | None:
    """Remove and return the first argument that is filled by the entity or statement `wanted`."""
    for index, argument in enumerate(arguments):
        if _filler_id(argument, owners) == wanted:
            return arguments.pop(index)
    return None


def _take_unknown(arguments: list[Argument], owners: Mapping[Span, Entity], role: Role) -> Argument | None:
    """Remove and return the first argument in `role` of which nobody knows who it is ("they")."""
    for index, argument in enumerate(arguments):
        if argument.role is role and _filler_id(argument, owners) is None:
            return arguments.pop(index)
    return None


def _filler_id(argument: Argument, owners: Mapping[Span, Entity]) -> str | None:
    """Return the id of the entity or statement that fills an argument, None for an unresolved mention."""
    if isinstance(argument.filler, StatementRef):
        return argument.filler.id
    owner = owners.get(argument.filler.span)
    return owner.id if owner else None


def _filler(argument: Argument | None, owners: Mapping[Span, Entity]) -> Record | None:
    """Return what fills an argument."""
    if argument is None:
        return None
    if isinstance(argument.filler, StatementRef):
        return {"statement": argument.filler.id, "text": argument.filler.text}
    return _mention(argument.filler, owners)


def _mention(mention: Mention, owners: Mapping[Span, Entity]) -> Record:
    """Return a mention with its entity; an unresolved one has the entity null and its own text as label."""
    owner = owners.get(mention.span)
    return {
        "text": mention.text,
        "entity": owner.id if owner else None,
        "label": owner.label if owner else mention.text,
        "class": owner.type if owner else None,
        "start": mention.span.start,
        "end": mention.span.end,
        "kind": str(mention.kind),
    }


def _time(mention: Mention | None, owners: Mapping[Span, Entity]) -> Record | None:
    """Return a time: its words, its value (ISO 8601 or EDTF, null if unknown) and where it stands."""
    if mention is None:
        return None
    owner = owners.get(mention.span)
    place = {"start": mention.span.start, "end": mention.span.end}
    return {"text": mention.text, "value": mention.value, "entity": owner.id if owner else None, **place}


def _attribution(attribution: Attribution | None, owners: Mapping[Span, Entity]) -> Record | None:
    """Return who says it, and who says that they do."""
    if attribution is None:
        return None
    return {
        "source": _mention(attribution.source, owners) if attribution.source else None,
        "verb": attribution.verb,
        "stance": attribution.stance,
        "outer": _attribution(attribution.outer, owners),
    }


def _cue(cue: Cue) -> Record:
    """Return a word that changed the polarity, modality or source of a statement."""
    return {
        "aspect": cue.aspect,
        "value": cue.value,
        "text": cue.text,
        "start": cue.span.start,
        "end": cue.span.end,
    }


def _place(span: Span) -> Record:
    """Return a span as the keys document, start, end."""
    return {"document": span.document, "start": span.start, "end": span.end}
