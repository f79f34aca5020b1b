"""The text view: a statement in the words of its sentence, as open information extraction writes it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kg.model import Argument, Mention, Role, Span, Statement

__all__ = ["TextView", "text_view"]


@dataclass(frozen=True, slots=True)
class TextView:
    """Subject, relation and arguments as words of the sentence, joined by single spaces.

    An argument carries its preposition in front; `markers` says how many words of each belong to it.
    """

    subject: str
    relation: str
    arguments: tuple[str, ...]
    markers: tuple[str, ...] = ()


def text_view(doc: Doc, statement: Statement) -> TextView:
    """Return the text view of a statement that was extracted from `doc`.

    The subject is the agent, else the theme; a statement that has neither gets "" there.
    """
    subject = statement.argument(Role.AGENT) or statement.argument(Role.THEME, Role.PATIENT, Role.SOURCE)
    if subject is None and statement.arguments:
        subject = statement.arguments[0]
    others = [a for a in statement.arguments if a is not subject]
    markers = [a.marker for a in others]
    phrases = [_argument(doc, a) for a in others]
    for mention in (statement.time, statement.place):
        if mention is not None:
            phrases.append(_words(doc, mention.phrase or mention.span))
            markers.append("")
    kept = [(p, m) for p, m in zip(phrases, markers, strict=True) if p]
    return TextView(
        _argument(doc, subject, bare=True) if subject else "",
        statement.predicate.text,
        tuple(p for p, _ in kept),
        tuple(m for _, m in kept),
    )


def _argument(doc: Doc, argument: Argument, *, bare: bool = False) -> str:
    """Return the words of an argument, with its preposition unless `bare`; "" for a statement."""
    filler = argument.filler
    if not isinstance(filler, Mention):
        return ""
    text = _words(doc, filler.phrase or filler.span)
    return text if bare or not argument.marker else f"{argument.marker} {text}"


def _words(doc: Doc, span: Span) -> str:
    """Return the words of a character span, joined by single spaces."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return " ".join(t.text for t in tokens if not t.is_space) if tokens is not None else ""
