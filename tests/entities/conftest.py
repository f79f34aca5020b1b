"""Cases of one or two lines: a text with its mentions in brackets, and which of them are one thing.

    "[Nicolas Maduro|person] left. [He|pronoun subject] …"   a mention: text | kind, type, features, key=value
    "the {Russian [army|nominal organization definite]}"     braces around the whole noun phrase

Kind is "name" unless said.  Keys: titles (";" between them), value, chain, lemma, guess
(the model's chain), chance (of the guess).  A sentence ends at ". ".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from kg.entities import resolve
from kg.model import (
    Decisions,
    Document,
    Entity,
    KnownEntity,
    Lexicon,
    Mention,
    MentionKind,
    Span,
    content_id,
)

TYPES = {"person", "organization", "place", "object", "event", "abstract", "animal", "plant", "substance"}
KINDS = {kind.value for kind in MentionKind}
PART = re.compile(
    r"\[(?P<text>[^|\]]+)\|(?P<words>[^\]]*)\]|(?P<open>\{)|(?P<close>\})|(?P<end>[.!?][\"”]? )"
)
DETERMINER = re.compile(r"\b(?:the|a|an|this|that|these|those|his|her|its|their|two|some) $", re.IGNORECASE)

KNOWN = (
    KnownEntity(
        "kg:ve", "Venezuela", "Country", ("Bolivarian Republic of Venezuela",), ("Venezuelan",), "Caracas"
    ),
    KnownEntity("kg:ru", "Russia", "Country", ("Russian Federation",), ("Russian",), "Moscow"),
    KnownEntity(
        "kg:us", "United States", "Country", ("US", "U.S.", "USA", "United States of America"), ("American",)
    ),
    KnownEntity("kg:cn", "China", "Country", ("People's Republic of China",), ("Chinese",), "Beijing"),
    KnownEntity("kg:ge", "Georgia", "Country", (), ("Georgian",), "Tbilisi"),
    KnownEntity("kg:jo", "Jordan", "Country", (), ("Jordanian",), "Amman"),
    KnownEntity("kg:tr", "Turkey", "Country", ("Republic of Turkey", "Türkiye"), ("Turkish",), "Ankara"),
    KnownEntity("kg:moscow", "Moscow", "City"),
    KnownEntity("kg:caracas", "Caracas", "City"),
    KnownEntity("kg:un", "United Nations", "InternationalOrganization", ("UN", "U.N.")),
)
CLASSES = {
    "company": "Company", "firm": "Company", "exporter": "Company", "country": "Country", "city": "City",
    "president": "Person", "helicopter": "Vehicle", "minister": "Person", "agency": "Organization",
    "official": "Person", "center": "Facility", "man": "Person",
    "woman": "Person", "ministry": "GovernmentBody", "sanction": "Event",
}  # fmt: skip
LEXICON = Lexicon(classes=CLASSES, demonyms={"Venezuelan": "Venezuela", "French": "France"})


def read(marked: str) -> tuple[Document, list[Mention]]:
    """Return the document and the mentions that a marked text stands for."""
    text, found, phrases, sentence, last = "", [], [], 0, 0
    for match in PART.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match["text"]:
            found.append(_mention(match["text"], match["words"], text, sentence))
            text += match["text"]
        elif match["open"]:
            phrases.append((len(text), len(found)))
        elif match["close"]:
            start, first = phrases.pop()
            found[first:] = _with_phrase(found[first:], start, len(text))
        else:
            text, sentence = text + match["end"], sentence + 1
    document = Document(content_id("doc", text + marked[last:]), text + marked[last:])
    return document, [_placed(mention, document.id) for mention in found]


def _mention(text: str, words: str, before: str, sentence: int) -> Mention:
    keys = dict(pair.split("=", 1) for pair in re.findall(r"\w+=[^=]+?(?=\s+\w+=|$)", words))
    told = re.sub(r"\w+=.*", "", words).split()
    kind = next((word for word in told if word in KINDS), "name")
    type_ = next((word for word in told if word in TYPES), "")
    start = len(before)
    head = text.rsplit(" ", 1)[-1]
    lemma = head.lower().removesuffix("s") if "plural" in told else head.lower()
    determiner = DETERMINER.search(before)
    return Mention(
        Span("", start, start + len(text)), text, MentionKind(kind), type_,
        head=Span("", start + len(text) - len(head), start + len(text)), head_lemma=keys.get("lemma", lemma),
        phrase=Span("", determiner.start() if determiner and kind == "nominal" else start, start + len(text)),
        sentence=sentence, features=tuple(sorted(set(told) - KINDS - TYPES)),
        titles=tuple(t.strip() for t in keys["titles"].split(";")) if "titles" in keys else (),
        value=keys.get("value"), chain=keys.get("chain"),
        coreference=keys.get("guess"), coreference_chance=float(keys.get("chance", 1)),
    )  # fmt: skip


def _with_phrase(inside: list[Mention], start: int, end: int) -> list[Mention]:
    """Give the phrase to the first common noun in braces, else to the first name."""
    owner = min(inside, key=lambda m: (m.kind is not MentionKind.NOMINAL, m.kind is not MentionKind.NAME))
    return [replace(m, phrase=Span("", start, end)) if m is owner else m for m in inside]


def _placed(mention: Mention, document: str) -> Mention:
    spans = {
        name: replace(span, document=document)
        for name in ("span", "head", "phrase")
        if (span := getattr(mention, name))
    }
    return replace(mention, **spans)


def build(
    *marked: str,
    known: Sequence[KnownEntity] = KNOWN,
    lexicon: Lexicon = LEXICON,
    decisions: Decisions | None = None,
) -> list[Entity]:
    """Return the entities of marked texts, one document each."""
    documents = [read(text + "\n" * n) for n, text in enumerate(marked)]
    return resolve(documents, lexicon=lexicon, known=known, decisions=decisions)


def sets(entities: Sequence[Entity]) -> str:
    """Return "Maduro = he | reporters": the mentions of each entity, entities in order of first mentions."""
    ordered = sorted(entities, key=lambda entity: entity.mentions[0].span)
    return " | ".join(" = ".join(mention.text for mention in entity.mentions) for entity in ordered)


@pytest.fixture(scope="session")
def resolved() -> Callable[..., list[Entity]]:
    """Marked texts → entities."""
    return build


@pytest.fixture(scope="session")
def one() -> Callable[..., str]:
    """A marked text → which mentions are one thing."""
    return lambda *marked, **more: sets(build(*marked, **more))


@pytest.fixture(scope="session")
def marked() -> Callable[[str], tuple[Document, list[Mention]]]:
    """A marked text → document and mentions."""
    return read
