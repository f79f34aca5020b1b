"""The types that all rooms share: frozen values, no behaviour beyond reading themselves.

Every stage of kg takes some of these and gives others: a `Document` is annotated, `Statement`s with
their `Mention`s are extracted from it, mentions are resolved to `Entity`s, and both are grounded to
`Fact`s.  All offsets are half-open character offsets into `Document.text` unless a docstring says
otherwise.  Ids are hashes of content, so the same input gives the same ids in every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Alias",
    "Apart",
    "Argument",
    "Attribution",
    "Cue",
    "Decision",
    "Decisions",
    "Document",
    "Edit",
    "Entity",
    "EntityClass",
    "EntityKind",
    "Fact",
    "FactRole",
    "Finding",
    "Frame",
    "KnownEntity",
    "Lexicon",
    "Likeness",
    "Link",
    "Mention",
    "MentionKind",
    "Modality",
    "Polarity",
    "Predicate",
    "Quote",
    "Rejection",
    "Role",
    "Same",
    "Severity",
    "Slot",
    "Span",
    "Split",
    "Statement",
    "StatementRef",
    "Suggestion",
    "Thing",
    "content_id",
]


def content_id(prefix: str, *parts: object) -> str:
    """Return `prefix` and sixteen hexadecimal digits of the SHA-256 of `parts`.

    >>> content_id("doc", "Russia supplies helicopters.")
    'doc_88cd3412f070c55d'
    """
    text = "\x1f".join(str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


class Polarity(StrEnum):
    """Whether the text affirms or denies that something happens."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How the text presents what a statement says."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NECESSARY = "necessary"
    CONDITIONAL = "conditional"
    COUNTERFACTUAL = "counterfactual"
    ASKED = "asked"


class Role(StrEnum):
    """What an argument does in its statement (the words of VerbNet and LIRICS)."""

    AGENT = "agent"
    PATIENT = "patient"
    THEME = "theme"
    RECIPIENT = "recipient"
    SOURCE = "source"
    DESTINATION = "destination"
    LOCATION = "location"
    INSTRUMENT = "instrument"
    BENEFICIARY = "beneficiary"
    PARTNER = "partner"
    TOPIC = "topic"
    ATTRIBUTE = "attribute"
    CAUSE = "cause"
    PURPOSE = "purpose"
    TIME = "time"
    EXTENT = "extent"
    OBLIQUE = "oblique"


class MentionKind(StrEnum):
    """The form in which a text mentions something."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    TIME = "time"
    QUANTITY = "quantity"


class EntityKind(StrEnum):
    """A thing with a name, a thing described by a common noun, or a value (time, quantity)."""

    NAMED = "named"
    CONCEPT = "concept"
    VALUE = "value"


class Severity(StrEnum):
    """How bad a finding is: the build goes on after each of them."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one document: the half-open interval [start, end) of its text, in characters."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One repair made while cleaning: source characters [source_start, source_end) became text [start, end).

    Either interval may be empty (an insertion or a deletion).  Between two edits text and source run
    character by character in step.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it came from.

    `source` is the path (or URL, or "-") that was read, with `#row` or `#page` where a file holds many
    documents.  `date` is an ISO 8601 date.  `origin` holds the edits that lead from the characters of the
    file, as decoded (for PDF, DOCX and HTML: as extracted), to `text`, sorted by `start`.
    """

    id: str
    text: str
    source: str = "-"
    title: str | None = None
    date: str | None = None
    language: str | None = None
    media_type: str = "text/plain"
    origin: tuple[Edit, ...] = ()

    def source_offset(self, offset: int) -> int:
        """Return where the character at `offset` of the text stood in the source.

        A character that cleaning inserted leads to the place where it was inserted.

        >>> document = Document("doc_1", "One. Two", origin=(Edit(4, 5, 4, 4),))   # source "One.Two"
        >>> [document.source_offset(i) for i in (3, 4, 5)]
        [3, 4, 4]
        """
        source = offset
        for edit in self.origin:
            if edit.start > offset:
                break
            inside = offset < edit.end
            source = edit.source_start if inside else edit.source_end + (offset - edit.end)
        return source


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for a person, thing, place, event, time or quantity.

    `text` is the short form that the graph shows (the head with what names it); `span` covers exactly
    those characters of the document unless words in between were left out, and `phrase` covers the whole
    noun phrase with its modifiers.  `head` is the span of the head word.  `type` is the model's coarse type
    (GUM's words: person, organization, place, object, event, time, abstract, animal, plant, substance) or "".
    `value` is the normalised value of a time (ISO 8601 / EDTF) or quantity ("120000000
    USD", ">100", "20..30 %"), and of a thing that is counted how many there are ("2400").
    `features` are sorted words on which resolution depends: "definite", "indefinite", "plural", "possessive",
    "subject", "generic", "masculine", "feminine", "demonym", "first", "second", "third", "relative",
    "reflexive".
    `titles` are nouns that stand before or beside a name and describe it ("President", "special
    representative").
    `chain` holds together what the text itself makes one (the "I" of a quotation and its speaker);
    `coreference` is the language model's guess of the same, followed where nothing speaks against it, and
    `coreference_chance` how sure the model is of it, in [0, 1].
    """

    span: Span
    text: str
    kind: MentionKind
    type: str = ""
    head: Span | None = None
    head_lemma: str = ""
    phrase: Span | None = None
    sentence: int = 0
    features: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    value: str | None = None
    chain: str | None = None
    coreference: str | None = None
    coreference_chance: float = 1.0


@dataclass(frozen=True, slots=True)
class StatementRef:
    """A statement that fills an argument of another one ("Abrams said *that …*")."""

    id: str
    text: str


APART = ("after", "before", "until", "till", "since", "prior to", "by")  # the time of something else


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant: its role, what fills the role, and the preposition that marks it ("" without one)."""

    role: Role
    filler: Mention | StatementRef
    marker: str = ""

    def __str__(self) -> str:
        """Return "role: filler"; an oblique shows its preposition, and so does what is a time by "before"."""
        shown = self.role is Role.OBLIQUE or (self.role is Role.TIME and self.marker in APART)
        role = f"{self.role}[{self.marker}]" if shown and self.marker else str(self.role)
        return f"{role}: {self.filler.text}"


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words of a relation: as they stand ("has supplied"), their lemma ("supply") and where the main
    word is.
    """

    text: str
    lemma: str
    span: Span
    pos: str = "VERB"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a statement, by which verb, and how much the text vouches for it.

    `stance` is one of "said", "claimed", "denied", "confirmed", "asked", "believed".  `source` is None where
    the text does not say who ("reportedly").  `outer` is the source of the source ("A said that B had
    claimed …").
    """

    source: Mention | None
    verb: str
    stance: str = "said"
    span: Span | None = None
    outer: Attribution | None = None

    def __str__(self) -> str:
        """Return "<Bolton say>", with sources of sources behind."""
        own = f"<{self.source.text if self.source else '?'} {self.verb}>"
        return f"{own} {self.outer}" if self.outer else own


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """A word that made a statement negative, modal or somebody's: what it changed, to what, and where it
    stands.
    """

    aspect: str
    value: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a text says: a predicate with all its participants, and how it is said.

    `span` is the evidence, usually the sentence.  `rules` names the rules that made it, the main one
    first.  `confidence`, in [0, 1], is the chance that it is right, given the facts in `confidence_parts`.
    """

    id: str
    predicate: Predicate
    arguments: tuple[Argument, ...]
    span: Span
    rules: tuple[str, ...]
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    attribution: Attribution | None = None
    time: Mention | None = None
    place: Mention | None = None
    cues: tuple[Cue, ...] = ()
    confidence: float = 1.0
    confidence_parts: tuple[tuple[str, float], ...] = ()

    @property
    def document(self) -> str:
        """Return the id of the document that says it."""
        return self.span.document

    def argument(self, *roles: Role) -> Argument | None:
        """Return the first argument that has one of `roles`, tried in the order given."""
        for role in roles:
            for argument in self.arguments:
                if argument.role is role:
                    return argument
        return None

    def __str__(self) -> str:
        """Return one line: ``possible discuss(agent: Trump, theme: crisis, partner: Putin) <Trump tell>``."""
        modality = "" if self.modality is Modality.ACTUAL else f"{self.modality} "
        negation = "not " if self.polarity is Polarity.NEGATIVE else ""
        inside = [str(argument) for argument in self.arguments]
        inside += [f"{name}: {m.text}" for name, m in (("time", self.time), ("place", self.place)) if m]
        line = f"{modality}{negation}{self.predicate.lemma}({', '.join(inside)})"
        return f"{line} {self.attribution}" if self.attribution else line


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An identifier that an entity may have: the IRI, a score in [0, 1], why, and whether it is certain."""

    iri: str
    score: float
    reason: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entry of a gazetteer: what a name may stand for.

    `country` is the country or region in which it lies.  `own` tells that the entry is from a gazetteer of
    the user; it does not count when entries are compared.
    """

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    country: str | None = None
    own: bool = field(default=False, compare=False)

    @property
    def identity(self) -> str:
        """Return what tells it from all others: its IRI, or the label of one that no gazetteer lists."""
        return self.iri or self.label


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely it is that two things of different documents are one.

    `parts` are what speaks for it (above 0) or against it (below), in bits; `score` is the probability that
    their sum gives: 1 / (1 + 2 ** -sum).  `reason` says by what the two were brought together.
    """

    score: float
    reason: str
    parts: tuple[tuple[str, float], ...] = ()

    def __str__(self) -> str:
        """Return one line: "same name across documents 0.998: prior -10.2, same name +24.1"."""
        told = ", ".join(f"{name} {weight:+.1f}" for name, weight in self.parts)
        return f"{self.reason} across documents {self.score:.3f}: {told}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another entity (by id) that may be the same thing: likely, but not enough to join the two."""

    entity: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the graph with everything that mentions it.

    `type` is the local name of a class of the ontology ("Country", "Person", "Weapon"), `reasons` says for
    each mention, in the order of `mentions`, why it belongs here ("exact name", "surname of", "pronoun", …),
    `decisions` holds, as text, what an analyst has decided about it.  `likenesses` tell for mentions (by
    number) that brought their document in how likely that is, `suggestions` which others may be the same.
    """

    id: str
    label: str
    type: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reasons: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    value: str | None = None
    decisions: tuple[str, ...] = ()
    likenesses: tuple[tuple[int, Likeness], ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def nil(self) -> float | None:
        """Return the score of there being no entry for a thing with a name: what its links leave of 1.

        1.0 without a candidate, 0.0 with a certain link; None for what has no name of its own.
        """
        if self.kind is not EntityKind.NAMED:
            return None
        return round(max(0.0, 1.0 - sum(link.score for link in self.links)), 3)


@dataclass(frozen=True, slots=True)
class FactRole:
    """One participant of a fact: role, preposition, the id of the entity or statement that fills it."""

    role: Role
    marker: str
    filler: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement in the words of the ontology.

    `subject` and `object` are ids of entities (`en_…`), or of a statement (`st_…`) for an object;
    `property` and
    `event` are compact IRIs ("kg:supplies", "kg:Supply").  `minted` tells that the lexicon did not know the
    predicate.
    `asserted` tells that the text itself says so, affirms it as actual, and nobody else is made to say it:
    only
    then it becomes a plain triple.  `roles` holds all participants, subject and object included.
    """

    statement: str
    property: str
    event: str
    subject: str | None
    object: str | None
    roles: tuple[FactRole, ...] = ()
    asserted: bool = False
    minted: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a user should know about: what is wrong, where, how bad, and what to do."""

    severity: Severity
    message: str
    where: str = ""
    remedy: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument position of a frame: grammatical function and preposition on one side, role on the other.

    `function` is one of "subject", "object", "indirect", "oblique", "possessor", "clause", "predicate"
    (logical functions: the subject of a passive is an "object").  `marker` is the preposition of an oblique
    ("" else).
    `classes` are local names of ontology classes that the filler should have (a preference, not a filter).
    """

    function: str
    role: Role
    marker: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a word with these arguments means: one lexical sense of the lexicon.

    `lemma` may hold several words ("take part in" is lemma "take part" with an oblique "in").  The flat
    triple runs
    from the filler of `subject_role` to that of `object_role` by `property`.
    """

    lemma: str
    pos: str
    property: str
    event: str
    slots: tuple[Slot, ...]
    subject_role: Role = Role.AGENT
    object_role: Role = Role.THEME


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean.

    `frames`: by (lemma, part of speech).  `markers`: the usual role of each preposition.  `classes`: the
    class (local
    name) that a common noun names, by lemma ("helicopter" → "Vehicle").  `demonyms`: the label of the known
    entity that
    an adjective or people's name belongs to ("Venezuelan" → "Venezuela").
    """

    frames: Mapping[tuple[str, str], tuple[Frame, ...]] = field(default_factory=dict)
    markers: Mapping[str, Role] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    demonyms: Mapping[str, str] = field(default_factory=dict)

    def lookup(self, lemma: str, pos: str) -> tuple[Frame, ...]:
        """Return the frames of a word, most specific first; () for an unknown word."""
        return self.frames.get((lemma, pos), ())


@dataclass(frozen=True, slots=True)
class EntityClass:
    """A class of the ontology as other rooms need it: local name, label, local names of its superclasses
    (nearest first).
    """

    name: str
    label: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A stretch of a document that is found again: by its place as long as the document is the same, else by
    its words.

    `document` is the id and `source` the path that the document had, `start` the offset of `text` in it;
    `before` and `after` are the words around, as they stand there.
    """

    document: str
    source: str
    start: int
    text: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        """Return the words with those around them, on one line, as “and [Bolt] won”."""
        return f"“{' '.join(f'{self.before}[{self.text}]{self.after}'.split())}”"


@dataclass(frozen=True, slots=True)
class Thing:
    """What a decision speaks of, in words that outlive the ids of entities.

    Everything that has the name `name` and can be of the class `type` ("": any), or is the known entity
    `iri`.  With `document` (an id; `source` is its path) only in that document; with `quote` the one thing
    that this mention is of.
    """

    name: str
    type: str = ""
    iri: str = ""
    document: str = ""
    source: str = ""
    quote: Quote | None = None

    def __str__(self) -> str:
        """Return "Acme (Company) in a.txt: “Then [Acme] won”"."""
        type_ = f" ({self.type})" if self.type else ""
        place = self.quote.source if self.quote else self.source or self.document
        words = f": {self.quote}" if self.quote else ""
        return f"{self.name}{type_}{f' in {place}{words}' if place else ''}"


@dataclass(frozen=True, slots=True)
class Same:
    """Several things are one."""

    things: tuple[Thing, ...]
    why: str = ""
    date: str = ""

    def __str__(self) -> str:
        """Return "same: Acme = Acme Ltd"."""
        return f"same: {' = '.join(map(str, self.things))}"


@dataclass(frozen=True, slots=True)
class Apart:
    """No two of these things are ever one."""

    things: tuple[Thing, ...]
    why: str = ""
    date: str = ""

    def __str__(self) -> str:
        """Return "apart: Acme | Acme Ltd"."""
        return f"apart: {' | '.join(map(str, self.things))}"


@dataclass(frozen=True, slots=True)
class Split:
    """These mentions are not of the thing: they are another one."""

    thing: Thing
    mentions: tuple[Quote, ...]
    why: str = ""
    date: str = ""

    def __str__(self) -> str:
        """Return "split: Acme without “Then [Acme] won”"."""
        return f"split: {self.thing} without {'; '.join(map(str, self.mentions))}"


@dataclass(frozen=True, slots=True)
class Alias:
    """The thing is also called `name`: whatever has that name is this thing."""

    thing: Thing
    name: str
    why: str = ""
    date: str = ""

    def __str__(self) -> str:
        """Return "alias: Acme is also called Acme Ltd"."""
        return f"alias: {self.thing} is also called {self.name}"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A statement that the text does not make: kg has read the sentence wrongly.

    `statement` is the id that it had, `line` its one line of text, `sentence` the words that it was read
    from.
    """

    statement: str
    line: str
    sentence: Quote
    why: str = ""
    date: str = ""

    def __str__(self) -> str:
        """Return "reject: supply(agent: Russia …) in a.txt"."""
        return f"reject: {self.line} in {self.sentence.source}"


Decision = Same | Apart | Split | Alias | Rejection


@dataclass(frozen=True, slots=True)
class Decisions:
    """What analysts have decided about a graph; the order of `entries` means nothing.

    `where` is the file that they were read from, "" for none.
    """

    entries: tuple[Decision, ...] = ()
    where: str = field(default="", compare=False)
