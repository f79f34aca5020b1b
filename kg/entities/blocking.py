"""Blocks: names that could be one share a key, so that only they are compared, and nothing grows with all
pairs.

See Christen (2012), "Data Matching", chapter 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kg.entities.classes import compatible, family
from kg.entities.comparison import _droppable, _without_generation
from kg.entities.names import Name, generic_heads, is_generic, title_words
from kg.entities.tables import words

__all__ = ["long_keys", "short_keys", "tells_little", "typo_keys"]


def short_keys(name: Name, *, person: bool) -> Iterator[str]:
    """Yield the keys under which longer forms of a name are to be looked up.

    >>> from kg.entities.names import parse
    >>> list(short_keys(parse("Maduro"), person=True))
    ['last maduro', 'first maduro', 'inner maduro']
    """
    if not name.tokens:
        return
    if person:
        yield f"last {_without_generation(name.tokens)[-1]}"
        yield f"first {name.tokens[0]}"
        if len(name.tokens) == 1:
            yield f"inner {name.tokens[0]}"
    else:
        yield f"short {name.key}"


def long_keys(name: Name, *, person: bool) -> Iterator[str]:
    """Yield the keys of the shorter forms which a name may have.

    >>> from kg.entities.names import parse
    >>> list(long_keys(parse("Bank of Russia"), person=False))
    ['short bank', 'short bor', 'short br']
    """
    found = name.tokens
    if len(found) < 2:
        return
    if person:
        yield f"last {_without_generation(found)[-1]}"
        yield f"first {found[0]}"
        yield from (f"inner {word}" for word in found[1:-1])
        return
    yield from sorted({f"short {short}" for short in _shorter(name)})


def _shorter(name: Name) -> Iterator[str]:
    found = name.tokens
    end = len(found)
    while end > 1 and found[end - 1] in _droppable():
        end -= 1
        yield " ".join(found[:end])
    if end == len(found) > 2 and " ".join(found[-2:]) in _droppable():
        yield " ".join(found[:-2])
    of = next((i for i, token in enumerate(found) if i and token in ("of", "for")), 0)
    if of and found[of - 1] in generic_heads():
        yield " ".join(found[:of])
    yield "".join(token[0] for token in found)
    yield "".join(token[0] for token in found if token not in words("words", "small"))
    if name.form:
        yield "".join(token[0] for token in (*found, *name.form.split()))


def tells_little(name: Name, kind: str, nouns: Mapping[str, str]) -> bool:
    """Tell whether a name alone, in two documents, says nothing about being the same: many bear it.

    These are given names and common family names alone, offices ("the President"), institutions of which
    every nation has one ("the Army"), common nouns that were taken for names ("War"; `nouns` gives their
    classes) and parts of books ("Figure 1").

    >>> from kg.entities.names import parse
    >>> [tells_little(parse(text), "person", {}) for text in ("Smith", "Ann", "Rosenkrantz", "John Smith")]
    [True, True, False, False]
    """
    if len(name.solid) < 2:
        return True
    if len(name.tokens) == 1:
        return name.key in _common_names() or _is_noun(name.key, kind, nouns)
    if kind == "person":
        office = name.tokens[0] in title_words() and "of" in name.tokens
        return office or name.tokens[-1] in title_words() or name.key in title_words()
    numbered = name.tokens[0] in words("words", "numbered") and any(c.isdigit() for c in name.tokens[1])
    return numbered or is_generic(name)


def _is_noun(word: str, kind: str, nouns: Mapping[str, str]) -> bool:
    """Tell whether the lexicon has a word, or its singular, as a common noun for things of a family."""
    found = nouns.get(word) or nouns.get(word.removesuffix("s"))
    return found is not None and compatible(kind, family(found))


@cache
def _common_names() -> frozenset[str]:
    genders = ("masculine", "feminine")
    persons = [words(table, gender) for table in ("given_names", "gendered_nouns") for gender in genders]
    styles = [words("titles", gender, "style") for gender in genders]
    others = (
        words("common_surnames", "surname"),
        words("words", "common name"),
        title_words(),
        generic_heads(),
    )
    return frozenset().union(*persons, *styles, *others)


def typo_keys(name: Name) -> Iterator[str]:
    """Yield keys that two spellings of a long name share when one word has one slip after its first letter.

    Each long word in turn is cut to its first letter and to one half of it, for a single slip leaves one half
    as it was.

    >>> from kg.entities.names import parse
    >>> list(typo_keys(parse("Rosoboronexport")))
    ['r 0 rosobor', 'r 1 export']
    """
    found = name.tokens
    for i, word in enumerate(found):
        if len(word) < 7 or (i == 0 and len(found) > 1) or not word.isalpha():
            continue
        rest = (*found[:i], word[0], *found[i + 1 :])
        half = len(word) // 2
        yield " ".join((*rest, "0", word[:half]))
        yield " ".join((*rest, "1", word[half + 2 :] if len(word) > 12 else word[-(half - 1) :]))
