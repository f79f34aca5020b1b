"""Chains: which pairs are looked at, what is said about a pair, and how mentions are linked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from spacy.language import Language

from kg.language import LINKS, MENTIONS
from kg.language.chains import (
    NEAREST,
    PAIR_TABLES,
    SAME_HEAD,
    SINGLE_TABLES,
    ChainScorer,
    candidates,
    chains,
    choices,
    pairs_of,
    singles_of,
)
from kg.language.mentiontable import DEFINITE, NUMBERS, RELATIONS, Kind, MentionTable, Phrases, Row
from kg.language.windows import References

POS = {"She": "PRON", "he": "PRON", "it": "PRON", "her": "PRON", "the": "DET", "The": "DET", "an": "DET"}


def phrases(text: str, start: int = 0, **changes: Sequence[object]) -> Phrases:
    """A sentence of names, pronouns and nouns in which every word hangs on the last."""
    forms = text.split()
    plural = [f.endswith("s") for f in forms]
    upos = [POS.get(f, "PROPN" if f[0].isupper() else "NOUN") for f in forms]
    columns = {
        "lemmas": [f.lower() for f in forms],
        "upos": upos,
        "xpos": ["NNS" if p == "NOUN" and many else "NN" for many, p in zip(plural, upos, strict=True)],
        "deps": ["dep"] * (len(forms) - 1) + ["root"],
        "heads": [len(forms) - 1] * len(forms),
    }
    return Phrases(start, forms, **(columns | changes))  # type: ignore[arg-type]


def table(*heads: str, vectors: Sequence[float] = ()) -> MentionTable:
    """One sentence a mention; the vectors' only number says what goes with what, 0 with nothing."""
    made = MentionTable()
    numbers = np.array(vectors or [0.0] * len(heads), dtype=np.float16)[:, None]
    made.add_window(References(np.sign(numbers), numbers, np.zeros(len(heads), dtype=np.float16)))
    for i, head in enumerate(heads):
        words = phrases(head, i)
        last = len(words.forms) - 1
        made.add_sentence(words, [last], [(0, last + 1)], [1])
    return made


def scorer(direct: float = 1.0, strings: float = 0.0) -> ChainScorer:
    """Adds the network's score of a pair and, where two strings are equal, `strings`."""
    rows, hidden = sum(PAIR_TABLES.values()), 1
    pair_tables = np.zeros((rows, hidden), dtype=np.float32)
    start = sum(size for name, size in PAIR_TABLES.items() if name in ("distance", "sentences", "kinds"))
    pair_tables[start + 1 : start + PAIR_TABLES["strings"]] = strings
    return ChainScorer(
        {
            "pair_tables": pair_tables,
            "pair_numbers": np.zeros((3, hidden), np.float32),
            "pair_bias": np.zeros(hidden, np.float32),
            "pair_out": np.ones(hidden, np.float32),
            "pair_direct": np.array([direct, 0, 0], np.float32),
            "single_tables": np.zeros((sum(SINGLE_TABLES.values()), hidden), np.float32),
            "single_bias": np.zeros(hidden, np.float32),
            "single_out": np.zeros(hidden, np.float32),
        }
    )


def column(name: str, text: str, head: int, span: tuple[int, int], **changes: Sequence[object]) -> int:
    made = MentionTable()
    made.add_sentence(phrases(text, **changes), [head], [span], [1])
    return int(made.columns()[name][0])


@pytest.mark.parametrize(
    ("text", "head", "span", "name", "value"),
    [
        ("Ann Lee", 0, (0, 2), "kind", Kind.NAME),
        ("the ships", 1, (0, 2), "kind", Kind.NOUN),
        ("her ships", 0, (0, 1), "kind", Kind.SHE),
        ("the ships", 1, (0, 2), "definite", DEFINITE.index("definite")),
        ("an ally", 1, (0, 2), "definite", DEFINITE.index("indefinite")),
        ("ships", 0, (0, 1), "definite", DEFINITE.index("none")),
        ("the ships", 1, (0, 2), "number", NUMBERS.index("plural")),
        ("it", 0, (0, 1), "number", NUMBERS.index("singular")),
        ("the ships", 1, (0, 2), "relation", RELATIONS.index("predicate")),
        ("ships", 0, (0, 1), "initials", -1),
    ],
)
def test_columns(text: str, head: int, span: tuple[int, int], name: str, value: int) -> None:
    assert column(name, text, head, span) == value


def test_a_name_is_its_run_of_proper_nouns() -> None:
    made = MentionTable()
    for text, head in (("the Ann Lee", 1), ("Lee", 0), ("Ann Lee", 0), ("AL", 0)):
        span = (0, len(text.split()))
        made.add_sentence(phrases(text), [head], [span], [1])
    columns = made.columns()
    assert columns["text"][0] == columns["text"][2] != columns["text"][1]
    assert columns["head"][0] == columns["head"][1]
    assert columns["initials"][0] == columns["text"][3]
    assert tuple(columns) == Row._fields


def test_candidates_are_near_or_have_the_same_head() -> None:
    others = [f"thing{i}" for i in range(NEAREST + 5)]
    anaphor, antecedent = candidates(table("Rome", *others, "Rome").columns())
    last = antecedent[anaphor == len(others) + 1].tolist()
    assert last == [0, *range(6, len(others) + 1)]
    assert not (antecedent >= anaphor).any()


def test_candidates_grow_with_the_length_only() -> None:
    anaphor, _ = candidates(table(*["Rome"] * 300).columns())
    assert np.bincount(anaphor).max() <= NEAREST + SAME_HEAD


def test_categories_are_inside_of_their_tables() -> None:
    made = table("Ann Lee", "the ships", "She", "it", "her", "Lee", "thing", "AL")
    columns = made.columns()
    pairs = pairs_of(columns, made.vectors(), *candidates(columns))
    assert (pairs.categories >= 0).all()
    assert (pairs.categories.max(axis=0) < list(PAIR_TABLES.values())).all()
    assert (singles_of(columns).max(axis=0) < list(SINGLE_TABLES.values())).all()
    assert pairs.numbers.shape == (len(pairs.anaphor), 3)


@pytest.mark.parametrize(
    ("heads", "vectors", "strings", "expected"),
    [
        (["Ann", "ships", "She"], [1, -1, 1], 0.0, [1, 2, 1]),
        (["Ann", "ships", "thing"], [1, -2, -1], 0.0, [1, 2, 2]),
        (["Ann", "Rome", "Ann"], [0, 0, 0], 1.0, [1, 2, 1]),
        (["Ann", "Rome"], [0, 0], 0.0, [1, 2]),
        (["Ann", "Ann", "Ann"], [0, 0, 0], 1.0, [1, 1, 1]),
        ([], [], 1.0, []),
    ],
)
def test_linking(heads: list[str], vectors: list[float], strings: float, expected: list[int]) -> None:
    assert chains(scorer(strings=strings), table(*heads, vectors=vectors))[0] == expected


def test_no_chain_holds_he_and_she() -> None:
    assert chains(scorer(), table("he", "She", "ships", "he", vectors=[1, 1, 0.5, 1]))[0] == [1, 2, 2, 1]


def test_a_chance_is_that_of_all_candidates_of_the_chain() -> None:
    numbers, chances = chains(scorer(), table("a", "b", "a", vectors=[1, 1, 2]))
    assert numbers == [1, 1, 1]
    weight = np.exp(0.25)  # a score is a quarter of the product of two vectors, against 0 for "nothing"
    assert chances == pytest.approx([1, weight / (1 + weight), 2 * weight / (1 + 2 * weight)], abs=1e-3)


def test_of_equal_candidates_the_nearest_comes_first() -> None:
    found = [j for i, j, _ in choices(scorer(), table("a", "b", "c", vectors=[1, 1, 1])) if i == 2]
    assert found == [1, 0]


def test_the_shipped_model_links_and_labels(nlp: Language) -> None:
    doc = nlp("Mary Jones left Paris in May. She said that the city was too loud for her.")
    mentions = {(s.text, s.label_): s.id_ for s in doc.spans[MENTIONS]}
    assert mentions["Mary Jones", "person"] == mentions["She", "person"] == mentions["her", "person"]
    assert mentions["Paris", "place"] == mentions["the city", "place"] != mentions["She", "person"]
    assert mentions["Paris", "place"] != mentions["May", "time"]
    chances = doc.user_data[LINKS]
    assert {doc[i].text for i in chances} == {"She", "city", "her"}
    assert all(0.5 < chance < 1 for chance in chances.values())
