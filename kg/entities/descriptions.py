"""What stands beside a name and says what is named: titles and appositions.

A description stays a thing of its own, for the text says that the one *is* the other.  But a pronoun that
takes it up is of the name, and so is a later "the president".
"""

from __future__ import annotations

from kg.entities.classes import compatible, family
from kg.entities.discourse import Discourse, Referent
from kg.entities.names import tokens
from kg.entities.tables import words
from kg.model import EntityKind, MentionKind

__all__ = ["appositions", "titles"]


def titles(d: Discourse) -> None:
    """Note to which name a title before it belongs; "Mr" and its like are a part of the name."""
    for number, told in enumerate(d.told):
        if "title" not in told or d.mentions[number].kind not in (MentionKind.NAME, MentionKind.NOMINAL):
            continue
        name = _titled(d, number)
        referent = d.of[name] if name is not None else None
        if referent is not None and _is_honorific(d.mentions[number].text):
            d.join(number, referent, "honorific before the name")
            continue
        d.start(number, "description beside a name", kind=EntityKind.CONCEPT)
        if name is not None:
            d.descriptions[number] = name


def _is_honorific(text: str) -> bool:
    found = set(tokens(text))
    return any(found <= words("titles", gender, "honorific") for gender in ("masculine", "feminine", "-"))


def _titled(d: Discourse, number: int) -> int | None:
    """Return the next name in the sentence which has the words of a title among its titles, else None."""
    mention = d.mentions[number]
    phrase = mention.phrase or mention.span
    own = {tokens(mention.text), tokens(d.document.text[phrase.start : phrase.end])}
    for other in range(number + 1, min(number + 12, len(d.mentions))):
        if d.mentions[other].sentence != mention.sentence:
            break
        if own & {tokens(title) for title in d.mentions[other].titles}:
            return other
    return None


def appositions(d: Discourse) -> None:
    """Note what stands beside a name as its description: "Juan Guaido, the opposition leader", "the agency
    Acme".

    The description stays a thing of its own, but "the leader" may then be meant of the name.
    """
    ends = {d.mentions[n].span.end: n for n, name in enumerate(d.names) if name is not None}
    starts = {d.mentions[n].span.start: n for n, name in enumerate(d.names) if name is not None}
    for number, mention in enumerate(d.mentions):
        if mention.kind is not MentionKind.NOMINAL or "plural" in mention.features:
            continue
        close = starts.get(mention.span.end + 1)
        if close is not None and _in_phrase(d, number, close):
            _describe(d, number, close, known=True)
            continue
        phrase = mention.phrase or mention.span
        for name in (ends.get(_before_comma(d, phrase.start)), starts.get(_after_comma(d, mention.span.end))):
            if name is not None:
                _describe(d, number, name, known=False)


def _in_phrase(d: Discourse, number: int, name: int) -> bool:
    """Tell whether a name right behind a noun belongs to it, and is not the subject of a clause: "the firm
    Acme owns"."""
    phrase, span = d.mentions[number].phrase, d.mentions[name].span
    inside = phrase is not None and phrase.start <= span.start and span.end <= phrase.end
    return inside and not {"subject", "possessive"} & d.told[name]


def _describe(d: Discourse, number: int, name: int, *, known: bool) -> None:
    """Note a description of a name; one behind a comma is sure enough to call people by it, organisations
    only where the language model has both in one chain."""
    referent, mention = d.of[name], d.mentions[number]
    if referent is None or not (compatible(referent.family, mention.type) or _is_body(d, number, referent)):
        return
    d.descriptions[number] = name
    chained = mention.coreference is not None and mention.coreference == d.mentions[name].coreference
    if known or chained or referent.family == "person":
        referent.titles.add(tokens(mention.text))


def _is_body(d: Discourse, number: int, referent: Referent) -> bool:
    """Tell whether a noun that the model takes for a person is a body by the lexicon: "the state arms
    exporter".
    """
    told = d.lexicon.classes.get(d.mentions[number].head_lemma.casefold(), "")
    return referent.family == family(told) == "organization"


def _before_comma(d: Discourse, offset: int) -> int:
    """Return the end of what stands before ", " and an offset, -1 if no comma is there."""
    return offset - 2 if d.document.text[max(0, offset - 2) : offset] == ", " else -1


def _after_comma(d: Discourse, offset: int) -> int:
    """Return the start of what stands after a comma at an offset, -1 if none is there."""
    return offset + 2 if d.document.text[offset : offset + 2] == ", " else -1
