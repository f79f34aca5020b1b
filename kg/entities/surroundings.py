"""Which known thing an ambiguous name stands for, by what the text says beside it.

In this order: the place that follows the name ("Paris, Texas"); the class that the text gives the thing ("the
state of Georgia"); capital, people or country named in the same sentence, then anywhere in the text; and last
that the user has listed one of the candidates.  Each step decides only where it leaves exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entities.classes import coarse_class, is_a
from kg.entities.discourse import Discourse, Referent
from kg.entities.linking import OWN, Gazetteer
from kg.entities.names import Name, parse
from kg.entities.regions import areas, is_elsewhere, lies_in, may_lie_in
from kg.entities.tables import words
from kg.model import KnownEntity

__all__ = ["known_by"]

_NOUN_OF = re.compile(r"\b(\w+)\s+of\s+(?:the\s+)?$")

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
    if any(is_elsewhere(referent.region, e, d.gazetteer) for e in sure.values()):
        return None, ""
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
    listed = d.gazetteer.candidates(name.key, referent.family)
    found = [e for e in listed if not is_elsewhere(referent.region, e, d.gazetteer)]
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
    for area in areas(gazetteer, parse(entity.country or "").key) if country else ():
        texts += [area.label, *area.aliases, *area.demonyms]
    texts += [entity.country or ""] if country else []
    return {parse(text).key for text in texts} - {""}


def _by_place(d: Discourse, referent: Referent, name: Name) -> Found | None:
    """Return what a name stands for by the country or region that follows it, None if that decides nothing.

    Where none of the candidates lies there, it is a place that nobody listed: "Paris, Texas".
    """
    every = d.gazetteer.candidates(name.key, referent.family)
    found = [e for e in every if e.country]
    behind = {d.regions[number] for number in referent.members if number in d.regions}
    after = {parse(text).key: text for text in sorted(behind)} if found else {}
    if len(after) != 1:
        return None
    ((key, text),) = after.items()
    there = [e for e in found if lies_in(d.gazetteer, e, key)]
    if len(there) == 1:
        sure = d.gazetteer.certain(name.key, referent.family) is not None
        return there[0], "" if sure else f"in {text}"
    if there or len(found) < len(every) or any(may_lie_in(d.gazetteer, e, key) for e in found):
        return None
    return KnownEntity("", f"{name.text}, {text}", found[0].type), ""
