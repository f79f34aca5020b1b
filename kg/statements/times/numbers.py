"""Numbers in words or figures, with halves and ordinals."""

from __future__ import annotations

import re

from kg.statements.times.vocabulary import table

__all__ = ["number", "ordinal", "whole_number"]


def number(text: str) -> float | None:
    """Return the value of a number phrase in plain text.

    >>> [number(t) for t in ("two and a half", "2 1/2", "twenty-five", "two hundred and six", "many")]
    [2.5, 2.5, 25.0, 206.0, None]
    """
    text = text.strip()
    if text in ("half", "half a", "half an", "a half", "an half"):
        return 0.5
    body, half, _ = re.sub(r"[ -]+", " ", text).partition(" and a half")
    value = _figures(body)
    value = _words(body) if value is None else value
    return None if value is None else value + (0.5 if half else 0)


def whole_number(text: str) -> int | None:
    """Return the value of a whole number below a million, None for others.

    >>> whole_number("twelve"), whole_number("2.5")
    (12, None)
    """
    value = number(text)
    return int(value) if value is not None and value.is_integer() and value < 1e6 else None


def _figures(text: str) -> float | None:
    """Return the value of "2", "2.5", "2 1/2" or "13 billion"."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(?: (\d)/([1-9]))?(?: (\w+))?", text)
    if match is None:
        return None
    value = float(match[1]) + (int(match[2]) / int(match[3]) if match[2] else 0)
    scale = table("numbers").get(match[4], 0) if match[4] else 1
    return value * scale if scale else None


def _words(text: str) -> float | None:
    """Return the value of a number in words."""
    total = current = 0
    words = [word for word in text.split() if word != "and"]
    for word in words:
        value = table("numbers").get(word)
        if value is None:
            return None
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100 or word == "dozen":
            current = max(current, 1) * value
        elif current % (100 if value >= 10 else 10) or current % 100 == 10:
            return None
        else:
            current += value
    return float(total + current) if words else None


def ordinal(text: str) -> int | None:
    """Return the value of an ordinal or a day number.

    >>> ordinal("21st"), ordinal("fifth"), ordinal("7"), ordinal("last")
    (21, 5, 7, None)
    """
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", text)
    return int(match[1]) if match else table("ordinals").get(text)
