"""Bytes → text: which encoding a file is in, and whether it is text at all.

Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark, UTF-8 with some broken bytes (they
become U+FFFD), Windows-1252 for text with few bytes above 127, and else what charset-normalizer finds.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.documents.tables import table
from kg.errors import DocumentError

__all__ = ["Decoded", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was in."""

    text: str
    encoding: str


def decode(content: bytes, *, source: str = "-", declared: str | None = None) -> Decoded:
    """Return the text of `content`; `declared` is an encoding that the content itself names.

    Raises `DocumentError` for no content and for binary content.

    >>> decode("café".encode("cp1252"))
    Decoded(text='café', encoding='cp1252')
    """
    if not content.strip():
        raise DocumentError("is empty", where=source, remedy="remove it from the input")
    _reject_binary(content, source)
    encoding = _encoding(content, declared)
    mark = next((mark for mark, name in _MARKS if name == encoding and content.startswith(mark)), b"")
    text = content[len(mark) :].decode(encoding, errors="replace")
    if _looks_binary(text):
        raise DocumentError(
            "is not text (binary content)", where=source, remedy="remove it, or convert it to text first"
        )
    return Decoded(text, encoding)


def _reject_binary(content: bytes, source: str) -> None:
    """Raise `DocumentError` when the first bytes are those of a known kind of binary file."""
    head = content[:32].decode("latin-1")
    for kind, signature in table("files")["signatures"].items():
        if head.startswith(signature):
            raise DocumentError(
                f"is no text but a {kind}", where=source, remedy="convert it to text, PDF or DOCX first"
            )


def _looks_binary(text: str) -> bool:
    """Tell whether a decoded text is full of control and replacement characters."""
    sample = text[:_SAMPLE]
    odd = sum(
        1 for character in sample if character < "\t" or "\x0e" <= character < " " or character == "\ufffd"
    )
    return odd > 8 and odd > len(sample) * 0.08


def _encoding(content: bytes, declared: str | None) -> str:
    """Return the name of the encoding of `content`."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    if _is(content, "utf-8"):
        return _wide(content) or "utf-8"
    wide = _wide(content)
    if wide:
        return wide
    if declared and _known(declared) and _is(content, declared):
        return codecs.lookup(declared).name
    if _nearly_utf8(content):
        return "utf-8"
    return _single_byte(content)


def _is(content: bytes, encoding: str) -> bool:
    """Tell whether all of `content` is valid in `encoding`."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _known(encoding: str) -> bool:
    """Tell whether Python has a text codec of that name."""
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _wide(content: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" when every other byte is mostly zero, as in English UTF-16."""
    sample = content[: _SAMPLE // 8 * 8]
    even, odd = sample[::2], sample[1::2]
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.3:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _nearly_utf8(content: bytes) -> bool:
    """Tell whether `content` is UTF-8 with some broken bytes: at least as many characters are whole."""
    good = len(_MULTIBYTE.findall(content))
    rest = _MULTIBYTE.sub(b"", content)
    bad = sum(rest.count(bytes([byte])) for byte in range(128, 256))
    return good >= max(bad, 1)


def _single_byte(content: bytes) -> str:
    """Return the name of a one-byte encoding: Windows-1252 unless there are many high bytes."""
    sample = content[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if high < 0.1 * len(sample) or high < 20:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best and _known(best.encoding) else "cp1252"
