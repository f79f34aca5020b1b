"""Gapping and ellipsis: what is left of a clause whose verb is not said again.

"Anna married a lawyer, and her sister a judge" · "The firm sold planes to Iran and ships to Cuba."  UD makes
the first remnant a conjunct of the verb and hangs the others on it (`orphan`); parsers seldom do.  Here the
order of the words decides: a second object, and a second phrase with the preposition of the first.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.language import syntax
from kg.statements.cues import cues

__all__ = ["remnants", "stands_for", "subject_of_elided"]

Remnant = tuple[str, Token]


def remnants(verb: Token) -> list[Remnant]:
    """Return what a clause without a verb of its own says beside `verb`: functions and tokens, in text order.

    Functions are "subject", "object" and "oblique"; [] if nothing is left out.
    """
    return _cluster(verb) or _hanging(verb)


def _hanging(verb: Token) -> list[Remnant]:
    """Return remnants that hang on a verb as if they were a clause: "…, and her sister a judge"."""
    after = [
        c for c in syntax.children(verb, "conj") if syntax.is_nominal(c) and not syntax.has_child(c, "cop")
    ]
    marked = [c for c in after if syntax.marker(c)]
    if marked and marked == after and len({syntax.marker(c) for c in marked}) == len(marked):
        return [("oblique", c) for c in marked]
    for c in after:
        who = syntax.child(c, "nsubj")
        number = next((n for n in syntax.children(c, "flat", "nummod", "orphan") if n.i > c.i), None)
        if who is not None and who.i < c.i and not syntax.marker(c) and not syntax.has_child(c, "acl:relcl"):
            return [("subject", who), ("object", c)]
        if (
            number is not None
            and syntax.has_child(verb, "obj")
            and (number.pos_ == "NUM" or number.dep_ == "orphan")
        ):
            return [("subject", c), ("oblique" if syntax.marker(number) else "object", number)]
    return []


def _cluster(verb: Token) -> list[Remnant]:
    """Return a second object with a second prepositional phrase: "planes to Iran and *ships to Cuba*"."""
    things = [c for c in syntax.children(verb, "obj") if not syntax.marker(c) and c.i > verb.i]
    for first in _phrases(verb, things):
        marker = syntax.marker(first)
        for thing in _conjoined(first, things):
            for second in (t for t in verb.sent if t.i > thing.i and syntax.marker(t) == marker):
                if _belongs(second, thing, first, verb):
                    return [("object" if things else "subject", thing), ("oblique", second)]
                break
    return []


def _phrases(verb: Token, things: list[Token]) -> list[Token]:
    """Return the prepositional phrases of a verb and of its object, in text order."""
    found = syntax.children(verb, "obl") + [c for t in things for c in syntax.children(t, "nmod")]
    return sorted((c for c in found if syntax.marker(c) and c.i > verb.i), key=lambda t: t.i)


def _conjoined(first: Token, things: list[Token]) -> list[Token]:
    """Return the nominals without preposition that "and" joins to a phrase or to the object before it."""
    last = first.right_edge.i
    found = [c for head in (first, *things) for c in syntax.children(head, "conj") if c.i > first.i]
    return [
        c
        for c in found
        if syntax.is_nominal(c)
        and not syntax.marker(c)
        and syntax.has_child(c, "cc")
        and c.i > min(last, first.i)
    ]


def _belongs(second: Token, thing: Token, first: Token, verb: Token) -> bool:
    """Tell whether a phrase hangs where the second of two pairs may: nothing but the pair stands between."""
    case = syntax.child(second, "case")
    near = second.left_edge.i == thing.i + 1 or (case is not None and case.i == thing.i + 1)
    return near and second.head in (thing, first, verb) and syntax.relation(second, "conj", "obl", "nmod")


def stands_for(token: Token) -> Token | None:
    """Return the verb that an auxiliary alone stands for: "Germany signed it, but France *did* not"."""
    if token.lemma_.lower() not in cues().standing_in or token.tag_ == "VBG":
        return None
    if syntax.has_child(token, "xcomp", "ccomp", "cop", "obl") or subject_of_elided(token) is None:
        return None
    before = syntax.first_conjunct(token) if token.dep_ == "conj" else token.head
    beside = syntax.relation(token, "conj", "parataxis", "aux") or (
        token.dep_ == "advcl" and syntax.has_mark(token, "as")
    )
    said = before.pos_ == "VERB" and before.lemma_.lower() != token.lemma_.lower()
    return before if beside and said and before.i < token.i else None


def subject_of_elided(token: Token) -> Token | None:
    """Return who an auxiliary alone is said of; behind it in "so did Denmark" and "neither did the bank"."""
    own = syntax.child(token, "nsubj")
    things = syntax.children(token, "obj")
    if own is not None:
        return None if things else own
    turned = any(c.lower_ in ("so", "neither", "nor") for c in syntax.children(token, "advmod", "cc"))
    return things[0] if turned and len(things) == 1 else None
