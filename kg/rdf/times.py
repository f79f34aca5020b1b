"""ISO 8601 and EDTF values as OWL-Time: https://www.w3.org/TR/owl-time/ and
https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, TIME, XSD

from kg.rdf.names import Names

__all__ = ["describe"]

Triple = tuple[URIRef, URIRef, URIRef | Literal]

_PARTIAL = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d{2})XX")
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?")


def describe(node: URIRef, value: str, names: Names) -> Iterator[Triple]:
    """Yield what OWL-Time says of `value` about `node`; a value that it cannot hold is a bare
    time:TemporalEntity.

    A day, month, year or time of day becomes a time:Instant of that precision, "A/B", a week, quarter,
    decade or century a time:ProperInterval with beginning and end, "P3D" an entity with a duration.  Marks
    of doubt ("?", "~", "%") are left out here.

    >>> sorted(str(o) for _, _, o in describe(URIRef("t:1"), "2019-03-29", Names("t:")))
    ['2019-03-29', 'http://www.w3.org/2006/time#Instant']
    """
    value = value.rstrip("?~%")
    start, slash, end = value.partition("/")
    if slash:
        yield from _interval(node, start, end, names)
    elif bounds := _bounds(value):
        yield from _interval(node, *bounds, names)
    elif (match := _DURATION.fullmatch(value)) and match.group():
        yield node, RDF.type, TIME.TemporalEntity
        yield from _duration(node, value)
    elif instant := _instant(value):
        yield node, RDF.type, TIME.Instant
        yield node, *instant
    else:
        yield node, RDF.type, TIME.TemporalEntity


def _duration(node: URIRef, value: str) -> Iterator[Triple]:
    """Yield the duration; xsd:duration has no weeks, so these become days."""
    if weeks := re.fullmatch(r"P(\d+)W", value):
        value = f"P{7 * int(weeks[1])}D"
    if "W" not in value:
        yield node, TIME.hasXSDDuration, Literal(value, datatype=XSD.duration, normalize=False)


def _interval(node: URIRef, start: str, end: str, names: Names) -> Iterator[Triple]:
    """Yield an interval; an open or unknown end ("..", "") is not said."""
    yield node, RDF.type, TIME.ProperInterval
    for link, value in ((TIME.hasBeginning, start), (TIME.hasEnd, end)):
        if instant := _instant(value.rstrip("?~%")):
            edge = names.time(value)
            yield node, link, edge
            yield edge, RDF.type, TIME.Instant
            yield edge, *instant


def _instant(value: str) -> tuple[URIRef, Literal] | None:
    """Return the property and literal for a day, month, year or time of day; None for what is not (or no
    real date).
    """
    if re.fullmatch(r"\d{4}", value):
        return TIME.inXSDgYear, _literal(value, XSD.gYear)
    if (match := _PARTIAL.fullmatch(value)) and 1 <= int(match[2]) <= 12:
        return TIME.inXSDgYearMonth, _literal(value, XSD.gYearMonth)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) and _parses(value):
        return TIME.inXSDDate, _literal(value, XSD.date)
    if (match := _CLOCK.fullmatch(value)) and _parses(value):
        seconds = value if match[1] else f"{value[:16]}:00{value[16:]}"
        return (
            (TIME.inXSDDateTimeStamp, _literal(seconds, XSD.dateTimeStamp))
            if match[3]
            else (TIME.inXSDDateTime, _literal(seconds, XSD.dateTime))
        )
    return None


def _literal(value: str, datatype: URIRef) -> Literal:
    return Literal(value, datatype=datatype, normalize=False)


def _parses(value: str) -> bool:
    """Return whether the calendar has this day (and the clock this time)."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _bounds(value: str) -> tuple[str, str] | None:
    """Return the first and last day of a week or quarter, the first and last year of a decade or century."""
    if match := _WEEK.fullmatch(value):
        return _week(int(match[1]), int(match[2]))
    if match := _QUARTER.fullmatch(value):
        year, last = int(match[1]), 3 * int(match[2])
        days = calendar.monthrange(max(year, 1), last)[1]
        return f"{match[1]}-{last - 2:02}-01", f"{match[1]}-{last:02}-{days}"
    if match := _DECADE.fullmatch(value):
        return f"{match[1]}0", f"{match[1]}9"
    if match := _CENTURY.fullmatch(value):
        return f"{match[1]}00", f"{match[1]}99"
    return None


def _week(year: int, week: int) -> tuple[str, str] | None:
    """Return Monday and Sunday of an ISO week, None where the year has no such week."""
    try:
        monday = date.fromisocalendar(year, week, 1)
        sunday = monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None
    return monday.isoformat(), sunday.isoformat()
