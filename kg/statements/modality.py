"""Modality: actual, planned, possible, necessary, conditional, counterfactual or asked."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Cue, Modality
from kg.statements import arguments
from kg.statements.auxiliaries import FINITE, adverbs, auxiliaries, is_perfect
from kg.statements.conditions import condition, introduced, is_denied, is_supposition, semblance
from kg.statements.governors import (
    asks_back,
    called_for,
    extraposed,
    introducers,
    is_gerund,
    is_negated,
    is_of_whom_there_is,
    is_subjunctive,
    keys,
    lookup,
    told_by,
)
from kg.statements.labels import is_cleft, is_content
from kg.statements.questions import imperative, is_inverted, question
from kg.statements.reading import Clause, Reading
from kg.statements.speech import goes_with, is_told_of

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

    Denied together ("did not drink or smoke", "knows no fear or doubt"), none of them happened.  In "10 or 12
    ships" only the number is open.
    """
    words, first = reading.cues, syntax.first_conjunct(clause.head)
    verbs = (clause.head, first)
    if any(c.lower_ in words.negative_adverbs for v in verbs for c in syntax.children(v, "advmod", "cc")):
        return
    heads = [f.token for f in clause.fillers if f.function in ("subject", "object")]
    if clause.rules[0] in ("verbal.active", "verbal.passive", "verbal.inchoative", "copula"):
        heads.append(first)
    for head in heads:
        leading = syntax.first_conjunct(head)
        if any(c.lower_ in words.negative_determiners for c in syntax.children(leading, "det")):
            continue
        for other in _members(head):
            if leading.pos_ == other.pos_ == "NUM":
                continue
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
    yield from question(head, reading)
    yield from condition(head, reading)
    for c in syntax.children(head, "mark", "case") if is_gerund(head) else ():
        yield from _gerund(head, c, reading)
    yield from introduced(head, reading)
    yield from imperative(head)
    own = [*auxiliaries(head, reading), *adverbs(head, reading)]
    yield from sorted(own, key=lambda found: -found[1].i)
    yield from semblance(head, reading)
    yield from _above(head, reading, seen | {head.i})
    yield from _future(head, reading, seen | {head.i})


def _gerund(head: Token, mark: Token, reading: Reading) -> Found:
    """Yield what a preposition makes of a participle: "focuses on training" is not said to have happened."""
    words, governor = reading.cues, told_by(head)
    names, lemma = keys(head, governor), governor.lemma_.lower()
    ongoing = governor.tag_ == "VBG" and syntax.has_child(governor, "aux")
    if ongoing and lemma in words.planning and not syntax.has_child(head, "aux", "aux:pass", "cop"):
        yield Modality.POSSIBLE, governor
    if is_told_of(head, words) or (mark.lower_ == "with" and syntax.has_child(head, "nsubj")):
        return
    if lemma in words.preventing and mark.lower_ == "from" and is_denied(governor, reading):
        yield Modality.POSSIBLE, mark
    framed = lookup(names, words.gerund_frames)
    if framed is not None:
        if framed is not Modality.ACTUAL:
            yield framed, mark
        return
    known = lemma in words.factive_gerunds or (lemma in words.preventing and mark.lower_ == "from")
    known = known or any(n in words.negative_gerunds for n in names) or (lemma in words.ranks)
    opening = mark.lower_ in ("on", "upon") and head.i < governor.i
    planned = words.nouns.get(lemma, Modality.ACTUAL) is not Modality.ACTUAL and head.dep_ == "acl"
    value = words.gerunds.get(syntax.fixed(mark))
    if value is not None and not known and not planned and not opening:
        yield value, mark


def _future(head: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what a time clause in the present has from a plan beside it: "when it opens, fares will fall"."""
    governor = head.head
    if not syntax.relation(head, "advcl") or head.dep_ == "advcl:relcl":
        return
    verbs = [head, *syntax.children(head, "aux", "cop", "aux:pass")]
    present = any(v.tag_ in ("VBZ", "VBP") for v in verbs)
    linked = [(mark, t) for mark, t in introducers(head) if mark in reading.cues.future]
    if not present or not linked or (linked[0][0] == "as" and head.i < governor.i):
        return
    if not syntax.is_clause(governor) and syntax.relation(governor, "advmod"):
        governor = governor.head
    for value, _ in _first(_of_clause(governor, reading, seen)):
        general = linked[0][0] in ("when", "whenever") and value is Modality.POSSIBLE
        if value is not Modality.ASKED and not general:
            yield (Modality.PLANNED if value is Modality.NECESSARY else value), linked[0][1]


def _above(head: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what the governor makes of a clause below it."""
    governor = head.head
    if governor.i == head.i:
        return
    if _is_yet_to(head):
        return
    noun = extraposed(head) or called_for(head)
    if noun is not None:
        yield from _noun_complement(head, noun, reading, seen)
    elif syntax.relation(head, "xcomp", "ccomp", "csubj"):
        yield from _complement(head, governor, reading, seen)
    elif syntax.relation(head, "advcl") and syntax.is_infinitive(head) and not syntax.has_child(head, "case"):
        yield from _purpose(head, governor, reading, seen)
    elif is_cleft(head) and governor.lemma_.lower() != "time":
        yield from _of_clause(governor, reading, seen)
    elif is_of_whom_there_is(head, governor):
        yield from _of_clause(governor.head, reading, seen)
    elif syntax.relation(head, "acl"):
        yield from _noun_complement(head, governor, reading, seen)
        if head.dep_ == "acl:relcl" and not is_content(head):
            yield from _sought(head, governor, reading, seen)
    elif head.dep_ == "conj" and not syntax.has_child(head, "nsubj"):
        yield from _shared(head, reading, seen)
    elif syntax.relation(head, "advcl") and head.dep_ != "advcl:relcl" and not syntax.is_finite(head):
        yield from _of_clause(_acting(head, reading), reading, seen)


def _acting(head: Token, reading: Reading) -> Token:
    """Return the predicate beside a participle; the finite one if it speaks ("hopes to win, saying")."""
    beside = head.head
    speaks = head.lemma_.lower() in reading.cues.speech and syntax.before(head.left_edge) == ","
    while speaks and syntax.is_infinitive(beside) and beside.head.i < beside.i:
        beside = beside.head
    return beside


def _sought(head: Token, thing: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what is made of a relative clause about what is not yet found: "wants a town that has trams"."""
    words, verb = reading.cues, thing.head
    known = any(
        c.lower_ not in ("a", "an", "any", "some") for c in syntax.children(thing, "det", "nmod:poss")
    )
    if known or syntax.before(head.left_edge) == "," or not syntax.relation(thing, "obj", "obl"):
        return
    name = f"{verb.lemma_.lower()} {syntax.marker(thing)}".strip()
    if name in words.sought and not syntax.has_child(head, "aux") and head.tag_ in ("VBZ", "VBP"):
        yield Modality.POSSIBLE, verb
    for value, token in _first(_of_clause(verb, reading, seen)):
        if value is Modality.COUNTERFACTUAL:
            yield value, token


def _shared(head: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what a predicate shares with the one beside it; a finite one has no part in its auxiliary."""
    beside = goes_with(head, reading.cues)
    helpers = syntax.children(head, "aux", "aux:pass")
    finite = any(c.tag_ in FINITE for c in helpers) or (head.tag_ in ("VBD", "VBZ") and not helpers)
    helped = any(c.lower_ in reading.cues.auxiliaries for c in syntax.children(beside, "aux"))
    if finite and helped:
        yield from _above(beside, reading, seen)
    else:
        yield from _of_clause(beside, reading, seen)


def _is_yet_to(head: Token) -> bool:
    """Tell whether an infinitive is what has not happened so far ("has yet to", "yet to find")."""
    to = [c for c in syntax.children(head, "mark", "aux") if c.lower_ == "to"]
    return any(syntax.before(c) == "yet" for c in to)


def _complement(head: Token, governor: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what a verb or adjective makes of its complement, then what is made of that word."""
    words, lemma, infinitive = reading.cues, arguments.lemma_of(governor), syntax.is_infinitive(head)
    clausal = head.dep_ != "xcomp" and not infinitive and not is_gerund(head)
    value = _value(head, governor, reading)
    denied = is_denied(governor, reading)
    vouched = arguments.is_doubted_in_vain(governor) or (lemma in words.undoubted and is_negated(governor))
    granted = clausal and asks_back(head)
    if head.dep_ == "xcomp":
        yield from condition(governor, reading)
    if value is not None and value is not Modality.ACTUAL and not vouched and not granted:
        yield value, governor
    if (
        clausal
        and denied
        and not vouched
        and not granted
        and not is_inverted(governor)
        and lemma not in words.factive
        and words.speech.get(lemma) != "denied"
    ):
        yield Modality.POSSIBLE, governor
    if not clausal or (
        lemma not in words.speech and lemma not in words.factive and not vouched and not granted
    ):
        yield from _of_clause(governor, reading, seen)
    quiet = lemma in words.raising or lemma in words.negative_infinitives or lemma in words.preventing
    took = lemma in ("take", "cost") and syntax.has_child(governor, "expl")
    if infinitive and value is None and not quiet and not took and not is_gerund(head):
        yield Modality.POSSIBLE, governor


def _value(head: Token, governor: Token, reading: Reading) -> Modality | None:
    """Return what a governor makes of its complement by the word lists, None where they do not know it."""
    words, lemma, infinitive = reading.cues, arguments.lemma_of(governor), syntax.is_infinitive(head)
    names = keys(head, governor)
    if is_gerund(head) and head.dep_ == "xcomp" and not syntax.has_mark(head, "to"):
        value = lookup(names, words.verbs_with_gerunds)
        return Modality.POSSIBLE if lemma == "rule out" and is_denied(governor, reading) else value
    if infinitive:
        if governor.lower_ == "ought" and is_perfect(head):
            return Modality.COUNTERFACTUAL
        if any(c.lower_ == "too" for c in syntax.children(governor, "advmod")):
            return Modality.POSSIBLE
        passive = governor.tag_ == "VBN" and not is_perfect(governor)
        unsure = syntax.has_child(governor, "expl") and not passive and governor.pos_ == "ADJ"
        found = lookup(names, *((words.passives,) if passive else ()), words.governors)
        if passive and found is Modality.NECESSARY and is_perfect(head) and lemma in words.speech:
            return Modality.ACTUAL
        return None if unsure and found is Modality.ACTUAL else found
    if lemma in words.obligations and is_subjunctive(head, governor):
        return Modality.NECESSARY
    if lemma == "wish":
        return Modality.COUNTERFACTUAL if _is_past(head) else Modality.POSSIBLE
    if is_supposition(governor, reading):
        return Modality.CONDITIONAL
    found = None if lemma in words.infinitive_only else words.governors.get(lemma)
    return None if found is Modality.PLANNED and _is_past(head) else found


def _is_past(head: Token) -> bool:
    """Tell whether a clause is in the past, or has "would" or "could"."""
    verbs = [head, *syntax.children(head, "aux", "cop", "aux:pass")]
    return any(v.tag_ == "VBD" or v.lower_ in ("would", "could") for v in verbs)


def _purpose(head: Token, governor: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what an infinitive beside a clause is: a purpose, or what the word above makes of it."""
    words = reading.cues
    names = keys(head, governor)
    if any(m in words.negative_marks or m == "than" for m, _ in introducers(head)):
        yield from _of_clause(governor, reading, seen)
        return
    if governor.pos_ in ("ADJ", "ADV") and not syntax.relation(governor, "advmod"):
        yield from _complement(head, governor, reading, seen)
        return
    if any(syntax.before(c) in ("only", "never") for c in syntax.children(head, "mark") if c.lower_ == "to"):
        return
    if any(n in words.results for n in names):
        yield from _of_clause(governor, reading, seen)
        return
    called = [n for n in names if " " in n]
    value = lookup(tuple(called), words.governors)
    if not any(governor.i < c.i < head.i for c in syntax.children(governor, "obl")):
        value = value or words.governors.get(governor.lemma_.lower())
    if governor.pos_ in ("ADJ", "ADV"):
        value = Modality.POSSIBLE
    yield (Modality.PLANNED if value in (None, Modality.ACTUAL) else value), head


def _noun_complement(head: Token, governor: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what a noun makes of the clause that says what it is about: "plans to sell", "the claim that"."""
    words, lemma = reading.cues, governor.lemma_.lower()
    value = words.nouns.get(lemma)
    if syntax.is_infinitive(head):
        headline = syntax.relation(governor, "root", "ROOT") and not syntax.has_child(governor, "cop", "det")
        if lemma == "time" and syntax.has_child(governor, "cop"):
            value = Modality.NECESSARY
        elif value is None and _is_ranked(governor, reading):
            value = Modality.ACTUAL
        elif lemma in words.virtues and governor.head.lemma_.lower() not in words.having:
            value = Modality.POSSIBLE
        if value is Modality.ACTUAL:
            yield from _of_clause(_predicate(governor), reading, seen)
        else:
            yield value or (Modality.PLANNED if headline else Modality.POSSIBLE), governor
        return
    if lemma == "time" and syntax.has_child(governor, "cop") and _is_past(head):
        yield Modality.NECESSARY, governor
    told = (syntax.has_child(head, "mark", "case") and not asks_back(head)) or is_content(head)
    if not told or (head.dep_ == "acl:relcl" and not (is_content(head) or syntax.has_child(head, "mark"))):
        return
    if is_negated(governor) and lemma in words.undoubted:
        return
    if lemma in words.obligations and is_subjunctive(head, governor):
        yield Modality.NECESSARY, governor
    elif is_gerund(head) and told_by(head).i != governor.i:
        yield from _of_clause(told_by(head), reading, seen)
    elif value is not None and value is not Modality.ACTUAL:
        yield value, governor
    elif lemma in words.facts and is_negated(governor):
        yield Modality.POSSIBLE, governor


def _is_ranked(noun: Token, reading: Reading) -> bool:
    """Tell whether a noun is one of a kind: "the first woman to fly", "the youngest player to score"."""
    if noun.lower_ in reading.cues.ranks:
        return True
    before = syntax.children(noun, "amod", "nummod")
    return any(c.lower_ in reading.cues.ranks or c.tag_ == "JJS" for c in before)


def _predicate(noun: Token) -> Token:
    """Return the predicate in which a noun stands: itself with a copula, else the first verb above it."""
    for token in (noun, *syntax.ancestors(noun)):
        if token.pos_ in ("VERB", "AUX") or syntax.has_child(token, "cop"):
            return token
    return noun


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
    governor, marker = noun.head, syntax.marker(noun)
    if syntax.relation(noun, "nmod"):
        lemma = governor.lemma_.lower()
        if lemma in words.nouns and marker in ("of", "for", "about", "that", "on", "over", "to"):
            yield words.nouns[lemma], governor
    elif syntax.relation(noun, "obj"):
        names = (arguments.lemma_of(governor), governor.lemma_.lower())
        value = lookup(names, words.objects)
        if value is not None:
            yield value, governor
    elif syntax.relation(noun, "obl"):
        value = words.objects.get(f"{governor.lemma_.lower()} {marker}")
        if value is not None:
            yield value, governor
    for above in syntax.ancestors(noun):
        if above.pos_ in ("VERB", "AUX") or syntax.has_child(above, "cop"):
            yield from _of_clause(above, reading, frozenset())
            negations = [c for c in syntax.children(above, "advmod") if c.lower_ in words.negative_adverbs]
            yield from ((Modality.POSSIBLE, c) for c in negations)
            return
