"""From a predicate to its fillers: subject, objects, obliques, clauses — whatever the
voice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Frame
from kg.statements.comparison import compared, comparison, hyphenated
from kg.statements.cues import cues
from kg.statements.forms import forms
from kg.statements.gapping import stands_for
from kg.statements.labels import (
    antecedent,
    is_cleft,
    is_content,
    is_free_relative,
    is_misread_verb,
    stray_relative,
)
from kg.statements.reading import NOMINAL_RULES, Clause, Filler, Reading
from kg.statements.subjects import is_clausal, is_passive, lemma_of, ranked_in, relation_words, subject
from kg.statements.valency import causes, is_intransitive, undergoes

__all__ = [
    "clause_head",
    "is_asking",
    "is_doubted_in_vain",
    "is_passive",
    "is_predicate",
    "lemma_of",
    "nominal_fillers",
    "noun_frames",
    "noun_lemma",
    "ranked_in",
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
    if token.pos_ not in ("VERB", "AUX") or token.tag_ == "MD" or _is_compound(token):
        return False
    if token.lower_ in (*forms()["born"], *forms()["died"]):
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


def _is_compound(token: Token) -> bool:
    """Tell whether a participle is only the end of an adjective: "short-*lived*" (but "re-*elected*")."""
    first = hyphenated(token).split("-")[0]
    return (
        token.tag_ in ("VBN", "JJ")
        and first != token.lemma_.lower()
        and first not in forms()["verb_prefixes"]
    )


def is_doubted_in_vain(verb: Token) -> bool:
    """Tell whether the text stands behind a clause: "nobody doubts that", "it is not disputed that", "I can't
    believe they cancelled it", "it could not be clearer that".
    """
    if verb.lemma_.lower() == "believe" and syntax.has_child(verb, "advmod"):
        return any(c.lower_ in ("can", "ca", "cant") for c in syntax.children(verb, "aux"))
    if verb.tag_ == "JJR" and any(c.lower_ == "could" for c in syntax.children(verb, "aux")):
        return True
    if verb.lemma_.lower() not in cues().doubting:
        return False
    subjects = syntax.children(verb, "nsubj")
    if any(c.lower_ in cues().negative_pronouns for c in subjects):
        return True
    impersonal = syntax.has_child(verb, "aux:pass") or all(c.lower_ in ("it", "one") for c in subjects)
    return impersonal and any(c.lower_ in cues().negative_adverbs for c in syntax.children(verb, "advmod"))


def is_asking(who: Token) -> bool:
    """Tell whether a clause that is a subject stands for a thing unnamed: "What he said is true"."""
    return syntax.relation(who, "csubj") and any(c.lower_ in INTERROGATIVES for c in who.subtree)


def verbal_fillers(verb: Token, reading: Reading) -> tuple[list[Filler], list[str]]:
    """Return the fillers of a verb in logical functions, and the names of the rules used."""
    passive = is_passive(verb)
    rules = ["verbal.passive" if passive else "verbal.active"]
    fillers: list[Filler] = []
    who, how = subject(verb)
    objects = list(_objects(verb, passive, reading))
    if who is not None and syntax.relation(who, "csubj"):
        fillers.append(Filler("event", who))
    elif who is not None and not _is_question(who, reading):
        function = _subject_function(verb, passive)
        if function == "subject" and _is_done_to(verb, who, objects, reading):
            function, rules = "object", ["verbal.inchoative"]
        fillers.append(Filler(function, who))
        rules += [how] if how else []
    fillers += objects
    fillers += list(_obliques(verb, passive, reading))
    fillers += list(_clauses(verb))
    return _with_gap(verb, fillers, rules, reading)


def _subject_function(verb: Token, passive: bool) -> str:
    """Return the logical function of the surface subject."""
    if not passive:
        return "subject"
    return "indirect" if syntax.has_child(verb, "obj") else "object"


def _is_done_to(verb: Token, who: Token, objects: list[Filler], reading: Reading) -> bool:
    """Tell whether an active verb without object has a subject that undergoes it: "the door opened".

    A relative clause with another subject has what it describes as its object: "the doors (that) he opened".
    """
    described = antecedent(verb)
    linked = any(t.lower_ in INTERROGATIVES or syntax.is_relative_pronoun(t) for t in verb.subtree)
    if described is not None and reading.referent(who).i != described.i and not linked:
        return False
    whole = [f for f in objects if f.function in ("object", "indirect")]
    return not whole and not syntax.has_child(verb, "ccomp") and undergoes(lemma_of(verb), who, reading)


def _is_question(token: Token, reading: Reading) -> bool:
    """Tell whether a filler only asks ("what", "who") or links ("that") and stands for nothing named
    before.
    """
    if token.lower_ == "that" and is_content(token.head):
        return True
    if is_free_relative(token):
        return False
    links = (token.lower_ in INTERROGATIVES and token.pos_ != "PROPN") or token.tag_ == "WDT"
    return links and reading.referent(token).i == token.i


def _objects(verb: Token, passive: bool, reading: Reading) -> Iterator[Filler]:
    """Yield objects, indirect objects and predicative complements ("became president")."""
    objects = [c for c in syntax.children(verb, "obj", "iobj") if not _only_acts_below(verb, c)]
    lifted = antecedent(verb)
    if lifted is not None and is_cleft(verb) and syntax.marker(lifted):
        objects = [c for c in objects if not syntax.is_relative_pronoun(c)]
    for c in objects:
        first_of_two = len(objects) > 1 and c.right_edge.i + 1 == objects[1].left_edge.i and c is objects[0]
        if not _is_question(c, reading):
            yield Filler("indirect" if c.dep_ == "iobj" or first_of_two else "object", c)
    shared = None if objects or passive else _shared_object(verb)
    if shared is not None:
        yield Filler("object", shared)
    for c in syntax.children(verb, "xcomp"):
        if not is_clausal(c) and c.pos_ in ("NOUN", "PROPN", "ADJ"):
            yield Filler("predicate", c, syntax.marker(c))
            for inner in syntax.children(c, "obl") if c.pos_ == "ADJ" else ():
                if inner.i in reading.mentions:
                    yield Filler("oblique", inner, syntax.marker(inner))


def _only_acts_below(verb: Token, thing: Token) -> bool:
    """Tell whether an object takes part only in the clause that a verb brings about: "made *him* leave"."""
    below = [c for c in syntax.children(verb, "xcomp") if is_clausal(c) and c.i > thing.i]
    return bool(below) and causes(lemma_of(verb))


def _shared_object(verb: Token) -> Token | None:
    """Return the object that a verb shares with one beside it: "buys and sells cars"."""
    if verb.dep_ == "conj" and not is_intransitive(lemma_of(verb)):
        shared = syntax.child(verb.head, "obj")
        if shared is not None and shared.i > verb.i:
            return shared
    if syntax.has_child(verb, "obl", "xcomp", "ccomp", "advcl") or verb.tag_ == "VBN":
        return None
    if is_intransitive(lemma_of(verb)):
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
        if mention is None or _is_question(c, reading) or _only_joins(c) or _is_preposition(c, reading):
            continue
        if syntax.is_relative_pronoun(c) and not syntax.marker(c) and mention.kind != "time":
            continue
        if c.dep_ == "obl:agent" or (passive and syntax.marker(c) == "by" and mention.type in AGENTS):
            yield Filler("subject", c)
        elif mention.kind == "time":
            if not _ends_interval(c, reading):
                yield Filler("time", c, _preposition(c, reading))
        elif syntax.relation(c, "obl") and syntax.marker(c) not in reading.cues.source_markers:
            yield Filler("oblique", c, _preposition(c, reading))
    for c in syntax.children(verb, "obl"):
        inner = syntax.child(c, "nmod")
        if inner is not None and inner.i in reading.mentions and _is_preposition(c, reading):
            yield Filler("oblique", inner, _longer_preposition(c))
    yield from (Filler("oblique", c, m) for c, m in compared(verb) if reading.mention(c))
    yield from _stray(verb, reading)


def _ends_interval(token: Token, reading: Reading) -> bool:
    """Tell whether a time is the end of one that stands before it: "from 1740 *to 1766*"."""
    own = reading.mentions[token.i].span
    beside = [
        reading.mentions[c.i].span for c in token.head.children if c.i < token.i and c.i in reading.mentions
    ]
    return any(span.end >= own.end for span in beside)


def _is_preposition(noun: Token, reading: Reading) -> bool:
    """Tell whether a noun is part of a preposition: "*thanks* to the loan", "in *response* to the attack"."""
    longer = _longer_preposition(noun)
    return longer in reading.lexicon.markers or longer in forms()["prepositions"]


def _longer_preposition(noun: Token) -> str:
    """Return the words up to the preposition of what a noun governs ("in response to"); "" without one."""
    inner = syntax.child(noun, "nmod")
    case = syntax.child(inner, "case") if inner is not None else None
    return noun.doc[noun.left_edge.i : case.i + 1].text.lower() if case is not None else ""


def _only_joins(token: Token) -> bool:
    """Tell whether a phrase only joins sentences or hedges: "for example", "in turn"."""
    return " ".join(w.lower_ for w in token.subtree if not w.is_punct) in cues().discourse


def _stray(verb: Token, reading: Reading) -> Iterator[Filler]:
    """Yield what a relative clause describes where the pronoun for it hangs outside of the clause."""
    stray, mention = stray_relative(verb), reading.mention(verb.head)
    if stray is not None and mention is not None:
        yield Filler("time" if mention.kind == "time" else "oblique", verb.head, syntax.marker(stray))


def _preposition(token: Token, reading: Reading) -> str:
    """Return the preposition of an oblique; a cleft lifts it out too: "It was in Paris that he died"."""
    lifted = reading.referent(token)
    cleft = any(is_cleft(c) for c in lifted.children) and lifted.i != token.i
    return comparison(token) or syntax.marker(token) or (syntax.marker(lifted) if cleft else "")


def _clauses(verb: Token) -> Iterator[Filler]:
    """Yield the clauses that fill a place: complements, and purposes with "to"."""
    for c in syntax.children(verb, "ccomp", "xcomp"):
        marks = {m.lower_ for m in syntax.children(c, "mark")}
        if marks & cues().contrast or syntax.is_loose_participle(c):
            continue
        if is_clausal(c) or c.pos_ == "VERB":
            yield Filler("clause", c)
    for c in syntax.children(verb, "advcl"):
        if c.pos_ == "VERB" and c.tag_ == "VB" and syntax.has_mark(c, "to"):
            only = any(w.lower_ == "only" and w.i < c.i for w in syntax.children(c, "advmod"))
            yield from [] if only else [Filler("clause", c, "to")]
        elif syntax.is_clause(c) and not _is_aside(c):
            links = [syntax.fixed(m) for m in syntax.children(c, "mark", "advmod") if m.i < c.i]
            known = [link for link in links if link in cues().links]
            yield from (Filler("clause", c, link) for link in known[:1])
    for soon in syntax.children(verb, "advmod"):
        yield from (
            Filler("clause", c, "as soon as") for c in syntax.children(soon, "advcl") if soon.lower_ == "soon"
        )


def _is_aside(clause: Token) -> bool:
    """Tell whether a clause with "as" says who tells the rest, or only that it holds of others too."""
    told = syntax.has_mark(clause, "as") and clause.lemma_.lower() in cues().speech
    return told or stands_for(clause) is not None


def _with_gap(
    verb: Token, fillers: list[Filler], rules: list[str], reading: Reading
) -> tuple[list[Filler], list[str]]:
    """Fill the gap of a relative clause without a pronoun: "the planes (that) Russia sent"."""
    head = antecedent(verb)
    if head is None:
        return fillers, rules
    if _is_given(verb, fillers, head, reading):
        got = [replace(f, function="indirect") if f.function == "object" else f for f in fillers]
        return [*got, Filler("object", head)], [*rules, "relative.object"]
    if not any(f.function == "subject" for f in fillers):
        return fillers, rules
    if is_cleft(verb) and syntax.marker(head):
        known = any(reading.referent(f.token).i == head.i for f in fillers)
        lifted = Filler("oblique", head, syntax.marker(head))
        return fillers if known else [*fillers, lifted], rules
    used = any(reading.referent(f.token).i == head.i for f in fillers)
    has_relative = any(
        syntax.is_relative_pronoun(t) or t.lower_ in INTERROGATIVES
        for t in verb.subtree
        if head.i < t.i < verb.i
    )
    mention = reading.mention(head)
    if used or has_relative or any(f.function in ("object", "clause", "predicate") for f in fillers):
        return fillers, rules
    if mention is None or mention.kind == "time" or head.lemma_ in ("way", "reason", "place", "case", "fact"):
        return fillers, rules
    return [*fillers, Filler("object", head)], [*rules, "relative.object"]


def _is_given(verb: Token, fillers: list[Filler], head: Token, reading: Reading) -> bool:
    """Tell whether a relative clause says what somebody was given: "the prize (that) *she was awarded*"."""
    own = syntax.child(verb, "nsubj:pass")
    if own is None or lemma_of(verb) not in forms()["giving"] or reading.mention(head) is None:
        return False
    things = [f.token for f in fillers if f.function == "object"]
    linked = [t for t in verb.subtree if head.i < t.i < verb.i and t.lower_ in INTERROGATIVES]
    return things == [own] and not linked and reading.referent(own).i != head.i


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
