"""Attribution: who says a clause, by the verb above it, "according to", an adverb, quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg import model
from kg.language import syntax
from kg.model import Attribution, Cue
from kg.statements.arguments import is_doubted_in_vain
from kg.statements.conditions import is_supposition
from kg.statements.governors import follows_comma, is_gerund
from kg.statements.quotations import Quotation, speech_subject, spoken
from kg.statements.reading import Clause, Reading
from kg.statements.speech import (
    accusation,
    is_heard,
    is_passive,
    owner,
    quoted_as,
    source_of,
    speaker,
    stance_of,
    tells_of,
    tells_what,
    told_to,
    turned_back,
)

__all__ = ["attribution"]

Source = tuple[model.Mention | None, str, str, Token]


def attribution(clause: Clause, reading: Reading) -> tuple[Attribution | None, tuple[Cue, ...]]:
    """Return who answers for a clause, outer sources included, and the cues; (None, ()) for the text itself.

    Everything below a clause of speech is its speaker's: relative clauses, appositions and titles in it too.
    """
    found = list(_sources(clause, reading))
    if not found:
        return None, ()
    result: Attribution | None = None
    for source, verb, stance, token in reversed(found):
        result = Attribution(source, verb, stance, reading.span((token,)), result)
    cues = tuple(
        Cue("attribution", stance, token.text, reading.span((token,))) for _, _, stance, token in found
    )
    return result, cues


def _sources(clause: Clause, reading: Reading) -> Iterator[Source]:
    """Yield the sources of a clause, nearest first; a verb that says counts once.

    An aside that the tree misses ("…, two diplomats said, and …") counts where nothing else was found.
    """
    head, used = clause.head, {}
    for source in (*_event(clause, reading), *_in_tree(head, reading)):
        if source[3].i not in used and source[3].i != head.i:
            used[source[3].i] = source[3]
            yield source if source[0] is not None else _named_beside(source, reading)
    for quotation in reading.quotations.covering(head):
        if all(quotation.covers(token) for token in used.values()):
            mark = reading.doc[max(quotation.start - 1, 0)]
            yield _quoted(quotation, mark, reading)
            return
    for aside in reading.asides.covering(head):
        frame = aside.verb if aside.verb is not None else aside.speaker
        if not used and frame is not None and head.i != frame.i:
            yield _quoted(aside, frame, reading)
            return


def _named_beside(source: Source, reading: Reading) -> Source:
    """Return a source that the tree leaves without a name, with the one that its aside gives."""
    for aside in reading.asides.said_by(source[3]):
        if aside.speaker is not None and not is_heard(source[3]):
            return source_of(aside.speaker, reading), *source[1:]
    return source


def _in_tree(head: Token, reading: Reading) -> Iterator[Source]:
    """Yield the sources that the tree shows, of a clause and of the clauses above it."""
    chain = _chain(head, reading)
    beside = False
    for place, below in enumerate(chain):
        own = () if beside else reading.once(_own, below)
        yield from (source for hanging, source in own if hanging not in chain[:place])
        yield from reading.once(_governing, below)
        beside = below.dep_ == "parataxis"


def _chain(head: Token, reading: Reading) -> list[Token]:
    """Return a clause and the words above it, up to a clause that stands beside what is said."""
    chain = [head]
    for above in reading.once(_next, head):
        while above not in chain:
            chain.append(above)
            above = next(iter(reading.once(_next, above)), above)
    return chain


def _next(below: Token, reading: Reading) -> Iterator[Token]:
    """Yield the word above a clause, or the verb of speech to which it turns back; none above what stands
    apart.
    """
    if not _stands_apart(below, reading):
        speech = turned_back(below, reading.cues)
        yield speech if speech is not None else below.head


def _quoted(quotation: Quotation, cue: Token, reading: Reading) -> Source:
    """Return the source of a quotation; a verb that is unknown is "say"."""
    verb, speaking = quotation.verb, quotation.speaker
    lemma = verb.lemma_.lower() if verb is not None else "say"
    unknown = speaking is None or (verb is not None and is_heard(verb))
    mention = None if unknown or speaking is None else source_of(speaking, reading)
    return mention, lemma, reading.cues.speech.get(lemma, "said"), verb if verb is not None else cue


def _event(clause: Clause, reading: Reading) -> Iterator[Source]:
    """Yield who tells of an event that a noun names: "the alleged theft", "denied the attack", "reports of
    a strike".
    """
    noun, words = clause.head, reading.cues
    if not syntax.is_nominal(noun):
        return
    for c in syntax.children(noun, "amod"):
        if c.lower_ in words.hearsay_adjectives:
            yield None, c.lemma_.lower(), words.hearsay_adjectives[c.lower_], c
    if clause.rules[0] != "noun.event":
        return
    above, lemma = noun.head, noun.head.lemma_.lower()
    accuser = accusation(noun)
    if accuser is not None:
        yield (
            speaker(accuser, reading),
            accuser.lemma_.lower(),
            words.accusing[accuser.lemma_.lower()],
            accuser,
        )
    elif (
        syntax.relation(noun, "nmod")
        and syntax.marker(noun) in ("of", "about")
        and lemma in words.event_nouns
    ):
        yield owner(above, reading), lemma, words.speech_nouns[lemma], above
    elif syntax.relation(noun, "obj") and above.pos_ == "VERB" and lemma in words.event_verbs:
        yield speaker(above, reading), lemma, words.speech[lemma], above


def _own(head: Token, reading: Reading) -> Iterator[tuple[Token, Source]]:
    """Yield sources that hang on the clause: "according to X", "in X's view", a verb in parenthesis.

    Each comes with the word that hangs there, since what describes a source is the text's.
    """
    for c in (*head.children, *_trailing(head)):
        yield from ((c, source) for source in _hanging(c, head, reading))


def _hanging(c: Token, head: Token, reading: Reading) -> Iterator[Source]:
    """Yield the source that a word names which hangs on a clause."""
    words = reading.cues
    if _is_named_source(c, reading):
        yield source_of(c, reading), words.source_markers[syntax.marker(c)], "said", c
    elif c.dep_ == "advmod" and c.lower_ in words.hearsay_adverbs:
        yield None, "say", words.hearsay_adverbs[c.lower_], c
    elif syntax.relation(c, "obl", "nmod", "advmod") and c.lemma_.lower() in words.views:
        yield from _viewed(c, reading)
    elif c.dep_ == "nsubj:outer" and c.lemma_.lower() in words.speech_nouns and syntax.has_mark(head, "that"):
        yield owner(c, reading), c.lemma_.lower(), words.speech_nouns[c.lemma_.lower()], c
    elif syntax.relation(c, "parataxis", "advcl") and _is_parenthesis(c, reading):
        lemma = c.lemma_.lower()
        yield speaker(c, reading), lemma, words.speech.get(lemma, "said"), c
    elif _is_in_the_eyes_of(c, head, reading):
        yield source_of(c, reading), "believe", "believed", c


def _is_named_source(token: Token, reading: Reading) -> bool:
    """Tell whether a nominal is named as the source of a clause ("according to X", not "to plan")."""
    if not syntax.relation(token, "obl", "nmod", "advmod"):
        return False
    marker = syntax.marker(token)
    if marker == "per" and not reading.is_name(token):
        return False
    if token.lemma_.lower() in reading.cues.norms and not _is_set_off(token):
        return False
    return marker in reading.cues.source_markers and token.lemma_.lower() not in reading.cues.not_sources


def _is_set_off(token: Token) -> bool:
    """Tell whether a phrase opens its sentence or stands behind a mark ("…, according to the law")."""
    edge = token.left_edge
    return bool(edge.is_sent_start) or edge.is_punct or edge.nbor(-1).is_punct


def _viewed(noun: Token, reading: Reading) -> Iterator[Source]:
    """Yield whose view, words or account a clause is: "in Ankara's view", "by her own admission"."""
    words, lemma = reading.cues, noun.lemma_.lower()
    if syntax.marker(noun) not in words.view_markers.get(lemma, ("in",)):
        return
    if spoken(noun.head, words.speech) in words.speech and syntax.has_child(noun.head, "ccomp"):
        return
    verb = words.views[lemma]
    holder = owner_within(noun, reading)
    many = noun.tag_ == "NNS" and any(
        c.lower_ in ("all", "most", "some", "many") for c in syntax.children(noun, "det", "amod")
    )
    if holder is not None or (many and syntax.marker(noun) in ("by", "in")):
        yield holder, verb, words.speech.get(verb, "said"), noun


def owner_within(noun: Token, reading: Reading) -> model.Mention | None:
    """Return whose view a noun names, by what hangs on it alone."""
    for c in syntax.children(noun, "nmod"):
        if c.dep_ == "nmod:poss" or syntax.marker(c) == "of":
            return source_of(c, reading)
    return None


def _is_in_the_eyes_of(token: Token, head: Token, reading: Reading) -> bool:
    """Tell whether a clause is what it is for somebody: "For Mr Haas, the deal killed the firm", "To his
    pupils he was a tyrant".
    """
    mention = reading.mentions.get(token.i)
    if not syntax.relation(token, "obl") or mention is None or token.i > head.i:
        return False
    if mention.type != "person" and not syntax.has_child(token, "nmod:desc"):
        return False
    comma = token.right_edge.i + 1 < head.i and token.doc[token.right_edge.i + 1].text == ","
    comma = comma or token.right_edge.text == ","
    first = token.left_edge.i == head.left_edge.i or token.left_edge.is_sent_start
    marker = syntax.marker(token)
    judged = syntax.has_child(head, "cop") and head.pos_ in ("NOUN", "ADJ", "PROPN")
    return bool(first) and ((marker == "for" and comma) or (marker == "to" and judged))


def _trailing(head: Token) -> Iterator[Token]:
    """Yield what ends a coordinated clause behind a comma and covers all of it ("…, according to X")."""
    for other in syntax.children(head, "conj"):
        for c in (*other.children, *_trailing(other)):
            if c.i > other.i and follows_comma(c):
                yield c


def _is_parenthesis(verb: Token, reading: Reading) -> bool:
    """Tell whether a verb of speech only frames the clause above it ("…, officials say, …")."""
    words, lemma = reading.cues, verb.lemma_.lower()
    introduced = {c.lower_ for c in syntax.children(verb, "mark", "advmod", "case")}
    compared = "as" in introduced
    known = lemma in words.speech or lemma in words.parenthetic or (compared and lemma in words.with_as)
    if not known or not syntax.is_finite(verb):
        return False
    if verb.dep_ == "advcl" and introduced and not introduced & {"as", "so"}:
        return False
    if lemma == "have" and not any(c.lower_ == "it" and c.i > verb.i for c in verb.children):
        return False
    if verb.i > verb.head.i and any(t.text == ";" for t in verb.doc[verb.head.i : verb.i]):
        return False
    if verb.dep_ == "advcl" and not (compared or syntax.has_child(verb, "nsubj")):
        return False
    if lemma in words.not_in_parenthesis and not (compared and lemma in words.with_as):
        return False
    objects = [c for c in syntax.children(verb, "obj", "ccomp", "xcomp", "cop") if c.lower_ != "it"]
    objects = [c for c in objects if c != speech_subject(verb)]
    return not objects and (speech_subject(verb) is not None or (is_passive(verb) and compared))


def _governing(below: Token, reading: Reading) -> Iterator[Source]:
    """Yield the source when a clause is what the word above it says, claims or believes."""
    for beside in reading.once(_next, below):
        if beside.i != below.i:
            yield from _said_by(below, beside, reading)


def _said_by(below: Token, beside: Token, reading: Reading) -> Iterator[Source]:
    """Yield the source when a clause is what the word says beside which it hangs."""
    above = told_to(below, beside, reading.cues)
    if is_supposition(above, reading):
        return
    words = reading.cues
    lemma = spoken(above, words.speech)
    stance = stance_of(above, below, words)
    if (syntax.relation(below, "ccomp", "csubj") or above != beside) and stance is not None:
        acting = below.dep_ == "csubj" and below.i < above.i and not is_passive(above)
        if not acting and not is_doubted_in_vain(above) and not _begins_anew(below, above):
            yield _told_by(above, reading), lemma, stance, above
    elif below.dep_ == "obj" and stance is not None and _is_misread_subject(below, above):
        yield speaker(above, reading), lemma, stance, above
    elif below.dep_ == "xcomp" and above.pos_ == "VERB" and _claims_infinitive(below, above, reading):
        yield speaker(above, reading), lemma, words.speech.get(lemma, "said"), above
    elif (accuser := accusation(below)) is not None and is_gerund(below):
        lemma = accuser.lemma_.lower()
        yield speaker(accuser, reading), lemma, words.accusing[lemma], accuser
    elif tells_of(below, above, words):
        yield speaker(above, reading), lemma, words.speech.get(lemma, "claimed"), above
    elif below.dep_ == "parataxis" and _opens_speech(above, below, reading):
        lemma = spoken(above, words.speech)
        yield speaker(above, reading), lemma, words.speech[lemma], above
    elif below.dep_ == "advcl" and quoted_as(below) is not None and not is_passive(above):
        yield speaker(above, reading), lemma, words.speech.get(lemma, "said"), above
    elif tells_what(below, above, words):
        yield owner(above, reading), lemma, words.speech_nouns[lemma], above


def _is_misread_subject(noun: Token, verb: Token) -> bool:
    """Tell whether an object is the subject of what is said ("allege Mr Lind, who ran the fund, paid …")."""
    if verb.lemma_.lower() in ("say", "think", "argue", "insist", "contend", "complain") and noun.i > verb.i:
        return True
    clauses = [c for c in syntax.children(verb, "ccomp") if c.i > noun.i and syntax.is_finite(c)]
    return bool(clauses) and not syntax.has_child(clauses[0], "nsubj", "mark")


def _begins_anew(below: Token, verb: Token) -> bool:
    """Tell whether a semicolon parts a clause from the verb before it ("…, he would say; in fact …")."""
    return below.i > verb.i and any(t.text == ";" for t in verb.doc[verb.i : below.left_edge.i + 1])


def _told_by(verb: Token, reading: Reading) -> model.Mention | None:
    """Return who says what a verb governs; in "concern was expressed that" the noun says it, and nobody."""
    subject = syntax.child(verb, "nsubj")
    if subject is not None and subject.lemma_.lower() in reading.cues.speech_nouns and is_passive(verb):
        return owner(subject, reading)
    return speaker(verb, reading)


def _claims_infinitive(below: Token, above: Token, reading: Reading) -> bool:
    """Tell whether an infinitive is what somebody claims ("claimed to have won", "is said to carry")."""
    words, passive = reading.cues, is_passive(above)
    lemma = spoken(above, words.speech)
    stance = words.speech.get(lemma)
    perfect = any(c.lemma_.lower() == "have" for c in syntax.children(below, "aux"))
    if is_gerund(below):
        return stance in ("denied", "confirmed") or lemma == "report"
    if not syntax.has_mark(below, "to") or lemma in words.raising:
        return False
    if passive:
        hearsay = perfect and (lemma not in words.vouching or lemma in words.hearsay_passive)
        return lemma in words.infinitives_passive or hearsay
    if lemma in words.infinitives_of_another:
        return syntax.has_child(above, "obj", "iobj")
    return lemma in words.infinitives


def _stands_apart(below: Token, reading: Reading) -> bool:
    """Tell whether a clause stands beside reported speech and is the text's own."""
    marks = {c.lower_ for c in syntax.children(below, "mark")}
    if marks & reading.cues.contrast or syntax.is_loose_participle(below):
        return True
    if marks & {"although", "though"} and below.i > below.head.i and follows_comma(below):
        return True
    return _comments(below, reading) or _is_parted(below, reading)


def _is_parted(below: Token, reading: Reading) -> bool:
    """Tell whether a semicolon, or the end of a sentence that the parser missed, parts a clause from the one
    above it; in a quotation both are the speaker's.
    """
    if below.i < below.head.i or not syntax.relation(below, "parataxis", "conj", "ccomp", "advcl"):
        return False
    first = below.left_edge.i
    parted = any(t.text in (";", "?", "!") for t in below.doc[max(first - 1, 0) : first + 1])
    return parted and not any(q.covers(below.head) for q in reading.quotations.covering(below))


def _comments(below: Token, reading: Reading) -> bool:
    """Tell whether a relative clause is what the text says of what was said: "…, which the bank denies",
    "men whom he did not name".
    """
    if below.dep_ != "acl:relcl":
        return False
    words, lemma = reading.cues, below.lemma_.lower()
    objects = syntax.children(below, "obj", "ccomp", "xcomp")
    left_out = all(syntax.is_relative_pronoun(c) and c.i < below.i for c in objects)
    if not left_out or not syntax.has_child(below, "nsubj"):
        return False
    refused = any(c.lower_ in words.negative_adverbs for c in syntax.children(below, "advmod"))
    return words.speech.get(lemma) == "denied" or (refused and lemma in words.refusals)


def _opens_speech(above: Token, below: Token, reading: Reading) -> bool:
    """Tell whether a speech verb comes first and what is said is attached loosely ("He said: …")."""
    before = spoken(above, reading.cues.speech) in reading.cues.speech and above.i < below.i
    if not before or any(t.text in (";", ".") for t in above.doc[above.i : below.left_edge.i + 1]):
        return False
    return not syntax.has_child(above, "ccomp", "obj")
