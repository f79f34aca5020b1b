"""What the lexicon learns, and from what."""

from __future__ import annotations

import pytest

from kg.language.lexicon import Lexicon
from kg.train.conllu import Sentence, Word
from kg.train.inflections import inflections
from kg.train.lexicon import learn

LISTS = {
    "lemma_index": {
        "noun": ["city", "monarch", "feces", "base", "basis"],
        "verb": ["dye", "die", "plan", "bid", "free"],
        "adj": ["rude", "honest"],
    },
    "lemma_exc": {"noun": {"bases": ["base", "basis"]}, "verb": {"fled": ["flee"], "planned": ["plan"]}},
}


@pytest.mark.parametrize(
    ("xpos", "form", "lemma"),
    [
        ("NNS", "cities", "city"),
        ("NNS", "monarchs", "monarch"),
        ("NNS", "feces", "feces"),
        ("NNS", "bases", "base"),
        ("VBD", "fled", "flee"),
        ("VBD", "bid", "bid"),
        ("VBN", "died", "die"),
        ("VBN", "dyed", "dye"),
        ("VBG", "dying", "die"),
        ("VBG", "planning", "plan"),
        ("VBG", "freeing", "free"),
        ("VBZ", "plans", "plan"),
        ("JJS", "rudest", "rude"),
        ("JJ", "honest", "honest"),
    ],
)
def test_inflections(xpos: str, form: str, lemma: str) -> None:
    assert {f: found for f, x, _, found in inflections(LISTS) if x == xpos}[form] == lemma


def _lexicon(*rows: tuple[str, str, str, str]) -> Lexicon:
    words = [Word(form, lemma, upos, xpos, 0, "root") for form, lemma, upos, xpos in rows]
    return Lexicon(learn([Sentence(words)], LISTS))


def test_a_slip_of_a_treebank_does_not_count() -> None:
    assert _lexicon(*[("fled", "flead", "VERB", "VBD")] * 5).lemma("fled", "VBD", "VERB") == "flee"


def test_most_uses_decide_by_upos() -> None:
    lexicon = _lexicon(*[("United", "United", "ADJ", "NNP")] * 3, *[("United", "Unite", "VERB", "NNP")] * 2)
    assert lexicon.lemma("United", "NNP", "ADJ") == "United"
    assert lexicon.lemma("United", "NNP", "VERB") == "Unite"
