"""Values of time expressions: each line is a phrase and what it means on Saturday, 30 March 2019."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.statements import times
from kg.statements.times.rules import RULES

ANCHOR = "2019-03-30"

VALUES = {
    # days
    "2019-03-29": "2019-03-29",
    "29 March 2019": "2019-03-29",
    "March 29th, 2019": "2019-03-29",
    "Friday, March 29, 2019": "2019-03-29",
    "on the 29th of March 2019": "2019-03-29",
    "Mar. 29 2019": "2019-03-29",
    "30/03/2019": "2019-03-30",
    "03/04/2019": None,
    "30 February 2019": None,
    "30 September 420": "0420-09-30",
    "March 29": "2019-03-29",
    "December 30": "2019-12-30",
    # months and years
    "March 2019": "2019-03",
    "in September of 2013": "2013-09",
    "May , 1750": "1750-05",
    "2014": "2014",
    "in 2014": "2014",
    "the year 2030": "2030",
    "nineteen seventy-two": "1972",
    "AD 842": "0842",
    "500 CE": "0500",
    "400 BC": "-0399",
    # relative days
    "today": "2019-03-30",
    "yesterday": "2019-03-29",
    "tomorrow night": "2019-03-31",
    "the day before yesterday": "2019-03-28",
    "this morning": "2019-03-30",
    "last night": "2019-03-29",
    "on Friday": "2019-03-29",
    "Friday morning": "2019-03-29",
    "late on Friday": "2019-03-29",
    "on Saturday": "2019-03-30",
    "last Saturday": "2019-03-23",
    "last Friday": "2019-03-29",
    "next Friday": "2019-04-05",
    "Tuesday of last week": "2019-03-19",
    "that Tuesday": None,
    # relative periods
    "last week": "2019-W12",
    "this week": "2019-W13",
    "next month": "2019-04",
    "last year": "2018",
    "earlier this year": "2019",
    "late last year": "2018",
    "at the end of the year": None,
    "last August": "2018-08",
    "next March": "2020-03",
    "September last year": "2018-09",
    "last summer": "2018-06/2018-08",
    "the previous quarter": "2018-10/2018-12",
    "last weekend": "2019-03-23/2019-03-24",
    "the last five years": "2014-03-31~/2019-03-30",
    "over the past two weeks": "2019-03-17~/2019-03-30",
    "the next ten days": "2019-03-31/2019-04-09",
    "the past decade": "2009-03-31~/2019-03-30",
    "over the past year": "2018-03-31~/2019-03-30",
    "the past 30 days": "2019-03-01/2019-03-30",
    "the next two years": "2019-03-31/2021-03-30~",
    "Monday last": "2019-03-25",
    "Monday next": "2019-04-01",
    "the 12th of October last": "2018-10-12",
    "February 1st next": "2020-02-01",
    # distances
    "two years ago": "2017",
    "three months ago": "2018-12",
    "two weeks ago": "2019-W11",
    "three days ago": "2019-03-27",
    "a decade ago": "2009",
    "three years ago today": "2016-03-30",
    "three years ago tomorrow night": "2016-03-31",
    "two years ago this week": "2017-W13",
    "a year ago last month": "2018-02",
    "24 hours ago": None,
    "a few days ago": None,
    "more than two years ago": None,
    "ten thousand years ago": None,
    "two weeks from now": "2019-W15",
    "in five days' time": "2019-04-04",
    "two days later": None,
    "the following year": None,
    # longer periods
    "the 1990s": "1990/1999",
    "the '90s": "1990/1999",
    "the sixties": "1960/1969",
    "the 1800s": "1800/1899",
    "the 2000s": "2000/2009",
    "the late 1970s": "1970/1979",
    "the 19th century": "1800/1899",
    "the 1st century AD": "0001/0099",
    "the 18th and 19th centuries": "1700/1899",
    "from the 15th to the 19th century": "1400/1899",
    "the late 18th and early 19th centuries": "1700/1899",
    "from the 5th to the 4th century BC": "-0499/-0300",
    "between the 2nd century BC and the 4th century AD": "-0199/0399",
    "the 19th and 18th centuries": None,
    "the 1920s and 30s": "1920/1939",
    "the 1920s and '30s": "1920/1939",
    "the 1920s and thirties": "1920/1939",
    "from the 1960s to the 1980s": "1960/1989",
    "the first decade of the 20th century": "1900/1909",
    "the last decade of the 19th century": "1890/1899",
    "the first day of 2019": "2019-01-01",
    "the last day of February 2020": "2020-02-29",
    "the second week of March 2019": "2019-03",
    "the weekend of March 9": "2019-03-09/2019-03-10",
    "the weekend of Wednesday, March 6": None,
    "the summer of '69": "1969-06/1969-08",
    "May '68": "1968-05",
    "30-Mar-19": "2019-03-30",
    "30 Mar 19": "2019-03-30",
    "2019/03/30": "2019-03-30",
    "H1 2019": "2019-01/2019-06",
    "second-quarter 2018": "2018-04/2018-06",
    "twenty sixteen": "2016",
    "April of nineteen eighteen": "1918-04",
    "summer 2018": "2018-06/2018-08",
    "winter 1776 - 77": "1776-12/1777-02",
    "winter 2018": None,
    "the first quarter of 2019": "2019-01/2019-03",
    "Q4 2018": "2018-10/2018-12",
    "the second half of 2018": "2018-07/2018-12",
    "the week of March 4": "2019-W10",
    "the night of March 29": "2019-03-29",
    # holidays
    "Christmas 2018": "2018-12-25",
    "Thanksgiving 2018": "2018-11-22",
    "Good Friday 2019": "2019-04-19",
    "last year Halloween": "2018-10-31",
    # intervals
    "from 2010 to 2015": "2010/2015",
    "2010\u20132015": "2010/2015",
    "1776-77": "1776/1777",
    "2019-03": "2019-03",
    "5 \u2013 6 September 2019": "2019-09-05/2019-09-06",
    "March 29-31": "2019-03-29/2019-03-31",
    "January - june 2016": "2016-01/2016-06",
    "between May and June 1981": "1981-05/1981-06",
    "between Monday and Friday": "2019-03-25/2019-03-29",
    "from 2015 to 2010": None,
    "since 2014": "2014/..",
    "since last March": "2018-03/..",
    "since the 1990s": "1990/..",
    "from Friday onwards": "2019-03-29/..",
    "until 2016": "../2016",
    "by the end of 2020": "../2020-12-31",
    "by the end of May 2019": "../2019-05-31",
    "until the 1990s": "../1999",
    "until soon": None,
    # durations and repetitions
    "for three days": "P3D",
    "two weeks": "P2W",
    "18-month": "P18M",
    "a year": "P1Y",
    "two and a half years": "P2Y6M",
    "an hour and a half": None,
    "90 minutes": "PT90M",
    "two decades": "P20Y",
    "two years and three months": "P2Y3M",
    "another ten days": "P10D",
    "more than two years": None,
    "two to three years": None,
    "several years": None,
    "every Friday": "R/P1W",
    "Fridays": "R/P1W",
    "daily": "R/P1D",
    "every four years": "R/P4Y",
    "every other week": "R/P2W",
    "twice a week": None,
    # times of day
    "at 14:30": "T14:30",
    "6:13 P.M. EDT": "T18:13-04:00",
    "15:11 GMT": "T15:11Z",
    "8 a.m.": "T08:00",
    "12 am": "T00:00",
    "noon": "T12:00",
    "7:15": None,
    "five o'clock": None,
    "five o'clock in the afternoon": "T17:00",
    "2:30 p.m. on Friday": "2019-03-29T14:30",
    "14:00-16:00 UTC": "T14:00Z/T16:00Z",
    "at 9 this morning": "2019-03-30T09:00",
    "at nine on Friday evening": "2019-03-29T21:00",
    "at 11:30 last night": "2019-03-29T23:30",
    "at 2 last night": None,
    "4 a.m. last night": "2019-03-30T04:00",
    "8 p.m. last night": "2019-03-29T20:00",
    "24 March 2019 at 10:30 GMT": "2019-03-24T10:30Z",
    # approximate and vague
    "around 2010": "2010~",
    "recently": None,
    "in recent years": None,
    "at the time": None,
}


@pytest.mark.parametrize(("phrase", "value"), VALUES.items())
def test_the_value_of_a_phrase(phrase: str, value: str | None) -> None:
    assert times.normalise(phrase, anchor=ANCHOR) == value


NOT_EXACT = {"an hour and a half"}


@pytest.mark.parametrize("phrase", sorted(VALUES.keys() - NOT_EXACT))
def test_phrases_with_and_without_value_are_times(phrase: str) -> None:
    assert times.is_time(phrase)


@pytest.mark.parametrize(
    ("phrase", "past", "future"),
    [
        ("on Friday", "2019-03-29", "2019-04-05"),
        ("on Saturday", "2019-03-30", "2019-03-30"),
        ("on Sunday", "2019-03-24", "2019-03-31"),
        ("March 29", "2019-03-29", "2020-03-29"),
        ("in January", "2019-01", "2020-01"),
        ("in November", "2018-11", "2019-11"),
        ("Christmas", "2018-12-25", "2019-12-25"),
        ("in two weeks", None, "2019-W15"),
        ("the next year", None, "2020"),
        ("by the end of the year", None, "../2019-12-31"),
        ("by year end", None, "../2019-12-31"),
        ("from January 23 through March 9", "2019-01-23/2019-03-09", "2020-01-23/2020-03-09"),
        ("from February 23 through April 9", "2019-02-23/2019-04-09", "2019-02-23/2019-04-09"),
        ("from November to February", "2018-11/2019-02", "2019-11/2020-02"),
        ("this weekend", "2019-03-30/2019-03-31", "2019-03-30/2019-03-31"),
    ],
)
def test_tense_decides(phrase: str, past: str | None, future: str | None) -> None:
    assert times.normalise(phrase, anchor=ANCHOR, tense="past") == past
    assert times.normalise(phrase, anchor=ANCHOR, tense="future") == future


def test_a_month_without_year_and_tense_has_no_value() -> None:
    assert times.normalise("in January", anchor=ANCHOR) is None


@pytest.mark.parametrize("phrase", ["on Friday", "last week", "two years ago", "March 29", "today"])
def test_relative_times_need_an_anchor(phrase: str) -> None:
    assert times.is_time(phrase)
    assert times.normalise(phrase, anchor=None) is None
    assert times.normalise(phrase, anchor="2019") is None


@pytest.mark.parametrize(
    "phrase",
    [
        *(
            "",
            " ",
            "the office",
            "the President",
            "Russia",
            "may",
            "the Sun",
            "march",
            "the second",
            "second",
            "one",
        ),
        *(
            "1200",
            "347",
            "12",
            "$2019",
            "3.5",
            "Mi-17",
            "20 years old",
            "a long road",
            "at home",
        ),
        *("today's paper was late", "in", "the", "of the", "since", "10-12", "x" * 500, "next", "last", "on"),
    ],
)
def test_other_phrases_are_no_times(phrase: str) -> None:
    assert not times.is_time(phrase)
    assert times.normalise(phrase, anchor=ANCHOR) is None


RUNNING = [
    ("The hall was opened on Friday, March 29, 2019, in the city.", ["on Friday, March 29, 2019"]),
    ("He may come in May, but he will march in March.", ["in May", "in March"]),
    (
        "Since 2014 they met every Friday until the end of 2020.",
        ["Since 2014", "every Friday", "until the end of 2020"],
    ),
    ("It grew from 2010 to 2015 by 3.5 per cent.", ["from 2010 to 2015"]),
    ("The Sun said so on Monday morning. Last week it did not.", ["on Monday morning", "Last week"]),
    ("They paid $2000 for 20 ships.", []),
    ("It opened on 2019-03-30 at 14:30.", ["on 2019-03-30 at 14:30"]),
    (
        "Two years ago, she left; the day before yesterday, she came.",
        ["Two years ago", "the day before yesterday"],
    ),
    ("It is open on New Year's Eve and 30.03.2019.", ["on New Year's Eve", "30.03.2019"]),
    ("In twenty sixteen he had fifteen twenty paintings.", ["In twenty sixteen"]),
    ("See example.org/2017/04/16/news for the paper.", []),
    ("From 9 am - 5 pm, Sun 9 am - 3 pm.", ["From 9 am - 5 pm", "Sun 9 am - 3 pm"]),
    ("They come in the second week of May.", ["in the second week of May"]),
    ("No time is in this.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "found"), RUNNING)
def test_times_in_running_text(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in times.find(text)] == found


PIECES = """
the last next two weeks ago from to 2010 2019-03 March 29 May Friday , - : am p.m. in on since until every '
year years day century 19th quarter first half early about Christmas o'clock 14:30 ten hundred and a of Q1 bc
week noon
"""
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join)


@given(
    st.one_of(WORDS, st.text(max_size=40)),
    st.sampled_from([None, "2019-03-30", "2020-02-29", "0001-01-01", "9999-12-31", "x"]),
)
def test_any_phrase_is_read_without_error(phrase: str, anchor: str | None) -> None:
    for tense in ("", "past", "future"):
        value = times.normalise(phrase, anchor=anchor, tense=tense)
        assert value is None or (value and times.is_time(phrase))


@given(WORDS)
def test_found_times_are_sorted_apart_and_times(text: str) -> None:
    at = 0
    for start, end in times.find(text):
        assert at <= start < end <= len(text)
        assert times.is_time(text[start:end])
        at = end


def test_rules_are_many_and_each_has_a_pattern() -> None:
    assert len(RULES) >= 60
    assert all(rule.pattern for rule in RULES)
