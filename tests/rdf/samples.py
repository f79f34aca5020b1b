"""Hand-built values: a small story with an assertion, a denial, a plan and two claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import (
    Argument,
    Attribution,
    Cue,
    Document,
    Entity,
    EntityKind,
    Fact,
    FactRole,
    Link,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Predicate,
    Role,
    Span,
    Statement,
    StatementRef,
)

TEXT = (
    "Russia supplies helicopters to Venezuela. "
    "Russia does not supply tanks to Venezuela. "
    "The centre will open in Caracas on 29 March 2019. "
    "Abrams said Bolton had claimed that Moscow supports Maduro. "
    "They left."
)
DOCUMENT = Document("doc_0000000000000001", TEXT, source="news/story.txt", title="A story", date="2019-03-30")
SENTENCES = [(start, TEXT.index(".", start) + 1) for start in (0, 42, 85, 135, 195)]


def mention(
    text: str, sentence: int = 0, *, kind: MentionKind = MentionKind.NAME, **fields: object
) -> Mention:
    """Return the first mention of `text` in a sentence."""
    start = TEXT.index(text, SENTENCES[sentence][0])
    span = Span(DOCUMENT.id, start, start + len(text))
    return Mention(span, text, kind, sentence=sentence, **fields)  # type: ignore[arg-type]


def entity(number: int, label: str, type: str, mentions: Iterable[Mention], **fields: object) -> Entity:
    """Return an entity with a reason for each mention."""
    found = tuple(mentions)
    kind = fields.pop("kind", EntityKind.NAMED)
    reasons = ("exact name",) * len(found)
    return Entity(f"en_{number:016x}", label, type, kind, mentions=found, reasons=reasons, **fields)  # type: ignore[arg-type]


RUSSIA = entity(
    1,
    "Russia",
    "Country",
    [mention("Russia"), mention("Russia", 1), mention("Moscow", 3)],
    aliases=("Moscow", "Russia"),
    links=(
        Link("http://www.wikidata.org/entity/Q159", 1.0, "unique name", certain=True),
        Link("http://www.wikidata.org/entity/Q649", 0.25, "shares a name"),
    ),
)
HELICOPTERS = entity(
    2, "helicopters", "Vehicle", [mention("helicopters", kind=MentionKind.NOMINAL)], kind=EntityKind.CONCEPT
)
VENEZUELA = entity(3, "Venezuela", "Country", [mention("Venezuela"), mention("Venezuela", 1)])
TANKS = entity(4, "tanks", "Weapon", [mention("tanks", 1, kind=MentionKind.NOMINAL)], kind=EntityKind.CONCEPT)
CENTRE = entity(
    5, "centre", "Facility", [mention("The centre", 2, kind=MentionKind.NOMINAL)], kind=EntityKind.CONCEPT
)
CARACAS = entity(6, "Caracas", "City", [mention("Caracas", 2)])
DAY_MENTION = mention("29 March 2019", 2, kind=MentionKind.TIME, value="2019-03-29")
DAY = entity(7, "29 March 2019", "Time", [DAY_MENTION], kind=EntityKind.VALUE, value="2019-03-29")
ABRAMS = entity(8, "Elliott Abrams", "Person", [mention("Abrams", 3)], aliases=("Abrams",))
BOLTON = entity(9, "John Bolton", "Person", [mention("Bolton", 3)])
MADURO = entity(10, "Maduro", "Person", [mention("Maduro", 3)])
ENTITIES = [RUSSIA, HELICOPTERS, VENEZUELA, TANKS, CENTRE, CARACAS, DAY, ABRAMS, BOLTON, MADURO]


def _statement(
    number: int, sentence: int, word: str, lemma: str, *arguments: Argument, **fields: object
) -> Statement:
    """Return a statement whose predicate is `word` of a sentence."""
    start = TEXT.index(word, SENTENCES[sentence][0])
    predicate = Predicate(word, lemma, Span(DOCUMENT.id, start, start + len(word)))
    span = Span(DOCUMENT.id, *SENTENCES[sentence])
    rules = fields.pop("rules", ("verbal.active",))
    return Statement(f"st_{number:016x}", predicate, arguments, span, rules, **fields)  # type: ignore[arg-type]


SUPPLY = _statement(
    1,
    0,
    "supplies",
    "supply",
    Argument(Role.AGENT, mention("Russia")),
    Argument(Role.THEME, mention("helicopters", kind=MentionKind.NOMINAL)),
    Argument(Role.RECIPIENT, mention("Venezuela"), "to"),
    confidence=0.93,
    confidence_parts=(("rule", 0.95), ("parse", 0.98)),
)
NO_SUPPLY = _statement(
    2,
    1,
    "supply",
    "supply",
    Argument(Role.AGENT, mention("Russia", 1)),
    Argument(Role.THEME, mention("tanks", 1, kind=MentionKind.NOMINAL)),
    Argument(Role.RECIPIENT, mention("Venezuela", 1), "to"),
    polarity=Polarity.NEGATIVE,
    cues=(Cue("polarity", "negative", "not", Span(DOCUMENT.id, 54, 57)),),
)
OPENING = _statement(
    3,
    2,
    "open",
    "open",
    Argument(Role.PATIENT, mention("The centre", 2, kind=MentionKind.NOMINAL)),
    modality=Modality.PLANNED,
    time=DAY_MENTION,
    place=mention("Caracas", 2),
)
SUPPORT = _statement(
    4,
    3,
    "supports",
    "support",
    Argument(Role.AGENT, mention("Moscow", 3)),
    Argument(Role.PATIENT, mention("Maduro", 3)),
    rules=("verbal.active", "clause.complement", "attribution.said"),
    attribution=Attribution(
        mention("Bolton", 3), "claim", "claimed", outer=Attribution(mention("Abrams", 3), "say")
    ),
)
SAYING = _statement(
    5,
    3,
    "said",
    "say",
    Argument(Role.AGENT, mention("Abrams", 3)),
    Argument(Role.TOPIC, StatementRef(SUPPORT.id, "Moscow supports Maduro")),
)
LEAVING = _statement(
    6, 4, "left", "leave", Argument(Role.AGENT, mention("They", 4, kind=MentionKind.PRONOUN))
)
STATEMENTS = [SUPPLY, NO_SUPPLY, OPENING, SUPPORT, SAYING, LEAVING]


def _fact(
    statement: Statement,
    property: str,
    event: str,
    subject: Entity | None,
    object: Entity | Statement | None,
    *roles: FactRole,
    **fields: bool,
) -> Fact:
    """Return a fact."""
    ends = (subject.id if subject else None, object.id if object else None)
    return Fact(statement.id, property, event, *ends, roles, **fields)


FACTS = [
    _fact(
        SUPPLY,
        "kg:supplies",
        "kg:Supply",
        RUSSIA,
        HELICOPTERS,
        FactRole(Role.AGENT, "", RUSSIA.id),
        FactRole(Role.THEME, "", HELICOPTERS.id),
        FactRole(Role.RECIPIENT, "to", VENEZUELA.id),
        asserted=True,
    ),
    _fact(NO_SUPPLY, "kg:supplies", "kg:Supply", RUSSIA, TANKS),
    _fact(OPENING, "kg:opens", "kg:Opening", CENTRE, None),
    _fact(SUPPORT, "kg:supports", "kg:Support", RUSSIA, MADURO),
    _fact(SAYING, "kg:says", "kg:Saying", ABRAMS, SUPPORT, asserted=True),
    _fact(LEAVING, "kg:leave", "kg:Event", None, None, minted=True),
]

HOSTILE = [
    "",
    " ",
    'say "no" \\ or \\u0041',
    "two\nlines\r\nand\ttabs",
    "\x00\x01\x0b\x1f\x7f\x85",
    "\ud800 lone \udfff",
    "\ufffe\uffff\u2028\u2029\u202e",
    "<script>alert('x')</script> & <b>",
    "]]> --> */ <!-- <? ?>",
    "> . <http://evil> <http://evil> <http://evil",
    '""" . @prefix x: <y> .',
    "a;b,c\td|e",
    "=1+1",
    "Ünïcödé 漢字 🚁 \u0301",
    "%00%zz%",
    "x" * 5000,
]


def hostile_build(words: str) -> tuple[list[Fact], list[Statement], list[Entity], list[Document]]:
    """Return a build in which every text is `words`."""
    document = Document(
        "doc_00000000000000ff", words or "…", source=words, title=words, language=words, date=words
    )
    span = Span(document.id, 0, len(document.text))
    found = Mention(span, words, MentionKind.NAME, value=words)
    one = Entity(
        "en_00000000000000ff",
        words,
        "Person",
        EntityKind.NAMED,
        aliases=(words, f"{words}2"),
        mentions=(found,),
        reasons=(words,),
        links=(Link(f"http://example.org/{words}", 0.5, words, certain=True),),
        value=words,
    )
    statement = replace(
        SUPPLY,
        predicate=Predicate(words, words, span),
        arguments=(Argument(Role.AGENT, found, words), Argument(Role.THEME, found, words)),
        span=span,
        rules=(words,),
        attribution=Attribution(found, words, words),
        time=found,
        place=found,
        cues=(Cue(words, words, words, span),),
    )
    fact = Fact(statement.id, f"kg:{words}", "kg:Event", one.id, one.id, asserted=True, minted=True)
    return [fact], [statement], [one], [document]
