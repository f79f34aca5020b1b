from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from kg import bench
from kg.bench import context
from kg.bench.context import Context, GoldPredicate, Said, Source
from kg.bench.records import write_jsonl
from kg.errors import InputError
from kg.model import Attribution, Mention, MentionKind, Modality, Polarity, Predicate, Span, Statement

DATA = Path(str(resources.files("kg.bench").joinpath("data", "context")))
SENTENCE = "Ann Lee said that Bob was not ill and may leave."
SAYS = Source("Ann Lee", "", "say")


def gold(word: str, said: Context, copula: int | None = None) -> GoldPredicate:
    return GoldPredicate("1", SENTENCE, word, SENTENCE.index(word), copula, said)


def says(word: str, said: Context) -> Said:
    start = SENTENCE.index(word)
    return Said(start, start + len(word), said)


def predicate(word: str, **values: Any) -> dict[str, Any]:
    known = {"polarity": "positive", "modality": "actual", "attribution": None}
    return {"predicate": word, "offset": SENTENCE.index(word), **known, **values}


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        (Source("Ann Lee"), Source("Ms Lee", "Lee"), True),
        (Source("Ann Lee"), Source("Ann Lee", "Ann"), True),
        (Source("Ann Lee"), Source("LEE"), True),
        (Source("people in the trade", "people"), Source("people", "people"), True),
        (Source("people in the trade", "people"), Source("trade", "trade"), False),
        (Source(None), Source(None), True),
        (Source(None), Source("Lee", "Lee"), False),
        (Source("Ann Lee"), Source(None), False),
    ],
)
def test_sources_agree_by_head_word(wanted: Source, given: Source, same: bool) -> None:
    assert wanted.has_source_of(given) is same


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (Context(), "plain"),
        (Context("negative"), "negative"),
        (Context("negative", "possible", SAYS), "negative possible <Ann Lee say>"),
        (Context(source=Source(None, "", "report", SAYS)), "<? report> <Ann Lee say>"),
    ],
)
def test_a_context_is_one_line(said: Context, line: str) -> None:
    assert str(said) == line
    assert said.is_plain is (line == "plain")


def test_the_copula_stands_in_for_its_complement() -> None:
    ill = gold("ill", Context("negative", source=SAYS), copula=SENTENCE.index("was"))
    was, adjective = says("was", Context()), says("ill", Context("negative"))
    assert ill.aligned([was, says("leave", Context())]) == [was]
    assert ill.aligned([was, adjective]) == [adjective]


def test_the_best_of_several_statements_counts_but_any_plain_one_is_false() -> None:
    item = gold("leave", Context(modality="possible", source=SAYS))
    both = {"1": [says("leave", Context()), says("leave", item.context)]}
    figures = context.score([item], both)
    assert figures["modality"]["micro"]["f1"] == figures["attribution"]["source"]["f1"] == 1.0
    assert figures["false_plain"] == 1.0


def test_figures_rest_on_aligned_predicates() -> None:
    items = [
        gold("said", Context()),
        gold("ill", Context("negative", source=SAYS)),
        gold("leave", Context(modality="possible", source=Source("Bob", "", "say", SAYS))),
    ]
    found = [says("said", Context("negative")), says("leave", Context(modality="planned", source=SAYS))]
    figures = context.score(items, {"1": found})
    assert (figures["predicates"], figures["missed_predicates"], figures["sentences"]) == (3, 1, 1)
    assert figures["polarity"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 0, "predicted": 1}
    assert figures["modality"]["planned"]["predicted"] == figures["modality"]["possible"]["gold"] == 1
    assert figures["modality"]["micro"]["f1"] == 0.0
    attribution = figures["attribution"]
    assert (attribution["presence"]["f1"], attribution["source"]["f1"]) == (1.0, 0.0)
    assert (attribution["outer"]["gold"], attribution["outer"]["predicted"]) == (1, 0)
    assert (figures["false_plain"], figures["missed_plain"]) == (0.0, 1.0)  # what is missed is not asserted


def test_the_page_has_one_line_for_each_mistake() -> None:
    items = [gold("ill", Context("negative", source=SAYS)), gold("leave", Context(modality="possible"))]
    page = context.errors(items, {"1": [says("ill", Context())]})
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## ✗ Asserted as a plain fact (1)",
        "## ✗ Polarity (1)",
        "## ✗ Attribution (1)",
        "## ○ Missed (1)",
    ]
    assert (
        "- 1 · ill · gold: negative <Ann Lee say> · got: plain · Ann Lee said that Bob was not **ill**"
        in page
    )
    assert "- 1 · leave · gold: possible · got: nothing · " in page


def test_a_statement_of_kg_is_seen_with_its_source() -> None:
    start = SENTENCE.index("leave")
    ann = Mention(Span("d", 0, 7), "Ann Lee", MentionKind.NAME, head=Span("d", 0, 3))
    statement = Statement(
        "st_1",
        Predicate("may leave", "leave", Span("d", start, start + 5)),
        (),
        Span("d", 0, len(SENTENCE)),
        ("verb",),
        polarity=Polarity.POSITIVE,
        modality=Modality.POSSIBLE,
        attribution=Attribution(None, "report", outer=Attribution(ann, "say")),
    )
    said = context.said_of(statement, SENTENCE)
    outer = Source("Ann Lee", "Ann", "say")
    assert said == Said(start, start + 5, Context("positive", "possible", Source(None, "", "report", outer)))


def test_predictions_are_scored_without_a_model(tmp_path: Path) -> None:
    path, said, page = tmp_path / "gold.jsonl", tmp_path / "said.jsonl", tmp_path / "errors.md"
    by = {"source": "Ann Lee", "verb": "say", "head": "Lee"}
    rows = [predicate("ill", polarity="negative", attribution=by), predicate("leave", modality="possible")]
    write_jsonl(path, [{"id": "1", "sentence": SENTENCE, "predicates": rows}])
    found = [
        {
            "start": p["offset"],
            "end": p["offset"] + 3,
            **{k: p[k] for k in ("polarity", "modality", "attribution")},
        }
        for p in rows
    ]
    write_jsonl(said, [{"id": "1", "statements": found}])
    copy = tmp_path / "copy.jsonl"
    figures = bench.run("context", path, predictions=copy, options=bench.Options(score=said, errors=page))
    assert figures["polarity"]["f1"] == figures["attribution"]["source"]["f1"] == 1.0
    assert figures["modality"]["micro"]["f1"] == 1.0
    assert page.read_text(encoding="utf-8").startswith("# Polarity")
    assert context.read_predictions(copy) == context.read_predictions(said)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "1", "sentence": SENTENCE}, "predicates"),
        ({"id": "1", "sentence": "No.", "predicates": [predicate("ill")]}, "does not stand at"),
        ({"id": "1", "sentence": SENTENCE, "predicates": [predicate("ill", plain=False)]}, "contradicts"),
        ({"id": "1", "sentence": SENTENCE, "predicates": [predicate("ill", modality="maybe")]}, "maybe"),
        ({"id": "1", "sentence": SENTENCE, "predicates": []}, "no predicate"),
    ],
)
def test_gold_that_cannot_be_used_is_an_error(row: dict[str, Any], message: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    write_jsonl(path, [row])
    with pytest.raises(InputError, match=message):
        context.read(path)


def _names(item: Source | None) -> list[str]:
    return [n for n in (item.text, item.head, *_names(item.outer)) if n] if item else []


@pytest.mark.parametrize(("name", "sentences", "parity"), [("dev", 1262, 1), ("test", 200, 0)])
def test_the_sentences_shipped_are_consistent(name: str, sentences: int, parity: int) -> None:
    items = context.read(DATA / f"{name}.jsonl")
    texts = {item.id: item.sentence for item in items}
    assert len(texts) == len(set(texts.values())) == sentences
    first = [number for key in texts if (number := key.rpartition("-")[2]).isdigit()]
    assert len(first) == 200
    assert all(int(number) % 2 == parity for number in first)
    assert len({(item.id, item.offset) for item in items}) == len(items)
    for item in items:
        assert [n for n in _names(item.context.source) if n not in item.sentence] == []
        assert item.sentence[item.offset + len(item.text) :][:1].isalnum() is False
    assert sum(item.context.is_plain for item in items) / len(items) >= 0.4


def test_halves_share_no_sentence() -> None:
    halves = [
        {json.loads(line)["sentence"] for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()}
        for name in ("dev", "test")
    ]
    assert not halves[0] & halves[1]
