"""From a predicate to its fillers: subjects own and shared, objects, obliques, clauses — whatever the
voice.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Frame
from kg.statements.cues import cues
from kg.statements.labels import antecedent, is_cleft, is_content, is_misread_verb, stray_relative
from kg.statements.reading import NOMINAL_RULES, Clause, Filler, Reading

__all__ = [
    "clause_head",
    "is_doubted_in_vain",
    "is_passive",
    "is_predicate",
    "lemma_of",
    "nominal_fillers",
    "noun_frames",
    "noun_lemma",
    "relation_words",
    "subject",
    "verbal_fillers",
]

AGENTS = ("person", "organization", "place", "animal")
INTERROGATIVES = ("what", "who", "whom", "which", "where", "when", "why", "how", "whatever", "whoever")


def clause_head(clause: Clause) -> Token | None:
    """Return the predicate whose polarity and modality a clause has; None for what is taken for granted.

    A role noun after a verb ("is not a member", "may become president") is as true as that predicate.
    """
    if clause.rules[0] in NOMINAL_RULES:
        return None
    if clause.pos != "NOUN":
        return clause.head
    if "copula" not in clause.rules:
        return None
    return clause.head if syntax.has_child(clause.head, "cop") else clause.head.head


def is_predicate(token: Token) -> bool:
    """Tell whether a token is the main word of a clause with a verb of its own."""
    if is_misread_verb(token):
        return True
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return not syntax.relation(
        token,
        "amod",
        "compound",
        "case",
        "fixed",
        "aux",
        "cop",
        "det",
        "flat",
        "cc",
        "mark",
        "reparandum",
        "nmod:desc",
    )


def is_passive(token: Token) -> bool:
    """Tell whether a verb is passive: by its labels, as a reduced relative, or by sharing a passive
    auxiliary.
    """
    if syntax.has_child(token, "nsubj:pass", "aux:pass", "obl:agent", "csubj:pass"):
        return True
    if token.tag_ != "VBN" or syntax.has_child(token, "aux"):
        return False
    if syntax.relation(token, "acl", "advcl"):
        return True
    return token.dep_ == "conj" and not syntax.has_child(token, "nsubj") and is_passive(token.head)


def lemma_of(verb: Token) -> str:
    """Return the lemma of a verb with its particle ("carry out")."""
    particles = [c.lemma_.lower() for c in syntax.children(verb, "compound:prt")]
    return " ".join([verb.lemma_.lower(), *particles])


def relation_words(head: Token) -> tuple[Token, ...]:
    """Return the words of a relation in text order: auxiliaries, negation, the verb, its particle."""
    being = syntax.children(head, "cop") if head.pos_ != "VERB" else []
    found = [head, *syntax.children(head, "aux", "compound:prt"), *being]
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
    if head.dep_ == "conj" and _is_clausal(governor):
        return subject(governor, seen)[0], "subject.shared"
    if head.dep_ == "xcomp":
        return _controller(governor, seen), "subject.control"
    adverbial = syntax.relation(head, "advcl") and head.dep_ != "advcl:relcl" and not syntax.is_finite(head)
    called = _called_on(head) or _object_of_gerund(head)
    if called is not None:
        return called, "subject.control"
    if adverbial or syntax.is_loose_participle(head):
        return subject(governor, seen)[0], "subject.adverbial"
    described = antecedent(head)
    if described is not None:
        return described, "relative.subject"
    if head.dep_ == "acl" and head.tag_ in ("VBG", "VBN") and not syntax.has_child(head, "mark"):
        return governor, "participle"
    return None, ""


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


def is_doubted_in_vain(verb: Token) -> bool:
    """Tell whether the text stands behind a clause: "nobody doubts that", "it is not disputed that"."""
    if verb.lemma_.lower() not in cues().doubting:
        return False
    nobody = any(c.lower_ in cues().negative_pronouns for c in syntax.children(verb, "nsubj"))
    return nobody or any(c.lower_ in cues().negative_adverbs for c in syntax.children(verb, "advmod"))


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


def _is_clausal(token: Token) -> bool:
    """Tell whether a token is a predicate: a verb, or anything with a copula or subject."""
    return token.pos_ in ("VERB", "AUX") or syntax.has_child(token, "cop", "nsubj")


def _controller(governor: Token, seen: frozenset[int]) -> Token | None:
    """Return the subject of an infinitive: the object of the governing verb if it has one and lets it act."""
    if lemma_of(governor) not in cues().subject_control:
        other = syntax.child(governor, "obj", "iobj")
        if other is not None and not is_passive(governor):
            return other
    return subject(governor, seen)[0]


def verbal_fillers(verb: Token, reading: Reading) -> tuple[list[Filler], list[str]]:
    """Return the fillers of a verb in logical functions, and the names of the rules used."""
    passive = is_passive(verb)
    rules = ["verbal.passive" if passive else "verbal.active"]
    fillers: list[Filler] = []
    who, how = subject(verb)
    if who is not None and who.dep_ not in ("csubj", "csubj:pass") and not _is_question(who, reading):
        fillers.append(Filler(_subject_function(verb, passive), who))
        rules += [how] if how else []
    fillers += _objects(verb, passive, reading)
    fillers += list(_obliques(verb, passive, reading))
    fillers += list(_clauses(verb))
    return _with_gap(verb, fillers, rules, reading)


def _subject_function(verb: Token, passive: bool) -> str:
    """Return the logical function of the surface subject."""
    if not passive:
        return "subject"
    return "indirect" if syntax.has_child(verb, "obj") else "object"


def _is_question(token: Token, reading: Reading) -> bool:
    """Tell whether a filler only asks ("what", "who") or links ("that") and stands for nothing named
    before.
    """
    if token.lower_ == "that" and is_content(token.head):
        return True
    links = token.lower_ in INTERROGATIVES or token.tag_ == "WDT"
    return links and reading.referent(token).i == token.i


def _objects(verb: Token, passive: bool, reading: Reading) -> Iterator[Filler]:
    """Yield objects, indirect objects and predicative complements ("became president")."""
    objects = syntax.children(verb, "obj", "iobj")
    for c in objects:
        first_of_two = len(objects) > 1 and c.right_edge.i + 1 == objects[1].left_edge.i and c is objects[0]
        if not _is_question(c, reading):
            yield Filler("indirect" if c.dep_ == "iobj" or first_of_two else "object", c)
    shared = None if objects or passive else _shared_object(verb)
    if shared is not None:
        yield Filler("object", shared)
    for c in syntax.children(verb, "xcomp"):
        if not _is_clausal(c) and c.pos_ in ("NOUN", "PROPN", "ADJ"):
            yield Filler("predicate", c, syntax.marker(c))
            for inner in syntax.children(c, "obl") if c.pos_ == "ADJ" else ():
                if inner.i in reading.mentions:
                    yield Filler("oblique", inner, syntax.marker(inner))


def _shared_object(verb: Token) -> Token | None:
    """Return the object that a verb shares with one beside it: "buys and sells cars"."""
    if verb.dep_ == "conj":
        shared = syntax.child(verb.head, "obj")
        if shared is not None and shared.i > verb.i:
            return shared
    if syntax.has_child(verb, "obl", "xcomp", "ccomp", "advcl") or verb.tag_ == "VBN":
        return None
    for other in syntax.children(verb, "conj"):
        if (
            not syntax.has_child(other, "nsubj")
            and other.left_edge.i <= verb.i + 3
            and syntax.child(other, "obj")
        ):
            return syntax.child(other, "obj")
    return None


def _obliques(verb: Token, passive: bool, reading: Reading) -> Iterator[Filler]:
    """Yield prepositional arguments and adjuncts; an agent after "by" is the logical subject."""
    for c in syntax.children(verb, "obl", "advmod"):
        if c.lower_ == "where" and verb.dep_ == "acl:relcl" and reading.mention(verb.head):
            yield Filler("oblique", verb.head, "in")
            continue
        mention = reading.mention(c)
        if mention is None or _is_question(c, reading):
            continue
        if c.dep_ == "obl:agent" or (passive and syntax.marker(c) == "by" and mention.type in AGENTS):
            yield Filler("subject", c)
        elif mention.kind == "time":
            yield Filler("time", c, _preposition(c, reading))
        elif syntax.relation(c, "obl") and syntax.marker(c) not in reading.cues.source_markers:
            yield Filler("oblique", c, _preposition(c, reading))
    yield from _stray(verb, reading)


def _stray(verb: Token, reading: Reading) -> Iterator[Filler]:
    """Yield what a relative clause describes where the pronoun for it hangs outside of the clause."""
    stray, mention = stray_relative(verb), reading.mention(verb.head)
    if stray is not None and mention is not None:
        yield Filler("time" if mention.kind == "time" else "oblique", verb.head, syntax.marker(stray))


def _preposition(token: Token, reading: Reading) -> str:
    """Return the preposition of an oblique; a cleft lifts it out too: "It was in Paris that he died"."""
    lifted = reading.referent(token)
    cleft = any(is_cleft(c) for c in lifted.children) and lifted.i != token.i
    return syntax.marker(token) or (syntax.marker(lifted) if cleft else "")


def _clauses(verb: Token) -> Iterator[Filler]:
    """Yield the clauses that fill a place: complements, and purposes with "to"."""
    for c in syntax.children(verb, "ccomp", "xcomp"):
        marks = {m.lower_ for m in syntax.children(c, "mark")}
        if marks & cues().contrast or syntax.is_loose_participle(c):
            continue
        if _is_clausal(c) or c.pos_ == "VERB":
            yield Filler("clause", c)
    for c in syntax.children(verb, "advcl"):
        if c.pos_ == "VERB" and c.tag_ == "VB" and syntax.has_mark(c, "to"):
            yield Filler("clause", c, "to")
        elif syntax.is_clause(c):
            links = [syntax.fixed(m) for m in syntax.children(c, "mark", "advmod")]
            yield from (Filler("clause", c, link) for link in links[:1] if link in cues().links)


def _with_gap(
    verb: Token, fillers: list[Filler], rules: list[str], reading: Reading
) -> tuple[list[Filler], list[str]]:
    """Fill the gap of a relative clause without a pronoun: "the planes (that) Russia sent"."""
    head = antecedent(verb)
    if head is None or not any(f.function == "subject" for f in fillers):
        return fillers, rules
    if is_cleft(verb) and syntax.marker(head):
        return fillers, rules
    used = any(reading.referent(f.token).i == head.i for f in fillers)
    has_relative = any(
        syntax.is_relative_pronoun(t) or t.lower_ in INTERROGATIVES for t in verb.subtree if t.i < verb.i
    )
    mention = reading.mention(head)
    if used or has_relative or any(f.function in ("object", "clause", "predicate") for f in fillers):
        return fillers, rules
    if mention is None or mention.kind == "time" or head.lemma_ in ("way", "reason", "place", "case", "fact"):
        return fillers, rules
    return [*fillers, Filler("object", head)], [*rules, "relative.object"]


def noun_lemma(noun: Token, reading: Reading) -> str:
    """Return the lemma of a noun, with the word before it where the lexicon knows both ("prime minister")."""
    lemma = noun.lemma_.lower()
    before = noun.doc[noun.i - 1 : noun.i]
    longer = f"{before[0].lower_} {lemma}" if len(before) and before[0].pos_ != "PUNCT" else lemma
    return longer if reading.lexicon.lookup(longer, "NOUN") else lemma


def noun_frames(noun: Token, reading: Reading) -> tuple[Frame, ...]:
    """Return what the lexicon says of a noun; () for an unknown one."""
    return reading.lexicon.lookup(noun_lemma(noun, reading), "NOUN")


def nominal_fillers(noun: Token, reading: Reading) -> list[Filler]:
    """Return the fillers of a noun: possessor (also "Venezuelan" or "US" before it), and its prepositional
    phrases.
    """
    found: list[Filler] = []
    for c in noun.children:
        mention = reading.mentions.get(c.i)
        if mention is None:
            continue
        if (
            syntax.relation(c, "nmod:poss")
            or "demonym" in mention.features
            or (c.dep_ == "compound" and mention.type in ("place", "organization"))
        ):
            found.append(Filler("possessor", c))
        elif mention.kind == "time" and syntax.relation(c, "nmod", "obl"):
            found.append(Filler("time", c, syntax.marker(c)))
        elif syntax.relation(c, "nmod") and c.dep_ not in ("nmod:desc", "nmod:unmarked"):
            found.append(Filler("oblique", c, syntax.marker(c)))
    return found
