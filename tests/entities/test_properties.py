"""What holds for every input: nothing twice, no order, no chance."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.bench import crowd
from kg.entities import resolve
from kg.entities.names import key, parse
from kg.model import (
    Document,
    Entity,
    EntityKind,
    KnownEntity,
    Lexicon,
    Mention,
    MentionKind,
    Span,
    content_id,
)

NAMES = ["Nicolas Maduro", "Maduro", "Mr Maduro", "Ann Lee", "Lee", "Acme", "Acme Inc.", "Acme Group", "US",
         "United States", "Royal Press Agency", "RPA", "Amazon", "Al-Qaeda", "Al Qaeda", "Venezuelan", "",
         "«»", "Mi-17", "C++"]  # fmt: skip
NOUNS = ["helicopters", "president", "company", "sanctions", "center"]
PRONOUNS = ["he", "She", "it", "their", "who", "I", "themselves", "her"]
TYPES = ["person", "organization", "place", "object", "abstract", ""]
FEATURES = [
    "definite",
    "indefinite",
    "plural",
    "subject",
    "possessive",
    "demonym",
    "relative",
    "third",
    "masculine",
    "title",
]
LEXICON = Lexicon(classes={"company": "Company"}, demonyms={"Venezuelan": "Venezuela"})
KNOWN = [KnownEntity("kg:us", "United States", "Country", ("US",), ("American",))]

mention = st.tuples(
    st.one_of(
        st.tuples(st.just(MentionKind.NAME), st.sampled_from(NAMES)),
        st.tuples(st.just(MentionKind.NOMINAL), st.sampled_from(NOUNS)),
        st.tuples(st.just(MentionKind.PRONOUN), st.sampled_from(PRONOUNS)),
        st.tuples(
            st.sampled_from([MentionKind.TIME, MentionKind.QUANTITY]), st.sampled_from(["5", "Friday"])
        ),
    ),
    st.sampled_from(TYPES),
    st.sets(st.sampled_from(FEATURES), max_size=3),
    st.sampled_from([None, None, None, "1", "2"]),
    st.sampled_from([" ", ", ", " (", ") ", ". ", '"']),
)


def written(drawn: list) -> tuple[Document, list[Mention]]:
    """Return a document of the drawn mentions."""
    name = content_id("doc", [(*of, type_, sorted(told), *rest) for of, type_, told, *rest in drawn])
    text, found, sentence = "", {}, 0
    for (kind, words), type_, told, chain, gap in drawn:
        span = Span(name, len(text), len(text) + len(words))
        found[span] = Mention(
            span,
            words,
            kind,
            type_,
            head_lemma=words.rsplit(" ", 1)[-1],
            phrase=span,
            sentence=sentence,
            features=tuple(sorted(told)),
            value="v" if chain == "2" else None,
            chain=chain,
        )
        text += words + gap
        sentence += gap == ". "
    return Document(name, text), list(found.values())


documents = st.lists(st.lists(mention, max_size=12).map(written), max_size=4)
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def run(found: list) -> list[Entity]:
    return resolve(found, lexicon=LEXICON, known=KNOWN)


@slow
@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_documents_and_mentions_does_not_matter(found: list, chance: random.Random) -> None:
    shuffled = [(document, chance.sample(mentions, len(mentions))) for document, mentions in found]
    chance.shuffle(shuffled)
    assert run(found) == run(shuffled)


@slow
@given(documents)
def test_every_mention_is_in_one_entity_or_is_a_lonely_pronoun(found: list) -> None:
    entities = run(found)
    spans = [mention.span for entity in entities for mention in entity.mentions]
    assert len(spans) == len(set(spans))
    left = {m.span: m for _, mentions in found for m in mentions}.keys() - set(spans)
    kinds = {m.span: m.kind for _, mentions in found for m in mentions}
    assert all(kinds[span] is MentionKind.PRONOUN for span in left)


@slow
@given(documents)
def test_entities_are_sorted_whole_and_named(found: list) -> None:
    entities = run(found)
    ids = [entity.id for entity in entities]
    assert ids == sorted(set(ids))
    for entity in entities:
        assert len(entity.mentions) == len(entity.reasons) > 0
        assert all(entity.reasons)
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.span)
        assert any(m.kind is not MentionKind.PRONOUN for m in entity.mentions)
        assert entity.label not in entity.aliases
        assert entity.type


@slow
@given(documents)
def test_concepts_stay_in_their_document(found: list) -> None:
    for entity in run(found):
        if entity.kind is EntityKind.CONCEPT:
            assert len({mention.span.document for mention in entity.mentions}) == 1


def test_the_result_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from kg.entities import resolve; from kg.model import *\n"
        "text = 'Nicolas Maduro met Ann Lee and Acme Inc. of the US. Maduro left Acme for America.'\n"
        "names = ['Nicolas Maduro', 'Ann Lee', 'Acme Inc.', 'US', 'Maduro', 'Acme', 'America']\n"
        "spans = [Span('d', text.rindex(n), text.rindex(n) + len(n)) for n in names]\n"
        "known = [KnownEntity('x:1', 'United States', 'Country', ('US', 'America'))]\n"
        "found = [Mention(s, n, MentionKind.NAME, titles=('chief',)) for s, n in zip(spans, names)]\n"
        "print(resolve([(Document('d', text), found)], lexicon=Lexicon(), known=known))"
    )
    run_with = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]
    assert run_with[0].stdout == run_with[1].stdout != b""


def test_a_thousand_documents_in_another_order_give_the_same_entities() -> None:
    found = [(document, mentions[:24]) for document, mentions in crowd.documents(1000)]
    chance = random.Random(7)
    shuffled = [
        (d, chance.sample(mentions, len(mentions))) for d, mentions in chance.sample(found, len(found))
    ]
    assert shuffled != found
    assert repr(run(found)) == repr(run(shuffled))


def many(count: int) -> list[tuple[Document, list[Mention]]]:
    """Return documents with `count` mentions in all, 100 each: names by frequency, nouns and pronouns."""
    chance = random.Random(1)
    given_names, surnames = [f"Gi{i}ven" for i in range(200)], [f"Sur{i}name" for i in range(2000)]
    found = []
    for number in range(count // 100):
        drawn: list = []
        people = [
            f"{chance.choice(given_names)} {surnames[int(chance.random() ** 3 * 2000)]}" for _ in range(6)
        ]
        for _ in range(100):
            kind = chance.random()
            who = chance.choice(people)
            if kind < 0.5:
                name = (
                    who
                    if kind < 0.2
                    else who.split()[1]
                    if kind < 0.4
                    else f"Organ{int(chance.random() ** 3 * 5000)}isation"
                )
                drawn.append(
                    ((MentionKind.NAME, name), "person" if kind < 0.4 else "organization", set(), None, ". ")
                )
            elif kind < 0.8:
                drawn.append(((MentionKind.NOMINAL, chance.choice(NOUNS)), "object", {"definite"}, None, " "))
            else:
                drawn.append(((MentionKind.PRONOUN, "he"), "", {"subject", "third", "masculine"}, None, " "))
        found.append(written([*drawn, ((MentionKind.NAME, f"N{number}"), "", set(), None, " ")]))
    return found


def test_many_mentions_take_seconds() -> None:
    found = many(20_000)
    begin = time.process_time()
    entities = run(found)
    assert time.process_time() - begin < 30
    assert sum(len(entity.mentions) for entity in entities) > 16_000


def test_one_document_with_very_many_mentions_takes_no_longer() -> None:
    text = [((MentionKind.NAME, f"Ann Lee{i % 500}"), "person", {"subject"}, None, " ") for i in range(2000)]
    text += [((MentionKind.NOMINAL, "president"), "person", {"definite"}, None, " ") for _ in range(2000)]
    text += [((MentionKind.PRONOUN, "she"), "", {"third", "feminine"}, None, " ") for _ in range(2000)]
    begin = time.process_time()
    run([written(text)])
    assert time.process_time() - begin < 10


@pytest.mark.parametrize("mentions", [[], ["x"]])
def test_nothing_gives_nothing(mentions: list, marked: Callable[[str], tuple]) -> None:
    assert resolve([(Document("doc_1", ""), [])] if mentions else [], lexicon=Lexicon(), known=()) == []


@given(
    st.lists(
        st.sampled_from(
            [
                *("the", "A", "Mr.", "President", "Acme", "José", "Łódź", "St.", "Int'l", "AT&T", "C++"),
                *("Co.", "Inc.", "Ltd", "Mi-17", "O’Brien", "x_y", "Straße", "‐", "Jr", "centre", "Smith's"),
                *("", "İ", "J.", "U.S."),
            ]
        ),
        max_size=5,
    ).map(" ".join)
    | st.text(max_size=12),
    st.booleans(),
)  # fmt: skip
def test_the_quick_key_is_the_key_of_the_name(text: str, person: bool) -> None:
    assert key(text, person=person) == parse(text, person=person).key
