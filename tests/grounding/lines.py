"""Statements and entities from one line:

``supply VERB agent=Russia:Country theme=jets:Vehicle recipient=Venezuela:Country@to``

A word beginning with "?" is a mention that no entity stands for, "st_…" a statement, place= the place of the
statement; "@to" is the preposition.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import (
    Argument,
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    Predicate,
    Role,
    Span,
    Statement,
    StatementRef,
)

_OFFSET = {"next": 0}


def _span() -> Span:
    """Return a stretch that no other mention has."""
    _OFFSET["next"] += 10
    return Span("doc_1", _OFFSET["next"], _OFFSET["next"] + 5)


def _filler(text: str, kind: str, entities: list[Entity]) -> Mention | StatementRef:
    if text.startswith("st_"):
        return StatementRef(text, text)
    words = text.lstrip("?").replace("_", " ")
    mention = Mention(_span(), words, MentionKind.NOMINAL, head_lemma=words.split(" ")[-1])
    if not text.startswith("?"):
        entities.append(Entity(f"en_{text}", words, kind or "Thing", EntityKind.NAMED, mentions=(mention,)))
    return mention


def read_line(line: str, **more: object) -> tuple[Statement, list[Entity]]:
    """Return the statement of a line, and an entity "en_WORD" for each of its participants."""
    lemma, pos, *parts = line.split(" ")
    entities: list[Entity] = []
    arguments: list[Argument] = []
    place: Mention | None = None
    for part in parts:
        role, _, rest = part.partition("=")
        rest, _, marker = rest.partition("@")
        text, _, kind = rest.partition(":")
        filler = _filler(text, kind, entities)
        if role == "place":
            assert isinstance(filler, Mention)
            place = filler
        else:
            arguments.append(Argument(Role(role), filler, marker.replace("_", " ")))
    return _statement(lemma.replace("_", " "), pos, arguments, place, more), entities


def _statement(
    lemma: str, pos: str, arguments: Sequence[Argument], place: Mention | None, more: dict[str, object]
) -> Statement:
    made = {"id": "st_1", "rules": ("verbal.active",), **more}
    span = Span("doc_1", 0, 5)
    return Statement(
        predicate=Predicate(lemma, lemma, _span(), pos),
        arguments=tuple(arguments),
        span=span,
        place=place,
        **made,  # type: ignore[arg-type]
    )
