"""Quotations: where they begin and end, and who speaks, also when they run over several sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from spacy.tokens import Doc, Span, Token

from kg.language import syntax
from kg.model import Mention, content_id
from kg.statements.cues import Cues, cues
from kg.statements.turns import turns

__all__ = ["Quotation", "chain_speakers", "find_quotations", "may_speak", "speech_subject", "spoken"]

# what closes a quotation, by the mark that opens it
MARKS = {
    "“": ("”", '"', "''"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "``": ("''", '"', "”"),
    '"': ('"', "''", "”"),
    "＂": ("＂",),
    "‹": ("›",),
    "‚": ("‘", "’"),
}
NEAR = 8
LONGEST = 14
STRAY = ("»", '"', "＂")
# endings of nouns for people by what they do
ACTING = ("er", "or", "ist", "man", "woman", "person", "ian", "ee")
FINITE = ("VBD", "VBZ", "VBP", "MD")
SPEAKING = (
    "Person",
    "Title",
    "Group",
    "Organization",
    "Company",
    "Court",
    "GovernmentBody",
    "LawEnforcementBody",
    "MediaOrganization",
    "MilitaryUnit",
    "NonGovernmentalOrganization",
)


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


def find_quotations(
    doc: Doc, words: Cues, classes: Mapping[str, str] = MappingProxyType({})
) -> tuple[Quotation, ...]:
    """Return the quotations of a document in text order; marks pair up within a paragraph.

    `classes` are the lexicon's classes of common nouns, by which a headline's speaker is known.

    A speaker is looked for in the sentences that the quotation touches, then in the quotation before it when
    nothing but the same paragraph stands between them ("…," he said. "…").
    """
    found: list[Quotation] = []
    for start, end in _intervals(doc):
        verb = _speech_verb(doc, start, end, words)
        announced = _introduced(doc, start, words, classes) or _announced(doc, end)
        if announced is not None and verb is None:
            found.append(Quotation(start, end, announced))
        elif verb is not None:
            found.append(Quotation(start, end, speech_subject(verb), verb))
        elif found and _continues(doc, found[-1], start):
            found.append(replace(found[-1], start=start, end=end))
        else:
            found.append(Quotation(start, end))
    labelled = {turn.start: Quotation(turn.start, turn.end, turn.speaker) for turn in turns(doc)}
    headlines = [h for h in _headlines(doc, words, classes) if h.start not in labelled]
    return tuple(sorted([*found, *headlines, *labelled.values()], key=lambda q: (q.start, q.end)))


def _introduced(doc: Doc, start: int, words: Cues, classes: Mapping[str, str]) -> Token | None:
    """Return who is named before a colon and the quotation at `start` ("Ines Pohl, director: “…”")."""
    if start < 3 or doc[start - 2].text != ":":
        return None
    first = doc[start - 2].sent.start
    before = list(doc[first : start - 2])
    if len(before) > LONGEST or any(t.tag_ in FINITE for t in before):
        return None
    heads = [t for t in before if not first <= t.head.i < start - 2 or t.head.i == t.i]
    return next((t for t in heads if may_speak(t, words, classes)), None)


def _announced(doc: Doc, end: int) -> Token | None:
    """Return who speaks by the clause behind a headline's quotation ("'I did it': bishop speaks out")."""
    if end + 2 >= len(doc) or doc[end + 1].text != ":":
        return None
    rest = [t for t in doc[end + 2 :] if t.sent == doc[end + 1].sent]
    return next((t for t in rest if syntax.relation(t, "nsubj") and t.pos_ in ("NOUN", "PROPN")), None)


def _headlines(doc: Doc, words: Cues, classes: Mapping[str, str]) -> Iterator[Quotation]:
    """Yield what stands behind the colon of a headline with a speaker ("Mayor: I was never asked")."""
    for sent in doc.sents:
        colon = next((t for t in sent[:12] if t.text == ":"), None)
        before = list(sent[: colon.i - sent.start]) if colon is not None else []
        if colon is None or not before or any(t.tag_ in FINITE or t.pos_ in ("PUNCT", "AUX") for t in before):
            continue
        heads = [t for t in before if t.head.i == t.i or not sent.start <= t.head.i < colon.i]
        speaking = len(heads) == 1 and may_speak(heads[0], words, classes)
        if speaking and any(t.pos_ in ("VERB", "AUX") for t in doc[colon.i + 1 : sent.end]):
            end = next((t.i for t in doc[colon.i : sent.end] if t.text == ";"), sent.end)
            yield Quotation(colon.i + 1, end, heads[0])


def may_speak(token: Token, words: Cues, classes: Mapping[str, str]) -> bool:
    """Tell whether a head of a noun phrase names somebody who speaks: a person, an office, a body, a report.

    `classes` are the lexicon's classes of common nouns.
    """
    if len(token) == 1:
        return False  # "Q:" and "A:" of an interview name nobody
    last = token.lemma_.lower().rsplit("-", 1)[-1]
    kind = classes.get(token.lemma_.lower()) or classes.get(token.lower_) or classes.get(last)
    if token.lemma_.lower() in words.sources or token.lower_ in words.sources:
        return True
    if kind is not None:
        return kind in SPEAKING
    typed = {s.label_ for s in token.doc.spans.get("nominals", ()) if s.start == token.i}
    acting = token.pos_ == "NOUN" and token.lower_.removesuffix("s").endswith(ACTING)
    return acting or token.pos_ == "PROPN" or bool(typed & {"person", "organization"})


def _intervals(doc: Doc) -> list[tuple[int, int]]:
    """Return the token intervals between paired marks.

    A quotation that its paragraph does not close ends there if the next one opens with a mark again, or if
    the mark cannot be anything else.
    """
    found = []
    opened: int | None = None
    single: int | None = None
    for token in doc:
        if token.is_space and "\n\n" in token.text:
            if opened is not None and token.i > opened and _goes_on(doc, opened, token.i):
                found.append((opened, token.i))
            opened = single = None
        elif opened is None and single is None and _opens_single(token):
            single = token.i + 1
        elif single is not None and _closes_single(token):
            if token.i > single:
                found.append((single, token.i))
            single = None
        elif opened is None and token.text in MARKS:
            opened = token.i + 1
        elif opened is not None and token.text in MARKS[doc[opened - 1].text]:
            if token.i > opened:
                found.append((opened, token.i))
            opened = None
    if opened is not None and doc[opened - 1].text not in STRAY and len(doc) > opened:
        found.append((opened, len(doc)))
    return found


def _goes_on(doc: Doc, opened: int, end: int) -> bool:
    """Tell whether an open quotation goes on behind a paragraph break, or its mark can be nothing else."""
    mark = doc[opened - 1].text
    again = end + 1 < len(doc) and doc[end + 1].text == mark
    return again or mark not in STRAY


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
        if not start <= token.i < end
        and token.pos_ == "VERB"
        and not _describes(token)
        and not _is_observed(token)
        and _may_quote(token, start, end, words)
    ]
    with_subject = [token for token in candidates if speech_subject(token) is not None]
    return min(with_subject, key=lambda t: min(abs(t.i - start), abs(t.i - end)), default=None)


def _describes(verb: Token) -> bool:
    """Tell whether a verb is a participle that describes a noun ("this breed called Americans")."""
    return verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and not syntax.has_child(verb, "nsubj", "aux")


def _is_observed(verb: Token) -> bool:
    """Tell whether a verb is a passive whose subject is what was said or seen, not who hears it."""
    passive = any(c.dep_ == "nsubj:pass" for c in verb.children)
    return passive and verb.lemma_.lower() not in ("tell", "ask", "warn", "inform", "remind", "advise")


def _may_quote(verb: Token, start: int, end: int, words: Cues) -> bool:
    """Tell whether a verb may introduce the quotation [start, end): one of saying, or another close to it."""
    if spoken(verb, words.speech) in words.speech:
        return True
    near = 0 <= start - verb.i <= NEAR or 0 <= verb.i - end <= NEAR
    whole = any(t.tag_ in FINITE for t in verb.doc[start:end])
    return near and whole and verb.lemma_.lower() in words.quoting


def spoken(verb: Token, table: Mapping[str, str]) -> str:
    """Return the lemma by which a verb of speech is found in a table; forms that were lemmatised wrongly are
    tried bare.
    """
    lemma, form = verb.lemma_.lower(), verb.lower_
    if lemma in table or verb.pos_ not in ("VERB", "AUX"):
        return lemma
    stems = (
        form,
        *(form.removesuffix(ending) for ending in ("s", "d", "ed", "ing") if form.endswith(ending)),
    )
    return next((stem for stem in stems if stem in table), lemma)


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
    controlled = [c for c in syntax.children(verb.head, "obj", "iobj") if c.i < verb.i]
    if verb.dep_ == "xcomp" and controlled and verb.head.lemma_.lower() not in cues().subject_control:
        return controlled[-1]
    inverted = _inverted_subject(verb)
    if inverted is not None:
        return inverted
    if syntax.relation(verb, "conj", "advcl", "xcomp") and syntax.is_nominal(verb.head) is False:
        return speech_subject(verb.head)
    return nominal_before(verb) if syntax.is_finite(verb) and not syntax.has_child(verb, "obj:pass") else None


def _inverted_subject(verb: Token) -> Token | None:
    """Return who stands right behind a finite verb that follows a comma or a mark (", said the envoy").

    The tree may give the noun to another verb.
    """
    doc, i = verb.doc, verb.i + 1
    if verb.i == 0 or not doc[verb.i - 1].is_punct or verb.tag_ not in FINITE:
        return None
    if verb.tag_ == "VBP" and any(c.i > verb.i for c in syntax.children(verb, "ccomp")):
        return None
    while i < len(doc) and (
        doc[i].pos_ in ("DET", "ADJ", "NUM") or doc[i].dep_ in ("compound", "nmod:desc", "amod")
    ):
        i += 1
    return doc[i] if i < len(doc) and doc[i].pos_ in ("NOUN", "PROPN", "PRON") else None


def nominal_before(verb: Token) -> Token | None:
    """Return the head of the noun phrase that stands right before a verb, whatever the tree makes of it."""
    doc, i = verb.doc, verb.i - 1
    while i >= verb.sent.start and doc[i].pos_ in ("ADV", "AUX"):
        i -= 1
    if i < 0 or doc[i].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    head = doc[i]
    while head.head.i < head.i and head.dep_ in ("flat", "compound", "conj", "nmod"):
        if any(t.is_punct for t in doc[head.head.i : head.i]):
            break
        head = head.head
    return _first_of_two(head)


def _first_of_two(token: Token) -> Token:
    """Return the first noun of "officials and aid workers", whatever the tree makes of it."""
    doc, i = token.doc, token.i - 1
    while i > 0 and doc[i].head == token and doc[i].dep_ in ("compound", "amod", "det", "nummod"):
        i -= 1
    joined = i > 0 and doc[i].lower_ == "and" and doc[i - 1].pos_ in ("NOUN", "PROPN")
    return doc[i - 1] if joined else token


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
    """Tell whether another sentence, with a verb or a noun of its own, stands between two quotations."""
    starts = [t.i for t in between if t.is_sent_start and t.i > between.start]
    if not starts:
        return False
    opened = any(t.pos_ in ("NOUN", "PROPN") and t.i >= starts[-1] for t in between)
    return opened or any(t.pos_ == "VERB" for t in between)


def chain_speakers(
    mentions: dict[int, Mention], quotations: tuple[Quotation, ...], document: str
) -> dict[int, Mention]:
    """Return the mentions with "I", "me", "my" in a quotation on one chain with its speaker."""
    linked = dict(mentions)
    for quotation in quotations:
        if quotation.speaker is None or quotation.speaker.i not in linked:
            continue
        chain = content_id("chain", document, quotation.speaker.idx)
        own = [i for i in range(quotation.start, quotation.end) if i in linked and _is_speaker(linked[i])]
        for i in (*own, *([quotation.speaker.i] if own else [])):
            linked[i] = replace(linked[i], chain=linked[i].chain or chain)
    return linked


def _is_speaker(mention: Mention) -> bool:
    """Tell whether a mention is the first person singular."""
    return "first" in mention.features and "plural" not in mention.features
