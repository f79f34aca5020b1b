"""The times of a parsed text: its expressions, each with the tense of the clause that it stands in."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Span, Token

from kg.language import syntax
from kg.statements import times
from kg.statements.times.vocabulary import table

__all__ = ["Timeline", "find_times", "tense_of"]


def find_times(doc: Doc, *, date: str | None) -> tuple[times.Expression, ...]:
    """Return the time expressions of a document in text order; `date` (ISO 8601) anchors relative ones.

    `doc` needs tags and a UD tree (`kg.language.annotate`).
    """
    starts = {token.idx: token for token in doc}

    def tense_at(offset: int) -> str:
        token = starts.get(offset)
        if token is None:
            span = doc.char_span(offset, offset + 1, alignment_mode="expand")
            token = span[0] if span else None
        return tense_of(token) if token is not None else ""

    found = times.annotate(doc.text, anchor=date, tense_at=tense_at)
    return tuple(time for time in found if not _counts(time, doc))


class Timeline:
    """The values of the times of one document, each in the flow of its text."""

    def __init__(self, doc: Doc, *, date: str | None) -> None:
        """Find the times of a document; `date` (ISO 8601) anchors relative ones."""
        self.date = date
        self.times = find_times(doc, date=date)
        self._starts = [time.start for time in self.times]

    def value(self, span: Span, head: Token) -> str | None:
        """Return the value of a phrase with its head, None if it does not tell enough.

        A phrase that is not found as it stands refers to what was told before it.  Of an expression that is
        found, a piece has its value: "March" that of "12 March 2014"; "two years" is no duration where "two
        years later" stands.
        """
        at = bisect_right(self._starts, head.idx) - 1
        time = self.times[at] if at >= 0 else None
        if time is not None and (time.start, time.end) == (span.start_char, span.end_char):
            return time.value
        inside = time is not None and head.idx < time.end
        reference = time.reference if time is not None and inside else None
        anchor = (time.now if time is not None else None) or self.date
        value = times.normalise(span.text, anchor=anchor, tense=tense_of(head), reference=reference)
        if time is None or not inside:
            return value
        for part in time.parts:
            if part.start <= span.start_char and span.end_char <= part.end:
                return part.value or value
        if time.parts:
            return value
        return time.value or (None if (value or "").startswith("P") else value)


def _counts(time: times.Expression, doc: Doc) -> bool:
    """Tell whether what looks like a year tells how many there are ("of 1709 schoolchildren")."""
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    year = span[-1] if span is not None else None
    return (
        year is not None
        and year.is_digit
        and year.dep_ == "nummod"
        and year.head.tag_ == "NNS"
        and year.head.i == year.i + 1
    )


def tense_of(token: Token) -> str:
    """Return "past", "present", "future" or "" for the clause in which a time stands.

    What hangs on a word of planning ("agreed to meet on Friday", "scheduled for May") lies ahead.
    """
    tenses = table("tenses")
    for head in (token, *syntax.ancestors(token)):
        helpers = {c.lower_ for c in syntax.children(head, "aux", "aux:pass", "cop")}
        if helpers & set(tenses["future"]) or _is_to_come(head, helpers):
            return "future"
        if (
            head != token
            and head.lemma_.lower() in tenses["plans"]
            and head.pos_ in ("VERB", "ADJ", "NOUN")
            and (head.tag_ != "VBD" or _is_of_plan(token, head))
        ):
            return "future"
        if head.tag_ == "VBN" and "be" in helpers and helpers & set(tenses["present"]):
            return "present"
        if head.tag_ in ("VBD", "VBN") or helpers & set(tenses["past"]):
            return "past"
        if head.tag_ in ("VBZ", "VBP") or helpers & set(tenses["present"]):
            return "present"
    return ""


def _is_to_come(head: Token, helpers: set[str]) -> bool:
    """Tell whether a verb is an infinitive under "is" or "are" ("the vote is to be held on Friday")."""
    marked = any(c.lower_ == "to" for c in syntax.children(head, "mark", "aux"))
    governed = head.dep_ in ("xcomp", "ccomp") and head.head.lower_ in ("is", "are")
    return marked and (governed or bool(helpers & {"is", "are"}))


def _is_of_plan(token: Token, plan: Token) -> bool:
    """Tell whether a time belongs to what is planned, not to the planning: it hangs on a word below."""
    return token.head != plan and any(
        syntax.relation(head, "xcomp", "ccomp", "obj", "acl") and head.head == plan
        for head in (token, *syntax.ancestors(token))
    )
