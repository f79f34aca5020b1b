"""Roles: what each filler of a clause does, by the lexicon's frames, else by function and preposition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.model import Frame, MentionKind, Role, Slot
from kg.statements import arguments
from kg.statements.cues import cues
from kg.statements.reading import Clause, Filler, Reading

__all__ = ["Assigned", "assign", "choose_frame"]

DEFAULTS = {
    "subject": Role.AGENT,
    "object": Role.THEME,
    "indirect": Role.RECIPIENT,
    "predicate": Role.ATTRIBUTE,
    "clause": Role.THEME,
    "event": Role.AGENT,
    "possessor": Role.OBLIQUE,
    "complement": Role.OBLIQUE,
}
STATIC = ("be", "exist", "have")
PURPOSES = ("to", "for")


@dataclass(frozen=True, slots=True)
class Assigned:
    """A filler with its role; `token` is what fills it, `marker` its preposition ("" without one)."""

    role: Role
    token: Token
    marker: str
    function: str


def assign(clause: Clause, reading: Reading) -> tuple[list[Assigned], Frame | None]:
    """Return the fillers of a clause with their roles, in the clause's order, and the frame that gave them
    (or None).

    Times keep the role `time`; a preposition that neither the frame nor the lexicon knows gives `oblique`.
    """
    frame = choose_frame(clause, reading)
    free = list(frame.slots) if frame else []
    found: list[Assigned] = []
    for filler in clause.fillers:
        slot = _slot(filler, free)
        if slot is not None:
            free.remove(slot)
        role = slot.role if slot else _default(filler, clause, reading)
        if role is Role.RECIPIENT and filler.function == "object" and _is_thing(filler, reading):
            role = Role.THEME
        if role is Role.THEME and filler.function == "clause" and any(a.role is Role.THEME for a in found):
            role = Role.TOPIC
        found.append(Assigned(role, filler.token, filler.marker, filler.function))
    return found, frame


def _is_thing(filler: Filler, reading: Reading) -> bool:
    """Tell whether a filler is nobody who can get or be told something: "told *the truth*"."""
    mention = reading.mention(filler.token)
    return mention is not None and mention.type in ("abstract", "event", "object", "substance", "time")


def choose_frame(clause: Clause, reading: Reading) -> Frame | None:
    """Return the frame that accounts for most fillers of a clause; of equals the one with fewer empty
    slots, then the first.
    """
    frames = reading.lexicon.lookup(clause.lemma, clause.pos)
    if clause.light is not None and not frames:
        frames = tuple(_of_verb(frame) for frame in arguments.noun_frames(clause.light, reading))
    fitting = [frame for frame in frames if not _lacks_amount(frame, clause, reading)]
    return max(fitting, key=lambda frame: _fit(frame, clause, reading), default=None)


def _lacks_amount(frame: Frame, clause: Clause, reading: Reading) -> bool:
    """Tell whether a frame of measuring is offered a thing instead of an amount: "weighed *a listing*"."""
    wanted = any(s.function == "object" and s.classes == ("Quantity",) for s in frame.slots)
    filler = clause.first("object") if wanted else None
    mention = reading.mention(filler.token) if filler is not None else None
    return mention is not None and mention.value is None and mention.kind is not MentionKind.QUANTITY


def _of_verb(frame: Frame) -> Frame:
    """Return the frame of a noun as a verb has it that carries the noun: who acts is the subject."""
    acting = [s for s in frame.slots if s.marker == "by"] or [
        s for s in frame.slots if s.function == "possessor"
    ]
    others = tuple(s for s in frame.slots if s.function != "possessor")
    return replace(frame, slots=(*(replace(s, function="subject", marker="") for s in acting[:1]), *others))


def _fit(frame: Frame, clause: Clause, reading: Reading) -> tuple[int, int, int]:
    """Return how well a frame fits: slots filled, fillers of a right less those of a wrong class,
    (negative) empty slots.
    """
    free = list(frame.slots)
    filled = suited = 0
    for filler in clause.fillers:
        slot = _slot(filler, free)
        if slot is not None:
            free.remove(slot)
            filled += 1
            suited += _suits(slot, filler, reading)
    return filled + min(suited, 0), suited, -len(free)


def _suits(slot: Slot, filler: Filler, reading: Reading) -> int:
    """Return 1 if a filler is of a class that the slot prefers, -1 if of another, 0 if nothing is known or
    preferred.
    """
    mention = reading.mention(filler.token)
    classes = slot.classes or (("Agent",) if slot.role in (Role.RECIPIENT, Role.BENEFICIARY) else ())
    if not classes or mention is None or not mention.type or not set(classes) <= set(COARSE):
        return 0
    if mention.kind is MentionKind.QUANTITY:
        return 1 if set(classes) & {"Quantity", "Money"} else -1
    if set(classes) <= {"Quantity", "Money"} and mention.type not in COARSE["Agent"]:
        return 0
    return 1 if any(mention.type in COARSE[name] for name in classes) else -1


COARSE = {
    "Agent": ("person", "organization", "place"),
    "Company": ("organization",),
    "Country": ("place",),
    "Event": ("event",),
    "Money": (),
    "Organization": ("organization",),
    "Person": ("person",),
    "Place": ("place",),
    "Quantity": (),
}


def _slot(filler: Filler, free: list[Slot]) -> Slot | None:
    """Return the free slot that a filler fits: same function and preposition."""
    if filler.function == "clause" and filler.marker in cues().links:
        return None
    return next(
        (s for s in free if s.function == _function(filler, s) and s.marker == _marker(filler, s)), None
    )


def _function(filler: Filler, slot: Slot) -> str:
    """Return the function that counts: a time may be an oblique ("sentenced to a year"), and so may a gerund
    ("responsible for training pilots").
    """
    if filler.function == "event":
        return "subject"
    duration = filler.function == "time" and slot.role is Role.EXTENT
    gerund = filler.function == "clause" and filler.token.tag_ == "VBG" and slot.role is not Role.EXTENT
    return "oblique" if duration or (gerund and slot.function == "oblique") else filler.function


def _marker(filler: Filler, slot: Slot) -> str:
    """Return the preposition that counts: a clause, an object or a possessor has none unless the slot names
    one.
    """
    return filler.marker if filler.function == "oblique" or slot.marker else ""


def _default(filler: Filler, clause: Clause, reading: Reading) -> Role:
    """Return the role of a filler that no frame accounts for."""
    if filler.function == "time":
        return Role.TIME
    if clause.light is not None and filler.marker == "to" and _is_agent(filler, reading):
        return Role.RECIPIENT
    if filler.function == "oblique" or (filler.function == "complement" and filler.marker != "of"):
        return _oblique(filler, reading)
    if filler.function == "clause" and filler.marker:
        return reading.cues.links.get(
            filler.marker, Role.PURPOSE if filler.marker in PURPOSES else Role.OBLIQUE
        )
    if filler.function == "clause" and clause.lemma in reading.cues.speech:
        return Role.TOPIC
    if filler.function == "subject" and (clause.lemma in STATIC[:2] or clause.pos == "ADJ"):
        return Role.THEME
    return DEFAULTS[filler.function]


def _is_agent(filler: Filler, reading: Reading) -> bool:
    """Tell whether a filler is somebody, or an organisation or country."""
    mention = reading.mention(filler.token)
    return mention is not None and mention.type in COARSE["Agent"]


def _oblique(filler: Filler, reading: Reading) -> Role:
    """Return the usual role of a preposition; "in" and "on" mark a location only with something that can be
    one.
    """
    mention = reading.mention(filler.token)
    if not filler.marker:
        return Role.EXTENT if mention and mention.kind is MentionKind.QUANTITY else Role.OBLIQUE
    role = reading.lexicon.markers.get(filler.marker, Role.OBLIQUE)
    if mention is not None and mention.type == "time":
        return Role.TIME
    kind = mention.type if mention is not None else ""
    if role is Role.LOCATION and kind in ("abstract", "person", "event"):
        return Role.OBLIQUE
    if role is Role.RECIPIENT and kind not in ("person", "organization", "place", "animal", ""):
        return Role.OBLIQUE
    return role
