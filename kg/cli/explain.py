"""`kg explain`: why a statement or an entity is in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import Debug, Json, Quiet, plain, print_json, print_lines
from kg.cli.tables import find_record, how, parties, short_ids, when

if TYPE_CHECKING:
    from kg.library import Output

__all__ = ["explain", "marked"]

Record = dict[str, Any]


def explain(
    output: Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)],
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID|NAME",
            help="Id of a statement (st_…) or entity (en_…), or its beginning; or the name of an entity.",
            show_default=False,
        ),
    ],
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Say why a statement or an entity is in the graph.

    For a statement: the sentence with its arguments marked, where it stands, the rules, the words that made
    it negative, planned or somebody's, the parts of its confidence. For an entity: every mention with its
    sentence and the reason why it belongs there (across documents with a score and its parts), its links with
    their scores, which others may be the same, and what was decided about it.

    Example: `kg explain output/demo st_2f1c`
    """
    from kg import library

    built = library.load(output)
    record, is_entity = _found(built, id_, str(output))
    if as_json:
        print_json(record)
    else:
        print_lines(_entity(record, built) if is_entity else _statement(record, built))


def _found(built: Output, id_: str, where: str) -> tuple[Record, bool]:
    """Return a record, and whether it is that of an entity."""
    if id_.startswith("st_"):
        return find_record(built.statements, id_, where=where, kind="statement"), False
    if id_.startswith("en_"):
        return find_record(built.entities, id_, where=where, kind="entity"), True
    from kg import curation

    return curation.find(built.records, id_), True


def _statement(record: Record, built: Output) -> Iterator[str]:
    """Yield the lines that explain a statement."""
    yield f"{record['id']}  {plain(record['line'])}"
    for evidence in record["evidence"]:
        yield ""
        yield f"  {plain(marked(evidence, _marks(record)))}"
        yield f"  {_where(evidence, built)}"
    yield ""
    yield from _fields(record)
    yield from _arguments(record)
    yield from _cues(record, built)
    yield f"  confidence  {record['confidence']:.2f}{_because(record['confidence_parts'])}"


def _fields(record: Record) -> Iterator[str]:
    """Yield property, rules and form of a statement."""
    predicate = record["predicate"]
    known = "minted: the lexicon does not know the word" if predicate["minted"] else "known to the lexicon"
    yield f"  property    {predicate['property']} ({known})"
    yield f"  rule        {', '.join(record['rules'])}"
    yield f"  said as     {plain(how(record)) or 'a plain fact'}"
    asserted = "yes: a triple of its own" if record["asserted"] else "no: only the event is in the graph"
    yield f"  plain fact  {asserted}"
    if record["time"]:
        yield f"  time        {plain(record['time']['text'])} = {plain(when(record))}"


def _arguments(record: Record) -> Iterator[str]:
    """Yield one line for each participant."""
    named = [("subject", record["subject"]), ("object", record["object"])]
    named += [(f"{role['role']} {role['marker']}".strip(), role["filler"]) for role in record["roles"]]
    named += [("place", record["place"])]
    for name, filler in named:
        if filler:
            yield f"  {name:<11} {_filler(filler)}"


def _filler(filler: Record) -> str:
    """Return a participant with its entity."""
    if "statement" in filler:
        return f"{plain(filler['text'])} → {filler['statement']}"
    entity = (
        f"{plain(filler['label'])}, {filler['class']}, {filler['entity']}"
        if filler["entity"]
        else "not resolved"
    )
    return f"{plain(filler['text'])} → {entity}"


def _cues(record: Record, built: Output) -> Iterator[str]:
    """Yield one line for each word that changed how a statement is said, with its place in the file."""
    for cue in record["cues"]:
        first, last = _characters({**cue, "document": record["document"]}, built)
        word = f"{plain(cue['text'])!r} (characters {first} to {last})"
        yield f"  cue         {word} makes the {cue['aspect']} {plain(cue['value'])}"


def _because(parts: dict[str, float]) -> str:
    """Return what a confidence comes from, with how each fact multiplies the odds: "parse 0.31 (x0.7)"."""
    from kg.statements.confidence import effects

    told = (f"{plain(name)} {value:g} (x{factor:.2f})" for name, value, factor in effects(parts))
    return f", from {', '.join(told)}" if parts else ""


def _marks(record: Record) -> list[tuple[int, int, str]]:
    """Return start, end and name of everything that is marked in the sentence of a statement."""
    predicate = record["predicate"]
    marks = [(predicate["start"], predicate["end"], "predicate")]
    named = [
        (record["subject_role"] or "subject", record["subject"]),
        (record["object_role"] or "object", record["object"]),
    ]
    named += [(role["role"], role["filler"]) for role in record["roles"]]
    named += [("time", record["time"]), ("place", record["place"])]
    named += [("source", record["attribution"]["source"])] if record["attribution"] else []
    return marks + [(one["start"], one["end"], name) for name, one in named if one and "start" in one]


def marked(evidence: Record, marks: list[tuple[int, int, str]]) -> str:
    """Return the text of an evidence with each marked stretch as [words | name]; overlapping marks: the first
    wins.

    >>> marked({"text": "Ann met Bob.", "start": 10, "end": 22}, [(10, 13, "agent"), (18, 21, "partner")])
    '[Ann | agent] met [Bob | partner].'
    """
    text, start = evidence["text"], evidence["start"]
    taken: list[tuple[int, int, str]] = []
    for first, last, name in marks:
        inside = start <= first < last <= evidence["end"]
        if inside and all(last <= other[0] or other[1] <= first for other in taken):
            taken.append((first, last, name))
    for first, last, name in sorted(taken, reverse=True):
        a, b = first - start, last - start
        text = f"{text[:a]}[{text[a:b]} | {name}]{text[b:]}"
    return str(text)


def _where(place: Record, built: Output) -> str:
    """Return where a stretch of text stands: file as it was read, and characters there."""
    from kg.records import document

    found = document(built.documents[place["document"]])
    first, last = _characters(place, built)
    dated = f", {found.date}" if found.date else ""
    return plain(f"in {found.source}{dated}, characters {first} to {last}")


def _characters(place: Record, built: Output) -> tuple[int, int]:
    """Return the half-open interval of characters of a stretch in the file as it was read."""
    from kg.records import document

    found = document(built.documents[place["document"]])
    last = found.source_offset(max(place["start"], place["end"] - 1)) + 1
    return found.source_offset(place["start"]), last


def _entity(record: Record, built: Output) -> Iterator[str]:
    """Yield the lines that explain an entity."""
    yield f"{record['id']}  {plain(record['label'])}, {record['class']} ({record['kind']})"
    if record["aliases"]:
        yield f"  also called  {plain(', '.join(record['aliases']))}"
    for link in record["links"]:
        certain = "certain" if link["certain"] else "not certain"
        yield f"  link         {plain(link['iri'])} ({link['score']:.2f}, {certain}: {plain(link['reason'])})"
    if record.get("nil"):
        others = "none of these" if record["links"] else "no gazetteer lists the name"
        yield f"  no link      {record['nil']:.2f} ({others})"
    for decision in record.get("decisions", ()):
        yield f"  decision     {plain(decision)}"
    yield from _mentions(record, built)
    for other in record.get("suggestions", ()):
        label = plain(built.entities[other["entity"]]["label"])
        yield f"  perhaps      {label}, {other['entity']}; {plain(other['likeness']['line'])}"
    short = short_ids(built.statements)
    for statement in built.records.statements:
        if any(one.get("entity") == record["id"] for one in parties(statement)):
            yield f"  statement    {short[statement['id']]}  {plain(statement['line'])}"


def _mentions(record: Record, built: Output) -> Iterator[str]:
    """Yield lines for each mention: number, words, reason and place; how likely it is, where it came from
    another document; and its sentence.
    """
    from kg.entities import doubt

    sentences = _sentences(record, built)
    for number, mention in enumerate(record["mentions"], start=1):
        why = doubt(mention["reason"])
        doubtful = f" (doubtful: {why})" if why else ""
        yield (
            f"  mention {number:<4} {plain(mention['text'])!r}, {plain(mention['reason'])}{doubtful}; "
            f"{_where(mention, built)}"
        )
        if "likeness" in mention:
            yield f"               {plain(mention['likeness']['line'])}"
        yield f"               {_sentence(mention, sentences.get(mention['document'], ()), built)}"


def _sentences(record: Record, built: Output) -> dict[str, list[Record]]:
    """Return the sentences that gave statements, for the documents that mention an entity."""
    found: dict[str, dict[tuple[int, int], Record]] = {one["document"]: {} for one in record["mentions"]}
    for statement in built.records.statements:
        for evidence in statement["evidence"]:
            if evidence["document"] in found:
                found[evidence["document"]][evidence["start"], evidence["end"]] = evidence
    return {document: list(several.values()) for document, several in found.items()}


def _sentence(mention: Record, sentences: Iterable[Record], built: Output) -> str:
    """Return the sentence of a mention with the mention in brackets; where none gave a statement, the words
    around it.
    """
    start, end = mention["start"], mention["end"]
    around = [one for one in sentences if one["start"] <= start and end <= one["end"]]
    if around:
        chosen = min(around, key=lambda one: one["end"] - one["start"])
        first, text = chosen["start"], chosen["text"]
        return plain(f"{text[: start - first]}[{text[start - first : end - first]}]{text[end - first :]}")
    from kg import curation

    quote = curation.quote(built.records, mention)
    return plain(f"… {quote.before}[{quote.text}]{quote.after} …")
