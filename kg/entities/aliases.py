"""The names of one thing within a document: which name mentions are of one referent.

The steps run in the order of `STEPS`, the surest first.  Each joins only where there is exactly one partner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from kg.entities.blocking import long_keys, short_keys
from kg.entities.classes import compatible, family
from kg.entities.comparison import OF_OTHERS, OF_PERSONS, compare, fuller, surname
from kg.entities.discourse import Discourse, Referent, is_adjective
from kg.entities.names import Name, parse, title_head, tokens
from kg.model import EntityKind, KnownEntity, MentionKind

__all__ = [
    "STEPS",
    "chains",
    "definitions",
    "demonyms",
    "exact_names",
    "known_names",
    "shorter_forms",
    "spellings",
]

_OUTVOTED = 3
# A name that so many longer ones share tells none of them.
_BLOCK = 50


def exact_names(d: Discourse) -> None:
    """Begin a referent for each name: equal keys and compatible families are one thing."""
    buckets: dict[str, list[int]] = {}
    for number, name in enumerate(d.names):
        if name is None:
            continue
        if _is_adjective(d, number):
            continue
        if "title" in d.mentions[number].features:
            d.start(number, "description beside a name", kind=EntityKind.CONCEPT)
        elif _is_inhabitant(d, number):
            d.start(number, "one of a people", kind=EntityKind.CONCEPT)
        else:
            buckets.setdefault(name.key or f"? {name.text}", []).append(number)
    for key in buckets:
        for numbers in _things(d, key, buckets[key]):
            referent = d.start(numbers[0], "name")
            for number in numbers[1:]:
                d.join(number, referent, "exact name")


def _is_adjective(d: Discourse, number: int) -> bool:
    """Tell whether a mention is a known demonym that stands for its country ("the Venezuelan army"), not for
    people."""
    told, mention = d.mentions[number].features, d.mentions[number]
    return (
        "demonym" in told
        and "plural" not in told
        and mention.type != "person"
        and d.gazetteer.demonym(mention.text) is not None
    )


def _is_inhabitant(d: Discourse, number: int) -> bool:
    """Tell whether a mention is a demonym for one person: "a Venezuelan"."""
    return is_adjective(d.mentions[number]) and d.mentions[number].type == "person"


def _things(d: Discourse, key: str, numbers: list[int]) -> list[list[int]]:
    """Part the mentions of one name by what they can be; most names are one thing."""
    kinds = [_kind(d, key, number) for number in numbers]
    counts = Counter(kinds)
    things: dict[tuple[str, str], list[int]] = {}
    for number, kind in zip(numbers, kinds, strict=True):
        settled = _settled(kind, counts) if len(counts) > 1 else kind
        gender = _titled_gender(d, number) if settled == "person" else ""
        things.setdefault((settled, gender), []).append(number)
    for kind in sorted({kind for kind, gender in things if gender}):
        _join_genders(things, kind)
    return list(things.values())


def _kind(d: Discourse, key: str, number: int) -> str:
    """Return the family of a name mention; known countries and cities are places whatever they do."""
    kind = d.families[number]
    known = d.gazetteer.certain(key, kind)
    return "place" if known is not None and family(known.type) == "place" and kind != "person" else kind


def _settled(kind: str, counts: Counter[str]) -> str:
    """Return the family to which a mention goes in the end: the only one that fits, or the model was
    outvoted.

    A slip of the model is one among many: for a place among people nothing is settled, for other families
    three to one is enough."""
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


def _join_genders(things: dict[tuple[str, str], list[int]], kind: str) -> None:
    """Make one list of mentions with and without a title where all titles are of one gender ("Mr Holmes",
    "Holmes")."""
    genders = [gender for gender in ("masculine", "feminine") if (kind, gender) in things]
    if len(genders) == 1:
        titled = things.pop((kind, genders[0]))
        things[kind, ""] = sorted([*things.get((kind, ""), []), *titled])


def known_names(d: Discourse) -> None:
    """Join names of the same known entity: "the U.S." and "the United States"."""
    first: dict[str, Referent] = {}
    for referent in d.named():
        referent.known = _known(d, referent)
        if referent.known is None:
            continue
        other = first.setdefault(referent.known.iri, referent)
        if other is not referent:
            d.merge(referent, other, "known alias")


def _known(d: Discourse, referent: Referent) -> KnownEntity | None:
    """Return what all its names stand for; one word is not enough for a person."""
    names = [name for name in referent.names if len(name.tokens) > 1 or referent.family != "person"]
    found = {e.iri: e for name in names if (e := d.gazetteer.certain(name.key, referent.family)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def spellings(d: Discourse) -> None:
    """Join names that differ in spaces and hyphens only: "Al-Qaeda", "Alqaeda"."""
    first: dict[str, list[Referent]] = {}
    for referent in d.named():
        others = first.setdefault(referent.name.solid, [])
        same = [other for other in others if _can_be(referent, other)]
        if len(same) == 1 and len(referent.name.solid) > 3 and referent.name.key != same[0].name.key:
            d.merge(referent, same[0], "spelling variant")
        else:
            others.append(referent)


def _can_be(one: Referent, other: Referent) -> bool:
    """Tell whether nothing that is known of two referents forbids that they are one."""
    genders = {one.gender, other.gender} - {""}
    known = {r.known.iri for r in (one, other) if r.known}
    if not compatible(one.family, other.family) or len(genders) > 1 or len(known) > 1:
        return False
    return "person" not in (one.family, other.family) or _same_full_name(one, other)


def _same_full_name(one: Referent, other: Referent) -> bool:
    """Tell whether the full names of two people, if any, can all be of one: "John Smith" is not "Jane
    Smith"."""
    pairs = ((a, b) for a in one.names for b in other.names if len(a.tokens) > 1 < len(b.tokens))
    return all(a.key == b.key or fuller(a, b)[0] or fuller(b, a)[0] or surname(a, b)[0] for a, b in pairs)


_BEFORE_BRACKET = re.compile(r"(?:['’]s)?\s*\(\s*(?:the\s+|or\s+)?[\"“'‘]?$")


def definitions(d: Discourse) -> None:
    """Join an acronym with the name that it stands beside in brackets: "the Royal Press Agency (RPA)", or the
    reverse."""
    text = d.document.text
    ends = {
        d.mentions[n].span.end: n
        for n, name in enumerate(d.names)
        if name is not None and d.of[n] is not None
    }
    for number, name in enumerate(d.names):
        span = d.mentions[number].span
        opening = (
            _BEFORE_BRACKET.search(text, max(0, span.start - 12), span.start) if name is not None else None
        )
        outer = ends.get(opening.start()) if opening else None
        if outer is None or not re.match(r"[\"”'’]?\s*[),;]", text[span.end : span.end + 4]):
            continue
        inside, outside = d.names[number], d.names[outer]
        if inside and outside and (_abbreviates(inside, outside) or _abbreviates(outside, inside)):
            _join_defined(d, number, outer)


def _join_defined(d: Discourse, inner: int, outer: int) -> None:
    one, other = d.of[inner], d.of[outer]
    if one is None or other is None or one is other:
        return
    long, short = (one, other) if len(one.name.solid) > len(other.name.solid) else (other, one)
    if not (long.known and short.known):
        d.merge(short, long, "acronym defined as")


def _abbreviates(short: Name, long: Name) -> bool:
    """Tell whether the letters of an acronym stand in a name in order, the first one at the beginning of a
    word.

    After Schwartz & Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical
    text"."""
    if not short.acronym or (len(long.tokens) < 2 and len(long.solid) <= len(short.solid)):
        return False
    words_of = [*long.tokens, *long.form.split()]
    letters = short.solid
    starts = [i for i, word in enumerate(words_of) if word[0] == letters[0]]
    return any(_in_order(letters[1:], " ".join(words_of[i:])[1:]) for i in starts)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def shorter_forms(d: Discourse) -> None:
    """Join a shorter form of a name with the only longer name that it fits: "Maduro" with "Nicolas
    Maduro"."""
    index: dict[str, list[Referent]] = {}
    gone: dict[int, Referent] = {}
    referents = sorted(d.named(), key=lambda r: (-len(r.name.tokens), r.first))
    for referent in referents:
        for name in referent.names:
            for person in (True, False):
                for key in long_keys(name, person=person):
                    index.setdefault(key, []).append(referent)
    for referent in referents:
        found = list(_longer(referent, index, gone))
        partner, reason = _only(referent, found)
        if partner is not None:
            gone[id(referent)] = partner
            d.merge(referent, partner, reason)


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
                if (
                    person is not ("person" in (referent.family, other.family))
                    or referent.plural
                    or other.plural
                ):
                    continue
                reasons = (compare(referent.name, name, comparisons)[1] for name in other.names)
                reason = next((reason for reason in reasons if reason), "")
                if reason:
                    seen.add(id(other))
                    yield other, reason


def _only(referent: Referent, found: list[tuple[Referent, str]]) -> tuple[Referent | None, str]:
    """Return the one partner of a short name.  A surname of several people needs a title or gender that only
    one has."""
    if len(found) == 1:
        other, reason = found[0]
        distinct = referent.known is not None and other.known is None and referent.family != "person"
        return (other, reason) if _can_be(referent, other) and not distinct else (None, "")
    titled = [
        (other, reason)
        for other, reason in found
        if _share_title(referent, other) and _can_be(referent, other)
    ]
    if len(titled) == 1:
        return titled[0][0], f"title and {titled[0][1]}"
    fitting = [(o, r) for o, r in found if referent.gender and o.gender == referent.gender]
    if len(fitting) == 1 and all(o.gender for o, _ in found):
        return fitting[0][0], f"gender and {fitting[0][1]}"
    return None, ""


def _share_title(one: Referent, other: Referent) -> bool:
    return bool({title_head(t) for t in one.titles if t} & {title_head(t) for t in other.titles if t})


def nationalities(d: Discourse) -> None:
    """Join an institution with the only one that has a nation before the same name: "the Venezuelan Army",
    "the Army"."""
    longer: dict[str, list[Referent]] = {}
    for referent in d.named():
        for name in referent.names:
            if len(name.tokens) > 1 and d.gazetteer.demonym(name.tokens[0]) is not None:
                longer.setdefault(" ".join(name.tokens[1:]), []).append(referent)
    for referent in d.named():
        found = longer.get(referent.name.key, [])
        if (
            len(found) == 1
            and referent.family == found[0].family == "organization"
            and _can_be(referent, found[0])
        ):
            d.merge(referent, found[0], "name without nation")


def demonyms(d: Discourse) -> None:
    """Join adjectives of a known country with the country: "Venezuelan" with "Venezuela", named in the text
    or not."""
    countries = {_identity(r.known): r for r in d.named() if r.known}
    by_name = {r.name.key: r for r in d.named() if r.family in ("place", "organization", "")}
    for number, name in enumerate(d.names):
        if name is None or not _is_adjective(d, number):
            continue
        known = d.gazetteer.demonym(name.text)
        if known is None:
            continue
        key = parse(known.label).key
        country = countries.get(_identity(known)) or by_name.get(key)
        if country is None:
            country = Referent(EntityKind.NAMED, "place", names=[parse(known.label)], known=known)
            countries[_identity(known)] = country
        d.join(number, country, "demonym of")


def _identity(known: KnownEntity) -> str:
    return known.iri or parse(known.label).key


def appositions(d: Discourse) -> None:
    """Note what stands beside a name as its description: "Juan Guaido, the opposition leader", "the exporter,
    Acme".

    The description stays a thing of its own (the text says that the one *is* the other), but "the leader" may
    then be meant of the name."""
    names = {d.mentions[n].span.end: n for n, name in enumerate(d.names) if name is not None}
    starts = {d.mentions[n].span.start: n for n, name in enumerate(d.names) if name is not None}
    for number, mention in enumerate(d.mentions):
        if mention.kind is not MentionKind.NOMINAL or "plural" in mention.features:
            continue
        phrase = mention.phrase or mention.span
        for found, offset in (
            (names, _before_comma(d, phrase.start)),
            (starts, _after_comma(d, mention.span.end)),
        ):
            referent = d.of[found[offset]] if offset in found else None
            if referent is not None and compatible(referent.family, mention.type):
                d.descriptions.add(number)
                if referent.family == "person":
                    referent.titles.add(tokens(mention.text))


def _before_comma(d: Discourse, offset: int) -> int:
    """Return the end of what stands before ", " and an offset, -1 if no comma is there."""
    before = d.document.text[max(0, offset - 3) : offset].rstrip()
    return offset - (min(offset, 3) - len(before)) - 1 if before.endswith(",") else -1


def _after_comma(d: Discourse, offset: int) -> int:
    """Return the start of what stands after a comma at an offset, -1 if none is there."""
    return offset + 2 if d.document.text[offset : offset + 2] == ", " else -1


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
    known_names,
    spellings,
    definitions,
    shorter_forms,
    nationalities,
    demonyms,
    appositions,
    chains,
)
