"""Statements inside noun phrases: appositions, titles, possessives, nouns that name an event or a role."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.model import Frame, MentionKind
from kg.statements import arguments, valency
from kg.statements.mentions import forms
from kg.statements.reading import Clause, Filler, Reading

__all__ = ["affiliation", "apposition", "event_noun", "origin", "possessive", "role_noun", "title"]


def apposition(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Name and description: "Elliott Abrams, the US special representative for Venezuela" """
    for token in sent:
        if token.dep_ != "appos":
            continue
        first = token.head
        pair = [t for t in (first, token) if t.i in reading.mentions]
        if len(pair) < 2 or any(reading.mentions[t.i].kind in _NOT_IN_APPOSITION for t in pair):
            continue
        descriptions = [t for t in syntax.conjuncts(token) if t.i in reading.mentions]
        if reading.is_name(token) and reading.is_description(first) and not reading.is_description(token):
            first, descriptions = token, [first]
        if reading.mentions[first.i].kind is MentionKind.NAME:
            yield from (_being(reading, first, description, "apposition") for description in descriptions)


OF_A_STATE = ("GovernmentBody", "MilitaryUnit", "Legislature", "Court", "LawEnforcementBody")
_NOT_IN_APPOSITION = (MentionKind.PRONOUN, MentionKind.TIME, MentionKind.QUANTITY)


def title(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Title before a name: "President Maduro" """
    for token in sent:
        if not reading.is_name(token) or token.pos_ != "PROPN":
            continue
        for c in syntax.children(token, "nmod:desc", "compound"):
            if c.i in reading.mentions and _names_role(c, reading):
                yield _being(reading, token, c, "title")


def _names_role(token: Token, reading: Reading) -> bool:
    """Tell whether a word before a name is a title: a common noun, or a name that the lexicon knows as a
    person's.
    """
    if "title" not in reading.mentions[token.i].features or token.lower_.rstrip(".") in forms()["address"]:
        return False
    return (
        token.text[:1].islower()
        or token.dep_ == "nmod:desc"
        or reading.lexicon.classes.get(token.lemma_.lower())
        in (
            "Person",
            "Title",
        )
    )


def _being(reading: Reading, thing: Token, description: Token, rule: str) -> Clause:
    """Return "thing is description", with the participants of the description's noun as complements."""
    inside = [] if reading.is_name(description) else arguments.nominal_fillers(description, reading)
    if rule == "title":
        inside += [f for f in arguments.nominal_fillers(thing, reading) if f.function == "possessor"]
    complements = tuple(
        Filler("complement", f.token, f.marker or "of")
        for f in inside
        if f.function in ("oblique", "possessor") and f.token.i != thing.i
    )
    fillers = (Filler("subject", thing), Filler("predicate", description), *complements)
    return Clause(description, "be", "VERB", (description,), fillers, (rule,))


def role_noun(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Noun that names a participant, known to the lexicon: "a supplier of helicopters to Venezuela" """
    for token in sent:
        frame = _frame(reading, token, role=True)
        if frame is None:
            continue
        fillers = _fillers(token, frame, reading)
        for holder, rule in _holders(reading, token):
            inherited = arguments.nominal_fillers(holder, reading) if rule == "title" else []
            more = [f for f in inherited if f.function == "possessor"]
            if _fills(frame, (*fillers, *more)):
                everyone = (Filler("subject", holder), *fillers, *more)
                rules = ("noun.role", rule, *(["noun.compound"] if _by_compound(fillers, reading) else []))
                yield Clause(token, arguments.noun_lemma(token, reading), "NOUN", (token,), everyone, rules)


def _by_compound(fillers: list[Filler], reading: Reading) -> bool:
    """Tell whether all that a role noun is about is an organisation before it: "House managers" manage no
    house.
    """
    parts = [f.token for f in fillers]
    return bool(parts) and all(
        t.dep_ == "compound" and reading.mentions[t.i].type == "organization" for t in parts
    )


def _holders(reading: Reading, token: Token) -> Iterator[tuple[Token, str]]:
    """Yield who a role noun is said of: the name in apposition, with the title, before the copula; else
    itself.
    """
    found = [(c, "apposition") for c in syntax.children(token, "appos") if reading.is_name(c)]
    if token.dep_ == "appos":
        found.append((token.head, "apposition"))
    elif token.dep_ in ("nmod:desc", "compound") and reading.is_name(token.head):
        found.append((token.head, "title"))
    elif syntax.has_child(token, "cop") or _is_complement(token):
        who, _ = arguments.subject(token)
        found += [(who, "copula")] if who is not None else []
    if not found and token.i in reading.mentions:
        found.append((token, "noun"))
    yield from found


def _is_complement(token: Token) -> bool:
    """Tell whether a noun is said of the subject of a verb: "became president", "served as president"."""
    return token.dep_ == "xcomp" or (token.dep_ == "obl" and syntax.marker(token) == "as")


def event_noun(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Noun that names an event, known to the lexicon: "Russia's supply of helicopters to Venezuela" """
    for token in sent:
        frame = _frame(reading, token, role=False)
        if frame is None or syntax.relation(token, "compound") or _is_carried(token, reading):
            continue
        fillers = _fillers(token, frame, reading)
        named = tuple(f for f in fillers if reading.mentions[f.token.i].kind is not MentionKind.PRONOUN)
        if _fills(frame, named):
            lemma = arguments.noun_lemma(token, reading)
            yield Clause(token, lemma, "NOUN", (token,), tuple(fillers), ("noun.event",))


def _is_carried(noun: Token, reading: Reading) -> bool:
    """Tell whether a noun is part of a predicate with its verb: "made a *decision*"."""
    return valency.light_noun(noun, arguments.lemma_of(noun.head), reading)


def _fillers(noun: Token, frame: Frame, reading: Reading) -> list[Filler]:
    """Return the fillers of a noun; what its frame asks for is taken from what stands after "of" if need be.

    In "the supply of rockets to the militia" parsers often hang the militia on the rockets.
    """
    found = arguments.nominal_fillers(noun, reading)
    wanted = {slot.marker for slot in frame.slots} - {f.marker for f in found} - {""}
    things = [f.token for f in found if f.marker == "of"]
    inside = [f for thing in things for f in arguments.nominal_fillers(thing, reading)]
    return found + [f for f in inside if f.function == "oblique" and f.marker in wanted]


def _fills(frame: Frame, fillers: tuple[Filler, ...]) -> bool:
    """Tell whether any filler takes a place that the frame of a noun has."""
    places = {(slot.function, slot.marker) for slot in frame.slots}
    return any((f.function, f.marker if f.function == "oblique" else "") in places for f in fillers)


def _frame(reading: Reading, token: Token, *, role: bool) -> Frame | None:
    """Return the first frame of a noun that names a participant (it has a subject, as in "X is a supplier")
    or an event.
    """
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    for frame in arguments.noun_frames(token, reading):
        if any(s.function == "subject" for s in frame.slots) is role:
            return frame
    return None


def possessive(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Possessor: "Maduro's government" — unless the lexicon knows what the noun means.

    What is abstract ("Hong Kong's history") is left out, and after a pronoun all but people and
    organisations.
    """
    for token in sent:
        owner, owned = reading.mentions.get(token.i), reading.mentions.get(token.head.i)
        if (
            owner is None
            or owned is None
            or not syntax.relation(token, "nmod:poss")
            or token.tag_ in ("WP$", "WDT")
        ):
            continue
        if reading.lexicon.lookup(token.head.lemma_.lower(), "NOUN") or owned.type in (
            "abstract",
            "time",
            "event",
            "",
        ):
            continue
        if owner.kind is MentionKind.PRONOUN and (
            "third" not in owner.features or owned.type not in ("person", "organization")
        ):
            continue
        yield Clause(
            token.head,
            "have",
            "VERB",
            (token,),
            (Filler("subject", token), Filler("object", token.head)),
            ("possessive",),
        )


def affiliation(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Person and what they belong to: "Tanya Chan of the Civic Party" """
    for token in sent:
        mention, holder = reading.mentions.get(token.i), reading.mentions.get(token.head.i)
        if (
            mention is None
            or holder is None
            or token.dep_ != "nmod"
            or syntax.marker(token) not in ("of", "from")
        ):
            continue
        if (
            reading.is_name(token)
            and reading.is_name(token.head)
            and holder.type == "person"
            and mention.type in ("organization", "place")
        ):
            fillers = (Filler("subject", token.head), Filler("oblique", token, syntax.marker(token)))
            yield Clause(
                token.head, "be", "VERB", tuple(syntax.children(token, "case")), fillers, ("affiliation",)
            )


def origin(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Adjective of a nation before a person or thing: "Venezuelan pilots" """
    for token in sent:
        mention, described = reading.mentions.get(token.i), reading.mentions.get(token.head.i)
        if mention is None or described is None or "demonym" not in mention.features:
            continue
        if described.type not in ("person", "organization", "object") or reading.lexicon.lookup(
            described.head_lemma, "NOUN"
        ):
            continue
        if token.head.dep_ == "nmod:desc" or described.titles:
            continue
        state = reading.lexicon.classes.get(described.head_lemma.lower()) in OF_A_STATE
        preposition = "of" if state else "from"
        fillers = (Filler("subject", token.head), Filler("oblique", token, preposition))
        yield Clause(token.head, "be", "VERB", (token,), fillers, ("origin",))
