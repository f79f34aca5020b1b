"""Quotations: where they begin and end, and who speaks, also when they run over several sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from kg.language import syntax
from kg.model import Mention, content_id
from kg.statements.cues import Cues

__all__ = ["Quotation", "chain_speakers", "find_quotations", "speech_subject"]

OPENING = ("“", "„", "«", "``")
CLOSING = ("”", "»", "''")
STRAIGHT = ('"', "＂")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of direct speech: the half-open token interval [start, end) between the marks, and who says
    it.

    `verb` is the speech verb outside of the marks, `speaker` its subject; None where the text does not tell.
    """

    start: int
    end: int
    speaker: Token | None = None
    verb: Token | None = None

    def covers(self, token: Token) -> bool:
        """Tell whether a token stands between the marks."""
        return self.start <= token.i < self.end


def find_quotations(doc: Doc, words: Cues) -> tuple[Quotation, ...]:
    """Return the quotations of a document in text order; marks pair up within a paragraph.

    A speaker is looked for in the sentences that the quotation touches, then in the quotation before it when
    nothing but the same paragraph stands between them ("…," he said. "…").
    """
    found: list[Quotation] = []
    for start, end in _intervals(doc):
        verb = _speech_verb(doc, start, end, words)
        if verb is not None:
            found.append(Quotation(start, end, speech_subject(verb), verb))
        elif found and _continues(doc, found[-1], start):
            found.append(replace(found[-1], start=start, end=end))
        else:
            found.append(Quotation(start, end))
    return tuple(sorted([*found, *_headlines(doc)], key=lambda q: (q.start, q.end)))


def _headlines(doc: Doc) -> Iterator[Quotation]:
    """Yield what stands behind the colon of a headline with a speaker ("Mayor: I was never asked")."""
    people = {
        span.start for span in doc.spans.get("nominals", ()) if span.label_ in ("person", "organization")
    }
    for sent in doc.sents:
        colon = next((t for t in sent[:9] if t.text == ":"), None)
        before = list(sent[: colon.i - sent.start]) if colon is not None else []
        if colon is None or not before or any(t.pos_ in ("VERB", "AUX", "PUNCT", "NUM") for t in before):
            continue
        heads = [t for t in before if t.head.i == t.i or not sent.start <= t.head.i < colon.i]
        named = len(heads) == 1 and (heads[0].i in people or heads[0].pos_ == "PROPN")
        if named and any(t.pos_ in ("VERB", "AUX") for t in doc[colon.i + 1 : sent.end]):
            yield Quotation(colon.i + 1, sent.end, heads[0])


def _intervals(doc: Doc) -> list[tuple[int, int]]:
    """Return the token intervals between paired marks; an unpaired one ends with its paragraph."""
    found = []
    opened: int | None = None
    single: int | None = None
    for token in doc:
        if token.is_space and "\n\n" in token.text:
            opened = single = None
        elif opened is None and single is None and _opens_single(token):
            single = token.i + 1
        elif single is not None and _closes_single(token):
            if token.i > single:
                found.append((single, token.i))
            single = None
        elif opened is None and token.text in (*OPENING, *STRAIGHT):
            opened = token.i + 1
        elif opened is not None and token.text in (*CLOSING, *STRAIGHT):
            if token.i > opened:
                found.append((opened, token.i))
            opened = None
    return found


def _opens_single(token: Token) -> bool:
    """Tell whether a single mark opens a quotation: space or a colon before it, none behind it."""
    before = token.doc[token.i - 1] if token.i else None
    free = before is None or bool(before.whitespace_) or before.is_space
    return token.text in ("'", "‘") and free and not token.whitespace_ and token.tag_ != "POS"


def _closes_single(token: Token) -> bool:
    """Tell whether a single mark closes a quotation: no space before it, space or punctuation behind it."""
    attached = not token.doc[token.i - 1].whitespace_
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return (
        token.text in ("'", "’")
        and attached
        and token.tag_ != "POS"
        and (behind is None or bool(token.whitespace_) or behind.is_punct or behind.is_space)
    )


def _speech_verb(doc: Doc, start: int, end: int, words: Cues) -> Token | None:
    """Return the verb of saying, outside of the marks, in a sentence that the quotation touches."""
    first, last = doc[start].sent, doc[end - 1].sent
    before = doc[first.start - 1].sent if first.start > 0 else None
    opens = before is not None and before.text.rstrip().endswith((",", ":"))
    begin = before.start if before is not None and opens else first.start
    candidates = [
        token
        for token in doc[begin : last.end]
        if not start <= token.i < end and token.pos_ == "VERB" and token.lemma_.lower() in words.speech
    ]
    with_subject = [token for token in candidates if speech_subject(token) is not None]
    return min(with_subject, key=lambda t: min(abs(t.i - start), abs(t.i - end)), default=None)


def speech_subject(verb: Token) -> Token | None:
    """Return who says something: the subject of a speech verb, shared over coordination and participles."""
    subjects = [c for c in syntax.children(verb, "nsubj") if c.dep_ != "nsubj:pass"]
    if subjects:
        return min(subjects, key=lambda c: abs(c.i - verb.i))
    behind = [
        c
        for c in syntax.children(verb, "obj", "iobj")
        if c.i > verb.i and c.pos_ in ("NOUN", "PROPN", "PRON")
    ]
    if behind and any(c.i < verb.i for c in syntax.children(verb, "ccomp")):
        return behind[0]
    if syntax.relation(verb, "conj", "advcl", "xcomp") and syntax.is_nominal(verb.head) is False:
        return speech_subject(verb.head)
    return None


def _continues(doc: Doc, before: Quotation, start: int) -> bool:
    """Tell whether a quotation at `start` goes on with the one before it."""
    between = doc[before.end + 1 : start - 1]
    whole = any(t.pos_ in ("VERB", "AUX") for t in doc[start : start + 30])
    starts = (
        doc[start - 1].is_sent_start
        or doc[start].is_sent_start
        or doc[start - 2 : start - 1].text in (",", ":", ".")
    )
    return (
        before.speaker is not None
        and whole
        and bool(starts)
        and len(between) < 25
        and not _new_sentence(between)
    )


def _new_sentence(between: Span) -> bool:
    """Tell whether another sentence, with a verb of its own, stands between two quotations."""
    return any(t.is_sent_start and t.i > between.start for t in between) and any(
        t.pos_ == "VERB" for t in between
    )


def chain_speakers(
    mentions: dict[int, Mention], quotations: tuple[Quotation, ...], document: str
) -> dict[int, Mention]:
    """Return the mentions with "I", "me", "my" in a quotation on one chain with its speaker."""
    linked = dict(mentions)
    for quotation in quotations:
        if quotation.speaker is None or quotation.speaker.i not in linked:
            continue
        chain = content_id("chain", document, quotation.speaker.idx)
        own = [i for i, m in linked.items() if quotation.start <= i < quotation.end and _is_speaker(m)]
        for i in (*own, *([quotation.speaker.i] if own else [])):
            linked[i] = replace(linked[i], chain=linked[i].chain or chain)
    return linked


def _is_speaker(mention: Mention) -> bool:
    """Tell whether a mention is the first person singular."""
    return "first" in mention.features and "plural" not in mention.features
