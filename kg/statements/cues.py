"""The words on which polarity, modality and attribution depend: `data/cues.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.model import Modality, Role

__all__ = ["Cues", "cues"]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words, by what they do; all keys are lower-case lemmas."""

    negative_adverbs: frozenset[str]
    negative_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    negative_marks: frozenset[str]
    negative_infinitives: frozenset[str]
    preventing: frozenset[str]
    not_after: frozenset[str]
    negative_raised: frozenset[str]
    doubting: frozenset[str]
    nouns_after_not: frozenset[str]
    auxiliaries: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    marks: Mapping[str, Modality]
    governors: Mapping[str, Modality]
    gerunds: Mapping[str, Modality]
    infinitive_only: frozenset[str]
    verbs_with_gerunds: Mapping[str, Modality]
    factive_gerunds: frozenset[str]
    factive: frozenset[str]
    refusals: frozenset[str]
    asking: frozenset[str]
    obligations: frozenset[str]
    readiness: frozenset[str]
    nouns: Mapping[str, Modality]
    adjectives: Mapping[str, Modality]
    speech: Mapping[str, str]
    hearsay_adverbs: Mapping[str, str]
    source_markers: Mapping[str, str]
    speech_nouns: Mapping[str, str]
    contrast: frozenset[str]
    accusing: Mapping[str, str]
    views: Mapping[str, str]
    not_in_parenthesis: frozenset[str]
    gerund_control: frozenset[str]
    links: Mapping[str, Role]
    discourse: frozenset[str]
    subject_control: frozenset[str]
    oblique_control: frozenset[str]
    noun_control: frozenset[str]
    holding: frozenset[str]
    raising: frozenset[str]
    standing_in: frozenset[str]


@cache
def cues() -> Cues:
    """Return the cue words that kg ships.

    >>> cues().auxiliaries["might"]
    <Modality.POSSIBLE: 'possible'>
    """
    table = tomllib.loads((files("kg.statements") / "data" / "cues.toml").read_text(encoding="utf-8"))
    polarity, modality = table["polarity"], table["modality"]
    attribution, control = table["attribution"], table["control"]
    return Cues(
        negative_adverbs=frozenset(polarity["adverbs"]),
        negative_determiners=frozenset(polarity["determiners"]),
        negative_pronouns=frozenset(polarity["pronouns"]),
        negative_marks=frozenset(polarity["marks"]),
        negative_infinitives=frozenset(polarity["infinitives"]),
        preventing=frozenset(polarity["prevented"]),
        negative_raised=frozenset(polarity["raised"]),
        doubting=frozenset(polarity["doubting"]),
        nouns_after_not=frozenset(polarity["nouns_after_not"]),
        not_after=frozenset(polarity["not_after"]),
        auxiliaries=_modalities(modality["auxiliaries"]),
        adverbs=_modalities(modality["adverbs"]),
        marks=_modalities(modality["marks"]),
        governors=_inverted(modality["governors"]),
        gerunds=_inverted(modality["gerunds"]),
        verbs_with_gerunds=_inverted(modality["verbs_with_gerunds"]),
        factive_gerunds=frozenset(modality["factive_gerunds"]["words"]),
        factive=frozenset(modality["factive"]["words"]),
        refusals=frozenset(modality["refusals"]["words"]),
        asking=frozenset(modality["asking"]["words"]),
        obligations=frozenset(modality["obligations"]["words"]),
        readiness=frozenset(modality["readiness"]["words"]),
        infinitive_only=frozenset(modality["infinitive_only"]["words"]),
        nouns=_inverted(modality["nouns"]),
        adjectives=_inverted(modality["adjectives"]),
        speech=attribution["verbs"],
        hearsay_adverbs=attribution["adverbs"],
        source_markers=attribution["markers"],
        speech_nouns=attribution["nouns"],
        accusing=attribution["accusing"],
        views=attribution["views"],
        not_in_parenthesis=frozenset(attribution["not_in_parenthesis"]["words"]),
        gerund_control=frozenset(control["gerund"]),
        links={word: Role(role) for word, role in table["links"].items()},
        discourse=frozenset(table["discourse"]["phrases"]),
        contrast=frozenset(attribution["contrast"]),
        subject_control=frozenset(control["subject"]),
        oblique_control=frozenset(control["oblique"]),
        noun_control=frozenset(control["noun"]),
        holding=frozenset(control["holding"]),
        raising=frozenset(control["raising"]),
        standing_in=frozenset(control["standing_in"]),
    )


def _modalities(table: dict[str, str]) -> dict[str, Modality]:
    """Return the table with its values as modalities."""
    return {word: Modality(value) for word, value in table.items()}


def _inverted(table: dict[str, Any]) -> dict[str, Modality]:
    """Return word → modality for a table modality → words; the first listing of a word counts."""
    found: dict[str, Modality] = {}
    for value, members in table.items():
        for word in members:
            found.setdefault(word, Modality(value))
    return found
