"""Pronouns: the one thing nearby that "he", "its", "who" or "themselves" can stand for, or nothing.

The text's grammar is seen only through the features of mentions, so the rules are few and strict: an
antecedent is taken only where exactly one is good.  See Lappin & Leass (1994) for agreement, recency and the
preference for subjects.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.entities.discourse import Discourse, Referent
from kg.entities.tables import words
from kg.model import EntityKind, MentionKind

__all__ = ["RULES", "agrees", "own_object", "resolve"]

_THEY = ("person", "organization", "animal")
_IT = ("object", "place", "organization", "animal", "plant", "substance")

Found = tuple[Referent | None, str]
Rule = Callable[[Discourse, int, frozenset[str]], Found]


def resolve(d: Discourse, number: int) -> None:
    """Put a pronoun to its antecedent; without a good one it stays alone and becomes no entity."""
    told = d.told[number]
    for name, rule in RULES:
        if name in told:
            referent, reason = rule(d, number, told)
            if referent is not None:
                d.join(number, referent, reason)
            return


@cache
def _gap() -> re.Pattern[str]:
    """Return what may stand between a noun and its relative pronoun."""
    prepositions = "|".join(sorted(words("words", "before relative")))
    return re.compile(rf"[\s,(–—-]*(?:(?:{prepositions})\s+)?")


@cache
def _expletive() -> re.Pattern[str]:
    """Return what follows an "it" that stands for nothing: "is possible that", "seems to"."""
    verbs = "|".join(sorted(words("words", "expletive verb")))
    links = "|".join(sorted(words("words", "expletive link")))
    return re.compile(rf"\s*(?:{verbs})\s+(?:\w+\s+){{0,4}}?(?:{links})\b")


def relative(d: Discourse, number: int, told: frozenset[str]) -> Found:
    """Return what stands right before "who", "which", "that": the pilots *who* …"""
    pronoun = d.mentions[number]
    for other in _around(d, number) or _adjacent(d, number):
        referent = d.meant(other)
        if referent is None:
            return None, ""
        person = d.families[other] == "person"
        if ("animate" in told and not person and d.families[other]) or ("inanimate" in told and person):
            return None, ""
        return referent, f"relative pronoun after it: {pronoun.text.casefold()}"
    return None, ""


def _around(d: Discourse, number: int) -> list[int]:
    """Return the mention whose noun phrase holds the pronoun (so a parser has attached the clause there), the
    innermost.
    """
    pronoun = d.mentions[number].span
    found = [
        (m.phrase.end - m.phrase.start, other)
        for other in d.before(number, sentences=0)
        if (m := d.mentions[other]).phrase is not None
        and m.phrase.end >= pronoun.end
        and m.span.end <= pronoun.start
        if m.kind is not MentionKind.PRONOUN
    ]
    return [other for _, other in sorted(found)[:1]]


def _adjacent(d: Discourse, number: int) -> list[int]:
    """Return the mention right before the pronoun, with nothing but a comma or preposition between."""
    start = d.mentions[number].span.start
    for other in d.before(number, sentences=0):
        m = d.mentions[other]
        end = max(m.span.end, m.phrase.end if m.phrase and m.phrase.end <= start else 0)
        if end <= start:
            fits = _gap().fullmatch(d.document.text, end, start) and m.kind in (
                MentionKind.NAME,
                MentionKind.NOMINAL,
            )
            return [other] if fits else []
    return []


def reflexive(d: Discourse, number: int, told: frozenset[str]) -> Found:
    """Return the subject right before "himself", "themselves" in the sentence, if it agrees."""
    for other in d.before(number, sentences=0):
        referent = d.meant(other)
        if "subject" in d.told[other]:
            fits = referent is not None and agrees(d, referent, other, told)
            return (referent, "reflexive: subject before it") if fits else (None, "")
    return None, ""


def third(d: Discourse, number: int, told: frozenset[str]) -> Found:
    """Return the only candidate for "he", "her", "its", "them" in this sentence or the one before, or the
    only subject.
    """
    if {"masculine", "feminine"} & told:
        return _personal(d, number, told)
    if "plural" in told:
        return _plural(d, number, told)
    if _expletive().match(d.document.text, d.mentions[number].span.end):
        return None, ""
    return _thing(d, number, told)


def unresolved(d: Discourse, number: int, told: frozenset[str]) -> Found:
    """Return nothing: who speaks ("I", "we") or is spoken to is known from the attribution only (see
    `Mention.chain`).
    """
    return None, ""


def _personal(d: Discourse, number: int, told: frozenset[str]) -> Found:
    """Choose among people; one without a name is taken up within the sentence only.

    Where another "he" of the sentence has found nobody, so does this one.
    """
    lost = (n for n in d.before(number, sentences=0) if d.of[n] is None)
    if any(told & d.told[n] & {"masculine", "feminine"} for n in lost):
        return None, ""
    people = _agreeing(d, number, told)
    found, reason = _choose(d, number, people, "person")
    if found is None or (found.kind is not EntityKind.NAMED and not _here(d, number, people, found)):
        return None, ""
    return found, reason


def _plural(d: Discourse, number: int, told: frozenset[str]) -> Found:
    """Choose among people, peoples and animals in the plural; beyond the sentence only among definite
    ones.
    """
    if _several_people(d, _near(d, number, told)):
        return None, ""
    found, reason = _choose(d, number, _agreeing(d, number, told), "plural")
    if found is None or found.family not in _THEY or not _is_subject(d, number, found):
        return None, ""
    definite = found.kind is EntityKind.NAMED or "definite" in d.told[found.first]
    if not definite and reason != "pronoun: only plural near":
        return None, ""
    near = _here(d, number, found.members, found) or (definite and "subject" in told)
    return (found, reason) if near else (None, "")


def _several_people(d: Discourse, near: list[int]) -> bool:
    """Tell whether two people stand near, so that "they" may be the two."""
    people = {id(r) for n in near if (r := d.meant(n)) is not None and r.family == "person" and not r.plural}
    return len(people) > 1


def _thing(d: Discourse, number: int, told: frozenset[str]) -> Found:
    """Choose among things: a subject which is no abstract notion without a name, for "it" as subject and for
    "its".
    """
    found, reason = _choose(d, number, _agreeing(d, number, told), "thing")
    if found is None or not {"subject", "possessive"} & told or not _is_subject(d, number, found):
        return None, ""
    sure = found.family in _IT and reason != "pronoun: only thing near"
    return (found, reason) if found.kind is EntityKind.NAMED or sure else (None, "")


def _agreeing(d: Discourse, number: int, told: frozenset[str]) -> list[int]:
    return [n for n in _near(d, number, told) if (r := d.meant(n)) is not None and agrees(d, r, n, told)]


def _near(d: Discourse, number: int, told: frozenset[str]) -> list[int]:
    """Return the mentions of this sentence and the one before that a pronoun may take up, nearest first."""
    animate = bool({"masculine", "feminine"} & told)
    near = [n for n in d.before(number, sentences=1) if animate or "relative" not in d.told[n]]
    speakers = {id(d.meant(n)) for n in near if _speaks(d, number, n)}
    barred = _own_subject(d, number, told)
    return [
        n for n in near if id(d.meant(n)) not in speakers and n != barred and not _barred(d, number, n, told)
    ]


def _own_subject(d: Discourse, number: int, told: frozenset[str]) -> int | None:
    """Return the subject right before an object in its sentence: the two are not the same ("Maduro told
    him").
    """
    if {"subject", "possessive"} & told:
        return None
    return next((n for n in d.before(number, sentences=0) if "subject" in d.told[n]), None)


def own_object(d: Discourse, number: int, told: frozenset[str]) -> int | None:
    """Return the subject of which a pronoun right behind a verb is not, None behind a preposition ("took it
    with *him*").
    """
    if "reflexive" in told:
        return None
    start = d.mentions[number].span.start
    before = d.document.text[max(0, start - 12) : start].split()
    behind = bool(before) and before[-1].casefold() in words("words", "preposition") | words(
        "words", "before relative"
    )
    return None if behind else _own_subject(d, number, told)


def _speaks(d: Discourse, number: int, other: int) -> bool:
    """Tell whether a mention may be of the one who says the quotation in which a pronoun stands: nobody calls
    himself "he".
    """
    inside = d.quotation(d.mentions[number].span.start) % 2 == 1
    mention = d.mentions[other]
    return inside and "subject" in d.told[other] and d.quotation(mention.span.start) % 2 == 0


def _here(d: Discourse, number: int, mentions: list[int], referent: Referent) -> bool:
    """Tell whether a referent is mentioned in the sentence of the pronoun, before it."""
    here = d.mentions[number].sentence
    return any(d.meant(n) is referent and n < number and d.mentions[n].sentence == here for n in mentions)


def _is_subject(d: Discourse, number: int, referent: Referent) -> bool:
    """Tell whether a referent is a subject in this sentence, before the pronoun, or in the one before."""
    near = d.before(number, sentences=1)
    return any(d.meant(n) is referent and "subject" in d.told[n] for n in near)


def _choose(d: Discourse, number: int, candidates: list[int], what: str) -> Found:
    """Return the only referent among the candidates, else the only one that is a subject in the nearest
    sentence with subjects.

    Objects ("him") take the only candidate or none, and nobody is looked for in the sentence before while
    another stands in this one ("The school opened. He thanked Moscow for its help")."""
    referents = d.referents(candidates)
    if len(referents) == 1:
        return referents[0], f"pronoun: only {what} near"
    if not {"subject", "possessive"} & d.told[number]:
        return None, ""
    here = d.mentions[number].sentence
    own = [n for n in candidates if d.mentions[n].sentence == here]
    subjects = [n for n in own or candidates if "subject" in d.told[n]]
    found = d.referents(subjects)
    return (found[0], "pronoun: only subject near") if len(found) == 1 else (None, "")


def _barred(d: Discourse, number: int, other: int, told: frozenset[str]) -> bool:
    """Tell whether grammar forbids that a pronoun is of an earlier mention.

    What a phrase is of cannot be what is in it ("his brother"), and an apposition is of the name before it
    ("Philonise, his brother").
    """
    pronoun, mention = d.mentions[number], d.mentions[other]
    if mention.phrase is not None and mention.phrase.start <= pronoun.span.start < mention.phrase.end:
        return mention.span.start > pronoun.span.start or "possessive" not in told
    return "possessive" in told and d.document.text[mention.span.end : pronoun.span.start].strip() == ","


def agrees(d: Discourse, referent: Referent, number: int, told: frozenset[str]) -> bool:
    """Tell whether a thing can be called by a pronoun with these features."""
    if referent.kind is EntityKind.VALUE:
        return False
    person = referent.family == "person"
    if {"masculine", "feminine"} & told:
        return person and not referent.plural and (not referent.gender or referent.gender in told)
    if "plural" in told:
        return referent.plural
    return not person and not referent.plural and "demonym" not in d.told[number]


RULES: tuple[tuple[str, Rule], ...] = (
    ("relative", relative),
    ("reflexive", reflexive),
    ("first", unresolved),
    ("second", unresolved),
    ("third", third),
)
