"""The evidence panel, the documents and the sources, in a browser."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest
import rdflib

from kg import network
from kg.bench.chromium import Browser
from kg.rdf.build import describe
from kg.views import assets, render
from tests.rdf import samples
from tests.views.conftest import HOSTILE, SAMPLE

pytestmark = pytest.mark.browser

#: Puts what is copied into `window.copied`.
CATCH = """
Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {
  writeText: (text) => { window.copied = text; return Promise.resolve(); },
}});
"""


def texts_of_story() -> dict[str, str]:
    """Return the texts of the made-up news story."""
    documents = json.loads(SAMPLE.read_text(encoding="utf-8"))["documents"]
    return {d["id"]: " ".join(sentence["text"] for sentence in d["sentences"]) for d in documents}


@pytest.fixture(scope="module")
def page(story: nx.MultiDiGraph) -> str:
    return render(story, title="Story", texts=texts_of_story())


def node(graph: nx.MultiDiGraph, label: str) -> str:
    return next(str(found["id"]) for _, found in graph.nodes(data=True) if found["label"] == label)


def click(browser: Browser, selector: str, at: int = 0) -> None:
    browser.run("document.querySelectorAll(arguments[0])[arguments[1]].click()", selector, at)


def crowd(size: int) -> nx.MultiDiGraph:
    """Return a graph in which one thing has `size` statements of one relation, and one of another."""
    graph = nx.MultiDiGraph(documents={"d": {"title": "Crowd", "date": "2020-01-01", "source": "c.txt"}})
    graph.add_node("hub", id="en_hub", label="Hub", type="Person")
    graph.graph["statements"] = {}
    for k in range(size + 1):
        graph.add_node(f"n{k}", id=f"en_{k}", label=f"Neighbour {k}", type="Person")
        subject = {"text": "Hub", "label": "Hub", "entity": "en_hub", "start": 0, "end": 3}
        name = "meets" if k < size else "avoids"
        graph.graph["statements"][f"st_{k:05}"] = {
            "document": "d",
            "subject": subject,
            "object": {"text": "N", "label": f"Neighbour {k}", "entity": f"en_{k}", "start": 10, "end": 11},
            "predicate": {"text": name, "lemma": name, "property": f"kg:{name}"},
            "polarity": "positive",
            "modality": "actual",
            "evidence": [{"document": "d", "start": 0, "end": 30, "text": f"Hub {name} neighbour {k}."}],
        }
        graph.add_edge("hub", f"n{k}", key=f"st_{k:05}", statement=f"st_{k:05}", label=name, primary=True)
    return graph


def test_a_thing_tells_its_first_and_last_mention(
    browser: Browser, page: str, story: nx.MultiDiGraph
) -> None:
    browser.open(page, f"#node={node(story, 'Russia')}")
    panel = browser.text("#panel dl")
    documents = story.graph["documents"]
    of_russia = [
        m for _, found in story.nodes(data=True) if found["label"] == "Russia" for m in found["mentions"]
    ]
    ends = sorted((documents[m["document"]]["date"], m["document"], m["start"], m["text"]) for m in of_russia)
    for name, (date, document, _, words) in (("First mention", ends[0]), ("Last mention", ends[-1])):
        assert f"{name}\n{date} · {documents[document]['title']} “{words}”" in panel
    click(
        browser,
        "#panel dl dd button",
        -1 + browser.run("return document.querySelectorAll('#panel dl dd button').length"),
    )
    assert browser.run("return document.getElementById('document-view').hidden") is False
    assert browser.text("article.text mark.at") == ends[-1][3]
    assert browser.text("#document-view h2").endswith(documents[ends[-1][1]]["title"])
    assert browser.problems() == []


def test_long_lists_are_cut(browser: Browser) -> None:
    browser.open(render(crowd(2000), title="Crowd"), "#node=en_hub")
    assert "2,001 statements" in browser.text("#panel h3")
    assert browser.run("return document.querySelectorAll('#panel .card').length") == 6
    click(browser, "#panel .unroll-more")
    assert browser.run("return document.querySelectorAll('#panel .card').length") == 26
    assert browser.text("#panel .unroll-more") == "Show more (1,975 not listed yet)"
    assert browser.text("#live") == "25 of 2,000 are listed."
    click(browser, "#panel .actions button")  # only its neighbours: what was unrolled stays so
    assert browser.run("return document.querySelectorAll('#panel .card').length") == 26


def test_an_edge_tells_who_says_so_and_who_denies_it(
    browser: Browser, page: str, story: nx.MultiDiGraph
) -> None:
    supply = next(
        name
        for name, record in story.graph["statements"].items()
        if record["predicate"]["property"] == "kg:supplies"
        and record["polarity"] == "positive"
        and not record["attribution"]
    )
    browser.open(page, f"#statement={supply}")
    voices = browser.text("#panel .voices")
    assert voices.startswith("Stated by the text of\n") and "✕ Denied by\nMinistry of Defence" in voices
    assert "Elsewhere, the opposite (1)" in browser.text("#panel h3")
    planned = next(n for n, r in story.graph["statements"].items() if r["modality"] == "planned")
    browser.open(page, f"#statement={planned}")
    assert browser.text("#panel .voices").startswith("Planned in\n")
    assert browser.problems() == []


def test_copies_as_text_and_citation(browser: Browser, page: str, story: nx.MultiDiGraph) -> None:
    name, record = next((n, r) for n, r in story.graph["statements"].items() if r["polarity"] == "negative")
    browser.open(page, f"#statement={name}")
    browser.run(CATCH)
    evidence = record["evidence"][0]
    document = story.graph["documents"][record["document"]]
    where = f"{document['title']}, {document['date']}, {document['source']}"
    place = f"characters {evidence['start']}–{evidence['end']}"
    click(browser, ".card [data-copy=citation]")
    assert browser.run("return window.copied") == f"“{evidence['text']}” {where}, {place}."
    assert browser.text("#live") == "Copied."
    click(browser, ".card [data-copy=text]")
    quotation, line, source = browser.run("return window.copied").split("\n")
    assert quotation == f"“{evidence['text']}”" and source == f"{where}, {place}"
    assert line.startswith(f"{record['subject']['label']} ✕ ") and "denied" in line


def test_copies_without_a_clipboard(browser: Browser, page: str, story: nx.MultiDiGraph) -> None:
    browser.open(page, f"#node={node(story, 'Russia')}")
    browser.run("Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined})")
    browser.run("document.addEventListener('copy', () => { window.copied = document.activeElement.value; })")
    browser.driver.find_element("css selector", "#panel .top-line [data-copy=citation]").click()
    browser.wait("document.getElementById('live').textContent")
    assert browser.text("#live") == "Copied."
    assert "Russia supplies helicopters" in browser.run("return window.copied")
    assert browser.run("return document.querySelectorAll('textarea').length") == 0
    assert browser.run("return document.activeElement.dataset.copy") == "citation"


def turtle(browser: Browser, address: str, page: str) -> str:
    browser.open(page, address)
    browser.run(CATCH)
    click(browser, "#panel .top-line [data-copy=turtle]")
    return str(browser.run("return window.copied"))


def test_turtle_is_part_of_the_graph(browser: Browser) -> None:
    quads = describe(samples.FACTS, samples.STATEMENTS, samples.ENTITIES, [samples.DOCUMENT])
    whole = {triple for graph in quads.dataset().graphs() for triple in graph}
    page = render(network.build(quads), title="Story", texts={samples.DOCUMENT.id: samples.TEXT})
    base = rdflib.Namespace("https://w3id.org/kg-text/id/")
    kg = rdflib.Namespace(assets.prefixes()["kg"])
    for statement in samples.STATEMENTS:
        found = set(
            rdflib.Graph().parse(data=turtle(browser, f"#statement={statement.id}", page), format="turtle")
        )
        assert found - whole == set()
        about = {(p, o) for s, p, o in whole if s == base[statement.id]}
        told = {(p, o) for s, p, o in found if s == base[statement.id]}
        left_out = {str(p).removeprefix(str(kg)) for p, _ in about - told}
        assert left_out <= {
            *("participation", "cue", "predicateStart", "predicateEnd", "confidencePart", "sourceMention"),
            *("outerAttribution", "timeMention", "placeMention", str(rdflib.RDFS.label)),
        }
    russia = set(
        rdflib.Graph().parse(data=turtle(browser, f"#node={samples.RUSSIA.id}", page), format="turtle")
    )
    assert russia - whole == set()
    same = rdflib.URIRef("http://www.wikidata.org/entity/Q159")
    assert (base[samples.RUSSIA.id], rdflib.OWL.sameAs, same) in russia
    assert (base[samples.RUSSIA.id], kg.supplies, base[samples.HELICOPTERS.id]) in russia
    assert (base[samples.RUSSIA.id], kg.supplies, base[samples.TANKS.id]) not in russia


@pytest.mark.parametrize("words", samples.HOSTILE)
def test_turtle_of_hostile_texts_can_be_read(browser: Browser, words: str) -> None:
    quads = describe(*samples.hostile_build(words))
    copied = turtle(
        browser, f"#node={samples.hostile_build(words)[2][0].id}", render(network.build(quads), title="")
    )
    labels = set(rdflib.Graph().parse(data=copied, format="turtle").objects(predicate=rdflib.RDFS.label))
    whole = {
        value for graph in quads.dataset().graphs() for value in graph.objects(predicate=rdflib.RDFS.label)
    }
    assert labels <= whole
    assert browser.problems() == []


def test_the_prefixes_are_those_of_the_files() -> None:
    from kg.rdf.names import prefixes

    own = prefixes("https://w3id.org/kg-text/id/")
    assert assets.prefixes() == {name: iri for name, iri in own.items() if name != "p"}


def test_contradictions_stand_side_by_side(browser: Browser, page: str) -> None:
    browser.open(page, "#view=sources")
    assert browser.text("#contradictions") == "1 contradiction"
    assert browser.text(".dispute h3") == "Russia supplies helicopters"
    affirmed, denied = browser.text(".side.affirms"), browser.text(".side.denies")
    assert affirmed.count("Show in the text") == 2 and "denied" not in affirmed
    assert "Ministry of Defence denies it" in denied and "denied that Russia" in denied
    assert "2019" in browser.text(".dispute p")
    assert browser.problems() == []


def test_other_circumstances_and_other_modalities_are_no_contradiction(browser: Browser) -> None:
    graph = crowd(0)
    graph.graph["statements"] = {}
    graph.add_node("c", id="en_c", label="Cuba", type="Country")
    made: list[dict[str, Any]] = [
        {"polarity": "positive", "to": "en_0"},
        {"polarity": "negative", "to": "en_c"},
        {"polarity": "negative", "to": "en_0", "modality": "planned"},
        {"polarity": "negative", "to": "", "modality": "actual", "subject": ""},
    ]
    for k, given in enumerate(made):
        record = crowd(0).graph["statements"]["st_00000"]
        record |= {"polarity": given["polarity"], "modality": given.get("modality", "actual")}
        record["subject"]["entity"] = given.get("subject", "en_hub") or None
        filler = {"text": given["to"], "label": given["to"], "entity": given["to"], "start": 20, "end": 22}
        record["roles"] = [{"role": "recipient", "marker": "to", "filler": filler}] if given["to"] else []
        graph.graph["statements"][f"st_{k}"] = record
    browser.open(render(graph, title=""), "#view=sources")
    assert browser.text("#contradictions") == "0 contradictions"
    del graph.graph["statements"]["st_0"]["roles"]
    browser.open(render(graph, title=""), "#view=sources")
    assert browser.text("#contradictions") == "1 contradiction"


def test_sources_are_counted_by_stance_and_follow_the_filters(browser: Browser, page: str) -> None:
    browser.open(page, "#view=sources")
    first = browser.text(".speaker").split("\n")
    assert first[0] == "The text itself" and any(line.startswith("states ") for line in first)
    names = browser.run("return [...document.querySelectorAll('.speaker h3')].map(e => e.textContent.trim())")
    click(browser, '#sources-view [aria-label="Sort by"] button', 1)
    sorted_names = browser.run(
        "return [...document.querySelectorAll('.speaker h3')].map(e => e.textContent.trim())"
    )
    assert sorted(names) == sorted(sorted_names) and sorted_names != names
    assert browser.text("#live") == "Sorted by name."
    at = sorted_names.index("Ministry of Defence")
    click(browser, ".speaker summary", at)
    browser.wait("document.querySelectorAll('.speaker .brief').length == 1")
    assert "Russia ✕ supplies helicopters" in browser.text(".speaker .brief")
    click(browser, '[data-facet="polarity"][data-key="negative"]')
    assert browser.text("#contradictions") == "0 contradictions"
    assert "Your filters hide all contradictions." in browser.text("#sources-view .none")
    assert browser.problems() == []


def test_the_text_leads_to_things_and_statements(browser: Browser, page: str, story: nx.MultiDiGraph) -> None:
    texts = texts_of_story()
    first = min(texts, key=lambda name: (story.graph["documents"][name]["date"], name))
    browser.open(page, f"#view=document&document={first}")
    browser.wait("document.querySelector('.mention')")
    shown = browser.run("""
        const words = (e) => [...e.childNodes].filter(n => !n.matches?.('.tally')).map(n => n.textContent);
        return [...document.querySelectorAll('.piece')].flatMap(words).join('');
    """)
    assert shown == texts[first]
    marks = browser.run(
        "return [...document.querySelectorAll('.mention')].map(e => [Number(e.dataset.at), e.textContent])"
    )
    assert len(marks) > 10 and all(texts[first][at : at + len(words)] == words for at, words in marks)
    click(browser, ".mention")
    assert browser.text("#panel h2") == "Russia"
    assert browser.run("return document.querySelector('.mention.chosen').textContent") == "Russia"
    click(browser, ".tally")
    assert browser.text("#panel h2") == "What this sentence says"
    assert browser.run("return document.querySelectorAll('#panel .card').length") == int(
        browser.text(".tally.here")
    )
    assert "sentence=" in browser.run("return location.hash")
    relations = browser.text("#panel .card .relation").split("\n")
    click(browser, "#panel .card .relation", relations.index("supplies"))
    roles = browser.run(
        "return [...document.querySelectorAll('article.text mark')].map(e => [e.className, e.textContent])"
    )
    assert ["subject", "Russia"] in roles and ["object", "helicopters"] in roles
    assert browser.problems() == []


def test_innermost_mention_wins_and_offsets_count_characters(browser: Browser) -> None:
    text = "🚁🚁 The capital of Venezuela.\n\nNothing else."
    graph = nx.MultiDiGraph(documents={"d": {"title": "T", "date": "", "source": "t.txt"}})
    for number, (label, start, end) in enumerate((("capital of Venezuela", 7, 27), ("Venezuela", 18, 27))):
        graph.add_node(
            number,
            id=f"en_{number}",
            label=label,
            type="Place",
            documents=["d"],
            mentions=[{"document": "d", "start": start, "end": end, "text": label}],
        )
    graph.add_edge(0, 1, key="st_1", statement="st_1", label="is", primary=True, document="d")
    browser.open(render(graph, title="", texts={"d": text}), "#view=document")
    browser.wait("document.querySelector('.mention')")
    assert browser.run("return [...document.querySelectorAll('.mention')].map(e => e.textContent)") == [
        "capital of ",
        "Venezuela",
    ]
    assert browser.run("return document.querySelectorAll('article.text .body p').length") == 2


def test_without_text_the_sentences_stand_in_order(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"), "#view=document")
    assert "The whole text is not in this page" in browser.text(".document-head .note")
    browser.wait("document.querySelector('.mention')")
    shown = browser.run("return document.querySelector('article.text').dataset.document")
    found = {
        (r["evidence"][0]["start"], r["evidence"][0]["text"])
        for r in story.graph["statements"].values()
        if r["document"] == shown
    }
    pieces = browser.run("return [...document.querySelectorAll('.piece .sentence')].map(e => e.textContent)")
    assert "".join(pieces) == "".join(text for _, text in sorted(found))


def test_the_keyboard_goes_to_the_panel_and_back(browser: Browser, page: str) -> None:
    browser.open(page, "#view=document")
    browser.wait("document.querySelector('.mention')")
    browser.run("document.querySelector('[data-at][tabindex=\"0\"]').focus()")
    browser.type("\ue014")  # to the next mark
    at = browser.run("return document.activeElement.dataset.at")
    assert browser.run("return document.activeElement.className") == "mention"
    browser.type("\ue007")
    assert browser.run("return document.activeElement.id") == "panel"
    assert browser.text("#live").startswith("Evidence for ")
    browser.type("\ue00c")
    assert browser.run("return document.getElementById('panel').hidden")
    assert browser.run("return document.activeElement.dataset.at") == at
    browser.open(page)
    browser.type("/", "Russia", "\ue007")
    assert browser.run("return document.activeElement.id") == "panel"
    browser.type("\ue00c")
    assert browser.run("return document.activeElement.id") == "search"


def test_hostile_texts_stay_texts_in_all_views(browser: Browser, hostile: nx.MultiDiGraph) -> None:
    browser.open(render(hostile, title="", texts={bad: bad * 3 for bad in HOSTILE}), "#view=document")
    plain = browser.run("return document.querySelectorAll('img, iframe, base, a, script, style').length")
    for k in range(len(HOSTILE)):
        click(browser, ".document-list li button", k)
        browser.run("document.querySelectorAll('.mention, .tally').forEach(e => e.click())")
    click(browser, "#show-sources")
    for _ in range(9):
        browser.run("document.querySelectorAll('#sources-view .unroll-more').forEach(e => e.click())")
    browser.run("document.querySelectorAll('#sources-view summary').forEach(e => e.click())")
    browser.driver.execute_async_script("setTimeout(arguments[0], 50)")
    assert browser.run("return document.querySelectorAll('#sources-view .brief').length") >= len(HOSTILE)
    browser.run(CATCH)
    for way in ("text", "turtle", "citation"):
        browser.run(f"document.querySelectorAll('#sources-view [data-copy={way}]').forEach(e => e.click())")
    assert browser.run("return window.hit === undefined && parent.hit === undefined")
    assert (
        browser.run("return document.querySelectorAll('img, iframe, base, a, script, style').length") == plain
    )
    assert browser.problems() == []


def test_a_document_of_which_nothing_is_known_is_listed(browser: Browser) -> None:
    graph = crowd(1)
    graph.graph["documents"] = {}
    browser.open(render(graph, title=""), "#node=en_hub")
    click(browser, "#panel .card .actions button")
    assert browser.text(".document-head h2") == "d"
    assert browser.text("article.text mark.subject") == "Hub"
    assert browser.problems() == []


def test_times_that_are_told_make_a_change_possible(browser: Browser) -> None:
    graph = crowd(0)
    record = crowd(0).graph["statements"]["st_00000"]
    for name, polarity, day in (("st_a", "positive", "2019-05-01"), ("st_b", "negative", "2019-03-01")):
        time = {"text": day, "value": day, "start": None, "end": None}
        graph.graph["statements"][name] = {**record, "polarity": polarity, "time": time}
    del graph.graph["statements"]["st_00000"]
    browser.open(render(graph, title=""), "#view=sources")
    told = browser.text(".dispute > p")
    assert told.startswith("Affirmed 2019-05-01; denied 2019-03-01. The affirmation came last.")
    assert "may be a change" in told
