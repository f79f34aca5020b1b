"""Choose the frame that a statement fills best: which of a word's meanings is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import EntityClass, Frame, Lexicon, Role, Slot

__all__ = ["BARE", "Participant", "choose", "slot_of"]

#: The class of what nothing is known of: it tells against no slot.
UNKNOWN = "Thing"
#: Roles of bare objects: a word that is used with one takes a meaning that has one.
BARE = (Role.THEME, Role.PATIENT)
#: Prepositions that only mark the subject of a passive or a possessor.
SILENT = ("by", "of")
SAME_PART_OF_SPEECH = {"AUX": "VERB", "PROPN": "NOUN"}


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant: role, preposition, the id that fills it ("" if unknown), its class ("" if unknown)."""

    role: Role
    marker: str
    filler: str
    type: str

    @property
    def is_statement(self) -> bool:
        """Tell whether a statement fills it ("said *that …*")."""
        return self.filler.startswith("st_")


def choose(
    lemma: str,
    pos: str,
    participants: Sequence[Participant],
    *,
    lexicon: Lexicon,
    classes: Mapping[str, EntityClass],
) -> Frame | None:
    """Return the frame that says most of a word's participants; None if unknown or used otherwise.

    A frame is out if a participant is of another class than it wants, or if it has no place for an object
    without preposition.  The best has subject and object of its flat triple filled, then explains most
    participants, then wants most classes that are there.
    """
    frames = lexicon.lookup(lemma.lower(), SAME_PART_OF_SPEECH.get(pos, pos))
    ranked = [(_rank(frame, participants, classes), frame) for frame in frames]
    possible = [(rank, frame) for rank, frame in ranked if rank is not None]
    return max(possible, key=lambda pair: pair[0], default=(None, None))[1]


def _rank(
    frame: Frame, participants: Sequence[Participant], classes: Mapping[str, EntityClass]
) -> tuple[int, int, int, int] | None:
    """Return how well a frame fits, None if it does not."""
    pairs = [(slot, one) for one in participants if (slot := slot_of(frame, one)) is not None]
    fits = [_fit(slot, one, classes) for slot, one in pairs]
    matched = [one for _, one in pairs]
    others = [one for one in participants if one not in matched and not one.is_statement]
    left_over = any(one.role in BARE and not one.marker for one in others)
    if -1 in fits or left_over or (participants and not pairs):
        return None
    roles = {slot.role for slot, _ in pairs}
    ends = (frame.subject_role in roles) + (frame.object_role in roles)
    return ends, len(pairs), sum(fits), -len(frame.slots)


def slot_of(frame: Frame, participant: Participant) -> Slot | None:
    """Return the slot of a participant: same role and preposition, else the same role where none is lost.

    A statement fills what takes a clause, or an oblique; a thing fills all but clauses.
    """
    barred = ("subject", "object", "indirect") if participant.is_statement else ("clause",)
    alike = [slot for slot in frame.slots if slot.role is participant.role and slot.function not in barred]
    exact = [slot for slot in alike if slot.marker == participant.marker]
    silent = participant.marker in SILENT
    loose = [slot for slot in alike if not participant.marker or (silent and not slot.marker)]
    return next(iter(exact or loose), None)


def _fit(slot: Slot, participant: Participant, classes: Mapping[str, EntityClass]) -> int:
    """Return 1 if a participant is of a class that the slot wants, -1 if of another, 0 if none can tell."""
    if not slot.classes or not participant.type or participant.type == UNKNOWN:
        return 0
    above = classes[participant.type].parents if participant.type in classes else ()
    return 1 if {participant.type, *above} & set(slot.classes) else -1
