"""Families of constructions: each rule is a generator of clauses over one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Span

from kg.statements.clauses import belonging, copular, elliptical, modifiers, nominal, verbal
from kg.statements.reading import Clause, Reading

__all__ = ["RULES", "Rule"]

Rule = Callable[[Reading, Span], Iterator[Clause]]

RULES: tuple[Rule, ...] = (
    verbal.verbal,
    elliptical.gapped,
    elliptical.elided,
    copular.copular,
    copular.existential,
    nominal.apposition,
    nominal.title,
    nominal.role_noun,
    nominal.event_noun,
    belonging.affiliation,
    belonging.possessive,
    belonging.origin,
    modifiers.compound_participle,
    modifiers.place_named,
    modifiers.place_within,
    modifiers.place_in_place,
    modifiers.place_of_whole,
    modifiers.lifespan,
    modifiers.example,
)
