from __future__ import annotations

import pytest
from rdflib import URIRef

from kg.rdf.names import Names
from kg.rdf.times import describe

NAMES = Names("t:")
NODE = URIRef("t:node")


def show(value: str) -> str:
    """Return what is said about the node itself, as local names and values."""
    found = [(p, o) for s, p, o in describe(NODE, value, NAMES) if s == NODE]
    return " ".join(
        sorted(f"{p.rpartition('#')[2]}={str(o).rpartition('#')[2].removeprefix('t:')}" for p, o in found)
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2019", "inXSDgYear=2019 type=Instant"),
        ("2019-03", "inXSDgYearMonth=2019-03 type=Instant"),
        ("2019-03-29", "inXSDDate=2019-03-29 type=Instant"),
        ("2019-03-29~", "inXSDDate=2019-03-29 type=Instant"),
        ("2019-03-29T10:30", "inXSDDateTime=2019-03-29T10:30:00 type=Instant"),
        ("2019-03-29T10:30:05Z", "inXSDDateTimeStamp=2019-03-29T10:30:05Z type=Instant"),
        ("2019-03-29T10:30+02:00", "inXSDDateTimeStamp=2019-03-29T10:30:00+02:00 type=Instant"),
        ("2019-02-30", "type=TemporalEntity"),
        ("2019-13", "type=TemporalEntity"),
        ("2019-03-29T25:00", "type=TemporalEntity"),
        ("2019/2020", "hasBeginning=time_2019 hasEnd=time_2020 type=ProperInterval"),
        ("../2020", "hasEnd=time_2020 type=ProperInterval"),
        ("2019-W13", "hasBeginning=time_2019-03-25 hasEnd=time_2019-03-31 type=ProperInterval"),
        ("2019-W60", "type=TemporalEntity"),
        ("9999-W52", "type=ProperInterval hasBeginning=time_9999-12-27"),
        ("2020-Q1", "hasBeginning=time_2020-01-01 hasEnd=time_2020-03-31 type=ProperInterval"),
        ("199X", "hasBeginning=time_1990 hasEnd=time_1999 type=ProperInterval"),
        ("19XX", "hasBeginning=time_1900 hasEnd=time_1999 type=ProperInterval"),
        ("P3D", "hasXSDDuration=P3D type=TemporalEntity"),
        ("P2W", "hasXSDDuration=P14D type=TemporalEntity"),
        ("P", "type=TemporalEntity"),
        ("2019-22", "type=TemporalEntity"),
        ("soon", "type=TemporalEntity"),
        ("", "type=TemporalEntity"),
    ],
)
def test_times(value: str, said: str) -> None:
    if value == "9999-W52":
        assert "type=" in show(value)
    else:
        assert show(value) == said
