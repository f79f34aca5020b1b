"""Choose for each statement the property, the kind of event, subject and object: statements become facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.grounding.frames import BARE, Participant, choose, slot_of
from kg.grounding.minting import minted_iri
from kg.grounding.vocabulary import Vocabulary
from kg.model import (
    Entity,
    Fact,
    FactRole,
    Frame,
    Mention,
    Modality,
    Polarity,
    Role,
    Span,
    Statement,
    StatementRef,
)

__all__ = ["ground"]

#: Where the object of a flat triple is looked for if the frame's own is not there, best first.
OBJECT_ROLES = (
    Role.THEME,
    Role.PATIENT,
    Role.RECIPIENT,
    Role.PARTNER,
    Role.TOPIC,
    Role.DESTINATION,
    Role.LOCATION,
    Role.ATTRIBUTE,
    Role.SOURCE,
    Role.BENEFICIARY,
    Role.PURPOSE,
    Role.CAUSE,
    Role.INSTRUMENT,
    Role.EXTENT,
    Role.OBLIQUE,
)
LOWEST_ASSERTED = 0.5


def ground(statements: Iterable[Statement], entities: Iterable[Entity], vocabulary: Vocabulary) -> list[Fact]:
    """Return one fact for each statement, sorted by the statement's id.

    What no entity stands for (a pronoun without antecedent) is left out of the roles.  A predicate that the
    lexicon does not know, or whose usual object is missing, keeps its own words as a minted property:
    nothing is lost, nothing is guessed.
    """
    every = sorted(statements, key=lambda statement: statement.id)
    owners = {mention.span: entity for entity in entities for mention in entity.mentions}
    nouns = {statement.predicate.span for statement in every if statement.predicate.pos == "NOUN"}
    return [_fact(statement, _participants(statement, owners), nouns, vocabulary) for statement in every]


def _fact(
    statement: Statement, participants: list[Participant], nouns: set[Span], vocabulary: Vocabulary
) -> Fact:
    """Return the fact of one statement; `nouns` are the role nouns that have a statement of their own."""
    frame = None if _attribute_span(statement) in nouns else _role_noun(statement, participants, vocabulary)
    if frame:
        participants = _recast(participants, frame)
    frame = frame or _choose(statement.predicate.lemma, statement.predicate.pos, participants, vocabulary)
    things = [one for one in participants if not one.is_statement]
    undergoing = _undergoing(statement, things)
    subject = undergoing or _first(things, frame.subject_role if frame else _subject_role(statement))
    object_ = _object(participants, None if undergoing else frame, subject)
    known = frame is not None and (object_ is None or (not undergoing and _is_usual(object_, frame)))
    return Fact(
        statement=statement.id,
        property=frame.property if frame and known else _minted(statement, object_, vocabulary),
        event=_event(frame, known, vocabulary),
        subject=(subject.filler or None) if subject else None,
        object=(object_.filler or None) if object_ else None,
        roles=tuple(FactRole(one.role, one.marker, one.filler) for one in participants if one.filler),
        asserted=_vouched(statement) and all(end is not None and end.filler for end in (subject, object_)),
        minted=not known,
    )


def _participants(statement: Statement, owners: Mapping[Span, Entity]) -> list[Participant]:
    """Return the participants, each once, with the place of the statement; unknown ones fill nothing."""
    found: list[Participant] = []
    for argument in statement.arguments:
        filler = argument.filler
        if isinstance(filler, StatementRef):
            found.append(Participant(argument.role, "", filler.id, ""))
        else:
            found.append(_participant(argument.role, argument.marker, owners.get(filler.span)))
    if statement.place is not None:
        found.append(_participant(Role.LOCATION, "", owners.get(statement.place.span)))
    return list(dict.fromkeys(found))


def _participant(role: Role, marker: str, entity: Entity | None) -> Participant:
    """Return an entity in its role; without one (an unresolved pronoun) the filler is ""."""
    return Participant(role, marker, entity.id if entity else "", entity.type if entity else "")


def _choose(
    lemma: str, pos: str, participants: Sequence[Participant], vocabulary: Vocabulary
) -> Frame | None:
    """Return the frame of a word in this vocabulary; "give support" means what its noun does."""
    known = choose(lemma, pos, participants, lexicon=vocabulary.lexicon, classes=vocabulary.classes)
    if known is not None or pos != "VERB" or " " not in lemma:
        return known
    return choose(
        lemma.split()[-1], "NOUN", participants, lexicon=vocabulary.lexicon, classes=vocabulary.classes
    )


def _attribute(statement: Statement) -> Mention | None:
    """Return the mention that a copula says of its subject, None for other statements."""
    attribute = statement.argument(Role.ATTRIBUTE) if statement.predicate.lemma == "be" else None
    return attribute.filler if attribute and isinstance(attribute.filler, Mention) else None


def _attribute_span(statement: Statement) -> Span | None:
    """Return the span of the head word of what a copula says."""
    mention = _attribute(statement)
    return (mention.head or mention.span) if mention else None


def _role_noun(
    statement: Statement, participants: Sequence[Participant], vocabulary: Vocabulary
) -> Frame | None:
    """Return the frame of the noun in "X is (the) spokesman for Y", None unless somebody fills its object.

    The noun's participants come with their prepositions; a possessor has "of" or none.
    """
    mention = _attribute(statement)
    for frame in vocabulary.lexicon.lookup(mention.head_lemma.lower(), "NOUN") if mention else ():
        copulative = any(slot.function == "subject" for slot in frame.slots)
        if copulative and any(one.role is frame.object_role for one in _recast(participants, frame)):
            return frame
    return None


def _recast(participants: Sequence[Participant], frame: Frame) -> list[Participant]:
    """Return a copula's participants in its noun's roles: the theme in the subject's, the rest by marker."""
    by_marker = {slot.marker: slot.role for slot in frame.slots if slot.function == "oblique"}
    found = []
    for one in participants:
        if one.role is Role.THEME:
            found.append(replace(one, role=frame.subject_role))
        elif one.marker in by_marker:
            found.append(replace(one, role=by_marker[one.marker]))
        else:
            found.append(one)
    return found


def _first(participants: Sequence[Participant], role: Role) -> Participant | None:
    """Return the first participant with a role."""
    return next((one for one in participants if one.role is role), None)


def _undergoing(statement: Statement, things: Sequence[Participant]) -> Participant | None:
    """Return what a verb without agent is about: "the ship sank off Malta"; None for other statements."""
    bare = [one for one in things if one.role in BARE and not one.marker]
    return bare[0] if bare and "verbal.inchoative" in statement.rules else None


def _subject_role(statement: Statement) -> Role:
    """Return the role of the subject of a predicate that has no frame: the agent, or the theme of a state."""
    state = statement.predicate.pos == "ADJ" or statement.predicate.lemma.split(" ")[0] in ("be", "exist")
    return Role.THEME if state else Role.AGENT


def _object(
    participants: Sequence[Participant], frame: Frame | None, subject: Participant | None
) -> Participant | None:
    """Return the object of the flat triple: in the frame's role, else by OBJECT_ROLES; not the subject."""
    rest = [one for one in participants if not (subject and one.filler and one.filler == subject.filler)]
    roles = (*((frame.object_role,) if frame else ()), *OBJECT_ROLES)
    barred = (frame.subject_role,) if frame else (Role.AGENT,)
    ranked = [one for role in roles if role not in barred for one in rest if one.role is role]
    bare = [one for one in ranked if one.role in BARE and not one.is_statement]
    usual = frame is not None and bool(ranked) and ranked[0].role is frame.object_role
    return next(iter(ranked if usual or not bare else bare), None)


def _event(frame: Frame | None, known: bool, vocabulary: Vocabulary) -> str:
    """Return the kind of event: of a word in another use, the one that all its meanings share."""
    if frame is None:
        return "kg:Event"
    shared = {other.event for other in vocabulary.lexicon.lookup(frame.lemma, frame.pos)}
    return frame.event if known or len(shared) == 1 else "kg:Event"


def _is_usual(object_: Participant, frame: Frame) -> bool:
    """Tell whether an object is what the property of a frame leads to."""
    return object_.role is frame.object_role and slot_of(frame, object_) is not None


def _minted(statement: Statement, object_: Participant | None, vocabulary: Vocabulary) -> str:
    """Return the property made from the statement's words; a place that kept no preposition has "in"."""
    marker = object_.marker if object_ else ""
    if object_ and object_.role is Role.LOCATION and not marker:
        marker = "in"
    return minted_iri(statement.predicate, marker, vocabulary.base_iri)


def _vouched(statement: Statement) -> bool:
    """Tell whether the text itself says so, affirms it as actual, and the reading is sure enough."""
    return (
        statement.polarity is Polarity.POSITIVE
        and statement.modality is Modality.ACTUAL
        and statement.attribution is None
        and statement.confidence >= LOWEST_ASSERTED
    )
