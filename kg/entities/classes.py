"""Which class of the ontology a mention belongs to, and which classes one thing may have.

The language model tells ten coarse types.  Names say more ("… Inc.", "Ministry of …"), so do titles beside
them ("the state arms exporter Rosoboronexport") and head nouns, through the lexicon.  The coarse types serve
as the *families* of classes: things of two families are not the same thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.entities.names import title_head, tokens
from kg.entities.tables import country_of, keyed, rows, words
from kg.model import Lexicon, Mention, MentionKind

__all__ = [
    "ancestors",
    "best",
    "coarse_class",
    "compatible",
    "designator",
    "family",
    "is_a",
    "mention_family",
    "refine",
]


@cache
def ancestors(name: str) -> tuple[str, ...]:
    """Return a class and its superclasses, nearest first; an unknown class has only itself.

    >>> ancestors("Company")
    ('Company', 'Organization', 'Agent', 'Thing')
    """
    known = keyed("classes")
    chain = [name]
    while known.get(chain[-1], ("",))[0]:
        chain.append(known[chain[-1]][0])
    return tuple(chain)


def is_a(name: str, parent: str) -> bool:
    """Tell whether the class `name` is `parent` or below it."""
    return parent in ancestors(name)


@cache
def family(name: str) -> str:
    """Return the coarse type to which a class belongs; "" where anything is possible.

    >>> family("Company"), family("Thing"), family("Starship")
    ('organization', '', '')
    """
    known = keyed("classes")
    return next((kind for parent in ancestors(name) if (kind := known.get(parent, ("", ""))[1])), "")


def mention_family(mention: Mention, name: str) -> str:
    """Return the family of a mention of class `name`: that of the class, or else its coarse type."""
    return family(name) or mention.type


@cache
def _coarse() -> dict[str, str]:
    return {row[1]: row[2] for row in rows("coarse") if row[0] == "class"}


def coarse_class(coarse: str) -> str:
    """Return the class for a coarse type, "Thing" for an unknown one."""
    return _coarse().get(coarse, "Thing")


@cache
def _near() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(row[1:]) for row in rows("coarse") if row[0] == "near")


def compatible(first: str, second: str) -> bool:
    """Tell whether one thing can be of both families; "" goes with every other.

    >>> compatible("person", "organization"), compatible("", "place"), compatible("object", "abstract")
    (False, True, True)
    """
    return first == second or not first or not second or frozenset((first, second)) in _near()


@cache
def _designators() -> dict[str, tuple[str, str, str, str]]:
    return {row[0]: (row[1], row[2], row[3], row[4] if len(row) > 4 else "") for row in rows("designators")}


@lru_cache(maxsize=1 << 16)
def designator(found: tuple[str, ...]) -> tuple[str, str]:
    """Return (class, strength) that a word of a name tells, or ("", ""); the last words count first, then the
    first.

    >>> designator(("royal", "press", "agency")), designator(("ministry", "of", "defence"))
    (('MediaOrganization', 'strong'), ('GovernmentBody', 'strong'))
    >>> designator(("world", "war", "ii"))
    ('Event', 'strong')
    """
    if len(found) > 2 and found[-1] in words("words", "generation"):
        found = found[:-1]
    if len(found) == 1:
        place, name, _, use = _designators().get(found[0], ("", "", "", ""))
        return (name, "weak") if use == "head" else ("", "")
    if not found:
        return "", ""
    of = next((i for i, token in enumerate(found) if i and token in ("of", "for")), len(found))
    tails = (found[of - 2 : of], found[of - 1 : of]) if of > 1 else (found[:1],)
    for phrase in (" ".join(tail) for tail in tails):
        place, name, strength, _ = _designators().get(phrase, ("", "", "", ""))
        if name and (place != "start"):
            return name, strength
    place, name, strength, _ = _designators().get(found[0], ("", "", "", ""))
    return (name, strength) if place in ("start", "any") else ("", "")


def refine(mention: Mention, lexicon: Lexicon) -> str:
    """Return the class of a mention, as exact as its own words, its titles and its coarse type tell.

    >>> from kg.model import Span
    >>> refine(Mention(Span("d", 0, 9), "Acme Inc.", MentionKind.NAME, "person"), Lexicon())
    'Company'
    """
    if mention.kind is MentionKind.TIME:
        return "Time"
    if mention.kind is MentionKind.QUANTITY:
        return _quantity(mention)
    if mention.kind is MentionKind.NAME and "title" not in mention.features:
        return _of_name(mention, lexicon)
    return _of_nominal(mention, lexicon)


def _quantity(mention: Mention) -> str:
    text = f"{mention.text} {mention.value or ''}"
    if "%" in text or "percent" in text or "per cent" in text:
        return "Percentage"
    money = any(c in text for c in "$€£¥") or any(w in words("currencies", "currency") for w in tokens(text))
    return "Money" if money else "Quantity"


def _of_name(mention: Mention, lexicon: Lexicon) -> str:
    found = tokens(mention.text)
    coarse = mention.type
    titles = [tokens(title) for title in mention.titles]
    if coarse not in ("organization", "place") and any(
        t[:1] and t[0] in _honorifics() for t in (*titles, found)
    ):
        return "Person"
    region = country_of(" ".join(found)) and " ".join(found) not in words("homonyms", "name")
    if region and coarse == "place":
        return "Region"
    name, strength = designator(found)
    if name and (strength == "strong" or compatible(coarse, family(name))):
        return name
    heads = [mention.head_lemma.casefold()] if len(found) > 1 else []
    heads += [title_head(title) for title in titles if title]
    told = [lexicon.classes[head] for head in heads if head in lexicon.classes]
    told = [name for name in told if compatible(coarse, family(name))]
    if told:
        return told[0]
    people = "plural" in mention.features and ("demonym" in mention.features or coarse == "person")
    return "Group" if people else coarse_class(coarse)


@cache
def _honorifics() -> frozenset[str]:
    return words("titles", "masculine", "honorific") | words("titles", "feminine", "honorific")


def _of_nominal(mention: Mention, lexicon: Lexicon) -> str:
    found = tokens(mention.text)
    head = mention.head_lemma.casefold()
    phrases = (" ".join(found), " ".join((*found[-2:-1], head)), head)
    told = next((lexicon.classes[p] for p in phrases if p in lexicon.classes), "")
    name = told if told and compatible(mention.type, family(told)) else coarse_class(mention.type)
    return "Group" if name == "Person" and "plural" in mention.features else name


def best(names: Iterable[str]) -> str:
    """Return the class that most of `names` speak for: first the family by majority, then the most exact
    class in it.

    >>> best(["Organization", "Company", "Place", "Organization"])
    'Company'
    """
    counts = Counter(names)
    families: Counter[str] = Counter()
    for name, count in counts.items():
        families[family(name)] += count
    told = [name for name in families if name] or list(families)
    if not told:
        return "Thing"
    top = min(told, key=lambda name: (-families[name], name))
    return min((n for n in counts if family(n) == top), key=lambda n: (-len(ancestors(n)), -counts[n], n))
