"""Values of amounts (`>4800000000 USD`, `20..30 %`, `1/2~`) as literals that a query can compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rdflib import XSD, Literal, URIRef

from kg.rdf.names import boolean, text
from kg.rdf.terms import KG

__all__ = ["describe"]

_VALUE = re.compile(r"(>=?|<=?)?([\d./]+?)(?:\.\.([\d.]+))?(~)?(?: (\S+))?")


def describe(node: URIRef, value: str) -> Iterator[tuple[URIRef, URIRef, Literal]]:
    """Yield the number, bounds, unit and vagueness that a value tells about `node`; nothing for what is no
    amount.

    A number is kg:numericValue; a range or bound has kg:minimum, kg:maximum or both (kg:normalizedValue tells
    whether the bound itself is meant, ">" or ">=").

    >>> [(str(p).split("/")[-1].split("#")[-1], str(o)) for _, p, o in describe(URIRef("q:1"), ">500 EUR")]
    [('minimum', '500'), ('unit', 'EUR')]
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return
    sign, low, high = match[1] or "", match[2], match[3]
    for link, number in _numbers(sign, low, high):
        if (found := _decimal(number)) is not None:
            yield node, link, found
    if match[4]:
        yield node, KG.approximate, boolean(True)
    if match[5]:
        yield node, KG.unit, text(match[5])


def _numbers(sign: str, low: str, high: str | None) -> Iterator[tuple[URIRef, str]]:
    """Yield each number with what it is: the amount, or a bound of it."""
    if high:
        yield KG.minimum, low
        yield KG.maximum, high
    elif sign:
        yield KG.minimum if sign.startswith(">") else KG.maximum, low
    else:
        yield KG.numericValue, low


def _decimal(number: str) -> Literal | None:
    """Return an xsd:decimal; None for a share that no decimal is exactly ("1/3"), or what is no number."""
    above, slash, below = number.partition("/")
    if not re.fullmatch(r"\d+(?:\.\d+)?", above) or (slash and not re.fullmatch(r"[1-9]\d*", below)):
        return None
    value = Decimal(above) / Decimal(below or 1)
    if (slash and value * Decimal(below) != Decimal(above)) or len(value.as_tuple().digits) > 27:
        return None
    return Literal(f"{value:f}", datatype=XSD.decimal, normalize=False)
