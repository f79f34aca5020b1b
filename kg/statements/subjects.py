"""Who does what a predicate says: subjects own and shared, of infinitives, participles, relatives."""

from __future__ import annotations

from spacy.tokens import Token

from kg.language import syntax
from kg.statements.cues import cues
from kg.statements.forms import forms
from kg.statements.labels import antecedent, is_headline, is_ranked

OBJECTIVE = ("me", "him", "us", "them")

__all__ = ["is_clausal", "is_passive", "lemma_of", "ranked_in", "relation_words", "subject"]


def is_passive(token: Token) -> bool:
    """Tell whether a verb is passive: by its labels, as a reduced relative, or by sharing a passive
    auxiliary.
    """
    if syntax.has_child(token, "nsubj:pass", "aux:pass", "obl:agent", "csubj:pass"):
        return True
    if token.tag_ != "VBN" or syntax.has_child(token, "aux"):
        return False
    if syntax.relation(token, "acl", "advcl") or (
        token.dep_ == "xcomp" and syntax.has_child(token.head, "obj")
    ):
        return True
    return token.dep_ == "conj" and not syntax.has_child(token, "nsubj") and is_passive(token.head)


def lemma_of(verb: Token) -> str:
    """Return the lemma of a verb with its particle ("carry out")."""
    return " ".join([verb.lemma_.lower(), *(c.lemma_.lower() for c in _particles(verb))])


def _particles(verb: Token) -> list[Token]:
    """Return the particles of a verb ("carry *out*"); parsers label some as adverbs ("fell *out* over")."""
    return [c for c in verb.children if c.dep_ == "compound:prt" or (c.dep_ == "advmod" and _is_particle(c))]


def _is_particle(adverb: Token) -> bool:
    """Tell whether an adverb is of its verb: by its tag, or in three words like "come *up* with"."""
    verb = adverb.head
    three = f"{verb.lemma_.lower()} {adverb.lower_} {syntax.after(adverb)}"
    return adverb.tag_ == "RP" or (adverb.i == verb.i + 1 and three in forms()["three_words"])


def relation_words(head: Token) -> tuple[Token, ...]:
    """Return the words of a relation in text order: auxiliaries, negation, the verb, its particle."""
    being = syntax.children(head, "cop") if head.pos_ != "VERB" else []
    found = [head, *syntax.children(head, "aux"), *_particles(head), *being]
    found += [c for c in syntax.children(head, "advmod") if c.lower_ in cues().negative_adverbs]
    return tuple(sorted(found, key=lambda t: t.i))


def subject(head: Token, _seen: frozenset[int] = frozenset()) -> tuple[Token | None, str]:
    """Return who does what a predicate says (its surface subject) and the rule by which it was found (""
    for its own).

    Shared subjects of coordinated predicates, control and raising, participles and relative clauses are
    followed.
    """
    own = next((c for c in syntax.children(head, "nsubj", "csubj") if not c.dep_.endswith(":outer")), None)
    if own is not None or head.i in _seen:
        return own, ""
    before = _before_all(head)
    if before is not None:
        return before, "subject.dislocated"
    seen = _seen | {head.i}
    governor = head.head
    if head.dep_ == "conj" and is_clausal(governor):
        return subject(governor, seen)[0], "subject.shared"
    pronoun = _pronoun_of_gerund(head)
    if pronoun is not None:
        return pronoun, "subject.control"
    if head.dep_ == "xcomp":
        return _called_on(head) or _controller(head, seen), "subject.control"
    if is_headline(head):
        return governor, "subject.headline"
    adverbial = syntax.relation(head, "advcl") and head.dep_ != "advcl:relcl" and not syntax.is_finite(head)
    called = _called_on(head) or _object_of_gerund(head) or _appointed(head)
    if called is not None:
        return called, "subject.control"
    if adverbial and is_passive(governor) and _has_a_will(head):
        return syntax.child(governor, "obl:agent"), "subject.adverbial"
    if adverbial or syntax.is_loose_participle(head):
        return subject(governor, seen)[0], "subject.adverbial"
    described = antecedent(head)
    if described is not None:
        return described, "relative.subject"
    if is_ranked(head):
        return _holder_of_rank(governor, seen), "participle"
    holder = governor.head
    if head.dep_ == "acl" and syntax.has_mark(head, "to") and _holds(holder, governor):
        return subject(holder, seen)[0], "subject.control"
    owner = _owner(head)
    if owner is not None:
        return owner, "subject.control"
    if head.dep_ == "acl" and head.tag_ in ("VBG", "VBN") and not syntax.has_child(head, "mark"):
        idle = head.tag_ == "VBG" and governor.lemma_.lower() in forms()["not_acting"]
        return (None, "") if idle else (governor, "participle")
    return None, ""


def _has_a_will(clause: Token) -> bool:
    """Tell whether a purpose or a means is that of who acts, whom a passive need not name.

    "The bridge was blown up by rebels to stop the army", "The debt was paid by selling the farm".
    """
    return syntax.has_mark(clause, "to") or (clause.tag_ == "VBG" and syntax.has_mark(clause, "by"))


def _holder_of_rank(noun: Token, seen: frozenset[int]) -> Token | None:
    """Return who is "the first woman (to fly to Mars)": the subject of "was" or "became", else the woman."""
    first = syntax.first_conjunct(noun)
    said = syntax.has_child(first, "cop") or first.dep_ == "xcomp"
    return (subject(first, seen)[0] if said else None) or noun


def ranked_in(noun: Token) -> Token:
    """Return the predicate that tells of a noun: "*became* the first woman to fly", or the noun with "be"."""
    return noun if syntax.has_child(noun, "cop") else noun.head


def _holds(verb: Token, noun: Token) -> bool:
    """Tell whether a verb's subject is who a plan or an attempt is of: "announced plans to build a plant"."""
    return noun.dep_ == "obj" and lemma_of(verb) in cues().holding and not is_passive(verb)


def _owner(head: Token) -> Token | None:
    """Return who is able or free to do what an infinitive says: "*Iran's* right to enrich uranium"."""
    noun = head.head
    able = head.dep_ == "acl" and syntax.has_mark(head, "to") and noun.lemma_.lower() in cues().noun_control
    owners = [c for c in syntax.children(noun, "nmod") if syntax.marker(c) == "of"] if able else []
    possessor = syntax.child(noun, "nmod:poss") if able else None
    return possessor if possessor is not None else next(iter(owners), None)


def _before_all(head: Token) -> Token | None:
    """Return the nominal that a finite verb without subject has before it, set apart by what stands between.

    So are the words of a quotation that is split: "Our soldiers," the general said, "have left the town."
    Parsers hang them on the verb, or beside it as if they were a clause.
    """
    if not syntax.is_finite(head):
        return None
    apart = syntax.children(head, "dislocated")
    if head.dep_ == "ccomp" and head.head.i < head.i:
        apart += [c for c in syntax.children(head.head, "ccomp") if c.i < head.head.i]
    bare = [c for c in apart if c.i < head.i and syntax.is_nominal(c) and not syntax.is_clause(c)]
    return bare[0] if len(bare) == 1 else None


def _called_on(head: Token) -> Token | None:
    """Return who is to act by an infinitive after a preposition: "called on Iran to stop"."""
    if not syntax.relation(head, "advcl", "xcomp") or head.tag_ != "VB":
        return None
    for c in syntax.children(head.head, "obl"):
        if f"{head.head.lemma_.lower()} {syntax.marker(c)}" in cues().oblique_control and c.i < head.i:
            return c
    return None


def _object_of_gerund(head: Token) -> Token | None:
    """Return who does what a participle after a preposition says: "accused *the bank* of lying"."""
    if head.tag_ != "VBG" or not syntax.has_child(head, "mark", "case"):
        return None
    above = head.head
    if head.dep_ == "acl" and syntax.relation(above, "obj") and lemma_of(above.head) in cues().gerund_control:
        return above
    if not syntax.relation(head, "advcl", "xcomp", "obl") or lemma_of(above) not in cues().gerund_control:
        return None
    passive = syntax.child(above, "nsubj:pass")
    return passive if passive is not None else syntax.child(above, "obj")


def is_clausal(token: Token) -> bool:
    """Tell whether a token is a predicate: a verb, or anything with a copula or subject."""
    return token.pos_ in ("VERB", "AUX") or syntax.has_child(token, "cop", "nsubj")


def _appointed(head: Token) -> Token | None:
    """Return who is chosen or sent for what an infinitive says: "appointed *Draco* to draft the laws"."""
    above = head.head
    if head.tag_ != "VB" or not syntax.relation(head, "advcl") or not syntax.has_mark(head, "to"):
        return None
    if lemma_of(above) not in forms()["appointing"]:
        return None
    passive = syntax.child(above, "nsubj:pass")
    return passive if passive is not None else syntax.child(above, "obj")


def _pronoun_of_gerund(head: Token) -> Token | None:
    """Return the pronoun that does what a participle behind it says: "a week of *me* vlogging"."""
    if head.tag_ != "VBG" or not syntax.relation(head, "acl", "advcl") or syntax.has_child(head, "mark"):
        return None
    before = head.doc[head.left_edge.i - 1] if head.left_edge.i else head
    pronoun = before.tag_ == "PRP" and before.lower_ in OBJECTIVE
    return before if pronoun and syntax.marker(before) == "of" else None


def _for_whom(head: Token, governor: Token) -> Token | None:
    """Return who is to act by an infinitive after "for" ("calls for *all salt* to be iodised")."""
    thing = syntax.child(governor, "obj")
    if thing is None or thing.lemma_.lower() not in cues().nouns:
        return None
    inside = [c for c in syntax.children(thing, "nmod") if syntax.marker(c) == "for"]
    return next((c for c in inside if c.right_edge.i + 1 == head.left_edge.i), None)


def _controller(head: Token, seen: frozenset[int]) -> Token | None:
    """Return the subject of an infinitive: the object of the governing verb if it has one and lets it act."""
    governor = head.head
    wanted = _for_whom(head, governor)
    if wanted is not None:
        return wanted
    if lemma_of(governor) not in cues().subject_control:
        other = syntax.child(governor, "obj", "iobj")
        if other is not None and not is_passive(governor):
            return other
    return subject(governor, seen)[0]
