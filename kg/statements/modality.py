"""Modality: actual, planned, possible, necessary, conditional, counterfactual or asked."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Cue, Modality
from kg.statements import arguments
from kg.statements.labels import is_cleft, is_content, is_ranked
from kg.statements.reading import Clause, Reading

__all__ = ["modality"]

Found = Iterator[tuple[Modality, Token]]


def modality(clause: Clause, reading: Reading) -> tuple[Modality, tuple[Cue, ...]]:
    """Return the modality of a clause and the cue for it: the nearest word that makes it not actual."""
    head = arguments.clause_head(clause)
    found = _of_noun(clause, reading) if head is None else _of_clause(head, reading, frozenset())
    told, either = _first(found), _first(_alternatives(clause, reading))
    if told and told[0][0] in (Modality.PLANNED, Modality.NECESSARY) and either:
        told = []
    for value, token in [*told, *either]:
        return value, (Cue("modality", str(value), token.text, reading.span((token,))),)
    return Modality.ACTUAL, ()


def _first(found: Found) -> list[tuple[Modality, Token]]:
    """Return the first that is found, as a list of one; [] for none."""
    return [value for value, _ in zip(found, range(1), strict=False)]


def _alternatives(clause: Clause, reading: Reading) -> Found:
    """Yield "possible" where a clause or a participant is one of several: "either Iran or Iraq attacked".

    Denied together ("did not drink or smoke"), none of them happened.
    """
    first = syntax.first_conjunct(clause.head)
    if any(c.lower_ in reading.cues.negative_adverbs for c in syntax.children(first, "advmod", "cc")):
        return
    heads = [f.token for f in clause.fillers if f.function in ("subject", "object")]
    if clause.rules[0] in ("verbal.active", "verbal.passive", "verbal.inchoative", "copula"):
        heads.append(first)
    for head in heads:
        for other in _members(head):
            yield from ((Modality.POSSIBLE, c) for c in syntax.children(other, "cc") if c.lower_ == "or")


def _members(head: Token) -> list[Token]:
    """Return what is coordinated with a word: clauses with a clause, nominals with a nominal."""
    if not syntax.is_clause(head):
        return syntax.conjuncts(head)
    return [c for c in syntax.children(head, "conj") if syntax.is_clause(c) or syntax.has_child(head, "cop")]


def _of_clause(head: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield the modalities of a predicate, nearest word first: its own words, then those of its governors."""
    if head.i in seen:
        return
    yield from _question(head, reading)
    yield from _condition(head, reading)
    yield from _marks(head, reading)
    yield from _imperative(head)
    yield from _auxiliaries(head, reading)
    for c in syntax.children(head, "advmod"):
        value = reading.cues.adverbs.get(c.lower_)
        if value is not None and (value is not Modality.COUNTERFACTUAL or head.tag_ == "VBD"):
            yield value, c
    yield from _above(head, reading, seen | {head.i})


def _is_perfect(head: Token) -> bool:
    """Tell whether a predicate has "have" before it ("would have won", "had been")."""
    return any(a.lemma_.lower() == "have" for a in syntax.children(head, "aux"))


def _auxiliaries(head: Token, reading: Reading) -> Found:
    """Yield what the auxiliaries say; "is to", "is due to" and inverted "had" count with them."""
    words, perfect = reading.cues, _is_perfect(head)
    auxiliaries = syntax.children(head, "aux")
    alone = [head] if head.tag_ == "MD" else []
    for c in [*auxiliaries, *alone]:
        value = words.auxiliaries.get(c.lower_)
        if value is None or (c.lower_ == "'d" and perfect):
            continue
        if perfect and c.lower_ in ("would", "could", "should", "might"):
            value = Modality.COUNTERFACTUAL
        elif c.lower_ in ("would", "'d") and _is_reported(head, reading):
            value = Modality.PLANNED
        elif c.lower_ == "would" and _is_refusal(head, reading):
            continue
        elif c.lower_ == "shall" and not _is_first_person(head):
            value = Modality.NECESSARY
        yield value, c
    ready = [c for c in syntax.children(head, "case", "advmod", "aux") if c.lower_ in words.readiness]
    being = [c for c in auxiliaries if c.lemma_.lower() == "be"]
    if (
        head.tag_ == "VB"
        and syntax.has_mark(head, "to")
        and (being or (ready and syntax.has_child(head, "cop")))
    ):
        yield Modality.PLANNED, (ready or being)[0]


def _is_first_person(head: Token) -> bool:
    """Tell whether the subject is "I" or "we"."""
    return any(c.lower_ in ("i", "we") for c in syntax.children(head, "nsubj"))


def _is_refusal(head: Token, reading: Reading) -> bool:
    """Tell whether "would not" refuses to speak ("a spokesman would not comment")."""
    head = syntax.first_conjunct(head)
    denied = any(c.lower_ in reading.cues.negative_adverbs for c in syntax.children(head, "advmod", "cc"))
    return denied and head.lemma_.lower() in reading.cues.refusals


def _is_reported(head: Token, reading: Reading) -> bool:
    """Tell whether a clause is reported speech in the past, where "would" stands for "will"."""
    head = syntax.first_conjunct(head)
    past = head.head.tag_ in ("VBD", "VBN") and head.head.lemma_.lower() in reading.cues.speech
    return head.dep_ == "ccomp" and past


def _marks(head: Token, reading: Reading) -> Found:
    """Yield what the word says that introduces a clause, and inverted "had" ("had he known")."""
    words, governor = reading.cues, head.head
    for c in syntax.children(head, "mark", "advmod", "case"):
        mark = "as if" if c.lower_ == "if" and syntax.before(c) == "as" else syntax.fixed(c)
        if head.tag_ == "VBG":
            yield from _gerund(head, c, reading)
        elif mark in ("whether", "if") and syntax.relation(head, "ccomp"):
            asked = governor.lemma_.lower() in words.asking
            yield (Modality.ASKED if asked else Modality.POSSIBLE), c
        elif mark in words.marks:
            unreal = mark == "if" and _is_perfect(head) and syntax.has_aux(head, "had")
            yield (Modality.COUNTERFACTUAL if unreal else words.marks[mark]), c
    inverted = [a for a in syntax.children(head, "aux") if a.lower_ == "had"]
    subject = syntax.child(head, "nsubj")
    if inverted and subject is not None and inverted[0].i < subject.i and not _ends_in_question(head):
        yield Modality.COUNTERFACTUAL, inverted[0]


def _gerund(head: Token, mark: Token, reading: Reading) -> Found:
    """Yield what a preposition makes of a participle: "focuses on training" is not said to have happened."""
    words, governor = reading.cues, head.head
    value = words.gerunds.get(syntax.fixed(mark))
    known = governor.lemma_.lower() in words.factive_gerunds or governor.lemma_.lower() in words.preventing
    planned = head.dep_ == "acl" and governor.lemma_.lower() in words.nouns
    if value is not None and not known and not planned:
        yield value, mark


def _condition(head: Token, reading: Reading) -> Found:
    """Yield "conditional" for what depends on an if-clause, "counterfactual" where that is unreal."""
    if head.lemma_.lower() in reading.cues.speech and syntax.has_child(head, "ccomp", "parataxis"):
        return
    for c in syntax.children(head, "advcl"):
        for value, token in _marks(c, reading):
            if value is Modality.COUNTERFACTUAL and token.lower_ == "if" and syntax.before(token) == "as":
                continue
            if value is Modality.COUNTERFACTUAL or (value is Modality.CONDITIONAL and not _is_perfect(head)):
                yield value, token


def _ends_in_question(head: Token) -> bool:
    """Tell whether the sentence of a token ends in a question mark."""
    return _question_mark(head) is not None


def _question_mark(head: Token) -> Token | None:
    """Return the question mark at the end of a sentence, or None."""
    for token in reversed(head.sent):
        if token.is_space or token.text in ('"', "”", "'", "’", ")"):
            continue
        return token if token.text.startswith("?") else None
    return None


def _question(head: Token, reading: Reading) -> Found:
    """Yield "asked" for what a direct question asks."""
    mark = _question_mark(head)
    if mark is not None and _is_asked(head, mark, reading):
        yield Modality.ASKED, mark


def _imperative(head: Token) -> Found:
    """Yield "necessary" for an imperative, "planned" for the "to" of a headline ("Ortiz to quit")."""
    bare = (
        head.tag_ == "VB"
        and syntax.relation(head, "root", "ROOT")
        and not syntax.has_child(head, "nsubj", "csubj", "mark")
    )
    if bare and all(c.lower_ in ("do", "let") for c in syntax.children(head, "aux")):
        yield Modality.NECESSARY, head
    elif syntax.relation(head, "root", "ROOT") and head.tag_ == "VB" and syntax.has_mark(head, "to"):
        yield Modality.PLANNED, head


def _is_asked(head: Token, mark: Token, reading: Reading) -> bool:
    """Tell whether a question mark asks a clause: the main one in its quotation, inverted ones first."""
    quoted = [q for q in reading.quotations if q.covers(mark)]
    if any(not q.covers(head) for q in quoted):
        return False
    main = ("root", "ROOT", "parataxis", *(("ccomp",) if quoted else ()))
    if not syntax.relation(syntax.first_conjunct(head), *main):
        return False
    tops = [t for t in head.sent if syntax.relation(syntax.first_conjunct(t), *main) and syntax.is_clause(t)]
    inverted = [t for t in tops if _inverted(t)]
    return head in inverted if inverted else True


def _inverted(head: Token) -> bool:
    """Tell whether an auxiliary stands before the subject."""
    who, auxiliary = syntax.child(head, "nsubj"), syntax.child(head, "aux", "cop")
    return who is not None and auxiliary is not None and auxiliary.i < who.i


def _above(head: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what the governor makes of a clause below it."""
    governor = head.head
    if governor.i == head.i:
        return
    if syntax.relation(head, "xcomp", "ccomp", "csubj"):
        yield from _complement(head, governor, reading, seen)
    elif syntax.relation(head, "advcl") and syntax.is_infinitive(head):
        yield from _purpose(head, governor, reading)
    elif is_cleft(head):
        yield from _of_clause(governor, reading, seen)
    elif syntax.relation(head, "acl"):
        yield from _noun_complement(head, governor, reading)
    elif (head.dep_ == "conj" and not syntax.has_child(head, "nsubj")) or (
        syntax.relation(head, "advcl") and head.dep_ != "advcl:relcl" and not syntax.is_finite(head)
    ):
        yield from _of_clause(governor, reading, seen)


def _complement(head: Token, governor: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what a verb makes of its complement, then what is made of the verb."""
    words, lemma, infinitive = reading.cues, arguments.lemma_of(governor), syntax.is_infinitive(head)
    value = words.governors.get(lemma)
    if lemma == "have" and not syntax.has_mark(head, "to"):
        value = Modality.ACTUAL
    if head.tag_ == "VBG" and head.dep_ == "xcomp":
        value = words.verbs_with_gerunds.get(lemma)
    elif head.dep_ == "ccomp" and not infinitive:
        value = None if lemma in words.infinitive_only else value
        if lemma == "wish" and _is_perfect(head):
            value = Modality.COUNTERFACTUAL
        if head.tag_ == "VB" and lemma in words.obligations and not syntax.has_child(head, "aux"):
            value = Modality.NECESSARY
    denied = any(c.lower_ in words.negative_adverbs for c in syntax.children(governor, "advmod"))
    yet = any(c.lower_ == "yet" for c in syntax.children(governor, "advmod"))
    vouched = arguments.is_doubted_in_vain(governor)
    if value is not None and value is not Modality.ACTUAL and not yet and not vouched:
        yield value, governor
    if head.dep_ == "ccomp" and denied and not vouched and lemma not in words.factive:
        yield Modality.POSSIBLE, governor
    if head.dep_ != "ccomp" or (lemma not in words.speech and lemma not in words.factive):
        yield from _of_clause(governor, reading, seen)
    quiet = lemma in words.raising or lemma in words.negative_infinitives or lemma in words.preventing
    if infinitive and value is None and not quiet and head.dep_ != "ccomp":
        yield Modality.POSSIBLE, governor


def _purpose(head: Token, governor: Token, reading: Reading) -> Found:
    """Yield what an infinitive beside a clause is: a purpose, or what the word above makes of it."""
    value = reading.cues.governors.get(governor.lemma_.lower())
    if governor.pos_ in ("ADJ", "ADV"):
        value = Modality.POSSIBLE
    if value is not Modality.ACTUAL:
        yield value or Modality.PLANNED, head


def _noun_complement(head: Token, governor: Token, reading: Reading) -> Found:
    """Yield what a noun makes of the clause that says what it is about: "plans to sell", "the claim that"."""
    words, lemma = reading.cues, governor.lemma_.lower()
    if is_ranked(head):
        yield from _of_clause(arguments.ranked_in(governor), reading, frozenset((head.i,)))
    elif syntax.is_infinitive(head):
        headline = syntax.relation(governor, "root", "ROOT") and not syntax.has_child(governor, "cop", "det")
        yield words.nouns.get(lemma, Modality.PLANNED if headline else Modality.POSSIBLE), governor
    elif lemma in words.nouns and (syntax.has_child(head, "mark") or is_content(head)):
        yield words.nouns[lemma], governor


def _of_noun(clause: Clause, reading: Reading) -> Found:
    """Yield what is not vouched for about a noun: "alleged supplies", "the threat of sanctions".

    What a noun phrase takes for granted (titles, appositions, possessors) is actual whatever the clause says.
    """
    words, noun = reading.cues, clause.head
    for c in syntax.children(noun, "amod"):
        if c.lower_ in words.adjectives:
            yield words.adjectives[c.lower_], c
    if clause.rules[0] != "noun.event":
        return
    governor = noun.head
    if syntax.relation(noun, "nmod") and syntax.marker(noun) in ("of", "for", "about", "that"):
        lemma = governor.lemma_.lower()
        if lemma in words.nouns:
            yield words.nouns[lemma], governor
    elif syntax.relation(noun, "obj"):
        lemma = governor.lemma_.lower()
        value = Modality.ACTUAL if lemma == "have" else words.governors.get(lemma, Modality.ACTUAL)
        if value is not Modality.ACTUAL:
            yield value, governor
    for above in syntax.ancestors(noun):
        if above.pos_ in ("VERB", "AUX") or syntax.has_child(above, "cop"):
            yield from _of_clause(above, reading, frozenset())
            negations = [c for c in syntax.children(above, "advmod") if c.lower_ in words.negative_adverbs]
            yield from ((Modality.POSSIBLE, c) for c in negations)
            return
