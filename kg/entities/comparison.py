"""Named comparisons of two names: each returns (score, reason), (0.0, "") where it sees nothing.

The first name is the one to be placed, the second one is longer or better known.  A comparison says only what
two names have in common; whether there is exactly one such partner is for the caller to see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from kg.entities.names import Name, generic_heads, title_words
from kg.entities.tables import keyed, words

__all__ = [
    "ACROSS",
    "OF_OTHERS",
    "OF_PERSONS",
    "Comparison",
    "compare",
    "exact",
    "fuller",
    "given_name",
    "head_of",
    "initials",
    "inner_name",
    "is_given_name",
    "short_form",
    "spelling",
    "surname",
    "typo",
]

Comparison = Callable[[Name, Name], tuple[float, str]]
NOTHING = (0.0, "")


def exact(one: Name, other: Name) -> tuple[float, str]:
    """Compare keys: "the Acme Corp." is "ACME"."""
    return (1.0, "exact name") if one.key and one.key == other.key else NOTHING


def spelling(one: Name, other: Name) -> tuple[float, str]:
    """Compare without spaces and hyphens: "Al-Qaeda" is "Al Qaeda" and "Alqaeda"."""
    return (0.98, "spelling variant") if len(one.solid) > 3 and one.solid == other.solid else NOTHING


def surname(one: Name, other: Name) -> tuple[float, str]:
    """Compare the end of a full name: "Maduro" of "Nicolas Maduro", "van Dyke" of "Dick van Dyke".

    >>> from kg.entities.names import parse
    >>> surname(parse("Mr Holmes", person=True), parse("Sherlock Holmes", person=True))
    (0.9, 'surname of')
    """
    full = _without_generation(other.tokens)
    n = len(one.tokens)
    fits = 0 < n < len(full) and full[-n:] == one.tokens
    return (0.9, "surname of") if fits and not _describes(one) and not _describes(other) else NOTHING


def _describes(name: Name) -> bool:
    """Tell whether a person is called by an office, not by a name: "Home Secretary", "President of the
    Senate".
    """
    return "of" in name.tokens or name.tokens[-1] in title_words()


def given_name(one: Name, other: Name) -> tuple[float, str]:
    """Compare the first word of a full name: "Sherlock" of "Sherlock Holmes"; before one letter ("Sputnik
    V") it must be a known given name.
    """
    same = len(one.tokens) == 1 < len(other.tokens) and one.tokens[0] == other.tokens[0]
    numbered = len(other.tokens) == 2 and len(other.tokens[1]) == 1
    same = same and (not numbered or is_given_name(one.tokens[0]))
    fits = same and len(one.tokens[0]) > 1 and not _describes(one) and not _describes(other)
    return (0.8, "given name of") if fits else NOTHING


def is_given_name(word: str) -> bool:
    """Tell whether a folded word is a common given name.

    >>> is_given_name("elizabeth"), is_given_name("sputnik")
    (True, False)
    """
    return any(word in words("given_names", gender) for gender in ("masculine", "feminine"))


def inner_name(one: Name, other: Name) -> tuple[float, str]:
    """Compare a word inside a full name, for not all names end in the one that people use: "Lula" of "Luiz
    Inácio Lula da Silva", "Chávez" of "Hugo Chávez Frías".

    >>> from kg.entities.names import parse
    >>> inner_name(parse("Chávez", person=True), parse("Hugo Chávez Frías", person=True))
    (0.7, 'part of the full name')
    """
    inside = len(one.tokens) == 1 and len(one.key) > 3 and one.key in other.tokens[1:-1]
    fits = inside and not is_given_name(one.key) and not _describes(one) and not _describes(other)
    return (0.7, "part of the full name") if fits else NOTHING


def fuller(one: Name, other: Name) -> tuple[float, str]:
    """Compare two full names of which one leaves out or shortens given names: "J. F. Kennedy" of "John
    Fitzgerald Kennedy".

    >>> from kg.entities.names import parse
    >>> fuller(parse("Jane Smith"), parse("John Smith")), fuller(parse("J. Smith"), parse("John Paul Smith"))
    ((0.0, ''), (0.9, 'shorter form of'))
    """
    a, b = _without_generation(one.tokens), _without_generation(other.tokens)
    if len(a) < 2 or (len(a), sum(map(len, a))) >= (len(b), sum(map(len, b))):
        return NOTHING
    if one.numbers and one.numbers != other.numbers:
        return NOTHING
    same_ends = a[-1] == b[-1] and _initial_of(a[0], b[0])
    if same_ends and _within(a[1:-1], b[1:-1]):
        return 0.9, "shorter form of"
    return (0.85, "shorter form of") if a == b[: len(a)] and len(a[-1]) > 2 else NOTHING


def _without_generation(found: tuple[str, ...]) -> tuple[str, ...]:
    generation = words("words", "generation")
    return found[:-1] if len(found) > 1 and found[-1] in generation else found


def _initial_of(short: str, long: str) -> bool:
    return (
        short == long
        or (len(short) == 1 and long.startswith(short))
        or (len(long) == 1 and short.startswith(long))
    )


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether each of `short` is, in order, one of `long` or its initial."""
    rest = iter(long)
    return all(any(_initial_of(token, candidate) for candidate in rest) for token in short)


@cache
def _droppable() -> frozenset[str]:
    return frozenset(word for word, columns in keyed("designators").items() if columns[-1] == "droppable")


def short_form(one: Name, other: Name) -> tuple[float, str]:
    """Compare without words like "Group", "Airlines": "Acme" of "Acme Holdings"; never "New York" of "New
    York Times".
    """
    n = len(one.tokens)
    rest = other.tokens[n:]
    whole = " ".join(rest) in _droppable() or all(word in _droppable() for word in rest)
    fits = bool(rest) and other.tokens[:n] == one.tokens and whole
    return (0.85, "shorter form of") if fits else NOTHING


def head_of(one: Name, other: Name) -> tuple[float, str]:
    """Compare the head of an institution's name: "the Supreme Court" of "the Supreme Court of Venezuela"."""
    n = len(one.tokens)
    if not n or one.tokens[-1] not in generic_heads():
        return NOTHING
    before_of = other.tokens[:n] == one.tokens and other.tokens[n : n + 1] in (("of",), ("for",))
    return (0.8, "head of the name") if before_of else NOTHING


def initials(one: Name, other: Name) -> tuple[float, str]:
    """Compare an acronym with the first letters of a name, with or without its small words: "UN" of "United
    Nations".

    >>> from kg.entities.names import parse
    >>> initials(parse("EU"), parse("European Union")), initials(parse("IOC"), parse("Acme Oil Company"))
    ((0.85, 'initials of'), (0.0, ''))
    """
    if not one.acronym or len(one.tokens) != 1 or len(other.tokens) < 2:
        return NOTHING
    every = "".join(token[0] for token in other.tokens)
    large = "".join(token[0] for token in other.tokens if token not in words("words", "small"))
    form = every + "".join(token[0] for token in other.form.split())
    return (0.85, "initials of") if one.tokens[0] in (every, large, form) else NOTHING


def typo(one: Name, other: Name) -> tuple[float, str]:
    """Compare two long names which differ by one slip in one long word: "Rosoboronexport" and
    "Rosoboronexprot".

    The first word of several (often a given name) and all numbers must be the same, and so must the first
    letter.

    >>> from kg.entities.names import parse
    >>> typo(parse("Rosoboronexprot"), parse("Rosoboronexport"))[1]
    'typo of'
    >>> typo(parse("John Smith"), parse("Joan Smith"))
    (0.0, '')
    """
    a, b = one.tokens, other.tokens
    if len(a) != len(b) or one.numbers != other.numbers or len(one.solid) < 8:
        return NOTHING
    different = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(different) != 1 or (len(a) > 1 and a[0] != b[0]):
        return NOTHING
    x, y = different[0]
    if min(len(x), len(y)) < 7 or x[0] != y[0] or not (x.isalpha() and y.isalpha()) or _inflected(x, y):
        return NOTHING
    score = JaroWinkler.similarity(x, y)
    return (
        (round(score, 4), "typo of") if score >= 0.95 and DamerauLevenshtein.distance(x, y) == 1 else NOTHING
    )


def _inflected(x: str, y: str) -> bool:
    """Tell whether one word is the other with an ending: "Airline" and "Airlines" may well be two
    companies.
    """
    short, long = sorted((x, y), key=len)
    return long.startswith(short)


OF_PERSONS: tuple[Comparison, ...] = (fuller, surname, given_name, inner_name)
OF_OTHERS: tuple[Comparison, ...] = (short_form, head_of, initials)
ACROSS: tuple[Comparison, ...] = (exact, spelling, typo)


def compare(one: Name, other: Name, comparisons: Sequence[Comparison]) -> tuple[float, str]:
    """Return the result of the first of `comparisons` that sees something, else (0.0, "")."""
    for comparison in comparisons:
        result = comparison(one, other)
        if result[0]:
            return result
    return NOTHING
