"""The times of a parsed text: tense, what is no year, and mentions that take their value from the flow."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.model import Lexicon
from kg.statements.mentions import build_mentions
from kg.statements.timeline import find_times, tense_of

BLANK = spacy.blank("en")


def doc_of(rows: list[tuple[str, str, str, int, str]]) -> Doc:
    """Return a Doc of one sentence: word, lemma, tag, index of its head, label."""
    words, lemmas, tags, heads, deps = zip(*rows, strict=True)
    pos = [
        {"V": "VERB", "N": "NOUN", "C": "NUM", "M": "AUX", "I": "ADP", "T": "PART"}.get(t[0], "X")
        for t in tags
    ]
    return Doc(
        BLANK.vocab,
        list(words),
        lemmas=list(lemmas),
        tags=list(tags),
        pos=pos,
        heads=list(heads),
        deps=list(deps),
    )


def ends_on_friday(*rows: tuple[str, str, str, int, str], under: int) -> Doc:
    """Return a Doc whose last words are "on Friday", which hang on the word `under`."""
    n = len(rows)
    return doc_of([*rows, ("on", "on", "IN", n + 1, "case"), ("Friday", "Friday", "NNP", under, "obl")])


TENSES = [
    (
        ends_on_friday(("They", "they", "PRP", 1, "nsubj"), ("left", "leave", "VBD", 1, "root"), under=1),
        "past",
    ),
    (
        ends_on_friday(("They", "they", "PRP", 1, "nsubj"), ("leave", "leave", "VBP", 1, "root"), under=1),
        "present",
    ),
    (
        ends_on_friday(
            ("They", "they", "PRP", 2, "nsubj"),
            ("will", "will", "MD", 2, "aux"),
            ("leave", "leave", "VB", 2, "root"),
            under=2,
        ),
        "future",
    ),
    (
        ends_on_friday(
            ("It", "it", "PRP", 2, "nsubj"),
            ("was", "be", "VBD", 2, "cop"),
            ("good", "good", "JJ", 2, "root"),
            under=2,
        ),
        "past",
    ),
    # what is planned lies ahead, the planning itself does not
    (
        ends_on_friday(
            ("They", "they", "PRP", 1, "nsubj"),
            ("agreed", "agree", "VBD", 1, "root"),
            ("to", "to", "TO", 3, "mark"),
            ("meet", "meet", "VB", 1, "xcomp"),
            under=3,
        ),
        "future",
    ),
    (
        ends_on_friday(("They", "they", "PRP", 1, "nsubj"), ("agreed", "agree", "VBD", 1, "root"), under=1),
        "past",
    ),
    (
        ends_on_friday(
            ("votes", "vote", "NNS", 0, "root"), ("scheduled", "schedule", "VBN", 0, "acl"), under=1
        ),
        "future",
    ),
    (
        ends_on_friday(
            ("It", "it", "PRP", 4, "nsubj:pass"),
            ("is", "be", "VBZ", 4, "aux"),
            ("to", "to", "TO", 4, "mark"),
            ("be", "be", "VB", 4, "aux:pass"),
            ("held", "hold", "VBN", 4, "root"),
            under=4,
        ),
        "future",
    ),
]


@pytest.mark.parametrize(("doc", "tense"), TENSES, ids=lambda x: x.text if isinstance(x, Doc) else x)
def test_tense(doc: Doc, tense: str) -> None:
    assert tense_of(doc[-1]) == tense


@pytest.mark.parametrize(
    ("tense", "value"), [("past", "2019-03-29"), ("future", "2019-04-05"), ("present", None)]
)
def test_the_tense_of_its_clause_dates_a_weekday(tense: str, value: str | None) -> None:
    doc = next(doc for doc, name in TENSES if name == tense)
    assert [time.value for time in find_times(doc, date="2019-03-30")] == [value]


def test_how_many_there_are_is_no_year() -> None:
    rows = [
        ("1709", "1709", "CD", 1, "nummod"),
        ("children", "child", "NNS", 2, "nsubj"),
        ("left", "leave", "VBD", 2, "root"),
    ]
    assert find_times(doc_of(rows), date=None) == ()
    rows[0] = ("1709", "1709", "CD", 1, "compound")
    assert [time.value for time in find_times(doc_of(rows), date=None)] == ["1709"]


def test_a_mention_has_its_value_in_the_flow_of_the_text() -> None:
    doc = doc_of(
        [
            ("In", "in", "IN", 1, "case"),
            ("1724", "1724", "CD", 3, "obl"),
            ("he", "he", "PRP", 3, "nsubj"),
            ("left", "leave", "VBD", 3, "root"),
            (";", ";", ":", 8, "punct"),
            ("two", "two", "CD", 6, "nummod"),
            ("years", "year", "NNS", 7, "obl:npmod"),
            ("later", "later", "RB", 8, "advmod"),
            ("died", "die", "VBD", 3, "conj"),
        ]
    )
    doc[6].dep_, doc[6].head, doc[7].head, doc[7].dep_ = "obl", doc[8], doc[6], "advmod"
    found = build_mentions(doc, lexicon=Lexicon(), date="2019-03-30", document="d")
    values = {mention.text: mention.value for mention in found.values() if mention.kind == "time"}
    assert values == {"In 1724": "1724", "two years later": "1726"}
