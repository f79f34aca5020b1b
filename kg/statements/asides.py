"""Asides: what frames a whole sentence and stands beside it between commas, read off the words alone.

Parsers hang "two diplomats said" or "according to the ministry" on the wrong word when the sentence is long;
what such an aside covers is nobody's plain fact for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span, Token

from kg.language import syntax
from kg.statements.cues import Cues
from kg.statements.quotations import FINITE, Quotation, may_speak

__all__ = ["find_asides"]

PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART", "ADV", "AUX", "CCONJ")
BEFORE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON")
BREAKS = (",", "—", "–", "--", "(")
ENDS = (",", ".", ";", "—", "–", "--", ")")
BESIDE = ("but", "as", "while", "although", "though", "whereas", "who")
LONGEST = 14


def find_asides(doc: Doc, words: Cues, classes: Mapping[str, str]) -> tuple[Quotation, ...]:
    """Return the stretches that an aside frames, with its speaker and verb, in text order.

    `classes` are the lexicon's classes of common nouns, by which the source of a headline is known.
    """
    found: list[Quotation] = []
    for sent in doc.sents:
        found += _by_verb(sent, words)
        found += _by_marker(sent, words)
        found += _by_dash(sent, words, classes)
    return tuple(sorted(found, key=lambda aside: (aside.start, aside.end)))


def _by_verb(sent: Span, words: Cues) -> Iterator[Quotation]:
    """Yield what a verb of speech between commas frames ("…, two diplomats said, and …")."""
    for verb in sent:
        lemma = verb.lemma_.lower()
        known = lemma in words.parenthetic or (
            lemma in words.speech and lemma not in words.not_in_parenthesis
        )
        if not known or verb.dep_ == "acl:relcl" or verb.tag_ not in FINITE:
            continue
        opened = _opening(verb, sent)
        end = _closing(verb, sent)
        if opened is None or end is None:
            continue
        comma, speaker = opened
        if not _has_clause(sent, sent.start, comma) and not _has_clause(sent, end + 1, sent.end):
            continue
        middle = end < sent.end - 1 and sent.doc[end].text in BREAKS[:4]
        if sent[0].lower_ in words.subordinating and not middle:
            continue
        yield Quotation(_stretch(sent, comma), comma, speaker, verb)
        if middle and _takes_up(sent, end, verb):
            yield Quotation(end + 1, sent.end, speaker, verb)


def _opening(verb: Token, sent: Span) -> tuple[int, Token] | None:
    """Return the index of the comma before an aside and its speaker, or None for a clause of its own.

    A name between commas may stand before the verb ("…, the minister, Pia Holm, said").
    """
    doc, last = verb.doc, verb.i
    if doc[last - 1].text == ",":
        inner = _comma_before(last - 1, sent)
        named = inner is not None and all(t.pos_ == "PROPN" for t in doc[inner + 1 : last - 1])
        if inner is None or not named:
            return None
        last = inner
    comma = _comma_before(last, sent)
    if comma is None or doc[comma + 1].tag_ in ("WP", "WDT", "WRB"):
        return None
    if doc[comma + 1].pos_ not in BEFORE and doc[comma + 1].lower_ not in ("so", "as"):
        return None
    if doc[verb.i - 1].pos_ == "PRON" and doc[verb.i - 2].pos_ in ("NOUN", "PROPN"):
        return None
    return comma, _head_within(_last_nominal(doc, comma, verb.i), comma)


def _comma_before(end: int, sent: Span) -> int | None:
    """Return the index of the mark before the noun phrase that ends at `end`, or None."""
    doc, i = sent.doc, end - 1
    while i > sent.start and doc[i].pos_ in PHRASE and end - i < LONGEST:
        i -= 1
    held = any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in doc[i + 1 : end])
    return i if held and doc[i].text in BREAKS and i > sent.start else None


def _last_nominal(doc: Doc, start: int, end: int) -> Token:
    """Return the last noun before `end`, or the one before "and" of two."""
    nominals = [t for t in doc[start + 1 : end] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    joined = [t for t in doc[start + 1 : end] if t.lower_ == "and" and t.pos_ == "CCONJ"]
    before = [t for t in nominals if joined and t.i < joined[0].i]
    return before[-1] if before else nominals[-1]


def _head_within(token: Token, start: int) -> Token:
    """Return the head of the noun phrase that ends in a token and begins behind `start`."""
    while start < token.head.i < token.i and token.dep_ in ("flat", "compound", "nmod", "conj", "obl"):
        token = token.head
    return token


def _closing(verb: Token, sent: Span) -> int | None:
    """Return the index of the mark that ends an aside, the end of the sentence without one, or None if a
    clause follows its verb.
    """
    doc = verb.doc
    for i in range(verb.i + 1, min(sent.end, verb.i + LONGEST)):
        if doc[i].text in ENDS or doc[i].is_space:
            return i
        fits = doc[i].pos_ in PHRASE or doc[i].dep_ == "amod"
        if not fits or (
            doc[i].lower_ in ("that", "to") and doc[i].tag_ in ("TO", "IN") and doc[i].dep_ == "mark"
        ):
            return None
        if syntax.relation(doc[i], "obj") and verb.lemma_.lower() != "tell":
            return None
    return sent.end if sent.end <= verb.i + LONGEST else None


def _has_clause(sent: Span, start: int, end: int) -> bool:
    """Tell whether a finite verb stands in a stretch."""
    return any(t.tag_ in FINITE for t in sent.doc[start:end])


def _stretch(sent: Span, end: int) -> int:
    """Return where the stretch begins that ends in an aside: behind the last semicolon before it."""
    marks = [t.i for t in sent.doc[sent.start : end] if t.text == ";"]
    return marks[-1] + 1 if marks else sent.start


def _takes_up(sent: Span, end: int, verb: Token) -> bool:
    """Tell whether what follows an aside goes on with what stands before it.

    "The driver, the firm says, fell asleep", "…, two diplomats said, and are moving", not "…, adding that".
    """
    doc, first = sent.doc, sent.doc[end + 1]
    if first.lower_ in BESIDE or first.tag_ in ("VBG", "VBN"):
        return False
    if first.lower_ in ("before", "after", "when") and doc[end + 2 : end + 3] and doc[end + 2].tag_ == "VBG":
        return False
    if first.lower_ == "and":
        rest = doc[end + 2 : sent.end]
        return len(rest) > 0 and not any(
            c.i > end and c.i < t.i for t in rest[:1] for c in syntax.children(t, "nsubj")
        )
    return True


def _by_marker(sent: Span, words: Cues) -> Iterator[Quotation]:
    """Yield what "according to X" frames at the beginning or the end of a sentence."""
    for token in sent:
        if syntax.marker(token) != "according to" or token.lemma_.lower() in words.not_sources:
            continue
        first, last = token.left_edge.i, token.right_edge.i
        first += sent.doc[first].text in BREAKS
        semicolons = [t.i for t in sent if t.text == ";"]
        if first <= sent.start + 1 or sent.doc[first - 1].text == ";":
            end = next((i for i in semicolons if i > last), sent.end)
            yield Quotation(last + 1, end, token)
        elif sent.doc[first - 1].text in BREAKS and sent.doc[first - 2].dep_ != "mark":
            start = max((i + 1 for i in semicolons if i < first), default=sent.start)
            yield Quotation(start, first, token)


def _by_dash(sent: Span, words: Cues, classes: Mapping[str, str]) -> Iterator[Quotation]:
    """Yield what a source behind the dash of a headline frames ("Ten held over plot - police")."""
    dash = next((t for t in reversed(sent) if t.text in ("-", "–", "—", "--") and t.whitespace_), None)
    if dash is None or not 0 < sent.end - 1 - dash.i <= 4 or dash.i == sent.start:
        return
    behind = [t for t in sent.doc[dash.i + 1 : sent.end] if not t.is_punct]
    if behind and all(t.pos_ in BEFORE for t in behind) and may_speak(behind[-1], words, classes):
        yield Quotation(sent.start, dash.i, behind[-1])
