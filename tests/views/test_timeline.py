"""Dates become spans at their own precision; a range of them is a filter, by keys, pointer and address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import networkx as nx
import pytest

from kg.bench.chromium import Browser
from kg.views import assets, render
from tests.views.small import small_graph

pytestmark = pytest.mark.browser

ARROW_LEFT, ESCAPE, HOME = "\ue012", "\ue00c", "\ue011"

SPANS = [  # value, first day, last day, which side is open
    ("2019-03-29", "2019-03-29", "2019-03-29", ""),
    ("2019-03-29T14:30", "2019-03-29", "2019-03-29", ""),
    ("2019-03-29T14:30:05.5Z", "2019-03-29", "2019-03-29", ""),
    ("2019-03-29T14:30+02:00", "2019-03-29", "2019-03-29", ""),
    ("2019-03-29TNI", "2019-03-29", "2019-03-29", ""),
    ("20190329", "2019-03-29", "2019-03-29", ""),
    ("2020-02-29", "2020-02-29", "2020-02-29", ""),
    ("2019-02", "2019-02-01", "2019-02-28", ""),
    ("2020-02", "2020-02-01", "2020-02-29", ""),
    ("1900-02", "1900-02-01", "1900-02-28", ""),
    ("2019-12", "2019-12-01", "2019-12-31", ""),
    ("2019", "2019-01-01", "2019-12-31", ""),
    ("0347", "0347-01-01", "0347-12-31", ""),
    ("2019-XX", "2019-01-01", "2019-12-31", ""),
    ("2019-XX-XX", "2019-01-01", "2019-12-31", ""),
    ("2019-03-XX", "2019-03-01", "2019-03-31", ""),
    ("1818~", "1818-01-01", "1818-12-31", ""),
    ("1818?", "1818-01-01", "1818-12-31", ""),
    ("1818-05%", "1818-05-01", "1818-05-31", ""),
    ("2019-W01", "2018-12-31", "2019-01-06", ""),
    ("2019-W15", "2019-04-08", "2019-04-14", ""),
    ("2020-W53", "2020-12-28", "2021-01-03", ""),
    ("2019-W15-3", "2019-04-10", "2019-04-10", ""),
    ("2019-W15-WE", "2019-04-13", "2019-04-14", ""),
    ("2019-Q2", "2019-04-01", "2019-06-30", ""),
    ("2019-H2", "2019-07-01", "2019-12-31", ""),
    ("2018-WI", "2018-12-01", "2019-02-28", ""),
    ("2019-SU", "2019-06-01", "2019-08-31", ""),
    ("2019-21", "2019-03-01", "2019-05-31", ""),
    ("2019-34", "2019-04-01", "2019-06-30", ""),
    ("199X", "1990-01-01", "1999-12-31", ""),
    ("18XX", "1800-01-01", "1899-12-31", ""),
    ("1990/1999", "1990-01-01", "1999-12-31", ""),
    ("2012-06/2012-08", "2012-06-01", "2012-08-31", ""),
    ("2003-07/2004-12", "2003-07-01", "2004-12-31", ""),
    ("2014/..", "2014-01-01", "2014-12-31", "end"),
    ("2014/", "2014-01-01", "2014-12-31", "end"),
    ("1805-10/..", "1805-10-01", "1805-10-31", "end"),
    ("../1805-07", "1805-07-01", "1805-07-31", "start"),
    ("/2016", "2016-01-01", "2016-12-31", "start"),
]
DATELESS = [
    "",
    "P3D",
    "PT5M",
    "R/P1W",
    "T14:30",
    "--02-01",
    "--06/--08",
    "XXXX-05",
    "PRESENT_REF",
    "2019-13",
    "2019-00",
    "2019-02-30",
    "2019-02-29",
    "1900-02-29",
    "2019-04-31",
    "2019-W54",
    "2019-W53",
    "2019-W00",
    "2019-W15-8",
    "2019-Q5",
    "2019-3",
    "2019-03-29T25:00",
    "2019-03-29Tx",
    "../..",
    "/",
    "2016/2014",
    "2014/P3Y",
    "2014/2015/2016",
    "soon",
    "99",
    "__proto__",
    "constructor",
    "9" * 70,
]


def read(browser: Browser, expression: str, *arguments: object) -> Any:
    """Run the part of the page that reads times, outside of a page."""
    words = "const texts = {}; const t = (key, values) => key + JSON.stringify(values);"
    return browser.run(f"{words}\n{assets.text('page/times.js')}\nreturn {expression};", *arguments)


def test_values_become_spans_at_their_own_precision(browser: Browser) -> None:
    found = read(browser, "arguments[0].map(spanOf)", [row[0] for row in SPANS])
    epoch = date(1970, 1, 1)
    days = [
        (
            value,
            str(epoch + timedelta(span["from"])).zfill(10),
            str(epoch + timedelta(span["to"] - 1)).zfill(10),
            span["open"],
        )
        for (value, *_), span in zip(SPANS, found, strict=True)
    ]
    assert days == SPANS


def test_what_is_no_date_has_no_span(browser: Browser) -> None:
    found = read(browser, "arguments[0].map(spanOf)", DATELESS)
    assert [value for value, span in zip(DATELESS, found, strict=True) if span] == []
    assert read(browser, "[null, undefined, 5, {}, []].map(spanOf)") == [None] * 5


def test_days_are_those_of_the_calendar(browser: Browser) -> None:
    days = list(range(-719162, 400000, 37))  # the days that Python's calendar has, from the year 1 on
    civil = read(browser, "arguments[0].map(civil)", days)
    epoch = date(1970, 1, 1).toordinal()
    want = [date.fromordinal(epoch + day) for day in days]
    assert civil == [[d.year, d.month, d.day] for d in want]
    assert read(browser, "arguments[0].map((d) => dayNumber(...d))", civil) == days


def test_years_before_christ_and_far_away(browser: Browser) -> None:
    values = ["-2999", "-0775/0394", "../-0600", "Y-20000", "0000"]
    spans = read(browser, "arguments[0].map(spanOf)", values)
    years = read(browser, "arguments[0].map((s) => [civil(s.from)[0], civil(s.to - 1)[0]])", spans)
    assert years == [[-2999, -2999], [-775, 394], [-600, -600], [-20000, -20000], [0, 0]]
    names = read(browser, "arguments[0].map((s) => momentName(s.from, s))", spans)
    assert names[0] == 'times.bc{"year":"3000"}' and names[4] == 'times.bc{"year":"1"}'
    assert read(browser, "spanOf('Y-99999999')") is None


def test_a_range_is_written_as_it_is_read(browser: Browser) -> None:
    values = ["2014", "2014/2016", "2014-03", "2014-03/2015-01", "2014-03-05", "2014-03-05/2014-03-09"]
    values += ["-0775/0394", "1800/1899", "Y-20000"]
    assert read(browser, "arguments[0].map((v) => spanValue(spanOf(v)))", values) == values


def test_steps_of_the_scale_meet(browser: Browser) -> None:
    wrong = read(
        browser,
        """STEPS.map((step, k) => {
            for (const day of [-800000, -1, 0, 17, 31, 59, 18000, 18262]) {
                const start = step.floor(day);
                const next = step.next(start);
                if (start > day || next <= day || step.floor(start) !== start) return `${k} at ${day}`;
            }
            return null;
        }).filter(Boolean)""",
    )
    assert wrong == []


@pytest.fixture(scope="module")
def history() -> nx.MultiDiGraph:
    """Four statements with dates of their own, one with that of its document, one with none."""
    return small_graph(
        [
            ("Ann", "meets", "Ben", {"time": "2014-03-05"}),
            ("Ben", "leaves", "Cleo", {"time": "2015"}),
            ("Cleo", "sees", "Dan", {"time": "2016-07"}),
            ("Dan", "knows", "Eve", {"time": "2013/.."}),
            ("Eve", "calls", "Fay"),
            ("Fay", "writes", "Gus", {"document": "bare"}),
        ],
        dates={"d": "2017-02-01", "bare": ""},
    )


def shown(browser: Browser) -> str:
    return str(browser.run("return document.getElementById('time-list').textContent"))


def handle(browser: Browser, end: str) -> dict[str, str]:
    return dict(
        browser.run(
            """const h = document.querySelector(`.handle.${arguments[0]}`);
            const names = ['valuetext', 'valuenow', 'valuemax', 'label'].map((name) => `aria-${name}`);
            return Object.fromEntries(['role', 'tabindex', ...names]
              .map((name) => [name, h.getAttribute(name)]));""",
            end,
        )
    )


def bars(browser: Browser) -> list[int]:
    """How many bars are filled, and how many hollow."""
    return list(
        browser.run(
            """return ['solid', 'hollow'].map((c) => document.querySelector(`#time-picture .${c}`))
                .map((path) => (path.getAttribute('d').match(/M/g) || []).length)"""
        )
    )


def focus(browser: Browser, selector: str) -> None:
    browser.run("document.querySelector(arguments[0]).focus()", selector)


def test_handles_move_by_keyboard_and_the_graph_follows(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"))
    assert not browser.run("return document.getElementById('timeline').hidden")
    assert browser.run("return document.getElementById('timeline').offsetHeight") <= 93
    start = handle(browser, "start")
    assert start["role"] == "slider" and start["tabindex"] == "0"
    assert start["aria-label"] == "Start of the range" and start["aria-valuetext"] == "from January 2013"
    focus(browser, ".handle.end")
    browser.type(*[ARROW_LEFT] * 3)
    assert handle(browser, "end")["aria-valuetext"] == "to November 2016"
    notice = browser.text("#notice")
    assert (
        "only from January 2013 to November 2016" in notice and "(one without a date is left out)" in notice
    )
    assert shown(browser) == "4 statements"
    browser.type(HOME)
    assert shown(browser) == "1 statement"  # since 2013
    assert browser.text("#notice").count("only January 2013") == 1
    assert "time=2013-01" in browser.run("return location.hash")
    browser.type(ESCAPE)
    assert browser.run("return document.getElementById('notice').hidden")
    assert shown(browser) == "6 statements"
    assert browser.problems() == []


def test_a_year_is_a_year_and_a_day_a_day(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"), "#time=2015-11")
    assert (
        shown(browser) == "2 statements"
    )  # "2015" and "since 2013" may be in November; nothing says that they are not
    browser.open(render(history, title="History"), "#time=2014-03-06/2014-12-31")
    assert shown(browser) == "1 statement"
    browser.open(render(history, title="History"), "#time=2018")
    assert shown(browser) == "0 statements"


def test_what_has_no_date_is_kept_by_a_switch(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"), "#time=2017")
    assert (
        shown(browser) == "2 statements"
    )  # "since 2013", as told in 2017, and what is dated by its document
    browser.run("document.getElementById('time-undated').click()")
    assert shown(browser) == "3 statements" and "one without a date is kept" in browser.text("#notice")
    browser.run("document.getElementById('time-reported').click()")
    assert "2 without a date are kept" in browser.text("#notice")
    assert {"undated=keep", "reported=no", "time=2017"} <= set(
        browser.run("return location.hash.slice(1)").split("&")
    )


def test_own_dates_are_filled_those_of_reports_hollow(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"))
    assert bars(browser) == [2, 1]  # a day and a month; a report
    assert browser.run("return document.querySelectorAll('#time-picture .span').length") == 2


def test_the_pointer_brushes_and_moves_the_window(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"))
    drag = """
        const picture = document.getElementById('time-picture');
        const box = picture.getBoundingClientRect();
        const clientY = box.top + 20;
        const at = (part) => ({ clientX: box.left + part * box.width, clientY, pointerId: 1, bubbles: true });
        picture.setPointerCapture = () => {};
        const [from, to] = arguments;
        const under = document.elementFromPoint(at(from).clientX, at(from).clientY);
        under.dispatchEvent(new PointerEvent('pointerdown', at(from)));
        picture.dispatchEvent(new PointerEvent('pointermove', at((from + to) / 2)));
        picture.dispatchEvent(new PointerEvent('pointermove', at(to)));
        picture.dispatchEvent(new PointerEvent('pointerup', at(to)));
    """
    browser.run(drag, 0.3, 0.5)
    browser.wait("location.hash.includes('time=')")
    first = [int(handle(browser, end)["aria-valuenow"]) for end in ("start", "end")]
    assert 12 <= first[0] < first[1] <= 26
    browser.run(drag, 0.4, 0.6)  # inside the window: it moves as a whole
    browser.wait(f"document.querySelector('.handle.start').getAttribute('aria-valuenow') != '{first[0]}'")
    moved = [int(handle(browser, end)["aria-valuenow"]) for end in ("start", "end")]
    assert moved[1] - moved[0] == first[1] - first[0] and moved[0] > first[0]
    browser.run("document.getElementById('time-clear').click()")
    assert browser.run("return document.getElementById('notice').hidden")
    assert browser.problems() == []


def test_play_moves_a_range_and_stops(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"), "#time=2016-12")
    browser.run(
        "document.getElementById('time-speed').value = '5'; document.getElementById('time-play').click()"
    )
    assert browser.run("return document.getElementById('time-play').title") == "Pause"
    browser.wait(
        "document.getElementById('time-play').title === 'Play: a range that moves'"
    )  # the end is reached
    assert handle(browser, "end")["aria-valuetext"] == "to February 2017"


def test_less_motion_means_steps(browser: Browser, history: nx.MultiDiGraph) -> None:
    media = "Emulation.setEmulatedMedia"
    reduce = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    browser.driver.execute_cdp_cmd(media, reduce)
    try:
        browser.open(render(history, title="History"), "#time=2014-01/2014-03")
        browser.run("document.getElementById('time-play').click()")
        assert browser.text("#time-said") == "April 2014 – June 2014"
        assert browser.run("return document.getElementById('time-play').title").startswith("Next step")
    finally:
        browser.driver.execute_cdp_cmd(media, {"features": []})


def test_bars_follow_the_other_filters(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"), "#only-relation=meets")
    assert bars(browser) == [1, 0]


def test_without_dates_there_is_no_timeline(browser: Browser) -> None:
    browser.open(
        render(small_graph([("Ann", "meets", "Ben"), ("Ann", "likes", "Ben", {"time": "P3D"})]), title="x")
    )
    assert browser.run("return document.getElementById('timeline').hidden")
    assert browser.problems() == []


def test_few_far_away_do_not_press_the_rest_together_and_are_told(browser: Browser) -> None:
    rows = [("Ann", f"sees{k}", "Ben", {"time": f"2019-{1 + k % 12:02}"}) for k in range(60)]
    browser.open(render(small_graph([*rows, ("Ann", "digs", "Ben", {"time": "-2999"})]), title="x"))
    assert browser.text("#time-before") == "◂ 1 earlier"
    assert browser.text("#time-said") == "2019"
    browser.run("document.getElementById('time-before').click()")
    assert browser.text("#time-said").startswith("3") and "BC" in browser.text("#time-said")
    assert browser.run("return document.getElementById('time-before').hidden")


def test_zoom_makes_the_range_the_axis(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"), "#time=2014")
    browser.run("document.getElementById('time-zoom').click()")
    assert "axis=2014" in browser.run("return location.hash")
    assert int(handle(browser, "end")["aria-valuemax"]) >= 11
    browser.run("document.getElementById('time-whole').click()")
    assert "axis" not in browser.run("return location.hash")


def test_the_timeline_folds(browser: Browser, history: nx.MultiDiGraph) -> None:
    browser.open(render(history, title="History"))
    browser.run("document.body.focus()")
    browser.type("l")
    assert browser.run("return document.getElementById('time-fold').getAttribute('aria-expanded')") == "false"
    assert browser.run("return document.getElementById('timeline').offsetHeight") < 40
    assert browser.run("return location.hash") == "#timeline=folded"


def test_hostile_times_are_text(browser: Browser, hostile: nx.MultiDiGraph) -> None:
    browser.open(render(hostile, title="x"), "#time=</script>&axis=<img>&undated=<b>")
    assert browser.run("return window.hit === undefined")
    assert browser.run("return document.getElementById('notice').hidden")
    assert browser.problems() == []
