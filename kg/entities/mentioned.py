"""Which name a mention has: what stands before and behind it may be a part of it, and some have none."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.entities.names import Name, fold, is_generic, is_office, parse, tokens
from kg.entities.tables import words
from kg.model import Mention, MentionKind

__all__ = ["is_named_for", "name_of"]

_YEAR = re.compile(r"\s+of\s+[12]\d{3}\b")


def name_of(mention: Mention, kind: str, text: str) -> Name | None:
    """Return the name of a mention; that of an institution of which every nation has one, with its nation or
    owner.
    """
    if mention.kind is not MentionKind.NAME or _is_no_name(mention, kind):
        return None
    year = _YEAR.match(text, mention.span.end) if kind not in ("person", "place") else None
    whole = text[mention.span.start : year.end()] if year else mention.text
    name = parse(whole, person=kind == "person" or (not kind and bool(mention.titles)))
    if kind in ("organization", "place") and mention.phrase is not None and is_generic(name):
        before = text[mention.phrase.start : mention.span.start].split()
        owner = " ".join(
            word for word in before if word[:1].isupper() and fold(word) not in words("words", "article")
        )
        if owner:
            return replace(parse(f"{owner} {mention.text}"), bare=name.key)
    return name


def _is_no_name(mention: Mention, kind: str) -> bool:
    """Tell whether what the model takes for a name is a noun ("an apple") or an office with an article
    ("the Queen").
    """
    if "indefinite" in mention.features and mention.text.islower():
        return True
    return kind == "person" and "definite" in mention.features and is_office(mention.text)


def is_named_for(mention: Mention, text: str) -> bool:
    """Tell whether the full name of a person with an article is that of something else: the carrier "the
    Gerald R. Ford".
    """
    found = tokens(mention.text)
    if (
        mention.type != "person"
        or {"definite", "plural"} & set(mention.features) != {"definite"}
        or mention.titles
    ):
        return False
    given = len(found) > 1 and any(
        found[0] in words("given_names", gender) for gender in ("masculine", "feminine")
    )
    return given and text[: mention.span.start].split()[-1:] in (["the"], ["The"])
