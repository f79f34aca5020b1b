"""Turns of a transcript: who speaks a line that begins with a label in capitals ("MR. SMITH: I object.")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.statements.forms import forms

__all__ = ["Turn", "turns"]

LONGEST = 6  # tokens of a label
PEOPLE = ("person", "organization")


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says: the half-open token interval [start, end) behind a label, and the label's head."""

    start: int
    end: int
    speaker: Token


def turns(doc: Doc) -> Iterator[Turn]:
    """Yield the turns of a text in order; a turn ends with its line.

    A label stands at the beginning of a line, is all capitals and names or describes somebody; "NOTE:" and
    "Q:" are none.
    """
    typed = {span.start for span in doc.spans.get("nominals", ()) if span.label_ in PEOPLE}
    for token in doc:
        label = _label(token)
        if label is None:
            continue
        end = next((t.i for t in doc[label.end :] if t.is_space and "\n" in t.text), len(doc))
        known = [t for t in label if t.i in typed or t.ent_type_ in PEOPLE]
        named = any(t.lower_.rstrip(".") in forms()["speakers"] for t in label)
        if (known or named) and end > label.end + 1:
            yield Turn(label.end + 1, end, _head(label))


def _label(first: Token) -> Span | None:
    """Return the words in capitals before a colon that begin with a token, if a line begins there."""
    doc = first.doc
    opens = first.i == 0 or (doc[first.i - 1].is_space and "\n" in doc[first.i - 1].text)
    if not opens or not first.text.isupper():
        return None
    for token in doc[first.i + 1 : first.i + LONGEST + 1]:
        if token.text == ":":
            label = doc[first.i : token.i]
            return label if any(len(t) > 1 for t in label) else None
        if not token.text.isupper() and token.text != ".":
            return None
    return None


def _head(label: Span) -> Token:
    """Return the word of a label that heads it: the first name or noun that hangs on nothing inside of it."""
    heads = [t for t in label if t.head.i == t.i or not label.start <= t.head.i < label.end]
    nouns = [t for t in heads if t.pos_ in ("PROPN", "NOUN")]
    return (nouns or heads)[0]
