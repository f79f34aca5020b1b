"""Resolution within one document: from mentions to things, each mention with the reason why it is where it
is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.entities import aliases, blocking, labels, nominals, pronouns
from kg.entities.binding import settle
from kg.entities.constraints import Constraints
from kg.entities.coreference import Guesses
from kg.entities.decisions import UNRULED, Ruled
from kg.entities.discourse import Discourse, Referent, is_adjective
from kg.entities.linking import Gazetteer
from kg.entities.metonymy import Seat
from kg.entities.names import Name, fold, parse, title_head
from kg.entities.regions import is_elsewhere
from kg.entities.wordings import wording
from kg.model import Document, EntityKind, KnownEntity, Lexicon, Mention, MentionKind

__all__ = ["Local", "resolve_document"]

_VALUES = (MentionKind.TIME, MentionKind.QUANTITY)


@dataclass(frozen=True, slots=True)
class Local:
    """One thing of one document: its mentions in text order with their reasons, and all that comparison
    needs.

    `label` is the name in this document, `name` the same taken apart (None for a concept or value), `keys`
    the keys of all its names, `acronyms` those of its acronyms, `little` tells that its name alone says
    little, `ruled` what was decided about it."""

    document: str
    kind: EntityKind
    type: str
    family: str
    label: str
    mentions: tuple[Mention, ...]
    reasons: tuple[str, ...]
    name: Name | None = None
    keys: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    known: KnownEntity | None = None
    why_known: str = ""
    seat: Seat | None = None
    region: str = ""
    elsewhere: bool = False
    has_article: bool = False
    gender: str = ""
    classes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    little: bool = False
    ruled: Ruled = UNRULED


def resolve_document(
    document: Document,
    mentions: Sequence[Mention],
    *,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    constraints: Constraints | None = None,
) -> list[Local]:
    """Return the things of one document in the order of their first mentions.

    Names come first, over the whole document; then common nouns and pronouns in text order.  Mentions that
    the text analysis has put into one chain are one thing.  Pronouns without antecedent are in none.  What
    was decided goes before everything else.
    """
    ordered = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
    d = Discourse.begin(document, ordered, lexicon, gazetteer, constraints)
    for step in aliases.STEPS:
        step(d)
    _values(d)
    _rest(d)
    settle(d)
    return [_local(d, referent) for referent in d.referents() if _is_thing(d, referent)]


def _values(d: Discourse) -> None:
    """Begin one thing for each value; a time or quantity without value is one by itself for each wording."""
    found: dict[tuple[MentionKind, str], Referent] = {}
    for number, mention in enumerate(d.mentions):
        if mention.kind not in _VALUES:
            continue
        bearer = _bearer(d, number)
        if bearer is not None:
            d.join(number, bearer, "surname of")
            continue
        key = (mention.kind, f"={mention.value}" if mention.value else fold(mention.text))
        if key in found:
            d.join(number, found[key], "same value")
        else:
            found[key] = d.start(number, "value", kind=EntityKind.VALUE)


def _bearer(d: Discourse, number: int) -> Referent | None:
    """Return the only person named before whose surname a month is that is a subject: "Theresa May came, and
    *May* was hopeful".
    """
    key = fold(d.mentions[number].text)
    if key not in d.surnames or "subject" not in d.told[number]:
        return None
    people = (r for r in d.named() if r.family == "person" and r.first < number)
    bearers = [r for r in people if any(len(n.tokens) > 1 and n.tokens[-1] == key for n in r.names)]
    return bearers[0] if len(bearers) == 1 else None


def _rest(d: Discourse) -> None:
    """Resolve common nouns and pronouns in text order; what has a chain follows it."""
    seen, guesses = nominals.Nominals.begin(d), Guesses.begin(d)
    chained: dict[str, int] = {}
    for number, mention in enumerate(d.mentions):
        if mention.chain is not None and d.of[number] is not None:
            chained.setdefault(mention.chain, number)
    for number, mention in enumerate(d.mentions):
        if d.of[number] is not None:
            continue
        head = d.of[chained[mention.chain]] if mention.chain in chained else None
        if head is not None:
            d.join(number, head, "same chain")
        elif (guess := guesses.nearest(number)) is not None:
            d.join(number, guess, f"coreference {mention.coreference_chance:.2f}")
        elif mention.kind is MentionKind.PRONOUN:
            pronouns.resolve(d, number)
        else:
            seen.resolve(number)
        if mention.chain is not None and d.of[number] is not None:
            chained.setdefault(mention.chain, number)
    _late_chains(d, chained)


def _late_chains(d: Discourse, chained: dict[str, int]) -> None:
    """Put pronouns to their chain whose first noun stands behind them ("In his speech, Maduro …")."""
    for number, mention in enumerate(d.mentions):
        head = d.of[chained[mention.chain]] if mention.chain in chained else None
        if head is not None and d.of[number] is None:
            d.join(number, head, "same chain")


def _is_thing(d: Discourse, referent: Referent) -> bool:
    return any(d.mentions[number].kind is not MentionKind.PRONOUN for number in referent.members)


def _local(d: Discourse, referent: Referent) -> Local:
    order = sorted(range(len(referent.members)), key=lambda i: referent.members[i])
    mentions = tuple(d.mentions[referent.members[i]] for i in order)
    reasons = tuple(referent.reasons[i] for i in order)
    texts = _texts(d, referent)
    label, name = _own_name(referent, texts)
    return Local(
        document=d.document.id,
        kind=referent.kind,
        type=referent.type,
        family=referent.family,
        label=label,
        mentions=mentions,
        reasons=reasons,
        name=name,
        keys=frozenset(n.key for n in referent.names if n.key),
        acronyms=frozenset(n.key for n in referent.names if n.acronym and n.key),
        titles=frozenset(title_head(title) for title in referent.titles if title),
        known=referent.known,
        why_known=referent.why_known,
        seat=referent.seat,
        region=referent.region,
        elsewhere=_is_elsewhere(d, referent),
        has_article=any("definite" in m.features for m in mentions if m.kind is MentionKind.NAME),
        gender=referent.gender if referent.family == "person" else "",
        classes=tuple(referent.classes),
        texts=texts,
        little=name is not None and referent.known is None and _tells_little(d, referent, name),
        ruled=d.rulings.ruled(referent.members),
    )


def _is_elsewhere(d: Discourse, referent: Referent) -> bool:
    """Tell whether a town lies where no known town of its name does."""
    if referent.known is not None and referent.known.iri:
        return False
    known = [e for name in referent.names for e in d.gazetteer.candidates(name.key, "place")]
    return any(is_elsewhere(referent.region, e, d.gazetteer) for e in known)


def _tells_little(d: Discourse, referent: Referent, name: Name) -> bool:
    return blocking.tells_little(name, referent.family, d.lexicon.classes)


def _texts(d: Discourse, referent: Referent) -> tuple[str, ...]:
    """Return the names by which a thing is called, or the wordings of a concept, each as often as it is, in
    text order.
    """
    numbers = sorted(n for n in referent.members if "title" not in d.told[n])
    if referent.kind is EntityKind.CONCEPT:
        return tuple(wording(d, n) for n in numbers if d.mentions[n].kind is not MentionKind.PRONOUN)
    return tuple(
        name.text for n in numbers if (name := d.names[n]) is not None and not is_adjective(d.mentions[n])
    )


def _own_name(referent: Referent, texts: Sequence[str]) -> tuple[str, Name | None]:
    """Return (label, name) of a thing with a name, ("", None) for others."""
    if referent.kind is not EntityKind.NAMED:
        return "", None
    person = referent.family == "person"
    known = referent.known.label if referent.known else ""
    label = labels.named_label(texts, person=person) or known
    return label, parse(label, person=person)
