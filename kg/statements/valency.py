"""Valency: which verbs take their subject as what undergoes them, carry a noun that is the event, or cause a
clause.  The words are data (`data/valency.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from kg.language import syntax
from kg.statements.forms import forms
from kg.statements.reading import Reading

__all__ = ["carries", "causes", "is_intransitive", "light_noun", "undergoes", "valency"]

ALIVE = ("person", "animal")
ACTING = ("person", "organization", "place", "animal")


@cache
def valency() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return the verbs by what they do: "subjects" (by the name of the list) and "light" (verb → nouns).

    >>> "support" in valency()["light"]["give"]
    True
    """
    text = (files("kg.statements") / "data" / "valency.toml").read_text(encoding="utf-8")
    return {
        table: {name: frozenset(words) for name, words in rows.items()}
        for table, rows in tomllib.loads(text).items()
    }


def undergoes(lemma: str, who: Token, reading: Reading) -> bool:
    """Tell whether the subject of a verb without object is what the verb is done to: "the door opened".

    Persons open doors, so "Mary opened" keeps its agent; but "Mary drowned".
    """
    lists, mention = valency()["subjects"], reading.mention(who)
    if lemma in lists["undergoing"]:
        return True
    if mention is None or not mention.type:
        return False
    changing = lemma in lists["changing"] and mention.type not in ALIVE
    return changing or (lemma in lists["middle"] and mention.type not in ACTING)


def is_intransitive(lemma: str) -> bool:
    """Tell whether a verb takes no object."""
    return lemma in valency()["subjects"]["intransitive"]


def causes(lemma: str) -> bool:
    """Tell whether the object of a verb with a clause only does what the clause says: "made him leave"."""
    return lemma in valency()["subjects"]["causing"]


def carries(lemma: str, noun: str) -> bool:
    """Tell whether a verb with this noun is one predicate: "give support".

    >>> carries("pay", "visit"), carries("pay", "fine")
    (True, False)
    """
    return noun in valency()["light"].get(lemma, ())


def light_noun(noun: Token, lemma: str, reading: Reading) -> bool:
    """Tell whether a noun is the event of the verb `lemma` that it hangs on: "made a *decision* on it".

    It stands bare ("took control") or says more of the event.  One that is counted, owned by another,
    coordinated, or known from before ("carried out the attack") is a participant of its own.
    """
    if not syntax.relation(noun, "obj", "nsubj:pass"):
        return False
    if any(c.lower_ in forms()["scarce"] for c in syntax.children(noun, "amod")):
        return False
    name = noun.lemma_.lower()
    if reading.lexicon.lookup(f"{lemma} {name}", "VERB"):
        return True
    if not carries(lemma, name) or syntax.has_child(noun, "nummod", "conj", "acl:relcl"):
        return False
    if any(c.pos_ != "PRON" for c in syntax.children(noun, "nmod:poss")):
        return False
    bare = not syntax.has_child(noun, "det", "compound")
    return bare or any(c.dep_ in ("nmod", "acl") for c in noun.children) or _follows(noun)


def _follows(noun: Token) -> bool:
    """Tell whether "of" stands directly behind a noun, wherever the parser hangs what follows."""
    return syntax.after(noun) == "of"
