"""Facts in the modifiers of a noun: what it is compounded with, where a place lies, when a person lived."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from kg.language import syntax
from kg.statements import arguments
from kg.statements.clauses.nominal import bearer
from kg.statements.forms import forms
from kg.statements.phrases import lifespans, opening, participle_of
from kg.statements.reading import Clause, Filler, Reading

__all__ = ["compound_participle", "example", "lifespan", "place_named", "place_within"]


def compound_participle(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Noun and participle before a noun: "the Moscow-based company", "Chinese-owned mills" """
    for token in sent:
        participle = participle_of(token)
        if participle is None or token.i not in reading.mentions:
            continue
        described = participle.head
        named = reading.is_name(token) or reading.mentions[token.i].type in arguments.AGENTS
        if described.i not in reading.mentions or not named:
            continue
        lemma, preposition = forms()["compound_participles"][participle.lower_]
        thing, rules = bearer(reading, described)
        doer = Filler("subject", token) if preposition == "by" else Filler("oblique", token, preposition)
        fillers = (Filler("object", thing), doer)
        yield Clause(participle, lemma, "VERB", (token, participle), fillers, (*rules, "compound.participle"))


def place_named(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Sort of a place before its name: "the city of Valencia" """
    for token in sent:
        place = reading.place_named(token)
        if place is not None:
            around = [f for f in arguments.nominal_fillers(token, reading) if f.token.i != place.i]
            within = [f for f in around if f.function == "oblique" and f.marker == "in"]
            fillers = (Filler("subject", place), Filler("predicate", token), *within)
            yield Clause(token, "be", "VERB", (token,), fillers, ("place.named",))


def place_within(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Place and what it lies in: "Toledo, Ohio" """
    for token in sent:
        inner = token.head
        beside = token.dep_ in ("appos", "nmod:unmarked", "nmod", "list") and not syntax.has_child(
            token, "case", "cc"
        )
        if not beside or inner.i > token.i or opening(token) != ",":
            continue
        if not (reading.is_name(token) and reading.is_name(inner)) or syntax.has_child(inner, "conj"):
            continue
        types = reading.mentions[inner.i].type, reading.mentions[token.i].type
        if types in (("place", "place"), ("organization", "place")) and not syntax.has_child(
            token, "conj", "det"
        ):
            fillers = (Filler("subject", inner), Filler("oblique", token, "in"))
            yield Clause(token, "be", "VERB", (token,), fillers, ("place.within",))


def lifespan(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Years of a life in brackets: "Otto Hahn (1879–1968)" — unless a title says that they are those of an
    office.
    """
    names = {
        mention.span.end: i
        for i, mention in reading.mentions.items()
        if mention.type == "person" and sent.start <= i < sent.end and reading.is_name(reading.doc[i])
    }
    for life in lifespans(reading.doc):
        before = reading.doc[life.opening - 1]
        i = names.get(before.idx + len(before))
        if i is None or reading.mentions[i].titles:
            continue
        who = reading.doc[i]
        if life.birth is not None:
            yield _event(life.birth, "bear", Filler("object", who))
        if life.death is not None:
            yield _event(life.death, "die", Filler("subject", who))


def _event(day: Span, lemma: str, who: Filler) -> Clause:
    """Return what happened to somebody on a day."""
    return Clause(day.root, lemma, "VERB", (day.root,), (who, Filler("time", day.root)), ("lifespan",))


def example(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Things and some of them, right behind: "countries such as Chile and Peru" """
    for token in sent:
        noun, marker = token.head, syntax.marker(token)
        sort = reading.mentions.get(noun.i)
        if token.dep_ != "nmod" or marker not in forms()["examples"] or sort is None or reading.is_name(noun):
            continue
        known = (reading.is_name(token) and reading.is_whole_name(token)) or (
            marker == "such as" and not syntax.has_child(token, "nmod:poss")
        )
        if known and "plural" in sort.features and token.left_edge.i - noun.i in (1, 2):
            fillers = (Filler("subject", token), Filler("predicate", noun))
            yield Clause(token, "be", "VERB", (token,), fillers, ("example",))
