"""Times: gold expressions are found in the text, values of two notations compared, figures counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import bench
from kg.bench import conllu, times
from kg.bench.days import days, readings
from kg.bench.options import Options
from kg.bench.times import GoldTime, SaidTime, place, same, score, value_of
from kg.errors import InputError
from kg.statements.times import Expression, annotate

CONLLU = """# newdoc id = one
# text = In 2010 , he left . In 2010 he won on Friday .
1	In	in	ADP	IN	_	4	case	_	_
2	2010	2010	NUM	CD	_	4	obl	_	_
3	he	he	PRON	PRP	_	4	nsubj	_	_
4	left	leave	VERB	VBD	_	0	root	_	_
5	.	.	PUNCT	.	_	4	punct	_	_

1	In	in	ADP	IN	_	4	case	_	_
2	2010	2010	NUM	CD	_	4	obl	_	XML=<date when:::"2010"></date>
3	he	he	PRON	PRP	_	4	nsubj	_	_
4	won	win	VERB	VBD	_	0	root	_	_
5-6	Today's	_	_	_	_	_	_	_	XML=<date when:::"2011-03-04">
5	Today	today	NOUN	NN	_	4	obl	_	_
6	's	's	PART	POS	_	5	case	_	XML=</date>
7	.	.	PUNCT	.	_	4	punct	_	_

"""
GOLD = [
    {"doc": "one", "document_date": "2011-03-04", "kind": "date", "text": "2010", "when": "2010"},
    {"doc": "one", "document_date": "2011-03-04", "kind": "date", "text": "Today 's", "when": "2011-03-04"},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    gold, documents = tmp_path / "gold.jsonl", tmp_path / "dev.conllu"
    gold.write_text("".join(json.dumps(row) + "\n" for row in GOLD), encoding="utf-8")
    documents.write_text(CONLLU, encoding="utf-8")
    return gold, documents


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ({"when": "2019-03"}, "2019-03"),
        ({"from": "1950", "to": "1959"}, "1950/1959"),
        ({"notBefore": "1975", "notAfter": "1979"}, "1975/1979"),
        ({"from": "1955", "notAfter": "1959"}, "1955/1959"),
        ({"notAfter": "2006"}, "../2006"),
        ({"from": "2014"}, "2014/.."),
        ({}, ""),
    ],
)
def test_the_value_of_tei_attributes(row: dict[str, str], value: str) -> None:
    assert value_of(row) == value


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        ("1950-01-01/1959-12-31", "1950/1959"),
        ("1960-01-01/1969-01-01", "1960/1969"),
        ("2015-09-14/2015-09-20", "2015-W38"),
        ("2010-06/2010-09", "2010-06/2010-08"),
        ("--12/--03", "--12/--02"),
        ("18:13:00", "T18:13-04:00"),
        ("2020-03-01T08:00:00", "2020-03-01T08:00"),
        ("-400", "-0399"),
        ("900", "0900"),
        ("2010", "2010~"),
        ("2014/..", "2014/.."),
    ],
)
def test_one_value_in_two_notations(gold: str, said: str) -> None:
    assert same(gold, said)


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        ("2010", "2010-05"),
        ("1976/1979", "1970/1979"),
        ("2014", "2014/.."),
        ("2010-06/2010-10", "2010-06/2010-08"),
        ("10:00:00", "T22:00"),
        ("2019-01-01", "P1D"),
        ("w", "2019"),
    ],
)
def test_values_that_differ(gold: str, said: str) -> None:
    assert not same(gold, said)


@pytest.mark.parametrize("value", ["", "P3D", "R/P1W", "soon", "2019-13", "2019/soon", "T25", "--"])
def test_what_is_no_date_has_no_days(value: str) -> None:
    assert days(value) is None
    assert not readings(value)


def test_gold_expressions_are_placed_at_the_marks_of_the_text(files: tuple[Path, Path]) -> None:
    (document,) = conllu.read(files[1])
    placed = place(document, times.read(files[0]))
    assert [(document.text[g.start : g.end], g.start) for g in placed] == [("2010", 21), ("Today's", 33)]


def test_without_marks_the_first_place_in_the_order_of_the_text_counts(tmp_path: Path) -> None:
    path = tmp_path / "plain.conllu"
    path.write_text(CONLLU.replace('XML=<date when:::"2010"></date>', "_"), encoding="utf-8")
    (document,) = conllu.read(path)
    gold = [GoldTime("one", "", "2010", "2010"), GoldTime("one", "", "2010", "2010")]
    assert [g.start for g in place(document, [*gold, GoldTime("one", "", "2019", "2019")])] == [3, 21]


def test_scores() -> None:
    text = "In 2010 he left, on Friday he came, in May he won for three days, now."
    gold = [
        GoldTime("d", "2019-03-30", "2010", "2010", 3, 7),
        GoldTime("d", "2019-03-30", "Friday", "2019-03-29", 20, 26),
        GoldTime("d", "2019-03-30", "now", "", 66, 69),
    ]
    said = [
        SaidTime(0, 7, "2010"),
        SaidTime(17, 33, "2019-03-22"),
        SaidTime(36, 42, "2019-05"),
        SaidTime(50, 64, "P3D"),
        SaidTime(66, 69, None),
    ]
    figures = score({"d": text}, {"d": gold}, {"d": said})
    assert figures["said"] == 3
    assert figures["overlap"] == {"precision": 2 / 3, "recall": 2 / 3, "f1": pytest.approx(2 / 3)}
    assert (figures["exact"]["precision"], figures["exact"]["recall"]) == (1 / 3, 1 / 3)
    assert (figures["value"]["precision"], figures["value"]["recall"]) == (1 / 3, 1 / 2)
    assert figures["value"]["of_recognised"] == 1 / 2


def test_a_gold_expression_of_the_same_words_is_compared_with_the_whole() -> None:
    text = "He came at noon on 3 May 2019, since 2005."
    (noon, since) = annotate(text, anchor=None)

    def spoken(time: Expression, *marked: str) -> list[str | None]:
        places = [(text.index(words), words) for words in marked]
        gold = [GoldTime("d", "", words, "", at, at + len(words)) for at, words in places]
        return [said.value for said in times._spoken(time, gold)]

    assert spoken(noon, "at noon on 3 May 2019") == ["2019-05-03T12:00"]
    assert spoken(noon, "3 May 2019") == ["2019-05-03T12:00"]
    assert spoken(noon, "noon", "3 May 2019") == ["T12:00", "2019-05-03"]
    assert spoken(since, "since 2005") == ["2005/.."]
    assert spoken(since, "2005") == spoken(since) == ["2005"]


def test_documents_without_anything() -> None:
    figures = score({"d": "No."}, {"d": []}, {})
    assert figures["overlap"] == figures["exact"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert figures["value"]["f1"] == figures["value"]["of_recognised"] == 0.0


def test_predictions_are_scored_and_mistakes_listed(files: tuple[Path, Path], tmp_path: Path) -> None:
    said, errors = tmp_path / "said.jsonl", tmp_path / "errors.md"
    rows = [{"start": 0, "end": 7, "value": "2010"}, {"start": 33, "end": 40, "value": "2011-03-05"}]
    said.write_text(json.dumps({"id": "one", "times": rows}), encoding="utf-8")
    options = Options(score=said, errors=errors, documents=files[1])
    figures = bench.run("times", files[0], options=options, predictions=tmp_path / "out.jsonl")
    assert (figures["documents"], figures["gold"], figures["not_placed"]) == (1, 2, 0)
    assert figures["value"]["recall"] == 0.0
    page = errors.read_text("utf-8")
    assert (
        "✗ 2011-03-04 · got: \"Today's\" 2011-03-05 · In 2010 he left . In 2010 he won **Today's** ." in page
    )
    assert "○ 2010" in page
    assert "+ 2010 · **In 2010** he" in page
    (row,) = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert row["times"][1] == {"start": 33, "end": 40, "text": "Today's", "value": "2011-03-05"}


def test_what_is_needed_is_told(files: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs the documents"):
        bench.run("times", files[0])
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"doc": "one"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="has no document_date, text"):
        bench.run("times", bad, options=Options(documents=files[1]))
    bad.write_text('{"id": "one", "times": [{"start": 0}]}\n', encoding="utf-8")
    with pytest.raises(InputError, match="not a prediction"):
        bench.run("times", files[0], options=Options(documents=files[1], score=bad))
    with pytest.raises(InputError, match="one gold file"):
        bench.run("times", list(files), options=Options(documents=files[1]))
