"""Towns of one name, told apart by what stands behind a comma: "Portland, Oregon", "Birmingham, England"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.entities.linking import Gazetteer
from kg.entities.names import parse
from kg.entities.tables import country_of
from kg.model import KnownEntity, MentionKind

if TYPE_CHECKING:
    from kg.entities.discourse import Discourse

__all__ = ["areas", "is_elsewhere", "lies_in", "may_lie_in", "regions"]

_COMMA = re.compile(r",\s+")
_CLOSED = re.compile(r"\s*(?:[.;:)!?\"”]|$|,(?!\s+(?:and|or)\b))")
_AND = re.compile(r"\s+(?:and|or)\b")
_AREAS = ("Country", "Region")


def regions(d: Discourse) -> dict[int, str]:
    """Return the name of the region or country that stands behind a comma after a name, by the number of the
    name ("Paris, *Texas*"), outside lists.
    """
    return {number: text for number in range(len(d.mentions)) if (text := _place_after(d, number))}


def _place_after(d: Discourse, number: int) -> str:
    """Return the region or country behind a name, "" if there is none or it is the next of a list.

    A country must end the phrase, for in "In Moscow, Ukraine said" neither name is of the other; and so must
    what stands behind another region ("won Ohio, Texas and Iowa").
    """
    text, span = d.document.text, d.mentions[number].span
    if d.mentions[number].kind is not MentionKind.NAME or d.families[number] == "person":
        return ""
    comma = _COMMA.match(text, span.end)
    other = _place_at(d, comma.end(), number) if comma else None
    if other is None or text[max(0, span.start - 3) : span.start].rstrip().endswith(","):
        return ""
    end = d.mentions[other].span.end
    next_comma = _COMMA.match(text, end)
    if next_comma and _place_at(d, next_comma.end(), other) is not None:
        return ""
    name, own = parse(d.mentions[other].text), parse(d.mentions[number].text)
    state = bool(country_of(name.key)) and not (country_of(own.key) or areas(d.gazetteer, own.key))
    ends = not _AND.match(text, end) if state else _CLOSED.match(text, end)
    return name.text if ends and (state or areas(d.gazetteer, name.key)) else ""


def _place_at(d: Discourse, offset: int, before: int) -> int | None:
    """Return the mention of a place that starts at an offset, among the few behind another."""
    for number in range(before + 1, min(before + 4, len(d.mentions))):
        if d.mentions[number].span.start == offset and d.names[number] is not None:
            return number if d.families[number] in ("place", "organization", "") else None
    return None


def areas(gazetteer: Gazetteer, key: str) -> list[KnownEntity]:
    """Return the known countries and regions of a name."""
    return [entity for entity in gazetteer.by_key[key] if entity.type in _AREAS]


def lies_in(gazetteer: Gazetteer, entity: KnownEntity, key: str) -> bool:
    """Tell whether an entry lies in a country or region of that name."""
    return key in _around(gazetteer, entity.country)


def may_lie_in(gazetteer: Gazetteer, entity: KnownEntity, key: str) -> bool:
    """Tell whether an entry could lie there: it is listed in a country, and the text names a region of it."""
    own = parse(entity.country or "").key
    return any(own in _around(gazetteer, area.country) for area in areas(gazetteer, key))


def _around(gazetteer: Gazetteer, place: str | None) -> set[str]:
    """Return the keys of the names of the country or region in which an entry lies, and of the country of
    that region.
    """
    found: set[str] = set()
    key = parse(place or "").key
    while key and key not in found:
        found.add(key)
        known = [area for area in areas(gazetteer, key) if parse(area.label).key == key]
        found |= {parse(alias).key for area in known for alias in area.aliases}
        key = next((parse(area.country).key for area in known if area.country), "")
    return found


def is_elsewhere(region: str, known: KnownEntity, gazetteer: Gazetteer) -> bool:
    """Tell whether a town of a region cannot be a known one of the same name: Paris in Texas is not the
    capital of France.
    """
    key = parse(region).key
    capital = gazetteer.by_capital.get(parse(known.label).key)
    country = known.country or (capital.label if capital is not None else "")
    if not key or not country or known.type != "City":
        return False
    around = _around(gazetteer, country)
    return not ({key, parse(country_of(key)).key} & around or may_lie_in(gazetteer, known, key))
