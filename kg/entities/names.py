"""Names as they are compared: without case, accents, punctuation, articles, titles and legal forms.

Names of different things must keep different keys: "C++" and "C#" keep their signs, "Mi-17" and "Mi-26" their
numbers, "Bank of Russia" all its words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.entities.tables import keyed, words

__all__ = [
    "Name",
    "fold",
    "foreign_forms",
    "generic_heads",
    "is_generic",
    "is_office",
    "key",
    "parse",
    "strip_possessive",
    "title_head",
    "title_words",
    "tokens",
    "umlauts",
]

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*[+#]*")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?!\w)|\b(?:[^\W\d_]\.)+[^\W\d_]\b(?!\.)")
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'", "`": "'"}
)
_PLAIN = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(map(ord, "'&+#"), "'")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, taken apart.

    `tokens` are its folded words without article, titles (of persons) and legal form (of others), `titles`
    and `form` what was taken away.  `acronym` tells that the name is one word in capitals ("RPA", "U.N."),
    `bare` is the key without the nation or owner that stands before an institution.

    >>> name = parse("President Nicolás Maduro's", person=True)
    >>> name.tokens, name.titles
    (('nicolas', 'maduro'), ('president',))
    """

    text: str
    tokens: tuple[str, ...]
    titles: tuple[str, ...] = ()
    form: str = ""
    acronym: bool = False
    bare: str = ""

    @property
    def key(self) -> str:
        """Return the words with one space between them: equal keys are the same name."""
        return " ".join(self.tokens)

    @property
    def legal_form(self) -> str:
        """Return the legal form by which companies of one name differ, in one spelling; "" for none.

        >>> [parse(name).legal_form for name in ("Acme Corporation", "Acme Co. Ltd.", "Acme Group", "Acme")]
        ['corp', 'ltd', '', '']
        """
        told = [keyed("legal_forms")[word][0] for word in self.form.split() if word in keyed("legal_forms")]
        return told[-1] if told else ""

    @property
    def solid(self) -> str:
        """Return the words without spaces: "Al-Qaeda", "Al Qaeda" and "Alqaeda" have the same."""
        return "".join(self.tokens)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the words that hold digits or are Roman numerals, and generations (Jr., Sr.)."""
        generation = words("words", "generation")
        return tuple(
            t
            for i, t in enumerate(self.tokens)
            if (_is_number(t) and (i or len(self.tokens) > 1)) or t in generation
        )


def _is_number(token: str) -> bool:
    return any(c.isdigit() for c in token) or (len(token) > 1 and _ROMAN.fullmatch(token) is not None)


def strip_possessive(text: str) -> str:
    """Return a name without the possessive ending at its end: "Maduro's" → "Maduro", "the Russians'" → "the
    Russians".

    >>> strip_possessive("the Russians’")
    'the Russians'
    """
    return _POSSESSIVE.sub("", text.strip())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return text without case, accents and dots of abbreviations.

    >>> fold("Nicolás"), fold("U.S."), fold("Łódź")
    ('nicolas', 'us', 'lodz')
    """
    if "." in text:
        text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def umlauts(text: str) -> str:
    """Return a text with German letters as they are written where a keyboard lacks them: "Schröder" as
    "Schroeder".

    >>> umlauts("Gerhard Schröder")
    'Gerhard Schroeder'
    """
    return unicodedata.normalize("NFC", text).translate(_UMLAUTS)


@lru_cache(maxsize=1 << 16)
def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; hyphens part words, "&" is "and", + and # stay on their word.

    >>> tokens("AT&T and C++, Mi-17"), tokens("St. Petersburg")
    (('at', 'and', 't', 'and', 'c++', 'mi', '17'), ('saint', 'petersburg'))
    """
    spellings = keyed("spellings")
    found = _TOKEN.findall(fold(text.replace("&", " and ")))
    return tuple(spellings[t][0] if t in spellings else t.replace("'", "") for t in found)


@lru_cache(maxsize=1 << 16)
def parse(text: str, *, person: bool = False) -> Name:
    """Take a name apart; titles are taken off the names of persons only, legal forms off all others.

    >>> parse("the Acme Trading Co., Inc.").key, parse("General Motors").key
    ('acme trading', 'general motors')
    >>> parse("Mrs. Smith", person=True).titles
    ('mrs',)
    """
    bare = strip_possessive(text)
    taken, found = _bare(tokens(bare), person=person)
    if person:
        return Name(text, found, taken)
    return Name(text, found, form=" ".join(taken), acronym=_is_acronym(bare))


def _bare(found: tuple[str, ...], *, person: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (titles of a person or words of the legal form, the words of the name) without article."""
    if len(found) > 1 and found[0] in words("words", "article") and found[0] != "a":
        found = found[1:]
    return _without_titles(found) if person else _without_form(found)


def key(text: str, *, person: bool = False) -> str:
    """Return `parse(text, person=person).key`, quicker where a name is plain, and kept nowhere.

    For the million names of a gazetteer, each of which is taken apart once.

    >>> key("José Díaz, Jr."), key("Acme Trading Co., Inc.")
    ('jose diaz jr', 'acme trading')
    """
    folded = text.lower() if text.isascii() and "." not in text else fold.__wrapped__(text)
    plain = folded.translate(_PLAIN)
    if not plain.isascii() or "'" in plain:
        return parse.__wrapped__(text, person=person).key
    found = plain.split()
    if _special().isdisjoint(found):
        return " ".join(found)
    spellings = keyed("spellings")
    words_ = tuple(spellings[t][0] if t in spellings else t for t in found)
    return " ".join(_bare(words_, person=person)[1])


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").removeprefix("the ").removeprefix("The ")
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(letters) <= 8 and letters.isalnum() and capitals >= 2 and capitals >= len(letters) - 2


def is_office(text: str) -> bool:
    """Tell whether a name is an office and nothing else: "the Queen", "the President"."""
    found = " ".join(tokens(text))
    styles = (words("titles", gender, "style") for gender in ("masculine", "feminine"))
    return found in title_words() or any(found in style for style in styles)


def is_generic(name: Name) -> bool:
    """Tell whether every nation or town may have one of the name: "the Army", "the Supreme Court".

    >>> is_generic(parse("Supreme Court")), is_generic(parse("Bank of Russia"))
    (True, False)
    """
    heads = generic_heads() | words("words", "generic name")
    return any(token in generic_heads() for token in name.tokens) and all(
        token in heads for token in name.tokens
    )


@cache
def generic_heads() -> frozenset[str]:
    """Return the words that name a kind of institution and, alone, one of the kind: "army", "ministry"."""
    return frozenset(word for word, columns in keyed("designators").items() if columns[-1] == "head")


def title_head(title: tuple[str, ...]) -> str:
    """Return the head of a description, the word before its first preposition: "representative" of "special
    representative for X".

    >>> title_head(("special", "representative", "for", "venezuela"))
    'representative'
    """
    end = next((i for i, word in enumerate(title) if i and word in words("words", "preposition")), len(title))
    return title[end - 1]


@cache
def title_words() -> frozenset[str]:
    """Return all titles that are no part of a name, each as folded words with one space between them."""
    kinds = [
        (gender, kind)
        for gender in ("masculine", "feminine", "-")
        for kind in ("honorific", "office", "qualifier")
    ]
    return frozenset(" ".join(tokens(word)) for kind in kinds for word in words("titles", *kind))


def _without_titles(found: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (titles, rest); at least one word is left."""
    titles: list[str] = []
    start = 0
    while True:
        for length in (3, 2, 1):
            phrase = " ".join(found[start : start + length])
            rest = found[start + length : start + length + 1]
            if rest and rest[0] not in words("words", "small") and phrase in title_words():
                titles.append(phrase)
                start += length
                break
        else:
            return tuple(titles), found[start:]


def _without_form(found: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (words of the legal form, rest); at least one word is left."""
    forms = _forms()
    end = len(found)
    while end > 1 and found[end - 1] in forms:
        end -= 1
    if 1 < end < len(found) and found[end - 1] == "and":
        end -= 1
    return found[end:], found[:end]


@cache
def foreign_forms() -> frozenset[str]:
    """Return the legal forms of other languages, which end many acronyms: "sa" of PDVSA."""
    return frozenset(word for word in words("words", "form in acronyms"))


@cache
def _forms() -> frozenset[str]:
    return frozenset(word for word, columns in keyed("designators").items() if columns[-1] == "form")


@cache
def _special() -> frozenset[str]:
    """Return the words of which a name may lose some: articles, titles, legal forms, other spellings."""
    titles = {title.split()[0] for title in title_words()}
    return frozenset({*keyed("spellings"), *words("words", "article"), *_forms(), *titles})
