"""The only place that mints an IRI or a literal, so that no text, however hostile, can break one.

Everything a build names lives below `base_iri`: entities (`en_…`), statements (`st_…`), documents (`doc_…`,
which name their graph too), and what hangs on them: `DOC_0-6` is the stretch [0, 6) of a document, `ST_2`
the second participation of a statement.  There are no blank nodes, so graphs can be compared and merged as
text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, TIME, XSD

from kg.model import Role, Span, content_id
from kg.rdf.terms import KG

__all__ = [
    "OA",
    "PREFIXES",
    "SCHEMA",
    "SEM",
    "Names",
    "boolean",
    "clean",
    "compact",
    "decimal",
    "integer",
    "prefixes",
    "spaced",
    "text",
]

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

#: The prefixes of every file written and every query read; `prefixes()` adds the build's own.
PREFIXES: Mapping[str, str] = {
    "dcterms": str(DCTERMS),
    "kg": str(KG._NS),
    "oa": str(OA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sem": str(SEM),
    "skos": str(SKOS),
    "time": str(TIME),
    "xsd": str(XSD),
}

# What XML 1.0 cannot hold, and lone surrogates, which UTF-8 cannot: replaced one for one, offsets stay.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_IRI = re.compile(
    r"[\s\x00-\x20\u200b-\u200f\u202a-\u202e\u2066-\u2069<>\"{}|\\^`\x7f-\xa0\ud800-\udfff\ufffe\uffff]|%(?![0-9A-Fa-f]{2})"
)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SHORT = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")


def clean(words: str) -> str:
    """Return `words` with each character that RDF/XML or UTF-8 cannot hold as U+FFFD; the length stays.

    >>> clean("a\\x00b")
    'a\ufffdb'
    """
    return _UNWRITABLE.sub("\ufffd", words)


@lru_cache(maxsize=65536)
def text(words: str) -> Literal:
    """Return a plain literal.

    >>> text('say "no"')
    rdflib.term.Literal('say "no"')
    """
    return Literal(clean(words))


@lru_cache(maxsize=65536)
def integer(number: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(number)


@lru_cache(maxsize=2)
def boolean(truth: bool) -> Literal:
    """Return an xsd:boolean."""
    return Literal(truth)


@lru_cache(maxsize=65536)
def decimal(number: float) -> Literal:
    """Return an xsd:decimal with all digits of `number` and no exponent.

    >>> str(decimal(0.93)), str(decimal(1)), str(decimal(1e-07))
    ('0.93', '1.0', '0.0000001')
    """
    digits = format(Decimal(repr(float(number))), "f")
    return Literal(digits if "." in digits else f"{digits}.0", datatype=XSD.decimal)


def compact(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return `iri` as prefix and local name where one of `prefixes` fits, else unchanged.

    >>> compact("https://w3id.org/kg-text/ns/1#supplies")
    'kg:supplies'
    """
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and _SHORT.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return str(iri)


def spaced(name: str) -> str:
    """Return the words of a local name.

    >>> spaced("kg:talkAbout"), spaced("member_of")
    ('talk about', 'member of')
    """
    local = re.split(r"[:#/]", name)[-1].replace("_", " ")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).lower().strip()


def prefixes(base_iri: str) -> dict[str, str]:
    """Return all prefixes of a build, sorted: the usual ones, `e:` for what it named and `p:` for
    properties it minted.

    >>> prefixes("https://example.net/")["p"]
    'https://example.net/property/'
    """
    return dict(sorted({**PREFIXES, "e": base_iri, "p": f"{base_iri}property/"}.items()))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one build: everything that is not vocabulary lies below `base`.

    >>> Names("https://example.net/").node("en_1")
    rdflib.term.URIRef('https://example.net/en_1')
    """

    base: str

    def node(self, identifier: str) -> URIRef:
        """Return the IRI of an entity, statement or document by its id."""
        return _node(self.base, identifier)

    def target(self, span: Span) -> URIRef:
        """Return the IRI of a stretch of a document (a Web Annotation target)."""
        return self.node(f"{span.document}_{span.start}-{span.end}")

    def selector(self, span: Span) -> URIRef:
        """Return the IRI of the selector that says where a stretch stands."""
        return self.node(f"{span.document}_{span.start}-{span.end}_at")

    def participation(self, statement: str, index: int) -> URIRef:
        """Return the IRI of participation number `index` (from 1) of a statement."""
        return self.node(f"{statement}_{index}")

    def attribution(self, statement: str, depth: int) -> URIRef:
        """Return the IRI of the source of the source of a statement, `depth` (from 1) levels out."""
        return self.node(f"{statement}_outer{depth}")

    def link(self, entity: str, index: int) -> URIRef:
        """Return the IRI of link number `index` (from 1) of an entity."""
        return self.node(f"{entity}_link{index}")

    def cue(self, statement: str, index: int) -> URIRef:
        """Return the IRI of cue number `index` (from 1) of a statement."""
        return self.node(f"{statement}_cue{index}")

    def time(self, value: str) -> URIRef:
        """Return the IRI of a point or stretch of time by its ISO 8601 / EDTF value."""
        return self.node(f"time_{value.replace('/', '_')}")

    def term(self, name: str) -> URIRef:
        """Return the IRI of a property or class: a compact IRI ("kg:supplies"), an absolute one, or a bare
        local name.

        >>> Names("").term("kg:supplies")
        rdflib.term.URIRef('https://w3id.org/kg-text/ns/1#supplies')
        """
        return _term(name)

    def minted(self, name: str) -> URIRef:
        """Return the IRI of a minted property; one that the graph needs for itself gets a "_" behind.

        >>> Names("").minted("kg:cause"), Names("").minted("kg:causes")
        (rdflib.term.URIRef('...#cause_'), rdflib.term.URIRef('...#causes'))
        """
        term = _term(name)
        local = term.removeprefix(PREFIXES["kg"])
        reserved = local in KG.__annotations__ or local in set(Role)
        return URIRef(f"{term}_") if reserved else term

    def iri(self, identifier: str) -> URIRef:
        """Return a foreign identifier as an IRI; what an IRI cannot hold is percent-encoded, a relative one
        is put below base.

        >>> Names("").iri("http://www.wikidata.org/entity/Q 1>")
        rdflib.term.URIRef('http://www.wikidata.org/entity/Q%201%3E')
        """
        return URIRef(_escaped(identifier)) if _ABSOLUTE.match(identifier) else self.node(identifier)


@lru_cache(maxsize=65536)
def _node(base: str, identifier: str) -> URIRef:
    """Return what is named by an id below a base; the same object again and again, which compares faster."""
    return URIRef(base + _local(identifier))


def _local(identifier: str) -> str:
    """Return `identifier` in characters that every RDF syntax can hold in a path."""
    return quote(clean(identifier), safe="-._~")


@lru_cache(maxsize=8192)
def _term(name: str) -> URIRef:
    """Return the IRI of a vocabulary term; its local name is always one of XML's and SPARQL's too."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return URIRef(PREFIXES[prefix] + _slug(local))
    if _ABSOLUTE.match(name) and "://" in name:
        return URIRef(_escaped(name))
    return URIRef(PREFIXES["kg"] + _slug(name))


def _slug(local: str) -> str:
    """Return `local` if it is letters, digits and "_" of ASCII, else the nearest such name and a hash that
    keeps it apart.

    >>> _slug("supplies"), _slug("blow up!")
    ('supplies', 'blow_up_90104376')
    """
    if _LOCAL.fullmatch(local):
        return local
    plain = re.sub(r"[^A-Za-z0-9]+", "_", local).strip("_")
    return f"{plain if plain[:1].isalpha() else f'x{plain}'}_{content_id('', local)[1:9]}"


def _escaped(iri: str) -> str:
    """Return `iri` with every character that an IRI cannot hold percent-encoded (and surrogates replaced)."""
    return _NOT_IN_IRI.sub(lambda match: quote(clean(match.group()), safe=""), iri)
