"""Times in the flow of a text: what later ones refer to, the parts of ranges, what is no time at all."""

from __future__ import annotations

import pytest

from kg.statements import times

ANCHOR = "2019-03-30"

STORIES = [
    ("In 1724 he wrote a book. Two years later he left.", ["1724", "1726"]),
    ("She came in May 1920 and married that year.", ["1920-05", "1920"]),
    ("He fought on 29 May 1832. He died the following morning.", ["1832-05-29", "1832-05-30"]),
    ("He fought on 29 May 1832. On 2 June he was buried.", ["1832-05-29", "1832-06-02"]),
    ("He came on December 26, 2012. He was called on July 6.", ["2012-12-26", "2013-07-06"]),
    ("He taught from 1947 to 1960. One year later he died.", ["1947/1960", "1961"]),
    ("He has lived there since 1984. The year before he had left.", ["1984/..", None]),
    ("It opened in 1984; the year before, it had burned.", ["1984", "1983"]),
    ("He died on 3 March 1981, in March the same year.", ["1981-03-03", "1981-03"]),
    ("They met on Friday, 9 April 1999. That Monday he had left.", ["1999-04-09", "1999-04-05"]),
    ("In 1655 he enlisted. Over the following five years he served.", ["1655", "1655/1660"]),
    ("In the summer of 2010 she moved. That year she won.", ["2010-06/2010-08", "2010"]),
    ("On Saturday, 3 March 2007 he came. The next Tuesday he left.", ["2007-03-03", "2007-03-06"]),
    ("On 17 September 1859 he wrote. He meant the 12th of October last.", ["1859-09-17", "1858-10-12"]),
    ("By the late 1980s and early 1990s it grew. Two years later it fell.", ["../1999", None]),
    # the narrator's own day
    ("It is Monday, May 3rd, 2021. We start today.", ["2021-05-03", "2021-05-03"]),
    (
        "Today is May 3rd, 2021. It's Monday. It's Wednesday. We go home tomorrow.",
        ["2021-05-03", "2021-05-03", "2021-05-03", "2021-05-05", "2021-05-06"],
    ),
    ("It is Tuesday. We start today.", ["2019-03-26", "2019-03-30"]),
    (
        "In 1957 it flew. The following decades were busy. The following decade was not.",
        ["1957", None, "1967"],
    ),
    ("They earn $4.25 an hour over three years.", [None, "P3Y"]),
    ("He waited an hour. They make 300 tons a day.", ["PT1H", None]),
    # a day that names what happened on it
    ("After the September 11 attacks they left.", [None]),
    ("It was in the last week of the war.", [None]),
    # nothing is counted from a time that is not told as precisely, or not told at all
    ("In 1724 he left. The next day he came.", ["1724", None]),
    ("In the 1990s he left. Two years later he came.", ["1990/1999", None]),
    ("Two years later he came.", [None]),
    ("In 1724 he left. A few years later he came.", ["1724", None]),
    # what stands in brackets is beside the story, and a phrase that goes on is not counted from it
    ("In 1984 he won (Smith 2011). Two years later he lost.", ["1984", "2011", "1986"]),
    ("On 3 May 1832 he wrote. The night before he died he slept.", ["1832-05-03", None]),
    ("He cried in the last five months of her life.", [None]),
    # "today" means nowadays in a story of another time
    ("He found it in 1738. It is still used today.", ["1738", None]),
    ("It is still used today.", ["2019-03-30"]),
]


@pytest.mark.parametrize(("text", "values"), STORIES)
def test_values_in_a_story(text: str, values: list[str | None]) -> None:
    assert [time.value for time in times.annotate(text, anchor=ANCHOR)] == values


PARTS = [
    ("from 1947 to 1960", [("1947", "1947"), ("1960", "1960")]),
    (
        "8 February 1700 \u2013 17 March 1782",
        [("8 February 1700", "1700-02-08"), ("17 March 1782", "1782-03-17")],
    ),
    ("from March to August 2011", [("March", "2011-03"), ("August 2011", "2011-08")]),
    ("1892 \u2013 94", [("1892", "1892"), ("94", "1894")]),
    ("c. 314 \u2013 368", [("314", "0314~"), ("368", "0368")]),
    ("since the 1940s", [("the 1940s", "1940/1949")]),
    ("by 2050", [("2050", "2050")]),
    ("until last week", [("last week", "2019-W12")]),
    ("08:30 am - 7 pm", [("08:30 am", "T08:30"), ("7 pm", "T19:00")]),
    ("5 \u2013 6 September 2019", []),
    ("1928 onwards", [("1928", "1928")]),
    ("at noon tomorrow", [("at noon", "T12:00"), ("tomorrow", "2019-03-31")]),
    ("Monday May 3rd 2021 10:38 a.m.", [("Monday May 3rd 2021", "2021-05-03"), ("10:38 a.m.", "T10:38")]),
    ("the 15th to the 19th century", [("the 15th", "1400/1499"), ("the 19th century", "1800/1899")]),
    ("by the late 1980s and early 1990s", [("the late 1980s", "1980/1989"), ("early 1990s", "1990/1999")]),
    ("the winter of 1776-77", []),
    ("in 2014", []),
]


@pytest.mark.parametrize(("phrase", "parts"), PARTS)
def test_the_parts_of_ranges_and_bounds(phrase: str, parts: list[tuple[str, str]]) -> None:
    (time,) = times.annotate(f"It was {phrase}, they say.", anchor=ANCHOR)
    text = f"It was {phrase}, they say."
    assert text[time.start : time.end] == phrase
    assert [(text[part.start : part.end], part.value) for part in time.parts] == parts


FOUND = [
    ("On September 4, against them, he won.", ["On September 4"]),
    ("It is 2:25 a.m. on a hill. It leaves at 8 pm.", ["2:25 a.m.", "at 8 pm"]),
    ("He came on Jan. 5. He left.", ["on Jan. 5"]),
    ("a role in 2003's comedy", ["in 2003's"]),
    ("In 1423 it was a town. In 1200 cases it was not.", ["In 1423"]),
    ("It fell in c. 347, they say.", ["in c. 347"]),
    ("He saw it on today's news and read USA Today.", ["on today's"]),
    ("Rule 2016 came.", []),
    ("In the summer she left the Winter Palace for Colorado Springs.", ["In the summer"]),
    ("see 92 (6): 1087\u20131101.", []),
    ("He did so in his twenties.", []),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_more_times_in_running_text(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in times.find(text)] == found


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("in October", "--10"),
        ("between October and April", "--10/--04"),
        ("summers", "--06/--08"),
        ("on Saturday", "2019-03-30"),
        ("on Friday", None),
        ("yesterday", "2019-03-29"),
    ],
)
def test_in_the_present_tense_a_month_is_any_such_month(phrase: str, value: str | None) -> None:
    assert times.normalise(phrase, anchor=ANCHOR, tense="present") == value


def test_a_day_in_the_present_tense_of_a_story_is_that_of_any_year() -> None:
    told = times.normalise("30 September", anchor=ANCHOR, tense="present", reference="0420")
    assert told == "--09-30"
    assert times.normalise("April 5", anchor=ANCHOR, tense="present", reference="2019-03") == "2019-04-05"


@pytest.mark.parametrize("reference", ["1990/1999", "2019-13", "2019-W60", "soon", "T12:00", ""])
def test_what_is_no_point_in_time_cannot_be_referred_to(reference: str) -> None:
    assert times.normalise("two years later", anchor=ANCHOR, reference=reference) is None
