"""The Porter stemmer and Penn-Treebank-like words, as two of the benchmarks prescribe them.

Porter, "An algorithm for suffix stripping" (1980), with his later revisions. Used by scorers only: what kg
builds has lemmas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from kg.bench.records import resource

__all__ = ["penn_words", "stem"]

_FINAL_STOP = re.compile(r"(?<!\.)\.[\"')\]]*$")


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = resource("porter.json")
    for step in ("step2", "step3"):
        rules[step] = sorted(rules[step], key=lambda rule: -len(rule[0]))
    return rules


def _consonants(word: str) -> list[bool]:
    flags: list[bool] = []
    for i, letter in enumerate(word):
        flags.append(letter not in "aeiou" if letter != "y" else i == 0 or not flags[i - 1])
    return flags


def _measure(word: str) -> int:
    """Return how many times a consonant follows a vowel."""
    flags = _consonants(word)
    return sum(not a and b for a, b in pairwise(flags))


def _has_vowel(word: str) -> bool:
    return not all(_consonants(word))


def _ends_double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _consonants(word)[-1]


def _ends_short(word: str) -> bool:
    """Tell whether the word ends in consonant, vowel, consonant other than w, x, y."""
    flags = _consonants(word)
    if len(word) >= 3 and flags[-3] and not flags[-2] and flags[-1] and word[-1] not in "wxy":
        return True
    return len(word) == 2 and not flags[0] and flags[1]


@cache
def stem(word: str) -> str:
    """Return the stem of a word, in lower case.

    >>> [stem(word) for word in ("ponies", "hopping", "relational", "happy")]
    ['poni', 'hop', 'relat', 'happi']
    """
    word = word.lower()
    if word in _rules()["irregular"]:
        return str(_rules()["irregular"][word])
    if len(word) <= 2:
        return word
    for step in (_plural, _participle, _final_y, _long_suffix, _suffix, _drop_suffix, _final_e):
        word = step(word)
    return word


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _participle(word: str) -> str:
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for end in ("ed", "ing"):
        if word.endswith(end) and _has_vowel(word[: -len(end)]):
            return _mended(word[: -len(end)])
    return word


def _mended(word: str) -> str:
    """Give back the "e" or take away the doubled letter that the suffix had changed."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _ends_double(word) and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _ends_short(word) else word


def _final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and len(word) > 2 and _consonants(word[:-1])[-1] else word


def _long_suffix(word: str) -> str:
    if word.endswith("alli") and _measure(word[:-4]) > 0:
        word = word[:-2]
    if word.endswith("logi"):
        return word[:-4] + "log" if _measure(word[:-3]) > 0 else word
    return _swapped(word, _rules()["step2"])


def _suffix(word: str) -> str:
    return _swapped(word, _rules()["step3"])


def _swapped(word: str, rules: Sequence[Sequence[str]]) -> str:
    """Replace the longest suffix that fits, if what stands before it is long enough."""
    for old, new in rules:
        if word.endswith(old):
            rest = word[: -len(old)]
            return rest + new if _measure(rest) > 0 else word
    return word


def _drop_suffix(word: str) -> str:
    for end in _rules()["step4"]:
        if word.endswith(end):
            rest = word[: -len(end)]
            fits = _measure(rest) > 1 and (end != "ion" or rest.endswith(("s", "t")))
            return rest if fits else word
    return word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _ends_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def penn_words(text: str) -> list[str]:
    """Return words and punctuation marks, roughly as the Penn Treebank has them.

    A full stop is split off at the end of a sentence only; double quotation marks become `` and ''.

    >>> penn_words('He said "Stop." (1,000 cars.)')
    ['He', 'said', '``', 'Stop', '.', "''", '(', '1,000', 'cars', '.', ')']
    """
    words: list[str] = []
    chunks = text.split()
    for chunk, following in zip(chunks, [*chunks[1:], None], strict=False):
        for token in _cut(chunk, following):
            words.extend(_without_clitic(token))
    return [word for word in words if word]


@cache
def _penn() -> dict[str, Any]:
    words: dict[str, Any] = resource("penn.json")
    return words


def _cut(chunk: str, following: str | None) -> list[str]:
    """Split a stretch without white space at marks that stand apart and before a sentence's full stop."""
    stop = _FINAL_STOP.search(chunk)
    cut = stop.start() if stop and len(chunk) > 1 and _is_final(chunk, following) else -1
    tokens, token = [], ""
    for i, letter in enumerate(chunk):
        is_apart = letter == '"' or (
            letter in _penn()["apart"] and not (letter in ",:" and chunk[i + 1 : i + 2].isdigit())
        )
        if i == cut or is_apart:
            tokens.append(token)
            token = ""
        if is_apart:
            opens = i == 0 or chunk[i - 1] in "([{<"
            tokens.append(letter if letter != '"' else "``" if opens else "''")
        else:
            token += letter
    return [*tokens, token]


def _is_final(chunk: str, following: str | None) -> bool:
    """Tell whether the full stop of a stretch ends a sentence, given the stretch that follows."""
    if following is None:
        return True
    core = chunk.rstrip("\"')]").rstrip(".").lstrip("\"'([").lower()
    if core in _penn()["abbreviations"] or (len(core) == 1 and core.isalpha()):
        return False
    first = following.lstrip("\"'([`")[:1]
    return bool(first) and not first.islower()


def _without_clitic(token: str) -> tuple[str, str]:
    if token.endswith("'") and len(token) > 1 and token != "''":
        return token[:-1], "'"
    for clitic in _penn()["clitics"]:
        if token.lower().endswith(clitic) and len(token) > len(clitic):
            return token[: -len(clitic)], token[-len(clitic) :]
    return token, ""
