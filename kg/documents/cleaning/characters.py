"""Repairs of single characters: spaces, line ends, quotation marks, ligatures, wrong decodings, NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from kg.documents.edits import Replacement
from kg.documents.tables import alternatives, table

__all__ = ["compose", "decode_twice", "replace"]

_CONTROL = "[\\x00-\\x08\\x0e-\\x1f\\x7f]"
_C1 = "[\\x80-\\x84\\x86-\\x9f]"
_SURROGATE = "[\\ud800-\\udfff]"
_NON_ASCII = re.compile("[\\x00-\\x7f]?[^\\x00-\\x7f]+")


@cache
def _replaceable() -> re.Pattern[str]:
    """Return the pattern of all that `replace` replaces."""
    return re.compile("|".join((alternatives(table("characters")["replace"]), _CONTROL, _C1, _SURROGATE)))


def replace(text: str) -> Iterator[Replacement]:
    """Yield plain forms of special characters; control characters are deleted, lone surrogates become U+FFFD.

    >>> list(replace("\u201cﬁne\u201d"))
    [(0, 1, '"'), (1, 2, 'fi'), (4, 5, '"')]
    """
    plain = table("characters")["replace"]
    for match in _replaceable().finditer(text):
        found = match.group()
        new = plain.get(found)
        yield match.start(), match.end(), _odd(found) if new is None else new


def _odd(character: str) -> str:
    """Return what a control character or a surrogate becomes; C1 is Windows-1252 read as Latin-1."""
    if character >= "\ud800":
        return "\ufffd"
    try:
        return character.encode("latin-1").decode("cp1252") if "\x80" <= character <= "\x9f" else ""
    except UnicodeDecodeError:
        return ""


def _as_cp1252(byte: int) -> str:
    """Return the character of a byte in Windows-1252, or in Latin-1 where that has none."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


@cache
def _twice() -> re.Pattern[str]:
    """Return the pattern of UTF-8 sequences that were read as Windows-1252 ("cafÃ©" for "café")."""
    tail = "[" + re.escape("".join(_as_cp1252(byte) for byte in range(0x80, 0xC0))) + "]"
    return re.compile(f"[Â-Ã]{tail}|â{tail}{{2}}|ð{tail}{{3}}")


def decode_twice(text: str) -> Iterator[Replacement]:
    """Yield the right characters for UTF-8 that was read as Windows-1252.

    >>> [(start, end, ascii(new)) for start, end, new in decode_twice("a cafÃ© and donâ€™t")]
    [(5, 7, "'\\\\xe9'"), (15, 18, "'\\\\u2019'")]
    """
    for match in _twice().finditer(text):
        raw = b"".join(_byte(character) for character in match.group())
        try:
            yield match.start(), match.end(), raw.decode("utf-8")
        except UnicodeDecodeError:
            continue


def _byte(character: str) -> bytes:
    """Return the byte that Windows-1252 (or Latin-1) writes for a character."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def compose(text: str) -> Iterator[Replacement]:
    """Yield Normal Form C for what is not in it (ASCII never combines with what stands before it).

    >>> list(compose("cafe\u0301s"))
    [(3, 5, 'é')]
    """
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _NON_ASCII.finditer(text):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            yield match.start(), match.end(), composed
