"""Repairs of cleaning: each line is a text as it was found and what it becomes."""

from __future__ import annotations

import pytest

from kg.documents import clean, findings, holes, read_text
from kg.documents.cleaning import MEDIA_PASSES, PASSES, front, repair
from kg.model import Document, Severity

CASES = {
    # spaces after sentences
    "The hall is in the country.The office opened.": "The hall is in the country. The office opened.",
    'He bought others."The firm grew," he said.': 'He bought others. "The firm grew," he said.',
    '"It is late."She left.': '"It is late." She left.',
    "It opened (AFP)The hall is new.": "It opened (AFP) The hall is new.",
    "Is it new?Yes!The end.": "Is it new? Yes! The end.",
    "It began in 2019.The rest is known.": "It began in 2019. The rest is known.",
    "They met NATO.The talks failed.": "They met NATO. The talks failed.",
    "Ships,planes and guns": "Ships, planes and guns",
    "The talks in the U.S.The rest": "The talks in the U.S. The rest",
    "It is by Represent.com.His firm grew in the 1990s.He left.": (
        "It is by Represent.com. His firm grew in the 1990s. He left."
    ),
    # what must stay
    "The U.S.A. and the U.S. and J.K. Lane": None,
    "It is 3.5 per cent, 1,000 ships, 10:30 and e.g. i.e. a.m.": None,
    "See example.com, News.Example.com and www.Ports.org for it.": None,
    "Open README.md, Setup.Py and /Home/File.Txt now.": None,
    "Write to Ann.Lee@Ports.org today.": None,
    "Dr. Lee holds a Ph.D in law, No. 5.": None,
    "PowerPoint, YouTube, iPhone, McDonald, eBay and LinkedIn grew.": None,
    "The logIn button and the checkIn desk are new.": None,
    "Wait ... it is .NET and .5 of it": None,
    # lost full stops
    "He sold the hardwareWhile ties grew, they met.": "He sold the hardware. While ties grew, they met.",
    "They left the cityHowever they came back.": "They left the city. However they came back.",
    "They left the cityIn the morning they came.": "They left the city. In the morning they came.",
    # punctuation
    'the cooperation,," he said .': 'the cooperation," he said.',
    "It opened , and closed .": "It opened, and closed.",
    "It is over..": "It is over.",
    "The hall ( new ) and the office () too[12].": "The hall (new) and the office too.",
    # quotation marks
    "\u201cIt is late,\u201d said \u2018Jo\u2019.": "\"It is late,\" said 'Jo'.",
    "``It is late,'' she said.": '"It is late," she said.',
    '" Fine " he said.': '"Fine" he said.',
    "\u00abFine\u00bb": '"Fine"',
    "the ports\u2019 6\u2032 wall": "the ports' 6' wall",
    # characters
    "new\u00a0port": "new port",
    "co\u00adopera\u00adtion": "cooperation",
    "\ufb01nal o\ufb03ce": "final office",
    "zero\u200bwidth\ufeff": "zerowidth",
    "cafe\u0301": "café",
    "one\r\n\r\n\r\ntwo\r\nthree": "one\n\ntwo\nthree",
    "nul\x00 and \x07bell": "nul and bell",
    "it\x92s": "it's",
    "itâ€™s a cafÃ©": "it's a café",
    "page\x0cbreak": "page\n\nbreak",
    " many   spaces \t here ": "many spaces here",
    # beginnings that were lost
    "They left the parliament., his adviser said it.": "They left the parliament.\n\nhis adviser said it.",
    "Ports Inc., his firm, etc., and others.": None,
}


@pytest.mark.parametrize(("found", "cleaned"), CASES.items())
def test_a_repair(found: str, cleaned: str | None) -> None:
    assert repair(found).text == (found if cleaned is None else cleaned)


WRAPPED = """The new centre in the capital was opened on Friday by the minister
and the head of the firm. It trains pilots who fly the heavy heli-
copters that were bought ten years ago. The well-
known firm was there too. Officials said that the centre
is the first of its kind in the region.

- one item
- another item
"""


def test_wrapped_lines_are_joined_and_lists_are_not() -> None:
    first, *rest = repair(WRAPPED).text.split("\n")
    assert first.startswith(
        "The new centre in the capital was opened on Friday by the minister and the head of"
    )
    assert "the heavy helicopters that were bought ten years ago. The well-known firm was there too." in first
    assert first.endswith("Officials said that the centre is the first of its kind in the region.")
    assert rest == ["", "one item", "", "another item"]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "Port opens in May\nThe port was opened.\nIt was full of people who came from far away to see it."
    assert repair(text).text == text


def test_a_word_that_stands_hyphenated_elsewhere_keeps_its_hyphen() -> None:
    text = "The ship-yard was closed by the owners and the ship-\nyard was sold."
    assert repair(text).text == "The ship-yard was closed by the owners and the ship-yard was sold."


@pytest.mark.parametrize(
    ("text", "cleaned", "date"),
    [
        ("date 2020-05-17 © AGENCY / Jane Doe\n\nThe port was opened.", "The port was opened.", "2020-05-17"),
        ("Published: 30 March 2019\n\nThe port was opened.", "The port was opened.", "2019-03-30"),
        ("2019-03-30\nThe port was opened.", "The port was opened.", "2019-03-30"),
        ("Saturday, March 30, 2019, 10:15 GMT\nThe port was opened.", "The port was opened.", "2019-03-30"),
        ("LIMA, 29 March 2019 (AP) \u2014 The port was opened.", "The port was opened.", "2019-03-29"),
        ("LIMA (AP) - The port was opened.", "The port was opened.", None),
        ("By Ann Lee\n\nThe port was opened.", "The port was opened.", None),
        ("Photo: Jane Doe / AGENCY\n\nThe port was opened.", "The port was opened.", None),
        ("The port was opened on 30 March 2019.", "The port was opened on 30 March 2019.", None),
        ("NATO \u2014 the alliance \u2014 met.", "NATO \u2014 the alliance \u2014 met.", None),
        ("By Friday the port was full.", "By Friday the port was full.", None),
        ("On March 30 the port was full.", "On March 30 the port was full.", None),
    ],
)
def test_what_stands_at_the_head(text: str, cleaned: str, date: str | None) -> None:
    document = clean(read_text(text))
    assert (document.text, document.date) == (cleaned, date)


def test_a_dateline_without_year_takes_that_of_the_fallback() -> None:
    document = read_text("LIMA, Dec 30 (Reuters) - The port was opened.", date="2019-01-02")
    assert document.date == "2018-12-30"
    assert read_text("The port was opened.", date="2019-01-02").date == "2019-01-02"


def test_a_date_line_below_the_headline() -> None:
    document = clean(
        read_text(
            "Port opens in May\nBy Ann Lee\n30 March 2019\n\nThe port was opened.\n\nShare\n\nIt was full."
        )
    )
    assert document.text == "Port opens in May\n\nThe port was opened.\n\nIt was full."
    assert (document.title, document.date) == ("Port opens in May", "2019-03-30")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Port opens in May\n\nThe port was opened.", "Port opens in May"),
        ("The port was opened.\n\nIt was full.", None),
        ("Port opens in May", None),
        ("and so on\n\nThe port was opened.", None),
    ],
)
def test_the_title_is_a_headline(text: str, title: str | None) -> None:
    assert clean(read_text(text)).title == title


def test_a_given_title_and_an_own_date_stay() -> None:
    document = clean(
        Document("doc_1", "Port opens in May\n2019-03-30\n\nIt was opened.", title="T", date="2001-01-01")
    )
    assert (document.title, document.date) == ("T", "2001-01-01")


MARKDOWN = """---
title: "Port opens"
date: 2020-05-17
---
# Port *opens*

See [the news](http://ports.org/a_(b)) and <http://ports.org>. It was **very** full_of `people`.

![a picture](x.png)

> It is late, he said.

```
code = "is left out"
```

* one
* two

| a | b |
|---|---|
"""


def test_markdown_loses_its_marks() -> None:
    text = repair(MARKDOWN, media_type="text/markdown").text
    assert text.startswith("Port opens\n\nSee the news")
    assert "It was very full_of people." in text
    assert "It is late, he said.\n\none\n\ntwo" in text
    assert not any(mark in text for mark in ("code", "picture", "---", "# ", "> ", "**", "title:"))


def test_offsets_lead_back_to_the_source() -> None:
    source = "date 2020-05-17\n\nIt \u201copened\u201d.The of\ufb01ce ,  too."
    document = clean(read_text(source))
    assert document.text == 'It "opened". The office, too.'
    for word in ("It", "opened", "The", "of", "ce", "too"):
        assert document.source_offset(document.text.index(word)) == source.index(word)


def test_cleaning_a_clean_document_returns_it() -> None:
    document = clean(read_text("It opened.The hall is new."))
    assert clean(document) is document


def test_findings_tell_what_was_repaired_and_what_is_missing() -> None:
    text = (
        "in Lima, the port said. It opened.The \ufffd hall, built, was hardwareWhile ties grew. "
        "It was at a time whenled by him."
    )
    found = findings(clean(read_text(text, source="a.txt")))
    assert [(f.code, f.severity) for f in found] == [
        ("replaced-characters", Severity.WARNING),
        ("missing-spaces", Severity.INFO),
        ("missing-stops", Severity.WARNING),
        *[("hole", Severity.WARNING)] * 3,
    ]
    assert found[-1].where == f"a.txt, character {text.index('whenled')}"


def test_many_holes_are_summed_up() -> None:
    found = findings(clean(read_text("It was at a time whenled by him. " * 30)))
    assert len(found) == 11
    assert "20 further places" in found[-1].message


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("in Lima, the port said.", ["beginning"]),
        ("The hall, built, was shown.", ["participle"]),
        ("It was linked to, stressing that it was late.", ["open"]),
        ("He met the.", ["open"]),
        ("It came at a time whenled by him.", ["fused"]),
        ("The firm, led by him, was sold. Whereas she, too, was there, whereby it ended.", []),
        ("The place he came from, she said, was far.", []),
        ("A man, old and tired, was there.", []),
        ("iPhone sales fell.", []),
    ],
)
def test_kinds_of_holes(text: str, kinds: list[str]) -> None:
    assert [kind for *_, kind in holes(text)] == kinds


def test_a_clean_text_has_no_findings() -> None:
    assert findings(clean(read_text("The port was opened on Friday. It was full."))) == []


def test_the_passes_are_in_one_place() -> None:
    assert len(PASSES) >= 10 and set(MEDIA_PASSES) == {"text/markdown", "application/pdf"}


def test_pages_that_break_a_sentence_are_joined() -> None:
    assert repair("They met the\n\nminister.", media_type="application/pdf").text == "They met the\nminister."


def test_the_date_of_the_head_needs_a_line_of_its_own() -> None:
    assert front.date("The port was opened on 30 March 2019 by the minister.") is None
