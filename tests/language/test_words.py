"""How text is cut into words."""

from __future__ import annotations

import pytest
import spacy
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
        (
            "He woudn’t; they'd've. DON'T! Who probably've?",
            "He woud n’t ; they 'd 've . DO N'T ! Who probably 've ?",
        ),
        ("It’s dark—you’ve seen", "It ’s dark — you ’ve seen"),
        ("kinda, outta, alot of", "kinda , out ta , a lot of"),
        ("We wed on Wed. with our id.", "We wed on Wed. with our id ."),
        ("the '60s, the 1980's and '72.", "the '60s , the 1980's and '72 ."),
        ("(1729–1797), 10:30am-11", "( 1729 – 1797 ) , 10:30 am - 11"),
        ("from $10,000-$20,000 or 65k, 24hrs", "from $ 10,000 - $ 20,000 or 65 k , 24 hrs"),
        ("CA 94720-1900, x3-9890", "CA 94720-1900 , x3-9890"),
        ("on 6.5-7 and 6-5-07", "on 6.5 - 7 and 6-5-07"),
        ("post-war U.S.-led", "post-war U.S. - led"),
        ("a book- it says -more", "a book - it says - more"),
        ("th- the S-", "th- the S-"),
        ("big/ b/c w/o A/C and/or", "big / b/c w/o A/C and / or"),
        ("see a/b-c /kat/", "see a / b - c /kat/"),
        ("what.? $$$ ... $$", "what .? $$$ ... $$"),
        ("#hashtag but #1", "#hashtag but # 1"),
        ("-> <- ----==", "-> <- ----=="),
        ("sad :( or :)", "sad :( or :)"),
        ('"Lee"<ann...@a.org>', '" Lee " < ann...@a.org >'),
        ("plan.pdf)(See GET.DOC", "plan.pdf ) ( See GET.DOC"),
        ("alt.pets.dogs.open-forum Feed.Com", "alt.pets.dogs.open-forum Feed.Com"),
        ("in D.C.. An A+ in C++", "in D.C. . An A + in C++"),
        ("P.O.Box in S.Korea, an M.Phil.", "P.O. Box in S. Korea , an M.Phil."),
        ("end.but Price:3", "end . but Price : 3"),
        ("texts [1]–[11],", "texts [ 1 ] – [ 11 ] ,"),
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


def test_a_tokenizer_can_be_saved(nlp: Language) -> None:
    saved = spacy.blank("en").from_bytes(nlp.to_bytes())
    text = "It's a U.S.-led (F-16) raid; see http://example.org/ and 50k."
    assert [token.text for token in saved(text)] == [token.text for token in nlp(text)]
