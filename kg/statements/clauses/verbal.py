"""Verbal clauses: every verb that heads a clause, with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.model import Frame, Role
from kg.statements import arguments, valency
from kg.statements.gapping import remnants, stands_for
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
        rest = {t.i for _, t in remnants(token)}
        fillers = [f for f in fillers if f.token.i not in rest]
        if not fillers or all(f.function == "time" for f in fillers) or _is_ellipsis(token, fillers):
            continue
        words, light = arguments.relation_words(token), _light_noun(token, fillers, reading)
        if light is not None:
            lemma, fillers = _as_light(token, light, fillers, reading)
            words = (*words, *syntax.children(light, "amod"), light)
            rules = [*rules, "verbal.light"]
        else:
            lemma, fillers = _with_particles(token, fillers, reading)
        yield Clause(token, lemma, "VERB", words, tuple(fillers), tuple(rules), light, frozenset(rest))


def _light_noun(verb: Token, fillers: list[Filler], reading: Reading) -> Token | None:
    """Return the noun that a verb carries as one predicate ("took *part* in"); None without one."""
    lemma = arguments.lemma_of(verb)
    things = [f.token for f in fillers if f.function == "object" and f.token.head == verb]
    return next((t for t in things if valency.light_noun(t, lemma, reading)), None)


def _as_light(verb: Token, noun: Token, fillers: list[Filler], reading: Reading) -> tuple[str, list[Filler]]:
    """Return the lemma of a verb with the noun that it carries, and the fillers of both: "gave support to".

    What stands after "of" is the object ("took care of her mother") unless the lexicon knows better.
    """
    name = arguments.noun_lemma(noun, reading)
    inside = [f for f in arguments.nominal_fillers(noun, reading) if f.function in ("oblique", "time")]
    inside += [
        Filler("clause", c, "to" if syntax.has_mark(c, "to") else "")
        for c in syntax.children(noun, "acl")
        if c.dep_ == "acl" and c.pos_ == "VERB"
    ]
    lemma = f"{arguments.lemma_of(verb)} {name}"
    frames = reading.lexicon.lookup(lemma, "VERB") or reading.lexicon.lookup(name, "NOUN")
    markers = {s.marker for frame in frames for s in frame.slots}
    found = [f for f in fillers if f.token is not noun] + inside
    of = [f for f in found if f.function == "oblique" and f.marker == "of" and "of" not in markers]
    return lemma, [replace(f, function="object") if f in of else f for f in found]


def _is_ellipsis(verb: Token, fillers: list[Filler]) -> bool:
    """Tell whether "do" or "have" stands for a verb said before ("Israel did not", "as it has for years")."""
    if stands_for(verb) is not None:
        return True
    bare = not any(f.function in ("object", "clause", "predicate", "event") for f in fillers)
    return bare and verb.lemma_.lower() in ("do", "have") and not arguments.is_passive(verb)


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

    A preposition that the verb's frame asks for is taken from its object where the parser put it, unless the
    object asks for it too ("sells arms to Iran", not "ends its support for Iran"); whom it concerns is
    of both ("threatened sanctions on Russia").
    """
    lemma = arguments.lemma_of(verb)
    thing = next((f.token for f in fillers if f.function == "object" and f.token.i in reading.mentions), None)
    if thing is None:
        return lemma, fillers
    inside = [
        f
        for f in arguments.nominal_fillers(thing, reading)
        if f.function == "oblique" and not reading.holds(thing, f.token)
    ]
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
