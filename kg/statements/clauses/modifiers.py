"""Facts in the modifiers of a noun: what it is compounded with, where a place lies, when a person lived."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.statements import arguments
from kg.statements.clauses.nominal import bearer
from kg.statements.forms import forms
from kg.statements.phrases import lifespans, opening, participle_of
from kg.statements.reading import Clause, Filler, Reading

__all__ = [
    "compound_participle",
    "example",
    "lifespan",
    "place_in_place",
    "place_named",
    "place_of_whole",
    "place_within",
]


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


def place_in_place(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Place and what it lies in, behind "in": "Kharkiv in Ukraine", "Kharkiv, in eastern Ukraine," """
    for token in sent:
        if syntax.marker(token) != "in" or not _is_whole(token, reading) or syntax.has_child(token, "conj"):
            continue
        inner = token.head if token.dep_ == "nmod" else _place_before(token, reading)
        if inner is None or inner.i > token.i or not _is_place(inner, reading) or _acts(inner, reading):
            continue
        if not syntax.has_child(inner, "conj") and inner.dep_ != "conj":
            fillers = (Filler("subject", inner), Filler("oblique", token, "in"))
            yield Clause(token, "be", "VERB", (token,), fillers, ("place.within",))


def _is_place(token: Token, reading: Reading) -> bool:
    """Tell whether a token heads the name of a place."""
    mention = reading.mentions.get(token.i)
    return mention is not None and mention.type == "place" and reading.is_name(token)


def _is_whole(token: Token, reading: Reading) -> bool:
    """Tell whether a token heads the name of a place, or "the Donetsk region"."""
    mention = reading.mentions.get(token.i)
    if mention is None or mention.type != "place" or token.lemma_.lower() not in forms()["named_by_of"]:
        return _is_place(token, reading)
    return "plural" not in mention.features and any(
        reading.is_name(c) for c in syntax.children(token, "compound")
    )


def _acts(place: Token, reading: Reading) -> bool:
    """Tell whether a place is a state, or stands for those who govern it ("Russia in Syria")."""
    mention = reading.mentions[place.i]
    return "acting" in mention.features or mention.text in reading.lexicon.demonyms.values()


def _place_before(token: Token, reading: Reading) -> Token | None:
    """Return the place right before ", in" if commas or the end of the sentence enclose that."""
    doc, end = reading.doc, token.right_edge.i + 1
    start = next(t.i for t in token.subtree if not t.is_punct)
    closed = end >= token.sent.end or doc[end].is_punct
    if not closed or token.right_edge != token or start - 2 < token.sent.start or doc[start - 1].text != ",":
        return None
    before = doc[start - 2]
    return next((t for t in (before, before.head) if _ends_at(t, before, reading)), None)


def _ends_at(token: Token, last: Token, reading: Reading) -> bool:
    """Tell whether a token heads a mention that ends with a word."""
    mention = reading.mentions.get(token.i)
    return mention is not None and mention.span.end == last.idx + len(last)


def place_of_whole(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Place and what the sort of it tells that it lies in: "the Syrian city of Homs", "Lyon, France's third
    city", "Goma, the largest city in Congo"
    """
    for token in sent:
        sort = token.lemma_.lower()
        if sort not in forms()["named_by_of"] or sort in forms()["states_named_by_of"]:
            continue
        place = reading.place_named(token)
        if place is None and token.dep_ == "appos" and token.head.i < token.i:
            place = token.head
        if place is None or not _is_place(place, reading):
            continue
        for whole in _wholes(token, place, reading):
            fillers = (Filler("subject", place), Filler("oblique", whole, "in"))
            yield Clause(whole, "be", "VERB", (whole,), fillers, ("place.within",))


def _wholes(sort: Token, place: Token, reading: Reading) -> Iterator[Token]:
    """Yield what the sort of a place is said to lie in: an adjective of a nation, an owner, "in" and "of"."""
    for child in sort.children:
        owner = child.dep_ == "nmod:poss"
        around = child.dep_ == "nmod" and syntax.marker(child) in ("in", "of")
        if child.i == place.i or syntax.has_child(child, "conj"):
            continue
        if reading.is_demonym(child) or ((owner or around) and _is_whole(child, reading)):
            yield child


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
