"""The names of one thing within a document: which name mentions are of one referent.

The steps run in the order of `STEPS`, the surest first.  Each joins only where there is exactly one partner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from kg.entities.acronyms import definitions
from kg.entities.binding import bind
from kg.entities.blocking import long_keys, short_keys
from kg.entities.classes import compatible, family
from kg.entities.comparison import OF_OTHERS, OF_PERSONS, compare
from kg.entities.descriptions import appositions, titles
from kg.entities.discourse import Discourse, Referent, could_be_one, is_adjective
from kg.entities.lookalikes import guessed, is_of_another
from kg.entities.metonymy import REASON as METONYMY
from kg.entities.names import title_head
from kg.entities.nations import demonyms, is_adjective_of_nation, nationalities
from kg.entities.surroundings import known_by
from kg.entities.tables import words
from kg.model import EntityKind

__all__ = ["STEPS", "chains", "exact_names", "guessed", "known_names", "shorter_forms", "slips", "spellings"]

_OUTVOTED = 3
# A name that so many longer ones share tells none of them.
_BLOCK = 50
_SURE_BEFORE = 0.9
"""Least chance that a full name is of the short one before it."""


def exact_names(d: Discourse) -> None:
    """Begin a referent for each name: equal keys and compatible families are one thing."""
    buckets: dict[str, list[int]] = {}
    for number, name in enumerate(d.names):
        if name is None:
            continue
        if is_adjective_of_nation(d, number) or "title" in d.told[number]:
            continue
        if is_adjective(d.mentions[number]):
            d.start(number, "adjective", kind=EntityKind.CONCEPT)
        else:
            buckets.setdefault(name.key or f"? {name.text}", []).append(number)
    for key in buckets:
        for numbers in (part for thing in _things(d, key, buckets[key]) for part in d.rulings.parts(thing)):
            referent = d.start(numbers[0], "name" if numbers[0] not in d.seats else METONYMY)
            for number in numbers[1:]:
                d.join(number, referent, "exact name" if number not in d.seats else METONYMY)


def _things(d: Discourse, key: str, numbers: list[int]) -> list[list[int]]:
    """Part the mentions of one name by what they can be; most names are one thing."""
    kinds = [_kind(d, key, number) for number in numbers]
    counts = Counter(kinds)
    things: dict[tuple[str, str], list[int]] = {}
    for number, kind in zip(numbers, kinds, strict=True):
        settled = _settled(kind, counts) if len(counts) > 1 else kind
        part = _titled_gender(d, number) if settled == "person" else _told_apart_by(d, number)
        things.setdefault((settled, part), []).append(number)
    for kind in sorted({kind for kind, part in things if part}):
        _join_parts(things, kind)
    return list(things.values())


def _told_apart_by(d: Discourse, number: int) -> str:
    """Return the region or the legal form that tells a name from others like it, "" for none."""
    name = d.names[number]
    return d.regions.get(number, "") or (name.legal_form if name is not None else "")


def _kind(d: Discourse, key: str, number: int) -> str:
    """Return the family of a name mention; known countries and cities are places whatever they do."""
    kind = d.families[number]
    known = d.gazetteer.certain(key, kind)
    return "place" if known is not None and family(known.type) == "place" and kind != "person" else kind


def _settled(kind: str, counts: Counter[str]) -> str:
    """Return the family to which a mention goes in the end: the only one that fits, or the model was
    outvoted.

    A slip of the model is one among many: for a place among people nothing is settled, for other families
    three to one is enough.
    """
    told = [other for other in counts if other]
    if not kind:
        return told[0] if len(told) == 1 else kind
    top = max(told, key=lambda other: (counts[other], other))
    if compatible(top, kind):
        return top
    people = "person" in (top, kind)
    slip = counts[kind] == 1 and "place" not in (top, kind) if people else True
    return top if slip and counts[top] >= _OUTVOTED * counts[kind] + people else kind


def _titled_gender(d: Discourse, number: int) -> str:
    name = d.names[number]
    one_word = name is not None and len(name.tokens) == 1
    return (
        d.gender(number)
        if one_word and name is not None and (name.titles or d.mentions[number].titles)
        else ""
    )


def _join_parts(things: dict[tuple[str, str], list[int]], kind: str) -> None:
    """Make one list of mentions with and without a title, region or legal form where all titles are of one
    gender ("Mr Holmes", "Holmes"), all regions are one ("Portland, Oregon", "Portland"), all forms too.
    """
    parts = [part for other, part in things if other == kind and part]
    if len(parts) == 1:
        told = things.pop((kind, parts[0]))
        things[kind, ""] = sorted([*things.get((kind, ""), []), *told])


def known_names(d: Discourse) -> None:
    """Join names of the same known entity: "the U.S." and "the United States"."""
    first: dict[str, Referent] = {}
    said = frozenset(name.key for name in d.names if name is not None)
    for referent in d.named():
        known, why = known_by(d, referent, said)
        if known is None or known.iri in d.rulings.barred(referent.members):
            continue
        referent.known, referent.why_known = known, why
        other = first.setdefault(known.identity, referent)
        if other is not referent:
            d.merge(referent, other, "known alias")


def spellings(d: Discourse) -> None:
    """Join names that differ in spaces and hyphens only: "Al-Qaeda", "Alqaeda"."""
    first: dict[str, list[Referent]] = {}
    for referent in d.named():
        others = first.setdefault(referent.name.solid, [])
        same = [other for other in others if could_be_one(referent, other)]
        if len(same) == 1 and len(referent.name.solid) > 3 and referent.name.key != same[0].name.key:
            d.merge(referent, same[0], "spelling variant")
        else:
            others.append(referent)


def shorter_forms(d: Discourse) -> None:
    """Join a shorter form of a name with the only longer name that it fits: "Maduro" with "Nicolas
    Maduro".
    """
    index: dict[str, list[Referent]] = {}
    gone: dict[int, Referent] = {}
    referents = sorted(d.named(), key=lambda r: (-len(r.name.tokens), r.first))
    for referent in referents:
        for name in referent.names:
            for person in (True, False):
                for key in long_keys(name, person=person):
                    index.setdefault(key, []).append(referent)
    for referent in referents:
        longer = _longer(referent, index, gone)
        found = [
            (other, reason)
            for other, reason in longer
            if not (d.rulings.opposed(referent.members, other.members) or is_of_another(d, referent, other))
        ]
        partner, reason = _only(referent, found)
        if partner is None or (too_early := _too_early(d, referent, partner)) == referent.members:
            continue
        early = [(n, r) for n, r in zip(referent.members, referent.reasons, strict=True) if n in too_early]
        if d.merge(referent, partner, reason):
            gone[id(referent)] = partner
            if early:
                d.part(partner, early)


def _too_early(d: Discourse, referent: Referent, full: Referent) -> list[int]:
    """Return the mentions of a person by one word that stand before the full name, so may be of something
    else.

    "Jackson is in Mississippi. Andrew Jackson …": texts give the full name first, but for headlines. The
    model's chain may tell that they are one, where it is sure. Without any chains nothing is said against
    them.
    """
    early = [n for n in referent.members if n < full.first]
    if (
        "person" not in (referent.family, full.family)
        or len(referent.name.tokens) > 1
        or not early
        or not d.has_chains
    ):
        return []
    named, chance = d.mentions[full.first].coreference, d.mentions[full.first].coreference_chance
    sure = named is not None and chance >= _SURE_BEFORE
    return [n for n in early if not (sure and d.mentions[n].coreference == named) and not d.in_headline(n)]


def _longer(
    referent: Referent, index: dict[str, list[Referent]], gone: dict[int, Referent]
) -> Iterator[tuple[Referent, str]]:
    """Yield each referent that has a longer form of this one's name, with the reason."""
    seen = {id(referent)}
    for person, comparisons in ((True, OF_PERSONS), (False, OF_OTHERS)):
        for key in short_keys(referent.name, person=person):
            block = index.get(key, ())
            for other in block if len(block) <= _BLOCK else ():
                while id(other) in gone:
                    other = gone[id(other)]
                if id(other) in seen or not compatible(referent.family, other.family):
                    continue
                if person is not ("person" in (referent.family, other.family)) or _are_many(referent, other):
                    continue
                reasons = (compare(referent.name, name, comparisons)[1] for name in other.names)
                reason = next((reason for reason in reasons if reason), "")
                if reason:
                    seen.add(id(other))
                    yield other, reason


def _are_many(*referents: Referent) -> bool:
    """Tell whether one of some things is several people; the name of a body may well be a plural ("Delta
    Air Lines").
    """
    return any(r.plural and not (r.family == "organization" and len(r.name.tokens) > 1) for r in referents)


def _only(referent: Referent, found: list[tuple[Referent, str]]) -> tuple[Referent | None, str]:
    """Return the one partner of a short name.  A surname of several people needs a title or gender that only
    one has.
    """
    if len(found) == 1:
        other, reason = found[0]
        distinct = referent.known is not None and other.known is None and referent.family != "person"
        return (other, reason) if could_be_one(referent, other) and not distinct else (None, "")
    titled = [
        (other, reason)
        for other, reason in found
        if _share_title(referent, other) and could_be_one(referent, other)
    ]
    if len(titled) == 1:
        return titled[0][0], f"title and {titled[0][1]}"
    fitting = [(o, r) for o, r in found if referent.gender and o.gender == referent.gender]
    if len(fitting) == 1 and all(o.gender for o, _ in found):
        return fitting[0][0], f"gender and {fitting[0][1]}"
    return None, ""


def _share_title(one: Referent, other: Referent) -> bool:
    return bool({title_head(t) for t in one.titles if t} & {title_head(t) for t in other.titles if t})


def slips(d: Discourse) -> None:
    """Join a surname that the model once took for a place or thing with its person, where the text has no
    other.

    The person must be called by the surname elsewhere, nothing known may bear it, and no preposition of place
    may stand before it."""
    people: dict[str, list[Referent]] = {}
    for referent in d.named():
        if referent.family == "person" and len(referent.name.tokens) > 1:
            short = {name.key for name in referent.names if len(name.tokens) == 1}
            for key in sorted({*short, referent.name.tokens[-1]}):
                people.setdefault(key, []).append(referent)
    for referent in d.named():
        found = people.get(referent.name.key, [])
        slip = len(referent.members) == 1 and referent.family not in ("", "person") and len(found) == 1
        if slip and referent.name.key not in {name.key for name in found[0].names}:
            slip = found[0].first < referent.first and _share_chain(d, referent, found[0])
        if (
            slip
            and not d.gazetteer.by_key.get(referent.name.key)
            and not _after_place_word(d, referent.first)
        ):
            d.merge(referent, found[0], "surname of")


def _share_chain(d: Discourse, one: Referent, other: Referent) -> bool:
    """Tell whether the language model has a mention of each of two things in one chain, however sure it
    is.
    """
    chains_of = ({d.mentions[n].coreference for n in r.members} - {None} for r in (one, other))
    return bool(set.intersection(*chains_of))


def _after_place_word(d: Discourse, number: int) -> bool:
    span = d.mentions[number].span
    before = d.document.text[max(0, span.start - 12) : span.start].split()
    return bool(before) and before[-1].casefold() in words("words", "before a place")


def chains(d: Discourse) -> None:
    """Join what the text analysis itself has put into one chain."""
    first: dict[str, int] = {}
    for number, mention in enumerate(d.mentions):
        referent = d.of[number]
        if mention.chain is None or referent is None:
            continue
        other = d.of[first.setdefault(mention.chain, number)]
        if other is not None and other is not referent:
            d.merge(referent, other, "same chain")


STEPS: tuple[Callable[[Discourse], None], ...] = (
    exact_names,
    bind,
    known_names,
    spellings,
    definitions,
    shorter_forms,
    slips,
    guessed,
    nationalities,
    demonyms,
    titles,
    appositions,
    chains,
)
