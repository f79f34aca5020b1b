"""Names that act as people and bodies do: capitals and seats of government that speak, decide and accuse."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Lexicon

__all__ = ["acts", "words"]


@cache
def words() -> Mapping[str, Any]:
    """Return the classes of events and the verbs that tell it (`data/acting.toml`)."""
    return tomllib.loads((files("kg.statements") / "data" / "acting.toml").read_text(encoding="utf-8"))


def acts(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a name does what only people and bodies do (speak, decide, accuse), or is spoken to: the
    verb's events in the lexicon tell ("*Moscow* denied it", not "he left *Moscow*").
    """
    first = token
    while syntax.relation(first, "conj") and first.head.i != first.i:
        first = first.head
    verb = first.head
    if verb.pos_ != "VERB" or verb.lemma_.lower() in words()["not_acting"]:
        return False
    passive = syntax.relation(first, "nsubj:pass")
    speaks = syntax.relation(first, "obl:agent") or (syntax.relation(first, "nsubj") and not passive)
    addressed = syntax.relation(first, "obj", "iobj") or passive
    if speaks and (verb.lemma_.lower() in words()["acting_verbs"] or _is_demanded(verb, lexicon)):
        return True
    told = words()["acting_events" if speaks else "addressing_events"]
    return (speaks or addressed) and bool(_events(verb, lexicon) & set(told))


def _events(verb: Token, lexicon: Lexicon) -> set[str]:
    """Return the classes of events that a verb may tell."""
    return {frame.event.removeprefix("kg:") for frame in lexicon.lookup(verb.lemma_.lower(), "VERB")}


def _is_demanded(verb: Token, lexicon: Lexicon) -> bool:
    """Tell whether it is asked of somebody to do something: "demanded that Islamabad *hand* him over"."""
    that = any(c.lower_ == "that" for c in syntax.children(verb, "mark"))
    return verb.dep_ == "ccomp" and that and bool(_events(verb.head, lexicon) & set(words()["asking_events"]))
