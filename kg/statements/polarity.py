"""Polarity: whether a clause is denied, and by which words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Cue, Modality, Polarity
from kg.statements import arguments
from kg.statements.governors import (
    extraposed,
    follows_comma,
    introducers,
    is_gerund,
    is_of_whom_there_is,
    keys,
    told_by,
)
from kg.statements.labels import is_cleft, is_content
from kg.statements.reading import Clause, Reading
from kg.statements.speech import goes_with

__all__ = ["polarity"]


def polarity(clause: Clause, reading: Reading) -> tuple[Polarity, tuple[Cue, ...]]:
    """Return the polarity of a clause and the cues that make it so; an even number of denials affirms.

    What a source denies ("Maduro denied that …") is negative, since that is what the source says.
    """
    found = {token.i: token for token in _negations(clause, reading)}
    cues = tuple(Cue("polarity", "negative", t.text, reading.span((t,))) for t in found.values())
    odd = len(cues) % 2 == 1
    return (Polarity.NEGATIVE if odd else Polarity.POSITIVE), cues


def _negations(clause: Clause, reading: Reading) -> Iterator[Token]:
    """Yield the words that deny a clause: its own, those of its participants, those of the words above it."""
    head = arguments.clause_head(clause)
    if head is None:
        yield from _negative_determiners(clause.head, reading)
        if clause.rules[0] == "noun.event":
            yield from _around_noun(clause.head, reading)
        return
    yield from _own(head, reading)
    for filler in clause.fillers:
        if filler.function not in ("clause", "event") and filler.token.i != head.i:
            yield from _in_filler(filler.token, reading)
    if clause.light is not None:
        yield from _in_filler(clause.light, reading)
    yield from _above(head, reading)


def _own(head: Token, reading: Reading) -> Iterator[Token]:
    """Yield the negations of a predicate: adverbs, "nor", "without"; shared over bare coordination."""
    found = [c for c in head.children if _denies(c, reading)]
    yield from found
    links = {c.lower_ for c in syntax.children(head, "cc")}
    if _is_bare(head, reading) and not found and links & {"or", "and"}:
        yield from _own(goes_with(head, reading.cues), reading)


def _is_bare(head: Token, reading: Reading) -> bool:
    """Tell whether a conjunct has no auxiliary of its own but that of the predicate beside it."""
    if head.dep_ != "conj" or syntax.has_child(head, "nsubj", "aux", "cop"):
        return False
    return head.tag_ not in ("VBD", "VBZ") or goes_with(head, reading.cues).tag_ == head.tag_


def _around_noun(noun: Token, reading: Reading) -> Iterator[Token]:
    """Yield what undoes an event that a noun names: "averted a strike", "a cancelled visit"."""
    words, governor = reading.cues, noun.head
    yield from (c for c in syntax.children(noun, "amod") if c.lower_ in words.negative_adjectives)
    if syntax.relation(noun, "nmod") and governor.lemma_.lower() in words.absence:
        yield governor
    if noun.dep_ in ("obj", "nsubj:pass") and arguments.lemma_of(governor) in words.negative_objects:
        yield governor
        yield from _own(governor, reading)


def _denies(token: Token, reading: Reading) -> bool:
    """Tell whether a word that hangs on a predicate denies it."""
    words = reading.cues
    if token.dep_ in ("mark", "cc", "case") and syntax.fixed(token) in words.negative_marks:
        return True
    if token.lower_ == "than" and syntax.relation(token, "mark", "cc", "case") and token.head.tag_ == "VB":
        return any(c.lower_ in ("rather", "sooner") for c in syntax.children(token.head.head, "advmod"))
    if token.dep_ == "det":
        return token.lower_ in words.negative_determiners
    if not syntax.relation(token, "advmod", "cc", "discourse"):
        return False
    longer = " ".join(w.lower_ for w in (*syntax.children(token, "advmod"), token))
    only = syntax.after(token) in (*words.not_after, "whether")
    return not only and (token.lower_ in words.negative_adverbs or longer in words.negative_adverbs)


def _in_filler(token: Token, reading: Reading) -> Iterator[Token]:
    """Yield the negation inside a participant: "no evidence", "nobody", "not a single ship"."""
    words = reading.cues
    if token.lower_ in words.negative_pronouns:
        yield token
    yield from _negative_determiners(token, reading)
    for c in syntax.children(token, "advmod", "cc"):
        following = syntax.after(c)
        if c.lower_ == "neither" or (c.lower_ == "not" and following in words.nouns_after_not):
            yield c


def _negative_determiners(token: Token, reading: Reading) -> Iterator[Token]:
    """Yield "no" and "neither" before a noun."""
    for c in syntax.children(token, "det", "advmod"):
        if c.lower_ in reading.cues.negative_determiners:
            yield c


def _above(head: Token, reading: Reading) -> Iterator[Token]:
    """Yield the words above a clause that deny it: "failed to", "denied that", "does not want to"."""
    governor = head.head
    if governor.i == head.i:
        return
    lemma, words = arguments.lemma_of(governor), reading.cues
    yet = _yet_to(head)
    noun = extraposed(head)
    if any(mark == "whether" for mark, _ in introducers(head)):
        return
    if yet is not None:
        yield yet
    elif noun is not None:
        yield from _above_content(head, noun, reading)
    elif is_cleft(head) and lemma in words.undoubted:
        return
    elif _is_complement(head, governor):
        yield from _above_infinitive(head, told_by(head), reading)
    elif syntax.relation(head, "ccomp", "csubj"):
        yield from _above_clause(governor, lemma, reading)
    elif is_cleft(head) and (_is_one_of_many(governor) or syntax.marker(governor) in ("until", "till")):
        return
    elif is_cleft(head):
        yield from _own(governor, reading)
    elif head.dep_ == "acl" or is_content(head):
        yield from _above_content(head, governor, reading)
        if is_of_whom_there_is(head, governor):
            yield from _own(governor.head, reading)
    elif head.dep_ == "acl:relcl":
        yield from _nobody_who(head, governor, reading)
    elif head.dep_ == "conj" and not syntax.has_child(head, "nsubj", "aux", "cop"):
        beside = goes_with(head, reading.cues)
        if not (syntax.is_finite(head) and beside.i == governor.i):
            yield from _above(beside, reading)


def _is_complement(head: Token, governor: Token) -> bool:
    """Tell whether a clause is an infinitive or participle that a verb, adjective or adverb governs."""
    if is_gerund(head) and told_by(head).i != governor.i:
        return True
    if is_gerund(head) and syntax.relation(head, "advcl") and follows_comma(head) and head.i > governor.i:
        return False
    if head.dep_ == "xcomp" or (is_gerund(head) and syntax.relation(head, "advcl", "obl", "ccomp")):
        return True
    infinitive = syntax.is_infinitive(head) and syntax.relation(head, "csubj", "ccomp", "advcl")
    return infinitive and (governor.pos_ in ("ADJ", "ADV") or head.dep_ in ("csubj", "ccomp"))


def _above_clause(governor: Token, lemma: str, reading: Reading) -> Iterator[Token]:
    """Yield what denies a clause with "that": "denied that", "it is doubtful that", "not believe that"."""
    words = reading.cues
    if arguments.is_doubted_in_vain(governor):
        return
    negated = [*_own(governor, reading), *_no_subject(governor, reading)]
    if words.speech.get(lemma) == "denied" or lemma in words.doubted:
        yield from [governor] if not negated else []
    elif {lemma, governor.lower_} & words.negative_raised and not _is_exclaimed(governor):
        yield from negated


def _is_exclaimed(verb: Token) -> bool:
    """Tell whether a negated word denies nothing: "can't believe they did", "Is it not true that …?" """
    can = any(c.lower_ in ("can", "ca", "cant") for c in syntax.children(verb, "aux"))
    auxiliary, who = syntax.child(verb, "aux", "cop"), syntax.child(verb, "nsubj", "expl")
    inverted = auxiliary is not None and who is not None and auxiliary.i < who.i
    return inverted or (can and verb.lemma_.lower() == "believe")


def _above_content(head: Token, noun: Token, reading: Reading) -> Iterator[Token]:
    """Yield what denies what a noun is about: "no plan to", "scrapped plans to", "the refusal to"."""
    words, lemma, verb = reading.cues, noun.lemma_.lower(), noun.head
    if lemma in words.undoubted:
        return
    if lemma in words.negative_infinitives:
        yield noun
    yield from _negative_determiners(noun, reading)
    told = lemma in words.nouns or lemma in words.facts
    rejected = words.speech.get(verb.lemma_.lower()) == "denied"
    undone = noun.dep_ in ("obj", "nsubj:pass") and arguments.lemma_of(verb) in words.undone
    if told and undone and (rejected or not syntax.is_finite(head)):
        yield verb
    if told and syntax.relation(noun, "obj"):
        yield from _own(verb, reading)
    elif told and syntax.has_child(noun, "cop"):
        yield from _own(noun, reading)
    elif told and any(c.lower_ in words.negative_marks for c in syntax.children(noun, "case")):
        yield from (c for c in syntax.children(noun, "case"))


def _nobody_who(head: Token, antecedent: Token, reading: Reading) -> Iterator[Token]:
    """Yield what denies that there is anybody of whom a relative clause is true: "found no one who knew"."""
    if syntax.before(head.left_edge) == "," or not syntax.relation(antecedent, "obj", "nsubj"):
        return
    verb = antecedent.head
    if syntax.relation(antecedent, "obj") or syntax.has_child(verb, "expl"):
        yield from _negative_determiners(antecedent, reading)
        if antecedent.lower_ in reading.cues.negative_pronouns:
            yield antecedent


def _yet_to(head: Token) -> Token | None:
    """Return "yet" before an infinitive: "has yet to publish", "yet to find"."""
    for c in syntax.children(head, "mark", "aux"):
        if c.lower_ == "to" and syntax.before(c) == "yet":
            return c.nbor(-1)
    return None


def _is_one_of_many(noun: Token) -> bool:
    """Tell whether denying a noun denies its rank alone: "it is not the only bank that lends money"."""
    return any(
        c.lower_ in ("only", "first", "last") or c.tag_ == "JJS" for c in syntax.children(noun, "amod")
    )


def _above_infinitive(head: Token, governor: Token, reading: Reading) -> Iterator[Token]:
    """Yield what denies an infinitive or participle: the verb that governs it, and what denies that verb."""
    words, lemma = reading.cues, arguments.lemma_of(governor)
    names = keys(head, governor)
    too = [c for c in syntax.children(governor, "advmod") if c.lower_ == "too"]
    willing = words.governors.get(lemma) is Modality.PLANNED or lemma in ("eager", "keen", "pleased", "glad")
    if is_gerund(head) and not syntax.has_mark(head, "to"):
        kept = _has_mark(head, "from") and lemma in words.preventing
        if kept or any(n in words.negative_gerunds for n in names):
            yield governor
    elif lemma in words.negative_infinitives or governor.lower_ in words.negative_infinitives:
        yield from [governor] if lemma != "stop" or not syntax.has_mark(head, "to") else []
    elif too and governor.pos_ in ("ADJ", "ADV") and not willing:
        yield too[0]
    scarcely = governor.pos_ == "ADV" and syntax.relation(governor, "advmod")
    evaluated = (
        syntax.has_child(governor, "expl", "csubj")
        and governor.pos_ == "ADJ"
        and not _is_raised(governor, reading)
    )
    loose = is_gerund(head) and head.dep_ != "xcomp" and not any(n in words.gerund_frames for n in names)
    if evaluated or (loose and not _is_kept(head, governor, names, reading)):
        return
    if is_gerund(head) and lemma in words.factive:
        return
    yield from _own(governor, reading)
    if lemma in words.preventing or lemma in words.negative_gerunds:
        yield from _no_subject(governor, reading)
    if not scarcely and not loose:
        yield from _above(governor, reading)


def _is_raised(adjective: Token, reading: Reading) -> bool:
    """Tell whether denying an adjective denies what it governs: so in "not possible to enter"."""
    if adjective.lower_ == "enough":
        return False
    return reading.cues.governors.get(adjective.lemma_.lower()) in (Modality.POSSIBLE, Modality.NECESSARY)


def _is_kept(head: Token, governor: Token, names: tuple[str, ...], reading: Reading) -> bool:
    """Tell whether a verb keeps somebody from what a participle says."""
    words = reading.cues
    kept = _has_mark(head, "from") and arguments.lemma_of(governor) in words.preventing
    return kept or any(n in words.negative_gerunds for n in names)


def _no_subject(governor: Token, reading: Reading) -> Iterator[Token]:
    """Yield a subject that is nobody."""
    for c in syntax.children(governor, "nsubj"):
        yield from _in_filler(c, reading)


def _has_mark(token: Token, word: str) -> bool:
    """Tell whether a clause is introduced by a word."""
    return any(c.lower_ == word for c in syntax.children(token, "mark", "case"))
