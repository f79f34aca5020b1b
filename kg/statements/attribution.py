"""Attribution: who says a clause, by the verb above it, "according to", an adverb, quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg import model
from kg.language import syntax
from kg.model import Attribution, Cue
from kg.statements.arguments import is_doubted_in_vain
from kg.statements.cues import cues
from kg.statements.labels import is_content
from kg.statements.quotations import speech_subject
from kg.statements.reading import Clause, Reading

__all__ = ["attribution"]

Source = tuple[model.Mention | None, str, str, Token]


def attribution(clause: Clause, reading: Reading) -> tuple[Attribution | None, tuple[Cue, ...]]:
    """Return who answers for a clause, outer sources included, and the cues; (None, ()) for the text itself.

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


def _sources(head: Token, reading: Reading) -> Iterator[Source]:
    """Yield the sources of a clause, nearest first; a verb that says counts once."""
    used: dict[int, Token] = {}
    chain = [head]
    for above in syntax.ancestors(head):
        if _stands_apart(chain[-1], reading):
            break
        chain.append(above)
    beside = False
    governors: list[Token | None] = [*chain[1:], None]
    for below, governor in zip(chain, governors, strict=True):
        own = [] if beside else list(_own(below, reading))
        for source in (*own, *_governing(below, governor, reading)):
            if source[3].i not in used and source[3].i != head.i:
                used[source[3].i] = source[3]
                yield source
        beside = below.dep_ == "parataxis"
    for quotation in reading.quotations:
        if quotation.covers(head) and all(quotation.covers(token) for token in used.values()):
            yield _quoted(quotation.speaker, quotation.verb, head, reading)
            return


def _quoted(speaker: Token | None, verb: Token | None, head: Token, reading: Reading) -> Source:
    """Return the source of a quotation; a verb that is unknown is "say"."""
    lemma = verb.lemma_.lower() if verb is not None else "say"
    mention = reading.mention(speaker) if speaker is not None else None
    return mention, lemma, reading.cues.speech.get(lemma, "said"), verb if verb is not None else head


def _own(head: Token, reading: Reading) -> Iterator[Source]:
    """Yield sources that hang on the clause: "according to X", "in X's view", a verb in parenthesis."""
    words = reading.cues
    for c in (*head.children, *_trailing(head)):
        if (
            syntax.relation(c, "obl", "nmod", "advmod")
            and syntax.marker(c) in words.source_markers
            and reading.mention(c)
        ):
            yield reading.mention(c), words.source_markers[syntax.marker(c)], "said", c
        elif c.dep_ == "advmod" and c.lower_ in words.hearsay_adverbs:
            yield None, "say", words.hearsay_adverbs[c.lower_], c
        elif syntax.relation(c, "obl") and c.lower_ in words.views and syntax.marker(c) == "in":
            owner = _owner(c, reading)
            if owner is not None:
                verb = words.views[c.lower_]
                yield owner, verb, words.speech[verb], c
        elif (
            syntax.relation(c, "parataxis", "advcl")
            and c.lemma_.lower() in words.speech
            and _is_parenthesis(c, reading)
        ):
            yield _speaker(c, reading), c.lemma_.lower(), words.speech[c.lemma_.lower()], c


def _trailing(head: Token) -> Iterator[Token]:
    """Yield what ends a coordinated clause behind a comma and covers all of it ("…, according to X")."""
    for other in syntax.children(head, "conj"):
        for c in (*other.children, *_trailing(other)):
            before = c.left_edge.i - 1
            if c.i > other.i and before >= 0 and c.doc[before].text == ",":
                yield c


def _is_parenthesis(verb: Token, reading: Reading) -> bool:
    """Tell whether a verb of speech only frames the clause above it ("…, officials say, …")."""
    introduced = {c.lower_ for c in syntax.children(verb, "mark", "advmod", "case")}
    if verb.dep_ == "advcl" and introduced and "as" not in introduced:
        return False
    if verb.lemma_.lower() in reading.cues.not_in_parenthesis:
        return False
    return speech_subject(verb) is not None and not syntax.has_child(verb, "obj", "ccomp", "xcomp", "cop")


def _governing(below: Token, above: Token | None, reading: Reading) -> Iterator[Source]:
    """Yield the source when the clause `below` is what the word `above` says, claims or believes."""
    if above is None or _stands_apart(below, reading):
        return
    words, lemma = reading.cues, above.lemma_.lower()
    if syntax.relation(below, "ccomp", "csubj") and lemma in words.speech:
        if not is_doubted_in_vain(above):
            yield _speaker(above, reading), lemma, words.speech[lemma], above
    elif below.dep_ == "xcomp" and lemma in words.speech and above.pos_ == "VERB":
        if _claims_infinitive(below, above, reading):
            yield _speaker(above, reading), lemma, words.speech[lemma], above
    elif (accuser := _accuser(below)) is not None:
        lemma = accuser.lemma_.lower()
        yield _speaker(accuser, reading), lemma, words.accusing[lemma], accuser
    elif below.dep_ == "parataxis" and _opens_speech(above, below, reading):
        yield _speaker(above, reading), lemma, words.speech[lemma], above
    elif lemma in words.speech_nouns and _says_what(below):
        yield _owner(above, reading), lemma, words.speech_nouns[lemma], above


def _says_what(below: Token) -> bool:
    """Tell whether a clause says what a noun is about: "the claim that Iran sold weapons"."""
    return syntax.relation(below, "acl") and (syntax.has_mark(below, "that") or is_content(below))


def _accuser(below: Token) -> Token | None:
    """Return the verb that accuses somebody of what a participle says ("accused the bank of lying")."""
    if below.tag_ != "VBG" or not syntax.has_child(below, "mark", "case"):
        return None
    above = below.head.head if below.dep_ == "acl" and syntax.relation(below.head, "obj") else below.head
    return above if above.lemma_.lower() in cues().accusing else None


def _claims_infinitive(below: Token, above: Token, reading: Reading) -> bool:
    """Tell whether an infinitive is what somebody claims ("claimed to have won", "is said to carry")."""
    stance, passive = (
        reading.cues.speech[above.lemma_.lower()],
        syntax.has_child(above, "nsubj:pass", "aux:pass"),
    )
    if below.tag_ == "VBG":
        return stance in ("denied", "confirmed")
    if above.lemma_.lower() in reading.cues.raising:
        return False
    if above.lemma_.lower() == "expect":
        return syntax.has_child(above, "obj") and not passive
    return stance in ("claimed", "denied", "believed") or (passive and stance == "said")


def _stands_apart(below: Token, reading: Reading) -> bool:
    """Tell whether a clause stands beside reported speech and is the text's own."""
    marks = {c.lower_ for c in syntax.children(below, "mark")}
    return bool(marks & reading.cues.contrast) or syntax.is_loose_participle(below)


def _opens_speech(above: Token, below: Token, reading: Reading) -> bool:
    """Tell whether a speech verb comes first and what is said is attached loosely ("He said: …")."""
    spoken = above.lemma_.lower() in reading.cues.speech and above.i < below.i
    return spoken and not syntax.has_child(above, "ccomp", "obj")


def _speaker(verb: Token, reading: Reading) -> model.Mention | None:
    """Return who says something; of a passive ("was said to") nobody, unless "by" names them."""
    if syntax.has_child(verb, "nsubj:pass", "aux:pass"):
        agent = syntax.child(verb, "obl:agent")
        return reading.mention(agent) if agent is not None else None
    subject = speech_subject(verb)
    if subject is None and verb.dep_ in ("acl:relcl", "acl"):
        subject = verb.head
    return reading.mention(subject) if subject is not None else None


def _owner(noun: Token, reading: Reading) -> model.Mention | None:
    """Return whose claim a noun names: "Washington's claim", or the subject that makes it."""
    for c in noun.children:
        mention = reading.mentions.get(c.i)
        owns = syntax.relation(c, "nmod:poss") or (
            syntax.relation(c, "nmod") and syntax.marker(c) in ("by", "from", "of")
        )
        if owns or (mention is not None and "demonym" in mention.features):
            return reading.mention(c)
    if syntax.relation(noun, "obj"):
        subject = speech_subject(noun.head)
        return reading.mention(subject) if subject is not None else None
    return None
