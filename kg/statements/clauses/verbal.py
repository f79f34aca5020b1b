"""Verbal clauses: every verb that heads a clause, with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.model import Frame, Role
from kg.statements import arguments
from kg.statements.reading import Clause, Filler, Reading

__all__ = ["verbal"]


def verbal(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Verb with its arguments: "Russia supplies helicopters to Venezuela."

    Yields also passives, relative and participle clauses, infinitives with their controller, coordinated
    verbs.
    Verbs that only carry an infinitive ("seems to grow", "began to sell") are left to that infinitive.
    """
    for token in sent:
        if not arguments.is_predicate(token) or _only_carries(token, reading) or _is_existential(token):
            continue
        fillers, rules = arguments.verbal_fillers(token, reading)
        if not fillers or all(f.function == "time" for f in fillers) or _is_ellipsis(token, fillers):
            continue
        lemma, fillers = _with_particles(token, fillers, reading)
        yield Clause(token, lemma, "VERB", arguments.relation_words(token), tuple(fillers), tuple(rules))


def _is_ellipsis(verb: Token, fillers: list[Filler]) -> bool:
    """Tell whether "do" stands for a verb said before ("Israel did not")."""
    return verb.lemma_.lower() == "do" and not any(f.function in ("object", "clause") for f in fillers)


def _is_existential(verb: Token) -> bool:
    """Tell whether a verb only says that something is there, or is a bare "be" without complement."""
    return verb.lemma_ == "be" or any(c.lower_ == "there" for c in syntax.children(verb, "expl"))


def _has_patient_of(frames: tuple[Frame, ...]) -> bool:
    """Tell whether a verb has one that it is done to and says of what: "accuse", "rob", "remind"."""
    return any(
        any(s.function == "object" and s.role in (Role.PATIENT, Role.RECIPIENT) for s in frame.slots)
        and any(s.function == "oblique" and s.marker == "of" for s in frame.slots)
        for frame in frames
    )


def _is_matter(filler: Filler, reading: Reading) -> bool:
    """Tell whether a filler is what somebody may be accused of or told: no person, place or thing."""
    return reading.mentions[filler.token.i].type in ("abstract", "event")


def _is_agent(filler: Filler, reading: Reading) -> bool:
    """Tell whether a filler may act or be acted on: a person, an organisation, a country."""
    return reading.mentions[filler.token.i].type in arguments.AGENTS


def _only_carries(verb: Token, reading: Reading) -> bool:
    """Tell whether a verb is raising or aspect: its infinitive is the statement."""
    below = [
        c for c in syntax.children(verb, "xcomp") if c.pos_ in ("VERB", "AUX") or syntax.has_child(c, "cop")
    ]
    if not below or syntax.has_child(verb, "obj"):
        return False
    said = verb.lemma_.lower() in reading.cues.speech and syntax.has_child(verb, "nsubj:pass", "aux:pass")
    return said or verb.lemma_.lower() in reading.cues.raising


def _with_particles(verb: Token, fillers: list[Filler], reading: Reading) -> tuple[str, list[Filler]]:
    """Return the lemma that the lexicon knows, and the fillers seen from it.

    "Took part in" is the lexicon's "take part" if it has that; what hangs on the noun then is the verb's.
    A preposition that the verb's frame asks for is taken from its object where the parser put it, unless the
    object asks for it too ("sells arms to Iran", not "ends its support for Iran"); whom it concerns is
    of both ("threatened sanctions on Russia").
    """
    lemma = arguments.lemma_of(verb)
    thing = next((f.token for f in fillers if f.function == "object" and f.token.i in reading.mentions), None)
    if thing is None:
        return lemma, fillers
    light = f"{lemma} {thing.lemma_.lower()}"
    inside = [f for f in arguments.nominal_fillers(thing, reading) if f.function == "oblique"]
    if reading.lexicon.lookup(light, "VERB"):
        return light, [f for f in fillers if f.token is not thing] + inside
    frames = reading.lexicon.lookup(lemma, "VERB")
    slots = [s for frame in frames for s in frame.slots]
    own = {s.marker for frame in arguments.noun_frames(thing, reading) for s in frame.slots}
    matter = any(f.marker == "of" and _is_matter(f, reading) for f in inside)
    acted_on = reading.mentions[thing.i].type in arguments.AGENTS or (matter and _has_patient_of(frames))
    if not acted_on:
        own.add("of")
    wanted = {s.marker for s in slots if s.marker not in own or s.role in (Role.PATIENT, Role.RECIPIENT)}
    wanted -= {f.marker for f in fillers} | {""}
    moved = [f for f in inside if f.marker in wanted and (f.marker not in own or _is_agent(f, reading))]
    return lemma, fillers + [replace(f, function="oblique") for f in moved]
