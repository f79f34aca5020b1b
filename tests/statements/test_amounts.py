"""Amounts in parsed text: mentions have their value with the words that tell how exact it is."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.model import Lexicon
from kg.statements.mentions import build_mentions

BLANK = spacy.blank("en")


def values(*rows: tuple[str, str, str, int, str]) -> dict[str, str | None]:
    """Return the values of the mentions of one sentence: word, part of speech, tag, index of head, label."""
    words, pos, tags, heads, deps = zip(*rows, strict=True)
    lemmas = [word.lower().removesuffix("s") for word in words]
    doc = Doc(
        BLANK.vocab,
        list(words),
        pos=list(pos),
        tags=list(tags),
        heads=list(heads),
        deps=list(deps),
        lemmas=lemmas,
    )
    found = build_mentions(doc, lexicon=Lexicon(), date=None, document="d")
    return {mention.text: mention.value for mention in found.values()}


def test_a_thing_that_is_counted_has_the_number() -> None:
    found = values(
        ("Some", "DET", "DT", 1, "advmod"),
        ("3,000", "NUM", "CD", 2, "nummod"),
        ("troops", "NOUN", "NNS", 3, "nsubj"),
        ("left", "VERB", "VBD", 3, "root"),
        ("houses", "NOUN", "NNS", 3, "obj"),
    )
    assert sorted(map(str, found.values())) == ["3000~", "None"]
    assert found["houses"] is None


def test_an_amount_has_its_unit_and_its_bound() -> None:
    found = values(
        ("It", "PRON", "PRP", 1, "nsubj"),
        ("covers", "VERB", "VBZ", 1, "root"),
        ("more", "ADJ", "JJR", 4, "advmod"),
        ("than", "ADP", "IN", 2, "fixed"),
        ("40", "NUM", "CD", 5, "nummod"),
        ("acres", "NOUN", "NNS", 1, "obj"),
    )
    assert [value for value in found.values() if value] == [">40 acre"]


def test_words_that_tell_no_number_have_no_value() -> None:
    found = values(
        ("One", "NUM", "CD", 4, "nsubj"),
        ("of", "ADP", "IN", 3, "case"),
        ("the", "DET", "DT", 3, "det"),
        ("ships", "NOUN", "NNS", 0, "nmod"),
        ("sank", "VERB", "VBD", 4, "root"),
    )
    assert set(found.values()) == {None}


def test_what_is_counted_is_not_the_share_of_it() -> None:
    found = values(
        ("Two", "NUM", "CD", 4, "nsubj"),
        ("of", "ADP", "IN", 3, "case"),
        ("five", "NUM", "CD", 3, "nummod"),
        ("men", "NOUN", "NNS", 0, "nmod"),
        ("fell", "VERB", "VBD", 4, "root"),
    )
    assert found["five men"] == "5"


def test_a_percent_sign_is_an_amount_with_both_ends_of_its_range() -> None:
    found = values(
        ("It", "PRON", "PRP", 1, "nsubj"),
        ("rose", "VERB", "VBD", 1, "root"),
        ("5", "NUM", "CD", 5, "nummod"),
        ("-", "SYM", "SYM", 4, "case"),
        ("10", "NUM", "CD", 2, "nmod"),
        ("%", "NOUN", "NN", 1, "obj"),
    )
    assert found == {"It": None, "5 - 10 %": "5..10 %"}


def test_a_share_of_something_has_its_value() -> None:
    found = values(
        ("Nearly", "ADV", "RB", 1, "advmod"),
        ("half", "NOUN", "NN", 5, "nsubj"),
        ("of", "ADP", "IN", 4, "case"),
        ("the", "DET", "DT", 4, "det"),
        ("voters", "NOUN", "NNS", 1, "nmod"),
        ("left", "VERB", "VBD", 5, "root"),
    )
    assert "1/2~" in found.values()
    fractions = values(
        ("Two", "NUM", "CD", 2, "nummod"),
        ("-", "PUNCT", "HYPH", 0, "punct"),
        ("thirds", "NOUN", "NNS", 6, "nsubj"),
        ("of", "ADP", "IN", 5, "case"),
        ("the", "DET", "DT", 5, "det"),
        ("members", "NOUN", "NNS", 2, "nmod"),
        ("left", "VERB", "VBD", 6, "root"),
    )
    assert fractions["members"] is None
    assert "2/3" in fractions.values()


def test_a_force_has_its_strength() -> None:
    found = values(
        ("A", "DET", "DT", 4, "det"),
        ("3,000", "NUM", "CD", 3, "compound"),
        ("-", "PUNCT", "HYPH", 1, "punct"),
        ("strong", "ADJ", "JJ", 4, "amod"),
        ("force", "NOUN", "NN", 5, "nsubj"),
        ("landed", "VERB", "VBD", 5, "root"),
    )
    assert list(found.values()) == ["3000"]


def test_an_amount_of_some_has_its_bound() -> None:
    found = values(
        ("Up", "ADP", "IN", 2, "advmod"),
        ("to", "ADP", "IN", 0, "fixed"),
        ("40", "NUM", "CD", 3, "nummod"),
        ("percent", "NOUN", "NN", 6, "nsubj"),
        ("of", "ADP", "IN", 5, "case"),
        ("them", "PRON", "PRP", 3, "nmod"),
        ("left", "VERB", "VBD", 6, "root"),
    )
    assert "<=40 %" in found.values()
