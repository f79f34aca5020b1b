"""Lemmas of the shipped lexicon: by form, tags and place in the sentence."""

from __future__ import annotations

import pytest

from kg.language.component import SHIPPED
from kg.language.lexicon import Lexicon
from kg.language.morphology import sentence_lemmas


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(SHIPPED / "lexicon.json.gz")


@pytest.mark.parametrize(
    ("words", "lemmas"),
    [
        ("fled/VBD struck/VBN bred/VBN fought/VBD bid/VBD", "flee strike breed fight bid"),
        ("overthrew/VBD withheld/VBN underwent/VBD outbid/VBD", "overthrow withhold undergo outbid"),
        ("found/VBD founded/VBD lay/VBD lying/VBG died/VBD dyed/VBD", "find found lie lie die dye"),
        ("planned/VBD planed/VBD subscribed/VBD mimicking/VBG", "plan plane subscribe mimic"),
        ("bases/NNS analyses/NNS crises/NNS wolves/NNS", "base analysis crisis wolf"),
        ("monarchs/NNS clinics/NNS politics/NNS clothes/NNS", "monarch clinic politics clothes"),
        ("ruder/JJR simplest/JJS slightest/JJ honest/JJ", "rude simple slight honest"),
        ("Managing/VBG Placed/VBN Processes/NNS", "manage place process"),
        ("Dutch/JJ mexican/JJ Peruvian/JJ Big/JJ", "Dutch Mexican Peruvian big"),
        ("RUSSIA/NNP UNESCO/NNP Forces/NNPS Territories/NNPS", "Russia UNESCO Force Territory"),
        ("A.Lee@example.org/ADD www.Example.org/ADD", "A.Lee@example.org www.Example.org"),
        ("1,200/CD 3,400,000/CD Five/CD", "1200 3400000 five"),
        ("sooooo/RB VERYYY/RB goooood/JJ willll/JJ", "so very good will"),
        ("becuase/IN adn/CC thier/PRP$ shoud/MD b/c/IN pls/UH", "because and their should because please"),
        ("findin'/VBG talkin/VBG", "find talk"),
        ("footage/NNS nobility/NNS coefficient/NNS", "footage nobility coefficient"),
        ("harking/VBZ penalizes/VBG evacuates/VBP focus/VBP", "hark penalize evacuate focus"),
    ],
)
def test_lemmas(lexicon: Lexicon, words: str, lemmas: str) -> None:
    pairs = [word.rsplit("/", 1) for word in words.split()]
    assert [lexicon.lemma(form, xpos) for form, xpos in pairs] == lemmas.split()


@pytest.mark.parametrize(
    ("form", "xpos", "upos", "first", "lemma"),
    [
        ("United", "NNP", "VERB", False, "Unite"),
        ("United", "NNP", "ADJ", False, "United"),
        ("killing", "VBG", "NOUN", False, "killing"),
        ("killing", "NN", "VERB", False, "kill"),
        ("prepared", "JJ", "VERB", False, "prepare"),
        ("'s", "MD", "AUX", False, "be"),
        ("Am", "NNP", "AUX", False, "be"),
        ("Ships", "NNS", "NOUN", True, "ship"),
        ("’s", "VBZ", "AUX", False, "be"),
    ],
)
def test_upos_and_place_count(
    lexicon: Lexicon, form: str, xpos: str, upos: str, first: bool, lemma: str
) -> None:
    assert lexicon.lemma(form, xpos, upos, first=first) == lemma


@pytest.mark.parametrize(("label", "lemma"), [("aux", "have"), ("aux:pass", "be")])
def test_a_clitic_before_a_participle(lexicon: Lexicon, label: str, lemma: str) -> None:
    found = sentence_lemmas(
        lexicon,
        ["He", "'s", "seen"],
        ["PRP", "VBZ", "VBN"],
        ["PRON", "AUX", "VERB"],
        ["nsubj", label, "root"],
        [2, 2, 2],
    )
    assert found == ["he", lemma, "see"]
