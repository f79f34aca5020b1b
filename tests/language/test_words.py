"""How text is cut into words."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.language.words import blank_english


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank_english()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He can't, won't and cannot.", "He ca n't , wo n't and can not ."),
        ("I'm gonna go; you've gotta stay.", "I 'm gon na go ; you 've got ta stay ."),
        ("Mr. Smith of the U.S. Army", "Mr. Smith of the U.S. Army"),
        ("Smith, Jones et al. say etc. often", "Smith , Jones et al. say etc. often"),
        ("a state-run, well-known firm", "a state - run , well - known firm"),
        ("non-state anti-tank co-operation", "non-state anti-tank co-operation"),
        ("pro-government e-mail, mid-2019", "pro-government e-mail , mid-2019"),
        ("an F-16 and an Mi-17", "an F-16 and an Mi-17"),
        ("and/or", "and / or"),
        ("from 2003-2004", "from 2003 - 2004"),
        ("on 12/31/2019 call 713-646-3393", "on 12/31/2019 call 713-646-3393"),
        ("at 7:30PM", "at 7:30 PM"),
        ("Stop!!! What?!", "Stop !!! What ?!"),
        ("=====", "====="),
        ("Maduro’s army", "Maduro ’s army"),
        ("“We won’t,” he said.", "“ We wo n’t , ” he said ."),
        ("$5.3 million (10%)", "$ 5.3 million ( 10 % )"),
        ("unveiled on Friday.The center", "unveiled on Friday . The center"),
        ("it ended.“He left", "it ended . “ He left"),
        ("in 2019.The center", "in 2019 . The center"),
        ("see www.example.org/a-b?c=d now", "see www.example.org/a-b?c=d now"),
        ("ann.lee@example.org", "ann.lee@example.org"),
        ("", ""),
    ],
)
def test_words(nlp: Language, text: str, words: str) -> None:
    assert [token.text for token in nlp(text)] == words.split()


@pytest.mark.parametrize(
    "text", ["a  b\n\nc ", " \t", "naïve\u00a0café", "a\x00b", "😀👩‍👩‍👧 ok", "x" * 5000]
)
def test_no_character_is_lost(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
