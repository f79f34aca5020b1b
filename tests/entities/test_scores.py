"""What comparisons across documents weigh, and what comes of it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from itertools import pairwise
from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities import resolve
from kg.entities.across import JOIN, SUGGEST
from kg.entities.clustering import Partition
from kg.entities.levels import LEVELS, Scale, Side, name_level
from kg.entities.names import parse
from kg.entities.neighbours import Neighbours
from kg.entities.prior import prior
from kg.entities.rarity import Rarity
from kg.entities.weights import likeness, load, probability, shipped
from kg.errors import ConfigError
from kg.model import Apart, Decisions, Entity, Lexicon, Thing

NAMES = ["John Bolton", "J. Bolton", "John R. Bolton", "John Smith", "Nicolas Maduro", "Nicolas Maduro Moros",
         "Bolton", "Gerhard Schröder", "Gerhard Schroeder", "Jon Whitfield", "Jon Whitfeild",
         "Martin King Jr."]  # fmt: skip
BESIDE = "[{0}|person] met [Sergei Yablonsky|person] of [Rosoboronexport|organization]"


def of(**told: object) -> Side:
    """Return a side that tells only what is given."""
    fields = ("families", "types", "titles", "genders", "regions", "forms", "known")
    return Side(**{name: frozenset(told.get(name, ())) for name in fields}, neighbours={})  # type: ignore[arg-type]


SCALE = Scale(shipped(), Rarity([]), Neighbours([]))
NAME = SCALE.name("same name", ("john", "bolton"), person=True)
sides = st.builds(
    of,
    families=st.sets(st.sampled_from(["person", "organization", "place"]), max_size=1),
    types=st.sets(st.sampled_from(["Company", "Politician"]), max_size=1),
    titles=st.sets(st.sampled_from(["president", "minister"])),
    genders=st.sets(st.sampled_from(["masculine", "feminine"]), max_size=1),
    known=st.sets(st.sampled_from(["Q1", "Q2"]), max_size=1),
)


@given(st.lists(st.floats(-40, 40), max_size=8))
def test_parts_add_up_to_the_score(bits: list[float]) -> None:
    found = likeness("same name", [(str(n), one) for n, one in enumerate(bits)])
    assert found.score == round(probability(sum(weight for _, weight in found.parts)), 3)
    assert 0 <= found.score <= 1


@given(st.floats(-60, 60), st.floats(-60, 60))
def test_more_bits_are_never_less_likely(one: float, other: float) -> None:
    assert (probability(min(one, other))) <= probability(max(one, other))


@given(sides, sides)
def test_the_likeness_of_two_sides_does_not_depend_on_which_comes_first(one: Side, other: Side) -> None:
    assert SCALE.likeness(one, other, NAME, "x") == SCALE.likeness(other, one, NAME, "x")


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_the_level_of_two_names_does_not_depend_on_which_comes_first(one: str, other: str) -> None:
    a, b = parse(one, person=True), parse(other, person=True)
    assert name_level(a, b, person=True) == name_level(b, a, person=True)


@pytest.mark.parametrize("comparison", ["class", "description", "identifier", "neighbours"])
def test_a_better_level_weighs_more(comparison: str) -> None:
    bits = [shipped().bits(comparison, level) for level in LEVELS[comparison]]
    if comparison == "class":
        bits = [*bits[:2], bits[3]]  # how near a near family is, is for the texts to say
    assert all(a > b for a, b in pairwise(bits))


def test_every_level_has_a_weight_and_no_other() -> None:
    weights = shipped()
    assert {name: tuple(several) for name, several in weights.levels.items()} == dict(LEVELS)
    assert all(0 < m <= 1 and 0 < u <= 1 for several in weights.levels.values() for m, u in several.values())
    assert weights.prior < 0 < SUGGEST < JOIN < 1


LEVEL = [
    ("John Bolton", "John Bolton", "same name"),
    ("J. Bolton", "John Bolton", "initials"),
    ("J. R. Bolton", "John Bolton", "initials"),
    ("John Bolton", "John R. Bolton", "shorter form"),
    ("Nicolas Maduro", "Nicolas Maduro Moros", "shorter form"),
    ("Bolton", "John Bolton", "surname"),
    ("Gerhard Schröder", "Gerhard Schroeder", "other spelling"),
    ("Jon Whitfield", "Jon Whitfeild", "slip"),
    ("George W. Bush", "George H. W. Bush", "other name"),
    ("John Smith", "Jane Smith", "other name"),
    ("Robert Downey Jr.", "Robert Downey", "other name"),
    ("Donald Trump", "Donald J. Trump Jr.", "other name"),
]


@pytest.mark.parametrize(("one", "other", "level"), LEVEL)
def test_levels_of_names(one: str, other: str, level: str) -> None:
    assert name_level(parse(one, person=True), parse(other, person=True), person=True)[0] == level


def test_a_rare_name_tells_more_than_a_common_one() -> None:
    rare, common = (dict(SCALE.name("same name", name, person=True))
                    for name in (("narendra", "modi"), ("john", "smith")))  # fmt: skip
    assert rare["rare name"] > 0 > common["common name"]


def test_a_name_is_common_where_many_different_names_have_its_words() -> None:
    crowd = [name for n in range(300) for name in ((f"given{n}", "bolton"), ("john", f"sur{n}"))]
    bolton = ("john", "bolton")
    assert Rarity(crowd).share(bolton, person=True) > 100 * Rarity([]).share(bolton, person=True)
    often = [bolton] * 1000
    assert Rarity(often).share(bolton, person=True) <= Rarity([]).share(bolton, person=True)


SMALL, CROWD = ([((f"given{n}", f"sur{n % 9000}"), True) for n in range(many)] for many in (50, 120_000))


def test_the_prior_falls_as_a_collection_grows_and_never_rises() -> None:
    found = [prior(CROWD[:many], Rarity([]), shipped()) for many in (0, 1, 50, 5_000, 30_000, 120_000)]
    assert found[:3] == [shipped().prior] * 3
    assert found == sorted(found, reverse=True) and found[-1] < shipped().prior - 3
    assert prior([CROWD[0]] * 50_000, Rarity([]), shipped()) == shipped().prior


def test_the_prior_is_the_share_of_pairs_that_are_one() -> None:
    people = [((f"given{n}", f"sur{n}"), True) for n in range(20_000)] * 4
    assert prior(people, Rarity([]), replace(shipped(), things=1)) == pytest.approx(log2(1 / 20_000), abs=0.7)


@pytest.mark.parametrize("seed", range(3))
def test_the_prior_does_not_depend_on_the_order_of_things(seed: int) -> None:
    names, own = [*CROWD[:6000], *CROWD[:1500]], replace(shipped(), things=10)
    found = prior(random.Random(seed).sample(names, len(names)), Rarity([]), own)
    assert found == prior(names, Rarity([]), own) < shipped().prior


def test_what_joins_in_a_small_collection_is_doubtful_in_a_large_one(marked: Callable) -> None:
    found = {}
    for things in (shipped().things, 1):
        own = replace(shipped(), things=things)
        many = [f"[Given{n} Sur{n}|person] met [Other{n} Name{n}|person]" for n in range(200)]
        texts = ["[Elizabeth Warren|person] met [Ann Orlova|person]",
                 "[Elizabeth Warren|person] met [Uwe Kranz|person]"]  # fmt: skip
        made = [marked(text) for text in (*texts, *many)]
        entities = resolve(made, lexicon=Lexicon(), known=(), weights=own)
        found[things] = one_node(entities, "Elizabeth Warren")
    assert found == {shipped().things: True, 1: False}


def beside(*documents: int) -> Neighbours:
    """Return neighbours in a collection of a thousand documents, of which the first so many have each one."""
    found = Neighbours([])
    found.labels = [f"n{number}" for number in range(len(documents))]
    found._expected, found._documents = [0.002] * len(documents), Counter(dict(enumerate(documents)))
    found._total = 1000
    return found


def test_what_is_often_beside_a_thing_of_many_documents_tells_more_than_what_is_seldom_there() -> None:
    found = beside(10)
    assert found.level({0: 1.0}, {0: 1.0})[0] == found.level({0: 1.0}, {0: 0.5})[0] == "one shared"
    assert found.level({0: 1.0}, {0: 0.01})[0] == found.level({0: 0.01}, {0: 1.0})[0] == "frequent shared"


LEVEL_OF = list(enumerate(["none", "one", "several", "several", "many", "many"]))


@pytest.mark.parametrize(("shared", "level"), LEVEL_OF)
def test_more_rare_neighbours_are_a_higher_level(shared: int, level: str) -> None:
    one = dict.fromkeys(range(shared), 1.0) | {9: 1.0}
    other = dict.fromkeys(range(shared), 1.0) | {8: 1.0}
    assert beside(*[3] * 10).level(one, other)[0] == f"{level} shared"


SHIPPED = resources.files("kg.entities").joinpath("data", "weights.toml").read_text(encoding="utf-8")
WRONG = [
    ("= broken", "cannot be read"),
    ("", "holds no weights"),
    ("prior = 1\nthings = 1\nlevels = 3\nusual = 4", "holds no weights"),
    (SHIPPED.replace("things = ", "stuff = "), "holds no weights: KeyError"),
    (
        SHIPPED.replace('"many shared"', '"very many"'),
        r"\[levels.neighbours\] must tell of many shared, several",
    ),
    (SHIPPED.replace("[levels.class]", "[levels.kind]"), r"\[levels\] must tell of name, class"),
    (
        re.sub('(?m)^"none shared" = .*$', '"none shared" = [0.0, 0.5]', SHIPPED),
        "numbers above 0 and up to 1",
    ),
    (re.sub("(?m)^prior = .*$", "prior = 3", SHIPPED), "prior must be below 0"),
]


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_file_that_holds_no_weights_is_an_error(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        load(path)
    assert str(path) in str(caught.value) and "kg.bench.linkage" in str(caught.value)


def test_weights_are_read_from_a_file_or_are_those_shipped(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SHIPPED, encoding="utf-8")
    assert load(tmp_path / "mine.toml") == load(None) == shipped()
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_a_rare_surname_joins_a_name_with_its_longer_form(resolved: Callable[..., list]) -> None:
    names = ("John Bolton", "John R. Bolton")
    texts = [f"[{name}|person] met [{other}|person]"
             for name, other in zip(names, ("Ann Orlova", "Uwe Kranz"), strict=True)]  # fmt: skip
    assert one_node(resolved(*texts), *names)


def test_what_is_named_after_a_town_does_not_make_its_name_common() -> None:
    dams = [("mosul", f"dam{n}") for n in range(300)]
    assert Rarity(dams).share(("mosul",), person=False) == Rarity([]).share(("mosul",), person=False)


def one_node(found: list[Entity], *names: str) -> bool:
    """Tell whether the mentions of some names are all of one entity."""
    owners = {e.id for e in found for m in e.mentions if m.text in names}
    return len(owners) == 1


def test_namesakes_with_other_neighbours_stay_apart_and_are_suggested(resolved: Callable[..., list]) -> None:
    found = resolved(
        "[John Smith|person] met [Ann Orlova|person]", "[John Smith|person] met [Uwe Kranz|person]"
    )
    smiths = [entity for entity in found if entity.label == "John Smith"]
    assert len(smiths) == 2
    assert [one.entity for one in smiths[0].suggestions] == [smiths[1].id]
    assert SUGGEST <= smiths[0].suggestions[0].likeness.score < JOIN


def test_namesakes_with_the_same_neighbours_are_one(resolved: Callable[..., list]) -> None:
    found = resolved(BESIDE.format("John Smith"), BESIDE.format("John Smith"))
    assert one_node(found, "John Smith")
    (smith,) = [entity for entity in found if entity.label == "John Smith"]
    ((number, told),) = smith.likenesses
    assert smith.reasons[number] == told.reason == "same name"
    assert any("neighbours shared" in name and bits > 0 for name, bits in told.parts)
    assert str(told).startswith("same name across documents 0.9")


FORMS = [("John Bolton", "J. Bolton"), ("Alan Miller", "Alan R. Miller"), ("Jon Whitfield", "Jon Whitfeild")]


@pytest.mark.parametrize(("long", "short"), FORMS)
def test_forms_of_a_name_are_one_where_neighbours_are_shared(
    resolved: Callable[..., list], long: str, short: str
) -> None:
    assert one_node(resolved(BESIDE.format(long), BESIDE.format(short)), long, short)
    alone = resolved(f"[{long}|person] met [Ann Orlova|person]", f"[{short}|person] met [Uwe Kranz|person]")
    assert not one_node(alone, long, short)


def test_a_short_form_of_two_people_is_of_neither(resolved: Callable[..., list]) -> None:
    found = resolved(*(BESIDE.format(name) for name in ("John Bolton", "James Bolton", "J. Bolton")))
    assert len([entity for entity in found if "Bolton" in entity.label]) == 3
    (short,) = [entity for entity in found if entity.label == "J. Bolton"]
    assert len(short.suggestions) == 2


def test_gender_and_decisions_go_before_the_score(resolved: Callable[..., list]) -> None:
    texts = [BESIDE.format("Robin Kranz"), BESIDE.format("Robin Kranz")]
    assert one_node(resolved(*texts), "Robin Kranz")
    told = [text.replace("|person]", f"|person titles={title}]", 1)
            for text, title in zip(texts, ("Mr", "Mrs"), strict=True)]  # fmt: skip
    assert not one_node(resolved(*told), "Robin Kranz")
    apart = Apart((Thing("John Bolton", "Person"), Thing("J. Bolton", "Person")))
    texts = [BESIDE.format("John Bolton"), BESIDE.format("J. Bolton")]
    found = resolved(*texts, decisions=Decisions((apart,)))
    assert not one_node(found, "John Bolton", "J. Bolton")
    assert not any(entity.suggestions for entity in found)


def test_what_one_document_tells_apart_is_not_suggested(resolved: Callable[..., list]) -> None:
    found = resolved(BESIDE.format("John Bolton") + ". [J. Bolton|person] left. [James Bolton|person] stayed")
    assert not any(entity.suggestions for entity in found)


def test_a_frequent_neighbour_tells_less_than_a_rare_one(resolved: Callable[..., list]) -> None:
    def bits(beside: str) -> float:
        found = resolved(*(f"[Uwe Kranz|person] met [{beside}]" for _ in range(2)))
        (kranz,) = [entity for entity in found if entity.label == "Uwe Kranz"]
        return max(weight for name, weight in kranz.likenesses[0][1].parts if "shared" in name)

    assert bits("Russia|place") < bits("Rosoboronexport|organization")


def test_scores_do_not_depend_on_the_order_of_documents(
    marked: Callable, resolved: Callable[..., list]
) -> None:

    names = ["John Bolton", "J. Bolton", "John R. Bolton", "John Smith", "John Smith", "James Bolton"]
    made = [marked(BESIDE.format(name) + "\n" * n) for n, name in enumerate(names)]
    first = resolve(made, lexicon=Lexicon(), known=())
    for seed in range(5):
        shuffled = random.Random(seed).sample(made, len(made))
        assert resolve(shuffled, lexicon=Lexicon(), known=()) == first


def test_a_partition_keeps_places_and_traits() -> None:
    partition = Partition(["a", "a", "b", "c"], traits=[("Q1", ""), ("", ""), ("", "m"), ("", "f")])
    assert partition.meet(0, 1) and not partition.meet(0, 2)
    assert partition.join(0, 2, "x") and partition.clash(0, 3) and not partition.clash(1, 3)
