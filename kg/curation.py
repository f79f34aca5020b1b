"""Decisions from what a user names: entities by name or id, mentions by number, statements by id.

A decision must outlive the ids of the build that it is made from.  So each entity is described by the least
that tells it from all others there: its identifier, its name and class, the same in one document, or a
quotation.  A name that many bear ("Smith") is never described without its document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any

from kg import decisions
from kg.entities.blocking import tells_little
from kg.entities.classes import compatible, family
from kg.entities.constraints import Constraints, keys, wording
from kg.entities.names import parse
from kg.errors import InputError
from kg.model import Alias, Apart, Decision, Decisions, Quote, Rejection, Same, Split, Thing
from kg.records import Record, Records

__all__ = [
    "alias",
    "decide",
    "file",
    "find",
    "find_among",
    "merge",
    "names_of",
    "quote",
    "reject",
    "speaks_of",
    "split",
    "thing",
    "undo",
]

_WIDTHS = (30, 60, 120, 240)
"""So many characters on either side are quoted until the words are found only once."""


def file(records: Records, folder: Path, named: Path | None = None) -> Path:
    """Return where the decisions of a built folder are: the file named, else the one that it was built with,
    else `decisions.toml` in the folder.
    """
    built_with = records.header.get("settings", {}).get("decisions")
    return named or (Path(built_with) if built_with else folder / decisions.FILE)


def _read(path: Path) -> Decisions:
    return decisions.load(path) if path.exists() else Decisions(where=str(path))


def decide(path: Path, entries: Iterable[Decision]) -> Decisions:
    """Add decisions to a file and return all that it then holds.

    Raises `DecisionError`, and changes nothing, where one contradicts another.
    """
    found = _read(path)
    for entry in entries:
        found = decisions.add(found, entry)
    Constraints.of(found)
    decisions.loads(decisions.dumps(found), where=str(path))
    decisions.save(path, found)
    return found


def undo(path: Path, chosen: Callable[[Decision], bool]) -> list[Decision]:
    """Take decisions out of a file and return them; raises `InputError` if there are none such."""
    found = _read(path)
    gone = [entry for entry in found.entries if chosen(entry)]
    if not gone:
        raise InputError("no such decision", where=str(path), remedy="they stand in that file")
    decisions.save(path, decisions.remove(found, gone))
    return gone


def merge(records: Records, first: str, second: str, *, why: str = "", date: str = "") -> Same:
    """Return the decision that two entities are one."""
    one, other = find(records, first), find(records, second)
    if one["id"] == other["id"]:
        raise InputError(f"{first!r} and {second!r} are one already", remedy="name two entities")
    return Same((*_things(records, one), *_things(records, other)), why, date)


def _things(records: Records, record: Record) -> list[Thing]:
    """Return what tells an entity; a name that is limited to a document, for each that has it."""
    first = thing(records, record)
    if not first.document:
        return [first]
    own = keys(first)
    named = (one for one in record["mentions"] if one["kind"] == "name")
    same = (one for one in named if not own.isdisjoint(keys(Thing(one["text"], first.type))))
    places = dict.fromkeys(one["document"] for one in same)
    sources = {place: _document(records, place)["source"] for place in places}
    return [Thing(first.name, first.type, document=place, source=sources[place]) for place in places]


def split(
    records: Records, name: str, parts: Sequence[str], *, to: str = "", why: str = "", date: str = ""
) -> list[Decision]:
    """Return the decisions that parts are not of an entity: numbers of its mentions (as `kg explain` shows
    them), names by which it is called, or other entities; without parts, all its other names.

    With `to`, the mentions are of that entity.
    """
    record = find(records, name)
    numbers = sorted({int(part) for part in parts if part.isdecimal()})
    found: list[Decision] = []
    if numbers:
        found.append(one := _without(records, record, numbers, why, date))
        found += [_moved(records, record, one, to)] if to else []
    elif to:
        raise InputError("only mentions can go to another entity", remedy="name them by number")
    for words in [part for part in parts if not part.isdecimal()] or ([] if parts else _others(record)):
        found.append(Apart(_pair(records, record, words), why, date))
    return found


def _moved(records: Records, record: Record, split: Split, to: str) -> Same:
    """Return the decision that the mentions of a split are of another entity."""
    target = find(records, to)
    if target["id"] == record["id"]:
        raise InputError(f"{to!r} is what they are split from", remedy="name another entity")
    quoted = (Thing(quote.text, split.thing.type, quote=quote) for quote in split.mentions)
    return Same((*quoted, *_things(records, target)), split.why, split.date)


def _without(records: Records, record: Record, numbers: Sequence[int], why: str, date: str) -> Split:
    mentions = record["mentions"]
    count = len(mentions)
    if not (0 < numbers[0] <= numbers[-1] <= count) or len(numbers) == count:
        some = f"has the mentions 1 to {count}" if numbers[-1] > count or not numbers[0] else "would be empty"
        raise InputError(f"{record['label']} {some}", remedy="kg explain shows them with their numbers")
    gone = [mentions[number - 1] for number in numbers]
    rest = [mention for mention in mentions if mention not in gone]
    return Split(thing(records, record, rest), tuple(quote(records, one) for one in gone), why, date)


def _others(record: Record) -> list[str]:
    """Return the names of an entity that are more than another spelling of its label."""
    found = [name for name in record["aliases"] if wording(name) != wording(record["label"])]
    if not found or record["kind"] != "named":
        raise InputError(
            f"{record['label']} has no other name", remedy="name mentions by number: kg explain shows them"
        )
    return found


def _pair(records: Records, record: Record, words: str) -> tuple[Thing, Thing]:
    """Return the things that are never to be one: an entity and one of its names, or another entity."""
    called = {name.casefold(): name for name in (record["label"], *record["aliases"], *_texts(record))}
    if words.casefold() in called:
        one = Thing(record["label"], record["class"])
        other = Thing(called[words.casefold()], record["class"])
        if wording(one.name) == wording(other.name):
            remedy = "name mentions by number: kg explain shows them"
            raise InputError(f"{words!r} and {record['label']!r} are the same name", remedy=remedy)
        return one, other
    return thing(records, record), thing(records, find(records, words))


def alias(records: Records, name: str, other: str, *, why: str = "", date: str = "") -> Alias:
    """Return the decision that an entity has one more name."""
    record = find(records, name)
    if not keys(Thing(other, record["class"])):
        raise InputError(f"{other!r} is no name")
    return Alias(thing(records, record), other, why, date)


def reject(records: Records, id_: str, *, why: str = "", date: str = "") -> Rejection:
    """Return the decision that a statement is not made by its sentence; the id may be cut."""
    found = [record for record in records.statements if record["id"].startswith(id_)]
    exact = [record for record in found if record["id"] == id_] or found
    if len(exact) != 1:
        many = f"{id_!r} is the beginning of {len(found)} ids" if found else f"no statement {id_!r}"
        raise InputError(many, remedy="kg show lists the ids of statements")
    evidence = exact[0]["evidence"][0]
    source = _document(records, evidence["document"])["source"]
    sentence = Quote(evidence["document"], source, evidence["start"], evidence["text"])
    return Rejection(exact[0]["id"], exact[0]["line"], sentence, why, date)


def find(records: Records, words: str) -> Record:
    """Return the entity with an id (which may be cut) or a name; raises `InputError` for none or several."""
    return find_among(records.entities, words)


def find_among(entities: Sequence[Record], words: str) -> Record:
    """Return the one of `entities` (each with id, label, class and aliases) that has an id or a name, as
    `find`.
    """
    wanted = words.casefold()
    steps: tuple[Callable[[Record], bool], ...] = (
        lambda record: str(record["id"]) == words,
        lambda record: words.startswith("en_") and str(record["id"]).startswith(words),
        lambda record: record["label"].casefold() == wanted,
        lambda record: wanted in (name.casefold() for name in record["aliases"]),
    )
    found: list[Record] = next(
        (several for step in steps if (several := [r for r in entities if step(r)])), []
    )
    if len(found) == 1:
        return found[0]
    if not found:
        near = _near(entities, wanted)[:4]
        told = ", ".join(f"{record['id']} ({record['label']})" for record in near)
        remedy = f"perhaps {told}" if near else "kg entities lists their names and ids"
        raise InputError(f"no entity {words!r}", remedy=remedy)
    told = ", ".join(f"{record['id']} ({record['label']}, {record['class']})" for record in found[:4])
    raise InputError(f"{words!r} may be {len(found)} entities", remedy=f"name one by its id: {told}")


def _near(entities: Sequence[Record], wanted: str) -> list[Record]:
    """Return the entities that may be meant: with the words in a name, else with a name spelled alike."""
    names = {r["id"]: [name.casefold() for name in (r["label"], *r["aliases"])] for r in entities}
    near = [r for r in entities if any(wanted in name for name in names[r["id"]])]
    if not near:
        alike = get_close_matches(
            wanted, sorted({name for known in names.values() for name in known}), n=4, cutoff=0.7
        )
        near = [r for r in entities if not set(alike).isdisjoint(names[r["id"]])]
    return sorted(near, key=lambda r: (wanted not in names[r["id"]][0], len(r["label"]), r["label"], r["id"]))


def thing(records: Records, record: Record, mentions: Sequence[Record] | None = None) -> Thing:
    """Return what tells an entity from all others of a build; with `mentions`, by those alone."""
    if record["kind"] == "value":
        raise InputError(f"{record['label']} is a value", remedy="decisions speak of things")
    certain = [link["iri"] for link in record["links"] if link["certain"]]
    if len(certain) == 1 and mentions is None:
        return Thing(record["label"], record["class"], certain[0])
    chosen = record["mentions"] if mentions is None else mentions
    names = [one for one in chosen if one["kind"] == "name"] if record["kind"] == "named" else []
    own = keys(Thing(record["label"], record["class"]))
    same = [one for one in names if not own.isdisjoint(keys(Thing(one["text"], record["class"])))]
    if not same:
        first = next((one for one in names or chosen if one["kind"] != "pronoun"), chosen[0])
        return Thing(first["text"], record["class"], quote=quote(records, first))
    return _narrowed(records, record, same)


def _narrowed(records: Records, record: Record, names: Sequence[Record]) -> Thing:
    """Return name and class if nothing else has them, else with a document, else with a quotation."""
    told = Thing(record["label"], record["class"])
    rivals = {place for other in _namesakes(records, record, told) for place in _documents(other)}
    if not rivals and not _is_common(told):
        return told
    free = next((one for one in names if one["document"] not in rivals), None)
    if free is None:
        return Thing(told.name, told.type, quote=quote(records, names[0]))
    source = _document(records, free["document"])["source"]
    return Thing(told.name, told.type, document=free["document"], source=source)


def _is_common(told: Thing) -> bool:
    """Tell whether others may well have the name: in another document it is no clue."""
    kind = family(told.type)
    name = parse(told.name, person=kind == "person")
    return tells_little(name, kind, {}) or (kind == "person" and len(name.tokens) == 1)


def _namesakes(records: Records, record: Record, told: Thing) -> Iterator[Record]:
    """Yield the other entities that a name and class fit."""
    for other in records.entities:
        if other["id"] != record["id"] and compatible(family(other["class"]), family(told.type)):
            texts = (other["label"], *other["aliases"], *_texts(other))
            if any(not keys(told).isdisjoint(keys(Thing(text, other["class"]))) for text in texts):
                yield other


def _texts(record: Record) -> list[str]:
    return [one["text"] for one in record["mentions"] if one["kind"] == "name"]


def _documents(record: Record) -> set[str]:
    return {mention["document"] for mention in record["mentions"]}


def quote(records: Records, mention: Record) -> Quote:
    """Return a mention with so many words around it that it is found again."""
    document = _document(records, mention["document"])
    text, start, end = document["text"], mention["start"], mention["end"]
    for width in _WIDTHS:
        first, last = _left(text, start, width), _right(text, end, width)
        if text.count(text[first:last]) == 1:
            break
    return Quote(
        document["id"], document["source"], start, text[start:end], text[first:start], text[end:last]
    )


def _left(text: str, start: int, width: int) -> int:
    """Return an offset before `start` at which a word begins."""
    first = max(0, start - width)
    space = text.find(" ", first, start) if first else -1
    return space + 1 if space >= 0 else first


def _right(text: str, end: int, width: int) -> int:
    """Return an offset behind `end` at which a word ends."""
    last = min(len(text), end + width)
    space = text.rfind(" ", end, last) if last < len(text) else -1
    return space if space >= 0 else last


def _document(records: Records, id_: str) -> Mapping[str, Any]:
    return next(document for document in records.documents if document["id"] == id_)


def speaks_of(entry: Decision, names: Iterable[str]) -> bool:
    """Tell whether a decision is about something with one of these names.

    >>> speaks_of(Alias(Thing("Acme"), "Acme Ltd"), ["ACME LTD"])
    True
    """
    wanted = {name.casefold() for name in names}
    return not wanted.isdisjoint(name.casefold() for name in _named(entry))


def _named(entry: Decision) -> Iterable[str]:
    if isinstance(entry, Same | Apart):
        return (one.name for one in entry.things)
    if isinstance(entry, Alias):
        return entry.thing.name, entry.name
    if isinstance(entry, Split):
        return chain([entry.thing.name], (one.text for one in entry.mentions))
    return entry.statement, entry.line


def names_of(records: Records, words: str) -> set[str]:
    """Return all names by which what a user names may stand in a decision."""
    try:
        record = find(records, words)
    except InputError:
        return {words}
    return {words, record["label"], *record["aliases"], *_texts(record)}
