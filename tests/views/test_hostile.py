"""Hostile texts in a browser: nothing runs, nothing leaves the page, and they are shown as written."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.bench.chromium import Browser
from kg.bench.page import act
from kg.views import render

pytestmark = pytest.mark.browser

QUIET = "return window.hit === undefined && parent.hit === undefined"
FORMULA = tuple("=+-@\t\r")


@pytest.fixture(scope="module")
def bad_page(hostile: nx.MultiDiGraph) -> str:
    return render(hostile, title="Attack")


def ask(browser: Browser, script: str, texts: list[str]) -> list[str]:
    """Return those of `texts` for which the body of an async function gives something false."""
    wrong = browser.later(
        """
        const each = Object.getPrototypeOf(async () => 0).constructor("text", "k", "texts", arguments[1]);
        (async () => {
          const texts = JSON.parse(arguments[0]);
          const wrong = [];
          for (let k = 0; k < texts.length; k++) if (!(await each(texts[k], k, texts))) wrong.push(k);
          done(wrong);
        })().catch((error) => done([String(error)]));
        """,
        json.dumps(texts),
        script,
    )
    return [texts[k] if isinstance(k, int) else k for k in wrong]


def cells_of(table: str) -> list[str]:
    """Return the cells of a CSV file; all its rows have as many."""
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert len({len(row) for row in rows}) == 1
    return [cell for row in rows for cell in row]


def without_picture(browser: Browser) -> None:
    """Take the drawing away, which costs most of the time where it is not what is looked at."""
    browser.run("document.getElementById('canvas').style.display = 'none'")


def test_there_are_enough() -> None:
    from kg.bench.hostile import texts

    assert len(texts()) >= 70 and len(set(texts().values())) == len(texts())


def test_nothing_leaves_the_page_whatever_is_used(watched: Browser, story: nx.MultiDiGraph) -> None:
    watched.open(render(story, title="Story"))
    assert act(watched, most=120) > 60
    assert watched.problems() == []
    assert watched.run("return probe.refused") == []


def test_nothing_runs_whatever_is_used(watched: Browser, bad_page: str) -> None:
    watched.open(bad_page)
    foreign = (
        "return document.querySelectorAll('img, iframe, base, a, object, embed, form:not(dialog *)').length"
    )
    before = watched.run(foreign)
    assert act(watched, most=60) == 60
    assert watched.run(foreign) == before
    assert watched.run(QUIET)
    assert watched.run("return probe.refused") == []
    assert watched.problems() == []


def test_the_panel_shows_names_aliases_and_sentences_as_written(
    browser: Browser, bad_page: str, attacks: list[str]
) -> None:
    browser.open(bad_page)
    without_picture(browser)
    script = """
        location.hash = new URLSearchParams({node: `en_${k}${text}`}).toString();
        if (!location.hash.isWellFormed() || !text.isWellFormed()) return true; // no address can name it
        await new Promise((go) => setTimeout(go, 0));
        const panel = document.getElementById("panel");
        const said = [...panel.querySelectorAll(".said")].map((e) => e.textContent);
        const quoted = [...panel.querySelectorAll("blockquote")].some((e) => e.textContent.includes(text));
        const name = text && !/[^\\p{Z}\\p{C}]/u.test(text) ? "(no name)" : text || `${k} `;
        return panel.querySelector("h2").textContent === name && said.includes(`alias ${text}`) && quoted;
    """
    assert ask(browser, script, attacks) == []
    assert browser.run(QUIET)
    assert (
        browser.run("return document.querySelectorAll('#panel :is(img, iframe, a, script, style)').length")
        == 0
    )
    assert browser.problems() == []


def test_table_and_filters_show_texts_as_written(browser: Browser, bad_page: str, attacks: list[str]) -> None:
    browser.open(bad_page, "#view=table")
    in_table = "return [...document.querySelectorAll('#rows .said')].some((e) => e.textContent === text);"
    assert ask(browser, in_table, [text for text in attacks if text.strip()]) == []
    browser.run("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    browser.run("document.querySelectorAll('#filters button.whole').forEach((e) => e.click())")
    for facet in ("relation", "document"):
        listed = f"""
            const rows = document.querySelectorAll("[data-group={facet}] .said");
            return [...rows].some((e) => e.textContent === text);
        """
        assert ask(browser, listed, [text for text in attacks if text.strip()]) == []
    assert browser.run(QUIET)
    assert browser.problems() == []


def test_the_address_takes_any_text(browser: Browser, bad_page: str, attacks: list[str]) -> None:
    script = """
        const names = ["view", "node", "statement", "near", "hops", "class", "no-class", "no-source",
          "no-document", "no-modality", "no-polarity", "confidence", "sort", "range", "from", "to", "path"];
        if (k % 3) return true; // each address has 18 texts, and each text comes under six names
        const parts = ["words", ...names].map((name, n) => [name, texts[(k + n) % texts.length]]);
        location.hash = new URLSearchParams(parts).toString();
        await new Promise((go) => setTimeout(go, 0));
        return document.documentElement.dataset.ready === "yes";
    """
    browser.open(bad_page)
    without_picture(browser)
    assert ask(browser, script, attacks) == []
    assert browser.run(QUIET)
    assert browser.problems() == []
    for text in attacks[:3]:
        browser.open(bad_page, f"#view=table&words={quote(text)}")
        assert browser.run("return document.getElementById('words').value") == text
        assert browser.run(QUIET)


def test_the_search_finds_any_text(browser: Browser, bad_page: str, attacks: list[str]) -> None:
    browser.open(bad_page)
    script = """
        const search = document.getElementById("search");
        search.focus();
        search.value = text.trim().split(/[\\r\\n]/)[0].slice(0, 200);
        search.dispatchEvent(new Event("input"));
        const found = [...document.querySelectorAll("#suggestions .said")].map((e) => e.textContent);
        return !/[\\p{L}\\p{N}]/u.test(text) || found.includes(text) || found.length >= 12;
    """
    assert ask(browser, script, attacks) == []
    assert browser.run(QUIET)
    assert browser.problems() == []


def test_saved_files_hold_texts_and_no_formulas(browser: Browser, bad_page: str, attacks: list[str]) -> None:
    browser.open(bad_page, "#view=table")
    saved: list[list[str]] = browser.later(
        """
        const blobs = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { blobs.push(blob); return make.call(URL, blob); };
        document.querySelectorAll("[id^=save-]").forEach((button) => button.click());
        setTimeout(async () => {
          const texts = blobs.filter((blob) => !blob.type.startsWith("image/png"));
          done(await Promise.all(texts.map(async (blob) => [blob.type, await blob.text()])));
        }, 1000);
        """
    )
    tables = [text for kind, text in saved if kind.startswith("text/csv")]
    cells = {cell for text in tables for cell in cells_of(text)}
    assert [cell for cell in cells if cell.startswith(FORMULA)] == []
    written = [text for text in attacks if text.isprintable() or "\n" in text]
    assert [text for text in written if not {text, f"'{text}"} & cells] == []
    for text in (text for kind, text in saved if "xml" in kind or "svg" in kind):
        names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}
        assert not {"script", "foreignObject", "image", "a"} & names
    assert browser.run(QUIET)


def test_the_title_is_shown_as_written(browser: Browser, attacks: list[str]) -> None:
    graph = nx.MultiDiGraph()
    for title in [text for text in attacks if text.isprintable() and text.strip() and "<" in text][::3]:
        browser.open(render(graph, title=title))
        shown = browser.run("return [document.title, document.querySelector('h1').textContent]")
        assert [" ".join(one.split()) for one in shown] == [" ".join(title.split())] * 2
        assert browser.run(QUIET)
        assert browser.problems() == []


def test_long_texts_do_not_widen_the_page(browser: Browser, bad_page: str) -> None:
    from kg.bench.chromium import PHONE, SCREEN

    browser.open(bad_page)
    for size in (SCREEN, PHONE):
        browser.size(*size)
        for view in ("graph", "table"):
            browser.run("document.getElementById(`show-${arguments[0]}`).click()", view)
            browser.frames()
            assert browser.run("return document.scrollingElement.scrollWidth - innerWidth") <= 0, (size, view)
