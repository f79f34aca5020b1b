"""Clauses that leave out what was said before: gapping, and auxiliaries that stand for a verb."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.statements import arguments
from kg.statements.gapping import remnants, stands_for, subject_of_elided
from kg.statements.reading import Clause, Filler, Reading

__all__ = ["elided", "gapped"]


def gapped(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Remnants of a clause without a verb: "Anna married a lawyer, and her sister a judge." """
    for verb in sent:
        if not arguments.is_predicate(verb):
            continue
        rest = [_filler(function, token, reading) for function, token in remnants(verb)]
        if not rest or any(f.token.i not in reading.mentions for f in rest):
            continue
        fillers, rules = arguments.verbal_fillers(verb, reading)
        kept = [f for f in fillers if not _is_replaced(f, rest)]
        words = arguments.relation_words(verb)
        names = (*rules, "elliptical.gapping")
        apart = frozenset(f.token.i for f in (*kept, *rest))
        everyone = sorted((*kept, *rest), key=lambda f: f.function != "subject")
        lemma = arguments.lemma_of(verb)
        yield Clause(verb, lemma, "VERB", words, tuple(everyone), names, apart=apart)


def _filler(function: str, token: Token, reading: Reading) -> Filler:
    """Return a remnant as a filler."""
    mention = reading.mentions.get(token.i)
    time = function == "oblique" and mention is not None and mention.kind == "time"
    return Filler("time" if time else function, token, syntax.marker(token))


def _is_replaced(filler: Filler, rest: list[Filler]) -> bool:
    """Tell whether a remnant stands in the place of a filler of the full clause, or is that filler."""
    twin = any(filler.token.i == f.token.i for f in rest)
    same = any((f.function, f.marker) == (filler.function, filler.marker) for f in rest)
    times = filler.function == "time" and any(f.function == "time" for f in rest)
    return twin or same or times or filler.function == "clause"


def elided(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Auxiliary that stands for a verb: "Germany signed the treaty, but France did not." """
    for token in sent:
        verb = stands_for(token)
        who = subject_of_elided(token) if verb is not None else None
        if verb is None or who is None or who.i not in reading.mentions:
            continue
        fillers, _ = arguments.verbal_fillers(verb, reading)
        function = (
            "object" if any(f.function == "object" and f.token == _own(verb) for f in fillers) else "subject"
        )
        kept = [f for f in fillers if f.function not in ("clause", "time") and f.token != _own(verb)]
        words = (token, *(c for c in syntax.children(token, "advmod", "aux") if c.tag_ == "RB"))
        everyone = (Filler(function, who), *kept)
        names = ("verbal.active", "elliptical.verb")
        yield Clause(token, arguments.lemma_of(verb), "VERB", words, everyone, names)


def _own(verb: Token) -> Token | None:
    """Return the subject of the verb that is not said again."""
    return arguments.subject(verb)[0]
