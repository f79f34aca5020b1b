"""Typed heads of nominals: what the gold says, what a Doc says, and how they are compared."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.bench import conllu, sets
from kg.bench.nominals import heads_of_doc, heads_of_trees, score
from kg.bench.options import Options
from kg.errors import InputError

CONLLU = """# newdoc id = one
# sent_id = 1
1	Ann	Ann	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new
2	Lee	Lee	PROPN	NNP	_	1	flat	_	Entity=1)
3	saw	see	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	Entity=(2-object-new
5	ships	ship	NOUN	NNS	_	3	obj	_	_
6	of	of	ADP	IN	_	7	case	_	_
7	Rome	Rome	PROPN	NNP	_	5	nmod	_	Entity=(3-place-new)2)

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "dev.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


def test_heads_of_a_gold_document(treebank: Path) -> None:
    (document,) = conllu.read(treebank)
    assert heads_of_trees(document) == {(0, 3): "person", (12, 17): "object", (19, 23): "place"}


def test_of_two_mentions_with_one_head_the_shorter_counts(tmp_path: Path) -> None:
    path = tmp_path / "two.conllu"
    shorter = CONLLU.replace(
        "NNS	_	3	obj	_	_", "NNS	_	3	obj	_	Entity=(4-event-new)"
    )
    path.write_text(shorter, "utf-8")
    (document,) = conllu.read(path)
    assert heads_of_trees(document)[12, 17] == "event"


def test_heads_of_a_doc() -> None:
    doc = Doc(spacy.blank("en").vocab, ["Ann", "\n", "left", "Rome"])
    doc.spans["nominals"] = [Span(doc, 0, 1, label="person"), Span(doc, 3, 4, label="place")]
    assert heads_of_doc(doc) == {(0, 3): "person", (7, 11): "place"}


def test_scores() -> None:
    gold = {(0, 3): "person", (3, 5): "place", (6, 9): "place"}
    said = {(0, 3): "person", (3, 5): "object", (9, 12): "object"}
    figures = score([(gold, said)])
    assert (figures["precision"], figures["recall"]) == (1 / 3, 1 / 3)
    assert figures["heads"]["f1"] == pytest.approx(2 / 3)
    assert figures["by_type"]["place"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 2}


def test_the_set_entities_takes_treebanks(treebank: Path) -> None:
    figures = sets.run_entities([treebank], Options()).figures
    assert figures["gold_heads"] == 3
    assert figures["gold_tokens"]["heads"]["recall"] == 1.0
    assert figures["raw"]["by_type"]["place"]["gold"] == 1


def test_a_treebank_without_mentions(treebank: Path) -> None:
    treebank.write_text("1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="marks no mentions"):
        sets.run_entities([treebank], Options())
