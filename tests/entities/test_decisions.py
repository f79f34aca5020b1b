"""What analysts have decided goes before all rules: one thing, two things, mentions that go their own way."""

from __future__ import annotations

import itertools
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities import Constraints, doubt, findings, resolve
from kg.entities.decisions import place
from kg.errors import DecisionError
from kg.model import Alias, Apart, Decision, Decisions, Document, Entity, Quote, Same, Severity, Split, Thing
from tests.entities import test_properties as properties
from tests.entities.conftest import KNOWN, build, read, sets


def quoted(marked: str, words: str, *, nth: int = 0) -> Quote:
    """Return the nth place of words in a marked text."""
    document, mentions = read(marked)
    return [Quote(document.id, "-", m.span.start, m.text) for m in mentions if m.text == words][nth]


def mention(marked: str, words: str, *, nth: int = 0) -> Thing:
    """Return the thing that a mention is of."""
    return Thing(words, quote=quoted(marked, words, nth=nth))


def named(*names: str, type_: str = "") -> tuple[Thing, ...]:
    return tuple(Thing(name, type_) for name in names)


ACMES = "[Acme|organization] sued [Bolt|organization]. [Acme|organization] won. "
BOLTONS = "[John Bolton|person] met [Michael Bolton|person]. [Bolton|person] left. [Bolton|person] sang. "
LONE = "[John Bolton|person] met [Ann Lee|person]. [Bolton|person] left. [Bolton|person] sang. "
HE = "[John Bolton|person subject] came. [He|pronoun subject] sang. "
HE_OR_SHE = "[John Bolton|person subject] met [Ann Lee|person]. [He|pronoun subject] sang. "
DEAL = "The [deal|nominal abstract definite] is old. The [agreement|nominal abstract definite] holds. "
LEADER = "[Juan Guaido|person] spoke. The [leader|nominal person definite] left. "
US = "The [United States|place] and the [U.S.|place] "

CASES = [
    (ACMES, [], "Acme = Acme | Bolt"),
    (ACMES, [Same(named("Acme", "Bolt"))], "Acme = Bolt = Acme"),
    (ACMES, [Same(named("acme inc.", "the Bolt", type_="Company"))], "Acme = Bolt = Acme"),
    (ACMES, [Same(named("Acme", "Bolt", type_="Person"))], "Acme = Acme | Bolt"),
    (ACMES, [Alias(Thing("Acme"), "Bolt")], "Acme = Bolt = Acme"),
    (ACMES, [Same(named("Acme", "Zylo")), Same(named("Zylo", "Bolt"))], "Acme = Bolt = Acme"),
    (BOLTONS, [], "John Bolton | Michael Bolton | Bolton = Bolton"),
    (BOLTONS, [Same(named("Bolton", "John Bolton"))], "John Bolton = Bolton = Bolton | Michael Bolton"),
    (
        BOLTONS,
        [Apart(named("Bolton", "Michael Bolton"))],
        "John Bolton = Bolton = Bolton | Michael Bolton",
    ),
    (
        BOLTONS,
        [
            Split(Thing("John Bolton"), (quoted(BOLTONS, "Bolton", nth=1),)),
            Same(named("Bolton", "John Bolton")),
        ],
        "John Bolton = Bolton | Michael Bolton = Bolton",
    ),
    (LONE, [], "John Bolton = Bolton = Bolton | Ann Lee"),
    (LONE, [Apart(named("Bolton", "John Bolton"))], "John Bolton | Ann Lee | Bolton = Bolton"),
    (
        LONE,
        [Split(Thing("John Bolton"), (quoted(LONE, "Bolton", nth=1),))],
        "John Bolton = Bolton | Ann Lee | Bolton",
    ),
    (
        LONE,
        [
            Split(Thing("John Bolton"), (quoted(LONE, "Bolton", nth=1),)),
            Same((Thing("Ann Lee"), mention(LONE, "Bolton", nth=1))),
        ],
        "John Bolton = Bolton | Ann Lee = Bolton",
    ),
    (HE, [], "John Bolton = He"),
    (HE, [Split(Thing("John Bolton"), (quoted(HE, "He"),))], "John Bolton"),
    (
        HE_OR_SHE,
        [
            Split(Thing("John Bolton"), (quoted(HE_OR_SHE, "He"),)),
            Same((mention(HE_OR_SHE, "He"), Thing("Ann Lee"))),
        ],
        "John Bolton | Ann Lee = He",
    ),
    (DEAL, [], "deal | agreement"),
    (DEAL, [Same((mention(DEAL, "deal"), mention(DEAL, "agreement")))], "deal = agreement"),
    (LEADER, [], "Juan Guaido | leader"),
    (LEADER, [Same((Thing("Juan Guaido"), mention(LEADER, "leader")))], "Juan Guaido = leader"),
    (US, [], "United States = U.S."),
    (US, [Apart(named("United States", "U.S."))], "United States | U.S."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entries", "expected"), CASES)
def test_in_a_document(text: str, entries: list[Decision], expected: str) -> None:
    assert sets(build(text, decisions=Decisions(tuple(entries)))) == expected


ACROSS = [
    ("[Acme|organization]", "[Bolt|organization]", [Same(named("Acme", "Bolt"))], 1),
    ("[Smith|person]", "[John Smith|person]", [Same(named("Smith", "John Smith"))], 1),
    ("[Acme|organization]", "[Acme|organization]", [Apart(named("Acme", "Bolt"))], 1),
    ("[Acme|organization]", "[Acme Corp.|organization]", [], 1),
    ("[Acme|organization]", "[Acme Corp.|organization]", [Apart(named("Acme", "Acme Corp"))], 2),
    ("[Acme Ltd|organization]", "[Acme Corp.|organization]", [], 2),
    ("[Acme Ltd|organization]", "[Acme Corp.|organization]", [Same(named("Acme Ltd", "Acme Corp"))], 1),
    ("[US|place]", "[United States|place]", [Apart(named("US", "United States"))], 2),
    ("[Putin|person titles=President]", "[Vladimir Putin|person titles=President]", [], 1),
    (
        "[Putin|person titles=President]",
        "[Vladimir Putin|person titles=President]",
        [Apart(named("Putin", "Vladimir Putin"))],
        2,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "entries", "count"), ACROSS)
def test_across_documents(first: str, second: str, entries: list[Decision], count: int) -> None:
    assert len(build(first, second, decisions=Decisions(tuple(entries)))) == count


def test_a_decision_for_one_document_is_for_that_alone() -> None:
    texts = "[Bolton|person] left", "[John Bolton|person] spoke", "[Bolton|person] sang"
    here = Thing("Bolton", "Person", document=read(texts[0])[0].id)
    found = build(*texts, decisions=Decisions((Same((here, Thing("John Bolton", "Person"))),)))
    assert sorted(len(entity.mentions) for entity in found) == [1, 2]


def test_what_is_kept_apart_does_not_hinder_others() -> None:
    texts = ("[Acme Ltd|organization]", "[Acme Corp.|organization]", "[Acme Corp.|organization]",
             "[Acme Ltd|organization]", "[Acme|organization]")  # fmt: skip
    for order in itertools.permutations(texts):
        found = build(*order, decisions=Decisions((Apart(named("Acme Ltd", "Acme Corp.")),)))
        assert sorted(len(entity.mentions) for entity in found) == [1, 2, 2]


def test_who_was_split_off_a_known_thing_is_not_linked_to_it() -> None:
    text = "[Venezuela|place] grew. [Venezuela|place] sank. "
    venezuela = Thing("Venezuela", "Country", "kg:ve")
    split = Split(venezuela, (quoted(text, "Venezuela", nth=1),))
    found = build(text, "[Venezuela|place]", decisions=Decisions((split,)))
    assert sorted((len(e.mentions), [link.iri for link in e.links]) for e in found) == [
        (1, []),
        (2, ["kg:ve"]),
    ]


def test_the_entity_tells_its_names_and_decisions() -> None:
    entries = (Alias(Thing("Acme"), "The Old Firm", why="register"), Same(named("Acme", "Bolt")))
    (entity,) = build(ACMES, decisions=Decisions(entries))
    assert entity.aliases == ("Bolt", "The Old Firm")
    assert entity.decisions == ("alias: Acme is also called The Old Firm (register)", "same: Acme = Bolt")
    assert sorted(set(entity.reasons)) == ["decision", "exact name", "name"]


def test_pronouns_follow_what_was_decided() -> None:
    text = "[Cole|person subject] met [Bob Ray|person]. "
    text += "[Cole|person subject] and [Bob Ray|person subject] sang. "
    text += "[He|pronoun subject] left. "
    assert sets(build(text)) == "Cole = Cole | Bob Ray = Bob Ray"
    one = build(text, decisions=Decisions((Same(named("Cole", "Bob Ray")),)))
    assert sets(one) == "Cole = Bob Ray = Cole = Bob Ray = He"


CONTRADICTIONS = [
    [Same(named("Acme", "Bolt")), Apart(named("Acme", "Bolt"))],
    [Same(named("A1", "B1")), Same(named("B1", "C1")), Apart(named("C1", "A1"))],
    [Alias(Thing("Acme"), "Bolt"), Apart(named("Acme", "Bolt"))],
    [Apart(named("Acme", "ACME"))],
    [Same((Thing("Ann Lee"), mention(LONE, "Bolton"))), Split(Thing("Ann Lee"), (quoted(LONE, "Bolton"),))],
]


@pytest.mark.parametrize("entries", CONTRADICTIONS)
def test_contradictions_are_errors_with_a_remedy(entries: list[Decision]) -> None:
    with pytest.raises(DecisionError) as error:
        Constraints.of(Decisions(tuple(entries), "decisions.toml"))
    assert error.value.where == "decisions.toml" and "--undo" in error.value.remedy
    with pytest.raises(DecisionError):
        build(ACMES, decisions=Decisions(tuple(entries)))


LOST = [
    (Same(named("Acme", "Zylo")), ["no longer applies"]),
    (Apart(named("Zylo", "Zyla")), ["no longer applies"]),
    (Alias(Thing("Zylo"), "Acme"), ["no longer applies"]),
    (Split(Thing("Acme"), (Quote("doc_x", "old.txt", 0, "Acme"),)), ["no longer applies"]),
    (Same(named("Acme", "Bolt")), []),
    (Apart(named("Acme", "Bolt")), []),
    (Alias(Thing("Acme"), "Zylo"), []),
]


@pytest.mark.parametrize(("entry", "told"), LOST)
def test_decisions_about_nothing_are_told(entry: Decision, told: list[str]) -> None:
    decisions = Decisions((entry,), "decisions.toml")
    found = list(findings(decisions, build(ACMES, decisions=decisions), [read(ACMES)[0]]))
    assert [finding.message.partition(":")[0] for finding in found] == told
    assert all(f.severity is Severity.WARNING and f.where == "decisions.toml" for f in found)


def test_what_cannot_be_followed_everywhere_is_told() -> None:
    here = Thing("Bolt", document=read(ACMES)[0].id)
    decisions = Decisions((Same(named("Acme", "Bolt")), Apart((Thing("Acme"), here))))
    found = build(ACMES, decisions=decisions)
    assert sets(found) == "Acme = Acme | Bolt"
    (finding,) = findings(decisions, found, [read(ACMES)[0]])
    assert finding.severity is Severity.INFO and "not followed everywhere" in finding.message


@pytest.mark.parametrize(
    ("text", "source", "start"),
    [
        ("Ann met Bolton. Bolton left.", "a.txt", 16),
        ("News. Ann met Bolton. Bolton left.", "a.txt", 22),
        ("News. Ann met Bolton. Bolton left.", "b.txt", None),
        ("Ann met Bolton. Bolton wept.", "a.txt", None),
        (". Bolton left. Bolton left.", "a.txt", None),
    ],
)
def test_a_quotation_is_found_again(text: str, source: str, start: int | None) -> None:
    quote = Quote("doc_old", "a.txt", 16, "Bolton", "n. " if start else ". ", " left.")
    assert place(quote, Document("doc_new", text, source)) == start


@pytest.mark.parametrize(
    ("reason", "doubtful"),
    [
        ("exact name", False),
        ("name; acronym of", True),
        ("coreference 0.70", True),
        ("coreference 0.95", False),
        ("decision", False),
        ("coreference", False),
    ],
)
def test_doubtful_reasons(reason: str, doubtful: bool) -> None:
    assert bool(doubt(reason)) is doubtful


names = st.sampled_from([name for name in properties.NAMES if name not in ("", "«»")])
things = st.builds(Thing, names, st.sampled_from(["", "Person", "Organization", "Place"]))
pairs = st.lists(things, min_size=2, max_size=3, unique=True).map(tuple)
entries = st.one_of(st.builds(Same, pairs), st.builds(Apart, pairs), st.builds(Alias, things, names))


def decided(found: list, several: list[Decision]) -> list[Entity] | None:
    """Return the entities, None where the decisions contradict each other."""
    try:
        return resolve(
            found, lexicon=properties.LEXICON, known=properties.KNOWN, decisions=Decisions(tuple(several))
        )
    except DecisionError:
        return None


@properties.slow
@given(properties.documents, st.lists(entries, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter_nor_that_they_are_given_twice(
    found: list, several: list[Decision], chance: random.Random
) -> None:
    from kg.decisions import canonical

    once = canonical(Decisions(tuple(several)))
    shuffled = chance.sample(several, len(several))
    twice = canonical(Decisions((*shuffled, *several)))
    assert once == twice
    assert decided(found, list(once.entries)) == decided(found, list(twice.entries))


@properties.slow
@given(properties.documents, st.lists(entries, max_size=4), st.randoms(use_true_random=False))
def test_decisions_hold_whatever_the_order_of_documents(
    found: list, several: list[Decision], chance: random.Random
) -> None:
    one = decided(found, several)
    assert one == decided(chance.sample(found, len(found)), several)
    for entity in one or []:
        assert len(entity.mentions) == len(entity.reasons) > 0
        assert entity.label not in entity.aliases


@properties.slow
@given(properties.documents)
def test_no_decision_changes_nothing(found: list) -> None:
    plain = resolve(found, lexicon=properties.LEXICON, known=properties.KNOWN)
    assert decided(found, []) == plain
    assert decided(found, [Alias(Thing("Nobody at all"), "Nothing")]) == plain


def test_a_decision_about_names_holds_for_documents_that_come_later() -> None:
    decisions = Decisions((Same(named("Acme", "Bolt")),))
    early = build("[Acme|organization]", "[Bolt|organization]", decisions=decisions)
    late = build("[Acme|organization]", "[Bolt|organization]", "[Bolt|organization] [Acme|organization]",
                 decisions=decisions)  # fmt: skip
    assert [len(early), len(late)] == [1, 1]
    assert early[0].id == late[0].id


def test_known_things_are_named_by_their_identifier() -> None:
    same = Same((Thing("United States", "Country", "kg:us"), Thing("Uncle Sam")))
    (entity,) = build("the [U.S.|place]", "[Uncle Sam|]", known=KNOWN, decisions=Decisions((same,)))
    assert entity.label == "United States" and len(entity.mentions) == 2


def test_what_a_decision_says_depends_on_no_reason() -> None:
    one, other = Same(named("Acme", "Bolt")), Same(named("Acme", "Bolt"), why="because", date="2020-01-01")
    ids = [[e.id for e in build(ACMES, decisions=Decisions((entry,)))] for entry in (one, other)]
    assert ids[0] == ids[1]
    assert replace(other, why="", date="") == one


def test_many_decisions_take_seconds() -> None:
    found = properties.many(5_000)
    full = [[m for m in mentions if m.type == "person" and " " in m.text] for _, mentions in found]
    people = sorted({m.text for mentions in full for m in mentions})
    pairs = itertools.pairwise(people[:150])
    several = [Same((Thing(one, "Person"), Thing(other, "Person"))) for one, other in pairs]
    quotes = [Quote(m[-1].span.document, "", m[-1].span.start, m[-1].text) for m in full]
    splits = [Split(Thing(quote.text, "Person"), (quote,)) for quote in quotes]
    begin = time.process_time()
    entities = decided(found, [*several, *splits])
    assert time.process_time() - begin < 15
    assert entities is not None and max(len(entity.decisions) for entity in entities) >= 149
