"""The terms of the ontology by which statements and mentions are described; a mistyped one is an error."""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

__all__ = ["KG"]


class KG(DefinedNamespace):
    """Terms in `https://w3id.org/kg-text/ns/1#`; roles and relations are made by name and not listed here."""

    _NS = Namespace("https://w3id.org/kg-text/ns/1#")
    _fail = True

    Attribution: URIRef  # the source of a source
    Cue: URIRef  # a word that made a statement negative, modal or somebody's
    Link: URIRef  # an identifier that an entity may have
    Mention: URIRef  # a stretch of text that stands for something
    MintedProperty: URIRef  # a property made from words that the lexicon does not know
    Participation: URIRef  # one argument of a statement

    aspect: URIRef  # of a cue: "polarity", "modality", "attribution"
    approximate: URIRef  # of an amount: whether it is only about so much
    asserted: URIRef  # whether the text itself vouches for a statement
    attributedTo: URIRef  # the entity that says it
    attributionVerb: URIRef  # "say"
    certain: URIRef  # whether a link is
    confidence: URIRef  # 0 to 1
    confidencePart: URIRef  # "NAME VALUE": one factor of it
    cue: URIRef  # statement → cue
    end: URIRef  # of a cue: character offset, exclusive
    filler: URIRef  # participation → entity or statement
    form: URIRef  # of a mention: "name", "nominal", "pronoun", "time", "quantity"
    identifier: URIRef  # of a link: what the entity may be
    kind: URIRef  # of an entity: "named", "concept", "value"
    lemma: URIRef  # of a predicate
    link: URIRef  # entity → link
    marker: URIRef  # of a participation: the preposition
    maximum: URIRef  # of an amount that has a bound
    mention: URIRef  # entity or participation → mention
    minimum: URIRef  # of an amount that has a bound
    minted: URIRef  # whether the lexicon did not know the predicate
    modality: URIRef  # "actual", "planned", "possible", …
    normalizedValue: URIRef  # of a time or quantity
    numericValue: URIRef  # of an amount: the number
    order: URIRef  # of a participation: 1, 2, …
    outerAttribution: URIRef  # → the source of the source
    participation: URIRef  # statement → participation
    place: URIRef  # statement → entity
    placeMention: URIRef  # statement → mention
    polarity: URIRef  # "positive", "negative"
    predicateEnd: URIRef  # character offset, exclusive
    predicateStart: URIRef  # character offset
    predicateText: URIRef  # the words
    reason: URIRef  # of a link or a mention: why it belongs to the entity
    role: URIRef  # participation → role
    rule: URIRef  # the rule that made a statement
    rules: URIRef  # all of them, main one first, between spaces
    score: URIRef  # of a link: 0 to 1
    sourceMention: URIRef  # statement → mention of who says it
    stance: URIRef  # "said", "claimed", "denied", …
    start: URIRef  # of a cue: character offset
    text: URIRef  # of a mention or participation: what is shown, where it is not the quotation
    timeMention: URIRef  # statement → mention
    timeText: URIRef  # the words
    timeValue: URIRef  # ISO 8601 / EDTF
    unit: URIRef  # of an amount: "USD", "%", "km"
    value: URIRef  # of a cue: what it made of its aspect
