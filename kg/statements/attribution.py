"""Attribution: who says what a clause says — by the verb above it, "according to", an adverb, or quotation
marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg import model
from kg.language import syntax
from kg.model import Attribution, Cue
from kg.statements.quotations import speech_subject
from kg.statements.reading import Clause, Reading

__all__ = ["attribution"]


def attribution(clause: Clause, reading: Reading) -> tuple[Attribution | None, tuple[Cue, ...]]:
    """Return who is made responsible for a clause, outer sources included, and the cues; (None, ()) for the
    text itself.

    Everything below a clause of speech is its speaker's: relative clauses, appositions and titles in it too.
    """
    found = list(_sources(clause.head, reading))
    if not found:
        return None, ()
    result: Attribution | None = None
    for source, verb, stance, token in reversed(found):
        result = Attribution(source, verb, stance, reading.span((token,)), result)
    cues = tuple(
        Cue("attribution", stance, token.text, reading.span((token,))) for _, _, stance, token in found
    )
    return result, cues


Source = tuple[model.Mention | None, str, str, Token]


def _sources(head: Token, reading: Reading) -> Iterator[Source]:
    """Yield the sources of a clause, nearest first; a verb that says counts once."""
    used: set[int] = set()
    chain = [head]
    for above in syntax.ancestors(head):
        if _stands_apart(chain[-1], reading):
            break
        chain.append(above)
    governors: list[Token | None] = [*chain[1:], None]
    for below, governor in zip(chain, governors, strict=True):
        for source in (*_own(below, reading), *_governing(below, governor, reading)):
            if source[3].i not in used and source[3].i != head.i:
                used.add(source[3].i)
                yield source
    for quotation in reading.quotations:
        if quotation.covers(head) and not used & {quotation.verb.i if quotation.verb is not None else -1}:
            yield _quoted(quotation.speaker, quotation.verb, head, reading)
            return


def _quoted(speaker: Token | None, verb: Token | None, head: Token, reading: Reading) -> Source:
    """Return the source of a quotation; a verb that is unknown is "say"."""
    lemma = verb.lemma_.lower() if verb is not None else "say"
    mention = reading.mention(speaker) if speaker is not None else None
    return mention, lemma, reading.cues.speech.get(lemma, "said"), verb if verb is not None else head


def _own(head: Token, reading: Reading) -> Iterator[Source]:
    """Yield sources that hang on the clause: "according to X", "reportedly", a speech verb in parenthesis."""
    words = reading.cues
    for c in head.children:
        if (
            syntax.relation(c, "obl", "nmod", "advmod")
            and syntax.marker(c) in words.source_markers
            and reading.mention(c)
        ):
            yield reading.mention(c), words.source_markers[syntax.marker(c)], "said", c
        elif c.dep_ == "advmod" and c.lower_ in words.hearsay_adverbs:
            yield None, "say", words.hearsay_adverbs[c.lower_], c
        elif (
            syntax.relation(c, "parataxis", "advcl")
            and c.lemma_.lower() in words.speech
            and _is_parenthesis(c)
        ):
            yield _speaker(c, reading), c.lemma_.lower(), words.speech[c.lemma_.lower()], c


def _is_parenthesis(verb: Token) -> bool:
    """Tell whether a verb of speech only frames the clause above it ("…, officials say, …"): it has a
    subject, no object.
    """
    introduced = {c.lower_ for c in syntax.children(verb, "mark", "advmod", "case")}
    if verb.dep_ == "advcl" and introduced and "as" not in introduced:
        return False
    return speech_subject(verb) is not None and not syntax.has_child(verb, "obj", "ccomp", "xcomp", "cop")


def _governing(below: Token, above: Token | None, reading: Reading) -> Iterator[Source]:
    """Yield the source when the clause `below` is what the word `above` says, claims or believes."""
    if above is None:
        return
    words, lemma = reading.cues, above.lemma_.lower()
    if _stands_apart(below, reading):
        return
    if syntax.relation(below, "ccomp", "csubj") and lemma in words.speech:
        yield _speaker(above, reading), lemma, words.speech[lemma], above
    elif (
        below.dep_ == "xcomp"
        and words.speech.get(lemma) in ("claimed", "denied", "believed")
        and below.tag_ != "VBG"
    ):
        if above.pos_ == "VERB" and lemma not in reading.cues.raising:
            yield _speaker(above, reading), lemma, words.speech[lemma], above
    elif below.dep_ == "parataxis" and _opens_speech(above, below, reading):
        yield _speaker(above, reading), lemma, words.speech[lemma], above
    elif syntax.relation(below, "acl") and lemma in words.speech_nouns and _has_mark(below, "that"):
        yield _owner(above, reading), lemma, words.speech_nouns[lemma], above


def _stands_apart(below: Token, reading: Reading) -> bool:
    """Tell whether a clause contrasts with reported speech or only goes along with it, and is the text's
    own.
    """
    marks = {c.lower_ for c in syntax.children(below, "mark")}
    return bool(marks & reading.cues.contrast) or syntax.is_loose_participle(below)


def _opens_speech(above: Token, below: Token, reading: Reading) -> bool:
    """Tell whether a speech verb comes first and what is said is attached loosely ("He said: …")."""
    return (
        above.lemma_.lower() in reading.cues.speech
        and above.i < below.i
        and not syntax.has_child(above, "ccomp", "obj")
    )


def _speaker(verb: Token, reading: Reading) -> model.Mention | None:
    """Return who says something; of a passive ("was said to", "was accused") nobody, unless "by" names
    them.
    """
    if syntax.has_child(verb, "nsubj:pass", "aux:pass"):
        agent = syntax.child(verb, "obl:agent")
        return reading.mention(agent) if agent is not None else None
    subject = speech_subject(verb)
    if subject is None and verb.dep_ == "acl:relcl":
        subject = verb.head
    if subject is None and verb.dep_ == "acl":
        subject = verb.head
    return reading.mention(subject) if subject is not None else None


def _owner(noun: Token, reading: Reading) -> model.Mention | None:
    """Return whose claim a noun names: "Washington's claim", "claims by Washington", or the subject that
    makes it.
    """
    for c in noun.children:
        if syntax.relation(c, "nmod:poss") or (
            syntax.relation(c, "nmod") and syntax.marker(c) in ("by", "from", "of")
        ):
            return reading.mention(c)
    for c in noun.children:
        mention = reading.mentions.get(c.i)
        if mention is not None and "demonym" in mention.features:
            return mention
    if syntax.relation(noun, "obj"):
        subject = speech_subject(noun.head)
        return reading.mention(subject) if subject is not None else None
    return None


def _has_mark(token: Token, word: str) -> bool:
    """Tell whether a clause is introduced by a word."""
    return any(c.lower_ == word for c in syntax.children(token, "mark"))
