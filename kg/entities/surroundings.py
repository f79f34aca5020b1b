"""Which known thing an ambiguous name stands for, by what the text says beside it.

In this order: the place that follows the name ("Paris, Texas"); the class that the text gives the thing ("the
state of Georgia"); capital, people or country named in the same sentence, then anywhere in the text; and last
that the user has listed one of the candidates.  Each step decides only where it leaves exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.entities.classes import coarse_class, is_a
from kg.entities.discourse import Discourse, Referent
from kg.entities.linking import OWN, Gazetteer
from kg.entities.names import Name, parse
from kg.entities.tables import words
from kg.model import KnownEntity

__all__ = ["known_by"]

_COMMA = re.compile(r",\s+")
_CLOSED = re.compile(r"\s*(?:[.;:)!?\"”]|$|,(?!\s+(?:and|or)\b))")
_NOUN_OF = re.compile(r"\b(\w+)\s+of\s+(?:the\s+)?$")
_AREAS = ("Country", "Region")

Found = tuple[KnownEntity | None, str]
"""What a name stands for, and what speaks for it ("" if its name alone does)."""


def known_by(d: Discourse, referent: Referent, said: frozenset[str]) -> Found:
    """Return the known entity of a thing with a name.

    One word is not enough for a person.  `said` are the keys of all names of the text.
    """
    names = [name for name in referent.names if len(name.tokens) > 1 or referent.family != "person"]
    if referent.family != "person":
        for name in names:
            found = _by_place(d, referent, name)
            if found is not None:
                return found
    sure = {e.iri: e for n in names if (e := d.gazetteer.certain(n.key, referent.family)) is not None}
    if len(sure) == 1:
        return next(iter(sure.values())), ""
    if sure or referent.family not in ("place", "organization"):
        return None, ""
    likely = {e.iri: (e, why) for n in names for e, why in _likely(d, referent, n, said)}
    return next(iter(likely.values())) if len(likely) == 1 else (None, "")


def _likely(
    d: Discourse, referent: Referent, name: Name, said: frozenset[str]
) -> list[tuple[KnownEntity, str]]:
    """Return the only candidate that something speaks for, with what does; [] if there is none."""
    found = d.gazetteer.candidates(name.key, referent.family)
    if not found:
        return []
    sentences = {d.mentions[number].sentence for number in referent.members}
    beside = (d.names[n] for sentence in sentences for n in d.sentences[sentence])
    near = frozenset(other.key for other in beside if other is not None)
    own = d.gazetteer.own(name.key, referent.family)
    steps = (
        ([e for e in found if _is_told(d, e, referent)], "of the class that the text tells"),
        (_hinted(d.gazetteer, found, near - {name.key}), "with its capital, people or country beside it"),
        (_hinted(d.gazetteer, found, said - {name.key}), "with its capital, people or country in the text"),
        ([own] if own is not None else [], OWN),
    )
    for step, why in steps:
        if len(step) == 1:
            return [(step[0], why)]
        if step:
            return []
    return []


def _is_told(d: Discourse, entity: KnownEntity, referent: Referent) -> bool:
    """Tell whether the text gives a thing the class of an entry: by titles, or "the state of Georgia"."""
    if referent.type != coarse_class(referent.family) and is_a(entity.type, referent.type):
        return True
    nouns = words("words", f"{entity.type} of")
    return any(_noun_before(d, number) in nouns for number in referent.members)


def _noun_before(d: Discourse, number: int) -> str:
    """Return the noun of "the state of Georgia", in small letters, "" if there is none."""
    start = d.mentions[number].span.start
    found = _NOUN_OF.search(d.document.text, max(0, start - 24), start)
    return found[1].casefold() if found else ""


def _hinted(gazetteer: Gazetteer, found: Sequence[KnownEntity], said: frozenset[str]) -> list[KnownEntity]:
    """Return the candidates for which a name in the text speaks.

    That a country is named is no sign of a place in it where another country could be meant: countries stand
    beside each other in every other text.
    """
    nations = any(entity.type == "Country" for entity in found)
    return [e for e in found if not said.isdisjoint(_hints(gazetteer, e, country=not nations))]


def _hints(gazetteer: Gazetteer, entity: KnownEntity, *, country: bool) -> set[str]:
    texts = [entity.capital or "", *entity.demonyms]
    for area in _areas(gazetteer, parse(entity.country or "").key) if country else ():
        texts += [area.label, *area.aliases, *area.demonyms]
    texts += [entity.country or ""] if country else []
    return {parse(text).key for text in texts} - {""}


def _areas(gazetteer: Gazetteer, key: str) -> list[KnownEntity]:
    return [entity for entity in gazetteer.by_key[key] if entity.type in _AREAS]


def _by_place(d: Discourse, referent: Referent, name: Name) -> Found | None:
    """Return what a name stands for by the country or region that follows it, None if that decides nothing.

    Where none of the candidates lies there, it is a place that nobody listed: "Paris, Texas".
    """
    every = d.gazetteer.candidates(name.key, referent.family)
    found = [e for e in every if e.country]
    after = {parse(text).key: text for text in sorted(_places_after(d, referent.members))} if found else {}
    if len(after) != 1:
        return None
    ((key, text),) = after.items()
    there = [e for e in found if _lies_in(d.gazetteer, e, key)]
    if len(there) == 1:
        sure = d.gazetteer.certain(name.key, referent.family) is not None
        return there[0], "" if sure else f"in {text}"
    if there or len(found) < len(every) or any(_may_lie_in(d.gazetteer, e, key) for e in found):
        return None
    return KnownEntity("", f"{name.text}, {text}", found[0].type), ""


def _lies_in(gazetteer: Gazetteer, entity: KnownEntity, key: str) -> bool:
    """Tell whether an entry lies in a country or region of that name."""
    return key in _around(gazetteer, entity)


def _may_lie_in(gazetteer: Gazetteer, entity: KnownEntity, key: str) -> bool:
    """Tell whether an entry could lie there: it is listed in a country, and the text names a region of it."""
    own = parse(entity.country or "").key
    return any(own in _around(gazetteer, area) for area in _areas(gazetteer, key))


def _around(gazetteer: Gazetteer, entity: KnownEntity) -> set[str]:
    """Return the keys of the names of the country or region in which an entry lies, and of the country of
    that region.
    """
    found: set[str] = set()
    key = parse(entity.country or "").key
    while key and key not in found:
        found.add(key)
        areas = [area for area in _areas(gazetteer, key) if parse(area.label).key == key]
        found |= {parse(alias).key for area in areas for alias in area.aliases}
        key = next((parse(area.country).key for area in areas if area.country), "")
    return found


def _places_after(d: Discourse, members: Iterable[int]) -> set[str]:
    """Return the countries and regions that stand behind mentions ("Paris, Texas"), outside lists."""
    return {text for number in members if (text := _place_after(d, number))}


def _place_after(d: Discourse, number: int) -> str:
    text, span = d.document.text, d.mentions[number].span
    comma = _COMMA.match(text, span.end)
    other = _place_at(d, comma.end(), number) if comma else None
    if other is None or text[max(0, span.start - 3) : span.start].rstrip().endswith(","):
        return ""
    end = d.mentions[other].span.end
    closed, next_comma = _CLOSED.match(text, end), _COMMA.match(text, end)
    listed = next_comma is not None and _place_at(d, next_comma.end(), other) is not None
    name = d.names[other]
    return name.text if closed and not listed and name and _areas(d.gazetteer, name.key) else ""


def _place_at(d: Discourse, offset: int, before: int) -> int | None:
    """Return the mention of a place that starts at an offset, among the few behind another."""
    for number in range(before + 1, min(before + 4, len(d.mentions))):
        if d.mentions[number].span.start == offset and d.names[number] is not None:
            return number if d.families[number] in ("place", "organization", "") else None
    return None
