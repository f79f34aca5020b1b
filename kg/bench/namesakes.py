"""People whose names are known to be theirs: are the right things of different documents joined?

Made-up documents of a town's newspaper: every person belongs to a circle (family, firm, club) and stands in
the text beside others of it, with the circle's bodies and places; some are named far more often than others,
and namesakes live in different circles. People are called by their full name, with or without a middle
initial, by an initial and the surname, and now and then with a slip of the pen. The generator keeps who is
meant. Two documents that speak of one person are a pair to be found; precision and recall are those of the
pairs that share a node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from kg.bench.made_up_names import drawn_surnames, pick
from kg.entities.tables import rows, words
from kg.model import Document, Entity, Mention, MentionKind, Span

__all__ = ["Town", "documents", "score", "town"]

CIRCLE, SENTENCES = 6, 12
_COMMON = 0.3
"""Share of the people with one of the common surnames."""
_MIDDLE, _INITIAL, _SLIP, _FREE = 0.08, 0.06, 0.01, 0.15
"""How often a middle initial is written, only an initial, a slip; and how often somebody stands beside
people of other circles.
"""


@dataclass(frozen=True, slots=True)
class Town:
    """The people by number (given name, middle initial, surname), and the circles with their own bodies."""

    people: tuple[tuple[str, str, str], ...]
    circles: tuple[tuple[int, ...], ...]
    bodies: tuple[tuple[str, ...], ...]


def town(people: int, random: Random) -> Town:
    """Return a town of so many people in circles of `CIRCLE`; names follow the shares of real ones."""
    given = [(word.strip(), float(share)) for kind, share, several in rows("shares") if kind == "given"
             for word in several.split(",") if word.strip() not in ("listed", "other")]  # fmt: skip
    others = sorted(words("given_names", "masculine") | words("given_names", "feminine"))
    given += [(word, 40.0) for word in others if word not in dict(given)]
    common = sorted(words("common_surnames", "surname"))
    made = drawn_surnames(random)
    names = []
    for first in random.choices([word for word, _ in given], [share for _, share in given], k=people):
        last = random.choice(common) if random.random() < _COMMON else pick(made, random)
        names.append((first.title(), random.choice("ABCDEFGHJKLMNPRSTW"), last.title()))
    circles = tuple(tuple(range(k, min(k + CIRCLE, people))) for k in range(0, people, CIRCLE))
    bodies = tuple(
        tuple(
            f"{random.choice(made)} {random.choice(('Bank', 'Group', 'Institute', 'Club'))}" for _ in range(2)
        )
        for _ in circles
    )
    return Town(tuple(names), circles, bodies)


def documents(count: int, *, seed: int = 1) -> Iterator[tuple[Document, list[Mention], dict[Span, int]]]:
    """Yield documents with their mentions and, for those of people, who is meant.

    >>> (document, mentions, meant), = documents(1)
    >>> all(document.text[m.span.start : m.span.end] == m.text for m in mentions), len(meant) > 3
    (True, True)
    """
    random = Random(seed)
    place = town(max(CIRCLE, 2 * count), random)
    order = list(range(len(place.circles)))
    random.shuffle(order)
    for number in range(count):
        yield _document(f"doc_{number:08d}", place, order[_drawn(len(order), random)], random)


def _drawn(count: int, random: Random) -> int:
    """Return a number below `count`, small ones more often."""
    return int(count * random.random() ** 2)


def _document(
    name: str, place: Town, circle: int, random: Random
) -> tuple[Document, list[Mention], dict[Span, int]]:
    forms: dict[int, str] = {}
    text, mentions, meant = "", [], {}
    for sentence in range(SENTENCES):
        person = random.choice(place.circles[circle])
        free = random.random() < _FREE
        other = random.randrange(len(place.people)) if free else random.choice(place.circles[circle])
        said: list[tuple[str, str, int | None]] = [
            (forms.setdefault(one, _form(place.people[one], random)), "person", one)
            for one in (person, other)
        ]
        said.append((random.choice(place.bodies[circle]), "organization", None))
        for words_, type_, who in said:
            span = Span(name, len(text), len(text) + len(words_))
            mentions.append(Mention(span, words_, MentionKind.NAME, type_, span, words_, span, sentence))
            if who is not None:
                meant[span] = who
            text += words_ + " met "
        text += "them. "
    return Document(name, text), mentions, meant


def _form(person: tuple[str, str, str], random: Random) -> str:
    """Return how one document calls a person."""
    given, middle, last = person
    drawn = random.random()
    if drawn < _MIDDLE:
        return f"{given} {middle}. {last}"
    if drawn < _MIDDLE + _INITIAL:
        return f"{given[0]}. {last}"
    if drawn < _MIDDLE + _INITIAL + _SLIP and len(last) > 7:
        k = random.randrange(2, len(last) - 1)
        return f"{given} {last[:k]}{last[k + 1]}{last[k]}{last[k + 2 :]}"
    return f"{given} {last}"


def score(found: Sequence[Entity], meant: Mapping[Span, int]) -> dict[str, float]:
    """Return precision, recall and F1 over pairs of documents that speak of one person.

    >>> score([], {})
    {'precision': 0.0, 'recall': 0.0, 'f1': 0.0, 'pairs': 0}
    """
    owner = {mention.span: entity.id for entity in found for mention in entity.mentions}
    nodes: dict[tuple[int, str], str] = {}
    for span, who in sorted(meant.items()):
        if span in owner:
            nodes.setdefault((who, span.document), owner[span])
    right = _pairs(Counter((node, who) for (who, _), node in nodes.items()))
    within = _pairs(Counter((node, document) for (_, document), node in nodes.items()))
    joined = _pairs(Counter(nodes.values())) - within
    wanted = _pairs(Counter(who for who, _ in {(who, span.document) for span, who in meant.items()}))
    precision, recall = (right / all_ if all_ else 0.0 for all_ in (joined, wanted))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "pairs": wanted}


def _pairs(counts: Mapping[object, int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
