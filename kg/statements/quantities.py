"""Amounts in a form that can be compared: "more than $4.8 billion" → `>4800000000 USD`.

A value is a number (`12`, `2.5`, `1/3`), one that is only about right (`3000~`, as in EDTF), a range
(`20..30`) or a bound (`>100`, `>=100`, `<5`, `<=5`), and the unit behind a space: a currency (ISO 4217), `%`,
or a symbol (`km`).  Words that tell no number ("dozens", "several", "a few") have no value.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from kg.statements.times.numbers import number

__all__ = ["normalise"]

_LONGEST = 100
_FIGURES = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?: ?([a-z]+))?")
_HALVES = re.compile(
    r"(?:(?:a )?half(?: a)?|(.+) and a half)[ -](hundred|thousand|dozen|million|billion|trillion)"
)
_NEGATIVE = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]\s?[\d.$\u20ac\u00a3]|minus\b)")
_RATIO = re.compile(r"(.+?) (?:(?:out )?of(?: the| every)?|in(?: every)?) (.+)")


@cache
def _table(name: str) -> Any:
    """Return one table of the data file."""
    text = (files("kg.statements") / "data" / "quantities.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)[name]


def normalise(text: str) -> str | None:
    """Return the value of a phrase that is nothing but an amount, None for others.

    >>> [normalise(t) for t in ("over $4.8 billion", "some 3,000", "between 20 and 30 percent", "3-5 km")]
    ['>4800000000 USD', '3000~', '20..30 %', '3..5 km']
    >>> [normalise(t) for t in ("two of five", "about half", "a dozen", "dozens", "one")]
    ['2/5', '1/2~', '12', None, None]
    """
    phrase = _plain(text)
    if len(phrase) > _LONGEST or phrase in ("one", "a", "an", "") or _NEGATIVE.match(text):
        return None
    phrase, sign = _sign(phrase)
    phrase, unit = _unit(phrase)
    value = _amount(phrase)
    if value is None or (".." in value and sign not in ("", "~")):
        return None
    marked = f"{sign}{value}" if sign in (">", ">=", "<", "<=") else value + ("~" if sign else "")
    return f"{marked} {unit}" if unit else marked


def _plain(text: str) -> str:
    """Return a phrase in lower case, with plain dashes and single spaces ("nz$", not "nz $")."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"\b(us|nz|au|ca|hk) (?=[$])", r"\1", " ".join(text.split())).replace("-in-", " in ")
    text = re.sub(r"(?<=\d)(?:\+|-plus)(?=\s|$)", " or more", text)
    return re.sub(r"\s*-\s*", "-", text).strip(" .,;:-")


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _scales() -> dict[str, int]:
    """Return the words that multiply a number, "dozen" too."""
    return {**_table("scales"), "dozen": 12}


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"({_alternatives([*_table('approximations'), *_table('ignored')])})\s+(?=\S)")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s+({_alternatives(_table('behind'))})$")


def _sign(phrase: str) -> tuple[str, str]:
    """Return a phrase without the words that tell how exact it is, and the first sign for them."""
    sign = ""
    while match := _before().match(phrase):
        sign = sign or _table("approximations").get(match[1], "")
        phrase = phrase[match.end() :]
    if match := _behind().search(phrase):
        return phrase[: match.start()], sign or _table("behind")[match[1]]
    return phrase, sign


def _unit(phrase: str) -> tuple[str, str]:
    """Return a phrase without its unit, and the unit ("" for none)."""
    symbols = _alternatives(_table("symbols"))
    if match := re.match(rf"(between |from )?({symbols}) ?(?=[\d.])", phrase):
        rest = re.sub(rf"(?<=[-\s])(?:{symbols}) ?(?=\d)", "", (match[1] or "") + phrase[match.end() :])
        return _millions(rest), _table("symbols")[match[2]]
    if match := re.search(r"(?<=\w) ?([€£¥₽₹])$", phrase):
        return _millions(phrase[: match.start()]), _table("symbols")[match[1]]
    units = _alternatives(_table("units"))
    if match := re.search(rf"(?:(?<=\d)|[\s-])({units})s?$", phrase):
        rest = re.sub(rf"(?<=\d) ?(?:{units})s?(?=-| to | and | or )", "", phrase[: match.start()])
        unit = _table("units")[match[1]]
        return (_millions(rest) if unit.isupper() and len(unit) == len("EUR") else rest), unit
    return phrase, ""


def _millions(phrase: str) -> str:
    """Return a phrase about money with "m" written out."""
    return re.sub(r"(?<=\d) ?m\b", " million", phrase)


def _amount(phrase: str) -> str | None:
    """Return the number, range or share that a phrase is."""
    single = _number(phrase)
    if single is not None:
        return _written(single)
    return _share(phrase) or _range(phrase)


def _range(phrase: str) -> str | None:
    """Return "20..30" for "between 20 and 30", "20-30", "from 2 to 3 million" and "two or three"."""
    match = re.fullmatch(r"between (.+?) and (.+)|(?:from )?(.+?)(?:-to-|-| to | or )(.+)", phrase)
    if match is None:
        return None
    left, right = match[1] or match[3], match[2] or match[4]
    scale = re.search(rf" ?({_alternatives(_table('scales'))})$", right)
    low, high = _number(left), _number(right)
    if scale and low is not None and not left.endswith(scale[1]) and low < 1000:
        low *= _table("scales")[scale[1]]
    return (
        f"{_written(low)}..{_written(high)}" if low is not None and high is not None and low < high else None
    )


def _share(phrase: str) -> str | None:
    """Return "1/2" for "half", "2/3" for "two thirds", "2/5" for "two of five" and "one in five"."""
    fraction = re.fullmatch(rf"(?:(.+?)[ -])?({_alternatives(_table('fractions'))})s?", phrase)
    if fraction:
        above = _number(fraction[1]) if fraction[1] else Decimal(1)
        below = Decimal(_table("fractions")[fraction[2]])
    elif ratio := _RATIO.fullmatch(phrase):
        above, wanted = _number(ratio[1]), _number(ratio[2])
        below = wanted or Decimal(0)
    else:
        return None
    if above is None or not 0 < above < below or above % 1 or below % 1:
        return None
    return f"{_written(above)}/{_written(below)}"


def _number(text: str) -> Decimal | None:
    """Return the value of a number in figures or words, with its scale."""
    text = text.strip()
    if match := _HALVES.fullmatch(text):
        whole, scale = _number(match[1]) if match[1] else Decimal(0), _scales()[match[2]]
        return None if whole is None else (whole + Decimal("0.5")) * scale
    if match := _FIGURES.fullmatch(text):
        scale = _table("scales").get(match[2]) if match[2] else 1
        return Decimal(match[1].replace(",", "")) * scale if scale else None
    if not re.search(r"[a-z]", text) or re.search(r"\d|half", text):
        return None
    value = number(text)
    return Decimal(str(value)) if value is not None else None


def _written(value: Decimal) -> str:
    """Return a number without exponent and without zeros at its end."""
    return (
        f"{value.to_integral_value():f}" if value == value.to_integral_value() else f"{value.normalize():f}"
    )
