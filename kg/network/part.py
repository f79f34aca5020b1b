"""Part of a network: what stands near a node, and only the statements that are asked for.

A page of everything serves few questions; this makes the smaller graph that answers one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.errors import InputError

__all__ = ["Choice", "part"]

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted of a network; the default is all of it.

    `about` is a node and `hops` how many steps away from it is near enough (see `part`).
    `relation` is a property ("kg:supplies" or "supplies"), a lemma or the words on an edge; `document` an id,
    or a part of a title or source; `since` and `until` are ISO dates, whole years or months too, both
    included; `confidence` is the least, 0 to 1.  Raises `InputError` where one of these is none of that.
    """

    about: str | None = None
    hops: int = 1
    relation: str | None = None
    document: str | None = None
    since: str | None = None
    until: str | None = None
    confidence: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what would leave out everything without a word."""
        if self.hops < 0:
            raise InputError(f"hops is {self.hops}", remedy="give 0 or more steps")
        if not 0 <= self.confidence <= 1:
            raise InputError(f"confidence is {self.confidence}", remedy="give a number from 0 to 1")
        for name, date in (("since", self.since), ("until", self.until)):
            if date is not None and not is_day(date):
                raise InputError(f"{name} is {date!r}", remedy="give a date as 2019, 2019-03 or 2019-03-30")

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.about is None and not self.filters

    @property
    def filters(self) -> bool:
        """Whether statements are left out for what they are."""
        return bool(self.relation or self.document or self.since or self.until or self.confidence > 0)


def is_day(date: str) -> bool:
    """Tell whether a date is an ISO year, month or day that there is.

    >>> is_day("2019-03"), is_day("2019-02-30"), is_day("soon")
    (True, False, False)
    """
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date):
        return False
    try:
        datetime.date.fromisoformat(f"{date}-01-01"[:10])
    except ValueError:
        return False
    return True


def part(graph: nx.MultiDiGraph, choice: Choice) -> nx.MultiDiGraph:
    """Return a new network with what `choice` asks for, in the order of `graph`, which is not changed.

    All who take part in a statement are one step from each other; what a node itself says is one step away
    too.  A statement stays, with all its edges, if it passes the filters and all who take part in it are near
    enough.  A date is that of the statement, where it has none that of its document; without either it does
    not pass `since` and `until`.  Importance and community of a node remain those that it has in the whole.

    >>> whole = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    >>> sorted(part(whole, Choice(about="a", hops=1)))
    ['a', 'b']
    """
    records = _records(graph)
    documents = graph.graph.get("documents") or {}
    passing = [name for name, record in records.items() if _passes(record, choice, documents)]
    members = _members(graph, records)
    nodes: set[Any] = set(graph) if choice.everything else set()
    if choice.about is not None:
        me = str(graph.nodes[choice.about].get("id") or choice.about)
        said = [name for name in passing if _entity(_speaker(records[name])) == me]
        nodes = _around(graph, choice, {name: members[name] for name in passing}, said)
        passing = [name for name in passing if (members[name] or name in said) and members[name] <= nodes]
    kept = set(passing)
    if not choice.everything:
        beside = [one for name in kept for one in (_speaker(records[name]), records[name].get("time"))]
        nodes |= {node for name in kept for node in members[name]} | _nodes(graph, beside)
    found = nx.MultiDiGraph()
    found.add_nodes_from((node, dict(graph.nodes[node])) for node in graph if node in nodes)
    edges = [edge for edge in graph.edges(keys=True, data=True) if _statement(edge) in kept]
    found.add_edges_from((a, b, key, dict(one)) for a, b, key, one in edges)
    whole = graph.graph.get("statements") or {}
    found.graph |= {
        key: value for key, value in graph.graph.items() if key not in ("statements", "documents")
    }
    found.graph["statements"] = {name: record for name, record in whole.items() if name in kept}
    read = {str(records[name].get("document")) for name in kept}
    if not choice.filters:
        read |= {str(name) for _, one in found.nodes(data=True) for name in one.get("documents") or ()}
    found.graph["documents"] = {name: value for name, value in documents.items() if name in read}
    return found


def _statement(edge: tuple[Any, Any, Any, Record]) -> str:
    """Return the id of the statement behind an edge, without one what tells the edge from all others."""
    return str(edge[3].get("statement") or edge[:3])


def _records(graph: nx.MultiDiGraph) -> dict[str, Record]:
    """Return the record of each statement, of its edge where there is none; with the words of its edges."""
    records: dict[str, Any] = dict(graph.graph.get("statements") or {})
    labels: dict[str, set[str]] = {}
    for edge in graph.edges(keys=True, data=True):
        name, found = _statement(edge), edge[3]
        records.setdefault(name, {**found, "time": {"value": found.get("time_value") or ""}})
        labels.setdefault(name, set()).add(str(found.get("label") or ""))
    return {name: {**record, "labels": labels.get(name, set())} for name, record in records.items()}


def _passes(record: Record, choice: Choice, documents: Mapping[str, Record]) -> bool:
    """Tell whether a statement passes the filters."""
    if choice.confidence > 0 and float(record.get("confidence") or 0.0) < choice.confidence:
        return False
    document = str(record.get("document") or "")
    about = documents.get(document) or {}
    if choice.relation and choice.relation.casefold() not in _relations(record):
        return False
    if choice.document and document != choice.document:
        wanted = choice.document.casefold()
        if not any(wanted in str(about.get(key) or "").casefold() for key in ("title", "source")):
            return False
    return not (choice.since or choice.until) or _between(_date(record, about), choice)


def _relations(record: Record) -> set[str]:
    """Return the names by which the relation of a statement may be asked for."""
    predicate = record.get("predicate") or record
    property_ = str(predicate.get("property") or "")
    names = {property_, property_.partition(":")[2], str(predicate.get("lemma") or ""), *record["labels"]}
    return {name.casefold() for name in names if name}


def _date(record: Record, document: Record) -> str:
    """Return the ISO date of a statement, or of the document that says it, "" without either."""
    told = str((record.get("time") or {}).get("value") or "")
    return told if told[:4].isdigit() else str(document.get("date") or "")


def _between(date: str, choice: Choice) -> bool:
    """Tell whether a date lies in the range; of an interval ("2019-03/2019-05") some day has to.

    >>> _between("2019-03", Choice(since="2019-03-15")), _between("2018", Choice(since="2019"))
    (True, False)
    """
    first, _, last = date.partition("/")
    if not first:
        return False
    last = last if last[:4].isdigit() else first
    since, until = choice.since or "", choice.until or ""
    return last[: len(since)] >= since[: len(last)] and (
        not until or first[: len(until)] <= until[: len(first)]
    )


def _members(graph: nx.MultiDiGraph, records: Mapping[str, Record]) -> dict[str, set[Any]]:
    """Return for each statement the nodes that take part in it."""
    members: dict[str, set[Any]] = {name: set() for name in records}
    for edge in graph.edges(keys=True, data=True):
        members[_statement(edge)] |= {edge[0], edge[1]}
    home = _homes(graph)
    for name, record in records.items():
        fillers = [record.get(key) for key in ("subject", "object", "place")]
        fillers += [role.get("filler") for role in record.get("roles") or () if role.get("role") != "time"]
        members[name] |= {home[one] for filler in fillers if (one := _entity(filler)) in home}
    return members


def _homes(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """Return the node of each entity."""
    return {str(one.get("id") or node): node for node, one in graph.nodes(data=True)}


def _entity(filler: object) -> str:
    """Return the id of the entity that fills a place, "" where none does."""
    return str(filler.get("entity") or "") if isinstance(filler, Mapping) else ""


def _speaker(record: Record) -> object:
    """Return who is made to say a statement."""
    return (record.get("attribution") or {}).get("source")


def _nodes(graph: nx.MultiDiGraph, fillers: Iterable[object]) -> set[Any]:
    """Return the nodes of what fills places."""
    wanted = {_entity(filler) for filler in fillers} - {""}
    return (
        {node for node, one in graph.nodes(data=True) if str(one.get("id") or node) in wanted}
        if wanted
        else set()
    )


def _around(
    graph: nx.MultiDiGraph, choice: Choice, members: Mapping[str, set[Any]], said: Iterable[str]
) -> set[Any]:
    """Return what is at most so many steps away; amounts and dates lead no farther."""
    mine: dict[Any, set[str]] = {}
    for name, nodes in members.items():
        for node in nodes:
            mine.setdefault(node, set()).add(name)
    mine[choice.about] = mine.get(choice.about, set()) | set(said)
    reached, rim = {choice.about}, {choice.about}
    for step in range(choice.hops):
        open_ = {node for node in rim if step == 0 or graph.nodes[node].get("kind") != "value"}
        rim = {other for node in open_ for name in mine.get(node, ()) for other in members[name]} - reached
        reached |= rim
    return reached
