"""What the page shows, made small: each text once, the same things by number, many alike as columns.

`assets/page/unpack.js` makes the records of `gather` of it again.  A part of a record is short (a list) where
it is made as the pipeline makes it, and stands as it is (an object) where it is not.  Documents are numbered
as listed (those not known stand behind, in `others`), entities and statements as listed, words in `words`,
none being -1.  Offsets within a statement count from the beginning of its first evidence.  0 is nothing.

    evidence     [start, length], its text if that is not what stands there or 0, its document if another
    mention      [entity + 1, start, length, kind], and its text if that is not what stands there
    clause       [statement, text]
    role         [role, marker, mention or clause]
    time         [entity + 1, start, length, value], its text if that is not what stands there
    attribution  [source, verb, stance, outer attribution]
    cue          [aspect, value, start, length], its text if that is not what stands there
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.views.columns import columns, numbered, sparse

__all__ = ["TEXT_LIMIT", "pack", "pack_drawing"]

Row = dict[str, Any]
Rows = Sequence[Row]

#: So many characters of documents are put into a page, if nothing else is asked for.
TEXT_LIMIT = 30_000_000

_TOLD = ("documents", "forms", "mentioned")
_SIMPLE = (
    "asserted",
    "minted",
    "modality",
    "moved",
    "object_role",
    "polarity",
    "rule",
    "rules",
    "subject_role",
)
_MENTION = {"text", "entity", "label", "class", "start", "end", "kind"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def pack(
    records: Mapping[str, Any], texts: Mapping[str, str], *, text_limit: int = TEXT_LIMIT
) -> dict[str, Any]:
    """Return what `gather` returns, and the texts of the documents by id, as the page holds them.

    Texts beyond `text_limit` characters in all are left out, the last documents first; `without` tells how
    many.  The sentences of evidence are there in any case.
    """
    documents: Mapping[str, Row] = records["documents"]
    kept = _within(documents, texts, text_limit)
    packer = _Packer(
        records["entities"], records["statements"], kept, {key: i for i, key in enumerate(documents)}
    )
    return {
        **{key: records[key] for key in ("communities", "looks", "palette", "prefixes", "styles", "texts")},
        "documents": {
            **columns(list(documents.values())),
            "id": list(documents),
            "text": [kept.get(key) for key in documents],
        },
        "entities": packer.pack_entities(),
        "statements": packer.pack_statements(),
        "others": list(packer.documents)[len(documents) :],
        "without": sum(bool(texts.get(key)) for key in documents) - len(kept),
        "words": list(packer.words),
    }


def pack_drawing(nodes: Rows, edges: Rows, options: Mapping[str, Any], statements: Rows) -> dict[str, Any]:
    """Return what pyvis has to draw by columns: nodes without id and label, which the entities have, edges
    without id and with the numbers of their statements.
    """
    number = {record["id"]: i for i, record in enumerate(statements)}
    signs = [{key: value for key, value in node.items() if key not in {"id", "label"}} for node in nodes]
    lines = []
    for edge in edges:
        behind = [number[name] for name in edge["statements"]]
        line = {key: value for key, value in edge.items() if key != "id"}
        lines.append(line | {"statements": behind[0] if len(behind) == 1 else behind})
    return {"edges": columns(lines), "nodes": columns(signs), "options": options}


def _within(documents: Mapping[str, Row], texts: Mapping[str, str], limit: int) -> dict[str, str]:
    """Return the texts of the first documents that have no more than `limit` characters in all."""
    kept = {}
    for key in documents:
        if text := texts.get(key):
            limit -= len(text)
            if limit < 0:
                break
            kept[key] = text
    return kept


@dataclass
class _Packer:
    """Packs entities and statements; documents and words are numbered as they come."""

    things: Rows
    records: Rows
    texts: Mapping[str, str]
    documents: dict[str, int]
    words: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.thing = {thing["id"]: i for i, thing in enumerate(self.things)}
        self.record = {record["id"]: i for i, record in enumerate(self.records)}
        # A browser would take two halves of a sign that stand beside each other for one sign.
        self.clean = {key: text for key, text in self.texts.items() if not _SURROGATE.search(text)}

    def pack_entities(self) -> dict[str, Any]:
        """Return the entities by columns; what follows from mentions is given where it does not."""
        things = self.things
        prefix = things[0]["iri"].removesuffix(things[0]["id"]) if things else ""
        told = [self._is_told(thing) for thing in things]
        return {
            **columns([{key: thing[key] for key in ("class", "community", "kind")} for thing in things]),
            **{key: [thing[key] for thing in things] for key in ("id", "label")},
            **{key: sparse([thing[key] for thing in things]) for key in ("aliases", "links", "value")},
            **{
                key: sparse([0 if known else [thing[key]] for thing, known in zip(things, told, strict=True)])
                for key in _TOLD
            },
            "iri": sparse([thing["iri"] if thing["iri"] != prefix + thing["id"] else 0 for thing in things]),
            "mentions": [self._places(thing["mentions"]) for thing in things],
            "prefix": prefix,
        }

    def _is_told(self, thing: Row) -> bool:
        """Tell whether forms and documents of an entity can be seen from its mentions and the texts."""
        stand = all(self._stands(m["document"], m["start"], m["end"], m["text"]) for m in thing["mentions"])
        counted = sum(n for _, n in thing["mentioned"]) == len(thing["mentions"])
        return stand and counted and thing["documents"] == sorted({m["document"] for m in thing["mentions"]})

    def _places(self, mentions: Rows) -> list[int]:
        """Return document, start and length of all mentions in one list."""
        places = [(self._document(m["document"]), m["start"], m["end"] - m["start"]) for m in mentions]
        return [value for place in places for value in place]

    def pack_statements(self) -> dict[str, Any]:
        """Return the statements by columns."""
        records = self.records
        predicates, parts = zip(*map(_predicate, records), strict=True) if records else ((), ())
        of, at = numbered(predicates)
        names, shares = numbered([sorted(record.get("confidence_parts") or {}) for record in records])
        return {
            **columns([{key: record.get(key) for key in _SIMPLE} for record in records]),
            "id": [record["id"] for record in records],
            "confidence": [record.get("confidence") for record in records],
            "document": [self._document(record.get("document")) for record in records],
            "predicate": {"of": of, "at": at},
            "said": list(parts),
            "shares": {"of": names, "at": shares, "values": [_values(record) for record in records]},
            **self._by_field(),
        }

    def _by_field(self) -> dict[str, list[Any]]:
        """Return the fields of statements that are places in their text."""
        found: dict[str, list[Any]] = {key: [] for key in _FIELDS}
        for record in self.records:
            at = record.get("document"), base(record)
            for key, packed in _FIELDS.items():
                value = record.get(key)
                found[key].append(packed(self, value, *at) if value else 0)
        return found

    def _word(self, text: str | None) -> int:
        return -1 if text is None else self.words.setdefault(text, len(self.words))

    def _document(self, key: str | None) -> int:
        return -1 if key is None else self.documents.setdefault(key, len(self.documents))

    def _stands(self, document: Any, start: int, end: int, text: Any) -> bool:
        """Tell whether this is the text that stands there."""
        whole = self.clean.get(document)
        return whole is not None and start >= 0 and whole[start:end] == text

    def _text(self, value: Row, document: Any) -> list[str]:
        """Return the text of a place as a list, which is empty if it is what stands there."""
        stands = self._stands(document, value["start"], value["end"], value["text"])
        return [] if stands else [value["text"]]

    def _evidence(self, values: Rows, document: Any, base: int) -> list[Any]:
        return [self._sentence(value, document) for value in values]

    def _sentence(self, value: Row, document: Any) -> Any:
        if value.keys() != {"document", "start", "end", "text"} or not _is_place(value):
            return value
        short = [value["start"], value["end"] - value["start"], *self._text(value, value["document"])]
        if value["document"] == document:
            return short
        return [*short, *([0] * (3 - len(short))), self._document(value["document"])]

    def _mention(self, value: Row, document: Any, base: int) -> Any:
        if value.keys() == {"statement", "text"} and value["statement"] in self.record:
            return [self.record[value["statement"]], value["text"]]
        number = self._number(value)
        if value.keys() != _MENTION or number is None or not _is_place(value):
            return value
        thing = self.things[number - 1] if number else {"label": value["text"], "class": None}
        if (value["label"], value["class"]) != (thing["label"], thing["class"]):
            return value
        place = value["start"] - base, value["end"] - value["start"]
        return [number, *place, self._word(value["kind"]), *self._text(value, document)]

    def _number(self, value: Row) -> int | None:
        """Return 1 + the number of the entity of a mention, 0 if it has none, None if it is not known."""
        entity = value.get("entity")
        if entity is None:
            return 0
        return self.thing[entity] + 1 if entity in self.thing else None

    def _roles(self, values: Rows, document: Any, base: int) -> list[Any]:
        return [
            [
                self._word(value["role"]),
                self._word(value["marker"]),
                self._mention(value["filler"], document, base),
            ]
            if value.keys() == {"role", "marker", "filler"} and value["filler"]
            else value
            for value in values
        ]

    def _time(self, value: Row, document: Any, base: int) -> Any:
        number = self._number(value)
        if (
            value.keys() != {"text", "value", "entity", "start", "end"}
            or number is None
            or not _is_place(value)
        ):
            return value
        place = value["start"] - base, value["end"] - value["start"]
        return [number, *place, self._word(value["value"]), *self._text(value, document)]

    def _attribution(self, value: Row, document: Any, base: int) -> Any:
        if value.keys() != {"source", "verb", "stance", "outer"}:
            return value
        source = self._mention(value["source"], document, base) if value["source"] else 0
        outer = self._attribution(value["outer"], document, base) if value["outer"] else 0
        return [source, self._word(value["verb"]), self._word(value["stance"]), outer]

    def _cues(self, values: Rows, document: Any, base: int) -> list[Any]:
        return [self._cue(value, document, base) for value in values]

    def _cue(self, value: Row, document: Any, base: int) -> Any:
        if value.keys() != {"aspect", "value", "text", "start", "end"} or not _is_place(value):
            return value
        place = value["start"] - base, value["end"] - value["start"]
        return [self._word(value["aspect"]), self._word(value["value"]), *place, *self._text(value, document)]


_FIELDS: dict[str, Callable[[_Packer, Any, Any, int], Any]] = {
    "attribution": _Packer._attribution,
    "cues": _Packer._cues,
    "evidence": _Packer._evidence,
    "object": _Packer._mention,
    "place": _Packer._mention,
    "roles": _Packer._roles,
    "subject": _Packer._mention,
    "time": _Packer._time,
}


def _is_place(value: Row) -> bool:
    """Tell whether something stands somewhere."""
    return type(value["start"]) is int and type(value["end"]) is int


def base(record: Row) -> int:
    """Return where the first evidence of a statement begins."""
    first = (record.get("evidence") or [{}])[0].get("start")
    return first if type(first) is int else 0


def _predicate(record: Row) -> tuple[Row, Any]:
    """Return a predicate without its place, and that."""
    predicate = dict(record["predicate"])
    if not {"start", "end"} <= set(predicate) or not _is_place(predicate):
        return predicate, 0
    start, end = predicate.pop("start"), predicate.pop("end")
    return predicate, [start - base(record), end - start]


def _values(record: Row) -> list[Any]:
    return [value for _, value in sorted((record.get("confidence_parts") or {}).items())]
