"""What stands above a clause: the word that decides its polarity and modality, and under which names word
lists may know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Modality
from kg.statements import arguments
from kg.statements.cues import cues
from kg.statements.labels import is_content

__all__ = [
    "asks_back",
    "called_for",
    "extraposed",
    "follows_comma",
    "introducers",
    "is_gerund",
    "is_negated",
    "is_of_whom_there_is",
    "is_subjunctive",
    "keys",
    "lookup",
    "shares_with",
    "told_by",
]

LONGEST = 4  # words of "in the event that"
QUESTION_WORDS = ("who", "whom", "whose", "what", "which", "why", "how", "where", "when")


def introducers(head: Token) -> Iterator[tuple[str, Token]]:
    """Yield what introduces a clause, longest first: "as long as", "in the event that", "if".

    The words are taken as they stand in the text, since parsers cut such phrases in many ways. A conjunction
    that hangs on the clause before ("boiled their water lest they fall ill") goes to the one it opens.
    """
    opening = [c for c in syntax.children(head, "mark", "advmod", "case") if c.i < head.i]
    edge = head.left_edge.i - 1
    if edge >= 0 and not any(syntax.relation(c, "mark") for c in opening):
        before = head.doc[edge]
        opening += [before] if before.dep_ == "mark" and before.sent.start == head.sent.start else []
    for token in opening:
        last = max([token.i, *(c.i for c in syntax.children(token, "fixed"))])
        start = token.sent.start
        for size in range(LONGEST, 0, -1):
            if last - size + 1 >= start:
                yield " ".join(t.lower_ for t in token.doc[last - size + 1 : last + 1]), token


def follows_comma(clause: Token) -> bool:
    """Tell whether a comma stands before a clause, whichever word it hangs on."""
    first = clause.left_edge.i
    return any(token.text == "," for token in clause.doc[max(first - 1, 0) : first + 1])


def is_gerund(verb: Token) -> bool:
    """Tell whether a predicate is a gerund: "selling", "having sold", "being sold", not "is selling"."""
    group = [verb, *syntax.children(verb, "aux", "cop")]
    return min(group, key=lambda token: token.i).tag_ == "VBG"


def is_subjunctive(head: Token, governor: Token) -> bool:
    """Tell whether a clause is in the bare form that orders take: "demanded that he leave", or in one that
    looks like it: "it is vital that children have enough".
    """
    if syntax.has_child(head, "aux"):
        return False
    verbs = [head, *syntax.children(head, "cop", "aux:pass")]
    singular = any(c.tag_ in ("NN", "NNP") for c in syntax.children(head, "nsubj"))
    ordered = (
        governor.tag_ == "VBD" and cues().governors.get(governor.lemma_.lower()) is not Modality.POSSIBLE
    )
    urged = governor.pos_ == "ADJ" and any(c.lower_ == "it" for c in governor.children)
    urged = urged or (governor.pos_ == "NOUN" and syntax.has_mark(head, "that") and verbs == [head])
    present = any(v.tag_ == "VBP" for v in verbs) and (singular or ordered or urged)
    return present or any(v.tag_ == "VB" for v in verbs)


def is_of_whom_there_is(head: Token, noun: Token) -> bool:
    """Tell whether a participle tells what those do who are said to exist: "there may be ships waiting"."""
    bare = head.tag_ in ("VBG", "VBN") and not syntax.has_child(head, "mark", "case")
    existing = syntax.relation(noun, "nsubj") and syntax.has_child(noun.head, "expl")
    return head.dep_ == "acl" and bare and existing


def shares_with(head: Token) -> Token:
    """Return the predicate beside which a conjunct stands: for a finite verb not the infinitive before it.

    "They resolved to wait and adjourned" has "adjourned" beside "resolved", whatever the parser says.
    """
    beside = head.head
    finite = head.tag_ in ("VBD", "VBZ") or (head.tag_ == "VBN" and beside.tag_ == "VB")
    if head.dep_ != "conj" or not finite or syntax.has_child(head, "aux"):
        return beside
    while beside.tag_ == "VB" and syntax.has_mark(beside, "to") and beside.head.i < beside.i:
        beside = shares_with(beside) if beside.dep_ == "conj" else beside.head
    return beside


def extraposed(head: Token) -> Token | None:
    """Return the noun that a clause behind the verb is about: "No *proof* was found that it works"."""
    above = head.head
    speaks = above.lemma_.lower() in cues().speech and not syntax.has_child(above, "nsubj:pass")
    told = not speaks and syntax.has_mark(head, "that") and head.dep_ in ("ccomp", "csubj", "advcl", "acl")
    called = syntax.has_mark(head, "to") and above.lemma_.lower() in cues().rising
    if not told and not (called and head.dep_ in ("xcomp", "advcl", "csubj")):
        return None
    for c in syntax.children(above, "nsubj"):
        lemma = c.lemma_.lower()
        if c.i < above.i < head.i and (lemma in cues().nouns or lemma in cues().facts):
            return c
    return None


def told_by(head: Token) -> Token:
    """Return what governs a clause: the noun it is about, the verb whose object it hangs on, its head."""
    noun = extraposed(head)
    if noun is not None:
        return noun
    above = head.head
    if head.dep_ == "acl" and is_gerund(head) and syntax.relation(above, "obj"):
        verb = above.head
        marks = [syntax.fixed(c) for c in syntax.children(head, "mark", "case")]
        names = [f"{arguments.lemma_of(verb)} {mark}" for mark in marks]
        known = verb.lemma_.lower() in cues().factive_gerunds
        if known or any(n in cues().negative_gerunds or n in cues().gerund_frames for n in names):
            return verb
    return above


def keys(head: Token, governor: Token) -> tuple[str, ...]:
    """Return the names of what governs a clause, longest first: "stop short of", "short of", "stop"."""
    lemma = arguments.lemma_of(governor)
    near = [*syntax.children(governor, "advmod"), *syntax.children(head, "advmod")]
    adverbs = [c.lower_ for c in near if governor.i < c.i < head.i]
    if syntax.relation(governor, "advmod") and governor.head.i < governor.i:
        bases = [f"{governor.head.lemma_.lower()} {governor.lower_}", governor.lower_]
    else:
        bases = [x for a in adverbs for x in (f"{lemma} {a}", a)]
    bases += [lemma, governor.lower_]
    if is_gerund(head):
        marks = [syntax.fixed(c) for c in syntax.children(head, "mark", "case")]
        return tuple(dict.fromkeys([*(f"{b} {m}" for b in bases for m in marks), *([] if marks else bases)]))
    between = [c for c in syntax.children(governor, "obl") if governor.i < c.i < head.i]
    prepared = [f"{lemma} {syntax.marker(c)}" for c in between]
    prepared += [f"{lemma} {c.lower_}" for c in syntax.children(head, "mark", "case") if c.lower_ != "to"]
    return tuple(dict.fromkeys([*prepared, *bases]))


def lookup(names: tuple[str, ...], *tables: Mapping[str, Modality]) -> Modality | None:
    """Return what the first table that knows one of the names says of it, or None."""
    return next((table[name] for table in tables for name in names if name in table), None)


def asks_back(head: Token) -> bool:
    """Tell whether a clause has a question word ("unclear who paid"): that somebody paid is granted."""
    if not syntax.is_finite(head):
        return False
    edge = head.left_edge
    words = [edge, *(edge.doc[edge.i + 1 : edge.i + 2] if edge.pos_ == "ADP" else [])]
    return any(w.lower_ in QUESTION_WORDS and w.i < head.i for w in words)


def is_negated(noun: Token) -> bool:
    """Tell whether a noun is denied: "no sign", "little doubt", "not a reason", "without doubt"."""
    words = cues()
    own = syntax.children(noun, "det", "amod", "advmod", "case")
    if any(c.lower_ in words.negative_determiners or c.lower_ in words.scarce for c in own):
        return True
    if any(c.lower_ in words.negative_adverbs or syntax.fixed(c) in words.negative_marks for c in own):
        return True
    above = noun.head
    told = syntax.has_child(above, "expl", "nsubj:pass") or above.lemma_.lower() in words.rising
    there = syntax.relation(noun, "obj", "xcomp") or (syntax.relation(noun, "nsubj") and told)
    if not there or is_content(above):
        return False
    return any(c.lower_ in words.negative_adverbs for c in syntax.children(above, "advmod"))


def called_for(head: Token) -> Token | None:
    """Return the noun right before "for" whose clause a parser hung on the verb: "prompted *calls* for the
    mine to be closed".
    """
    marks = [c for c in syntax.children(head, "mark") if c.lower_ == "for"]
    if not marks or not syntax.relation(head, "xcomp") or not syntax.has_child(head, "nsubj"):
        return None
    things = syntax.children(head.head, "obj")
    return next((c for c in things if c.right_edge.i + 1 == marks[0].i), None)
