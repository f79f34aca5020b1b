from __future__ import annotations

import pytest

from kg.bench.stemming import penn_words, stem

# Porter's own examples, step by step.
STEMS = """
caresses:caress ponies:poni ties:tie cats:cat feed:feed agreed:agre plastered:plaster motoring:motor
sing:sing conflated:conflat sized:size hopping:hop falling:fall filing:file happy:happi
relational:relat rational:ration digitizer:digit vietnamization:vietnam operator:oper
hopefulness:hope formality:formal triplicate:triplic electrical:electr goodness:good revival:reviv
adjustment:adjust adoption:adopt effective:effect probate:probat rate:rate controll:control
roll:roll january:januari analogy:analog skies:sky
"""


@pytest.mark.parametrize("line", STEMS.split())
def test_stem(line: str) -> None:
    word, expected = line.split(":")
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'He said "Stop." (Mr. Smith\'s 1,000 cars.)',
            "He said `` Stop . '' ( Mr. Smith 's 1,000 cars . )",
        ),
        ("They don't. E.g. this", "They do n't . E.g. this"),
        ("the boys' at 10:30, ok", "the boys ' at 10:30 , ok"),
        ("", ""),
    ],
)
def test_penn_words(text: str, words: str) -> None:
    assert penn_words(text) == words.split()
