"""How rules are tried: each is a pattern and a function from its named parts to a value.

A rule that matches decides: the phrase is a time expression, and its value is what the function returns (None
where the text does not tell enough).  Rules may read a part of their match with `read`, so that "since last
March" is "since" and a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date as Day

from kg.statements.times.vocabulary import compiled, table

__all__ = ["Context", "Parts", "Rule", "read"]

Parts = dict[str, str]
"""The named parts of a match that are not empty, as plain text."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a time is relative to: the document's day (None: not known), the tense, rules for its parts, and
    the value of the time that was told last ("2014-05").
    """

    anchor: Day | None
    tense: str
    rules: tuple[Rule, ...]
    depth: int = 0
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over plain text and what it means."""

    pattern: str
    value: Callable[[Parts, Context], str | None]


def read(text: str, context: Context) -> tuple[bool, str | None]:
    """Return whether a plain phrase is a time expression, and its value."""
    if context.depth > 4:
        return False, None
    inner = replace(context, depth=context.depth + 1)
    for rule in context.rules:
        match = compiled(rule.pattern).fullmatch(text)
        if match is None:
            continue
        parts = {name: part for name, part in match.groupdict().items() if part is not None}
        if "any" in parts or "other" in parts:
            if all(_is_time(parts[name], inner) for name in ("any", "other") if name in parts):
                return True, rule.value(parts, inner)
            continue
        return True, rule.value(parts, inner)
    return text in table("vague") or _has_vague_shape(text), None


def _has_vague_shape(text: str) -> bool:
    """Tell whether a phrase is a time expression of a kind that never has a value."""
    return any(compiled(shape).fullmatch(text) for shape in table("vague_shapes"))


def _is_time(text: str, context: Context) -> bool:
    """Tell whether a part of a phrase is a time expression itself."""
    return read(text, context)[0]
