"""Common nouns: which earlier thing "the helicopters", "the president" or "sanctions" is of.

What a noun phrase is compared by is its *description*: head lemma, number, the words before the head and the
words after it.  A definite phrase may say less than the one that it takes up, never more, and only one thing
may fit. Bare plurals and mass nouns ("sanctions", "cooperation") with the same description are one concept of
the document; indefinite and counted phrases begin a new thing each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.entities.classes import ancestors
from kg.entities.discourse import Discourse, Referent
from kg.entities.names import strip_possessive, title_head, tokens
from kg.entities.tables import words
from kg.model import EntityKind, MentionKind

__all__ = ["Description", "Nominals", "contradicts", "describe"]

# How many sentences back a phrase may be taken up: the same phrase when definite, a bare one by a definite
# one, a longer phrase by a shorter one, people in the plural by the same bare words.  Measured on the
# training part of GUM: beyond these distances a third and more of the links were wrong.
_SAME_PHRASE, _BARE_PHRASE, _SHORTER_PHRASE, _PEOPLE = 10, 3, 3, 1
_SAME_CLASS = 3
# So many of the last mentions of a thing are asked whether they contradict another one.
_COMPARED = 20
_TITLED = ("person", "organization")


@dataclass(frozen=True, slots=True)
class Description:
    """What a noun phrase says: head lemma, whether plural, words before and after the head, and how it is
    determined.

    `form` is "definite", "indefinite", "bare" or "possessed" (with a possessive pronoun or a genitive).
    """

    lemma: str
    plural: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    form: str

    @property
    def head(self) -> tuple[str, bool]:
        """Return lemma and number: only phrases that agree in both are compared."""
        return self.lemma, self.plural

    @property
    def words(self) -> tuple[str, bool, tuple[str, ...], tuple[str, ...]]:
        """Return all but the determination."""
        return self.lemma, self.plural, self.before, self.after


def describe(d: Discourse, number: int) -> Description:
    """Return the description of a nominal mention.

    A possessive pronoun counts as the thing that it was resolved to, so that "his army" is not each time the
    same army.
    """
    mention = d.mentions[number]
    phrase, head = mention.phrase or mention.span, mention.head or mention.span
    start, end = min(phrase.start, mention.span.start), max(phrase.end, mention.span.end)
    if mention.head is None:
        left, right = mention.text.rpartition(" ")[0], ""
    else:
        left, right = d.document.text[start : head.start], d.document.text[head.end : end]
    before = list(tokens(left))
    form = _form(before, left, d.told[number])
    while before and before[0] in words("words", "definite") | words("words", "article"):
        before.pop(0)
    before = [
        _owner(d, number, start, word) if word in words("words", "possessive") else word for word in before
    ]
    lemma = mention.head_lemma.casefold() or " ".join(tokens(mention.text)[-1:])
    return Description(
        lemma, "plural" in d.told[number], tuple(before), tokens(strip_possessive(right)), form
    )


def contradicts(d: Discourse, number: int, referent: Referent) -> bool:
    """Tell whether a noun says of itself that it is another thing than one called by the same noun.

    So it is if both are definite, have modifiers and share none ("the northern province", "the southern
    province"), are of different things ("the government of Peru", "the government of Chile"), or have
    different numbers ("Article 5", "Article 6"). Owners that are not resolved tell nothing.
    """
    own = describe(d, number)
    for other in referent.members[-_COMPARED:]:
        if d.mentions[other].kind is not MentionKind.NOMINAL:
            continue
        said = describe(d, other)
        same = said.lemma == own.lemma
        if same and (_differ(_modifiers(own), _modifiers(said)) or _differ(_of(own), _of(said))):
            return True
    return False


def _modifiers(description: Description) -> tuple[str, ...]:
    """Return the words before a definite noun that tell it from others of its kind."""
    said = description.before if description.form in ("definite", "possessed") else ()
    return () if any(word[0] == "?" for word in said) else said


def _of(description: Description) -> tuple[str, ...]:
    """Return what a noun is said to be of, or in, or its number."""
    after = description.after
    if after[:1] in (("of",), ("in",)):
        return after[1:]
    return after[:1] if after and after[0][0].isdigit() else ()


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one) and bool(other) and not set(one) & set(other)


def _form(before: list[str], left: str, told: frozenset[str]) -> str:
    if (before and before[0] in words("words", "possessive")) or "'s " in left or "’s " in left:
        return "possessed"
    counted = before and (before[0] in words("words", "indefinite") or before[0][0].isdigit())
    if "indefinite" in told or (counted and "definite" not in told):
        return "indefinite"
    first_definite = before and before[0] in words("words", "definite")
    return "definite" if "definite" in told or first_definite else "bare"


def _owner(d: Discourse, number: int, start: int, word: str) -> str:
    """Return a word for the thing that a possessive pronoun in a phrase stands for; unresolved ones are all
    different.
    """
    for other in d.sentences[d.mentions[number].sentence]:
        span = d.mentions[other].span
        if span.start >= start and d.mentions[other].text.casefold() == word:
            owner = d.of[other]
            return f"={owner.first}" if owner is not None else f"?{number}"
    return f"?{number}"


@dataclass(eq=False, slots=True)
class Nominals:
    """The nominal mentions of one document seen so far, by description."""

    d: Discourse
    by_words: dict[tuple[object, ...], tuple[int, str]] = field(default_factory=dict)
    by_head: dict[tuple[str, bool], list[tuple[Description, int]]] = field(default_factory=dict)
    by_title: dict[str, list[Referent]] = field(default_factory=dict)
    by_class: dict[str, list[Referent]] = field(default_factory=dict)

    @classmethod
    def begin(cls, d: Discourse) -> Nominals:
        """Return the state before the first nominal: titles and classes of the named things are known."""
        nominals = cls(d)
        for referent in d.named():
            told = {title_head(title) for title in referent.titles if title}
            for title in sorted(told - words("words", "generic person")):
                nominals.by_title.setdefault(title, []).append(referent)
            for name in ancestors(referent.type):
                nominals.by_class.setdefault(name, []).append(referent)
        return nominals

    def resolve(self, number: int) -> None:
        """Put a nominal mention to the thing that it is of, an earlier one or a new one."""
        if number in self.d.descriptions:
            self.d.start(number, "description beside a name", kind=EntityKind.CONCEPT)
            return
        description = describe(self.d, number)
        referent, reason = self._antecedent(number, description)
        if referent is None:
            self.d.start(number, reason or "common noun", kind=EntityKind.CONCEPT)
        else:
            self.d.join(number, referent, reason)
        if reason != "ambiguous":
            self.by_words[description.words] = number, description.form
            self.by_head.setdefault(description.head, []).append((description, number))

    def _antecedent(self, number: int, description: Description) -> tuple[Referent | None, str]:
        if description.form == "indefinite":
            return None, ""
        if description.form == "bare":
            return self._same_concept(number, description)
        if description.form == "definite":
            titled = self._titled(number, description)
            if titled[1]:
                return titled
        same = self._same_phrase(number, description)
        if same[0] is not None or description.form == "possessed":
            return same
        classed = self._classed(number, description)
        return classed if classed[0] is not None else self._shorter(number, description)

    def _same_concept(self, number: int, description: Description) -> tuple[Referent | None, str]:
        """Return the concept of the same bare words, anywhere in the document; different people share words,
        so they are near.
        """
        other, form = self.by_words.get(description.words, (number, ""))
        people = self.d.families[number] == "person" and description.plural
        if form != "bare" or (people and not self._near(number, other, _PEOPLE)):
            return None, ""
        return self.d.of[other], "same concept"

    def _same_phrase(self, number: int, description: Description) -> tuple[Referent | None, str]:
        """Return the recent thing with the same description, but for its determiner."""
        other, form = self.by_words.get(description.words, (number, ""))
        reach = _BARE_PHRASE if form == "bare" else _SAME_PHRASE
        return (self.d.of[other], "same phrase") if form and self._near(number, other, reach) else (None, "")

    def _near(self, number: int, other: int, sentences: int) -> bool:
        return self.d.mentions[number].sentence - self.d.mentions[other].sentence <= sentences

    def _shorter(self, number: int, description: Description) -> tuple[Referent | None, str]:
        """Return the only recent thing whose description says the same and more: "the helicopters", "attack
        helicopters".
        """
        found: dict[int, Referent] = {}
        for other_description, other in reversed(self.by_head.get(description.head, ())):
            if not self._near(number, other, _SHORTER_PHRASE):
                break
            referent = self.d.of[other]
            if referent is not None and set(description.before) <= set(other_description.before):
                found[id(referent)] = referent
        if len(found) != 1 or description.after:
            return None, ""
        return next(iter(found.values())), "definite second mention"

    def _titled(self, number: int, description: Description) -> tuple[Referent | None, str]:
        """Return the named thing that the text has given this noun as a title; reason "ambiguous" if there
        are several.
        """
        fitting = [r for r in self.by_title.get(description.lemma, ()) if r.family in _TITLED]
        found = [r for r in fitting if self._introduced(number, r)]
        if description.plural or not found:
            return None, ""
        said = {*description.before, *(w for w in description.after if w not in words("words", "small"))}
        if said:
            found = [r for r in found if said <= self._told(r)]
            return (found[0], "title of") if len(found) == 1 else (None, "")
        return (found[0], "title of") if len(found) == 1 else (None, "ambiguous")

    def _introduced(self, number: int, referent: Referent) -> bool:
        """Tell whether a name stands before a noun, or right behind it ("the exporter, Rosoboronexport")."""
        here, first = self.d.mentions[number], self.d.mentions[referent.first]
        if first.span.start < here.span.start:
            return True
        gap = self.d.document.text[here.span.end : first.span.start]
        return len(gap) < 40 and gap.strip() in ("", ",")

    def _told(self, referent: Referent) -> set[str]:
        """Return the words by which a named thing is described: titles, and what stands before the name in
        its phrase.
        """
        told = {word for title in referent.titles for word in title}
        for number in referent.members:
            mention = self.d.mentions[number]
            if mention.phrase is not None and mention.phrase.start < mention.span.start:
                told.update(tokens(self.d.document.text[mention.phrase.start : mention.span.start]))
        return told

    def _classed(self, number: int, description: Description) -> tuple[Referent | None, str]:
        """Return the only named thing of the class that a bare "the company", "the country" names.

        Things of a wider class (an organisation of unknown kind) could be it too, so there must be none of
        them.
        """
        name = self.d.lexicon.classes.get(description.lemma, "")
        more = description.before or description.after or description.plural
        if more or name not in words("words", "taken up class"):
            return None, ""
        found = [r for r in self.by_class.get(name, ()) if self._introduced(number, r)]
        if not found:
            return self._of_wider_class(number, name)
        if len(found) != 1 or not self._is_near(number, found[0]):
            return None, ""
        wider = (
            r for parent in ancestors(name)[1:-1] for r in self.by_class.get(parent, ()) if r.type == parent
        )
        unsure = any(self._introduced(number, referent) for referent in wider)
        return (None, "") if unsure else (found[0], f"only {name}")

    def _of_wider_class(self, number: int, name: str) -> tuple[Referent | None, str]:
        """Return the only thing of a wider class where the model's chain says so too: "Gazprom", "the
        company".
        """
        wider = [
            r for parent in ancestors(name)[1:-1] for r in self.by_class.get(parent, ()) if r.type == parent
        ]
        found = [r for r in wider if self._introduced(number, r)]
        if len(found) != 1 or not self._is_near(number, found[0]):
            return None, ""
        chain = self.d.mentions[number].coreference
        chained = chain is not None and any(self.d.mentions[n].coreference == chain for n in found[0].members)
        return (found[0], f"only {found[0].type}") if chained else (None, "")

    def _is_near(self, number: int, referent: Referent) -> bool:
        return any(self.d.of[n] is referent for n in self.d.before(number, sentences=_SAME_CLASS))
