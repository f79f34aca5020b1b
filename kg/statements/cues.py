"""The words on which polarity, modality and attribution depend: `data/cues.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
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
    negative_gerunds: frozenset[str]
    preventing: frozenset[str]
    not_after: frozenset[str]
    negative_raised: frozenset[str]
    doubted: frozenset[str]
    undoubted: frozenset[str]
    scarce: frozenset[str]
    undone: frozenset[str]
    negative_objects: frozenset[str]
    negative_adjectives: frozenset[str]
    absence: frozenset[str]
    doubting: frozenset[str]
    nouns_after_not: frozenset[str]
    auxiliaries: Mapping[str, Modality]
    adverbs: Mapping[str, Modality]
    marks: Mapping[str, Modality]
    unconditional: frozenset[str]
    idle: frozenset[str]
    virtues: frozenset[str]
    having: frozenset[str]
    suppositions: frozenset[str]
    future: frozenset[str]
    semblance: frozenset[str]
    governors: Mapping[str, Modality]
    objects: Mapping[str, Modality]
    passives: Mapping[str, Modality]
    gerund_frames: Mapping[str, Modality]
    gerunds: Mapping[str, Modality]
    infinitive_only: frozenset[str]
    verbs_with_gerunds: Mapping[str, Modality]
    factive_gerunds: frozenset[str]
    factive: frozenset[str]
    facts: frozenset[str]
    refusals: frozenset[str]
    habits: frozenset[str]
    ranks: frozenset[str]
    results: frozenset[str]
    rising: frozenset[str]
    sought: frozenset[str]
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
    vouching: frozenset[str]
    hearsay_passive: frozenset[str]
    infinitives: frozenset[str]
    infinitives_passive: frozenset[str]
    infinitives_of_another: frozenset[str]
    orders: frozenset[str]
    event_verbs: frozenset[str]
    event_nouns: frozenset[str]
    attitudes: Mapping[str, str]
    accusing: Mapping[str, str]
    accused_of: Mapping[str, Sequence[str]]
    views: Mapping[str, str]
    view_markers: Mapping[str, Sequence[str]]
    not_in_parenthesis: frozenset[str]
    with_as: frozenset[str]
    parenthetic: frozenset[str]
    subordinating: frozenset[str]
    telling_of: frozenset[str]
    planning: frozenset[str]
    quoting: frozenset[str]
    hearsay_adjectives: Mapping[str, str]
    not_sources: frozenset[str]
    norms: frozenset[str]
    sources: frozenset[str]
    turning_back: frozenset[str]
    withheld: frozenset[str]
    judging: frozenset[str]
    describing: frozenset[str]
    making: frozenset[str]
    informing: frozenset[str]
    unsaid: frozenset[str]
    proving: frozenset[str]
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
        **_polarity(polarity),
        **_modality(modality),
        **_speaking(attribution),
        gerund_control=frozenset(control["gerund"]),
        links={word: Role(role) for word, role in table["links"].items()},
        subject_control=frozenset(control["subject"]),
        discourse=frozenset(table["discourse"]["phrases"]),
        oblique_control=frozenset(control["oblique"]),
        noun_control=frozenset(control["noun"]),
        holding=frozenset(control["holding"]),
        standing_in=frozenset(control["standing_in"]),
        raising=frozenset(control["raising"]),
    )


def _polarity(polarity: dict[str, Any]) -> dict[str, Any]:
    """Return the words of polarity by the names of their fields."""
    return dict(
        negative_adverbs=frozenset(polarity["adverbs"]),
        negative_determiners=frozenset(polarity["determiners"]),
        negative_pronouns=frozenset(polarity["pronouns"]),
        negative_marks=frozenset(polarity["marks"]),
        negative_infinitives=frozenset(polarity["infinitives"]),
        negative_gerunds=frozenset(polarity["gerunds"]),
        preventing=frozenset(polarity["prevented"]),
        negative_raised=frozenset(polarity["raised"]),
        doubted=frozenset(polarity["doubted"]),
        undoubted=frozenset(polarity["undoubted"]),
        scarce=frozenset(polarity["scarce"]),
        undone=frozenset(polarity["undone"]),
        negative_objects=frozenset(polarity["objects"]),
        negative_adjectives=frozenset(polarity["adjectives"]),
        absence=frozenset(polarity["absence"]),
        doubting=frozenset(polarity["doubting"]),
        nouns_after_not=frozenset(polarity["nouns_after_not"]),
        not_after=frozenset(polarity["not_after"]),
    )


def _modality(modality: dict[str, Any]) -> dict[str, Any]:
    """Return the words of modality by the names of their fields."""
    return dict(
        auxiliaries=_modalities(modality["auxiliaries"]),
        adverbs=_modalities(modality["adverbs"]),
        marks=_modalities(modality["marks"]),
        unconditional=frozenset(modality["unconditional"]["words"]),
        idle=frozenset(modality["unconditional"]["idle"]),
        virtues=frozenset(modality["virtues"]["words"]),
        having=frozenset(modality["virtues"]["had_by"]),
        suppositions=frozenset(modality["suppositions"]["words"]),
        future=frozenset(modality["future"]["words"]),
        semblance=frozenset(modality["semblance"]["words"]),
        governors=_inverted(modality["governors"]),
        objects=_inverted(modality["objects"]),
        passives=_inverted(modality["passives"]),
        gerund_frames=_inverted(modality["gerund_frames"]),
        gerunds=_inverted(modality["gerunds"]),
        verbs_with_gerunds=_inverted(modality["verbs_with_gerunds"]),
        factive_gerunds=frozenset(modality["factive_gerunds"]["words"]),
        factive=frozenset(modality["factive"]["words"]),
        facts=frozenset(modality["facts"]["words"]),
        refusals=frozenset(modality["refusals"]["words"]),
        habits=frozenset(modality["habits"]["words"]),
        ranks=frozenset(modality["ranks"]["words"]),
        sought=frozenset(modality["sought"]["words"]),
        rising=frozenset(modality["rising"]["words"]),
        results=frozenset(modality["results"]["words"]),
        asking=frozenset(modality["asking"]["words"]),
        obligations=frozenset(modality["obligations"]["words"]),
        readiness=frozenset(modality["readiness"]["words"]),
        infinitive_only=frozenset(modality["infinitive_only"]["words"]),
        nouns=_inverted(modality["nouns"]),
        adjectives=_inverted(modality["adjectives"]),
    )


def _speaking(attribution: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of `Cues` that the table `attribution` gives."""
    return {
        "speech": attribution["verbs"],
        "hearsay_adverbs": attribution["adverbs"],
        "source_markers": attribution["markers"],
        "speech_nouns": attribution["nouns"],
        "vouching": frozenset(attribution["vouching"]["words"]),
        "hearsay_passive": frozenset(attribution["vouching"]["passive"]),
        "infinitives": frozenset(attribution["infinitives"]["active"]),
        "infinitives_passive": frozenset(attribution["infinitives"]["passive"]),
        "infinitives_of_another": frozenset(attribution["infinitives"]["of_another"]),
        "orders": frozenset(attribution["orders"]["words"]),
        "event_verbs": frozenset(attribution["events"]["verbs"]),
        "event_nouns": frozenset(attribution["events"]["nouns"]),
        "attitudes": attribution["adjectives"],
        "accusing": attribution["accusing"],
        "accused_of": attribution["accused_of"],
        "views": attribution["views"],
        "view_markers": attribution["view_markers"],
        "not_in_parenthesis": frozenset(attribution["not_in_parenthesis"]["words"]),
        "with_as": frozenset(attribution["not_in_parenthesis"]["with_as"]),
        "parenthetic": frozenset(attribution["not_in_parenthesis"]["also"]),
        "subordinating": frozenset(attribution["not_in_parenthesis"]["aside"]),
        "telling_of": frozenset(attribution["telling_of"]["words"]),
        "planning": frozenset(attribution["telling_of"]["planning"]),
        "quoting": frozenset(attribution["quoting"]["words"]),
        "hearsay_adjectives": attribution["hearsay_adjectives"],
        "not_sources": frozenset(attribution["rules_not_sources"]["words"]),
        "norms": frozenset(attribution["rules_not_sources"]["norms"]),
        "sources": frozenset(attribution["sources"]["words"]),
        "turning_back": frozenset(attribution["turning_back"]["words"]),
        "withheld": frozenset(attribution["turning_back"]["withheld"]),
        "judging": frozenset(attribution["turning_back"]["judging"]),
        "describing": frozenset(attribution["describing"]["words"]),
        "making": frozenset(attribution["making"]["words"]),
        "informing": frozenset(attribution["informing"]["words"]),
        "unsaid": frozenset(attribution["unsaid"]["words"]),
        "proving": frozenset(attribution["proving"]["words"]),
        "contrast": frozenset(attribution["contrast"]),
    }


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
