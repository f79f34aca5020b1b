"""Names that look alike and are in one chain of the language model: one thing where neither would be enough
alone.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.entities.comparison import OF_OTHERS, OF_PERSONS, compare
from kg.entities.discourse import Discourse, Referent, is_adjective
from kg.model import EntityKind

__all__ = ["guessed", "is_of_another"]

_OF = re.compile(r"\s+of\s+(?:the\s+)?")

_LIKELY = 0.7
"""A name is put to another one of its chain where the model is at least so sure of it."""

_SURE_BEFORE, _SURE_OF_KIND = 0.9, 0.95
"""Least chance that a full name is of the short one before it, and that a person and a body of one name are
one.
"""


def guessed(d: Discourse) -> None:
    """Join names that look alike where the language model has put them into one chain.

    So "DH" is one thing although the model takes it for an organisation here and for a notion there, and
    "Toyota" is the Toyota Motor Corp. What is known of the two, and gender, must not differ; what more is
    asked for, `_doubtful` tells.
    """
    last: dict[str, int] = {}
    bearers = _bearers(d)
    for number, mention in enumerate(d.mentions):
        chain, one = mention.coreference, d.of[number]
        if chain is None or one is None or d.names[number] is None or is_adjective(mention):
            continue
        other = d.of[last[chain]] if chain in last else None
        last[chain] = number
        if other is None or one is other or _doubtful(d, number, other, bearers):
            continue
        if one.kind is other.kind is EntityKind.NAMED and _may_be_one(one, other) and _alike(d, one, other):
            d.merge(one, other, "same name in the model's chain")


def _bearers(d: Discourse) -> Counter[str]:
    """Return how many people of a text are called by each first and last word of their full names."""
    full = {r.name.tokens for r in d.named() if r.family == "person" and len(r.name.tokens) > 1}
    return Counter(word for found in full for word in {found[0], found[-1]})


def _doubtful(d: Discourse, number: int, other: Referent, bearers: Counter[str]) -> bool:
    """Tell whether the model is not sure enough that a name is of an earlier thing.

    A surname of two people is of nobody for sure, a full name rarely follows the surname alone, and a
    person is rarely called like a body."""
    one, chance = d.of[number], d.mentions[number].coreference_chance
    if one is None or not one.names or not other.names or chance < _LIKELY:
        return True
    short = min((one, other), key=lambda r: len(r.name.tokens)).name
    people = {r.family == "person" for r in (one, other) if r.family}
    if True in people and one.name.key != other.name.key and len(short.tokens) == 1:
        return bearers[short.key] > 1 or (len(one.name.tokens) > 1 and chance < _SURE_BEFORE)
    return len(people) > 1 and (
        chance < _SURE_OF_KIND or {one.family, other.family} != {"person", "organization"}
    )


def _may_be_one(one: Referent, other: Referent) -> bool:
    people = {r.family == "person" for r in (one, other) if r.family}
    genders = {one.gender, other.gender} - {""}
    known = {r.known.identity for r in (one, other) if r.known}
    if one.seat or other.seat:
        return False
    kinds = len(people) < 2 or (one.name.key == other.name.key and not known)
    return kinds and len(genders) < 2 and len(known) < 2 and one.plural is other.plural


def _alike(d: Discourse, one: Referent, other: Referent) -> bool:
    """Tell whether one of the names is the other, or a shorter form of it."""
    short, long = sorted((one, other), key=lambda r: (len(r.name.tokens), r.first))
    if short.name.key == long.name.key:
        return True
    if is_of_another(d, short, long):
        return False
    comparisons = OF_PERSONS if "person" in (one.family, other.family) else OF_OTHERS
    if any(compare(short.name, name, comparisons)[1] for name in long.names):
        return True
    bodies = one.family == other.family == "organization" and short.known is None and short.first > long.first
    return bodies and any(_begins_or_ends(short.name.tokens, name.tokens) for name in long.names)


def is_of_another(d: Discourse, short: Referent, long: Referent) -> bool:
    """Tell whether what stands behind a short name says that it is not the longer one: "the Workers'
    Party *of Brazil*" is not that of Korea.
    """
    owners = {key for number in short.members if (key := _owner_behind(d, number))}
    rests = {name.key.partition(" of ")[2] for name in long.names} - {""}
    return bool(owners and rests) and not owners & rests


def _owner_behind(d: Discourse, number: int) -> str:
    """Return the key of the name that follows a mention with "of", "" if there is none."""
    found = _OF.match(d.document.text, d.mentions[number].span.end)
    for other in range(number + 1, min(number + 3, len(d.mentions))) if found else ():
        name = d.names[other]
        if found is not None and name is not None and d.mentions[other].span.start == found.end():
            return name.key
    return ""


def _begins_or_ends(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return 0 < len(short) < len(long) and short in (long[: len(short)], long[-len(short) :])
