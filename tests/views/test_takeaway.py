"""What is taken away: pictures, networks, tables, print; the menu, the table view, the page in a notebook."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ET
from typing import Any

import networkx as nx
import pytest

from kg.bench.chromium import Browser
from kg.built import Build
from kg.views import assets, render
from tests.views.test_browser import two_nodes

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
CATCH = """
    [window.takenBlobs, window.takenNames] = [[], []];
    URL.createObjectURL = (blob) => { window.takenBlobs.push(blob); return 'blob:none'; };
    HTMLAnchorElement.prototype.click = function () { window.takenNames.push(this.download); };
"""
READ = """
    const done = arguments[arguments.length - 1];
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(',')[1]);
    reader.readAsDataURL(window.takenBlobs.at(-1));
"""


def take(browser: Browser, item: str, *, chosen: bool = False) -> tuple[str, bytes]:
    """Choose an entry of the Save menu; return name and content of the file."""
    browser.run(CATCH)
    browser.run("document.getElementById('take').click()")
    if chosen:
        browser.run("document.querySelector('[data-take=chosen]').click()")
    browser.run(f"document.querySelector('[data-take={item}]').click()")
    browser.wait("window.takenBlobs.length > 0")
    content = base64.b64decode(browser.driver.execute_async_script(READ))
    return str(browser.run("return window.takenNames.at(-1)")), content


def wide(browser: Browser, width: int, height: int) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


# Pictures


def test_the_svg_holds_signs_lines_and_words(browser: Browser) -> None:
    browser.open(two_nodes())
    name, content = take(browser, "svg")
    assert name == "two-graph.svg"
    root = ET.fromstring(content)
    assert root.tag == f"{SVG}svg" and root.findtext(f"{SVG}title") == "Two"
    assert "2 things · 1 statement" in str(root.findtext(f"{SVG}desc"))
    words = [one.text for one in root.iter(f"{SVG}text") if one.get("fill") != "none"]
    assert {"Russia", "Venezuela", "threatens", "Two", "Country"} <= set(words)
    denied = [one for one in root.iter(f"{SVG}path") if one.get("stroke") == "#b3140b"]
    assert denied
    fills = {one.get("fill") for one in root.iter(f"{SVG}path")}
    assert "#1AA179" in fills or "#1aa179" in fills
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for one in root.iter(f"{SVG}text"):
        assert 0 <= float(one.get("x", -1)) <= width and 0 <= float(one.get("y", -1)) <= height
    assert not [one for one in root.iter() if "style" in one.attrib or one.tag.endswith(("script", "image"))]
    assert browser.problems() == []


def test_svg_and_canvas_show_the_same(browser: Browser, story: nx.MultiDiGraph) -> None:
    """The SVG, drawn by the browser, differs from the picture of the canvas in few pixels."""
    browser.open(render(story, title="Story"))
    _, svg = take(browser, "svg")
    _, png = take(browser, "png")
    compare = """
        const [svg, png, done] = [...arguments].slice(-3);
        const load = (type, text) => new Promise((ready) => { const image = new Image(); image.onload = () => ready(image); image.src = `data:${type};base64,${text}`; });
        Promise.all([load('image/svg+xml', svg), load('image/png', png)]).then(([a, b]) => {
            const pixels = (image) => { const c = document.createElement('canvas'); c.width = b.width; c.height = b.height;
                const x = c.getContext('2d'); x.drawImage(image, 0, 0, c.width, c.height); return x.getImageData(0, 0, c.width, c.height).data; };
            const [p, q] = [pixels(a), pixels(b)];
            let far = 0, drawn = 0;
            for (let k = 0; k < p.length; k += 4) { const d = Math.abs(p[k] - q[k]) + Math.abs(p[k+1] - q[k+1]) + Math.abs(p[k+2] - q[k+2]); if (d > 200) far++; if (q[k] + q[k+1] + q[k+2] < 600) drawn++; }
            done([a.width, a.height, b.width, b.height, far, drawn]);
        });
    """  # noqa: E501
    encoded = [base64.b64encode(one).decode() for one in (svg, png)]
    width, height, wide_, high, far, drawn = browser.driver.execute_async_script(compare, *encoded)
    assert (wide_, high) == (2 * width, 2 * height)
    assert drawn > 2000
    assert far < drawn * 0.1, (far, drawn)


def test_the_png_has_twice_the_pixels_and_a_frame_if_wanted(browser: Browser) -> None:
    browser.open(two_nodes())
    sizes = {}
    for framed in (True, False):
        name, content = take(browser, "png")
        assert name == "two-graph.png" and content.startswith(b"\x89PNG")
        sizes[framed] = struct.unpack(">II", content[16:24])
        browser.run(
            "document.getElementById('take').click(); document.querySelector('[data-take=framed]').click()"
        )
    width, height = browser.run(
        "const c = document.getElementById('canvas'); return [c.clientWidth, c.clientHeight]"
    )
    assert sizes[False] == (2 * width, 2 * height)
    assert sizes[True][0] == 2 * width and sizes[True][1] > 2 * height
    assert browser.run("return document.querySelector('#canvas canvas').width") == width


def test_pictures_hold_only_what_is_shown(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"), "#no-class=Country")
    root = ET.fromstring(take(browser, "svg")[1])
    words = {one.text for one in root.iter(f"{SVG}text")}
    assert "Russia" not in words and "Rosvert" in words and "Country" not in words
    assert any(str(word).startswith("Not shown: kinds of things (Country)") for word in words)


def test_a_picture_is_the_same_while_the_table_is_shown(browser: Browser) -> None:
    browser.open(two_nodes())
    before = take(browser, "svg")[1]
    browser.run("document.getElementById('show-table').click()")
    assert take(browser, "svg")[1] == before
    assert browser.run("return document.getElementById('graph-view').hidden")
    assert not browser.run("return document.getElementById('table-view').hidden")


# Networks and tables


def test_graphml_is_read_by_networkx_as_that_of_kg(browser: Browser, built: Build) -> None:
    browser.open(built.page)
    name, content = take(browser, "graphml")
    assert name == "one-graph.graphml"
    again = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert set(again) == set(built.graph)
    assert set(again.edges(keys=True)) == set(built.graph.edges(keys=True))
    for node, found in again.nodes(data=True):
        mine = built.graph.nodes[node]
        assert found["label"] == mine["label"] and found["type"] == mine["type"] and found["id"] == mine["id"]
    for edge in again.edges(keys=True):
        found, mine = again.edges[edge], built.graph.edges[edge]
        same = (
            "label",
            "property",
            "polarity",
            "modality",
            "confidence",
            "evidence",
            "statement",
            "asserted",
            "primary",
            "role",
        )
        assert {key: found[key] for key in same} == {key: mine[key] for key in same}


def test_only_what_is_chosen(browser: Browser, story: nx.MultiDiGraph) -> None:
    node = next(node for node, one in story.nodes(data=True) if one["label"] == "Elena Markova")
    browser.open(render(story, title="Story"), f"#node={story.nodes[node]['id']}")
    whole = list(csv.DictReader(io.StringIO(take(browser, "nodes")[1].decode("utf-8-sig"))))
    part = list(csv.DictReader(io.StringIO(take(browser, "nodes", chosen=True)[1].decode("utf-8-sig"))))
    assert len(whole) == len(story)
    near = {story.nodes[other]["label"] for other in nx.all_neighbors(story, node)} | {"Elena Markova"}
    assert {row["label"] for row in part} == near
    edges = list(csv.DictReader(io.StringIO(take(browser, "edges", chosen=True)[1].decode("utf-8-sig"))))
    assert len(edges) == story.degree(node)
    assert all("Elena Markova" in (row["start_label"], row["end_label"]) for row in edges)
    said = json.loads(take(browser, "json", chosen=True)[1])
    assert said["title"] == "Story" and said["not_shown"] == ["only Elena Markova and its neighbours"]
    assert {one["id"] for one in said["statements"]} <= set(story.graph["statements"])
    browser.run("document.querySelector('#panel .close').click(); document.getElementById('take').click()")
    assert browser.run("return document.querySelector('[data-take=chosen]')") is None


def test_json_has_the_records_that_are_shown(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"), "#no-modality=actual")
    found = json.loads(take(browser, "json")[1])
    wanted = {key: one for key, one in story.graph["statements"].items() if one["modality"] != "actual"}
    assert {one["id"] for one in found["statements"]} == set(wanted)
    assert found["not_shown"] == ["modality (as a fact)"]
    for one in found["statements"]:
        same = ("document", "polarity", "modality", "subject", "evidence", "confidence", "time")
        assert {key: one[key] for key in same} == {key: wanted[one["id"]][key] for key in same}


def test_hostile_texts_stay_texts_in_every_file(
    browser: Browser, hostile: nx.MultiDiGraph, attacks: list[str]
) -> None:
    browser.open(render(hostile, title="../../CON: <b>\x07"))
    name, content = take(browser, "svg")
    assert name == "con-b-graph.svg"
    tags = {one.tag for one in ET.fromstring(content).iter()}
    assert tags <= {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "path", "text")}
    _, content = take(browser, "graphml")
    again = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert len(again) == len(attacks)
    assert attacks[0] in {one["label"] for _, one in again.nodes(data=True)}
    for item in ("nodes", "edges", "statements"):
        rows = list(csv.reader(io.StringIO(take(browser, item)[1].decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1 and len(rows) > len(attacks)
        assert not [cell for row in rows for cell in row if re.match(r"\s*[=+@\t\r]", cell)]
    assert browser.run("return window.hit === undefined")


# The menu


def test_the_menu_by_keyboard(browser: Browser) -> None:
    browser.open(two_nodes())
    focus = "return document.activeElement.dataset.take || document.activeElement.id"
    browser.run("document.getElementById('take').focus()")
    browser.type("\ue015")  # arrow down
    assert browser.run(focus) == "png"
    assert browser.run("return document.getElementById('take').getAttribute('aria-expanded')") == "true"
    browser.type("\ue013")  # arrow up, round
    assert browser.run(focus) == "print"
    browser.type("\ue011", "\ue015", "\ue015")  # Home, down, down
    assert browser.run(focus) == "framed"
    browser.type(" ")
    assert browser.run("return document.activeElement.getAttribute('aria-checked')") == "false"
    browser.type("g")
    assert browser.run(focus) == "graphml"
    browser.type("\ue00c")  # Escape
    assert browser.run(focus) == "take" and browser.run("return document.getElementById('take-menu').hidden")
    browser.run(CATCH)
    browser.type("\ue007", "\ue015", "\ue007")  # Enter, down, Enter: the SVG
    browser.wait("window.takenBlobs.length > 0")
    assert browser.run(focus) == "take"
    assert browser.text("#taken") == "" or "two-graph.svg" in browser.run(
        "return document.getElementById('taken').textContent"
    )
    browser.type("\ue007", "\ue004")  # Enter, Tab leaves and closes
    assert browser.run("return document.getElementById('take-menu').hidden")


# The table


def test_columns_are_chosen_and_remembered(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(
        render(story, title="Story"), "#view=table&no-column=voice&no-column=relation&no-column=nothing"
    )
    heads = "return [...document.querySelectorAll('#heads th')].map((th) => th.dataset.column)"
    assert browser.run(heads) == [
        "subject",
        "relation",
        "object",
        "others",
        "how",
        "when",
        "order",
        "confidence",
    ]
    browser.run("document.querySelector('#columns [data-column=when]').click()")
    assert "when" not in browser.run(heads)
    assert "no-column=voice&no-column=when" in browser.run("return location.hash")
    assert browser.run("return document.querySelector('#rows tr').cells.length") == 7
    assert browser.run("return document.querySelector('#columns [data-column=relation]').disabled")


def test_a_click_on_a_row_opens_its_statement(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"), "#view=table")
    browser.run("document.querySelector('#rows tr:nth-child(3) td.sentence').click()")
    row = browser.run("return document.querySelector('#rows tr.here').dataset.statement")
    assert f"statement={row}" in browser.run("return location.hash")
    assert not browser.run("return document.getElementById('panel').hidden")


def many(count: int) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(
        documents={"d": {"title": "Long", "date": None, "source": "l.txt"}}, statements={}
    )
    for k in range(300):
        graph.add_node(f"n{k}", id=f"en_{k}", label=f"Thing {k}", type="Thing", importance=1 / (k + 1))
    for k in range(count):
        a, b = k % 300, (k * 7 + 1) % 300
        end = [
            {"text": f"Thing {n}", "label": f"Thing {n}", "entity": f"en_{n}", "start": 0, "end": 1}
            for n in (a, b)
        ]
        graph.graph["statements"][f"st_{k:06}"] = {
            "document": "d",
            "subject": end[0],
            "object": {**end[1], "start": 2, "end": 3},
            "predicate": {"text": "meets", "lemma": "meet", "property": "kg:meets"},
            "roles": [],
            "polarity": "positive",
            "modality": "actual",
            "attribution": None,
            "time": None,
            "place": None,
            "confidence": (k % 100) / 100,
            "rule": "x",
            "evidence": [{"document": "d", "start": 10 * k, "end": 10 * k + 9, "text": f"Sentence {k}."}],
        }
        graph.add_edge(
            f"n{a}", f"n{b}", key=f"st_{k:06}", statement=f"st_{k:06}", label="meets", primary=True
        )
    return graph


def test_fifty_thousand_statements(browser: Browser) -> None:
    browser.open(render(many(50_000), title="Many"))
    timed = "const a = performance.now(); {}; document.body.offsetHeight; return performance.now() - a"
    opened = browser.run(timed.format("document.getElementById('show-table').click()"))
    resort = browser.run(
        timed.format("document.querySelector('#heads [data-column=subject] button').click()")
    )
    turned = browser.run(timed.format("document.querySelector('[data-page=last]').click()"))
    assert browser.run("return document.querySelectorAll('#rows tr').length") == 200
    assert browser.text("#table-range") == "49,801 to 50,000 of 50,000"
    assert browser.run("return document.activeElement.dataset.page") == "first"
    assert max(opened, resort) < 4000 and turned < 1500
    words = """
        const field = document.getElementById('words');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input'));
    """
    browser.run(words, "sentence 49123")
    browser.wait("document.querySelectorAll('#rows tr').length === 1")
    assert "Sentence 49123." in browser.text("#rows")
    browser.run(CATCH)
    browser.run(
        "const w = document.getElementById('words'); w.value = ''; w.dispatchEvent(new Event('input'))"
    )
    browser.wait("document.querySelectorAll('#rows tr').length === 200")
    browser.run("document.getElementById('save-csv').click()")
    rows = base64.b64decode(browser.driver.execute_async_script(READ)).decode("utf-8-sig").splitlines()
    assert len(rows) == 50_001 and rows[0].startswith('"Who or what","Relation"')
    print(f"\n50,000 statements: table {opened:.0f} ms, sorted {resort:.0f} ms, page turned {turned:.0f} ms")


def test_the_head_of_the_table_stays(browser: Browser, story: nx.MultiDiGraph) -> None:
    wide(browser, 1100, 420)
    browser.open(render(story, title="Story"), "#view=table")
    browser.run("document.getElementById('table-scroll').scrollTop = 500")
    tops = browser.run(
        "return ['#heads th', '#table-scroll']"
        ".map((selector) => document.querySelector(selector).getBoundingClientRect().top)"
    )
    assert abs(tops[0] - tops[1]) < 2
    wide(browser, 390, 844)
    assert browser.run("return document.documentElement.scrollWidth") <= 390
    assert browser.run("return getComputedStyle(document.querySelector('#rows tr')).display") == "block"
    wide(browser, 1200, 800)


# Print


def printed(browser: Browser) -> tuple[bytes, str, int]:
    """Return the PDF of the page, its text and the number of its pages."""
    pypdf = pytest.importorskip("pypdf")
    made = browser.driver.execute_cdp_cmd(
        "Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True}
    )
    content = base64.b64decode(made["data"])
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return content, " ".join(" ".join(page.extract_text() for page in pages).split()), len(pages)


def test_what_is_printed(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="The story"), "#no-class=Country&view=table")
    browser.run("""
        new MutationObserver(() => {
            const drawn = document.querySelectorAll('#print-picture path').length;
            window.mostDrawn = Math.max(window.mostDrawn || 0, drawn);
        }).observe(document.getElementById('print-picture'), {childList: true});
    """)
    content, text, pages = printed(browser)
    assert content.startswith(b"%PDF") and 2 <= pages <= 12
    assert "The story" in text and "Not shown: " in text and "Country" in text
    assert "Elena Markova" in text and "The opposition laughed." in text
    assert "planned" in text and "Printed on 20" in text
    assert "Skip to the table" not in text and "Save CSV" not in text
    browser.wait("document.querySelectorAll('#print-picture *').length === 0")
    assert browser.run("return window.mostDrawn") > 40
    assert browser.problems() == []


def test_a_long_table_is_not_printed_whole_and_says_so(browser: Browser) -> None:
    browser.open(render(many(2_100), title="Many"))
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    assert browser.run("return document.querySelectorAll('#rows tr').length") == 2000
    assert browser.run("return document.getElementById('more').className") == "more cut"
    assert "the first 2,000 of 2,100" in browser.run("return document.getElementById('more').textContent")
    browser.run("window.dispatchEvent(new Event('afterprint'))")
    assert browser.run("return document.querySelectorAll('#rows tr').length") == 200


# Another language, a notebook


def test_another_language_is_taken(
    browser: Browser, story: nx.MultiDiGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(value: Any) -> Any:
        return {key: other(one) for key, one in value.items()} if isinstance(value, dict) else f"§{value}"

    original = assets.text
    german = other(assets.texts()) | {"language": "de", "note": ""}
    monkeypatch.setattr(
        assets, "text", lambda name: json.dumps(german) if name == "texts/de.json" else original(name)
    )
    page = render(story, title="Story", language="de")
    assert '<html lang="de">' in page and ">§Skip to the table" in page
    browser.open(page, "#view=table")
    assert browser.text("#counts").startswith("§46 things · §42 statements")
    assert browser.text("#heads").startswith("§Who or what")
    with pytest.raises(FileNotFoundError):
        render(story, title="Story", language="xx")


def test_the_page_runs_in_a_notebook(browser: Browser, built: Build) -> None:
    parent = browser.folder / "notebook.html"
    parent.write_text(f"<!doctype html><meta charset=utf-8><body>{built._repr_html_()}", encoding="utf-8")
    browser.driver.get("about:blank")
    browser.problems()
    browser.driver.get(parent.as_uri())
    browser.driver.switch_to.frame(0)
    try:
        browser.wait("document.documentElement.dataset.ready === 'yes'")
        browser.run("document.getElementById('show-table').click()")
        assert browser.run("return document.querySelectorAll('#rows tr').length") == 3
        browser.run("document.querySelector('#rows tr').click()")
        assert not browser.run("return document.getElementById('panel').hidden")
        assert browser.run("return window.origin") == "null"
        browser.run(CATCH)
        browser.run(
            "document.getElementById('take').click(); document.querySelector('[data-take=svg]').click()"
        )
        browser.wait("window.takenBlobs.length > 0")
    finally:
        browser.driver.switch_to.default_content()
    assert [one for one in browser.problems() if "Unsafe attempt" not in one] == []
